"""What happens between a person, a cuff and this program, on each Bluetooth stack alike."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest
from bumble import gatt

from devices.events import (
    Connected,
    Connecting,
    Ended,
    Found,
    LiveCuff,
    Malformed,
    MeasurementFailed,
    NotSaved,
    Paired,
    Pairing,
    Problem,
    Received,
    Scanning,
)
from devices.virtual.cuff import VirtualCuff
from devices.virtual.peripheral import PairingMode, VirtualPeripheral
from hemmonitor import errors
from hemmonitor.model.measurement import Component, Correction
from tests.bluez.machine import suite
from tests.bluez.stack import Stack
from tests.devices.run import Run, clock

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_stored_records_then_a_live_measurement(stack: Stack) -> None:
    cuff = await stack.cuff()
    cuff.outbox += [cuff.frame(128, 82, 71), cuff.frame(131, 85, 74)]
    async with stack.collecting() as run:
        await run.until(Found)
        device = await run.collector.pair(cuff.address)
        assert device.id == "V0001"
        assert device.model == "Virtual BP"
        await run.until(Received, 2)
        assert not cuff.outbox
        sent = await cuff.press(142, 91, 66)
        last = await run.until(Received, 3)
        assert last.measurement.provenance.raw == sent
        assert last.measurement.value(Component.SYSTOLIC) == 142
        pressures = [live.pressure for live in run.of(LiveCuff)]
        assert max(pressures) > 142
        assert pressures[-1] == 0
    assert len(run.stored) == 3


async def test_the_cuff_hangs_up_after_its_data_and_comes_again(stack: Stack) -> None:
    cuff = await stack.cuff(hangs_up=True)
    cuff.outbox.append(cuff.frame(128, 82, 71))
    async with stack.collecting() as run:
        await run.until(Found)
        await run.collector.pair(cuff.address)
        assert (await run.until(Ended)).received == 1
        await cuff.be_silent()
        cuff.outbox.append(cuff.frame(133, 84, 70))
        await cuff.advertise()
        await run.until(Ended, 2)
        assert [one.measurement.value(Component.SYSTOLIC) for one in run.of(Received)] == [128, 133]
        assert not run.of(Problem)
    assert cuff.trace.count("paired") == 1
    assert cuff.trace.count("encrypted") == 2


async def test_passkey(stack: Stack) -> None:
    cuff = await stack.cuff(pairing=PairingMode.PASSKEY, passkey=4711)
    cuff.outbox.append(cuff.frame(128, 82, 71))
    stack.type_passkey(4711)
    async with stack.collecting() as run:
        await run.until(Found)
        await run.collector.pair(cuff.address)
        await run.until(Received)


async def test_wrong_passkey(stack: Stack) -> None:
    cuff = await stack.cuff(pairing=PairingMode.PASSKEY, passkey=4711)
    stack.type_passkey(1234)
    async with stack.collecting() as run:
        await run.until(Found)
        with pytest.raises(errors.WrongPasskey):
            await run.collector.pair(cuff.address)
    assert "paired" not in cuff.trace
    assert not run.of(Paired)


async def test_pairing_given_up(stack: Stack) -> None:
    cuff = await stack.cuff(pairing=PairingMode.PASSKEY)
    async with stack.collecting() as run:
        await run.until(Found)
        with pytest.raises(errors.PairingCancelled):
            await run.collector.pair(cuff.address)


async def test_refused_pairing(stack: Stack) -> None:
    cuff = await stack.cuff(pairing=PairingMode.REFUSE)
    async with stack.collecting() as run:
        await run.until(Found)
        with pytest.raises(errors.PairingRefused) as caught:
            await run.collector.pair(cuff.address)
    assert type(caught.value) is errors.PairingRefused
    assert not run.of(Connected)


async def test_two_devices_at_once(stack: Stack) -> None:
    cuffs = [await stack.cuff(), await stack.cuff()]
    async with stack.collecting() as run:
        await run.until(Found, 2)
        devices = [await run.collector.pair(cuff.address) for cuff in cuffs]
        await asyncio.gather(*(cuff.press(120 + 10 * i, 80, 70) for i, cuff in enumerate(cuffs)))
        await run.until(Received, 2)
        by_address = {one.address: one.measurement.value(Component.SYSTOLIC) for one in run.of(Received)}
        assert by_address == {devices[0].address: 120, devices[1].address: 130}


# --- what goes wrong on the air ------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["met", Connected, LiveCuff, Received], ids=str)
@pytest.mark.parametrize("delay", [0.0, 0.03])
async def test_link_lost(stack: Stack, moment: type | str, delay: float) -> None:
    """Whenever the link is lost, every record arrives in the end, and once."""
    cuff = await stack.cuff(keeps_records=True)
    device = await stack.owned(cuff)
    cuff.outbox += [cuff.frame(128, 82, 71), cuff.frame(131, 85, 74), cuff.frame(119, 78, 62)]

    async def vanish_when_met() -> None:
        await cuff.met()
        await asyncio.sleep(delay)
        cuff.vanish()

    def vanish_soon() -> None:
        asyncio.get_running_loop().call_later(delay, cuff.vanish)

    async with stack.collecting(device) as run:
        if isinstance(moment, str):
            vanishing = asyncio.create_task(vanish_when_met())
        else:
            run.first[moment] = vanish_soon
        await run.until(Connected)
        await cuff.press(144, 90, 68)
        await run.true(lambda: len(run.stored) == 4, 60)
        if isinstance(moment, str):
            await vanishing
        await run.true(lambda: "disconnected 0x8" in cuff.trace)
    assert sorted(run.systolics()) == [119, 128, 131, 144]


async def test_lost_during_the_measurement_is_told(stack: Stack) -> None:
    cuff = await stack.cuff(pace=0.05)
    device = await stack.owned(cuff)
    async with stack.collecting(device) as run:
        await run.until(Connected)
        pressed = asyncio.create_task(cuff.press(144, 90, 68))
        await run.until(LiveCuff)
        cuff.vanish()
        problem = await run.until(Problem)
        assert isinstance(problem.error, errors.LinkLost)
        await pressed
        await run.until(Received)


def skip_where_the_kernel_dies(stack: Stack) -> None:
    if stack.name == "bluez" and suite() == "bookworm":
        pytest.skip("Linux 6.1 kills bluetoothd here: list_del corruption in hci_chan_del")


async def test_the_device_forgot_us(stack: Stack) -> None:
    """The stale bond is removed once and the device paired again."""
    skip_where_the_kernel_dies(stack)
    cuff = await stack.cuff()
    device = await stack.owned(cuff)
    await cuff.forget_bonds()
    cuff.outbox.append(cuff.frame(128, 82, 71))
    async with stack.collecting(device) as run:
        await run.until(Received, seconds=60)
        assert run.of(Paired)[0].device.id == device.id
        assert not run.of(Problem)
    assert cuff.trace.count("paired") == 2


async def test_the_device_forgot_us_and_nobody_types_the_passkey(stack: Stack) -> None:
    """After one attempt it is for the person to decide."""
    skip_where_the_kernel_dies(stack)
    cuff = await stack.cuff(pairing=PairingMode.PASSKEY, passkey=4711)
    stack.type_passkey(4711)
    device = await stack.owned(cuff)
    await cuff.forget_bonds()
    stack.type_passkey(None)
    async with stack.collecting(device) as run:
        first = await run.until(Problem, seconds=60)
        assert isinstance(first.error, errors.PairingCancelled)
        attempts = cuff.trace.count("connected")
        await asyncio.sleep(1)
        assert cuff.trace.count("connected") == attempts
        assert len(run.of(Problem)) == len(run.of(Pairing)) == 1
        stack.type_passkey(4711)
        cuff.outbox.append(cuff.frame(128, 82, 71))
        await run.collector.pair(cuff.address)
        await run.until(Received)


async def test_the_computer_forgot_the_device(stack: Stack) -> None:
    cuff = await stack.cuff()
    device = await stack.owned(cuff)
    await stack.link.forget(cuff.address)
    cuff.outbox.append(cuff.frame(128, 82, 71))
    async with stack.collecting(device) as run:
        await run.until(Received, seconds=60)


class Hollow(VirtualPeripheral):
    """Says that it is a cuff and offers no measurement."""

    def _services(self) -> list[Any]:
        return [gatt.Service(gatt.UUID.from_16_bits(0x1810), [self._readable(0x2A49, lambda: bytes(2))])]


async def test_missing_characteristic(stack: Stack) -> None:
    hollow = Hollow(stack.radio, "C4:64:E3:FF:00:01", "Hollow", (0x1810,), interval_ms=30)
    await hollow.start()
    try:
        async with stack.collecting() as run:
            await run.until(Found)
            with pytest.raises(errors.MissingCharacteristic):
                await run.collector.pair(hollow.address)
    finally:
        await hollow.stop()
        await stack.link.forget(hollow.address)


async def test_radio_switched_off_and_on(stack: Stack) -> None:
    cuff = await stack.cuff()
    device = await stack.owned(cuff)
    async with stack.collecting(device) as run:
        await run.until(Connected)
        await stack.switch(False)
        problem = await run.until(Problem)
        assert isinstance(problem.error, errors.RadioOff)
        await cuff.press_frame(cuff.frame(128, 82, 71))
        await stack.switch(True)
        await run.until(Scanning, 2)
        await run.until(Received, seconds=40)
        assert [type(one.error) for one in run.of(Problem)] == [errors.RadioOff]


async def test_the_bluetooth_service_is_restarted(stack: Stack) -> None:
    """As a package update does it, in the middle of a connection."""
    cuff = await stack.cuff()
    device = await stack.owned(cuff)
    async with stack.collecting(device) as run:
        await run.until(Connected)
        restarting = asyncio.create_task(stack.restart_service())
        problem = await run.until(Problem, seconds=40)
        # it switches the radio off, then its adapter goes, then its name
        gone = (errors.RadioOff, errors.AdapterMissing, errors.BluetoothServiceDown)
        assert isinstance(problem.error, gone)
        await restarting
        await run.until(Scanning, 2, seconds=60)
        await cuff.press_frame(cuff.frame(128, 82, 71))
        await run.until(Received, seconds=60)
    assert run.systolics() == [128]


# --- what goes wrong in the device ---------------------------------------------------------------


async def test_failed_and_broken_frames_are_told_and_never_stored(stack: Stack) -> None:
    cuff = await stack.cuff()
    device = await stack.owned(cuff)
    async with stack.collecting(device) as run:
        await run.until(Connected)
        frame = await cuff.press_error()
        failed = await run.until(MeasurementFailed)
        assert failed.raw == frame
        await cuff.press_frame(bytes.fromhex("03020304050607"))
        assert (await run.until(Malformed)).source == "2A35"
        await cuff.press_frame(cuff.frame(128, 82, 71))
        await run.until(Received)
        assert not run.of(Problem)
    assert run.systolics() == [128]


async def test_records_sent_again_are_known(stack: Stack) -> None:
    cuff = await stack.cuff(keeps_records=True, hangs_up=True)
    device = await stack.owned(cuff)
    cuff.outbox += [cuff.frame(128, 82, 71), cuff.frame(131, 85, 74)]
    async with stack.collecting(device) as run:
        await run.until(Ended, 2, seconds=40)
        assert [one.new for one in run.of(Received)][:4] == [True, True, False, False]
    assert run.systolics() == [128, 131]


@pytest.mark.parametrize("error", [dt.timedelta(hours=1), dt.timedelta(days=-400)])
async def test_a_wrong_clock_is_corrected(stack: Stack, error: dt.timedelta) -> None:
    cuff = await stack.cuff(clock_error=error, settable=False)
    device = await stack.owned(cuff)
    async with stack.collecting(device) as run:
        await run.until(Connected)
        await cuff.press(128, 82, 71)
        one = (await run.until(Received)).measurement
    assert abs(one.taken_at - clock()) < dt.timedelta(minutes=1)
    assert one.provenance.correction is Correction.OFFSET
    assert one.provenance.device_time is not None
    assert abs(one.provenance.device_time - error - clock().replace(tzinfo=None)) < dt.timedelta(minutes=1)


async def test_a_recorded_frame_arrives_byte_for_byte(stack: Stack) -> None:
    """Published test frame of blood-pressure-monitor-fl: 124/86, pulse 51."""
    frame = bytes.fromhex("167c0056006100e807060f11111b33002700")
    cuff = await stack.cuff()
    device = await stack.owned(cuff)
    async with stack.collecting(device) as run:
        await run.until(Connected)
        await cuff.press_frame(frame)
        one = (await run.until(Received)).measurement
    assert one.provenance.raw == frame
    figures = (Component.SYSTOLIC, Component.DIASTOLIC, Component.PULSE_RATE)
    assert [one.value(figure) for figure in figures] == [124, 86, 51]


# --- what goes wrong in the program --------------------------------------------------------------


async def test_a_reading_that_cannot_be_saved_is_held_and_tried_again(stack: Stack) -> None:
    cuff = await stack.cuff()
    device = await stack.owned(cuff)
    async with stack.collecting(device) as run:
        run.refuse = errors.DiskFull()
        await run.until(Connected)
        await cuff.press(128, 82, 71)
        held = await run.until(NotSaved)
        assert held.reason == errors.DiskFull.code
        assert run.collector.unsaved == (held.measurement,)
        assert not run.of(Received)
        run.refuse = None
        await run.until(Received)
        assert not run.collector.unsaved
    assert run.systolics() == [128]


async def _press_when_connected(run: Run, cuff: VirtualCuff) -> None:
    await run.until(Connected)
    await cuff.press(144, 90, 68)


@pytest.mark.parametrize("moment", [Connecting, Connected, LiveCuff, Received])
async def test_ended_at_any_moment(stack: Stack, moment: type) -> None:
    """Shutting down is clean, and leaves nothing that hinders the next run."""
    cuff = await stack.cuff(keeps_records=True)
    device = await stack.owned(cuff)
    cuff.outbox += [cuff.frame(128, 82, 71), cuff.frame(131, 85, 74)]
    before = asyncio.all_tasks()
    async with stack.collecting(device) as run:
        pressed = asyncio.create_task(_press_when_connected(run, cuff))
        await run.until(moment)
        ending = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - ending < stack.timeouts.disconnect + 1
    pressed.cancel()
    await asyncio.wait({pressed})
    assert all(one.measurement.id in run.stored for one in run.of(Received))
    async with stack.collecting(device) as again:
        await again.true(lambda: {128, 131} <= set(again.systolics()), 40)
    await asyncio.sleep(0.1)
    left = {task.get_coro().__qualname__ for task in asyncio.all_tasks() - before}  # type: ignore[union-attr]
    assert not {name for name in left if name.startswith(("Collector", "Session", "Bleak"))}
