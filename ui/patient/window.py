"""The patient's window: a rail or a top bar, the pages, the measuring task, and a red alert above all.

Rules:
- It never blocks: it asks the bridge and draws what comes. The clock is an argument.
- Home is made and drawn first. Every other page and task is made when it is first needed, or ahead of that in
  idle moments, a part at a time, so that neither the start nor a click waits for all of them.
- A red alert that nobody has answered replaces the main area of Home, and comes to the front by itself.
- A reading that comes by itself is shown; during a sitting it belongs to the sitting.

Names of widgets that stay the same (``objectName``), for tests and for the demonstration:
  rail           go_home, go_measure, go_trends, go_plan, go_questions, go_messages, go_devices, go_settings
  top bar        menu; then the same names as actions of the menu
  turning pages  showMore, showPrevious
  Home           startMeasuring, writeToContact
  measuring      prepared, alreadyRested, sound, measureLater, measureAgain, measureDone, notMe,
                 cancelMeasuring, typeValue;
                 cuffPressure, resultFigure, resultZone are read only
  typing         typed_systolic, typed_diastolic, typed_pulse_rate, typedDay, typedTime, typedNote,
                 saveTyped, cancelTyping; typed_spo2, typed_body_weight ... for other measures
  other measures measure_oximetry, measure_weight ... (which one); liveFigure; enoughForToday, noteToCare
  red alert      haveCalled, undoHaveCalled, alertToHome, writeAboutAlert
  my values      period, chartOrTable, readout, printValues; nightChoice, nightBefore, nightAfter;
                 monthBefore, monthAfter, monthGrid, monthDay, monthCounts; notMyValue
  questions      answer_<questionnaire>; answer_1, answer_2 ..., answerNumber, questionNext, questionBefore,
                 questionsLater
  messages       messageText, sendMessage, attachPicture, removePicture; openPicture, saveFile
  my plan        openVideo, toCalendar, printPlan; planBreak is read only
  devices        addDevice, test_1, test_2 ...
  whose value    itWasMe, itWasAnother, answerLater
  one device     testOutcome, testAgain, connectAgain, removeDevice, deviceDone, closeDevice, slot_1_mine,
                 slot_1_other ..., scaleUser, scaleCode, giveConsent
  adding one     sort_blood_pressure, sort_oximeter ..., nearby_1 ..., passkey, givePasskey, otherSort,
                 searchAgain, measureWithIt, pairingDone, cancelPairing
  settings       language, textSize, looks, still; remindMe, quietFrom, quietTo, awayDays, stayInTray;
                 whoMayRead
"""

from __future__ import annotations

import datetime as dt
import importlib
import threading
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hemmonitor.clinical.guided import Durations, Step
from hemmonitor.home import HomeState, Recorded
from hemmonitor.model.finding import Judged
from hemmonitor.model.measurement import Kind, Measurement
from ui.bridge import DeviceNews, PatientBridge, ProblemNews, StageNews, SyncView
from ui.format import Formatter
from ui.i18n import Translations
from ui.patient.browse import BrowseFrame
from ui.patient.devicetasks import DeviceTasks
from ui.patient.firststeps import KEPT as FIRST
from ui.patient.firststeps import MEASURE, FirstSteps
from ui.patient.guide import Guide
from ui.patient.home import HomePage
from ui.patient.layout import room_for
from ui.patient.openalerts import alert_id, unanswered
from ui.patient.page import Page, Shown
from ui.patient.preferences import Preferences
from ui.patient.rail import Place
from ui.patient.remindclock import Reminders
from ui.patient.reminding import Wishes
from ui.patient.reminding import read as read_wishes
from ui.patient.reminding import written as written_wishes
from ui.patient.stack import FrameStack
from ui.patient.takes import Takes
from ui.patient.words import problem
from ui.theme import Appearance, TextSize, Theme
from ui.widgets.base import Themed
from ui.widgets.focus import FocusRing
from ui.widgets.toast import Toast

