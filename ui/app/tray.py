"""The patient's program in the corner of the screen: it goes on listening and reminding while it is closed.

Rules:
- Only where the desktop has such a corner, and only while the person wants it: else closing ends the program.
- What is shown outside the window names no value: a task's name at most.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui.patient.window import PatientWindow
from ui.theme import pictures

_SIDE = 64  # px


class Tray(QObject):
    """``Tray(window)``; a desktop without a tray gets none."""

    def __init__(self, window: PatientWindow) -> None:
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        self._icon = QSystemTrayIcon(self._picture(), self)
        self._menu = QMenu()
        self._open = self._menu.addAction("")
        self._open.triggered.connect(self.show_window)
        self._end = self._menu.addAction("")
        self._end.triggered.connect(QGuiApplication.quit)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(lambda _how: self.show_window())
        self._icon.messageClicked.connect(self.show_window)
        self._icon.setToolTip("Hemmonitor")
        self._menu.aboutToShow.connect(self._say)
        self._say()
        self._icon.show()
        window.reminded.connect(self._remind)
        window.hides_to = self._takes

    def show_window(self) -> None:
        """Bring the window back."""
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _takes(self) -> bool:
        """Whether a window that is closed goes on here."""
        return self._icon is not None and self._icon.isVisible()

    def _remind(self, title: str, text: str) -> None:
        if self._icon is not None:
            self._icon.showMessage(title, text, self._icon.icon())

    def _say(self) -> None:
        self._open.setText(self.tr("Open Hemmonitor"))
        self._end.setText(self.tr("Close the program"))

    def _picture(self) -> QIcon:
        drawn = QPixmap(_SIDE, _SIDE)
        drawn.fill(0)
        painter = QPainter(drawn)
        pictures.paint(painter, drawn.rect().toRectF(), "logo", self._window.theme)
        painter.end()
        return QIcon(drawn)
