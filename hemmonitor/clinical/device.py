"""Device faults: what failed, what cannot be true, a clock that does not work. The nurse's third queue.

They are grey: they say nothing about the person. Each ends by itself with the next sound reading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from hemmonitor.clinical.series import Series
from hemmonitor.model.careplan import Level
from hemmonitor.model.events import MeasurementFailed
from hemmonitor.model.finding import Fact, Finding, Queue, finding_key
from hemmonitor.model.measurement import Correction, Flag, Kind, Measurement

RULE_VERSION = 1
FAILURES = 2  # in a row before somebody should help [P]


class DeviceRule(StrEnum):
    """What is wrong."""

    FAILING = "failing"
    SET_ASIDE = "set_aside"  # the newest value cannot be true
    AHEAD = "ahead"  # a value is from a time that has not come
    CLOCK = "clock"  # the device's clock could not be used


def device_findings(
    series: Mapping[Kind, Series],
    failures: Iterable[tuple[dt.datetime, MeasurementFailed]],
    ahead: Iterable[Measurement],
    now: dt.datetime,
) -> list[Finding]:
    """The findings at ``now`` (aware). ``ahead``: measurements not used because of their time."""
    by_kind: dict[Kind, list[Measurement]] = {}
    for m in ahead:
        by_kind.setdefault(m.kind, []).append(m)
    found = [_of(DeviceRule.AHEAD, kind, many[0], many[-1]) for kind, many in by_kind.items()]
    for kind, one in series.items():
        newest = one.readings[-1] if one.readings else None
        after = [
            m
            for m in one.aside
            if newest is None or (m.taken_at, m.id) > (newest.taken_at, newest.id)
            if not m.flags & {Flag.CONTROL_SOLUTION, Flag.BAD_BLOW}
        ]
        if after:
            found.append(_of(DeviceRule.SET_ASIDE, kind, after[0], after[-1]))
        elif newest is not None and _clock_failed(newest):
            run = newest
            for m in reversed(one.readings):
                if not _clock_failed(m):
                    break
                run = m
            found.append(_of(DeviceRule.CLOCK, kind, run, newest))
    found.extend(_failing(series, failures, now))
    return found


def clock_always_failed(readings: Sequence[Measurement]) -> bool:
    """Whether a failing clock may have begun to fail before these readings."""
    return all(_clock_failed(m) for m in reversed(readings))


def _clock_failed(measurement: Measurement) -> bool:
    unusable = measurement.provenance.correction is Correction.HOST_TIME
    return unusable or Flag.CLOCK_NOT_SET in measurement.flags


def _failing(
    series: Mapping[Kind, Series],
    failures: Iterable[tuple[dt.datetime, MeasurementFailed]],
    now: dt.datetime,
) -> list[Finding]:
    by_kind: dict[Kind, list[dt.datetime]] = {}
    for at, failure in failures:
        try:
            kind = Kind(failure.kind)
        except ValueError:
            continue  # a kind of a newer version; its failure is in the record all the same
        one = series.get(kind)
        newest = one.readings[-1].taken_at if one is not None and one.readings else None
        if at <= now and (newest is None or at > newest):
            by_kind.setdefault(kind, []).append(at)
    return [
        Finding(
            key=finding_key(DeviceRule.FAILING, kind, None, min(times).isoformat()),
            rule=DeviceRule.FAILING,
            rule_version=RULE_VERSION,
            queue=Queue.DEVICE,
            level=Level.GREY,
            kind=kind,
            component=None,
            since=min(times),
            facts=(),
            plan_version=0,
        )
        for kind, times in by_kind.items()
        if len(times) >= FAILURES
    ]


def _of(rule: DeviceRule, kind: Kind, first: Measurement, newest: Measurement) -> Finding:
    facts = tuple(
        Fact(newest.id, q.component, q.value, q.unit, newest.taken_at)
        for q in newest.values
        if q.value is not None
    )
    return Finding(
        key=finding_key(rule, kind, None, first.id),
        rule=rule,
        rule_version=RULE_VERSION,
        queue=Queue.DEVICE,
        level=Level.GREY,
        kind=kind,
        component=None,
        since=first.taken_at,
        facts=facts,
        plan_version=0,
    )
