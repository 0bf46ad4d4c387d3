"""One visit to the measuring room: a process of its own with a window, which ends when the person has left.

Strategy: the process is started ahead of time and waits, hidden, until it is its turn. It asks who comes,
then is a small patient's program around ``hemmonitor.room.visit``: the same devices, rules and guided
measuring as at home, over a journal that hands everything over sealed. It ends once all is handed over, so
that nothing of the person is left in any memory.

Rules:
- Nothing is written to disk, to a log, to the clipboard or to Qt's settings here; core dumps are off.
- A person who forgets to sign off is signed off by the clock: a minute on the result, three elsewhere.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from devices.link import Link
from devices.memory import Forgetful
from devices.session import Policy
from hemmonitor.clinical.guided import Durations
from hemmonitor.crypto import card as cards
from hemmonitor.crypto.card import CardExpired, CardInvalid, LockedCard
from hemmonitor.errors import HemmonitorError, StorageError, WrongPin
from hemmonitor.home import Home, Recorded
from hemmonitor.model.careplan import Level
from hemmonitor.model.finding import Judged
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.room.claims import Claim
from hemmonitor.room.visit import Identified, Visit, identify, identify_by_code
from hemmonitor.room.wire import Facts, StationLink, StationRefuses
from ui.app.collecting import Collecting
from ui.app.parts import Looks, keep_running
from ui.app.roomdevices import RoomDevices, read_overview
from ui.app.sittings import Sittings
from ui.bridge import PatientBridge, ProblemNews
from ui.camera import Find, find
from ui.measures import reading
from ui.room.identify import Trouble
from ui.room.result import Line, Results
from ui.room.window import RoomWindow
from ui.room.words import KINDS, Offer
from ui.theme import Zone
from ui.worker import Worker

log = logging.getLogger(__name__)

IDLE_SECONDS = 180
CARD_SECONDS = 60  # a card without its PIN
_ZONES = {
    Level.GREEN: Zone.GREEN,
    Level.GREY: Zone.GREY,
    Level.YELLOW: Zone.YELLOW,
    Level.RED: Zone.RED,
}
_LASTING = ("devices", "devices.identities", "devices.clocks", "devices.slots")
"""What the room remembers of its devices. Bookmarks, drafts and parked frames hold values: never."""


class RoomMemory(Forgetful):
    """What the devices' part remembers: for this visit, and of the devices themselves for good."""

    def __init__(self, line: StationLink, kept: str) -> None:
        super().__init__({name: text.encode() for name, text in json.loads(kept).items()})
        self._line = line

    def put(self, name: str, value: bytes) -> None:
        """See ``Memory.put``."""
        super().put(name, value)
        if name not in _LASTING:
            return
        try:
            self._line.keep(name, value.decode())
        except StationRefuses as refusal:
            raise StorageError("the station does not keep this") from refusal


@dataclass(frozen=True, slots=True)
class _Person:
    """Who is here, and their small program. Made on the worker thread."""

    visit: Visit
    who: Identified


