"""Pushes a centre's data to a FHIR server: each fact once, in order, also when either side falls over.

Strategy: the journal is read on from a kept position. A few events become one transaction Bundle with
conditional creates and updates; only when the server has taken it is the position moved. A gateway that is
killed in between sends the same Bundle again, and the server finds that it has it all.

Rules:
- What this computer has no key for is not in its journal, so it cannot be sent.
- A server that is away or overloaded is asked again later; nothing is skipped for that.
- What a server refuses for good is put on the dead-letter list, and the rest goes on. The list is kept, and
  its letters can be sent again (``retry``).
- A mailbox nobody has registered a patient for waits.
- Nothing of a patient is logged or part of an address: searches stand inside the Bundle.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from hemmonitor.clinical.rules import evaluate
from hemmonitor.interop.fhir import care, export, people
from hemmonitor.interop.fhir.averages import averages
from hemmonitor.interop.fhir.careplan import plan_resources
from hemmonitor.interop.fhir.check import InvalidResource, check
from hemmonitor.interop.fhir.observation import observation_id
from hemmonitor.interop.fhir.systems import Resource
from hemmonitor.interop.fhir_server import Server, ServerAway, ServerRefused
from hemmonitor.interop.home_pressures import newest_period
from hemmonitor.model.access import RecordAccessed
from hemmonitor.model.events import (
    AcknowledgementUndone,
    Event,
    FindingsAcknowledged,
    MeasurementRecorded,
    MeasurementRetracted,
    MessageWritten,
    PatientRegistered,
    PlanIssued,
    SeenByCare,
)
from hemmonitor.model.record import PatientRecord
from hemmonitor.store.journal import Journal, Stored

BATCH = 50  # events in a Bundle
FIRST_WAIT, LONGEST_WAIT = 5.0, 300.0  # seconds between two tries
_DERIVED = "derived"  # stands for the event's id of averages and findings


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event that the server refused for good. ``status`` is HTTP's; 0: it made no valid resource."""

    mailbox: str
    position: int
    event_id: str
    status: int


