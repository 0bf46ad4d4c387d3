"""One event of every kind, for the store's tests. Names and numbers are from the public test list."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hemmonitor.model import access, centre, visits
from hemmonitor.model import careplan as plan
from hemmonitor.model import events as e
from hemmonitor.model import measurement as m

SUMMER = dt.timezone(dt.timedelta(hours=2))
AT = dt.datetime(2026, 5, 3, 7, 12, 33, 120_000, SUMMER)
MAILBOX = "mb-1"
AUTHOR = "dev-1"

PRESSURE = m.Measurement(
    id="0f" * 16,
    kind=m.Kind.BLOOD_PRESSURE,
    taken_at=AT,
    values=(
        m.Quantity(m.Component.SYSTOLIC, Decimal("183.40"), m.Unit.MMHG),
        m.Quantity(m.Component.DIASTOLIC, Decimal("1.04E+2"), m.Unit.MMHG),
        m.Quantity(m.Component.PULSE_RATE, None, m.Unit.PER_MINUTE, m.Absent.NOT_A_NUMBER),
    ),
    provenance=m.Provenance(
        origin=m.Origin.DEVICE,
        host_time=AT,
        device_time=dt.datetime(2026, 5, 3, 7, 2, 30),
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

PLAN = plan.Plan(
    version=3,
    valid_from=AT,
    reason="Sänkt gräns efter läkarsamtal",
    author="Sjuksköterska Test",
    thresholds=(
        plan.Threshold(
            "t-1",
            m.Kind.BLOOD_PRESSURE,
            m.Component.SYSTOLIC,
            plan.Comparison.AT_LEAST,
            Decimal(180),
            m.Unit.MMHG,
            plan.Level.RED,
            "ESC 2024",
        ),
    ),
    schedule=(plan.Slot("s-1", m.Kind.BLOOD_PRESSURE, dt.time(6, 30), dt.time(10), (1, 3, 5)),),
    advice=(plan.Advice(m.Kind.BLOOD_PRESSURE, plan.Level.YELLOW, "Vila och mät igen."),),
    contacts=(plan.Contact("Anna", "Sjuksköterska", "010-000 00 00", "Vardagar 8-16"),),
    goals=(
        plan.Goal(
            m.Kind.BLOOD_PRESSURE,
            m.Component.SYSTOLIC,
            plan.Comparison.BELOW,
            Decimal(135),
            m.Unit.MMHG,
        ),
    ),
    appointments=(plan.Appointment("a-1", AT, 30, "Återbesök", "Mottagningen"),),
    red_flags=("chest_pain",),
    diagnoses=("I10",),
    template="hypertension",
    sign_off=plan.SignOff("Dr Test", "Läkare", AT),
)

BODIES: tuple[e.Body, ...] = (
    e.PatientRegistered("Test Testsson", "191500722390", "Test", "070-000 00 00"),
    e.MeasurementRecorded(PRESSURE),
    e.MeasurementRetracted(PRESSURE.id, "not_me"),
    e.MeasurementFailed("blood_pressure", "cuff_loose", "AA:BB:CC:DD:EE:FF", b"\x04\xff"),
    e.PlanIssued(PLAN),
    e.PlanReceived(3),
    e.FindingsAcknowledged(
        ("k-1", "k-2"),
        "Sjuksköterska Test",
        (e.Action.CALLED, e.Action.BOOKED_VISIT),
        "Ringt, mår bra",
        e.Usefulness.PARTLY,
        dt.date(2026, 5, 10),
    ),
    e.AcknowledgementUndone("ev-1", "Sjuksköterska Test"),
    e.AlertAnswered("k-1", "called"),
    e.MessageWritten("Hej! Hur mår du? 🙂", "Sjuksköterska Test", from_patient=False),
    e.SeenByCare("Sjuksköterska Test", "nurse", (PRESSURE.id, "ev-9")),
    e.PatientTaken("Sjuksköterska Test"),
    e.NameGiven("0" * 32, "Sjuksköterska Test", "nurse"),
    e.NoteWritten("Bor ensam, dottern ringer", "Sjuksköterska Test"),
    e.TaskSet("Ring om vikten", dt.date(2026, 5, 12), "Sjuksköterska Test", "Per Prov"),
    e.TaskClosed("ev-1", "Per Prov"),
    e.RoundHeld("Sjuksköterska Test", (e.Decision.GO_ON,), "Mår bra", AT + dt.timedelta(days=7)),
    e.StationRegistered("Hälsorummet i Storbäcken", "000-000 00 10"),
    e.UnclaimedReading(PRESSURE, "not_this_visit"),
    e.RoomCodeIssued("HMC1ABCDEFG", "0e" * 16, AT),
    e.RoomCodeUsed("0e" * 16),
    access.AccessLogged(
        2,
        "0a" * 32,
        access.Deed.OPENED,
        "Sjuksköterska Test",
        "nurse",
        "team 1",
        "mb-1",
        what="red",
        via="worklist",
        ground=access.Ground.EMERGENCY,
        reason="Medvetslös, anhörig ringer",
        verdict=access.Verdict.ASK,
        anchors=(access.Anchor("dev-2", 7, "0b" * 32),),
    ),
    access.RecordAccessed("Sjuksköterska Test", "nurse", "team 1"),
    access.RecordGuarded(access.Guard.BLOCKED, on=True, by="Test", reason="Begäran", teams=("t-1",)),
    centre.CentreIssued(
        centre.CentreSettings(
            2,
            "Chef Test",
            (centre.OpenHours(1, dt.time(8), dt.time(16)),),
            (centre.EscalationStep(30, "Teamet", "010-000 00 00"),),
            (centre.CentreContact("Läkarjour", "010-000 00 01"),),
            (centre.Phrase("again", "Mät igen", "Hej {name}! Mät igen."),),
            (centre.TemplateSignOff("copd", "0c" * 32, "Dr Test", "läkare", dt.date(2026, 5, 1)),),
        )
    ),
    visits.VisitPlanned("v-1", AT, "Forsstigen 2", "Sår", "Test", (m.Kind.WEIGHT,), "Per Prov", off=True),
    visits.VisitMade(
        "v-1",
        "ev-1",
        "Per Prov",
        "nurse",
        visits.Outcome.DONE,
        AT,
        visits.Identified.BIRTH_DATE,
        3,
        (PRESSURE.id,),
        "Mår bra",
    ),
)


def event(event_id: str = "ev-1", body: e.Body = BODIES[1], *, mailbox: str = MAILBOX) -> e.Event:
    return e.Event(event_id, mailbox, AUTHOR, AT, body)


def message(event_id: str, *, mailbox: str = MAILBOX) -> e.Event:
    return event(
        event_id, e.MessageWritten(f"text of {event_id}", "Test", from_patient=True), mailbox=mailbox
    )
