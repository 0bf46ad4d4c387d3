"""From a frame to measurements: the decoder, the device's identity, its clock. No I/O.

What cannot be a measurement becomes an event that says so: one for the person, one for a broken frame.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from devices import catalog
from devices.device_clock import DeviceClock
from devices.dialogue import Frame
from devices.events import Device, Malformed, MeasurementFailed
from devices.values import Context
from devices.wire import DecodeError, DeviceTime, Failure
from hemmonitor.model.measurement import Measurement


@dataclass(frozen=True, slots=True)
class Arrived:
    """A frame, when it came (aware), and whether the device was seen measuring just before."""

    frame: Frame
    host_time: dt.datetime
    live: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """What a frame came to: measurements, or what was wrong with it. Both empty: nothing to keep."""

    measurements: tuple[Measurement, ...] = ()
    fault: MeasurementFailed | Malformed | None = None


@dataclass
class Reader:
    """Reads the frames of one device. ``started``: of a CGM's session, on the device's clock, naive."""

    device: Device
    clock: DeviceClock
    started: dt.datetime | None = None

    def read(self, arrived: Arrived) -> Read:
        """The measurements in a frame."""
        frame = arrived.frame
        decoder = catalog.find(frame.kind or frame.source, self.device.name)
        if decoder is None or decoder.measures is None:
            return Read(fault=self._malformed(frame, "not a reading"))
        try:
            wire = decoder.decode(frame.data)
            context = Context(
                host_time=arrived.host_time,
                raw=frame.data,
                source=frame.source,
                device_id=self.device.id,
                device_model=self.device.model,
                clock_offset=self._offset(arrived, wire),
                started=self.started,
                beside=frame.beside,
            )
            return Read(decoder.measurements(wire, context))
        except DecodeError as error:
            if error.failure is not Failure.FAILED:
                return Read(fault=self._malformed(frame, error.reason))
            failed = MeasurementFailed(
                self.device.address,
                frame.source,
                error.reason,
                frame.data,
                decoder.measures,
                decoder.failure_flags(error),
            )
            return Read(fault=failed)
        except (ValueError, ArithmeticError) as error:
            # A clock at the end of time overflows. One such frame must not end the collection of all others.
            return Read(fault=self._malformed(frame, type(error).__name__))

    def _offset(self, arrived: Arrived, wire: object) -> dt.timedelta | None:
        time = getattr(wire, "time", None) or getattr(wire, "base_time", None)
        stamp = time.naive() if isinstance(time, DeviceTime) else None
        return self.clock.offset_of(stamp, arrived.host_time, live=arrived.live)

    def _malformed(self, frame: Frame, reason: str) -> Malformed:
        return Malformed(self.device.address, frame.source, reason, frame.data)
