"""Measures and figures as staff call and write them.

Rules:
- A figure keeps the decimals it was measured with, and stands with its unit.
- Blood pressure is written as a pair.
"""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from hemmonitor.model.careplan import Comparison, Threshold
from hemmonitor.model.measurement import Component, Kind, Measurement, Quantity, Unit
from ui.format import NBSP, Formatter, unit_word

translate = QCoreApplication.translate

PRESSURES = {Kind.BLOOD_PRESSURE, Kind.PRESSURE_SERIES}
PAIR = {Component.SYSTOLIC, Component.DIASTOLIC, Component.MEAN_ARTERIAL}


def kind_name(kind: Kind) -> str:
    """A measure as staff call it."""
    return {
        Kind.BLOOD_PRESSURE: translate("Measure", "Blood pressure"),
        Kind.PRESSURE_SERIES: translate("Measure", "24-hour blood pressure"),
        Kind.SPIROMETRY: translate("Measure", "Spirometry"),
        Kind.OXIMETRY: translate("Measure", "SpO2"),
        Kind.OXIMETRY_SERIES: translate("Measure", "Night oximetry"),
        Kind.WEIGHT: translate("Measure", "Weight"),
        Kind.BODY_COMPOSITION: translate("Measure", "Body composition"),
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
    if measurement.kind in PRESSURES and (component is None or component in PAIR):
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


def _number(quantity: Quantity | None, fmt: Formatter) -> str:
    return figure(quantity.value, fmt) if quantity and quantity.value is not None else "–"
