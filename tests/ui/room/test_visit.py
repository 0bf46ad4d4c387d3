"""A visit as a person makes it: the room's window, a virtual cuff on a real protocol stack, a station."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from devices.virtual.cuff import VirtualCuff
from hemmonitor import clock
from hemmonitor.clinical.guided import Durations
from hemmonitor.crypto.actions import Assign, Link
from hemmonitor.crypto.keys import random_id
from hemmonitor.model.events import MeasurementRecorded, UnclaimedReading
from hemmonitor.model.measurement import Component, Kind
from tests.devices.ward import POLICY, Ward
from tests.room.people import PIN, STAFF_PIN, Room
from tests.room.test_visit import read_by_nurse
from tests.ui import film
from tests.ui.render import application
from ui.app.parts import Looks
from ui.app.visit import VisitProgram
from ui.i18n import Language, Translations
from ui.room.identify import Ask
from ui.theme import Appearance, Choice, Face, TextSize
from ui.widgets.card import CardButton
from ui.worker import Worker

from zoneinfo import ZoneInfo  # isort: skip

T = TypeVar("T")
QUICK = replace(POLICY, scan=0.5, pairing=10)
SHORT = Durations(*(dt.timedelta(milliseconds=60),) * 3)
ZONE = ZoneInfo("Europe/Stockholm")


class Kiosk:
    """A room with one cuff, and a visit in it."""

    def __init__(self, qtbot: QtBot) -> None:
        application()
        self.qtbot = qtbot
        self.room = Room(now=clock.now())
        self.worker = Worker("test-room")
        self.place = self.worker.call(Ward).result(10)
        self.do(self.place.central.start())
        self.cuff: VirtualCuff = self.do(
            self.place.device(VirtualCuff, clock=clock.now, keeps_records=True, live=False)
        )
        self.translations = Translations()
        self.translations.use(Language.SV)
        appearance = Appearance(Face.PATIENT, choice=Choice.LIGHT, text_size=TextSize.S100)
        self.looks = Looks(appearance, self.translations, ZONE)
        self.cameras = film.Shelf()
        self.ended = 0
        self.program: VisitProgram | None = None

    def do(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self.worker.spawn(coroutine).result(20)

    def until(self, test: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(test()), timeout=20_000)

    # --- visits ------------------------------------------------------------------------------------------

    def open(self) -> None:
        """The next visit's process, so to say."""
        self.program = VisitProgram(
            self.room.link, lambda: self.place.link, clock.now, self.looks,
            kiosk=False, durations=SHORT, policy=QUICK, worker=self.worker, cameras=self.cameras,
        )  # fmt: skip
        self.program.ended.connect(self._end)
        self.window.resize(1280, 800)
        self.window.show()

    def _end(self) -> None:
        self.ended += 1

    @property
    def visit(self) -> VisitProgram:
        assert self.program is not None
        return self.program

    @property
    def window(self) -> Any:
        return self.visit.window

    def come(self, mailbox: str | None = None, pin: str = PIN) -> None:
        """A person shows their card to a reader that types, and presses the PIN."""
        for letter in self.room.card(mailbox).text:
            QTest.keyClick(self.window.identify, letter)
        QTest.keyClick(self.window.identify, Qt.Key.Key_Return)
        assert self.window.identify.asks is Ask.PIN
        self.digits(pin)

    def digits(self, digits: str) -> None:
        for digit in digits:
            self.click(f"key_{digit}")
        self.click("key_ok")

    def arrive(self, mailbox: str | None = None) -> None:
        self.open()
        self.come(mailbox)
        self.until(lambda: self.window.page is self.window.choose)

    def leave(self) -> None:
        """Finish, wherever one is."""
        before = self.ended
        self.visit.end()
        assert self.ended == before + 1
        self.window.close()

    # --- what is seen and pressed ------------------------------------------------------------

    def click(self, name: str) -> None:
        def seen() -> list[QWidget]:
            return [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]

        self.until(lambda: len(seen()) == 1)
        QTest.mouseClick(seen()[0], Qt.MouseButton.LeftButton)

    def shows(self, text: str) -> bool:
        return any(text in label.text() for label in self.window.findChildren(QLabel) if label.isVisible())

    def press(self, systolic: int, diastolic: int = 79) -> None:
        self.do(self.cuff.press_frame(self.cuff.frame(systolic, diastolic, 70)))

    def figures(self) -> list[str]:
        """The values on the result page."""
        result = self.visit._shown_results()
        return [line.value for line in result.lines]

    def add_cuff(self) -> None:
        """Staff add the cuff, behind their PIN."""
        self.open()
        self.click("help")
        self.click("staff")
        self.window.staff.findChild(QWidget, "staffPin").setText(STAFF_PIN)
        self.click("staffOpen")
        self.until(lambda: self.window.page is self.window.operator)
        self.click("pairDevice")
        self.until(lambda: len(self.window.operator._overview.devices) == 1)
        self.until(lambda: self.window.operator._overview.devices[0].battery is not None)
        self.leave()

    def close(self) -> None:
        if self.program is not None and not self.visit._ending:
            self.visit.end()
        self.window.may_close = True
        self.window.close()
        self.do(self.place.close())
        self.worker.stop()
        self.translations.use(Language.EN)
        self.translations.remove()

    def values(self, mailbox: str) -> list[int]:
        """The systolic pressures that the nurse reads in a mailbox."""
        bodies = [event.body for event in read_by_nurse(self.room, mailbox)]
        found = [b.measurement for b in bodies if isinstance(b, MeasurementRecorded | UnclaimedReading)]
        return [int(m.value(Component.SYSTOLIC) or 0) for m in found]


