"""The access log, and who may open which record without a word of explanation.

Strategy: entries are events in the centre's own mailbox. It is sealed to every team of the centre and to
the archive, so that each workstation holds a copy and none can take one back alone. Each author chains its
own entries by digest; when a program starts, and at a review, it also names the newest entries of the others
that it has seen (anchors), so that the end of a chain cannot be rewritten quietly either. ``LogReader`` walks
a log and finds what was altered, is missing, was forked or stands in another order.

What cryptography decides, and what is decided here: a workstation without a team's key cannot open that
team's patients at all, reason or not. What is decided here is among the patients whose keys it does hold:
those of the own team open freely; those of another team it also belongs to need a reason; a record that the
patient has blocked opens to the teams it was left to, and else with consent or in an emergency. A program
that was tampered with could skip this and the log; the keys alone could not be skipped.

Rules:
- An opening is stored in one transaction with the word of it to the patient, before the page is shown.
- Nothing is ever removed: kept for as long as the journal, so at least five years (HSLF-FS 2016:40).
- Pure but for the journal; ``now`` is an argument.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from hemmonitor.errors import HemmonitorError
from hemmonitor.model.access import (
    AccessLogged,
    Anchor,
    Deed,
    Ground,
    Guard,
    RecordAccessed,
    Verdict,
)
from hemmonitor.model.centre import CentreIssued, CentreSettings
from hemmonitor.model.events import Event, NameGiven, new_event_id
from hemmonitor.model.naming import Names
from hemmonitor.model.record import PatientRecord
from hemmonitor.store import codec
from hemmonitor.store.journal import Derived, Journal

_NEWEST, _FORM, _SETTINGS, _NAME = "access", "2", "", "name:"  # what is kept of where the newest entries lie
_WORTH = 200  # entries that have come since, for it to be kept anew

PERMIT_LIFE: Final = dt.timedelta(hours=1)
"""How long a reason that was given holds, so that a page may be left and opened again."""


class ReasonNeeded(HemmonitorError):
    """This is another team's patient. Say why you open the record; it is logged."""

    code = "access.reason_needed"


class RecordIsBlocked(HemmonitorError):
    """The patient has blocked this record for your team. It opens with consent, or in an emergency."""

    code = "access.blocked"


class Standing(StrEnum):
    """How a patient stands to the team that sits here."""

    OWN = "own"
    OTHER = "other"  # of another team whose key is here too
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Permit:
    """A reason that was given for one record."""

    ground: Ground
    reason: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the log as an author has written it."""

    id: str
    author: str
    at: dt.datetime
    body: AccessLogged
    position: int = 0


class FaultKind(StrEnum):
    """What is wrong with a log."""

    ALTERED = "altered"  # an entry is not the one that the next, or an anchor, names
    MISSING = "missing"
    FORKED = "forked"  # two entries under one number
    REORDERED = "reordered"  # stored in another order than written


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A fault of an author's chain at entry number ``seq`` (up to ``last`` where several are missing)."""

    author: str
    seq: int
    kind: FaultKind
    last: int = 0


