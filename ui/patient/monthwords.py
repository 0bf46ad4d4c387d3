"""How planned measuring went, in words: a day's word and sentence, a month's counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from hemmonitor.clinical.adherence import Day, DayState
from ui.format import Formatter
from ui.patient.words import kind_name

translate = QCoreApplication.translate

COUNTED = (DayState.DONE, DayState.PARTLY, DayState.MISSED, DayState.PAUSED)


def word(state: DayState) -> str:
    """One word for a day, as it stands in the calendar."""
    return {
        DayState.DONE: translate("Month", "Done"),
        DayState.PARTLY: translate("Month", "Partly"),
        DayState.MISSED: translate("Month", "Not done"),
        DayState.COMING: translate("Month", "To come"),
        DayState.PAUSED: translate("Month", "Pause"),
        DayState.NOT_PLANNED: translate("Month", "Nothing planned"),
    }[state]


def sentence(day: Day, form: Formatter) -> str:
    """Friday 21 November: partly, 1 of 2. Blood pressure at 06.00 is not done."""
    name = f"{form.weekday(day.day)} {form.day(day.day)}"
    head = f"{name[:1].upper()}{name[1:]}: {word(day.state).lower()}"
    if not day.planned:
        return f"{head}."
    count = translate("Month", "{done} of {planned}").format(done=day.met, planned=len(day.planned))
    left = [p.slot for p in day.planned if p.due and not p.met]
    said = f"{head}, {count}."
    if left and day.state is not DayState.MISSED:
        times = ", ".join(
            f"{kind_name(slot.kind)} {_hour(slot.at.hour, slot.at.minute, form)}" for slot in left
        )
        missing = translate("Month", "Not done: {times}.").format(times=times)
        return f"{said} {missing}"
    return said


def counts(days: Sequence[Day], done: str) -> str:
    """The days of a month in words, ``done`` for the done ones; nothing is said of what there is none of."""
    found = Counter(day.state for day in days)
    texts = {
        DayState.DONE: done,
        DayState.PARTLY: translate("Month", "{count} partly"),
        DayState.MISSED: translate("Month", "{count} not done"),
        DayState.PAUSED: translate("Month", "{count} in a pause"),
    }
    parts = [texts[state].format(count=found[state]) for state in COUNTED if found[state]]
    return f"{', '.join(parts)}." if parts else translate("Month", "Nothing was planned this month.")


def _hour(hour: int, minute: int, form: Formatter) -> str:
    mark = "." if form.language == "sv" else ":"
    return f"{hour:02}{mark}{minute:02}"
