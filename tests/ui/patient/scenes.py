"""The patient's screens and states, each reached as a person reaches it. For clip tests and pictures."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from hemmonitor.crypto.audience import Audience
from hemmonitor.model.access import Deed, Ground, RecordAccessed
from hemmonitor.model.careplan import (
    Appointment,
    Baseline,
    Comparison,
    Duty,
    Level,
    Pause,
    Plan,
    RelativeLimit,
    Slot,
)
from hemmonitor.model.events import Attachment, MessageWritten, SeenByCare
from hemmonitor.model.measurement import Component, Flag, Kind, Quantity, Unit
from tests.ui.patient import world
from tests.ui.patient.stage import MORNING, ZONE, Stage, blow, spo2
from ui.bridge import DeviceStage, FailedNews, LiveNews, PressureNews, ProblemNews, StageNews, SyncView
from ui.devicebridge import (
    Attempt,
    ConsentView,
    DevicesView,
    DeviceView,
    NearbyView,
    PairingView,
    SlotView,
    TestView,
)
from ui.patient.rail import Place

AUDIENCE = Audience("Storvikens vårdcentral", 1, 1, ("centre", "b", "c"), 0, 1, archive=True)
EVENING = dt.datetime(2025, 11, 21, 18, 55, tzinfo=ZONE)


@dataclasses.dataclass(frozen=True)
class Scene:
    """How to reach a state of a screen: what the stage is made with, and what happens then."""

    act: Callable[[Stage], None]
    stage: dict[str, Any] = dataclasses.field(default_factory=dict)

    def open(self, **looks: Any) -> Stage:
        stage = Stage(**{**self.stage, **looks})
        self.act(stage)
        return stage


def home(stage: Stage) -> None:
    stage.sent()


def home_read(stage: Stage) -> None:
    stage.sent()
    newest = stage.home.record_of_patient.measurements[-1]
    stage.receive(SeenByCare("Anna Lidström", "distriktssköterska", (newest.id,)))
    stage.receive(MessageWritten("Hej Gunnel! Fint att se dina värden.", "Anna Lidström", False))


def home_offline(stage: Stage) -> None:
    stage.sync(SyncView(online=False, waiting=2))


def prepare(stage: Stage) -> None:
    stage.sent()
    stage.click("startMeasuring")


def rest(stage: Stage) -> None:
    prepare(stage)
    stage.click("prepared")


def start(stage: Stage) -> None:
    rest(stage)
    stage.click("alreadyRested")
    stage.news(StageNews(DeviceStage.SEARCHING))


def typing(stage: Stage) -> None:
    start(stage)
    stage.click("typeValue")
    stage.type("typed_systolic", "78")
    stage.type("typed_diastolic", "132")
    stage.click("saveTyped")


def no_bluetooth(stage: Stage) -> None:
    start(stage)
    stage.news(ProblemNews("device.radio_off"))


def cuff(seconds: float) -> float:
    """A believable cuff pressure in mm[Hg]."""
    if seconds < 10:
        return 190 * (1 - math.exp(-seconds / 4)) / (1 - math.exp(-2.5))
    return 190 - 3.0 * (seconds - 10) + 0.8 * math.sin(5 * seconds)


def live(stage: Stage) -> None:
    start(stage)
    stage.news(StageNews(DeviceStage.CONNECTED, "UA-651BLE"), StageNews(DeviceStage.MEASURING, "UA-651BLE"))
    for step in range(60):
        seconds = step * 0.4
        mmhg = Decimal(round(cuff(seconds)))
        stage.bridge.device.emit(PressureNews(mmhg, stage.now + dt.timedelta(seconds=seconds)))
    stage.settle()


def failing(*flags: Flag) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        start(stage)
        stage.news(FailedNews(Kind.BLOOD_PRESSURE, "failed", frozenset(flags)))

    return act


def failed_twice(stage: Stage) -> None:
    failing()(stage)
    stage.click("measureAgain")
    stage.news(FailedNews(Kind.BLOOD_PRESSURE, "failed"))


def result(stage: Stage) -> None:
    start(stage)
    stage.measured(162, 94, 76)
    stage.sent()


def wait_over(stage: Stage) -> None:
    """Let the rest or the wait of the sitting end."""
    state = stage.window.guide.state
    assert state is not None
    assert state.until is not None
    stage.now = state.until
    stage.until(lambda: stage.window.guide.state is not state, seconds=90)


def done(stage: Stage) -> None:
    start(stage)
    stage.measured(131, 79, 70)
    stage.news(StageNews(DeviceStage.CONNECTED))
    stage.now += dt.timedelta(seconds=75)
    stage.measured(127, 77, 68)
    stage.sent()


def candidate(stage: Stage) -> None:
    """Very high twice within a minute: one more is asked for."""
    start(stage)
    stage.measured(188, 114, 88)
    stage.now += dt.timedelta(seconds=75)
    stage.measured(184, 112, 86)


def alone(stage: Stage) -> None:
    stage.measured(128, 76, 66)


def alert(stage: Stage) -> None:
    candidate(stage)
    stage.now += dt.timedelta(minutes=6)
    stage.measured(186, 110, 87)
    stage.sent()


def alert_called(stage: Stage) -> None:
    alert(stage)
    stage.click("haveCalled")


def low_alert(stage: Stage) -> None:
    start(stage)
    for systolic in (84, 86):
        stage.measured(systolic, 50, 58)
        stage.now += dt.timedelta(minutes=1.25)
    stage.now += dt.timedelta(minutes=6)
    stage.measured(85, 51, 57)


def question(number: int) -> Callable[[Stage], None]:
    """The COPD diary at a question, the ones before answered with no."""

    def act(stage: Stage) -> None:
        stage.go(Place.QUESTIONS)
        stage.click("answer_copd_diary")
        for _ in range(number):
            stage.click("answer_1")
            stage.click("questionNext")
        stage.click("answer_2")

    return act


def asked(stage: Stage) -> None:
    stage.go(Place.QUESTIONS)
    stage.click("answer_phq9")


def urgent(stage: Stage) -> None:
    question(0)(stage)
    stage.click("questionNext")


def at(place: Place) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.sent()
        stage.go(place)

    return act


def trends_of(period: int) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.go(Place.TRENDS)
        stage.segment("period", period)

    return act


def trends_table(stage: Stage) -> None:
    stage.go(Place.TRENDS)
    stage.segment("chartOrTable", 1)


def night(stage: Stage) -> None:
    """The newest night alone."""
    stage.go(Place.TRENDS)
    stage.press(stage.chip("Natten"))
    for name in ("Blodtryck", "Puls"):
        stage.press(stage.chip(name))


def night_table(stage: Stage) -> None:
    night(stage)
    stage.segment("chartOrTable", 1)


def calendar(stage: Stage) -> None:
    stage.go(Place.TRENDS)
    stage.segment("chartOrTable", 2)


def paused_plan() -> Plan:
    """A plan with a week away behind, and one to come."""
    away = Pause(dt.date(2025, 11, 1), dt.date(2025, 11, 4), "resa")
    return dataclasses.replace(world.plan(world.GUNNEL, MORNING), pauses=(away,))


def messages(stage: Stage) -> None:
    stage.receive(
        MessageWritten("Hej Gunnel! Ta gärna en extra mätning i kväll. Hur mår du?", "Anna Lidström", False)
    )
    stage.go(Place.MESSAGES)
    stage.later(3)
    stage.write("Jag mår bra, tack. Lite yr i morse, men det gick över när jag hade ätit.")


def messages_files(stage: Stage) -> None:
    """A picture and a document from the care centre."""
    image = QImage(900, 600, QImage.Format.Format_RGB32)
    image.fill(0x88AA99)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")  # type: ignore[call-overload]  # PySide takes a str
    files = (
        Attachment("manschett.jpg", "image/jpeg", bytes(buffer.data().data())),
        Attachment("Råd.pdf", "application/pdf", b"%PDF-1.7"),
    )
    stage.receive(MessageWritten("Hej Gunnel! Så här ska manschetten sitta.", "Anna Lidström", False, files))
    stage.go(Place.MESSAGES)


def full_plan() -> Plan:
    """A plan with appointments, and without a doctor's name under its limits."""
    plan = world.plan(world.GUNNEL, MORNING)
    calls = dt.datetime(2025, 12, 3, 10, 0, tzinfo=ZONE)
    visit = dt.datetime(2026, 1, 13, 13, 30, tzinfo=ZONE)
    times = (
        Appointment("a", calls, 20, "Anna ringer dig"),
        Appointment("b", visit, 30, "Blodprov", "vårdcentralen"),
    )
    return dataclasses.replace(plan, appointments=times, sign_off=None)


