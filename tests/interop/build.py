"""Records to export: one with everything in it, and the CardX readings."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

from hemmonitor.clinical.questionnaire import to_measurement
from hemmonitor.clinical.recording import means_of, series_of
from hemmonitor.demo import PATIENTS, first_plan, history
from hemmonitor.model import measurement as m
from hemmonitor.model.access import Deed, RecordAccessed
from hemmonitor.model.careplan import Appointment, Plan
from hemmonitor.model.events import (
    Attachment,
    Body,
    Event,
    MeasurementRecorded,
    MeasurementRetracted,
    MessageWritten,
    NoteWritten,
    PatientRegistered,
    PlanIssued,
    SeenByCare,
    measurement_event_id,
)
from hemmonitor.model.record import PatientRecord, fold
from hemmonitor.questionnaires import shipped

ZONE = dt.timezone(dt.timedelta(hours=1))
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=ZONE)
MAILBOX = "mb-1"
PATIENT = PatientRegistered("Hjördis Testlund", "196101182803", "Hjördis", "0980-319 245")
VECTORS = Path(__file__).parents[1] / "vectors" / "clinical_cases.json"


def pressure(
    at: dt.datetime, systolic: int, diastolic: int, ident: str = "", pulse: int | None = None
) -> m.Measurement:
    values = [
        m.Quantity(m.Component.SYSTOLIC, Decimal(systolic), m.Unit.MMHG),
        m.Quantity(m.Component.DIASTOLIC, Decimal(diastolic), m.Unit.MMHG),
    ]
    if pulse is not None:
        values.append(m.Quantity(m.Component.PULSE_RATE, Decimal(pulse), m.Unit.PER_MINUTE))
    return m.Measurement(
        id=ident or f"{at:%Y%m%dT%H%M%S}",
        kind=m.Kind.BLOOD_PRESSURE,
        taken_at=at,
        values=tuple(values),
        provenance=m.Provenance(m.Origin.DEVICE, at, device_id="AA:BB:CC:DD:EE:FF", device_model="Cuff"),
    )


def live_reading() -> m.Measurement:
    """A cuff's reading with all that its decoder knew."""
    at = NOW - dt.timedelta(hours=5)
    return m.Measurement(
        id="0f" * 16,
        kind=m.Kind.BLOOD_PRESSURE,
        taken_at=at,
        values=(
            m.Quantity(m.Component.SYSTOLIC, Decimal("133.40"), m.Unit.MMHG),
            m.Quantity(m.Component.DIASTOLIC, Decimal("8E+1"), m.Unit.MMHG),
            m.Quantity(m.Component.PULSE_RATE, None, m.Unit.PER_MINUTE, m.Absent.NOT_A_NUMBER),
        ),
        provenance=m.Provenance(
            origin=m.Origin.DEVICE,
            host_time=at,
            device_time=at.replace(tzinfo=None) - dt.timedelta(minutes=10, seconds=3),
            correction=m.Correction.OFFSET,
            clock_offset=dt.timedelta(minutes=10, seconds=3),
            device_id="AA:BB:CC:DD:EE:FF",
            device_model="Virtual cuff",
            source="2A35",
            raw=bytes(range(18)),
            decoder="gatt.blood_pressure/1",
            user_slot=1,
            sequence=412,
        ),
        flags=frozenset({m.Flag.IRREGULAR_PULSE, m.Flag.BODY_MOVEMENT}),
        session="s-1",
        note="Efter promenaden, lite andfådd",
    )


def glucose() -> m.Measurement:
    at = NOW - dt.timedelta(hours=6)
    return m.Measurement(
        id="a1" * 16,
        kind=m.Kind.GLUCOSE,
        taken_at=at,
        values=(m.Quantity(m.Component.GLUCOSE, Decimal(70), m.Unit.MG_DL),),
        provenance=m.Provenance(m.Origin.DEVICE, at, raw=b"\x01\x02", beside=b"\x03"),
        meal=m.Meal.FASTING,
    )


def night() -> m.Measurement:
    at = NOW - dt.timedelta(hours=10)
    values = {
        (m.Component.SPO2, m.Unit.PERCENT): [Decimal(96), None, Decimal("93.5")],
        (m.Component.PULSE_RATE, m.Unit.PER_MINUTE): [Decimal(60), Decimal(61), None],
    }
    return m.Measurement(
        id="b2" * 16,
        kind=m.Kind.OXIMETRY_SERIES,
        taken_at=at,
        values=(
            m.Quantity(m.Component.PULSE_RATE, Decimal(60), m.Unit.PER_MINUTE),
            m.Quantity(m.Component.SPO2, Decimal(95), m.Unit.PERCENT),
            m.Quantity(m.Component.ODI3, Decimal("4.2"), m.Unit.PER_HOUR),
        ),
        provenance=m.Provenance(m.Origin.DEVICE, NOW),
        series=m.Series.of(at, dt.timedelta(seconds=1), values),
    )


