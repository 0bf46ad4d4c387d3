"""Several workstations of one centre over a relay that is a process of its own.

They end with one worklist; of two acknowledgements one stands and the other nurse is told; and a limit that
is dragged reaches the patient.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hemmonitor import clock
from hemmonitor.asking import State
from hemmonitor.bootstrap import (
    Profile,
    Sync,
    admit_patient,
    enrol_patient,
    enrol_staff,
    found,
    invite_patient,
)
from hemmonitor.clinic import Clinic, Staff
from hemmonitor.demo import PATIENTS, first_plan
from hemmonitor.model.events import Action, Decision
from hemmonitor.roster import Person, Roster
from hemmonitor.settings import Settings
from hemmonitor.sync.enrol import Request
from tests.whole.keystore import FileStore
from tests.whole.relay_process import relay_process
from tests.whole.world import STAFF, home_of, once, pressure
from ui.app.demo.world import Bluetooth
from ui.app.nurse import NurseProgram
from ui.app.parts import looks
from ui.app.patient import PatientProgram
from ui.nurse.window import NurseWindow
from ui.theme import Face

WAIT = 120_000  # milliseconds; only ends what would never end
COLLEAGUES = tuple(Person(name, "distriktssköterska") for name in ("Berit Prov", "Cilla Test", "Disa Demo"))
YELLOW = "bp.systolic.yellow.high"


def opened(folder: Path, name: str) -> Profile:
    return Profile.open(folder / name, store=FileStore(folder / f"{name}-store"))


def created(folder: Path, name: str) -> Profile:
    return Profile.create(folder / name, store=FileStore(folder / f"{name}-store"))


async def centre(folder: Path, url: str, *, patients: int, colleagues: int) -> None:
    """Profiles ``desk0`` (which founded the centre), ``desk1`` ..., ``patient0`` ...; all in step.

    Every patient has a plan, and a red blood pressure of this hour, measured twice.
    """
    first = created(folder, "desk0")
    try:
        await found(first, url, "centre", STAFF, clock.now)
        roster = Roster(first, first.trust(), clock.now, lambda: None)
        for number in range(1, colleagues + 1):
            await _join(folder, f"desk{number}", roster, first)
        for number in range(patients):
            await _admit(folder, number, first)
        await once(first)
    finally:
        first.close()


async def _join(folder: Path, name: str, roster: Roster, first: Profile) -> None:
    profile = created(folder, name)
    try:
        person = COLLEAGUES[len(roster.members()) - 1]
        invited = await roster.invite_staff(person, list(first.trust().state.teams))
        joining = asyncio.create_task(enrol_staff(profile, invited.invitation, clock.now, show=str))
        async with asyncio.timeout(120):
            while next(o for o in roster.all if o.slot == invited.slot).state is not State.ASKED:
                await roster.look()
        await roster.confirm(invited.slot)
        await joining
        await once(first)
        sync = Sync(first, clock.now, lambda _events: None, lambda _status: None)
        try:
            await sync.hand_over()  # the new workstation reads on once it has the history
        finally:
            await sync.aclose()
    finally:
        profile.close()


async def _admit(folder: Path, number: int, first: Profile) -> None:
    person, profile = PATIENTS[number], created(folder, f"patient{number}")
    try:
        shown: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        async def compare(request: Request) -> bool:
            return request.confirmation == await shown

        invitation = await invite_patient(first, clock.now)
        mailbox, _ = await asyncio.gather(
            admit_patient(first, first.trust(), invitation, clock.now, compare=compare),
            enrol_patient(profile, invitation, clock.now, show=shown.set_result),
        )
        assert mailbox is not None
        clinic = Clinic(first.journal, first.keys.device_id, STAFF)
        early = clock.now() - dt.timedelta(days=2)
        clinic.register(mailbox, person.patient, early)
        clinic.issue_plan(mailbox, first_plan(person, early), early)
        await once(first)
        await once(profile)
        home = home_of(profile)
        for minutes, (systolic, raw) in zip((40, 33), ((186, b"a"), (184, b"b")), strict=True):
            at = clock.now() - dt.timedelta(minutes=minutes)
            home.record(pressure(systolic, 112, at, raw), at)
        await once(profile)
        await once(first)
    finally:
        profile.close()


# --- four at once ------------------------------------------------------------------------------------------


class Desk:
    """A workstation without a window: profile, use cases and sync."""

    def __init__(self, folder: Path, name: str) -> None:
        self.profile = opened(folder, name)
        placed = self.profile.placed()
        self.clinic = Clinic(
            self.profile.journal, self.profile.keys.device_id, placed.staff, self.profile.admits
        )
        self.sync = Sync(self.profile, clock.now, self._got, lambda _status: None)
        self.random = random.Random(name)

    def _got(self, events: object) -> None:
        self.clinic.received(events)  # type: ignore[arg-type]  # a sequence of events

    async def work(self) -> None:
        """A few minutes of a morning: whatever one does about patients, with sync in between."""
        for _ in range(6):
            for mailbox in self.clinic.mailboxes:
                self._act(mailbox, clock.now())
            await self.sync.once()
            await asyncio.sleep(self.random.random() / 50)

    def _act(self, mailbox: str, now: dt.datetime) -> None:
        row = self.clinic.row(mailbox, now)
        match self.random.randrange(7):
            case 0 if row.findings:
                self.clinic.acknowledge(mailbox, [f.key for f in row.findings], (Action.CALLED,), now)
            case 1:
                self.clinic.take(mailbox, self.clinic.staff.name, now)
            case 2:
                self.clinic.set_task(mailbox, "Ring", now.date(), now)
            case 3:
                self.clinic.write(mailbox, "Hej", now)
            case 4:
                self.clinic.mark_seen(mailbox, now)
            case 5:
                self.clinic.hold_round(mailbox, (Decision.GO_ON,), now)
            case 6:
                for done in self.clinic.record_of(mailbox).acknowledgements[-1:]:
                    self.clinic.undo(mailbox, done.id, now)

    async def end(self) -> None:
        await self.sync.aclose()
        self.profile.close()


async def test_four_workstations_at_once_end_with_the_same_worklist(tmp_path: Path) -> None:
    with relay_process(tmp_path / "relay.db") as url:
        await centre(tmp_path, url, patients=3, colleagues=3)
        desks = [Desk(tmp_path, f"desk{number}") for number in range(4)]
        try:
            await asyncio.gather(*(desk.sync.once() for desk in desks))
            await asyncio.gather(*(desk.work() for desk in desks))
            for _ in range(2):  # what one sends last, the others fetch
                await asyncio.gather(*(desk.sync.once() for desk in desks))
            now = clock.now()
            worklists = [desk.clinic.worklist(now) for desk in desks]
            assert len(worklists[0]) == 3
            for other in worklists[1:]:
                assert other == worklists[0]
            for desk in desks:
                assert desk.profile.journal.quarantined() == ()
                again = Clinic(desk.profile.journal, "x", Staff("x", "x"), desk.profile.admits)
                assert again.worklist(now) == worklists[0], "what is on disk tells the same"
        finally:
            for desk in desks:
                await desk.end()


# --- with windows ------------------------------------------------------------------------------------------


class Screens:
    """Two nurses' programs, and a patient's, on a relay in another process."""

    def __init__(self, folder: Path, app: QApplication) -> None:
        settings = Settings(language="sv", theme="light")
        mine = looks(app, settings, Face.PATIENT)
        self._translations = mine.translations
        self.nurses = []
        for name in ("desk0", "desk1"):
            theirs = looks(app, settings, Face.NURSE, mine.translations)
            program = NurseProgram(lambda n=name: opened(folder, n), clock.now, theirs)  # type: ignore[misc]
            self.nurses.append(program)
        self.bluetooth = Bluetooth(clock.now, pace=0.02)
        self.patient = PatientProgram(
            lambda: opened(folder, "patient0"), self.bluetooth.link, clock.now, mine
        )
        self.bluetooth.start(self.patient.worker)
        for program in (*self.nurses, self.patient):
            program.start()

    def stop(self) -> None:
        for program in (self.patient, *self.nurses):
            program.window.close()
            program.stop()
        self._translations.remove()


@pytest.fixture
def screens(tmp_path: Path, qapp: QApplication) -> Iterator[Screens]:
    with relay_process(tmp_path / "relay.db") as url:
        asyncio.run(centre(tmp_path, url, patients=1, colleagues=1))
        made = Screens(tmp_path, qapp)
        yield made
        made.stop()


def listed(window: NurseWindow) -> list[str]:
    return window.worklist.model.listing.shown


def begin_acknowledging(window: NurseWindow) -> None:
    window.worklist.acknowledge()
    window.worklist.panel.buttons[Action.CALLED].setChecked(True)


def toast(window: NurseWindow) -> str:
    return window.worklist.toast.accessibleName() if window.worklist.toast.isVisible() else ""


def in_record(program: NurseProgram, mailbox: str) -> int:
    """How many acknowledgements a workstation knows of."""
    count: int = program.worker.call(
        lambda: len(program.bridge._clinic.record_of(mailbox).acknowledgements)
    ).result()
    return count


def test_two_nurses_acknowledge_the_same_signal(screens: Screens, qtbot: QtBot) -> None:
    anna, berit = (program.window for program in screens.nurses)
    qtbot.waitUntil(lambda: bool(listed(anna)) and bool(listed(berit)), timeout=WAIT)
    [mailbox] = listed(anna)
    assert listed(berit) == [mailbox]
    begin_acknowledging(anna)
    begin_acknowledging(berit)
    screens.nurses[1].worker.call(lambda: None).result()
    anna.worklist.panel.save.click()
    berit.worklist.panel.save.click()  # before anything can have come over the relay
    qtbot.waitUntil(lambda: "redan kvitterad" in toast(berit), timeout=WAIT)
    assert STAFF.name in toast(berit)
    assert "redan kvitterad" not in toast(anna)
    qtbot.waitUntil(
        lambda: len({in_record(program, mailbox) for program in screens.nurses}) == 1, timeout=WAIT
    )
    first, second = (
        program.worker.call(lambda p=program: p.bridge._clinic.worklist(clock.now())).result()  # type: ignore[misc]
        for program in screens.nurses
    )
    assert [row.findings for row in first] == [row.findings for row in second] == [()]


def test_a_limit_is_dragged_previewed_saved_and_seen_at_the_patient(screens: Screens, qtbot: QtBot) -> None:
    window = screens.nurses[0].window
    qtbot.waitUntil(lambda: bool(listed(window)), timeout=WAIT)
    window.open_patient(listed(window)[0])
    qtbot.waitUntil(lambda: window.patient.view is not None, timeout=WAIT)
    window.show_thresholds()
    page = window.thresholds
    grip = page.chart.grips[YELLOW]
    before = grip.value
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(grip, left, pos=QPoint(10, 10))
    QTest.mouseMove(grip, QPoint(10, 40))
    QTest.mouseRelease(grip, left, pos=QPoint(10, 40))
    assert page.draft is not None
    dragged = page.draft.edits[YELLOW]
    assert dragged < Decimal(str(before))
    qtbot.waitUntil(lambda: page.what_if.found is not None, timeout=WAIT)
    assert page.what_if.isVisibleTo(page)
    page.reason.setPlainText("Hög risk")
    page.save.click()
    arrived = _plan_at(screens.patient)
    qtbot.waitUntil(lambda: arrived() == 2, timeout=WAIT)
    limit = screens.patient.worker.call(
        lambda: next(t.limit for t in _newest(screens.patient).thresholds if t.id == YELLOW)
    ).result()
    assert limit == dragged
    qtbot.waitUntil(lambda: "har plan 2" in page.versions.arrived.text(), timeout=WAIT)
    shown = str(int(dragged))
    plan_page = screens.patient.window

    def said() -> bool:
        return any(shown in label.text() for label in plan_page.findChildren(QLabel))

    qtbot.waitUntil(said, timeout=WAIT)


def _newest(program: PatientProgram) -> Any:
    return program.bridge._home.record_of_patient.newest_plan


def _plan_at(program: PatientProgram) -> Callable[[], int]:
    def version() -> int:
        plan = program.worker.call(lambda: _newest(program)).result()
        return plan.version if plan is not None else 0

    return version
