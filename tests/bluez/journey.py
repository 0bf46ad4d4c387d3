"""One journey on the real stack, in a process of its own: ``python -m tests.bluez.journey FOLDER``.

The patient's and the nurse's windows are on the X server that ``DISPLAY`` names, by Qt's real xcb platform;
the patient's Bluetooth is the Linux kernel's and bluetoothd's in the virtual machine. The cuff is paired in
the window, it measures, and its figure is seen on the patient's screen and on the nurse's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from devices.bleak_link import BleakLink
from devices.link import Link, PasskeyDesk, Timeouts
from devices.session import Policy
from devices.virtual.cuff import VirtualCuff
from devices.virtual.radio import Radio
from tests.bluez.machine import Machine
from tests.ui.journeys.stage import House
from ui.worker import Worker

POLICY = Policy(rest=1, backoff=0.2, scan=20, settle=3, drain=2, retry=0.3)
TIMEOUTS = Timeouts(connect=15, pair=30, subscribe=8, read=8, write=8, disconnect=8)


class RealAir:
    """The machine with its radio, and a cuff on it, in a loop of their own."""

    def __init__(self, now: Callable[[], Any]) -> None:
        self.worker = Worker("air")
        self._now = now
        self.machine: Machine | None = None
        self.cuff: VirtualCuff | None = None

    def link(self) -> Link:
        """bleak as it is; it finds the machine's bus through the environment (patient's worker)."""
        return BleakLink(PasskeyDesk(), timeouts=TIMEOUTS)

    async def boot(self) -> None:
        """Start the machine, until bluetoothd has a powered adapter."""
        radio = Radio()
        self.machine = Machine(radio)
        await self.machine.start()
        os.environ.update(self.machine.environment)
        self.cuff = VirtualCuff(
            radio, "C4:64:E3:00:10:01", clock=self._now, pace=0.01, interval_ms=30, passkey=314159
        )

    async def switch_on(self) -> None:
        """The cuff; the machine's radio is on."""
        assert self.cuff is not None
        await self.cuff.start()

    async def unplug(self) -> None:
        """The end."""
        if self.cuff is not None:
            await self.cuff.stop()
        if self.machine is not None:
            await self.machine.stop()


def main(folder: Path) -> int:
    """The journey; 0 when the figure is on both screens."""
    house = House(folder)
    air = RealAir(house.now)
    house._air, house.policy = air, POLICY
    try:
        air.worker.spawn(air.boot()).result(180)
        assert QGuiApplication.platformName() == "xcb", QGuiApplication.platformName()
        house.start_patient()
        house.pair()
        house.patient.click("measureWithIt")
        house.measure((131, 79), (127, 77))
        house.patient.until(lambda: house.patient.shows("measureDone"), seconds=120)
        assert house.patient.find("resultFigure").accessibleName().startswith("129/78")
        sys.stdout.write("on the patient's screen: 129/78\n")
        house.start_nurse()
        house.at_the_nurse("127/77", "129/78")
        sys.stdout.write("on the nurse's screen\n")
    finally:
        house.close()
        air.worker.spawn(air.unplug()).result(30)
        air.worker.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
