"""My plan in plain words: what each zone means and what to do then, goals, who does what, agreed times.

Everything comes from the plan that is in force. Where it has no words of its own for a zone, the program's
stand; limits without a clinician's name under them are said to wait for one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.home import HomeState
from hemmonitor.model.careplan import Appointment, Level, Plan
from ui.format import Formatter
from ui.patient import planwords, view
from ui.patient.contact import ContactCard
from ui.patient.layout import Room, across
from ui.patient.page import Page, Shown
from ui.patient.resultwords import signed_advice
from ui.patient.week import week_mean
from ui.patient.words import listed, red_flag
from ui.theme import Theme, Zone
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, Themed, line
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine
from ui.widgets.tile import IconView
from ui.widgets.words import zone_word

_RUNNING = dt.timedelta(hours=2)  # a meeting that has begun can still be joined
_TIMES = 4  # agreed times that are listed
_LEVELS = (Level.GREEN, Level.YELLOW, Level.RED)


class ZoneCard(Themed, QFrame):
    """One zone: its word, the limits in plain words, and what to do."""

    def __init__(self, zone: Zone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.setProperty("kind", f"panel_{zone}")
        head = QFrame()
        head.setProperty("kind", f"box_{zone}_head")
        self._word = Label("", f"zone_{zone}_strong")
        self._limits, self._todo = Label("", "secondary"), Label("", "body")
        self._head = QHBoxLayout(head)
        self._head.addWidget(ZoneMark(zone, 30))
        self._head.addWidget(self._word, 1)
        self._body = QVBoxLayout()
        self._body.addWidget(self._limits)
        self._body.addWidget(self._todo)
        self._body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(self._body, 1)
        self.refresh()

    def set_texts(self, limits: Sequence[str], do_this: str, advice: str) -> None:
        """The limits, one a line, and what to do in this zone."""
        self._word.setText(zone_word(self._zone, self.theme.face))
        self._limits.setText("\n".join(limits))
        self._limits.setVisible(bool(limits))
        self._todo.set_strong_lead(do_this, advice)
        self.setAccessibleName(f"{self._word.text()}. {'. '.join(limits)}. {do_this} {advice}")

    def restyle(self, theme: Theme) -> None:
        self._head.setContentsMargins(18, 10, 18, 10)
        self._head.setSpacing(12)
        self._body.setContentsMargins(18, 12, 18, 14)
        self._body.setSpacing(8)


class ListCard(Card):
    """An icon, a title, and pairs of a bold line and a plain one, parted by lines."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(padding=18, parent=parent)
        self._title = Label("", "label")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconView(icon, 28))
        head.addWidget(self._title, 1)
        self.body.addLayout(head)
        self._parts: list[QWidget] = []
        self.body.addStretch(1)

    def set_items(self, title: str, items: Sequence[tuple[str, str]]) -> None:
        """(bold, plain) pairs; either may be empty."""
        self._title.setText(title)
        for part in self._parts:
            self.body.removeWidget(part)
            part.deleteLater()
        self._parts = []
        for index, (strong, plain) in enumerate(items):
            pair = QWidget()
            column = QVBoxLayout(pair)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            for text, kind in ((strong, "strong"), (plain, "secondary")):
                if text:
                    column.addWidget(Label(text, kind))
            self._parts += [line(), pair] if index else [pair]
        for place, part in enumerate(self._parts):
            self.body.insertWidget(place + 1, part)