def agreed_plan(**more: Any) -> Plan:
    """A plan with goals in the person's own words, duties, and a video call soon."""
    soon = dt.datetime(2025, 11, 25, 14, 0, tzinfo=ZONE)
    call = Appointment("v", soon, 20, "Samtal med Anna", link="https://video.example.org/gunnel")
    duties = (Duty("Hemtjänsten", "hjälper med manschetten på tisdagar"),)
    wishes = ("Gå ut varje dag", "Orka plocka hjortron i sommar")
    plan = dataclasses.replace(full_plan(), sign_off=world.plan(world.GUNNEL, MORNING).sign_off)
    times = (call, *plan.appointments)
    return dataclasses.replace(plan, appointments=times, duties=duties, wishes=wishes, **more)


def away_now(plan: Plan) -> Plan:
    """The same with a pause that goes on, and one to come before the end."""
    now = Pause(dt.date(2025, 11, 19), dt.date(2025, 11, 23), "resa")
    later = Pause(dt.date(2025, 12, 20), dt.date(2025, 12, 28), "")
    return dataclasses.replace(plan, pauses=(now, later), ends=dt.date(2026, 2, 27))


def some_devices() -> DevicesView:
    """Four devices in the states of the mock-up."""

    def device(kind: str, model: str, battery: int, hours: float, **more: Any) -> DeviceView:
        at = MORNING - dt.timedelta(hours=hours)
        return DeviceView(model, model, model, (kind,), None, battery, battery < 16, at, at, **more)

    places = (SlotView(1, mine=True), SlotView(2, mine=False))
    return DevicesView(
        (
            device("blood_pressure", "UA-651BLE", 80, 0.2),
            device("oximeter", "3230", 65, 0.6),
            device("spirometer", "copd-6", 12, 24),
            device("scale", "BF720", 90, 0.8, slots=places),
        ),
        listening=True,
    )


