"""The virtual cuff, as any program meets it: through bleak's own scanner and client."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable
from decimal import Decimal
from typing import Any

import pytest
from bleak import BleakClient, BleakScanner
from bleak.exc import BleakBluetoothNotAvailableError, BleakError, BleakGATTProtocolError
from bumble import hci
from bumble.pairing import PairingConfig
from hypothesis import given
from hypothesis import strategies as st

from devices.gatt import blood_pressure
from devices.gatt.blood_pressure import BloodPressure
from devices.link import PasskeyDesk
from devices.virtual.bleak_backend import VirtualCentral
from devices.virtual.cuff import VirtualCuff, cuff_curve
from devices.virtual.peripheral import Identity, PairingMode
from devices.virtual.radio import LinuxController, Radio, make_device
from devices.wire import DeviceTime

NOW = dt.datetime(2025, 3, 1, 8, 30)
MEASUREMENT, INTERMEDIATE, CLOCK = "2a35", "2a36", "2a08"


class Air:
    """A radio with one computer and any number of cuffs."""

    def __init__(self) -> None:
        self.radio = Radio()
        self.central = VirtualCentral(self.radio, PasskeyDesk())
        self.cuffs: list[VirtualCuff] = []

    async def cuff(self, **options: Any) -> VirtualCuff:
        address = f"C4:64:E3:00:00:{len(self.cuffs):02X}"
        cuff = VirtualCuff(
            self.radio, address, **{"clock": lambda: NOW, "pace": 0, "interval_ms": 20, **options}
        )
        await cuff.start()
        self.cuffs.append(cuff)
        return cuff

    async def client(
        self, cuff: VirtualCuff, on_gone: Callable[[BleakClient], None] | None = None
    ) -> BleakClient:
        found = await BleakScanner.find_device_by_address(
            cuff.address, timeout=2, backend=self.central.scanner
        )
        assert found is not None
        client = BleakClient(found, on_gone, timeout=2, backend=self.central.client)
        await client.connect()
        return client


@pytest.fixture
async def air() -> AsyncIterator[Air]:
    air = Air()
    await air.central.start()
    yield air
    for cuff in air.cuffs:
        await cuff.stop()
    await air.central.stop()


async def test_it_says_what_it_is(air: Air) -> None:
    cuff = await air.cuff(name="Armband", identity=Identity("Maker", "Model 1", "SN-0815", "2.3"), live=False)
    heard = await BleakScanner.discover(0.2, return_adv=True, backend=air.central.scanner)
    device, advertisement = heard[cuff.address]
    assert device.name == "Armband"
    assert advertisement.service_uuids == ["00001810-0000-1000-8000-00805f9b34fb"]
    client = await air.client(cuff)
    about = [bytes(await client.read_gatt_char(one)) for one in ("2a29", "2a24", "2a25", "2a26", "2a19")]
    assert about == [b"Maker", b"Model 1", b"SN-0815", b"2.3", bytes([87])]
    assert client.services.get_characteristic(INTERMEDIATE) is None
    await client.disconnect()


async def test_measurements_need_a_paired_link(air: Air) -> None:
    cuff = await air.cuff()
    client = await air.client(cuff)
    with pytest.raises(BleakGATTProtocolError):
        await client.start_notify(MEASUREMENT, lambda _sender, _data: None)
    await client.pair()
    await client.start_notify(MEASUREMENT, lambda _sender, _data: None)
    await client.disconnect()


async def test_a_passkey_cuff_is_not_content_with_just_works(air: Air) -> None:
    cuff = await air.cuff(pairing=PairingMode.PASSKEY)
    client = await air.client(cuff)
    with pytest.raises(BleakError):
        await client.pair()  # nobody answers at the desk
    await client.disconnect()


async def test_an_open_cuff_is_read_by_anybody(air: Air) -> None:
    cuff = await air.cuff(pairing=PairingMode.OPEN)
    stored = cuff.frame(128, 82, 71)
    cuff.outbox.append(stored)
    client = await air.client(cuff)
    got: asyncio.Queue[bytes] = asyncio.Queue()
    await client.start_notify(MEASUREMENT, lambda _sender, data: got.put_nowait(bytes(data)))
    async with asyncio.timeout(2):
        assert await got.get() == stored
        sent = await cuff.press(141, 92, 66)
        assert await got.get() == sent
    assert cuff.confirmed == [stored, sent]
    assert not cuff.outbox
    await client.disconnect()


async def test_nobody_listens_so_the_record_waits(air: Air) -> None:
    cuff = await air.cuff()
    frame = await cuff.press(128, 82, 71)
    assert cuff.outbox == [frame]
    assert not cuff.confirmed


async def test_what_it_sends_can_be_decoded(air: Air) -> None:
    cuff = await air.cuff(user=2, clock_error=dt.timedelta(hours=-1))
    reading = blood_pressure.decode(await cuff.press(141, 92, 66, status=4))
    assert (reading.systolic, reading.diastolic, reading.mean, reading.pulse) == (141, 92, 108, 66)
    assert (reading.user, reading.status) == (2, 4)
    assert reading.time == DeviceTime(2025, 3, 1, 7, 30, 0)


async def test_its_clock_is_set(air: Air) -> None:
    cuff = await air.cuff(clock_error=dt.timedelta(days=-400))
    client = await air.client(cuff)
    await client.write_gatt_char(CLOCK, DeviceTime.of(NOW).encode(), response=True)
    assert bytes(await client.read_gatt_char(CLOCK)) == DeviceTime.of(NOW).encode()
    assert cuff.clock_error == dt.timedelta()
    for wrong in (b"", bytes(7), b"\xe9\x07\x0d\x01\x00\x00\x00"):
        with pytest.raises(BleakGATTProtocolError):
            await client.write_gatt_char(CLOCK, wrong, response=True)
    assert cuff.clock_error == dt.timedelta()
    await client.disconnect()


@pytest.mark.parametrize(("end", "trace"), [("hang_up", "disconnected 0x13"), ("vanish", "disconnected 0x8")])
async def test_the_end_of_a_connection(air: Air, end: str, trace: str) -> None:
    cuff = await air.cuff()
    gone = asyncio.Event()
    client = await air.client(cuff, lambda _client: gone.set())
    if end == "vanish":
        cuff.vanish()
    else:
        await cuff.hang_up()
    async with asyncio.timeout(2):
        await gone.wait()
    assert not client.is_connected
    assert cuff.trace[-1] == trace
    with pytest.raises(BleakError):
        await client.read_gatt_char("2a19")
    again = await air.client(cuff)  # it is on the air again
    await again.disconnect()


async def test_a_silent_cuff_is_not_found(air: Air) -> None:
    cuff = await air.cuff()
    await cuff.be_silent()
    assert not await BleakScanner.discover(0.2, backend=air.central.scanner)
    await cuff.advertise()
    assert await BleakScanner.discover(0.2, backend=air.central.scanner)


async def test_connecting_to_a_cuff_that_is_off_fails_and_leaves_nothing(air: Air) -> None:
    cuff = await air.cuff()
    found = await BleakScanner.find_device_by_address(cuff.address, timeout=2, backend=air.central.scanner)
    assert found is not None
    await cuff.be_silent()
    client = BleakClient(found, timeout=0.2, backend=air.central.client)
    with pytest.raises(TimeoutError):
        await client.connect()
    await cuff.advertise()
    await asyncio.sleep(0.1)
    assert not cuff.connected


async def test_a_radio_that_is_off(air: Air) -> None:
    await air.central.switch(False)
    with pytest.raises(BleakBluetoothNotAvailableError):
        await BleakScanner.discover(0.1, backend=air.central.scanner)
    await air.central.switch(True)
    await BleakScanner.discover(0.1, backend=air.central.scanner)


@given(st.integers(60, 250), st.integers(30, 150))
def test_the_cuff_curve(systolic: int, below: int) -> None:
    diastolic = max(30, systolic - below)
    curve = list(cuff_curve(systolic, diastolic))
    top = curve.index(max(curve))
    assert max(curve) > systolic
    assert curve[: top + 1] == sorted(curve[: top + 1])
    assert curve[-1] == 0
    assert min(curve) >= 0
    for pressure in curve:
        frame = blood_pressure.encode(BloodPressure("mmHg", Decimal(pressure), None, None))
        assert blood_pressure.decode_intermediate(frame).systolic == pressure


async def test_the_kernel_gets_the_connection_event_it_waits_for() -> None:
    sent: list[Any] = []

    class Host:
        def on_packet(self, packet: bytes) -> None:
            sent.append(hci.HCI_Packet.from_bytes(packet))

    controller = LinuxController("linux", link=Radio(), public_address="00:1B:DC:00:00:01")
    controller.host = Host()
    controller.send_hci_packet(
        hci.HCI_LE_Connection_Complete_Event(
            status=0,
            connection_handle=1,
            role=0,
            peer_address_type=1,
            peer_address=hci.Address("C4:64:E3:00:00:01"),
            connection_interval=24,
            peripheral_latency=0,
            supervision_timeout=42,
            central_clock_accuracy=0,
        )
    )
    await asyncio.sleep(0)
    assert isinstance(sent[0], hci.HCI_LE_Enhanced_Connection_Complete_Event)
    assert (sent[0].connection_handle, sent[0].supervision_timeout) == (1, 42)


@pytest.mark.parametrize("steps", range(12))
async def test_a_device_that_is_cancelled_while_it_advertises_leaves_no_trace(steps: int) -> None:
    device, _ = make_device(Radio(), "C4:64:E3:00:00:00", "cuff", PairingConfig())
    await device.power_on()
    faults: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: faults.append(context))
    advertising = asyncio.create_task(device.start_advertising())
    for _ in range(steps):  # a command is on the way, or its answer is
        await asyncio.sleep(0)
    advertising.cancel()
    await asyncio.gather(advertising, return_exceptions=True)
    await asyncio.sleep(0.01)
    assert faults == []
    async with asyncio.timeout(2):  # the next command has its turn
        await device.start_advertising()
