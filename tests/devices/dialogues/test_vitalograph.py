"""ACK when durable, NAK when damaged, credits on Bluetooth LE."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.dialogue import Frame, Write
from devices.dialogues.vitalograph import SERIAL, LowEnergySpirometer, SerialSpirometer
from devices.vendor import vitalograph as v
from tests.devices.frames import good

((_, BLOW),) = good("spirometer_vitalograph")
((_, BLE_BLOW),) = good("spirometer_vitalograph_ble")
DAMAGED = BLOW[:-1] + bytes([BLOW[-1] ^ 1])
ACK, NAK = Write(SERIAL, b"\x06"), Write(SERIAL, b"\x15")


@given(st.sets(st.integers(1, 2 * len(BLOW) - 1)))
def test_any_split_gives_the_same(places: set[int]) -> None:
    stream, dialogue = BLOW + BLOW, SerialSpirometer()
    cuts = pairwise(sorted({0, *places, len(stream)}))
    steps = [step for start, end in cuts for step in dialogue.heard(SERIAL, stream[start:end])]
    assert steps == [Frame(SERIAL, BLOW, "spirometer_vitalograph")] * 2


def test_nothing_is_said_before_the_blow_is_durable() -> None:
    dialogue = SerialSpirometer()
    (frame,) = dialogue.heard(SERIAL, BLOW)
    assert isinstance(frame, Frame)
    assert dialogue.handled(frame, kept=False) == []
    assert dialogue.handled(frame, kept=True) == [ACK]


def test_a_damaged_frame_is_asked_for_again_but_not_for_ever() -> None:
    dialogue = SerialSpirometer()
    assert dialogue.heard(SERIAL, DAMAGED) == dialogue.heard(SERIAL, DAMAGED) == [NAK]
    (third,) = dialogue.heard(SERIAL, DAMAGED)
    assert isinstance(third, Frame)
    assert dialogue.handled(third, kept=True) == []
    assert len(dialogue.heard(SERIAL, BLOW)) == 1
    assert dialogue.heard(SERIAL, DAMAGED) == [NAK]


def test_a_frame_that_stops_is_asked_for_again() -> None:
    dialogue = SerialSpirometer()
    assert dialogue.silent() == []
    dialogue.heard(SERIAL, BLOW[:20])
    assert dialogue.silent() == [NAK]
    assert len(dialogue.heard(SERIAL, BLOW)) == 1


def test_credits_are_given_first_and_topped_up() -> None:
    dialogue = LowEnergySpirometer()
    assert dialogue.begin() == [Write(v.CREDITS_OUT, b"\x40", response=True)]
    more = [step for _ in range(48) for step in dialogue.heard(v.NOTIFY, b"\x00")]
    assert more == [Write(v.CREDITS_OUT, b"\x30", response=True)]


@pytest.mark.parametrize("early", [True, False])
def test_what_we_say_waits_for_credits(*, early: bool) -> None:
    dialogue = LowEnergySpirometer()
    dialogue.begin()
    said = [] if not early else dialogue.heard(v.CREDITS_IN, b"\x01")
    (frame,) = [s for n in range(0, 71, 20) for s in dialogue.heard(v.NOTIFY, BLE_BLOW[n : n + 20])]
    assert isinstance(frame, Frame)
    said += dialogue.handled(frame, kept=True)
    if not early:
        assert said == []
        said += dialogue.heard(v.CREDITS_IN, b"\x02")
    assert said == [Write(v.WRITE, b"\x06", response=False)]


def test_a_blow_repeated_before_it_could_be_answered_is_answered_once() -> None:
    """A second answer would be taken for the next blow's, which may never have arrived."""
    dialogue = SerialSpirometer()
    first, second = dialogue.heard(SERIAL, BLOW + BLOW)
    assert isinstance(first, Frame)
    assert isinstance(second, Frame)
    assert dialogue.handled(first, kept=True) == [ACK]
    assert dialogue.handled(second, kept=True) == []
    dialogue.late = True
    assert dialogue.heard(SERIAL, BLOW) == []
    dialogue.late = False
    (again,) = dialogue.heard(SERIAL, BLOW)  # our answer was lost
    assert isinstance(again, Frame)
    assert dialogue.handled(again, kept=True) == [ACK]


def test_a_blow_repeated_while_the_answer_waits_for_credits_is_answered_once() -> None:
    dialogue = LowEnergySpirometer()
    dialogue.begin()
    pieces = [BLE_BLOW[n : n + 20] for n in range(0, 71, 20)]
    (frame,) = [step for piece in pieces for step in dialogue.heard(v.NOTIFY, piece)]
    assert isinstance(frame, Frame)
    assert dialogue.handled(frame, kept=True) == []
    assert [step for piece in pieces for step in dialogue.heard(v.NOTIFY, piece)] == []
    assert dialogue.heard(v.CREDITS_IN, b"\x05") == [Write(v.WRITE, b"\x06", response=False)]
