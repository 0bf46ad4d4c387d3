"""A device's clock: how far it is off, and which stamps are from before it was set. Pure.

Rules:
- The offset is host minus device time, as read on this connection; a clock that cannot be read gets it from a
  measurement that was taken just now.
- A clock is set only when it is more than ten minutes off, and reading it back decides whether it was.
- A record stamped before the clock was set is corrected by what it was off then, also weeks later. Where
  the clock had been ahead, a stamp may be from either time: it is an old one when the new clock has not come
  to it yet.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

WORTH_SETTING = dt.timedelta(minutes=10)
JUST_NOW = dt.timedelta(minutes=2)
TAKEN = dt.timedelta(minutes=1)
"""A clock that is so near after it was set has been set."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A clock was set: it said ``set_from``, then ``set_to`` (naive); it had been off by ``before``."""

    set_from: dt.datetime
    set_to: dt.datetime
    before: dt.timedelta


@dataclass(slots=True)
class DeviceClock:
    """What is known of one device's clock during a visit."""

    offset: dt.timedelta | None = None
    jump: Jump | None = None

    @property
    def worth_setting(self) -> bool:
        """Whether it is off by so much that it should be set."""
        return self.offset is not None and abs(self.offset) > WORTH_SETTING

    def was_set(self, before: dt.datetime, after: dt.datetime, offset: dt.timedelta) -> bool:
        """The clock said ``before``, was written, and now says ``after``, ``offset`` off. True if it took."""
        assert self.offset is not None
        if abs(offset) > TAKEN:
            self.offset = offset
            return False
        self.jump = Jump(before, after, self.offset)
        self.offset = offset
        return True

    def offset_of(
        self, stamp: dt.datetime | None, host_time: dt.datetime, *, live: bool
    ) -> dt.timedelta | None:
        """What to add to ``stamp`` (naive), of a value that arrived at ``host_time`` (aware).

        ``live``: the device was seen measuring it.
        """
        if stamp is None:
            return self.offset
        now = host_time.replace(tzinfo=None, microsecond=0)
        if self.jump is not None and stamp <= self.jump.set_from:
            ahead = stamp - now > JUST_NOW - (self.offset or dt.timedelta())
            if ahead or stamp < self.jump.set_to - TAKEN:
                return self.jump.before
        if self.offset is None and live:
            return now - stamp
        return self.offset
