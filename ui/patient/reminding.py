"""When to remind of a planned measurement. Pure: the state, the wishes and the time are arguments.

Rules:
- A task that is due is reminded of when its time begins, and once more when half of it has gone by.
- Never in the quiet hours, nor while the person has said that they are away; what fell into them is
  reminded of when they end, if it is still due.
- As soon as it is done, nothing more is said of it. A pause in the plan has no tasks to remind of.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from hemmonitor.home import Task, TaskState
from hemmonitor.model.careplan import Plan

Told = frozenset[str]


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one person wants to be reminded. Times are local; ``away_until`` is the last day away."""

    on: bool = True
    quiet_from: dt.time = dt.time(21, 0)
    quiet_to: dt.time = dt.time(7, 0)
    away_until: dt.date | None = None
    in_tray: bool = True  # stays in the tray when the window is closed

    def quiet(self, at: dt.time) -> bool:
        """Whether it is quiet at this local time; quiet hours may pass midnight."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= at < self.quiet_to
        return at >= self.quiet_from or at < self.quiet_to

    def away(self, day: dt.date) -> bool:
        """Whether the person is away on this day."""
        return self.away_until is not None and day <= self.away_until


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to say: the task, and its name so that it is said once."""

    task: Task
    key: str


def due(
    tasks: Sequence[Task], plan: Plan | None, wishes: Wishes, told: Told, now: dt.datetime
) -> Reminder | None:
    """The reminder to give now, if any. ``told`` are the keys of those given already; ``now`` is local."""
    paused = plan is not None and plan.away(now.date())
    if not wishes.on or wishes.quiet(now.time()) or wishes.away(now.date()) or paused:
        return None
    for task in sorted(tasks, key=lambda task: task.starts):
        if task.state is not TaskState.NOW:
            continue
        half = task.starts + (task.ends - task.starts) / 2
        number = 2 if now >= half else 1
        key = f"{task.slot.id}/{task.starts.isoformat()}/{number}"
        if key not in told and not (number == 1 and _later_told(key, told)):
            return Reminder(task, key)
    return None


def _later_told(key: str, told: Told) -> bool:
    """Whether the second reminder of the same task was given; the clock may have been set back."""
    return f"{key[:-1]}2" in told


def written(wishes: Wishes) -> str:
    """The wishes as a text to keep."""
    plain = asdict(wishes)
    for name, value in plain.items():
        if isinstance(value, dt.time | dt.date):
            plain[name] = value.isoformat()
    return json.dumps(plain)


def read(kept: str) -> Wishes:
    """The wishes of a kept text; the usual ones where it cannot be read."""
    try:
        plain = json.loads(kept) if kept else {}
        away = plain.get("away_until")
        return Wishes(
            on=bool(plain.get("on", True)),
            quiet_from=dt.time.fromisoformat(plain.get("quiet_from", "21:00")),
            quiet_to=dt.time.fromisoformat(plain.get("quiet_to", "07:00")),
            away_until=dt.date.fromisoformat(away) if away else None,
            in_tray=bool(plain.get("in_tray", True)),
        )
    except (ValueError, TypeError, AttributeError):
        return Wishes()
