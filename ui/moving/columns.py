"""What the columns of a table mean: each with its first values, and a list to choose from.

Object names: column_<number from 1>.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from hemmonitor.interop.imports.mapping import DEFAULT_UNITS, Figure, Mapping
from hemmonitor.interop.imports.tables import Layout
from hemmonitor.model.measurement import Component
from ui.format import unit_word
from ui.moving import words
from ui.widgets.base import Label, Themed
from ui.widgets.fields import Select

translate = QCoreApplication.translate

MOST: Final = 24  # columns that are shown; a table of readings has fewer
_NOTHING, _MOMENT, _TIME, _NOTE = "", "moment", "time", "note"


class ColumnsForm(Themed, QWidget):
    """``show_table(layout, rows)``; ``mapping`` is what was chosen, ``None`` while it does not suffice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._selects: list[Select] = []
        self._labels: list[Label] = []

    def show_table(self, table: Layout, rows: tuple[tuple[str, ...], ...]) -> None:
        """Show these columns; what the heading says is chosen already."""
        for part in (*self._labels, *self._selects):
            self._grid.removeWidget(part)
            part.deleteLater()
        self._labels, self._selects = [], []
        for column, heading in enumerate(table.heading[:MOST]):
            name = Label(heading.strip() or str(column + 1), "strong")
            values = (row[column].strip() for row in rows if column < len(row))
            sample = Label(", ".join(value for value in values if value)[:60], "secondary")
            select = Select()
            select.setObjectName(f"column_{column + 1}")
            select.setAccessibleName(name.text())
            for key, text in _meanings():
                select.addItem(text, key)
            select.setCurrentIndex(max(select.findData(_meaning(table.mapping, column)), 0))
            select.currentIndexChanged.connect(self.changed)
            self._labels += [name, sample]
            self._selects.append(select)
            for place, part in enumerate((name, sample, select)):
                self._grid.addWidget(part, column, place)
        self._grid.setColumnStretch(1, 1)

    @property
    def mapping(self) -> Mapping | None:
        """The meanings that were chosen."""
        chosen = [select.currentData() for select in self._selects]
        figures = tuple(
            Figure(column, Component(key), DEFAULT_UNITS[Component(key)])
            for column, key in enumerate(chosen)
            if key not in {_NOTHING, _MOMENT, _TIME, _NOTE}
        )
        once = len({figure.component for figure in figures}) == len(figures)
        if chosen.count(_MOMENT) != 1 or not figures or not once:
            return None

        def place(key: str) -> int | None:
            return chosen.index(key) if key in chosen else None

        return Mapping(chosen.index(_MOMENT), figures, time=place(_TIME), note=place(_NOTE))


def _meanings() -> list[tuple[str, str]]:
    figures = [
        (component.value, f"{words.figure(component)}, {unit_word(unit)}".rstrip(", "))
        for component, unit in DEFAULT_UNITS.items()
    ]
    return [
        (_NOTHING, translate("Moving", "leave out")),
        (_MOMENT, translate("Moving", "date, or date and time")),
        (_TIME, translate("Moving", "time of day")),
        *figures,
        (_NOTE, translate("Moving", "note")),
    ]


def _meaning(mapping: Mapping | None, column: int) -> str:
    if mapping is None:
        return _NOTHING
    for key, place in ((_MOMENT, mapping.moment), (_TIME, mapping.time), (_NOTE, mapping.note)):
        if place == column:
            return key
    return next((f.component.value for f in mapping.figures if f.column == column), _NOTHING)
