"""The devices page and its tasks, by mouse and keyboard; what they ask of the bridge's commands.

The whole way, with devices on a real protocol stack behind it, is in ``tests/ui/journeys``.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.patient.scenes import NEARBY, in_trouble, some_devices
from tests.ui.patient.stage import MORNING, Stage
from ui.devicebridge import Attempt, DevicesView, PairingView, TestView
from ui.patient.devicewords import Sort, sort_of, trouble
from ui.patient.rail import Place


def show(stage: Stage, view: DevicesView) -> None:
    stage.bridge.devices.state.emit(view)
    stage.settle()


def test_each_row_says_what_it_is_whose_and_how(stage: Stage) -> None:
    stage.go(Place.DEVICES)
    show(stage, some_devices())
    text = stage.texts()
    for part in ("Blodtrycksmätare", "UA-651BLE", "80 %", "Gunnel, plats 1", "Någon annan, plats 2"):
        assert part in text
    assert "Batteriet är snart slut. Byt batterierna i dag" in text.replace("<b>", "").replace("</b>", "")


def test_trouble_says_what_to_do_and_the_gravest_comes_first() -> None:
    cuff = some_devices().devices[2]
    low = trouble(cuff)
    both = trouble(dataclasses.replace(cuff, fault="device.bond_stale"))
    assert low is not None
    assert both is not None
    assert "battery" in low.what
    assert "forgotten" in both.what
    assert trouble(some_devices().devices[0]) is None


def test_a_fault_without_words_of_its_own_still_says_something() -> None:
    odd = dataclasses.replace(some_devices().devices[0], fault="device.something_new")
    found = trouble(odd)
    assert found is not None
    assert found.what
    assert found.todo


def test_a_device_of_several_profiles_is_shown_as_what_it_measures() -> None:
    assert sort_of(("heart_rate", "oximeter")) is Sort.OXIMETER
    assert sort_of(()) is Sort.OTHER


def test_a_test_says_what_to_press_and_then_that_it_answers(stage: Stage) -> None:
    stage.go(Place.DEVICES)
    show(stage, some_devices())
    stage.click("test_1")
    assert "Tryck på START" in stage.texts()
    found = some_devices()
    answered = dataclasses.replace(found.devices[0], test=TestView(Attempt.DONE))
    show(stage, dataclasses.replace(found, devices=(answered, *found.devices[1:])))
    assert "Den svarar. Allt är bra." in stage.texts()
    stage.click("deviceDone")
    assert stage.shows("addDevice")


def test_the_list_follows_the_chosen_sort_and_names_what_cannot_be_read(stage: Stage) -> None:
    stage.go(Place.DEVICES)
    stage.click("addDevice")
    stage.click("sort_oximeter")
    finger = dataclasses.replace(NEARBY[1], address="n4", name="PO60", kinds=("oximeter",))
    show(stage, DevicesView(finding=True, listening=True, nearby=(*NEARBY, finger)))
    assert "PO60" in stage.find("nearby_1").accessibleName()
    assert "Omron HEM-7142T kan bara läsas" in stage.texts().replace("<b>", "").replace("</b>", "")


def test_the_passkey_takes_six_digits_and_nothing_else(stage: Stage) -> None:
    stage.go(Place.DEVICES)
    stage.click("addDevice")
    stage.click("sort_blood_pressure")
    show(stage, DevicesView(pairing=PairingView("n1", "UA-651BLE", Attempt.PASSKEY)))
    given: list[int] = []
    stage.window._devices.pairing.passkey.connect(given.append)
    stage.type("passkey", "12a34")
    assert not stage.find("givePasskey").isEnabled()
    stage.type("passkey", "56")
    QTest.keyClick(stage.find("passkey"), Qt.Key.Key_Return)
    assert given == [123456]


def test_leaving_the_search_ends_it(stage: Stage) -> None:
    asked: list[bool] = []
    stage.window._devices.pairing.searching.connect(asked.append)
    stage.go(Place.DEVICES)
    stage.click("addDevice")
    stage.click("cancelPairing")
    assert asked == [True, False]
    assert stage.shows("addDevice")


def test_removing_waits_for_second_thoughts(stage: Stage) -> None:
    asked: list[str] = []
    stage.window._devices.removing.connect(asked.append)
    stage.go(Place.DEVICES)
    show(stage, some_devices())
    stage.click("test_1")
    stage.click("removeDevice")
    assert asked == ["UA-651BLE"]
    assert "Apparaten är borttagen" in stage.window._toast.accessibleName()
    stage.window._toast.undo.click()
    assert stage.window._leave is None


def test_whose_a_place_is_can_be_said(stage: Stage) -> None:
    said: list[tuple[str, int, bool]] = []
    stage.window._devices.one.slot_said.connect(lambda *answer: said.append(answer))
    stage.go(Place.DEVICES)
    view = in_trouble()
    show(stage, dataclasses.replace(view, devices=view.devices[3:]))
    assert "Vem använder plats 2?" in stage.texts()
    stage.click("test_1")
    stage.click("slot_2_mine")
    assert said == [("BF720", 2, True)]


def test_last_contact_is_told_as_a_person_tells_time(stage: Stage) -> None:
    stage.go(Place.DEVICES)
    found = some_devices()
    old = dataclasses.replace(found.devices[0], last_contact=MORNING - dt.timedelta(days=1))
    show(stage, dataclasses.replace(found, devices=(old,)))
    assert "i går 09.20" in stage.texts()
