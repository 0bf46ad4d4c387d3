"""What the relay keeps, as a port: the same rules over SQLite (one process) and PostgreSQL (many).

Rules:
- What was answered is durable; the marks of used nonces alone may be lost with the machine, which lets
  through a repetition that changes nothing.
- A mailbox's head and its envelope change in one transaction, which keeps cursors free of gaps.
- A store fails with ``StorageError`` (``DiskFull`` when there is no room), whatever its library says.
- Of the time only the day is kept with an envelope, for retention.
- The epoch id is made with the database. A database put back from a backup is given a new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from hemmonitor.crypto.verify import EMPTY_RUNNING
from hemmonitor.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hemmonitor.relay.mailbox import Decision, Handed, Limits

DAY: Final = 86_400


class LogMoved(StorageError):
    """Somebody else has extended the membership log at this place."""

    code = "storage.log_moved"


@dataclass(frozen=True, slots=True)
class Row:
    """One stored envelope."""

    cursor: int
    envelope_id: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """Envelopes after a cursor. ``running`` is the digest at that cursor, None when there is none.

    ``floor`` is up to where envelopes are no longer kept, and the digest there; None when that is not
    beyond the cursor.
    """

    head: int
    running: bytes | None
    rows: tuple[Row, ...]
    floor: tuple[int, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting point for one enrolment; ``expires`` in seconds since 1970."""

    centre: bytes
    expires: int
    ask: bytes | None
    answer: bytes | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A nonce to be used once by a device, and until when (seconds since 1970) it must be remembered."""

    centre: bytes
    device: bytes
    nonce: bytes
    expires: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """``log_length`` is how long the centre's log is now, None where only this process extends it."""

    fresh: bool
    log_length: int | None = None


@dataclass(frozen=True, slots=True)
class Compacted:
    """What retention took away."""

    envelopes: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Watched:
    """What waiting callers wait for: mailboxes by centre and mailbox, logs by centre, slots by number."""

    boxes: frozenset[tuple[bytes, bytes]] = frozenset()
    logs: frozenset[bytes] = frozenset()
    slots: frozenset[bytes] = frozenset()


class Store(Protocol):
    """Everything the relay keeps. Lives in one event loop, from ``open`` to ``close``."""

    limits: Limits
    epoch: str
    shared: bool
    """Whether other processes write to it too, so that what they wrote has to be looked for."""

    async def open(self) -> None:
        """Connect, and make the tables where there are none."""

    async def close(self) -> None:
        """Finish what was begun, and let go of the database. A second time does nothing."""

    async def put(
        self, centre: bytes, mailbox: bytes, envelopes: Sequence[Handed], day: int
    ) -> list[Decision]:
        """Take envelopes in by the rules of ``mailbox``, in their order; durable on return.

        ``day`` counts from 1970. Fails for all of them or for none.
        """

    async def page(self, centre: bytes, mailbox: bytes, after: int, rows: int) -> Page:
        """Envelopes after a cursor, at most so many, and at most a page of bytes (but one at least)."""

    async def heads(self, centre: bytes, mailboxes: Sequence[bytes]) -> list[int]:
        """Newest cursor of each mailbox, 0 for an empty one."""

    async def stored(self, centre: bytes) -> int:
        """Bytes of envelopes that are kept for a centre."""

    async def log(self, centre: bytes, since: int = 0, *, size: int | None = None) -> list[bytes]:
        """Entries from a place on, at most ``size`` bytes of them (but one at least)."""

    async def log_length(self, centre: bytes) -> int:
        """How many entries a centre's log has, 0 for one that is not here."""

    async def append_log(self, centre: bytes, place: int, entries: Sequence[bytes]) -> None:
        """Put entries at a place that must be the end; ``LogMoved`` when it is taken."""

    async def slot(self, slot: bytes) -> Slot | None:
        """A slot as it stands, whether or not it has expired."""

    async def make_slot(self, centre: bytes, slot: bytes, expires: int, now: int) -> bool:
        """Create a slot, dropping expired ones; False when it exists or there are too many."""

    async def fill_slot(self, slot: bytes, part: str, body: bytes) -> bool:
        """Put the ``ask`` or the ``answer`` in; False when other bytes are there already."""

    async def claim(self, claim: Claim, now: int) -> Claimed:
        """Note a nonce as used."""

    async def watch(self, wanted: Watched) -> Mapping[object, int]:
        """How things stand, as one number each: by (centre, mailbox), by centre, by slot."""

    async def sweep(self, now: int) -> None:
        """Forget nonces and slots that have run out."""

    async def compact(self, before: int) -> Compacted:
        """Drop the bodies of envelopes that came before this day. What they were called stays."""


def page_of(
    head: int,
    floor: tuple[int, bytes | None],
    after: tuple[int, bytes | None],
    rows: Iterable[Row],
) -> Page:
    """A page from what a database gave; ``floor`` and ``after`` are cursors with the digests there."""
    taken = tuple(rows)
    cut, cut_running = floor
    running = EMPTY_RUNNING if after[0] == 0 else after[1]
    gone = (cut, cut_running) if cut_running is not None and after[0] < cut else None
    return Page(max(head, taken[-1].cursor if taken else 0), running, taken, gone)
