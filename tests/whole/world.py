"""A care centre with one patient on a real relay, for tests of the whole way of a reading."""

from __future__ import annotations

import asyncio
import datetime as dt
from decimal import Decimal
from pathlib import Path

from hemmonitor import clock
from hemmonitor.bootstrap import Profile, Sync, admit_patient, enrol_patient, found, invite_patient
from hemmonitor.clinic import Clinic, Staff
from hemmonitor.demo import NURSE, PATIENTS, first_plan
from hemmonitor.home import Home
from hemmonitor.model.measurement import (
    Component,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
    record_id,
)
from hemmonitor.sync.enrol import Request
from tests.whole.keystore import FileStore

PIN = "135790"
PERSON = PATIENTS[0]
STAFF = Staff(NURSE.name, NURSE.role)


async def found_with_patient(folder: Path, url: str) -> None:
    """Leave two profiles in ``folder``: ``nurse`` and ``patient``, enrolled, the plan at the patient.

    Both open with ``PIN``, and with their ``keystore`` file too.
    """
    nurse = Profile.create(folder / "nurse", pin=PIN, store=FileStore(folder / "nurse" / "keystore"))
    patient = Profile.create(folder / "patient", pin=PIN, store=FileStore(folder / "patient" / "keystore"))
    try:
        await found(nurse, url, "centre", STAFF, clock.now)
        shown: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        async def compare(request: Request) -> bool:
            return request.confirmation == await shown

        invitation = await invite_patient(nurse, clock.now)
        mailbox, _ = await asyncio.gather(
            admit_patient(nurse, nurse.trust(), invitation, clock.now, compare=compare),
            enrol_patient(patient, invitation, clock.now, show=shown.set_result),
        )
        assert mailbox is not None
        clinic = Clinic(nurse.journal, nurse.keys.device_id, STAFF)
        clinic.register(mailbox, PERSON.patient, clock.now())
        clinic.issue_plan(mailbox, first_plan(PERSON, clock.now()), clock.now())
        await once(nurse)
        await once(patient)
    finally:
        nurse.close()
        patient.close()


async def once(profile: Profile) -> None:
    """One round of sync."""
    sync = Sync(profile, clock.now, lambda _events: None, lambda _status: None)
    try:
        await sync.once()
    finally:
        await sync.aclose()


def home_of(profile: Profile) -> Home:
    """The patient's side on a profile."""
    return Home(profile.journal, profile.placed().mailbox, profile.keys.device_id)


def clinic_of(profile: Profile) -> Clinic:
    """The care side on a profile."""
    return Clinic(profile.journal, profile.keys.device_id, STAFF)


def pressure(systolic: int, diastolic: int, at: dt.datetime, raw: bytes = b"") -> Measurement:
    """A blood pressure in mm[Hg], as if from a device; ``raw`` makes its id."""
    values = (
        Quantity(Component.SYSTOLIC, Decimal(systolic), Unit.MMHG),
        Quantity(Component.DIASTOLIC, Decimal(diastolic), Unit.MMHG),
        Quantity(Component.PULSE_RATE, Decimal(71), Unit.PER_MINUTE),
    )
    ident = record_id(Kind.BLOOD_PRESSURE, "test", raw, sequence=1)
    provenance = Provenance(Origin.DEVICE, host_time=at, device_id="test", raw=raw, source="2A35")
    return Measurement(ident, Kind.BLOOD_PRESSURE, at, values, provenance)
