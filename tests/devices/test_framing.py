"""Streams: any split gives the same frames, noise and a corrupt frame cost nothing but themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.vendor import contec_oximeter, contec_spirometer, masimo, microlife, nonin, taidoc, vitalograph
from devices.wire import DeviceTime
from tests.devices.frames import good

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.framing import Framer

SPIRO = contec_spirometer.encode(
    contec_spirometer.Record(
        1, DeviceTime(2026, 1, 1, 8, 0, 0), dict.fromkeys(contec_spirometer.FIGURES, 300), 1, 60, 170, 0, 1
    )
)
STREAMS: dict[str, tuple[Callable[[], Framer], list[bytes]]] = {
    "masimo": (
        masimo.framer,
        [bytes.fromhex("77140163101f00030100170010e6000000f600000018"), bytes.fromhex("7703fe02cc")],
    ),
    "contec_live": (
        contec_oximeter.framer,
        [bytes.fromhex("eb010453637f0025"), bytes.fromhex("eb000348093f"), bytes.fromhex("eb010453637f0025")],
    ),
    "contec_spirometer": (contec_spirometer.framer, [SPIRO, SPIRO]),
    "microlife": (
        microlife.framer,
        [bytes.fromhex("4d3a0002810a"), microlife.encode(()), bytes.fromhex("4d3a0002810a")],
    ),
    "nonin": (
        nonin.framer,
        [bytes.fromhex(text) for text in ("02f40b02353031343933323030ca03", "80396220", "896b6200")],
    ),
    "taidoc": (taidoc.framer, [data for kind, data in good("taidoc_command")]),
}


@st.composite
def cuts(draw: st.DrawFn, data: bytes) -> list[bytes]:
    """The same bytes in pieces."""
    places = sorted(draw(st.sets(st.integers(1, max(1, len(data) - 1)))))
    return [data[a:b] for a, b in zip([0, *places], [*places, len(data)], strict=True)]


@pytest.mark.parametrize("name", STREAMS)
@given(draw=st.data())
def test_any_split_gives_the_same_frames(name: str, draw: st.DataObject) -> None:
    make, frames = STREAMS[name]
    framer = make()
    pieces = draw.draw(cuts(b"".join(frames)))
    assert [frame for piece in pieces for frame in framer.feed(piece)] == frames
    assert framer.pending == 0


@pytest.mark.parametrize("name", STREAMS)
def test_byte_by_byte(name: str) -> None:
    make, frames = STREAMS[name]
    framer = make()
    stream = b"".join(frames)
    assert [frame for byte in stream for frame in framer.feed(bytes([byte]))] == frames


@pytest.mark.parametrize("name", STREAMS)
def test_noise_in_front_is_skipped(name: str) -> None:
    make, frames = STREAMS[name]
    assert make().feed(b"\x00\x10" + b"".join(frames)) == frames


@pytest.mark.parametrize("name", ["masimo", "contec_live", "microlife", "taidoc", "contec_spirometer"])
def test_a_corrupt_frame_costs_only_itself(name: str) -> None:
    make, frames = STREAMS[name]
    damaged = bytearray(frames[0])
    damaged[-1] ^= 1
    framer = make()
    assert framer.feed(bytes(damaged) + b"".join(frames[1:]) + bytes(64))[: len(frames) - 1] == frames[1:]
    assert framer.broken >= 1


@pytest.mark.parametrize("name", STREAMS)
@given(data=st.binary(max_size=200), split=st.integers(0, 200))
def test_any_bytes_are_survived_and_the_split_does_not_matter(name: str, data: bytes, split: int) -> None:
    make, _ = STREAMS[name]
    whole, parts = make(), make()
    assert whole.feed(data) == parts.feed(data[:split]) + parts.feed(data[split:])


SERIAL = [data for kind, data in good("spirometer_vitalograph")]
BLE = [data for kind, data in good("spirometer_vitalograph_ble")]


@pytest.mark.parametrize(
    ("length", "frames"),
    [(vitalograph.SERIAL_LENGTH, SERIAL * 2), (vitalograph.BLE_LENGTH, BLE * 2)],
)
@given(draw=st.data())
def test_vitalograph_any_split(length: int, frames: list[bytes], draw: st.DataObject) -> None:
    receiver = vitalograph.Receiver(length)
    pieces = draw.draw(cuts(b"".join(frames)))
    got = [item for piece in pieces for item in receiver.feed(piece)]
    assert got == [(frame, b"\x06") for frame in frames]


def test_vitalograph_asks_again_for_a_bad_frame() -> None:
    receiver = vitalograph.Receiver(vitalograph.SERIAL_LENGTH)
    bad = SERIAL[0][:-1] + bytes([SERIAL[0][-1] ^ 1])
    assert receiver.feed(bad) == [(bad, b"\x15")]
    assert receiver.feed(SERIAL[0]) == [(SERIAL[0], b"\x06")]


def test_vitalograph_a_lost_byte_is_asked_again() -> None:
    receiver = vitalograph.Receiver(vitalograph.SERIAL_LENGTH)
    short = SERIAL[0][:20] + SERIAL[0][21:]
    assert receiver.feed(short) == []
    assert receiver.stalled() == b"\x15"
    assert receiver.stalled() == b""
    assert receiver.feed(SERIAL[0]) == [(SERIAL[0], b"\x06")]


def test_vitalograph_a_new_start_ends_a_broken_frame() -> None:
    receiver = vitalograph.Receiver(vitalograph.SERIAL_LENGTH)
    assert receiver.feed(b"noise" + SERIAL[0][:30] + SERIAL[0]) == [(SERIAL[0], b"\x06")]


def test_vitalograph_credits_never_run_dry_and_never_exceed_64() -> None:
    account = vitalograph.Credits()
    device = account.grant()[0]
    assert device == 64
    for _ in range(500):
        assert device > 0
        device -= 1
        device += sum(account.spent())
        assert device <= 64
