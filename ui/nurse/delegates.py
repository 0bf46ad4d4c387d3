"""How the cells of the worklist are painted.

Rules:
- Heights come from the font: a row is two lines and 10 pixels, a badge a line and 4.
- The reason is never cut off: it wraps to two lines in place of the detail line.
- The current row has a bar at its left; grey when the list has no keyboard focus.
- A cell is drawn once and kept as a picture until what it says, its size or the looks are others: a filter,
  another queue or a step of the cursor draws again what it shows anew only.
"""

from __future__ import annotations

import functools
from collections import OrderedDict

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.nurse import sparkline
from ui.nurse.rowtext import RowText
from ui.nurse.worklist_model import Column
from ui.theme import Theme, fonts, icons, of
from ui.widgets import shapes
from ui.widgets.keycap import paint_cap

Index = QModelIndex | QPersistentModelIndex
PAD = 12
_KEPT = 150  # pictures of a column
_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)


@functools.lru_cache(maxsize=64)
def face(theme: Theme, base: int, weight: QFont.Weight = fonts.REGULAR) -> tuple[QFont, QFontMetrics]:
    """A font and its metrics, made once: a list paints a hundred cells at a time."""
    font = fonts.font(theme, base, weight)
    return font, QFontMetrics(font)


def row_height(theme: Theme) -> int:
    """Two lines, 10 pixels and the divider."""
    return face(theme, 14)[1].height() + face(theme, 13)[1].height() + 11


class Cell(QStyledItemDelegate):
    """Ground of a cell: current, hovered, done; the divider; then ``paint_cell``."""

    def __init__(self, view: QTableView, parent: QObject | None = None) -> None:
        super().__init__(parent or view)
        self._view = view
        self._theme = of(view)
        self._pictures: OrderedDict[tuple[object, ...], tuple[RowText, QPixmap]] = OrderedDict()

    @property
    def theme(self) -> Theme:
        """The looks; kept up to date by the view."""
        return self._theme

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._theme = theme
        self._pictures.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        said = index.data(Qt.ItemDataRole.UserRole)
        colours = self._theme.colours
        rect: QRect = option.rect
        current = index.row() == self._view.currentIndex().row()
        ground, bar = colours.surface, ""
        if current:
            ground = colours.accent_soft
            if index.column() == Column.ZONE:
                bar = colours.accent if self._view.hasFocus() else colours.border_strong
        elif said.done or index.row() == self._view.property("hovered_row"):
            ground = colours.surface_sunken
        painter.drawPixmap(rect.topLeft(), self._picture(said, rect.size(), ground, bar))

    def _picture(self, said: RowText, size: QSize, ground: str, bar: str) -> QPixmap:
        """The cell, drawn now or before; ``bar`` is the colour of the mark at its left, empty for none."""
        ratio = self._view.devicePixelRatioF()
        key = id(said), size.width(), size.height(), ground, bar, ratio
        known = self._pictures.get(key)
        if known is not None:  # it holds the text, so that no other can have come to its id
            self._pictures.move_to_end(key)
            return known[1]
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(ground))
        painter = QPainter(picture)
        painter.fillRect(QRect(0, size.height() - 1, size.width(), 1), QColor(self._theme.colours.border))
        if bar:
            painter.fillRect(QRect(0, 0, 5, size.height() - 1), QColor(bar))
        self.paint_cell(painter, QRectF(PAD, 0, size.width() - PAD, size.height() - 1), said)
        painter.end()
        self._pictures[key] = said, picture
        if len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        return picture

    def paint_cell(self, painter: QPainter, rect: QRectF, said: RowText) -> None:
        """Draw the content; ``rect`` begins where the text does."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, row_height(self.theme))

    def two_lines(
        self, painter: QPainter, rect: QRectF, upper: str, lower: str, weight: QFont.Weight
    ) -> None:
        """A line in the body size and one in the label size below, both cut with an ellipsis."""
        theme = self.theme
        self.line(painter, self.upper(rect), upper, face(theme, 14, weight), theme.colours.text)
        self.line(painter, self.lower(rect), lower, face(theme, 13), theme.colours.text_secondary)

    def line(
        self, painter: QPainter, rect: QRectF, text: str, kind: tuple[QFont, QFontMetrics], colour: str
    ) -> None:
        """One line of text, cut with an ellipsis where it does not fit."""
        font, metrics = kind
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, _LINE, shown)

    def upper(self, rect: QRectF) -> QRectF:
        """Where the upper line stands."""
        return QRectF(rect.x(), self._top(rect), rect.width(), face(self.theme, 14)[1].height())

    def lower(self, rect: QRectF) -> QRectF:
        """Where the lower line stands."""
        above, tall = face(self.theme, 14)[1].height(), face(self.theme, 13)[1].height()
        return QRectF(rect.x(), self._top(rect) + above, rect.width(), tall)

    def _top(self, rect: QRectF) -> float:
        both = face(self.theme, 14)[1].height() + face(self.theme, 13)[1].height()
        return rect.y() + (rect.height() - both) / 2


class ZoneCell(Cell):
    """The zone's badge, or that the row is done."""

    def paint_cell(self, painter: QPainter, rect: QRectF, said: RowText) -> None:
        theme = self.theme
        if not said.done:
            shapes.paint_badge(painter, rect, said.zone, said.zone_word, theme)
            return
        side = theme.grown(16)
        mark = QRectF(rect.x() + 4, rect.center().y() - side / 2, side, side)
        icons.paint(painter, mark, "check", theme.colours.text)
        self.line(
            painter,
            rect.adjusted(side + 10, 0, 0, 0),
            said.zone_word,
            face(theme, 13),
            theme.colours.text,
        )


