"""A session beside the same exchange written directly on bleak; and frames decoded in a second.

Session: a cuff with ten records that hangs up when they are sent, over the virtual stack. Ours is the
collector with its real dialogue, identity, clock, memory and journal; the other one finds, connects and pairs
with bleak, subscribes, reads the same characteristics and collects the frames until the cuff hangs up. Timed
from the device being on the air to the end of the connection. Budget: at most 1.3x.

Decoding: published frames of every kind that decodes, from bytes to the wire value, on one core. Budget: at
least 100,000 frames a second; and to the measurement, which is what a collector pays.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import statistics
import time
from collections.abc import Callable, Iterable
from itertools import cycle, islice

from bleak import BleakClient, BleakScanner

from devices import catalog
from devices.events import Ended, Found
from devices.link import uuid
from devices.session import Policy
from devices.values import Context
from devices.virtual.cuff import VirtualCuff
from devices.wire import DecodeError
from tests.devices.frames import good
from tests.devices.ward import Ward, ward

RECORDS = 10
ROUNDS = 15
FRAMES = 60_000
READ = ("2A08", "2A25", "2A24", "2A29", "2A26", "2A19")  # as a session reads them
POLICY = Policy(rest=0.05, backoff=0.02)
ZONE = dt.timezone(dt.timedelta(hours=1))


async def cuff_of(place: Ward) -> VirtualCuff:
    cuff = await place.device(VirtualCuff, hangs_up=True, live=False, start=False)
    cuff.outbox += [cuff.frame(120 + number, 80, 70) for number in range(RECORDS)]
    return cuff


async def ours(place: Ward) -> float:
    """Seconds of a first session, pairing included."""
    cuff = await cuff_of(place)
    async with place.collecting(policy=POLICY) as run:
        await asyncio.sleep(0.05)
        began = time.perf_counter()
        await cuff.start()
        await run.true(lambda: any(found.address == cuff.address for found in run.of(Found)))
        await run.collector.pair(cuff.address)
        await run.until(Ended)
        took = time.perf_counter() - began
    await cuff.stop()
    place.devices.remove(cuff)
    assert len(cuff.confirmed) == RECORDS
    return took


async def bare(place: Ward) -> float:
    """Seconds of the same, written directly on bleak."""
    cuff = await cuff_of(place)
    scanner = BleakScanner(backend=place.central.scanner)
    frames: list[bytes] = []
    ended = asyncio.Event()
    async with scanner:
        await asyncio.sleep(0.05)
        began = time.perf_counter()
        await cuff.start()
        async for device, _advertisement in scanner.advertisement_data():
            if device.address == cuff.address:
                break
        client = BleakClient(device, lambda _c: ended.set(), backend=place.central.client)
        await client.connect()
        await client.pair()
        await client.start_notify(uuid("2A35"), lambda _c, data: frames.append(bytes(data)))
        for name in READ:
            if ended.is_set():
                break
            try:
                await client.read_gatt_char(uuid(name))
            except Exception:  # noqa: BLE001 - the cuff has hung up in the middle of a read
                break
        await ended.wait()
        took = time.perf_counter() - began
    await cuff.stop()
    place.devices.remove(cuff)
    assert len(frames) == RECORDS
    return took


async def sessions() -> None:
    logging.disable()  # the virtual stack notes what was cut off
    mine, theirs = [], []
    for number in range(ROUNDS + 2):
        async with ward() as place:
            one, other = (
                (await ours(place), await bare(place))
                if number % 2
                else (await bare(place), await ours(place))
            )
        a, b = (one, other) if number % 2 else (other, one)
        if number >= 2:
            mine.append(a)
            theirs.append(b)
    ratio = statistics.median(a / b for a, b in zip(mine, theirs, strict=True))
    print(
        f"a session of {RECORDS} records: {ratio:.2f}x the same exchange on bleak "
        f"(median {1000 * statistics.median(mine):.0f} ms to {1000 * statistics.median(theirs):.0f} ms)"
    )


def timed(frames: Iterable[tuple[Callable[..., object], bytes]], count: int) -> float:
    """Frames decoded in a second."""
    these = list(islice(cycle(frames), count))
    began = time.perf_counter()
    for decode, data in these:
        decode(data)
    return count / (time.perf_counter() - began)


def measured(kind: str) -> Callable[[bytes], object]:
    decoder = catalog.KINDS[kind]
    now = dt.datetime(2026, 3, 1, 8, 0, tzinfo=ZONE)

    def measure(data: bytes) -> object:
        context = Context(now, data, kind, device_id="V0001", clock_offset=dt.timedelta())
        return decoder.measurements(decoder.decode(data), context)

    return measure


def usable(kind: str, data: bytes) -> bool:
    try:
        return bool(measured(kind)(data))  # type: ignore[call-overload]  # a tuple
    except DecodeError:
        return False


def decoding() -> None:
    found = [(kind, data) for kind, data in good() if kind not in {"sfloat", "float32"}]
    every = timed([(catalog.KINDS[kind].decode, data) for kind, data in found], FRAMES)
    cuffs = timed(
        [(catalog.KINDS[kind].decode, data) for kind, data in found if kind == "blood_pressure"], FRAMES
    )
    readings = [(measured(kind), data) for kind, data in found if usable(kind, data)]
    whole = timed(readings, FRAMES // 3)
    print(
        f"decoding: {every:,.0f} frames a second over all {len(found)} frames, {cuffs:,.0f} of 2A35; "
        f"{whole:,.0f} a second to a measurement with its id"
    )


def main() -> None:
    asyncio.run(sessions())
    decoding()


if __name__ == "__main__":
    main()
