"""Events: append-only facts. State is folded from them; nothing is edited or deleted.

An event's id is chosen by its author and never reused; storing it twice changes nothing.
A measurement's event id is derived from the measurement's own id, so that a device's second
sending of a record cannot become a second event.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from hemmonitor.model.access import AccessLogged, RecordAccessed, RecordGuarded
from hemmonitor.model.careplan import Level, Plan
from hemmonitor.model.centre import CentreIssued
from hemmonitor.model.measurement import Measurement
from hemmonitor.model.visits import VisitMade, VisitPlanned

_NAMESPACE = uuid.UUID("6f0b4f2e-3c56-5d0c-9a54-0d8a51a7c0de")


class Action(StrEnum):
    """What the nurse did about a finding."""

    CALLED = "called"
    WROTE = "wrote"
    BOOKED_VISIT = "booked_visit"
    ASKED_PHYSICIAN = "asked_physician"
    NEW_MEASUREMENT = "new_measurement"
    EXPECTED = "expected"


class Usefulness(StrEnum):
    """Whether the signal was called for; the precision statistics rest on it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Decision(StrEnum):
    """What a round decided about a patient."""

    GO_ON = "go_on"
    CHANGE_LIMITS = "change_limits"
    CHANGE_PLAN = "change_plan"
    ASK_PHYSICIAN = "ask_physician"
    BOOK_VISIT = "book_visit"


@dataclass(frozen=True, slots=True)
class PatientRegistered:
    """Who the mailbox is about. ``number`` is a personal identity number of 12 digits."""

    name: str
    number: str
    given_name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class MeasurementRecorded:
    """A measurement was saved."""

    measurement: Measurement


@dataclass(frozen=True, slots=True)
class MeasurementRetracted:
    """A measurement is not valid ("not me", a mistake). The value stays readable, crossed out."""

    measurement_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class MeasurementFailed:
    """The device tried and failed. Kept for the device-fault queue; never a value."""

    kind: str
    reason: str
    device_id: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class PlanIssued:
    """A new version of the plan."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class PlanReceived:
    """The patient's program holds this version of the plan now."""

    version: int


@dataclass(frozen=True, slots=True)
class FindingsAcknowledged:
    """A nurse has dealt with findings. ``finding_keys`` name them (rule, measure, first fact).

    ``levels`` are what the findings stood at on the nurse's screen, in the order of the keys. A worse
    value that was measured before, but had not arrived, is not covered. Empty: not said.
    """

    finding_keys: tuple[str, ...]
    by: str
    actions: tuple[Action, ...]
    note: str = ""
    useful: Usefulness | None = None
    follow_up: dt.date | None = None
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class AcknowledgementUndone:
    """An acknowledgement, or a round, was taken back."""

    event_id: str
    by: str


@dataclass(frozen=True, slots=True)
class AlertAnswered:
    """The patient has said what they did about a self-care alert ("I have called")."""

    finding_key: str
    answer: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message. ``name`` has no path; ``media_type`` is such as "image/png"."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class MessageWritten:
    """A message between patient and care centre. ``sender`` is the display name."""

    text: str
    sender: str
    from_patient: bool
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenByCare:
    """A named member of staff has looked at these measurements and messages.

    They are named one by one: the two sides' clocks differ, and a reading that was still on its
    way must never be shown as read.
    """

    by: str
    role: str
    items: tuple[str, ...]  # measurement ids and ids of message events


@dataclass(frozen=True, slots=True)
class PatientTaken:
    """Who of the staff is on it now: a display name; empty when it was given back."""

    by: str


@dataclass(frozen=True, slots=True)
class NameGiven:
    """What a device of staff, or a team, is called in the program. Only in the centre's own mailbox.

    ``subject`` is the device's or the team's id, ``title`` a member of staff's role in words.
    """

    subject: str
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """The staff's own note about the patient; with pictures, such as of a wound."""

    text: str
    by: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskSet:
    """Something to be done about the patient by the end of ``due`` (local date).

    ``by`` has set it; ``whose`` is to do it: a display name, empty for anybody.
    """

    title: str
    due: dt.date
    by: str
    whose: str = ""


