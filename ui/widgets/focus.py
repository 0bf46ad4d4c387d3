"""Focus ring: 3 px, with 3 px of surface between, around the control that has the keyboard.

Style sheets have no outline offset, so one overlay per window follows the application's focus. It is
shown for keyboard focus only (text fields: always, as one types there), stays inside scroll areas, and
takes no mouse. A widget that shows focus by itself sets the property ``own_focus`` to True.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ui.widgets.base import Themed
from ui.widgets.order import ByEye

_REACH = 6
_TYPED = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_MOVING = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}


class FocusRing(Themed, QWidget):
    """``FocusRing(window)``: once per top-level window; it owns itself to the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        ByEye(window)  # where the ring goes next
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        self.refresh()

    @property
    def target(self) -> QWidget | None:
        """The widget the ring is around now."""
        return self._target

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        if now is None or now.window() is not self.window() or now.property("own_focus"):
            return
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if by_mouse and not isinstance(now, _TYPED):
            return
        self._target = now
        step: QWidget | None = now
        while step is not None and step is not self.window():
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._follow()

    def _leave(self) -> None:
        for widget in self._watched:
            try:
                widget.removeEventFilter(self)
            except RuntimeError:
                continue  # the C++ side is gone already: there is nothing left to unfilter
        self._watched, self._target = [], None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._follow()
        return False

    def _follow(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(self.window(), QPoint(0, 0))
        ring = QRect(corner, target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        self.setGeometry(ring)
        self.raise_()
        self.setVisible(ring.intersects(self._visible_part(target)))
        self.update()

    def _visible_part(self, target: QWidget) -> QRect:
        """The part of the window where the target may be drawn: inside its scroll areas."""
        part = self.window().rect()
        step = target.parentWidget()
        while step is not None and step is not self.window():
            area = step.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is step:
                part = part.intersected(QRect(step.mapTo(self.window(), QPoint(0, 0)), step.size()))
            step = area
        return part

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._target is None:
            return
        part = self._visible_part(self._target).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(part.translated(-self.pos()))
        colours = self.theme.colours
        box = QRectF(self.rect())
        radius = self.theme.pick(12, 8)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.surface), 3))
        painter.drawRoundedRect(box.adjusted(4.5, 4.5, -4.5, -4.5), radius + 1.5, radius + 1.5)
        painter.setPen(QPen(QColor(colours.focus), 3))
        painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), radius + 4.5, radius + 4.5)
