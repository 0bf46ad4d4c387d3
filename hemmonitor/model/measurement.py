"""A measurement: one act of measuring, with everything needed to trust or doubt it.

Rules:
- Values are exact decimals in the unit they were measured in; nothing is converted on the way in.
- Absence is ``None`` plus a reason, never a sentinel number.
- The raw bytes, the decoder, the device's time, the host's time and the correction stay with the value.
- The id is derived from what the device sent, so that a stored record sent again is the same measurement.
- Hours of values, one a second, are one measurement with a ``Series``, not a measurement each.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hemmonitor.model.packing import MOST, pack, unpack


class Kind(StrEnum):
    """What was measured."""

    BLOOD_PRESSURE = "blood_pressure"
    PRESSURE_SERIES = "blood_pressure_series"  # a recorder's 24 hours; not at rest, so no rule's value
    SPIROMETRY = "spirometry"
    OXIMETRY = "oximetry"
    OXIMETRY_SERIES = "oximetry_series"  # a recording of minutes to hours; no spot-check, so no rule's value
    WEIGHT = "weight"
    BODY_COMPOSITION = "body_composition"
    TEMPERATURE = "temperature"
    GLUCOSE = "glucose"
    HEART_RATE = "heart_rate"
    RESPIRATORY_RATE = "respiratory_rate"
    QUESTIONNAIRE = "questionnaire"


class Component(StrEnum):
    """One figure of a measurement. MDC codes stand in ``interop``; names follow IEEE 11073-10101."""

    SYSTOLIC = "systolic"
    DIASTOLIC = "diastolic"
    MEAN_ARTERIAL = "mean_arterial"
    PULSE_RATE = "pulse_rate"
    SPO2 = "spo2"
    SPO2_LOWEST = "spo2_lowest"
    ODI3 = "odi3"  # falls of 3 percentage points, an hour of valid recording
    ODI4 = "odi4"
    PERFUSION_INDEX = "perfusion_index"
    BODY_WEIGHT = "body_weight"
    BODY_HEIGHT = "body_height"
    BMI = "bmi"
    BODY_FAT = "body_fat"
    BODY_TEMPERATURE = "body_temperature"
    GLUCOSE = "glucose"
    FEV1 = "fev1"
    FEV6 = "fev6"
    FVC = "fvc"
    FEV075 = "fev075"
    FEF25_75 = "fef25_75"
    PEF = "pef"
    HEART_RATE = "heart_rate"
    RESPIRATORY_RATE = "respiratory_rate"
    SCORE = "score"


class Unit(StrEnum):
    """UCUM codes."""

    MMHG = "mm[Hg]"
    KPA = "kPa"
    PER_MINUTE = "/min"
    PER_HOUR = "/h"
    PERCENT = "%"
    KG = "kg"
    LB = "[lb_av]"
    CM = "cm"
    METRE = "m"
    CELSIUS = "Cel"
    FAHRENHEIT = "[degF]"
    MMOL_L = "mmol/L"
    MG_DL = "mg/dL"
    LITRE = "L"
    LITRE_PER_SECOND = "L/s"
    LITRE_PER_MINUTE = "L/min"
    KG_M2 = "kg/m2"
    SCORE = "{score}"
    ONE = "1"


class Absent(StrEnum):
    """Why a value is missing (IEEE 11073-20601 special values, and what meters print)."""

    NOT_A_NUMBER = "nan"
    NOT_AT_RESOLUTION = "nres"
    TOO_HIGH = "too_high"
    TOO_LOW = "too_low"
    NOT_KNOWN = "not_known"


class Flag(StrEnum):
    """What the device said about the circumstances."""

    BODY_MOVEMENT = "body_movement"
    CUFF_LOOSE = "cuff_loose"
    IRREGULAR_PULSE = "irregular_pulse"
    PULSE_ABOVE_RANGE = "pulse_above_range"
    PULSE_BELOW_RANGE = "pulse_below_range"
    IMPROPER_POSITION = "improper_position"
    BAD_BLOW = "bad_blow"
    POOR_SIGNAL = "poor_signal"
    CLOCK_NOT_SET = "clock_not_set"
    CONTROL_SOLUTION = "control_solution"
    SKIPPED_REST = "skipped_rest"


class Meal(StrEnum):
    """How a glucose value stands to a meal, as the person told the meter."""

    FASTING = "fasting"
    BEFORE = "before"
    AFTER = "after"
    CASUAL = "casual"
    BEDTIME = "bedtime"


class Origin(StrEnum):
    """How the value came in."""

    DEVICE = "device"
    MANUAL = "manual"
    IMPORTED = "imported"


class Correction(StrEnum):
    """How ``taken_at`` was found from the device's and the host's time."""

    NONE = "none"  # the device's clock agreed with the host's, or the host's time is the only one
    OFFSET = "offset"  # the device's clock was off by a known amount, which was added
    HOST_TIME = "host_time"  # the device's clock was not usable: the host's receive time stands


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure: ``value`` in ``unit``, or ``None`` with the reason in ``absent``."""

    component: Component
    value: Decimal | None
    unit: Unit
    absent: Absent | None = None

    def __post_init__(self) -> None:
        """Refuse a number that is not one, and an absence without a reason."""
        if self.value is None:
            if self.absent is None:
                raise ValueError(f"{self.component}: a missing value needs its reason")
        elif self.absent is not None:
            raise ValueError(f"{self.component}: a value cannot be absent too")
        elif not self.value.is_finite():
            raise ValueError(f"{self.component}: not a finite number")


