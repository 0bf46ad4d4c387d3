"""Starts the desktop program: which face, first start or PIN, then the program itself; locks it when idle.

Strategy: one window for all that comes before the program (``ui.start``), and one session that has the
profile. When the profile has a place, the face's program takes over the session's worker, and the start's
window waits hidden until the program is locked (``ui.app.lock``).

Rules:
- Nothing here blocks the Qt thread for long: Argon2id, the database and the network are the worker's.
- Whatever goes wrong ends on a page that says what happened, what was kept and what to do.
- A face, its first start, Bluetooth and the network are loaded when they are needed, so that a window is
  there soon.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import signal
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from hemmonitor import bootstrap, settings
from hemmonitor import clock as system_clock
from hemmonitor.errors import DeviceRevoked, HemmonitorError, InputError, WrongPin
from hemmonitor.settings import Settings
from ui import camera
from ui.app import machine
from ui.app.parts import Looks, application, has_display, looks, stand_in
from ui.app.session import Session
from ui.app.tries import Tries
from ui.bridge import DeviceNews, DeviceStage, NurseBridge, PatientBridge, ProblemNews, StageNews
from ui.camera import Find
from ui.errand import Errand, Tell
from ui.theme import Face

if TYPE_CHECKING:
    from devices.link import Link
    from hemmonitor.crypto.vault import KeyStore
    from ui.app.joining import PatientStart
    from ui.app.lock import Lock
    from ui.app.nurse import NurseProgram
    from ui.app.patient import PatientProgram
    from ui.app.staffjoining import CareStart
    from ui.start.frame import StartWindow
    from ui.start.pin import UnlockPage
    from ui.start.states import BusyPage

SIZE = (1280, 800)
_SOON_MS = 400  # a profile that opens by itself within this time needs no window that says so
_SETTLED_MS = 5000  # what has been read by then stays
_SIGNALS_MS = 300  # Python runs its signal handlers only between Qt's events


def radio() -> Link:
    """This computer's Bluetooth."""
    from devices.bleak_link import BleakLink
    from devices.link import PasskeyDesk

    return BleakLink(PasskeyDesk())


