"""Vendors' memories that have to be asked for: A&D, Microlife, TaiDoc and FORA, Contec spirometers; and
QardioArm, which measures on a person's request only.

None of them is asked to delete anything: those requests cannot be built.
"""

from __future__ import annotations

import re

from devices.dialogue import Dialogue, Finished, Frame, GiveUp, Setting, Steps, Write
from devices.vendor import and_medical, contec_spirometer, microlife, qardio, taidoc
from devices.wire import DecodeError
from hemmonitor.model.measurement import Kind

ATTEMPTS = 3


class AndMedical(Dialogue):
    """A&D: one command has everything in the buffer sent; the device's own hang-up is the end."""

    def begin(self) -> Steps:
        """Send everything."""
        return [Write(and_medical.CUSTOM, and_medical.SEND_ALL)]


class Qardio(Dialogue):
    """QardioArm: the cuff has no button, so a person starts it here. It is never started by itself."""

    def press(self) -> Steps:
        """Inflate."""
        return [Write(qardio.CONTROL, qardio.START)]


class Microlife(Dialogue):
    """Microlife: one request, one answer in many pieces, then goodbye."""

    patience = 5.0

    def __init__(self, _setting: Setting | None = None) -> None:
        self._framer = microlife.framer()
        self._attempts = 0
        self._done = False

    def begin(self) -> Steps:
        """Ask for the stored results."""
        return [Write(microlife.WRITE, microlife.get_measurements())]

    def heard(self, source: str, data: bytes) -> Steps:
        """Pieces of the answer. A short one is no answer with results."""
        steps: Steps = []
        for frame in self._framer.feed(data):
            if len(frame) > microlife.RECORDS_AT and not self._done:
                self._done = True
                steps += [
                    Frame(source, frame, "microlife"),
                    Write(microlife.WRITE, microlife.disconnect()),
                    Finished(),
                ]
        return steps

    def silent(self) -> Steps:
        """Ask again, some times."""
        if self._done:
            return []
        self._attempts += 1
        if self._attempts > ATTEMPTS:
            self._done = True
            return [GiveUp("no answer with the stored results")]
        self._framer = microlife.framer()
        return self.begin()


class ContecSpirometer(Dialogue):
    """Contec SP: records come by themselves; when they stop, the transfer is ended with "keep"."""

    patience = 2.0

    def __init__(self, _setting: Setting | None = None) -> None:
        self._framer = contec_spirometer.framer()
        self._begun = False

    def heard(self, source: str, data: bytes) -> Steps:
        """Pieces of records."""
        frames = self._framer.feed(data)
        self._begun = self._begun or bool(frames)
        return [Frame(source, frame, "spirometer_contec") for frame in frames]

    def silent(self) -> Steps:
        """Say that it is over."""
        if not self._begun:
            return []
        self._begun = False
        return [Write(contec_spirometer.WRITE, contec_spirometer.finish()), Finished()]


# The first digit of a TaiDoc model number; FORA's own names, from published code.
_FAMILIES = {
    "1": Kind.TEMPERATURE,
    "3": Kind.BLOOD_PRESSURE,
    "4": Kind.GLUCOSE,
    "8": Kind.OXIMETRY,
}
_NAMES = (
    (r"TD([1348])\d{3}", None),
    (r"FORA(D40|P\d)", Kind.BLOOD_PRESSURE),
    (r"FORA(IR)", Kind.TEMPERATURE),
    (r"FORA(GD|TNG|6)", Kind.GLUCOSE),
    (r"FORA(SPO2|OX)", Kind.OXIMETRY),
)


def taidoc_kind(name: str) -> Kind | None:
    """What a TaiDoc or FORA device measures, by its advertised name."""
    plain = re.sub(r"[^A-Z0-9]", "", name.upper())
    for pattern, kind in _NAMES:
        found = re.search(pattern, plain)
        if found:
            return kind or _FAMILIES[found[1]]
    return None


class TaiDoc(Dialogue):
    """TaiDoc and FORA: the number of records, then time and value of each, newest first, then off.

    Where the name does not tell what is measured, the model number does.
    """

    patience = 3.0

    def __init__(self, setting: Setting) -> None:
        self._framer = taidoc.framer()
        self._kind = taidoc_kind(setting.name)
        self._count = -1
        self._index = 0
        self._time = b""
        self._attempts = 0
        self._over = False
        self._asked = bytes(taidoc.LENGTH)

    def begin(self) -> Steps:
        """Ask for the model where it is not known, else for the number of records."""
        return self._ask(taidoc.READ_MODEL if self._kind is None else taidoc.READ_COUNT)

    def heard(self, source: str, data: bytes) -> Steps:
        """Answers of the meter."""
        steps: Steps = []
        for frame in self._framer.feed(data):
            try:
                packet = taidoc.decode(frame)
            except DecodeError:
                continue  # a newer meter says more than is known; the answer that is due still comes
            if packet.from_device and packet.command == self._asked[1] and not self._over:
                self._attempts = 0
                steps += self._answered(source, packet, frame)
        return steps

    def silent(self) -> Steps:
        """Ask again, some times."""
        if self._over:
            return []
        self._attempts += 1
        if self._attempts > ATTEMPTS:
            return self._end(GiveUp("the meter stopped answering"))
        self._framer = taidoc.framer()
        return [Write(taidoc.CHARACTERISTIC, self._asked)]

    def _ask(self, command: int) -> Steps:
        self._asked = taidoc.ask(command, self._index)
        return [Write(taidoc.CHARACTERISTIC, self._asked)]

    def _answered(self, source: str, packet: taidoc.Packet, frame: bytes) -> Steps:
        match packet.command:
            case taidoc.READ_MODEL:
                self._kind = _FAMILIES.get(taidoc.model_of(packet)[:1])
                if self._kind is None:
                    return self._end(GiveUp("a TaiDoc model whose values are not known"))
                return self._ask(taidoc.READ_COUNT)
            case taidoc.READ_COUNT:
                self._count = int.from_bytes(packet.data[:2], "little")
                return self._ask(taidoc.READ_TIME) if self._count else self._end(Finished())
            case taidoc.READ_TIME:
                self._time = frame
                return self._ask(taidoc.READ_VALUE)
        record = Frame(source, self._time + frame, f"taidoc_{self._kind}")
        self._index += 1
        if self._index < self._count:
            return [record, *self._ask(taidoc.READ_TIME)]
        return [record, *self._end(Finished())]

    def _end(self, step: Finished | GiveUp) -> Steps:
        self._over = True
        return [Write(taidoc.CHARACTERISTIC, taidoc.ask(taidoc.TURN_OFF)), step]
