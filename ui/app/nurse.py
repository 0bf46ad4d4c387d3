"""The care side's program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from hemmonitor.bootstrap import Profile
from hemmonitor.clinic import Clinic
from hemmonitor.sync.status import SyncStatus
from ui.app.parts import Looks, sync_view
from ui.app.program import Program
from ui.bridge import NurseBridge
from ui.nurse.window import NurseWindow
from ui.worker import Worker


class NurseProgram(Program):
    """One workstation's program. ``start`` shows the window."""

    def __init__(
        self,
        profile: Callable[[], Profile],
        clock: Callable[[], dt.datetime],
        looks: Looks,
        *,
        hours: str = "",
        worker: Worker | None = None,
    ) -> None:
        """``profile`` is opened on the worker thread. Raises what it raises."""
        super().__init__(profile, clock, worker)
        self.looks = looks
        try:
            self.bridge = NurseBridge(self.worker, self._clinic, clock, wake_sync=self.wake)
            self.window = NurseWindow(
                self.bridge, looks.appearance, looks.translations, clock, looks.zone, hours=hours
            )
            self.make_sync(self.bridge.received, self._on_status)
        except BaseException:
            self.stop()
            raise

    def start(self) -> None:
        """Show the window and keep in step with the relay."""
        self.window.show()
        self.run_sync(self.bridge.failed.emit)

    def _clinic(self) -> Clinic:
        profile = self.profile
        return Clinic(profile.journal, profile.keys.device_id, profile.placed().staff, profile.admits)

    def _on_status(self, _before: SyncStatus) -> None:
        self.bridge.sync.emit(sync_view(self.status))
