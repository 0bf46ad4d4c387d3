"""Virtual cuffs that speak otherwise than the standard's 2A35: the enhanced service, Beurer, Yuwell.

Sources: Blood Pressure Service 1.1.1 (2B34, 2B35); the captures of tests/vectors for Beurer and Yuwell.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from devices.gatt import blood_pressure
from devices.gatt import enhanced_blood_pressure as enhanced
from devices.vendor import yuwell
from devices.virtual.cuff import VirtualCuff
from devices.virtual.peripheral import Property
from devices.virtual.radio import Radio
from devices.wire import DeviceTime

MEASUREMENT, INTERMEDIATE = 0x2B34, 0x2B35


class EnhancedCuff(VirtualCuff):
    """A cuff with the enhanced characteristics only: its time is in seconds since 2000."""

    def frame(
        self, systolic: int, diastolic: int, pulse: int, *, status: int = 0, time: DeviceTime | None = None
    ) -> bytes:
        """A 2B34 frame."""
        moment = (time or self.now()).naive()
        epoch = DeviceTime(2000, 1, 1, 0, 0, 0).naive()
        assert epoch is not None
        return enhanced.encode(
            enhanced.EnhancedBloodPressure(
                "mmHg",
                2000,
                Decimal(systolic),
                Decimal(diastolic),
                Decimal(diastolic) + Decimal((systolic - diastolic) // 3),
                None if moment is None else int((moment - epoch).total_seconds()),
                Decimal(pulse),
                self.user,
                status,
            )
        )

    def live_frame(self, pressure: int) -> bytes:
        """A 2B35 frame."""
        return enhanced.encode(
            enhanced.EnhancedBloodPressure("mmHg", 2000, Decimal(pressure)), intermediate=True
        )

    def _characteristics(self) -> list[Any]:
        self._measurement = self.sending(MEASUREMENT, Property.INDICATE)
        self._intermediate = self.sending(INTERMEDIATE, Property.NOTIFY)
        return [self._measurement, self._intermediate, self._date_time()]


class BeurerCuff(VirtualCuff):
    """Beurer BM48, BM59, BM85: flag b6 set, no mean, pulse and status big-endian, a user without its flag."""

    def __init__(self, radio: Radio, address: str, name: str = "BM85", **options: Any) -> None:
        """As `VirtualCuff`."""
        super().__init__(radio, address, name, **{"live": False, **options})

    def frame(
        self, systolic: int, diastolic: int, pulse: int, *, status: int = 0, time: DeviceTime | None = None
    ) -> bytes:
        """A 2A35 frame as these cuffs send it."""
        plain = blood_pressure.BloodPressure(
            "mmHg", Decimal(systolic), Decimal(diastolic), None, time or self.now()
        )
        head = bytearray(blood_pressure.encode(plain))
        head[0] = 0x56
        head[5:7] = b"\0\0"
        return bytes(head) + pulse.to_bytes(2, "big") + bytes([self.user or 0]) + status.to_bytes(2, "big")


class YuwellCuff(VirtualCuff):
    """Yuwell and the like: four bytes before the figures, and no flags."""

    def __init__(self, radio: Radio, address: str, name: str = "Yuwell BP-YE680A", **options: Any) -> None:
        """As `VirtualCuff`."""
        super().__init__(radio, address, name, **{"live": False, **options})

    def frame(
        self, systolic: int, diastolic: int, pulse: int, *, status: int = 0, time: DeviceTime | None = None
    ) -> bytes:
        """A prefixed frame. It has no room for a status."""
        del status
        return yuwell.encode(
            yuwell.Reading(
                Decimal(systolic),
                Decimal(diastolic),
                None,
                time or self.now(),
                Decimal(pulse),
                self.user or 0,
            )
        )
