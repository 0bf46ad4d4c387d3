"""The window's frames on one another: the browse frame and the tasks. Only the one that is seen is laid out.

A frame that is not seen is laid out when it comes to the front, or ahead of that by ``prepare``, so that
neither the start nor a change of size waits for what nobody looks at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from ui.patient.browse import BrowseFrame
    from ui.patient.layout import Room
    from ui.patient.task import TaskFrame

    Frame = BrowseFrame | TaskFrame


class FrameStack(QStackedWidget):
    """``join`` a frame, then show it with ``setCurrentWidget``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._space: tuple[Room, bool] | None = None
        self._frames: list[Frame] = []
        self._late: list[Frame] = []  # laid out for another room
        self.currentChanged.connect(lambda _index: self._bring_up())

    def join(self, frame: Frame) -> None:
        """One more frame."""
        self._frames.append(frame)
        self._late.append(frame)
        self.addWidget(frame)

    def arrange(self, room: Room, *, snug: bool) -> None:
        """Lay out for this room."""
        self._space = room, snug
        self._late = list(self._frames)
        self._bring_up()

    def prepare(self, frame: Frame) -> None:
        """Lay a frame out ahead."""
        if self._space is not None and frame in self._late:
            self._late.remove(frame)
            room, snug = self._space
            frame.arrange(room, snug=snug)

    def _bring_up(self) -> None:
        current = self.currentWidget()
        for frame in [frame for frame in self._late if frame is current]:
            self.prepare(frame)
