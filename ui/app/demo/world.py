"""The world of the demonstration: a relay, a care centre, five patients with 120 days behind them.

Everything is real but the people: profiles with SQLCipher databases, enrolment by invitation, sealed
envelopes over HTTP on loopback, a cuff on a Bluetooth stack in process.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devices.bleak_link import Backends, BleakLink
from devices.link import Link, PasskeyDesk
from devices.virtual.bleak_backend import VirtualCentral
from devices.virtual.cuff import VirtualCuff
from devices.virtual.radio import Radio
from hemmonitor.bootstrap import Profile, Sync, admit_patient, enrol_patient, found, invite_patient
from hemmonitor.centre import access_of
from hemmonitor.clinic import Clinic, Staff
from hemmonitor.demo import NURSE, PATIENTS, Synthetic, first_plan, history
from hemmonitor.home import Home
from hemmonitor.model.centre import CentreIssued, CentreSettings, OpenHours
from hemmonitor.model.events import Event, MeasurementRecorded, measurement_event_id
from hemmonitor.model.measurement import Measurement
from hemmonitor.sync.enrol import Request
from ui.worker import Worker

Clock = Callable[[], dt.datetime]

STAFF = Staff(NURSE.name, NURSE.role)
CENTRE = "Demo health centre"
HOURS = tuple(OpenHours(day, dt.time(8), dt.time(16)) for day in range(1, 6))
PIN = "246810"  # the demonstration's databases hold nobody's data


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the profiles of the demonstration are."""

    nurse: Path
    patients: tuple[Path, ...]


async def build(folder: Path, url: str, clock: Clock) -> Folders:
    """Found the centre, enrol the patients, and let everything they have measured arrive."""
    nurse = Profile.create(folder / "nurse", pin=PIN)
    try:
        await found(nurse, url, CENTRE, STAFF, clock)
        access_of(nurse).state(CentreIssued(CentreSettings(1, NURSE.name, HOURS)), clock())
        arrived: list[Event] = []
        sync = Sync(nurse, clock, arrived.extend, lambda _status: None)
        clinic = Clinic(nurse.journal, nurse.keys.device_id, STAFF)
        patients = []
        for number, person in enumerate(PATIENTS, 1):
            patients.append(folder / f"patient-{number}")
            await _enrol(patients[-1], person, nurse, sync, clinic, clock)
        await sync.once()
        clinic.received(arrived)
        for row in clinic.worklist(clock()):
            clinic.mark_seen(row.mailbox, clock())
        await sync.once()
        await sync.aclose()
    finally:
        nurse.close()
    return Folders(folder / "nurse", tuple(patients))


async def _enrol(
    folder: Path, person: Synthetic, nurse: Profile, nurse_sync: Sync, clinic: Clinic, clock: Clock
) -> None:
    profile = Profile.create(folder, pin=PIN)
    try:
        shown: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        async def compare(request: Request) -> bool:
            return request.confirmation == await shown  # a person looks at both screens

        invitation = await invite_patient(nurse, clock)
        mailbox, place = await asyncio.gather(
            admit_patient(nurse, nurse_sync.trust, invitation, clock, compare=compare),
            enrol_patient(profile, invitation, clock, show=shown.set_result),
        )
        assert mailbox == place.mailbox
        now = clock()
        clinic.register(mailbox, person.patient, now)
        clinic.issue_plan(mailbox, first_plan(person, now), now)
        await nurse_sync.once()
        device = profile.keys.device_id
        made = history(person, now, today=person is not PATIENTS[0])  # the first one measures in the story
        profile.journal.append([_recorded(m, mailbox, device) for m in made])
        home = Home(profile.journal, mailbox, device)
        sync = Sync(profile, clock, lambda events: home.received(events, clock()), lambda _status: None)
        await sync.once()
        await sync.aclose()
    finally:
        profile.close()


def _recorded(measurement: Measurement, mailbox: str, device: str) -> Event:
    event_id = measurement_event_id(mailbox, measurement.id)
    return Event(event_id, mailbox, device, measurement.taken_at, MeasurementRecorded(measurement))


class Bluetooth:
    """A virtual radio with one cuff on it, in the patient's worker loop."""

    def __init__(self, clock: Clock, *, pace: float) -> None:
        """``pace`` stretches the cuff's curve; 1 is a real cuff's."""
        self._clock = clock
        self._pace = pace
        self._worker: Worker | None = None
        self._desk = PasskeyDesk()
        self._central: VirtualCentral | None = None
        self._cuff: VirtualCuff | None = None

    def link(self) -> Link:
        """The computer's radio, through bleak's own API (worker thread)."""
        central = self._made()
        return BleakLink(self._desk, backends=Backends(central.scanner, central.client, central.adapter))

    def _made(self) -> VirtualCentral:
        """The radio and the cuff, made by whoever comes first (worker thread)."""
        if self._central is None:
            radio = Radio()
            self._central = VirtualCentral(radio, self._desk)
            self._cuff = VirtualCuff(radio, clock=self._clock, pace=self._pace, user=None)
        return self._central

    def start(self, worker: Worker) -> None:
        """Switch the computer's radio and the cuff on; ``link`` is called on this worker too."""
        self._worker = worker
        worker.spawn(self._switch_on()).result()

    async def _switch_on(self) -> None:
        await self._made().start()
        await self.cuff.start()

    @property
    def cuff(self) -> VirtualCuff:
        """The cuff, once there is a radio."""
        assert self._cuff is not None
        return self._cuff

    def press(self, systolic: int, diastolic: int, pulse: int) -> Future[bytes]:
        """Press the cuff's start button."""
        return self._do(self.cuff.press(systolic, diastolic, pulse))

    def press_frame(self, frame: bytes) -> Future[bytes]:
        """Let the cuff send a frame that was recorded elsewhere."""
        return self._do(self.cuff.press_frame(frame))

    def fail(self) -> Future[bytes]:
        """Press the button with the cuff on loosely."""
        return self._do(self.cuff.press_error(status=0x0002))

    def _do(self, press: Coroutine[Any, Any, bytes]) -> Future[bytes]:
        assert self._worker is not None
        return self._worker.spawn(press)
