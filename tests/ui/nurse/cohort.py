"""A care centre's patients on a Tuesday morning: made-up names, believable months, some stories.

Most people are steady. A story adds the readings of the last days that put somebody on the list; those
readings are real 2A35 frames, decoded by the program's own decoder, so that their path can be shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from devices import values
from devices.gatt import blood_pressure as gatt
from devices.wire import DeviceTime
from hemmonitor import demo
from hemmonitor.clinical.overnight import with_desaturations
from hemmonitor.model.events import (
    Body,
    Event,
    MeasurementFailed,
    MeasurementRecorded,
    MessageWritten,
    PatientRegistered,
    PatientTaken,
    PlanIssued,
    PlanReceived,
    SeenByCare,
    measurement_event_id,
)
from hemmonitor.model.measurement import (
    Component,
    Correction,
    Flag,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Series,
    Unit,
    record_id,
)
from tests.ui.nurse.plans import plan_of

ZONE = dt.timezone(dt.timedelta(hours=1), "CET")
NOW = dt.datetime(2026, 11, 17, 8, 14, tzinfo=ZONE)
NUMBERS = tuple(one.patient.number for one in demo.PATIENTS)  # public test numbers
NURSE = "Anna Lidström"
COLLEAGUE = "Per Provgren"

RED, YELLOW, LOW, SPO2, WAITING, GREEN = "red", "yellow", "low", "spo2", "waiting", "green"
SILENT, CLOCK, FAILING = "silent", "clock", "failing"


@dataclass(frozen=True, slots=True)
class Person:
    """A name, a template and what has happened; ``hours`` ago is when it began."""

    name: str
    template: str
    story: str = GREEN
    hours: float = 2.0
    owner: str = ""
    message: str = ""


TROUBLED = "Trögt att gå till postlådan i morse. Ska jag ta extra spray?"
PEOPLE = (
    Person("Asta Provberg", "copd", SPO2, 13, message=TROUBLED),
    Person("Nils-Olov Testmark", "hypertension", RED, 22),
    Person("Tore Demolund", "hypertension", RED, 0.8),
    Person("Evert Exempelsson", "heart_failure", RED, 26, owner=COLLEAGUE),
    Person("Gun-Britt Låtsström", "hypertension", YELLOW, 140, owner=NURSE),
    Person("Tore Mallberg", "hypertension", YELLOW, 96),
    Person("Birger Skenfors", "heart_failure", YELLOW, 52),
    Person("Hjördis Låtsberg", "heart_failure", WAITING, 1.2, message="Jag mäter igen efter frukosten."),
    Person("Elsy Fiktivius", "copd", YELLOW, 37),
    Person("Ragnar Provsten", "heart_failure", LOW, 26, owner="Sara Skenberg"),
    Person("Solveig Testlund", "hypertension", LOW, 25, owner=COLLEAGUE),
    Person("Lennart Demoström", "hypertension", YELLOW, 16),
    Person("Åke Exempelberg", "copd", YELLOW, 15),
    Person("Iris Påhittberg", "copd", SPO2, 19, owner=NURSE),
    Person("Gerd Attrappsson", "hypertension"),
    Person("Inga Skenström", "hypertension"),
    Person("Valter Provlund", "heart_failure"),
    Person("Ebba Demofors", "hypertension", message="Tack för i går!"),
    Person("Maj-Lis Mallgren", "copd"),
    Person("Holger Låtsmark", "hypertension"),
    Person("Sixten Testberg", "hypertension", SILENT, 74),
    Person("Majken Attrapp", "copd", SILENT, 50),
    Person("Bo Låtsdal", "hypertension", CLOCK, 26),
    Person("Anna-Lisa Prov", "hypertension", FAILING, 3),
)  # fmt: skip


def events(
    people: tuple[Person, ...] = PEOPLE, now: dt.datetime = NOW, days: int = demo.DAYS
) -> Iterator[Event]:
    """Everything that the centre has received up to ``now``, patient by patient."""
    for number, person in enumerate(people):
        mailbox = mailbox_of(number)
        first = now - dt.timedelta(days=days)
        for at, body in _facts(number, person, now, first, days):
            event_id = f"{mailbox}/{type(body).__name__}/{at.timestamp()}"
            if isinstance(body, MeasurementRecorded):
                event_id = measurement_event_id(mailbox, body.measurement.id)
            yield Event(event_id, mailbox, "their-device", at, body)


def mailbox_of(number: int) -> str:
    return f"patient-{number:04d}"


def many(count: int) -> tuple[Person, ...]:
    """A morning of ``count`` people: every third has something, with the names of the few over and over."""
    stories = (RED, YELLOW, GREEN, YELLOW, GREEN, GREEN, LOW, GREEN, GREEN, SPO2, GREEN, GREEN)
    people = []
    for number in range(count):
        base = PEOPLE[number % len(PEOPLE)]
        story = stories[number % len(stories)]
        template = "copd" if story == SPO2 else base.template
        people.append(
            replace(
                base,
                name=f"{base.name} {number}",
                template=template,
                story=story,
                hours=1 + number % 40,
                owner="",
                message="",
            )
        )
    return tuple(people)


def pressure(
    mailbox: str, at: dt.datetime, systolic: int, diastolic: int, pulse: int = 74, slow: int = 0
) -> Measurement:
    """A reading as a cuff sends it and the session hands it on; its clock is ``slow`` seconds behind."""
    device = at - dt.timedelta(seconds=slow)
    stamp = DeviceTime(device.year, device.month, device.day, device.hour, device.minute, device.second)
    sent = gatt.BloodPressure(
        "mmHg", Decimal(systolic), Decimal(diastolic), Decimal(diastolic + (systolic - diastolic) // 3),
        stamp, Decimal(pulse), 1, 0,
    )  # fmt: skip
    raw = gatt.encode(sent)
    context = values.Context(
        host_time=at + dt.timedelta(seconds=4),
        raw=raw,
        source=gatt.MEASUREMENT,
        device_id=f"SN-{mailbox[-4:]}-0417",
        device_model="UA-651BLE",
        clock_offset=dt.timedelta(seconds=slow + 4),
    )
    return gatt.to_measurement(gatt.decode(raw), context)


def oxygen(at: dt.datetime, spo2: int, pulse: int) -> Measurement:
    raw = f"{at.isoformat()}/{spo2}".encode()
    figures = (
        Quantity(Component.SPO2, Decimal(spo2), Unit.PERCENT),
        Quantity(Component.PULSE_RATE, Decimal(pulse), Unit.PER_MINUTE),
    )
    made = record_id(Kind.OXIMETRY, "PO-X1", raw, received=at)
    return Measurement(made, Kind.OXIMETRY, at, figures, Provenance(Origin.MANUAL, at))


def night(ended: dt.datetime) -> Measurement:
    """Seven hours, a value each ten seconds; half a minute's fall each quarter of an hour, no signal once."""
    start, count = ended - dt.timedelta(hours=7), 7 * 360
    spo2: list[Decimal | None] = [Decimal(86 if place % 90 in {50, 51, 52} else 93) for place in range(count)]
    spo2[1000:1030] = [None] * 30
    pulse = [None if value is None else Decimal(62 + place % 7) for place, value in enumerate(spo2)]
    columns = {(Component.SPO2, Unit.PERCENT): spo2, (Component.PULSE_RATE, Unit.PER_MINUTE): pulse}
    series = Series.of(start, dt.timedelta(seconds=10), columns)
    made = Measurement(
        "night", Kind.OXIMETRY_SERIES, start, (), Provenance(Origin.DEVICE, ended), series=series
    )
    return with_desaturations(made)


