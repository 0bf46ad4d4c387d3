"""A patient's window on a real bridge, worker, home and journal (in memory); its clock is set by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QToolButton, QWidget

from hemmonitor.clinical.guided import Durations
from hemmonitor.crypto.audience import Audience
from hemmonitor.errors import DiskFull
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
from tests.ui.patient import world
from tests.ui.render import application, end
from ui.bridge import DeviceNews, PatientBridge, SyncView
from ui.i18n import Language, Translations
from ui.patient.rail import Place
from ui.patient.window import PatientWindow
from ui.theme import Appearance, Choice, Face, TextSize
from ui.widgets.choice import Chip
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


def taken(at: dt.datetime, kind: Kind, *values: Quantity, flags: Sequence[Flag] = ()) -> Measurement:
    """A measurement of any kind, as a device gives it."""
    raw = f"{at.isoformat()}/{values}".encode()
    return Measurement(
        record_id(kind, "device", raw, received=at),
        kind,
        at,
        values,
        Provenance(Origin.DEVICE, at, device_id="device", source="2A5E", raw=raw),
        frozenset(flags),
    )


def spo2(percent: int, pulse: int = 74) -> tuple[Quantity, Quantity]:
    """An oximeter's figures."""
    return (
        Quantity(Component.SPO2, Decimal(percent), Unit.PERCENT),
        Quantity(Component.PULSE_RATE, Decimal(pulse), Unit.PER_MINUTE),
    )


def blow(fev1: str, fev6: str) -> tuple[Quantity, Quantity]:
    """A spirometer's figures, in litres."""
    return (
        Quantity(Component.FEV1, Decimal(fev1), Unit.LITRE),
        Quantity(Component.FEV6, Decimal(fev6), Unit.LITRE),
    )


class FullJournal(MemoryJournal):
    """A journal on a disk that can be full."""

    full = False

    def append(self, events: Sequence[Event], *, outgoing: bool = True) -> tuple[Event, ...]:
        if self.full:
            raise DiskFull
        return super().append(events, outgoing=outgoing)