class PlanPage(Page):
    """See the module."""

    write = Signal()
    export = Signal()  # to a calendar file
    report = Signal()  # plan and values as a PDF, to print

    def __init__(self, form: Callable[[], Formatter], parent: QWidget | None = None) -> None:
        super().__init__(form, parent)
        self._title, self._since = (
            Label("", "title"),
            Label("", "secondary", align=Qt.AlignmentFlag.AlignRight),
        )
        self._print = Button("", "neutral", icon="printer")
        self._print.setObjectName("printPlan")
        self._print.clicked.connect(self.report)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title)
        head.addWidget(self._since, 1)
        head.addWidget(self._print)
        head.setSpacing(16)
        self._none = Label("", "lead")
        self._zones = {level: ZoneCard(view.zone(level)) for level in _LEVELS}
        self._emergency = ZoneLine(Zone.RED)
        self._unsigned = ZoneLine(Zone.YELLOW)
        self._break = Card("soft", padding=16)
        self._break_text = Label("", "body")
        self._break_text.setObjectName("planBreak")
        self._break.body.addWidget(self._break_text)
        self._goals, self._who, self._times = (
            ListCard("target-arrow"),
            ListCard("users"),
            ListCard("calendar"),
        )
        self._history = ListCard("history")
        self._video = Button("", "secondary", icon="video")
        self._video.setObjectName("openVideo")
        self._video.clicked.connect(self._open_video)
        self._calendar = Button("", "neutral", icon="calendar-plus")
        self._calendar.setObjectName("toCalendar")
        self._calendar.clicked.connect(self.export)
        for button in (self._video, self._calendar):
            self._times.body.addWidget(button)
        self._link = QUrl()
        self._contact = ContactCard(wide=True)
        self._contact.write.connect(self.write)
        self.refresh()

    def show_state(self, shown: Shown) -> None:
        before = self._shown
        super().show_state(shown)
        if before is None or before.home.plan != shown.home.plan:
            self.lay_out()

    def retranslate(self) -> None:
        self._title.setText(self.tr("My plan"))
        self._print.setText(self.tr("Print"))
        self._none.setText(self.tr("Your care centre has not sent a plan yet. You can measure all the same."))
        if self._shown is None:
            return
        home, form = self._shown.home, self.form
        self._contact.set_contact(home.contact)
        self._print.setVisible(home.plan is not None)
        if home.plan is None:
            return
        self._break_text.setText("\n".join(planwords.breaks(home.plan, home.at.date(), form)))
        self._say_since(home.plan, form)
        self._unsigned.set_text(
            self.tr("The limits wait for a doctor."), self.tr("Nobody has signed them yet.")
        )
        for level, card in self._zones.items():
            own = signed_advice(home, level)
            card.set_texts(
                planwords.limits(home.plan, level, form), self.tr("Do this:"), own or planwords.advice(level)
            )
        flags = listed([red_flag(flag) for flag in home.plan.red_flags])
        self._emergency.set_text(
            self.tr("Call 112 now"), self.tr("if you have {symptoms}.").format(symptoms=flags)
        )
        self._goals.set_items(self.tr("My goals"), self._goal_items(self._shown, form))
        self._who.set_items(self.tr("Who does what"), self._who_items(home))
        self._times.set_items(self.tr("Agreed times"), self._time_items(self._shown, form))
        self._say_meeting(self._shown)
        self._history.set_items(self.tr("Earlier plans"), self._history_items(self._shown, form))

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        self._title.setVisible(room >= Room.RAIL)  # in the head, which holds it
        self._contact.set_room(room)
        plan = self._shown.home.plan if self._shown else None
        if plan is None:
            return [self._head, self._none, self._contact]
        zones = [self._zones[level] for level in _LEVELS]
        lists = [self._goals, self._who, self._times]
        unsigned: list[QWidget] = [] if plan.sign_off else [self._unsigned]
        if self._break_text.text():
            unsigned.insert(0, self._break)
        red: list[QWidget] = [self._emergency] if plan.red_flags else []
        if room >= Room.RAIL:
            top = across([(card, 1) for card in zones], 16)
            return [
                self._head,
                *unsigned,
                top,
                *red,
                across([(card, 1) for card in lists], 16),
                self._contact,
                *self._earlier(),
            ]
        return [*zones, *red, *unsigned, *lists, self._contact, *self._earlier(), self._head]

    def _earlier(self) -> list[QWidget]:
        return [self._history] if self._shown and len(self._shown.home.plans) > 1 else []

    def spacing(self) -> int:
        return 14

    def _say_since(self, plan: Plan, form: Formatter) -> None:
        text = self.tr("In force since {day}. {author} made it.").format(
            day=form.day(plan.valid_from), author=plan.author
        )
        why = self.tr("Why: {reason}").format(reason=plan.reason)
        self._since.setText(f"{text}\n{why}")

    def _say_meeting(self, shown: Shown) -> None:
        """The next video meeting, opened in the browser; only an encrypted address is offered."""
        plan = shown.home.plan
        coming = sorted(
            (a for a in (plan.appointments if plan else ()) if a.link and a.at >= shown.now - _RUNNING),
            key=lambda a: a.at,
        )
        links = [QUrl(a.link, QUrl.ParsingMode.StrictMode) for a in coming]
        safe = [link for link in links if link.isValid() and link.scheme() == "https" and link.host()]
        self._link = safe[0] if safe else QUrl()
        self._video.setVisible(bool(safe))
        self._video.setText(self.tr("Open the video call at {host}").format(host=self._link.host()))
        self._calendar.setVisible(bool(plan and plan.appointments))
        self._calendar.setText(self.tr("Save to a calendar"))

    def _open_video(self) -> None:
        QDesktopServices.openUrl(self._link)

    def _history_items(self, shown: Shown, form: Formatter) -> list[tuple[str, str]]:
        """Each earlier version: from when, who made it, and why."""
        now = shown.home.plan
        before = [p for p in reversed(shown.home.plans) if now is None or p.version < now.version]
        return [
            (
                self.tr("From {day}").format(day=form.day(p.valid_from, year=True)),
                self.tr("{author}: {reason}").format(author=p.author, reason=p.reason),
            )
            for p in before[:5]
        ]

    def _goal_items(self, shown: Shown, form: Formatter) -> list[tuple[str, str]]:
        plan, mean = shown.home.plan, week_mean(shown)
        items = [(text, "") for text in planwords.goals(plan, form)] if plan else []
        if items and mean is not None:
            now = self.tr("Now {value}, mean of 7 days").format(value=mean.text)
            items[0] = items[0][0], now
        items += [(wish, "") for wish in (plan.wishes if plan else ())]  # in the person's own words
        return items or [("", self.tr("No goals are set."))]

    def _who_items(self, home: HomeState) -> list[tuple[str, str]]:
        plan = home.plan
        if plan is None:
            return []
        items = [(self.tr("I"), planwords.schedule(plan))] if plan.schedule else []
        for contact in plan.contacts:
            who = ", ".join(part for part in (view.given_name(contact.name), contact.role) if part)
            items.append((who, self.tr("reads your values")))
        if plan.sign_off is not None:
            who = ", ".join(part for part in (plan.sign_off.name, plan.sign_off.role) if part)
            items.append((who, self.tr("answers for the limits")))
        return [*items, *((duty.who, duty.does) for duty in plan.duties)]

    def _time_items(self, shown: Shown, form: Formatter) -> list[tuple[str, str]]:
        plan = shown.home.plan
        coming = sorted(
            (a for a in (plan.appointments if plan else ()) if a.at >= shown.now), key=lambda a: a.at
        )
        items = [
            (f"{form.weekday(a.at, short=True).capitalize()} {form.day(a.at)} {form.at_time(a.at)}",
             ". ".join(part for part in (a.title, a.place, _by_video(a)) if part))
            for a in coming[:_TIMES]
        ]  # fmt: skip
        if len(coming) > _TIMES:
            items.append(("", self.tr("%n more later", "", len(coming) - _TIMES)))
        return items or [("", self.tr("No times are booked."))]


def _by_video(appointment: Appointment) -> str:
    return QCoreApplication.translate("PlanPage", "By video") if appointment.link else ""
