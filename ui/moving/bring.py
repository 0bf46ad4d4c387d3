"""Import: choose a file, see what it would bring, say what is not clear, take it in, take it back.

Object names: import_choose, import_undo_last, import_recording, import_day_order, import_columns,
import_read, import_take, import_other, import_undo.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.interop.forms import Format
from hemmonitor.interop.imports.batch import Batch, Preview
from hemmonitor.interop.imports.found import SOURCE, Choices, Why
from ui.moving import words
from ui.moving.columns import ColumnsForm
from ui.moving.flow import AskOpen, Flow, ask_open
from ui.moving.means import Means
from ui.moving.mover import Looked
from ui.report import words as report_words
from ui.theme import Zone
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Segmented
from ui.widgets.fields import CheckBox

_FAULTS = 6  # rows that are listed
_TABLES = frozenset({Format.CSV, Format.RECORDER})


class ImportFlow(Flow):
    """``ImportFlow(means)``; ``begin_for(mailbox)``."""

    def __init__(self, means: Means, ask: AskOpen = ask_open, parent: QWidget | None = None) -> None:
        super().__init__(means, parent)
        self._ask, self._mailbox = ask, ""
        self._looked: Looked | None = None
        self._batch: Batch | None = None
        self._form: Format | None = None
        self._said_in = 0
        self._make_first()
        self._make_found()
        self._make_columns()
        self._other = self._button("import_other", "neutral")
        self._take = self._button("import_take", "primary", icon="check")
        self._undo = self._button("import_undo", "neutral", icon="arrow-back-up")
        self._other.clicked.connect(self.begin)
        self._take.clicked.connect(self._take_in)
        self._undo.clicked.connect(self._undo_last)
        self.refresh()
        self.retranslate()

    @staticmethod
    def _button(name: str, kind: str, icon: str = "") -> Button:
        made = Button("", kind, icon=icon, low=True)
        made.setObjectName(name)
        return made

    def _make_first(self) -> None:
        self._first = QWidget()
        column = QVBoxLayout(self._first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        card, self._newest = Card(padding=28), Card(padding=28)
        self._lead, self._kinds = Label("", "body"), Label("", "secondary")
        self._choose = self._button("import_choose", "primary", icon="file-text")
        for part in (self._lead, self._kinds):
            card.body.addWidget(part)
        self._newest_text = Label("", "body")
        self._undo_newest = self._button("import_undo_last", "neutral", icon="arrow-back-up")
        row = QHBoxLayout()
        row.addWidget(self._newest_text, 1)
        row.addWidget(self._undo_newest)
        self._newest.body.addLayout(row)
        column.addWidget(card)
        column.addWidget(self._newest)
        self._newest.hide()
        self._choose.clicked.connect(self._chosen)
        self._undo_newest.clicked.connect(self._undo_last)
        self.add_step(self._first)

    def _make_found(self) -> None:
        self._found = QWidget()
        column = QVBoxLayout(self._found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        summary, self._questions = Card(padding=24), Card(padding=24)
        self._file, self._lines, self._faults = (
            Label("", "heading"),
            Label("", "body"),
            Label("", "secondary"),
        )
        for part in (self._file, self._lines, self._faults):
            summary.body.addWidget(part)
        self._recording = CheckBox("")
        self._recording.setObjectName("import_recording")
        self._order_title = Label("", "label")
        self._order: Segmented[bool] = Segmented([(True, ""), (False, "")])
        self._order.setObjectName("import_day_order")
        self._columns = self._button("import_columns", "neutral", icon="table")
        for widget in (self._recording, self._order_title, self._order):
            self._questions.body.addWidget(widget)
        self._questions.body.addWidget(self._columns, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(summary)
        column.addWidget(self._questions)
        self._recording.clicked.connect(self._as_recording)
        self._order.chosen.connect(self._ordered)
        self._columns.clicked.connect(lambda: self._read(table=True))
        self.add_step(self._found)

    def _make_columns(self) -> None:
        self._table = Card(padding=24)
        self._table_lead, self.columns = Label("", "body"), ColumnsForm()
        self._table.body.addWidget(self._table_lead)
        self._table.body.addWidget(self.columns)
        self._go_on = self._button("import_read", "primary")
        self._go_on.clicked.connect(self._mapped)
        self.columns.changed.connect(lambda: self._go_on.setEnabled(self.columns.mapping is not None))
        self.add_step(self._table)

    @property
    def title(self) -> str:
        return self.tr("Bring values in")

    def begin_for(self, mailbox: str) -> None:
        """Whose record; then from the first step."""
        self._mailbox = mailbox
        self.begin()

    def begin(self) -> None:
        self._looked, self._form, self._batch = None, None, None
        self.say(Zone.GREEN, None)
        self._newest.hide()
        self.show_step(self._first, [self._choose])
        self._done = self._told_newest
        self.mover.newest(self._mailbox)
        self._choose.setFocus()

    # --- choosing and reading --------------------------------------------------------------------

    def _told_newest(self, batch: object) -> None:
        assert batch is None or isinstance(batch, Batch)
        self._batch = batch
        self._newest.setVisible(batch is not None)
        self.retranslate()

    def _chosen(self) -> None:
        path = self._ask(self)
        if path is not None:
            self._looked = Looked(path, Choices(self.mover.means.form().zone))
            self._read()

    def _read(self, *, table: bool = False) -> None:
        assert self._looked is not None
        self.wait(lambda: self.tr("Reading the file"), self._was_read)
        self.mover.look(self._looked.path, self._mailbox, self._looked.choices, self._form, table=table)

    def _was_read(self, looked: object) -> None:
        assert isinstance(looked, Looked)
        self._looked = looked
        self.say(Zone.GREEN, None)
        if looked.table is not None:
            self.columns.show_table(looked.table, looked.rows)
            self._go_on.setEnabled(self.columns.mapping is not None)
            self.retranslate()
            self.show_step(self._table, [self._other, self._go_on])
            return
        self.retranslate()
        assert looked.preview is not None
        self.show_step(self._found, [self._other, self._take] if looked.preview.items else [self._other])
        # a step's own focus, once the layout stands
        QTimer.singleShot(0, self, (self._take if looked.preview.items else self._other).setFocus)

    def _mapped(self) -> None:
        assert self._looked is not None
        self._again(replace(self._looked.choices, mapping=self.columns.mapping))

    def _ordered(self, day_first: bool) -> None:
        assert self._looked is not None
        self._again(replace(self._looked.choices, day_first=day_first))

    def _as_recording(self, on: bool) -> None:
        self._form = Format.RECORDER if on else None
        self._read()

    def _again(self, choices: Choices) -> None:
        assert self._looked is not None
        self._looked = replace(self._looked, choices=choices, table=None)
        self._read()

    # --- taking in and back ----------------------------------------------------------------------

    def _take_in(self) -> None:
        assert self._looked is not None
        assert self._looked.preview is not None
        self.wait(lambda: self.tr("Taking the values in"), self._taken)
        self.mover.take_in(self._looked.preview, self._mailbox)

    def _taken(self, count: object) -> None:
        assert isinstance(count, int)
        self._said_in = count
        self._done = self._can_be_undone
        self.mover.newest(self._mailbox)

    def _can_be_undone(self, batch: object) -> None:
        self._batch = batch if isinstance(batch, Batch) else None
        count = self._said_in
        self.end(
            Zone.GREEN,
            lambda: (
                words.Counted().taken_in(count),
                self.tr("They say of themselves that they were imported."),
            ),
            [self._undo] if self._batch else [],
        )

    def _undo_last(self) -> None:
        assert self._batch is not None
        self.wait(lambda: self.tr("Taking the values back"), self._taken_back)
        self.mover.undo(self._batch, self._mailbox)

    def _taken_back(self, count: object) -> None:
        assert isinstance(count, int)
        self._batch = None
        self.end(Zone.GREEN, lambda: (words.Counted().taken_back(count), ""))

    # --- words -----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        super().retranslate()
        self._lead.setText(
            self.tr("Choose a file with your measurements. You see what it holds before anything is stored.")
        )
        self._kinds.setText(
            self.tr(
                "Omron Connect, Withings, Apple Health, UBPM, 24-hour recorders, FHIR, Hemmonitor's own, and "
                "other tables (CSV)."
            )
        )
        self._choose.setText(self.tr("Choose the file"))
        self._other.setText(self.tr("Another file"))
        self._undo.setText(self.tr("Undo"))
        self._undo_newest.setText(self.tr("Take back"))
        self._recording.setText(
            self.tr("It is a 24-hour recording: the values are not part of the home mean")
        )
        self._order_title.setText(self.tr("Which is first in the dates?"))
        self._order.setAccessibleName(self.tr("Which is first in the dates?"))
        self._order.set_texts([self.tr("The day"), self.tr("The month")])
        self._columns.setText(self.tr("Say what the columns hold"))
        self._go_on.setText(self.tr("Go on"))
        self._table_lead.setText(self.tr("What does each column hold? A date and a value are needed."))
        if self._batch is not None:
            self._newest_text.setText(self._of_batch(self._batch))
        if self._looked is not None and self._looked.preview is not None:
            self._show_preview(self._looked, self._looked.preview)

    def _of_batch(self, batch: Batch) -> str:
        form = self.mover.means.form()
        name = words.form(Format(batch.form)) if batch.form in set(Format) else batch.form
        values = words.Counted().values(len(batch.standing))
        return self.tr("Newest import: {values} from {form}, {when}.").format(
            values=values, form=name.removeprefix(SOURCE), when=form.when(batch.at, self.mover.means.clock())
        )

    def _show_preview(self, looked: Looked, found: Preview) -> None:
        counted, form = words.Counted(), self.mover.means.form()
        self._file.setText(f"{words.form(found.form)}: {counted.values(len(found.items))}")
        lines = [f"{report_words.kind(kind)}: {count}" for kind, count in found.kinds.items()]
        if found.span is not None:
            first, last = (at.astimezone(form.zone) for at in found.span)
            lines.append(form.between(form.day(first, year=True), form.day(last, year=True)))
        lines += [counted.duplicates(found.duplicates)] if found.duplicates else []
        lines += [counted.doubtful(found.doubtful)] if found.doubtful else []
        left_out = sum(found.left_out.values())
        lines += [counted.left_out(left_out)] if left_out else []
        if not found.items:
            lines.append(self.tr("There is nothing new to take in."))
        self._lines.setText("\n".join(lines))
        faults = [words.why(fault) for fault in found.faults[:_FAULTS]]
        faults += [counted.more(left_out - len(faults))] if left_out > len(faults) else []
        self._faults.setText("\n".join(faults))
        self._faults.setVisible(bool(faults))
        self._take.setText(counted.take_in(len(found.items)))
        asks_order = Why.DATE_ORDER in found.left_out or looked.choices.day_first is not None
        for part in (self._order_title, self._order):
            part.setVisible(asks_order)
        if looked.choices.day_first is None:
            self._order.clear()
        is_recording = found.form is Format.RECORDER
        self._recording.setVisible(is_recording or found.may_be_recording)
        self._recording.setChecked(is_recording)
        self._columns.setVisible(found.form in _TABLES)
        self._questions.setVisible(asks_order or is_recording or found.form in _TABLES)
