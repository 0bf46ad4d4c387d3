"""From the last Bluetooth notification to the figure on the screen.

The real way is timed: a virtual cuff indicates a frame, and bleak's callback hands its bytes over (the clock
starts); they are decoded, saved durably, judged, carried over to Qt and painted (it stops). What it is
compared with is the least that any program must do: one durable SQLCipher insert and one repaint of the same
window. Budget (DESIGN.md section 8): p95 at most 50 ms beyond the fsync.
"""

from __future__ import annotations

import asyncio
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest

from devices.link import Connection, Link
from devices.session import Policy
from hemmonitor import clock
from hemmonitor.bootstrap import Profile
from hemmonitor.model.events import Event, MessageWritten, new_event_id
from hemmonitor.relay.server import RelayServer
from hemmonitor.settings import Settings
from hemmonitor.store.sqlite import open_journal
from tests.whole.world import FileStore, found_with_patient
from ui.app.demo.world import Bluetooth
from ui.app.parts import application, looks
from ui.app.patient import PatientProgram
from ui.theme import Face

READINGS = 40
WARM = 3
APART_MS = 500  # between readings, so that what follows one is not counted with the next


class TimedLink:
    """A link that notes when a notification of a measurement came."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self.came = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._link, name)

    async def connect(self, address: str) -> Connection:
        connection = await self._link.connect(address)
        subscribe = connection.subscribe

        async def timed(characteristic: str, on_value: Callable[[bytes], None]) -> None:
            def noted(data: bytes) -> None:
                self.came = time.perf_counter()
                on_value(data)

            await subscribe(characteristic, noted)

        connection.subscribe = timed  # type: ignore[method-assign]
        return connection


def way(program: PatientProgram, bluetooth: Bluetooth, link: TimedLink) -> list[float]:
    """Milliseconds from notification to drawn, reading after reading."""
    drawn: list[float] = []
    turn = QEventLoop()  # not QTest.qWait, which keeps Python's other threads from running while it sleeps

    def told(_recorded: object) -> None:
        program.window.repaint()
        drawn.append(time.perf_counter())
        QTimer.singleShot(APART_MS, turn.quit)

    program.bridge.recorded.connect(told)  # after the window, which has put the figure in place then
    taken = []
    for number in range(READINGS + WARM):
        before = len(drawn)
        cuff = bluetooth.cuff
        bluetooth.press_frame(cuff.frame(120 + number % 20, 80, 70)).result(30)
        turn.exec()
        if number >= WARM:
            taken.append(1000 * (drawn[before] - link.came))
    return taken


def least(program: PatientProgram, folder: Path) -> tuple[list[float], list[float]]:
    """Milliseconds of a durable insert, and of a repaint of the window."""
    journal = open_journal(folder / "least.db", secrets.token_bytes(32))
    body = MessageWritten("x" * 120, "y", from_patient=True)
    inserts, paints = [], []
    for _ in range(READINGS):
        event = Event(new_event_id(), "0" * 32, "1" * 32, clock.now(), body)
        began = time.perf_counter()
        journal.append((event,))
        inserts.append(1000 * (time.perf_counter() - began))
        began = time.perf_counter()
        program.window.repaint()
        paints.append(1000 * (time.perf_counter() - began))
    journal.close()
    return inserts, paints


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def main() -> None:
    app = application()
    with tempfile.TemporaryDirectory() as name, RelayServer(Path(name) / "relay.db") as relay:
        folder = Path(name)
        asyncio.run(found_with_patient(folder, relay.url))
        bluetooth = Bluetooth(clock.now, pace=0.01)
        links: list[TimedLink] = []

        def link() -> Link:
            links.append(TimedLink(bluetooth.link()))
            return links[0]

        program = PatientProgram(
            lambda: Profile.open(folder / "patient", store=FileStore(folder / "patient" / "keystore")),
            link,
            clock.now,
            looks(app, Settings(language="sv", theme="light"), Face.PATIENT),
            policy=replace(Policy(), settle=0.5),
            pair_when_found=True,
        )
        try:
            bluetooth.start(program.worker)
            program.window.resize(1280, 800)
            program.start()
            while not links:  # the devices begin when the window has been drawn
                QTest.qWait(10)
            ours = way(program, bluetooth, links[0])
            inserts, paints = least(program, folder)
        finally:
            program.window.close()
            program.stop()
    bare = [a + b for a, b in zip(inserts, paints, strict=True)]
    median, tail = statistics.median(ours), p95(ours)
    print(
        f"notification to drawn: {median / statistics.median(bare):.2f}x one durable insert and one repaint "
        f"(median {median:.1f} ms to {statistics.median(bare):.1f} ms, of which the insert "
        f"{statistics.median(inserts):.1f}); p95 {tail:.1f} ms, {tail - p95(inserts):.1f} ms beyond it"
    )


if __name__ == "__main__":
    main()
