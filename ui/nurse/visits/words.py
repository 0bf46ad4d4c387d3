"""Words of home visits: where a visit stands, what two did apart, how the way to the centre is."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QObject

from hemmonitor.model.finding import Judged
from hemmonitor.model.measurement import Kind
from hemmonitor.model.visits import Identified, Outcome
from hemmonitor.visiting.desk import Begun, Here, Route
from hemmonitor.visiting.visit import Clash, ClashKind, Visit
from ui import measures
from ui.format import Formatter
from ui.nurse import words

translate = QCoreApplication.translate


class Counted(QObject):
    """Texts with a number: lupdate sees their plural forms only in ``tr``."""

    def waiting(self, count: int) -> str:
        """What has not been sent."""
        return self.tr("%n thing(s) left to send", "", count)

    def stored(self, count: int) -> str:
        """What waits, for the foot of the route."""
        return self.tr("%n thing(s) lie encrypted here.", "", count)

    def clashes(self, count: int) -> str:
        """What changed meanwhile."""
        return self.tr("%n thing(s) changed meanwhile", "", count)

    def questions(self, count: int) -> str:
        """How many questionnaires the plan asks for."""
        return self.tr("Questions, %n", "", count)

    def pictures(self, count: int) -> str:
        """Pictures with a note."""
        return self.tr("%n picture(s)", "", count)


def born(number: str, fmt: Formatter) -> str:
    """Born 18 January 1961, from a personal identity number of 12 digits."""
    try:
        day = dt.date(int(number[:4]), int(number[4:6]), int(number[6:8]))
    except ValueError:
        return ""
    return translate("Visit", "born {day}").format(day=fmt.day(day, year=True))


def kinds(what: tuple[Kind, ...]) -> str:
    """weight, blood pressure, SpO2."""
    names = [measures.kind_name(kind) for kind in what]
    lowered = [n if n[:2].isupper() or n == "SpO2" else n[:1].lower() + n[1:] for n in names]
    return ", ".join(lowered)


def address(visit: Visit, *, shown: bool) -> str:
    """Where it is; a protected one only where the visit is under way."""
    if visit.protected and not shown:
        return translate("Visit", "Protected address, shown at the visit")
    return visit.address


def stand(visit: Visit, route: Route, fmt: Formatter) -> tuple[str, str, str]:
    """(icon, bold word, rest): where a visit stands."""
    waiting = route.waiting.get(visit.mailbox, 0)
    rest = Counted().waiting(waiting) if waiting else ""
    if visit.id == route.here:
        return "user-check", translate("Visit", "Here now"), ""
    if visit.made is not None and visit.made_at is not None:
        word = outcome(visit.made.outcome)
        return "check", word, rest or fmt.time(visit.made_at)
    if visit.off:
        return "calendar-x", translate("Visit", "Called off"), visit.by
    if visit.id in route.begun:
        return "clock", translate("Visit", "Begun"), rest
    if not visit.has_plan:
        return (
            "cloud-off",
            translate("Visit", "No plan here yet"),
            translate("Visit", "connect before the trip"),
        )
    return "circle-check", translate("Visit", "Here on the computer"), kinds(visit.kinds)


def outcome(what: Outcome) -> str:
    """How a visit ended."""
    return {
        Outcome.DONE: translate("Visit", "Done"),
        Outcome.NOT_HOME: translate("Visit", "Nobody at home"),
        Outcome.BROKEN_OFF: translate("Visit", "Broken off"),
    }[what]


def identified(begun: Begun, fmt: Formatter) -> str:
    """Name and birth date asked 09:43."""
    at = fmt.time(begun.asked_at)
    if begun.identified is Identified.BIRTH_DATE:
        return translate("Visit", "name and birth date asked {time}").format(time=at)
    return translate("Visit", "document shown {time}").format(time=at)


def clash(what: Clash, name: str, fmt: Formatter, now: dt.datetime) -> tuple[str, str]:
    """(title, text): what was done apart, what stands, and that both are kept."""
    when = fmt.when(what.at, now)
    if what.kind is ClashKind.PLAN:
        title = translate("Visit", "{name}: the plan was changed meanwhile")
        text = translate(
            "Visit",
            "The values of the visit were judged by plan {old}. {by} has issued plan {new} ({when}), "
            "which is in force: the values are judged again by it. Both are kept.",
        )
    elif what.kind is ClashKind.TWO_PLANS:
        title = translate("Visit", "{name}: two have changed the plan")
        text = translate(
            "Visit", "The version of {new} ({when}) stands, that of {old} is kept beside it. Look at both."
        )
    elif what.kind is ClashKind.MOVED:
        title = translate("Visit", "{name}: the visit had been planned anew")
        text = translate(
            "Visit", "{by} planned it anew ({when}). It was made by the older word; both are kept."
        )
    elif what.kind is ClashKind.CALLED_OFF:
        title = translate("Visit", "{name}: the visit had been called off")
        text = translate("Visit", "{by} called it off ({when}). It was made all the same. Both are kept.")
    else:
        title = translate("Visit", "{name}: two have been there")
        text = translate("Visit", "{new} was there first, {old} after that ({when}). Both are kept.")
    return title.format(name=name), text.format(old=what.beside, new=what.stands, by=what.by, when=when)


def value_line(judged: Judged, fmt: Formatter) -> str:
    """Blood pressure 134/80 mmHg, as it stands in a summary."""
    value, unit = measures.reading(judged.measurement, None, fmt)
    return f"{measures.kind_name(judged.measurement.kind)} {value} {unit}".strip()


def summary(here: Here, fmt: Formatter, zone_word: dict[str, str]) -> str:
    """What was measured, a line each, to go on writing from."""
    lines = [
        f"{value_line(judged, fmt)} ({zone_word[judged.level.value]})"
        for judged in here.values
        if judged.measurement.kind is not Kind.QUESTIONNAIRE
    ]
    if any(judged.measurement.kind is Kind.QUESTIONNAIRE for judged in here.values):
        lines.append(translate("Visit", "Questions answered."))
    return "\n".join(lines)


def problem(code: str) -> str:
    """An error in words."""
    own = {
        "visits.wrong_person": translate(
            "Visit",
            "That is not this person's birth date. Nobody is chosen. Ask again for both.",
        ),
        "visits.nobody": translate("Visit", "Nobody is chosen. Say first who the value is for."),
    }
    return own.get(code) or words.problem(code)
