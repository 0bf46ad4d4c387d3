"""Patients' records, folded from the journal when they are asked for; long ones by their newest part first.

The journal is the truth. Beside it, for a mailbox with a long history, is kept which of its events are enough
to say everything the screens and the rules ask of the present (``clinical.recent``), and what the rest comes
to (``Older``). It is derived: of another stamp, or when something reaches farther back, it is made anew.

Rules:
- ``recent`` says of findings, rows, tasks and messages what ``whole`` says; its measurements are the newest.
- A plan that is issued, a value from before the kept ones, or one of those retracted asks for the whole.
- What a record shows is in step with the journal whenever it is asked for.
- So many measurements stay in memory at most; the records used longest ago go first.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import hemmonitor
from hemmonitor.clinical.recent import enough
from hemmonitor.clinical.rules import first_day
from hemmonitor.model.events import Event, MeasurementRecorded, MeasurementRetracted, PlanIssued, SeenByCare
from hemmonitor.model.measurement import Kind
from hemmonitor.model.record import Older, PatientRecord
from hemmonitor.store.journal import Derived, Journal, Stored

FORM = 1  # of what is kept; raised with every change of it
WHAT = "recent"
WORTH = 400  # measurements that must be left out, for a record to be kept in part
IN_MEMORY = 60_000  # measurements, some hundred megabytes
BATCH = 100  # mailboxes in one transaction


@cache
def stamp() -> str:
    """Names what derived data was made with: its form and the rules' files as they lie on the disk."""
    core = Path(hemmonitor.__file__).parent
    files = sorted([*core.glob("clinical/*.py"), *core.glob("model/*.py"), core / "worklist.py"])
    made = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files if file.exists()]
    return f"{FORM}/{hashlib.sha256(repr(made).encode()).hexdigest()[:16]}"


@dataclass(slots=True)
class _Entry:
    """A record in memory, and where its events lie in the journal."""

    record: PatientRecord
    position: int = 0  # of the newest event that was read
    others: list[int] = field(default_factory=list)  # positions of all but measurements and looks at them
    places: dict[str, int] = field(default_factory=dict)  # measurement id -> position
    looks: list[tuple[int, SeenByCare]] = field(default_factory=list)
    authors: set[str] = field(default_factory=set)  # who recorded measurements
    since: dict[Kind, dt.datetime] = field(default_factory=dict)  # earlier ones of the kind are left out
    size: int = 0  # measurements when it was kept in part

    def take(self, stored: Stored, *, admitted: bool) -> None:
        """Fold an event in."""
        event = stored.event
        self.position = max(self.position, stored.position)
        if not admitted:
            self.others.append(stored.position)  # read again next time: its author may be admitted then
            return
        if isinstance(event.body, MeasurementRecorded):
            self.places[event.body.measurement.id] = stored.position
            self.authors.add(event.author)
        elif isinstance(event.body, SeenByCare):
            self.looks.append((stored.position, event.body))
        else:
            self.others.append(stored.position)
        self.record.apply(event)

    def disturbs(self, event: Event) -> bool:
        """Whether an event asks for what was left out."""
        if not self.record.older:
            return False
        match event.body:
            case PlanIssued():
                return True
            case MeasurementRetracted(measurement_id, _):
                return self.record.measurement(measurement_id) is None
            case MeasurementRecorded(measurement):
                since = self.since.get(measurement.kind)
                return since is not None and measurement.taken_at < since
        return False


