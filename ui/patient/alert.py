"""A red alert: the action first, the reason second, a way to write third, 112 always beside it.

It takes the whole main area and stays until the person has acted on it. Nothing blinks. "I have called"
changes the state at once and can be taken back. The 112 panel is announced and has the keyboard first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hemmonitor.home import HomeState
from hemmonitor.model.careplan import Plan
from hemmonitor.model.finding import Finding
from hemmonitor.model.measurement import Component, Kind, Measurement, Quantity
from ui.format import Formatter
from ui.patient import alertwords, view
from ui.patient.layout import Room, across, give_focus
from ui.patient.openalerts import alert_id, open_alerts, unanswered
from ui.patient.page import Page, Shown
from ui.patient.readings import ReadingLines
from ui.patient.words import component_name, red_flag
from ui.theme import Zone
from ui.widgets.alert import AlertPanel, Panel112
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine
from ui.widgets.figure import Figure
from ui.widgets.scale import ScaleBar

CALLED = "called"


class AlertPage(Page):
    """See the module."""

    write = Signal()
    answer = Signal(object, str)  # alert ids, answer ("" takes it back)
    leave = Signal()

    def __init__(
        self, form: Callable[[], Formatter], by_keyboard: Callable[[], bool], parent: QWidget | None = None
    ) -> None:
        """`by_keyboard`: whether the person is using the keyboard, so that focus should be seen."""
        super().__init__(form, parent)
        self._by_keyboard = by_keyboard
        self._panel, self.emergency = AlertPanel(Zone.RED), Panel112()
        self._short112 = ZoneLine(Zone.RED)
        self._called = Button("", "primary", icon="check")
        self._called.setObjectName("haveCalled")
        self._undo = Button("", "secondary", icon="arrow-back-up")
        self._undo.setObjectName("undoHaveCalled")
        self._home = Button("", "primary", icon="home", low=True)
        self._home.setObjectName("alertToHome")
        self._called.clicked.connect(lambda: self._answer(CALLED))
        self._undo.clicked.connect(lambda: self._answer(""))
        self._home.clicked.connect(self.leave)
        for button in (self._called, self._home, self._undo):
            self._panel.add_primary(button)
        self._hours, self._why = Label("", "body"), Label("", "label")
        self._figure, self._mean = Figure(""), Label("", "secondary")
        self._lines = ReadingLines()
        self._scale = ScaleBar()
        self._reason = QWidget()
        self._fill_reason()
        self._panel.body.addWidget(self._reason)
        self._write, self._sent = Button("", "secondary", icon="message-2"), Label("", "body")
        self._write.setObjectName("writeAboutAlert")
        self._write.clicked.connect(self.write)
        self._contact = QWidget()
        contact = QHBoxLayout(self._contact)
        contact.setContentsMargins(0, 0, 0, 0)
        contact.setSpacing(18)
        contact.addWidget(self._write)
        contact.addWidget(self._sent, 1)
        self._panel.foot.addWidget(self._contact)
        self._reason_card = Card(padding=24)
        self.refresh()

    def _fill_reason(self) -> None:
        column = QVBoxLayout(self._reason)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        figures = QVBoxLayout()
        figures.setSpacing(0)
        figures.addWidget(self._figure)
        figures.addWidget(self._mean)
        figures.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addLayout(figures)
        row.addWidget(self._lines, 1)
        column.addWidget(self._hours)
        column.addWidget(self._why)
        column.addLayout(row)
        column.addWidget(self._scale)

    def announce(self) -> None:
        """Give the 112 panel the keyboard and tell the screen reader."""
        first = self.emergency if self.emergency.isVisible() else self._called
        give_focus(first, ringed=self._by_keyboard())
        QAccessible.updateAccessibility(QAccessibleEvent(self.emergency, QAccessible.Event.Alert))

    def retranslate(self) -> None:
        if self._shown is None:
            return
        alerts = open_alerts(self._shown.home)
        if not alerts:
            return
        home, form = self._shown.home, self.form
        done = not unanswered(home)
        self._say_action(home, done=done)
        self._say_reason(alerts[0], self._shown, form)
        self._say_emergency(home)
        self._write.setText(self._write_to(home))
        stage = view.sent_sentence(home.progress, self._shown.sync, home.contact, form)
        self._sent.set_strong_lead(stage[1], self.tr("Do not write if it is urgent."))

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        policy = QSizePolicy.Policy.Preferred
        self._panel.setSizePolicy(policy, policy)
        apart = self._apart
        self._panel.show_head_only(apart)
        self.emergency.set_columns(2 if apart else 1)
        if apart:
            self._reason_card.body.addWidget(self._reason)
            self._reason_card.body.addWidget(self._contact)
            return [self._short112, self._panel, self.emergency, self._reason_card]
        self._panel.body.addWidget(self._reason)
        self._panel.foot.addWidget(self._contact)
        return [across([(self._panel, 634), (self.emergency, 330)], 20)]

    def lay_out(self) -> None:
        rows = self.rows(self._room, snug=self._snug)
        self.pager.set_rows(rows, self.spacing(), rows[-1:])
        self.retranslate()

    @property
    def _apart(self) -> bool:
        """Whether the reason stands in a card of its own, because the panel would not fit the height."""
        return self._room < Room.RAIL or (self._snug and self._room is Room.RAIL)

    def _answer(self, answer: str) -> None:
        if self._shown is not None:
            self.answer.emit(tuple(alert_id(a) for a in open_alerts(self._shown.home)), answer)

    def _say_action(self, home: HomeState, *, done: bool) -> None:
        action, phone, text = self._action(home, done=done)
        below = self._apart
        self._panel.set_action(self.tr("Contact care"), action, phone, "" if below else text)
        self._hours.setText(text)
        self._hours.setVisible(below)
        self._called.setText(self.tr("I have called"))
        self._undo.setText(self.tr("Undo"))
        self._home.setText(self.tr("Go on"))
        ringed = self._by_keyboard()
        self._undo.setVisible(done)
        self._home.setVisible(done)
        if done and self._called.hasFocus():  # before it is hidden, or the focus jumps elsewhere
            give_focus(self._home, ringed=ringed)
        self._called.setVisible(not done)

    def _action(self, home: HomeState, *, done: bool) -> tuple[str, str, str]:
        """What to do, whom to call, and the line under it."""
        phone = home.contact.phone if home.contact else ""
        if done:
            text = self.tr("Do as they told you. Call again if you get worse.")
            return self.tr("Good that you called"), phone, text
        if any(alertwords.emergency(a) for a in unanswered(home)):
            return self.tr("Call 112 now"), "112", self.tr("Your answers say that it may be urgent.")
        hours = home.contact.hours if home.contact else ""
        other = self.tr("Evenings and weekends: call 1177.")
        return self.tr("Call your care centre today"), phone, f"{hours}. {other}" if hours else other

    def _say_reason(self, alert: Finding, shown: Shown, form: Formatter) -> None:
        readings = view.finding_readings(alert, shown.known)
        high, plan = view.is_high(alert), shown.home.plan
        self._why.setText(alertwords.because(alert, readings))
        if not readings or alert.kind is Kind.QUESTIONNAIRE:
            figures = () if alert.kind is Kind.QUESTIONNAIRE else alert.facts[:1]
            self._figure.set_value("".join(form.quantity(f.value, f.unit) for f in figures), "")
            self._mean.setText("")
            said = alertwords.answers_of(readings, self.form.language)
            self._lines.set_lines([(question, answer, True) for question, answer in said])
            self._scale.setVisible(False)
            return
        pressure = alert.kind is Kind.BLOOD_PRESSURE
        values = view.joined(readings)
        main = alert.component or Component.SYSTOLIC
        one = view.pressures(values, form) if pressure else view.figure(view.of(values, main), form)
        self._figure.set_value(one, "")
        count = self.tr("mean of %n reading(s)", "", len(readings))
        self._mean.setText(count if len(readings) > 1 else form.when(readings[0].taken_at, shown.now))
        lines = [(self._time(r, shown, form), self._text(r, main, form), True) for r in readings[-3:]]
        limit = view.red_limit(plan, high=high) if pressure else ""
        if limit:
            lines.append((self.tr("Your red limit"), limit, False))
        self._lines.set_lines(lines)
        self._say_scale(values, alert.kind, main, plan, form)

    def _say_scale(
        self, values: Sequence[Quantity], kind: Kind, component: Component, plan: Plan | None, form: Formatter
    ) -> None:
        position = view.float_of(values, component)
        parts = view.segments(plan, kind, component, position, form)
        low = self._apart or (self._snug and self._room is Room.WIDE)  # it would be too high with it
        self._scale.setVisible(bool(parts) and position is not None and not low)
        if parts and position is not None:
            self._scale.set_scale(component_name(component), parts, position, form.number(position))

    def _say_emergency(self, home: HomeState) -> None:
        flags = [red_flag(flag) for flag in home.plan.red_flags] if home.plan else []
        title = self.tr("Call 112 now")
        lead = self.tr("if you have") if flags else self.tr("if it is an emergency")
        foot = self.tr("Do not wait for an answer in the app. It is not watched around the clock.")
        if self._apart:  # low: the list before all
            self.emergency.set_texts(f"{title} {lead}", "", flags, foot)
        else:
            self.emergency.set_texts(title, lead, flags, foot)
        self._short112.set_text(
            title, self.tr("if it is an emergency. The signs are listed under Show more.")
        )

    def _write_to(self, home: HomeState) -> str:
        name = view.given_name(home.contact.name) if home.contact else ""
        return self.tr("Write to {name}").format(name=name) if name else self.tr("Write to the care centre")

    def _time(self, reading: Measurement, shown: Shown, form: Formatter) -> str:
        if form.days_ago(reading.taken_at, shown.now) == 0:
            return form.at_time(reading.taken_at)
        return form.when(reading.taken_at, shown.now)

    def _text(self, reading: Measurement, main: Component, form: Formatter) -> str:
        if reading.kind is Kind.BLOOD_PRESSURE:
            return view.pressures(reading.values, form)
        return view.figure(reading.quantity(main), form)
