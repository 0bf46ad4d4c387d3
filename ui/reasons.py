"""Findings in words, for staff: what was seen, when, and the limit it stands against.

Rules:
- A reason has a title that stands alone in a list, and a detail with times and the limit.
- A figure has its unit and its time. Blood pressure is written as a pair.
- A rule that this version has no words for is still shown, by its measure and its name: nothing vanishes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from hemmonitor.clinical.device import DeviceRule
from hemmonitor.clinical.families import Rule
from hemmonitor.clinical.questionnaire import response_of
from hemmonitor.model.finding import Confirmation, Fact, Finding
from hemmonitor.model.measurement import Flag, Kind, Measurement
from ui import measures
from ui.format import NBSP, Formatter, unit_word

translate = QCoreApplication.translate

_APART = dt.timedelta(hours=2)  # facts further apart are of different occasions


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a patient is on the list."""

    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One occasion among a finding's facts: its readings by time, and the figure they stand for."""

    readings: tuple[Fact, ...]
    combined: Fact | None

    @property
    def figure(self) -> Fact:
        """The combined figure, else the only reading."""
        return self.combined or self.readings[-1]


@dataclass(frozen=True, slots=True)
class _Case:
    """What a rule's words are made from."""

    finding: Finding
    seen: tuple[Seen, ...]
    readings: Mapping[str, Measurement]
    fmt: Formatter
    now: dt.datetime

    @property
    def name(self) -> str:
        """What was measured."""
        finding = self.finding
        if finding.component is None or (
            finding.kind is Kind.BLOOD_PRESSURE and finding.component in measures.PAIR
        ):
            return measures.kind_name(finding.kind)
        return measures.component_name(finding.component)

    def shown(self, fact: Fact) -> str:
        """A fact's figure without its unit; of a blood pressure both figures."""
        measurement = self.readings.get(fact.measurement_id)
        if measurement is not None and fact.component in measures.PAIR:
            return measures.reading(measurement, fact.component, self.fmt)[0]
        return measures.figure(fact.value, self.fmt)

    def full(self, fact: Fact) -> str:
        """A fact's figure with its unit."""
        return f"{self.shown(fact)}{NBSP}{unit_word(fact.unit)}".rstrip(NBSP)

    def limit(self, at: dt.datetime | None = None) -> str:
        """When it was (by default when the decisive value was taken), and the limit with its plan."""
        if self.finding.threshold is None:
            return self.fmt.when(self.finding.since, self.now)
        at = at or (self.seen[0].figure.at if self.seen else self.finding.since)
        text = translate("Reason", "{when}. Limit {limit}, plan {plan}")
        limit = measures.limit_phrase(self.finding.threshold, self.fmt)
        return text.format(when=self.fmt.when(at, self.now), limit=limit, plan=self.finding.plan_version)


class Counted(QObject):
    """Texts with a number: lupdate sees their plural forms only in ``tr``."""

    def times(self, count: int, *, over: bool) -> str:
        """On how many occasions a limit was crossed; ``{measure}`` and ``{value}`` are to be filled in."""
        if over:
            return self.tr("{measure} {value}, %n time(s) over the limit", "", count)
        return self.tr("{measure} {value}, %n time(s) under the limit", "", count)

    def up(self, count: int) -> str:
        """A rise over days; ``{measure}`` and ``{change}`` are to be filled in."""
        return self.tr("{measure} up {change} in %n day(s)", "", count)

    def down(self, count: int) -> str:
        """A fall over days."""
        return self.tr("{measure} down {change} in %n day(s)", "", count)

    def flagged(self, count: int) -> str:
        """How often a device flagged something; ``{measure}`` and ``{what}`` are to be filled in."""
        return self.tr("{measure}: {what} in %n reading(s)", "", count)


