"""Swedish identity numbers: personnummer, samordningsnummer, reserve numbers. Checked, never logged.

Layout YYYYMMDDNNNC; ``-`` under 100 years, ``+`` from the year of turning 100 (SKV 704). C is the
Luhn digit over YYMMDDNNN. NNN runs from 001 (000 is reserved); its last digit is odd for men. A
samordningsnummer has 60 added to the day, and may have month 00 and day 60 for an unknown birth date
(personnummer/csharp#119, ActiveLogin.Identity#126). Reserve numbers have letters and are neither.
No text of an exception holds the number.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum


class Sex(StrEnum):
    """Sex as the register states it, and as reference equations ask for."""

    FEMALE = "female"
    MALE = "male"


class IdentityKind(StrEnum):
    """What sort of number it is."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"


@dataclass(frozen=True, slots=True)
class Identity:
    """A valid number. ``digits`` are the twelve stored ones; ``birth`` is ``None`` when unknown."""

    kind: IdentityKind
    digits: str
    birth: dt.date | None
    sex: Sex

    def __repr__(self) -> str:
        """Without the number, so that it cannot end up in a log."""
        return f"Identity({self.kind})"

    def shown(self, today: dt.date) -> str:
        """The usual ten-digit form with its sign: YYMMDD-NNNC, with ``+`` from the year of turning 100."""
        sign = "+" if today.year - int(self.digits[:4]) >= 100 else "-"
        return f"{self.digits[2:8]}{sign}{self.digits[8:]}"


_LAYOUT = re.compile(r"(?P<century>[0-9]{2})?(?P<ymd>[0-9]{6})(?P<sign>[-+ ]?)(?P<tail>[0-9]{4})")
# Reserve numbers of regions: at least one letter among digits, such as 98240301AA06.
_RESERVE = re.compile(r"(?=.*[0-9])(?=.*[A-Z])[0-9A-Z]{12}")


def luhn_digit(digits: str) -> int:
    """Check digit over a string of digits, weights 2, 1, 2 ... from the left of an odd-length string."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        product = int(char) * (2 if place % 2 == 0 else 1)
        total += product // 10 + product % 10
    return -total % 10


def parse_identity(text: str, today: dt.date) -> Identity | None:
    """The number in ``text`` (10 or 12 digits, with or without sign), or ``None`` when it is not valid.

    ``today`` decides the century of ten digits, and refuses a birth in the future. A sign that does
    not fit the age is refused in the twelve-digit form only when it is ``+`` before the 100th year.
    """
    match = _LAYOUT.fullmatch(text.strip())
    if match is None:
        return None
    ymd, sign, tail = match["ymd"], match["sign"], match["tail"]
    year = _full_year(match["century"], int(ymd[:2]), sign, today)
    if year is None or tail[:3] == "000" or luhn_digit(ymd + tail[:3]) != int(tail[3]):
        return None
    month, day = int(ymd[2:4]), int(ymd[4:6])
    coordination = day >= 60
    birth: dt.date | None = None
    if coordination and (month == 0 or day == 60):
        if month > 12 or day > 91 or year > today.year:
            return None
    else:
        try:
            birth = dt.date(year, month, day - 60 if coordination else day)
        except ValueError:
            return None
        if birth > today:
            return None
    kind = IdentityKind.SAMORDNINGSNUMMER if coordination else IdentityKind.PERSONNUMMER
    sex = Sex.MALE if int(tail[2]) % 2 else Sex.FEMALE
    return Identity(kind, f"{year:04d}{ymd[2:]}{tail}", birth, sex)


def is_reserve_number(text: str) -> bool:
    """Whether the text has the form of a region's reserve number (12 characters with letters)."""
    return _RESERVE.fullmatch(text.strip().replace("-", "")) is not None


def _full_year(century: str | None, short: int, sign: str, today: dt.date) -> int | None:
    if century is not None:
        year = int(century) * 100 + short
        if not 1800 <= year <= today.year:
            return None
        return None if sign == "+" and today.year - year < 100 else year
    latest = today.year - 100 if sign == "+" else today.year
    return latest - (latest - short) % 100
