"""Sessions over recorded conversations: the order of things, and every call that may fail."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from devices.events import (
    Connected,
    Connecting,
    Device,
    Ended,
    Event,
    Found,
    Information,
    Malformed,
    NotSaved,
    Paired,
    Pairing,
    Problem,
    Received,
    Scanning,
)
from devices.link import Advertisement, uuid
from devices.replay import Expect, HangUp, Recording, ReplayConnection, ReplayLink, Send, parse
from devices.session import Policy
from hemmonitor import errors
from hemmonitor.model.measurement import Correction
from tests.devices.run import collecting

ADDRESS = "C4:64:E3:00:00:01"
DEVICE = Device(ADDRESS, "UA-651BLE", id="S1")
BARE = bytes.fromhex("00780050005a00")  # 120/80, no time, no pulse (GSS layout)
TIMED = bytes.fromhex("167c0056006100e807060f11111b33002700")  # 124/86 on 2024-06-15
POLICY = Policy(rest=0, backoff=0.01, backoff_most=0.05, scan=2, settle=0.3, drain=0.5, retry=0.05, pairing=2)
ABOUT = {"2A25": b"SN-4711\0", "2A24": b"UA-651BLE", "2A19": b"\x57"}


def visit(*frames: bytes, **options: Any) -> Recording:
    """The device sends these frames and hangs up, if nothing else is said."""
    steps = (*(Send("2A35", frame) for frame in frames), HangUp())
    usual = {"name": "UA-651BLE", "services": ("1810",), "values": ABOUT, "steps": steps}
    return Recording(ADDRESS, **{**usual, **options})


def told(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


async def test_one_visit_in_its_order() -> None:
    async with collecting(ReplayLink([visit(TIMED)]), DEVICE, policy=POLICY) as run:
        await run.until(Ended)
    order = [name for name in told(run.events) if name != "Information"]  # beside the measurements
    assert order == ["Scanning", "Connecting", "Connected", "Received", "Ended"]
    measurement = run.of(Received)[0].measurement
    assert measurement.provenance.device_id == "S1"
    assert measurement.provenance.raw == TIMED
    assert measurement.provenance.source == "2A35"
    assert run.of(Ended)[0].received == 1


async def test_a_new_device_is_found_paired_and_named_after_its_serial_number() -> None:
    recording = visit(TIMED, steps=(Send("2A35", TIMED),))
    async with collecting(ReplayLink([recording]), policy=POLICY) as run:
        found = await run.until(Found)
        assert found == Found(ADDRESS, "UA-651BLE", ("blood_pressure",), -50)
        device = await run.collector.pair(ADDRESS)
        assert device == Device(ADDRESS, "UA-651BLE", "SN-4711", "UA-651BLE")
        await run.until(Information)
        received = await run.until(Received)
    assert received.measurement.provenance.device_id == "SN-4711"
    assert run.of(Paired) == [Paired(device, ("blood_pressure",))]
    information = run.of(Information)[0]
    assert (information.serial, information.battery) == ("SN-4711", 0x57)


async def test_a_name_that_comes_later_is_told() -> None:
    """Many devices send it in the answer to the scan's question."""
    recordings = [visit(name=""), visit()]
    async with collecting(ReplayLink(recordings), policy=POLICY) as run:
        await run.until(Found, 2)
    assert [found.name for found in run.of(Found)][:2] == ["", "UA-651BLE"]


@pytest.mark.parametrize("serial", [b"", b"0000000", b"123", b"\xff\xff\xff"])
async def test_a_placeholder_is_no_serial_number(serial: bytes) -> None:
    recording = visit(TIMED, values={"2A25": serial}, steps=(Send("2A35", TIMED),))
    async with collecting(ReplayLink([recording]), policy=POLICY) as run:
        await run.until(Found)
        assert (await run.collector.pair(ADDRESS)).id == ADDRESS


