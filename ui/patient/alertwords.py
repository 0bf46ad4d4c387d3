"""Why a red alert was raised, in plain words. Every rule has words; a measure is always named."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from hemmonitor.clinical.families import Rule
from hemmonitor.clinical.questionnaire import response_of
from hemmonitor.model.finding import Finding
from hemmonitor.model.measurement import Kind, Measurement
from ui.i18n import Language
from ui.patient import view
from ui.patient.questionnaires import options, shipped, text
from ui.patient.words import kind_name, times

translate = QCoreApplication.translate

_ANSWERS = {Rule.RED_FLAG, Rule.SYMPTOM, Rule.SCORE}
_CHANGES = {Rule.RELATIVE, Rule.TREND, Rule.CONTROL}


def emergency(alert: Finding) -> bool:
    """Whether a symptom that leads to 112 was answered yes: then nothing else comes first."""
    return alert.rule == Rule.RED_FLAG


def because(alert: Finding, readings: Sequence[Measurement]) -> str:
    """The reason as one line; `readings` are those that decided it."""
    if alert.rule in _ANSWERS:
        return translate("Alert", "Why: what you answered to the questions")
    if alert.rule == Rule.THRESHOLD and alert.kind is Kind.BLOOD_PRESSURE and len(readings) > 1:
        return _pressure(alert, readings)
    if alert.rule == Rule.FLAGGED:
        return translate("Alert", "Why: an irregular pulse several times")
    if alert.rule in _CHANGES:
        text = translate("Alert", "Why: {name} has changed much")
    elif alert.rule == Rule.MEAN:
        high = translate("Alert", "Why: {name}, your mean of several days is over your red limit")
        low = translate("Alert", "Why: {name}, your mean of several days is under your red limit")
        text = high if view.is_high(alert) else low
    else:
        high = translate("Alert", "Why: {name} is over your red limit")
        text = high if view.is_high(alert) else translate("Alert", "Why: {name} is under your red limit")
    return text.format(name=kind_name(alert.kind).lower())


def answers_of(readings: Sequence[Measurement], language: Language) -> list[tuple[str, str]]:
    """(question, answer) for what was answered with something else than no."""
    found = []
    for reading in readings:
        response = response_of(reading)
        known = shipped().get(response.questionnaire) if response else None
        if response is None or known is None:
            continue
        for item in known.items:
            value = response.answer(item.id)
            chosen = next((o for o in options(item) if o.value == value and value), None)
            if chosen is not None:
                found.append((text(item.text, language), text(chosen.text, language)))
    return found


def _pressure(alert: Finding, readings: Sequence[Measurement]) -> str:
    if not view.is_high(alert):
        text = translate("Alert", "Why: very low blood pressure {times}")
    elif view.rested(readings):
        text = translate("Alert", "Why: very high blood pressure {times}, even though you rested")
    else:
        text = translate("Alert", "Why: very high blood pressure {times}")
    return text.format(times=times(len(readings)))
