"""Every supported device has a twin that is driven through bleak to a stored measurement."""

from __future__ import annotations

import asyncio
import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest

from devices.events import (
    ClockSet,
    Connected,
    ConsentNeeded,
    Ended,
    Found,
    LiveCuff,
    LiveValues,
    MeasurementFailed,
    Paired,
    Problem,
    Received,
    SequenceRestarted,
)
from devices.vendor import and_medical, contec_oximeter, contec_spirometer, masimo, microlife, taidoc
from devices.virtual.cuff import AndCuff, QardioArm, VirtualCuff
from devices.virtual.glucose_meter import VirtualGlucoseMeter
from devices.virtual.oximeter import VirtualOximeter
from devices.virtual.scale import VirtualScale
from devices.virtual.sensors import VirtualGlucoseSensor, VirtualHeartStrap
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
from devices.wire import DeviceTime
from hemmonitor.model.measurement import Component, Correction, Flag, Kind, Meal
from tests.devices.ward import ward

BP, SPO2, PULSE = Kind.BLOOD_PRESSURE, Component.SPO2, Component.PULSE_RATE
FAST = 50.0  # times as fast as the wall's clock


@pytest.fixture(autouse=True)
def _busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second without a value is no gap in a stream, however much else the machine does."""
    monkeypatch.setattr("devices.recorder.SPOT_GAP", dt.timedelta(seconds=25))


WORN = [None, *([(97, 66)] * 30), *([None] * 20)]  # an oximeter for half a minute, then the finger out


# --- standard services ---------------------------------------------------------------------------


async def test_cuff() -> None:
    async with ward() as place:
        cuff = await place.device(VirtualCuff, pace=0.001)
        device = await place.paired(cuff)
        async with place.collecting(device) as run:
            await run.until(Connected)
            await cuff.press(142, 91, 66)
            await run.until(Received)
            assert run.of(LiveCuff)
        assert place.values(BP, Component.SYSTOLIC) == [142]


async def test_thermometer() -> None:
    async with ward() as place:
        thermometer = await place.device(VirtualThermometer, pace=0.01)
        device = await place.paired(thermometer)
        async with place.collecting(device) as run:
            await run.until(Connected)
            await thermometer.take("38.4")
            await run.until(Received)
            live = [one.values[0].value for one in run.of(LiveValues)]
            assert live == [Decimal("36.9"), Decimal("37.8"), Decimal("38.2"), Decimal("38.4")]
            await thermometer.take("21.0")
            failed = await run.until(MeasurementFailed)
            assert failed.kind is Kind.TEMPERATURE
        assert place.values(Kind.TEMPERATURE, Component.BODY_TEMPERATURE) == [38.4]


async def test_thermometer_in_fahrenheit_keeps_its_unit() -> None:
    async with ward() as place:
        thermometer = await place.device(VirtualThermometer, pace=0.01, unit="F")
        device = await place.paired(thermometer)
        thermometer.outbox.append(thermometer.frame("101.1"))
        async with place.collecting(device) as run:
            one = (await run.until(Received)).measurement
        assert str(one.values[0].unit) == "[degF]"


async def test_oximeter_spot_check() -> None:
    async with ward() as place:
        oximeter = await place.device(VirtualOximeter)
        device = await place.paired(oximeter)
        async with place.collecting(device) as run:
            await run.until(Connected)
            await oximeter.spot(95, 71)
            await run.until(Received)
        assert place.values(Kind.OXIMETRY, SPO2) == [95]


async def test_oximeter_that_sends_both_counts_a_spot_check_once() -> None:
    async with ward(FAST) as place:
        oximeter = await place.device(VirtualOximeter, pace=1 / FAST)
        device = await place.paired(oximeter)
        async with place.collecting(device) as run:
            await run.until(Connected)
            await oximeter.listening(0x2A5F)
            await oximeter.wear([(95, 71)] * 30)
            await oximeter.spot(95, 71)
            await run.until(Received)
            await oximeter.wear([None] * 60)
            await asyncio.sleep(1.5)
            assert run.of(LiveValues)[-1].values == ()
        assert place.values(Kind.OXIMETRY, SPO2) == [95]


async def test_oximeter_with_stored_spot_checks() -> None:
    async with ward() as place:
        oximeter = await place.device(VirtualOximeter, stores=True)
        await oximeter.spot(95, 71)
        await oximeter.spot(93, 72)
        device = await place.paired(oximeter)
        async with place.collecting(device) as run:
            await run.until(Received, 2)
        assert sorted(place.values(Kind.OXIMETRY, SPO2)) == [93, 95]


async def test_oximeter_without_spot_checks_makes_one_of_the_stream() -> None:
    async with ward(FAST) as place:
        oximeter = await place.device(VirtualOximeter, spots=False, pace=1 / FAST)
        device = await place.paired(oximeter)
        async with place.collecting(device) as run:
            await run.until(Connected)
            await oximeter.listening(0x2A5F)
            await oximeter.wear(WORN)
            one = (await run.until(Received)).measurement
            assert [one.value(SPO2), one.value(PULSE)] == [97, 66]
            assert one.series is not None
            await oximeter.wear([(97, 66)] * 4 + [None] * 20)
            failed = await run.until(MeasurementFailed)
            assert "short" in failed.reason
        assert place.values(Kind.OXIMETRY, SPO2) == [97]


async def test_scale() -> None:
    async with ward() as place:
        scale = await place.device(VirtualScale)
        device = await place.paired(scale)
        async with place.collecting(device) as run:
            await run.until(Connected)
            await scale.step_on("81.40", "24.5")
            await run.until(Received, 2)
        assert place.values(Kind.WEIGHT, Component.BODY_WEIGHT) == [81.4]
        assert place.values(Kind.BODY_COMPOSITION, Component.BODY_FAT) == [24.5]


async def test_scale_that_wants_a_code() -> None:
    async with ward() as place:
        scale = await place.device(VirtualScale, code=3752, stub=True)
        scale.outbox.append(scale.frame("81.40"))
        device = await place.paired(scale)
        async with place.collecting(device) as run:
            needed = await run.until(ConsentNeeded)
            assert not needed.refused
            run.collector.consent(needed.device_id, 1, 1111)
            scale.vanish()
            await run.true(lambda: any(one.refused for one in run.of(ConsentNeeded)))
            run.collector.consent(needed.device_id, 1, 3752)
            scale.vanish()
            await run.until(Received)
            await asyncio.sleep(0.1)
            assert not run.of(MeasurementFailed)
        assert place.values(Kind.WEIGHT, Component.BODY_WEIGHT) == [81.4]


async def test_glucose_meter() -> None:
    async with ward() as place:
        meter = await place.device(VirtualGlucoseMeter)
        meter.measure("6.2", meal=3)
        meter.measure("11.4")
        meter.measure("5.5", control=True)
        device = await place.paired(meter)
        async with place.collecting(device) as run:
            await run.until(Ended)
            assert sorted(place.values(Kind.GLUCOSE, Component.GLUCOSE)) == [5.5, 6.2, 11.4]
            meter.measure("7.7")
            await run.true(lambda: len(place.values(Kind.GLUCOSE, Component.GLUCOSE)) == 4)
            assert not run.of(Problem)
            assert not run.of(SequenceRestarted)
        by_number = {one.provenance.sequence: one for one in place.home.history(Kind.GLUCOSE)}
        assert [by_number[number].meal for number in (1, 2, 3, 4)] == [Meal.FASTING, None, None, None]
        assert by_number[1].provenance.beside
        assert Flag.CONTROL_SOLUTION in by_number[3].flags
        assert meter.access.requests[0] == "report all records"
        assert meter.access.requests[-1].startswith("report seq >= ")
        assert not any("delete" in one for one in meter.access.requests)


async def test_glucose_meter_whose_numbers_begin_anew() -> None:
    async with ward() as place:
        meter = await place.device(VirtualGlucoseMeter, unit="kg/L")
        for value in ("110", "120", "130"):
            meter.measure(value)
        device = await place.paired(meter)
        async with place.collecting(device) as run:
            await run.until(Ended)
        meter.restart()
        meter.measure("140")
        async with place.collecting(device) as run:
            await run.until(SequenceRestarted)
            await run.until(Ended)
        assert sorted(place.values(Kind.GLUCOSE, Component.GLUCOSE)) == [110, 120, 130, 140]


@pytest.mark.parametrize("fault", [{"busy": 2}, {"filters": False}, {"backwards": True}, {"stops_after": 1}])
async def test_glucose_meters_with_faults(fault: dict[str, object]) -> None:
    async with ward() as place:
        meter = await place.device(VirtualGlucoseMeter)
        for value in ("6.1", "6.2", "6.3"):
            meter.measure(value)
        device = await place.paired(meter)
        for name, order in fault.items():
            setattr(meter.access, name, order)
        async with place.collecting(device) as run:
            if "stops_after" in fault:
                await run.until(Problem)
                meter.access.stops_after = None
            await run.true(lambda: len(list(place.record)) == 3)
            meter.measure("6.4")
            await run.true(lambda: len(list(place.record)) == 4)
        assert sorted(place.values(Kind.GLUCOSE, Component.GLUCOSE)) == [6.1, 6.2, 6.3, 6.4]


async def test_glucose_sensor() -> None:
    async with ward() as place:
        sensor = await place.device(VirtualGlucoseSensor)
        await sensor.measure(98, 103)
        device = await place.paired(sensor)
        async with place.collecting(device) as run:
            await run.true(lambda: len(list(place.record)) == 2)
            await sensor.measure(110, 121)
            await run.true(lambda: len(list(place.record)) == 4)
            sensor.vanish()
            await run.until(Connected, 2)
            await asyncio.sleep(0.3)
        assert place.values(Kind.GLUCOSE, Component.GLUCOSE) == [98, 103, 110, 121]
        times = [one.taken_at for one in place.home.history(Kind.GLUCOSE)]
        assert {(later - earlier).seconds for earlier, later in pairwise(times)} == {300}


async def test_heart_rate_strap() -> None:
    async with ward(FAST) as place:
        strap = await place.device(VirtualHeartStrap, pace=1 / FAST)
        device = await place.paired(strap)
        async with place.collecting(device) as run:
            await run.until(Connected)
            await strap.listening(0x2A37)
            await strap.wear([None, *([71] * 30), *([None] * 20)])
            await run.until(Received)
        assert place.values(Kind.HEART_RATE, Component.HEART_RATE) == [71]


# --- vendors -------------------------------------------------------------------------------------


async def test_and_medical_sends_its_buffer_when_told() -> None:
    async with ward() as place:
        cuff = await place.device(AndCuff)
        device = await place.paired(cuff)
        cuff.outbox += [cuff.frame(128, 82, 71), cuff.frame(131, 85, 74)]
        async with place.collecting(device) as run:
            await run.until(Received, 2)
            await run.until(Ended)
        assert sorted(place.values(BP, Component.SYSTOLIC)) == [128, 131]
        assert f"write {and_medical.CUSTOM}" in cuff.trace


async def test_qardio_arm_inflates_only_when_asked() -> None:
    async with ward() as place:
        cuff = await place.device(QardioArm, pace=0.001)
        device = await place.paired(cuff)
        async with place.collecting(device) as run:
            await run.until(Connected)
            await asyncio.sleep(0.3)
            assert not run.of(LiveCuff)
            run.collector.press(device.address)
            await run.until(Received)
        assert place.values(BP, Component.SYSTOLIC) == [124]


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        (VirtualNonin, "Nonin3230_502345678", []),
        (VirtualMightySat, "MightySat", list(masimo.start())),
        (VirtualContec, "SpO2080971", [contec_oximeter.start_live()]),
        (VirtualJumper, "JPD-500F", []),
    ],
)
async def test_vendor_oximeters(kind: type[VirtualNonin], name: str, said: list[bytes]) -> None:
    async with ward(FAST) as place:
        oximeter = await place.device(kind, name, pace=1 / FAST)
        device = await place.paired(oximeter)
        async with place.collecting(device) as run:
            await run.until(Connected)
            await asyncio.sleep(0.3)
            await oximeter.wear(WORN)
            await run.until(Received)
            assert set(said) == set(oximeter.commands)
        assert place.values(Kind.OXIMETRY, SPO2) == [97]
        assert place.values(Kind.OXIMETRY, PULSE) == [66]


async def test_po60_gives_its_records_and_keeps_them() -> None:
    async with ward(FAST) as place:
        oximeter = await place.device(VirtualPo60)
        for number in range(23):
            oximeter.measure(90 + number % 9, 60 + number)
            await asyncio.sleep(0.05)
        oximeter.stops_after = 14
        device = await place.paired(oximeter)
        async with place.collecting(device) as run:
            await run.true(lambda: len(list(place.record)) == 23)
            await run.until(Ended)
        assert sorted(place.values(Kind.OXIMETRY, PULSE)) == list(range(60, 83))
        assert oximeter.commands[-1] == contec_oximeter.finish()
        assert len(oximeter.records) == 23


async def test_microlife() -> None:
    async with ward() as place:
        cuff = await place.device(VirtualMicrolife)
        cuff.measure(131, 84, 71)
        cuff.measure(127, 80, 69)
        device = await place.paired(cuff)
        cuff.deaf = 1
        async with place.collecting(device) as run:
            await run.until(Ended)
            assert not run.of(Problem)
        assert sorted(place.values(BP, Component.SYSTOLIC)) == [127, 131]
        assert cuff.commands[-1] == microlife.disconnect()


async def test_jumper_cuff() -> None:
    async with ward() as place:
        cuff = await place.device(VirtualJumperCuff, "JPD-HA120")
        device = await place.paired(cuff)
        async with place.collecting(device) as run:
            await run.until(Connected)
            await cuff.measure(118, 76, 63)
            await run.until(Received)
            await cuff.fail()
            assert (await run.until(MeasurementFailed)).kind is BP
        assert place.values(BP, Component.SYSTOLIC) == [118]


async def test_yonker_cuff() -> None:
    async with ward() as place:
        cuff = await place.device(VirtualYonker, "YK-BPA1")
        device = await place.paired(cuff)
        async with place.collecting(device) as run:
            await run.until(Connected)
            await cuff.measure(118, 76, 63)
            await run.until(Received)
        assert place.values(BP, Component.DIASTOLIC) == [76]


@pytest.mark.parametrize(
    ("name", "number", "data", "kind", "component", "value"),
    [
        ("TAIDOC TD3140", "3140", (134, 0, 84, 72), BP, Component.SYSTOLIC, 134),
        ("FORA IR40", "1241", (0x72, 0x01, 0, 0), Kind.TEMPERATURE, Component.BODY_TEMPERATURE, 37.0),
        ("NT-100B TAIDOC", "4277", (110, 0, 0, 0), Kind.GLUCOSE, Component.GLUCOSE, 110),
        ("TAIDOC TD8255", "8255", (97, 0, 0, 66), Kind.OXIMETRY, SPO2, 97),
    ],
)
async def test_taidoc(
    name: str, number: str, data: tuple[int, ...], kind: Kind, component: Component, value: float
) -> None:
    async with ward() as place:
        meter = await place.device(VirtualTaiDoc, name, number)
        meter.measure(*data)
        device = await place.paired(meter)
        meter.deaf = 1
        async with place.collecting(device) as run:
            await run.until(Ended)
        assert place.values(kind, component) == [value]
        assert meter.commands[-1] == taidoc.ask(taidoc.TURN_OFF)


async def test_contec_spirometer() -> None:
    async with ward() as place:
        spirometer = await place.device(VirtualContecSpirometer)
        device = await place.paired(spirometer)
        await spirometer.blow(312, 410)
        await spirometer.blow(301, 402)
        async with place.collecting(device) as run:
            await run.until(Received, 2)
            await run.until(Ended)
        assert sorted(place.values(Kind.SPIROMETRY, Component.FEV1)) == [3.01, 3.12]
        assert spirometer.commands[-1] == contec_spirometer.finish()


async def test_lung_monitor() -> None:
    async with ward() as place:
        monitor = await place.device(VirtualLungMonitor, pace=0.1)
        device = await place.paired(monitor)
        async with place.collecting(device) as run:
            await run.until(Connected)
            monitor.blow(312, 410)
            await run.until(Received)
            run.refuse = OSError("no room")
            monitor.blow(280, 400, good=False)
            await asyncio.sleep(0.5)
            assert len(monitor.lung.acknowledged) == 1
            run.refuse = None
            await run.true(lambda: len(list(place.record)) == 2)
            monitor.lung.damaged = monitor.lung.torn = 1
            monitor.blow(305, 405)
            await run.true(lambda: len(list(place.record)) == 3)
            for number in range(40):
                monitor.blow(300 + number, 420)
            await run.true(lambda: len(monitor.lung.acknowledged) == 43)
        assert 0x15 in monitor.lung.answers
        values = sorted(place.values(Kind.SPIROMETRY, Component.FEV1))
        assert len(values) == 43
        bad = [one for one in place.record if Flag.BAD_BLOW in one.flags]
        assert [one.value(Component.FEV1) for one in bad] == [Decimal("2.80")]


# --- clocks --------------------------------------------------------------------------------------


async def test_a_clock_that_is_far_off_is_set_and_old_records_are_still_corrected() -> None:
    async with ward() as place:
        cuff = await place.device(VirtualCuff, clock_error=dt.timedelta(hours=-3), keeps_records=True)
        cuff.outbox.append(cuff.frame(128, 82, 71))
        async with place.collecting() as run:
            await run.until(Found)
            device = await run.collector.pair(cuff.address)
            told = await run.until(ClockSet)
            assert abs(told.before - dt.timedelta(hours=3)) < dt.timedelta(seconds=3)
            await run.until(Received)
        assert abs(cuff.clock_error) < dt.timedelta(seconds=3)
        late = cuff.frame(127, 81, 70)
        stamp = cuff._clock() - dt.timedelta(hours=3, minutes=5)
        cuff.outbox += [late, cuff.frame(126, 80, 69, time=DeviceTime.of(stamp))]
        async with place.collecting(device) as run:
            await run.true(lambda: len(list(place.record)) == 3)
        by_value = {one.value(Component.SYSTOLIC): one for one in place.record}
        corrections = [by_value[Decimal(n)].provenance.correction for n in (128, 127, 126)]
        assert corrections == [Correction.OFFSET, Correction.NONE, Correction.OFFSET]
        assert abs(by_value[Decimal(126)].taken_at - place.now()) < dt.timedelta(minutes=6)


async def test_a_device_that_hangs_up_before_all_is_subscribed_is_paired_all_the_same() -> None:
    async with ward() as place:
        oximeter = await place.device(VirtualOximeter)
        oximeter.when("cccd 2a5e", oximeter.vanish)
        async with place.collecting() as run:
            await run.until(Found)
            device = await run.collector.pair(oximeter.address)
            assert device.bonded
            assert len(run.of(Paired)) == 1
            assert not run.of(Problem)
            await run.until(Connected)
            await oximeter.spot(95, 71)
            await run.until(Received)