class RoomCollecting(Collecting):
    """Collects as at home, but a value is this person's only when it can be nobody else's."""

    def __init__(
        self, person: _Person, bridge: PatientBridge, link: Link, clock: Callable[[], dt.datetime],
        memory: RoomMemory, mark: Callable[[Measurement], Measurement], policy: Policy | None,
        on_stray: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(bridge, link, clock, memory, mark=mark, policy=policy)
        self._visit, self._now, self._on_stray = person.visit, clock, on_stray

    async def _save(self, measurement: Measurement) -> bool:
        found = self._visit.judge(measurement, self._now())
        if found is not Claim.MINE:
            if found is Claim.DOUBTFUL:
                self._on_stray()
            return False
        new = await super()._save(measurement)
        self._visit.gave(measurement)
        return new


class VisitProgram(QObject):
    """The visit, from "Show your card" to the end. ``ended`` once nothing of the person is needed."""

    ended = Signal()
    _identified = Signal(object)
    _refused = Signal(object, int)
    _overview = Signal(object)
    _staff_refused = Signal(int)
    _sent = Signal()

    def __init__(
        self,
        line: StationLink,
        link: Callable[[], Link],
        clock: Callable[[], dt.datetime],
        looks: Looks,
        *,
        kiosk: bool = True,
        durations: Durations | None = None,
        policy: Policy | None = None,
        worker: Worker | None = None,
        cameras: Find = find,
    ) -> None:
        """``line`` is used on the worker thread alone. Raises what asking for the room's facts raises."""
        super().__init__()
        self.worker = worker or Worker("hemmonitor-visit")
        self._own_worker = worker is None
        self._running: list[Future[None]] = []
        self._line, self._link, self._clock, self._looks = line, link, clock, looks
        self._durations, self._policy = durations or Durations(), policy
        self.facts: Facts = self.worker.call(line.facts).result()
        self.window = RoomWindow(
            looks.appearance, looks.translations, looks.zone, kiosk=kiosk, cameras=cameras
        )
        self.window.set_place(self.facts.place, self.facts.phone)
        self._locked: LockedCard | None = None
        self._person: _Person | None = None
        self.bridge: PatientBridge | None = None
        self.measuring: Sittings | None = None
        self._mine: list[Judged] = []
        self._sent_at: dt.datetime | None = None
        self._ending = False
        self._devices: RoomDevices | None = None
        self._seen = ""  # the station's last overview, for staff
        self._idle, self._ask_sent = QTimer(self), QTimer(self)
        self._connect()
        self.window.show_identify()

    def _connect(self) -> None:
        window, page = self.window, self.window.identify
        page.card_shown.connect(self._card)
        page.pin_entered.connect(self._pin)
        page.code_entered.connect(self._code)
        window.touched.connect(self._touched)
        window.left.connect(self.end)
        window.choose.chosen.connect(self.measure)
        window.result.over.connect(self.end)
        window.result.again.connect(self._choose)
        window.receipt_wanted.connect(self._receipt)
        window.staff_entered.connect(self._staff)
        window.operator.closed.connect(self.end)
        window.operator.checked.connect(self._checked)
        window.operator.pair.connect(lambda: self._with_devices(RoomDevices.add_next))
        window.operator.removed.connect(lambda address: self._with_devices(RoomDevices.remove, address))
        self._overview.connect(window.show_operator)
        self._staff_refused.connect(window.staff.refuse)
        self._identified.connect(self._begin)
        self._refused.connect(page.refuse)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._idled)
        self._ask_sent.timeout.connect(self._look_sent)
        self._sent.connect(self._now_sent)

    # --- who it is -------------------------------------------------------------------------------------

    def _card(self, text: str) -> None:
        try:
            self._locked = cards.read(text)
        except CardInvalid:
            self.window.identify.refuse(Trouble.NOT_A_CARD)
            return
        self.window.identify.ask_pin()

    def _pin(self, pin: str) -> None:
        locked = self._locked
        if locked is not None:
            self._try(locked.id, lambda now: identify(self._line, locked, pin, now), Trouble.WRONG_PIN)

    def _code(self, code: str) -> None:
        self._try("code", lambda now: identify_by_code(self._line, code, now), Trouble.WRONG_CODE)

    def _try(self, name: str, find: Callable[[dt.datetime], Identified], wrong: Trouble) -> None:
        """Open a card on the worker thread: Argon2id takes some tenths of a second."""

        def run() -> None:
            try:
                wait = self._line.wait(name)
                if wait:
                    self._refused.emit(wrong, wait)
                    return
                now = self._clock()
                who = find(now)
                self._line.tried(name, right=True)
                self._identified.emit(_Person(Visit(self._line, self.facts, who, now), who))
            except WrongPin:
                self._refused.emit(wrong, self._line.tried(name, right=False))
            except CardExpired:
                self._refused.emit(Trouble.OLD_CARD, 0)
            except CardInvalid:
                self._refused.emit(Trouble.NOT_A_CARD, 0)
            except HemmonitorError as error:
                log.warning("nobody was let in: %s", error.code)
                self._refused.emit(Trouble.NOT_NOW, 0)

        self.worker.call(run)

    def _begin(self, person: _Person) -> None:
        """Somebody is here: make their small program."""
        self._person, self._locked = person, None
        visit, mailbox = person.visit, person.who.card.mailbox
        self.bridge = PatientBridge(
            self.worker, lambda: Home(visit.journal, mailbox, visit.device), self._clock
        )
        self.measuring = Sittings(self.bridge, self.window, self._clock, self._durations)
        self.bridge.recorded.connect(self._recorded)
        self.measuring.over.connect(self._results_or_choose)
        self.measuring.retracting.connect(self._retract)
        self.bridge.refresh()
        self._collect(person)
        self._choose()
        self._touched()
        self._ask_sent.start(2000)

    def _collect(self, person: _Person) -> None:
        bridge, measuring = self.bridge, self.measuring
        assert bridge is not None
        assert measuring is not None
        memory = RoomMemory(self._line, self.facts.kept)

        def make() -> RoomCollecting:
            return RoomCollecting(
                person, bridge, self._link(), self._clock, memory, measuring.marked, self._policy,
                lambda: log.info("a device sent a value that may be somebody else's"),
            )  # fmt: skip

        collecting = self.worker.call(make).result()
        collect = keep_running(collecting.run, lambda code: bridge.device.emit(ProblemNews(code)))
        self._running.append(self.worker.spawn(collect))

    # --- what the person does --------------------------------------------------------------------------

    def _choose(self) -> None:
        if self._person is None:
            return
        self._set_measuring(None)
        if self.measuring is not None:
            self.measuring.end()
        planned = {slot.kind for slot in self._person.who.face.plan.schedule}
        offers = [Offer(kind, kind in planned) for kind in KINDS]
        offers.sort(key=lambda offer: not offer.planned)
        self.window.show_choose(self._person.who.face.shown, offers)

    def measure(self, kind: Kind) -> None:
        """The person has chosen a picture."""
        self._set_measuring(kind)
        if self.measuring is not None:
            self.measuring.begin(kind)

    def _set_measuring(self, kind: Kind | None) -> None:
        if self._person is not None:
            visit, now = self._person.visit, self._clock()
            self.worker.call(setattr, visit, "measuring", (kind, now) if kind else None)

    def _recorded(self, recorded: Recorded) -> None:
        """Durable now. A guided sitting goes on by itself; anything else is shown."""
        if not recorded.new:
            return
        self._mine.append(recorded.judged)
        if self.measuring is not None and not self.measuring.goes_on:
            self._set_measuring(None)
            self._results()

    def _retract(self, ids: tuple[str, ...]) -> None:
        assert self.bridge is not None
        for measurement_id in ids:
            self.bridge.retract(measurement_id, "not_me")
        self._mine = [judged for judged in self._mine if judged.measurement.id not in ids]

    def _results_or_choose(self) -> None:
        self._set_measuring(None)
        if self._mine:
            self._results()
        else:
            self._choose()

    def _results(self) -> None:
        if self._person is not None:
            self.window.show_results(self._shown_results())

    def _now_sent(self) -> None:
        """The page says so, if it is the one that is looked at."""
        if self.window.page is self.window.result:
            self._results()

    def _shown_results(self) -> Results:
        assert self._person is not None
        face = self._person.who.face
        contact = face.plan.contacts[0] if face.plan.contacts else None
        who = (
            ", ".join(part for part in (contact.name, contact.role, contact.hours) if part) if contact else ""
        )
        return Results(
            face.first_name,
            tuple(self._line_of(kind) for kind in dict.fromkeys(j.measurement.kind for j in self._mine)),
            who,
            contact.phone if contact else self.facts.phone,
            face.plan.valid_from,
            self._sent_at,
        )

    def _line_of(self, kind: Kind) -> Line:
        """The newest of a kind."""
        judged = [j for j in self._mine if j.measurement.kind is kind][-1]
        value, unit = reading(judged.measurement, None, self.window.form)
        return Line(kind, value, unit, _ZONES[judged.level])

    def _receipt(self) -> None:
        lines = self._shown_results().lines
        stamp = self.window.form.stamp(self._clock())
        values = "\n".join(f"{line.value} {line.unit}" for line in lines)
        self.window.show_receipt(f"{self.facts.place}\n{stamp}\n{values}")

    # --- staff -----------------------------------------------------------------------------------------

    def _staff(self, pin: str) -> None:
        """The room's PIN was typed; Argon2id is the station's work."""

        def run() -> None:
            try:
                self._seen = self._line.operator(pin)
            except HemmonitorError:
                self._staff_refused.emit(self._line.wait("operator"))
                return
            if self._devices is None:
                memory = RoomMemory(self._line, self.facts.kept)
                self._devices = RoomDevices(self._link(), self._clock, memory, self._tell_staff, self._policy)
                task = keep_running(self._devices.run, lambda code: log.warning("devices: %s", code))
                self._running.append(self.worker.spawn(task))
            self._tell_staff()

        self.worker.call(run)

    def _tell_staff(self) -> None:
        assert self._devices is not None
        self._overview.emit(read_overview(self._seen, self._devices.lines, self._clock()))

    def _with_devices(self, act: Callable[..., None], *args: str) -> None:
        if self._devices is not None:
            self.worker.call(act, self._devices, *args)

    def _checked(self, name: str) -> None:
        """Staff have looked at something."""

        def run() -> None:
            found = json.loads(self._seen)
            checks = {**json.loads(found["checks"]), name: self._clock().isoformat()}
            self._line.keep("checks", json.dumps(checks))
            self._seen = json.dumps({**found, "checks": json.dumps(checks)})
            self._tell_staff()

        self.worker.call(run)

    # --- the way out -----------------------------------------------------------------------------------

    def _touched(self) -> None:
        if not self._ending:
            self._idle.start((IDLE_SECONDS if self._person is not None else CARD_SECONDS) * 1000)

    def _idled(self) -> None:
        """Nobody has touched anything for a while."""
        if self._person is not None:
            self.end()
        elif self.window.page is self.window.identify:
            self._locked = None
            self.window.show_identify()

    def _look_sent(self) -> None:
        person = self._person
        if person is None:
            return

        def look() -> None:
            if person.visit.journal.look_sent(self._clock()):
                self._sent_at = self._clock()
                self._sent.emit()

        self.worker.call(look)

    def end(self) -> None:
        """Sign off: forget the person on the screen at once, hand over what may wait, and end."""
        if self._ending:
            return
        self._ending = True
        self._idle.stop()
        self._ask_sent.stop()
        self.window.forget()
        self.window.show_identify()
        self.window.identify.setEnabled(False)
        person, self._person, self._mine = self._person, None, []

        def last() -> None:
            if person is not None and not person.visit.journal.all_handed_over:
                try:
                    person.visit.journal.hand_over()
                except (HemmonitorError, StationRefuses) as error:
                    log.error("a value could not be handed over: %s", error.code)  # noqa: TRY400 - no text

        for running in self._running:
            running.cancel()
        if self._own_worker:
            self.worker.finish(last)
        else:
            self.worker.call(last).result()
        self.ended.emit()
