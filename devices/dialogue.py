"""What has to be said to a device beyond listening: pure state machines, one a family.

Strategy: a dialogue is told what arrives and answers with steps, which a session takes. It does no I/O and
reads no clock, so a conversation is tested byte by byte, and the same dialogue runs over Bluetooth LE and
over a serial port. A family without a dialogue of its own has the plain one: a notification is a frame.

Rules:
- Steps are taken in order. A `Write` is sent at once. A `Frame` is read and saved, and then `handled` is
  called; what a device takes for "you may forget it" is said there and nowhere else.
- `Finished` and `GiveUp` come to effect when every frame before them has been handled.
- ``begin`` is called when everything is subscribed, ``silent`` when ``patience`` seconds brought nothing.
- Nothing here can delete on a device: the requests for it cannot be built.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Write:
    """Send ``data``. ``response`` ``None``: as the characteristic wants it."""

    characteristic: str
    data: bytes
    response: bool | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One whole frame of ``source``. ``kind`` names its decoder where the source does not.

    ``beside`` is a second frame that belongs to the same value.
    """

    source: str
    data: bytes
    kind: str = ""
    beside: bytes = b""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The newest stored record that has been fetched: its number, and what tells it from another one."""

    sequence: int
    identity: bytes


@dataclass(frozen=True, slots=True)
class Restarted:
    """The device's record numbers have begun anew; everything is fetched again."""


@dataclass(frozen=True, slots=True)
class ConsentWanted:
    """The device tells its values only to a user whose code is known; ``refused``: the one given is wrong."""

    refused: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """Everything that was stored has been handed over; the next time may begin at ``bookmark``."""

    bookmark: Bookmark | None = None
    hang_up: bool = True


@dataclass(frozen=True, slots=True)
class GiveUp:
    """The device does not go on. ``reason`` for the log; what came is kept."""

    reason: str


Step = Write | Frame | Restarted | ConsentWanted | Finished | GiveUp
Steps = list[Step]


@dataclass(frozen=True, slots=True)
class Consent:
    """A user of a scale: the slot in the device and the code that goes with it (0..9999)."""

    user: int
    code: int


@dataclass(frozen=True, slots=True)
class Setting:
    """What a dialogue may know when it begins. ``offered`` are the device's characteristics, full UUIDs."""

    name: str = ""
    offered: frozenset[str] = frozenset()
    bookmark: Bookmark | None = None
    consent: Consent | None = None


class Dialogue:
    """The plain dialogue: nothing is said, and each notification is a frame."""

    patience: float | None = None
    """Seconds of silence after which `silent` is called; ``None`` for never."""
    late: bool = False
    """Whether what is `heard` now came before the last `Write` was sent: the device did not know of it."""

    def begin(self) -> Steps:
        """Everything is subscribed."""
        return []

    def heard(self, source: str, data: bytes) -> Steps:
        """A notification or indication came, or bytes from a serial port."""
        return [Frame(source, data)]

    def handled(self, frame: Frame, *, kept: bool) -> Steps:  # noqa: ARG002 - for those that answer
        """A frame was dealt with. ``kept``: what it held is durable, or it held nothing to keep."""
        return []

    def silent(self) -> Steps:
        """Nothing came for ``patience`` seconds."""
        return []

    def press(self) -> Steps:
        """A person has asked on the screen for a measurement."""
        return []


Make = Callable[[Setting], Dialogue]


def plain(_setting: Setting) -> Dialogue:
    """The dialogue of a device that speaks by itself."""
    return Dialogue()