class Shelf:
    """The records of a journal's mailboxes. One thread owns it."""

    def __init__(self, journal: Journal, admits: Callable[[Event], bool] = lambda _event: True) -> None:
        """``admits`` says whether an event counts."""
        self._journal = journal
        self._admits = admits
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._to_keep: dict[str, Derived] = {}

    def recent(self, mailbox: str, now: dt.datetime | None) -> PatientRecord:
        """The record, at least its newest part; whole where it is short or in memory whole.

        Without ``now`` nothing new is worked out.
        """
        entry = self._entries.get(mailbox)
        if entry is None or not self._catch_up(entry):
            entry = self._kept(mailbox, now) or self._read(mailbox)
            if not entry.record.older and now is not None:
                self._note(entry, now)
        elif (
            now is not None and entry.record.older and len(entry.record.measurements) > 2 * entry.size + WORTH
        ):
            self._note(entry, now)
            entry = self._kept(mailbox, now) or entry
        return self._held(mailbox, entry).record

    def whole(self, mailbox: str, now: dt.datetime | None = None) -> PatientRecord:
        """The record with everything in it."""
        for _ in self.unfold(mailbox, now):
            pass
        return self._entries[mailbox].record

    def unfold(self, mailbox: str, now: dt.datetime | None, step: int = 250) -> Iterator[None]:
        """Have the whole record in memory, so many events at a time; ``whole`` gives it afterwards."""
        entry = self._entries.get(mailbox)
        if entry is None or not self._catch_up(entry) or entry.record.older:
            entry = _Entry(PatientRecord(mailbox))
            for count, stored in enumerate(self._journal.events(mailbox), start=1):
                entry.take(stored, admitted=self._admits(stored.event))
                if count % step == 0:
                    yield
            if now is not None:
                self._note(entry, now)
        self._held(mailbox, entry)

    def take(self, event: Event) -> bool:
        """Fold in an event that has come; ``False`` when it was known. It need not be in the journal."""
        entry = self._entries.get(event.mailbox)
        known = entry is not None and entry.record.knows(event.id)
        record = self.recent(event.mailbox, None)
        return not known and (record.knows(event.id) or (self._admits(event) and record.apply(event)))

    def save(self) -> None:
        """Keep what has been worked out since the last time."""
        if self._to_keep:
            items, self._to_keep = tuple(self._to_keep.values()), {}
            self._journal.derive(WHAT, stamp(), items)

    def _read(self, mailbox: str) -> _Entry:
        entry = _Entry(PatientRecord(mailbox))
        for stored in self._journal.events(mailbox):
            entry.take(stored, admitted=self._admits(stored.event))
        return entry

    def _kept(self, mailbox: str, now: dt.datetime | None) -> _Entry | None:
        """The newest part from what was kept; ``None`` when there is nothing that still holds."""
        kept = self._to_keep.get(mailbox) or next(self._journal.derived(WHAT, stamp(), mailbox), None)
        if kept is None:
            return None
        part = read_part(kept.body)
        if part is None or (now is not None and part.made > now):
            return None  # damaged; or the clock was set back: what is ahead of its time may be another
        entry = _Entry(PatientRecord(mailbox, older=part.older), since=dict(part.since))
        found, sample = 0, None
        for found, stored in enumerate(self._journal.events_at(part.wanted), start=1):  # noqa: B007 - counted
            if isinstance(stored.event.body, MeasurementRecorded):
                sample = stored.event
            entry.take(stored, admitted=self._admits(stored.event))
        probes = [replace(sample, author=author) for author in part.authors] if sample else []
        if found != len(part.wanted) or not all(self._admits(probe) for probe in probes):
            return None
        entry.authors.update(part.authors)
        entry.position, entry.size = kept.position, len(entry.record.measurements)
        return entry if self._catch_up(entry) else None

    def _catch_up(self, entry: _Entry) -> bool:
        """Fold what the journal has gained; ``False`` when that asks for what was left out."""
        for stored in self._journal.events(entry.record.mailbox, after=entry.position):
            admitted = self._admits(stored.event)
            if admitted and entry.disturbs(stored.event):
                return False
            entry.take(stored, admitted=admitted)
        return True

    def _note(self, entry: _Entry, now: dt.datetime) -> None:
        """Note which part is enough, where that leaves out much."""
        record = entry.record
        since = {k: max(at, entry.since.get(k, at)) for k, at in enough(record, now).items()}
        since = {**entry.since, **since}
        out = {m.id: m.kind for m in record.measurements if m.kind in since and m.taken_at < since[m.kind]}
        entry.size = len(record.measurements) - len(out)
        if len(out) < WORTH:
            return
        counts = Counter(record.older.counts) + Counter(out.values())
        before = set(record.older.unseen)
        older = Older(
            counts,
            {kind: day for kind in counts if (day := first_day(record, kind)) is not None},
            tuple(i for i in record.unseen() if i in out or i in before),
        )
        kept = entry.places.keys() - out.keys() | {m.id for m in record.messages}
        newest = record.seen[-1][1] if record.seen else None
        looks = [p for p, look in entry.looks if look is newest or not kept.isdisjoint(look.items)]
        places = (place for i, place in entry.places.items() if i not in out)
        positions = sorted({*entry.others, *looks, *places})
        told = {
            "made": now.isoformat(),
            "positions": [b - a for a, b in pairwise([0, *positions])],
            "since": {k: at.isoformat() for k, at in since.items() if k in counts},
            "authors": sorted(entry.authors),
            "counts": older.counts,
            "first_days": older.first_days,
            "unseen": older.unseen,
        }
        body = json.dumps(told, separators=(",", ":")).encode()
        self._to_keep[record.mailbox] = Derived(record.mailbox, entry.position, body)
        if len(self._to_keep) >= BATCH:
            self.save()

    def _held(self, mailbox: str, entry: _Entry) -> _Entry:
        """Keep a record in memory, and let go of those used longest ago when they are too many."""
        self._entries[mailbox] = entry
        self._entries.move_to_end(mailbox)
        total = sum(len(one.places) for one in self._entries.values())
        while total > IN_MEMORY and len(self._entries) > 1:
            _, gone = self._entries.popitem(last=False)
            total -= len(gone.places)
        return entry


