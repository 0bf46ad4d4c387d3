"""Vitalograph lung monitor: frames with ACK and NAK, over a serial port or over Terminal I/O.

A blow is acknowledged when it is durable, and a damaged frame is asked for again at once, so the device
repeats what this program does not hold. An answer names no blow: it is taken for the one that was sent last.
So a blow that is repeated before the device could hear our answer is not answered a second time.

Over Terminal I/O each side sends only while it has credits: we give 64 and top up at 16; what we have to say
waits until the device has given us some.
"""

from __future__ import annotations

from devices.dialogue import Dialogue, Frame, Setting, Steps, Write
from devices.vendor import vitalograph as v

SERIAL = "serial"
"""What a serial port is called as a source."""
ATTEMPTS = 3
"""A frame that is damaged so often in a row is told of, and neither acknowledged nor asked for again."""


class SerialSpirometer(Dialogue):
    """The road without credits."""

    patience = 2.0
    kind = "spirometer_vitalograph"
    length = v.SERIAL_LENGTH

    def __init__(self, _setting: Setting | None = None) -> None:
        self._receiver = v.Receiver(self.length)
        self._damaged = 0
        self._acknowledged = b""
        self._early = False  # the frame under way began before our answer went out
        self._open: list[bytes] = []  # heard, and not handled yet
        self._answered: list[bytes] = []  # of those, the ones that an answer stands for already

    def heard(self, source: str, data: bytes) -> Steps:
        """Bytes of the stream, split anywhere."""
        steps: Steps = []
        if not self._receiver.begun:
            self._early = self.late
        for frame, answer in self._receiver.feed(data):
            if (self._early or self._holds_back) and frame == self._acknowledged:
                continue
            self._damaged = 0 if answer == bytes([v.ACK]) else self._damaged + 1
            if 0 < self._damaged < ATTEMPTS:
                steps += self._say(answer)
            else:
                self._open.append(frame)
                steps.append(Frame(source, frame, self.kind))
        return steps

    def handled(self, frame: Frame, *, kept: bool) -> Steps:
        """Acknowledge what is durable; leave the rest to the device to repeat."""
        if frame.data in self._open:
            self._open.remove(frame.data)
        if frame.data in self._answered:
            self._answered.remove(frame.data)
            return []
        if not kept or v.checksum(frame.data[:-1]) != frame.data[-1]:
            return []
        self._acknowledged = frame.data
        self._answered = [one for one in self._open if one == frame.data]
        return self._say(bytes([v.ACK]))

    def silent(self) -> Steps:
        """Have a frame repeated that does not go on."""
        return self._say(self._receiver.stalled())

    @property
    def _holds_back(self) -> bool:
        """Whether an answer waits to be sent."""
        return False

    def _say(self, data: bytes) -> Steps:
        return [Write(SERIAL, data)] if data else []


class LowEnergySpirometer(SerialSpirometer):
    """The road with credits."""

    kind = "spirometer_vitalograph_ble"
    length = v.BLE_LENGTH

    def __init__(self, setting: Setting | None = None) -> None:
        super().__init__(setting)
        self._given = v.Credits()
        self._mine = 0
        self._unsaid: list[bytes] = []

    def begin(self) -> Steps:
        """Give the first credits: without them nothing comes."""
        return [Write(v.CREDITS_OUT, self._given.grant(), response=True)]

    def heard(self, source: str, data: bytes) -> Steps:
        """A piece of the stream, or credits for us."""
        if source == v.CREDITS_IN:
            self._mine += sum(data[:1])
            return self._release()
        more = self._given.spent()
        topped: Steps = [Write(v.CREDITS_OUT, more, response=True)] if more else []
        return [*super().heard(source, data), *topped]

    def _say(self, data: bytes) -> Steps:
        if data:
            self._unsaid.append(data)
        return self._release()

    @property
    def _holds_back(self) -> bool:
        return bool(self._unsaid)

    def _release(self) -> Steps:
        sent = self._unsaid[: self._mine]
        self._unsaid = self._unsaid[len(sent) :]
        self._mine -= len(sent)
        return [Write(v.WRITE, data, response=False) for data in sent]
