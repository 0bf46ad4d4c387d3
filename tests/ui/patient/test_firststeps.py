"""What is left of the first start: the first device and the first value, kept over a restart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.patient.scenes import SCENES, some_devices
from tests.ui.patient.stage import Stage
from ui.devicebridge import DevicesView


def left(stage: Stage) -> str:
    """What a program that is started now would go on with."""
    return stage.worker.call(stage.home.kept, "first").result(10)


@pytest.fixture
def stage() -> Stage:
    return SCENES["first-choose"].open()


def test_later_is_home_and_is_not_asked_again(stage: Stage) -> None:
    try:
        assert "Din första apparat" in stage.texts()
        stage.click("cancelPairing")
        assert stage.shows("go_home")
        assert left(stage) == ""
    finally:
        stage.close()


def test_a_device_leads_to_measuring_and_a_value_ends_it(stage: Stage) -> None:
    try:
        stage.bridge.devices.state.emit(DevicesView(devices=some_devices().devices[:1]))
        assert left(stage) == "measure"
        stage.measured(131, 79)
        stage.until(lambda: left(stage) == "")
    finally:
        stage.close()


def test_measuring_is_asked_for_again_after_a_restart() -> None:
    stage = SCENES["first-measure"].open()
    try:
        assert stage.shows("prepared")
        stage.click("cancelMeasuring")
        assert stage.shows("go_home")
        assert left(stage) == ""
    finally:
        stage.close()


def test_it_goes_by_keyboard_alone(stage: Stage) -> None:
    try:
        focus = stage.window.focusWidget()
        assert focus is not None
        assert focus.objectName() == "sort_blood_pressure"
        QTest.keyClick(focus, Qt.Key.Key_Return)
        stage.settle()
        assert "Gör den redo" in stage.texts()
    finally:
        stage.close()
