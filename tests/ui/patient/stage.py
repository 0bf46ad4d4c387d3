"""A patient's window on a real bridge, worker, home and journal (in memory); its clock is set by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent

from hemmonitor import demo
from hemmonitor.clinical.guided import Durations
from hemmonitor.home import Home
from hemmonitor.model.careplan import Plan
from hemmonitor.model.events import (
    Body,
    Event,
    MeasurementRecorded,
    PlanIssued,
    measurement_event_id,
    new_event_id,
)
from hemmonitor.model.measurement import (
    Component,
    Flag,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
    record_id,
)
from hemmonitor.store.journal import ChainHead, OutboxItem
from hemmonitor.store.memory import MemoryJournal
from tests.ui.render import application
from ui.bridge import DeviceNews, PatientBridge, SyncView
from ui.i18n import Language, Translations
from ui.patient.window import PatientWindow
from ui.theme import Appearance, Choice, Face, TextSize
from ui.worker import Worker

ZONE = dt.timezone(dt.timedelta(hours=1), "CET")
MORNING = dt.datetime(2025, 11, 21, 9, 20, tzinfo=ZONE)
MAILBOX = "p-gunnel"
DAYS = 45


def pressure(
    at: dt.datetime, systolic: int, diastolic: int, pulse: int | None = 72, flags: Sequence[Flag] = ()
) -> Measurement:
    values = [
        Quantity(Component.SYSTOLIC, Decimal(systolic), Unit.MMHG),
        Quantity(Component.DIASTOLIC, Decimal(diastolic), Unit.MMHG),
    ]
    if pulse is not None:
        values.append(Quantity(Component.PULSE_RATE, Decimal(pulse), Unit.PER_MINUTE))
    raw = f"{at.isoformat()}/{systolic}/{diastolic}".encode()
    return Measurement(
        record_id(Kind.BLOOD_PRESSURE, "cuff", raw, received=at),
        Kind.BLOOD_PRESSURE,
        at,
        tuple(values),
        Provenance(Origin.DEVICE, at, device_id="cuff", device_model="UA-651BLE", source="2A35", raw=raw),
        frozenset(flags),
    )


class Stage:
    """Everything behind one patient's window. ``close`` ends the worker."""

    def __init__(
        self,
        now: dt.datetime = MORNING,
        *,
        person: demo.Synthetic = demo.PATIENTS[0],
        days: int = DAYS,
        plan: Plan | None = None,
        language: Language = Language.SV,
        text_size: TextSize = TextSize.S100,
        choice: Choice = Choice.LIGHT,
        size: tuple[int, int] = (1280, 800),
        durations: Durations | None = None,
    ) -> None:
        application()
        self.now, self.person = now, person
        self.journal = MemoryJournal()
        self._number = 0
        first = now - dt.timedelta(days=demo.DAYS)
        self.tell(person.patient, at=first)
        self.tell(PlanIssued(plan or demo.first_plan(person, now)), at=first)
        for measurement in demo.history(person, now, days):
            self.tell(MeasurementRecorded(measurement), at=measurement.taken_at)
        self.worker = Worker("test-worker")
        self.bridge = PatientBridge(self.worker, self._home, lambda: self.now)
        self.translations = Translations()
        self.translations.use(language)
        self.appearance = Appearance(Face.PATIENT, choice=choice, text_size=text_size)
        self.window = PatientWindow(
            self.bridge, self.appearance, self.translations, lambda: self.now, ZONE, durations=durations
        )
        self.window.resize(*size)
        self.window.show()
        self.settle()

    def _home(self) -> Home:
        self.home = Home(self.journal, MAILBOX, "desk")
        return self.home

    def tell(self, body: Body, at: dt.datetime | None = None) -> str:
        """Put an event into the journal, as if it had been there at the start."""
        event_id = (
            measurement_event_id(MAILBOX, body.measurement.id)
            if isinstance(body, MeasurementRecorded)
            else new_event_id()
        )
        self.journal.append((Event(event_id, MAILBOX, "centre", at or self.now, body),))
        return event_id

    def receive(self, body: Body) -> None:
        """An event of the care centre arrives through sync."""
        event = Event(new_event_id(), MAILBOX, "centre", self.now, body)
        self.journal.append((event,), outgoing=False)
        self.worker.call(self.bridge.received, (event,)).result()
        self.settle()

    def sent(self) -> None:
        """The relay has acknowledged all that is waiting."""

        def send() -> None:
            self._number += 1
            waiting = self.journal.unsealed(MAILBOX, 10_000)
            item = OutboxItem(f"envelope-{self._number}", MAILBOX, b"sealed", self._number)
            head = ChainHead("desk", self._number, b"digest")
            self.journal.seal(item, [s.event.id for s in waiting], head)
            self.journal.mark_sent(item.envelope_id, self.now)

        self.worker.call(send).result()
        self.sync(SyncView(online=True, last_contact=self.now))

    def sync(self, sync: SyncView) -> None:
        self.bridge.sync.emit(sync)
        self.bridge.tick()
        self.settle()

    def measured(self, systolic: int, diastolic: int, pulse: int | None = 72, **more: Sequence[Flag]) -> None:
        """The device's session hands over a reading, on the worker, as ui.app does."""
        reading = self.window.guide.marked(pressure(self.now, systolic, diastolic, pulse, **more))
        self.worker.call(self.bridge.record_now, reading).result()
        self.settle()

    def news(self, *all_news: DeviceNews) -> None:
        for one in all_news:
            self.bridge.device.emit(one)
        self.settle()

    def later(self, minutes: float) -> None:
        self.now += dt.timedelta(minutes=minutes)
        self.bridge.tick()
        self.settle()

    def settle(self) -> None:
        """Let the worker finish, the signals cross and the layouts settle."""
        for _ in range(4):
            self.worker.call(lambda: None).result()
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until(self, holds: Callable[[], bool], seconds: float = 5.0) -> None:
        """Wait for something that a timer brings about."""
        timer = QElapsedTimer()
        timer.start()
        while not holds():
            assert timer.elapsed() < seconds * 1000, "waited in vain"
            QCoreApplication.processEvents()

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.settle()
        self.worker.stop()
