from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.garbage import Garbage, collect_due


class _Knot(QWidget):
    """A widget in a cycle of Python's, that says on which thread it was freed."""

    def __init__(self, freed: list[int]) -> None:
        super().__init__()
        self._itself, self._freed = self, freed

    def __del__(self) -> None:
        self._freed.append(threading.get_ident())


def test_a_widget_in_a_cycle_is_freed_on_qt_s_thread(qtbot: QtBot) -> None:
    freed: list[int] = []
    garbage = Garbage()
    try:
        _Knot(freed)

        def allocate() -> None:
            for _ in range(200):
                kept = [[] for _ in range(2000)]
                del kept

        busy = threading.Thread(target=allocate)
        busy.start()
        busy.join()
        assert freed == []
        held: list[list[int]] = []

        def due() -> bool:
            held.extend([] for _ in range(1000))  # so that a collection is due
            return bool(freed)

        qtbot.waitUntil(due, timeout=10_000)
    finally:
        garbage.deleteLater()
        gc.enable()
    assert freed == [threading.get_ident()]


def test_nothing_is_collected_before_it_is_due(qtbot: QtBot) -> None:
    gc.disable()
    gc.collect()
    assert collect_due() == 0
    assert isinstance(Garbage(QObject()), QObject)
    gc.enable()