async def test_the_id_is_settled_once_when_the_device_is_slow_to_tell_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A serial number that comes after the first record would make known records look new."""
    read = ReplayConnection.read

    async def slow(self: ReplayConnection, characteristic: str) -> bytes:
        await asyncio.sleep(POLICY.settle * 2)
        return await read(self, characteristic)

    monkeypatch.setattr(ReplayConnection, "read", slow)
    recording = visit(steps=(Send("2A35", TIMED), Send("2A35", BARE)))
    async with collecting(ReplayLink([recording]), policy=POLICY) as run:
        await run.until(Found)
        assert (await run.collector.pair(ADDRESS)).id == ADDRESS
        await run.until(Received, 2)
    assert {one.measurement.provenance.device_id for one in run.of(Received)} == {ADDRESS}


@pytest.mark.parametrize(
    ("call", "code", "kind"),
    [
        ("pair", "device.wrong_passkey", errors.WrongPasskey),
        ("pair", "device.pairing_cancelled", errors.PairingCancelled),
        ("pair", "device.pairing_refused", errors.PairingRefused),
        ("subscribe", "device.missing_characteristic", errors.MissingCharacteristic),
        ("subscribe", "device", errors.DeviceError),
        ("connect", "device.denied", errors.BluetoothDenied),
    ],
)
async def test_pairing_that_fails_says_why(call: str, code: str, kind: type[errors.DeviceError]) -> None:
    async with collecting(ReplayLink([visit(TIMED, faults={call: code})]), policy=POLICY) as run:
        await run.until(Found)
        with pytest.raises(kind) as caught:
            await run.collector.pair(ADDRESS)
        assert type(caught.value) is kind
    assert not run.of(Paired)
    assert not run.stored


@pytest.mark.parametrize("code", ["device.not_found", "device.link_lost", "device.timeout"])
async def test_pairing_tries_again_what_may_pass(code: str) -> None:
    recordings = [visit(faults={"connect": code}), visit(faults={"connect": code}), visit(TIMED)]
    async with collecting(ReplayLink(recordings), policy=POLICY) as run:
        await run.until(Found)
        await run.collector.pair(ADDRESS)


async def test_a_pairing_in_vain_leaves_the_known_device_as_it_was() -> None:
    recordings = [visit(TIMED), visit(faults={"pair": "device.wrong_passkey"}), visit(BARE)]
    async with collecting(ReplayLink(recordings), DEVICE, policy=POLICY) as run:
        await run.until(Received)
        with pytest.raises(errors.WrongPasskey):
            await run.collector.pair(ADDRESS)
        await run.until(Received, 2)
    assert run.of(Received)[0].measurement.provenance.device_id == "S1"


async def test_a_device_that_cannot_pair_and_need_not_is_read() -> None:
    """The refusal ends the first connection; the second is read unpaired."""
    recordings = [visit(TIMED, faults={"pair": "device.pairing_refused"}), visit(TIMED)]
    async with collecting(ReplayLink(recordings), policy=POLICY) as run:
        await run.until(Found)
        device = await run.collector.pair(ADDRESS)
        assert not device.bonded
        await run.until(Received)


async def test_a_stale_bond_is_renewed_once() -> None:
    stale = visit(TIMED, faults={"subscribe": "device.bond_stale"})
    link = ReplayLink([stale, stale, visit(TIMED)])
    async with collecting(link, DEVICE, policy=POLICY) as run:
        problem = await run.until(Problem)
        assert isinstance(problem.error, errors.BondStale)
        await asyncio.sleep(0.1)
        assert link.forgotten == [ADDRESS]
        assert len(run.of(Pairing)) == 1
        assert len(run.of(Connecting)) == 2  # left alone until a person pairs it
        await run.collector.pair(ADDRESS)
        await run.until(Received)


async def test_an_unpaired_device_that_begins_to_want_it_is_paired(monkeypatch: pytest.MonkeyPatch) -> None:
    subscribe = ReplayConnection.subscribe
    refused: list[str] = []

    async def once(self: ReplayConnection, characteristic: str, on_value: object) -> None:
        if not refused:
            refused.append(characteristic)
            raise errors.PairingNeeded
        await subscribe(self, characteristic, on_value)  # type: ignore[arg-type]

    monkeypatch.setattr(ReplayConnection, "subscribe", once)
    open_device = Device(ADDRESS, "UA-651BLE", "S1", bonded=False)
    async with collecting(ReplayLink([visit(TIMED)]), open_device, policy=POLICY) as run:
        await run.until(Received)
    known = Device(ADDRESS, "UA-651BLE", "S1", bonded=True)
    assert run.of(Paired) == [Paired(known, ("blood_pressure",))]


async def test_failures_are_told_and_tried_again() -> None:
    recordings = [visit(TIMED, faults={"subscribe": "device.timeout"}), visit(TIMED)]
    async with collecting(ReplayLink(recordings), DEVICE, policy=POLICY) as run:
        await run.until(Received)
    assert [type(one.error) for one in run.of(Problem)] == [errors.DeviceTimeout]


async def test_a_device_that_falls_asleep_is_not_worth_a_word() -> None:
    recordings = [visit(faults={"connect": "device.not_found"})] * 3 + [visit(TIMED)]
    async with collecting(ReplayLink(recordings), DEVICE, policy=POLICY) as run:
        await run.until(Received)
    assert not run.of(Problem)


async def test_a_device_that_never_answers_is() -> None:
    recordings = [visit(faults={"connect": "device.not_found"})] * 5
    async with collecting(ReplayLink(recordings), DEVICE, policy=POLICY) as run:
        assert isinstance((await run.until(Problem)).error, errors.DeviceNotFound)


async def test_optional_reads_that_fail_do_no_harm() -> None:
    recording = visit(TIMED, faults={"read": "device.timeout"})
    async with collecting(ReplayLink([recording]), DEVICE, policy=POLICY) as run:
        await run.until(Ended)
    assert len(run.stored) == 1
    assert not run.of(Problem)


async def test_a_frame_without_time_repeated_at_once_is_one() -> None:
    async with collecting(ReplayLink([visit(BARE, BARE, BARE)]), DEVICE, policy=POLICY) as run:
        await run.until(Ended)
    assert [one.new for one in run.of(Received)] == [True, False, False]


async def test_a_frame_without_time_on_another_visit_is_another() -> None:
    async with collecting(ReplayLink([visit(BARE), visit(BARE)]), DEVICE, policy=POLICY) as run:
        await run.until(Ended, 2)
    assert len(run.stored) == 2


async def test_a_frame_with_a_time_is_the_same_on_every_visit() -> None:
    async with collecting(ReplayLink([visit(TIMED), visit(TIMED, BARE)]), DEVICE, policy=POLICY) as run:
        await run.until(Ended, 2)
    assert [one.new for one in run.of(Received)] == [True, False, True]


@pytest.mark.parametrize("clock", ["2A2B", "2A08"])
async def test_the_device_clock_is_read_and_the_time_corrected(clock: str) -> None:
    """The device's clock stands an hour before its last record's time plus some: an offset is known."""
    value = bytes.fromhex("e807060f12111b") + (b"\x06\x00\x00" if clock == "2A2B" else b"")
    recording = visit(TIMED, values={clock: value})
    async with collecting(ReplayLink([recording]), DEVICE, policy=POLICY) as run:
        measurement = (await run.until(Received)).measurement
    offset = measurement.provenance.clock_offset
    assert offset is not None
    assert measurement.provenance.correction is Correction.OFFSET
    assert measurement.provenance.device_time == dt.datetime(2024, 6, 15, 17, 17, 27)
    # the record is an hour older than the clock's reading, which was now
    age = measurement.provenance.host_time - measurement.taken_at
    assert abs(age - dt.timedelta(hours=1)) < dt.timedelta(seconds=5)


@pytest.mark.parametrize("value", [b"", b"\x01", bytes(7), bytes.fromhex("ffffffffffffff")])
async def test_a_clock_that_says_nothing_is_passed_over(value: bytes) -> None:
    async with collecting(ReplayLink([visit(TIMED, values={"2A08": value})]), DEVICE, policy=POLICY) as run:
        measurement = (await run.until(Received)).measurement
    assert measurement.provenance.clock_offset is None


async def test_names_choose_the_quirks() -> None:
    """A captured Beurer frame: user without its flag, pulse big-endian."""
    frame = BARE + b"\x01"
    recording = visit(frame, name="BM85")
    async with collecting(ReplayLink([recording]), Device(ADDRESS, "BM85", "S1"), policy=POLICY) as run:
        measurement = (await run.until(Received)).measurement
    assert measurement.provenance.user_slot == 1


async def test_what_cannot_be_saved_before_the_end_is_told_and_kept() -> None:
    async with collecting(ReplayLink([visit(TIMED, BARE)]), DEVICE, policy=POLICY) as run:
        run.refuse = errors.DiskFull()
        await run.until(NotSaved, 2)
        await run.until(Ended)
    assert {held.provenance.raw for held in run.collector.unsaved} == {TIMED, BARE}
    assert not run.of(Received)


async def test_a_sink_that_fails_unexpectedly_loses_nothing() -> None:
    async with collecting(ReplayLink([visit(TIMED)]), DEVICE, policy=POLICY) as run:
        run.refuse = ZeroDivisionError()
        assert (await run.until(NotSaved)).reason == "ZeroDivisionError"
        run.refuse = None
        await run.until(Received)
    assert not run.collector.unsaved


async def test_a_sink_that_hangs_holds_up_nothing_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    async with collecting(ReplayLink([visit(TIMED, BARE)]), DEVICE, policy=POLICY) as run:
        hanging = asyncio.Event()

        async def sink(_measurement: object) -> bool:
            await hanging.wait()
            return True

        monkeypatch.setattr(run.collector._intake.keeper, "_sink", sink)
        await run.until(Ended)
    assert {held.provenance.raw for held in run.collector.unsaved} == {TIMED, BARE}
    assert len(run.of(NotSaved)) >= 2


async def test_frames_that_came_before_the_end_of_the_program_are_saved() -> None:
    """The link has confirmed them; the device may have forgotten them by now."""
    recording = visit(steps=(Send("2A35", TIMED), Send("2A35", BARE)))
    async with collecting(ReplayLink([recording]), DEVICE, policy=POLICY) as run:
        await run.until(Connecting)
        await asyncio.sleep(0)
    assert told(run.events).count("Received") == len(run.stored)
    if Connected in map(type, run.events):
        assert len(run.stored) == 2


async def test_garbage_is_told() -> None:
    async with collecting(ReplayLink([visit(b"", b"\xff", TIMED)]), DEVICE, policy=POLICY) as run:
        await run.until(Ended)
    assert len(run.of(Malformed)) == 2
    assert len(run.stored) == 1


async def test_removed_while_it_talks() -> None:
    recording = visit(steps=(Send("2A35", TIMED),))
    async with collecting(ReplayLink([recording]), DEVICE, policy=POLICY) as run:
        await run.until(Received)
        run.collector.remove(ADDRESS)
        await run.until(Ended)


async def test_the_end_of_the_collection_ends_a_pairing() -> None:
    recording = visit(TIMED, faults={"connect": "device.not_found"})
    async with collecting(ReplayLink([recording]), policy=POLICY) as run:
        await run.until(Found)
        pairing = asyncio.create_task(run.collector.pair(ADDRESS))
        await run.until(Connecting)
        await asyncio.sleep(0.05)  # it waits for the device to be heard again
    with pytest.raises(errors.DeviceError, match="ended"):
        await pairing


async def test_a_device_paired_again_keeps_its_id() -> None:
    """Else its records would look new."""
    known = Device(ADDRESS, "UA-651BLE", id=ADDRESS)
    async with collecting(ReplayLink([visit(TIMED), visit(TIMED)]), known, policy=POLICY) as run:
        await run.until(Received)
        assert (await run.collector.pair(ADDRESS)).id == ADDRESS
        await run.until(Received, 2)
    assert [one.new for one in run.of(Received)] == [True, False]


async def test_a_bond_that_cannot_be_removed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def forget(_self: ReplayLink, _address: str) -> None:
        raise errors.RadioOff

    monkeypatch.setattr(ReplayLink, "forget", forget)
    stale = visit(TIMED, faults={"subscribe": "device.bond_stale"})
    async with collecting(ReplayLink([stale, visit(TIMED)]), DEVICE, policy=POLICY) as run:
        assert isinstance((await run.until(Problem)).error, errors.RadioOff)
        await run.until(Received)


class SlowLink(ReplayLink):
    """A radio that needs a moment to connect, and to stop its scan, as BlueZ does."""

    async def connect(self, address: str) -> ReplayConnection:
        await asyncio.sleep(0.025)
        return await super().connect(address)

    @asynccontextmanager
    async def scan(self) -> AsyncIterator[AsyncIterator[Advertisement]]:
        async with super().scan() as heard:
            try:
                yield heard
            finally:
                await asyncio.sleep(0.02)


async def test_visits_that_end_while_the_scan_stops() -> None:
    visits = [visit(steps=(Send("2A35", b""), HangUp())) for _ in range(30)] + [visit(TIMED)]
    policy = Policy(scan=0.015, rest=0, backoff=0.001, settle=0.1)
    async with collecting(SlowLink(visits), DEVICE, policy=policy) as run:
        await run.until(Received)


async def test_it_runs_in_a_thread_of_its_own() -> None:
    """As in the program: one loop in a worker thread, Qt in the main one."""

    async def work() -> int:
        async with collecting(ReplayLink([visit(TIMED)]), DEVICE, policy=POLICY) as run:
            await run.until(Ended)
        return len(run.stored)

    assert await asyncio.to_thread(lambda: asyncio.run(work())) == 1


async def test_pairing_needs_the_collector_to_run() -> None:
    async with collecting(ReplayLink([]), policy=POLICY) as run:
        await run.until(Scanning)
    with pytest.raises(RuntimeError, match="run"):
        await run.collector.pair(ADDRESS)


# --- the replay link itself ----------------------------------------------------------------------


async def test_what_is_expected_has_to_be_written() -> None:
    recording = Recording(ADDRESS, steps=(Expect("2A52", b"\x01\x01"), Send("2A35", TIMED), HangUp()))
    for written, got in ((b"\x01\x01", [TIMED]), (b"\x02\x01", [])):
        connection = await ReplayLink([recording]).connect(ADDRESS)
        values: list[bytes] = []
        await connection.subscribe(uuid("2A35"), values.append)
        await connection.write(uuid("2A52"), written)
        await connection.closed.wait()
        assert values == got
        await connection.disconnect()


TEXT = """{"format": "hemmonitor.recording/1", "address": "C4:64:E3:00:00:01", "name": "UA-651BLE",
 "services": ["1810"], "values": {"2A25": "534E2D34373131"}, "faults": {"read": "device.timeout"},
 "steps": [{"send": "2A35", "hex": "00780050005a00"}, {"expect": "2A52", "hex": "0101"},
  {"hang_up": true}]}"""


def test_a_recording_is_read() -> None:
    assert parse(TEXT) == Recording(
        ADDRESS,
        "UA-651BLE",
        ("1810",),
        {"2A25": b"SN-4711"},
        {"read": "device.timeout"},
        (Send("2A35", BARE), Expect("2A52", b"\x01\x01"), HangUp()),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        TEXT.replace("/1", "/2"),
        TEXT.replace("device.timeout", "device.nonsense"),
        TEXT.replace("00780050005a00", "0"),
        TEXT.replace('"send"', '"sent"'),
    ],
)
def test_a_recording_with_a_mistake_is_refused(text: str) -> None:
    with pytest.raises(errors.InputError):
        parse(text)