class Stage:
    """Everything behind one patient's window. ``close`` ends the worker."""

    def __init__(
        self,
        now: dt.datetime = MORNING,
        *,
        person: world.Person = world.GUNNEL,
        days: int = DAYS,
        plan: Plan | None = None,
        planned: bool = True,
        nights: int = 0,
        audience: Audience | None = None,
        language: Language = Language.SV,
        text_size: TextSize = TextSize.S100,
        choice: Choice = Choice.LIGHT,
        size: tuple[int, int] = (1280, 800),
        durations: Durations | None = None,
        journal: FullJournal | None = None,
    ) -> None:
        application()
        self.now, self.person = now, person
        self.audience = audience
        self.journal = journal or FullJournal()
        self._number = 0
        if journal is None:
            self._fill(plan or world.plan(person, now) if planned else None, days, nights)
        self.worker = Worker("test-worker")
        self.bridge = PatientBridge(self.worker, self._home, lambda: self.now, settling=0.0)
        self.translations = Translations()
        self.translations.use(language)
        self.appearance = Appearance(Face.PATIENT, choice=choice, text_size=text_size)
        self.window = PatientWindow(
            self.bridge, self.appearance, self.translations, lambda: self.now, ZONE, durations=durations
        )
        self.window._reminders.stop()  # a test looks itself; by the clock they would come at any moment
        self.window.resize(*size)
        self.window.show()
        self.settle()
        self.until(self._in_front)
        self.settle()

    def _in_front(self) -> bool:
        """Whether the window has the keyboard; asked for again and again, as a request can get lost."""
        if not self.window.isActiveWindow():
            self.window.windowHandle().requestActivate()
        return self.window.isActiveWindow()

    def _fill(self, plan: Plan | None, days: int, nights: int) -> None:
        first = self.now - dt.timedelta(days=world.DAYS_OF_PLAN)
        self.tell(self.person.patient, at=first)
        if plan is not None:
            self.tell(PlanIssued(plan), at=first)
        for measurement in world.history(self.person, self.now, days):
            self.tell(MeasurementRecorded(measurement), at=measurement.taken_at)
        for ago in range(nights, 0, -1):
            self.tell(MeasurementRecorded(world.night(self.now, ago)))

    def _home(self) -> Home:
        self.home = Home(self.journal, MAILBOX, "desk", audience=lambda: self.audience)
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
        reading = self.window.marked(pressure(self.now, systolic, diastolic, pulse, **more))
        self.worker.call(self.bridge.record_now, reading).result()
        self.settle()

    def took(self, kind: Kind, *values: Quantity, flags: Sequence[Flag] = ()) -> None:
        """The same with any other device."""
        reading = self.window.marked(taken(self.now, kind, *values, flags=flags))
        self.worker.call(self.bridge.record_now, reading).result()
        self.settle()

    def measure_in_vain(self, systolic: int, diastolic: int) -> None:
        """A reading by hand that the journal does not take."""
        self.bridge.record(pressure(self.now, systolic, diastolic))
        self.settle()

    def chip(self, text: str) -> Chip:
        """The chip with this text."""
        return next(c for c in self.window.findChildren(Chip) if c.text() == text)

    def news(self, *all_news: DeviceNews) -> None:
        for one in all_news:
            self.bridge.device.emit(one)
        self.settle()

    def find(self, name: str) -> QWidget:
        """The visible widget of this name; it is an error if there is none, or more than one."""
        found = [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]
        assert len(found) == 1, f"{name}: {len(found)} visible"
        return found[0]

    def shows(self, name: str) -> bool:
        """Whether a widget of this name is seen."""
        return any(w.isVisible() for w in self.window.findChildren(QWidget, name))

    def click(self, name: str) -> None:
        """Press a button with the mouse."""
        button = self.find(name)
        assert button.isEnabled(), f"{name} is disabled"
        self.press(button)

    def press(self, button: QWidget) -> None:
        """Press a widget that has no name of its own."""
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def go(self, place: Place) -> None:
        """Go to a page as the person does: in the rail, or by the menu."""
        if self.shows(f"go_{place}"):
            self.click(f"go_{place}")
            return
        self.click("menu")
        menu = self.window.findChild(QMenu)
        assert menu is not None
        action = menu.findChild(QAction, f"go_{place}")
        assert action is not None
        rect = menu.actionGeometry(action)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.center())
        self.settle()

    def segment(self, name: str, place: int) -> None:
        """Choose one of a row of choices with the mouse."""
        buttons = self.find(name).findChildren(QToolButton)
        QTest.mouseClick(buttons[place], Qt.MouseButton.LeftButton)
        self.settle()

    def write(self, text: str) -> None:
        """Type a message and send it."""
        self.type("messageText", text)
        self.click("sendMessage")

    def type(self, name: str, text: str) -> None:
        """Type letter by letter; QTest knows no letters outside ASCII."""
        field = self.find(name)
        field.setFocus()
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def texts(self) -> str:
        """Everything that is seen or spoken in the window."""
        seen = [w for w in self.window.findChildren(QWidget) if w.isVisible()]
        said = [w.accessibleName() for w in seen]
        read = [w.text() for w in seen if isinstance(w, QLabel | QAbstractButton)]
        return "\n".join(text.replace("\u00a0", " ").replace("\u2060", "") for text in (*read, *said) if text)

    def looks(self, text_size: TextSize, language: Language) -> None:
        """Change text size and language while the window is open."""
        self.translations.use(language)
        self.appearance.set_text_size(text_size)
        self.settle()

    def first_page(self) -> None:
        while self.shows("showPrevious"):
            self.click("showPrevious")

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
        self.settle()
        self.worker.stop()
        end(self.window)
        self.translations.use(Language.EN)
        self.translations.remove()
