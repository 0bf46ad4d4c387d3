"""Ten years of one patient out and in again, against bare ``json`` over the same bytes.

Two readings of blood pressure morning and evening, one of saturation and one of weight a day: 21,900
measurements, each with a frame and a device. Times are of the processor, so that a busy machine changes
little. Memory is the peak of what Python allocates on top of the record itself, for one year and for five
(tracing it is slow).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from time import process_time

from hemmonitor.demo import PATIENTS
from hemmonitor.interop.csv_file import ENCODING, write_csv
from hemmonitor.interop.fhir.export import Form, Options, resources_of, write_bundle
from hemmonitor.interop.fhir.text import write_ndjson
from hemmonitor.interop.imports.batch import preview
from hemmonitor.interop.imports.found import Choices
from hemmonitor.interop.source import Source
from hemmonitor.interop.table import lines
from hemmonitor.model.events import Event, MeasurementRecorded, measurement_event_id
from hemmonitor.model.measurement import Component, Kind, Measurement, Origin, Provenance, Quantity, Unit
from hemmonitor.model.record import PatientRecord, fold

ZONE = dt.timezone(dt.timedelta(hours=1))
NOW = dt.datetime(2026, 1, 1, 12, tzinfo=ZONE)
MAILBOX = "mb"
OPTIONS = Options("0.1")


def measured(kind: Kind, at: dt.datetime, number: int, *values: tuple[Component, str, Unit]) -> Measurement:
    return Measurement(
        id=f"{number:032x}",
        kind=kind,
        taken_at=at,
        values=tuple(Quantity(c, Decimal(v), u) for c, v, u in values),
        provenance=Provenance(
            Origin.DEVICE,
            at,
            at.replace(tzinfo=None),
            device_id="AA:BB:CC:DD:EE:FF",
            device_model="Cuff",
            source="2A35",
            raw=number.to_bytes(18, "little"),
            decoder="gatt.blood_pressure/1",
        ),
    )


def days(count: int) -> Iterator[Measurement]:
    number = 0
    for ago in range(count, 0, -1):
        day = NOW - dt.timedelta(days=ago)
        for hour, minute in ((7, 30), (7, 32), (19, 30), (19, 32)):
            at = day.replace(hour=hour, minute=minute)
            number += 1
            yield measured(
                Kind.BLOOD_PRESSURE,
                at,
                number,
                (Component.SYSTOLIC, str(118 + number % 40), Unit.MMHG),
                (Component.DIASTOLIC, str(70 + number % 20), Unit.MMHG),
                (Component.PULSE_RATE, str(60 + number % 20), Unit.PER_MINUTE),
            )
        number += 2
        weight = (Component.BODY_WEIGHT, f"{70 + number % 30 / 10:.1f}", Unit.KG)
        yield measured(Kind.WEIGHT, day.replace(hour=7), number, weight)
        saturation = (Component.SPO2, str(93 + number % 6), Unit.PERCENT)
        yield measured(Kind.OXIMETRY, day.replace(hour=8), number - 1, saturation)


def record_of(years: int) -> PatientRecord:
    events = [
        Event(measurement_event_id(MAILBOX, m.id), MAILBOX, "dev", m.taken_at, MeasurementRecorded(m))
        for m in days(365 * years)
    ]
    return fold(MAILBOX, [Event("who", MAILBOX, "dev", NOW, PATIENTS[0].patient), *events])


def seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def peak(work: Callable[[], object]) -> float:
    """Megabytes."""
    tracemalloc.start()
    work()
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found / 1e6


def main() -> None:
    record = record_of(10)
    with tempfile.TemporaryDirectory() as folder:
        ndjson, bundle, table = (Path(folder) / name for name in ("ndjson", "bundle", "csv"))
        fhir_out(record, ndjson, bundle)
        fhir_in(record, ndjson, bundle)
        csv_both(record, table)
        memory(Path(folder))


def write_fhir(record: PatientRecord, path: Path, form: Form) -> None:
    resources = resources_of(record, NOW, OPTIONS)
    with path.open("w", encoding="utf-8") as out:
        if form is Form.NDJSON:
            write_ndjson(resources, out)
        else:
            write_bundle(resources, out, form)


def read(path: Path) -> int:
    return len(preview(Source(path), PatientRecord(MAILBOX), Choices(ZONE), NOW).items)


def fhir_out(record: PatientRecord, ndjson: Path, bundle: Path) -> None:
    ours = seconds(lambda: write_fhir(record, ndjson, Form.NDJSON))
    loaded = [json.loads(line) for line in ndjson.open(encoding="utf-8")]
    theirs = seconds(lambda: sum(len(json.dumps(r, ensure_ascii=False)) for r in loaded))
    size = ndjson.stat().st_size / 1e6
    print(f"{len(record.measurements):,} measurements, {len(loaded):,} checked resources, {size:.0f} MB")
    print(f"FHIR out as NDJSON: {ours:.1f} s, {ours / theirs:.1f} x json.dumps of the same")
    ours = seconds(lambda: write_fhir(record, bundle, Form.TRANSACTION))
    print(f"FHIR out as a transaction Bundle: {ours:.1f} s, {ours / theirs:.1f} x json.dumps")


def fhir_in(record: PatientRecord, ndjson: Path, bundle: Path) -> None:
    text = ndjson.read_text("utf-8").splitlines()
    theirs = seconds(lambda: sum(1 for line in text if json.loads(line, parse_float=Decimal)))
    for path, name in ((ndjson, "NDJSON"), (bundle, "Bundle")):
        assert read(path) == len(record.measurements)
        ours = seconds(partial(read, path))
        print(f"FHIR in, {name}: {ours:.1f} s, {ours / theirs:.1f} x json.loads of the same")


def csv_both(record: PatientRecord, path: Path) -> None:
    def write() -> None:
        with path.open("w", encoding=ENCODING, newline="") as out:
            write_csv(lines(record), out)

    ours = seconds(write)
    rows = list(csv.reader(path.open(encoding=ENCODING, newline="")))
    theirs = seconds(lambda: csv.writer(io.StringIO()).writerows(rows))
    print(f"CSV out, {len(rows):,} lines: {ours:.2f} s, {ours / theirs:.1f} x bare csv.writer")
    ours = seconds(partial(read, path))
    theirs = seconds(lambda: sum(1 for _ in csv.reader(path.open(encoding=ENCODING, newline=""))))
    print(f"CSV in: {ours:.2f} s, {ours / theirs:.1f} x bare csv.reader")


def memory(folder: Path) -> None:
    """Writing must not grow with the years; reading holds what it brings in, and no more."""
    records = {years: record_of(years) for years in (1, 5)}
    for form in (Form.NDJSON, Form.TRANSACTION):
        write_fhir(records[1], folder / "warm", form)  # what is loaded once
        peaks = [
            peak(partial(write_fhir, record, folder / f"{form}-{years}", form))
            for years, record in records.items()
        ]
        print(f"memory of FHIR out, {form}: {peaks[0]:.2f} MB for a year, {peaks[1]:.2f} MB for five")
    per_value = []
    for years, record in records.items():
        used = peak(partial(read, folder / f"{Form.NDJSON}-{years}"))
        per_value.append(used / len(record.measurements) * 1000)
    print(f"memory of FHIR in: {per_value[0]:.1f} kB a measurement for a year, {per_value[1]:.1f} for five")


if __name__ == "__main__":
    main()
