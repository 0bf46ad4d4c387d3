"""A&D devices with the custom buffer characteristic: UA-651BLE; UC-352BLE, UT-201BLE and Nipro alike.

Support: the readings are the standard 2A35, 2A9D and 2A1C; this file holds the custom commands.

| device                             | support                      |
|------------------------------------|------------------------------|
| UA-651BLE                          | commands from published code |
| UC-352BLE, UT-201BLE, Nipro NSM-1BLE | inferred alike             |

Order: about 1 s after connecting write Date Time (2A08) in the service, subscribe, then write ``02 00 E1`` to
233BF001-...; the device's own disconnect means the end of its data.
Command: size (of what follows), type (00 read, 01 write), command, values. ``02 01 12`` clears the memory
and is never built.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.wire import DecodeError, need

if TYPE_CHECKING:
    from devices.values import Json

SERVICE = "233BF000-5A34-1B6D-975C-000D5690ABE4"
CUSTOM = "233BF001-5A34-1B6D-975C-000D5690ABE4"
SEND_ALL = bytes.fromhex("0200e1")
SETTLE_SECONDS = 1.0  # before the clock is written
_NAMES = {
    (1, 0x01): "set time",
    (1, 0x03): "disconnect",
    (0, 0x04): "read time",
    (1, 0x10): "unpair",
    (1, 0x12): "clear memory",
    (1, 0xA6): "set buffer size",
    (0, 0xDB): "read device settings",
    (0, 0xE1): "send all buffered data",
}


@dataclass(frozen=True, slots=True)
class Command:
    """One custom command: ``kind`` 0 read or 1 write, ``code``, values."""

    kind: int
    code: int
    values: bytes = b""

    @property
    def name(self) -> str:
        """What it asks for."""
        return _NAMES[self.kind, self.code]


def decode(data: bytes) -> Command:
    """A command of a capture. Raises ``DecodeError``."""
    need(data, 3, "a command")
    if data[0] < 2 or data[0] + 1 > len(data):
        raise DecodeError("the size byte does not match")
    if (data[1], data[2]) not in _NAMES:
        raise DecodeError("unknown command")
    return Command(data[1], data[2], bytes(data[3 : data[0] + 1]))


def encode(command: Command) -> bytes:
    """The bytes to write. Raises ``ValueError`` for the one that clears the memory."""
    if command.name == "clear memory":
        raise ValueError("records are never deleted on a device")
    return bytes([2 + len(command.values), command.kind, command.code]) + command.values


def fields(command: Command) -> dict[str, Json]:
    """As the front door prints it."""
    return {"command": command.name, "values": command.values.hex()}