def devices(
    view: Callable[[], DevicesView], act: Callable[[Stage], None] = lambda _s: None
) -> Callable[..., None]:
    def show(stage: Stage) -> None:
        stage.sent()
        stage.bridge.devices.state.emit(view())
        stage.go(Place.DEVICES)
        act(stage)
        stage.settle()

    return show


def in_trouble(waiting: int = 0) -> DevicesView:
    """Every fault a row can have, and no Bluetooth."""
    cuff, finger, lung, scale = some_devices().devices
    return DevicesView(
        (
            dataclasses.replace(cuff, fault="device.bond_stale"),
            dataclasses.replace(
                finger, clock_off=True, clock_offset=dt.timedelta(hours=3), last_contact=None
            ),
            dataclasses.replace(lung, fault="device.not_found", battery=None),
            dataclasses.replace(
                scale, slots=(SlotView(1, mine=True), SlotView(2, mine=None, waiting=waiting))
            ),
        ),
        problem="device.radio_off",
    )


def tried(attempt: Attempt, code: str = "") -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.click("test_1")
        found = some_devices()
        first = dataclasses.replace(
            found.devices[0], test=TestView(attempt, code), clock_offset=dt.timedelta()
        )
        stage.bridge.devices.state.emit(dataclasses.replace(found, devices=(first, *found.devices[1:])))

    return act


def slots(stage: Stage) -> None:
    view = in_trouble()
    scale = dataclasses.replace(view.devices[3], consent=ConsentView(refused=False))
    stage.bridge.devices.state.emit(dataclasses.replace(view, devices=(scale, *view.devices[:3])))
    stage.settle()
    stage.click("test_1")


def whose(stage: Stage) -> None:
    """A value waits to be told whose it is: the question comes by itself."""
    stage.sent()
    stage.bridge.devices.state.emit(dataclasses.replace(in_trouble(3), problem="", listening=True))
    stage.settle()


