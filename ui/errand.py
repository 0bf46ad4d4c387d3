"""One thing at a time to be done on the worker, whose end is told on the Qt thread."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from hemmonitor.errors import HemmonitorError
from ui.crossing import noted
from ui.worker import Worker

Tell = Callable[[object], None]


class Errand(QObject):
    """``run`` it; then ``told(value)`` any number of times, and ``done(result)`` or ``failed(error)``.

    A second ``run`` cancels the first, of which nothing more is heard.
    """

    told = Signal(object)
    done = Signal(object)
    failed = Signal(object)  # HemmonitorError
    _crossing = Signal(int, object, object)  # which run, what it is, the value

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._future: Future[Any] | None = None
        self._crossing.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    def run(self, worker: Worker, work: Callable[[Tell], Coroutine[Any, Any, Any]]) -> None:
        """``work`` gets what it may tell with, and is run in the worker's loop."""
        self.cancel()
        number = self._number
        coroutine = work(lambda value: self._crossing.emit(number, "told", value))
        self._future = worker.spawn(coroutine)
        self._future.add_done_callback(lambda future: self._ended(number, future))

    def cancel(self) -> None:
        """Stop what runs, if anything does."""
        self._number += 1
        if self._future is not None:
            self._future.cancel()
            self._future = None

    def _ended(self, number: int, future: Future[Any]) -> None:
        try:
            error = future.exception()
        except CancelledError:
            return
        if error is None:
            self._crossing.emit(number, "done", future.result())
        else:
            noted(error, "errand failed")
            known = isinstance(error, HemmonitorError)
            self._crossing.emit(number, "failed", error if known else HemmonitorError(type(error).__name__))

    def _arrived(self, number: int, what: str, value: object) -> None:
        if number == self._number:
            {"told": self.told, "done": self.done, "failed": self.failed}[what].emit(value)
