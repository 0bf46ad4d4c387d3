"""Dates, times, numbers and ages as people write them, in Swedish and English.

Rules:
- `now` and the time zone are arguments or fields; no clock is read. Times must carry a zone.
- A number never stands apart from its unit: they are joined by a no-break space.
- A range has an en dash with word joiners, so that it is never broken across lines.
- Swedish patients read 09.20; staff read 09:14, as in the record systems (`colon`).
"""

import dataclasses
import datetime as dt
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QLocale

from ui.i18n import Language

NBSP = "\u00a0"
_DASH = "\u2060–\u2060"
_MINUS = "−"


@dataclasses.dataclass(frozen=True, slots=True)
class Formatter:
    """``Formatter(Language.SV, ZoneInfo("Europe/Stockholm"))``; `colon` writes 09:20 also in Swedish."""

    language: Language
    zone: dt.tzinfo
    colon: bool = False

    @property
    def _locale(self) -> QLocale:
        return QLocale("sv_SE" if self.language is Language.SV else "en_GB")

    def _local(self, at: dt.datetime) -> dt.datetime:
        if at.tzinfo is None:
            raise ValueError("a time without a zone cannot be shown")
        return at.astimezone(self.zone)

    def time(self, at: dt.datetime) -> str:
        """09.20 or 09:20."""
        local = self._local(at)
        mark = "." if self.language is Language.SV and not self.colon else ":"
        return f"{local.hour:02}{mark}{local.minute:02}"

    def at_time(self, at: dt.datetime) -> str:
        """At 09:20; kl 09.20."""
        return QCoreApplication.translate("Format", "at {time}").format(time=self.time(at)).replace(" ", NBSP)

    def month(self, number: int, *, short: bool = False) -> str:
        """november, or nov."""
        kind = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
        return self._locale.monthName(number, kind).rstrip(".")

    def weekday(self, at: dt.datetime | dt.date, *, short: bool = False) -> str:
        """fredag, or fre. A date is taken as it stands."""
        day = self._local(at).date() if isinstance(at, dt.datetime) else at
        kind = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
        return self._locale.dayName(day.isoweekday(), kind).rstrip(".")

    def day(self, at: dt.datetime | dt.date, *, short: bool = False, year: bool = False) -> str:
        """21 november, 21 nov, 21 november 2025."""
        day = self._local(at).date() if isinstance(at, dt.datetime) else at
        text = f"{day.day}{NBSP}{self.month(day.month, short=short)}"
        return f"{text} {day.year}" if year else text

    def long(self, at: dt.datetime) -> str:
        """Fredag 21 november, kl 09.20."""
        day = self.weekday(at)
        return f"{day[:1].upper()}{day[1:]} {self.day(at)}, {self.at_time(at)}"

    def stamp(self, at: dt.datetime) -> str:
        """Tue 17 Nov 07:12; tis 17 nov 07:12, for tables and cursors."""
        return f"{self.weekday(at, short=True)} {self.day(at, short=True)} {self.time(at)}"

    def days_ago(self, at: dt.datetime, now: dt.datetime) -> int:
        """Calendar days between `at` and `now`, in the zone."""
        return (self._local(now).date() - self._local(at).date()).days

    def when(self, at: dt.datetime, now: dt.datetime) -> str:
        """Today 08:40, yesterday 19:05; i dag 08.40, i går 19.05, 19 nov 08.40, 3 sep 2024."""
        ago = self.days_ago(at, now)
        if ago == 0:
            return QCoreApplication.translate("Format", "today {time}").format(time=self.time(at))
        if ago == 1:
            return QCoreApplication.translate("Format", "yesterday {time}").format(time=self.time(at))
        if self._local(at).year == self._local(now).year:
            return f"{self.day(at, short=True)} {self.time(at)}"
        return self.day(at, short=True, year=True)

    def when_day(self, at: dt.datetime, now: dt.datetime) -> str:
        """Today, yesterday, 19 Nov; i dag, i går, 19 nov: the day alone."""
        ago = self.days_ago(at, now)
        if ago == 0:
            return QCoreApplication.translate("Format", "today")
        if ago == 1:
            return QCoreApplication.translate("Format", "yesterday")
        return self.day(at, short=True, year=self._local(at).year != self._local(now).year)

    def number(self, value: float | Decimal, decimals: int = 0, *, sign: bool = False) -> str:
        """1,46; with `sign` +0,6 or −0,6. Thousands are parted by a no-break space in Swedish."""
        text = f"{abs(value):,.{decimals}f}"
        if self.language is Language.SV:
            text = text.replace(",", NBSP).replace(".", ",")
        zero = not any(figure in text for figure in "123456789")
        lead = "" if zero else (_MINUS if value < 0 else ("+" if sign else ""))
        return lead + text

    def quantity(self, value: float | Decimal, unit: str, decimals: int = 0) -> str:
        """71,4 kg. `unit` is a UCUM code or a ready word."""
        return f"{self.number(value, decimals)}{NBSP}{unit_word(unit)}"

    def between(self, low: str, high: str) -> str:
        """88–92, unbreakable; for ready texts."""
        return f"{low}{_DASH}{high}"

    def age(self, length: dt.timedelta) -> str:
        """How long something has been open: 48 min, 13 tim, 1 d 2 tim, 6 d. From four days on, days only."""
        minutes = max(0, int(length.total_seconds() // 60))
        if minutes < 60:
            return (
                QCoreApplication.translate("Format", "{minutes} min")
                .format(minutes=minutes)
                .replace(" ", NBSP)
            )
        hours = minutes // 60
        if hours < 24:
            text = QCoreApplication.translate("Format", "{hours} h").format(hours=hours)
            return text.replace(" ", NBSP)
        days, rest = divmod(hours, 24)
        if days >= 4 or not rest:
            return QCoreApplication.translate("Format", "{days} d").format(days=days).replace(" ", NBSP)
        text = QCoreApplication.translate("Format", "{days} d {hours} h").format(days=days, hours=rest)
        return text.replace(" ", NBSP)


def unit_word(code: str) -> str:
    """The word for a UCUM unit: mmHg, %, kg, beats/min, liter. A code nobody knows is shown as it is.

    "liter" is spelled out: a lone "l" beside a 1 is misread.
    """
    return {
        "mm[Hg]": "mmHg",
        "/min": QCoreApplication.translate("Unit", "beats/min"),
        "L": QCoreApplication.translate("Unit", "litres"),
        "L/s": QCoreApplication.translate("Unit", "litres/s"),
        "L/min": QCoreApplication.translate("Unit", "litres/min"),
        "Cel": "°C",
        "[degF]": "°F",
        "[lb_av]": "lb",
        "kg/m2": "kg/m²",
        "{score}": QCoreApplication.translate("Unit", "points"),
        "1": "",
    }.get(code, code)
