"""Findings in words, for staff: what was seen, when, and the limit it stands against.

Rules:
- A reason has a title that stands alone in a list, and a detail with times and the limit.
- A figure has its unit and its time. Blood pressure is written as a pair.
- A rule that this version has no words for is still shown, by its measure and its name: nothing vanishes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QObject

from hemmonitor.model.careplan import Comparison, Threshold
from hemmonitor.model.finding import Confirmation, Fact, Finding
from hemmonitor.model.measurement import Component, Kind, Measurement, Quantity, Unit
from ui.format import NBSP, Formatter, unit_word

translate = QCoreApplication.translate


class Counted(QObject):
    """Texts with a number: lupdate sees their plural forms only in ``tr``."""

    def times(self, count: int, *, over: bool) -> str:
        """On how many occasions a limit was crossed; ``{measure}`` and ``{value}`` are to be filled in."""
        if over:
            return self.tr("{measure} {value}, %n time(s) over the limit", "", count)
        return self.tr("{measure} {value}, %n time(s) under the limit", "", count)


_APART = dt.timedelta(hours=2)  # facts further apart are of different occasions
_PAIR = {Component.SYSTOLIC, Component.DIASTOLIC, Component.MEAN_ARTERIAL}


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


def kind_name(kind: Kind) -> str:
    """A measure as staff call it."""
    return {
        Kind.BLOOD_PRESSURE: translate("Measure", "Blood pressure"),
        Kind.SPIROMETRY: translate("Measure", "Spirometry"),
        Kind.OXIMETRY: translate("Measure", "SpO2"),
        Kind.WEIGHT: translate("Measure", "Weight"),
        Kind.TEMPERATURE: translate("Measure", "Temperature"),
        Kind.GLUCOSE: translate("Measure", "Glucose"),
        Kind.HEART_RATE: translate("Measure", "Pulse"),
        Kind.RESPIRATORY_RATE: translate("Measure", "Respiratory rate"),
        Kind.QUESTIONNAIRE: translate("Measure", "Questions"),
    }[kind]


def component_name(component: Component) -> str:
    """One figure of a measure as staff call it."""
    names = {
        Component.SYSTOLIC: translate("Measure", "Systolic"),
        Component.DIASTOLIC: translate("Measure", "Diastolic"),
        Component.MEAN_ARTERIAL: translate("Measure", "Mean pressure"),
        Component.PULSE_RATE: translate("Measure", "Pulse"),
        Component.SPO2: translate("Measure", "SpO2"),
        Component.PERFUSION_INDEX: translate("Measure", "Perfusion index"),
        Component.BODY_WEIGHT: translate("Measure", "Weight"),
        Component.BODY_HEIGHT: translate("Measure", "Height"),
        Component.BODY_FAT: translate("Measure", "Body fat"),
        Component.BODY_TEMPERATURE: translate("Measure", "Temperature"),
        Component.GLUCOSE: translate("Measure", "Glucose"),
        Component.HEART_RATE: translate("Measure", "Pulse"),
        Component.RESPIRATORY_RATE: translate("Measure", "Respiratory rate"),
        Component.SCORE: translate("Measure", "Score"),
    }
    return names.get(component, component.value.upper())  # FEV1, FEV6, FVC, PEF, BMI


def figure(value: Decimal, fmt: Formatter) -> str:
    """A number with the decimals that it was measured with."""
    exponent = value.as_tuple().exponent
    return fmt.number(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def with_unit(value: Decimal, unit: Unit, fmt: Formatter) -> str:
    """A number and its unit, unbreakable."""
    return f"{figure(value, fmt)}{NBSP}{unit_word(unit)}".rstrip(NBSP)


def reading(measurement: Measurement, component: Component | None, fmt: Formatter) -> tuple[str, str]:
    """The figure of a measurement to show, and its unit: 184/112 and mmHg. A missing one is a dash."""
    if measurement.kind is Kind.BLOOD_PRESSURE and (component is None or component in _PAIR):
        upper, lower = (measurement.quantity(c) for c in (Component.SYSTOLIC, Component.DIASTOLIC))
        unit = unit_word(upper.unit) if upper else ""
        return f"{_number(upper, fmt)}/{_number(lower, fmt)}", unit
    quantity = measurement.quantity(component) if component else None
    quantity = quantity or (measurement.values[0] if measurement.values else None)
    return _number(quantity, fmt), unit_word(quantity.unit) if quantity else ""


def comparison(threshold: Threshold, fmt: Formatter) -> str:
    """Where a limit begins to apply: over 100 beats/min, from 180 mmHg, under 88 %."""
    value = with_unit(threshold.limit, threshold.unit, fmt)
    text = {
        Comparison.ABOVE: translate("Reason", "over {limit}"),
        Comparison.AT_LEAST: translate("Reason", "from {limit}"),
        Comparison.BELOW: translate("Reason", "under {limit}"),
        Comparison.AT_MOST: translate("Reason", "up to {limit}"),
    }[threshold.comparison]
    return text.format(limit=value)


def limit_phrase(threshold: Threshold, fmt: Formatter) -> str:
    """The limit with the figure's name: systolic from 180 mmHg."""
    name = component_name(threshold.component)
    lowered = name if name.isupper() or name[:2].isupper() or name == "SpO2" else name[:1].lower() + name[1:]
    return f"{lowered} {comparison(threshold, fmt)}"


