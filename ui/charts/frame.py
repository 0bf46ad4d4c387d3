"""Chart card of the patient: name, mean with its zone, newest value, key, and under it the chart or table.

States: chart, table, loading (frame and axes only) and empty ("No reading" with the way to measure).
The zone in the heading judges the mean against the goal; the bands judge single sessions. The caller gives
both and never mixes them.
"""

import dataclasses
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.charts.lane import Flag, Lane
from ui.charts.plot import Chart
from ui.charts.table import ChartTable
from ui.theme import Theme, Zone, fonts
from ui.widgets.badge import ZoneBadge
from ui.widgets.base import Label, Themed, strong_lead
from ui.widgets.card import Card
from ui.widgets.figure import Figure
from ui.widgets.flow import FlowLayout

Shown = Literal["chart", "table", "empty", "loading"]


@dataclasses.dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry of the key: how it is drawn and what it is called."""

    kind: Literal["bar", "open_bar", "dot", "open_dot", "line", "text"]
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Heading:
    """Texts of the card's first line. `mean` may be empty; then `zone` is not shown."""

    name: str
    mean_words: str = ""
    mean: str = ""
    zone: Zone = Zone.GREY
    latest_words: str = ""
    latest: str = ""
    latest_when: str = ""


class ChartFrame(Card):
    """``ChartFrame(chart, table)``; then `set_heading`, `set_key`, `set_lanes` and `show_state`.

    `empty` is the widget shown without readings, usually a sentence with a button to measure.
    """

    def __init__(
        self, chart: Chart, table: ChartTable, empty: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("card", padding=20, parent=parent)
        self.chart, self._model = chart, table
        self.table = QTableView()
        self.table.setModel(table)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)  # when it was is never cut
        header.setResizeContentsPrecision(50)
        self._head = QWidget()
        flow = FlowLayout(self._head, gap=14, right_last=True)
        self._name, self._mean_words = Label("", "label", wrap=False), Label("", "secondary", wrap=False)
        self._mean, self._badge = Figure("", base=28, unit_base=18), ZoneBadge()
        self._latest = Label("", "body", wrap=False)
        parts: tuple[QWidget, ...] = (self._name, self._mean_words, self._mean, self._badge, self._latest)
        for part in parts:
            flow.addWidget(part)
        self._key = ChartKey()
        self._stack = QStackedWidget()
        self._pages: dict[Shown, QWidget] = {
            "chart": chart,
            "table": self.table,
            "empty": empty or _Empty(),
        }
        for page in self._pages.values():
            self._stack.addWidget(page)
        for part in (self._head, self._key):
            self.body.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self.refresh()

    def set_heading(self, heading: Heading) -> None:
        self._name.setText(heading.name)
        self._mean_words.setText(heading.mean_words)
        self._mean.set_value(heading.mean)
        self._badge.set_zone(heading.zone)
        for part, shown in (
            (self._mean_words, heading.mean_words),
            (self._mean, heading.mean),
            (self._badge, heading.mean),
            (self._latest, heading.latest),
        ):
            part.setVisible(bool(shown))
        self._latest.set_markup(
            f"{strong_lead('', heading.latest_words)} {strong_lead(heading.latest, heading.latest_when)}"
        )
        self.setAccessibleName(heading.name)

    def set_key(self, entries: Sequence[KeyEntry], colour: str) -> None:
        """`colour` is the lane's colour role."""
        self._key.set_entries(entries, colour)
        self._key.setVisible(bool(entries))

    def set_lanes(self, lanes: Sequence[Lane], flags: Sequence[Flag] = ()) -> None:
        """Fill chart and table; without a single value the card shows its empty state."""
        self.chart.set_lanes(lanes)
        self.chart.set_flags(flags)
        self._model.set_lanes(lanes)
        if not any(len(lane.times) for lane in lanes):
            self.show_state("empty")

    def show_state(self, state: Shown) -> None:
        """Loading shows the chart with whatever lanes it has: frame and axes."""
        self._stack.setCurrentWidget(self._pages["chart" if state == "loading" else state])
        self._key.setVisible(state == "chart" and self._key.has_entries)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.body.setContentsMargins(20, 16, 20, 8)
        self.body.setSpacing(6)
        self.table.verticalHeader().setDefaultSectionSize(theme.grown(theme.pick(48, 28)))


class ChartKey(Themed, QWidget):
    """The key of a chart: small samples with their names, wrapping."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=22)
        self.has_entries = False

    def set_entries(self, entries: Sequence[KeyEntry], colour: str) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.deleteLater()
        for entry in entries:
            self._flow.addWidget(_KeySample(entry, colour))
        self.has_entries = bool(entries)


class _KeySample(Themed, QWidget):
    def __init__(self, entry: KeyEntry, colour: str) -> None:
        super().__init__()
        self._entry, self._colour = entry, colour
        self.setAccessibleName(entry.text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def _lead(self) -> int:
        wide = {"text": 0, "line": 34}.get(self._entry.kind, 24)
        return self.theme.grown(wide) if wide else 0

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.font(self.theme, self.theme.pick(18, 13)))
        wide = self._lead() + metrics.horizontalAdvance(self._entry.text) + 2
        return QSize(round(wide), round(max(metrics.height(), 24)))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        colour, middle = QColor(str(getattr(theme.chart, self._colour))), self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_sample(painter, colour, middle)
        painter.setFont(fonts.font(theme, theme.pick(18, 13)))
        quiet = self._entry.kind == "text"
        painter.setPen(QColor(theme.colours.text_secondary if quiet else theme.colours.text))
        words = QRectF(self._lead(), 0, self.width() - self._lead(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._entry.text)

    def _paint_sample(self, painter: QPainter, colour: QColor, middle: float) -> None:
        kind, cap = self._entry.kind, Qt.PenCapStyle.RoundCap
        surface = QColor(self.theme.colours.surface)
        if kind == "line":
            painter.setPen(QPen(QColor(self.theme.colours.text_secondary), 2.4))
            painter.drawLine(QPointF(1, middle), QPointF(self._lead() - 10, middle))
            return
        if kind == "text":
            return
        bar = kind in {"bar", "open_bar"}
        reach = QPointF(0, 6 if bar else 0)
        at = QPointF(8, middle)
        painter.setPen(QPen(colour, 9.0 if bar else 10.4, Qt.PenStyle.SolidLine, cap))
        painter.drawLine(at - reach, at + reach + QPointF(0, 0.01))
        if kind in {"open_bar", "open_dot"}:
            painter.setPen(QPen(surface, 5.2 if bar else 6.8, Qt.PenStyle.SolidLine, cap))
            painter.drawLine(at - reach, at + reach + QPointF(0, 0.01))


class _Empty(Themed, QWidget):
    """Nothing to show: the word, and that it is not an error."""

    def __init__(self) -> None:
        super().__init__()
        self._label = Label("", "heading", align=Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._label)
        column.addStretch(1)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self._label.setText(self.tr("No reading"))