def occasions(facts: Iterable[Fact]) -> tuple[Seen, ...]:
    """A finding's facts by occasion, the decisive one first, the others newest first."""
    found: list[Seen] = []
    readings: list[Fact] = []
    for fact in facts:
        if not fact.measurement_id:
            if readings and abs(fact.at - readings[-1].at) <= _APART:
                found.append(Seen(tuple(readings), fact))
                readings = []
            continue
        if readings and not dt.timedelta() <= fact.at - readings[-1].at <= _APART:
            found += [Seen((r,), None) for r in readings]
            readings = []
        readings.append(fact)
    found += [Seen((r,), None) for r in readings]
    return tuple(found)


def explain(
    finding: Finding, readings: Mapping[str, Measurement], fmt: Formatter, now: dt.datetime
) -> Reason:
    """A finding in words. ``readings`` are the measurements that its facts name, by id."""
    case = _Case(finding, occasions(finding.facts), readings, fmt, now)
    worded = _WORDS.get(finding.rule)
    reason = worded(case) if worded else None
    return reason or _unworded(case)


def age_of(finding: Finding, fmt: Formatter, now: dt.datetime) -> str:
    """How long a finding has been open."""
    return fmt.age(now - finding.since)


def symptom(name: str) -> str:
    """A symptom by its id in a plan or questionnaire; one without a word here is shown as it stands."""
    return _symptom_words().get(name, name.replace("_", " "))


def _symptom_words() -> dict[str, str]:
    return {
        "severe_breathlessness": translate("Symptom", "severe breathlessness"),
        "chest_pain": translate("Symptom", "chest pain"),
        "paralysis": translate("Symptom", "paralysis"),
        "speech_difficulty": translate("Symptom", "difficulty speaking"),
        "severe_headache": translate("Symptom", "severe headache"),
        "sudden_vision_loss": translate("Symptom", "sudden loss of vision"),
        "confusion": translate("Symptom", "confusion"),
        "fainting": translate("Symptom", "fainting"),
        "dyspnoea": translate("Symptom", "more breathless"),
        "sputum_volume": translate("Symptom", "more sputum"),
        "sputum_purulence": translate("Symptom", "discoloured sputum"),
        "cough": translate("Symptom", "more cough"),
        "wheeze": translate("Symptom", "wheezing"),
        "dizziness": translate("Symptom", "dizziness"),
        "swelling": translate("Symptom", "swollen ankles or belly"),
        "extra_pillows": translate("Symptom", "more pillows at night"),
        "breathlessness": translate("Symptom", "more breathless"),
        "night_breathlessness": translate("Symptom", "woken by breathlessness"),
        "phlegm": translate("Symptom", "coughs up phlegm"),
        "reliever": translate("Symptom", "more reliever than usual"),
        "fatigue": translate("Symptom", "more tired"),
        "vomiting": translate("Symptom", "vomits, or cannot eat or drink"),
        "thirst": translate("Symptom", "very thirsty"),
        "hypo": translate("Symptom", "felt low blood sugar"),
        "item9": translate("Symptom", "thoughts of death or of harming oneself"),
    }


def flag(what: Flag) -> str:
    """What the device said about the circumstances."""
    return {
        Flag.BODY_MOVEMENT: translate("Flag", "movement"),
        Flag.CUFF_LOOSE: translate("Flag", "cuff loose"),
        Flag.IRREGULAR_PULSE: translate("Flag", "irregular pulse"),
        Flag.PULSE_ABOVE_RANGE: translate("Flag", "pulse above the device's range"),
        Flag.PULSE_BELOW_RANGE: translate("Flag", "pulse below the device's range"),
        Flag.IMPROPER_POSITION: translate("Flag", "arm not at heart height"),
        Flag.BAD_BLOW: translate("Flag", "blow not acceptable"),
        Flag.POOR_SIGNAL: translate("Flag", "poor signal"),
        Flag.CLOCK_NOT_SET: translate("Flag", "device clock not set"),
        Flag.CONTROL_SOLUTION: translate("Flag", "control solution"),
        Flag.SKIPPED_REST: translate("Flag", "rest skipped"),
    }[what]


