"""Oximeters that have to be told to speak, or whose stream has to be cut: Contec CMS50D-BT, Beurer PO60,
Masimo MightySat, Nonin on a serial port.

CMS50D-BT: one request starts the live values; the wave between them is passed over.
PO60: the number of records, then ten at a time; the transfer ends with "keep".
MightySat: two requests, the second after the device info.
A stream that stops is asked for again; a frame that was begun is forgotten then.
"""

from __future__ import annotations

from devices.dialogue import Dialogue, Finished, Frame, GiveUp, Setting, Steps, Write
from devices.vendor import contec_oximeter, masimo, nonin

LIVE_FRAME = (0xEB, 0x01)
COUNT_FRAME, RECORD_FRAME = 0xE0, 0xE9
PORTION = 10
ATTEMPTS = 3


class ContecLive(Dialogue):
    """CMS50D-BT."""

    patience = 5.0

    def __init__(self, _setting: Setting | None = None) -> None:
        self._framer = contec_oximeter.framer()

    def begin(self) -> Steps:
        """Start the stream."""
        return [Write(contec_oximeter.WRITE, contec_oximeter.start_live())]

    def heard(self, source: str, data: bytes) -> Steps:
        """Values; the wave is left out."""
        return [
            Frame(source, frame, "contec_cms50d_bt")
            for frame in self._framer.feed(data)
            if tuple(frame[:2]) == LIVE_FRAME
        ]

    def silent(self) -> Steps:
        """Start it again."""
        self._framer = contec_oximeter.framer()
        return self.begin()


class ContecStored(Dialogue):
    """PO60."""

    patience = 5.0

    def __init__(self, _setting: Setting | None = None) -> None:
        self._framer = contec_oximeter.framer()
        self._left = -1  # records to come; below 0 while the number is not known
        self._portion = 0  # of them in this portion
        self._attempts = 0
        self._asked = contec_oximeter.count_records()

    def begin(self) -> Steps:
        """Ask how many there are."""
        return [Write(contec_oximeter.WRITE, self._asked)]

    def heard(self, source: str, data: bytes) -> Steps:
        """The number of records, or records."""
        steps: Steps = []
        for frame in self._framer.feed(data):
            if frame[0] == COUNT_FRAME and self._left < 0:
                steps += self._counted(frame)
            elif frame[0] == RECORD_FRAME and self._left > 0:
                self._left, self._portion, self._attempts = self._left - 1, self._portion - 1, 0
                steps.append(Frame(source, frame, "contec_po60"))
                if self._portion == 0:
                    steps += self._next(first=False)
        return steps

    def silent(self) -> Steps:
        """Begin again with what was asked last; a portion begun comes whole and is known twice."""
        if self._left == 0:
            return []
        self._attempts += 1
        if self._attempts > ATTEMPTS:
            self._left = 0
            return [GiveUp("the stored records stopped coming")]
        self._left, self._portion = -1, 0
        self._framer = contec_oximeter.framer()
        self._asked = contec_oximeter.count_records()
        return self.begin()

    def _counted(self, frame: bytes) -> Steps:
        count = contec_oximeter.decode_stored(frame)
        assert isinstance(count, contec_oximeter.Count)
        self._left = count.records
        return self._next(first=True)

    def _next(self, *, first: bool) -> Steps:
        if self._left == 0:
            return [Write(contec_oximeter.WRITE, contec_oximeter.finish()), Finished()]
        self._portion = min(PORTION, self._left)
        self._asked = contec_oximeter.next_records(first=first)
        return self.begin()


class NoninSerial(Dialogue):
    """9560 and 4100 on a serial port: they speak by themselves, their serial number too."""

    def __init__(self, _setting: Setting | None = None) -> None:
        self._framer = nonin.framer()

    def heard(self, source: str, data: bytes) -> Steps:
        """Bytes of the stream, split anywhere."""
        return [Frame(source, frame, "nonin_spp") for frame in self._framer.feed(data)]


class Masimo(Dialogue):
    """MightySat."""

    patience = 5.0

    def __init__(self, _setting: Setting | None = None) -> None:
        self._framer = masimo.framer()
        self._hello, self._start = masimo.start()
        self._greeted = False

    def begin(self) -> Steps:
        """Ask for the device info."""
        self._greeted = False
        return [Write(masimo.WRITE, self._hello)]

    def heard(self, source: str, data: bytes) -> Steps:
        """The device info, values, and what else it says."""
        steps: Steps = []
        for frame in self._framer.feed(data):
            if frame[2] == masimo.PARAMETERS:
                steps.append(Frame(source, frame))
            elif frame[2] == masimo.DEVICE_INFO and not self._greeted:
                self._greeted = True
                steps.append(Write(masimo.WRITE, self._start))
        return steps

    def silent(self) -> Steps:
        """Start again."""
        self._framer = masimo.framer()
        return self.begin()
