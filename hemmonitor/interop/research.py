"""A file for follow-up research: one line a patient and week, without names, numbers or dates.

Strategy: a person is a pseudonym (``crypto.pseudonyms``) that holds within one study; time is the number of
weeks since the person's first week in the file; age is a band of ten years, with everybody over 80 or under
40 together; a diagnosis stands only where at least ``SMALLEST`` patients of the same band have it, else
"other". Groups that are still smaller lose the band too, and patients who are still too few are left out and
counted.

What is left is a risk, not nothing: somebody who knows which weeks a neighbour did not measure may find the
line. The file is personal data (pseudonymised, GDPR art. 4.5) and is handled as such. docs/statistics.md says
so to whoever exports.

Pure: no I/O.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from hemmonitor.model.careplan import Level
from hemmonitor.statistics import SMALLEST, Facts, Signal, monday

COLUMNS: Final = (
    "person", "age_band", "diagnosis", "week", "days_monitored", "planned", "made", "red", "yellow",
    "acknowledged", "minutes_to_acknowledgement_median", "useful", "not_useful",
)  # fmt: skip
OTHER: Final = "other"
_YOUNGEST, _OLDEST, _BAND = 40, 80, 10


@dataclass(frozen=True, slots=True)
class ResearchFile:
    """The file (CSV, comma, CRLF, UTF-8), how many patients are in it, and how many were left out."""

    text: str
    patients: int
    left_out: int


def age_band(born: int, year: int) -> str:
    """A band: 40-49, say, or below 40, or 80 and more; empty when the year of birth is not known."""
    if not born:
        return ""
    age = year - born
    if age < _YOUNGEST:
        return f"<{_YOUNGEST}"
    if age >= _OLDEST:
        return f"{_OLDEST}+"
    low = age // _BAND * _BAND
    return f"{low}-{low + _BAND - 1}"


def research_file(many: Sequence[Facts], pseudonym: Callable[[str], str], year: int) -> ResearchFile:
    """The file of these patients; ``pseudonym`` gives a mailbox's, ``year`` is that of the export."""
    traits = _coarse({f.mailbox: (age_band(f.born, year), _diagnosis(f)) for f in many})
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    kept = [f for f in many if f.mailbox in traits and f.weeks]
    for facts in sorted(kept, key=lambda f: pseudonym(f.mailbox)):  # an order that says nothing
        writer.writerows(_lines(facts, pseudonym(facts.mailbox), *traits[facts.mailbox]))
    return ResearchFile(out.getvalue(), len(kept), len(many) - len(kept))


def _diagnosis(facts: Facts) -> str:
    return "+".join(sorted(facts.diagnoses)) or OTHER


def _coarse(traits: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Make small groups one with others, step by step; persons who are still too few are left out."""
    for blunt in (_without_diagnosis, _without_band):
        sizes = Counter(traits.values())
        traits = {who: what if sizes[what] >= SMALLEST else blunt(what) for who, what in traits.items()}
    sizes = Counter(traits.values())
    return {who: what for who, what in traits.items() if sizes[what] >= SMALLEST}


def _without_diagnosis(what: tuple[str, str]) -> tuple[str, str]:
    return what[0], OTHER


def _without_band(what: tuple[str, str]) -> tuple[str, str]:
    return "", what[1]


def _lines(facts: Facts, person: str, band: str, diagnosis: str) -> list[list[object]]:
    first = min(facts.weeks)
    lines: list[list[object]] = []
    for week, count in sorted(facts.weeks.items()):
        signals = [s for s in facts.signals if monday(s.opened_at.date()) == week]
        lines.append(
            [
                person, band, diagnosis, (week - first) // dt.timedelta(days=7), count.days, count.planned,
                count.made, count.red, count.yellow, *_answers(signals),
            ]
        )  # fmt: skip
    return lines


def _answers(signals: Sequence[Signal]) -> tuple[int, object, int, int]:
    minutes = sorted(s.minutes for s in signals if s.minutes is not None and s.level is not Level.GREEN)
    middle: object = round(minutes[len(minutes) // 2]) if minutes else ""
    useful = sum(s.useful is not None and s.useful.value != "no" for s in signals)
    return len(minutes), middle, useful, sum(s.useful is not None and s.useful.value == "no" for s in signals)
