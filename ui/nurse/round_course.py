"""A round through a list of patients: where it stands, who is done, how long it takes. No Qt.

Rules:
- The list is set when the round begins and its order stands: no patient moves under the hand.
- Skipped patients stay in the list and are offered again at its end.
- A pause keeps everything; time that is paused does not count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum


class State(StrEnum):
    """Where a patient stands in the round."""

    WAITING = "waiting"
    DONE = "done"
    SKIPPED = "skipped"


class Course:
    """``Course(mailboxes, now)`` begins; ``mailbox`` is the patient it is at, empty when it is over."""

    def __init__(self, mailboxes: Sequence[str], now: dt.datetime) -> None:
        self.mailboxes = tuple(mailboxes)
        self.states = dict.fromkeys(self.mailboxes, State.WAITING)
        self.mailbox = self.mailboxes[0] if self.mailboxes else ""
        self._worked = dt.timedelta()
        self._since: dt.datetime | None = now

    @property
    def place(self) -> int:
        """Where in the list it is, from 1; 0 when it is over."""
        return self.mailboxes.index(self.mailbox) + 1 if self.mailbox else 0

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(state is State.DONE for state in self.states.values())

    @property
    def left(self) -> int:
        """How many are not."""
        return len(self.mailboxes) - self.done

    @property
    def next(self) -> str:
        """Who comes after this one: waiting ones in order, then skipped ones; empty for nobody."""
        here = self.place
        around = (*self.mailboxes[here:], *self.mailboxes[: max(here - 1, 0)])
        for wanted in (State.WAITING, State.SKIPPED):
            for mailbox in around:
                if self.states[mailbox] is wanted:
                    return mailbox
        return ""

    def finish(self, mailbox: str = "") -> str:
        """The patient is done; goes on to the next one, and returns who that is."""
        self.states[mailbox or self.mailbox] = State.DONE
        return self._go_on()

    def skip(self) -> str:
        """Leave this patient for later; goes on to the next one."""
        if self.states[self.mailbox] is State.WAITING:
            self.states[self.mailbox] = State.SKIPPED
        return self._go_on()

    def reopen(self, mailbox: str) -> None:
        """What was decided was taken back: the patient waits again, and is gone to."""
        self.states[mailbox] = State.WAITING
        self.mailbox = mailbox

    def go_to(self, mailbox: str) -> None:
        """Look at another patient of the list without deciding."""
        if mailbox in self.states:
            self.mailbox = mailbox

    def step(self, by: int) -> str:
        """Look at the next (positive) or previous patient; at the ends it stays."""
        if self.mailbox:
            place = min(max(self.place - 1 + by, 0), len(self.mailboxes) - 1)
            self.mailbox = self.mailboxes[place]
        return self.mailbox

    def pause(self, now: dt.datetime) -> None:
        """Stop the clock."""
        if self._since is not None:
            self._worked += now - self._since
            self._since = None

    def resume(self, now: dt.datetime) -> None:
        """Start the clock again."""
        if self._since is None:
            self._since = now

    def worked(self, now: dt.datetime) -> dt.timedelta:
        """How long it has taken so far."""
        return self._worked + (now - self._since if self._since is not None else dt.timedelta())

    def rest(self, now: dt.datetime) -> dt.timedelta | None:
        """How long the rest takes at the pace so far; ``None`` before anybody is done."""
        return self.worked(now) / self.done * self.left if self.done else None

    def _go_on(self) -> str:
        self.mailbox = self.next
        return self.mailbox