@pytest.fixture
def kiosk(qtbot: QtBot) -> Iterator[Kiosk]:
    made = Kiosk(qtbot)
    yield made
    made.close()


def test_a_person_comes_measures_reads_and_leaves(kiosk: Kiosk) -> None:
    kiosk.add_cuff()
    kiosk.arrive()
    assert kiosk.shows("Gunnel P.")
    assert not kiosk.shows("Provsten")
    planned = kiosk.window.choose.kinds
    assert planned[0] is Kind.BLOOD_PRESSURE
    kiosk.click("measure_blood_pressure")
    kiosk.click("prepared")
    kiosk.until(lambda: kiosk.visit.measuring.guide.state.step.name == "MEASURE")  # type: ignore[union-attr]
    kiosk.press(134, 80)
    kiosk.until(lambda: len(kiosk.visit.measuring.guide.read) == 1)  # type: ignore[union-attr]
    kiosk.until(lambda: kiosk.visit.measuring.guide.state.step.name == "MEASURE")  # type: ignore[union-attr]
    kiosk.press(130, 78)
    kiosk.until(lambda: kiosk.visit.measuring.guide.state.step.name == "DONE")  # type: ignore[union-attr]
    kiosk.click("measureDone")
    kiosk.until(lambda: kiosk.window.page is kiosk.window.result)
    assert kiosk.figures() == ["130/78"]
    assert kiosk.shows("Klart. Tack, Gunnel.")
    assert kiosk.shows("Sparat.")
    for item in kiosk.room.journal.unsent():
        kiosk.room.journal.mark_sent(item.envelope_id, clock.now())
    kiosk.until(lambda: kiosk.shows("Skickat till din vårdcentral"))
    kiosk.click("receipt")
    assert kiosk.window.page is kiosk.window.receipt
    kiosk.click("back")
    kiosk.click("signOff")
    assert kiosk.ended == 2
    assert kiosk.window.page is kiosk.window.identify
    assert not kiosk.shows("Gunnel")


def test_a_wrong_pin_is_told_and_slows_down(kiosk: Kiosk) -> None:
    kiosk.open()
    kiosk.come(pin="111111")
    kiosk.until(lambda: kiosk.shows("Pinkoden stämmer inte."))
    for _ in range(2):
        QTest.qWait(100)
        kiosk.digits("222222")
    kiosk.until(lambda: kiosk.shows("sekunder och försök igen") and not _free(kiosk))
    kiosk.click("otherCard")
    assert kiosk.window.identify.asks is Ask.CARD_OR_CODE


def _free(kiosk: Kiosk) -> bool:
    found: bool = kiosk.window.identify._keypad.isEnabled()
    return found


def test_a_card_is_read_by_the_camera(kiosk: Kiosk, tmp_path: Path) -> None:
    """A foreign square first; the light is out as soon as the PIN is asked for, and nobody can turn it on."""
    card = film.held(film.card_paper(kiosk.room.card().text), wide=1000, turned=7, tilted=0.08, noise=8)
    other = film.held(film.letter_paper("https://www.example.se"), at=(0.22, 0.42), wide=1200)
    made = film.film(tmp_path / "c.avi", [(other, 20), (film.table(film.SIZE), 5), (card, 30)])
    kiosk.cameras.cameras = (made,)
    kiosk.open()
    kiosk.click("cameraOn")
    kiosk.until(lambda: kiosk.shows("Kortet gick inte att läsa."))
    kiosk.until(lambda: kiosk.window.identify.asks is Ask.PIN)
    assert not kiosk.window.identify.camera.is_on
    assert not kiosk.window.identify.camera.on.isVisible()
    kiosk.digits(PIN)
    kiosk.until(lambda: kiosk.window.page is kiosk.window.choose)
    assert kiosk.shows("Gunnel P.")


