"""Vitalograph lung monitor / copd-6: blows over Bluetooth Classic serial port and over BLE.

| device                    | road                                   | support                           |
|---------------------------|----------------------------------------|-----------------------------------|
| lung monitor (``LUNG_*``) | serial port, 59-byte frames, ACK/NAK   | a published capture decodes       |
| lung monitor BLE          | Terminal I/O service FEFB, 71 bytes    | from published code, no capture   |

Frame: STX, ASCII, ETX, XOR over STX to ETX. The host answers ACK 06, or NAK 15 to have it repeated.
Serial ASCII (56): F TD id(10) FEV1 FEV6 ratio FEF25-75 best-FEV1 %best green yellow orange (3 each; the first
four x100), YYMMDDHHMMSS, bad-blow flag (0 = good), software (3).
BLE ASCII (68), at offsets: see ``_BLE``. Its first three letters are not checked: nobody has shown them.

Rules:
- Percentages are of the device's personal best, not of a predicted value.
- Checksum first: a frame that fails it is answered NAK and holds nothing. A bad blow is decoded.
- Terminal I/O sends nothing without credits: grant 64 at most, top up at 16.
- GVCM (clear memory) and GVRD (factory reset) are recognised in captures and never built.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import xor
from typing import TYPE_CHECKING

from devices import spirometry
from devices import values as v
from devices.wire import DecodeError, DeviceTime
from hemmonitor.model.measurement import Component

if TYPE_CHECKING:
    from hemmonitor.model.measurement import Measurement

DECODER = "vendor.vitalograph/1"
STX, ETX, ACK, NAK = 0x02, 0x03, 0x06, 0x15
SERIAL_LENGTH, BLE_LENGTH = 59, 71
CREDITS, TOP_UP_AT = 64, 16

SERVICE = "0000FEFB-0000-1000-8000-00805F9B34FB"
WRITE, NOTIFY, CREDITS_OUT, CREDITS_IN = (f"0000000{n}-0000-1000-8000-008025000000" for n in range(1, 5))

_SERIAL = {
    "device_id": (3, 10),
    "fev1": (13, 3),
    "fev6": (16, 3),
    "ratio": (19, 3),
    "fef25_75": (22, 3),
    "best_fev1": (25, 3),
    "pct_fev1": (28, 3),
    "green": (31, 3),
    "yellow": (34, 3),
    "orange": (37, 3),
    "time": (40, 12),
    "flag": (52, 1),
    "software": (53, 3),
}
_BLE = {
    "device_id": (3, 10),
    "pef": (13, 3),
    "fev075": (16, 3),
    "fev1": (19, 3),
    "fev6": (22, 3),
    "ratio": (25, 3),
    "fef25_75": (28, 3),
    "best_fev1": (31, 3),
    "best_pef": (34, 3),
    "pct_fev1": (37, 3),
    "pct_pef": (40, 3),
    "green": (43, 3),
    "yellow": (46, 3),
    "orange": (49, 3),
    "time": (52, 12),
    "flag": (64, 1),
    "software": (65, 3),
}
_COMMANDS = {
    "GVCM": "CLEAR MEMORY - destructive",
    "GVRD": "FACTORY RESET - destructive",
    "GVGT": "get time",
    "GVST": "set time",
    "GVXR": "exit remote mode",
}


@dataclass(frozen=True, slots=True)
class Blow:
    """One blow. Volumes L, FEF25-75 L/s, PEF L/min, ratio of 1, percentages of the personal best.

    ``numbers`` holds every whole number of the frame as sent, by the names of the layout.
    """

    ble: bool
    device_id: str
    fev1: Decimal
    fev6: Decimal
    ratio: Decimal
    fef25_75: Decimal
    time: DeviceTime
    good: bool
    software: str
    numbers: dict[str, int]
    pef: Decimal | None = None
    fev075: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """What is left of a frame that holds nothing: the answer to the device."""

    reply: int = NAK


def checksum(data: bytes) -> int:
    """XOR of the bytes."""
    return reduce(xor, data, 0)


def _text(data: bytes, length: int) -> str:
    """The ASCII between STX and ETX of a frame whose checksum is right."""
    if len(data) < length or data[0] != STX or data[length - 2] != ETX:
        raise DecodeError(f"not a frame of {length} bytes from STX to ETX", partial=Refused())
    if checksum(data[: length - 1]) != data[length - 1]:
        raise DecodeError("the checksum does not match", partial=Refused())
    try:
        return bytes(data[1 : length - 2]).decode("ascii")
    except UnicodeDecodeError as error:
        raise DecodeError("the frame is not ASCII", partial=Refused()) from error


def _blow(data: bytes, length: int, layout: dict[str, tuple[int, int]]) -> Blow:
    text = _text(data, length)
    ble = length == BLE_LENGTH
    if not ble and text[:3] != "FTD":
        raise DecodeError("not a result frame", partial=Refused(ACK))
    parts = {name: text[at : at + size] for name, (at, size) in layout.items()}
    texts = {"device_id", "software", "flag"}
    for name, part in parts.items():
        if name not in texts and not (part.isascii() and part.isdigit()):
            raise DecodeError(f"{name} is not a number", partial=Refused(ACK))
    stamp = [int(parts["time"][n : n + 2]) for n in range(0, 12, 2)]
    numbers = {name: int(part) for name, part in parts.items() if name not in texts | {"time"}}

    def hundredths(name: str) -> Decimal:
        return Decimal(numbers[name]).scaleb(-2)

    blow = Blow(
        ble,
        parts["device_id"],
        hundredths("fev1"),
        hundredths("fev6"),
        hundredths("ratio"),
        hundredths("fef25_75"),
        DeviceTime(2000 + stamp[0], *stamp[1:]),
        parts["flag"] == "0",
        parts["software"],
        numbers,
        Decimal(numbers["pef"]) if ble else None,
        hundredths("fev075") if ble else None,
    )
    fault = spirometry.fault(blow.fev1, blow.fev6, blow.pef)
    if fault:
        raise v.failed(fault, blow)
    return blow


def decode_serial(data: bytes) -> Blow:
    """A 59-byte frame of the serial port. Raises ``DecodeError``."""
    return _blow(data, SERIAL_LENGTH, _SERIAL)


def decode_ble(data: bytes) -> Blow:
    """A 71-byte frame of the Terminal I/O service. Raises ``DecodeError``."""
    return _blow(data, BLE_LENGTH, _BLE)


def encode(blow: Blow) -> bytes:
    """The frame of ``blow``, as the device sends it."""
    layout = _BLE if blow.ble else _SERIAL
    length = BLE_LENGTH if blow.ble else SERIAL_LENGTH
    text = bytearray(b"0" * (length - 3))
    text[:3] = b"FTD"
    time = blow.time
    texts = {
        "device_id": blow.device_id,
        "software": blow.software,
        "flag": "0" if blow.good else "1",
        "time": f"{time.year % 100:02}{time.month:02}{time.day:02}"
        f"{time.hour:02}{time.minute:02}{time.second:02}",
    }
    for name, (at, size) in layout.items():
        part = texts[name] if name in texts else f"{blow.numbers[name]:0{size}}"
        if len(part) != size:
            raise ValueError(f"{name} does not fit its {size} characters")
        text[at : at + size] = part.encode("ascii")
    frame = bytes([STX]) + bytes(text) + bytes([ETX])
    return frame + bytes([checksum(frame)])


def fields(value: Blow | Refused) -> dict[str, v.Json]:
    """As the front door prints it; ``reply`` is the byte that answers the device, in hex."""
    if isinstance(value, Refused):
        return {"reply": f"{value.reply:02x}"}
    n = value.numbers
    common: dict[str, v.Json] = {
        "device_id": value.device_id,
        "fev1_L": v.plain(value.fev1),
        "fev6_L": v.plain(value.fev6),
        "fev1_fev6": v.plain(value.ratio),
        "fef25_75_L_s": v.plain(value.fef25_75),
        "fev1_personal_best_L": v.plain(Decimal(n["best_fev1"]).scaleb(-2)),
        "fev1_pct_pb": n["pct_fev1"],
        "zone_green": n["green"],
        "zone_yellow": n["yellow"],
        "zone_orange": n["orange"],
        **v.time_fields(value.time),
        "good_test": value.good,
        "reply": f"{ACK:02x}",
    }
    if not value.ble:
        digits = value.software.isascii() and value.software.isdigit()
        software: v.Json = int(value.software) if digits else value.software
        return {**common, "fev1_personal_best": n["best_fev1"], "software": software}
    return {
        **common,
        "pef_L_min": v.plain(value.pef),
        "fev075_L": v.plain(value.fev075),
        "pef_personal_best_L_min": n["best_pef"],
        "pef_pct_pb": n["pct_pef"],
        "software": value.software,
    }


def to_measurement(blow: Blow, context: v.Context) -> Measurement:
    """The measurement of one blow."""
    figures = {
        Component.FEV1: blow.fev1,
        Component.FEV6: blow.fev6,
        Component.FEF25_75: blow.fef25_75,
    }
    if blow.pef is not None:
        figures[Component.PEF] = blow.pef
    if blow.fev075 is not None:
        figures[Component.FEV075] = blow.fev075
    return spirometry.to_measurement(figures, context, decoder=DECODER, good=blow.good, time=blow.time)


class Receiver:
    """Cuts the stream into frames and says what to answer. ``length`` is the road's frame length.

    STX occurs nowhere inside a frame, so it always begins a new one. The caller calls ``stalled`` when
    a begun frame does not go on; the NAK has it repeated.
    """

    def __init__(self, length: int) -> None:
        self._length = length
        self._buffer = b""

    @property
    def begun(self) -> bool:
        """Whether a frame is under way."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> list[tuple[bytes, bytes]]:
        """Each finished frame with its answer. A frame answered NAK fails its decoder too."""
        finished: list[tuple[bytes, bytes]] = []
        for byte in data:
            if byte == STX and len(self._buffer) < self._length - 1:  # the checksum may be 02
                self._buffer = b""
            elif not self._buffer:
                continue
            self._buffer += bytes([byte])
            if len(self._buffer) == self._length:
                whole = self._buffer[-2] == ETX and checksum(self._buffer[:-1]) == self._buffer[-1]
                finished.append((self._buffer, bytes([ACK if whole else NAK])))
                self._buffer = b""
        return finished

    def stalled(self) -> bytes:
        """Forget a begun frame; the NAK to write, or nothing when none was begun."""
        begun, self._buffer = self._buffer, b""
        return bytes([NAK]) if begun else b""