@dataclass(frozen=True, slots=True)
class LogView:
    """A log that was read and checked whole: entries by time, and everything that is wrong with it."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    authors: int

    @property
    def whole(self) -> bool:
        """Whether every chain holds."""
        return not self.faults

    @property
    def reviews(self) -> dict[str, Entry]:
        """Entry id -> the newest spot check of it."""
        return {e.body.what: e for e in self.entries if e.body.deed is Deed.REVIEWED}

    def of_patient(self, mailbox: str) -> tuple[Entry, ...]:
        """What was done with one patient's record: the patient's extract."""
        return tuple(e for e in self.entries if e.body.patient == mailbox)


def digest_of(event: Event) -> str:
    """What the author's next entry names: SHA-256 of the event's one encoding, hexadecimal."""
    return hashlib.sha256(codec.encode(event)).hexdigest()


class LogReader:
    """Reads a log event by event, in the order it is stored; ``view`` is what it comes to."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._chains: dict[str, dict[int, tuple[str, str]]] = {}  # author -> number -> (digest, previous)
        self._newest: dict[str, int] = {}  # the number stored last
        self._anchors: set[Anchor] = set()
        self._faults: set[Fault] = set()

    def take(self, event: Event, position: int = 0) -> None:
        """One more event of the centre's mailbox; those that are no entry are passed over."""
        body = event.body
        if not isinstance(body, AccessLogged):
            return
        author, own = event.author, digest_of(event)
        self._entries.append(Entry(event.id, author, event.at, body, position))
        chain = self._chains.setdefault(author, {})
        if body.seq in chain and chain[body.seq][0] != own:
            self._faults.add(Fault(author, body.seq, FaultKind.FORKED))
        elif body.seq < self._newest.get(author, 0):
            self._faults.add(Fault(author, body.seq, FaultKind.REORDERED))
        self._newest[author] = max(body.seq, self._newest.get(author, 0))
        chain[body.seq] = own, body.previous
        self._anchors.update(body.anchors)

    def view(self) -> LogView:
        """Every entry by time, and every fault."""
        faults = set(self._faults)
        for author, chain in self._chains.items():
            faults.update(_broken(author, chain))
        for anchor in self._anchors:
            known = self._chains.get(anchor.author, {})
            if anchor.seq in known and known[anchor.seq][0] != anchor.digest:
                faults.add(Fault(anchor.author, anchor.seq, FaultKind.ALTERED))
            elif anchor.seq > max(known, default=0):
                first = max(known, default=0) + 1
                faults.add(Fault(anchor.author, first, FaultKind.MISSING, anchor.seq))
        ordered = tuple(sorted(self._entries, key=lambda e: (e.at, e.author, e.body.seq)))
        return LogView(ordered, tuple(sorted(faults)), len(self._chains))


def _broken(author: str, chain: dict[int, tuple[str, str]]) -> Iterable[Fault]:
    """Gaps and links that do not hold in one author's chain."""
    expected = 1
    for seq in sorted(chain):
        if seq > expected:
            yield Fault(author, expected, FaultKind.MISSING, seq - 1)
        elif (before := chain.get(seq - 1, ("", ""))[0]) != chain[seq][1]:
            # either of the two may have been changed; the earlier one is named
            yield Fault(author, seq - 1 if before else seq, FaultKind.ALTERED)
        expected = max(seq + 1, 1)


def read_log(journal: Journal, mailbox: str) -> LogView:
    """Read and check a log whole, from what is stored."""
    reader = LogReader()
    for stored in journal.events(mailbox):
        reader.take(stored.event, stored.position)
    return reader.view()


def _place(event: Event) -> str:
    """Under which key it is kept where the newest of its sort lies."""
    match event.body:
        case CentreIssued():
            return _SETTINGS
        case NameGiven(subject=subject):
            return f"{_NAME}{subject}:{event.author}"
    return event.author


