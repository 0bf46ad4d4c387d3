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
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from hemmonitor.clinic import Row
from hemmonitor.model.careplan import RANK, Level
from hemmonitor.model.events import Action
from hemmonitor.model.finding import Confirmation, Finding, Queue


class View(StrEnum):
    """What the list is about: one of the three queues, or everybody."""

    CLINICAL = "clinical"
    MISSING = "missing"
    DEVICE = "device"
    EVERYBODY = "everybody"

    @property
    def queue(self) -> Queue | None:
        """The queue, or ``None`` for everybody."""
        return None if self is View.EVERYBODY else Queue(self.value)


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
    return next((f for f in row.findings if view.queue is None or f.queue is view.queue), None)


def level_in(row: Row, view: View) -> Level:
    """The zone that a row has in a queue."""
    top = top_finding(row, view)
    return top.level if top else (row.level if view is View.EVERYBODY else Level.GREEN)


def complete(row: Row) -> bool:
    """Whether everything planned for today and yesterday so far was measured."""
    return all(made >= planned for planned, made in row.kept[-2:])


def urgency(row: Row, view: View) -> tuple[int, bool, float, str]:
    """Sort key: zone, confirmed first, oldest first, then name."""
    findings = [f for f in row.findings if view.queue is None or f.queue is view.queue]
    waiting = bool(findings) and all(f.confirmation is Confirmation.WAITING for f in findings)
    since = min((f.since.timestamp() for f in findings), default=float("inf"))
    return -RANK[level_in(row, view)], waiting, since, row.patient.name


@dataclass(slots=True)
class Listing:
    """All rows, and those shown. ``text_of`` gives what a search looks through, in lower case.

    ``me`` is the name of who sits here; ``news_from`` (aware) is since when a finding counts as new.
    ``shown`` holds mailboxes in the order of the screen.
    """

    text_of: Callable[[Row, View], str]
    me: str = ""
    news_from: dt.datetime | None = None
    view: View = View.CLINICAL
    chip: str = Chip.ALL
    search: str = ""
    shown: list[str] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    done: dict[str, Done] = field(default_factory=dict)
    _order: list[str] = field(default_factory=list)  # rows of the view, as settled
    _ordered: set[str] = field(default_factory=set)
    _held: set[str] = field(default_factory=set)  # arrived since
    _texts: dict[str, str] = field(default_factory=dict)

    def replace(self, rows: Iterable[Row]) -> list[str]:
        """Take in all rows anew; returns the mailboxes that changed. The order stands."""
        fresh = {row.mailbox: row for row in rows}
        changed = [m for m, row in fresh.items() if self.rows.get(m) != row]
        gone = self.rows.keys() - fresh.keys()
        for mailbox in gone:
            del self.rows[mailbox]
            self._held.discard(mailbox)
        if gone:
            self._order = [m for m in self._order if m not in gone]
            self._ordered -= gone
        for mailbox in changed:
            self.update(fresh[mailbox])
        return changed

    def update(self, row: Row) -> None:
        """Take in one row. A row new to the view waits for ``settle``."""
        self.rows[row.mailbox] = row
        self._texts.pop(row.mailbox, None)
        if row.mailbox in self._ordered:
            return
        if self.belongs(row):
            self._held.add(row.mailbox)
        else:
            self._held.discard(row.mailbox)

    def belongs(self, row: Row) -> bool:
        """Whether a row is in the view at all."""
        return self.view.queue is None or row.in_queue(self.view.queue)

    def settle(self) -> None:
        """Put everything in order anew: by urgency; what is done leaves, what waits comes in."""
        self._held.clear()
        self.done.clear()
        inside = [row for row in self.rows.values() if self.belongs(row)]
        inside.sort(key=lambda row: urgency(row, self.view))
        self._order = [row.mailbox for row in inside]
        self._ordered = set(self._order)
        self.filter()

    def filter(self) -> None:
        """Work out ``shown`` from the order, the chip and the search."""
        words = self.search.lower().split()
        self.shown = [
            m
            for m in self._order
            if self._stays(m) and self._chosen(self.rows[m], self.chip) and self._matches(m, words)
        ]

    def show(self, view: View) -> None:
        """Go to another queue; its chips start at all."""
        self.view, self.chip = view, Chip.ALL
        self._texts.clear()
        self.settle()

    def forget_texts(self) -> None:
        """The language has changed."""
        self._texts.clear()

    def waiting(self) -> tuple[Row, ...]:
        """Rows that have arrived and are not yet in the list, most urgent first."""
        rows = [self.rows[m] for m in self._held]
        return tuple(sorted(rows, key=lambda row: urgency(row, self.view)))

    def count(self, chip: str) -> int:
        """How many open rows of the view a chip shows."""
        return sum(1 for m in self._order if m not in self.done and self._open(m, chip))

    def diagnoses(self) -> list[str]:
        """Ids of the diagnoses in the view, the most frequent first."""
        found: dict[str, int] = {}
        for mailbox in self._order:
            for diagnosis in self.rows[mailbox].diagnoses:
                found[diagnosis] = found.get(diagnosis, 0) + 1
        return sorted(found, key=lambda d: (-found[d], d))

    def counts(self) -> Counts:
        """Figures over all rows, whatever the view."""
        levels = {q: [top_finding(row, View(q.value)) for row in self.rows.values()] for q in Queue}
        green = [r for r in self.rows.values() if not r.findings and not r.unread_messages]
        return Counts(
            in_queue={q: sum(1 for f in found if f) for q, found in levels.items()},
            red={q: sum(1 for f in found if f and f.level is Level.RED) for q, found in levels.items()},
            yellow={q: sum(1 for f in found if f and f.level is Level.YELLOW) for q, found in levels.items()},
            unread=sum(r.unread_messages for r in self.rows.values()),
            people=len(self.rows),
            dealt_with=sum(1 for r in green if not r.unseen),
            green=tuple(r.mailbox for r in green if r.unseen and complete(r)),
            written=tuple(r.mailbox for r in self.rows.values() if not r.findings and r.unread_messages),
        )

    def _stays(self, mailbox: str) -> bool:
        return mailbox in self.done or self.belongs(self.rows[mailbox])

    def _open(self, mailbox: str, chip: str) -> bool:
        row = self.rows[mailbox]
        return self.belongs(row) and self._chosen(row, chip)

    def _chosen(self, row: Row, chip: str) -> bool:
        match chip:
            case Chip.ALL:
                return True
            case Chip.MINE:
                return bool(row.owner) and row.owner == self.me
            case Chip.UNOWNED:
                return not row.owner
            case Chip.NEW:
                top = top_finding(row, self.view)
                return bool(top and self.news_from and top.since >= self.news_from)
            case Chip.UNREAD:
                return row.unread_messages > 0
            case _:
                return chip in row.diagnoses

    def _matches(self, mailbox: str, words: list[str]) -> bool:
        if not words:
            return True
        text = self._texts.get(mailbox)
        if text is None:
            text = self._texts[mailbox] = self.text_of(self.rows[mailbox], self.view)
        return all(word in text for word in words)