class Credits:
    """Credits of the Terminal I/O service: one is spent on each notification."""

    def __init__(self) -> None:
        self._left = 0

    def grant(self) -> bytes:
        """The bytes to write to the credits characteristic so that the device may send 64 again."""
        count = CREDITS - self._left
        self._left = CREDITS
        return bytes([count])

    def spent(self) -> bytes:
        """Count one notification; the bytes to write when it is time to top up, else nothing."""
        self._left = max(0, self._left - 1)
        return self.grant() if self._left <= TOP_UP_AT else b""


def command(text: str) -> bytes:
    """A remote-mode command. Raises ``ValueError`` for one that destroys records or settings."""
    if text[:4] in {"GVCM", "GVRD"}:
        raise ValueError("a destructive command is never sent")
    frame = bytes([STX]) + text.encode("ascii") + bytes([ETX])
    return frame + bytes([checksum(frame)])


def decode_command(data: bytes) -> str:
    """The text of a host's command in a capture."""
    if len(data) < 7:
        raise DecodeError(f"{len(data)} bytes, 7 needed by a command")
    text = _text(data, len(data))
    if text[:4] not in _COMMANDS:
        raise DecodeError("unknown command")
    return text


def fields_command(value: str | Refused) -> dict[str, v.Json]:
    """As the front door prints it."""
    if isinstance(value, Refused):
        return {}
    return {"command": value[:4], "meaning": _COMMANDS[value[:4]], "argument": value[4:] or None}
