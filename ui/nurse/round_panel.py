"""What a round decides about a patient: decisions, a note, the signals, a letter, a task, the next time.

At least one decision is needed. A draft is kept per patient while the round lasts. Digits choose decisions
while no text field has the keyboard; Ctrl+Enter keeps it and goes on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.model.events import Decision
from hemmonitor.rounds import Preparation
from ui.nurse import round_words
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.tick_button import TickButton
from ui.theme import Theme, Zone, fonts
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, Themed, line
from ui.widgets.buttons import Button
from ui.widgets.fields import CheckBox, Select

_AHEAD = (1, 2, 3, 7, 14, 28, 90)  # days to the next round
_NINE = dt.time(9)


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """What is filled in. ``letter`` is ``None`` while the patient is written nothing."""

    decisions: tuple[Decision, ...] = ()
    note: str = ""
    acknowledge: bool = True
    letter: str | None = None
    next_day: dt.date | None = None


class RoundPanel(Themed, QFrame):
    """``finished(RoundDraft)`` with a decision at least, ``skipped``, ``paused``, ``task_set(str, date)``."""

    finished = Signal(object)
    skipped = Signal()
    paused = Signal()
    task_set = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preparation: Preparation | None = None
        self.setObjectName("round_panel")
        self.setProperty("kind", "card")
        self._title, self._missing = Label("", "heading", wrap=False), Label("", "zone_red")
        self.buttons = {
            what: TickButton(round_words.DECISION_ICONS[what], str(n), partial(round_words.decision, what))
            for n, what in enumerate(Decision, 1)
        }
        self._note_label = Label("", "label", wrap=False)
        self.note, self.letter = QPlainTextEdit(), QPlainTextEdit()
        self.acknowledge, self.send = CheckBox(), CheckBox()
        self._task_label = Label("", "label", wrap=False)
        self.task, self.due, self.add_task = QLineEdit(), QDateEdit(), Button("", icon="plus")
        self._tasks = Label("", "small")
        self._next_label, self.next_day = Label("", "label", wrap=False), Select()
        self._then, self._then_mark = Label("", "strong"), ZoneMark(size=18)
        self._then_label, self._then_why = Label("", "small", wrap=False), Label("", "small")
        self.save = Button("", "primary", keys=("Ctrl", "Enter"))
        self._skip, self._pause = Button("", keys=("s",)), Button("")
        self._name()
        self._build()
        self._connect()
        self.refresh()
        self.retranslate()

    def show_patient(self, preparation: Preparation, draft: RoundDraft) -> None:
        """Begin, or go on with a draft."""
        self._preparation = preparation
        for what, button in self.buttons.items():
            button.setChecked(what in draft.decisions)
        self.note.setPlainText(draft.note)
        self.acknowledge.setChecked(draft.acknowledge)
        self.send.setChecked(draft.letter is not None)
        self.letter.setPlainText(draft.letter or "")
        self._fill_days(draft.next_day)
        self._missing.hide()
        self.follow(preparation)

    def follow(self, preparation: Preparation) -> None:
        """Something arrived about the same patient; what is filled in stays."""
        self._preparation = preparation
        count = len(preparation.row.findings)
        self.acknowledge.setVisible(count > 0)
        self.acknowledge.setText(self.tr("Acknowledge %n signal(s)", "", count))
        name = preparation.patient.given_name or preparation.patient.name
        self.send.setText(self.tr("Send a summary to {name}").format(name=name))
        self._show_letter()
        fmt = self._desk.fmt
        tasks = [
            f"{fmt.day(t.due, short=True)}  {t.title or self.tr('Follow up')}" for t in preparation.tasks
        ]
        self._tasks.setText("\n".join(tasks))
        self._tasks.setVisible(bool(tasks))

    def show_next(self, name: str, zone: Zone, why: str) -> None:
        """Who comes after; an empty name for nobody."""
        for part in (self._then, self._then_mark, self._then_why, self._then_label):
            part.setVisible(bool(name))
        self._then.setText(name)
        self._then_mark.set_zone(zone)
        self._then_why.setText(why)

    def draft(self) -> RoundDraft:
        """What is filled in now."""
        return RoundDraft(
            decisions=tuple(w for w, button in self.buttons.items() if button.isChecked()),
            note=self.note.toPlainText(),
            acknowledge=self.acknowledge.isChecked(),
            letter=self.letter.toPlainText() if self.send.isChecked() else None,
            next_day=self.next_day.currentData(),
        )

    @property
    def least_width(self) -> int:
        """Pixels that its parts need beside a scroll bar."""
        return self._inner.minimumSizeHint().width() + 20

    def begin(self) -> None:
        """Put the keyboard on the decisions."""
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_round(self) -> dt.datetime | None:
        """When the next round is meant to be; the morning of the chosen day."""
        day = self.next_day.currentData()
        return dt.datetime.combine(day, _NINE, self._desk.zone) if day is not None else None

    def retranslate(self) -> None:
        self._title.setText(self.tr("Decision"))
        self._missing.setText(self.tr("Choose at least one."))
        self._note_label.setText(self.tr("Round note"))
        self.note.setAccessibleName(self.tr("Round note"))
        self.letter.setAccessibleName(self.tr("Summary to the patient"))
        self._task_label.setText(self.tr("Task"))
        self.task.setPlaceholderText(self.tr("What is to be done"))
        self.task.setAccessibleName(self.tr("What is to be done"))
        self.due.setAccessibleName(self.tr("By"))
        self.add_task.setText(self.tr("Add"))
        self._next_label.setText(self.tr("Next round"))
        self.next_day.setAccessibleName(self.tr("Next round"))
        self._then_label.setText(self.tr("After this"))
        self.save.setText(self.tr("Done, next"))
        self._skip.setText(self.tr("Skip"))
        self._pause.setText(self.tr("Pause"))
        self._fill_days(self.next_day.currentData())
        if self._preparation is not None:
            self.follow(self._preparation)

    def restyle(self, theme: Theme) -> None:
        tall = QFontMetricsF(fonts.font(theme, 14)).lineSpacing()
        self.note.setFixedHeight(round(4 * tall) + 24)
        self.letter.setFixedHeight(round(5 * tall) + 24)

    def _name(self) -> None:
        for what, button in self.buttons.items():
            button.setObjectName(f"decision_{what.value}")
        names: tuple[tuple[QWidget, str], ...] = (
            (self.note, "round_note"), (self.letter, "round_letter"), (self.acknowledge, "round_acknowledge"),
            (self.send, "round_send"), (self.task, "round_task"), (self.due, "round_due"),
            (self.add_task, "round_add_task"), (self.next_day, "round_next"), (self.save, "round_save"),
            (self._skip, "round_skip"), (self._pause, "round_pause"),
        )  # fmt: skip
        for part, name in names:
            part.setObjectName(name)
        self.note.setTabChangesFocus(True)
        self.letter.setTabChangesFocus(True)
        self.due.setDisplayFormat("yyyy-MM-dd")
        self.due.lineEdit().setTextMargins(8, 0, 0, 0)

    def _build(self) -> None:
        inner = self._inner = QWidget()
        inner.setProperty("kind", "scrolled")
        body = QVBoxLayout(inner)
        body.setContentsMargins(14, 12, 14, 12)
        body.setSpacing(8)
        body.addWidget(self._title)
        body.addWidget(self._missing)
        for button in self.buttons.values():
            body.addWidget(button)
        task = QHBoxLayout()
        task.addWidget(self.due, 1)
        task.addWidget(self.add_task)
        for part in (self._note_label, self.note, self.acknowledge, self.send, self.letter, self._next_label,
                     self.next_day, self._task_label, self._tasks, self.task):  # fmt: skip
            body.addWidget(part)
        body.addLayout(task)
        body.addStretch(1)
        then = QHBoxLayout()
        then.addWidget(self._then_mark)
        then.addWidget(self._then, 1)
        body.addWidget(line())
        body.addWidget(self._then_label)
        body.addLayout(then)
        body.addWidget(self._then_why)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        foot = QFrame()
        foot.setProperty("kind", "panel_foot")
        last = QVBoxLayout(foot)
        last.setContentsMargins(14, 10, 14, 10)
        last.setSpacing(8)
        pair = QHBoxLayout()
        pair.addWidget(self._skip, 1)
        pair.addWidget(self._pause, 1)
        last.addWidget(self.save)
        last.addLayout(pair)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(foot)

    def _connect(self) -> None:
        self.save.clicked.connect(self._finish)
        self._skip.clicked.connect(self.skipped)
        self._pause.clicked.connect(self.paused)
        self.send.toggled.connect(self._offer_letter)
        self.add_task.clicked.connect(self.take_task)
        self.task.textChanged.connect(lambda text: self.add_task.setEnabled(bool(text.strip())))
        self.add_task.setEnabled(False)
        for button in self.buttons.values():
            button.toggled.connect(lambda _on: self._missing.hide())
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            bind(self, key, self._finish)

    def _fill_days(self, chosen: dt.date | None) -> None:
        today, fmt = self._desk.now().date(), self._desk.fmt
        self.next_day.clear()
        self.next_day.addItem(self.tr("Not set"), None)
        days = {today + dt.timedelta(days=ahead) for ahead in _AHEAD} | ({chosen} if chosen else set())
        for day in sorted(days):
            self.next_day.addItem(f"{fmt.weekday(day, short=True)} {fmt.day(day, short=True)}", day)
        self.next_day.setCurrentIndex(max(self.next_day.findData(chosen), 0))
        tomorrow = today + dt.timedelta(days=1)
        self.due.setMinimumDate(QDate(today.year, today.month, today.day))
        self.due.setDate(QDate(tomorrow.year, tomorrow.month, tomorrow.day))

    def _show_letter(self) -> None:
        self.letter.setVisible(self.send.isChecked())

    def _offer_letter(self, on: bool) -> None:
        """Begin the letter with what is decided; words of one's own are kept."""
        self._show_letter()
        if on and self._preparation is not None and not self.letter.toPlainText().strip():
            draft = self.draft()
            text = round_words.summary(
                self._preparation, draft.decisions, self.next_round(), self._desk.staff.name, self._desk.fmt
            )
            self.letter.setPlainText(text)

    def take_task(self) -> None:
        """Set the task that is written, if any."""
        title, date = self.task.text().strip(), self.due.date()
        if title:
            self.task.clear()
            self.task_set.emit(title, dt.date(date.year(), date.month(), date.day()))

    def _finish(self) -> None:
        draft = self.draft()
        if not draft.decisions:
            self._missing.show()
            self.begin()
            return
        self.finished.emit(draft)
