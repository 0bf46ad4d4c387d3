"""Python's collector of cycles, kept on Qt's thread.

Python collects wherever it happens to allocate, so also on the worker thread; a widget that is freed there
crashes Qt. Here automatic collection is off, and a timer on Qt's thread does the same work by the same
thresholds. Nothing else changes: what is in no cycle is freed at once, as ever.

The start is left alone: it makes much that stays and little that goes.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 200
START_MS = 2000


class Garbage(QObject):
    """Collects for as long as it lives; made on Qt's thread, once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(START_MS)

    def _collect(self) -> None:
        self._timer.setInterval(INTERVAL_MS)
        collect_due()


def collect_due() -> int:
    """Collect the oldest generation that is due; returns how many objects were found, 0 when none is due."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if thresholds[generation] and counts[generation] > thresholds[generation]:
            return gc.collect(generation)
    return 0
