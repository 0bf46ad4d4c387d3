"""The guided blood pressure measurement on the screen: one body and one foot for each step of the protocol.

Rules:
- The step decides what is shown; the protocol itself is in ``hemmonitor.clinical.guided``.
- The live figure is not a result: it is shown while the cuff works, and forgotten.
- Never red before the confirming reading: the zone shown is the one the rules give, and they wait.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from hemmonitor.clinical.guided import Guided, Step
from hemmonitor.model.finding import Judged
from hemmonitor.model.measurement import Flag
from ui.bridge import DeviceNews, DeviceStage, PressureNews, ProblemNews, StageNews
from ui.format import Formatter
from ui.patient import resultwords, view
from ui.patient.guide import Guide, cause_of
from ui.patient.layout import Room, across, down, give_focus
from ui.patient.measurecards import (
    AfterCard,
    CuffCard,
    FailedCards,
    HintCard,
    LiveCard,
    ResultCard,
    RingCard,
    Scales,
    SitCard,
    StartCard,
    StillCard,
)
from ui.patient.page import Shown
from ui.patient.task import TaskFrame
from ui.patient.words import failure_cause, listed, problem, red_flag
from ui.theme import Zone
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine
from ui.widgets.chain import SentChain
from ui.widgets.tile import IconView


class MeasureFrame(TaskFrame):
    """See the module."""

    closed = Signal()
    type_value = Signal()  # the person wants to type the value
    retracting = Signal(object)  # ids of measurements that were somebody else's

    def __init__(
        self,
        guide: Guide,
        form: Callable[[], Formatter],
        by_keyboard: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        """`by_keyboard`: whether the person is using the keyboard, so that focus should be seen."""
        super().__init__(parent)
        self._by_keyboard = by_keyboard
        self._guide, self._form = guide, form
        self._shown: Shown | None = None
        self._alone: Judged | None = None  # a reading that came outside any sitting
        self._laid: object = None
        self._link, self._trouble = DeviceStage.ENDED, ""
        self._sound = True
        self._make_parts()
        self._make_foot()
        guide.changed.connect(self._changed)
        self.refresh()

    def _make_parts(self) -> None:
        self._sit, self._ring, self._start = SitCard(), RingCard(), StartCard()
        self._live, self._still = LiveCard(), StillCard()
        self._pain, self._why_rest, self._cuff = HintCard("hand-stop"), HintCard("info-circle"), CuffCard()
        self._result, self._scales = ResultCard(), Scales()
        self._scale_card = Card(padding=24)
        self._after = AfterCard()
        self._after.not_me.connect(self._not_me)
        self._emergency = ZoneLine(Zone.RED)
        self._failed_head = QWidget()
        head = QVBoxLayout(self._failed_head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(6)
        self._failed_title, self._failed_text = Label("", "title"), Label("", "lead")
        head.addWidget(self._failed_title)
        head.addWidget(self._failed_text)
        self._failed = FailedCards()
        self._ring.over.connect(self._signal)

    def _make_foot(self) -> None:
        self._chain = SentChain()
        self._note, self._estimate = Label("", "secondary"), Label("", "secondary", wrap=False)
        self._link_icon, self._link_text = IconView("bluetooth", 26), Label("", "body")
        self._red_mark, self._red_text = ZoneMark(Zone.RED, 30), Label("", "zone_red")
        self._ready = self._button("prepared", "primary", self._guide.ready, icon_after="arrow-right")
        self._rested = self._button("alreadyRested", "secondary", self._guide.rested)
        self._quiet = self._button("sound", "neutral", self._toggle_sound, icon="volume")
        self._later = self._button("measureLater", "secondary", self._stop)
        self._count_down = QTimer(self)
        self._count_down.setInterval(1000)
        self._count_down.timeout.connect(self._say_left)
        self._type = self._button("typeValue", "secondary", self.type_value.emit, icon="pencil")
        self._again = self._button("measureAgain", "primary", self._guide.retry, icon="refresh")
        self._done = self._button("measureDone", "primary", self._close, icon="check")
        self.way_out.setObjectName("cancelMeasuring")
        self.way_out.clicked.connect(self._stop)

    def _button(
        self, name: str, kind: str, act: Callable[[], None], *, icon: str = "", icon_after: str = ""
    ) -> Button:
        made = Button("", kind, icon=icon, icon_after=icon_after)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: act())
        return made

    @property
    def form(self) -> Formatter:
        """Dates and figures in the language in force."""
        return self._form()

    @property
    def step(self) -> Step:
        """The step shown; a reading that came by itself is shown as done."""
        state = self._guide.state
        return state.step if state is not None else Step.DONE

    def begin(self) -> None:
        """Start a sitting and show its first step."""
        self._alone = None
        self._trouble = ""
        self._guide.begin()

    def show_alone(self, reading: Judged) -> None:
        """Show a reading that came by itself."""
        self._alone = reading
        self._changed()

    def show_state(self, shown: Shown) -> None:
        """Show another moment."""
        self._shown = shown
        self.retranslate()

    def news(self, news: DeviceNews) -> None:
        """What the device tells."""
        if isinstance(news, PressureNews):
            self._pressure(news)
        elif isinstance(news, StageNews):
            self._link, self._trouble = news.stage, ""
            if news.stage is DeviceStage.MEASURING:
                self._live.plot.clear()
                self._live.figure.set_value("")
            self._say_link()
        elif isinstance(news, ProblemNews):
            self._trouble = news.code
            self._say_link()
        self._lay_out_if_changed()

    # --- what is shown -------------------------------------------------------------------------

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        self._ring.set_room(room)
        self._live.set_room(room, snug=snug)
        lay = {
            Step.PREPARE: self._prepare_rows,
            Step.REST: self._rest_rows,
            Step.MEASURE: self._measuring_rows,
            Step.FAILED: self._failed_rows,
        }.get(self.step, self._result_rows)
        return lay(room)

    def _prepare_rows(self, room: Room) -> list[QWidget]:
        if room >= Room.RAIL:
            side = down([self._cuff, self._why_rest], 20, grows=0)
            return [across([(self._sit, 724), (side, 468)], 24)]
        if room is Room.BAR:
            return [across([(self._cuff, 1), (self._why_rest, 1)], 24), self._sit]
        return [self._cuff, self._sit, self._why_rest]

    def _rest_rows(self, room: Room) -> list[QWidget]:
        if room >= Room.BAR:
            return [across([(self._sit, 724), (self._ring, 468)], 24)]
        return [self._ring, self._sit]

    def _measuring_rows(self, room: Room) -> list[QWidget]:
        main = self._live if self._is_live else self._start
        if room >= Room.BAR:
            side = down([self._still, self._pain], 20, grows=0)
            return [across([(main, 724), (side, 468)], 24)]
        return [main, self._pain, self._still]

    def _failed_rows(self, room: Room) -> list[QWidget]:
        cards, pair = self._failed, self._failed.cause is Flag.CUFF_LOOSE
        cards.right.set_headed(room >= Room.BAR)
        if room >= Room.BAR:
            both = [(cards.wrong, 5), (cards.right, 7)] if pair else [(cards.right, 1)]
            return [self._failed_head, across(both, 24)]
        return [self._failed_head, cards.right, *([cards.wrong] if pair else [])]

    def stretched(self, rows: Sequence[QWidget]) -> Sequence[QWidget]:
        growing = (
            self._ring,
            self._sit,
            self._cuff,
            self._live,
            self._start,
            self._still,
            self._failed.right,
            self._failed.wrong,
        )
        boxes = rows[:1] if self._room >= Room.BAR and rows[:1] != [self._failed_head] else rows[-1:]
        return [r for r in rows if r in growing or r in boxes]

    def _result_rows(self, room: Room) -> list[QWidget]:
        waits = self.step in {Step.WAIT, Step.REST_AGAIN}
        side = self._ring if waits else self._after
        red = [self._emergency] if self.step is Step.REST_AGAIN else []
        if room is Room.WIDE or (room is Room.RAIL and not self._snug):
            self._result.hold(self._scales)
            return [across([(self._result, 724), (side, 468)], 24)]
        self._scale_card.body.addWidget(self._scales)
        if room >= Room.BAR:
            red = [] if room is Room.RAIL else red
            return [across([(self._result, 724), (side, 468)], 24), *red, self._scale_card]
        return [
            self._result,
            *red,
            *([self._ring] if waits else []),
            self._scale_card,
            *([] if waits else [side]),
        ]

    @property
    def _is_live(self) -> bool:
        return self.step is Step.MEASURE and bool(self._live.figure.value)

    def lay_out(self) -> None:
        self._laid = self._layout_key()
        super().lay_out()
        self._fill_foot()

    def _layout_key(self) -> object:
        return self.step, self._is_live

    def _lay_out_if_changed(self) -> None:
        if self._laid != self._layout_key():
            self.lay_out()

    def _changed(self) -> None:
        """The protocol moved on."""
        state = self._guide.state
        if state is None and self._alone is None:
            return
        ringed = self._by_keyboard()
        give_focus(self.pager, ringed=False)  # before the button that was pressed is hidden
        self._live.figure.set_value("")
        self._live.plot.clear()
        self._failed.set_cause(cause_of(self._guide.failure.flags) if self._guide.failure else None)
        if state is not None and state.until is not None:
            self._ring.ring.start(self._guide.seconds_left)
            self._count_down.start()
        else:
            self._ring.ring.stop()
            self._count_down.stop()
        self._trouble = "" if self.step is not Step.FAILED else self._trouble
        self.lay_out()
        self.retranslate()
        for button in (self._ready, self._again, self._done):
            if button.isVisibleTo(self):  # Enter goes on with what is suggested
                give_focus(button, ringed=ringed)

    def _fill_foot(self) -> None:
        narrow = self._room < Room.RAIL
        chain: list[QWidget] = [self._note] if narrow else [self._chain]
        parts: dict[Step, tuple[list[QWidget], list[QWidget]]] = {
            Step.PREPARE: ([] if narrow else [self._link_icon, self._link_text], [self._ready]),
            Step.REST: ([] if narrow else [self._note], [self._quiet, self._rested]),
            Step.MEASURE: (
                [self._link_icon, self._link_text],
                [self._estimate] if self._is_live else [self._type],
            ),
            Step.WAIT: (chain, [self._later]),
            Step.REST_AGAIN: (chain if narrow else [self._red_mark, self._red_text], [self._later]),
            Step.FAILED: ([self._note], [self._again]),
            Step.DONE: (chain, [self._done]),
            Step.STOPPED: (chain, [self._done]),
        }
        self.foot.fill(*parts[self.step])

    # --- texts ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self._say_head()
        self._say_cards()
        self._say_buttons()
        self._say_link()
        self._say_note()
        if self._shown is not None:
            home = self._shown.home
            self._chain.set_sent(view.sent_chain(home.progress, self._shown.sync, home.contact, self.form))
            if self.step not in {Step.PREPARE, Step.REST, Step.MEASURE, Step.FAILED}:
                self._say_result(self._shown)

    def _say_head(self) -> None:
        state = self._guide.state
        self.way_out.setText(
            self.tr("Close") if self.step in {Step.DONE, Step.STOPPED} else self.tr("Cancel")
        )
        if state is None:
            self.header.title.setText(self.tr("New value"))
            self.header.steps.set_steps([], 0)
            return
        self.header.title.setText(self.tr("Measure blood pressure"))
        again, end = self.tr("Measure again"), self.tr("Done")
        if state.confirming and self._alone is not None:
            names = [self.tr("Rest"), again, end]
            at = {Step.REST_AGAIN: 0, Step.DONE: 2, Step.STOPPED: 2}.get(state.step, 1)
        else:
            names = [self.tr("Prepare"), self.tr("Rest"), self.tr("Measure"), again, end]
            measure = 2 if state.number == 1 else 3
            at = {
                Step.PREPARE: 0,
                Step.REST: 1,
                Step.MEASURE: measure,
                Step.FAILED: measure,
                Step.DONE: 4,
                Step.STOPPED: 4,
            }.get(state.step, 3)
        self.header.steps.set_steps(names, at)

    def _say_cards(self) -> None:
        state = self._guide.state
        count = self._count(state)
        if self.step is Step.REST:
            minutes = round(self._guide.rest_minutes)
            title = self.tr("Rest for %n minute(s)", "", minutes) if minutes else self.tr("Rest for a moment")
            self._ring.set_texts(
                title, self.tr("Breathe calmly. When you hear the signal: press START on the monitor.")
            )
        elif self.step is Step.REST_AGAIN:
            text = self.tr(
                "Sit still and breathe calmly. When you hear the signal: press START on the monitor."
            )
            self._ring.set_texts(self.tr("Rest, then measure again"), text)
        else:
            text = self.tr("Leave the cuff on. When you hear the signal: press START on the monitor.")
            self._ring.set_texts(self.tr("Next reading"), text)
        measuring = self._link is DeviceStage.MEASURING
        title = self.tr("Measuring. Sit still.") if measuring else self.tr("Press START on the monitor")
        self._start.set_texts(title, count, self.tr("The value comes here by itself."))
        self._live.set_texts(count)
        self._pain.set_texts(
            self.tr("Does it hurt too much?"),
            self.tr("Press the big button on the monitor. The pressure goes at once."),
        )
        self._why_rest.set_texts(
            self.tr("Before you begin"),
            self.tr("No coffee, tobacco or hard work for half an hour. Empty your bladder first."),
        )
        self._failed_title.setText(self.tr("There was no value this time"))
        failure = self._guide.failure
        cause = cause_of(failure.flags) if failure else None
        before, strong = failure_cause(cause)
        rest = "" if self._room is Room.ONE else self.tr("It is common and easy to put right.")
        self._failed_text.set_markup(f"{before} <b>{strong}</b>. {rest}")
        self._failed.set_cause(cause)
        flags = self._shown.home.plan.red_flags if self._shown and self._shown.home.plan else ()
        symptoms = listed([red_flag(flag) for flag in flags])
        text = (
            self.tr("if you have {symptoms}.").format(symptoms=symptoms)
            if symptoms
            else self.tr("if it is an emergency.")
        )
        self._emergency.set_text(self.tr("Call 112 now"), text)
        self._red_text.set_strong_lead(self.tr("Call 112 now"), text)

    def _count(self, state: Guided | None) -> str:
        if state is None:
            return ""
        return self.tr("Reading {number} of {count}").format(number=state.number, count=state.planned)

    def _say_buttons(self) -> None:
        self._ready.setText(self.tr("I am ready"))
        self._rested.setText(self.tr("I have rested already"))
        self._quiet.setText(self.tr("Sound on") if self._sound else self.tr("Sound off"))
        self._quiet.set_icon("volume" if self._sound else "volume-off")
        self._later.setText(self.tr("Measure later instead"))
        self._type.setText(self.tr("Type the value"))
        self._again.setText(self.tr("Measure again"))
        self._done.setText(self.tr("Done"))
        state = self._guide.state
        self._again.set_kind("secondary" if state and state.needs_help else "primary")

    def _say_note(self) -> None:
        state, home = self._guide.state, self._shown.home if self._shown else None
        contact = home.contact if home else None
        if self.step is Step.REST:
            self._note.setText(self.tr("Resting makes the value right."))
        elif self.step is Step.FAILED and contact is not None:
            name = view.given_name(contact.name)
            kept = self.tr("No value has been saved or sent.")
            if state and state.needs_help:
                call = self.tr("Call {name}, {phone}.").format(name=name, phone=contact.phone)
                self._note.set_strong_lead(call, f"{contact.hours}. {kept}" if contact.hours else kept)
            else:
                text = self.tr("Does it fail again? Call {name}, {phone}.")
                lines = [text.format(name=name, phone=contact.phone)]
                self._note.setText("\n".join(lines if self._room is Room.ONE else [*lines, kept]))
        elif self.step is Step.FAILED:
            self._note.setText(self.tr("No value has been saved or sent."))
        else:
            self._note.setText(self._sent_words())

    def _sent_words(self) -> str:
        if self._shown is None:
            return ""
        home = self._shown.home
        return view.sent_sentence(home.progress, self._shown.sync, home.contact, self.form)[1]

    def _say_link(self) -> None:
        if self._trouble:
            self._link_icon.set_icon("bluetooth-off")
            self._link_text.setText(problem(self._trouble))
            return
        text = {
            DeviceStage.SEARCHING: self.tr("Looking for your monitor ..."),
            DeviceStage.CONNECTING: self.tr("Connecting to your monitor ..."),
            DeviceStage.PAIRING: self.tr("Connecting to your monitor for the first time ..."),
            DeviceStage.CONNECTED: self.tr("Your monitor is connected."),
            DeviceStage.MEASURING: self.tr("Your monitor is connected."),
            DeviceStage.ENDED: self.tr("The monitor connects when you press START."),
        }[self._link]
        on = self._link in {DeviceStage.CONNECTED, DeviceStage.MEASURING}
        self._link_icon.set_icon("bluetooth-connected" if on else "bluetooth")
        self._link_text.setText(text)

    def _say_result(self, shown: Shown) -> None:
        readings, form, state = self._readings(), self.form, self._guide.state
        if not readings:
            return
        last = readings[-1]
        values = view.joined([r.measurement for r in readings])
        several = len(readings) > 1
        if several:
            title = self.tr("Mean of %n reading(s)", "", len(readings))
        elif state is not None and not state.over:
            title = self.tr("Reading {number} of {count}").format(number=1, count=state.planned)
        else:
            title = self.tr("Your blood pressure")
        zone = view.zone(last.level)
        word = view.not_judged() if zone is Zone.GREY else ""
        time = (
            form.when(last.measurement.taken_at, shown.now)
            if state is None
            else form.at_time(last.measurement.taken_at)
        )
        self._result.set_result(title, time, values, zone, word, form)
        self._result.set_action(*resultwords.action(self.step, last.level, shown.home))
        self._say_left()
        self._scales.set_values(values, shown.home.plan, form)
        self._say_after(shown)

    def _readings(self) -> tuple[Judged, ...]:
        """The readings that the figures stand for."""
        return self._guide.read or ((self._alone,) if self._alone else ())

    def _say_after(self, shown: Shown) -> None:
        form = self.form
        self._after.set_readings(
            [
                (form.at_time(r.measurement.taken_at), view.pressures(r.measurement.values, form))
                for r in self._readings()
            ]
        )
        task, plan = shown.home.next_task, shown.home.plan
        if task is None or plan is None:
            self._after.set_next(
                self.tr("That was all for today"), self.tr("You need not do anything more now.")
            )
            return
        text = self.tr("{name}, at {hour}")
        name = view.slot_name(task.slot, plan)
        self._after.set_next(self.tr("Next time"), text.format(name=name, hour=view.hour(task.starts, form)))

    def _say_left(self) -> None:
        """The countdown in words, beside the figures, where there is no room for the ring."""
        if self.step is Step.REST_AGAIN and self._room >= Room.RAIL:
            self._result.set_left(self._sent_words())  # the foot holds the 112 sentence here
            return
        if self.step not in {Step.WAIT, Step.REST_AGAIN} or self._room is not Room.ONE:
            self._result.set_left("")
            return
        left = math.ceil(self._guide.seconds_left)
        if left > 60:
            text = self.tr("Next reading in {time}").format(time=f"{left // 60}:{left % 60:02}")
        else:
            text = self.tr("Next reading in %n second(s)", "", left)
        self._result.set_left(text)

    # --- presses -------------------------------------------------------------------------------

    def _pressure(self, news: PressureNews) -> None:
        if self.step is not Step.MEASURE:
            return
        self._live.plot.add(news.at, float(news.mmhg))
        self._live.figure.set_value(str(round(news.mmhg)))
        left = self._live.plot.seconds_left()
        text = "" if left is None else self.tr("Done in about %n second(s)", "", left)
        self._estimate.setText(text)

    def _not_me(self) -> None:
        """Take this sitting's readings away, once the person has had time to think again."""
        self.retracting.emit(tuple(r.measurement.id for r in self._readings()))
        self._close()

    def _toggle_sound(self) -> None:
        self._sound = not self._sound
        self._say_buttons()

    def _signal(self) -> None:
        if self._sound:
            QApplication.beep()

    def _stop(self) -> None:
        self._guide.stop()
        self._close()

    def _close(self) -> None:
        self._ring.ring.stop()
        self._count_down.stop()
        self._alone = None
        self._guide.close()
        self.closed.emit()
