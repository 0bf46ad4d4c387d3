"""A centre's two years on disk, built once and kept outside the repository: what ``bench_worklist`` opens.

Strategy: some dozens of patients are made, folded and listed by the program itself; all others are these
under other names. Their events are the same bytes with another mailbox and other ids, stored by the real
journal; what the program derived of a patient is written for the others in the same way, with their own
positions. A sample of the others is folded from scratch at the end, and must give the very lines kept.

Who they are: everybody measures the last two months as planned. Before that, pressure one week in four
(two readings, morning and evening), and weight or oxygen every morning, so some thousand events each. One
has measured six times a day for ten years. The centre's access log holds an opening for every patient and
month. Events lie in the order in which they came, a day at a time for the newest month and a week at a
time before, so that a patient's are spread over the file as they are at work.

Kept in ``HEMMONITOR_BENCH`` or ``~/.cache/hemmonitor-bench``; 10,000 patients take 8 GB.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import shutil
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import cbor2

from benchmarks.bench_clinical import history, whole_plan
from hemmonitor.access import Access, digest_of
from hemmonitor.clinic import Clinic, Staff
from hemmonitor.keptrows import HEAD, REST, KeptRows, light
from hemmonitor.model.access import AccessLogged, Deed
from hemmonitor.model.events import (
    Event,
    MeasurementRecorded,
    PatientRegistered,
    PlanIssued,
    SeenByCare,
    measurement_event_id,
)
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.model.record import PatientRecord, fold
from hemmonitor.shelf import WHAT, Shelf, stamp
from hemmonitor.store import codec
from hemmonitor.store.forms import to_plain
from hemmonitor.store.journal import Derived
from hemmonitor.store.sqlite import SqliteJournal, open_journal
from hemmonitor.worklist import Line, Rows, row_of
from tests.ui.nurse import cohort

KEY = bytes(range(32))
NOW = cohort.NOW
DAYS = 730
DIFFERENT = 48  # patients that are made; a multiple of the cohort's 12 stories and 24 names
LONG = "ten-years"
LONG_DAYS = 3650
CENTRE = "centre"
DESKS = 4  # workstations that write the access log
STAFF = Staff(cohort.NURSE, "distriktssköterska")
FORM = 3  # of what lies on the disk; raised with every change of it
_EVERY_READING = dt.timedelta(days=60)
_BY_DAY = dt.timedelta(days=30)
_CACHE = 2_000_000  # KiB, while it is filled: the ids are random, and so are the places in their index
_SAMPLE = 12


def place(patients: int) -> Path:
    """The folder of the set, built if it is not there; brought in line when the rules are others."""
    base = Path(os.environ.get("HEMMONITOR_BENCH") or Path.home() / ".cache" / "hemmonitor-bench")
    folder = base / f"centre-{FORM}-{patients}"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _build(folder, patients)
    if (folder / "ready").read_text() != stamp():
        _derive(folder, patients)
    return folder


def opened(folder: Path) -> SqliteJournal:
    """The journal in a folder; this is what unlocking comes to."""
    return open_journal(folder / "journal.db", KEY, create=False)


def mailbox_of(number: int) -> str:
    """The mailbox of a patient, by number."""
    return cohort.mailbox_of(number)


def person(number: int) -> PatientRegistered:
    """Who a patient is: a name of the few with the patient's number."""
    base = cohort.PEOPLE[number % len(cohort.PEOPLE)]
    return PatientRegistered(f"{base.name} {number}", cohort.NUMBERS[number % len(cohort.NUMBERS)])


@dataclass(slots=True)
class _Template:
    """A patient that was made: events in the order in which they came, and where each round of them ends."""

    mailbox: str
    events: list[Event]
    raw: list[tuple[bytes, bytes, str]] = field(default_factory=list)  # bytes, id in them, measurement's id
    rounds: dict[int, range] = field(default_factory=dict)  # number of the round -> events that come in it

    def bodies(self, mailbox: str, number: int, which: range) -> list[bytes]:
        """Events of a round as those of another patient."""
        old, new, found = self.mailbox.encode(), mailbox.encode(), []
        for one in which:
            raw, ident, measured = self.raw[one]
            if measured:
                raw = raw.replace(ident, measurement_event_id(mailbox, measured).encode(), 1)
            elif isinstance(self.events[one].body, PatientRegistered):
                told = replace(self.events[one], body=person(number))
                raw = codec.encode(told)
            found.append(raw.replace(old, new))
        return found


