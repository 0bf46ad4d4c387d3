"""Whose is a value that a shared device sends? A pure decision.

A cuff in a room keeps its records, and sends the ones of the person before as well. A value counts as this
person's only when it was measured during the visit by a clock that can be trusted, or came live while this
person was measuring that very thing. All else is doubtful: it goes to nobody.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from hemmonitor.model.measurement import Correction, Flag, Kind, Measurement

SLACK: Final = dt.timedelta(seconds=5)
"""A device's clock and ours differ by a little, after the correction too."""


class Claim(StrEnum):
    """What becomes of a value."""

    MINE = "mine"
    GIVEN = "given"  # it reached its owner in an earlier visit
    DOUBTFUL = "doubtful"


def claim(
    measurement: Measurement,
    *,
    given: bool,
    began: dt.datetime,
    measuring: Kind | None,
    measuring_since: dt.datetime | None,
    now: dt.datetime,
) -> Claim:
    """Judge a value. ``began``: when this person identified themselves; ``measuring``: what they have begun
    to measure, and since when. ``given``: this very record was handed over before. Times are aware.
    """
    if given:
        return Claim.GIVEN
    provenance = measurement.provenance
    untimed = provenance.correction is Correction.HOST_TIME or Flag.CLOCK_NOT_SET in measurement.flags
    if provenance.device_time is None and not untimed:
        # no memory of times: it came just now, and is this person's if they are measuring just that
        begun = measuring_since is not None and provenance.host_time >= measuring_since
        return Claim.MINE if measurement.kind is measuring and begun else Claim.DOUBTFUL
    if untimed or not began - SLACK <= measurement.taken_at <= now + SLACK:
        return Claim.DOUBTFUL
    return Claim.MINE
