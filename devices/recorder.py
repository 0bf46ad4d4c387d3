"""A stream of values, one a second or so, becomes one measurement: a spot-check, or a recording.

Pure: `Recorder` is given times and values and says what they come to. The rules [P], project policy:
- Shorter than ten minutes it is a spot-check: the medians of what came after the first five good seconds.
  It needs ten good seconds, and ends when the finger is out, or nothing comes, for five seconds.
- From ten minutes on it is a recording: one measurement whose figures are mean and lowest, with every value
  in its series. A gap, a lost connection too, is absent values; it ends after ten minutes without any.
- A recording is at most a day long; then the next one begins.
"""

from __future__ import annotations

import datetime as dt
import json
import statistics
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from hemmonitor.model.measurement import (
    Channel,
    Component,
    Flag,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Series,
    Unit,
    record_id,
)

DECODER = "recorder/1"
STEP = dt.timedelta(seconds=1)
SETTLING = 5  # good values at the beginning that a spot-check leaves out
LEAST = 10  # good values that make a spot-check
SPOT_GAP = dt.timedelta(seconds=5)
LONG = dt.timedelta(minutes=10)
LONG_GAP = dt.timedelta(minutes=10)
LONGEST = dt.timedelta(hours=24)

Column = tuple[Component, Unit]
_LONG_KINDS = {Kind.OXIMETRY: Kind.OXIMETRY_SERIES}
_MAIN = {Component.SPO2, Component.PULSE_RATE, Component.HEART_RATE}  # what the series holds
_LOWEST = {Component.SPO2: Component.SPO2_LOWEST}
_TENTH = Decimal("0.1")


class Outcome(Enum):
    """What a finished stream came to besides a measurement."""

    TOO_SHORT = "too_short"
    NOTHING = "nothing"  # no good value at all, or one that another frame stands for


