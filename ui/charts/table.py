"""The same data as a table: for the eye that prefers figures and for a screen reader.

One row per value, newest first: when, what, value, zone. Texts are made when a row is shown, so a table of
a million values opens at once.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.charts.lane import Lane
from ui.format import Formatter
from ui.theme import Face, Zone
from ui.widgets.words import zone_word

_ZONES = (Zone.GREEN, Zone.GREY, Zone.YELLOW, Zone.RED)  # by rank, see series.zone_ranks
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()

ZONE_ROLE = Qt.ItemDataRole.UserRole + 1
TIME_ROLE = Qt.ItemDataRole.UserRole + 2


class ChartTable(QAbstractTableModel):
    """``ChartTable(formatter, face)``; `set_lanes` fills it.

    `ZONE_ROLE` gives the value's `Zone`, `TIME_ROLE` its time in seconds.
    """

    def __init__(self, formatter: Formatter, face: Face) -> None:
        super().__init__()
        self._formatter, self._face = formatter, face
        self._lanes: tuple[Lane, ...] = ()
        self._rows = np.empty((0, 2), dtype=np.int64)
        self._ranks: list[np.ndarray[Any, np.dtype[np.uint8]]] = []

    def set_lanes(self, lanes: Sequence[Lane]) -> None:
        self.beginResetModel()
        self._lanes = tuple(lanes)
        self._ranks = [lane.ranks() for lane in self._lanes]
        pairs = [
            np.stack([np.full(len(lane.times), number), np.arange(len(lane.times))], axis=1)
            for number, lane in enumerate(self._lanes)
        ]
        rows = np.concatenate(pairs) if pairs else np.empty((0, 2), dtype=np.int64)
        times = np.concatenate([lane.times for lane in self._lanes]) if pairs else np.empty(0)
        self._rows = rows[np.lexsort((rows[:, 0], -times))] if len(rows) else rows
        self.endResetModel()

    def set_formatter(self, formatter: Formatter) -> None:
        """New language."""
        self.beginResetModel()
        self._formatter = formatter
        self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("When"), self.tr("What"), self.tr("Value"), self.tr("Zone"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        number, place = (int(part) for part in self._rows[index.row()])
        lane, zone = self._lanes[number], _ZONES[int(self._ranks[number][place])]
        if role == ZONE_ROLE:
            return zone
        if role == TIME_ROLE:
            return float(lane.times[place])
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        moment = dt.datetime.fromtimestamp(float(lane.times[place]), self._formatter.zone)
        when = f"{self._formatter.stamp(moment)}"
        unit = "" if lane.unit in (said := lane.say(place)) else f"\u00a0{lane.unit}"
        return (when, lane.title, f"{said}{unit}", zone_word(zone, self._face))[index.column()]