def _facts(
    number: int, person: Person, now: dt.datetime, first: dt.datetime, days: int
) -> Iterator[tuple[dt.datetime, Body]]:
    synthetic = _synthetic(number, person)
    yield first, synthetic.patient
    start = now - dt.timedelta(days=demo.DAYS + 1)
    yield first, PlanIssued(plan_of(person.template, start, watched=person.story == SILENT))
    yield first, PlanReceived(1)
    began = now - dt.timedelta(hours=person.hours)
    apart = began if person.story == GREEN else began - dt.timedelta(hours=3)  # a story is its own occasion
    past = [m for m in _history(number % 24, person.template, now, days) if m.taken_at < apart]
    for measurement in past:
        yield measurement.taken_at, MeasurementRecorded(measurement)
    for measurement in _story(mailbox_of(number), person, began, now):
        yield measurement.taken_at, MeasurementRecorded(measurement)
    if person.story == FAILING:
        for minutes in (0, 3, 9):
            failed = MeasurementFailed(Kind.BLOOD_PRESSURE, "cuff_loose", "UA-651BLE", b"\x04\xff")
            yield began + dt.timedelta(minutes=minutes), failed
    looked = min(began - dt.timedelta(hours=6), now - dt.timedelta(hours=20))
    ids = tuple(m.id for m in past if m.taken_at < looked)
    for start in range(0, len(ids), 1000):
        batch = ids[start : start + 1000]
        yield now - dt.timedelta(days=1, minutes=start), SeenByCare(COLLEAGUE, "distriktssköterska", batch)
    if person.owner:
        yield began, PatientTaken(person.owner)
    if person.message:
        yield now - dt.timedelta(minutes=59), MessageWritten(person.message, person.name, from_patient=True)
    if number % 3 == 0:
        said = "Tack för samtalet. Fortsätt som vanligt."
        yield now - dt.timedelta(days=4 + number), MessageWritten(said, NURSE, from_patient=False)