def adding(*names: str, **view: Any) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.click("addDevice")
        for name in names:
            stage.click(name)
        stage.bridge.devices.state.emit(dataclasses.replace(some_devices(), finding=True, **view))

    return act


def first(left: str, sort: str = "", **view: Any) -> Callable[[Stage], None]:
    """The first start goes on here: ``left`` is what is left to do."""

    def act(stage: Stage) -> None:
        stage.bridge.kept.emit("first", left)
        if sort:
            stage.click(sort)
        stage.bridge.devices.state.emit(DevicesView(finding=True, listening=True, **view))
        stage.settle()

    return act


def lung_plan() -> Plan:
    """A plan with a personal best of 1,52 litres and limits under it."""
    plan = world.plan(world.ASTA, MORNING)
    best = Baseline(
        Kind.SPIROMETRY,
        Component.FEV1,
        Decimal("1.52"),
        Unit.LITRE,
        dt.datetime(2025, 11, 2, 9, 0, tzinfo=ZONE),
        "Anna Lidström",
    )

    def fall(percent: int, level: Level) -> RelativeLimit:
        return RelativeLimit(
            f"fev1.{level}",
            Kind.SPIROMETRY,
            Component.FEV1,
            Comparison.AT_MOST,
            Unit.LITRE,
            level,
            percent=Decimal(percent),
        )

    slot = Slot("fev1", Kind.SPIROMETRY, dt.time(7), dt.time(11))
    limits = (fall(-10, Level.YELLOW), fall(-15, Level.RED))
    return dataclasses.replace(plan, schedule=(slot,), baselines=(best,), relative=limits)


def choosing(stage: Stage) -> None:
    stage.sent()
    stage.click("go_measure")


def taking(kind: Kind, *after: Callable[[Stage], None]) -> Callable[[Stage], None]:
    """The guided measurement of a kind, and what happens in it."""

    def act(stage: Stage) -> None:
        stage.sent()
        stage.window.measure_kind(kind)
        stage.settle()
        for step in after:
            step(stage)

    return act


def finger(percent: int) -> Callable[[Stage], None]:
    return lambda stage: stage.took(Kind.OXIMETRY, *spo2(percent))


def on_finger(stage: Stage) -> None:
    stage.news(StageNews(DeviceStage.CONNECTED, "3230"), LiveNews("3230", spo2(95, 71), stage.now))


def pricked(value: str) -> Callable[[Stage], None]:
    quantity = Quantity(Component.GLUCOSE, Decimal(value), Unit.MMOL_L)
    return lambda stage: stage.took(Kind.GLUCOSE, quantity)


def stepped(value: str) -> Callable[[Stage], None]:
    quantity = Quantity(Component.BODY_WEIGHT, Decimal(value), Unit.KG)
    return lambda stage: stage.took(Kind.WEIGHT, quantity)


def fever(value: str) -> Callable[[Stage], None]:
    quantity = Quantity(Component.BODY_TEMPERATURE, Decimal(value), Unit.CELSIUS)
    return lambda stage: stage.took(Kind.TEMPERATURE, quantity)


def blows(*all_blows: tuple[str, str, bool]) -> Callable[[Stage], None]:
    """Blows of FEV1, FEV6 and whether the meter accepts them, half a minute apart."""

    def act(stage: Stage) -> None:
        if stage.shows("prepared"):
            stage.click("prepared")
        for fev1, fev6, good in all_blows:
            stage.now += dt.timedelta(seconds=40)
            stage.took(Kind.SPIROMETRY, *blow(fev1, fev6), flags=() if good else (Flag.BAD_BLOW,))

    return act


def vain(kind: Kind) -> Callable[[Stage], None]:
    return lambda stage: stage.news(FailedNews(kind, "failed"))


def note(stage: Stage) -> None:
    taking(Kind.OXIMETRY, finger(95))(stage)
    stage.click("noteToCare")


def type_weight(stage: Stage) -> None:
    stage.click("typeValue")
    stage.type("typed_body_weight", "170")
    stage.click("saveTyped")


FIRST, SHORT, THIRD = ("1.41", "2.30", True), ("1.12", "1.39", False), ("1.46", "2.34", True)
LUNGS = {"person": world.ASTA, "plan": lung_plan()}
NEARBY = (
    NearbyView("n1", "A&D_UA-651BLE_1F03A2", ("blood_pressure",), -60),
    NearbyView("n2", "BM59", ("blood_pressure",), -80),
    NearbyView("n3", "HEM-7142T", maker="Omron"),
)


