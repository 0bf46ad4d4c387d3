"""Two periods beside each other: means, ranges and counts of every figure, mornings and evenings apart.

The later period is the range that is chosen on the page, the earlier one as long before it; or the time
before and after the newest change of the plan. A change is told, and nothing is judged by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from hemmonitor.clinic import PatientView
from hemmonitor.clinical.units import READING_STEP
from hemmonitor.model.measurement import Component, Kind
from ui import measures
from ui.format import Formatter, unit_word
from ui.nurse import lanes

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_NOON = 12


@dataclass(frozen=True, slots=True)
class Summary:
    """Of one figure in one period: how many, mean, lowest, highest; mean ``None`` without values."""

    count: int
    mean: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in both periods."""

    name: str
    unit: str
    decimals: int
    before: Summary
    after: Summary

    @property
    def change(self) -> float | None:
        """How far the mean has moved."""
        if self.before.mean is None or self.after.mean is None:
            return None
        return self.after.mean - self.before.mean


def lines(
    view: PatientView, start: dt.datetime, middle: dt.datetime, end: dt.datetime, fmt: Formatter
) -> list[Line]:
    """Every figure from ``start`` to ``middle`` against ``middle`` to ``end`` (aware)."""
    found = []
    measured = lanes.measured(view)
    if (Kind.BLOOD_PRESSURE, Component.SYSTOLIC) in measured:
        measured.insert(1, (Kind.BLOOD_PRESSURE, Component.DIASTOLIC))
    for kind, component in measured:
        values = [
            (m.taken_at, float(q.value), q.unit)
            for m in view.measurements
            if m.kind is kind and (q := m.quantity(component)) is not None and q.value is not None
        ]
        if not values:
            continue
        unit = values[-1][2]
        same = [(at, value) for at, value, known in values if known is unit]
        decimals = len(str(READING_STEP[unit].denominator)) - 1
        name = measures.component_name(component)
        parts: list[tuple[str, list[tuple[dt.datetime, float]]]] = [(name, same)]
        mornings = [v for v in same if v[0].astimezone(fmt.zone).hour < _NOON]
        if kind is Kind.BLOOD_PRESSURE and component in measures.PAIR and len(mornings) not in {0, len(same)}:
            evenings = [v for v in same if v[0].astimezone(fmt.zone).hour >= _NOON]
            parts += [
                (translate("Compare", "{name}, morning").format(name=name), mornings),
                (translate("Compare", "{name}, evening").format(name=name), evenings),
            ]
        for said, known in parts:
            before = summary([v for at, v in known if start <= at < middle])
            after = summary([v for at, v in known if middle <= at <= end])
            if before.count or after.count:
                found.append(Line(said, unit_word(unit), decimals, before, after))
    return found


def summary(values: Sequence[float]) -> Summary:
    """Count, mean, lowest and highest."""
    if not values:
        return Summary(0, None, 0.0, 0.0)
    return Summary(len(values), sum(values) / len(values), min(values), max(values))


class CompareTable(QAbstractTableModel):
    """Figure, earlier, later, change."""

    def __init__(self, fmt: Formatter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fmt = fmt
        self.lines: list[Line] = []
        self._heads = ("", "")

    def show(self, found: list[Line], before: str, after: str, fmt: Formatter) -> None:
        """Show these; ``before`` and ``after`` name the periods."""
        self.beginResetModel()
        self._fmt, self.lines, self._heads = fmt, found, (before, after)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (translate("Compare", "Figure"), *self._heads, translate("Compare", "Change of the mean"))[
            section
        ]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        line = self.lines[index.row()]
        match index.column():
            case 0:
                return f"{line.name}  {line.unit}"
            case 1:
                return self._said(line.before, line.decimals)
            case 2:
                return self._said(line.after, line.decimals)
            case _:
                return "–" if line.change is None else self._fmt.number(line.change, 1, sign=True)

    def _said(self, one: Summary, decimals: int) -> str:
        if one.mean is None:
            return translate("Compare", "no values")
        fmt = self._fmt
        spread = fmt.between(fmt.number(one.low, decimals), fmt.number(one.high, decimals))
        text = translate("Compare", "{mean}  ({spread}, {count} values)")
        return text.format(mean=fmt.number(one.mean, 1), spread=spread, count=one.count)
