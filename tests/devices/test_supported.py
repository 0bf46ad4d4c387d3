"""Every row of the tables of supported devices has a twin, which is driven to a stored measurement.

A new row in ``devices.profile`` or a new cuff with quirks fails here until its twin stands in ``TWINS``.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from devices import catalog
from devices.events import Connected, Received
from devices.profile import PROFILES, Profile, plain_name, profiles_of, profiles_with
from devices.serial_link import open_port
from devices.serial_session import LUNG_MONITOR, NONIN, profile_of, serial_device
from devices.virtual.cuff import AndCuff, QardioArm, VirtualCuff
from devices.virtual.cuff_kin import BeurerCuff, EnhancedCuff, YuwellCuff
from devices.virtual.glucose_meter import VirtualGlucoseMeter
from devices.virtual.oximeter import VirtualOximeter
from devices.virtual.peripheral import VirtualPeripheral
from devices.virtual.scale import VirtualBodyScale, VirtualScale
from devices.virtual.sensors import VirtualGlucoseSensor, VirtualHeartStrap
from devices.virtual.serial_devices import SerialLungMonitor, SerialNonin
from devices.virtual.spirometers import VirtualContecSpirometer, VirtualLungMonitor
from devices.virtual.thermometer import VirtualThermometer
from devices.virtual.vendor_memories import (
    VirtualJumperCuff,
    VirtualMicrolife,
    VirtualTaiDoc,
    VirtualYonker,
)
from devices.virtual.vendor_oximeters import (
    VirtualContec,
    VirtualJumper,
    VirtualMightySat,
    VirtualNonin,
    VirtualPo60,
)
from hemmonitor.model.measurement import Component
from tests.devices.ward import Collection, Ward, ward

C = Component
FAST = 50.0
WORN = [*([(97, 66)] * 30), *([None] * 20)]  # an oximeter for half a minute, then the finger out
Drive = Callable[[Any], Awaitable[object] | object]


@dataclass(frozen=True)
class Twin:
    """A virtual device, what a person does with it, and the figures that must then be stored."""

    kind: type[VirtualPeripheral]
    drive: Drive
    stored: dict[Component, str]
    name: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    streams: bool = False


PRESSURE = {C.SYSTOLIC: "131", C.DIASTOLIC: "84", C.PULSE_RATE: "71"}
OXYGEN = {C.SPO2: "97", C.PULSE_RATE: "66"}


def presses(device: VirtualCuff) -> Awaitable[object]:
    return device.press_frame(device.frame(131, 84, 71))


def measures(device: Any) -> Awaitable[object] | object:
    return device.measure(131, 84, 71)


def wears(device: Any) -> Awaitable[object]:
    return device.wear(WORN)


def spirometry(device: Any) -> Awaitable[object] | object:
    return device.blow(312, 410)


def inflated(device: QardioArm) -> Awaitable[object]:
    device.arm = (131, 84, 71)
    return device._inflate()


TWINS = {
    "cuff": Twin(VirtualCuff, presses, PRESSURE),
    "enhanced cuff": Twin(EnhancedCuff, presses, PRESSURE),
    "thermometer": Twin(
        VirtualThermometer, lambda d: d.take("38.4"), {C.BODY_TEMPERATURE: "38.4"}, options={"pace": 0.01}
    ),
    "oximeter": Twin(VirtualOximeter, lambda d: d.spot(97, 66), OXYGEN),
    "oximeter, continuous": Twin(VirtualOximeter, wears, OXYGEN, options={"spots": False}, streams=True),
    "scale": Twin(
        VirtualScale, lambda d: d.step_on("81.40", "24.5"), {C.BODY_WEIGHT: "81.4", C.BODY_FAT: "24.5"}
    ),
    "body scale": Twin(
        VirtualBodyScale, lambda d: d.step_on("81.40", "24.5"), {C.BODY_WEIGHT: "81.4", C.BODY_FAT: "24.5"}
    ),
    "glucose meter": Twin(VirtualGlucoseMeter, lambda d: d.measure("6.2"), {C.GLUCOSE: "6.2"}),
    "glucose sensor": Twin(VirtualGlucoseSensor, lambda d: d.measure(98), {C.GLUCOSE: "98"}),
    "heart strap": Twin(
        VirtualHeartStrap,
        lambda d: d.wear([*([71] * 30), *([None] * 20)]),
        {C.HEART_RATE: "71"},
        streams=True,
    ),
    "A&D": Twin(AndCuff, presses, PRESSURE),
    "QardioArm": Twin(QardioArm, inflated, PRESSURE, options={"pace": 0.001}),
    "Beurer BM48": Twin(BeurerCuff, presses, PRESSURE, "BM48"),
    "Beurer BM59": Twin(BeurerCuff, presses, PRESSURE, "BM59"),
    "Beurer BM85": Twin(BeurerCuff, presses, PRESSURE, "BM85"),
    "Elite 900": Twin(BeurerCuff, presses, PRESSURE, "ELITE 900"),
    "Yuwell": Twin(YuwellCuff, presses, PRESSURE),
    "Nonin": Twin(VirtualNonin, wears, OXYGEN, "Nonin3230_502345678", streams=True),
    "MightySat": Twin(VirtualMightySat, wears, OXYGEN, "MightySat", streams=True),
    "Jumper oximeter": Twin(VirtualJumper, wears, OXYGEN, "JPD-500F", streams=True),
    "Yonker": Twin(VirtualYonker, measures, PRESSURE, "YK-BPA1"),
    "Contec CMS50D-BT": Twin(VirtualContec, wears, OXYGEN, "SpO2080971", streams=True),
    "Beurer PO60": Twin(VirtualPo60, lambda d: d.measure(97, 66), OXYGEN),
    "Contec SP": Twin(VirtualContecSpirometer, spirometry, {C.FEV1: "3.12"}),
    "Microlife": Twin(VirtualMicrolife, measures, PRESSURE),
    "Jumper cuff": Twin(VirtualJumperCuff, measures, PRESSURE, "JPD-HA120"),
    "TaiDoc": Twin(VirtualTaiDoc, lambda d: d.measure(131, 0, 84, 71), PRESSURE),
    "Lung monitor": Twin(VirtualLungMonitor, spirometry, {C.FEV1: "3.12"}, options={"pace": 0.1}),
}


@pytest.fixture(autouse=True)
def _busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second without a value is no gap in a stream, however much else the machine does."""
    monkeypatch.setattr("devices.recorder.SPOT_GAP", dt.timedelta(seconds=25))