def looked_at(stage: Stage) -> None:
    """Two of the staff have looked, one of them in an emergency."""
    stage.receive(RecordAccessed("Anna Lidström", "distriktssköterska", "Team Norr"))
    stage.later(20)
    stage.receive(
        RecordAccessed(
            "Bo Exempel", "sjuksköterska", "Jouren", Deed.OPENED, Ground.EMERGENCY, "svarar inte i telefon"
        )
    )
    at(Place.SETTINGS)(stage)


def moving(what: str) -> Callable[[Stage], None]:
    """A page of one's own data, as from the settings."""

    def act(stage: Stage) -> None:
        stage.go(Place.SETTINGS)
        while not stage.shows(f"data_{what}"):
            stage.click("showMore")
        stage.click(f"data_{what}")

    return act


COPD, HEART = world.ASTA, world.ELSY

SCENES: dict[str, Scene] = {
    "home": Scene(home),
    "home-read": Scene(home_read),
    "home-offline": Scene(home_offline, {"now": EVENING}),
    "home-empty": Scene(home, {"days": 0, "planned": False}),
    "home-copd": Scene(home, {"person": COPD}),
    "home-night": Scene(home, {"person": COPD, "nights": 1}),
    "home-heart": Scene(home, {"person": HEART}),
    "measure-prepare": Scene(prepare),
    "measure-rest": Scene(rest),
    "measure-start": Scene(start),
    "measure-no-bluetooth": Scene(no_bluetooth),
    "measure-typing": Scene(typing),
    "measure-live": Scene(live),
    "measure-failed-loose": Scene(failing(Flag.CUFF_LOOSE)),
    "measure-failed-moved": Scene(failing(Flag.BODY_MOVEMENT)),
    "measure-failed-position": Scene(failing(Flag.IMPROPER_POSITION)),
    "measure-failed-twice": Scene(failed_twice),
    "measure-result": Scene(result),
    "measure-done": Scene(done),
    "measure-confirm": Scene(candidate),
    "measure-alone": Scene(alone),
    "measure-alone-unplanned": Scene(alone, {"days": 0, "planned": False}),
    "measure-choose": Scene(choosing, {"person": COPD}),
    "oximetry": Scene(taking(Kind.OXIMETRY), {"person": COPD}),
    "oximetry-live": Scene(taking(Kind.OXIMETRY, on_finger), {"person": COPD}),
    "oximetry-failed": Scene(taking(Kind.OXIMETRY, vain(Kind.OXIMETRY)), {"person": COPD}),
    "oximetry-value": Scene(taking(Kind.OXIMETRY, finger(95)), {"person": COPD}),
    "oximetry-again": Scene(taking(Kind.OXIMETRY, finger(86)), {"person": COPD}),
    "oximetry-note": Scene(note, {"person": COPD}),
    "weight": Scene(taking(Kind.WEIGHT), {"person": HEART}),
    "weight-value": Scene(taking(Kind.WEIGHT, stepped("72.4")), {"person": HEART}),
    "weight-typing": Scene(taking(Kind.WEIGHT, type_weight), {"person": HEART}),
    "temperature": Scene(taking(Kind.TEMPERATURE)),
    "temperature-value": Scene(taking(Kind.TEMPERATURE, fever("38.4"))),
    "glucose": Scene(taking(Kind.GLUCOSE)),
    "glucose-value": Scene(taking(Kind.GLUCOSE, pricked("7.3"))),
    "spirometry": Scene(taking(Kind.SPIROMETRY), LUNGS),
    "spirometry-first": Scene(taking(Kind.SPIROMETRY, blows(FIRST)), LUNGS),
    "spirometry-blows": Scene(taking(Kind.SPIROMETRY, blows(FIRST, SHORT, THIRD)), LUNGS),
    "spirometry-done": Scene(
        taking(Kind.SPIROMETRY, blows(FIRST, SHORT, THIRD, ("1.44", "2.31", True))), LUNGS
    ),
    "spirometry-failed": Scene(taking(Kind.SPIROMETRY, blows(FIRST), vain(Kind.SPIROMETRY)), LUNGS),
    "alert-red": Scene(alert),
    "alert-called": Scene(alert_called),
    "alert-low": Scene(low_alert),
    "trends": Scene(at(Place.TRENDS)),
    "trends-week": Scene(trends_of(0)),
    "trends-year": Scene(trends_of(2), {"days": 120}),
    "trends-table": Scene(trends_table),
    "trends-copd": Scene(at(Place.TRENDS), {"person": COPD}),
    "trends-night": Scene(night, {"person": COPD, "nights": 2}),
    "trends-night-table": Scene(night_table, {"person": COPD, "nights": 1}),
    "trends-calendar": Scene(calendar, {"plan": paused_plan()}),
    "trends-empty": Scene(at(Place.TRENDS), {"days": 0}),
    "plan": Scene(at(Place.PLAN)),
    "plan-unsigned": Scene(at(Place.PLAN), {"plan": full_plan()}),
    "plan-agreed": Scene(at(Place.PLAN), {"plan": agreed_plan()}),
    "plan-pause": Scene(at(Place.PLAN), {"plan": away_now(agreed_plan())}),
    "plan-ended": Scene(at(Place.PLAN), {"plan": agreed_plan(ends=dt.date(2025, 11, 16))}),
    "home-pause": Scene(home, {"plan": away_now(agreed_plan())}),
    "home-ended": Scene(home, {"plan": agreed_plan(ends=dt.date(2025, 11, 16))}),
    "plan-copd": Scene(at(Place.PLAN), {"person": COPD}),
    "plan-none": Scene(at(Place.PLAN), {"planned": False}),
    "questions": Scene(at(Place.QUESTIONS), {"person": COPD}),
    "question": Scene(question(1), {"person": COPD}),
    "question-phq9": Scene(asked, {"person": COPD}),
    "question-urgent": Scene(urgent, {"person": COPD}),
    "messages": Scene(messages),
    "messages-files": Scene(messages_files),
    "messages-empty": Scene(at(Place.MESSAGES)),
    "devices": Scene(devices(some_devices)),
    "devices-empty": Scene(devices(lambda: DevicesView(listening=True))),
    "devices-trouble": Scene(devices(in_trouble)),
    "device-testing": Scene(devices(some_devices, tried(Attempt.WAITING))),
    "device-answers": Scene(devices(some_devices, tried(Attempt.DONE))),
    "device-silent": Scene(devices(some_devices, tried(Attempt.FAILED, "device.not_found"))),
    "device-places": Scene(devices(in_trouble, slots)),
    "device-whose": Scene(whose),
    "pair-choose": Scene(devices(some_devices, adding())),
    "pair-looking": Scene(devices(some_devices, adding("sort_oximeter"))),
    "pair-found": Scene(devices(some_devices, adding("sort_blood_pressure", nearby=NEARBY))),
    "pair-code": Scene(
        devices(
            some_devices,
            adding("sort_blood_pressure", pairing=PairingView("n1", "UA-651BLE", Attempt.PASSKEY)),
        )
    ),
    "pair-failed": Scene(
        devices(
            some_devices,
            adding(
                "sort_blood_pressure",
                nearby=NEARBY,
                pairing=PairingView("n1", "UA-651BLE", Attempt.FAILED, "device.wrong_passkey"),
            ),
        )
    ),
    "first-choose": Scene(first("device")),
    "first-done": Scene(
        first(
            "device",
            "sort_blood_pressure",
            pairing=PairingView("UA-651BLE", "UA-651BLE", Attempt.DONE),
        )
    ),
    "first-measure": Scene(first("measure")),
    "pair-done": Scene(
        devices(
            some_devices,
            adding("sort_blood_pressure", pairing=PairingView("UA-651BLE", "UA-651BLE", Attempt.DONE)),
        )
    ),
    "settings": Scene(at(Place.SETTINGS)),
    "settings-readers": Scene(looked_at, {"audience": AUDIENCE}),
    "data-export": Scene(moving("export")),
    "data-import": Scene(moving("import")),
    "data-backup": Scene(moving("backup")),
    "data-restore": Scene(moving("restore")),
}
