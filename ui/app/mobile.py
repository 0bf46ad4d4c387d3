"""The mobile team's steps: the bag's devices, guided measuring and questions, for the person who is here.

Strategy: one patient's bridge over the home of whoever is chosen (``hemmonitor.visiting``), on the nurse's
worker thread; the frames that a patient has at home, made anew for each person and thrown away after. All of
it is made when the page is first gone to: a workstation that stays in the office listens to no device.

Rules:
- A device's value is judged on the worker thread before anything marks it as part of a sitting.
- A frame that has shown one person's values never shows another's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject

from devices.link import Link
from devices.memory import Memory
from devices.session import Policy
from hemmonitor.clinical.guided import Durations
from hemmonitor.clinical.overnight import with_desaturations
from hemmonitor.home import HomeState
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.visiting.desk import Here, Visiting
from ui.app.collecting import Collecting
from ui.app.parts import keep_running
from ui.app.sittings import SNUG, Sittings
from ui.bridge import SETTLING, NurseBridge, PatientBridge, ProblemNews
from ui.devicebridge import DevicesView
from ui.nurse.desk import Desk
from ui.nurse.visits.page import VisitsPage
from ui.patient.devicetasks import DeviceTasks
from ui.patient.layout import room_for
from ui.patient.page import Shown
from ui.patient.questionnaires import asked, shipped, text
from ui.patient.questions import QuestionsFrame
from ui.patient.task import TaskFrame
from ui.visitbridge import VisitBridge
from ui.worker import Worker


class BagCollecting(Collecting):
    """Collects as at home, but a value is the chosen person's only when it can be nobody else's."""

    def __init__(
        self,
        visits: VisitBridge,
        bridge: PatientBridge,
        link: Link,
        clock: Callable[[], dt.datetime],
        memory: Memory,
        mark: Callable[[Measurement], Measurement],
        policy: Policy | None,
    ) -> None:
        super().__init__(bridge, link, clock, memory, policy=policy)
        self._visits, self._sitting = visits, mark

    async def _save(self, measurement: Measurement) -> bool:
        whole = with_desaturations(measurement)
        return self._visits.take(whole, lambda mine: self._bridge.record_now(self._sitting(mine)))


class Mobile(QObject):
    """Makes the page, and everything behind it."""

    def __init__(
        self,
        worker: Worker,
        visiting: Callable[[], Visiting],
        nurse: NurseBridge,
        clock: Callable[[], dt.datetime],
        *,
        link: Callable[[], Link],
        memory: Callable[[], Memory],
        durations: Durations | None = None,
        policy: Policy | None = None,
        settling: float = SETTLING,
    ) -> None:
        """``visiting``, ``link`` and ``memory`` are called on the worker thread, when the page is made.

        ``settling``: see ``PatientBridge``.
        """
        super().__init__()
        self._worker, self._make_visiting, self._nurse, self._clock = worker, visiting, nurse, clock
        self._link, self._memory = link, memory
        self._durations, self._policy = durations or Durations(), policy
        self._settling = settling
        self.page: VisitsPage | None = None
        self.visits: VisitBridge | None = None
        self.sittings: Sittings | None = None
        self._questions: QuestionsFrame | None = None
        self._visit = ""  # of the frames

    def make(self, desk: Desk) -> VisitsPage:
        """The page; the bag's devices are listened to from now on."""
        visits = self.visits = VisitBridge(
            self._worker, self._make_visiting, self._clock, self._nurse.changed
        )
        self._bag = PatientBridge(
            self._worker,
            lambda: visits.visiting.home,
            self._clock,
            wake_sync=visits.recorded,
            settling=self._settling,
        )
        page = self.page = VisitsPage(desk, visits)
        self._devices = DeviceTasks(self._bag.devices, lambda: page.place.form, self._hold, self)
        page.place.hold_task(self._devices.page)
        self._connect(page, visits)
        self._collect(visits)
        self._bag.refresh()
        return page

    def received(self) -> None:
        """Something came through sync (worker thread)."""
        if self.visits is not None:
            self.visits.tell()
            self._bag.tick()

    def _connect(self, page: VisitsPage, visits: VisitBridge) -> None:
        visits.here.connect(self._turn)
        self._bag.state.connect(self._state)
        self._bag.failed.connect(visits.failed)
        self._bag.kept.connect(self._recall)
        self._devices.shows.connect(page.show_step)
        self._devices.left.connect(self._show_bag)
        self._devices.answered.connect(self._show_bag)
        self._devices.measure.connect(page.back)
        self._devices.removing.connect(self._remove)
        self._devices.changed.connect(self._say_bag)
        page.bag.connect(self._show_bag)
        page.measure.connect(self._measure)
        page.questions.connect(self._ask)
        page.place.resized.connect(self._arrange)

    def _collect(self, visits: VisitBridge) -> None:
        bag = self._bag

        def make() -> BagCollecting:
            return BagCollecting(
                visits, bag, self._link(), self._clock, self._memory(), self._marked, self._policy
            )

        collecting = self._worker.call(make).result()
        self._worker.spawn(keep_running(collecting.run, lambda code: bag.device.emit(ProblemNews(code))))

    def _marked(self, measurement: Measurement) -> Measurement:
        """What the sitting that goes on knows of it. Safe from any thread."""
        sittings = self.sittings
        return sittings.marked(measurement) if sittings is not None else measurement

    # --- the person who is here -------------------------------------------------------------------------

    def _turn(self, here: Here | None) -> None:
        """Somebody else is here, or nobody: new frames, and the old ones go with what they showed."""
        visit = here.visit.id if here is not None else ""
        if visit == self._visit:
            return
        self._visit = visit
        page = self.page
        assert page is not None
        if self.sittings is not None:
            self.sittings.end()
            for frame in self.sittings.frames:
                page.place.drop_task(frame)
            self.sittings.deleteLater()
            self.sittings = None
        if self._questions is not None:
            page.place.drop_task(self._questions)
            self._questions = None
        if here is not None:
            self._frames(page)
        self._say_questions(here)
        self._bag.tick()

    def _frames(self, page: VisitsPage) -> None:
        sittings = self.sittings = Sittings(self._bag, page.place, self._clock, self._durations)
        sittings.over.connect(page.back)
        sittings.retracting.connect(self._retract)
        questions = self._questions = QuestionsFrame(
            lambda: page.place.form, self._clock, page.place.by_keyboard
        )
        page.place.hold_task(questions)
        questions.closed.connect(page.back)
        questions.finished.connect(self._answered)
        questions.keeping.connect(lambda kept: self._bag.keep("questions", kept))
        self._bag.recall("questions")
        self._arrange()

    def _state(self, home: HomeState) -> None:
        shown = Shown(home)
        self._devices.show_state(shown)
        self._devices.page.show_state(shown)
        if self._questions is not None:
            self._questions.show_state(shown)

    def _say_questions(self, here: Here | None) -> None:
        assert self.page is not None
        language = self.page.place.form.language
        plan = here.state.plan if here is not None else None
        self.page.set_questions([(one.id, text(one.title, language)) for one in asked(plan)])

    def _recall(self, name: str, kept: str) -> None:
        if name == "questions" and self._questions is not None:
            self._questions.recall(kept)

    # --- steps ------------------------------------------------------------------------------------------

    def _measure(self, kind: Kind) -> None:
        if self.sittings is not None and self.page is not None and self.visits is not None:
            self.visits.measuring(kind)
            self.sittings.begin(kind)
            self.page.show_step(self.sittings.shown)

    def _ask(self, name: str) -> None:
        questionnaire = shipped().get(name)
        if self._questions is not None and self.page is not None and questionnaire is not None:
            self.page.show_step(self._questions)
            self._questions.begin(questionnaire)

    def _answered(self, answers: Measurement) -> None:
        self._bag.record(answers)
        if self.page is not None:
            self.page.back()

    def _retract(self, ids: tuple[str, ...]) -> None:
        for measurement_id in ids:
            self._bag.retract(measurement_id, "not_me")

    # --- the bag ----------------------------------------------------------------------------------------

    def _show_bag(self) -> None:
        if self.page is not None:
            self.page.show_step(self._devices.page, self.tr("The bag's devices"))

    def _remove(self, address: str) -> None:
        self._devices.remove(address)
        self._show_bag()

    def _say_bag(self, view: DevicesView) -> None:
        if self.page is not None:
            names = [
                f"{device.name or device.model}{f' {device.battery} %' if device.battery is not None else ''}"
                for device in view.devices
            ]
            self.page.show_bag(", ".join(names))

    def _hold(self, frame: TaskFrame) -> None:
        """One more of the bag's tasks."""
        assert self.page is not None
        self.page.place.hold_task(frame)
        self._arrange()

    def _arrange(self) -> None:
        """Lay out what is not a sitting's for the room there is."""
        assert self.page is not None
        place = self.page.place
        width, height = place.room
        theme = place.task_theme
        room, snug = room_for(width, theme), height < SNUG * theme.body
        self._devices.page.arrange(room, snug=snug)
        for frame in self._devices.frames:
            frame.arrange(room, snug=snug)
        if self._questions is not None:
            self._questions.arrange(room, snug=snug)
