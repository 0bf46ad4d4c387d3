"""Statistics against figures counted by hand, and what a research file does not say."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.clinical.alerts import Office
from hemmonitor.crypto.pseudonyms import PseudonymKey
from hemmonitor.interop.research import OTHER, age_band, research_file
from hemmonitor.model.careplan import Level, Pause, Slot
from hemmonitor.model.events import Action, Event, FindingsAcknowledged, Usefulness
from hemmonitor.model.measurement import Kind
from hemmonitor.model.record import PatientRecord
from hemmonitor.statistics import (
    SMALLEST,
    Facts,
    Share,
    Signal,
    Week,
    facts_of,
    monday,
    quantile,
    summary,
)
from tests.clinical.build import BOX, PRESSURE_LIMITS, at, plan, pressure, record

TEAM = frozenset({"elf"})
SLOT = Slot("m", Kind.BLOOD_PRESSURE, dt.time(7), dt.time(10))
PLAN = plan(valid_from=at(-40), schedule=(SLOT,))


def facts(made: PatientRecord, days: int = 13) -> Facts:
    return facts_of(made, TEAM, at(0), at(days, 12), Office())


def test_adherence_counts_planned_slots_that_were_met_by_week() -> None:
    """Monday to the Sunday after next: 14 slots, measured on nine mornings, one evening of no slot."""
    days = (0, 1, 2, 3, 4, 7, 8, 9, 10)
    found = facts(record([*(pressure(at(d), 120) for d in days), pressure(at(5, 11), 120)], (PLAN,)))
    assert found.weeks[monday(at(0).date())] == Week(7, 7, 5)
    assert found.weeks[monday(at(7).date())] == Week(7, 7, 4)
    assert summary([found]).adherence == Share(9, 14)


def test_days_away_are_neither_planned_nor_monitored() -> None:
    away = replace(PLAN, pauses=(Pause(at(2).date(), at(4).date(), "journey"),))
    assert facts(record([], (away,))).weeks[monday(at(0).date())] == Week(4, 4, 0)


def acknowledged(key: str, day: float, hour: float, useful: Usefulness) -> Event:
    body = FindingsAcknowledged((key,), "Anna", (Action.CALLED,), useful=useful)
    return Event(f"a-{key}", BOX, "desk", at(day, hour), body)


def with_signals() -> Facts:
    """Monday 08:00 one red signal that stays; acknowledged on Monday 09:30."""
    many = [pressure(at(0, 0, n), 190, id=f"m{n}") for n in (0, 6)]
    first = facts(record(many, (PLAN,)))
    (signal,) = first.signals
    assert signal.level is Level.RED
    (key,) = {e.key for e in _episodes(many)}
    return facts(record(many, (PLAN,), acknowledged(key, 0, 1.5, Usefulness.YES)))


def _episodes(many: list) -> tuple:  # type: ignore[type-arg] # the library's own types, read once
    from hemmonitor.clinical.alerts import episodes
    from hemmonitor.clinical.monitor import Monitor

    return episodes(Monitor((PLAN,), many), at(0), at(13))


def test_a_signal_s_wait_is_in_staffed_minutes() -> None:
    (signal,) = with_signals().signals
    assert signal.minutes == pytest.approx(90, abs=7)
    assert signal.useful is Usefulness.YES


def test_load_is_per_patient_week() -> None:
    found = summary([with_signals(), facts(record([], (PLAN,)))])
    assert found.patient_weeks == 4
    assert found.load(Level.RED) == pytest.approx(1 / 4)
    assert found.load(Level.YELLOW) == 0
    assert found.load() == pytest.approx(1 / 4)


def test_before_and_after_a_change_of_limits() -> None:
    lower = plan(
        [replace(t, id=f"n{t.id}") for t in PRESSURE_LIMITS[:2]],
        version=2,
        valid_from=at(28),
        schedule=(SLOT,),
    )
    # two days in yellow and one back, five times over, before the change; nothing after it
    values = [pressure(at(d), 165 if d % 5 < 2 else 120) for d in range(28)]
    values += [pressure(at(d), 120) for d in range(28, 63)]
    change = summary([facts(record(values, (PLAN, lower)), 62)]).change
    assert change is not None
    assert change.patients == 1
    assert change.before > change.after == 0


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_wilson_s_interval(hits: int, total: int, low: float, high: float) -> None:
    """81 of 263 is Newcombe's own example (Stat Med 1998;17:857, table I, method 3)."""
    interval = Share(hits, total).interval
    assert interval == pytest.approx((low, high), abs=5e-5)


