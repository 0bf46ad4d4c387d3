"""The visit that goes on: signals, what is to be measured, and what each gave."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hemmonitor.model.careplan import Level
from hemmonitor.model.finding import Confirmation, Judged, Queue
from hemmonitor.model.measurement import Kind
from hemmonitor.visiting.desk import Here
from ui import measures, reasons
from ui.nurse import words as nurse_words
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.visits import words
from ui.theme import Theme, Zone
from ui.widgets.badge import ZoneBadge, ZoneMark
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.tile import IconView

_ZONES = {
    Level.GREEN: Zone.GREEN,
    Level.GREY: Zone.GREY,
    Level.YELLOW: Zone.YELLOW,
    Level.RED: Zone.RED,
}
GUIDED = frozenset(
    {Kind.BLOOD_PRESSURE, Kind.OXIMETRY, Kind.WEIGHT, Kind.SPIROMETRY, Kind.TEMPERATURE, Kind.GLUCOSE}
)
"""What there are guided steps for."""


class KindRow(Card):
    """One thing to measure: name and limits, the newest figure with its zone, whether it is sent."""

    start = Signal(object)  # Kind

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._name, self._limits = Label("", "label"), Label("", "small")
        self._value, self._unit = Label("", "value", wrap=False), Label("", "secondary", wrap=False)
        self._badge, self._kept = ZoneBadge(), Label("", "small", wrap=False)
        self._disk = IconView("device-floppy", 18, "text_secondary")
        self.go = Button("", icon="player-play")
        self.go.setObjectName(f"visit_measure_{kind.value}")
        super().__init__()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._limits)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconView(nurse_words.KIND_ICONS.get(kind, "activity"), 26, "text"))
        row.addLayout(names, 3)
        row.addWidget(self._value)
        row.addWidget(self._unit, 2)
        for part in (self._badge, self._disk, self._kept, self.go):
            row.addWidget(part)
        self.body.addLayout(row)
        self.go.clicked.connect(lambda: self.start.emit(kind))
        self.go.setVisible(kind in GUIDED)
        self.refresh()

    def show_values(self, here: Here, desk: Desk) -> None:
        """What this visit has given of it."""
        mine = [judged for judged in here.values if judged.measurement.kind is self.kind]
        newest: Judged | None = mine[-1] if mine else None
        self._name.setText(measures.kind_name(self.kind))
        plan = here.state.plan
        limits = [
            measures.limit_phrase(t, desk.fmt)
            for t in (plan.thresholds if plan is not None else ())
            if t.kind is self.kind and t.level is Level.RED
        ]
        red = self.tr("Red: {limits}").format(limits=", ".join(limits[:3])) if limits else ""
        self._limits.setText(red or self.tr("no limits in the plan"))
        for part in (self._value, self._unit, self._badge, self._disk, self._kept):
            part.setVisible(newest is not None)
        self.go.setText(self.tr("Once more") if newest is not None else self.tr("Start"))
        if newest is None:
            self.setAccessibleName(f"{self._name.text()}, {self._limits.text()}")
            return
        value, unit = measures.reading(newest.measurement, None, desk.fmt)
        self._value.setText(value)
        again = self._asks_again(here)
        self._unit.setText(f"{unit}, {self.tr('measure once more')}" if again else unit)
        self._badge.set_zone(_ZONES[newest.level])
        at = desk.fmt.time(min(newest.measurement.taken_at, here.state.at))
        sent = newest.measurement.id in here.sent
        self._disk.set_icon("checks" if sent else "device-floppy")
        self._kept.setText((self.tr("sent {time}") if sent else self.tr("saved {time}")).format(time=at))
        texts = (self._name.text(), value, unit, self._badge.word, self._kept.text(), self._limits.text())
        self.setAccessibleName(", ".join(texts))

    def _asks_again(self, here: Here) -> bool:
        """Whether the rules want one more of it before they judge."""
        return any(
            f.kind is self.kind and f.confirmation is Confirmation.WAITING for f in here.state.evaluation.open
        )


class SignalLine(Themed, QFrame):
    """An open signal, what to do about it, and a number to call."""

    def __init__(self, zone: Zone, title: str, text: str, phone: str) -> None:
        super().__init__()
        self.setProperty("kind", f"box_{zone}")
        self.setObjectName("visit_signal")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(title, f"zone_{zone}_strong"))
        if text:
            texts.addWidget(Label(text, "body"))
        row.addWidget(ZoneMark(zone, 26), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(texts, 1)
        if phone:
            row.addWidget(IconView("phone", 18, "text"))
            row.addWidget(Label(phone, "strong", wrap=False))
        self.setAccessibleName(f"{title} {text} {phone}")
        self.refresh()


class WorkPane(Themed, QWidget):
    """``measure(Kind)``, ``note``, ``questions``, ``end``, ``limits``."""

    measure = Signal(object)
    note = Signal()
    questions = Signal()
    end = Signal()
    opened = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._here: Here | None = None
        self._online = True
        self._asked = 0
        self.rows: dict[Kind, KindRow] = {}
        self._signals, self._list = QVBoxLayout(), QVBoxLayout()
        self._signals.setSpacing(8)
        self._list.setSpacing(8)
        self._title, self._bag = Label("", "heading"), Label("", "small")
        self._notes = Label("", "body")
        self._other = Button("", icon="plus")
        self._note, self._ask = Button("", icon="note", keys=("n",)), Button("", icon="clipboard-list")
        self._open = Button("", icon="file-text", keys=("o",))
        self._end = Button("", "primary", icon="check", keys=("Ctrl", "Enter"))
        for button, name, signal in (
            (self._note, "visit_note", self.note),
            (self._ask, "visit_questions", self.questions),
            (self._open, "visit_record", self.opened),
            (self._end, "visit_end", self.end),
        ):
            button.setObjectName(name)
            button.clicked.connect(signal)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(10)
        column.addLayout(self._signals)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._bag)
        column.addLayout(head)
        column.addLayout(self._list)
        column.addWidget(self._notes)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        foot = QWidget()
        flow = FlowLayout(foot, gap=8, right_last=True)
        for button in (self._note, self._ask, self._open, self._end):
            flow.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(area, 1)
        whole.addWidget(foot)
        bind(self, "n", self.note.emit)
        bind(self, "o", self.opened.emit)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            bind(self, key, self.end.emit)
        self.refresh()
        self.retranslate()

    def show_here(self, here: Here, *, online: bool) -> None:
        """Show the visit as it stands."""
        self._here, self._online = here, online
        for kind in here.kinds:
            if kind not in self.rows:
                row = self.rows[kind] = KindRow(kind)
                row.start.connect(self.measure)
                self._list.addWidget(row)
        for kind, row in self.rows.items():
            row.setVisible(kind in here.kinds)
            row.show_values(here, self._desk)
        self.retranslate()

    def show_bag(self, text: str) -> None:
        """The bag's devices in a line."""
        self._bag.setText(text)

    def show_questions(self, count: int) -> None:
        """How many questionnaires the plan asks for."""
        self._asked = count
        self._ask.setVisible(count > 0)
        self._ask.setText(words.Counted().questions(count))

    def take_keyboard(self) -> None:
        """On the first thing that is not measured."""
        here = self._here
        if here is None:
            return
        done = {judged.measurement.kind for judged in here.values}
        left = [row for kind, row in self.rows.items() if kind in here.kinds and kind not in done]
        (left[0].go if left and left[0].kind in GUIDED else self._end).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def retranslate(self) -> None:
        self._note.setText(self.tr("Note, picture"))
        self._open.setText(self.tr("The record"))
        self._end.setText(self.tr("End the visit"))
        self.show_questions(self._asked)
        here = self._here
        if here is None:
            return
        done = {judged.measurement.kind for judged in here.values}
        count = sum(kind in done for kind in here.kinds)
        self._title.setText(
            self.tr("Measurements, {done} of {all} done").format(done=count, all=len(here.kinds))
        )
        for row in self.rows.values():
            row.show_values(here, self._desk)
        self._show_signals(here)
        self._show_notes(here)

    def _show_signals(self, here: Here) -> None:
        while (item := self._signals.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        open_now = [
            f for f in here.state.evaluation.open
            if f.queue is Queue.CLINICAL and f.level in {Level.RED, Level.YELLOW}
        ]  # fmt: skip
        known = {m.id: m for m in here.view.measurements}
        contact = here.state.contact
        for finding in open_now:
            reason = reasons.explain(finding, known, self._desk.fmt, self._desk.now())
            text, phone = reason.detail, ""
            if finding.level is Level.RED:
                phone = contact.phone if contact is not None else ""
                text = self._what_to_do()
            self._signals.addWidget(SignalLine(_ZONES[finding.level], reason.title, text, phone))

    def _what_to_do(self) -> str:
        emergency = self.tr("Severe breathlessness at rest, chest pain or confusion: call 112.")
        if self._online:
            return self.tr("Call the centre now if it cannot wait.") + " " + emergency
        call = self.tr("Call the centre now, the value does not get there until there is a network.")
        return f"{call} {emergency}"

    def _show_notes(self, here: Here) -> None:
        mine = [note for note in here.view.notes if note.at >= here.begun.began]
        lines = []
        for note in mine:
            count = len(note.body.attachments)
            more = words.Counted().pictures(count) if count else ""
            lines.append(" · ".join(part for part in (" ".join(note.body.text.split()), more) if part))
        self._notes.set_strong_lead(self.tr("Noted:"), "; ".join(lines))
        self._notes.setVisible(bool(lines))

    def restyle(self, theme: Theme) -> None:
        self._bag.setVisible(theme.text_size <= 125)
