"""The centre's measuring rooms as staff use them: cards, one-time codes, and values that are nobody's.

Rules:
- A card is issued by somebody who reads the patient's mailbox, and says what the plan says that day.
- The PIN, or the one-time code, is told to the person apart from the card; it is kept nowhere.
- A value that may be somebody else's is shown with its time and device; staff decide, outside the program.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from hemmonitor.bootstrap import Clock, Profile
from hemmonitor.crypto.actions import Role
from hemmonitor.crypto.card import LockedCard, issue, new_pin
from hemmonitor.errors import InputError
from hemmonitor.model.careplan import Plan
from hemmonitor.model.events import (
    Event,
    PatientRegistered,
    RoomCodeIssued,
    StationRegistered,
    UnclaimedReading,
    new_event_id,
)
from hemmonitor.model.measurement import Measurement
from hemmonitor.room.face import pack, shown_name
from hemmonitor.roster import station_box
from hemmonitor.sync.trust import Trust

CARD_LIFE: Final = dt.timedelta(days=2 * 365)
CODE_LIFE: Final = dt.timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class RoomView:
    """A room. ``unclaimed``: values that may be somebody else's, with their arrival, newest first."""

    device: str
    mailbox: str
    name: str
    phone: str
    unclaimed: tuple[tuple[dt.datetime, Measurement], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Issued:
    """A new card, the PIN that opens it, and the name that stands on it ("Gunnel S.")."""

    card: LockedCard
    pin: str = field(repr=False)
    shown: str = field(repr=False, default="")


class Rooms:
    """See the module. Owned by the thread that owns the journal; ``wake`` when there is something to send."""

    def __init__(
        self, profile: Profile, trust: Trust, clock: Clock, wake: Callable[[], None] = lambda: None
    ) -> None:
        self._profile, self._trust, self._clock, self._wake = profile, trust, clock, wake

    def rooms(self) -> tuple[RoomView, ...]:
        """The rooms whose mailbox this workstation reads, by name."""
        state, own = self._trust.state, self._profile.keys.device_id
        found = (
            self._room(ident, station_box(ident))
            for ident, known in state.devices.items()
            if known.role is Role.STATION and not known.revoked and state.may_read(own, station_box(ident))
        )
        return tuple(sorted(found, key=lambda room: (room.name, room.device)))

    def _room(self, device: str, mailbox: str) -> RoomView:
        about, unclaimed = StationRegistered(""), list[tuple[dt.datetime, Measurement]]()
        for stored in self._profile.journal.events(mailbox):
            match stored.event.body:
                case StationRegistered() as about:
                    pass
                case UnclaimedReading(measurement, _) if stored.event.author == device:
                    unclaimed.append((stored.event.at, measurement))
        unclaimed.sort(key=lambda each: each[0], reverse=True)
        return RoomView(device, mailbox, about.name, about.phone, tuple(unclaimed))

    def card(self, mailbox: str, patient: PatientRegistered, plan: Plan, language: str = "sv") -> Issued:
        """A card for a patient of this workstation. Raises ``InputError``, or ``CardInvalid``."""
        return self._issue(mailbox, patient, plan, language, CARD_LIFE)

    def code(
        self, room: str, mailbox: str, patient: PatientRegistered, plan: Plan, language: str = "sv"
    ) -> Issued:
        """A one-time code for a room (its device id): the ``pin`` of what is sent there."""
        box = station_box(room)
        if box not in self._trust.state.mailboxes:
            raise InputError("there is no such room")
        issued = self._issue(mailbox, patient, plan, language, CODE_LIFE)
        now, own = self._clock(), self._profile.keys.device_id
        body = RoomCodeIssued(issued.card.text, issued.card.id, now + CODE_LIFE)
        self._profile.journal.append([Event(new_event_id(), box, own, now, body)])
        self._wake()
        return issued

    def _issue(
        self, mailbox: str, patient: PatientRegistered, plan: Plan, language: str, life: dt.timedelta
    ) -> Issued:
        if not self._trust.state.may_read(self._profile.keys.device_id, mailbox):
            raise InputError("a card is issued by who looks after the patient")
        pin = new_pin()
        content = pack(patient, plan, language)
        card = issue(self._profile.keys, mailbox, content, self._clock() + life, pin)
        return Issued(card, pin, shown_name(patient))