@dataclass(frozen=True, slots=True)
class Channel:
    """One figure over time: a number a step, times ``scale`` in ``unit``. ``packed`` as in ``packing``."""

    component: Component
    unit: Unit
    packed: bytes
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Series:
    """Values at an even step from ``start`` (aware), ``count`` in each channel; a gap is an absent value."""

    start: dt.datetime
    step: dt.timedelta
    count: int
    channels: tuple[Channel, ...]

    def __post_init__(self) -> None:
        """Refuse what could not be drawn: no zone, no step, a channel that does not hold ``count`` values."""
        if self.start.tzinfo is None:
            raise ValueError("a series needs a zone")
        if self.step <= dt.timedelta(0) or not 0 < self.count <= MOST:
            raise ValueError("a series needs a step and a fitting length")
        names = [channel.component for channel in self.channels]
        if not names or len(names) != len(set(names)):
            raise ValueError("a series has no channel, or one twice")
        for channel in self.channels:
            if not 0 < channel.scale <= 1000:
                raise ValueError("a channel's scale is out of range")
            unpack(channel.packed, self.count)

    @classmethod
    def of(
        cls,
        start: dt.datetime,
        step: dt.timedelta,
        values: Mapping[tuple[Component, Unit], Sequence[Decimal | None]],
    ) -> Series:
        """The series of these values, equally many each; ``None`` is absent. They are held exactly.

        Raises ``ValueError`` where a value is negative, or too large for its column's finest digit.
        """
        lengths = {len(column) for column in values.values()}
        if len(lengths) != 1:
            raise ValueError("the channels are not of one length")
        channels = tuple(_channel(component, unit, column) for (component, unit), column in values.items())
        return cls(start, step, lengths.pop(), channels)

    @property
    def end(self) -> dt.datetime:
        """The end of the last step."""
        return self.start + self.step * self.count

    def values(self, component: Component) -> tuple[Decimal | None, ...]:
        """The values of a channel in order, ``None`` where absent; empty when there is no such channel."""
        found = next((channel for channel in self.channels if channel.component is component), None)
        if found is None:
            return ()
        numbers = unpack(found.packed, self.count)
        known = {number: number * found.scale for number in set(numbers) if number is not None}
        return tuple(None if number is None else known[number] for number in numbers)

    def samples(self, component: Component) -> Iterator[tuple[dt.datetime, Decimal | None]]:
        """Time and value of each step."""
        for index, value in enumerate(self.values(component)):
            yield self.start + index * self.step, value


