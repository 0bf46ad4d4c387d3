"""The nurse's window: rail, pages, key guide, status bar; and the only place that listens to the bridge.

Object names for scripts and tests; look for those of a list below its page, since there are two lists:

    rail_worklist, rail_round, rail_messages, rail_tasks, rail_patients,
    rail_centre, rail_settings                      the rail
    worklist_page, patients_page                    the two lists
    worklist                                        the table (``WorklistView``: ``go_to(mailbox)``)
    queue_clinical, queue_missing, queue_device     tabs
    search, arrivals, show_new, chip_<name>                 above the table
    patient_chart, value_path, value_path_panel, open_limits, message_field, message_send
    slot_<kind>_<morning or evening>_<1..7>, advice_<level>, appointment_*, absence_*, contact_*
    plan_reason, plan_save, open_plan
    limit_<threshold id>, grip_<threshold id>, limits_reason, limits_save, plan_arrived
    round_<due, signals, mine, stale or everybody>, round_list, decision_<decision>, round_note, round_save
    talks, talk_field, talk_send, tasks
    visits_page, visit_<visit>, visit_begin, visit_born, visit_measure_<kind>, visit_end
    acknowledge_panel, action_<action>, acknowledge_note, acknowledge_message, acknowledge_save

``NurseWindow.show_worklist()``, ``open_patient(mailbox)`` and ``show_thresholds()`` go where a script needs
to be. Nothing here blocks: every command is a call of the bridge, every answer a signal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from hemmonitor.access import RecordIsBlocked
from hemmonitor.clinic import Escalated, Overtaken, PatientView, Row
from hemmonitor.model.access import Ground
from hemmonitor.model.frame import TakeApart
from ui.bridge import NurseBridge, SyncView
from ui.i18n import Translations
from ui.nurse import key_map, words
from ui.nurse.desk import Desk, no_parts
from ui.nurse.guest import GuestPage
from ui.nurse.keys import AllKeys
from ui.nurse.later import Pages
from ui.nurse.ledger import Ledger
from ui.nurse.messages_page import MessagesPage
from ui.nurse.moving import MovingPage
from ui.nurse.other_patients import OtherPatients
from ui.nurse.page import Page
from ui.nurse.patient_page import PatientPage
from ui.nurse.plan_page import PlanPage
from ui.nurse.protections import Protections
from ui.nurse.rail import Place, Rail
from ui.nurse.round_page import RoundPage
from ui.nurse.settings_page import SettingsPage
from ui.nurse.status import Guide, Status
from ui.nurse.tasks_page import TasksPage
from ui.nurse.thresholds_page import ThresholdsPage
from ui.nurse.visits.page import VisitsPage
from ui.nurse.worklist_page import WorklistPage
from ui.theme import Appearance, Zone, making
from ui.widgets.announce import announce
from ui.widgets.base import Themed
from ui.widgets.buttons import Button
from ui.widgets.card import ZoneLine
from ui.widgets.focus import FocusRing

TICK_SECONDS = 20
_FIRST_MS, _IDLE_MS = 300, 40  # until the other pages are begun with; between them
_LISTS = (WorklistPage, RoundPage, MessagesPage, TasksPage)
_NAMED = 3  # people in one sentence


class NurseWindow(Themed, QMainWindow):
    """``NurseWindow(bridge, appearance, translations, clock, zone, take_apart)``, then ``show()``.

    Asks for the worklist at once. ``take_apart`` says which bytes of a device's frame hold which field.
    """

    closed = Signal()

    def __init__(
        self,
        bridge: NurseBridge,
        appearance: Appearance,
        translations: Translations,
        clock: Callable[[], dt.datetime],
        zone: dt.tzinfo,
        take_apart: TakeApart = no_parts,
    ) -> None:
        super().__init__()
        self._desk = desk = Desk(bridge, appearance, translations, clock, zone, take_apart)
        self._sync = SyncView()
        self._colleagues: tuple[str, ...] = ()
        self._teams: tuple[Mapping[str, str], Mapping[str, Sequence[str]]] = {}, {}
        self._asked = ""  # the mailbox whose page is being fetched
        self._barred = ""  # the mailbox whose page needs a reason
        self._then: Callable[[], None] = lambda: None  # what to do when it has come
        self._centre: GuestPage | None = None
        self.visits: VisitsPage | None = None
        self._make_visits: Callable[[], VisitsPage] | None = None
        self._focus_before: QWidget | None = None
        self._listen()
        desk.bridge.refresh()  # the core reads its lists while the window is made
        self.setWindowTitle("Hemmonitor")
        self._wished = key_map.load(desk)
        self.ledger = Ledger(desk, self)
        self._idle = QTimer(self)  # makes the other pages when the first lines are there
        self._idle.timeout.connect(self._make_next)
        with making(appearance.theme):
            self.rail = Rail()
            self._pages = QStackedWidget()
            self._later = Pages(desk, self.ledger, self._pages, self._enter)
            self._guide = Guide()
            self._status = Status()
            self._others_button = Button("", "neutral", icon="users")
            self._others_button.setObjectName("other_patients_open")
            self._from: Page = self.worklist  # where the patient's page was opened
            self._build()
        self._set_keys()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_SECONDS * 1000)
        appearance.attach(self)
        self.retranslate()
        self.show_worklist()

    @property
    def worklist(self) -> WorklistPage:
        """The three queues."""
        return self._later.worklist

    @property
    def patients(self) -> WorklistPage:
        """The list of everybody."""
        return self._later.patients

    @property
    def patient(self) -> PatientPage:
        """One patient's page."""
        return self._later.patient

    @property
    def thresholds(self) -> ThresholdsPage:
        """A patient's limits."""
        return self._later.thresholds

    @property
    def plan(self) -> PlanPage:
        """A patient's plan."""
        return self._later.plan

    @property
    def round(self) -> RoundPage:
        """The round."""
        return self._later.round

    @property
    def messages(self) -> MessagesPage:
        """The conversations."""
        return self._later.messages

    @property
    def tasks(self) -> TasksPage:
        """The tasks."""
        return self._later.tasks

    @property
    def settings(self) -> SettingsPage:
        """The settings."""
        return self._later.settings

    @property
    def moving(self) -> MovingPage:
        """Data out and in."""
        return self._later.moving

    def show_worklist(self) -> None:
        """Go to the worklist."""
        self._go(self.worklist, Place.WORKLIST)
        self.worklist.begin()

    def show_patients(self) -> None:
        """Go to the list of everybody."""
        self._go(self.patients, Place.PATIENTS)
        self.patients.settle()
        self.patients.begin()

    def show_round(self) -> None:
        """Go to the round, where it stands."""
        self._go(self.round, Place.ROUND)
        self.round.begin()

    def show_messages(self) -> None:
        """Go to the conversations."""
        self._go(self.messages, Place.MESSAGES)
        self.messages.begin()

    def show_tasks(self) -> None:
        """Go to the tasks."""
        self.tasks.settle()
        self._go(self.tasks, Place.TASKS)
        self.tasks.begin()

    def show_settings(self) -> None:
        """Go to the settings."""
        self._go(self.settings, Place.SETTINGS)
        self.settings.begin()

    def add_centre(self, widget: QWidget, title: Callable[[], str]) -> None:
        """Give the window the care centre's place, with the widget that another part made for it."""
        self._centre = GuestPage(self._desk, widget, title)
        self._pages.addWidget(self._centre)
        self.rail.items[Place.CENTRE].show()
        self.rail.fit(self.width())

    @property
    def desk(self) -> Desk:
        """What a page that is made elsewhere needs."""
        return self._desk

    def add_visits(self, make: Callable[[], VisitsPage]) -> None:
        """Give the window the mobile team's place; another part makes its page when it is first gone to."""
        self._make_visits = make
        self.rail.items[Place.MOBILE].show()
        self.rail.fit(self.width())

    def show_visits(self) -> None:
        """Go to the mobile team's place."""
        if self.visits is None and self._make_visits is not None:
            self.visits = page = self._make_visits()
            self._pages.addWidget(page)
            page.keys_changed.connect(self._show_keys)
            page.opened.connect(self.open_patient)
            self._desk.bridge.sync.connect(page.show_sync)
            self._desk.bridge.colleagues.connect(page.set_colleagues)
            page.set_colleagues(self._colleagues or (self._desk.staff.name,))
            page.show_sync(self._sync)
            page.set_rows(self._every())
        if self.visits is not None:
            self._go(self.visits, Place.MOBILE)
            self.visits.begin()

    def show_centre(self) -> None:
        """Go to the care centre's place."""
        if self._centre is not None:
            self._go(self._centre, Place.CENTRE)
            self._centre.begin()

    def open_patient(self, mailbox: str, then: Callable[[], None] = lambda: None) -> None:
        """Go to a patient's page. It is shown when the core has answered, and ``then`` is done."""
        page = self._pages.currentWidget()
        looked_up = self._from is self.patients if page is self.patient else page is self.patients
        if isinstance(page, WorklistPage) and page.search.text():
            looked_up = True
        self._asked, self._then = mailbox, then
        self._desk.bridge.open(mailbox, "search" if looked_up else "worklist")

    def show_thresholds(self) -> None:
        """Go to the limits of the patient whose page is open."""
        view = self.patient.view
        if view is not None and view.plans:
            self.thresholds.show_view(view)
            self._go(self.thresholds, self._place())
            self.thresholds.begin()

    def show_moving(self) -> None:
        """Save a copy of the data of the patient whose page is open, or bring values in."""
        if self.patient.view is not None:
            self._go(self.moving, self._place())
            self.moving.show_patient(self.patient.mailbox, self.patient.view.patient.name)

    def _move(self, what: str) -> None:
        self._go(self.moving, Place.SETTINGS)
        self.moving.show_centre(what)

    def _moved(self) -> None:
        if self.moving.mailbox and self.moving.mailbox == self.patient.mailbox:
            self._back_to_patient()
        else:
            self.show_settings()

    def show_plan(self) -> None:
        """Go to the plan of the patient whose page is open."""
        view = self.patient.view
        if view is not None and view.plans:
            self.plan.show_view(view)
            self._go(self.plan, self._place())
            self.plan.begin()

    def show_others(self) -> None:
        """Offer the patients that are not the own team's, to be opened with a reason."""
        self._focus_before = self.focusWidget()
        self._barred = ""
        self._desk.bridge.ask_others()

    def show_protections(self) -> None:
        """Show how the record whose page is open is protected."""
        if self.patient.view is not None:
            self._focus_before = self.focusWidget()
            self.protections.begin(self.patient.view)

    @cached_property
    def _all_keys(self) -> AllKeys:
        whole = self.centralWidget()
        assert whole is not None
        sheet = AllKeys(whole)
        sheet.closed.connect(self._back_to_work)
        return sheet

    def show_keys(self) -> None:
        """Show every key on one sheet."""
        self._focus_before = self.focusWidget()
        self._all_keys.open()

    def retranslate(self) -> None:
        self._others_button.setText(self.tr("Another team's patient"))
        self._show_sync(self._sync)
        self._show_keys()
        self._show_hours()

    def _show_hours(self) -> None:
        """The staffed hours, as the centre has them."""
        staffed = self._desk.hours
        hours = self.tr("Outside staffed hours patients are referred to 1177 and 112")
        if staffed:
            hours = self.tr("Staffed {hours}. At other times patients are referred to 1177 and 112")
        self._status.set_notes(
            (hours.format(hours=staffed), self.tr("Other times 1177 and 112"), "1177, 112"),
            self.tr("Not CE marked, development and research only"),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        self._idle.stop()
        self.ledger.release()
        for page in self._later.made:
            if isinstance(page, RoundPage):
                page.release()
        super().closeEvent(event)
        self.closed.emit()

    def _build(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        self.escalation = ZoneLine(Zone.RED)
        self.escalation.setObjectName("escalation")
        self.escalation.hide()
        middle.addWidget(self.escalation)
        middle.addWidget(self._pages, 1)
        middle.addWidget(self._guide)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(middle, 1)
        whole = QWidget()
        whole.setProperty("kind", "page")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        column.addWidget(self._status)
        self.setCentralWidget(whole)
        FocusRing(self)
        self.others = OtherPatients(whole)
        self.protections = Protections(whole)
        self.protections.closed.connect(self._back_to_work)
        self.protections.given.connect(self._desk.bridge.guard)
        self.others.closed.connect(self._back_to_work)
        self.others.given.connect(self._give_reason)
        self.rail.chosen.connect(self._choose)
        self._others_button.clicked.connect(self.show_others)
        QShortcut(QKeySequence("?"), self, self.show_keys)
        QShortcut(QKeySequence("F6"), self, self._next_part)

    def _listen(self) -> None:
        """What the bridge tells comes when the event loop runs, so the window may still be in the making."""
        bridge = self._desk.bridge
        bridge.worklist.connect(self._set_rows)
        bridge.more.connect(self._add_rows)
        bridge.row.connect(self._set_row)
        bridge.sync.connect(self._show_sync)
        bridge.failed.connect(self._failed)
        bridge.patient.connect(self._show_patient)
        bridge.others.connect(lambda others: self.others.begin(others, self._barred))
        bridge.barred.connect(self._bar)
        bridge.escalated.connect(self._show_escalated)
        bridge.centre_settings.connect(lambda _settings: self._show_hours())
        bridge.overtaken.connect(self._overtaken)
        bridge.colleagues.connect(self._set_colleagues)
        bridge.teams.connect(self._set_teams)

    def _enter(self, page: Page) -> None:
        """A page has been made: connect it, and bring it up to what the others know."""
        page.keys_changed.connect(self._show_keys)
        match page:
            case WorklistPage():
                page.opened.connect(self.open_patient)
                page.toast.expired.connect(self.ledger.release)
                page.toast.undone.connect(self.ledger.undo)
                page.set_colleagues(self._colleagues)
                page.set_teams(*self._teams)
                if page.everybody:
                    page.top.put(self._others_button)
            case PatientPage():
                self._enter_patient(page)
            case ThresholdsPage():
                page.left.connect(self._back_to_patient)
            case PlanPage():
                page.left.connect(self._back_to_patient)
                page.limits_asked.connect(self.show_thresholds)
            case RoundPage():
                page.limits_asked.connect(lambda mailbox: self.open_patient(mailbox, self.show_thresholds))
                page.plan_asked.connect(lambda mailbox: self.open_patient(mailbox, self.show_plan))
            case SettingsPage():
                page.keys_set.connect(self._set_keys)
                page.data.asked.connect(self._move)
            case MovingPage():
                page.left.connect(self._moved)
        if isinstance(page, RoundPage | MessagesPage | TasksPage):
            page.opened.connect(self.open_patient)
        if isinstance(page, _LISTS) and self._pages.count() > 1:
            page.set_rows(self._every())
            self._show_count(page)
        key_map.apply(page, self._wished)

    def _enter_patient(self, page: PatientPage) -> None:
        page.toast.expired.connect(self.ledger.release)
        page.toast.undone.connect(page.undo)
        page.left.connect(self._leave_patient)
        page.limits_asked.connect(self.show_thresholds)
        page.plan_asked.connect(self.show_plan)
        page.moving_asked.connect(self.show_moving)
        page.protect_asked.connect(self.show_protections)
        page.stepped.connect(self._step_patient)

    def _make_next(self) -> None:
        self._idle.setInterval(_IDLE_MS)
        if not self._later.make_next():
            self._idle.stop()

    def _set_colleagues(self, names: tuple[str, ...]) -> None:
        self._colleagues = names
        for page in self._later.made:
            if isinstance(page, WorklistPage):
                page.set_colleagues(names)

    def _set_teams(self, names: Mapping[str, str], of: Mapping[str, Sequence[str]]) -> None:
        self._teams = names, of
        for page in self._later.made:
            if isinstance(page, WorklistPage):
                page.set_teams(names, of)

    def _choose(self, place: Place) -> None:
        match place:
            case Place.WORKLIST:
                self.show_worklist()
            case Place.ROUND:
                self.show_round()
            case Place.MESSAGES:
                self.show_messages()
            case Place.TASKS:
                self.show_tasks()
            case Place.PATIENTS:
                self.show_patients()
            case Place.MOBILE:
                self.show_visits()
            case Place.CENTRE:
                self.show_centre()
            case Place.SETTINGS:
                self.show_settings()

    def _go(self, page: Page, place: Place) -> None:
        before = self._pages.currentWidget()
        if isinstance(before, MessagesPage) and page is not before:
            before.leave()
        page.tick(self._desk.now())
        self._pages.setCurrentWidget(page)
        self.rail.set_current(place)
        self._show_keys()

    def _show_patient(self, view: PatientView) -> None:
        """Show a page that was asked for, or bring the one on the screen up to date."""
        if view.mailbox == self._asked:
            self._asked = ""
            self.others.hide()
            if _place_of(self._page()) is not None:
                self._from = self._page()
            self.patient.show_view(view)
            self._go(self.patient, self._place())
            self.patient.begin()
            then, self._then = self._then, lambda: None
            then()
        elif view.mailbox == self.patient.mailbox:
            self.patient.show_view(view)
            page = self._page()
            if isinstance(page, ThresholdsPage | PlanPage) and view.mailbox == page.mailbox:
                page.show_view(view)
        self._show_place()

    def _show_escalated(self, waiting: tuple[Escalated, ...]) -> None:
        """Say whom to tell of the red signal that has waited longest, above whatever page is shown."""
        if waiting:
            first = waiting[0]
            time = self._desk.fmt.age(dt.timedelta(minutes=first.minutes))
            strong = self.tr("{name}: red for {time} of staffed time without anybody acknowledging.").format(
                name=first.name, time=time
            )
            told = ", ".join(part for part in (first.step.tell, first.step.phone) if part)
            rest = self.tr("Tell {whom}.").format(whom=told)
            if len(waiting) > 1:
                rest += " " + self.tr("%n more wait(s).", "", len(waiting) - 1)
            self.escalation.set_text(strong, rest)
            if self.escalation.isHidden():
                announce(self.escalation, f"{strong} {rest}", urgent=True)
        self.escalation.setVisible(bool(waiting))

    def _bar(self, mailbox: str, code: str) -> None:
        """A page opens with a reason alone; the one on the screen is left when its reason has run out."""
        if mailbox == self.patient.mailbox and self._page() is self.patient:
            self._leave_patient()
        if self.others.isVisible():
            self.others.refuse(blocked=code == RecordIsBlocked.code)
            return
        self._barred = mailbox
        self._desk.bridge.ask_others()

    def _give_reason(self, mailbox: str, ground: Ground, reason: str) -> None:
        self._asked = mailbox
        self._desk.bridge.permit(mailbox, ground, reason)

    def _place(self) -> Place:
        return _place_of(self._from) or Place.WORKLIST

    def _back_to_patient(self) -> None:
        self._go(self.patient, self._place())
        self.patient.begin()

    def _leave_patient(self) -> None:
        self._desk.bridge.close()
        self._choose(self._place())

    def _step_patient(self, by: int) -> None:
        """Go to the next patient of the list that one came from; past its end, back to it."""
        if not isinstance(self._from, WorklistPage):
            self._leave_patient()
            return
        before = self._from.view.mailbox
        self._from.view.go_to(self.patient.mailbox)
        self._from.view.step(by)
        mailbox = self._from.view.mailbox
        if mailbox in {"", self.patient.mailbox} and before == mailbox:
            self._leave_patient()
        elif mailbox != self.patient.mailbox:
            self.open_patient(mailbox)

    def _show_place(self) -> None:
        if not isinstance(self._from, WorklistPage):
            self.patient.header.set_place(0, 0)
            return
        model = self._from.model
        self.patient.header.set_place(model.row_of(self.patient.mailbox) + 1, model.rowCount())

    def _page(self) -> Page:
        page = self._pages.currentWidget()
        assert isinstance(page, Page)
        return page

    def _set_rows(self, rows: tuple[Row, ...]) -> None:
        for page in self._lists():
            page.set_rows(rows)
        if self.visits is not None:
            self.visits.set_rows(self._every())
        self._show_counts()
        if rows:
            self._idle.start(_FIRST_MS)

    def _add_rows(self, rows: tuple[Row, ...], last: bool) -> None:
        """More of a long list that is being read: in parts, so that the window goes on answering."""
        for page in self._lists():
            page.add_rows(rows, last=last)
        if self.visits is not None and last:
            self.visits.set_rows(self._every())
        self._show_counts()

    def _set_row(self, row: Row) -> None:
        for page in self._lists():
            page.set_row(row)
        self._show_counts()

    def _every(self) -> tuple[Row, ...]:
        """All patients' lines, in no order."""
        return tuple(self.worklist.model.listing.rows.values())

    def _lists(self) -> list[WorklistPage | RoundPage | MessagesPage | TasksPage]:
        """The pages that all patients' lines go to, as far as they have been made."""
        return [page for page in self._later.made if isinstance(page, _LISTS)]

    def _show_counts(self) -> None:
        for page in self._later.made:
            self._show_count(page)

    def _show_count(self, page: Page) -> None:
        if isinstance(page, MessagesPage):
            self.rail.items[Place.MESSAGES].set_count(page.model.unread())
        elif isinstance(page, TasksPage):
            self.rail.items[Place.TASKS].set_count(page.model.count_due())

    def _overtaken(self, first: Overtaken) -> None:
        """A colleague came before: say so, on whatever page this is."""
        row = self.worklist.model.row(first.mailbox)
        name = row.patient.name if row is not None else ""
        done = ", ".join(words.action_done(a) for a in first.actions)
        at = self._desk.fmt.when(first.at, self._desk.now())
        strong = self.tr("{name} was already acknowledged.").format(name=name)
        rest = self.tr("{who}, {when}: {done}.").format(who=first.by, when=at, done=done)
        if first.own:
            rest += " " + self.tr("That stands first; yours is kept beside it.")
        self._page().toast.show_done(strong, rest, undo=False)

    def _show_sync(self, view: SyncView) -> None:
        self._sync = view
        fmt, now = self._desk.fmt, self._desk.now()
        at = fmt.when(view.last_contact, now) if view.last_contact else ""
        if view.problem:
            self._status.set_link(self._told(view), fine=False)
        elif view.online is None:
            self._status.set_link(self.tr("Connecting"), fine=True)
        elif not view.online:
            text = self.tr("No contact since {when}. What you do is saved here and is sent later.")
            if not at:
                text = self.tr("No contact. What you do is saved here and is sent later.")
            self._status.set_link(text.format(when=at), fine=False)
        elif view.history is not None:
            done = view.history
            text = self.tr("Waiting for the history from a colleague's program")
            if done.total:
                text = self.tr("Connected. History of {done} of {total} patients has come")
            self._status.set_link(text.format(done=done.done, total=done.total), fine=True)
        elif view.waiting:
            text = self.tr("Connected, %n envelope(s) on the way", "", view.waiting)
            self._status.set_link(text, fine=True)
        else:
            self._status.set_link(self.tr("Connected, fetched {when}").format(when=at), fine=True)

    def _told(self, view: SyncView) -> str:
        """What is wrong with the exchange, and with whose, where it is a few people's."""
        known = (self.worklist.model.row(mailbox) for mailbox in view.about)
        names = [row.patient.name for row in known if row is not None]
        if not names:
            return words.problem(view.problem)
        listed = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
        return f"{words.problem(view.problem)} " + self.tr("It concerns {names}.").format(names=listed)

    def _failed(self, code: str) -> None:
        self._page().toast.show_done(words.problem(code), undo=False)

    def _back_to_work(self) -> None:
        if self._focus_before is not None:
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_part(self) -> None:
        """Take the keyboard from the page to the rail and back."""
        rail = self.rail.items[Place.WORKLIST]
        if self.rail.isAncestorOf(self.focusWidget()):
            self._page().begin()
        else:
            rail.setFocus(Qt.FocusReason.TabFocusReason)

    def _set_keys(self) -> None:
        """Bring keys and guide in line with what this workstation wishes."""
        self._wished = key_map.load(self._desk)
        key_map.apply(self, self._wished)
        self._guide.setVisible(self._desk.bridge.preferences.get("guide") != "off")

    def _show_keys(self) -> None:
        self._guide.set_keys(key_map.shown(self._page().keys, self._wished))

    def _tick(self) -> None:
        self._page().tick(self._desk.now())
        self._desk.bridge.tick()
        self._show_sync(self._sync)


def _place_of(page: Page) -> Place | None:
    """The place of a page that a patient's page is opened from, and comes back to."""
    match page:
        case VisitsPage():
            return Place.MOBILE
        case WorklistPage():
            return Place.PATIENTS if page.everybody else Place.WORKLIST
        case RoundPage():
            return Place.ROUND
        case MessagesPage():
            return Place.MESSAGES
        case TasksPage():
            return Place.TASKS
    return None
