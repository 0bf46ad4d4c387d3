"""Files of 24-hour blood pressure recorders: all readings become one measurement with a series.

Rules:
- A reading that failed, or that cannot be right, is told as a row that is left out.
- A pause of more than six hours begins another recording. One of more than three days is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from hemmonitor.clinical.plausibility import usable
from hemmonitor.clinical.recording import UNITS, means_of, series_of
from hemmonitor.interop.forms import Format
from hemmonitor.interop.imports.found import Choices, Draft, Fault, Item, Why, measured
from hemmonitor.interop.imports.tables import read_table
from hemmonitor.interop.source import BadFile, Source
from hemmonitor.model.measurement import Component, Kind

_APART = dt.timedelta(hours=6)
_MOST_READINGS = 1000
_LONGEST_RAW = 64 * 1024  # bytes; the rows of three days are a third of it
_Row = tuple[Item, dict[Component, Decimal]]


def read_recording(source: Source, choices: Choices, now: dt.datetime) -> Iterator[Item | Fault]:
    """The recordings in a table, and the rows that are left out. Raises ``BadFile``."""
    rows: list[_Row] = []
    for found in read_table(source, choices, now, Format.RECORDER):
        if isinstance(found, Fault):
            yield found
        elif found.measurement.kind is not Kind.BLOOD_PRESSURE:
            yield Fault(found.line, 0, Why.NO_FIGURE)
        elif any(UNITS.get(q.component) is not q.unit for q in found.measurement.values):
            yield Fault(found.line, 0, Why.BAD_UNIT)
        elif not usable(found.measurement):
            yield Fault(found.line, 0, Why.IMPOSSIBLE)
        elif len(rows) == _MOST_READINGS:
            raise BadFile("too many readings for a recording", found.line)
        else:
            figures = {q.component: q.value for q in found.measurement.values if q.value is not None}
            rows.append((found, figures))
    rows.sort(key=lambda row: row[0].measurement.taken_at)
    for group in _groups(rows):
        yield _recording(group, now)


def _groups(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    group: list[_Row] = []
    for row in rows:
        if group and row[0].measurement.taken_at - group[-1][0].measurement.taken_at > _APART:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _recording(rows: Sequence[_Row], now: dt.datetime) -> Item:
    first = rows[0][0]
    try:
        series = series_of([(item.measurement.taken_at, figures) for item, figures in rows])
    except ValueError:
        raise BadFile("not a 24-hour recording: its readings do not fit one", first.line) from None
    draft = Draft(
        kind=Kind.PRESSURE_SERIES,
        at=first.measurement.taken_at,
        values=means_of(series),
        raw=b"\n".join(item.measurement.provenance.raw for item, _ in rows)[:_LONGEST_RAW],
        device=first.measurement.provenance.device_model,
        series=series,
    )
    return Item(first.line, measured(draft, Format.RECORDER, now))
