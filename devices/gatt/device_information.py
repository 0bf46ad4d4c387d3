"""Device Information Service (2A23-2A2A, 2A50) and Battery Level 2A19.

Texts are UTF-8; several devices pad them with NUL or blanks, which are cut. The serial number and the system
id are what a stored record is de-duplicated on, so both keep their exact characters otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.wire import Cursor, DecodeError, need

if TYPE_CHECKING:
    from devices.values import Json

TEXTS = {
    "2A24": "model",
    "2A25": "serial",
    "2A26": "firmware",
    "2A27": "hardware",
    "2A28": "software",
    "2A29": "manufacturer",
}


def decode_text(data: bytes) -> str:
    """One of the texts, padding removed."""
    try:
        return bytes(data).decode("utf-8").rstrip("\0 ").lstrip()
    except UnicodeDecodeError as error:
        raise DecodeError("the text is not UTF-8") from error


def fields_text(text: str) -> dict[str, Json]:
    """As the front door prints it."""
    return {"text": text}


def decode_battery(data: bytes) -> int:
    """Charge in %, 0..100 (2A19)."""
    level = Cursor(data).u8()
    if level > 100:
        raise DecodeError("the level is outside 0..100")
    return level


def encode_battery(level: int) -> bytes:
    """The byte of 2A19."""
    return bytes([level])


def fields_battery(level: int) -> dict[str, Json]:
    """As the front door prints it."""
    return {"battery_pct": level}


def decode_system_id(data: bytes) -> str:
    """The eight bytes of 2A23 as hex, most significant first, as manufacturers print it."""
    need(data, 8, "the system id")
    return bytes(data[:8][::-1]).hex()


def fields_system_id(text: str) -> dict[str, Json]:
    """As the front door prints it."""
    return {"system_id": text}


@dataclass(frozen=True, slots=True)
class PnpId:
    """2A50: vendor id source (1 Bluetooth SIG, 2 USB), vendor, product, version."""

    source: int
    vendor: int
    product: int
    version: int


def decode_pnp(data: bytes) -> PnpId:
    """The seven bytes of 2A50."""
    need(data, 7, "the PnP id")
    cursor = Cursor(data)
    return PnpId(cursor.u8(), cursor.u16(), cursor.u16(), cursor.u16())


def fields_pnp(pnp: PnpId) -> dict[str, Json]:
    """As the front door prints it."""
    return {
        "vendor_id_source": pnp.source,
        "vendor_id": pnp.vendor,
        "product_id": pnp.product,
        "product_version": pnp.version,
    }
