"""The measuring room as a process: ``python -m tests.whole.room_process FOLDER``. Its visits play a script.

The script is a JSON file outside the station's folder (``HM_ROOM_SCRIPT``): the card's text, its PIN and
the blood pressure that the cuff then measures; ``leave`` says whether the person signs off. Visits after the
first find no script and wait for somebody.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hemmonitor import clock
from hemmonitor.bootstrap import Profile
from tests.whole.keystore import FileStore
from ui.app.room import RoomStation
from ui.app.visitmain import Options

if TYPE_CHECKING:
    from devices.link import Link

SCRIPT, MARK = "HM_ROOM_SCRIPT", "HM_ROOM_MARK"


_made: dict[str, Any] = {}  # the cuff, and who plays, in this process


def link() -> Link:
    """A computer's radio with a cuff near it. In the worker's loop."""
    from devices.bleak_link import Backends, BleakLink
    from devices.link import PasskeyDesk
    from devices.virtual.bleak_backend import VirtualCentral
    from devices.virtual.cuff import VirtualCuff
    from devices.virtual.radio import Radio

    radio, desk = Radio(), PasskeyDesk()
    central = VirtualCentral(radio, desk)
    cuff = VirtualCuff(radio, clock=clock.now, live=False)
    loop = asyncio.get_running_loop()
    started = loop.create_task(central.start()), loop.create_task(cuff.start())
    _made.update(cuff=cuff, started=started)
    return BleakLink(desk, backends=Backends(central.scanner, central.client, central.adapter))


def play(program: Any) -> None:
    """Drive the visit as the script says; called in the visit's process once its window is shown."""
    path = Path(os.environ[SCRIPT])
    if path.exists():
        script = json.loads(path.read_text(encoding="utf-8"))
        path.unlink()
        _made["play"] = _Play(program, script)


class _Play:
    """One person, from card to result."""

    def __init__(self, program: Any, script: dict[str, Any]) -> None:
        from PySide6.QtCore import QTimer

        self._program, self._script, self._pressed, self._paired = program, script, False, False
        self._timer = QTimer(program)
        self._timer.timeout.connect(self._step)
        self._timer.start(50)
        program.window.identify.card_text(script["card"])
        program.window.identify.pin_entered.emit(script["pin"])

    def _step(self) -> None:
        program, window = self._program, self._program.window
        if program.bridge is not None and not self._paired:
            self._paired = True
            program.bridge.devices.state.connect(self._devices)
            program.bridge.devices.refresh()
        if window.page is window.result:
            self._timer.stop()
            Path(os.environ[MARK]).write_text("shown as saved", encoding="utf-8")
            if self._script["leave"]:
                program.end()

    def _devices(self, state: Any) -> None:
        """Pair the cuff, as staff do once; then press its button."""
        if state.devices and state.devices[0].battery is not None and not self._pressed:
            self._pressed = True
            cuff, script = _made["cuff"], self._script
            frame = cuff.frame(script["systolic"], script["diastolic"], 71)
            self._program.worker.spawn(cuff.press_frame(frame))
        elif state.nearby and not state.devices and state.pairing is None:
            self._program.bridge.devices.pair(state.nearby[0].address)


async def _open(folder: Path) -> None:
    profile = Profile.open(folder, store=FileStore(folder.with_name("room-store")))
    options = Options(kiosk=False, link=link, begun=play)
    try:
        await RoomStation(profile, folder, options).run()
    finally:
        profile.close()


if __name__ == "__main__":
    asyncio.run(_open(Path(sys.argv[1])))