@dataclass(frozen=True, slots=True)
class TaskClosed:
    """A task was done (or is to be done after all). ``task_id``: the event that set it, or the
    acknowledgement whose follow-up it is.
    """

    task_id: str
    by: str
    done: bool = True


@dataclass(frozen=True, slots=True)
class RoundHeld:
    """A round has gone through the patient. ``next_round`` (aware) is when the next one is meant to be."""

    by: str
    decisions: tuple[Decision, ...]
    note: str = ""
    next_round: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class StationRegistered:
    """The mailbox is a measuring room's, not a patient's. ``phone`` is whom to call from the room."""

    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class UnclaimedReading:
    """A value from a room's device that may be an earlier person's. It is nobody's until staff decide."""

    measurement: Measurement
    reason: str


@dataclass(frozen=True, slots=True)
class RoomCodeIssued:
    """A one-time code for a room: ``card`` is the text of a card that opens with the code."""

    card: str
    card_id: str
    expires: dt.datetime


@dataclass(frozen=True, slots=True)
class RoomCodeUsed:
    """A one-time code was used, and opens nothing more."""

    card_id: str


Body = (
    PatientRegistered
    | MeasurementRecorded
    | MeasurementRetracted
    | MeasurementFailed
    | PlanIssued
    | PlanReceived
    | FindingsAcknowledged
    | AcknowledgementUndone
    | AlertAnswered
    | MessageWritten
    | SeenByCare
    | PatientTaken
    | NameGiven
    | NoteWritten
    | TaskSet
    | TaskClosed
    | RoundHeld
    | StationRegistered
    | UnclaimedReading
    | RoomCodeIssued
    | RoomCodeUsed
    | AccessLogged
    | RecordAccessed
    | RecordGuarded
    | CentreIssued
    | VisitPlanned
    | VisitMade
)


@dataclass(frozen=True, slots=True)
class Event:
    """A fact about the patient whose ``mailbox`` it is in, stated by device ``author`` at ``at`` (aware)."""

    id: str
    mailbox: str
    author: str
    at: dt.datetime
    body: Body

    def __post_init__(self) -> None:
        """Refuse a time without a zone and empty names."""
        if self.at.tzinfo is None:
            raise ValueError("an event needs a time with a zone")
        if not (self.id and self.mailbox and self.author):
            raise ValueError("an event needs id, mailbox and author")


def measurement_event_id(mailbox: str, measurement_id: str) -> str:
    """The one event id that a measurement can have in a mailbox."""
    return str(uuid.uuid5(_NAMESPACE, f"{mailbox}/{measurement_id}"))


def new_event_id() -> str:
    """A fresh id for any other event."""
    return str(uuid.uuid4())


_BY_PATIENT = (
    MeasurementRecorded,
    MeasurementRetracted,
    MeasurementFailed,
    PlanReceived,
    AlertAnswered,
    UnclaimedReading,  # a station's own mailbox
    RoomCodeUsed,
)
_BY_STAFF = (
    PatientRegistered,
    MeasurementRecorded,
    MeasurementRetracted,
    PlanIssued,
    FindingsAcknowledged,
    AcknowledgementUndone,
    PatientTaken,
    SeenByCare,
    NameGiven,
    NoteWritten,
    TaskSet,
    TaskClosed,
    RoundHeld,
    StationRegistered,
    RoomCodeIssued,
    AccessLogged,
    RecordAccessed,
    RecordGuarded,
    CentreIssued,
    VisitPlanned,
    VisitMade,
)


def may_state(body: Body, *, by_staff: bool) -> bool:
    """Whether a fact of this kind may come from staff, or from the patient's own program."""
    if isinstance(body, MessageWritten):
        return body.from_patient is not by_staff
    return isinstance(body, _BY_STAFF if by_staff else _BY_PATIENT)
