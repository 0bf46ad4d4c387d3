"""Rules on answers and on what a device flags: red flags, symptoms, scores, limits with a symptom.

An answer is a measurement of kind questionnaire (``questionnaire``). A red-flag symptom is red at once;
nothing about it waits for a repeat. Sources: Anthonisen (PMC7519812), irregular pulse and the rest [P].
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal

from hemmonitor.clinical.families import Verdicts, worse
from hemmonitor.clinical.limits import UNJUDGED, Verdict, combined_figure, crossed, facts_of
from hemmonitor.clinical.questionnaire import response_of
from hemmonitor.clinical.series import Series
from hemmonitor.model.careplan import CombinedLimit, FlagLimit, Level, ScoreLimit, SymptomLimit, Threshold
from hemmonitor.model.finding import Fact
from hemmonitor.model.measurement import Component, Kind, Measurement, Quantity, Unit


class Answers:
    """What has been answered: by measurement, and when each symptom was answered yes."""

    def __init__(self) -> None:
        """Empty; ``read`` fills it."""
        self._yes: dict[str, list[tuple[dt.datetime, str]]] = {}
        self._parsed: dict[str, tuple[str, Mapping[str, int]]] = {}

    def read(self, series: Series) -> None:
        """Take in the questionnaires' series as it stands now."""
        self._yes = {}
        for reading in series.readings:
            for item, value in self.of(reading)[1].items():
                if value > 0:
                    self._yes.setdefault(item, []).append((reading.taken_at, reading.id))

    def of(self, measurement: Measurement) -> tuple[str, Mapping[str, int]]:
        """The questionnaire's id and the answers in a measurement; empty when there are none."""
        found = self._parsed.get(measurement.id)
        if found is None:
            response = response_of(measurement)
            found = (response.questionnaire, dict(response.answers)) if response else ("", {})
            self._parsed[measurement.id] = found
        return found

    def near(self, symptom: str, moment: dt.datetime, hours: int) -> tuple[dt.datetime, str] | None:
        """The yes nearest to a moment within so many hours before or after it."""
        yes = self._yes.get(symptom, [])
        reach = dt.timedelta(hours=hours)
        place = bisect_left(yes, moment - reach, key=lambda y: y[0])
        close = []
        while place < len(yes) and yes[place][0] <= moment + reach:
            close.append(yes[place])
            place += 1
        return min(close, key=lambda y: (abs(y[0] - moment), y[1]), default=None)


class FlagRules:
    """What a device flags in several of the last occasions, such as an irregular pulse [P]."""

    def __init__(self, rules: Sequence[FlagLimit], version: int) -> None:
        """The plan's flag limits of the kind."""
        self._rules = rules
        self._version = version

    def judge(self, series: Series, first: int, end: int) -> Verdicts:
        """See ``_one``, for each occasion. Most series have no flag at all."""
        if True not in series.flagged:
            return [None] * (end - first)
        return [self._one(series, i) for i in range(first, end)]

    def _one(self, series: Series, index: int) -> Verdict | None:
        """The worst rule that holds. A calm occasion does not fire again, nor does it close at once."""
        found: Verdict | None = None
        for rule in self._rules:
            start = max(0, index + 1 - rule.sessions)
            if True not in series.flagged[start : index + 1]:
                continue
            last = series.occasions[start : index + 1]
            flagged = [o for o in last if any(rule.flag in r.flags for r in o.readings)]
            enough = len(flagged) >= max(rule.needed, 1)
            if enough and flagged[-1] is not last[-1]:
                found = UNJUDGED if found is None else found
            elif enough:
                facts = tuple(
                    fact
                    for o in reversed(flagged)
                    for r in o.readings
                    if rule.flag in r.flags
                    for fact in _mark(r)
                )
                found = worse(
                    found, Verdict(rule.level, None, facts, self._version, False, None, rule.source)
                )
        return found


class CombinedRules:
    """A limit that holds only near a symptom, such as under 100 mm[Hg] with dizziness [P]."""

    def __init__(self, rules: Sequence[CombinedLimit], answers: Answers, version: int) -> None:
        """The plan's combined limits of the kind."""
        self._rules = rules
        self._answers = answers
        self._version = version

    def judge(self, series: Series, first: int, end: int) -> Verdicts:
        """See ``_one``, for each occasion."""
        return [self._one(series, i) for i in range(first, end)]

    def _one(self, series: Series, index: int) -> Verdict | None:
        """The worst rule that holds; red needs a confirmed occasion."""
        found: Verdict | None = UNJUDGED
        occasion = series.occasions[index]
        for rule in self._rules:
            limit = rule.limit
            figure = combined_figure(occasion, limit.component)
            if figure is None:
                continue
            yes = self._answers.near(rule.symptom, occasion.last.taken_at, rule.hours)
            if yes is None or not crossed(limit, figure):
                found = None if found is UNJUDGED else found
                continue
            answer = Fact(yes[1], Component.SCORE, Decimal(1), Unit.SCORE, yes[0])
            waiting = limit.level is Level.RED and not occasion.confirmed
            new = Verdict(
                Level.YELLOW if waiting else limit.level,
                limit.component,
                (*facts_of(occasion, figure), answer),
                self._version,
                waiting,
                limit,
                limit.source,
            )
            found = worse(found, new)
        return found


