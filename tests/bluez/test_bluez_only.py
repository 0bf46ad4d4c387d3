"""What only the real stack does."""

from __future__ import annotations

import pytest
from bleak import BleakClient, BleakScanner
from bleak.exc import BleakDBusError

from devices.agent import pairing_agent
from devices.events import Received
from devices.link import PasskeyDesk
from hemmonitor import errors
from tests.bluez.stack import BluezStack, Stack

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.bluez,
    pytest.mark.parametrize("whole_stack", [BluezStack], indirect=True, ids=["bluez"]),
]


@pytest.fixture
def bluez(stack: Stack) -> BluezStack:
    assert isinstance(stack, BluezStack)
    return stack


async def test_without_an_agent_bluez_refuses_every_pairing(bluez: BluezStack) -> None:
    """Why the program brings an agent of its own."""
    cuff = await bluez.cuff()
    found = await BleakScanner.find_device_by_address(cuff.address)
    assert found is not None
    client = BleakClient(found)
    await client.connect()
    try:
        with pytest.raises(BleakDBusError, match="AuthenticationFailed"):
            await client.pair()
    finally:
        await client.disconnect()


async def test_a_connection_of_the_system_is_taken_over(bluez: BluezStack) -> None:
    """A device that the desktop has connected does not advertise; it is found all the same."""
    cuff = await bluez.cuff()
    device = await bluez.owned(cuff)
    found = await BleakScanner.find_device_by_address(cuff.address)
    assert found is not None
    foreign = BleakClient(found)
    await foreign.connect()
    try:
        cuff.outbox.append(cuff.frame(128, 82, 71))
        async with bluez.collecting(device) as run:
            await run.until(Received, seconds=30)
    finally:
        await foreign.disconnect()


async def test_the_agent_comes_and_goes(bluez: BluezStack) -> None:
    """Twice at once and again: registering never disturbs the next one."""
    for _ in range(2):
        async with pairing_agent(PasskeyDesk()) as first, pairing_agent(PasskeyDesk()) as second:
            assert first is None
            assert second is None


async def test_an_agent_without_bluez_says_why(bluez: BluezStack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/bus")
    async with pairing_agent(PasskeyDesk()) as fault:
        assert isinstance(fault, errors.BluetoothServiceDown)
