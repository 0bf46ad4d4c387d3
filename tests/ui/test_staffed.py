"""Staffed hours in words."""

from __future__ import annotations

import datetime as dt

import pytest

from hemmonitor.model.centre import OpenHours
from ui.format import Formatter
from ui.i18n import Language
from ui.staffed import staffed

EIGHT, FOUR, TEN = dt.time(8), dt.time(16), dt.time(10, 30)
FORM = Formatter(Language.EN, dt.UTC, colon=True)


def hours(days: str, opens: dt.time = EIGHT, closes: dt.time = FOUR) -> tuple[OpenHours, ...]:
    return tuple(OpenHours(int(day), opens, closes) for day in days)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), ""),
        (hours("12345"), "Mon–Fri 8–16"),
        (hours("12"), "Mon, Tue 8–16"),
        (hours("51342") + hours("6", TEN, FOUR), "Mon–Fri 8–16, Sat 10:30–16"),
        (hours("1245") + hours("3", EIGHT, TEN), "Mon, Tue, Thu, Fri 8–16, Wed 8–10:30"),
        (hours("567", closes=TEN) + hours("123"), "Mon–Wed 8–16, Fri–Sun 8–10:30"),
    ],
    ids=["unsaid", "weekdays", "two", "saturday", "broken", "weekend"],
)
def test_days_with_the_same_hours_are_said_once(given: tuple[OpenHours, ...], said: str) -> None:
    assert staffed(given, FORM).replace("\u2060", "") == said
