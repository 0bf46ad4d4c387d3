"""Round mode: patient after patient with a prepared summary, decisions, tasks and letters as they go.

Keys: 1 to 5 (decision), j k (look at others without deciding), Ctrl+Enter (done, next), s (skip), y (why),
c (call), o (the meeting), Enter (the whole patient), g, p (limits, plan), Ctrl+Z (undo).

It serves a round in the room and one at a distance: an agreed meeting of today with a link is opened in
the browser, and the number to call is at hand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.clinic import PatientView, Row
from hemmonitor.model.careplan import Appointment
from hemmonitor.model.events import Action
from hemmonitor.rounds import Preparation
from ui.nurse import round_tile, round_words, rowtext, words
from ui.nurse.desk import Desk
from ui.nurse.finding_card import FindingCard
from ui.nurse.keys import bind
from ui.nurse.listing import View, level_in
from ui.nurse.page import Keys, Page, TopBar
from ui.nurse.patient_header import Tag, age_on
from ui.nurse.round_course import Course
from ui.nurse.round_list import Entry, RoundList
from ui.nurse.round_panel import RoundDraft, RoundPanel
from ui.nurse.round_start import Choice, RoundStart
from ui.nurse.round_tile import RoundTile
from ui.nurse.shedding import SheddingRow
from ui.theme import TextSize, Theme, Zone
from ui.widgets.badge import ZoneBadge
from ui.widgets.base import Label, strong_lead
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.fields import CheckBox
from ui.widgets.toast import SECONDS, Toast

_LIST, _PANEL = 230, 300
_LOW = 620  # a page below this height has tiles without lines, in one row
_MEETING = dt.timedelta(hours=12)  # around now: the meeting that the round is about


class RoundPage(Page):
    """``opened(mailbox)``, ``limits_asked(mailbox)``, ``plan_asked(mailbox)`` leave for a while."""

    opened = Signal(str)
    limits_asked = Signal(str)
    plan_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.course: Course | None = None
        self.shown: Preparation | None = None
        self._view: PatientView | None = None
        self._rows: dict[str, Row] = {}
        self._drafts: dict[str, RoundDraft] = {}
        self._finishing: list[str] = []  # ids of what is being kept for the patient that was left
        self._letter = False  # whether one was written for that patient
        self._standing: list[tuple[str, str, tuple[str, ...]]] = []  # mailbox, name, event ids
        self._held: tuple[str, str] | None = None  # mailbox and round whose letter waits
        self.cards: list[FindingCard] = []
        self.setProperty("kind", "page")
        self.setObjectName("round_page")
        self.top = TopBar(desk)
        self.start = RoundStart(desk)
        self.list = RoundList()
        self.panel = RoundPanel(desk)
        self.tiles = [RoundTile() for _ in range(4)]
        self._stack = QStackedWidget()
        self._work = QWidget()
        self._make_parts()
        self._build()
        self.toast = Toast(self)
        self._connect()
        self._shortcuts()
        self.refresh()
        self.retranslate()

    @property
    def keys(self) -> Keys:
        if not self.running:
            return (
                (("1", "…", "5"), self.tr("choose a list")),
                (("F6",), self.tr("next part of the window")),
                (("?",), self.tr("all keys")),
            )
        return (
            (("1", "…", "5"), self.tr("decision")),
            (("j", "k"), self.tr("look without deciding")),
            (("y",), self.tr("why")),
            (("c",), self.tr("call")),
            (("o",), self.tr("meeting")),
            (("Ctrl", "Enter"), self.tr("done, next")),
            (("Ctrl", "Z"), self.tr("undo")),
            (("?",), self.tr("all keys")),
        )

    @property
    def running(self) -> bool:
        """Whether a patient is at hand."""
        return self._stack.currentWidget() is self._work

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """All patients."""
        self._rows = {row.mailbox: row for row in rows}
        if self.isVisible():
            self._show_rows()

    def add_rows(self, rows: tuple[Row, ...], *, last: bool) -> None:
        """More of a list that is being read."""
        self._rows.update((row.mailbox, row) for row in rows)
        if last and self.isVisible():
            self._show_rows()

    def set_row(self, row: Row) -> None:
        """One patient's line has changed."""
        self._rows[row.mailbox] = row
        if self.isVisible():
            self._show_rows()

    def begin_round(self, mailboxes: list[str]) -> None:
        """Begin with these patients, in this order."""
        if mailboxes:
            self._drafts.clear()
            self.course = Course(mailboxes, self._desk.now())
            self._show_work()

    def show_patient(self, preparation: Preparation, view: PatientView) -> None:
        """The core has prepared a patient, or something arrived about the one shown."""
        if self.course is None or preparation.mailbox != self.course.mailbox:
            return
        other = self.shown is None or self.shown.mailbox != preparation.mailbox
        self.shown, self._view = preparation, view
        self._show_head(preparation, view)
        self._show_summary(preparation, view)
        self._show_tiles(preparation, view)
        self._show_findings(preparation, view)
        if other:
            self._show_questions(preparation)
            self.panel.show_patient(preparation, self._drafts.get(preparation.mailbox, RoundDraft()))
        else:
            self.panel.follow(preparation)
        self._show_next()

    def begin(self) -> None:
        if self.running:
            self.panel.begin()
        else:
            self.start.begin()

    def tick(self, now: dt.datetime) -> None:
        self.top.set_now(now)
        self._show_progress()

    def undo(self) -> None:
        """Take back what was kept about the last patient, and go there again."""
        if not self._standing:
            return
        mailbox, _name, ids = self._standing.pop()
        self._held = None
        for event_id in reversed(ids):
            self._desk.bridge.undo(mailbox, event_id)
        if self.course is not None and mailbox in self.course.states:
            self._keep_draft()
            self.course.reopen(mailbox)
            self._show_work()

    def release(self) -> None:
        """The time to undo is over: send the letter that waits."""
        if self._held is not None:
            self._desk.bridge.release(*self._held)
            self._held = None

    def retranslate(self) -> None:
        self.top.title.setText(self.tr("Round"))
        self._list_title.setText(self.tr("Round"))
        self._findings_title.setText(self.tr("Open signals"))
        self._calm.setText(self.tr("Nothing open"))
        self._ask_title.setText(self.tr("To ask today"))
        self._call.setText(self.tr("Call"))
        self._meet.setText(self.tr("Video"))
        self._whole.setText(self.tr("Whole patient"))
        self._show_progress()
        if self.shown is not None and self._view is not None:
            self.show_patient(self.shown, self._view)
            self._show_questions(self.shown)

    def restyle(self, theme: Theme) -> None:
        self._head.setFixedHeight(theme.grown(48))
        self._bar.setFixedHeight(8)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_rows()  # nobody saw what came while another page was shown

    # --- building ---

    def _make_parts(self) -> None:
        self._name, self._person = Label("", "title", wrap=False), Label("", "secondary", wrap=False)
        self._name.setObjectName("round_name")
        self._badge, self._tags = ZoneBadge(), SheddingRow(gap=8)
        self._tags.end_with_stretch()
        self._call, self._meet = Button("", icon="phone", keys=("c",)), Button("", icon="video", keys=("o",))
        self._whole = Button("", keys=("Enter",))
        for button, name in (
            (self._call, "round_call"),
            (self._meet, "round_meet"),
            (self._whole, "round_open"),
        ):
            button.setObjectName(name)
        self._list_title, self._place = Label("", "strong", wrap=False), Label("", "strong", wrap=False)
        self._bar, self._pace = QProgressBar(), Label("", "small")
        self._bar.setTextVisible(False)
        self._since, self._kept = Label("", "heading", wrap=False), Label("", "small", wrap=False)
        self._lines = [Label("", "body") for _ in range(4)]
        self._findings_title, self._count = Label("", "strong", wrap=False), Label("", "small", wrap=False)
        self._calm = Label("", "secondary")
        self._findings, self._asked = QVBoxLayout(), QVBoxLayout()
        self._ask_title = Label("", "strong", wrap=False)
        self._asks: list[CheckBox] = []

    def _build(self) -> None:
        self._head = QFrame()
        self._head.setProperty("kind", "header")
        bar = SheddingRow((16, 0, 16, 0), 12)
        bar.add(self._name)
        bar.add(self._person, 3)
        bar.add(self._badge)
        bar.add(self._tags, 4, stretch=1)
        for part, rank in ((self._call, 2), (self._meet, 1), (self._whole, 5)):
            bar.add(part, rank)
        inside = QVBoxLayout(self._head)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(bar)
        self._head_row = bar
        body = QHBoxLayout()
        body.setContentsMargins(16, 10, 16, 4)
        body.setSpacing(12)
        body.addWidget(self._build_list())
        body.addWidget(self._build_middle(), 1)
        body.addWidget(self.panel)
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addWidget(self._head)
        work.addLayout(body, 1)
        begin = QWidget()
        first = QVBoxLayout(begin)
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(0)
        first.addWidget(self.top)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.start.setProperty("kind", "scrolled")
        area.setWidget(self.start)
        first.addWidget(area, 1)
        self._begin = begin
        for page in (begin, self._work):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _build_list(self) -> QFrame:
        self._side = QFrame()
        self._side.setProperty("kind", "card")
        head = QHBoxLayout()
        head.addWidget(self._list_title, 1)
        head.addWidget(self._place)
        top = QVBoxLayout()
        top.setContentsMargins(14, 12, 14, 8)
        top.setSpacing(8)
        top.addLayout(head)
        top.addWidget(self._bar)
        top.addWidget(self._pace)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        return self._side

    def _build_middle(self) -> QScrollArea:
        told = Card()
        head = QHBoxLayout()
        head.addWidget(self._since, 1)
        head.addWidget(self._kept)
        told.body.addLayout(head)
        for label in self._lines:
            told.body.addWidget(label)
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        signals = Card()
        over = QHBoxLayout()
        over.addWidget(self._findings_title, 1)
        over.addWidget(self._count)
        signals.body.addLayout(over)
        signals.body.addWidget(self._calm)
        signals.body.addLayout(self._findings)
        signals.body.addStretch(1)
        ask = Card()
        ask.body.addWidget(self._ask_title)
        ask.body.addLayout(self._asked)
        ask.body.addStretch(1)
        last = QHBoxLayout()
        last.setSpacing(10)
        last.addWidget(signals, 3)
        last.addWidget(ask, 2)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        column.addWidget(told)
        column.addLayout(self._grid, 1)
        column.addLayout(last)
        self._middle = QScrollArea()
        self._middle.setWidgetResizable(True)
        self._middle.setFrameShape(QFrame.Shape.NoFrame)
        self._middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._middle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._middle.setWidget(inner)
        return self._middle

    def _connect(self) -> None:
        bridge = self._desk.bridge
        bridge.prepared.connect(self.show_patient)
        bridge.acknowledged.connect(self._acknowledged)
        bridge.held.connect(self._held_now)
        self.start.started.connect(self._start)
        self.start.resumed.connect(self._resume)
        self.list.chosen.connect(self._look_at)
        self.panel.finished.connect(self._finish)
        self.panel.skipped.connect(self._skip)
        self.panel.paused.connect(self._pause)
        self.panel.task_set.connect(self._set_task)
        self._call.clicked.connect(self._phone)
        self._meet.clicked.connect(self._open_meeting)
        self._whole.clicked.connect(self._open)
        self.toast.undone.connect(self.undo)
        self.toast.expired.connect(self.release)

    def _shortcuts(self) -> None:
        commands: dict[str, Callable[[], object]] = {
            "j": partial(self._step, 1),
            "k": partial(self._step, -1),
            "s": self._skip,
            "y": self._why,
            "c": self._phone,
            "o": self._open_meeting,
            "Return": self._open,
            "g": lambda: self._leave_for(self.limits_asked.emit),
            "p": lambda: self._leave_for(self.plan_asked.emit),
            "Ctrl+Z": self.undo,
        }
        for number, button in enumerate(self.panel.buttons.values(), 1):
            commands[str(number)] = button.toggle
        for key, command in commands.items():
            bind(self._work, key, command)

    # --- where the round stands ---

    def _start(self, choice: Choice) -> None:
        self.begin_round([row.mailbox for row in self.start.members(choice)])

    def _resume(self) -> None:
        if self.course is not None:
            self.course.resume(self._desk.now())
            self._show_work()

    def _pause(self) -> None:
        if self.course is None:
            return
        self._keep_draft()
        self.course.pause(self._desk.now())
        self._stop(self.tr("The round is paused at {place} of {count}.").format(
            place=self.course.place, count=len(self.course.mailboxes)), paused=True)  # fmt: skip

    def _stop(self, told: str, *, paused: bool) -> None:
        self._desk.bridge.prepare("")
        self.shown = None
        self.start.show_told(told, paused=paused)
        self._stack.setCurrentWidget(self._begin)
        self.keys_changed.emit()
        self.start.begin()

    def _show_work(self) -> None:
        """Go to the patient at hand; past the last one, tell how it went."""
        assert self.course is not None
        if not self.course.mailbox:
            now = self._desk.now()
            text = self.tr("The round is over: %n patient(s) in {time}.", "", self.course.done)
            self.course.pause(now)
            self._stop(text.format(time=self._desk.fmt.age(self.course.worked(now))), paused=False)
            self.course = None
            return
        self.shown = None
        self._desk.bridge.prepare(self.course.mailbox)
        if not self.running:
            self._stack.setCurrentWidget(self._work)
            self.keys_changed.emit()
        self._show_rows()
        self._middle.verticalScrollBar().setValue(0)
        self.panel.begin()

    def _look_at(self, mailbox: str) -> None:
        if self.course is not None:
            self._keep_draft()
            self.course.go_to(mailbox)
            self._show_work()

    def _step(self, by: int) -> None:
        if self.course is not None:
            before = self.course.mailbox
            self._keep_draft()
            if self.course.step(by) != before:
                self._show_work()

    def _skip(self) -> None:
        if self.course is not None:
            self._keep_draft()
            self.course.skip()
            self._show_work()

    def _finish(self, draft: RoundDraft) -> None:
        """Keep what was decided, and go on."""
        preparation, course = self.shown, self.course
        if preparation is None or course is None:
            return
        self.release()
        self._finishing, self._letter = [], bool((draft.letter or "").strip())
        self._drafts.pop(preparation.mailbox, None)
        keys = tuple(f.key for f in preparation.row.findings) if draft.acknowledge else ()
        letter = (draft.letter or "").strip()
        actions = list(dict.fromkeys(round_words.ACTIONS.get(d, Action.EXPECTED) for d in draft.decisions))
        if letter:
            actions.append(Action.WROTE)
        self._desk.bridge.hold_round(
            preparation.mailbox,
            draft.decisions,
            note=self._note(draft.note),
            next_round=self.panel.next_round(),
            acknowledge=keys,
            actions=tuple(actions),
            message=letter,
        )
        course.finish(preparation.mailbox)
        self.shown = None  # its draft is not to be kept
        self._show_work()

    def _note(self, note: str) -> str:
        """The note, and what was asked."""
        asked = [box.text() for box in self._asks if box.isChecked()]
        said = self.tr("Asked: {questions}").format(questions=" ".join(asked)) if asked else ""
        return "\n".join(part for part in (note.strip(), said) if part)

    def _acknowledged(self, _mailbox: str, event_id: str) -> None:
        self._finishing.append(event_id)

    def _held_now(self, mailbox: str, event_id: str) -> None:
        row = self._rows.get(mailbox)
        name = row.patient.name if row is not None else ""
        self._standing.append((mailbox, name, (*self._finishing, event_id)))
        self._finishing = []
        self._held = (mailbox, event_id)
        if self.isVisible():
            rest = self.tr("A summary is sent in {seconds} s.").format(seconds=SECONDS)
            said = self.tr("{name} is done.").format(name=name)
            self.toast.show_done(said, rest if self._letter else "")

    def _keep_draft(self) -> None:
        if self.shown is not None:
            self._drafts[self.shown.mailbox] = self.panel.draft()

    # --- the patient at hand ---

    def _why(self) -> None:
        if self.cards:
            self.cards[0].toggle()

    def _set_task(self, title: str, due: dt.date) -> None:
        if self.shown is not None:
            self._desk.bridge.set_task(self.shown.mailbox, title, due)

    def _open(self) -> None:
        """The whole patient; in the field of a task, Enter sets the task."""
        if self.panel.task.hasFocus():
            self.panel.take_task()
            return
        self._leave_for(self.opened.emit)

    def _leave_for(self, leave: Callable[[str], None]) -> None:
        if self.course is not None and self.course.mailbox:
            self._keep_draft()
            leave(self.course.mailbox)

    def _phone(self) -> None:
        """Show the number, and hand it to the system's telephone program if there is one."""
        number = self.shown.patient.phone if self.shown is not None else ""
        if number:
            called = self.shown.patient.name if self.shown is not None else ""
            self.release()
            self.toast.show_done(number, called, undo=False)
            QDesktopServices.openUrl(QUrl(f"tel:{''.join(c for c in number if c.isdigit() or c == '+')}"))

    def meeting(self) -> Appointment | None:
        """The agreed meeting with a link that is nearest to now, on the same day."""
        plan = self.shown.plan if self.shown is not None else None
        if self.shown is None or plan is None:
            return None
        now = self._desk.now()
        linked = [a for a in plan.appointments if _web(a.link) and abs(a.at - now) <= _MEETING]
        return min(linked, key=lambda a: abs(a.at - now), default=None)

    def _open_meeting(self) -> None:
        meeting = self.meeting()
        if meeting is not None:
            QDesktopServices.openUrl(QUrl(meeting.link))

    def _show_head(self, preparation: Preparation, view: PatientView) -> None:
        self._name.setText(preparation.patient.name)
        age = age_on(preparation.patient.number, view.at.date())
        years = self.tr("%n year(s)", "", age) if age is not None else ""
        about = words.diagnoses(preparation.row.diagnoses)
        self._person.setText(" · ".join(part for part in (years, about) if part))
        self._badge.set_zone(Zone(view.evaluation.level.value))
        self._tags.clear()
        meeting = self.meeting()
        if meeting is not None:
            self._tags.add(Tag("calendar", f"{self._desk.fmt.when(meeting.at, view.at)} {meeting.title}"), 1)
        self._head_row.bar(self._call, not preparation.patient.phone)
        self._head_row.bar(self._meet, meeting is None)
        self._call.setToolTip(preparation.patient.phone)

    def _show_summary(self, preparation: Preparation, view: PatientView) -> None:
        fmt = self._desk.fmt
        day = f"{fmt.weekday(preparation.since, short=True)} {fmt.day(preparation.since, short=True)}"
        since = (
            self.tr("Since the last round, {day}")
            if preparation.last
            else self.tr("The last week, since {day}")
        )
        self._since.setText(since.format(day=day))
        kept = self.tr("{made} of {planned} measurements")
        self._kept.setText(
            kept.format(made=preparation.made, planned=preparation.planned) if preparation.planned else ""
        )
        parts = (
            (self.tr("Open:"), "; ".join(round_words.worse(preparation, view, fmt))),
            (self.tr("Changed:"), ", ".join(round_words.changed(preparation, fmt))),
            (self.tr("Unchanged:"), ", ".join(round_words.unchanged(preparation))),
            (self.tr("New:"), "; ".join(round_words.news(preparation, fmt))),
        )
        for label, (lead, text) in zip(self._lines, parts, strict=True):
            label.set_markup(strong_lead(lead, text))
            label.setVisible(bool(text))

    def _show_tiles(self, preparation: Preparation, view: PatientView) -> None:
        found = round_tile.texts(preparation, view, self._desk.fmt)
        for tile, text in zip(self.tiles, found, strict=False):
            tile.show_text(text)
        for place, tile in enumerate(self.tiles):
            tile.setVisible(place < len(found))
        self._arrange()

    def _show_findings(self, preparation: Preparation, view: PatientView) -> None:
        opened = {card.finding.key for card in self.cards if card.opened}
        while (item := self._findings.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.cards = [FindingCard(finding, view, self._desk.fmt) for finding in preparation.row.findings]
        for card in self.cards:
            card.set_open(opened=card.finding.key in opened)
            self._findings.addWidget(card)
        self._count.setText(str(len(self.cards)) if self.cards else "")
        self._calm.setVisible(not self.cards)

    def _show_questions(self, preparation: Preparation) -> None:
        while (item := self._asked.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self._asks = [CheckBox(text) for text in round_words.questions(preparation)]
        for box in self._asks:
            self._asked.addWidget(box)

    def _show_next(self) -> None:
        row = self._rows.get(self.course.next) if self.course is not None else None
        if row is None:
            self.panel.show_next("", Zone.GREY, "")
            return
        said = rowtext.make(row, View.EVERYBODY, self._desk.now(), None, "", self._desk.fmt)
        self.panel.show_next(said.name, said.zone, said.reason)

    def _show_rows(self) -> None:
        if not self.running:
            self.start.show_rows(self._rows.values())
        if self.course is None:
            return
        entries = []
        for mailbox, state in self.course.states.items():
            row = self._rows.get(mailbox)
            if row is not None:
                zone = Zone(level_in(row, View.EVERYBODY).value)
                entries.append(Entry(mailbox, row.patient.name, zone, state))
        self.list.show_entries(entries, self.course.mailbox)
        self._show_progress()

    def _show_progress(self) -> None:
        course = self.course
        if course is None:
            return
        count, now, fmt = len(course.mailboxes), self._desk.now(), self._desk.fmt
        self._place.setText(self.tr("{place} of {count}").format(place=course.place, count=count))
        self._bar.setRange(0, max(count, 1))
        self._bar.setValue(course.done)
        rest = course.rest(now)
        text = self.tr("%n done in {time}", "", course.done).format(time=fmt.age(course.worked(now)))
        if rest is not None:
            text += ", " + self.tr("about {time} left").format(time=fmt.age(rest))
        self._pace.setText(text if course.done else self.tr("%n left", "", course.left))
        self._show_next()

    def _arrange(self) -> None:
        theme = self.theme
        grown = 1 if theme.text_size <= TextSize.S100 else 1.15
        alone = self.width() < theme.grown(1000)
        self._side.setFixedWidth(round(_LIST * grown))
        self._side.setVisible(not alone)
        self.panel.setFixedWidth(max(round(_PANEL * grown), self.panel.least_width))
        low = self.height() < theme.grown(_LOW)
        room = self.width() - self.panel.width() - (0 if alone else self._side.width()) - 80
        columns = 4 if low and room >= theme.grown(600) else (2 if room >= theme.grown(420) else 1)
        shown = sum(not tile.isHidden() for tile in self.tiles)
        for place, tile in enumerate(self.tiles):
            alone_in_row = columns == 2 and place == shown - 1 and not place % 2
            self._grid.addWidget(tile, place // columns, place % columns, 1, 2 if alone_in_row else 1)
            tile.set_low(low)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


def _web(link: str) -> bool:
    """Only a page on the web is opened: a plan may hold any text."""
    return QUrl(link).scheme() in {"https", "http"} and bool(QUrl(link).host())
