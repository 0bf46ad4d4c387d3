"""A night's recording in plain words: what it is called, and what it came to. Nothing here judges it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import QCoreApplication

from hemmonitor.clinical.overnight import Figures, Night, Stretch
from hemmonitor.model.measurement import Measurement
from ui.format import NBSP, Formatter

translate = QCoreApplication.translate

_EVENING, _MORNING = 17, 6  # o'clock; what begins in between is a night's
_LOST = dt.timedelta(minutes=1)  # less is not worth a word


def name(recording: Measurement, form: Formatter) -> str:
    """The night before Friday 21 November; a recording of the day has its time."""
    begins = recording.taken_at.astimezone(form.zone)
    if begins.hour >= _EVENING or begins.hour < _MORNING:
        morning = begins.date() + dt.timedelta(days=begins.hour >= _EVENING)
        text = translate("Night", "The night before {day}")
        return text.format(day=f"{form.weekday(morning)} {form.day(morning)}")
    text = translate("Night", "{day} {time}")
    return text.format(day=f"{form.weekday(begins)} {form.day(begins)}", time=form.at_time(begins))


def length(span: dt.timedelta) -> str:
    """7 h 52 min."""
    hours, minutes = divmod(int(span.total_seconds() + 30) // 60, 60)
    if not hours and not minutes and span:
        return translate("Night", "less than 1 min").replace(" ", NBSP)
    parts = [translate("Night", "{n} h").format(n=hours)] if hours else []
    parts += [translate("Night", "{n} min").format(n=minutes)] if minutes or not hours else []
    return " ".join(parts).replace(" ", NBSP)


def facts(found: Night, form: Formatter) -> list[tuple[str, str]]:
    """(figure, what it is), the most telling first."""
    whole = found.whole
    facts: list[tuple[str, str]] = []
    if whole.spo2 is not None:
        facts.append((percent(whole.spo2.mean, form), translate("Night", "oxygen level, mean of the night")))
        facts.append((percent(whole.spo2.lowest, form), translate("Night", "the lowest value")))
    if whole.share_under is not None:
        share = percent(whole.share_under, form)
        text = translate("Night", "under 90 %, {share} of the time").format(share=share)
        facts.append((length(whole.under), text))
    for index, fall, sign in ((found.odi3, 3, "ODI3"), (found.odi4, 4, "ODI4")):
        if index is not None:
            text = translate("Night", "falls of {fall} % or more an hour ({sign})")
            facts.append((form.number(index, 1), text.format(fall=fall, sign=sign)))
    if whole.pulse is not None:
        between = form.between(_whole(whole.pulse.lowest, form), _whole(whole.pulse.highest, form))
        text = translate("Night", "pulse, mean of the night ({between})").format(between=between)
        facts.append((_whole(whole.pulse.mean, form), text))
    return facts


def indexes(found: Night, form: Formatter) -> str:
    """The falls of the whole night in a sentence; they have no hours."""
    said = [
        f"{sign} {form.number(index, 1)}"
        for index, sign in ((found.odi3, "ODI3"), (found.odi4, "ODI4"))
        if index is not None
    ]
    return translate("Night", "Falls an hour: {indexes}.").format(indexes=", ".join(said)) if said else ""


def when(found: Night, form: Formatter) -> str:
    """From when to when it was measured, and how long the signal was lost."""
    whole = found.whole
    times = form.between(form.time(whole.start), form.time(whole.end))
    text = translate("Night", "Measured for {length}, {times}.").format(
        length=length(whole.end - whole.start), times=times
    )
    if whole.lost >= _LOST:
        lost = translate("Night", "No signal for {length}.").format(length=length(whole.lost))
        return f"{text} {lost}"
    return text


def no_judgement() -> str:
    """What the program does not do."""
    return translate("Night", "The program does not judge a night. Your care centre does.")


def spoken(recording: Measurement, found: Night, form: Formatter) -> str:
    """All of it in one go, for a screen reader."""
    said = [f"{figure} {text}" for figure, text in facts(found, form)]
    return ". ".join([name(recording, form), when(found, form).rstrip("."), *said])


def head() -> Sequence[str]:
    """The columns of the table."""
    return (
        translate("Night", "Time"),
        translate("Night", "Oxygen, mean"),
        translate("Night", "Lowest"),
        translate("Night", "Under 90 %"),
        translate("Night", "Pulse, mean"),
    )


def row(part: Stretch, form: Formatter) -> Sequence[str]:
    """One hour, or the whole night, as a row of the table."""
    return (
        form.between(form.time(part.start), form.time(part.end)),
        _mean(part.spo2, form),
        percent(part.spo2.lowest, form) if part.spo2 else no_signal(),
        length(part.under) if part.spo2 else no_signal(),
        _whole(part.pulse.mean, form) if part.pulse else no_signal(),
    )


def no_signal() -> str:
    """Where nothing was measured."""
    return translate("Night", "No signal")


def percent(value: Decimal, form: Formatter) -> str:
    """93 %."""
    return f"{_whole(value, form)}{NBSP}%"


def _mean(figures: Figures | None, form: Formatter) -> str:
    return percent(figures.mean, form) if figures else no_signal()


def _whole(value: Decimal, form: Formatter) -> str:
    return form.number(value.quantize(Decimal(1), ROUND_HALF_UP))
