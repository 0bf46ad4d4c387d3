"""Spot checks: what stands out, and a draw that nobody can steer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from hemmonitor.access import Entry
from hemmonitor.model.access import AccessLogged, Deed, Ground, Verdict
from hemmonitor.model.centre import CentreSettings, OpenHours
from hemmonitor.spotcheck import SIZE, Sign, sample, signs

ZONE = dt.timezone(dt.timedelta(hours=1))
FIRST = dt.date(2026, 11, 1)
HOURS = CentreSettings(1, "Karin", tuple(OpenHours(d, dt.time(8), dt.time(16)) for d in range(1, 6)))
BODY = AccessLogged(
    1, "", Deed.OPENED, "Maj Mallström", "nurse", "Team Elf", "box", what="red", via="worklist"
)


def entry(number: int = 1, body: AccessLogged = BODY, hour: int = 10, day: int = 17) -> Entry:
    return Entry(f"e-{number}", "desk", dt.datetime(2026, 11, day, hour, tzinfo=ZONE), body)


def why(one: Entry, name: str = "Asta Provberg") -> tuple[Sign, ...]:
    return signs(one, HOURS, ZONE, lambda _box: name)


@pytest.mark.parametrize(
    ("one", "name", "found"),
    [
        (entry(), "Asta Provberg", ()),
        (entry(hour=21), "Asta Provberg", (Sign.OFF_HOURS,)),
        (entry(day=15), "Asta Provberg", (Sign.OFF_HOURS,)),
        (entry(body=replace(BODY, ground=Ground.EMERGENCY, reason="x")), "A B", (Sign.OTHER_TEAM,)),
        (entry(body=replace(BODY, via="search", what="green")), "A B", (Sign.NO_CAUSE,)),
        (entry(body=replace(BODY, via="search", what="message")), "A B", ()),
        (entry(), "Nils MALLSTRÖM", (Sign.SAME_NAME,)),
        (entry(body=replace(BODY, deed=Deed.EXPORTED, what="pdf")), "A B", (Sign.EXPORT,)),
        (entry(hour=21, body=replace(BODY, deed=Deed.SIGNED_IN)), "A B", ()),
    ],
    ids=["usual", "evening", "sunday", "emergency", "no-cause", "cause", "name", "export", "sign-in"],
)
def test_what_stands_out(one: Entry, name: str, found: tuple[Sign, ...]) -> None:
    assert why(one, name) == found


def test_without_hours_nothing_is_off_hours() -> None:
    assert signs(entry(hour=3), None, ZONE, lambda _box: "") == ()


def test_what_stands_out_is_drawn_first_and_the_rest_by_lot() -> None:
    many = [entry(n) for n in range(60)] + [entry(n, hour=22) for n in range(60, 63)]
    drawn = sample(many, {}, FIRST, ZONE, why)
    assert len(drawn.drawn) == SIZE
    assert sum(bool(one.signs) for one in drawn.drawn) == 3
    assert drawn == sample(reversed(many), {}, FIRST, ZONE, why), "the lot does not depend on the order"


def test_what_was_looked_at_stays_though_more_arrives() -> None:
    many = [entry(n) for n in range(30)]
    looked = sample(many, {}, FIRST, ZONE, why).drawn[3].entry
    review = replace(BODY, deed=Deed.REVIEWED, what=looked.id, verdict=Verdict.JUSTIFIED)
    reviews = {looked.id: entry(99, review)}
    later = sample([*many, *(entry(n, hour=22) for n in range(30, 70))], reviews, FIRST, ZONE, why)
    assert looked in [one.entry for one in later.drawn]
    assert later.done == 1


def test_another_month_is_not_in_it() -> None:
    assert sample([entry()], {}, dt.date(2026, 10, 1), ZONE, why).drawn == ()
    assert sample([], {}, FIRST, ZONE, why).due == dt.date(2026, 11, 30)
