"""A finding from the verdicts that hold: the decisive one, the facts, whether it is confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hemmonitor.clinical.families import Rule
from hemmonitor.clinical.limits import Verdict
from hemmonitor.clinical.series import Series
from hemmonitor.model.careplan import RANK, Level
from hemmonitor.model.finding import Confirmation, Fact, Finding, Queue

RULE_VERSION = 1
MOST_OCCASIONS = 10  # whose facts a finding shows besides the decisive one


def finding_of(
    name: str, rule: Rule, series: Series, since: dt.datetime, run: Sequence[tuple[int, Verdict]]
) -> Finding:
    """The finding of a family whose verdicts (occasion, verdict) hold, by time; at least one.

    ``name`` is its key. The worst verdict decides, the newest of equals; its facts stand first.
    """
    newest_first = list(reversed(run))
    at, decisive = max(newest_first, key=lambda pair: (RANK[pair[1].level], pair[1].waiting))
    newest_at, newest = newest_first[0]
    facts: list[Fact] = list(decisive.facts)
    for i, verdict in newest_first[:MOST_OCCASIONS]:
        if i != at:
            facts.extend(f for f in verdict.facts if f not in facts)
    if newest.waiting and decisive.level is not Level.RED:
        confirmation = Confirmation.WAITING
    elif decisive.level is Level.RED and rule not in {Rule.RED_FLAG, Rule.SYMPTOM, Rule.SCORE}:
        confirmation = Confirmation.CONFIRMED
    else:
        confirmation = Confirmation.NOT_NEEDED
    waiting = confirmation is Confirmation.WAITING
    return Finding(
        key=name,
        rule=rule,
        rule_version=RULE_VERSION,
        queue=Queue.CLINICAL,
        level=decisive.level,
        kind=series.kind,
        component=decisive.component,
        since=since,
        facts=tuple(facts),
        plan_version=decisive.plan_version,
        confirmation=confirmation,
        threshold=decisive.threshold,
        source=decisive.source,
        measure_again_at=series.occasions[newest_at].again_at() if waiting else None,
    )


def urgency(finding: Finding) -> tuple[int, bool, dt.datetime, str]:
    """Worst first, confirmed before waiting, oldest first."""
    return -RANK[finding.level], finding.confirmation is Confirmation.WAITING, finding.since, finding.key