@dataclass(slots=True)
class _State:
    positions: dict[str, int] = field(default_factory=dict)
    dead: list[DeadLetter] = field(default_factory=list)
    derived: dict[str, int] = field(default_factory=dict)  # position up to which averages were sent


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: events sent, those put on the list, mailboxes that wait for a patient."""

    sent: int
    dead: int
    waiting: int


class Gateway:
    """One server's feed from one journal. Used by one thread, the journal's."""

    def __init__(
        self,
        journal: Journal,
        server: Server,
        version: str,
        name: str = "default",
        admits: Callable[[Event], bool] = lambda _event: True,
        serves: Callable[[PatientRecord], bool] = lambda _record: True,
    ) -> None:
        """``name`` tells feeds of one journal apart; ``version`` is the program's.

        ``admits`` says whether an event's author may state it; one that may not is passed over. ``serves``
        says whether a record may leave; one that may not is left where it is, until it may.
        """
        self._admits, self._serves = admits, serves
        self._journal = journal
        self._server = server
        self._version = version
        self._key = f"gateway.{name}"
        self._records: dict[str, PatientRecord] = {}
        self._read_up_to = 0
        raw = journal.get(self._key)
        self._state = _read(raw) if raw else _State()

    @property
    def dead_letters(self) -> tuple[DeadLetter, ...]:
        """What the server refused for good, oldest first."""
        return tuple(self._state.dead)

    def round(self, now: dt.datetime) -> Round:
        """Send what is new. Raises ``ServerAway``; what was taken before it stays sent."""
        self._read_on()
        before = len(self._state.dead)
        sent = waiting = 0
        for mailbox, record in self._records.items():
            if not self._serves(record):
                continue
            if record.patient is None:
                waiting += 1
                continue
            new = self._journal.events(mailbox, after=self._state.positions.get(mailbox, 0))
            for batch in _batches(stored for stored in new if self._admits(stored.event)):
                sent += self._send(record, batch, now)
            self._derived(record, now)
        return Round(sent, len(self._state.dead) - before, waiting)

    def retry(self, now: dt.datetime) -> int:
        """Send the dead letters again; returns how many were taken. Raises ``ServerAway``."""
        self._read_on()
        taken = 0
        for letter in self.dead_letters:
            record = self._records.get(letter.mailbox)
            try:
                if record is None or not self._serves(record):
                    continue
                self._post(self._content(letter, record, now))
            except (ServerRefused, InvalidResource):
                continue
            self._state.dead.remove(letter)
            self._keep()
            taken += 1
        return taken

    def _content(self, letter: DeadLetter, record: PatientRecord, now: dt.datetime) -> Iterator[Resource]:
        if letter.event_id == _DERIVED:
            return _derived(record, now, self._version)
        found = next(self._journal.events(letter.mailbox, after=letter.position - 1), None)
        return _resources(record, [found.event] if found else [], now, self._version)

    def _read_on(self) -> None:
        """Fold what has come into the journal."""
        for stored in self._journal.events(after=self._read_up_to):
            self._read_up_to = stored.position
            mailbox = stored.event.mailbox
            if mailbox not in self._records:
                self._records[mailbox] = PatientRecord(mailbox)
            if self._admits(stored.event):
                self._records[mailbox].apply(stored.event)

    def _send(self, record: PatientRecord, batch: Sequence[Stored], now: dt.datetime) -> int:
        """Send a batch, or its events one by one when it is refused; returns how many were taken."""
        taken = len(batch)
        try:
            self._post(_resources(record, [s.event for s in batch], now, self._version))
        except (ServerRefused, InvalidResource) as error:
            if len(batch) > 1:
                return sum(self._send(record, [one], now) for one in batch)
            self._bury(record.mailbox, batch[0].position, batch[0].event.id, error)
            taken = 0
        self._state.positions[record.mailbox] = batch[-1].position
        self._keep()
        return taken

    def _derived(self, record: PatientRecord, now: dt.datetime) -> None:
        """Averages and findings, once after new events."""
        position = self._state.positions.get(record.mailbox, 0)
        if self._state.derived.get(record.mailbox) == position:
            return
        try:
            self._post(_derived(record, now, self._version))
        except (ServerRefused, InvalidResource) as error:
            self._bury(record.mailbox, position, _DERIVED, error)
        self._state.derived[record.mailbox] = position
        self._keep()

    def _bury(
        self, mailbox: str, position: int, event_id: str, error: ServerRefused | InvalidResource
    ) -> None:
        status = error.status if isinstance(error, ServerRefused) else 0
        self._state.dead.append(DeadLetter(mailbox, position, event_id, status))

    def _post(self, resources: Iterable[Resource]) -> None:
        once = {resource["id"]: check(resource) for resource in resources}
        if once:
            self._server.send(export.transaction(once.values()))

    def _keep(self) -> None:
        self._journal.put(self._key, json.dumps(asdict(self._state)).encode())


class Feed:
    """Rounds of a gateway, with the pause after each: longer every time that the server is away."""

    def __init__(self, gateway: Gateway, say: Callable[[str], None], *, every: float = 60.0) -> None:
        """``every`` is in seconds; ``say`` gets no names."""
        self._gateway = gateway
        self._say = say
        self._every = every
        self._next = FIRST_WAIT
        self.away = False

    def round(self, now: dt.datetime) -> float:
        """One round; returns how many seconds to wait before the next."""
        try:
            done = self._gateway.round(now)
        except ServerAway as error:
            pause, self._next = self._next, min(2 * self._next, LONGEST_WAIT)
            self._say(f"the server is away ({error.detail}); trying again in {pause:.0f} s")
            self.away = True
            return pause
        if done.sent or done.dead:
            self._say(f"{done.sent} events sent, {done.dead} refused, {done.waiting} mailboxes waiting")
        self.away, self._next = False, FIRST_WAIT
        return self._every


def _read(raw: bytes) -> _State:
    found: Any = json.loads(raw)
    return _State(found["positions"], [DeadLetter(**letter) for letter in found["dead"]], found["derived"])


def _batches(stored: Iterator[Stored]) -> Iterator[list[Stored]]:
    batch: list[Stored] = []
    for one in stored:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _resources(
    record: PatientRecord, events: Sequence[Event], now: dt.datetime, version: str
) -> Iterator[Resource]:
    """What these events say, with all that it refers to."""
    found = [resource for event in events for resource in _said(record, event, now)]
    if found or any(isinstance(e.body, PatientRegistered) for e in events):
        yield from _complete(record, found, version)


def _complete(record: PatientRecord, found: Sequence[Resource], version: str) -> Iterator[Resource]:
    """Resources with patient, gateway and the readings they rest on: a Bundle refers to nothing outside it.

    What the server has already is found there again.
    """
    yield people.patient(record.mailbox, record.patient)
    yield people.gateway(version)
    yield from found
    lacking = {ref for r in found for ref in _referred(r)} - {r["id"] for r in found}
    if lacking:
        for measurement in record.measurements:
            if observation_id(record.mailbox, measurement.id) in lacking:
                yield from export.measurement_resources(measurement, record)


def _referred(resource: Resource) -> Iterator[str]:
    """The readings that an average or a finding rests on."""
    for reference in (*resource.get("derivedFrom", ()), *resource.get("implicated", ())):
        yield reference["reference"].partition("/")[2]


def _said(record: PatientRecord, event: Event, now: dt.datetime) -> Iterator[Resource]:
    whose = export.about(record.mailbox)
    match event.body:
        case MeasurementRecorded(measurement):
            yield from export.measurement_resources(measurement, record)
        case MeasurementRetracted(measurement_id, _):
            known = record.measurement(measurement_id)
            if known is not None:
                yield from export.measurement_resources(known, record)
        case PlanIssued():
            yield from plan_resources(record.plans, whose, now)
        case MessageWritten():
            yield from (care.communication(m, record, whose) for m in record.messages if m.id == event.id)
        case SeenByCare(_, _, items):
            yield care.audit_event(event.at, event.body, whose)
            yield from (care.communication(m, record, whose) for m in record.messages if m.id in items)
        case RecordAccessed():
            yield from (care.access_event(a, whose) for a in record.accesses if a.id == event.id)
        case FindingsAcknowledged() | AcknowledgementUndone():
            yield from _issues(record, now)


def _derived(record: PatientRecord, now: dt.datetime, version: str) -> Iterator[Resource]:
    whose = export.about(record.mailbox)
    period = newest_period(record.measurements)
    found = [*(averages(record.measurements, period, whose) if period else ()), *_issues(record, now)]
    return _complete(record, found, version) if found else iter(())


def _issues(record: PatientRecord, now: dt.datetime) -> Iterator[Resource]:
    whose = export.about(record.mailbox)
    return care.detected_issues(evaluate(record, now), record.acknowledgements, whose)
