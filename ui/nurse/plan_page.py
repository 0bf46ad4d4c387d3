"""The plan: when to measure, what to do in each zone, meetings, the fixed contact, absence.

Limits have a page of their own. Everything here becomes one new version, with a reason; Ctrl+S issues it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from hemmonitor.clinic import PatientView
from hemmonitor.model.careplan import Level
from hemmonitor.model.measurement import Kind
from ui.nurse.agreement_cards import DutiesCard, EndCard, GoalsCard
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.page import Keys, Page
from ui.nurse.plan_cards import AbsenceCard, AdviceCard, AppointmentsCard, ContactCard, PreviewCard
from ui.nurse.plan_draft import Part, PlanDraft
from ui.nurse.questions_card import QuestionsCard
from ui.nurse.schedule_grid import ScheduleGrid
from ui.nurse.shedding import SheddingRow
from ui.theme import TextSize, Theme, fonts
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.toast import Toast

QWIDGETSIZE_MAX = 16_777_215  # Qt's own, which PySide does not export
_SIDE = 380
_LEAST = 640  # for the cards at 100 %; with less the preview goes below them


class PlanPage(Page):
    """``left`` goes back to the patient, ``limits_asked`` to the limits."""

    left = Signal()
    limits_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: PatientView | None = None
        self.draft: PlanDraft | None = None
        self._beside = True
        self.setProperty("kind", "page")
        self._back = Button("", "plain", icon="chevron-left")
        self._title, self._since = Label("", "title", wrap=False), Label("", "secondary", wrap=False)
        self._state = Label("", "secondary", wrap=False)
        self._reset = Button("", icon="rotate")
        self._limits = Button("", icon="adjustments-horizontal")
        self._week, self._letters = Label("", "heading", wrap=False), Label("", "small", wrap=False)
        self.grid = ScheduleGrid(desk)
        self.questions = QuestionsCard(desk)
        self.advice = AdviceCard()
        self.appointments, self.contact = AppointmentsCard(desk), ContactCard()
        self.absence = AbsenceCard(desk)
        self.goals, self.duties, self.ending = GoalsCard(desk), DutiesCard(), EndCard(desk)
        self.preview = PreviewCard()
        self._why, self._needed = Label("", "strong", wrap=False), Label("", "zone_red", wrap=False)
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("plan_reason")
        self.reason.setTabChangesFocus(True)
        self.save = Button("", "primary", keys=("Ctrl", "S"))
        self.save.setObjectName("plan_save")
        self._after = Label("", "small")
        self._build()
        self.toast = Toast(self)
        self._connect()
        self.refresh()
        self.retranslate()

    @property
    def keys(self) -> Keys:
        return (
            (("←", "→"), self.tr("day")),
            (("Space",), self.tr("on, off")),
            (("Tab",), self.tr("next field")),
            (("Ctrl", "S"), self.tr("save")),
            (("Esc",), self.tr("to the patient")),
            (("?",), self.tr("all keys")),
        )

    @property
    def mailbox(self) -> str:
        """Whose plan is shown; empty before the first."""
        return self._view.mailbox if self._view else ""

    def show_view(self, view: PatientView) -> None:
        """Show a patient's plan. Edits stay while the version they rest on is the newest."""
        plan = view.plans[-1] if view.plans else None
        if plan is None:
            return
        other = self._view is None or self._view.mailbox != view.mailbox
        self._view = view
        if other or self.draft is None or self.draft.plan != plan:
            self.draft = PlanDraft(plan)
            if other:
                self.reason.clear()
        self._show()

    def begin(self) -> None:
        first = next(iter(self.grid.cells.values()), None)
        (first or self.reason).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Plan"))
        self._reset.setText(self.tr("Restore"))
        self._limits.setText(self.tr("Limits"))
        self._week.setText(self.tr("Measurements"))
        self._letters.setText(self.tr("M morning, E evening"))
        self._why.setText(self.tr("Why is the plan changed?"))
        self._needed.setText(self.tr("required"))
        self.reason.setAccessibleName(self._why.text())
        if self._view is not None:
            self.show_view(self._view)

    def restyle(self, theme: Theme) -> None:
        self._head.setFixedHeight(theme.grown(48))
        self.reason.setFixedHeight(round(2 * QFontMetricsF(fonts.font(theme, 14)).lineSpacing()) + 24)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self._head = QFrame()
        self._head.setProperty("kind", "header")
        bar = SheddingRow((16, 0, 16, 0), 12)
        bar.add(self._back, 3)
        bar.add(self._title)
        bar.add(self._since, 4)
        bar.add_stretch()
        bar.add(self._state, 2)
        bar.add(self._limits, 5)
        bar.add(self._reset, 1)
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(bar)
        self._side = self._build_side()
        body = self._body = QHBoxLayout()
        body.setContentsMargins(16, 10, 16, 4)
        body.setSpacing(12)
        body.addWidget(self._build_cards(), 1)
        body.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addLayout(body, 1)

    def _build_cards(self) -> QScrollArea:
        week = Card()
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._week)
        first.addWidget(self._letters)
        first.addStretch(1)
        week.body.addLayout(first)
        week.body.addWidget(self.grid)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        self._left = QVBoxLayout(inner)
        self._left.setContentsMargins(0, 0, 6, 0)
        self._left.setSpacing(10)
        for card in (
            week,
            self.questions,
            self.advice,
            self.goals,
            self.duties,
            self.appointments,
            self.absence,
            self.contact,
            self.ending,
        ):
            self._left.addWidget(card)
        self._left.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def _build_side(self) -> QWidget:
        why = Card()
        asked = QHBoxLayout()
        asked.addWidget(self._why)
        asked.addStretch(1)
        asked.addWidget(self._needed)
        why.body.addLayout(asked)
        for part in (self.reason, self.save, self._after):
            why.body.addWidget(part)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(why)
        column.addWidget(self.preview)
        column.addStretch(1)
        return side

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._limits.clicked.connect(self.limits_asked)
        self._reset.clicked.connect(self._restore)
        self.grid.toggled.connect(self._toggle)
        self.questions.added.connect(lambda q: self._edit(lambda d: d.ask(q)))
        self.questions.removed.connect(lambda q: self._edit(lambda d: d.ask_no_more(q)))
        self.advice.edited.connect(self._advise)
        self.advice.kinds.chosen.connect(lambda _kind: self._show_preview())
        self.appointments.added.connect(lambda a: self._edit(lambda d: d.add_appointment(a)))
        self.appointments.removed.connect(lambda i: self._edit(lambda d: d.remove_appointment(i)))
        self.contact.edited.connect(lambda c: self._edit(lambda d: d.set_contact(c)))
        self.absence.added.connect(lambda p: self._edit(lambda d: d.add_pause(p)))
        self.absence.removed.connect(lambda p: self._edit(lambda d: d.remove_pause(p)))
        self.goals.changed.connect(lambda: self._edit(lambda _draft: None))
        self.duties.added.connect(lambda duty: self._edit(lambda d: d.add_duty(duty)))
        self.duties.removed.connect(lambda duty: self._edit(lambda d: d.remove_duty(duty)))
        self.ending.ended.connect(lambda day: self._edit(lambda d: d.end(day)))
        self.reason.textChanged.connect(self._show_state)
        self.save.clicked.connect(self._save)
        self._desk.bridge.plan_issued.connect(self._issued)
        self._desk.bridge.failed.connect(lambda _code: self._show_state())
        bind(self, "Ctrl+S", self._save)
        bind(self, "Esc", self.left.emit)

    def _edit(self, change: Callable[[PlanDraft], None]) -> None:
        if self.draft is not None:
            change(self.draft)
            self._show()

    def _toggle(self, kind: Kind, part: Part, weekday: int, on: bool) -> None:
        self._edit(lambda draft: draft.set_on(kind, part, weekday, on=on))

    def _advise(self, kind: Kind, level: Level, text: str) -> None:
        """Text is being written: everything but the field itself follows."""
        if self.draft is not None:
            self.draft.set_advice(kind, level, text)
            self._show_preview()
            self._show_state()

    def _show(self) -> None:
        assert self._view is not None
        assert self.draft is not None
        view, plan, fmt = self._view, self.draft.plan, self._desk.fmt
        self._back.setText(view.patient.name)
        self._since.setText(
            self.tr("plan {version} since {day}").format(
                version=plan.version, day=fmt.day(plan.valid_from, short=True)
            )
        )
        called = view.patient.given_name or view.patient.name
        self._after.setText(self.tr("{name} gets the new plan at the next contact.").format(name=called))
        self.save.setText(self.tr("Save as plan {version}").format(version=plan.version + 1))
        self.grid.show_draft(self.draft)
        self.advice.show_draft(self.draft)
        self.appointments.show_draft(self.draft)
        self.contact.show_draft(self.draft)
        self.absence.show_draft(self.draft)
        for card in (self.questions, self.goals, self.duties, self.ending):
            card.show_draft(self.draft)
        self._show_preview()
        self._show_state()

    def _show_preview(self) -> None:
        if self._view is not None and self.draft is not None:
            self.preview.show_draft(self._view, self.draft, self.advice.kinds.current)

    def _show_state(self) -> None:
        draft = self.draft
        if draft is None:
            return
        names = {
            "schedule": self.tr("measurements"),
            "questionnaires": self.tr("questionnaires"),
            "symptoms": self.tr("questionnaires"),
            "advice": self.tr("advice"),
            "goals": self.tr("goals"),
            "wishes": self.tr("goals"),
            "duties": self.tr("who does what"),
            "ends": self.tr("end"),
            "appointments": self.tr("meetings"),
            "contacts": self.tr("contact"),
            "pauses": self.tr("absence"),
        }
        changed = ", ".join(dict.fromkeys(names[part] for part in draft.changes))
        self._state.setText(self.tr("Changed: {parts}").format(parts=changed) if changed else "")
        self._reset.setEnabled(draft.changed)
        self.save.setEnabled(draft.changed and bool(self.reason.toPlainText().strip()))

    def _restore(self) -> None:
        self._edit(lambda draft: draft.restore())

    def _save(self) -> None:
        if self._view is None or self.draft is None or not self.draft.changed:
            return
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.save.isEnabled():
            self.save.setEnabled(False)
            self._desk.bridge.change_plan(self._view.mailbox, self.draft.made, reason)

    def _issued(self, mailbox: str, version: int) -> None:
        if mailbox != self.mailbox or self._view is None or not self.isVisible():
            return
        self.reason.clear()
        called = self._view.patient.given_name or self._view.patient.name
        self.toast.show_done(
            self.tr("Plan {version} saved.").format(version=version),
            self.tr("{name} gets it at the next contact.").format(name=called),
            undo=False,
        )

    def _arrange(self) -> None:
        """Reason and preview stand beside the cards, or below them where it is narrow."""
        theme = self.theme
        side = round(_SIDE * (1 if theme.text_size <= TextSize.S100 else 1.15))
        beside = self.width() - side - 44 >= theme.grown(_LEAST)
        if beside:
            self._side.setFixedWidth(side)
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(QWIDGETSIZE_MAX)
        if beside is not self._beside:
            self._beside = beside
            if beside:
                self._left.removeWidget(self._side)
                self._body.addWidget(self._side)
            else:
                self._body.removeWidget(self._side)
                self._left.insertWidget(self._left.count() - 1, self._side)
