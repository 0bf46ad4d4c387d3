"""Fetching stored records: where it begins, when it starts over, what moves the bookmark."""

from __future__ import annotations

from decimal import Decimal

import pytest

from devices import racp
from devices.dialogue import Bookmark, Finished, Frame, GiveUp, Restarted, Setting, Steps, Write
from devices.dialogues.stored_records import CGM, CONTROL, GLUCOSE, OXIMETER, Shape, StoredRecords
from devices.gatt import cgm, glucose, glucose_context
from devices.wire import DeviceTime

ALL = Write(CONTROL, bytes.fromhex("0101"))
OK, NONE, BUSY = (racp.encode(racp.Response(racp.REPORT, code)) for code in (1, 6, 10))


def record(number: int, *, context: bool = False, minute: int = 0) -> bytes:
    time = DeviceTime(2026, 5, 3, 7, minute, 0)
    return glucose.encode(
        glucose.Glucose(number, time, "mol/L", Decimal("0.0062"), sample_type=1, context_follows=context)
    )


def meal(number: int) -> bytes:
    return glucose_context.encode(glucose_context.Context(number, meal=3))


def talk(bookmark: Bookmark | None = None, shape: Shape = GLUCOSE) -> StoredRecords:
    return StoredRecords(shape, Setting(bookmark=bookmark))


def told(dialogue: StoredRecords, *records: bytes) -> Steps:
    return [step for one in records for step in dialogue.heard("2A18", one)]


def test_first_time_everything_is_fetched() -> None:
    dialogue = talk()
    assert dialogue.begin() == [ALL]
    assert told(dialogue, record(1), record(2)) == [Frame("2A18", record(1)), Frame("2A18", record(2))]
    assert dialogue.heard(CONTROL, OK) == [Finished(Bookmark(2, record(2)))]


def test_the_next_time_begins_at_the_bookmark() -> None:
    dialogue = talk(Bookmark(2, record(2)))
    assert dialogue.begin() == [Write(CONTROL, bytes.fromhex("0103010200"))]
    told(dialogue, record(2), record(3))
    assert dialogue.heard(CONTROL, OK) == [Finished(Bookmark(3, record(3)))]


@pytest.mark.parametrize("answer", [[record(2, minute=30)], [record(5)], []])
def test_other_records_than_were_known_mean_that_the_numbers_began_anew(answer: list[bytes]) -> None:
    dialogue = talk(Bookmark(2, record(2)))
    dialogue.begin()
    told(dialogue, *answer)
    assert dialogue.heard(CONTROL, OK if answer else NONE) == [Restarted(), ALL]
    told(dialogue, record(1))
    assert dialogue.heard(CONTROL, OK) == [Finished(Bookmark(1, record(1)))]


def test_an_empty_memory_is_no_fault() -> None:
    dialogue = talk()
    dialogue.begin()
    assert dialogue.heard(CONTROL, NONE) == [Finished(None)]


@pytest.mark.parametrize("code", [2, 3, 4, 5, 9])
def test_a_meter_that_knows_no_filter_is_asked_for_everything(code: int) -> None:
    dialogue = talk(Bookmark(2, record(2)))
    dialogue.begin()
    assert dialogue.heard(CONTROL, racp.encode(racp.Response(racp.REPORT, code))) == [ALL]


def test_records_in_any_order_move_the_bookmark_to_the_highest() -> None:
    dialogue = talk()
    dialogue.begin()
    told(dialogue, record(9), record(8), record(7))
    assert dialogue.heard(CONTROL, OK) == [Finished(Bookmark(9, record(9)))]


def test_a_busy_meter_is_asked_again_after_a_while() -> None:
    dialogue = talk()
    dialogue.begin()
    for _ in range(3):
        assert dialogue.heard(CONTROL, BUSY) == []
        assert dialogue.silent() == [ALL]
    assert [type(step) for step in dialogue.heard(CONTROL, BUSY)] == [GiveUp]
    assert dialogue.silent() == []


def test_a_transfer_that_stops_is_aborted_and_what_came_is_kept() -> None:
    dialogue = talk()
    dialogue.begin()
    told(dialogue, record(1), record(2, context=True))
    assert dialogue.silent() == [Write(CONTROL, bytes.fromhex("0300"))]
    answer = racp.encode(racp.Response(racp.ABORT, racp.SUCCESS))
    steps = dialogue.heard(CONTROL, answer)
    assert steps[0] == Frame("2A18", record(2, context=True))
    assert isinstance(steps[1], GiveUp)


def test_a_meter_that_does_not_even_abort_is_given_up() -> None:
    dialogue = talk()
    dialogue.begin()
    dialogue.silent()
    assert [type(step) for step in dialogue.silent()] == [GiveUp]
    assert dialogue.silent() == []


@pytest.mark.parametrize("context_first", [False, True])
def test_a_context_goes_with_its_record(*, context_first: bool) -> None:
    dialogue = talk()
    dialogue.begin()
    frames = [("2A18", record(4, context=True)), ("2A34", meal(4))]
    steps = [s for one in (frames[::-1] if context_first else frames) for s in dialogue.heard(*one)]
    assert steps == [Frame("2A18", record(4, context=True), beside=meal(4))]


def test_a_context_that_never_comes_costs_nothing() -> None:
    dialogue = talk()
    dialogue.begin()
    assert told(dialogue, record(4, context=True)) == []
    first, second = dialogue.heard(CONTROL, OK)
    assert first == Frame("2A18", record(4, context=True))
    assert second == Finished(Bookmark(4, record(4)))


def test_a_context_added_later_is_no_restart() -> None:
    dialogue = talk(Bookmark(4, record(4)))
    dialogue.begin()
    told(dialogue, record(4, context=True))
    assert not any(isinstance(step, Restarted) for step in dialogue.heard(CONTROL, OK))


@pytest.mark.parametrize("frame", [b"", b"\x06", b"\x00\x01"])
def test_broken_frames_go_through_to_their_decoder(frame: bytes) -> None:
    dialogue = talk()
    dialogue.begin()
    for source in ("2A18", "2A34", CONTROL):
        assert dialogue.heard(source, frame) == [Frame(source, frame)]


def test_a_notification_of_several_sensor_values_is_taken_apart() -> None:
    dialogue = talk(shape=CGM)
    dialogue.begin()
    both = tuple(cgm.Record(Decimal(value), 5 * n) for n, value in enumerate((98, 103), 1))
    frames = [Frame("2AA7", cgm.encode((one,))) for one in both]
    assert dialogue.heard("2AA7", cgm.encode(both)) == frames
    assert dialogue.heard(CONTROL, OK) == [Finished(Bookmark(10, frames[1].data), hang_up=False)]
    assert dialogue.heard("2AA7", bytes.fromhex("ff00")) == [Frame("2AA7", bytes.fromhex("ff00"))]


def test_an_oximeter_has_no_numbers() -> None:
    dialogue = talk(Bookmark(4, b"x"), OXIMETER)
    assert dialogue.begin() == [ALL]
    dialogue.heard("2A5E", bytes.fromhex("0062004800"))
    assert dialogue.heard(CONTROL, OK) == [Finished(None, hang_up=False)]
