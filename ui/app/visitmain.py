"""The beginning and the end of a visit's process: what the system is asked for, and the window's loop."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

from devices.link import Link
from hemmonitor import clock as system_clock
from hemmonitor.crypto import cbor
from hemmonitor.errors import StorageError
from hemmonitor.settings import Settings

log = logging.getLogger(__name__)

_UNDUMPABLE = 4  # PR_SET_DUMPABLE, linux/prctl.h


@dataclass(frozen=True, slots=True)
class Options:
    """What a visit's process is started with. Functions are found again by name: top-level ones only."""

    language: str = "sv"
    theme: str = "light"
    text_size: int = 100
    kiosk: bool = True
    link: Callable[[], Link] | None = None
    clock: Callable[[], dt.datetime] = system_clock.now
    begun: Callable[[object], None] | None = None  # for tests: gets the ``VisitProgram`` once it is shown


class Pipe:
    """The pipe as ``hemmonitor.room.wire.Line``; one question at a time."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._lock = pipe, threading.Lock()

    def ask(self, request: bytes) -> bytes:
        """Raises ``StorageError`` when the station is gone."""
        with self._lock:
            try:
                self._pipe.send_bytes(request)
                return self._pipe.recv_bytes()
            except (EOFError, OSError) as error:
                raise StorageError("the station is gone") from error


def main(pipe: Connection, options: Options) -> None:
    """One visit: wait for the turn, show the window, end without a trace. Never returns."""
    _leave_no_dump()
    logging.basicConfig(level=logging.WARNING)
    status = 1
    try:
        status = _run(Pipe(pipe), options)
    except StorageError:
        log.warning("the station has ended")
    finally:
        logging.shutdown()
        os._exit(status)  # no clean-up that could write anything


def _run(line: Pipe, options: Options) -> int:
    from hemmonitor.room.wire import StationLink
    from ui.app import parts
    from ui.app.start import radio
    from ui.app.visit import VisitProgram
    from ui.theme import Face

    app = parts.application()
    settings = Settings(language=options.language, theme=options.theme, text_size=options.text_size)
    looks = parts.looks(app, settings, Face.PATIENT)
    program = VisitProgram(
        StationLink(line), options.link or radio, options.clock, looks, kiosk=options.kiosk
    )
    program.ended.connect(app.quit)
    line.ask(cbor.encode(["turn"]))
    if options.kiosk:
        program.window.showFullScreen()
    else:
        program.window.resize(1280, 800)
        program.window.show()
    if options.begun is not None:
        options.begun(program)
    return int(app.exec())


def _leave_no_dump() -> None:
    """No core file, and no other program of this user may look into this one."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_UNDUMPABLE, 0, 0, 0, 0)
