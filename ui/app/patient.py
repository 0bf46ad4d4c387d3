"""The patient's program: devices beside what every program has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from hemmonitor.bootstrap import Profile
from hemmonitor.clinical.guided import Durations
from hemmonitor.crypto.audience import audience
from hemmonitor.errors import InputError
from hemmonitor.home import Home
from hemmonitor.sync.status import SyncStatus
from ui.app.parts import Looks, keep_running, sync_view
from ui.app.program import Program
from ui.bridge import PatientBridge, ProblemNews
from ui.patient.window import PatientWindow
from ui.worker import Worker

if TYPE_CHECKING:  # at run time when the window is there
    from devices.link import Link
    from devices.session import Policy
    from ui.app.collecting import Collecting

_LATEST_MS = 3000  # devices are heard from then on, whether or not the window could show anything


class PatientProgram(Program):
    """One patient's program. ``start`` shows the window."""

    def __init__(
        self,
        profile: Callable[[], Profile],
        link: Callable[[], Link],
        clock: Callable[[], dt.datetime],
        looks: Looks,
        *,
        durations: Durations | None = None,
        policy: Policy | None = None,
        pair_when_found: bool = False,
        worker: Worker | None = None,
    ) -> None:
        """``profile`` is made on the worker thread, and raises what it raises; ``link`` too, after ``start``.

        ``pair_when_found``: for the demonstration only, see `Collecting`.
        """
        super().__init__(profile, clock, worker)
        self.looks = looks
        self._collecting: Collecting | None = None

        def collecting() -> Collecting:
            from ui.app.collecting import Collecting

            return Collecting(
                self.bridge,
                link(),
                clock,
                self.profile.journal,
                mark=self.window.marked,
                pair_when_found=pair_when_found,
                ask_slots=not pair_when_found,  # a demonstration has one patient
                policy=policy,
            )

        self._make_collecting = collecting
        try:
            self.bridge = PatientBridge(self.worker, self._home, clock, wake_sync=self.wake)
            self.window = PatientWindow(
                self.bridge, looks.appearance, looks.translations, clock, looks.zone, durations=durations
            )
        except BaseException:
            self.stop()
            raise

    def start(self) -> None:
        """Show the window, listen for devices, keep in step with the centre."""
        self.window.drawn.connect(self._drawn_once)
        self.window.show()
        QTimer.singleShot(_LATEST_MS, self.window, self.begin)
        self.run_sync(self.bridge.received, self._on_status, self.bridge.failed.emit)
        collect = keep_running(self._collect, lambda code: self.bridge.device.emit(ProblemNews(code)))
        self.tasks.append(self.worker.spawn(collect))

    def _drawn_once(self) -> None:
        from ui.app.tray import Tray

        self.tray = Tray(self.window)
        self.begin()

    async def _collect(self) -> None:
        """Listen for devices. What that takes is loaded when the window has been drawn."""
        await self.until_drawn()
        if self._collecting is None:
            self._collecting = self._make_collecting()
        await self._collecting.run()

    def _home(self) -> Home:
        place = self.profile.placed()
        if not place.mailbox:
            raise InputError("this profile is not a patient's")
        self.profile.trust()  # who is who is checked before anything is shown
        return Home(
            self.profile.journal,
            place.mailbox,
            self.profile.keys.device_id,
            self.profile.admits,
            lambda: audience(self.profile.trust().state, place.mailbox),
        )

    def _on_status(self, before: SyncStatus) -> None:
        self.bridge.sync.emit(sync_view(self.status))
        if self.status.sent != before.sent:
            self.bridge.tick()  # "saved" has become "sent"