def _synthetic(number: int, person: Person) -> demo.Synthetic:
    given = person.name.partition(" ")[0]
    patient = PatientRegistered(
        person.name, NUMBERS[number % len(NUMBERS)], given, "0980-319 2" + f"{number:02d}"
    )
    return replace(_level(person.template, number), patient=patient, template=person.template)


@cache
def _history(seed: int, template: str, now: dt.datetime, days: int) -> tuple[Measurement, ...]:
    return tuple(demo.history(replace(_level(template, seed), template=template), now, days))


def _level(template: str, seed: int) -> demo.Synthetic:
    pressure = demo.Pressure(122 + seed * 7 % 17, 72 + seed * 5 % 11, 64 + seed * 3 % 13)
    return demo.Synthetic(
        PatientRegistered("Test Testsson", NUMBERS[0]),
        template,
        pressure,
        spo2=94.8 if template == "copd" else None,
        weight=64.0 + seed % 30 if template == "heart_failure" else None,
        seed=100 + seed,
    )


def _story(mailbox: str, person: Person, began: dt.datetime, now: dt.datetime) -> Iterator[Measurement]:
    minute = dt.timedelta(minutes=1)
    match person.story:
        case "red":
            yield pressure(mailbox, began, 184, 112, 88, slow=154)
            yield pressure(mailbox, began + 6 * minute, 182, 110, 86, slow=154)
        case "yellow":
            days = int((now - began) / dt.timedelta(days=1))
            for ago in range(days, -1, -1):
                at = now - dt.timedelta(days=ago, minutes=70) if ago < days else began
                yield pressure(mailbox, at, 163 + ago, 98 - ago, 80)
                yield pressure(mailbox, at + 2 * minute, 161 + ago, 96, 79)
        case "low":
            yield pressure(mailbox, began, 97, 58, 84)
            yield pressure(mailbox, began + 2 * minute, 95, 60, 82)
        case "clock":
            made = pressure(mailbox, began, 131, 79)
            said = replace(
                made.provenance, correction=Correction.HOST_TIME, device_time=dt.datetime(2019, 1, 1)
            )
            yield replace(made, provenance=said, flags=frozenset({Flag.CLOCK_NOT_SET}))
        case "waiting":
            yield pressure(mailbox, began, 186, 104, 90)
        case "spo2":
            yield oxygen(began, 87, 92)
            yield oxygen(began + 2 * minute, 86, 92)
            later = now - 62 * minute
            if later > began + dt.timedelta(hours=2):
                yield oxygen(later, 87, 94)
                yield oxygen(later + 2 * minute, 86, 95)
