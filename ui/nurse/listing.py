"""Which rows the worklist shows, and in which order. No Qt: plain lists that a model puts on the screen.

Rules:
- The order is set by ``settle`` and stands until the next one: a row that changes is changed where it is,
  a row that arrives waits in ``waiting``, so no row moves under the hand.
- A row that was dealt with stays, marked done, until the next ``settle``.
- Searching and filtering go over texts made once a row, so that a keystroke costs a pass over strings.
  (A sort-and-filter proxy asks Python once a row and keystroke: 10,000 calls.) A text whose reason has not
  been put into words yet is searched without it, until ``warm`` has.
- Each queue's ranking is kept sorted as rows change, so that going to another queue sorts nothing.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hemmonitor.clinic import Row
from hemmonitor.clinical.triage import standing
from hemmonitor.model.careplan import Level
from hemmonitor.model.events import Action
from hemmonitor.model.finding import Finding, Queue
from hemmonitor.worklist import Key


class View(StrEnum):
    """What the list is about: one of the three queues, or everybody."""

    CLINICAL = "clinical"
    MISSING = "missing"
    DEVICE = "device"
    EVERYBODY = "everybody"

    @property
    def queue(self) -> Queue | None:
        """The queue, or ``None`` for everybody."""
        return _QUEUES[self]


_QUEUES = {
    View.CLINICAL: Queue.CLINICAL,
    View.MISSING: Queue.MISSING,
    View.DEVICE: Queue.DEVICE,
    View.EVERYBODY: None,
}


class Chip(StrEnum):
    """A saved view within a queue. A diagnosis is a chip of its own, by its id; so is a team, see `TEAM`."""

    ALL = "all"
    MINE = "mine"
    UNOWNED = "unowned"
    NEW = "new"
    UNREAD = "unread"


TEAM = "team:"
"""Before a team's id: the chip of its patients, for staff of several teams."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done here about a row, so that it can be undone in place."""

    event_id: str
    at: dt.datetime
    actions: tuple[Action, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures for the tabs and the progress."""

    in_queue: dict[Queue, int]
    red: dict[Queue, int]
    yellow: dict[Queue, int]
    unread: int
    people: int
    dealt_with: int  # nothing open, nothing unread, nothing that nobody has looked at
    green: tuple[str, ...]  # mailboxes with values to look at, but nothing open and nothing unread
    written: tuple[str, ...]  # mailboxes with nothing open, but an unread message


def top_finding(row: Row, view: View) -> Finding | None:
    """The worst finding that puts a row in a queue; of any queue for everybody."""
    return _top(row, view.queue)


def _top(row: Row, queue: Queue | None) -> Finding | None:
    for finding in row.findings:
        if queue is None or finding.queue is queue:
            return finding
    return None


def _belongs(row: Row, view: View) -> bool:
    return view.queue is None or _top(row, view.queue) is not None


def level_in(row: Row, view: View) -> Level:
    """The zone that a row has in a queue."""
    top = top_finding(row, view)
    return top.level if top else (row.level if view is View.EVERYBODY else Level.GREEN)


def complete(row: Row) -> bool:
    """Whether everything planned for today and yesterday so far was measured."""
    return all(made >= planned for planned, made in row.kept[-2:])


def urgency(row: Row, view: View) -> Key:
    """Sort key: how urgent the view's findings are, then the name (``hemmonitor.worklist``)."""
    findings = [f for f in row.findings if view.queue is None or f.queue is view.queue]
    return standing(findings), row.patient.name, row.mailbox


_IN_ORDER = tuple(Queue)
_NO_TOPS: tuple[Finding | None, ...] = (None,) * len(_IN_ORDER)


@dataclass(frozen=True, slots=True)
class _Share:
    """What one row adds to the counts."""

    tops: tuple[Finding | None, ...]  # by queue
    unread: int
    green: bool
    written: bool
    dealt_with: bool


def _share(row: Row) -> _Share:
    open_or_unread = bool(row.findings or row.unread_messages)
    return _Share(
        tops=tuple(_top(row, queue) for queue in _IN_ORDER) if row.findings else _NO_TOPS,
        unread=row.unread_messages,
        green=not open_or_unread and row.unseen > 0 and complete(row),
        written=not row.findings and row.unread_messages > 0,
        dealt_with=not open_or_unread and not row.unseen,
    )


class _Ranking:
    """The rows that belong to a view, kept in order of urgency, and the chips that each is in."""

    def __init__(self) -> None:
        self.keys: list[Key] = []  # sorted
        self.key_of: dict[str, Key] = {}
        self.chips: dict[str, frozenset[str]] = {}
        self.sizes: Counter[str] = Counter()

    def fill(self, rows: Iterable[tuple[Key, frozenset[str]]]) -> None:
        """Take in all rows at once."""
        for key, chips in rows:
            self.keys.append(key)
            self.key_of[key[-1]], self.chips[key[-1]] = key, chips
            self.sizes.update(chips)
        self.keys.sort()

    def put(self, key: Key, chips: frozenset[str]) -> None:
        """Take in a row, in place of what was known of it."""
        mailbox = key[-1]
        if self.key_of.get(mailbox) != key:
            self._take_out(mailbox)
            insort(self.keys, key)
            self.key_of[mailbox] = key
        self.sizes.subtract(self.chips.get(mailbox, ()))
        self.sizes.update(chips)
        self.chips[mailbox] = chips

    def drop(self, mailbox: str) -> None:
        """A row does not belong any more."""
        self._take_out(mailbox)
        self.sizes.subtract(self.chips.pop(mailbox, ()))

    def _take_out(self, mailbox: str) -> None:
        known = self.key_of.pop(mailbox, None)
        if known is not None:
            del self.keys[bisect_left(self.keys, known)]


class Listing:
    """All rows, and those shown. ``text_of`` gives what a search looks through, in lower case.

    ``me`` is the name of who sits here; ``news_from`` (aware) is since when a finding counts as new.
    ``shown`` holds mailboxes in the order of the screen. Counts are kept as rows change, so that a row
    that arrives costs the same with ten patients and with ten thousand.
    """

    def __init__(
        self, text_of: Callable[[Row, View], str], me: str = "", brief_of: Callable[[Row], str] | None = None
    ) -> None:
        """``brief_of``: the same without the reason; none where texts are made at once."""
        self._text_of, self._brief_of, self._me = text_of, brief_of, me
        self.news_from: dt.datetime | None = None
        self.view = View.CLINICAL
        self.chip: str = Chip.ALL
        self.search = ""
        self._teams: Mapping[str, Sequence[str]] = {}
        self.hasty = False  # the search went over texts that are not whole yet
        self.shown: list[str] = []
        self.rows: dict[str, Row] = {}
        self.done: dict[str, Done] = {}
        self._order: list[str] = []  # rows of the view, as settled
        self._held: set[str] = set()  # arrived since
        self._texts: dict[View, dict[str, str]] = {view: {} for view in View}
        self._briefs: dict[str, str] = {}
        self._rankings: dict[View, _Ranking] = {}  # of the views that have been shown
        self._chips: dict[
            str, frozenset[str]
        ] = {}  # of each ordered row: the chips it is in; none when closed
        self._sizes: Counter[str] = Counter()
        self._shares: dict[str, _Share] = {}
        self._totals: Counter[tuple[str, str]] = Counter()
        self._green: dict[str, None] = {}
        self._written: dict[str, None] = {}

    @property
    def me(self) -> str:
        """Who sits here."""
        return self._me

    def replace(self, rows: Iterable[Row]) -> list[str]:
        """Take in all rows anew; returns the mailboxes that changed. The order stands."""
        fresh = {row.mailbox: row for row in rows}
        known = self.rows
        changed = [m for m, row in fresh.items() if (old := known.get(m)) is not row and old != row]
        gone = self.rows.keys() - fresh.keys()
        for mailbox in gone:
            self._count(mailbox, None)
            self._sort_in(mailbox, None)
            self._rank(mailbox, None)
            del self.rows[mailbox]
            self._held.discard(mailbox)
        if gone:
            self._order = [m for m in self._order if m not in gone]
        for mailbox in changed:
            self.update(fresh[mailbox])
        return changed

    def update(self, row: Row, *, waits: bool = True) -> None:
        """Take in one row. A row new to the view waits for ``settle``; ``waits``: and is told of as new."""
        mailbox = row.mailbox
        self.rows[mailbox] = row
        self._briefs.pop(mailbox, None)
        for texts in self._texts.values():
            texts.pop(mailbox, None)
        self._count(mailbox, row)
        self._rank(mailbox, row)
        if mailbox in self._chips:
            self._sort_in(mailbox, row)
        elif waits and self.belongs(row):
            self._held.add(mailbox)
        else:
            self._held.discard(mailbox)

    def set_done(self, mailbox: str, done: Done | None) -> None:
        """Mark a row as dealt with here, or take the mark away."""
        if done is None:
            self.done.pop(mailbox, None)
        else:
            self.done[mailbox] = done
        if mailbox in self._chips:
            self._sort_in(mailbox, self.rows[mailbox])

    def belongs(self, row: Row) -> bool:
        """Whether a row is in the view at all."""
        return _belongs(row, self.view)

    def settle(self) -> None:
        """Put everything in order anew: by urgency; what is done leaves, what waits comes in."""
        self._held.clear()
        self.done.clear()
        ranking = self._ranking(self.view)
        self._order = [key[-1] for key in ranking.keys]
        self._chips, self._sizes = dict(ranking.chips), Counter(ranking.sizes)
        self.filter()

    def filter(self) -> None:
        """Work out ``shown`` from the order, the chip and the search."""
        chips, chip, done = self._chips, self.chip, self.done
        kept = [m for m in self._order if chip in chips[m] or (m in done and self._in_chip(m))]
        words, self.hasty = self.search.lower().split(), False
        if words:
            text = self._text
            kept = [m for m in kept if all(word in text(m) for word in words)]
        self.shown = kept

    def show(self, view: View) -> None:
        """Go to another queue; its chips start at all."""
        self.view, self.chip = view, Chip.ALL
        self.settle()

    def set_news(self, start: dt.datetime) -> None:
        """Since when a finding counts as new."""
        if start != self.news_from:
            self.news_from = start
            self._chips_anew()

    def set_teams(self, teams: Mapping[str, Sequence[str]]) -> None:
        """Which teams a patient has, by mailbox."""
        self._teams = teams
        self._chips_anew()

    def _chips_anew(self) -> None:
        self._rankings.clear()
        for mailbox in self._order:
            self._sort_in(mailbox, self.rows[mailbox])

    def forget_texts(self) -> None:
        """The language has changed."""
        self._briefs.clear()
        for texts in self._texts.values():
            texts.clear()

    def warm(self, most: int) -> bool:
        """Make search texts for at most so many rows; whether any are left. For idle moments."""
        texts = self._texts[self.view]
        missing = [m for m in self._order if m not in texts]
        for mailbox in missing[:most]:
            texts[mailbox] = self._text_of(self.rows[mailbox], self.view)
        return len(missing) > most

    def waiting(self) -> tuple[Row, ...]:
        """Rows that have arrived and are not yet in the list, most urgent first."""
        rows = [self.rows[m] for m in self._held]
        return tuple(sorted(rows, key=lambda row: urgency(row, self.view)))

    def count(self, chip: str) -> int:
        """How many open rows of the view a chip shows."""
        return self._sizes[chip]

    def diagnoses(self) -> list[str]:
        """Ids of the diagnoses in the view, the most frequent first."""
        others = set(Chip)
        found = [
            (name, size)
            for name, size in self._sizes.items()
            if size and name not in others and not name.startswith(TEAM)
        ]
        return [name for name, _ in sorted(found, key=lambda pair: (-pair[1], pair[0]))]

    def counts(self) -> Counts:
        """Figures over all rows, whatever the view."""
        totals = self._totals
        return Counts(
            in_queue={queue: totals["open", queue] for queue in Queue},
            red={queue: totals[Level.RED, queue] for queue in Queue},
            yellow={queue: totals[Level.YELLOW, queue] for queue in Queue},
            unread=totals["unread", ""],
            people=len(self.rows),
            dealt_with=totals["dealt", ""],
            green=tuple(self._green),
            written=tuple(self._written),
        )

    def _count(self, mailbox: str, row: Row | None) -> None:
        """Take a row's old share out of the counts and put its new one in."""
        for sign, share in ((-1, self._shares.pop(mailbox, None)), (1, _share(row) if row else None)):
            if share is None:
                continue
            for queue, top in zip(_IN_ORDER, share.tops, strict=True):
                if top is not None:
                    self._totals["open", queue] += sign
                    self._totals[top.level, queue] += sign
            self._totals["unread", ""] += sign * share.unread
            self._totals["dealt", ""] += sign * share.dealt_with
            for held, inside in ((self._green, share.green), (self._written, share.written)):
                if inside and sign > 0:
                    held[mailbox] = None
                else:
                    held.pop(mailbox, None)
            if sign > 0:
                self._shares[mailbox] = share

    def _sort_in(self, mailbox: str, row: Row | None) -> None:
        """Bring the chips of an ordered row up to date; ``None`` when it is gone."""
        self._sizes.subtract(self._chips.pop(mailbox, ()))
        if row is None:
            return
        open_here = self.belongs(row) and mailbox not in self.done
        chips = self._chips_of(row, self.view) if open_here else frozenset()
        self._chips[mailbox] = chips
        self._sizes.update(chips)

    def _ranking(self, view: View) -> _Ranking:
        """The ranking of a view; made when it is first asked for, kept in step from then on."""
        ranking = self._rankings.get(view)
        if ranking is None:
            ranking = self._rankings[view] = _Ranking()
            inside = (row for row in self.rows.values() if _belongs(row, view))
            ranking.fill((urgency(row, view), self._chips_of(row, view)) for row in inside)
        return ranking

    def _rank(self, mailbox: str, row: Row | None) -> None:
        """Bring the rankings in step with a row; ``None`` when it is gone."""
        for view, ranking in self._rankings.items():
            if row is not None and _belongs(row, view):
                ranking.put(urgency(row, view), self._chips_of(row, view))
            else:
                ranking.drop(mailbox)

    def _chips_of(self, row: Row, view: View) -> frozenset[str]:
        found: set[str] = {Chip.ALL, Chip.UNOWNED if not row.owner else "", *row.diagnoses}
        if row.owner and row.owner == self._me:
            found.add(Chip.MINE)
        if row.unread_messages:
            found.add(Chip.UNREAD)
        found.update(f"{TEAM}{team}" for team in self._teams.get(row.mailbox, ()))
        top = top_finding(row, view)
        if top and self.news_from and top.since >= self.news_from:
            found.add(Chip.NEW)
        return frozenset(found - {""})

    def _in_chip(self, mailbox: str) -> bool:
        """Whether a row that is done would be in the chip; its zone and news no longer count."""
        return self.chip in {Chip.ALL, Chip.NEW} or self.chip in self._chips_of(self.rows[mailbox], self.view)

    def _text(self, mailbox: str) -> str:
        """What a search looks through in a row; without the reason where that is not in words yet."""
        text = self._texts[self.view].get(mailbox)
        if text is None and self._brief_of is not None:
            self.hasty = True
            text = self._briefs.get(mailbox)
            if text is None:
                text = self._briefs[mailbox] = self._brief_of(self.rows[mailbox])
        elif text is None:
            text = self._texts[self.view][mailbox] = self._text_of(self.rows[mailbox], self.view)
        return text
