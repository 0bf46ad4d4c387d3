"""A patient's program without a screen, to be killed: three devices, an encrypted journal.

Run by ``test_kill``: ``kill_worker DATABASE PORT COUNT``. A glucose meter and a cuff, which keep their
records, are on a radio in this process, the same at each start. A lung monitor is behind the serial PORT,
whose other end outlives us. Prints ``begin``, then a line for each record that is durable; ends when COUNT
are.
"""

import asyncio
import datetime as dt
import logging
import sys
from pathlib import Path

from devices.events import Device, Event, Received
from devices.serial_link import open_port
from devices.serial_session import serial_device
from devices.virtual.cuff import VirtualCuff
from devices.virtual.glucose_meter import VirtualGlucoseMeter
from hemmonitor.home import Home
from hemmonitor.store.sqlite import open_journal
from tests.devices.soak import POLICY
from tests.devices.ward import ward

KEY = bytes(range(32))
GLUCOSE = tuple(f"{4 + n / 10:.1f}" for n in range(8))
SYSTOLIC = (118, 121, 124)
MEASURED = dt.datetime(2026, 3, 1, 8, 0)  # the devices' own time: their records are the same at each start


async def main(path: Path, port: str, count: int) -> None:
    journal = open_journal(path, KEY)
    home = Home(journal, "patient", "computer")
    done = asyncio.Event()

    def tell(event: Event) -> None:
        if isinstance(event, Received):
            sys.stdout.write(f"{event.measurement.id}\n")
            sys.stdout.flush()
            if len(home.record_of_patient.measurements) >= count:
                done.set()

    async with ward() as place:
        place.journal, place.home = journal, home
        meter = await place.device(VirtualGlucoseMeter, clock=lambda: MEASURED, settable=False)
        cuff = await place.device(VirtualCuff, clock=lambda: MEASURED, settable=False, keeps_records=True)
        for value in GLUCOSE:
            meter.measure(value)
        cuff.outbox += [cuff.frame(systolic, 80, 70) for systolic in SYSTOLIC]
        devices = (
            Device(meter.address, meter.name, "meter"),
            Device(cuff.address, cuff.name, "cuff"),
            serial_device(port),
        )
        sys.stdout.write("begin\n")
        sys.stdout.flush()
        async with place.collecting(*devices, policy=POLICY, open_port=open_port, told=tell):
            await done.wait()
    journal.close()


if __name__ == "__main__":
    logging.disable()  # the virtual stack notes what broke
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
