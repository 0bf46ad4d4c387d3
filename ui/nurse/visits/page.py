"""The mobile team's page: what is shown when, and the commands. What a step is made of is ``ui.app``'s.

Keys: j k (next, previous visit), Enter (begin), n (note), o (the record), Ctrl+Enter (end), p (plan), Esc.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from hemmonitor.access import ReasonNeeded, RecordIsBlocked
from hemmonitor.clinic import Row
from hemmonitor.model.measurement import Measurement
from hemmonitor.model.visits import Identified, Outcome
from hemmonitor.visiting.desk import Here, Route
from hemmonitor.visiting.visit import Visit
from ui.bridge import SyncView
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.page import Keys, Page, TopBar
from ui.nurse.visits import words
from ui.nurse.visits.asides import ClashPane, StrayBox
from ui.nurse.visits.banner import Banner
from ui.nurse.visits.person import ConfirmCard, Empty, VisitCard
from ui.nurse.visits.place import TaskPlace
from ui.nurse.visits.planning import PlanCard
from ui.nurse.visits.route import RouteList
from ui.nurse.visits.scrolled import Scrolled
from ui.nurse.visits.work import WorkPane
from ui.nurse.visits.writing import EndCard, NoteCard
from ui.theme import Face, TextSize, Theme, Zone
from ui.visitbridge import Handover, VisitBridge
from ui.widgets.toast import Toast
from ui.widgets.words import zone_word

LIST = 392  # px at 100 %
_NARROW = 1060  # px at 100 %: below this the list and the work take turns


class VisitsPage(Page):
    """``opened(mailbox)`` leaves for the record. ``measure(Kind)``, ``questions(id)`` and ``bag`` ask whoever
    made the steps; they are shown in ``place``, and ``back`` leads from there to the visit.
    """

    opened = Signal(str)
    measure = Signal(object)
    questions = Signal(str)
    bag = Signal()

    def __init__(self, desk: Desk, bridge: VisitBridge) -> None:
        super().__init__()
        self._desk, self._bridge = desk, bridge
        self._route: Route | None = None
        self.here: Here | None = None
        self._looked = ""  # the visit that is looked at
        self._asked: tuple[tuple[str, str], ...] = ()  # questionnaires: id, title
        self._online = True
        self._started = False
        self._ending: Visit | None = None  # where nobody opened
        self.setProperty("kind", "page")
        self.setObjectName("visits_page")
        self.top = TopBar(desk)
        self.list = RouteList(desk)
        self.banner, self.strays = Banner(desk), StrayBox(desk)
        self.empty, self.visit, self.confirm = Empty(), VisitCard(desk), ConfirmCard(desk)
        self.work, self.note, self.end = WorkPane(desk), NoteCard(desk), EndCard(desk)
        self.plan, self.clashes, self.place = PlanCard(desk), ClashPane(desk), TaskPlace(desk)
        self._panes = QStackedWidget()
        self._holders: dict[QWidget, QWidget] = {}
        self._pane: QWidget = self.empty
        self._build()
        self.toast = Toast(self)
        self._connect()
        self._shortcuts()
        self.refresh()
        self.retranslate()

    @property
    def keys(self) -> Keys:
        if self.here is not None:
            return (
                (("n",), self.tr("note")),
                (("o",), self.tr("the record")),
                (("Ctrl", "Enter"), self.tr("end the visit")),
                (("F6",), self.tr("next part of the window")),
                (("?",), self.tr("all keys")),
            )
        return (
            (("j", "k"), self.tr("next, previous visit")),
            (("Enter",), self.tr("begin the visit")),
            (("p",), self.tr("plan a visit")),
            (("F6",), self.tr("next part of the window")),
            (("?",), self.tr("all keys")),
        )

    # --- what comes -------------------------------------------------------------------------------------

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """All patients on the lists here."""
        self.plan.set_people(rows)

    def set_row(self, row: Row) -> None:
        """One patient's line has changed: the route shows what it needs of it by itself."""

    def set_colleagues(self, names: Sequence[str]) -> None:
        """Who can go."""
        self.plan.set_staff(names)

    def show_sync(self, view: SyncView) -> None:
        """How the way to the centre is."""
        self._online = view.online is not False
        self.list.show_sync(view)
        if self.here is not None:
            self.work.show_here(self.here, online=self._online)

    def show_bag(self, text: str) -> None:
        """The bag's devices in a line."""
        self.work.show_bag(text)

    def set_questions(self, asked: Sequence[tuple[str, str]]) -> None:
        """The questionnaires that the plan of the person who is here asks for: id and title."""
        self._asked = tuple(asked)
        self.work.show_questions(len(self._asked))

    def back(self) -> None:
        """A step was left: to the visit."""
        self._bridge.measuring(None)
        self._to_work()

    def show_step(self, task: QWidget, title: str = "") -> None:
        """Show a step of another part's."""
        self.place.show_task(task, title)
        self._show(self.place)

    def begin(self) -> None:
        if not self._started:
            self._started = True
            self._bridge.refresh()
        if self.here is not None:
            self.work.take_keyboard()
        else:
            self.list.go_to(self._looked or self._first())

    def tick(self, now: dt.datetime) -> None:
        self.top.set_now(now)
        if self._started and self.isVisible():
            self._bridge.refresh()

    def retranslate(self) -> None:
        self.top.title.setText(self.tr("Mobile team"))

    def restyle(self, theme: Theme) -> None:
        self.list.setFixedWidth(theme.grown(LIST) if theme.text_size <= TextSize.S125 else LIST + 60)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def look_at(self, visit: str) -> None:
        """Look at a visit; the one that goes on leads to the work."""
        if self._route is None:
            return
        self._looked = visit
        if self.here is not None and self.here.visit.id == visit:
            self._to_work()
        elif self.here is not None:
            self._leave(visit)
        else:
            self._show_visit()

    # --- building ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        for card in (self.empty, self.visit, self.confirm, self.note, self.end, self.plan):
            holder = Scrolled(card)
            self._holders[card] = holder
            self._panes.addWidget(holder)
        for pane in (self.work, self.clashes, self.place):
            self._panes.addWidget(pane)
        self._side = QWidget()
        right = QVBoxLayout(self._side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(10)
        right.addWidget(self.banner)
        right.addWidget(self.strays)
        right.addWidget(self._panes, 1)
        body = QHBoxLayout()
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(12)
        body.addWidget(self.list)
        body.addWidget(self._side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.route.connect(self._show_route)
        bridge.here.connect(self._show_here)
        bridge.refused.connect(self._refused)
        bridge.strayed.connect(self._strayed)
        bridge.planned.connect(self._planned)
        bridge.noted.connect(self._noted)
        bridge.ended.connect(self._ended)
        bridge.failed.connect(lambda code: self.toast.show_done(words.problem(code), undo=False))
        self.list.chosen.connect(self.look_at)
        self.list.day_asked.connect(self._go_day)
        self.list.plan_asked.connect(lambda: self._plan(None))
        self.list.bag_asked.connect(self.bag)
        self.list.clashes_asked.connect(self._show_clashes)
        self.banner.switch.connect(lambda: self._leave(""))
        self.strays.given.connect(bridge.give)
        self.strays.aside.connect(bridge.put_aside)
        self._connect_visit()
        self._connect_work()

    def _connect_visit(self) -> None:
        visit, bridge = self.visit, self._bridge
        visit.begin.connect(self._confirm)
        visit.not_home.connect(self._nobody_home)
        visit.change.connect(lambda: self._plan(self._visit()))
        visit.off.connect(self._call_off)
        visit.moved.connect(self._move)
        visit.opened.connect(self._open)
        self.confirm.given.connect(self._given)
        self.confirm.closed.connect(self._show_visit)
        self.plan.planned.connect(bridge.plan)
        self.plan.closed.connect(self._to_work)
        self.clashes.seen.connect(bridge.see)
        self.clashes.opened.connect(self.opened)
        self.clashes.closed.connect(self._to_work)

    def _connect_work(self) -> None:
        work = self.work
        work.measure.connect(self._measure)
        work.note.connect(self._begin_note)
        work.questions.connect(self._ask)
        work.end.connect(self._begin_end)
        work.opened.connect(self._open)
        self.note.saved.connect(self._bridge.note)
        self.note.closed.connect(self._to_work)
        self.end.ended.connect(self._end)
        self.end.closed.connect(self._to_work)
        self.place.closed.connect(self.back)

    def _shortcuts(self) -> None:
        bind(self.list, "j", lambda: self._step(1))
        bind(self.list, "k", lambda: self._step(-1))
        bind(self.list, "Down", lambda: self._step(1))
        bind(self.list, "Up", lambda: self._step(-1))
        for part in (self.list, self.visit):
            bind(part, "p", lambda: self._plan(None))
            bind(part, "o", self._open)
        for key in ("Return", "Enter"):
            bind(self.visit, key, self._confirm)

    # --- showing ----------------------------------------------------------------------------------------

    def _show(self, pane: QWidget) -> None:
        self._pane = pane
        self._panes.setCurrentWidget(self._holders.get(pane, pane))
        self.toast.hide()
        self._arrange()
        self.keys_changed.emit()

    def _arrange(self) -> None:
        """List and work side by side, or one at a time; a step has the whole width."""
        room = self.width() * 100 / self.theme.text_size
        pane = self._pane
        stepping = pane is self.place
        narrow = 0 < room < _NARROW
        looking = pane in {self.empty, self.visit} and self.here is None
        self.list.setVisible(not stepping and (not narrow or looking))
        self._side.setVisible(not (narrow and pane is self.empty))
        if narrow and looking and pane is self.visit:
            self.list.setVisible(self.width() > self.list.width() * 1.9)

    def _show_route(self, route: Route) -> None:
        self._route = route
        names = {visit.mailbox: visit.patient.name for visit in route.visits}
        self.list.show_route(route, self._looked or route.here)
        self.strays.show_strays(route.strays, self.here)
        self.clashes.show_clashes(route.clashes, names)
        visit = self._visit()
        pane = self._pane
        if pane is self.visit and visit is not None:
            self.visit.show_visit(visit, route)
        if pane is self.clashes and not route.clashes:
            self._to_work()
        if pane is self.empty and self._visit() is None and self._first():
            self._looked = self._first()
            self._show_visit()
            self.list.show_route(route, self._looked)

    def _show_here(self, here: Here | None) -> None:
        before, self.here = self.here, here
        self.banner.show_here(here)
        if self._route is not None:
            self.strays.show_strays(self._route.strays, here)
        if here is not None:
            self.work.show_here(here, online=self._online)
        if (before and before.visit.id) != (here and here.visit.id):
            self._turned()
        self.keys_changed.emit()

    def _turned(self) -> None:
        """Somebody else is here, or nobody: nothing of the one before stays."""
        self.note.begin()
        if self.here is not None:
            self._looked = self.here.visit.id
            self._to_work()
        elif self._pane not in {self.visit, self.confirm, self.plan, self.clashes, self.end}:
            self._show_visit()

    def _to_work(self) -> None:
        if self.here is not None:
            self._show(self.work)
            self.work.take_keyboard()
        else:
            self._show_visit()

    def _show_visit(self) -> None:
        visit = self._visit()
        if self._route is None or visit is None:
            self._show(self.empty)
            return
        self.visit.show_visit(visit, self._route)
        self.list.show_route(self._route, visit.id)
        self._show(self.visit)
        self.visit.take_keyboard()

    def _show_clashes(self) -> None:
        self._show(self.clashes)
        self.clashes.take_keyboard()

    def _visit(self) -> Visit | None:
        if self._route is None:
            return None
        return next((visit for visit in self._route.visits if visit.id == self._looked), None)

    def _day(self) -> tuple[Visit, ...]:
        return self._route.of_day(self.list.day, self._desk.zone) if self._route is not None else ()

    def _first(self) -> str:
        """The next one that is to be made."""
        day = self._day()
        return next((v.id for v in day if v.made is None and not v.off), day[0].id if day else "")

    # --- doing ------------------------------------------------------------------------------------------

    def _step(self, by: int) -> None:
        day = [visit.id for visit in self._day()]
        if not day or self.here is not None:
            return
        place = day.index(self._looked) + by if self._looked in day else 0
        self._looked = day[min(max(place, 0), len(day) - 1)]
        self._show_visit()
        self.list.go_to(self._looked)

    def _go_day(self, by: int) -> None:
        self.list.set_day(self.list.day + dt.timedelta(days=by))
        if self.here is None:
            self._looked = self._first()
            self._show_visit()

    def _confirm(self) -> None:
        visit = self._visit()
        if visit is not None and visit.made is None and not visit.off:
            self.confirm.ask(visit)
            self._show(self.confirm)
            self.confirm.take_keyboard()

    def _given(self, by: Identified, born: str) -> None:
        visit = self._visit()
        if visit is not None:
            self._bridge.begin(visit, by, born)

    def _refused(self, code: str) -> None:
        if code in {ReasonNeeded.code, RecordIsBlocked.code}:
            self.toast.show_done(self.tr("This record does not open here. Ask the centre."), undo=False)
            return
        self._show(self.confirm)
        self.confirm.refuse(words.problem(code))

    def _leave(self, visit: str) -> None:
        """Nobody is chosen; then look at a visit."""
        self._looked = visit or self._looked
        self._bridge.leave()
        self._show_visit()

    def _measure(self, kind: object) -> None:
        self.measure.emit(kind)

    def _ask(self) -> None:
        if len(self._asked) == 1:
            self.questions.emit(self._asked[0][0])
        elif self._asked:
            menu = QMenu(self)
            for ident, title in self._asked:
                menu.addAction(title, partial(self.questions.emit, ident))
            menu.popup(self.work.mapToGlobal(self.work.rect().bottomLeft()))

    def _begin_note(self) -> None:
        self._show(self.note)
        self.note.take_keyboard()

    def _begin_end(self) -> None:
        if self.here is None:
            return
        zones = {zone.value: zone_word(zone, Face.NURSE) for zone in Zone}
        self._ending = None
        self.end.begin(words.summary(self.here, self._desk.fmt, zones), nobody=False)
        self._show(self.end)
        self.end.take_keyboard()

    def _nobody_home(self) -> None:
        self._ending = self._visit()
        self.end.begin("", nobody=True)
        self._show(self.end)
        self.end.take_keyboard()

    def _end(self, handover: Handover) -> None:
        if handover.outcome is Outcome.NOT_HOME and self._ending is not None:
            self._bridge.not_home(self._ending, handover)
        else:
            self._bridge.end(handover)

    def _ended(self, visit: Visit) -> None:
        self._ending = None
        self._looked = self._first() or visit.id
        self._show_visit()
        self.list.go_to(self._looked)
        text = self.tr("It is sent now.") if self._online else self.tr("It is sent when there is a network.")
        done = self.tr("The visit to {name} is handed over.").format(name=visit.patient.name)
        self.toast.show_done(done, text, undo=False)

    def _noted(self) -> None:
        self.note.begin()
        self._to_work()  # where it is read

    def _planned(self) -> None:
        self._show_visit()
        self.toast.show_done(self.tr("The visit is planned."), undo=False)

    def _plan(self, visit: Visit | None) -> None:
        if self.here is None:
            self.plan.begin(visit, self.list.day)
            self._show(self.plan)
            self.plan.take_keyboard()

    def _call_off(self, off: bool) -> None:
        visit = self._visit()
        if visit is not None:
            self._bridge.call_off(visit, off=off)

    def _move(self, by: int) -> None:
        visit, day = self._visit(), self._day()
        if visit is not None:
            place = day.index(visit) + by
            if 0 <= place < len(day):
                self._bridge.swap(visit, day[place])

    def _open(self) -> None:
        visit = self._visit()
        if visit is not None:
            self.opened.emit(visit.mailbox)

    def _strayed(self, measurement: Measurement) -> None:
        """It is in the box above; where a step hides nothing, that is enough."""
        if self._pane is self.place:
            text = self.tr("A value came that may not be this person's. Decide above.")
            self.toast.show_done(text, undo=False)