class RedFlagRules:
    """A symptom of the plan's red-flag list answered yes: red at once, to 112."""

    def __init__(self, symptoms: Sequence[str], answers: Answers, version: int) -> None:
        """The plan's red-flag symptoms."""
        self._symptoms = frozenset(symptoms)
        self._answers = answers
        self._version = version

    def judge(self, series: Series, first: int, end: int) -> Verdicts:
        """See ``_one``, for each occasion."""
        return [self._one(series, i) for i in range(first, end)]

    def _one(self, series: Series, index: int) -> Verdict | None:
        """Red for any answer above no; cannot be said when none of the list was asked."""
        reading = series.occasions[index].first
        _, answers = self._answers.of(reading)
        asked = self._symptoms & answers.keys()
        if not asked:
            return UNJUDGED
        if not any(answers[s] > 0 for s in asked):
            return None
        return Verdict(
            Level.RED, Component.SCORE, _answer(reading, 1), self._version, source="plan.red_flags"
        )


class SymptomRules:
    """Symptoms of one questionnaire, on so many days in a row. Anthonisen (PMC7519812)."""

    def __init__(self, rules: Sequence[SymptomLimit], answers: Answers, version: int) -> None:
        """The plan's symptom limits of one questionnaire."""
        self._rules = rules
        self._answers = answers
        self._version = version

    def judge(self, series: Series, first: int, end: int) -> Verdicts:
        """See ``_one``, for each occasion."""
        return [self._one(series, i) for i in range(first, end)]

    def _one(self, series: Series, index: int) -> Verdict | None:
        """The worst rule that holds."""
        found: Verdict | None = UNJUDGED
        day = series.days[index]
        for rule in self._rules:
            if not self._answered(series, index, rule):
                continue
            if self._holds(series, index, rule) and all(
                any(self._holds(series, i, rule) for i in series.earlier_on(index, day - back))
                for back in range(1, rule.days)
            ):
                facts = _answer(series.occasions[index].first, self._count(series, index, rule))
                new = Verdict(rule.level, Component.SCORE, facts, self._version, False, None, rule.source)
                found = worse(found, new)
            elif found is UNJUDGED:
                found = None
        return found

    def _answered(self, series: Series, index: int, rule: SymptomLimit) -> bool:
        return self._answers.of(series.occasions[index].first)[0] == rule.questionnaire

    def _count(self, series: Series, index: int, rule: SymptomLimit) -> int:
        _, answers = self._answers.of(series.occasions[index].first)
        return sum(_yes(answers, s, rule) for s in (*rule.major, *rule.minor))

    def _holds(self, series: Series, index: int, rule: SymptomLimit) -> bool:
        name, answers = self._answers.of(series.occasions[index].first)
        if name != rule.questionnaire:
            return False
        major = sum(_yes(answers, s, rule) for s in rule.major)
        minor = sum(_yes(answers, s, rule) for s in rule.minor)
        # A rule that needs nothing never holds.
        return rule.need_major + rule.need_minor > 0 and (
            major >= rule.need_major and minor >= rule.need_minor
        )


class ScoreRules:
    """Limits for a questionnaire's total."""

    def __init__(self, rules: Sequence[ScoreLimit], answers: Answers, version: int) -> None:
        """The plan's score limits of one questionnaire."""
        self._rules = rules
        self._answers = answers
        self._version = version

    def judge(self, series: Series, first: int, end: int) -> Verdicts:
        """See ``_one``, for each occasion."""
        return [self._one(series, i) for i in range(first, end)]

    def _one(self, series: Series, index: int) -> Verdict | None:
        """The worst rule that holds."""
        found: Verdict | None = UNJUDGED
        reading = series.occasions[index].first
        score = reading.quantity(Component.SCORE)
        name, _ = self._answers.of(reading)
        for rule in self._rules:
            if score is None or score.value is None or name != rule.questionnaire:
                continue
            limit = Threshold(
                rule.id,
                Kind.QUESTIONNAIRE,
                Component.SCORE,
                rule.comparison,
                rule.limit,
                Unit.SCORE,
                rule.level,
                rule.source,
            )
            if limit.crossed_by(score.value):
                facts = (Fact(reading.id, Component.SCORE, score.value, Unit.SCORE, reading.taken_at),)
                new = Verdict(rule.level, Component.SCORE, facts, self._version, False, limit, rule.source)
                found = worse(found, new)
            elif found is UNJUDGED:
                found = None
        return found


def _yes(answers: Mapping[str, int], symptom: str, rule: SymptomLimit) -> bool:
    """Whether an answer counts; one that was not given never does."""
    return symptom in answers and answers[symptom] >= rule.least


def _answer(measurement: Measurement, count: int) -> tuple[Fact, ...]:
    return (Fact(measurement.id, Component.SCORE, Decimal(count), Unit.SCORE, measurement.taken_at),)


def _mark(measurement: Measurement) -> tuple[Fact, ...]:
    """A reading that was flagged, by its first figure."""
    figures: Sequence[Quantity] = measurement.values
    for figure in figures:
        if figure.value is not None:
            return (Fact(measurement.id, figure.component, figure.value, figure.unit, measurement.taken_at),)
    return ()
