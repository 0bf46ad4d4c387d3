"""What the look-through of a computer finds, over virtual devices and pseudo-terminals."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from devices.doctor import SILENT, Findings, Part, Trouble, Verdict, look
from devices.events import Device
from devices.link import PasskeyDesk
from devices.serial_link import Port
from devices.serial_session import serial_device
from devices.shelf import LOW_BATTERY, Entry
from devices.virtual.cuff import VirtualCuff
from hemmonitor import errors
from tests.devices.ward import Ward, ward


@contextlib.asynccontextmanager
async def answers(_desk: PasskeyDesk) -> AsyncIterator[errors.DeviceError | None]:
    yield None


@contextlib.asynccontextmanager
async def refused(_desk: PasskeyDesk) -> AsyncIterator[errors.DeviceError | None]:
    yield errors.BluetoothDenied()


async def looked(place: Ward, *entries: Entry, ports: tuple[Port, ...] = (), **more: Any) -> Findings:
    options: dict[str, Any] = {"agent": answers, **more}
    return await look(place.link, entries, now=place.now(), seconds=0.3, ports=ports, **options)


async def test_a_computer_without_fault() -> None:
    async with ward() as place:
        cuff = await place.device(VirtualCuff)
        mine = Entry(
            Device(cuff.address, cuff.name, "5001"), ("blood_pressure",), 80, place.now(), place.now()
        )
        found = await looked(place, mine)
        assert found.verdict is Verdict.GOOD
        assert found.bluetooth == Part(Verdict.GOOD)
        assert found.devices is not None
        (state,) = found.devices
        assert state.heard
        assert state.troubles == ()
        assert found.nearby == ()


async def test_strangers_are_named_and_those_that_cannot_be_read() -> None:
    async with ward() as place:
        await place.device(VirtualCuff, "UA-651BLE")
        closed = await place.device(VirtualCuff, "BPM Connect")
        closed._advertised = ()
        await closed.be_silent()
        await closed.advertise()
        found = await looked(place)
        assert {(one.name, one.kinds, one.maker) for one in found.nearby} == {
            ("UA-651BLE", ("blood_pressure",), ""),
            ("BPM Connect", (), "Withings"),
        }
        assert found.verdict is Verdict.GOOD


async def test_a_radio_that_is_off_and_an_agent_that_may_not_be() -> None:
    async with ward() as place:
        found = await looked(place, agent=refused)
        assert found.agent in {None, Part(Verdict.MEND, "device.denied")}
        await place.central.switch(False)
        found = await looked(place)
        assert found.bluetooth == Part(Verdict.MEND, "device.radio_off")
        assert found.agent is None
        assert found.verdict is Verdict.MEND
        only_serial = await looked(place, Entry(serial_device("/dev/nowhere"), last_contact=place.now()))
        assert only_serial.bluetooth.verdict is Verdict.NOTE


async def test_the_troubles_of_a_device() -> None:
    async with ward() as place:
        now = place.now()
        device = Device("C4:64:E3:00:00:01", "UA-651BLE", "5001")
        cases = {
            Entry(device, battery=LOW_BATTERY, last_contact=now): (Trouble.BATTERY, Verdict.MEND),
            Entry(device, fault="device.bond_stale", last_contact=now): (Trouble.FAULT, Verdict.MEND),
            Entry(device, clock_offset=dt.timedelta(hours=1), last_contact=now): (
                Trouble.CLOCK,
                Verdict.NOTE,
            ),
            Entry(device): (Trouble.NEVER, Verdict.NOTE),
            Entry(device, last_contact=now - 2 * SILENT): (Trouble.SILENT, Verdict.NOTE),
            Entry(serial_device("/dev/nowhere"), last_contact=now): (Trouble.NO_PORT, Verdict.MEND),
        }
        for entry, (trouble, verdict) in cases.items():
            found = await looked(place, entry)
            assert found.devices is not None
            assert [(one.troubles, one.verdict) for one in found.devices] == [((trouble,), verdict)]


async def test_a_port_counts_only_where_a_device_is_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "port"
    path.touch()
    port = Port(str(path), "a port")
    async with ward() as place:
        mine = Entry(serial_device(str(path)), last_contact=place.now())
        for entries, verdict in (((), Verdict.NOTE), ((mine,), Verdict.MEND)):
            found = await looked(place, *entries, ports=(port,), allowed=lambda _path: False)
            assert [one.verdict for one in found.ports] == [verdict]
        found = await looked(place, mine, ports=(port,))
        assert [one.verdict for one in found.ports] == [Verdict.GOOD]
        assert found.devices is not None
        assert found.devices[0].troubles == ()


async def test_nothing_is_connected_or_paired() -> None:
    async with ward() as place:
        cuff = await place.device(VirtualCuff)
        await looked(place)
        assert cuff.trace == []