def _made() -> list[_Template]:
    """The patients that all others are made of."""
    people = cohort.many(DIFFERENT)
    found = []
    for mailbox, events in groupby(cohort.events(people, days=DAYS), key=lambda event: event.mailbox):
        ours = [_as_long(event) for event in events]
        gone = {e.body.measurement.id for e in ours if _left_out(e)}
        kept = [_without(event, gone) for event in ours if not _left_out(event)]
        found.append(_Template(mailbox, sorted(kept, key=lambda event: event.at)))
    for template in found:
        for event in template.events:
            measured = event.body.measurement.id if isinstance(event.body, MeasurementRecorded) else ""
            template.raw.append((codec.encode(event), event.id.encode(), measured))
        start = 0
        for number, group in groupby(template.events, key=_round):
            size = len(list(group))
            template.rounds[number] = range(start, start + size)
            start += size
    return found


def _as_long(event: Event) -> Event:
    """A plan is in force from the first day."""
    if isinstance(event.body, PlanIssued):
        return replace(event, body=PlanIssued(replace(event.body.plan, valid_from=event.at)))
    return event


def _left_out(event: Event) -> bool:
    if not isinstance(event.body, MeasurementRecorded):
        return False
    one: Measurement = event.body.measurement
    early = one.taken_at < NOW - _EVERY_READING
    return early and one.kind is Kind.BLOOD_PRESSURE and one.taken_at.toordinal() // 7 % 4 != 0


def _without(event: Event, gone: set[str]) -> Event:
    if not isinstance(event.body, SeenByCare):
        return event
    items = tuple(one for one in event.body.items if one not in gone)
    return replace(event, body=replace(event.body, items=items))


def _round(event: Event) -> int:
    """In which round an event is stored: days of the newest month, weeks before."""
    ago = NOW - event.at
    return -ago.days if ago < _BY_DAY else -1000 - ago.days // 7


def _build(folder: Path, patients: int) -> None:
    began = perf_counter()
    templates, journal = _made(), open_journal(folder / "journal.db", KEY)
    journal.adopt(mailbox_of(0), ())
    journal._rows(f"PRAGMA cache_size = -{_CACHE}")  # noqa: SLF001 - only filling wants so much
    total = 0
    with journal.together():
        for number in sorted({n for template in templates for n in template.rounds}):
            for patient in range(patients):
                template = templates[patient % DIFFERENT]
                which = template.rounds.get(number)
                if which is not None:
                    box = mailbox_of(patient)
                    total += journal.adopt(box, template.bodies(box, patient, which))
        journal.append(_long(), outgoing=False)
        for events in _access_log(patients):
            journal.append(events, outgoing=False)
    journal.close()
    (folder / "ready").write_text("")
    print(f"{patients} patients, {total} events stored in {perf_counter() - began:.0f} s", flush=True)


def _long() -> list[Event]:
    """The one who has measured for ten years."""
    began = NOW - dt.timedelta(days=LONG_DAYS, hours=1)
    plan = replace(whole_plan(), valid_from=began)
    found = [
        Event(f"{LONG}/who", LONG, "clinic", began, PatientRegistered("Ten Years", cohort.NUMBERS[0])),
        Event(f"{LONG}/plan", LONG, "clinic", began, PlanIssued(plan)),
    ]
    for m in history(LONG_DAYS, 1, began):
        event_id = measurement_event_id(LONG, m.id)
        found.append(Event(event_id, LONG, "home", m.taken_at, MeasurementRecorded(m)))
    return found


