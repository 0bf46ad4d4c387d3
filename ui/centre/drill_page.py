"""Recovery: the drill, in which a made-up centre loses everything and gets it back; and the real key sheets.

Object names: drill_start, drill_steps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.centre import words
from ui.centre.keys_card import KeysCard
from ui.centre.office import OfficeBridge
from ui.format import Formatter
from ui.theme import Theme, Zone
from ui.widgets.announce import announce
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine
from ui.widgets.tile import IconView


class DrillPage(Themed, QWidget):
    """``DrillPage(bridge, form, now, name)``; ``name`` is the centre's."""

    def __init__(
        self,
        bridge: OfficeBridge,
        form: Callable[[], Formatter],
        now: Callable[[], dt.datetime],
        name: Callable[[], str],
    ) -> None:
        super().__init__()
        self._bridge, self._format, self._now = bridge, form, now
        self._held: tuple[str, dt.datetime] | None = None  # how the last one ended, and when
        self._title, self._note = Label("", "heading"), Label("", "body")
        self._last = Label("", "small")
        self.keys = KeysCard(bridge, form, now, name)
        self.start = Button("", "primary", icon="player-play")
        self.start.setObjectName("drill_start")
        self._steps = QVBoxLayout()
        self._steps.setSpacing(8)
        self._fault = ZoneLine(Zone.RED)
        self._end = ZoneLine(Zone.GREEN)
        self._paper_title, self._paper = Label("", "label"), Label("", "body")
        self._place()
        self.setFocusProxy(self.start)
        bridge.drilled.connect(self._step)
        bridge.drill_ended.connect(self._ended)
        self.start.clicked.connect(self._begin)
        self.retranslate()
        self.refresh()

    def _place(self) -> None:
        card, paper = Card(), Card()
        above: tuple[QWidget, ...] = (self._title, self._note)
        for widget in above:
            card.body.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.start)
        row.addWidget(self._last, 1)
        card.body.addLayout(row)
        steps = QWidget()
        steps.setObjectName("drill_steps")
        steps.setLayout(self._steps)
        self._steps.setContentsMargins(0, 8, 0, 8)
        below: tuple[QWidget, ...] = (steps, self._fault, self._end)
        for widget in below:
            card.body.addWidget(widget)
        paper.body.addWidget(self._paper_title)
        paper.body.addWidget(self._paper)
        for widget in (self._fault, self._end):
            widget.hide()
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addWidget(self.keys)
        column.addWidget(card)
        column.addWidget(paper)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(16, 12, 16, 12)
        self._page.addWidget(area)

    def restyle(self, theme: Theme) -> None:
        self._page.setContentsMargins(16, 12, 16, 12)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Recovery drill"))
        self._note.setText(
            self.tr(
                "A made-up centre with a patient loses its computer, its keys and the patient's computer, "
                "and gets everything back from sheets of paper. It runs beside the real centre and touches "
                "nothing of it. It takes about a minute. Hold it before the first patient, and once a year."
            )
        )
        self.start.setText(self.tr("Run the drill"))
        if self._held is not None and self.start.isEnabled():
            self._tell_end()
        self._paper_title.setText(self.tr("When it is real"))
        self._paper.setText(
            self.tr(
                "Two of the three sheets of each key, the root's fingerprint and the post-box's address are "
                "enough. On a new computer: hemmonitor recover. The sheets are checked with "
                "hemmonitor recover --check, without anything being changed."
            )
        )

    def _begin(self) -> None:
        while self._steps.count() and (item := self._steps.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.start.setEnabled(False)
        self._last.setText(self.tr("The drill is running."))
        self._fault.hide()
        self._end.hide()
        self._bridge.drill()

    def _step(self, said: str) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(IconView("circle-check", 20, "green"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(words.drill(said), "body"), 1)
        self._steps.addWidget(line)

    def _ended(self, code: str) -> None:
        self._held = code, self._now()
        self.start.setEnabled(True)
        announce(self, self._tell_end(), urgent=bool(code))

    def _tell_end(self) -> str:
        """Say how the last drill ended; returns the sentence that matters."""
        assert self._held is not None
        code, held = self._held
        at = self._format().when(held, self._now())
        self._last.setText(self.tr("Held {when}. It is in the access log.").format(when=at))
        if code:
            strong = self.tr("The drill did not end as it must.")
            self._fault.set_text(strong, self.tr("Do not rely on a recovery before this is mended."))
            self._fault.show()
        else:
            strong = self.tr("The drill has passed.")
            self._end.set_text(strong, self.tr("Every step held."))
            self._end.show()
        return strong
