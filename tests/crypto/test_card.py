from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.crypto import card as cards
from hemmonitor.crypto.card import Card, CardExpired, CardInvalid, LockedCard, issue, new_pin, read
from hemmonitor.crypto.keys import DeviceKeys, random_id
from hemmonitor.crypto.vault import Cost
from hemmonitor.errors import WrongPin
from tests.crypto.people import NOW

CHEAP = Cost(memory=64, passes=1, lanes=1)
YEAR = NOW + dt.timedelta(days=365)
PIN = "135790"


@pytest.fixture(scope="module", autouse=True)
def _cheap() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cards, "COST", CHEAP)
        yield


@pytest.fixture(scope="module")
def nurse() -> DeviceKeys:
    return DeviceKeys.generate()


@pytest.fixture(scope="module")
def locked(nurse: DeviceKeys) -> LockedCard:
    return issue(nurse, "0a" * 16, b"content", YEAR, PIN)


def test_the_card_in_its_qr_code_opens_with_its_pin(nurse: DeviceKeys, locked: LockedCard) -> None:
    card = read(locked.text).open(PIN)
    assert (card.mailbox, card.issuer, card.content) == ("0a" * 16, nurse.device_id, b"content")
    assert card.expires == YEAR
    card.check(nurse.identity.signing, NOW)


def test_without_the_pin_the_text_says_nothing(locked: LockedCard) -> None:
    raw = locked.text.encode() + locked.sealed
    assert b"content" not in raw
    assert bytes.fromhex("0a" * 16) not in raw
    with pytest.raises(WrongPin):
        locked.open("000000")


def test_a_card_is_good_until_its_date(nurse: DeviceKeys, locked: LockedCard) -> None:
    card = locked.open(PIN)
    card.check(nurse.identity.signing, YEAR - dt.timedelta(seconds=1))
    with pytest.raises(CardExpired):
        card.check(nurse.identity.signing, YEAR)


@pytest.mark.parametrize("field", ["id", "mailbox", "issuer", "expires", "content"])
def test_nothing_on_a_card_can_be_changed(nurse: DeviceKeys, locked: LockedCard, field: str) -> None:
    card = locked.open(PIN)
    other: dict[str, object] = {
        "id": random_id(),
        "mailbox": random_id(),
        "issuer": random_id(),
        "expires": YEAR + dt.timedelta(days=1),
        "content": b"other",
    }
    forged: Card = replace(card, **{field: other[field]})  # type: ignore[arg-type]
    with pytest.raises(CardInvalid):
        forged.check(nurse.identity.signing, NOW)


def test_somebody_elses_card_does_not_pass(locked: LockedCard) -> None:
    with pytest.raises(CardInvalid):
        locked.open(PIN).check(DeviceKeys.generate().identity.signing, NOW)


def test_a_sealed_part_cannot_move_to_another_card(nurse: DeviceKeys, locked: LockedCard) -> None:
    other = issue(nurse, "0b" * 16, b"", YEAR, PIN)
    with pytest.raises(WrongPin):
        replace(other, sealed=locked.sealed, salt=locked.salt).open(PIN)


def test_content_that_is_too_long_is_refused(nurse: DeviceKeys) -> None:
    fits = issue(nurse, "0a" * 16, bytes(cards.CONTENT_LIMIT), YEAR, PIN)
    assert len(fits.text) <= cards.TEXT_LIMIT
    with pytest.raises(CardInvalid):
        issue(nurse, "0a" * 16, bytes(cards.CONTENT_LIMIT + 1), YEAR, PIN)


@given(st.text(max_size=80) | st.from_regex(r"HMC1[A-Z2-7]{0,60}", fullmatch=True))
def test_any_text_is_a_card_or_the_one_error(text: str) -> None:
    with pytest.raises(CardInvalid):
        read(text)


@given(st.data())
def test_one_wrong_letter_is_noticed(locked: LockedCard, data: st.DataObject) -> None:
    at = data.draw(st.integers(4, len(locked.text) - 1))
    letter = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
    changed = locked.text[:at] + letter + locked.text[at + 1 :]
    try:
        found = read(changed)
    except CardInvalid:
        return
    # the last letter's spare bits may differ without a change of the bytes
    assert found == locked


def test_pins_are_six_digits() -> None:
    pins = {new_pin() for _ in range(50)}
    assert all(len(pin) == 6 and pin.isdigit() for pin in pins)
    assert len(pins) > 40
