import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ui.format import NBSP, Formatter, unit_word
from ui.i18n import Language, Translations

HOME = ZoneInfo("Europe/Stockholm")
SV, EN = Formatter(Language.SV, HOME), Formatter(Language.EN, HOME)
NOW = dt.datetime(2025, 11, 21, 9, 20, tzinfo=HOME)


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace("\u2060", "")


def test_swedish_as_in_the_pictures(qapp: QApplication, swedish: Translations) -> None:
    assert plain(SV.long(NOW)) == "Fredag 21 november, kl 09.20"
    assert plain(SV.when(NOW.replace(hour=8, minute=40), NOW)) == "i dag 08.40"
    assert plain(SV.when(NOW - dt.timedelta(hours=14, minutes=15), NOW)) == "i går 19.05"
    assert plain(SV.when(NOW - dt.timedelta(days=9), NOW)) == "12 nov 09.20"
    assert plain(SV.when(NOW - dt.timedelta(days=500), NOW)) == "9 juli 2024"
    assert plain(SV.when_day(NOW, NOW)) == "i dag"
    assert plain(Formatter(Language.SV, HOME, colon=True).stamp(NOW)) == "fre 21 nov 09:20"
    assert plain(SV.quantity(71.4, "kg", 1)) == "71,4 kg"
    assert plain(SV.quantity(72, "/min")) == "72 slag/min"
    assert unit_word("L") == "liter"


def test_english(qapp: QApplication) -> None:
    assert plain(EN.long(NOW)) == "Friday 21 November, at 09:20"
    assert plain(EN.when(NOW, NOW)) == "today 09:20"
    assert plain(EN.number(1234.5, 1)) == "1,234.5"
    assert unit_word("/min") == "beats/min"


def test_the_day_is_that_of_the_zone(qapp: QApplication) -> None:
    late = dt.datetime(2025, 11, 20, 23, 30, tzinfo=dt.UTC)  # already the 21st in Stockholm
    assert EN.days_ago(late, NOW) == 0
    assert plain(EN.when(late, NOW)) == "today 00:30"


def test_a_day_of_25_hours_is_one_day(qapp: QApplication) -> None:
    before, after = dt.datetime(2025, 10, 25, 12, tzinfo=HOME), dt.datetime(2025, 10, 27, 12, tzinfo=HOME)
    assert EN.days_ago(before, after) == 2


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        SV.time(dt.datetime(2025, 11, 21, 9, 20))


@pytest.mark.parametrize(
    ("value", "decimals", "sign", "text"),
    [
        (0.6, 1, True, "+0,6"), (-0.6, 1, True, "−0,6"), (-0.04, 1, True, "0,0"), (0, 0, True, "0"),
        (1.46, 2, False, "1,46"), (1234.5, 1, False, "1 234,5"), (Decimal("2.8"), 1, False, "2,8"),
        (-3, 0, False, "−3"),
    ],
)  # fmt: skip
def test_swedish_numbers(value: float, decimals: int, sign: bool, text: str) -> None:
    assert plain(SV.number(value, decimals, sign=sign)) == text


@given(st.decimals(-100_000, 100_000, places=2))
def test_numbers_read_back(value: Decimal) -> None:
    swedish = plain(SV.number(value, 2)).replace(" ", "").replace(",", ".").replace("−", "-")
    english = EN.number(value, 2).replace(",", "").replace("−", "-")
    assert Decimal(swedish) == Decimal(english) == value


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 min"), (48, "48 min"), (60, "1 tim"), (13 * 60, "13 tim"), (26 * 60, "1 d 2 tim"),
     (48 * 60, "2 d"), (3 * 1440 + 61, "3 d 1 tim"), (6 * 1440 + 900, "6 d"), (-5, "0 min")],
)  # fmt: skip
def test_ages(qapp: QApplication, swedish: Translations, minutes: int, text: str) -> None:
    assert plain(SV.age(dt.timedelta(minutes=minutes))) == text


def test_a_number_is_never_parted_from_its_unit_nor_a_range_broken(qapp: QApplication) -> None:
    assert " " not in EN.quantity(71.4, "kg", 1)
    assert " " not in EN.age(dt.timedelta(hours=26))
    assert EN.between("88", "92") == "88\u2060–\u206092"
