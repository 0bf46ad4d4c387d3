"""The guided blood pressure protocol, as a table of states. No I/O; ``now`` and the durations are arguments.

Prepare, rest five minutes, measure, wait 60 seconds, measure again, done [F: huvudstavard.se] [R: ESH 2021].
Two rules about repeating [P]:
- The second reading is asked for whatever the first was; the zone is preliminary until then.
- A candidate for red after the last reading asks for one more, after five minutes of rest. Whether a
  reading is a candidate is for ``rules`` to say; it comes in with the reading (``again_at``).

What a person really does is allowed: to say that they have rested already, to press START too early, to
fail, to stop. A reading taken before the rest was over carries ``Flag.SKIPPED_REST``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from hemmonitor.model.measurement import Flag, Measurement

PLANNED_READINGS = 2
FAILURES_BEFORE_HELP = 2


class Step(StrEnum):
    """Where the person is."""

    PREPARE = "prepare"
    REST = "rest"
    MEASURE = "measure"
    WAIT = "wait"
    REST_AGAIN = "rest_again"
    FAILED = "failed"
    DONE = "done"
    STOPPED = "stopped"


class Cause(StrEnum):
    """What moves the protocol on."""

    READY = "ready"  # the person has prepared
    RESTED = "rested"  # "I have rested already"
    TIME_UP = "time_up"
    READING = "reading"  # one that the protocol's next reading follows
    LAST_READING = "last_reading"
    CANDIDATE = "candidate"  # the last planned reading, and the rules ask for one more
    FAILURE = "failure"
    RETRY = "retry"
    STOP = "stop"


_READINGS = {
    Cause.READING: Step.WAIT,
    Cause.LAST_READING: Step.DONE,
    Cause.CANDIDATE: Step.REST_AGAIN,
}

# What is not in the table changes nothing.
TABLE: dict[tuple[Step, Cause], Step] = {
    (Step.PREPARE, Cause.READY): Step.REST,
    (Step.REST, Cause.RESTED): Step.MEASURE,
    (Step.REST, Cause.TIME_UP): Step.MEASURE,
    (Step.WAIT, Cause.TIME_UP): Step.MEASURE,
    (Step.REST_AGAIN, Cause.TIME_UP): Step.MEASURE,
    (Step.MEASURE, Cause.FAILURE): Step.FAILED,
    (Step.FAILED, Cause.FAILURE): Step.FAILED,
    (Step.FAILED, Cause.RETRY): Step.MEASURE,
    # START pressed too early, or the cuff tried again by itself: the reading counts where it comes
    **{
        (step, cause): after
        for step in (Step.PREPARE, Step.REST, Step.MEASURE, Step.WAIT, Step.REST_AGAIN, Step.FAILED)
        for cause, after in _READINGS.items()
    },
    **{(step, Cause.FAILURE): Step.FAILED for step in (Step.PREPARE, Step.REST, Step.WAIT, Step.REST_AGAIN)},
    **{
        (step, Cause.STOP): Step.STOPPED
        for step in (Step.PREPARE, Step.REST, Step.MEASURE, Step.WAIT, Step.REST_AGAIN, Step.FAILED)
    },
}

TIMED = (Step.REST, Step.WAIT, Step.REST_AGAIN)


@dataclass(frozen=True, slots=True)
class Durations:
    """How long the protocol waits. A demonstration shortens them."""

    rest: dt.timedelta = dt.timedelta(minutes=5)
    between: dt.timedelta = dt.timedelta(seconds=60)
    confirm: dt.timedelta = dt.timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Guided:
    """One sitting. ``session`` names it, and every reading of it carries that name.

    ``since`` is when the present step began, ``until`` (aware) when a timed step ends.
    ``confirming`` is true once the rules have asked for one more reading.
    """

    session: str
    step: Step
    since: dt.datetime
    until: dt.datetime | None = None
    readings: tuple[str, ...] = ()  # measurement ids, in order
    failures: int = 0  # since the last reading
    skipped_rest: bool = False
    confirming: bool = False

    @property
    def number(self) -> int:
        """The number of the reading that comes next, or that is being taken, from 1."""
        return len(self.readings) + 1

    @property
    def planned(self) -> int:
        """How many readings this sitting asks for, as far as is known now."""
        return max(PLANNED_READINGS, len(self.readings)) + (1 if self._one_more else 0)

    @property
    def needs_help(self) -> bool:
        """Whether it has failed so often in a row that a person should be called."""
        return self.failures >= FAILURES_BEFORE_HELP

    @property
    def over(self) -> bool:
        """Whether nothing more is asked."""
        return self.step in {Step.DONE, Step.STOPPED}

    @property
    def _one_more(self) -> bool:
        return self.confirming and len(self.readings) >= PLANNED_READINGS and not self.over

    def left(self, now: dt.datetime) -> dt.timedelta:
        """What is left of a timed step; zero in any other."""
        return max(self.until - now, dt.timedelta()) if self.until else dt.timedelta()

    def marked(self, measurement: Measurement) -> Measurement:
        """The measurement with what this sitting knows of it: its session, and that rest was skipped."""
        if self.over:
            return measurement
        early = self.skipped_rest or _before_rest_is_over(self)
        flags = measurement.flags | {Flag.SKIPPED_REST} if early else measurement.flags
        return replace(measurement, session=self.session, flags=flags)


def _before_rest_is_over(state: Guided) -> bool:
    return state.step in {Step.PREPARE, Step.REST}


def begin(session: str, now: dt.datetime) -> Guided:
    """A new sitting, at its first step."""
    return Guided(session, Step.PREPARE, now)


def begin_confirming(
    session: str, reading: str, again_at: dt.datetime, now: dt.datetime, durations: Durations
) -> Guided:
    """A sitting that only measures once more, for a reading that came outside any sitting."""
    until = min(again_at, now + durations.confirm)
    return Guided(session, Step.REST_AGAIN, now, until, (reading,), confirming=True)


def ready(state: Guided, now: dt.datetime, durations: Durations) -> Guided:
    """The person sits with the cuff on."""
    return _move(state, Cause.READY, now, durations)


def rested(state: Guided, now: dt.datetime, durations: Durations) -> Guided:
    """The person says that they have rested already; the readings will say so too."""
    moved = _move(state, Cause.RESTED, now, durations)
    return moved if moved is state else replace(moved, skipped_rest=True)


def tick(state: Guided, now: dt.datetime, durations: Durations) -> Guided:
    """Time has passed."""
    if state.step in TIMED and state.until is not None and now >= state.until:
        return _move(state, Cause.TIME_UP, now, durations)
    return state


def read(
    state: Guided, measurement_id: str, again_at: dt.datetime | None, now: dt.datetime, durations: Durations
) -> Guided:
    """A reading is saved. ``again_at``: the rules ask for one more, not before then."""
    if state.over or measurement_id in state.readings:
        return state
    early = _before_rest_is_over(state)
    readings = (*state.readings, measurement_id)
    counted = replace(state, readings=readings, failures=0, skipped_rest=state.skipped_rest or early)
    if len(readings) < PLANNED_READINGS and not state.confirming:
        return _move(counted, Cause.READING, now, durations)
    if again_at is None:
        return _move(counted, Cause.LAST_READING, now, durations)
    moved = _move(replace(counted, confirming=True), Cause.CANDIDATE, now, durations)
    return replace(moved, until=min(again_at, now + durations.confirm))


def failed(state: Guided, now: dt.datetime, durations: Durations) -> Guided:
    """The device tried and failed. A rest that it broke off is not taken up again."""
    if state.over:
        return state
    early = _before_rest_is_over(state)
    counted = replace(state, failures=state.failures + 1, skipped_rest=state.skipped_rest or early)
    return _move(counted, Cause.FAILURE, now, durations)


def retry(state: Guided, now: dt.datetime, durations: Durations) -> Guided:
    """The person has mended what was wrong."""
    return _move(state, Cause.RETRY, now, durations)


def stop(state: Guided, now: dt.datetime, durations: Durations) -> Guided:
    """The person wants no more; what was read stays."""
    return _move(state, Cause.STOP, now, durations)


def _move(state: Guided, cause: Cause, now: dt.datetime, durations: Durations) -> Guided:
    step = TABLE.get((state.step, cause))
    if step is None:
        return state
    lasts = {Step.REST: durations.rest, Step.WAIT: durations.between, Step.REST_AGAIN: durations.confirm}
    until = now + lasts[step] if step in lasts else None
    return replace(state, step=step, since=now, until=until)
