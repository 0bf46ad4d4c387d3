"""Numbers are from the public test list."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor.model.identity import IdentityKind, Sex, is_reserve_number, luhn_digit, parse_identity

TODAY = dt.date(2026, 5, 3)
LISTED = ("189001019802", "189001029819", "196101182803", "200001252386", "196109732393", "191500722390")


@pytest.mark.parametrize("number", LISTED)
def test_listed_numbers_are_valid(number: str) -> None:
    found = parse_identity(number, TODAY)
    assert found is not None
    assert found.digits == number
    assert number not in repr(found) + str(found)


@pytest.mark.parametrize("number", LISTED)
def test_the_shown_form_leads_back_to_the_number(number: str) -> None:
    found = parse_identity(number, TODAY)
    assert found is not None
    if TODAY.year - int(number[:4]) < 200:
        assert parse_identity(found.shown(TODAY), TODAY) == found


def test_birth_and_sex_are_read() -> None:
    woman, coordination = parse_identity("196101182803", TODAY), parse_identity("196109732393", TODAY)
    assert woman is not None
    assert (woman.kind, woman.birth, woman.sex) == (
        IdentityKind.PERSONNUMMER,
        dt.date(1961, 1, 18),
        Sex.FEMALE,
    )
    assert coordination is not None
    assert (coordination.kind, coordination.birth, coordination.sex) == (
        IdentityKind.SAMORDNINGSNUMMER,
        dt.date(1961, 9, 13),
        Sex.MALE,
    )


def test_a_coordination_number_may_have_no_birth_date() -> None:
    found = parse_identity("191500722390", TODAY)
    assert found is not None
    assert found.birth is None


@pytest.mark.parametrize("number", LISTED)
@pytest.mark.parametrize("place", range(2, 12))
def test_one_wrong_digit_is_noticed(number: str, place: int) -> None:
    for digit in "0123456789":
        if digit != number[place]:
            assert parse_identity(number[:place] + digit + number[place + 1 :], TODAY) is None


def test_the_sign_tells_the_century() -> None:
    young, old = parse_identity("000125-2386", TODAY), parse_identity("900101+9802", TODAY)
    assert young is not None
    assert young.digits == "200001252386"
    assert old is not None
    assert old.digits.endswith("9001019802")
    assert int(old.digits[:4]) <= TODAY.year - 100


@pytest.mark.parametrize(
    "text", ["", "abc", "196101182804", "19610118280", "1961-01-18-2803", "١٩٦١٠١١٨٢٨٠٣"]
)
def test_other_texts_are_no_numbers(text: str) -> None:
    assert parse_identity(text, TODAY) is None


def test_nobody_is_born_tomorrow() -> None:
    assert parse_identity("200001252386", dt.date(2000, 1, 24)) is None
    assert parse_identity("200001252386", dt.date(2000, 1, 25)) is not None


@given(st.text(max_size=15) | st.from_regex(r"[0-9]{6}[-+]?[0-9]{4}|[0-9]{12}"))
@settings(deadline=None)
def test_any_text_is_a_number_or_not(text: str) -> None:
    found = parse_identity(text, TODAY)
    if found is not None:
        assert luhn_digit(found.digits[2:11]) == int(found.digits[11])
        assert parse_identity(found.digits, TODAY) == found


def test_reserve_numbers_have_letters() -> None:
    assert is_reserve_number("98240301AA06")
    assert not is_reserve_number("196101182803")