def test_nonsense_before_the_reader_is_no_card(kiosk: Kiosk) -> None:
    kiosk.open()
    for letter in "HMC1NOSUCHCARD":
        QTest.keyClick(kiosk.window.identify, letter)
    QTest.keyClick(kiosk.window.identify, Qt.Key.Key_Return)
    assert kiosk.shows("Kortet gick inte att läsa.")


def test_two_people_with_one_cuff_whose_memory_has_the_firsts(kiosk: Kiosk) -> None:
    """The cuff keeps its records and sends them all; one was made after the first had left."""
    kiosk.add_cuff()
    other = random_id()
    kiosk.room.centre.add(Assign(Link.TEAM_MAILBOX, kiosk.room.centre.team, other))
    kiosk.room.trust.extend(kiosk.room.centre.entries)

    kiosk.arrive()
    kiosk.click("measure_blood_pressure")
    kiosk.press(121)
    kiosk.until(lambda: kiosk.values(kiosk.room.centre.mailbox) == [121])
    kiosk.leave()
    kiosk.press(171)  # she sits down once more after signing off, and goes
    QTest.qWait(6000)  # a record is nobody's when it is older than the next visit by more than clocks differ

    kiosk.arrive(other)
    kiosk.until(lambda: kiosk.values(kiosk.room.mailbox) == [171])
    kiosk.click("measure_blood_pressure")
    kiosk.press(155)
    kiosk.until(lambda: kiosk.values(other) == [155])
    QTest.qWait(300)
    assert kiosk.values(kiosk.room.centre.mailbox) == [121]
    assert kiosk.values(other) == [155]
    assert kiosk.values(kiosk.room.mailbox) == [171]
    assert kiosk.room.station.overview().unclaimed == 1


def test_who_forgets_to_leave_is_signed_off(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.app.visit.IDLE_SECONDS", 1)
    kiosk.arrive()
    kiosk.until(lambda: kiosk.ended == 1)
    assert not kiosk.shows("Gunnel")


def test_a_red_result_waits_until_it_is_read(kiosk: Kiosk) -> None:
    kiosk.add_cuff()
    kiosk.arrive()
    kiosk.click("measure_blood_pressure")
    kiosk.click("prepared")
    for systolic in (188, 190, 192):
        kiosk.until(lambda: kiosk.visit.measuring.guide.state.step.name == "MEASURE")  # type: ignore[union-attr]
        kiosk.press(systolic, 112)
        kiosk.until(lambda s=systolic: any(  # type: ignore[misc]
            r.measurement.value(Component.SYSTOLIC) == s for r in kiosk.visit.measuring.guide.read  # type: ignore[union-attr]
        ))  # fmt: skip
    kiosk.until(lambda: kiosk.visit.measuring.guide.state.step.name == "DONE")  # type: ignore[union-attr]
    kiosk.click("measureDone")
    kiosk.until(lambda: kiosk.window.page is kiosk.window.result)
    assert kiosk.shows("Ring din vårdcentral nu")
    assert kiosk.window.result.seconds_left == 0
    kiosk.click("haveRead")
    assert kiosk.window.result.seconds_left > 50


def test_no_key_and_no_close_leads_out(kiosk: Kiosk) -> None:
    kiosk.open()
    kiosk.window.may_close = False
    for key, with_ in (
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(kiosk.window, key, with_)
    assert not kiosk.window.close()
    assert kiosk.window.isVisible()
    assert kiosk.window.page is kiosk.window.identify


def test_staff_tick_off_the_round_and_see_no_person(kiosk: Kiosk) -> None:
    kiosk.add_cuff()
    kiosk.open()
    kiosk.click("help")
    kiosk.click("staff")
    kiosk.window.staff.findChild(QWidget, "staffPin").setText("wrong one")
    kiosk.click("staffOpen")
    kiosk.until(lambda: kiosk.shows("Det stämmer inte."))
    kiosk.window.staff.findChild(QWidget, "staffPin").setText(STAFF_PIN)
    kiosk.click("staffOpen")
    kiosk.until(lambda: kiosk.window.page is kiosk.window.operator)
    kiosk.click("check_wiped")
    kiosk.until(lambda: "wiped" in kiosk.window.operator._overview.checked)
    kiosk.until(lambda: kiosk.shows("Virtual BP"))
    names = [w.accessibleName() for w in kiosk.window.findChildren(QAbstractButton)]
    assert not any("Gunnel" in name for name in names)
    assert kiosk.window.findChildren(CardButton) == []