async def twin_of(place: Ward, twin: Twin) -> VirtualPeripheral:
    options = {"pace": 1 / FAST} if twin.streams else {}
    named = (twin.name,) if twin.name else ()
    return await place.device(twin.kind, *named, **{**options, **twin.options})


async def drive(run: Collection, twin: Twin, device: VirtualPeripheral) -> None:
    done = twin.drive(device)
    if isinstance(done, Awaitable):
        await done
    await run.until(Received)


def stored(run: Collection) -> dict[Component, str]:
    found = [quantity for one in run.of(Received) for quantity in one.measurement.values]
    return {one.component: str(one.value.normalize()) for one in found if one.value is not None}


@pytest.mark.parametrize("name", TWINS)
async def test_a_twin_is_driven_to_a_stored_measurement(name: str) -> None:
    twin = TWINS[name]
    async with ward(FAST if twin.streams else 1.0) as place:
        device = await twin_of(place, twin)
        owned = await place.paired(device)
        async with place.collecting(owned) as run:
            await run.until(Connected)
            await asyncio.sleep(0.2)
            await drive(run, twin, device)
            await run.true(lambda: twin.stored.items() <= stored(run).items())
        assert len({one.id for one in place.record}) == len(run.of(Received))


async def test_every_row_of_the_profiles_has_a_twin() -> None:
    rows: set[int] = set()
    async with ward() as place:
        for name, twin in TWINS.items():
            device = await twin_of(place, twin)
            found = profiles_with(device.offered, device.name)
            assert found, name
            rows |= {PROFILES.index(one) for one in found}
    missing: list[Profile] = [one for number, one in enumerate(PROFILES) if number not in rows]
    assert not missing


async def test_every_twin_is_recognised_by_what_it_advertises() -> None:
    async with ward() as place:
        for name, twin in TWINS.items():
            device = await twin_of(place, twin)
            heard = profiles_of(device.said, device.name)
            measured = profiles_with(device.offered, device.name)
            assert {one.kind for one in heard} <= {one.kind for one in measured}, name
            assert heard, name


def test_every_cuff_with_quirks_has_a_twin() -> None:
    names = [plain_name(twin.name or twin.kind.__name__) for twin in TWINS.values()]
    quirks = [one for one in catalog.QUIRKS if one.kind == "blood_pressure"]
    patterns = [part for one in quirks for part in one.pattern.split("|")]
    assert patterns
    for pattern in patterns:
        assert any(re.search(pattern, name) for name in names), pattern
    for meaning in catalog.CHARACTERISTICS:
        if meaning.pattern:
            assert any(re.search(meaning.pattern, name) for name in names), meaning.pattern


# --- behind a serial port ---------------------------------------------------------------------------

PORTS = {"lung monitor": (LUNG_MONITOR, "LUNG_000129406"), "Nonin": (NONIN, "Nonin 9560")}


@pytest.mark.parametrize("name", PORTS)
async def test_a_serial_twin_is_driven_to_a_stored_measurement(name: str) -> None:
    profile, called = PORTS[name]
    async with ward(FAST) as place:
        device = SerialLungMonitor(place.now, pace=0.1) if name == "lung monitor" else SerialNonin()
        await device.start()
        owned = serial_device(device.path, called)
        assert profile_of(owned) is profile
        try:
            async with place.collecting(owned, open_port=open_port) as run:
                await run.until(Connected)
                if isinstance(device, SerialNonin):
                    await device.wear([*([(97, 66)] * 40), *([None] * 20)], 0.02)
                else:
                    device.blow(312, 410)
                await run.until(Received)
        finally:
            await device.stop()
        assert stored(run).items() >= (OXYGEN if name == "Nonin" else {C.FEV1: "3.12"}).items()
