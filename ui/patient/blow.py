"""Guided spirometry: prepare, three good blows with coaching, done.

Rules:
- A rejected blow keeps its figures in grey and never sets the best.
- Three good blows whose best two agree within 0.150 litres are enough; after that one more is offered, and
  at eight it is over (ATS/ERS 2019).
- "Enough for today" saves the sitting as incomplete.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hemmonitor.clinical.spirometry import ACCEPTABLE_BLOWS
from hemmonitor.model.measurement import Kind
from ui.bridge import DeviceNews
from ui.format import Formatter
from ui.patient.blowcards import BestCard, BlowCard, NextBlow, best_of
from ui.patient.layout import Room, across, down, give_focus
from ui.patient.measurefoot import call_112
from ui.patient.page import Shown
from ui.patient.takecards import HowCard, NowCard
from ui.patient.takes import Sitting, Takes
from ui.patient.task import TaskFrame
from ui.patient.words import kind_task
from ui.widgets.announce import announce
from ui.widgets.base import Label
from ui.widgets.buttons import Button


class BlowFrame(TaskFrame):
    """See the module."""

    closed = Signal()
    retracting = Signal(object)
    type_value = Signal(object)  # Kind
    note = Signal(object)  # Measurement

    def __init__(
        self,
        takes: Takes,
        form: Callable[[], Formatter],
        by_keyboard: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._takes, self._form, self._by_keyboard = takes, form, by_keyboard
        self._shown: Shown | None = None
        self._how, self._now, self._best, self._next = HowCard(), NowCard(), BestCard(), NextBlow()
        self._blows: list[BlowCard] = []
        self._count, self._need = Label("", "heading"), Label("", "secondary", wrap=False)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._count, 1)
        head.addWidget(self._need)
        self._stop, self._rest = Label("", "secondary"), QWidget()  # what takes the height that is left
        self._ready = self._button("prepared", "primary", "arrow-right", takes.ready)
        self._type = self._button("typeValue", "secondary", "pencil", self._type_now)
        self._enough = self._button("enoughForToday", "secondary", "", takes.enough)
        self._not_me = self._button("notMe", "neutral", "user", self._retract)
        self._done = self._button("measureDone", "primary", "check", self._close)
        self.way_out.setObjectName("cancelMeasuring")
        self.way_out.clicked.connect(self._close)
        takes.changed.connect(self._changed)
        self.retranslate()
        self.refresh()

    def _button(self, name: str, kind: str, icon: str, act: Callable[[], None]) -> Button:
        made = Button("", kind, icon=icon)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: act())
        return made

    @property
    def _sitting(self) -> Sitting | None:
        sitting = self._takes.sitting
        return sitting if sitting is not None and sitting.kind is Kind.SPIROMETRY else None

    def begin(self) -> None:
        """Show the sitting from its first step."""
        self._changed()

    def show_state(self, shown: Shown) -> None:
        """Show another moment."""
        self._shown = shown
        self.retranslate()

    def news(self, news: DeviceNews) -> None:
        """What a device tells is the sitting's to say."""

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        sitting = self._sitting
        if sitting is None:
            return [self._how]
        self._how.set_room(room)
        if not sitting.ready:
            return [across([(self._how, 724), (self._now, 468)], 24)] if room >= Room.BAR else [self._how]
        blows = self._shown_blows(sitting, room)
        cards: list[QWidget] = [*blows, self._rest if sitting.over else self._next]
        gap = 10 if snug else 14
        if room is Room.BAR:
            left = down([self._head, self._rest if sitting.over else self._next], gap, grows=1)
            return [across([(left, 724), (self._best, 468)], 24), *blows]
        if room >= Room.BAR:
            return [across([(down([self._head, *cards], gap, grows=len(cards)), 724), (self._best, 468)], 24)]
        return [self._head, *([self._next] if not sitting.over else []), self._best, *blows]

    def _shown_blows(self, sitting: Sitting, room: Room) -> list[BlowCard]:
        """The newest blows, as many as a screen takes beside the best one."""
        while len(self._blows) < len(sitting.readings):
            self._blows.append(BlowCard(len(self._blows) + 1))
        count, most = len(sitting.readings), 3 if room >= Room.RAIL else 8
        return self._blows[max(count - most, 0) : count]

    def lay_out(self) -> None:
        super().lay_out()
        sitting = self._sitting
        if sitting is None or not sitting.ready:
            self.foot.fill([self._stop], [self._type, self._ready])
        elif sitting.over:
            self.foot.fill([], [self._not_me, self._done])
        else:
            self.foot.fill([self._stop], [self._enough if sitting.readings else self._type])

    def _changed(self) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        ringed = self._by_keyboard()
        give_focus(self.pager, ringed=False)
        self.lay_out()
        self.retranslate()
        if sitting.over:
            give_focus(self._done, ringed=ringed)
        elif not sitting.ready:
            give_focus(self._ready, ringed=ringed)
        if sitting.readings:
            announce(self, f"{self._blows[len(sitting.readings) - 1].accessibleName()}. {self._count.text()}")

    def retranslate(self) -> None:
        super().retranslate()
        self._ready.setText(self.tr("I am ready"))
        self._type.setText(self.tr("Type the value"))
        self._enough.setText(self.tr("Enough for today"))
        self._not_me.setText(self.tr("It was not me who measured"))
        self._done.setText(self.tr("Done"))
        self._need.setText(self.tr("You need three good ones"))
        self._stop.setText(
            self.tr("Dizzy or very short of breath? Stop and rest. Bad trouble breathing: {call}.").format(
                call=call_112().lower()
            )
        )
        sitting, home = self._sitting, self._shown.home if self._shown else None
        if sitting is None or home is None:
            return
        form = self._form()
        self.header.title.setText(kind_task(Kind.SPIROMETRY))
        names = [self.tr("Prepare"), self.tr("Blow"), self.tr("Done")]
        self.header.steps.set_steps(names, 2 if sitting.over else (1 if sitting.ready else 0))
        self.way_out.setText(self.tr("Close") if sitting.over else self.tr("Cancel"))
        self._how.say(Kind.SPIROMETRY)
        self._now.say(Kind.SPIROMETRY, (), form, again=False)
        best = best_of(sitting)
        for card, reading in zip(self._blows, sitting.readings, strict=False):
            card.say(reading, form, best=reading is best)
        self._best.say(sitting, home, form)
        self._next.say(sitting)
        self._count.setText(self._progress(sitting))
        self._need.setVisible(not sitting.over)

    def _progress(self, sitting: Sitting) -> str:
        blows = sitting.blows
        if sitting.over:
            if blows.complete and blows.repeatable:
                return self.tr("Well done. The blows agree.")
            if blows.complete:
                return self.tr("Well done. The best one counts.")
            return self.tr("Saved. The next time we try for three.")
        if blows.complete:
            return self.tr("The blows differ. One more makes it sure.")
        left = ACCEPTABLE_BLOWS - blows.acceptable
        if not blows.acceptable:
            return self.tr("%n blow(s) to go", "", left)
        good = self.tr("%n good blow(s).", "", blows.acceptable)
        to_go = self.tr("%n left.", "", left)
        return f"{good} {to_go}"

    def _type_now(self) -> None:
        self.type_value.emit(Kind.SPIROMETRY)

    def _retract(self) -> None:
        sitting = self._sitting
        if sitting is not None:
            self.retracting.emit(tuple(r.measurement.id for r in sitting.readings))
        self._close()

    def _close(self) -> None:
        self._takes.close()
        self.closed.emit()
