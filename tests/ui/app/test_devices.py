"""The patient's list of devices, from the bridge to virtual devices on a real protocol stack and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from devices.virtual.cuff import QardioArm, VirtualCuff
from devices.virtual.peripheral import PairingMode, VirtualPeripheral
from devices.virtual.scale import VirtualScale
from devices.virtual.serial_devices import SerialLungMonitor
from hemmonitor.errors import DiskFull
from hemmonitor.home import Recorded
from hemmonitor.model.measurement import Component, Kind
from tests.devices.ward import POLICY, Ward
from ui.app.collecting import Collecting
from ui.bridge import DeviceNews, DeviceStage, LiveNews, PatientBridge, PressureNews, StageNews
from ui.devicebridge import Attempt, DevicesView, DeviceView, SlotView
from ui.worker import Worker

T = TypeVar("T")
D = TypeVar("D", bound=VirtualPeripheral)
QUICK = replace(POLICY, scan=0.5, pairing=10)


class Page(QObject):
    """What a page has been told: the newest state, all news, the readings, the codes of what failed."""

    def __init__(self, bridge: PatientBridge) -> None:
        super().__init__()
        self.states: list[DevicesView] = []
        self.news: list[DeviceNews] = []
        self.readings: list[Recorded] = []
        self.failed: list[str] = []
        bridge.devices.state.connect(self._show)
        bridge.device.connect(self._note)
        bridge.recorded.connect(self._read)
        bridge.failed.connect(self._fail)

    def _show(self, state: DevicesView) -> None:
        self.states.append(state)

    def _note(self, news: DeviceNews) -> None:
        self.news.append(news)

    def _read(self, recorded: Recorded) -> None:
        self.readings.append(recorded)

    def _fail(self, code: str) -> None:
        self.failed.append(code)


class House:
    """A patient's program without its windows, and the devices around it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.worker = Worker("test-devices")
        self.place = self.worker.call(Ward).result(10)
        self.do(self.place.central.start())
        self.begin()

    def begin(self) -> None:
        """The program starts."""
        place = self.place
        self.bridge = PatientBridge(self.worker, lambda: place.home, place.now)
        self.page = Page(self.bridge)
        self.collecting = self.worker.call(
            lambda: Collecting(
                self.bridge, place.link, place.now, place.journal, ask_slots=True, policy=QUICK
            )
        ).result(10)
        self._run = self.worker.spawn(self.collecting.run())
        self.devices = self.bridge.devices

    def end(self) -> None:
        """The program ends."""
        self._run.cancel()
        self.qtbot.waitUntil(self._run.done)

    def do(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self.worker.spawn(coroutine).result(20)

    def device(self, kind: type[D], **options: Any) -> D:
        return self.do(self.place.device(kind, **options))

    @property
    def state(self) -> DevicesView:
        return self.page.states[-1] if self.page.states else DevicesView()

    def only(self) -> DeviceView:
        (device,) = self.state.devices
        return device

    def until(self, test: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(test()), timeout=20_000)

    def seen(self, device: VirtualPeripheral) -> None:
        self.until(lambda: device.address in {one.address for one in self.state.nearby})

    def owned(self, device: VirtualPeripheral) -> None:
        """Find it and pair it."""
        self.seen(device)
        self.devices.pair(device.address)
        self.until(lambda: self.pairing is Attempt.DONE)
        self.until(lambda: self.state.devices and self.only().battery is not None)

    @property
    def pairing(self) -> Attempt | None:
        return self.state.pairing.attempt if self.state.pairing else None

    def press(self, cuff: VirtualCuff) -> None:
        """131 over 79."""

        async def press() -> None:
            await cuff.press_frame(cuff.frame(131, 79, 70))

        self.do(press())

    def close(self) -> None:
        self.end()
        self.do(self.place.close())
        self.worker.stop()


@pytest.fixture
def house(qtbot: QtBot) -> Iterator[House]:
    made = House(qtbot)
    yield made
    made.close()


def test_a_device_is_found_paired_with_its_passkey_tested_and_removed(house: House) -> None:
    cuff = house.device(VirtualCuff, pairing=PairingMode.PASSKEY, passkey=271828, battery=12, user=None)
    house.devices.find(True)
    house.seen(cuff)
    assert not house.state.devices  # nothing is paired that nobody asked for
    (nearby,) = house.state.nearby
    assert (nearby.name, nearby.kinds, nearby.maker) == ("Hemmonitor BP", ("blood_pressure",), "")
    house.devices.pair(cuff.address)
    house.until(lambda: house.pairing is Attempt.PASSKEY)
    house.devices.answer_passkey(271828)
    house.until(lambda: house.pairing is Attempt.DONE)
    house.devices.cancel_pairing()
    house.devices.find(False)
    house.until(lambda: house.state.pairing is None and not house.state.nearby)
    house.until(lambda: house.state.devices and house.only().battery == 12)
    device = house.only()
    assert device.battery_low
    assert (device.kinds, device.stage) == (("blood_pressure",), DeviceStage.CONNECTED)
    assert not device.clock_off
    assert device.last_contact is not None
    house.devices.test(cuff.address)
    house.until(lambda: house.only().test)
    assert house.only().test is not None
    assert house.only().test.attempt is Attempt.DONE  # type: ignore[union-attr]  # as said the line before
    house.press(cuff)
    house.until(lambda: house.page.readings and house.only().last_reading)
    house.devices.remove(cuff.address)
    house.until(lambda: not house.state.devices)
    house.seen(cuff)
    assert not house.page.failed


def test_a_wrong_code_a_refusal_and_giving_up_are_told(house: House) -> None:
    shy = house.device(VirtualCuff, pairing=PairingMode.REFUSE)
    coded = house.device(VirtualCuff, pairing=PairingMode.PASSKEY, passkey=1)
    for device, answer, code in (
        (coded, 999_999, "device.wrong_passkey"),
        (coded, None, "device.pairing_cancelled"),
        (shy, None, "device.pairing_refused"),
    ):
        house.seen(device)
        house.devices.pair(device.address)
        if device is coded:
            house.until(lambda: house.pairing is Attempt.PASSKEY)
            house.devices.answer_passkey(answer)
        house.until(lambda: house.pairing is Attempt.FAILED)
        assert house.state.pairing is not None
        assert house.state.pairing.code == code
        house.devices.cancel_pairing()
        house.until(lambda: house.state.pairing is None)
    assert not house.state.devices
    house.seen(coded)
    house.devices.pair(coded.address)
    house.until(lambda: house.pairing is Attempt.PASSKEY)
    house.devices.cancel_pairing()
    house.until(lambda: house.state.pairing is None)
    assert not house.state.devices


def test_a_slot_is_asked_for_and_what_waited_is_recorded(house: House) -> None:
    cuff = house.device(VirtualCuff, user=2)
    house.owned(cuff)
    house.press(cuff)
    house.until(lambda: house.only().slots == (SlotView(2, None, 1),))
    assert not house.page.readings
    house.end()
    house.begin()
    house.until(lambda: house.state.devices)
    house.until(lambda: house.only().slots == (SlotView(2, None, 1),))
    house.devices.assign_slot(cuff.address, 2, True)
    house.until(lambda: house.only().slots == (SlotView(2, True),))
    assert house.place.values(Kind.BLOOD_PRESSURE, Component.SYSTOLIC) == [131]


def test_what_is_known_of_a_device_is_there_after_a_restart(house: House) -> None:
    error = dt.timedelta(hours=-3)
    house.owned(house.device(VirtualCuff, user=None, battery=44, clock_error=error, settable=False))
    assert house.only().clock_off
    house.end()
    before = house.only()
    house.begin()
    house.until(lambda: house.state.devices)
    told = house.page.states[0].devices[0]
    assert (told.name, told.battery, told.kinds) == ("Hemmonitor BP", 44, ("blood_pressure",))
    assert told.last_contact is not None
    assert before.last_contact is not None
    assert before.clock_offset == told.clock_offset
    assert abs(told.clock_offset + error if told.clock_offset else error) < dt.timedelta(seconds=5)


def test_a_scale_gets_its_code(house: House) -> None:
    scale = house.device(VirtualScale, user=2, code=4711)
    house.owned(scale)
    house.until(lambda: house.only().consent and not house.only().consent.refused)  # type: ignore[union-attr]
    house.devices.consent(scale.address, 2, 99_999)
    house.until(lambda: house.page.failed == ["input"])
    house.devices.consent(scale.address, 2, 4711)
    house.until(lambda: house.only().consent is None)


def test_the_radio_going_off_and_on_is_told(house: House) -> None:
    house.until(lambda: house.state.listening)
    house.do(house.place.central.switch(False))
    house.until(lambda: house.state.problem == "device.radio_off")
    assert not house.state.listening
    house.do(house.place.central.switch(True))
    house.until(lambda: house.state.listening and not house.state.problem)


def test_a_test_of_a_device_that_sleeps_waits_for_it(house: House) -> None:
    cuff = house.device(VirtualCuff, user=None, hangs_up=True)
    house.owned(cuff)
    house.do(cuff.be_silent())
    house.worker.call(cuff.hang_up_soon).result(5)
    house.until(lambda: house.only().stage is None)
    house.devices.test(cuff.address)
    house.until(lambda: (test := house.only().test) and test.attempt is Attempt.WAITING)
    house.do(cuff.advertise())
    house.until(lambda: (test := house.only().test) and test.attempt is Attempt.DONE)


def test_a_spirometer_behind_a_serial_port(house: House) -> None:
    lung = SerialLungMonitor(house.place.now, pace=0.1)
    house.do(lung.start())
    try:
        house.devices.add_port(lung.path, "Lung monitor")
        house.until(lambda: house.state.devices and house.only().stage is DeviceStage.CONNECTED)
        assert house.only().serial
        assert house.only().kinds == ("spirometer",)
        house.worker.call(lung.blow, 312, 410).result(5)
        house.until(lambda: house.page.readings)
        (reading,) = house.page.readings
        assert reading.judged.measurement.value(Component.FEV1) == Decimal("3.12")
        house.devices.remove(house.only().address)
        house.until(lambda: not house.state.devices)
    finally:
        house.do(lung.stop())


def test_a_device_that_cannot_be_stored_is_not_shown_as_paired(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(_name: str, _value: bytes) -> None:
        raise DiskFull

    cuff = house.device(VirtualCuff, user=None)
    house.seen(cuff)
    monkeypatch.setattr(house.place.journal, "put", put)
    house.devices.pair(cuff.address)
    house.until(lambda: house.pairing is Attempt.FAILED)
    assert house.state.pairing is not None
    assert house.state.pairing.code == "storage.disk_full"
    assert not house.state.devices
    assert "storage.disk_full" in house.page.failed


def test_live_values_are_news_and_pressing_start_begins_a_measurement(house: House) -> None:
    arm = house.device(QardioArm, user=None, pace=0.05)
    house.owned(arm)
    assert house.only().can_start
    assert house.only().kinds == ("blood_pressure",)
    house.devices.start(arm.address)
    house.until(lambda: house.page.readings)
    news = house.page.news
    measuring = [one for one in news if isinstance(one, StageNews) and one.stage is DeviceStage.MEASURING]
    assert len(measuring) == 1
    assert any(isinstance(one, PressureNews) for one in news)
    assert not any(isinstance(one, LiveNews) for one in news)
