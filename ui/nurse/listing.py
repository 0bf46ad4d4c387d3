"""Which rows the worklist shows, and in which order. No Qt: plain lists that a model puts on the screen.

Rules:
- The order is set by ``settle`` and stands until the next one: a row that changes is changed where it is,
  a row that arrives waits in ``waiting``, so no row moves under the hand.
- A row that was dealt with stays, marked done, until the next ``settle``.
- Searching and filtering go over texts made once a row, so that a keystroke costs a pass over strings.
  (A sort-and-filter proxy asks Python once a row and keystroke: 10,000 calls.)
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
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
    """A saved view within a queue. A diagnosis is a chip of its own, by its id."""

    ALL = "all"
    MINE = "mine"
    UNOWNED = "unowned"
    NEW = "new"
    UNREAD = "unread"


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


class Listing:
    """All rows, and those shown. ``text_of`` gives what a search looks through, in lower case.

    ``me`` is the name of who sits here; ``news_from`` (aware) is since when a finding counts as new.
    ``shown`` holds mailboxes in the order of the screen. Counts are kept as rows change, so that a row
    that arrives costs the same with ten patients and with ten thousand.
    """

    def __init__(self, text_of: Callable[[Row, View], str], me: str = "") -> None:
        self._text_of, self._me = text_of, me
        self.news_from: dt.datetime | None = None
        self.view = View.CLINICAL
        self.chip: str = Chip.ALL
        self.search = ""
        self.shown: list[str] = []
        self.rows: dict[str, Row] = {}
        self.done: dict[str, Done] = {}
        self._order: list[str] = []  # rows of the view, as settled
        self._held: set[str] = set()  # arrived since
        self._texts: dict[str, str] = {}
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
        changed = [m for m, row in fresh.items() if self.rows.get(m) != row]
        gone = self.rows.keys() - fresh.keys()
        for mailbox in gone:
            self._count(mailbox, None)
            self._sort_in(mailbox, None)
            del self.rows[mailbox]
            self._held.discard(mailbox)
        if gone:
            self._order = [m for m in self._order if m not in gone]
        for mailbox in changed:
            self.update(fresh[mailbox])
        return changed

    def update(self, row: Row) -> None:
        """Take in one row. A row new to the view waits for ``settle``."""
        mailbox = row.mailbox
        self.rows[mailbox] = row
        self._texts.pop(mailbox, None)
        self._count(mailbox, row)
        if mailbox in self._chips:
            self._sort_in(mailbox, row)
        elif self.belongs(row):
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
        queue = self.view.queue
        return queue is None or _top(row, queue) is not None

    def settle(self) -> None:
        """Put everything in order anew: by urgency; what is done leaves, what waits comes in."""
        self._held.clear()
        self.done.clear()
        view = self.view
        inside = [row for row in self.rows.values() if self.belongs(row)]
        inside.sort(key=lambda row: urgency(row, view))
        self._order = [row.mailbox for row in inside]
        self._chips, self._sizes = {}, Counter()
        for row in inside:
            self._sort_in(row.mailbox, row)
        self.filter()

    def filter(self) -> None:
        """Work out ``shown`` from the order, the chip and the search."""
        chips, chip, done = self._chips, self.chip, self.done
        kept = [m for m in self._order if chip in chips[m] or (m in done and self._in_chip(m))]
        words = self.search.lower().split()
        if words:
            text = self._text
            kept = [m for m in kept if all(word in text(m) for word in words)]
        self.shown = kept

    def show(self, view: View) -> None:
        """Go to another queue; its chips start at all."""
        self.view, self.chip = view, Chip.ALL
        self._texts.clear()
        self.settle()

    def set_news(self, start: dt.datetime) -> None:
        """Since when a finding counts as new."""
        if start != self.news_from:
            self.news_from = start
            for mailbox in self._order:
                self._sort_in(mailbox, self.rows[mailbox])

    def forget_texts(self) -> None:
        """The language has changed."""
        self._texts.clear()

    def warm(self, most: int) -> bool:
        """Make search texts for at most so many rows; whether any are left. For idle moments."""
        missing = [m for m in self._order if m not in self._texts]
        for mailbox in missing[:most]:
            self._text(mailbox)
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
        found = [(name, size) for name, size in self._sizes.items() if size and name not in set(Chip)]
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
        chips = self._chips_of(row) if self.belongs(row) and mailbox not in self.done else frozenset()
        self._chips[mailbox] = chips
        self._sizes.update(chips)

    def _chips_of(self, row: Row) -> frozenset[str]:
        found: set[str] = {Chip.ALL, Chip.UNOWNED if not row.owner else "", *row.diagnoses}
        if row.owner and row.owner == self._me:
            found.add(Chip.MINE)
        if row.unread_messages:
            found.add(Chip.UNREAD)
        top = top_finding(row, self.view)
        if top and self.news_from and top.since >= self.news_from:
            found.add(Chip.NEW)
        return frozenset(found - {""})

    def _in_chip(self, mailbox: str) -> bool:
        """Whether a row that is done would be in the chip; its zone and news no longer count."""
        return self.chip in {Chip.ALL, Chip.NEW} or self.chip in self._chips_of(self.rows[mailbox])

    def _text(self, mailbox: str) -> str:
        text = self._texts.get(mailbox)
        if text is None:
            text = self._texts[mailbox] = self._text_of(self.rows[mailbox], self.view)
        return text