def _threshold(case: _Case) -> Reason | None:
    """Absolute limits: the value, measured again or not, or how often."""
    threshold = case.finding.threshold
    if threshold is None or not case.seen:
        return None
    decisive = case.seen[0]
    last = case.full(decisive.readings[-1])
    if case.finding.confirmation is Confirmation.WAITING:
        title = translate("Reason", "{measure} {value}, waits for one more reading")
        title = title.format(measure=case.name, value=last)
    elif len(case.seen) > 1:
        title = Counted().times(len(case.seen), over=threshold.upper)
        title = title.format(measure=case.name, value=last)
    elif len(decisive.readings) == 1:
        title = f"{case.name} {last}"
    else:
        title = translate("Reason", "{measure} {value}, measured again {again}")
        title = title.format(measure=case.name, value=case.shown(decisive.readings[0]), again=last)
    mean = decisive.combined
    if mean is None or case.finding.kind is not Kind.BLOOD_PRESSURE:
        return Reason(title, _capital(case.limit()))
    detail = translate("Reason", "{when}. {mean} on average, limit {limit}, plan {plan}").format(
        when=case.fmt.when(mean.at, case.now),
        mean=f"{measures.component_name(mean.component)} {measures.figure(mean.value, case.fmt)}",
        limit=measures.comparison(threshold, case.fmt),
        plan=case.finding.plan_version,
    )
    return Reason(title, _capital(detail))


def _relative(case: _Case) -> Reason | None:
    """Against the frozen baseline, which is the fact without a measurement and of another time."""
    base = next((f for f in reversed(case.finding.facts) if not f.measurement_id), None)
    if base is None or not case.seen:
        return None
    figure = case.seen[0].figure
    difference = abs(figure.value - base.value)
    text = translate("Reason", "{measure} {value}, {difference} over the baseline")
    if figure.value < base.value:
        text = translate("Reason", "{measure} {value}, {difference} under the baseline")
    title = text.format(
        measure=case.name, value=case.full(figure), difference=measures.figure(difference, case.fmt)
    )
    baseline = translate("Reason", "Baseline {value}. {rest}")
    value = measures.with_unit(base.value, base.unit, case.fmt)
    return Reason(title, baseline.format(value=value, rest=_capital(case.limit())))


def _trend(case: _Case) -> Reason | None:
    """A change over days: the newest value against an earlier one."""
    if len(case.seen) < 2:
        return None
    new, old = case.seen[0].figure, case.seen[1].figure
    days = max(1, (new.at.date() - old.at.date()).days)
    text = Counted().up(days) if new.value >= old.value else Counted().down(days)
    change = measures.with_unit(abs(new.value - old.value), new.unit, case.fmt)
    title = text.format(measure=case.name, change=change)
    span = translate("Reason", "{old} to {new}. {rest}")
    return Reason(title, span.format(old=case.shown(old), new=case.full(new), rest=_capital(case.limit())))


def _mean(case: _Case) -> Reason | None:
    """The mean of the protocol's days."""
    mean = next((f for f in case.finding.facts if not f.measurement_id), None)
    if mean is None:
        return None
    title = translate("Reason", "{measure}: mean of the last days {value}").format(
        measure=measures.component_name(mean.component),
        value=measures.with_unit(mean.value, mean.unit, case.fmt),
    )
    return Reason(title, _capital(case.limit(mean.at)))


def _control(case: _Case) -> Reason | None:
    """Lower than one's own last days."""
    if not case.seen:
        return None
    title = translate("Reason", "{measure} {value}, lower than the days before")
    return Reason(
        title.format(measure=case.name, value=case.full(case.seen[0].figure)), _capital(case.limit())
    )


