"""What a reader finds in a file: a measurement or a fault, each with its place.

Rules:
- A fault of a row is told and the row left out; the others go on. A fault of the file is ``BadFile``.
- A row's bytes stay with its measurement, and its source says what kind of file it came from.
- The id follows from what was measured and when, so that the same reading in two files is one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from hemmonitor.interop.forms import Format
from hemmonitor.interop.imports.mapping import Mapping
from hemmonitor.interop.source import Source
from hemmonitor.model.measurement import (
    Component,
    Flag,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Series,
    Unit,
)

SOURCE = "import/"  # every imported value's source begins so


class Why(StrEnum):
    """Why a row was left out."""

    NO_TIME = "no_time"
    BAD_TIME = "bad_time"
    DATE_ORDER = "date_order"  # 03/04/2025: a person must say which is the month
    NOT_A_NUMBER = "not_a_number"
    NO_FIGURE = "no_figure"
    BAD_UNIT = "bad_unit"
    TOO_FEW_FIELDS = "too_few_fields"
    MARKED_INVALID = "marked_invalid"
    IN_THE_FUTURE = "in_the_future"
    BEFORE_2000 = "before_2000"
    NOT_UNDERSTOOD = "not_understood"  # a FHIR resource; ``detail`` says what
    OTHER_PERSON = "other_person"
    IMPOSSIBLE = "impossible"  # a reading of a recording that cannot be right


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that was left out: its line, its column counted from 1 (0: the whole row), and why."""

    line: int
    column: int
    why: Why
    detail: str = ""  # in English, without values from the file


@dataclass(frozen=True, slots=True)
class Item:
    """A measurement in the file, and whether the file itself says that it is not valid."""

    line: int
    measurement: Measurement
    retracted: str | None = None  # the reason, which may be empty


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose. ``zone`` is for times without one. ``kinds`` empty means all that are offered."""

    zone: dt.tzinfo
    kinds: frozenset[Kind] = frozenset()
    encoding: str = ""
    mapping: Mapping | None = None
    day_first: bool | None = None
    user: str = ""  # which of a file's users, where it has several
    number: str = ""  # the patient's personal identity number, to know another person's file


Reader = Callable[[Source, Choices, dt.datetime], Iterator[Item | Fault]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A row's content before it is a measurement."""

    kind: Kind
    at: dt.datetime
    values: tuple[Quantity, ...]
    raw: bytes
    flags: frozenset[Flag] = frozenset()
    note: str = ""
    session: str = ""
    device: str = ""
    device_id: str = field(default="")
    series: Series | None = None


def measured(draft: Draft, form: Format, now: dt.datetime) -> Measurement:
    """The measurement of a draft, imported at ``now`` (aware)."""
    values = sorted(f"{q.component}={q.value}{q.unit}{q.absent or ''}" for q in draft.values)
    basis = "|".join((draft.kind, draft.at.astimezone(dt.UTC).isoformat(), *values))
    return Measurement(
        id=hashlib.sha256(b"hemmonitor/import/1" + basis.encode()).hexdigest()[:32],
        kind=draft.kind,
        taken_at=draft.at,
        values=draft.values,
        provenance=Provenance(
            origin=Origin.IMPORTED,
            host_time=now,
            device_id=draft.device_id,
            device_model=draft.device,
            source=f"{SOURCE}{form}",
            raw=draft.raw,
            decoder=f"interop.{form}/1",
        ),
        flags=draft.flags,
        session=draft.session,
        note=draft.note,
        series=draft.series,
    )


# What tells two readings of a kind apart, when they are of the same minute.
_TELLING: dict[Kind, frozenset[Component]] = {
    Kind.BLOOD_PRESSURE: frozenset({Component.SYSTOLIC, Component.DIASTOLIC}),
    Kind.OXIMETRY: frozenset({Component.SPO2}),
    Kind.WEIGHT: frozenset({Component.BODY_WEIGHT}),
}


def likeness(measurement: Measurement) -> tuple[Kind, int, frozenset[tuple[Component, object, Unit]]]:
    """Equal for two records of one reading: kind, minute, and the figures that tell.

    A cuff's own record has seconds and a mean pressure, an app's file of the same reading only the minute.
    """
    telling = _TELLING.get(measurement.kind)
    figures = frozenset(
        (q.component, q.value, q.unit)
        for q in measurement.values
        if telling is None or q.component in telling
    )
    return measurement.kind, int(measurement.taken_at.timestamp()) // 60, figures