class Access:
    """The log as one workstation writes it, and the rule of who opens what. One thread owns it."""

    def __init__(
        self,
        journal: Journal,
        device: str,
        mailbox: str,
        by: str,
        role: str,
        *,
        own_teams: Callable[[], frozenset[str]],
        teams_of: Callable[[str], frozenset[str]],
        unit: Callable[[], str] = lambda: "",
        registrar: Callable[[str], bool] = lambda _author: True,
    ) -> None:
        """``mailbox`` is the centre's. ``own_teams`` are of whoever sits here, ``teams_of`` of a patient.

        ``registrar``: whether a device may say what teams are called.
        """
        self.mailbox, self.by, self.role = mailbox, by, role
        self._journal, self._device, self._unit = journal, device, unit
        self._own_teams, self._teams_of, self._names = own_teams, teams_of, Names(registrar)
        self._permits: dict[str, Permit] = {}
        self._newest: dict[str, tuple[int, Event]] = {}  # author -> number and entry
        self._issued: tuple[tuple[int, dt.datetime, str], CentreSettings] | None = None
        self._read()

    def _read(self) -> None:
        """Take in the log as it is stored: those entries that go on from here, else all of it.

        A centre's log has hundreds of entries a day, of which the newest of each author count here. Where
        they lie is kept; the entries themselves are always the journal's. (``read_log`` reads everything.)
        """
        places, last = self._kept_places()
        for stored in self._journal.events_at(places.values()):
            self.take(stored.event)
        read = 0
        for read, stored in enumerate(self._journal.events(self.mailbox, after=last), start=1):  # noqa: B007
            if self.take(stored.event):
                places[_place(stored.event)] = stored.position
            last = stored.position
        if read >= _WORTH:
            self._journal.derive(_NEWEST, _FORM, [Derived(self.mailbox, last, json.dumps(places).encode())])

    def _kept_places(self) -> tuple[dict[str, int], int]:
        """Author, or that it is the settings -> position; and up to which position that holds."""
        kept = next(self._journal.derived(_NEWEST, _FORM, self.mailbox), None)
        try:
            places = {str(who): int(place) for who, place in json.loads(kept.body if kept else b"{}").items()}
        except (ValueError, TypeError, AttributeError):  # damaged: the log itself says it all
            places = {}
        there = sum(
            stored.event.mailbox == self.mailbox for stored in self._journal.events_at(places.values())
        )
        if kept is None or not places or there != len(set(places.values())):
            return {}, 0
        return places, kept.position

    def take(self, event: Event) -> bool:
        """An event of the centre's mailbox, from the journal or through sync; whether it is the newest."""
        match event.body:
            case AccessLogged(seq=seq):
                if seq > self._newest.get(event.author, (0, event))[0]:
                    self._newest[event.author] = seq, event
                    return True
            case CentreIssued(settings):
                key = settings.version, event.at, event.id
                if self._issued is None or key > self._issued[0]:
                    self._issued = key, settings
                    return True
            case NameGiven():
                return self._names.take(event)
        return False

    @property
    def settings(self) -> CentreSettings | None:
        """The centre's settings in force; ``None`` before the first."""
        return self._issued[1] if self._issued else None

    def last_seen(self) -> dict[str, dt.datetime]:
        """Device of staff -> when it last wrote into the log."""
        return {author: event.at for author, (_, event) in self._newest.items()}

    # --- who may open what ----------------------------------------------------------------------

    def teams_of(self, mailbox: str) -> tuple[str, ...]:
        """Those of the own teams that look after a patient: whom a block leaves the record to."""
        return tuple(sorted(self._own_teams() & self._teams_of(mailbox)))

    @property
    def teams(self) -> dict[str, str]:
        """The own teams and what they are called, by name."""
        given = self._names.given()
        named = ((team, given[team].name if team in given else "") for team in self._own_teams())
        return dict(sorted(named, key=lambda one: (one[1], one[0])))

    def standing(self, record: PatientRecord) -> Standing:
        """How a patient stands to the team that sits here."""
        own, block = self._own_teams(), record.guarded(Guard.BLOCKED)
        if block is not None and own.isdisjoint(block.teams):
            return Standing.BLOCKED
        return Standing.OTHER if own.isdisjoint(self._teams_of(record.mailbox)) else Standing.OWN

    def permit(self, record: PatientRecord, ground: Ground, reason: str, now: dt.datetime) -> Permit:
        """Give a reason for opening a record. Raises ``ReasonNeeded`` or ``RecordIsBlocked`` if none."""
        if not reason.strip() or ground is Ground.CARE:
            raise ReasonNeeded
        if self.standing(record) is Standing.BLOCKED and ground is Ground.COLLEAGUE:
            raise RecordIsBlocked
        permit = self._permits[record.mailbox] = Permit(ground, reason.strip(), now)
        return permit

    def require(self, record: PatientRecord, now: dt.datetime) -> Permit:
        """On what ground the record may be opened now. Raises ``ReasonNeeded`` or ``RecordIsBlocked``."""
        standing = self.standing(record)
        if standing is Standing.OWN:
            return Permit(Ground.CARE, "", now)
        given = self._permits.get(record.mailbox)
        if given is None or not given.at <= now < given.at + PERMIT_LIFE:
            raise RecordIsBlocked if standing is Standing.BLOCKED else ReasonNeeded
        if standing is Standing.BLOCKED and given.ground is Ground.COLLEAGUE:
            raise RecordIsBlocked  # blocked since the reason was given
        return given

    # --- what is logged -------------------------------------------------------------------------

    def opened(self, record: PatientRecord, now: dt.datetime, what: str = "", via: str = "") -> None:
        """The record is about to be shown; the patient is told too. Raises as ``require`` does."""
        self._share(Deed.OPENED, record, now, what, via=via)

    def exported(self, record: PatientRecord, now: dt.datetime, what: str, reason: str = "") -> None:
        """The record, or a part of it, is about to leave as a file. ``what`` names the form (fhir, csv, pdf).

        The patient is told too. Raises as ``require`` does.
        """
        self._share(Deed.EXPORTED, record, now, what, reason=reason)

    def changed(
        self, record: PatientRecord, now: dt.datetime, what: str, *changes: Event, decided: bool = False
    ) -> None:
        """Store changes of a record with the entry about them, in one transaction.

        Raises as ``require`` does, unless it was ``decided`` earlier, while the record was open.
        """
        permit = Permit(Ground.CARE, "", now) if decided else self.require(record, now)
        about = {"patient": record.mailbox, "what": what, "ground": permit.ground, "reason": permit.reason}
        self._log(Deed.CHANGED, now, *changes, **about)

    def listed(self, count: int, now: dt.datetime, what: str = "worklist") -> None:
        """A list of so many patients was shown."""
        self._log(Deed.LISTED, now, count=count, what=what)

    def signed_in(self, now: dt.datetime) -> None:
        """The program was opened here; it says what it has seen of the others' logs."""
        self._log(Deed.SIGNED_IN, now, count=0, anchors=self._others())

    def reviewed(self, entry: Entry, verdict: Verdict, note: str, now: dt.datetime) -> None:
        """A spot check of an entry. It cannot be changed; another one can be added."""
        about = {"patient": entry.body.patient, "what": entry.id, "reason": note, "verdict": verdict}
        self._log(Deed.REVIEWED, now, anchors=self._others(), **about)

    def extracted(self, mailbox: str, now: dt.datetime, reason: str = "") -> None:
        """The log of one patient was written out for that patient."""
        self._log(Deed.EXTRACTED, now, patient=mailbox, reason=reason)

    def administered(self, what: str, now: dt.datetime, reason: str = "") -> None:
        """Something about staff, devices or teams was done."""
        self._log(Deed.ADMINISTERED, now, count=0, what=what, reason=reason)

    def state(self, body: CentreIssued, now: dt.datetime) -> None:
        """Put a fact of the centre itself into its mailbox, with an entry about it."""
        event = Event(new_event_id(), self.mailbox, self._device, now, body)
        self._log(Deed.ADMINISTERED, now, event, count=0, what=codec.kind_of(body))
        self.take(event)

    def _share(
        self,
        deed: Deed,
        record: PatientRecord,
        now: dt.datetime,
        what: str,
        *,
        via: str = "",
        reason: str = "",
    ) -> None:
        permit = self.require(record, now)
        why = "; ".join(part for part in (permit.reason, reason) if part)
        told = RecordAccessed(self.by, self.role, self._unit(), deed, permit.ground, why)
        copy = Event(new_event_id(), record.mailbox, self._device, now, told)
        about = {"patient": record.mailbox, "what": what, "via": via, "ground": permit.ground, "reason": why}
        self._log(deed, now, copy, **about)
        record.apply(copy)

    def _log(self, deed: Deed, now: dt.datetime, *with_it: Event, **about: Any) -> None:
        """Store an entry that continues this workstation's chain, together with what it is about."""
        seq, before = self._newest.get(self._device, (0, None))
        previous = digest_of(before) if before is not None else ""
        body = AccessLogged(seq + 1, previous, deed, self.by, self.role, self._unit(), **about)
        entry = Event(new_event_id(), self.mailbox, self._device, now, body)
        self._journal.append((*with_it, entry))
        self.take(entry)

    def _others(self) -> tuple[Anchor, ...]:
        return tuple(
            Anchor(author, seq, digest_of(event))
            for author, (seq, event) in sorted(self._newest.items())
            if author != self._device
        )
