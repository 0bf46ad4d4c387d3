"""A frame recorded by somebody else goes in at the virtual cuff and comes out on the nurse's screen."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from devices.session import Policy
from hemmonitor import clock
from hemmonitor.bootstrap import Profile
from hemmonitor.clinic import PatientView, Row
from hemmonitor.model.measurement import Component
from hemmonitor.relay.server import RelayServer
from hemmonitor.settings import Settings
from tests.whole.world import PIN, found_with_patient
from ui.app.demo.world import Bluetooth
from ui.app.nurse import NurseProgram
from ui.app.parts import looks
from ui.app.patient import PatientProgram
from ui.devicebridge import DevicesView
from ui.nurse.worklist_view import WorklistView
from ui.theme import Face

VECTORS = Path(__file__).parents[1] / "vectors" / "ble_vectors.json"
WAIT = 20_000  # milliseconds


def recorded() -> list[dict[str, Any]]:
    """Published blood pressure frames with both figures."""
    found = json.loads(VECTORS.read_text())
    return [
        v
        for v in found
        if v["kind"] == "blood_pressure"
        and v["expected"]["outcome"] == "ok"
        and {"systolic_mmHg", "diastolic_mmHg"} <= set(v["expected"])
        and "derived" not in v["notes"].split("]")[0]
    ]


class World:
    """Both programs on a real relay, with a cuff."""

    def __init__(self, folder: Path, app: QApplication) -> None:
        settings = Settings(language="sv", theme="light")
        self.bluetooth = Bluetooth(clock.now, pace=0.02)
        mine = looks(app, settings, Face.PATIENT)
        self.translations = mine.translations
        theirs = looks(app, settings, Face.NURSE, mine.translations)
        self.nurse = NurseProgram(lambda: Profile.open(folder / "nurse", pin=PIN), clock.now, theirs)
        self.patient = PatientProgram(
            lambda: Profile.open(folder / "patient", pin=PIN),
            self.bluetooth.link,
            clock.now,
            mine,
            policy=replace(Policy(), settle=0.5, rest=0.2),
            pair_when_found=True,
        )
        self.bluetooth.start(self.patient.worker)
        self.row: Row | None = None
        self.view: PatientView | None = None
        self.patient.bridge.devices.state.connect(self._got_devices)
        self.nurse.bridge.row.connect(self._got_row)
        self.nurse.bridge.patient.connect(self._got_view)
        self.nurse.start()
        self.patient.start()

    def _got_devices(self, state: DevicesView) -> None:
        """A value of a user slot is asked about once: it is the patient's."""
        for device in state.devices:
            for slot in device.slots:
                if slot.mine is None:
                    self.patient.bridge.devices.assign_slot(device.address, slot.number, True)

    def _got_row(self, row: Row) -> None:
        self.row = row

    def _got_view(self, view: PatientView) -> None:
        self.view = view

    def stop(self) -> None:
        self.patient.window.close()
        self.nurse.window.close()
        self.patient.stop()
        self.nurse.stop()
        self.translations.remove()


@pytest.fixture
def world(tmp_path: Path, qapp: QApplication) -> Iterator[World]:
    with RelayServer(tmp_path / "relay.db") as relay:
        asyncio.run(found_with_patient(tmp_path, relay.url))
        made = World(tmp_path, qapp)
        yield made
        made.stop()


@pytest.mark.parametrize("vector", recorded(), ids=lambda v: v["hex"])
def test_from_the_cuff_to_the_nurses_screen(world: World, qtbot: QtBot, vector: dict[str, Any]) -> None:
    expected = vector["expected"]
    systolic, diastolic = expected["systolic_mmHg"], expected["diastolic_mmHg"]
    world.bluetooth.press_frame(bytes.fromhex(vector["hex"])).result(20)

    qtbot.waitUntil(lambda: world.row is not None and world.row.newest is not None, timeout=WAIT)
    world.nurse.window.show_patients()
    listed = world.nurse.window.patients.findChild(WorklistView, "worklist")
    qtbot.waitUntil(lambda: listed.model().rowCount() == 1, timeout=WAIT)
    assert world.row is not None
    world.nurse.window.open_patient(world.row.mailbox)
    qtbot.waitUntil(lambda: world.view is not None and bool(world.view.measurements), timeout=WAIT)
    assert world.view is not None
    [measurement] = world.view.measurements
    assert measurement.value(Component.SYSTOLIC) == systolic
    assert measurement.value(Component.DIASTOLIC) == diastolic
    assert measurement.value(Component.PULSE_RATE) == expected.get("pulse_bpm")
    assert measurement.provenance.raw.hex() == vector["hex"]
    assert measurement.taken_at <= clock.now() + dt.timedelta(minutes=10)

    index = next(
        listed.model().index(r, 0)
        for r in range(listed.model().rowCount())
        if f"{systolic}/{diastolic}"
        in str(listed.model().index(r, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    )
    assert index.isValid(), "the figures are on the screen"
