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
from PySide6.QtWidgets import QApplication, QWidget

from hemmonitor.clinical.guided import Guided, Step
from hemmonitor.model.finding import Judged
from hemmonitor.model.measurement import Flag
from ui.bridge import DeviceNews, DeviceStage, PressureNews, ProblemNews, StageNews
from ui.format import Formatter
from ui.patient.failedcards import FailedCards, FailedHead
from ui.patient.guide import Guide, cause_of
from ui.patient.layout import Room, across, down, give_focus
from ui.patient.measurecards import (
    BeforeCard,
    CuffCard,
    LiveCard,
    PainCard,
    RingCard,
    SitCard,
    StartCard,
    StillCard,
)
from ui.patient.measurefoot import MeasureFoot, call_112, emergency_words, sent_words
from ui.patient.page import Shown
from ui.patient.resultcards import AfterCard, ResultCard, Scales
from ui.patient.task import TaskFrame
from ui.theme import Zone
from ui.widgets.card import Card, ZoneLine

_WITH_VALUE = {Step.WAIT, Step.REST_AGAIN, Step.DONE, Step.STOPPED}


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
        self._own_foot = MeasureFoot()
        super().__init__(self._own_foot, parent)
        self._guide, self._form, self._by_keyboard = guide, form, by_keyboard
        self._shown: Shown | None = None
        self._alone: Judged | None = None  # a reading that came outside any sitting
        self._laid: object = None
        self._make_cards()
        self._count_down = QTimer(self)
        self._count_down.setInterval(1000)
        self._count_down.timeout.connect(self._say_left)
        self._connect()
        self.refresh()

    def _make_cards(self) -> None:
        self._sit, self._cuff, self._before = SitCard(), CuffCard(), BeforeCard()
        self._ring, self._start, self._live = RingCard(), StartCard(), LiveCard()
        self._still, self._pain = StillCard(), PainCard()
        self._result, self._after, self._scales = ResultCard(), AfterCard(), Scales()
        self._scale_card, self._emergency = Card(padding=24), ZoneLine(Zone.RED)
        self._failed_head, self._failed = FailedHead(), FailedCards()
        self._growing = (
            self._ring,
            self._sit,
            self._cuff,
            self._live,
            self._start,
            self._still,
            self._failed.right,
            self._failed.wrong,
        )

    def _connect(self) -> None:
        guide, foot = self._guide, self._own_foot
        guide.changed.connect(self._changed)
        foot.ready.connect(guide.ready)
        foot.rested.connect(guide.rested)
        foot.again.connect(guide.retry)
        foot.later.connect(self._stop)
        foot.done.connect(self._close)
        foot.type_value.connect(self.type_value)
        self._ring.over.connect(self._signal)
        self._after.not_me.connect(self._not_me)
        self.way_out.setObjectName("cancelMeasuring")
        self.way_out.clicked.connect(self._stop)

    @property
    def step(self) -> Step:
        """The step shown; a reading that came by itself is shown as done."""
        state = self._guide.state
        return state.step if state is not None else Step.DONE

    def begin(self) -> None:
        """Start a sitting and show its first step."""
        self._alone = None
        self._own_foot.set_trouble("")
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
            self._own_foot.set_link(news.stage)
            if news.stage is DeviceStage.MEASURING:
                self._forget_pressure()
                if self.step is Step.FAILED:  # START was pressed again: no need to say so here too
                    self._guide.retry()
            self._say_cards()
        elif isinstance(news, ProblemNews):
            self._own_foot.set_trouble(news.code)
        if self._laid != self._layout_key():
            self.lay_out()

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
            return [across([(self._sit, 724), (down([self._cuff, self._before], 20, grows=0), 468)], 24)]
        if room is Room.BAR:
            return [across([(self._cuff, 1), (self._before, 1)], 24), self._sit]
        return [self._cuff, self._sit, self._before]

    def _rest_rows(self, room: Room) -> list[QWidget]:
        if room >= Room.BAR:
            return [across([(self._sit, 724), (self._ring, 468)], 24)]
        return [self._ring, self._sit]

    def _measuring_rows(self, room: Room) -> list[QWidget]:
        main = self._live if self._is_live else self._start
        if room >= Room.BAR:
            return [across([(main, 724), (down([self._still, self._pain], 20, grows=0), 468)], 24)]
        return [main, self._pain, self._still]

    def _failed_rows(self, room: Room) -> list[QWidget]:
        cards, pair = self._failed, self._failed.cause is Flag.CUFF_LOOSE
        cards.right.set_headed(room >= Room.BAR)
        if room >= Room.BAR:
            both = [(cards.wrong, 5), (cards.right, 7)] if pair else [(cards.right, 1)]
            return [self._failed_head, across(both, 24)]
        return [self._failed_head, cards.right, *([cards.wrong] if pair else [])]

    def _result_rows(self, room: Room) -> list[QWidget]:
        waits = self.step in {Step.WAIT, Step.REST_AGAIN}
        side = self._ring if waits else self._after
        if room is Room.WIDE or (room is Room.RAIL and not self._snug):
            self._result.hold(self._scales)
            return [across([(self._result, 724), (side, 468)], 24)]
        self._scale_card.body.addWidget(self._scales)
        if room is Room.RAIL:  # the foot holds the 112 sentence
            return [across([(self._result, 724), (side, 468)], 24), self._scale_card]
        red = [self._emergency] if self.step is Step.REST_AGAIN else []
        if room is Room.BAR:
            return [across([(self._result, 724), (side, 468)], 24), *red, self._scale_card]
        if waits:
            return [self._result, *red, self._ring, self._scale_card]
        return [self._result, self._scale_card, self._after]

    def stretched(self, rows: Sequence[QWidget]) -> Sequence[QWidget]:
        main = rows[:1] if self._room >= Room.BAR and self.step is not Step.FAILED else rows[-1:]
        return [row for row in rows if row in self._growing or row in main]

    def lay_out(self) -> None:
        self._laid = self._layout_key()
        super().lay_out()
        self._own_foot.show_step(self.step, self._room, live=self._is_live)

    @property
    def _is_live(self) -> bool:
        return self.step is Step.MEASURE and bool(self._live.figure.value)

    def _layout_key(self) -> object:
        return self.step, self._is_live, self._failed.cause

    def _changed(self) -> None:
        """The protocol moved on."""
        state = self._guide.state
        if state is None and self._alone is None:
            return
        ringed = self._by_keyboard()
        give_focus(self.pager, ringed=False)  # before the button that was pressed is hidden
        self._forget_pressure()
        self._failed.set_cause(self._cause)
        if state is not None and state.until is not None:
            self._ring.ring.start(self._guide.seconds_left)
            self._count_down.start()
        else:
            self._stop_clocks()
        if self._laid != self._layout_key():
            self.lay_out()
        self.pager.turn_to(0)
        self.retranslate()
        button = self._own_foot.suggested()
        if button is not None:
            give_focus(button, ringed=ringed)

    @property
    def _cause(self) -> Flag | None:
        return cause_of(self._guide.failure.flags) if self._guide.failure else None

    # --- texts ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        form, home = self._form(), self._shown.home if self._shown else None
        self._say_head()
        self._say_cards()
        self._own_foot.say(self.step, self._guide.state, self._shown, self._room, form)
        readings = self._readings()
        if home is not None and readings and self.step in _WITH_VALUE:
            values = self._result.say(readings, self._guide.state, home, form)
            self._scales.set_values(values, home.plan, form)
            self._after.say(readings, home, form)
            self._say_left()

    def _say_head(self) -> None:
        state = self._guide.state
        over = self.step in {Step.DONE, Step.STOPPED}
        self.way_out.setText(self.tr("Close") if over else self.tr("Cancel"))
        if state is None:
            self.header.title.setText(self.tr("New value"))
            self.header.steps.set_steps([], 0)
            return
        self.header.title.setText(self.tr("Measure blood pressure"))
        again, end = self.tr("Measure again"), self.tr("Done")
        if state.confirming and self._alone is not None:
            at = {Step.REST_AGAIN: 0, Step.DONE: 2, Step.STOPPED: 2}.get(state.step, 1)
            self.header.steps.set_steps([self.tr("Rest"), again, end], at)
            return
        names = [self.tr("Prepare"), self.tr("Rest"), self.tr("Measure"), again, end]
        self.header.steps.set_steps(names, _place(state))

    def _say_cards(self) -> None:
        state = self._guide.state
        count = ""
        if state is not None:
            text = self.tr("Reading {number} of {count}")
            count = text.format(number=state.number, count=state.planned)
        self._ring.say(self.step, round(self._guide.rest_minutes))
        self._start.say(count, measuring=self._own_foot.measuring)
        self._live.say(count)
        self._failed_head.say(self._cause, brief=self._room is Room.ONE)
        self._failed.set_cause(self._cause)
        self._emergency.set_text(call_112(), emergency_words(self._shown.home if self._shown else None))

    def _readings(self) -> tuple[Judged, ...]:
        """The readings that the figures stand for."""
        return self._guide.read or ((self._alone,) if self._alone else ())

    def _say_left(self) -> None:
        """The countdown in words, beside the figures, where there is no room for the ring."""
        if self.step is Step.REST_AGAIN and self._room >= Room.RAIL:
            self._result.set_left(sent_words(self._shown, self._form()))  # the foot holds the 112 sentence
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

    # --- what happens --------------------------------------------------------------------------

    def _pressure(self, news: PressureNews) -> None:
        if self.step is Step.MEASURE:
            self._live.plot.add(news.at, float(news.mmhg))
            self._live.figure.set_value(str(round(news.mmhg)))
            self._own_foot.set_seconds_left(self._live.plot.seconds_left())

    def _forget_pressure(self) -> None:
        self._live.figure.set_value("")
        self._live.plot.clear()
        self._own_foot.set_seconds_left(None)

    def _not_me(self) -> None:
        """Take this sitting's readings away, once the person has had time to think again."""
        self.retracting.emit(tuple(r.measurement.id for r in self._readings()))
        self._close()

    def _signal(self) -> None:
        if self._own_foot.sound:
            QApplication.beep()

    def _stop(self) -> None:
        self._guide.stop()
        self._close()

    def _stop_clocks(self) -> None:
        self._ring.ring.stop()
        self._count_down.stop()

    def _close(self) -> None:
        self._stop_clocks()
        self._alone = None
        self._guide.close()
        self.closed.emit()


def _place(state: Guided) -> int:
    """Which of the five steps in the header it is."""
    measure = 2 if state.number == 1 else 3
    return {
        Step.PREPARE: 0,
        Step.REST: 1,
        Step.MEASURE: measure,
        Step.FAILED: measure,
        Step.DONE: 4,
        Step.STOPPED: 4,
    }.get(state.step, 3)
