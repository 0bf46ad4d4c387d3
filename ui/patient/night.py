"""The night card: oxygen level and pulse of a night's recording, what it came to in words, hour by hour.

Rules:
- The chart has a time axis of its own: hours of one night, not days.
- Nothing is judged: a recording belongs to no limit (``clinical.overnight``), and the card says who does.
- The newest night is shown until another is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.clinical.overnight import Night, night
from hemmonitor.model.measurement import Measurement
from ui.charts.plot import Chart, TimeLink
from ui.format import Formatter
from ui.patient import nightlanes, nightwords
from ui.patient.layout import Room, Stretchy
from ui.theme import Theme
from ui.widgets.base import Label, line
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card
from ui.widgets.fields import Select

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class NightTable(QAbstractTableModel):
    """The whole recording in the first row, then its hours."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Sequence[str]] = []

    def show_night(self, found: Night | None, form: Formatter) -> None:
        self.beginResetModel()
        parts = (found.whole, *found.hours) if found else ()
        self._rows = [nightwords.row(part, form) for part in parts]
        self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(nightwords.head())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return nightwords.head()[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        return self._rows[index.row()][index.column()]


class _Facts(QWidget):
    """Figures with what they are, under each other."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._told: list[tuple[str, str]] = []

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        if facts == self._told:
            return
        self._told = facts
        while (item := self._column.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for index, (figure, text) in enumerate(facts):
            if index:
                self._column.addWidget(line())
            label = Label("", "body")
            label.set_strong_lead(figure, text)
            self._column.addWidget(label)
        self._column.addStretch(1)


class NightCard(Card):
    """``show_nights(recordings)``; ``readout(str)`` at each step of the cursor.

    Where there is little room, what it came to in words is a card of its own: ``words``.
    Object names: nightChoice, nightBefore, nightAfter.
    """

    readout = Signal(str)

    def __init__(self, form: Callable[[], Formatter], parent: QWidget | None = None) -> None:
        super().__init__("card", padding=20, parent=parent)
        self._form = form
        self._nights: tuple[Measurement, ...] = ()
        self._drawn: object = None
        self._link = TimeLink(0.0, 1.0)
        self.chart = Chart(form(), self._link, titles=True)
        self.chart.setMinimumHeight(0)
        self.chart.readout.connect(self.readout)
        self._model = NightTable()
        self.table = QTableView()
        self.table.setModel(self._model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self._name, self._when = Label("", "label"), Label("", "secondary")
        self._foot = Label("", "secondary")
        self._choice = Select()
        self._choice.setObjectName("nightChoice")
        self._choice.activated.connect(lambda _place: self._show())
        self._before, self._after = (IconButton("chevron-left", ""), IconButton("chevron-right", ""))
        for button, object_name, step in ((self._before, "nightBefore", -1), (self._after, "nightAfter", 1)):
            button.setObjectName(object_name)
            button.clicked.connect(lambda _checked=False, step=step: self._step(step))
        self._facts, self.words = _Facts(), Card("card", padding=20)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._say)
        self._build()
        self.retranslate()
        self.refresh()

    @property
    def recording(self) -> Measurement | None:
        """The night that is shown."""
        place = self._choice.currentIndex()
        return self._nights[place] if 0 <= place < len(self._nights) else None

    def show_nights(self, nights: Sequence[Measurement]) -> None:
        """Offer these; the night that was chosen stays, else the newest."""
        last = not self._nights or self._choice.currentIndex() == len(self._nights) - 1
        chosen = None if last or self.recording is None else self.recording.id
        self._nights = tuple(nights)
        place = next((i for i, n in enumerate(self._nights) if n.id == chosen), len(self._nights) - 1)
        self._choice.clear()
        for recording in self._nights:
            self._choice.addItem(nightwords.name(recording, self._form()))
        self._choice.setCurrentIndex(place)
        self._show()

    def show_table(self, as_table: bool) -> None:
        """The hours as a table over the whole width, or the chart beside the figures."""
        self._stack.setCurrentWidget(self.table if as_table else self.chart)
        self._facts.setVisible(not as_table or self._facts.parent() is self.words)
        self._drawn = None
        self._show()

    def arrange(self, room: Room) -> None:
        """The words beside the chart, or in their own card."""
        beside = room >= Room.RAIL
        if beside:
            self._middle.addWidget(self._facts, 3)
            self.body.addWidget(self._foot)
        else:
            self.words.body.addWidget(self._facts)
            self.words.body.addWidget(self._foot)
        lines = {Room.ONE: 6.5, Room.BAR: 8.0}.get(room, 14.0)
        self._area.set_least(round(self.theme.font_px(18) * lines))

    def retranslate(self) -> None:
        self._name.setText(self.tr("Oxygen level at night"))
        self._choice.setAccessibleName(self.tr("Which night"))
        for button, text in ((self._before, self.tr("Earlier night")), (self._after, self.tr("Later night"))):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self._foot.setText(nightwords.no_judgement())
        for place, recording in enumerate(self._nights):
            self._choice.setItemText(place, nightwords.name(recording, self._form()))
        self._drawn = None
        self._show()

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.body.setContentsMargins(20, 14, 20, 12)
        self.table.verticalHeader().setDefaultSectionSize(theme.grown(44))

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self.table)
        self._area = Stretchy(self._stack, 120)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._name, 1)
        for part in (self._before, self._choice, self._after):
            row.addWidget(part)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(20)
        self._middle.addWidget(self._area, 5)
        self._middle.addWidget(self._facts, 3)
        self.body.addWidget(head)
        self.body.addWidget(self._when)
        self.body.addLayout(self._middle, 1)
        self.body.addWidget(self._foot)

    def _step(self, by: int) -> None:
        self._choice.setCurrentIndex(self._choice.currentIndex() + by)
        self._show()

    def _show(self) -> None:
        recording, form = self.recording, self._form()
        place = self._choice.currentIndex()
        self._before.setEnabled(place > 0)
        self._after.setEnabled(place < len(self._nights) - 1)
        key = (recording.id if recording else None, form)
        if recording is None or key == self._drawn:
            return
        self._drawn = key
        self.chart.set_formatter(form, None)
        self._link.set_cursor(None)
        self._link.set_range(*nightlanes.span(recording))
        self.chart.set_lanes(nightlanes.lanes(recording, form))
        self._next.start()

    def _say(self) -> None:
        """The words, a turn after the chart: a night is many values, and the window goes on in between."""
        recording, form = self.recording, self._form()
        found = night(recording) if recording is not None else None
        if recording is None or found is None:
            return
        self._model.show_night(found, form)
        told = [nightwords.when(found, form)]
        if self._stack.currentWidget() is self.table:
            told.append(nightwords.indexes(found, form))
        self._when.setText(" ".join(told).strip())
        self._facts.show_facts(nightwords.facts(found, form))
        self.setAccessibleName(nightwords.spoken(recording, found, form))
