"""Export: which form, a word about what leaves, where to, and that it is done.

Object names: export_<output>, export_days, export_save, export_open.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from hemmonitor.interop.forms import Output, proposed_name
from ui.moving import words
from ui.moving.flow import AskSave, Flow, ask_save
from ui.moving.means import TEAM, Means
from ui.moving.mover import Wish
from ui.theme import Theme, Zone
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card, CardButton, ZoneLine
from ui.widgets.choice import Segmented

PATIENTS = (Output.PDF, Output.CSV, Output.XLSX, Output.FHIR, Output.ICS, Output.EXTRACT)
STAFFS = (Output.PDF, Output.FHIR, Output.TRANSACTION, Output.CSV, Output.XLSX, Output.EXTRACT)
TEAMS = (Output.FHIR, Output.TRANSACTION, Output.NDJSON, Output.CSV)
_OPENED = (Output.PDF, Output.ICS)  # what the computer has a program for
DAYS = (7, 30, 90, 365)
_WIDE = 44  # body-text heights from which the two columns stand side by side


class _Option(CardButton):
    """A form, with what it is for."""

    def __init__(self, output: Output) -> None:
        super().__init__("", padding=10)
        self.output = output
        self.setObjectName(f"export_{output.value}")
        self.name, self.what = Label("", "strong"), Label("", "secondary")
        self.body.addWidget(self.name)
        self.body.addWidget(self.what)
        self.retranslate()

    def retranslate(self) -> None:
        name, what = words.output(self.output)
        self.name.setText(name)
        self.what.setText(what)
        self.setAccessibleName(f"{name}. {what}")


class ExportFlow(Flow):
    """``ExportFlow(means, outputs)``; ``begin_for(mailbox)``, or ``TEAM`` for everybody."""

    def __init__(
        self,
        means: Means,
        outputs: Sequence[Output] = PATIENTS,
        ask: AskSave = ask_save,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(means, parent)
        self._ask, self._mailbox = ask, TEAM
        self._output = outputs[0]
        self._options = {output: _Option(output) for output in outputs}
        self._days: Segmented[int] = Segmented([(days, str(days)) for days in DAYS], 30)
        self._days.setObjectName("export_days")
        self._days_title = Label("", "label")
        self._span = Card()
        self._span.body.addWidget(self._days_title)
        self._span.body.addWidget(self._days)
        self._note = ZoneLine(Zone.YELLOW)
        self._save = Button("", "primary", icon="download", low=True)
        self._save.setObjectName("export_save")
        self._step = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._step)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(20)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(8)
        for option in self._options.values():
            left.addWidget(option)
            option.clicked.connect(lambda output=option.output: self.choose(output))
        right.addWidget(self._span)
        right.addWidget(self._note)
        right.addStretch(1)
        self._row.addLayout(left, 3)
        self._row.addLayout(right, 2)
        self._open = Button("", "secondary", icon="external-link")
        self._open.setObjectName("export_open")
        self._path = Path()
        self._open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path))))
        self._choices = self._step
        self._step = None
        self.add_step(self._choices)
        self._save.clicked.connect(self._export)
        self.choose(self._output)
        self.refresh()
        self.retranslate()

    @property
    def title(self) -> str:
        return self.tr("Save a copy of the values")

    def begin_for(self, mailbox: str) -> None:
        """Of whom; then from the first step."""
        self._mailbox = mailbox
        self.begin()

    def begin(self) -> None:
        self.say(Zone.GREEN, None)
        self.show_step(self._choices, [self._save])
        self._options[self._output].setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, output: Output) -> None:
        """The form that is meant, until another is chosen."""
        self._output = output
        for option in self._options.values():
            option.set_chosen(option.output is output)
        self._span.setVisible(output is Output.PDF)
        self.retranslate()

    def _export(self) -> None:
        name = proposed_name(self._output, self.mover.means.clock().date())
        path = self._ask(self, name)
        if path is None:
            return
        self.wait(lambda: self.tr("Writing the file"), self._written)
        self.mover.export(Wish(self._mailbox, self._output, path, self._days.current or 30))

    def _written(self, path: object) -> None:
        assert isinstance(path, Path)
        self._path = path
        self.end(
            Zone.GREEN,
            lambda: (
                self.tr("The file is saved: {name}").format(name=path.name),
                self.tr("It is not encrypted. Remove it when you no longer need it."),
            ),
            [self._open] if self._output in _OPENED else [],
        )

    def retranslate(self) -> None:
        super().retranslate()
        printed = self._output is Output.PDF
        self._open.setText(self.tr("Open it, to print") if printed else self.tr("Open it"))
        self._days_title.setText(self.tr("Days in the report"))
        self._days.setAccessibleName(self.tr("Days in the report"))
        self._days.set_texts([str(days) for days in DAYS])
        self._note.set_text(*words.not_encrypted())
        self._save.setText(self.tr("Choose where, and save"))

    def restyle(self, theme: Theme) -> None:
        self._turn(self.size(), theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn(event.size(), self.theme)

    def _turn(self, size: QSize, theme: Theme) -> None:
        wide = size.width() >= _WIDE * theme.body
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
