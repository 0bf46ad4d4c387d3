"""The guided measurement with an oximeter, scale, thermometer or glucose meter: prepare, measure, done.

Rules:
- The value comes by itself; what the device shows meanwhile is drawn and forgotten.
- Where the rules ask for one more, the ring counts the wait, and the value is not called red before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from hemmonitor.model.measurement import Kind
from ui.bridge import DeviceNews, DeviceStage, ProblemNews, StageNews
from ui.format import Formatter
from ui.patient.layout import Room, across, give_focus
from ui.patient.measurefoot import call_112, emergency_words
from ui.patient.page import Shown
from ui.patient.takecards import HowCard, NowCard, OopsCard, TakenCard, ValueCard
from ui.patient.takes import Sitting, Takes
from ui.patient.takewords import once_more
from ui.patient.task import TaskFrame
from ui.patient.words import kind_task, problem
from ui.theme import Zone
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine
from ui.widgets.timer import TimerRing


class WaitCard(Card):
    """Once more, after a wait: the ring and a sentence."""

    over = Signal()

    def __init__(self) -> None:
        super().__init__(padding=28)
        self._title, self._text = Label("", "heading"), Label("", "lead")
        self.ring = TimerRing()
        self.ring.finished.connect(self.over)
        self.body.addWidget(self._title)
        self.body.addWidget(self.ring, 1)
        self.body.addWidget(self._text)
        self.refresh()

    def say(self, kind: Kind) -> None:
        self._title.setText(self.tr("Rest a little"))
        self._text.setText(once_more(kind))


class TakeFrame(TaskFrame):
    """See the module; ``begin`` shows what ``Takes`` holds."""

    closed = Signal()
    retracting = Signal(object)  # ids of measurements that were somebody else's
    type_value = Signal(object)  # Kind
    note = Signal(object)  # Measurement that the person wants to say something about

    def __init__(
        self,
        takes: Takes,
        form: Callable[[], Formatter],
        clock: Callable[[], dt.datetime],
        by_keyboard: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._takes, self._form, self._clock, self._by_keyboard = takes, form, clock, by_keyboard
        self._shown: Shown | None = None
        self._laid: object = None
        self._trouble = ""
        self._stage = DeviceStage.ENDED
        self._how, self._now, self._oops = HowCard(), NowCard(), OopsCard()
        self._value, self._taken, self._wait = ValueCard(), TakenCard(), WaitCard()
        self._emergency = ZoneLine(Zone.RED)
        self._link = Label("", "body")
        self._type = self._button("typeValue", "secondary", "pencil", self._type_now)
        self._again = self._button("measureAgain", "primary", "refresh", takes.retry)
        self._done = self._button("measureDone", "primary", "check", self._close)
        self._wait_over = QTimer(self)
        self._wait_over.setSingleShot(True)
        self._wait_over.timeout.connect(self._waited)
        self._taken.not_me.connect(self._not_me)
        self._taken.note.connect(self._write)
        self.way_out.setObjectName("cancelMeasuring")
        self.way_out.clicked.connect(self._close)
        takes.changed.connect(self._changed)
        takes.live.connect(self._live)
        self.retranslate()
        self.refresh()

    def _button(self, name: str, kind: str, icon: str, act: Callable[[], None]) -> Button:
        made = Button("", kind, icon=icon)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: act())
        return made

    @property
    def _sitting(self) -> Sitting | None:
        """The sitting, where it is of a kind that this frame shows."""
        sitting = self._takes.sitting
        return sitting if sitting is not None and sitting.kind is not Kind.SPIROMETRY else None

    def without_note(self) -> None:
        """There is nobody to write to from here."""
        self._taken.without_note()

    def begin(self) -> None:
        """Show the sitting from its first step."""
        self._trouble = ""
        self._changed()

    def show_state(self, shown: Shown) -> None:
        """Show another moment."""
        self._shown = shown
        self.retranslate()

    def news(self, news: DeviceNews) -> None:
        """What the device tells."""
        if isinstance(news, StageNews):
            self._stage, self._trouble = news.stage, ""
        elif isinstance(news, ProblemNews):
            self._trouble = news.code
        self._say_link()

    # --- what is shown -------------------------------------------------------------------------

    @property
    def _step(self) -> str:
        sitting = self._sitting
        if sitting is None:
            return ""
        if sitting.failed is not None:
            return "failed"
        if sitting.again is not None and not sitting.over:
            return "wait" if self._left(sitting) > 0 else "again"
        return "value" if sitting.readings else "measure"

    def _left(self, sitting: Sitting) -> float:
        return max((sitting.again - self._clock()).total_seconds(), 0.0) if sitting.again else 0.0

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        step = self._step
        self._how.set_room(room)
        pair: tuple[QWidget, QWidget] = {
            "failed": (self._how, self._oops),
            "wait": (self._value, self._wait),
            "value": (self._value, self._taken),
        }.get(step, (self._how, self._now))
        red = [self._emergency] if step in {"wait", "again"} else []
        if room >= Room.BAR:
            return [across([(pair[0], 724), (pair[1], 468)], 24), *red]
        first_value = step in {"wait", "value"}
        return [*(pair if first_value else (pair[1], pair[0])), *red]

    def stretched(self, rows: Sequence[QWidget]) -> Sequence[QWidget]:
        return [row for row in rows if row is not self._emergency]

    def lay_out(self) -> None:
        self._laid = self._step
        super().lay_out()
        parts: dict[str, list[Button]] = {
            "failed": [self._type, self._again],
            "value": [self._done],
            "wait": [self._done],
        }
        self._done.set_kind("secondary" if self._step == "wait" else "primary")
        self.foot.fill([self._link], [*parts.get(self._step, [self._type])])

    def _changed(self) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        ringed = self._by_keyboard()
        give_focus(self.pager, ringed=False)
        left = self._left(sitting)
        if self._step == "wait":
            self._wait.ring.start(left)
            self._wait_over.start(round(left * 1000) + 20)
        else:
            self._wait.ring.stop()
            self._wait_over.stop()
        self.lay_out()
        self.retranslate()
        suggested = {"failed": self._again, "value": self._done}.get(self._step)
        if suggested is not None:
            give_focus(suggested, ringed=ringed)

    def _waited(self) -> None:
        if self._laid != self._step:
            self._changed()
        elif self._step == "wait":
            self._wait_over.start(200)  # the clock had not got there yet

    def _live(self) -> None:
        sitting = self._sitting
        if sitting is not None and self._laid in {"measure", "again"}:
            self._now.say(sitting.kind, sitting.live, self._form(), again=bool(sitting.readings))

    def retranslate(self) -> None:
        super().retranslate()
        self._type.setText(self.tr("Type the value"))
        self._again.setText(self.tr("Measure again"))
        self._done.setText(self.tr("Done") if self._step != "wait" else self.tr("Measure later instead"))
        sitting = self._sitting
        if sitting is None:
            return
        form, kind = self._form(), sitting.kind
        over = self._step == "value"
        self.way_out.setText(self.tr("Close") if over else self.tr("Cancel"))
        self.header.title.setText(kind_task(kind))
        names = [self.tr("Measure"), self.tr("Done")]
        self.header.steps.set_steps(names, 1 if over else 0)
        self._how.say(kind)
        self._now.say(kind, sitting.live, form, again=bool(sitting.readings))
        self._oops.say(kind)
        self._wait.say(kind)
        home = self._shown.home if self._shown else None
        self._emergency.set_text(call_112(), emergency_words(home))
        if sitting.readings and home is not None:
            self._value.say(sitting.readings, home, form, again=self._step in {"wait", "again"})
            self._taken.say(sitting.readings, home, form)
        self._say_link()

    def _say_link(self) -> None:
        if self._step in {"value", "wait"}:
            self._link.setText(self.tr("Saved on your computer."))
            return
        if self._trouble:
            self._link.setText(problem(self._trouble))
            return
        on = self._stage in {DeviceStage.CONNECTED, DeviceStage.MEASURING}
        waiting = self.tr("The device connects by itself when you use it.")
        self._link.setText(self.tr("Your device is connected.") if on else waiting)

    # --- what happens --------------------------------------------------------------------------

    def _type_now(self) -> None:
        if self._sitting is not None:
            self.type_value.emit(self._sitting.kind)

    def _write(self) -> None:
        sitting = self._sitting
        if sitting is not None and sitting.readings:
            taken = sitting.readings[-1].measurement
            self._close()
            self.note.emit(taken)

    def _not_me(self) -> None:
        sitting = self._sitting
        if sitting is not None:
            self.retracting.emit(tuple(r.measurement.id for r in sitting.readings))
        self._close()

    def _close(self) -> None:
        self._wait.ring.stop()
        self._wait_over.stop()
        self._takes.close()
        self.closed.emit()
