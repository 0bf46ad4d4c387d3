"""Toast with undo: what was done, and twelve seconds to take it back.

One at a time, at the bottom of the view it belongs to. It waits while the mouse is over it or the keyboard
is in it; what it promises ("the message is sent in 12 s") happens when `expired` is emitted, not before.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.base import Label, Themed, strong_lead
from ui.widgets.buttons import Button
from ui.widgets.tile import IconView

SECONDS = 12


class Toast(Themed, QFrame):
    """``Toast(view).show_done("Asta Provberg acknowledged.", "The message is sent in 12 s.")``"""

    undone = Signal()
    expired = Signal()

    def __init__(self, host: QWidget, *, seconds: float = SECONDS) -> None:
        super().__init__(host)
        self._seconds, self._host = seconds, host
        self.setProperty("kind", "reversed")
        self._icon = IconView("check", 22, "surface")
        self._label = Label("", "body")
        self.undo = Button(self.tr("Undo"), "reversed", icon="arrow-back-up", low=True)
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where the work is
        self.undo.clicked.connect(self._undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 10, 8)
        row.setSpacing(14)
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)
        row.addWidget(self.undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._expire)
        host.installEventFilter(self)
        self.undo.installEventFilter(self)
        self.hide()
        self.refresh()

    def show_done(self, strong: str, rest: str = "", *, undo: bool = True) -> None:
        """Show a new message; one still showing expires first."""
        if self._timer.isActive():
            self._expire()
        self._label.set_markup(strong_lead(strong, rest))
        self.setAccessibleName(f"{strong} {rest}")
        self.undo.setVisible(undo)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(round(self._seconds * 1000))

    def retranslate(self) -> None:
        self.undo.setText(self.tr("Undo"))

    def restyle(self, theme: Theme) -> None:
        self._place()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._resume()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._place()
        elif watched is self.undo and event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif watched is self.undo and event.type() == QEvent.Type.FocusOut:
            self._resume()
        return False

    def _resume(self) -> None:
        if self.isVisible() and not self._timer.isActive() and not self.undo.hasFocus():
            self._timer.start(round(self._seconds * 1000))

    def _undo(self) -> None:
        self._timer.stop()
        self.hide()
        self.undone.emit()

    def _expire(self) -> None:
        self._timer.stop()
        self.hide()
        self.expired.emit()

    def _place(self) -> None:
        host = self._host
        beside = self.undo.sizeHint().width() + self._icon.sizeHint().width() + 70
        text = QFontMetrics(self._label.font()).horizontalAdvance(self.accessibleName())
        width = min(round(text * 1.1) + beside, host.width() - 32)
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        height = max(height, QFontMetrics(self._label.font()).height() + 24)
        self.setGeometry((host.width() - width) // 2, host.height() - height - 16, width, height)