if TYPE_CHECKING:  # at run time when they are made
    from hemmonitor.clinical.alerts import Episode
    from hemmonitor.model.questionnaire import Questionnaire
    from ui.patient.alert import AlertPage
    from ui.patient.blow import BlowFrame
    from ui.patient.choose import ChooseFrame
    from ui.patient.manual import ManualFrame
    from ui.patient.measure import MeasureFrame
    from ui.patient.messages import MessagesPage
    from ui.patient.moving import MovingFrame
    from ui.patient.plan import PlanPage
    from ui.patient.questions import QuestionsFrame, QuestionsPage
    from ui.patient.settings import SettingsPage
    from ui.patient.take import TakeFrame
    from ui.patient.trends import TrendsPage

NOT_ME = "not_me"  # why a reading is retracted; the care side has the words
_AHEAD = (  # what is made ahead, and the module it is in: first what is likeliest to be asked for
    ("measure", "_measure"),
    ("alert", "_alert_page"),
    ("plan", "_plan"),
    ("messages", "_messages"),
    ("devices", "_device_page"),
    ("settings", "_settings"),
    ("questions", "_asked"),
    ("questions", "_questions"),
    ("choose", "_choose"),
    ("take", "_take"),
    ("blow", "_blow"),
    ("manual", "_manual"),
    ("pairing", "pairing"),
    ("deviceframe", "one"),
    ("trends", "_trends"),
)
_OF_DEVICES = {"pairing", "one"}
_IDLE_MS = 20  # between the parts that are made ahead, for what the person does meanwhile
_TICK_MS = 20_000  # tasks and greetings follow the time of day
_SNUG = 41  # a window lower than this many body-text heights saves on padding


