"""An illustration in the theme's colours, scaled to the room it gets."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts, pictures
from ui.widgets.base import Themed

# Where "sitting" shows: back against the chair, feet on the floor, arm on the table, not talking.
SITTING_MARKS = ((38.0, 168.0), (212.0, 318.0), (258.0, 120.0), (218.0, 66.0))


class Picture(Themed, QWidget):
    """``Picture("cuff", "A blood pressure meter with its cuff")``

    `name` is a file of resources/illustrations, `said` what a screen reader says (empty: decoration).
    `ground`: accent_soft, sunken or empty for none; drawn with round corners.
    `marks`: numbered dots, each at a point in the picture's own units. `most`: how many times its natural
    size it may be drawn.
    """

    def __init__(
        self,
        name: str,
        said: str = "",
        *,
        ground: str = "",
        least: int = 120,
        marks: Sequence[tuple[float, float]] = (),
        most: float = 99.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._most = most
        self._name, self._ground, self._least, self._marks = name, ground, least, tuple(marks)
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.refresh()

    def set_picture(self, name: str, said: str) -> None:
        self._name = name
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        return pictures.size(self._name, self.theme).toSize()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, self._least)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._ground:
            ground = {"sunken": theme.colours.surface_sunken}.get(self._ground, theme.colours.accent_soft)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, 12, 12)
            box = box.adjusted(16, 16, -16, -16)
        natural = pictures.size(self._name, theme)
        scale = min(box.width() / natural.width(), box.height() / natural.height(), self._most)
        shown = QRectF(0, 0, natural.width() * scale, natural.height() * scale)
        shown.moveCenter(box.center())
        pictures.paint(painter, shown, self._name, theme)
        for number, (x, y) in enumerate(self._marks, start=1):
            paint_number(painter, shown.topLeft() + QPointF(x, y) * scale, number, self)


def paint_number(painter: QPainter, centre: QPointF, number: int, widget: Themed) -> None:
    """A numbered dot, as beside the sentences that explain a picture."""
    theme = widget.theme
    radius = theme.grown(32) / 2
    painter.setPen(QPen(QColor(theme.colours.surface), 2))
    painter.setBrush(QColor(theme.colours.accent))
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(QColor(theme.colours.on_accent))
    painter.setFont(fonts.font(theme, 18, fonts.BOLD))
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))


class NumberDot(Themed, QWidget):
    """The same dot as a widget, for the list beside a picture."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def sizeHint(self) -> QSize:
        side = self.theme.grown(34)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_number(painter, QRectF(self.rect()).center(), self._number, self)
