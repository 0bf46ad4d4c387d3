"""What a blood pressure is called in two words, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from hemmonitor.clinical.guided import Step
from hemmonitor.home import HomeState
from hemmonitor.model.careplan import Level
from hemmonitor.model.finding import Finding
from hemmonitor.model.measurement import Component, Kind
from ui.patient.guide import again_at
from ui.patient.view import is_high

translate = QCoreApplication.translate


def action(step: Step, level: Level, home: HomeState) -> tuple[str, str]:
    """Two words about the value, and what to do now."""
    finding = next((f for f in home.evaluation.open if f.kind is Kind.BLOOD_PRESSURE), None)
    waiting = again_at(home) is not None
    return _lead(level, finding, strong=waiting), _advice(step, level, home, waiting=waiting)


def _advice(step: Step, level: Level, home: HomeState, *, waiting: bool) -> str:
    if step is Step.WAIT:
        return translate("Result", "Stay seated. We measure once more and put both values together.")
    if step is Step.REST_AGAIN or waiting:
        return translate("Result", "Rest for five minutes. Then we measure once more.")
    own = signed_advice(home, level)
    if own:
        return own
    return {
        Level.GREEN: translate("Result", "You need not do anything more now."),
        Level.GREY: translate("Result", "Your care centre has not set any limits for it."),
    }.get(level, translate("Result", "Go on measuring as planned. Your care centre sees the value."))


def signed_advice(home: HomeState, level: Level, kind: Kind = Kind.BLOOD_PRESSURE) -> str:
    """The plan's own words for a zone; empty where the program's apply."""
    advice = home.plan.advice if home.plan else ()
    return next((a.text for a in advice if a.kind is kind and a.level is level), "")


def _lead(level: Level, finding: Finding | None, *, strong: bool) -> str:
    if level is Level.GREEN:
        return translate("Result", "Good.")
    if level is Level.GREY or finding is None:
        return translate("Result", "The value is saved.")
    low, high = _words(finding.component, strong=strong or level is Level.RED)
    return high if is_high(finding) else low


def _words(component: Component | None, *, strong: bool) -> tuple[str, str]:
    """Words for too low and for too high."""
    if component is Component.PULSE_RATE:
        return translate("Result", "A rather slow pulse."), translate("Result", "A rather fast pulse.")
    if strong:
        return translate("Result", "Very low."), translate("Result", "Very high.")
    return translate("Result", "A little low."), translate("Result", "A little high.")
