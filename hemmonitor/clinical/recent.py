"""How much of a long history the rules need: for each kind, from when its measurements are enough.

What is enough now stays enough while time passes and newer measurements come: the state after it does not
depend on what was before. It is not when a plan is issued, or when something older comes or is retracted.
"""

from __future__ import annotations

import datetime as dt

from hemmonitor.clinical.monitor import Monitor
from hemmonitor.clinical.plausibility import FUTURE
from hemmonitor.clinical.rules import TAIL, first_day
from hemmonitor.model.measurement import Kind
from hemmonitor.model.record import PatientRecord


def enough(record: PatientRecord, now: dt.datetime) -> dict[Kind, dt.datetime]:
    """From when on each kind's measurements give what all give at ``now`` (aware) and later.

    A kind that is not in it is needed whole.
    """
    known = [m for m in record.measurements if m.taken_at <= now + FUTURE]
    newest: dict[Kind, list[dt.datetime]] = {}
    for m in known:
        newest.setdefault(m.kind, []).append(m.taken_at)
    # At least two of a kind, since the newest value is shown with the one before it.
    starts = {kind: min([at[-1] - TAIL, *at[-2:]]) for kind, at in newest.items()}
    days = {kind: day for kind in record.kinds if (day := first_day(record, kind)) is not None}
    while starts:
        _with_answers(record, starts)
        kept = [m for m in known if m.kind not in starts or m.taken_at >= starts[m.kind]]
        monitor = Monitor(record.plans, kept, record.acknowledgements, record.failures, days)
        more = monitor.unsettled(starts, record.kinds, now)
        if not more & starts.keys():
            break
        for kind in more:
            starts.pop(kind, None)
    return starts


def _with_answers(record: PatientRecord, starts: dict[Kind, dt.datetime]) -> None:
    """A limit with a symptom asks for the answers near every measurement that is kept."""
    hours = max((c.hours for p in record.plans for c in p.combined), default=None)
    if hours is None or Kind.QUESTIONNAIRE not in starts:
        return
    limited = {c.limit.kind for p in record.plans for c in p.combined} & record.kinds
    if limited <= starts.keys():
        earliest = min((starts[kind] for kind in limited), default=starts[Kind.QUESTIONNAIRE])
        starts[Kind.QUESTIONNAIRE] = min(
            starts[Kind.QUESTIONNAIRE], earliest - dt.timedelta(hours=hours + 24)
        )
    else:
        del starts[Kind.QUESTIONNAIRE]