class PatientCell(Cell):
    """Name, and birth year with diagnoses."""

    def paint_cell(self, painter: QPainter, rect: QRectF, said: RowText) -> None:
        self.two_lines(painter, rect, said.name, said.person, fonts.SEMIBOLD)


class ReasonCell(Cell):
    """The reason, on two lines where it is long, else with the detail below."""

    def paint_cell(self, painter: QPainter, rect: QRectF, said: RowText) -> None:
        theme = self.theme
        font, metrics = kind = face(theme, 14, fonts.BOLD if said.is_new else fonts.SEMIBOLD)
        rect = rect.adjusted(0, 0, -PAD, 0)
        if metrics.horizontalAdvance(said.reason) <= rect.width():
            self.line(painter, self.upper(rect), said.reason, kind, theme.colours.text)
            self.line(painter, self.lower(rect), said.detail, face(theme, 13), theme.colours.text_secondary)
            return
        needed = metrics.boundingRect(QRect(QPoint(), QSize(int(rect.width()), 10_000)), _WRAP, said.reason)
        if needed.height() > rect.height():
            font = face(theme, 13, fonts.SEMIBOLD)[0]
        painter.setFont(font)
        painter.setPen(QColor(theme.colours.text))
        painter.drawText(rect, _WRAP, said.reason)


class SparkCell(Cell):
    """Fourteen days and the newest value with its unit; in a row that is done, the way back."""

    def paint_cell(self, painter: QPainter, rect: QRectF, said: RowText) -> None:
        theme = self.theme
        if said.done:
            self._paint_undo(painter, rect, said)
            return
        width = max(theme.grown(104), rect.width() - theme.grown(86))
        height = min(rect.height() - 10, theme.grown(34))
        if said.kept:
            line = QRectF(rect.x(), rect.center().y() - height / 2, width, height)
            sparkline.paint_kept(painter, line, said.kept, theme)
            self._paint_value(painter, rect.adjusted(width + 10, 0, 0, 0), said)
            return
        if said.spark is None:
            self.line(painter, rect, said.value, face(theme, 13), theme.colours.text_secondary)
            return
        line = QRectF(rect.x(), rect.center().y() - height / 2, width, height)
        colour = getattr(theme.chart, said.series)
        sparkline.paint(painter, line, said.spark, colour, said.zone, theme)
        self._paint_value(painter, rect.adjusted(width + 10, 0, 0, 0), said)

    def _paint_value(self, painter: QPainter, rect: QRectF, said: RowText) -> None:
        theme = self.theme
        strong = face(theme, 14, fonts.BOLD)
        self.line(painter, self.upper(rect), said.value, strong, theme.colours.text)
        self.line(painter, self.lower(rect), said.unit, face(theme, 13), theme.colours.text_secondary)

    def _paint_undo(self, painter: QPainter, rect: QRectF, said: RowText) -> None:
        theme = self.theme
        side = theme.grown(16)
        accent = theme.colours.accent
        icons.paint(
            painter, QRectF(rect.x(), rect.center().y() - side / 2, side, side), "arrow-back-up", accent
        )
        font = face(theme, 14, fonts.SEMIBOLD)
        text = rect.adjusted(side + 6, 0, 0, 0)
        self.line(painter, text, said.value, font, accent)
        x = text.x() + font[1].horizontalAdvance(said.value) + 8
        for key in ("Ctrl", "Z"):
            x += paint_cap(painter, QPointF(x, rect.center().y()), key, theme) + 4


class TextCell(Cell):
    """One line of text."""

    def paint_cell(self, painter: QPainter, rect: QRectF, said: RowText) -> None:
        self.line(painter, rect, said.open_for, face(self.theme, 14), self.theme.colours.text)


class OwnerCell(Cell):
    """Who is on it: an icon and a short name; nobody is an open circle."""

    def paint_cell(self, painter: QPainter, rect: QRectF, said: RowText) -> None:
        theme = self.theme
        side = theme.grown(16)
        icon = "user-check" if said.owned else "circle-dashed"
        mark = QRectF(rect.x(), rect.center().y() - side / 2, side, side)
        icons.paint(painter, mark, icon, theme.colours.text_secondary)
        weight = fonts.SEMIBOLD if said.mine else fonts.REGULAR
        colour = theme.colours.text if said.owned else theme.colours.text_secondary
        self.line(painter, rect.adjusted(side + 6, 0, 0, 0), said.owner, face(theme, 14, weight), colour)


class ContactCell(Cell):
    """The last contact with care: how and when."""

    def paint_cell(self, painter: QPainter, rect: QRectF, said: RowText) -> None:
        theme = self.theme
        side = theme.grown(16)
        if said.contact_icon:
            mark = QRectF(rect.x(), rect.center().y() - side / 2, side, side)
            icons.paint(painter, mark, said.contact_icon, theme.colours.text_secondary)
        self.line(
            painter,
            rect.adjusted(side + 6, 0, 0, 0),
            said.contact,
            face(theme, 13),
            theme.colours.text_secondary,
        )


class MarksCell(Cell):
    """An envelope where a message from the patient is unread."""

    def paint_cell(self, painter: QPainter, rect: QRectF, said: RowText) -> None:
        if said.unread:
            side = self.theme.grown(18)
            mark = QRectF(rect.x(), rect.center().y() - side / 2, side, side)
            icons.paint(painter, mark, "mail", self.theme.colours.accent)


CELLS: dict[Column, type[Cell]] = {
    Column.ZONE: ZoneCell,
    Column.PATIENT: PatientCell,
    Column.REASON: ReasonCell,
    Column.SPARK: SparkCell,
    Column.OPEN_FOR: TextCell,
    Column.OWNER: OwnerCell,
    Column.CONTACT: ContactCell,
    Column.MARKS: MarksCell,
}
