"""Staffed hours in words: days that have the same hours are one, in a row as a range."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from hemmonitor.model.centre import OpenHours
from ui.format import Formatter

_MONDAY = dt.date(2026, 11, 16)  # any Monday, for the names of the weekdays


def staffed(hours: Sequence[OpenHours], fmt: Formatter) -> str:
    """Mon-Fri 7-16, Sat 10-14; empty when nobody has said."""
    found: list[str] = []
    ordered = sorted(hours, key=lambda h: (h.opens, h.closes, h.weekday))
    spans = [(list(days), key) for key, days in groupby(ordered, lambda h: (h.opens, h.closes))]
    for days, (opens, closes) in sorted(spans, key=lambda span: span[0][0].weekday):
        names = ", ".join(_runs([h.weekday for h in days], fmt))
        found.append(f"{names} {fmt.between(_clock(opens, fmt), _clock(closes, fmt))}")
    return ", ".join(found)


def _runs(days: Sequence[int], fmt: Formatter) -> list[str]:
    """Weekdays 1 to 7, rising, as ranges: three and more in a row are one."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [
        fmt.between(_name(run[0], fmt), _name(run[-1], fmt))
        if len(run) > 2
        else ", ".join(_name(day, fmt) for day in run)
        for run in runs
    ]


def _name(day: int, fmt: Formatter) -> str:
    return fmt.weekday(_MONDAY + dt.timedelta(days=day - 1), short=True)


def _clock(at: dt.time, fmt: Formatter) -> str:
    """8, or 16:30."""
    if not at.minute:
        return str(at.hour)
    return fmt.time(dt.datetime.combine(_MONDAY, at, fmt.zone))
