"""Where another part's steps are shown under the band: guided measuring, questions, the bag's devices.

They are made for a patient's eyes at a table, so they are dressed in the patient's sizes; the nurse's choice
of colours and text size holds for them too.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.format import Formatter
from ui.nurse.desk import Desk
from ui.theme import Face
from ui.theme import Theme as AnyTheme
from ui.theme.appearance import dress
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button


class _Stack(QStackedWidget):
    """Asks for little: what it shows lays itself out for the room there is."""

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 120)

    def sizeHint(self) -> QSize:
        return QSize(640, 480)


class TaskPlace(Themed, QWidget):
    """``resized``; ``closed``: a page without a way out of its own was left."""

    resized = Signal()
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._title, self._close = Label("", "heading"), Button("", keys=("Esc",))
        self._close.setObjectName("place_close")
        self._close.clicked.connect(self.closed)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 8)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        self._stack = _Stack()
        self._dressed()
        desk.appearance.changed.connect(self._dressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.refresh()
        self.retranslate()

    @property
    def form(self) -> Formatter:
        """Dates and figures in the language in force, as they are written for patients."""
        return Formatter(self._desk.translations.language, self._desk.zone)

    @property
    def task_theme(self) -> AnyTheme:
        """What the steps are dressed in."""
        theme = self._desk.appearance.theme
        return AnyTheme(theme.mode, Face.PATIENT, theme.text_size, theme.reduced_motion)

    @property
    def room(self) -> tuple[int, int]:
        """Width and height that a step has, in pixels."""
        return self._stack.width(), self._stack.height()

    def by_keyboard(self) -> bool:
        """Whether the ring is shown where a step begins: staff go by keys."""
        return True

    def hold_task(self, task: QWidget) -> None:
        """Take in a step; it has its own bar and foot."""
        self._stack.addWidget(task)

    def drop_task(self, task: QWidget) -> None:
        """A step is not needed any more, and what it showed goes with it."""
        self._stack.removeWidget(task)
        task.hide()
        task.deleteLater()

    def show_task(self, task: QWidget, title: str = "") -> None:
        """Bring a step to the front; ``title``: it has no way out of its own."""
        self._title.setText(title)
        self._head.setVisible(bool(title))
        self._stack.setCurrentWidget(task)
        self.resized.emit()

    @property
    def task(self) -> QWidget | None:
        """The step at the front."""
        return self._stack.currentWidget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def retranslate(self) -> None:
        self._close.setText(self.tr("Back to the visit"))

    def _dressed(self) -> None:
        dress(self._stack, self.task_theme)