def occasions(facts: Iterable[Fact]) -> tuple[Seen, ...]:
    """A finding's facts by occasion, the decisive one first, the others newest first."""
    found: list[Seen] = []
    readings: list[Fact] = []
    for fact in facts:
        if not fact.measurement_id:
            if readings:
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
    seen = occasions(finding.facts)
    if finding.threshold is None or not seen:
        return _unworded(finding, fmt, now)
    decisive = seen[0]
    name, unit = _measure(finding), unit_word(decisive.figure.unit)
    values = [_pair(fact, readings, fmt) for fact in decisive.readings]
    last = f"{values[-1]}{NBSP}{unit}".rstrip(NBSP)
    if finding.confirmation is Confirmation.WAITING:
        title = translate("Reason", "{measure} {value}, waits for one more reading").format(
            measure=name, value=last
        )
    elif len(seen) > 1:
        times = Counted().times(len(seen), over=finding.threshold.upper)
        title = times.format(measure=name, value=last)
    elif len(values) == 1:
        title = f"{name} {last}"
    else:
        again = translate("Reason", "{measure} {value}, measured again {again}")
        title = again.format(measure=name, value=values[0], again=last)
    return Reason(title, _detail(finding, decisive, fmt, now))


def age_of(finding: Finding, fmt: Formatter, now: dt.datetime) -> str:
    """How long a finding has been open."""
    return fmt.age(now - finding.since)


def _measure(finding: Finding) -> str:
    if finding.kind is Kind.BLOOD_PRESSURE and finding.component in _PAIR:
        return kind_name(finding.kind)
    if finding.component is not None:
        return component_name(finding.component)
    return kind_name(finding.kind)


def _detail(finding: Finding, decisive: Seen, fmt: Formatter, now: dt.datetime) -> str:
    assert finding.threshold is not None
    when = fmt.when(decisive.figure.at, now)
    limit = limit_phrase(finding.threshold, fmt)
    text = translate("Reason", "{when}. Limit {limit}, plan {plan}")
    mean = ""
    if decisive.combined is not None and finding.kind is Kind.BLOOD_PRESSURE:
        mean = f"{component_name(decisive.combined.component)} {figure(decisive.combined.value, fmt)}"
        limit = comparison(finding.threshold, fmt)
        text = translate("Reason", "{when}. {mean} on average, limit {limit}, plan {plan}")
    text = text.format(when=when, mean=mean, limit=limit, plan=finding.plan_version)
    return text[:1].upper() + text[1:]


def _unworded(finding: Finding, fmt: Formatter, now: dt.datetime) -> Reason:
    title = translate("Reason", "{measure}: {rule}")
    return Reason(
        title.format(measure=_measure(finding), rule=finding.rule.replace("_", " ")),
        fmt.when(finding.since, now),
    )


def _pair(fact: Fact, readings: Mapping[str, Measurement], fmt: Formatter) -> str:
    measurement = readings.get(fact.measurement_id)
    if measurement is not None and fact.component in _PAIR:
        return reading(measurement, fact.component, fmt)[0]
    return figure(fact.value, fmt)


def _number(quantity: Quantity | None, fmt: Formatter) -> str:
    return figure(quantity.value, fmt) if quantity and quantity.value is not None else "–"
