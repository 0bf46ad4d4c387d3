"""Spot checks of the access log: which entries stand out, which are drawn, what has been found of them.

Strategy: every month so many entries are drawn, those that stand out first and the rest by lot. The lot is
the digest of the month and the entry's id: everybody draws the same ones, and nobody chooses them. What was
looked at stays in the sample. What was found is itself an entry of the log (``Access.reviewed``): it cannot
be changed, only added to.

Sources: HSLF-FS 2016:40, 4 kap. 9 § (systematic, recurring and documented checks). The signs are usual in
Swedish care ("utanför mönster"); they are reasons to ask, not accusations. Needs sign-off by the person
responsible for information security at the centre.

Pure: no I/O, no clock.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hemmonitor.access import Entry
from hemmonitor.model.access import Deed, Ground
from hemmonitor.model.centre import CentreSettings

SIZE: Final = 20
"""Entries to look at in a month [P]."""
_LOOKED: Final = frozenset({Deed.OPENED, Deed.EXPORTED, Deed.CHANGED})


class Sign(StrEnum):
    """Why an entry stands out."""

    OTHER_TEAM = "other_team"  # opened on a reason: colleague, consent, emergency
    OFF_HOURS = "off_hours"
    NO_CAUSE = "no_cause"  # looked up by name while nothing was open
    SAME_NAME = "same_name"  # the patient and the colleague share a family name
    EXPORT = "export"  # the record left as a file


@dataclass(frozen=True, slots=True)
class Drawn:
    """An entry to look at, why it stands out (empty: by lot), and the newest check of it."""

    entry: Entry
    signs: tuple[Sign, ...]
    review: Entry | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A month's spot check. ``first`` is the month's first day."""

    first: dt.date
    drawn: tuple[Drawn, ...]

    @property
    def done(self) -> int:
        """How many have been looked at."""
        return sum(one.review is not None for one in self.drawn)

    @property
    def due(self) -> dt.date:
        """The month's last day, by when it is to be done."""
        return (self.first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def signs(
    entry: Entry, settings: CentreSettings | None, zone: dt.tzinfo, name_of: Callable[[str], str]
) -> tuple[Sign, ...]:
    """Why an entry stands out. ``name_of`` gives a mailbox's patient's name, empty when it is not known."""
    body = entry.body
    if body.deed not in _LOOKED:
        return ()
    found = []
    if body.ground is not Ground.CARE:
        found.append(Sign.OTHER_TEAM)
    if settings is not None and not settings.open_at(entry.at.astimezone(zone)):
        found.append(Sign.OFF_HOURS)
    if body.deed is Deed.OPENED and body.via == "search" and body.what == "green":
        found.append(Sign.NO_CAUSE)
    name = name_of(body.patient)
    if name and body.by and _family(name) == _family(body.by):
        found.append(Sign.SAME_NAME)
    if body.deed is Deed.EXPORTED:
        found.append(Sign.EXPORT)
    return tuple(found)


def _family(name: str) -> str:
    words = name.split()
    return words[-1].casefold() if words else ""


def sample(
    entries: Iterable[Entry],
    reviews: Mapping[str, Entry],
    first: dt.date,
    zone: dt.tzinfo,
    why: Callable[[Entry], Sequence[Sign]],
    size: int = SIZE,
) -> Sample:
    """A month's sample from all entries of the log, by time."""
    month = [
        (entry, tuple(why(entry)))
        for entry in entries
        if entry.body.deed in _LOOKED and entry.at.astimezone(zone).date().replace(day=1) == first
    ]

    def rank(pair: tuple[Entry, tuple[Sign, ...]]) -> tuple[bool, bool, bytes]:
        entry, found = pair
        lot = hashlib.sha256(f"{first.isoformat()} {entry.id}".encode()).digest()
        return entry.id not in reviews, not found, lot  # what was looked at stays, then what stands out

    chosen = sorted(sorted(month, key=rank)[:size], key=lambda pair: (pair[0].at, pair[0].id))
    return Sample(first, tuple(Drawn(e, found, reviews.get(e.id)) for e, found in chosen))
