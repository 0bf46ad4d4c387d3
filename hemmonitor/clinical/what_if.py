"""What a draft of the plan would have done: which alerts it would have raised, which are new, which vanish.

Both plans are laid over the whole time, as if each had been in force throughout; the person's own values
are the same. Too little data is said, not hidden: under 14 days with measurements the count means little [P].
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hemmonitor.clinical.alerts import Episode, episodes
from hemmonitor.clinical.monitor import Monitor
from hemmonitor.model.careplan import Level, Plan
from hemmonitor.model.measurement import Measurement

LEAST_DAYS = 14
LEAD_IN = dt.timedelta(days=30)  # before the window, so that findings open at its start are not counted


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Alerts of both plans over the window, and the difference.

    ``new``: of the draft, and none of the plan was open then by the same rule for the same kind.
    ``vanished``: the other way round. ``enough``: there were 14 days with measurements.
    """

    since: dt.datetime
    until: dt.datetime
    plan: tuple[Episode, ...]
    draft: tuple[Episode, ...]
    new: tuple[Episode, ...]
    vanished: tuple[Episode, ...]
    days_measured: int

    @property
    def enough(self) -> bool:
        """Whether there is data enough to judge by."""
        return self.days_measured >= LEAST_DAYS

    @property
    def reds(self) -> tuple[int, int]:
        """Number of red alerts of the plan and of the draft."""
        return sum(e.level is Level.RED for e in self.plan), sum(e.level is Level.RED for e in self.draft)


def what_if(
    history: Iterable[Measurement], plan: Plan, draft: Plan, now: dt.datetime, days: int = 90
) -> WhatIf:
    """Compare two plans over the last ``days`` days before ``now`` (aware) of a person's measurements."""
    since = now - dt.timedelta(days=days)
    begin = since - LEAD_IN
    known = [m for m in history if begin <= m.taken_at <= now]
    held = _raised(known, plan, begin, since, now)
    would = _raised(known, draft, begin, since, now)
    return WhatIf(
        since=since,
        until=now,
        plan=held,
        draft=would,
        new=tuple(e for e in would if not _met(e, held)),
        vanished=tuple(e for e in held if not _met(e, would)),
        days_measured=len({m.taken_at.date() for m in known if m.taken_at >= since}),
    )


def _raised(
    known: Sequence[Measurement], plan: Plan, begin: dt.datetime, since: dt.datetime, now: dt.datetime
) -> tuple[Episode, ...]:
    throughout = replace(plan, valid_from=begin)
    return episodes(Monitor([throughout], known), since, now)


def _met(episode: Episode, others: Sequence[Episode]) -> bool:
    return any(e.kind is episode.kind and e.rule is episode.rule and e.overlaps(episode) for e in others)