def test_nothing_has_no_share() -> None:
    assert Share(0, 0).share is None
    assert Share(0, 0).interval is None
    assert summary([]).load() is None


@given(st.lists(st.floats(0, 1e4), min_size=1, max_size=30), st.sampled_from([0.5, 0.9]))
def test_a_quantile_leaves_its_share_below(values: list[float], share: float) -> None:
    found = quantile(sorted(values), share)
    assert found is not None
    assert sum(v <= found for v in values) >= share * len(values)


def test_precision_by_rule_most_useful_first() -> None:
    def signal(rule: str, useful: Usefulness | None) -> Signal:
        return Signal(rule, Level.YELLOW, at(0), 5, useful)

    many = (
        signal("a", Usefulness.NO),
        signal("a", Usefulness.YES),
        signal("b", Usefulness.PARTLY),
        signal("b", None),
    )
    found = summary([Facts("x", 1950, TEAM, (), {}, many)])
    assert found.precision == Share(2, 3)
    assert found.rules == (("b", Share(1, 1)), ("a", Share(1, 2)))


# --- the research file ---------------------------------------------------------------------------


def person(number: int, born: int = 1950, diagnoses: tuple[str, ...] = ("I10",)) -> Facts:
    weeks = {monday(dt.date(2026, 3, 2) + dt.timedelta(days=7 * (number + n))): Week(7, 7, n) for n in (0, 1)}
    return Facts(f"box-{number}", born, TEAM, diagnoses, weeks, ())


def rows(many: list[Facts], study: str = "s") -> tuple[list[dict[str, str]], int]:
    key = PseudonymKey(bytes(32))
    made = research_file(many, lambda box: key.of(study, box), 2026)
    return list(csv.DictReader(io.StringIO(made.text))), made.left_out


def test_a_research_file_has_no_mailbox_no_date_and_weeks_from_nought() -> None:
    many = [person(n) for n in range(6)]
    found, left_out = rows(many)
    assert left_out == 0
    assert {row["week"] for row in found} == {"0", "1"}
    assert {row["age_band"] for row in found} == {"70-79"}
    text = repr(found)
    assert "box-" not in text
    assert "2026" not in text
    assert "-03-" not in text


def test_pseudonyms_hold_in_a_study_and_join_no_two() -> None:
    many = [person(n) for n in range(6)]
    one, again, other = ({r["person"] for r in rows(many, s)[0]} for s in ("first", "first", "second"))
    assert one == again
    assert not one & other
    assert len(one) == 6


def test_a_rare_diagnosis_is_not_told() -> None:
    found, _ = rows([*(person(n) for n in range(6)), *(person(n, diagnoses=("E10",)) for n in range(6, 11))])
    assert {r["diagnosis"] for r in found} == {"I10", "E10"}
    found, _ = rows([*(person(n) for n in range(6)), *(person(n, diagnoses=("E10",)) for n in range(6, 10))])
    assert {r["diagnosis"] for r in found} == {"I10"}, "four are too few, and are left out"


@given(
    st.lists(
        st.tuples(st.integers(1920, 2000), st.sampled_from([("I10",), ("J44",), ("E10", "I10"), ()])),
        max_size=40,
    )
)
def test_nobody_in_a_file_stands_in_a_group_of_fewer_than_five(
    people: list[tuple[int, tuple[str, ...]]],
) -> None:
    found, left_out = rows([person(n, born, diagnoses) for n, (born, diagnoses) in enumerate(people)])
    groups: dict[tuple[str, str], set[str]] = {}
    for row in found:
        groups.setdefault((row["age_band"], row["diagnosis"]), set()).add(row["person"])
    assert all(len(group) >= SMALLEST for group in groups.values())
    assert sum(map(len, groups.values())) + left_out == len(people)


@pytest.mark.parametrize(
    ("born", "band"), [(0, ""), (1990, "<40"), (1986, "40-49"), (1947, "70-79"), (1946, "80+"), (1920, "80+")]
)
def test_ages_are_bands(born: int, band: str) -> None:
    assert age_band(born, 2026) == band
    assert OTHER
