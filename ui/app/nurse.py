"""The care side's program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer

from devices import anatomy
from devices.link import Link
from devices.session import Policy
from hemmonitor.bootstrap import Profile
from hemmonitor.centre import Office, access_of
from hemmonitor.clinic import Clinic
from hemmonitor.clinical.guided import Durations
from hemmonitor.crypto.actions import Role
from hemmonitor.invitations import Invitations
from hemmonitor.model.events import Event
from hemmonitor.rooms import Rooms
from hemmonitor.roster import Roster
from hemmonitor.sync.status import Problem, SyncStatus
from hemmonitor.visiting.desk import Visiting
from ui.app.mobile import Mobile
from ui.app.parts import Looks, keep_running, sync_view
from ui.app.program import Program
from ui.bridge import NurseBridge
from ui.centre import words
from ui.centre.bridge import CentreBridge
from ui.centre.office import OfficeBridge
from ui.centre.pages import make_pages
from ui.centre.roomsbridge import RoomsBridge
from ui.format import Formatter
from ui.nurse.window import NurseWindow
from ui.worker import Worker

_WINDOW_FIRST_MS = 300  # that the network gives the window to be drawn


class NurseProgram(Program):
    """One workstation's program. ``start`` shows the window."""

    def __init__(
        self,
        profile: Callable[[], Profile],
        clock: Callable[[], dt.datetime],
        looks: Looks,
        *,
        worker: Worker | None = None,
        link: Callable[[], Link] | None = None,
        durations: Durations | None = None,
        policy: Policy | None = None,
    ) -> None:
        """``profile`` is opened on the worker thread. Raises what it raises.

        ``link`` is the way to a mobile team's devices; without one there is no such place.
        """
        super().__init__(profile, clock, worker)
        self.looks = looks
        self.office: OfficeBridge | None = None
        try:
            self._trust = self.worker.call(self.profile.trust).result()
            self.bridge = NurseBridge(self.worker, self._clinic, clock, wake_sync=self.wake)
            self.window = NurseWindow(
                self.bridge, looks.appearance, looks.translations, clock, looks.zone, anatomy.parts
            )
            self.mobile = self._make_mobile(link, durations, policy) if link is not None else None
            self.centre = self._make_centre() if self.profile.placed().role == Role.REGISTRAR else None
        except BaseException:
            self.stop()
            raise

    def start(self) -> None:
        """Show the window and keep in step with the relay."""
        self.window.show()
        QTimer.singleShot(_WINDOW_FIRST_MS, self.window, self.begin)
        self.run_sync(self._received, self._on_status, self.bridge.failed.emit)
        if self.centre is not None:
            self.tasks.append(self.worker.spawn(keep_running(self.centre.run, self.bridge.failed.emit)))
            assert self.office is not None
            self.tasks.append(self.worker.spawn(keep_running(self.office.run, self.bridge.failed.emit)))

    def _clinic(self) -> Clinic:
        profile = self.profile
        staff = profile.placed().staff
        self.access = access_of(profile)
        self._made = Clinic(
            profile.journal, profile.keys.device_id, staff, profile.admits, access=self.access
        )
        return self._made

    def _make_mobile(
        self, link: Callable[[], Link], durations: Durations | None, policy: Policy | None
    ) -> Mobile:
        """The mobile team's place; its page and what is behind it are made when it is gone to."""
        profile = self.profile

        def visiting() -> Visiting:
            return Visiting(self._made, profile.journal, profile.keys.device_id, profile.admits)

        mobile = Mobile(
            self.worker,
            visiting,
            self.bridge,
            self.clock,
            link=link,
            memory=lambda: profile.journal,
            durations=durations,
            policy=policy,
        )
        self.window.add_visits(lambda: mobile.make(self.window.desk))
        return mobile

    def _received(self, events: Sequence[Event]) -> None:
        self.bridge.received(events)
        if self.mobile is not None:
            self.mobile.received()

    def _make_centre(self) -> CentreBridge:
        """The centre's page, on a computer that may let patients in."""

        def make(changed: Callable[[], None]) -> Invitations:
            return Invitations(self.profile, self._trust, self._made, self.clock, changed)

        centre = CentreBridge(
            self.worker, make, lambda: self.profile.journal, lambda: self._trust.state.label
        )
        centre.admitted.connect(self.bridge.refresh)
        centre.admitted.connect(lambda: self.worker.call(self.wake))
        looks = self.looks

        def make_office(changed: Callable[[], None]) -> Office:
            roster = Roster(self.profile, self._trust, self.clock, changed, self.wake)
            return Office(self.profile, self._made, roster, self.clock, looks.zone)

        self.office = OfficeBridge(self.worker, make_office, self.wake)
        self.office.settings.connect(lambda _settings: self.bridge.ask_centre())

        def make_rooms() -> Rooms:
            return Rooms(self.profile, self._trust, self.clock, self.wake)

        rooms = RoomsBridge(self.worker, make_rooms, lambda: self._made)
        label = self._trust.state.label
        pages = make_pages(
            centre,
            self.office,
            lambda: Formatter(looks.translations.language, looks.zone, colon=True),
            lambda: self.clock().astimezone(looks.zone),
            rooms,
            lambda: label or words.title(),
        )
        self.window.add_centre(pages, lambda: label or words.title())
        return centre

    def _on_status(self, _before: SyncStatus) -> None:
        history = self._sync.history if self._sync is not None else None
        self.bridge.sync.emit(replace(sync_view(self.status), history=history))
        if self.status.problem is Problem.REVOKED and self.profile.revoked():
            self.bridge.shut_out.emit()