@dataclass(frozen=True, slots=True)
class Part:
    """What is kept of a record in part. ``wanted`` are its events' positions; earlier ones than ``since``
    are left out of a kind, and ``older`` is what those come to.
    """

    made: dt.datetime
    wanted: tuple[int, ...]
    since: Mapping[Kind, dt.datetime]
    authors: tuple[str, ...]
    older: Older


def read_part(body: bytes) -> Part | None:
    """What was kept; ``None`` where it cannot be read, and is made anew."""
    try:
        told = json.loads(body)
        since = {Kind(kind): dt.datetime.fromisoformat(at) for kind, at in told["since"].items()}
        made, wanted = dt.datetime.fromisoformat(told["made"]), tuple(accumulate(told["positions"]))
        return Part(made, wanted, since, tuple(told["authors"]), _older(told))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _older(told: Mapping[str, Any]) -> Older:
    return Older(
        {Kind(k): n for k, n in told["counts"].items()},
        {Kind(k): day for k, day in told["first_days"].items()},
        tuple(told["unseen"]),
    )


class Records(Mapping[str, PatientRecord]):
    """The records of those mailboxes of a shelf that are patients'."""

    def __init__(self, shelf: Shelf, mailboxes: Iterable[str]) -> None:
        """``mailboxes``: those that are known from the start."""
        self.shelf = shelf
        self._mailboxes = dict.fromkeys(mailboxes)

    def __getitem__(self, mailbox: str) -> PatientRecord:
        """The record, at least its newest part. ``KeyError`` when the mailbox is unknown."""
        if mailbox not in self._mailboxes:
            raise KeyError(mailbox)
        return self.shelf.recent(mailbox, None)

    def __contains__(self, mailbox: object) -> bool:
        """Whether the mailbox is known."""
        return mailbox in self._mailboxes

    def __iter__(self) -> Iterator[str]:
        """The mailboxes, in the order they were met."""
        return iter(tuple(self._mailboxes))

    def __len__(self) -> int:
        """How many mailboxes."""
        return len(self._mailboxes)

    def take(self, event: Event) -> bool:
        """Fold in an event that has come; ``False`` when it was known."""
        self._mailboxes[event.mailbox] = None
        return self.shelf.take(event)

    def at(self, mailbox: str, now: dt.datetime) -> PatientRecord:
        """The same as ``[mailbox]``; what it takes to have it quickly the next time is worked out."""
        if mailbox not in self._mailboxes:
            raise KeyError(mailbox)
        return self.shelf.recent(mailbox, now)
