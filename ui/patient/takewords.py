"""Words and pictures of the guided measurements: how to do it, what went wrong, what to do about a value."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from hemmonitor.home import HomeState
from hemmonitor.model.careplan import Level
from hemmonitor.model.measurement import Component, Kind
from ui.patient.resultwords import signed_advice
from ui.patient.view import is_high

translate = QCoreApplication.translate

PICTURES = {
    Kind.OXIMETRY: "warm_hand",
    Kind.WEIGHT: "weighing",
    Kind.SPIROMETRY: "blowing",
    Kind.TEMPERATURE: "temperature",
    Kind.GLUCOSE: "finger_prick",
}
MAIN = {
    Kind.OXIMETRY: Component.SPO2,
    Kind.WEIGHT: Component.BODY_WEIGHT,
    Kind.SPIROMETRY: Component.FEV1,
    Kind.TEMPERATURE: Component.BODY_TEMPERATURE,
    Kind.GLUCOSE: Component.GLUCOSE,
}


def how(kind: Kind) -> tuple[str, str, str]:
    """How it is done, in three sentences."""
    return {
        Kind.OXIMETRY: (
            translate("Take", "Warm your hand. Take off nail varnish."),
            translate("Take", "Sit still for five minutes with the hand on the table."),
            translate("Take", "Put a finger in the meter and keep it still."),
        ),
        Kind.WEIGHT: (
            translate("Take", "In the morning, after the toilet and before breakfast."),
            translate("Take", "The same clothes each time, or none."),
            translate("Take", "Stand still with both feet until the figure stays."),
        ),
        Kind.SPIROMETRY: (
            translate("Take", "Sit up straight with both feet on the floor."),
            translate(
                "Take", "Take the deepest breath you can, and close your lips tight around the mouthpiece."
            ),
            translate("Take", "Blow as hard and as fast as you can, until it beeps or you are empty."),
        ),
        Kind.TEMPERATURE: (
            translate("Take", "Rest for a quarter of an hour first. No hot or cold drinks."),
            translate("Take", "Measure in the same place each time."),
            translate("Take", "Keep it still until it beeps."),
        ),
        Kind.GLUCOSE: (
            translate("Take", "Wash your hands with warm water and dry them."),
            translate("Take", "Put a strip in the meter and prick the side of a finger."),
            translate("Take", "Hold the drop to the strip until the meter counts."),
        ),
    }[kind]


def why(kind: Kind) -> str:
    """Why it is done like that, in one sentence."""
    return {
        Kind.OXIMETRY: translate("Take", "A cold finger gives too low a value."),
        Kind.WEIGHT: translate("Take", "The same time each morning shows what the body does."),
        Kind.SPIROMETRY: translate("Take", "Three good blows make the value sure."),
        Kind.TEMPERATURE: translate("Take", "The place makes half a degree."),
        Kind.GLUCOSE: translate("Take", "Sugar on the finger gives too high a value."),
    }[kind]


def failed(kind: Kind) -> tuple[str, str]:
    """What went wrong, as far as a device tells, and what to do now."""
    return {
        Kind.OXIMETRY: (
            translate("Take", "The meter could not feel your pulse."),
            translate("Take", "Warm the hand, try another finger, and keep it still."),
        ),
        Kind.WEIGHT: (
            translate("Take", "The scale did not get a steady value."),
            translate("Take", "Put it on a hard floor, and stand still with both feet."),
        ),
        Kind.SPIROMETRY: (
            translate("Take", "The meter could not use that blow."),
            translate("Take", "Rest a little. Then blow hard from the very start."),
        ),
        Kind.TEMPERATURE: (
            translate("Take", "The thermometer did not get a value."),
            translate("Take", "Wait a minute, and put it in the same place again."),
        ),
        Kind.GLUCOSE: (
            translate("Take", "The meter did not get a value."),
            translate("Take", "Take a new strip and a larger drop."),
        ),
    }[kind]


def once_more(kind: Kind) -> str:
    """That the rules ask for one more, and why that is no cause for worry."""
    if kind is Kind.OXIMETRY:
        return translate("Take", "Warm the hand and measure once more. Then we know for sure.")
    return translate("Take", "Measure once more. Then we know for sure.")


def advice(home: HomeState, kind: Kind, level: Level, *, again: bool) -> tuple[str, str]:
    """Two words about a value, and what to do now."""
    finding = next((f for f in home.evaluation.open if f.kind is kind), None)
    if level is Level.GREEN:
        lead = translate("Take", "Good.")
    elif level is Level.GREY or finding is None:
        lead = translate("Take", "The value is saved.")
    elif kind is Kind.WEIGHT:
        lead = translate("Take", "Your weight has changed.")
    else:
        lead = translate("Take", "A high value.") if is_high(finding) else translate("Take", "A low value.")
    if again:
        return lead, once_more(kind)
    own = signed_advice(home, level, kind)
    if own:
        return lead, own
    return lead, {
        Level.GREEN: translate("Take", "You need not do anything more now."),
        Level.GREY: translate("Take", "Your care centre has not set any limits for it."),
    }.get(level, translate("Take", "Go on measuring as planned. Your care centre sees the value."))