class Desktop(QObject):
    """The desktop program, from its first page on. ``begin``, and ``close`` at the end."""

    runs = Signal()  # the face's program, and its window is shown

    def __init__(
        self,
        app: QApplication,
        chosen: Settings,
        *,
        face: Face | None = None,
        clock: Callable[[], dt.datetime] = system_clock.now,
        link: Callable[[], Link] = radio,
        key_store: Callable[[], KeyStore | None] = bootstrap.system_key_store,
        cameras: Find = camera.find,
    ) -> None:
        """``face`` is the one that was asked for by name; else the settings', or this machine's."""
        super().__init__()
        self._app, self._settings, self._asked = app, chosen, face
        self._clock, self._link, self._key_store = clock, link, key_store
        self._cameras = cameras
        self.window: StartWindow | None = None
        self.program: PatientProgram | NurseProgram | None = None
        self._looks: Looks | None = None
        self._session: Session | None = None
        self._first: PatientStart | CareStart | None = None
        self._unlock: UnlockPage | None = None
        self._busy: BusyPage | None = None
        self._errand = Errand(self)
        self._lock: Lock | None = None
        self._tries: Tries | None = None

    # --- which face ----------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask what is not known yet, and go on from there."""
        try:
            known = machine.read(self._settings.data_dir).over(self._settings)
        except InputError as error:
            self.fail(error)
            return
        face = self._asked or known.face
        if face is not None:
            self._enter(face)
            return
        self._ask_face(known)

    def _ask_face(self, known: machine.Machine) -> None:
        from ui.start.choosing import FacePage

        window = self._open_window(Face.PATIENT, known)
        page = FacePage()
        page.chosen.connect(self._chosen)
        window.show_page(page)

    def _choose_again(self) -> None:
        """Back from the first page of a first start: the face was the wrong one."""
        self._let_go()
        folder = self._settings.data_dir
        known = replace(machine.read(folder), face=None)
        try:
            machine.write(folder, known)
        except HemmonitorError as error:
            self._show_trouble(error, self._choose_again)
            return
        self._ask_face(known.over(self._settings))

    def fail(self, error: HemmonitorError) -> None:
        """Nothing can be begun at all: say why."""
        from ui.start.states import TroublePage

        window = self._open_window(
            self._asked or Face.PATIENT, machine.Machine().over(replace(self._settings, face="ask"))
        )
        page = TroublePage()
        page.show_trouble(error.code, detail=error.detail, again=False)
        window.show_page(page)

    def _chosen(self, face: Face) -> None:
        folder = self._settings.data_dir
        try:
            machine.write(folder, replace(machine.read(folder), face=face))
        except HemmonitorError as error:
            self._show_trouble(error, lambda: self._chosen(face))
            return
        self._enter(face)

    def _open_window(self, face: Face, known: machine.Machine) -> StartWindow:
        """The start's window in the looks of a face, in place of the one there was."""
        self._choose_looks(face, known)
        return self._make_window()

    def _choose_looks(self, face: Face, known: machine.Machine) -> None:
        """The looks of a face as its user wants them."""
        assert known.language is not None
        assert known.choice is not None
        assert known.text_size is not None
        texts = self._looks.translations if self._looks else None
        wanted = replace(
            self._settings,
            language=known.language.value,
            theme=known.choice.value,
            text_size=known.text_size.value,
        )
        self._looks = looks(self._app, wanted, face, texts)
        self._looks.appearance.set_reduced_motion(known.reduced_motion)
        self._looks.appearance.changed.connect(self._remember)
        self._looks.translations.changed.connect(self._remember)

    def _make_window(self) -> StartWindow:
        """The start's window in the looks in force, shown in place of the one there was."""
        from ui.start.frame import StartWindow
        from ui.start.states import BusyPage

        assert self._looks is not None
        before, self._busy = self.window, BusyPage()
        self.window = window = StartWindow(self._looks.appearance, self._looks.translations)
        window.resize(*SIZE)
        window.closed.connect(self._window_closed)
        if before is not None:
            stand_in(window, before)
        window.show()
        if before is not None:
            before.closed.disconnect(self._window_closed)
            before.close()
            before.deleteLater()
        return window

    def _be_busy(self) -> None:
        """Say that it takes a moment."""
        window = self.window or self._make_window()
        assert self._busy is not None
        window.show_page(self._busy)

    def _remember(self) -> None:
        """Keep how its user wants the program, for the next start and its first page."""
        assert self._looks is not None
        folder, appearance = self._settings.data_dir, self._looks.appearance
        now = replace(
            machine.read(folder),
            language=self._looks.translations.language,
            choice=appearance.choice,
            text_size=appearance.theme.text_size,
            reduced_motion=appearance.theme.reduced_motion,
        )
        try:
            machine.write(folder, now)
        except HemmonitorError as error:
            machine.log.warning("choices were not kept: %s", error.code)

    # --- from a face to its program --------------------------------------------------------------

    def _enter(self, face: Face) -> None:
        known = machine.read(self._settings.data_dir).over(self._settings)
        folder = self._settings.data_dir / face.value
        if self._looks is None or self._looks.appearance.theme.face is not face:
            if self.window is None and _opens_by_itself(folder):
                self._choose_looks(face, known)
                QTimer.singleShot(_SOON_MS, self, self._busy_unless_open)
            else:
                self._open_window(face, known)
        try:
            self._session = Session(folder, self._clock, self._key_store)
            self._tries = Tries(folder, self._clock)
            if not self._session.exists:
                self._ask_key_store(face)
            elif bootstrap.needs_pin(folder):
                self._ask_pin(face)
            else:
                self._open(face, None)
        except HemmonitorError as error:
            self._show_trouble(error, lambda: self._begin_again(face))

    def _busy_unless_open(self) -> None:
        if self._session is not None and self.program is None and self.window is None:
            self._be_busy()

    def _begin_again(self, face: Face) -> None:
        self._let_go()
        self._enter(face)

    def _ask_key_store(self, face: Face) -> None:
        """A first start; whether there is a key store is found out first, which may take a moment."""
        self._be_busy()

        async def look(_tell: Tell) -> bool:
            return await asyncio.to_thread(self._key_store) is not None

        self._run(look, lambda there: self._start_first(face, key_store=bool(there)), face)

    def _start_first(self, face: Face, *, key_store: bool = False) -> None:
        from ui.app.joining import PatientStart
        from ui.app.staffjoining import CareStart

        window, session = self._here()
        assert self._looks is not None
        texts, appearance = self._looks.translations, self._looks.appearance
        chosen_here = self._asked is None and self._settings.face == "ask" and session.profile is None
        first: PatientStart | CareStart
        if face is Face.PATIENT:
            first = PatientStart(
                window,
                session,
                appearance,
                texts,
                key_store=key_store,
                can_go_back=chosen_here,
                cameras=self._cameras,
            )
        else:
            first = CareStart(
                window,
                session,
                texts,
                key_store=key_store,
                can_go_back=chosen_here,
                cameras=self._cameras,
            )
        self._first = first
        first.finished.connect(lambda: self._run_program(face))
        first.gone_back.connect(self._choose_again)
        first.begin()

    def _ask_pin(self, face: Face) -> None:
        from ui.start.pin import UnlockPage

        window, _ = self._here()
        assert self._tries is not None
        self._unlock = UnlockPage(face)
        self._unlock.entered.connect(lambda pin: self._open(face, pin))
        window.show_page(self._unlock)
        self._unlock.wait(self._tries.wait())

    def _open(self, face: Face, pin: str | None) -> None:
        session = self._opening
        if self._unlock is not None:
            self._unlock.busy()
        elif self.window is not None:
            self._be_busy()

        async def work(_tell: Tell) -> None:
            await session.open(pin)

        self._run(work, lambda _nothing: self._opened(face), face)

    def _opened(self, face: Face) -> None:
        session = self._opening
        assert self._tries is not None
        self._tries.right()
        if session.opened().place is None:
            self._start_first(face)
        else:
            self._run_program(face)

    def _run_program(self, face: Face) -> None:
        window, session = self.window, self._opening
        try:
            program = self._make_program(face, session)
        except HemmonitorError as error:
            self._show_trouble(error, lambda: self._begin_again(face))
            return
        self.program = program
        if window is not None:
            stand_in(program.window, window)
        else:
            program.window.resize(*SIZE)
        program.start()
        if window is not None:
            window.hide()
        self.runs.emit()
        if bootstrap.needs_pin(session.folder):
            from ui.app.lock import Lock

            assert window is not None  # the PIN was typed there
            assert self._tries is not None
            after = dt.timedelta(minutes=self._settings.auto_lock_minutes)
            self._lock = Lock(self._app, window, program.window, session, self._tries, face, after)
            if isinstance(program.bridge, PatientBridge):
                program.bridge.device.connect(self._measuring)
        if isinstance(program.bridge, NurseBridge):
            program.bridge.shut_out.connect(lambda: self._shut_out(face))

    def _measuring(self, news: DeviceNews) -> None:
        """A device at work is somebody at the computer; listening for one, or a missing Bluetooth, is not."""
        idle = isinstance(news, StageNews) and news.stage in {DeviceStage.SEARCHING, DeviceStage.ENDED}
        if self._lock is not None and not idle and not isinstance(news, ProblemNews):
            self._lock.idle.touch()

    def _make_program(self, face: Face, session: Session) -> PatientProgram | NurseProgram:
        assert self._looks is not None
        if face is Face.PATIENT:
            from ui.app.patient import PatientProgram

            return PatientProgram(session.opened, self._link, self._clock, self._looks, worker=session.worker)
        from ui.app.nurse import NurseProgram

        return NurseProgram(session.opened, self._clock, self._looks, worker=session.worker, link=self._link)

    def _shut_out(self, face: Face) -> None:
        """The centre has revoked this computer: what it held goes, and its user is told. Once is enough."""
        if self.program is None:
            return
        folder = self._opening.folder
        self._let_go()
        error: HemmonitorError = DeviceRevoked()
        try:
            bootstrap.lock_out(folder)
        except HemmonitorError as fault:
            error = fault
        self._show_trouble(error, lambda: self._begin_again(face))

    def lock(self) -> None:
        """Cover the program until the PIN is typed, if it opens with one."""
        if self._lock is not None:
            self._lock.lock()

    # --- what all share ------------------------------------------------------------------------

    def _here(self) -> tuple[StartWindow, Session]:
        return self.window or self._make_window(), self._opening

    @property
    def _opening(self) -> Session:
        assert self._session is not None
        return self._session

    def _run(
        self, work: Callable[[Tell], Coroutine[Any, Any, Any]], done: Callable[[object], None], face: Face
    ) -> None:
        """An errand, and what follows; a wrong PIN is counted and said, all else is trouble."""
        self._errand.cancel()
        self._errand.deleteLater()
        self._errand = errand = Errand(self)
        errand.done.connect(done)
        errand.failed.connect(lambda error: self._failed(error, face))
        errand.run(self._opening.worker, work)

    def _failed(self, error: HemmonitorError, face: Face) -> None:
        if isinstance(error, WrongPin) and self._unlock is not None and self._tries is not None:
            self._unlock.refuse(self._tries.wrong())
        else:
            self._show_trouble(error, lambda: self._begin_again(face))

    def _show_trouble(self, error: HemmonitorError, again: Callable[[], None]) -> None:
        from ui.app.lock import trouble_page

        window = self.window or self._make_window()
        window.set_steps(())
        window.show_page(trouble_page(error, again))
        window.show()

    def _window_closed(self) -> None:
        """Closed by the person: what stands hidden behind it ends with it."""
        if self.program is not None:
            self.program.window.close()
        self._app.quit()

    def _let_go(self) -> None:
        self._errand.cancel()
        if self._lock is not None:
            self._lock.stop()
            self._lock = None
        if self._first is not None:
            self._first.stop()
        self._first = self._unlock = None
        if self.program is not None:
            self.program.stop()
            self.program.window.close()
            self.program.window.deleteLater()
            self.program = None
        if self._session is not None:
            self._session.close()
            self._session = None

    def close(self) -> None:
        """End everything in order."""
        self._let_go()
        if self.window is not None:
            self.window.closed.disconnect(self._window_closed)
            self.window.close()
            self.window.deleteLater()
            self.window = None


def _opens_by_itself(folder: Path) -> bool:
    """Whether a profile opens without a PIN, as far as can be seen; what is wrong with it is said later."""
    try:
        return bootstrap.exists(folder) and not bootstrap.needs_pin(folder)
    except HemmonitorError:
        return False


def run(face: Face | None, data: Path | None, settings_file: Path | None) -> int:
    """Run the desktop program until its window is closed; the process's exit code. Raises ``InputError``."""
    if not has_display():
        raise InputError("there is no display to open a window on")
    app = application()
    fault: InputError | None = None
    try:
        chosen = settings.read(settings_file)
    except InputError as error:
        chosen, fault = Settings(), error
    if data is not None:
        chosen = replace(chosen, data_dir=data.absolute())
    desktop = Desktop(app, chosen, face=face)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: app.quit())
    ticking = QTimer(desktop)
    ticking.timeout.connect(lambda: None)
    ticking.start(_SIGNALS_MS)
    QTimer.singleShot(_SETTLED_MS, app, gc.freeze)  # the collector need not look through it again
    try:
        if fault is None:
            desktop.begin()
        else:
            desktop.fail(fault)
        return app.exec()
    finally:
        desktop.close()
