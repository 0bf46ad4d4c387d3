"""From a file to the journal: preview, one batch, undo.

Rules:
- The whole file is read, and every fault known, before anything is stored.
- The batch is stored in one transaction; all its events have one time, which names the batch.
- Undoing retracts what the batch brought in. It stays readable, as every retracted value does, and the
  same file can be taken in again.
- What is in the record already, or twice in the file, is counted and left out.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hemmonitor.clinical.plausibility import FUTURE, usable
from hemmonitor.interop.forms import Format
from hemmonitor.interop.imports.detect import detect, reader
from hemmonitor.interop.imports.found import SOURCE, Choices, Fault, Item, Why, likeness
from hemmonitor.interop.source import BadFile, Source
from hemmonitor.model.events import (
    Event,
    MeasurementRecorded,
    MeasurementRetracted,
    measurement_event_id,
    new_event_id,
)
from hemmonitor.model.measurement import Kind, Measurement, Origin
from hemmonitor.model.record import PatientRecord

MOST_ITEMS = 250_000  # about a century of six readings a day; a watch's stream is chosen away
MOST_FAULTS = 1_000  # that are kept one by one; the rest are counted
UNDONE = "import_undone"
_FIRST_YEAR = 2000
_RECORDING_FROM, _RECORDING_WITHIN, _NIGHT_ENDS, _NIGHTLY = 20, dt.timedelta(hours=50), 6, 4


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring. ``faults`` are the first ones; ``left_out`` counts all by reason."""

    form: Format
    encoding: str
    items: tuple[Item, ...]
    duplicates: int
    faults: tuple[Fault, ...]
    left_out: dict[Why, int]
    doubtful: int  # outside the hard limits: kept, shown as set aside, used by no rule

    @property
    def kinds(self) -> dict[Kind, int]:
        """How many of each kind."""
        return dict(Counter(item.measurement.kind for item in self.items))

    @property
    def may_be_recording(self) -> bool:
        """Whether it looks like a 24-hour recording: many blood pressures within two days, at night too."""
        pressures = [i.measurement.taken_at for i in self.items if i.measurement.kind is Kind.BLOOD_PRESSURE]
        if self.form is not Format.CSV or len(pressures) < _RECORDING_FROM:
            return False
        nightly = sum(at.hour < _NIGHT_ENDS for at in pressures)
        return max(pressures) - min(pressures) <= _RECORDING_WITHIN and nightly >= _NIGHTLY

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime] | None:
        """First and last moment."""
        times = [item.measurement.taken_at for item in self.items]
        return (min(times), max(times)) if times else None


def preview(
    source: Source, record: PatientRecord, choices: Choices, now: dt.datetime, form: Format | None = None
) -> Preview:
    """Read the whole file. Raises ``BadFile`` or ``Cancelled``; nothing is stored."""
    if record.patient is not None and not choices.number:
        choices = replace(choices, number=record.patient.number)
    form = form or detect(source, choices)
    binary = form in {Format.OBPM, Format.APPLE}
    encoding = "" if binary else (choices.encoding or source.encoding())
    choices = replace(choices, encoding=encoding)
    exact = form in {Format.FHIR, Format.OWN_CSV}  # the file tells its readings apart by their ids
    known = {likeness(m) for m in _kept(record)}
    seen: set[object] = set()
    items: list[Item] = []
    faults: list[Fault] = []
    left_out: Counter[Why] = Counter()
    duplicates = doubtful = 0
    for found in _timely(reader(form)(source, choices, now), now):
        if isinstance(found, Fault):
            left_out[found.why] += 1
            if len(faults) < MOST_FAULTS:
                faults.append(found)
            continue
        if choices.kinds and found.measurement.kind not in choices.kinds:
            continue
        like = likeness(found.measurement)
        name = found.measurement.id if exact else like
        if name in seen or like in known or _stands(found.measurement.id, record):
            duplicates += 1
            continue
        seen.add(name)
        if len(items) == MOST_ITEMS:
            raise BadFile(f"more than {MOST_ITEMS} measurements: choose fewer kinds", found.line)
        doubtful += not usable(found.measurement)
        items.append(found)
    return Preview(form, encoding, tuple(items), duplicates, tuple(faults), dict(left_out), doubtful)


def _stands(ident: str, record: PatientRecord) -> bool:
    """Whether a measurement is in the record and was not merely undone. One that was "not me" stays away."""
    if record.measurement(ident) is None:
        return False
    return ident not in record.retracted or record.retracted[ident].reason != UNDONE


def _kept(record: PatientRecord) -> Iterator[Measurement]:
    yield from record.measurements
    for ident, retraction in record.retracted.items():
        known = record.measurement(ident)
        if known is not None and retraction.reason != UNDONE:
            yield known


def _timely(found: Iterable[Item | Fault], now: dt.datetime) -> Iterator[Item | Fault]:
    """A measurement from the future, or from before 2000, is a fault: a clock was wrong."""
    for one in found:
        if isinstance(one, Item) and one.measurement.taken_at > now + FUTURE:
            yield Fault(one.line, 0, Why.IN_THE_FUTURE)
        elif isinstance(one, Item) and one.measurement.taken_at.year < _FIRST_YEAR:
            yield Fault(one.line, 0, Why.BEFORE_2000)
        else:
            yield one


def events_of(found: Preview, record: PatientRecord, author: str, now: dt.datetime) -> tuple[Event, ...]:
    """The batch: store it with one ``journal.append``, which is one transaction.

    ``author`` is this computer's id. A value that was taken in before and undone gets a new id.
    """
    events = []
    for item in found.items:
        measurement = _fresh(item.measurement, record)
        event_id = measurement_event_id(record.mailbox, measurement.id)
        events.append(Event(event_id, record.mailbox, author, now, MeasurementRecorded(measurement)))
        if item.retracted is not None:
            body = MeasurementRetracted(measurement.id, item.retracted)
            events.append(Event(f"{event_id}/retracted", record.mailbox, author, now, body))
    return tuple(events)


def _fresh(measurement: Measurement, record: PatientRecord) -> Measurement:
    ident, attempt = measurement.id, 0
    while record.measurement(ident) is not None:
        attempt += 1
        ident = hashlib.sha256(f"{measurement.id}/again/{attempt}".encode()).hexdigest()[:32]
    return measurement if attempt == 0 else replace(measurement, id=ident)


# --- batches that were taken in ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Batch:
    """An import that was done: its moment, from what, and which of its measurements still stand."""

    at: dt.datetime
    form: str
    standing: tuple[str, ...]


def batches(record: PatientRecord) -> tuple[Batch, ...]:
    """The imports in a record that still bring something, newest first."""
    found: dict[tuple[dt.datetime, str], list[str]] = {}
    for measurement in record.measurements:
        origin = measurement.provenance
        if origin.origin is Origin.IMPORTED and origin.source.startswith(SOURCE):
            form = origin.source.removeprefix(SOURCE).partition("/")[0]
            found.setdefault((record.received_at[measurement.id], form), []).append(measurement.id)
    return tuple(Batch(at, form, tuple(ids)) for (at, form), ids in sorted(found.items(), reverse=True))


def undo_events(batch: Batch, record: PatientRecord, author: str, now: dt.datetime) -> tuple[Event, ...]:
    """What takes a batch back: store it with one ``journal.append``."""
    return tuple(
        Event(new_event_id(), record.mailbox, author, now, MeasurementRetracted(ident, UNDONE))
        for ident in batch.standing
    )
