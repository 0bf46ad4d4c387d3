"""When time alone can change what the rules say of a patient.

Nothing has to be judged again before the next edge: a slot whose grace passes, midnight, a plan that comes
into force, a value from a time that had not come. An edge too many costs one evaluation, one too few
hides a finding, so in doubt there is one more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from hemmonitor.clinical.occasions import counts
from hemmonitor.clinical.plausibility import FUTURE
from hemmonitor.model.careplan import Plan
from hemmonitor.model.measurement import Kind
from hemmonitor.model.record import PatientRecord

_DAY = dt.timedelta(days=1)


def next_change(record: PatientRecord, now: dt.datetime) -> dt.datetime:
    """The first moment after ``now`` (aware) from which ``rules.evaluate`` may say something else.

    It holds as long as nothing arrives and ``now`` is given in the same offset from UTC. Never more than
    a day away. In UTC.
    """
    present = now.astimezone(dt.UTC)
    moments = [m for m in _moments(record, now) if m > now]
    times = {dt.time.min, *_times_of_day(record.plans)}
    for zone in {now.tzinfo, *_zones(record, now)}:
        here = now.astimezone(zone).replace(tzinfo=None)
        moments += [present + _until(time, here) for time in times]
    return min(moments).astimezone(dt.UTC)


def _moments(record: PatientRecord, now: dt.datetime) -> Iterator[dt.datetime]:
    yield from (plan.valid_from for plan in record.plans)
    yield from (acknowledgement.at for acknowledgement in record.acknowledgements)
    yield from (at for at, _ in record.failures)
    for measurement in reversed(record.measurements):
        if measurement.taken_at <= now + FUTURE:
            break
        yield measurement.taken_at - FUTURE


def _times_of_day(plans: Sequence[Plan]) -> Iterator[dt.time]:
    """When a slot ends, and when a grace after it does, on any day and by any version of the plan."""
    graces = {0, *(rule.grace_hours for plan in plans for rule in plan.missing)}
    for until in {slot.until for plan in plans for slot in plan.schedule}:
        end = dt.datetime.combine(dt.date(2000, 1, 1), until)
        for hours in graces:
            yield (end + dt.timedelta(hours=hours)).time()


def _zones(record: PatientRecord, now: dt.datetime) -> Iterator[dt.tzinfo | None]:
    """The clocks where the patient last measured each planned kind; what is ahead of its time is not used."""
    planned = {rule.kind for plan in record.plans for rule in plan.missing}
    left: set[Kind] = set(planned)
    for measurement in reversed(record.measurements):
        if not left:
            break
        if measurement.kind in left and measurement.taken_at <= now + FUTURE:
            yield measurement.taken_at.tzinfo
            if counts(measurement):
                left.discard(measurement.kind)


def _until(time: dt.time, here: dt.datetime) -> dt.timedelta:
    """From a wall clock's ``here`` to the next such time of day; a whole day when it is just that."""
    ahead = dt.datetime.combine(here.date(), time) - here
    return ahead if ahead > dt.timedelta() else ahead + _DAY
