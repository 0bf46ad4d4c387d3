"""Oximeters that are told to speak: requests, streams in pieces, streams that stop."""

from __future__ import annotations

from dataclasses import replace

from devices.dialogue import Dialogue, Finished, Frame, GiveUp, Steps, Write
from devices.dialogues.oximeters import ContecLive, ContecStored, Masimo
from devices.vendor import contec_oximeter as contec
from devices.vendor import masimo
from devices.wire import DeviceTime
from tests.devices.frames import good

TIME = DeviceTime(2026, 5, 3, 7, 15, 0)
STORED = contec.Stored(0, False, TIME, TIME, 30, (98, 95, 97), (72, 66, 68))
START = Write("FF01", bytes.fromhex("9b011c"))
COUNT = Write("FF01", bytes.fromhex("900515"))
FIRST, NEXT, KEEP = (Write("FF01", bytes.fromhex(text)) for text in ("990019", "99011a", "997e17"))
INFO = bytes.fromhex("77140163101f00030100170010e6000000f600000018")


def record(number: int) -> bytes:
    return contec.encode_stored(replace(STORED, index=number % 10, start=replace(TIME, minute=number % 60)))


def count(number: int) -> bytes:
    body = bytes([0xE0, 0, number & 0x7F, number >> 7, 0, 0])
    return body + bytes([contec.checksum(body)])


def heard(dialogue: Dialogue, source: str, data: bytes, size: int = 20) -> Steps:
    return [s for n in range(0, len(data), size) for s in dialogue.heard(source, data[n : n + size])]


def test_contec_values_without_the_wave() -> None:
    dialogue = ContecLive()
    assert dialogue.begin() == dialogue.silent() == [START]
    live, wave = bytes.fromhex("eb010453637f0025"), bytes.fromhex("eb000348093f")
    steps = heard(dialogue, "FF02", wave + live + wave + live, 5)
    assert steps == [Frame("FF02", live, "contec_cms50d_bt")] * 2


def test_contec_records_ten_at_a_time() -> None:
    dialogue = ContecStored()
    assert dialogue.begin() == [COUNT]
    assert heard(dialogue, "FF02", count(23)) == [FIRST]
    steps = []
    for start, end in ((0, 10), (10, 20), (20, 23)):
        portion = heard(dialogue, "FF02", b"".join(record(n) for n in range(start, end)))
        steps.append(portion)
    frames = [step for portion in steps for step in portion if isinstance(step, Frame)]
    assert [frame.data for frame in frames] == [record(n) for n in range(23)]
    assert [portion[-1] for portion in steps] == [NEXT, NEXT, Finished()]
    assert steps[2][-2] == KEEP
    assert dialogue.silent() == []


def test_contec_without_records() -> None:
    dialogue = ContecStored()
    dialogue.begin()
    assert heard(dialogue, "FF02", count(0)) == [KEEP, Finished()]


def test_contec_records_that_stop_are_fetched_from_the_beginning_some_times() -> None:
    dialogue = ContecStored()
    dialogue.begin()
    heard(dialogue, "FF02", count(2))
    heard(dialogue, "FF02", record(0) + record(1)[:7])
    assert dialogue.silent() == [COUNT]
    assert heard(dialogue, "FF02", count(2)) == [FIRST]
    steps = heard(dialogue, "FF02", record(0) + record(1))
    assert steps[-1] == Finished()
    dead = ContecStored()
    dead.begin()
    assert [dead.silent() for _ in range(3)] == [[COUNT]] * 3
    assert [type(step) for step in dead.silent()] == [GiveUp]
    assert dead.silent() == []


def test_masimo_greets_then_starts() -> None:
    dialogue = Masimo()
    assert dialogue.begin() == [Write(masimo.WRITE, bytes.fromhex("77020107"))]
    started = [Write(masimo.WRITE, bytes.fromhex("7705031f0003d6"))]
    assert heard(dialogue, masimo.NOTIFY, INFO) == started
    assert heard(dialogue, masimo.NOTIFY, INFO + bytes.fromhex("7703fe02cc")) == []
    frames = [data for _, data in good("masimo_mightysat") if data[2] == masimo.PARAMETERS]
    steps = heard(dialogue, masimo.NOTIFY, b"".join(frames), 7)
    assert steps == [Frame(masimo.NOTIFY, frame) for frame in frames]
    assert dialogue.silent() == dialogue.begin()
    assert heard(dialogue, masimo.NOTIFY, INFO) == started
