"""The side of a patient's page: findings, plan in short, messages with an answer, who has seen what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.clinic import PatientView
from hemmonitor.model.careplan import Level, Plan
from hemmonitor.model.record import Acknowledgement
from ui import measures
from ui.nurse import thread
from ui.nurse.desk import Desk
from ui.nurse.finding_card import FindingCard, beside
from ui.nurse.keys import bind
from ui.nurse.rowtext import short_name
from ui.nurse.todo_card import TodoCard
from ui.theme import Theme, fonts
from ui.widgets.base import Label, Themed, line
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.tile import IconView

_MESSAGES = 3  # shown at first


class PatientSide(Themed, QScrollArea):
    """``fact_chosen(id)``, ``path_asked(id)``, ``take_asked``, ``limits_asked``, ``written(text)``."""

    fact_chosen = Signal(str)
    path_asked = Signal(str)
    take_asked = Signal()
    limits_asked = Signal()
    plan_asked = Signal()
    written = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: PatientView | None = None
        self._opened: set[str] = set()
        self.cards: list[FindingCard] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(10)
        self._findings = QVBoxLayout()
        self._findings.setSpacing(10)
        self._about = Card()
        self._messages = MessagesCard(desk)
        self._messages.written.connect(self.written)
        self.todo = TodoCard(desk)
        self._column.addLayout(self._findings)
        self._column.addWidget(self._about)
        self._column.addWidget(self._messages)
        self._column.addWidget(self.todo)
        self._column.addStretch(1)
        self.setWidget(inner)
        self.refresh()

    def show_view(self, view: PatientView) -> None:
        """Show a patient; cards that were open stay so."""
        if self._view is None or self._view.mailbox != view.mailbox:
            self._opened = {view.evaluation.open[0].key} if view.evaluation.open else set()
        else:
            self._opened = {card.finding.key for card in self.cards if card.opened}
        self._view = view
        self._show_findings(view)
        self._show_plan(view)
        self._messages.show_view(view)
        self.todo.show_view(view)

    def toggle_why(self) -> None:
        """Open or fold the reason of the first finding."""
        if self.cards:
            self.cards[0].toggle()

    @property
    def writing(self) -> bool:
        """Whether the keyboard is in the answer."""
        return self._messages.field.hasFocus() or self.todo.field.hasFocus()

    def write(self) -> None:
        """Put the keyboard into the answer."""
        self._messages.begin()
        self.ensureWidgetVisible(self._messages.field)

    def note(self) -> None:
        """Put the keyboard into the note."""
        self.todo.begin()
        self.ensureWidgetVisible(self.todo)

    def retranslate(self) -> None:
        if self._view is not None:
            self.show_view(self._view)

    def _show_findings(self, view: PatientView) -> None:
        _empty(self._findings)
        self.cards = [FindingCard(finding, view, self._desk.fmt) for finding in view.evaluation.open]
        for finding in view.evaluation.acknowledged:
            done = _acknowledged_by(view, finding.key)
            if done is not None:
                self.cards.append(FindingCard(finding, view, self._desk.fmt, acknowledged=done))
        for card in self.cards:
            card.set_open(opened=card.finding.key in self._opened)
            card.fact_chosen.connect(self.fact_chosen)
            card.path_asked.connect(self.path_asked)
            card.take_asked.connect(self.take_asked)
            self._findings.addWidget(card)
        if not self.cards:
            calm = Card()
            row = QHBoxLayout()
            row.addWidget(IconView("circle-check", 20, "text_secondary"))
            row.addWidget(Label(self.tr("Nothing open"), "body"), 1)
            calm.body.addLayout(row)
            self._findings.addWidget(calm)

    def _show_plan(self, view: PatientView) -> None:
        _empty(self._about.body)
        plan = view.plan
        if plan is None:
            self._about.body.addWidget(Label(self.tr("No plan yet"), "secondary"))
            return
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Plan {version}").format(version=plan.version), "strong", wrap=False))
        head.addStretch(1)
        for text, name, signal in (
            (self.tr("Limits"), "side_limits", self.limits_asked),
            (self.tr("Open plan"), "open_plan", self.plan_asked),
        ):
            button = Button(text, "plain")
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, s=signal: s.emit())
            head.addWidget(button)
        self._about.body.addLayout(head)
        form = QFormLayout()
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(4)
        for name, text in self._plan_rows(view, plan):
            if text:
                form.addRow(beside(name), Label(text, "body"))
        self._about.body.addLayout(form)
        self._about.body.addWidget(line())
        self._about.body.addLayout(self._seen(view))

    def _plan_rows(self, view: PatientView, plan: Plan) -> list[tuple[str, str]]:
        fmt = self._desk.fmt
        kinds = dict.fromkeys(slot.kind for slot in plan.schedule)
        measured = ", ".join(measures.kind_name(kind) for kind in kinds)
        red = [measures.limit_phrase(t, fmt) for t in plan.thresholds if t.level is Level.RED]
        coming = [a for a in plan.appointments if a.at >= view.at]
        appointment = min(coming, key=lambda a: a.at, default=None)
        when = f"{appointment.title} {fmt.stamp(appointment.at)}" if appointment else ""
        return [
            (self.tr("Measures"), measured),
            (self.tr("Red"), _sentence(red)),
            (self.tr("Next"), when),
            (self.tr("Arrived"), self.arrival(view)),
        ]

    def arrival(self, view: PatientView) -> str:
        """Whether the newest plan is with the patient."""
        newest = view.plans[-1].version if view.plans else 0
        called = view.patient.given_name or view.patient.name
        if view.plan_received >= newest:
            return self.tr("{name} has plan {version}").format(name=called, version=newest)
        if not view.plan_received:
            return self.tr("{name} has no plan yet").format(name=called)
        text = self.tr("{name} has plan {old}, plan {new} comes at the next contact")
        return text.format(name=called, old=view.plan_received, new=newest)

    def _seen(self, view: PatientView) -> QHBoxLayout:
        looks: dict[str, str] = {}
        for at, seen in reversed(view.seen):
            looks.setdefault(seen.by, self._desk.fmt.when(at, view.at))
        said = [f"{short_name(by)} {when}" for by, when in list(looks.items())[:3]]
        text = (
            self.tr("Seen by {people}").format(people=", ".join(said))
            if said
            else self.tr("Seen by nobody yet")
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconView("eye", 16, "text_secondary"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(text, "small"), 1)
        return row


class MessagesCard(Card):
    """The newest messages and a field to answer in; ``written(text)``."""

    written = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._view: PatientView | None = None
        self._all = False
        self._unread: frozenset[str] = frozenset()
        self._title = Label("", "strong", wrap=False)
        self._more = Button("", "plain")
        self._more.clicked.connect(self._show_all)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.field = QPlainTextEdit()
        self.field.setObjectName("message_field")
        self.field.setTabChangesFocus(True)
        self._send = Button("", icon="send", keys=("Ctrl", "Enter"))
        self._send.setObjectName("message_send")
        self._send.clicked.connect(self._write)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            bind(self.field, key, self._write)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._more)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._send)
        self.body.addLayout(head)
        self.body.addLayout(self._list)
        self.body.addWidget(self.field)
        self.body.addLayout(foot)
        self.field.textChanged.connect(lambda: self._send.setEnabled(bool(self.field.toPlainText().strip())))
        self._send.setEnabled(False)
        self.refresh()
        self.retranslate()

    def show_view(self, view: PatientView) -> None:
        """Show a patient's messages; what was unread on opening stays marked while one is here."""
        if self._view is None or self._view.mailbox != view.mailbox:
            self._all, self._unread = False, frozenset()
            self.field.clear()
        self._unread |= frozenset(view.unread)
        self._view = view
        _empty(self._list)
        shown = view.messages if self._all else view.messages[-_MESSAGES:]
        for message in shown:
            when = self._desk.fmt.when(message.at, view.at)
            self._list.addWidget(thread.bubble(message, when, unread=message.id in self._unread))
        if not shown:
            self._list.addWidget(Label(self.tr("No messages"), "secondary"))
        hidden = len(view.messages) - len(shown)
        self._more.setVisible(hidden > 0)
        self._more.setText(self.tr("All {count}").format(count=len(view.messages)))

    def begin(self) -> None:
        """Put the keyboard into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Messages"))
        self._send.setText(self.tr("Send"))
        self.field.setPlaceholderText(self.tr("Write to the patient"))
        self.field.setAccessibleName(self.tr("Write to the patient"))
        if self._view is not None:
            self.show_view(self._view)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.field.setFixedHeight(round(2 * QFontMetricsF(fonts.font(theme, 14)).lineSpacing()) + 22)

    def _show_all(self) -> None:
        self._all = True
        if self._view is not None:
            self.show_view(self._view)

    def _write(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self.field.clear()
            self.written.emit(text)


def _acknowledged_by(view: PatientView, key: str) -> Acknowledgement | None:
    return next((a for a in reversed(view.acknowledgements) if key in a.body.finding_keys), None)


def _sentence(parts: list[str]) -> str:
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _empty(layout: QLayout) -> None:
    """Take everything out of a layout, and out of those inside it."""
    while layout.count() and (item := layout.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            gone.hide()
            gone.deleteLater()
        if (inner := item.layout()) is not None:
            _empty(inner)
