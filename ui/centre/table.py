"""A table of people and deeds: lines of one or two rows of text, icons, a mark, one line chosen.

Strategy: the screens make plain ``Line``s; model and drawing are here. A text that is too wide goes on in a
second row where the line has one, and is told whole by tooltip and screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme import Theme, Zone, fonts, icons
from ui.widgets import shapes
from ui.widgets.base import Themed

Index = QModelIndex | QPersistentModelIndex
_PAD = 12
_WRAP = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, a smaller one below it, and an icon or a zone's shape before it."""

    text: str
    under: str = ""
    icon: str = ""
    zone: Zone | None = None
    kind: str = ""  # strong, secondary, accent, mono

    @property
    def said(self) -> str:
        """All of it as one text."""
        return ", ".join(part for part in (self.text, self.under) if part)


@dataclass(frozen=True, slots=True)
class Line:
    """A line; ``key`` names it. ``marked`` lies on the yellow fill, ``faded`` is written in grey."""

    key: str
    cells: tuple[Cell, ...]
    marked: bool = False
    faded: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, its share of the width, and what it never goes below (pixels at 100 %)."""

    title: str
    share: int
    least: int = 60


class Lines(QAbstractTableModel):
    """The lines as a model."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self.columns: tuple[Column, ...] = ()

    def show(self, lines: Sequence[Line], columns: Sequence[Column]) -> None:
        self.beginResetModel()
        self.lines, self.columns = tuple(lines), tuple(columns)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        cell = line.cells[index.column()] if index.column() < len(line.cells) else Cell("")
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return cell.said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(one.said for one in line.cells if one.said) if not index.column() else cell.said
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None


class _Drawing(QStyledItemDelegate):
    """Draws a cell in the theme of its table."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, theme, colours = self._table, self._table.theme, self._table.theme.colours
        line = table.lines.lines[index.row()]
        cell = line.cells[index.column()] if index.column() < len(line.cells) else Cell("")
        box: QRect = option.rect
        current = table.currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = colours.accent_soft if current else theme.zone(Zone.YELLOW).soft if line.marked else ""
        if ground:
            painter.fillRect(box, QColor(ground))
        if current and index.column() == 0:
            bar = colours.accent if table.hasFocus() else colours.border_strong
            painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), QColor(bar))
        painter.setPen(QColor(colours.border))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inside = box.adjusted(_PAD, 2, -6, -3)
        inside = self._paint_mark(painter, inside, cell)
        ink = colours.text_secondary if line.faded or cell.kind == "secondary" else colours.text
        ink = colours.accent if cell.kind == "accent" else ink
        ink = theme.zone(cell.zone).text if cell.zone is not None else ink
        if line.marked and not current:
            ink = theme.zone(Zone.YELLOW).text
        self._paint_texts(painter, inside, cell, ink, theme)
        painter.restore()

    def _paint_mark(self, painter: QPainter, box: QRect, cell: Cell) -> QRect:
        if not cell.icon and cell.zone is None:
            return box
        theme = self._table.theme
        side = theme.grown(18)
        mark = QRectF(box.left(), box.center().y() - side / 2, side, side)
        if cell.zone is not None:
            shapes.paint_zone(painter, mark, cell.zone, theme)
        else:
            ink = theme.colours.accent if cell.kind == "accent" else theme.colours.text
            icons.paint(painter, mark, cell.icon, ink)
        return box.adjusted(side + 8, 0, 0, 0)

    def _paint_texts(self, painter: QPainter, box: QRect, cell: Cell, ink: str, theme: Theme) -> None:
        weight = fonts.BOLD if cell.kind in {"strong", "accent"} or cell.zone is not None else fonts.REGULAR
        font = fonts.font(theme, 14, weight, mono=cell.kind == "mono")
        painter.setFont(font)
        painter.setPen(QColor(ink))
        metrics = QFontMetrics(font)
        if not cell.under:
            painter.drawText(box, _WRAP, _fitting(cell.text, box, metrics))
            return
        small = fonts.font(theme, 13)
        under = QFontMetrics(small)
        top = box.top() + (box.height() - metrics.height() - under.height()) // 2
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRect(box.left(), top, box.width(), metrics.height()), 0, text)
        painter.setFont(small)
        secondary = theme.colours.text_secondary if cell.zone is None else ink
        painter.setPen(QColor(secondary))
        text = under.elidedText(cell.under, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRect(box.left(), top + metrics.height(), box.width(), under.height()), 0, text)


def _fitting(text: str, box: QRect, metrics: QFontMetrics) -> str:
    """As much of a text as its box holds in whole lines; the tooltip has the rest."""
    room, shown = QRect(0, 0, max(1, box.width()), 10_000), text
    while shown and metrics.boundingRect(room, _WRAP, shown).height() > box.height():
        shown = shown.removesuffix("…").rpartition(" ")[0]
        shown = f"{shown}…" if shown else ""
    return shown or metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())


class Table(Themed, QTableView):
    """``Table(name)``, ``show_lines(lines, columns)``; ``chosen(key)`` when another line is chosen."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, *, tall: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._tall = tall
        self._telling = True
        self.lines = Lines()
        self.setModel(self.lines)
        self.setItemDelegate(_Drawing(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.activated.connect(lambda index: self.opened.emit(self.lines.lines[index.row()].key))
        self.refresh()

    @property
    def key(self) -> str:
        """The chosen line's, empty for none."""
        row = self.currentIndex().row()
        return self.lines.lines[row].key if 0 <= row < len(self.lines.lines) else ""

    def show_lines(self, lines: Sequence[Line], columns: Sequence[Column]) -> None:
        """Show these; the line that was chosen stays so without being told again."""
        key, at = self.key, self.verticalScrollBar().value()
        self._telling = False
        self.lines.show(lines, columns)
        self._fit()
        self.choose(key)
        self.verticalScrollBar().setValue(at)
        self._telling = True

    def choose(self, key: str) -> None:
        """Choose a line; an unknown one chooses none."""
        row = next((n for n, line in enumerate(self.lines.lines) if line.key == key), -1)
        self.setCurrentIndex(self.lines.index(row, 0) if row >= 0 else QModelIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if self._telling and current.isValid() and current.row() != previous.row():
            self.chosen.emit(self.lines.lines[current.row()].key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def restyle(self, theme: Theme) -> None:
        two = QFontMetrics(fonts.font(theme, 14)).height() + QFontMetrics(fonts.font(theme, 13)).height()
        self.verticalHeader().setDefaultSectionSize(max(theme.grown(self._tall), two + 8))
        self.horizontalHeader().setFixedHeight(theme.grown(32))
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(300, 160)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, min(100, self.maximumHeight()))

    def fitted_height(self) -> int:
        """How tall it is when every line is seen."""
        rows = self.lines.rowCount() * self.verticalHeader().defaultSectionSize()
        return self.horizontalHeader().height() + rows + 2

    def _fit(self) -> None:
        columns, room = self.lines.columns, self.viewport().width()
        if not columns:
            return
        grow = self.theme.text_size / 100
        least = [round(c.least * grow) for c in columns]
        spare = max(0, room - sum(least))
        shares = sum(c.share for c in columns) or 1
        widths = [low + spare * c.share // shares for low, c in zip(least, columns, strict=True)]
        if shares and any(c.share for c in columns):
            widest = max(range(len(columns)), key=lambda n: columns[n].share)
            widths[widest] += max(0, room - sum(widths))
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
