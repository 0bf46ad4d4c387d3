"""What happens between a person, a cuff and this program, on each Bluetooth stack alike."""

from __future__ import annotations

import asyncio

import pytest

from devices.events import (
    Connected,
    Ended,
    Found,
    LiveCuff,
    Paired,
    Problem,
    Received,
)
from devices.virtual.peripheral import PairingMode
from hemmonitor import errors
from hemmonitor.model.measurement import Component
from tests.bluez.stack import Stack, collecting

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_stored_records_then_a_live_measurement(stack: Stack) -> None:
    cuff = await stack.cuff()
    cuff.outbox += [cuff.frame(128, 82, 71), cuff.frame(131, 85, 74)]
    async with collecting(stack) as run:
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
    async with collecting(stack) as run:
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
    async with collecting(stack) as run:
        await run.until(Found)
        await run.collector.pair(cuff.address)
        await run.until(Received)


async def test_wrong_passkey(stack: Stack) -> None:
    cuff = await stack.cuff(pairing=PairingMode.PASSKEY, passkey=4711)
    stack.type_passkey(1234)
    async with collecting(stack) as run:
        await run.until(Found)
        with pytest.raises(errors.WrongPasskey):
            await run.collector.pair(cuff.address)
    assert "paired" not in cuff.trace
    assert not run.of(Paired)


async def test_pairing_given_up(stack: Stack) -> None:
    cuff = await stack.cuff(pairing=PairingMode.PASSKEY)
    async with collecting(stack) as run:
        await run.until(Found)
        with pytest.raises(errors.PairingCancelled):
            await run.collector.pair(cuff.address)


async def test_refused_pairing(stack: Stack) -> None:
    cuff = await stack.cuff(pairing=PairingMode.REFUSE)
    async with collecting(stack) as run:
        await run.until(Found)
        with pytest.raises(errors.PairingRefused) as caught:
            await run.collector.pair(cuff.address)
    assert type(caught.value) is errors.PairingRefused
    assert not run.of(Connected)


async def test_two_devices_at_once(stack: Stack) -> None:
    cuffs = [await stack.cuff(), await stack.cuff()]
    async with collecting(stack) as run:
        await run.until(Found, 2)
        devices = [await run.collector.pair(cuff.address) for cuff in cuffs]
        await asyncio.gather(*(cuff.press(120 + 10 * i, 80, 70) for i, cuff in enumerate(cuffs)))
        await run.until(Received, 2)
        by_address = {one.address: one.measurement.value(Component.SYSTOLIC) for one in run.of(Received)}
        assert by_address == {devices[0].address: 120, devices[1].address: 130}