def _access_log(patients: int) -> Iterator[list[Event]]:
    """An opening for every patient and month, by desks in turn, each with a chain of its own."""
    rng, chains = random.Random(1), dict.fromkeys(range(DESKS), (0, ""))
    for month in range(DAYS // 30, 0, -1):
        events = []
        for patient in range(patients):
            desk = rng.randrange(DESKS)
            seq, previous = chains[desk]
            body = AccessLogged(
                seq + 1,
                previous,
                Deed.OPENED,
                f"Nurse {desk}",
                "nurse",
                "centre",
                patient=mailbox_of(patient),
            )
            at = NOW - dt.timedelta(days=30 * month) + dt.timedelta(minutes=patient)
            event = Event(f"log/{desk}/{seq + 1}", CENTRE, f"desk-{desk}", at, body)
            chains[desk] = seq + 1, digest_of(event)
            events.append(event)
        yield events


def _derive(folder: Path, patients: int) -> None:
    """What the program works out of the first patients, for everybody."""
    began = perf_counter()
    journal = opened(folder)
    up_to = journal.last_position()
    first = [mailbox_of(number) for number in range(min(DIFFERENT, patients))]
    each = _work_out(journal, [LONG, *first], up_to)
    places = {box: array("Q") for box in (LONG, *(mailbox_of(n) for n in range(patients)))}
    every = "SELECT position, mailbox FROM event ORDER BY position"
    for position, box in journal._connection.execute(every):  # noqa: SLF001 - too many for a list
        if box in places:
            places[box].append(position)
    for what in (WHAT, HEAD, REST):
        kept = {made.mailbox: made for made in journal.derived(what, stamp())}
        items = []
        for number in range(DIFFERENT, patients):
            made = kept.get(first[number % DIFFERENT])
            if made is not None:
                items.append(_as_others(what, made, number, places, up_to))
        journal.derive(what, stamp(), items)
    Access(journal, "desk-0", CENTRE, "", "", own_teams=frozenset, teams_of=lambda _: frozenset())
    _check(journal, patients)
    journal.close()
    (folder / "ready").write_text(stamp())
    print(
        f"derived in {perf_counter() - began:.0f} s; folding one takes {each * 1e3:.0f} ms of the processor, "
        f"so all would take {each * patients / 60:.1f} min",
        flush=True,
    )


def _work_out(journal: SqliteJournal, mailboxes: list[str], up_to: int) -> float:
    """Fold and keep these patients, as the program does; seconds of processor for one."""
    shelf, rows = Shelf(journal), Rows()
    lines: dict[str, tuple[Line, PatientRecord]] = {}
    began = 0.0
    for mailbox in mailboxes:
        record = shelf.recent(mailbox, NOW)
        rows.of(record, NOW)
        line = rows.known(mailbox)
        assert line is not None
        lines[mailbox] = line, light(record)
        began = began or process_time()
    took = process_time() - began
    shelf.save()
    KeptRows(journal).keep(lines, up_to)
    return took / max(len(mailboxes) - 1, 1)


def _as_others(what: str, made: Derived, number: int, places: dict[str, array[int]], up_to: int) -> Derived:
    """What was derived of one patient, as that of another with the same history."""
    mailbox, who = mailbox_of(number), person(number)
    body = made.body.replace(made.mailbox.encode(), mailbox.encode())
    if what == WHAT:
        told, ours = json.loads(body), places[mailbox]
        index = {position: place for place, position in enumerate(places[made.mailbox])}
        wanted = [ours[index[position]] for position in accumulate(told["positions"])]
        told["positions"] = [b - a for a, b in pairwise([0, *wanted])]
        return Derived(mailbox, ours[-1], json.dumps(told, separators=(",", ":")).encode())
    told = cbor2.loads(body)
    if what == HEAD:
        told[0], told[3] = to_plain(who), who.name
    else:
        told[0]["patient"] = to_plain(who)
    return Derived(mailbox, up_to, cbor2.dumps(told))


def _check(journal: SqliteJournal, patients: int) -> None:
    """Lines that were written for a few of the others are those of a fold from scratch."""
    kept, clinic = KeptRows(journal), Clinic(journal, "desk-0", STAFF)
    clinic.keep()  # which lines stand first
    heads: dict[str, Any] = kept.heads()
    for number in random.Random(2).sample(range(patients), min(_SAMPLE, patients)):
        box = mailbox_of(number)
        line = kept.lines((heads[box],))[box]
        fresh = row_of(fold(box, (s.event for s in journal.events(box))), NOW)
        assert line.row == fresh, f"{box}: the line that was written is not the one that is made"
        assert clinic.patient(box, NOW).evaluation.open == fresh.findings