def recording() -> m.Measurement:
    """Some hours of a 24-hour recorder."""
    at = NOW - dt.timedelta(hours=30)
    readings = [
        (
            at + dt.timedelta(minutes=20 * n),
            {m.Component.SYSTOLIC: Decimal(120 + n), m.Component.DIASTOLIC: Decimal(70 + n % 9)},
        )
        for n in range(30)
    ]
    series = series_of(readings)
    origin = m.Provenance(m.Origin.IMPORTED, NOW, source="synthetic", raw=b"rows")
    return m.Measurement("c3" * 16, m.Kind.PRESSURE_SERIES, at, means_of(series), origin, series=series)


def diary() -> m.Measurement:
    """The anxiety form, all answers 1."""
    definition = shipped()["gad7"]
    return to_measurement(definition, {i.id: 1 for i in definition.items}, NOW - dt.timedelta(hours=4), NOW)


def plan() -> Plan:
    from dataclasses import replace

    met = Appointment("a-1", NOW + dt.timedelta(days=2), 30, "Återbesök", "Mottagningen")
    return replace(first_plan(PATIENTS[0], NOW), appointments=(met,))


def full_events() -> list[Event]:
    high = NOW - dt.timedelta(hours=3, minutes=30)
    measurements = [
        *history(PATIENTS[0], NOW, days=9),
        live_reading(),
        glucose(),
        night(),
        recording(),
        diary(),
        pressure(high, 190, 112, "high-1", 71),
        pressure(high + dt.timedelta(minutes=5), 188, 111, "high-2", 70),
    ]
    events = [
        Event(measurement_event_id(MAILBOX, one.id), MAILBOX, "dev", one.taken_at, MeasurementRecorded(one))
        for one in measurements
    ]
    bodies: tuple[Body, ...] = (
        PATIENT,
        PlanIssued(plan()),
        MeasurementRetracted(measurements[0].id, "not_me"),
        MessageWritten("Hej! Jag mår bra.", "Hjördis Testlund", from_patient=True),
        MessageWritten("Bra, fortsätt så.", "Sjuksköterska Test", from_patient=False),
        SeenByCare("Sjuksköterska Test", "distriktssköterska", (live_reading().id,)),
        RecordAccessed("Sjuksköterska Test", "distriktssköterska", "Vårdcentralen", Deed.EXPORTED),
        NoteWritten("Ringer på måndag.", "Sjuksköterska Test"),
        MessageWritten(
            "Så här ser det ut.",
            "Hjördis Testlund",
            from_patient=True,
            attachments=(Attachment("../../Hjördis.png", "image/png", b"\x89PNG"),),
        ),
    )
    events += [Event(f"ev-{i}", MAILBOX, "dev", NOW - dt.timedelta(hours=3), b) for i, b in enumerate(bodies)]
    return events


def full_record() -> PatientRecord:
    return fold(MAILBOX, full_events())


def record_of(*measurements: m.Measurement, patient: PatientRegistered | None = PATIENT) -> PatientRecord:
    events = [
        Event(measurement_event_id(MAILBOX, one.id), MAILBOX, "dev", NOW, MeasurementRecorded(one))
        for one in measurements
    ]
    if patient is not None:
        events.append(Event("who", MAILBOX, "dev", NOW, patient))
    return fold(MAILBOX, events)


def cardx_readings() -> list[m.Measurement]:
    """The 28 readings of HL7 CardX's example: seven days from 1 March 2023, two in the morning, two later."""
    cases = json.loads(VECTORS.read_text("utf-8"))
    case = next(c for c in cases if c["topic"] == "hbpm_average" and len(c["inputs"]["readings"]) == 28)
    found: list[m.Measurement] = []
    count: dict[tuple[int, str], int] = {}
    for one in case["inputs"]["readings"]:
        slot = (one["day"], one["session"])
        count[slot] = count.get(slot, -1) + 1
        hour = 7 if one["session"] == "AM" else 19
        at = dt.datetime(2023, 3, one["day"], hour, count[slot], tzinfo=ZONE)
        found.append(pressure(at, one["sys"], one["dia"]))
    assert len(found) == 28
    return found