def _channel(component: Component, unit: Unit, column: Sequence[Decimal | None]) -> Channel:
    """The column, in steps of one or of its finest digit."""
    present = {value for value in column if value is not None}
    if not all(value.is_finite() for value in present):
        raise ValueError("not a finite number")
    digits = (value.as_tuple().exponent for value in present)
    scale = Decimal(1).scaleb(min([0, *(one for one in digits if isinstance(one, int))]))
    steps = {value: int(value / scale) for value in present}
    packed = pack([None if value is None else steps[value] for value in column])
    return Channel(component, unit, packed, scale)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a measurement came from, down to the bytes.

    ``device_time`` is naive, as the device gave it. ``host_time`` is aware. ``clock_offset`` is
    host minus device time when both are known and the reading was live, ``None`` otherwise.
    """

    origin: Origin
    host_time: dt.datetime
    device_time: dt.datetime | None = None
    correction: Correction = Correction.NONE
    clock_offset: dt.timedelta | None = None
    device_id: str = ""  # serial or system id, else the Bluetooth address
    device_model: str = ""
    source: str = ""  # characteristic or protocol, such as "2A35"
    raw: bytes = b""
    decoder: str = ""  # "gatt.blood_pressure/1"
    user_slot: int | None = None  # a slot in the device, not a person
    sequence: int | None = None
    beside: bytes = b""  # a second frame that belongs to the value, such as glucose's 2A34


@dataclass(frozen=True, slots=True)
class Measurement:
    """One act of measuring. ``taken_at`` is aware; its offset is the patient's local one."""

    id: str
    kind: Kind
    taken_at: dt.datetime
    values: tuple[Quantity, ...]
    provenance: Provenance
    flags: frozenset[Flag] = frozenset()
    session: str = ""  # readings of one guided session share it
    note: str = ""
    series: Series | None = None  # ``values`` sum it up
    meal: Meal | None = None

    def __post_init__(self) -> None:
        """Refuse a time without a zone and a component given twice."""
        if self.taken_at.tzinfo is None or self.provenance.host_time.tzinfo is None:
            raise ValueError("taken_at and host_time need a zone")
        names = [q.component for q in self.values]
        if len(names) != len(set(names)):
            raise ValueError("a component occurs twice")

    def quantity(self, component: Component) -> Quantity | None:
        """The figure of that component, or ``None`` when the measurement has none."""
        return next((q for q in self.values if q.component == component), None)

    def value(self, component: Component) -> Decimal | None:
        """The number of that component, or ``None`` when absent or not measured."""
        found = self.quantity(component)
        return found.value if found else None


def record_id(
    kind: Kind,
    device_id: str,
    raw: bytes,
    *,
    sequence: int | None = None,
    device_time: dt.datetime | None = None,
    user_slot: int | None = None,
    received: dt.datetime | None = None,
) -> str:
    """Id that is the same whenever the device sends this record again (32 hex digits).

    The raw bytes always count, because sequence numbers restart. A record with neither sequence
    number nor device time cannot be told from an equal later one, so ``received`` (aware) keeps
    those apart; it is left out otherwise.
    """
    digest = hashlib.sha256()
    parts = [
        b"hemmonitor/measurement/1",
        kind.encode(),
        device_id.encode(),
        raw,
        b"" if sequence is None else str(sequence).encode(),
        b"" if device_time is None else device_time.isoformat().encode(),
        b"" if user_slot is None else str(user_slot).encode(),
    ]
    if sequence is None and device_time is None and received is not None:
        parts.append(received.astimezone(dt.UTC).isoformat().encode())
    for part in parts:
        digest.update(len(part).to_bytes(4, "big") + part)
    return digest.hexdigest()[:32]
