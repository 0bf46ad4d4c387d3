"""Words of the report. Figures and dates come in as ready texts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from hemmonitor.clinical.ambulatory import Dipping
from hemmonitor.clinical.home_pressure import DataStatus
from hemmonitor.model.careplan import Goal
from hemmonitor.model.events import Action
from hemmonitor.model.measurement import Component, Flag, Kind
from ui import measures
from ui.format import Formatter

translate = QCoreApplication.translate


class Counted(QObject):
    """Texts with a number: lupdate sees their plural forms only in ``tr``."""

    def readings(self, count: int) -> str:
        """How many readings."""
        return self.tr("%n reading(s)", "", count)

    def days(self, count: int) -> str:
        """How many days."""
        return self.tr("%n day(s)", "", count)

    def more(self, count: int) -> str:
        """How many findings did not fit on the first page."""
        return self.tr("and %n more", "", count)


def kind(what: Kind) -> str:
    """A measure as staff call it."""
    own = {
        Kind.BODY_COMPOSITION: translate("Report", "Body composition"),
        Kind.OXIMETRY_SERIES: translate("Report", "SpO2 recording"),
    }
    return own.get(what) or measures.kind_name(what)


def component(what: Component) -> str:
    """A figure as staff call it."""
    own = {
        Component.SPO2_LOWEST: translate("Report", "Lowest SpO2"),
        Component.ODI3: "ODI3",
        Component.ODI4: "ODI4",
    }
    return own.get(what) or measures.component_name(what)


def name(what: Kind | Component) -> str:
    """A measure or a figure."""
    return kind(what) if isinstance(what, Kind) else component(what)


def adequacy(status: DataStatus) -> str:
    """Whether the readings suffice."""
    return {
        DataStatus.ADEQUATE: translate("Report", "Enough readings for an assessment"),
        DataStatus.LIMITED: translate("Report", "Few readings: assess with care"),
        DataStatus.INSUFFICIENT: translate("Report", "Too few readings for an assessment"),
    }[status]


def source(ident: str) -> str:
    """Where a computed figure's rule comes from, for the footer."""
    return {
        "home_protocol": translate(
            "Report",
            "Home mean: seven days, two readings morning and evening, first day left out (ESH 2021).",
        ),
        "adequacy": translate(
            "Report",
            "Adequate: 12 readings after the first day (Stergiou 2018); limited: 3 days and 12 in all.",
        ),
        "home_limit": translate("Report", "Limit for the home mean 135/85 mmHg (ESC 2024, ESH 2023)."),
        "variability": translate("Report", "Spread: sample standard deviation of the readings in the mean."),
        "recording": translate(
            "Report",
            "24 hours: limits 130/80, day 135/85, night 120/70 mmHg (ESH 2023); "
            "enough: 70 % of the readings, 20 by day and 7 at night (ESH 2021).",
        ),
        "means": translate("Report", "Other means: all readings of the days shown, none weighted."),
        "findings": translate("Report", "Signals: the limits of the plan in force, as signed."),
    }[ident]


def dipping(what: Dipping) -> str:
    """How the pressure behaves at night."""
    return {
        Dipping.REVERSE: translate("Report", "it rises"),
        Dipping.NON_DIPPER: translate("Report", "too little (non-dipper)"),
        Dipping.DIPPER: translate("Report", "as expected (dipper)"),
        Dipping.EXTREME: translate("Report", "much (extreme dipper)"),
    }[what]


def not_certified() -> str:
    """What the program is not."""
    return translate("Report", "Hemmonitor is not CE-marked: for development and research only.")


def page(number: int, count: int) -> str:
    """Which page of how many."""
    return translate("Report", "Page {number} of {count}").format(number=number, count=count)


def goal(one: Goal, fmt: Formatter) -> str:
    """A goal: systolic under 135 mmHg."""
    name = component(one.component)
    if name[1:2].islower():
        name = name[:1].lower() + name[1:]
    value = measures.with_unit(one.limit, one.unit, fmt)
    text = {
        "lt": translate("Report", "{figure} under {limit}"),
        "le": translate("Report", "{figure} at most {limit}"),
        "gt": translate("Report", "{figure} over {limit}"),
        "ge": translate("Report", "{figure} at least {limit}"),
    }[one.comparison.value]
    return text.format(figure=name, limit=value)


def action(what: Action) -> str:
    """What was done about a finding."""
    return {
        Action.CALLED: translate("Report", "called the patient"),
        Action.WROTE: translate("Report", "wrote to the patient"),
        Action.BOOKED_VISIT: translate("Report", "booked a visit"),
        Action.ASKED_PHYSICIAN: translate("Report", "asked a physician"),
        Action.NEW_MEASUREMENT: translate("Report", "asked for a new measurement"),
        Action.EXPECTED: translate("Report", "nothing, it was expected"),
    }[what]


def flag(what: Flag) -> str:
    """What the device said about the circumstances; one without a word here stands by its name."""
    return {
        Flag.BODY_MOVEMENT: translate("Report", "movement"),
        Flag.CUFF_LOOSE: translate("Report", "cuff loose"),
        Flag.IRREGULAR_PULSE: translate("Report", "irregular pulse"),
        Flag.IMPROPER_POSITION: translate("Report", "arm not at heart height"),
        Flag.BAD_BLOW: translate("Report", "blow not acceptable"),
        Flag.POOR_SIGNAL: translate("Report", "poor signal"),
        Flag.SKIPPED_REST: translate("Report", "rest skipped"),
    }.get(what, what.value.replace("_", " "))


def diagnosis(name: str) -> str:
    """A diagnosis by its id in the plan; one without a word here is shown as it stands."""
    return {
        "hypertension": translate("Report", "Hypertension"),
        "copd": translate("Report", "COPD"),
        "heart_failure": translate("Report", "Heart failure"),
        "diabetes_2": translate("Report", "Type 2 diabetes"),
        "diabetes_1": translate("Report", "Type 1 diabetes"),
        "asthma": translate("Report", "Asthma"),
    }.get(name, name.replace("_", " ").capitalize())


def retraction(reason: str) -> str:
    """Why a value was taken away."""
    return {
        "not_me": translate("Report", "not the patient"),
        "import_undone": translate("Report", "import undone"),
    }.get(reason, reason or translate("Report", "no reason given"))
