"""What crossings to the worker thread share: a command returns at once, and its failure is told by code."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from typing import Any

from PySide6.QtCore import QObject, Signal

from hemmonitor.errors import HemmonitorError
from ui.worker import Worker

log = logging.getLogger(__name__)


def noted(error: BaseException, what: str) -> str:
    """Note that ``what`` failed, and return the error's code.

    The text of a foreign error may hold a patient's data, so only its type and place are logged.
    """
    if isinstance(error, HemmonitorError):
        log.warning("%s: %s", what, error.code)
        return error.code
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = f"{last[0].filename}:{last[0].lineno}" if last else "?"
    log.error("%s: %s at %s", what, type(error).__name__, where)
    return HemmonitorError.code


class Crossing(QObject):
    """Commands that run on the worker."""

    failed = Signal(str)  # error code

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker

    def _run(self, function: Callable[..., Any], *args: Any) -> Future[Any]:
        future = self._worker.call(function, *args)
        future.add_done_callback(self._ended)
        return future

    def _spawn(self, work: Coroutine[Any, Any, None]) -> Future[None]:
        future = self._worker.spawn(work)
        future.add_done_callback(self._ended)
        return future

    def _ended(self, future: Future[Any]) -> None:
        try:
            error = future.exception()
        except CancelledError:
            return
        if error is not None:
            self.failed.emit(noted(error, "command failed"))