def _flagged(case: _Case) -> Reason | None:
    """What the device flagged in all of the readings."""
    found = [case.readings[f.measurement_id] for f in case.finding.facts if f.measurement_id in case.readings]
    if not found:
        return None
    common = frozenset.intersection(*(m.flags for m in found))
    what = ", ".join(flag(f) for f in sorted(common))
    title = Counted().flagged(len(found)).format(measure=measures.kind_name(case.finding.kind), what=what)
    return Reason(title, _capital(case.fmt.when(found[0].taken_at, case.now)))


def _combined(case: _Case) -> Reason | None:
    """A value together with a symptom."""
    plain = [s for s in case.seen if s.figure.component is case.finding.component]
    if not plain:
        return None
    title = translate("Reason", "{measure} {value} together with a symptom")
    value = case.full(plain[0].readings[-1])
    return Reason(title.format(measure=case.name, value=value), _capital(case.limit()))


def _symptoms(case: _Case) -> Reason | None:
    """What was answered yes."""
    answered: dict[str, None] = {}
    for fact in case.finding.facts:
        measurement = case.readings.get(fact.measurement_id)
        response = response_of(measurement) if measurement else None
        for item, value in response.answers if response else ():
            if value > 0:
                answered.setdefault(item)
    if not answered:
        return None
    worded = [name for name in answered if name in _symptom_words()] or list(answered)
    names = ", ".join(symptom(name) for name in worded)
    title = translate("Reason", "Answered yes: {symptoms}").format(symptoms=names)
    at = max(f.at for f in case.finding.facts)
    return Reason(title, _capital(case.fmt.when(at, case.now)))


def _score(case: _Case) -> Reason | None:
    """A questionnaire's total."""
    if not case.finding.facts:
        return None
    title = translate("Reason", "Questionnaire {value}").format(value=case.full(case.finding.facts[0]))
    return Reason(title, _capital(case.limit()))


def _missing(case: _Case) -> Reason:
    """A planned measurement that did not come."""
    title = translate("Reason", "{measure} not measured since {when}")
    when = case.fmt.when(case.finding.since, case.now)
    detail = translate("Reason", "Planned by plan {plan}").format(plan=case.finding.plan_version)
    return Reason(title.format(measure=measures.kind_name(case.finding.kind), when=when), detail)


def _device(text: Callable[[], str]) -> Callable[[_Case], Reason]:
    def worded(case: _Case) -> Reason:
        value = " ".join(case.full(fact) for fact in case.finding.facts[:1])
        title = text().format(measure=measures.kind_name(case.finding.kind), value=value)
        since = translate("Reason", "Since {when}").format(when=case.fmt.when(case.finding.since, case.now))
        return Reason(title, since)

    return worded


def _unworded(case: _Case) -> Reason:
    title = translate("Reason", "{measure}: {rule}")
    rule = case.finding.rule.replace("_", " ")
    return Reason(title.format(measure=case.name, rule=rule), _capital(case.limit()))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_WORDS: dict[str, Callable[[_Case], Reason | None]] = {
    Rule.THRESHOLD: _threshold,
    Rule.RELATIVE: _relative,
    Rule.TREND: _trend,
    Rule.MEAN: _mean,
    Rule.CONTROL: _control,
    Rule.FLAGGED: _flagged,
    Rule.COMBINED: _combined,
    Rule.RED_FLAG: _symptoms,
    Rule.SYMPTOM: _symptoms,
    Rule.SCORE: _score,
    Rule.MISSING: _missing,
    DeviceRule.FAILING: _device(
        lambda: translate("Reason", "{measure}: several measurements in a row failed")
    ),
    DeviceRule.SET_ASIDE: _device(lambda: translate("Reason", "{measure} {value} cannot be right")),
    DeviceRule.AHEAD: _device(lambda: translate("Reason", "{measure}: the value is dated in the future")),
    DeviceRule.CLOCK: _device(lambda: translate("Reason", "{measure}: the device's clock does not work")),
}
