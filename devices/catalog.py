"""Which bytes mean what: characteristic or kind, and the device's name -> decoder. The quirk table.

Rules:
- One table of kinds, one of quirks. A quirk is a name pattern and the named arguments it gives a decoder.
- A characteristic that several vendors share is told apart by the device's name, else by the bytes.
- The front door's JSON is made here; its keys are those of ``tests/vectors``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from devices.gatt import blood_pressure
from devices.vendor import yuwell
from devices.wire import DecodeError
from hemmonitor.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from devices.values import Context, Json
    from hemmonitor.model.measurement import Measurement

_BASE_UUID = re.compile(r"0000([0-9A-F]{4})-0000-1000-8000-00805F9B34FB")


@dataclass(frozen=True, slots=True)
class Decoder:
    """How one kind of frame is read. ``decode`` raises ``DecodeError`` and nothing else.

    ``to_measurement`` is ``None`` for what is not a reading: features, commands, live displays.
    """

    kind: str
    decode: Callable[..., Any]
    fields: Callable[[Any], dict[str, Json]]
    to_measurement: Callable[[Any, Context], Measurement] | None = None
    vendor_reading: Callable[[bytes], dict[str, Json] | None] | None = None  # shown beside a refusal

    def with_quirks(self, arguments: Mapping[str, object]) -> Decoder:
        """The same decoder with a device's quirks built in."""
        return replace(self, decode=partial(self.decode, **arguments)) if arguments else self


@dataclass(frozen=True, slots=True)
class Quirk:
    """Devices whose name matches ``pattern`` need ``arguments`` for that kind of frame."""

    pattern: str
    kind: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    note: str = ""


QUIRKS = (
    Quirk(
        r"\b(BM\s?48|BM\s?59|BM\s?85|ELITE\s?900)",
        "blood_pressure",
        {"user_without_flag": True, "big_endian_tail": True},
        "user id without its flag, pulse and status big-endian, MAP 0, flag b6 set",
    ),
)


def _quirks(kind: str, name: str | None) -> Mapping[str, object]:
    if name:
        for quirk in QUIRKS:
            if quirk.kind == kind and re.search(quirk.pattern, name, re.IGNORECASE):
                return quirk.arguments
    return {}


def _yuwell_reading(data: bytes) -> dict[str, Json] | None:
    """What a refused 2A35 frame says if it is one of the prefixed ones."""
    try:
        return yuwell.fields(yuwell.decode(data))
    except DecodeError:
        return None


_BP = Decoder(
    "blood_pressure",
    blood_pressure.decode,
    blood_pressure.fields,
    blood_pressure.to_measurement,
    _yuwell_reading,
)

KINDS: dict[str, Decoder] = {
    d.kind: d
    for d in (
        _BP,
        replace(_BP, kind="blood_pressure_quirk_beurer").with_quirks(QUIRKS[0].arguments),
        Decoder("yuwell", yuwell.decode, yuwell.fields, yuwell.to_measurement),
        Decoder("intermediate_cuff", blood_pressure.decode_intermediate, blood_pressure.fields_intermediate),
        Decoder("blood_pressure_feature", blood_pressure.decode_feature, blood_pressure.fields_feature),
    )
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A characteristic carries ``kind`` where the device's name matches ``pattern`` (empty: any device)."""

    characteristic: str
    kind: str
    pattern: str = ""


# The first row that matches counts, so named rows stand before the general one.
CHARACTERISTICS = (
    Meaning("2A35", "yuwell", r"Yuwell|\bYE\d|\bBP-YE"),
    Meaning("2A35", "blood_pressure"),
    Meaning("2A36", "intermediate_cuff"),
    Meaning("2A49", "blood_pressure_feature"),
)


def short_uuid(uuid: str) -> str:
    """Upper case, and four digits where the UUID is one of the Bluetooth SIG's."""
    text = uuid.strip().upper().removeprefix("0X")
    found = _BASE_UUID.fullmatch(text)
    return found[1] if found else text


def kinds_of(characteristic: str, name: str | None = None) -> tuple[str, ...]:
    """The kinds of frame that a characteristic may carry, the likeliest first."""
    uuid = short_uuid(characteristic)
    return tuple(
        row.kind
        for row in CHARACTERISTICS
        if row.characteristic == uuid
        and (not row.pattern or re.search(row.pattern, name or "", re.IGNORECASE))
    )


def find(what: str, name: str | None = None) -> Decoder | None:
    """The decoder of a characteristic (16 or 128 bits, any case) or of a kind.

    The quirks of the device called ``name`` are built in.
    """
    kinds = kinds_of(what, name) or (what.strip().lower(),)
    decoder = KINDS.get(kinds[0])
    return decoder.with_quirks(_quirks(decoder.kind, name)) if decoder else None


def decode_to_json(what: str, data: bytes, name: str | None = None) -> dict[str, Json]:
    """One frame as the front door prints it: ``outcome``, then the fields or the ``reason``.

    Raises ``InputError`` when nothing is known about ``what``.
    """
    decoder = find(what, name)
    if decoder is None:
        raise InputError(f"no decoder for {what}")
    try:
        wire = decoder.decode(data)
    except DecodeError as error:
        known = {} if error.partial is None else decoder.fields(error.partial)
        vendor = decoder.vendor_reading(data) if decoder.vendor_reading else None
        return {
            "outcome": "reject",
            "reason": error.reason,
            "failure": error.failure.value,
            **known,
            **({"vendor_reading": vendor} if vendor else {}),
        }
    return {"outcome": "ok", **decoder.fields(wire)}