@dataclass
class Recorder:
    """One stream of one device. ``spot``: whether a short one is a measurement.

    A device that sends its own spot-check as well has ``spot`` false.
    """

    kind: Kind
    device_id: str
    device_model: str
    source: str
    spot: bool = True
    _start: dt.datetime | None = None
    _count: int = 0
    _columns: dict[Column, list[Decimal | None]] = field(default_factory=dict)
    _good: list[int] = field(default_factory=list)  # places of the good values
    _poor: int = 0

    @property
    def begun(self) -> bool:
        """Whether there is anything in it."""
        return bool(self._good)

    @property
    def start(self) -> dt.datetime:
        """When the first value came."""
        assert self._start is not None
        return self._start

    @property
    def length(self) -> dt.timedelta:
        """From the first good value to the end of the last."""
        return STEP * (self._good[-1] + 1) if self._good else dt.timedelta()

    @property
    def long(self) -> bool:
        """Whether it is a recording, no spot-check."""
        return self.length >= LONG

    def add(self, at: dt.datetime, sample: Measurement | None) -> None:
        """A value that came at ``at`` (aware), or that the device had none then."""
        if self._start is None:
            if sample is None:
                return
            self._start = at
        place = max((at - self._start) // STEP, self._count - 1)
        for column in self._columns.values():
            column.extend([None] * (place + 1 - self._count))
        self._count = max(self._count, place + 1)
        if sample is None:
            return
        for quantity in sample.values:
            if quantity.value is not None:
                column = self._columns.setdefault((quantity.component, quantity.unit), [None] * self._count)
                column[place] = quantity.value
        if not self._good or self._good[-1] != place:
            self._good.append(place)
            self._poor += Flag.POOR_SIGNAL in sample.flags

    def over(self, now: dt.datetime) -> bool:
        """Whether it has ended by ``now``."""
        if self._start is None:
            return False
        silence = now - (self._start + STEP * self._good[-1])
        return silence >= (LONG_GAP if self.long else SPOT_GAP) or STEP * self._count >= LONGEST

    def finish(self) -> Measurement | Outcome:
        """What it came to; the recorder is empty afterwards."""
        start, good, columns = self._start, self._good, self._columns
        long, poor = self.long, self._poor
        self._start, self._count, self._columns, self._good, self._poor = None, 0, {}, [], 0
        if start is None or not (long or self.spot):
            return Outcome.NOTHING
        if len(good) < LEAST:
            return Outcome.TOO_SHORT
        length = good[-1] + 1
        columns = {what: column[:length] for what, column in columns.items()}
        end = start + STEP * good[-1]
        kind = _LONG_KINDS.get(self.kind, self.kind) if long else self.kind
        main = {what: column for what, column in columns.items() if what[0] in _MAIN}
        return Measurement(
            id=record_id(kind, self.device_id, _identity(columns), received=start),
            kind=kind,
            taken_at=start if long else end,
            values=tuple(_whole(main) if long else _settled(columns, good[SETTLING])),
            provenance=Provenance(
                Origin.DEVICE,
                host_time=end,
                device_id=self.device_id,
                device_model=self.device_model,
                source=self.source,
                decoder=DECODER,
            ),
            flags=frozenset({Flag.POOR_SIGNAL} if 2 * poor > len(good) else ()),
            series=Series.of(start, STEP, main),
        )

    # --- over a restart ------------------------------------------------------------------------

    def draft(self) -> bytes:
        """Everything in it, to be kept until it is finished."""
        assert self._start is not None
        series = Series.of(self._start, STEP, self._columns)
        return json.dumps(
            {
                "kind": self.kind,
                "device_id": self.device_id,
                "device_model": self.device_model,
                "source": self.source,
                "spot": self.spot,
                "start": self._start.isoformat(),
                "count": self._count,
                "poor": self._poor,
                "columns": [
                    [one.component, one.unit, b64encode(one.packed).decode(), str(one.scale)]
                    for one in series.channels
                ],
            }
        ).encode()

    @classmethod
    def from_draft(cls, draft: bytes) -> Recorder:
        """The recorder that a draft was made of. Raises ``ValueError`` for anything else."""
        try:
            return cls._from_plain(json.loads(draft))
        except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
            raise ValueError("not the draft of a recording") from error

    @classmethod
    def _from_plain(cls, plain: Mapping[str, object]) -> Recorder:
        made = cls(
            Kind(str(plain["kind"])),
            str(plain["device_id"]),
            str(plain["device_model"]),
            str(plain["source"]),
            spot=bool(plain["spot"]),
        )
        columns = plain["columns"]
        if not isinstance(columns, list):
            raise TypeError("columns")
        start, count = dt.datetime.fromisoformat(str(plain["start"])), int(str(plain["count"]))
        channels = tuple(
            Channel(Component(component), Unit(unit), b64decode(packed), Decimal(scale))
            for component, unit, packed, scale in columns
        )
        series = Series(start, STEP, count, channels)
        made._start, made._count = series.start, count
        made._poor = int(str(plain["poor"]))
        made._columns = {(one.component, one.unit): list(series.values(one.component)) for one in channels}
        present = (
            any(value is not None for value in row) for row in zip(*made._columns.values(), strict=True)
        )
        made._good = [place for place, good in enumerate(present) if good]
        if not made._good:
            raise ValueError("a draft without a value")
        return made


def _identity(columns: Mapping[Column, list[Decimal | None]]) -> bytes:
    return "\n".join(f"{what[0]} {' '.join(map(str, column))}" for what, column in columns.items()).encode()


def _settled(columns: Mapping[Column, list[Decimal | None]], first: int) -> list[Quantity]:
    """The medians from place ``first`` on; each is a value that was measured."""
    found = []
    for (component, unit), column in columns.items():
        values = [value for value in column[first:] if value is not None]
        if values:
            found.append(Quantity(component, statistics.median_low(values), unit))
    return found


def _whole(columns: Mapping[Column, list[Decimal | None]]) -> list[Quantity]:
    """The means, to a tenth, and the lowest saturation."""
    found = []
    for (component, unit), column in columns.items():
        values = [value for value in column if value is not None]
        found.append(Quantity(component, (sum(values, Decimal(0)) / len(values)).quantize(_TENTH), unit))
        if component in _LOWEST:
            found.append(Quantity(_LOWEST[component], min(values), unit))
    return found