class PatientWindow(Themed, QWidget):
    """``PatientWindow(bridge, appearance, translations, clock, zone)``, then ``show()``."""

    preferred = Signal(object)  # Preferences, to be kept for the next start
    reminded = Signal(str, str)  # title and text for outside the window
    drawn = Signal()  # how things stand is on the screen, for the first time

    def __init__(
        self,
        bridge: PatientBridge,
        appearance: Appearance,
        translations: Translations,
        clock: Callable[[], dt.datetime],
        zone: dt.tzinfo,
        *,
        durations: Durations | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.setWindowTitle("Hemmonitor")
        self.setMinimumSize(800, 560)
        self._bridge, self._appearance, self._translations = bridge, appearance, translations
        self._clock, self._zone = clock, zone
        self._preferences = self._in_force()
        self._home: HomeState | None = None
        self._history: tuple[Measurement, ...] = ()
        self._known: dict[str, Measurement] = {}
        self._past: tuple[Episode, ...] = ()
        self._sync = SyncView()
        self._place = Place.HOME
        self._alerted: frozenset[str] = frozenset()
        self._thank = False  # answers were saved a moment ago
        self._arranged = self._over = False
        self._contact: list[DeviceNews] = []  # how the contact with a device stands, for a frame made later
        self._sittings: list[MeasureFrame | TakeFrame | BlowFrame] = []  # those made
        self.hides_to: Callable[[], bool] = lambda: False  # whether closing goes on in the tray
        self._wishes = Wishes()
        self._reminders = Reminders(clock, zone, self)
        self._leave: Callable[[], None] | None = None  # what is taken away when the toast goes
        self.guide = Guide(bridge, clock, durations or Durations(), self)
        self.takes = Takes(bridge, clock, self)
        self._first = FirstSteps(lambda left: bridge.keep(FIRST, left), self)
        self._make_frame()
        self._connect()
        self._ring = FocusRing(self)
        appearance.attach(self)
        appearance.changed.connect(self._settings_again)
        translations.changed.connect(self._settings_again)
        self._show_page()
        self._tick = QTimer(self)
        self._tick.timeout.connect(bridge.tick)
        self._tick.start(_TICK_MS)
        bridge.refresh()
        for name in ("reminders", FIRST):
            bridge.recall(name)
        self._ahead = QTimer(self)
        self._ahead.setInterval(_IDLE_MS)
        self.drawn.connect(self._make_ahead)

    @property
    def form(self) -> Formatter:
        """Dates and figures in the language in force."""
        return Formatter(self._translations.language, self._zone)

    def _now_form(self) -> Formatter:
        return self.form

    def _by_keyboard(self) -> bool:
        return self._ring.target is not None

    def _make_frame(self) -> None:
        self._browse, self._frames = BrowseFrame(), FrameStack()
        self._home_page = HomePage(self._now_form)
        self._browse.add_page(self._home_page)
        self._frames.join(self._browse)
        self._devices = DeviceTasks(self._bridge.devices, self._now_form, self._frames.join, self)
        self._before: QWidget = self._browse
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frames)
        self._toast = Toast(self)
        self._browse.rest_focus()

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.recorded.connect(self._recorded)
        bridge.state.connect(self._state)
        bridge.history.connect(self._got_history)
        bridge.past.connect(self._got_past)
        bridge.sync.connect(self._got_sync)
        bridge.device.connect(self._news)
        bridge.failed.connect(self._failed)
        bridge.kept.connect(self._kept)
        self._browse.chosen.connect(self.go)
        self._home_page.measure.connect(self.measure_kind)
        self._home_page.answer.connect(lambda: self.go(Place.QUESTIONS))
        self._home_page.write.connect(self._write)
        self.takes.arrived.connect(self._taken)
        self.takes.changed.connect(self._sat)
        self.guide.arrived.connect(self._arrived)
        self.guide.changed.connect(self._guided)
        self._reminders.remind.connect(self._remind)
        self._devices.shows.connect(self._show_task)
        self._devices.answered.connect(self._go_back)
        self._devices.left.connect(self._measured)
        self._devices.measure.connect(self.measure_kind)
        self._devices.removing.connect(self._remove)
        self._toast.undone.connect(self._keep)
        self._toast.expired.connect(self._leave_now)
        self._first.device.connect(self._devices.add_first)
        self._first.measure.connect(self.measure)
        self._devices.changed.connect(self._first.devices)
        self._devices.left.connect(self._first.done)

    # --- pages and tasks, each made when it is first needed --------------------------------------

    @cached_property
    def _alert_page(self) -> AlertPage:
        from ui.patient.alert import AlertPage

        page = AlertPage(self._now_form, self._by_keyboard)
        page.answer.connect(self._answer)
        page.leave.connect(self._leave_alert)
        page.write.connect(self._write)
        self._browse.add_page(page)
        return page

    @cached_property
    def _plan(self) -> PlanPage:
        from ui.patient.plan import PlanPage

        page = PlanPage(self._now_form)
        page.write.connect(self._write)
        page.export.connect(lambda: self._move("export", "ics"))
        page.report.connect(lambda: self._move("export", "pdf"))
        self._browse.add_page(page)
        return page

    @cached_property
    def _messages(self) -> MessagesPage:
        from ui.patient.messages import MessagesPage

        page = MessagesPage(self._now_form)
        page.send.connect(self._bridge.write)
        page.opened.connect(self._bridge.mark_messages_read)
        self._browse.add_page(page)
        return page

    @cached_property
    def _settings(self) -> SettingsPage:
        from ui.patient.settings import SettingsPage

        page = SettingsPage(self._now_form, self._preferences, self._clock)
        page.changed.connect(self._prefer)
        page.data.asked.connect(self._move)
        page.reminders.show_wishes(self._wishes)
        page.reminders.changed.connect(self._wish)
        self._bridge.circle.connect(page.show_circle)
        self._browse.add_page(page)
        return page

    @cached_property
    def _asked(self) -> QuestionsPage:
        from ui.patient.questions import QuestionsPage

        page = QuestionsPage(self._now_form, self._questions.has_draft)
        page.answer.connect(self._ask)
        self._browse.add_page(page)
        return page

    @cached_property
    def _device_page(self) -> Page:
        self._browse.add_page(self._devices.page)
        return self._devices.page

    @cached_property
    def _trends(self) -> TrendsPage:
        """The charts: what draws them takes longer to load than all the rest."""
        from ui.patient.trends import TrendsPage

        page = TrendsPage(self._now_form)
        page.export.connect(lambda: self._move("export", "pdf"))
        page.measure.connect(self.measure)
        page.retract.connect(self._retract)
        self._browse.add_page(page)
        return page

    @cached_property
    def _measure(self) -> MeasureFrame:
        from ui.patient.measure import MeasureFrame

        frame = MeasureFrame(self.guide, self._now_form, self._by_keyboard)
        frame.closed.connect(self._measured)
        frame.retracting.connect(self._retract)
        frame.type_value.connect(lambda: self._type(Kind.BLOOD_PRESSURE))
        self._join(frame)
        return frame

    @cached_property
    def _take(self) -> TakeFrame:
        from ui.patient.take import TakeFrame

        frame = TakeFrame(self.takes, self._now_form, self._clock, self._by_keyboard)
        self._connect_take(frame)
        return frame

    @cached_property
    def _blow(self) -> BlowFrame:
        from ui.patient.blow import BlowFrame

        frame = BlowFrame(self.takes, self._now_form, self._by_keyboard)
        self._connect_take(frame)
        return frame

    def _connect_take(self, frame: TakeFrame | BlowFrame) -> None:
        frame.closed.connect(self._measured)
        frame.retracting.connect(self._retract)
        frame.type_value.connect(self._type)
        frame.note.connect(self._write_about)
        self._join(frame)

    def _join(self, frame: MeasureFrame | TakeFrame | BlowFrame) -> None:
        """One more frame that devices speak to; it learns how things stand and of the contact there is."""
        self._frames.join(frame)
        if (shown := self._shown()) is not None:
            frame.show_state(shown)
        for news in self._contact:
            frame.news(news)
        self._sittings.append(frame)

    @cached_property
    def _choose(self) -> ChooseFrame:
        from ui.patient.choose import ChooseFrame

        frame = ChooseFrame()
        frame.closed.connect(self._measured)
        frame.chosen.connect(self.measure_kind)
        self._frames.join(frame)
        return frame

    @cached_property
    def _manual(self) -> ManualFrame:
        from ui.patient.manual import ManualFrame

        frame = ManualFrame(self._clock)
        frame.closed.connect(lambda: self._frames.setCurrentWidget(self._typing_from))
        frame.typed.connect(self._typed)
        self._frames.join(frame)
        return frame

    @cached_property
    def _questions(self) -> QuestionsFrame:
        from ui.patient.questions import QuestionsFrame

        frame = QuestionsFrame(self._now_form, self._clock, self._by_keyboard)
        frame.closed.connect(self._left_questions)
        frame.finished.connect(self._answered)
        frame.keeping.connect(lambda text: self._bridge.keep("questions", text))
        self._frames.join(frame)
        if (shown := self._shown()) is not None:
            frame.show_state(shown)
        self._bridge.recall("questions")
        return frame

    def _left_questions(self) -> None:
        self._asked.retranslate()  # which have answers on the way
        self._measured()

    @cached_property
    def _moving(self) -> MovingFrame:
        from ui.patient.moving import MovingFrame

        frame = MovingFrame(lambda: self._bridge.means(self._now_form))
        frame.closed.connect(self._measured)
        self._frames.join(frame)
        return frame

    def _make_ahead(self) -> None:
        """Make what the person may ask for next, one part in each idle moment.

        Its modules are read beside the window; those of the charts after all else, as they take longest.
        """
        read: set[str] = set()
        steps = self._steps(read)

        def read_all() -> None:
            for module, _name in _AHEAD:
                if self._over:
                    return
                importlib.import_module(f"ui.patient.{module}")
                read.add(module)

        def step() -> None:
            if self._over or next(steps, False) is False:
                self._ahead.stop()

        self._ahead.timeout.connect(step)
        self._ahead.start()
        threading.Thread(target=read_all, daemon=True).start()

    def _steps(self, read: set[str]) -> Iterator[bool]:
        for module, name in _AHEAD:
            while module not in read:
                yield True
            part = getattr(self._devices if name in _OF_DEVICES else self, name)
            yield True
            if isinstance(part, Page):
                self._browse.prepare(part)
            else:
                self._frames.prepare(part)
            yield True

    # --- going around --------------------------------------------------------------------------

    def go(self, place: Place) -> None:
        """Show a page; "Measure" starts a measurement."""
        if place is Place.MEASURE:
            self._show_page()  # the rail stays where one was
            self.measure()
            return
        self._place = place
        self._show_page()
        if place is Place.TRENDS:
            self._bridge.older()
            self._bridge.ask_past()
        if place is Place.SETTINGS:
            self._bridge.ask_circle()
        if place is Place.MESSAGES and self._home is not None and self._home.unread_messages:
            self._bridge.mark_messages_read()

    def measure(self) -> None:
        """Start a guided measurement: the one there is, else the person chooses."""
        from ui.patient.choose import wanted

        kinds = wanted(self._home, self._devices.view)
        if len(kinds) == 1:
            self.measure_kind(kinds[0])
        else:
            self._frames.setCurrentWidget(self._choose)
            self._choose.begin(kinds)

    def measure_kind(self, kind: Kind | None) -> None:
        """Start the guided measurement of this kind; ``None`` asks which."""
        if kind is None:
            self.measure()
        elif kind is Kind.BLOOD_PRESSURE:
            self._frames.setCurrentWidget(self._measure)
            self._measure.begin()
        else:
            frame = self._blow if kind is Kind.SPIROMETRY else self._take
            self.takes.begin(kind)
            self._frames.setCurrentWidget(frame)
            frame.begin()

    def marked(self, measurement: Measurement) -> Measurement:
        """The measurement with what the sitting that goes on knows of it. Safe from any thread."""
        return self.takes.marked(self.guide.marked(measurement))

    def _show_task(self, frame: QWidget) -> None:
        """Bring a task to the front; `_go_back` leads to what was there."""
        self._before = self._frames.currentWidget() or self._browse
        self._frames.setCurrentWidget(frame)

    def _go_back(self) -> None:
        self._frames.setCurrentWidget(self._before)
        self._show_page()
        if self._alerted and not self._sitting_goes_on:
            self._raise_alert()

    def _settings_again(self) -> None:
        """Looks or language were changed, here or elsewhere."""
        self._preferences = self._in_force()
        if "_settings" in vars(self):
            self._settings.set_preferences(self._preferences)

    def _in_force(self) -> Preferences:
        theme = self._appearance.theme
        return Preferences(
            self._translations.language,
            self._appearance.choice,
            TextSize(theme.text_size),
            theme.reduced_motion,
        )

    def _write(self) -> None:
        self.go(Place.MESSAGES)
        self._messages.write()

    def _prefer(self, preferences: Preferences) -> None:
        """The person wants it otherwise."""
        before, self._preferences = self._preferences, preferences
        if preferences.language is not before.language:
            self._translations.use(preferences.language)
        if preferences.choice is not before.choice:
            self._appearance.set_choice(preferences.choice)
        if preferences.text_size is not before.text_size:
            self._appearance.set_text_size(preferences.text_size)
        if preferences.reduced_motion != before.reduced_motion:
            self._appearance.set_reduced_motion(preferences.reduced_motion)
        self.preferred.emit(preferences)

    @property
    def _page(self) -> Page:
        pages: dict[Place, Callable[[], Page]] = {
            Place.TRENDS: lambda: self._trends,
            Place.PLAN: lambda: self._plan,
            Place.QUESTIONS: lambda: self._asked,
            Place.MESSAGES: lambda: self._messages,
            Place.DEVICES: lambda: self._device_page,
            Place.SETTINGS: lambda: self._settings,
        }
        if self._place in pages:
            return pages[self._place]()
        return self._alert_page if self._alerted else self._home_page

    @property
    def _shows_alert(self) -> bool:
        return self._place is Place.HOME and bool(self._alerted)

    def _show_page(self) -> None:
        self._browse.show_page(self._page, self._place)

    def _measured(self) -> None:
        if self._first.left == MEASURE:  # left without a value: there is no hurry
            self._first.done()
        self._frames.setCurrentWidget(self._browse)
        self._show_page()
        if self._shows_alert:
            self._alert_page.announce()

    # --- what the bridge tells -----------------------------------------------------------------

    def _state(self, home: HomeState) -> None:
        if self._home is None:
            QTimer.singleShot(0, self, self.drawn.emit)  # after the events that draw it
        self._home = home
        self._reminders.show_state(home)
        self._show_all()
        open_now = frozenset(alert_id(a) for a in unanswered(home))
        fresh = open_now - self._alerted
        if not self._shows_alert:
            self._alerted = open_now
        else:
            self._alerted |= open_now  # an answered alert stays on the screen until it is left
        if fresh:
            self._raise_alert()
        elif self._thank:
            self._toast.show_done(self.tr("Thank you. Your answers are saved."), undo=False)
        self._thank = False

    def _got_history(self, history: tuple[Measurement, ...]) -> None:
        self._history, self._known = history, {m.id: m for m in history}
        self._show_all()
        if self._place is Place.TRENDS:
            self._bridge.ask_past()

    def _got_past(self, past: tuple[Episode, ...]) -> None:
        if past != self._past:
            self._past = past
            self._show_all()

    def _got_sync(self, sync: SyncView) -> None:
        self._sync = sync
        self._show_all()

    def _shown(self) -> Shown | None:
        if self._home is None:
            return None
        return Shown(self._home, self._sync, self._history, self._known, self._past)

    def _show_all(self) -> None:
        shown = self._shown()
        if shown is None:
            return
        self._browse.show_state(shown)
        for frame in self._sittings:
            frame.show_state(shown)
        if "_questions" in vars(self):
            self._questions.show_state(shown)
        self._devices.show_state(shown)

    def _news(self, news: DeviceNews) -> None:
        if isinstance(news, StageNews):
            self._contact = [news]
        elif isinstance(news, ProblemNews):
            self._contact = [*(n for n in self._contact if isinstance(n, StageNews)), news]
        for frame in self._sittings:
            frame.news(news)

    def _failed(self, code: str) -> None:
        self._toast.show_done(self.tr("That did not work."), problem(code), undo=False)

    # --- alerts and readings -------------------------------------------------------------------

    def _raise_alert(self) -> None:
        """Bring a red alert to the front. A sitting that still goes on is over with it."""
        current = self._frames.currentWidget()
        if current in self._sittings and not self._sitting_goes_on:
            self.guide.close()
            self.takes.close()
            self._frames.setCurrentWidget(self._browse)
        self._place = Place.HOME
        self._show_page()
        if self._frames.currentWidget() is self._browse:
            self._alert_page.announce()

    @property
    def _sitting_goes_on(self) -> bool:
        state, sitting = self.guide.state, self.takes.sitting
        return (state is not None and not state.over) or (sitting is not None and not sitting.over)

    def _sat(self) -> None:
        """A sitting with another device moved on; an alert that waited for its end comes now."""
        sitting = self.takes.sitting
        if sitting is not None and sitting.over and self._alerted:
            self._raise_alert()

    def _guided(self) -> None:
        state = self.guide.state
        if self._is_front("_manual"):  # the device was quicker than the fingers
            self._frames.setCurrentWidget(self._measure)
        if state is not None and state.step is Step.DONE and self._alerted:
            self._raise_alert()

    def _arrived(self, reading: Judged) -> None:
        self._measure.show_alone(reading)
        if self._alerted and not self._sitting_goes_on:
            self._raise_alert()
        else:
            self._frames.setCurrentWidget(self._measure)

    def _taken(self, reading: Judged) -> None:
        """A value of another device came by itself."""
        if self._home is None or self._alerted or self._busy:
            return
        frame = self._blow if reading.measurement.kind is Kind.SPIROMETRY else self._take
        self.takes.show_alone(reading, self._home)
        self._frames.setCurrentWidget(frame)

    @property
    def _busy(self) -> bool:
        """Whether the person is in the middle of a task that nothing may push aside."""
        calm = self._is_front("_browse", "_take", "_blow", "_choose")
        return self._sitting_goes_on or not (calm or self._devices.asks(self._frames.currentWidget()))

    def _is_front(self, *names: str) -> bool:
        """Whether one of these frames is seen; one that was not made is not."""
        current = self._frames.currentWidget()
        return current is not None and any(vars(self).get(name) is current for name in names)

    def _write_about(self, taken: Measurement) -> None:
        """A note to a value goes to the care centre as a message that names it."""
        from ui.patient.takecards import kind_title

        when = self.form.when(taken.taken_at, self._clock())
        name = kind_title(taken.kind)
        self.go(Place.MESSAGES)
        self._messages.write(self.tr("About {name} {when}:").format(name=name.lower(), when=when) + " ")

    @property
    def _typing_from(self) -> QWidget:
        """The frame that typing was asked for in."""
        sitting = self.takes.sitting
        if sitting is None:
            return self._measure
        return self._blow if sitting.kind is Kind.SPIROMETRY else self._take

    def _type(self, kind: Kind) -> None:
        self._frames.setCurrentWidget(self._manual)
        self._manual.begin(kind)

    def _typed(self, measurement: Measurement) -> None:
        """Save what was typed: as a reading of the sitting, or for the time that was given."""
        marked, back = self.marked(measurement), self._typing_from
        if not marked.session:
            self.guide.close()
            self.takes.close()
            self._toast.show_done(self.tr("The value is saved."), undo=False)
        self._bridge.record(marked)
        self._frames.setCurrentWidget(back if marked.session else self._browse)
        self._show_page()

    def _move(self, what: str, form: str = "") -> None:
        """Save a copy of the values (first in this form), bring some in, make a backup or put one back."""
        self._frames.setCurrentWidget(self._moving)
        self._moving.open(what, form)

    def _kept(self, name: str, text: str) -> None:
        """What was kept since the program was closed."""
        if name == "questions":
            self._questions.recall(text)
            if "_asked" in vars(self):
                self._asked.retranslate()
        elif name == "reminders":
            self._wishes = read_wishes(text)
            if "_settings" in vars(self):
                self._settings.reminders.show_wishes(self._wishes)
            self._reminders.wish(self._wishes)
        elif name == FIRST:
            self._first.recall(text)

    def _wish(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._reminders.wish(wishes)
        self._bridge.keep("reminders", written_wishes(wishes))

    def _remind(self, title: str, text: str) -> None:
        """In the window while it is seen, and outside it otherwise."""
        if self.isVisible() and not self.isMinimized() and self.isActiveWindow():
            self._toast.show_done(title, text, undo=False)
        else:
            self.reminded.emit(title, text)

    def _ask(self, questionnaire: Questionnaire) -> None:
        self._frames.setCurrentWidget(self._questions)  # first: only what is seen takes the keyboard
        self._questions.begin(questionnaire)

    def _answered(self, answers: Measurement) -> None:
        """Save a questionnaire's answers; an alert that they raise comes to the front by itself."""
        self._bridge.record(answers)
        self._measured()

    def _recorded(self, recorded: Recorded) -> None:
        """Durable now; what it means comes with the state that follows."""
        self._first.done()
        self._thank = recorded.new and recorded.judged.measurement.kind is Kind.QUESTIONNAIRE

    def _answer(self, keys: tuple[str, ...], answer: str) -> None:
        for key in keys:
            self._bridge.answer_alert(key, answer)

    def _retract(self, ids: tuple[str, ...]) -> None:
        def leave() -> None:
            for measurement_id in ids:
                self._bridge.retract(measurement_id, NOT_ME)

        self._take_away(leave, self.tr("The value is taken away."), self.tr("It does not count as yours."))

    def _remove(self, address: str) -> None:
        self._take_away(
            lambda: self._devices.remove(address),
            self.tr("The device is removed."),
            self.tr("Its values stay."),
        )

    def _take_away(self, leave: Callable[[], None], strong: str, rest: str) -> None:
        """Do it when the toast goes, unless the person thinks again."""
        self._leave_now()
        self._leave = leave
        self._toast.show_done(strong, rest)

    def _keep(self) -> None:
        self._leave = None

    def _leave_now(self) -> None:
        """The time to undo is over."""
        leave, self._leave = self._leave, None
        if leave is not None:
            leave()

    def _leave_alert(self) -> None:
        self._alerted = frozenset(alert_id(a) for a in unanswered(self._home)) if self._home else frozenset()
        self._show_page()

    # --- looks ---------------------------------------------------------------------------------

    def restyle(self, theme: Theme) -> None:
        if self._arranged:  # else the first size does it
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self._arranged = True
        theme = self.theme
        room, snug = room_for(self.width(), theme), self.height() < _SNUG * theme.body
        self._frames.arrange(room, snug=snug)

    def stays(self, *, by_person: bool) -> bool:
        """Whether closing the window goes on in the tray; the program itself closes it for good."""
        return by_person and self._wishes.in_tray and self.hides_to()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave_now()
        if self.stays(by_person=event.spontaneous()):
            event.ignore()
            self.hide()
            return
        self._over = True
        self._tick.stop()
        self._reminders.stop()
        super().closeEvent(event)
