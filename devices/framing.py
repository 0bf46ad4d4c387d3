"""Vendor streams cut into frames, wherever the notifications happen to split them. No I/O.

Rules:
- The same bytes give the same frames however they are split; noise between frames is skipped.
- A vendor says by ``measure`` how long the frame at the start of the buffer is: a length, ``None`` when more
  bytes are needed to tell, or 0 when no frame starts here (one byte is dropped, the next is tried).
- With ``valid``, a frame whose check fails is not believed in its length either: one byte is dropped, so a
  corrupt frame cannot swallow the good one behind it. The dropped ones are counted in ``broken``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Measure = Callable[[bytes], int | None]
    Valid = Callable[[bytes], bool]


class Framer:
    """Collects bytes and gives whole frames."""

    def __init__(self, measure: Measure, valid: Valid | None = None) -> None:
        self._measure = measure
        self._valid = valid
        self._buffer = b""
        self.broken = 0

    def feed(self, data: bytes) -> list[bytes]:
        """The frames that are whole after these bytes, in order."""
        self._buffer += data
        frames: list[bytes] = []
        while self._buffer:
            length = self._measure(self._buffer)
            if length is None or length > len(self._buffer):
                break
            if length == 0:
                self._buffer = self._buffer[1:]
                continue
            frame = self._buffer[:length]
            if self._valid and not self._valid(frame):
                self.broken += 1
                self._buffer = self._buffer[1:]
                continue
            frames.append(frame)
            self._buffer = self._buffer[length:]
        return frames

    @property
    def pending(self) -> int:
        """Bytes that wait for the rest of their frame."""
        return len(self._buffer)
