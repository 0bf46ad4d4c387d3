"""Vendors' memories: what is asked, in which order, and what happens when nobody answers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from devices.dialogue import Dialogue, Finished, Frame, GiveUp, Setting, Steps, Write
from devices.dialogues.memories import (
    AndMedical,
    ContecSpirometer,
    Microlife,
    Qardio,
    TaiDoc,
    taidoc_kind,
)
from devices.vendor import and_medical, contec_spirometer, microlife, qardio, taidoc
from devices.wire import DeviceTime
from hemmonitor.model.measurement import Kind
from tests.devices.test_framing import SPIRO

TIME = DeviceTime(2026, 5, 3, 7, 15, 0)


def heard(dialogue: Dialogue, source: str, data: bytes, size: int = 20) -> Steps:
    return [s for n in range(0, len(data), size) for s in dialogue.heard(source, data[n : n + size])]


def test_and_medical_sends_everything() -> None:
    assert AndMedical().begin() == [Write(and_medical.CUSTOM, bytes.fromhex("0200e1"))]


def test_qardio_never_starts_by_itself() -> None:
    assert Qardio().begin() == []
    assert Qardio().silent() == []
    assert Qardio().press() == [Write(qardio.CONTROL, bytes.fromhex("f101"))]


def result(minute: int) -> microlife.Record:
    raw = bytes([131, 84, 71, 26, 5, 3, 7, minute])
    return microlife.Record(Decimal(131), Decimal(84), Decimal(71), TIME, raw)


def test_microlife_one_request_one_answer_in_pieces() -> None:
    dialogue = Microlife()
    assert dialogue.begin() == [Write("FFF2", bytes.fromhex("4dff000900000000000000fd52"))]
    answer = microlife.encode(tuple(result(minute) for minute in range(30)))
    assert heard(dialogue, "FFF1", bytes.fromhex("4d3a0002810a") + answer) == [
        Frame("FFF1", answer, "microlife"),
        Write("FFF2", bytes.fromhex("4dff00020452")),
        Finished(),
    ]
    assert dialogue.silent() == []


def test_microlife_without_an_answer() -> None:
    dialogue = Microlife()
    asked = dialogue.begin()
    assert [dialogue.silent() for _ in range(3)] == [asked] * 3
    assert [type(step) for step in dialogue.silent()] == [GiveUp]
    assert dialogue.silent() == []


def test_contec_spirometer_is_told_to_keep_when_the_records_stop() -> None:
    dialogue = ContecSpirometer()
    assert dialogue.begin() == dialogue.silent() == []
    assert heard(dialogue, "FF02", SPIRO * 2) == [Frame("FF02", SPIRO, "spirometer_contec")] * 2
    assert dialogue.silent() == [Write("FF01", contec_spirometer.finish()), Finished()]
    assert dialogue.silent() == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("TAIDOC TD3140", Kind.BLOOD_PRESSURE),
        ("TAIDOC TD1241", Kind.TEMPERATURE),
        ("TAIDOC TD8255", Kind.OXIMETRY),
        ("TD-4277", Kind.GLUCOSE),
        ("FORA D40", Kind.BLOOD_PRESSURE),
        ("FORA P30 PLUS", Kind.BLOOD_PRESSURE),
        ("FORA IR40", Kind.TEMPERATURE),
        ("TAIDOC TD2555", None),
        ("", None),
    ],
)
def test_a_taidoc_name_tells_what_is_measured(name: str, kind: Kind | None) -> None:
    assert taidoc_kind(name) is kind


def answer(command: int, *data: int) -> bytes:
    return taidoc.encode(taidoc.Packet(command, bytes(data), from_device=True))


def asked(command: int, index: int = 0) -> Write:
    return Write(taidoc.CHARACTERISTIC, taidoc.ask(command, index))


def test_taidoc_record_by_record() -> None:
    dialogue = TaiDoc(Setting(name="TAIDOC TD3140"))
    when, values = answer(0x25, *taidoc.time_data(TIME)), [answer(0x26, 134, 0, 84, 72 + n) for n in (0, 1)]
    source = taidoc.CHARACTERISTIC
    assert dialogue.begin() == [asked(0x2B)]
    assert heard(dialogue, source, answer(0x2B, 2, 0, 0, 0)) == [asked(0x25)]
    assert heard(dialogue, source, when) == [asked(0x26)]
    first = Frame(source, when + values[0], "taidoc_blood_pressure")
    assert heard(dialogue, source, values[0], 3) == [first, asked(0x25, 1)]
    assert heard(dialogue, source, values[0]) == []
    assert dialogue.silent() == [asked(0x25, 1)]
    assert heard(dialogue, source, when) == [asked(0x26, 1)]
    last = Frame(source, when + values[1], "taidoc_blood_pressure")
    assert heard(dialogue, source, values[1]) == [last, asked(0x50), Finished()]
    assert dialogue.silent() == heard(dialogue, source, values[1]) == []


def test_taidoc_asks_for_the_model_where_the_name_says_nothing() -> None:
    dialogue = TaiDoc(Setting(name="NT-100B"))
    assert dialogue.begin() == [asked(0x24)]
    assert heard(dialogue, taidoc.CHARACTERISTIC, answer(0x24, 0x61, 0x12, 0, 0)) == [asked(0x2B)]
    assert heard(dialogue, taidoc.CHARACTERISTIC, answer(0x2B, 0, 0, 0, 0)) == [asked(0x50), Finished()]
    scale = TaiDoc(Setting(name="NT-100B"))
    scale.begin()
    steps = heard(scale, taidoc.CHARACTERISTIC, answer(0x24, 0x55, 0x25, 0, 0))
    assert [type(step) for step in steps] == [Write, GiveUp]


def test_taidoc_without_an_answer() -> None:
    dialogue = TaiDoc(Setting(name="TAIDOC TD3140"))
    dialogue.begin()
    assert [dialogue.silent() for _ in range(3)] == [[asked(0x2B)]] * 3
    assert [type(step) for step in dialogue.silent()] == [Write, GiveUp]
    assert dialogue.silent() == []
