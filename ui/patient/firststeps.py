"""After the first start: the first device, the first measurement. It ends with either, or with "Later".

What is left to do is kept, so that a program that was closed in the middle goes on from there:
``device`` until there is one, ``measure`` until there is a value, then nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ui.devicebridge import DevicesView

KEPT = "first"
DEVICE, MEASURE, NOTHING = "device", "measure", ""


class FirstSteps(QObject):
    """``recall`` what was kept; ``device`` and ``measure`` ask the window to show it."""

    device = Signal()
    measure = Signal()

    def __init__(self, keep: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self.left = NOTHING
        self._begun = False

    def recall(self, text: str) -> None:
        """What is left to do since last time."""
        if self._begun or text not in {DEVICE, MEASURE}:
            return
        self._begun, self.left = True, text
        (self.device if text == DEVICE else self.measure).emit()

    def devices(self, view: DevicesView) -> None:
        """The person's devices, as they are now."""
        if self.left == DEVICE and view.devices:
            self._set(MEASURE)

    def done(self) -> None:
        """There is a value, or the person leaves it for later."""
        if self.left:
            self._set(NOTHING)

    def _set(self, left: str) -> None:
        self.left = left
        self._keep(left)
