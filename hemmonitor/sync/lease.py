"""A staff device's right to open its own store ends when it has had no contact for too long.

Strategy: the time of the last contact is kept, and the latest time this device has known (``high``), which
only grows: by the clock while that runs forward, by the time the program has run where it does not. A store
that has not been in contact for ``LEASE`` by the later of the two does not open until there has been contact
again; then what waited is sent and nothing is lost. A device that the centre has revoked gets no contact.

Rules:
- A clock set back gains nothing: ``high`` stays. Contact alone puts it right, since the relay refuses
  requests that are not signed in its own time.
- It keeps out whoever has the computer and its PIN, and not whoever also changes this program or puts an old
  copy of its files back; ``docs/attacks.md`` says so.
- Patients' own programs have no lease: what they hold is theirs.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from hemmonitor.crypto import cbor
from hemmonitor.errors import LeaseExpired
from hemmonitor.sync.upkeep import LEASE

if TYPE_CHECKING:
    from hemmonitor.store.journal import Journal

_NAME: Final = "lease"
_STEP: Final = 60
"""Seconds between two notes of the time."""


class Lease:
    """What a journal knows of contact and time. ``now`` is aware; ``running`` a monotonic clock's seconds."""

    def __init__(self, journal: Journal, now: dt.datetime, running: float) -> None:
        """Begin at ``now``; a journal that knows nothing yet has contact now (it has just joined)."""
        self._journal = journal
        raw = journal.get(_NAME)
        if raw is None:
            contact = high = _seconds(now)
            journal.put(_NAME, cbor.encode([contact, high]))
        else:
            kept = cbor.as_tuple(cbor.decode(raw, limit=64, what="lease"), 2, "lease")
            contact, high = (cbor.as_int(part, "lease") for part in kept)
        self._contact, self._kept = contact, high
        self._start = max(high, _seconds(now)), running

    def high(self, now: dt.datetime, running: float) -> int:
        """The latest time that this device can know, in seconds since 1970."""
        base, began = self._start
        return max(_seconds(now), base + max(0, int(running - began)))

    def check(self, now: dt.datetime, running: float) -> None:
        """Raise ``LeaseExpired`` when there has been no contact for too long. Notes the time."""
        self.tick(now, running)
        if self.high(now, running) - self._contact > LEASE.total_seconds():
            raise LeaseExpired(
                f"no contact since {dt.datetime.fromtimestamp(self._contact, dt.UTC):%Y-%m-%d}"
            )

    def tick(self, now: dt.datetime, running: float) -> None:
        """Note the time, durably, about once a minute."""
        high = self.high(now, running)
        if high > self._start[0]:
            self._start = high, running
        if high - self._kept >= _STEP:
            self._keep(self._contact, high)

    def contact(self, now: dt.datetime, running: float, offset: int = 0) -> None:
        """There was contact. ``offset`` is what the relay's clock is ahead of this computer's, in seconds."""
        true = _seconds(now) + offset
        if abs(true - self._contact) >= _STEP or self._kept > true:
            self._start = true, running
            self._keep(true, true)

    def _keep(self, contact: int, high: int) -> None:
        self._journal.put(_NAME, cbor.encode([contact, high]))
        self._contact, self._kept = contact, high


def _seconds(now: dt.datetime) -> int:
    return max(0, int(now.timestamp()))
