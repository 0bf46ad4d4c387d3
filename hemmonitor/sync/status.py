"""How sync stands, as one small frozen value for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from hemmonitor.sync.state import SyncWarning


class Problem(StrEnum):
    """Why sync does not get on just now. It goes on trying; what is saved is saved."""

    OFFLINE = "offline"  # no contact
    MISBEHAVES = "misbehaves"  # answers that make no sense
    REFUSED = "refused"  # the relay refuses this device
    REVOKED = "revoked"  # this device has been shut out by the centre
    BUSY = "busy"  # too much at once, or the relay's quota is used up
    TEAM_KEY = "team_key"  # the team's key is being replaced
    MEMBERSHIP = "membership"  # the list of who is who does not check out
    STORAGE = "storage"  # this computer's database


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """``waiting``: envelopes not yet acknowledged, and mailboxes with events not yet sealed.

    ``sent`` and ``received`` count batches since the program started. ``last_contact`` is when the relay
    last gave a sensible answer (aware), None when it has not yet. ``clock_offset`` is how many seconds
    this computer's clock is behind the relay's, 0 when they agree well enough.
    """

    waiting: int = 0
    sent: int = 0
    received: int = 0
    last_contact: dt.datetime | None = None
    problem: Problem | None = None
    clock_offset: int = 0
    warnings: tuple[SyncWarning, ...] = ()
