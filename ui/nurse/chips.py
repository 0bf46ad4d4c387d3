"""Saved views of a queue as chips with counts; exactly one is on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ui.nurse import saved_views, words
from ui.nurse.listing import TEAM, Listing
from ui.nurse.listing import Chip as Saved
from ui.nurse.shedding import SheddingRow
from ui.widgets.choice import Chip

_FIXED = (Saved.ALL, Saved.MINE, Saved.UNOWNED, Saved.NEW, Saved.UNREAD)
_DIAGNOSES = 2  # chips for the most frequent ones


class ChipBar(SheddingRow):
    """``show_counts(listing)``; ``chosen(str)``. A chip that is empty is left out, but not while it is on."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=6, parent=parent)
        self.end_with_stretch()
        self._group = QButtonGroup(self)
        self._chips: dict[str, Chip] = {}
        self._teams: dict[str, str] = {}
        for rank, name in enumerate(_FIXED):
            self._make(name, rank)

    def show_counts(self, listing: Listing) -> None:
        """Bring names, counts and the current chip up to date."""
        frequent = listing.diagnoses()[:_DIAGNOSES]
        for rank, name in enumerate(frequent, len(_FIXED)):
            if name not in self._chips:
                self._make(name, rank)
        barred: dict[QWidget, bool] = {}
        for name, chip in self._chips.items():
            if saved_views.name_of(name):
                chip.setChecked(False)
                continue
            count = listing.count(name)
            chip.set_count(count)
            on = name == listing.chip
            if chip.isChecked() is not on:
                chip.setChecked(on)
            offered = name in _FIXED or name in frequent or name in self._teams
            wanted = on or name == Saved.ALL or (count > 0 and offered)
            barred[chip] = not wanted
        self.bar_all(barred)

    def show_teams(self, names: Mapping[str, str]) -> None:
        """The own teams, each as a chip; by id what they are called."""
        self._teams = {f"{TEAM}{team}": name for team, name in names.items()}
        for name in self._teams:
            if name not in self._chips:
                self._make(name, len(_FIXED) + _DIAGNOSES)
        self.retranslate()

    def show_saved(self, names: tuple[str, ...]) -> None:
        """Views that this workstation has kept, each as a chip."""
        for rank, name in enumerate(names, len(_FIXED) + _DIAGNOSES):
            if saved_views.chip_of(name) not in self._chips:
                self._make(saved_views.chip_of(name), rank)

    def retranslate(self) -> None:
        for name, chip in self._chips.items():
            chip.setText(self._called(name))
            chip.setAccessibleName(chip.text())
            chip.updateGeometry()

    def _called(self, name: str) -> str:
        if name.startswith(TEAM):
            return self._teams.get(name) or self.tr("Team without a name")
        return saved_views.name_of(name) or words.chip_name(name)

    def _make(self, name: str, rank: int) -> None:
        chip = Chip(self._called(name))
        chip.setObjectName(f"chip_{name}")
        chip.clicked.connect(lambda _on=False, n=name: self.chosen.emit(n))
        self._group.addButton(chip)
        self._chips[name] = chip
        self.add(chip, rank)
