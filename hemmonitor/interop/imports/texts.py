"""Numbers and moments as files write them, in Swedish and English. Nothing is guessed.

A date whose order of day and month cannot be told is refused (``DateOrder``) until a person has said it.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

MISSING = frozenset({"", "-", "--", "---", "–", "n/a", "na", "null", "none", "ee", "err", "error"})

_NUMBER = re.compile(r"[-+]?[0-9]{1,6}(?:[.,][0-9]{1,6})?")


def number(text: str) -> Decimal | None:
    """The number, with decimal point or comma; ``None`` for a missing one. Raises ``ValueError``."""
    clean = text.strip().replace("\u00a0", "").replace("−", "-")
    if clean.casefold() in MISSING:
        return None
    if not _NUMBER.fullmatch(clean):
        raise ValueError("not a number")
    try:
        return Decimal(clean.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError("not a number") from error


class DateOrder(ValueError):
    """Day and month cannot be told apart."""


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january", "januari"),
            ("feb", "february", "februari"),
            ("mar", "march", "mars"),
            ("apr", "april"),
            ("may", "maj"),
            ("jun", "june", "juni"),
            ("jul", "july", "juli"),
            ("aug", "august", "augusti"),
            ("sep", "sept", "september"),
            ("oct", "october", "okt", "oktober"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_CLOCK = (
    r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})"
    r"(?:[:.](?P<second>[0-9]{2})(?:[.,](?P<part>[0-9]{1,9}))?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
)
_ZONE = r"\s*(?P<zone>Z|[-+][0-9]{2}:?[0-9]{2})?"
_ORDERS = (
    re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<name>[A-Za-zåäö]+)\.?\s+(?P<day>[0-9]{1,2}),?\s+(?P<year>[0-9]{4})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.?\s+(?P<name>[A-Za-zåäö]+)\.?,?\s+(?P<year>[0-9]{4})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})"),
    re.compile(r"(?P<first>[0-9]{1,2})[-/](?P<second_>[0-9]{1,2})[-/](?P<year>[0-9]{4})"),
)
_TIME_OF_DAY = re.compile(r"[T,\s]*" + _CLOCK + _ZONE)


def moment(text: str, clock: str, zone: dt.tzinfo, *, day_first: bool | None = None) -> dt.datetime:
    """The moment in a date's text, and a time's when it is apart. ``zone`` where the text has none.

    Raises ``DateOrder`` when day and month cannot be told apart, else ``ValueError``.
    """
    text = text.strip()
    for order in _ORDERS:
        match = order.match(text)
        if match is not None:
            rest = clock.strip() or text[match.end() :]
            return _combined(_date(match.groupdict(), day_first), rest, zone)
    raise ValueError("not a date")


def _date(parts: dict[str, str | None], day_first: bool | None) -> dt.date:
    year = int(parts["year"] or 0)
    if "first" in parts:
        first, second = int(parts["first"] or 0), int(parts["second_"] or 0)
        if first > 12 or (first == second):
            day_first = True
        elif second > 12:
            day_first = False
        if day_first is None:
            raise DateOrder("day and month cannot be told apart")
        day, month = (first, second) if day_first else (second, first)
        return dt.date(year, month, day)
    day = int(parts["day"] or 0)
    if "name" in parts:
        month = _MONTHS.get((parts["name"] or "").casefold(), 0)
        return dt.date(year, month, day)
    return dt.date(year, int(parts["month"] or 0), day)


def _combined(day: dt.date, rest: str, zone: dt.tzinfo) -> dt.datetime:
    match = _TIME_OF_DAY.fullmatch(rest)
    if match is None:
        raise ValueError("not a time of day")
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("not an hour of half a day")
        hour = hour % 12 + (12 if match["half"][0] in "Pp" else 0)
    micro = int((match["part"] or "0").ljust(6, "0")[:6])
    clock = dt.time(hour, int(match["minute"]), int(match["second"] or 0), micro)
    offset = match["zone"]
    if offset is None:
        return fixed(dt.datetime.combine(day, clock, zone))
    if offset == "Z":
        return dt.datetime.combine(day, clock, dt.UTC)
    sign = -1 if offset[0] == "-" else 1
    shift = dt.timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    return dt.datetime.combine(day, clock, dt.timezone(sign * shift))


def fixed(at: dt.datetime) -> dt.datetime:
    """The same moment with its offset alone, as measurements have it."""
    offset = at.utcoffset()
    assert offset is not None
    return at.replace(tzinfo=dt.timezone(offset))
