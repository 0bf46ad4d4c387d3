"""The rooms' page on a real profile: a card with its PIN, a one-time code, values that are nobody's."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox
from pytestqt.qtbot import QtBot

from hemmonitor import clock
from hemmonitor.bootstrap import Profile
from hemmonitor.clinic import Clinic
from hemmonitor.crypto.card import read
from hemmonitor.errors import WrongPin
from hemmonitor.model.events import Event, RoomCodeIssued, UnclaimedReading, new_event_id
from hemmonitor.relay.server import RelayServer
from hemmonitor.room.face import unpack
from hemmonitor.rooms import Rooms
from hemmonitor.roster import station_box
from tests.room.people import reading
from tests.ui.render import application
from tests.whole.rooms import NAME, found_with_room
from tests.whole.world import PIN, clinic_of
from ui.centre.rooms_page import RoomsPage
from ui.centre.roomsbridge import Carded, RoomsBridge
from ui.format import Formatter
from ui.i18n import Language, Translations
from ui.theme import Theme, dress
from ui.worker import Worker

ZONE = ZoneInfo("Europe/Stockholm")


class Desk:
    """A workstation with the rooms' page open."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        application()
        self.qtbot, self.worker = qtbot, Worker("test-rooms")
        self.profile = self.worker.call(lambda: Profile.open(folder / "nurse", pin=PIN)).result(20)
        self.clinic: Clinic = self.worker.call(clinic_of, self.profile).result(20)
        bridge = RoomsBridge(
            self.worker, lambda: Rooms(self.profile, self.profile.trust(), clock.now), lambda: self.clinic
        )
        self.carded: list[Carded] = []
        bridge.issued.connect(self.carded.append)
        self.translations = Translations()
        self.translations.use(Language.SV)
        self.page = RoomsPage(bridge, lambda: "Exempelfors", lambda: Formatter(Language.SV, ZONE), clock.now)
        dress(self.page, Theme())
        self.page.resize(1200, 800)
        self.page.show()
        self.page.refresh_rooms()
        self.until(lambda: self.field("room_patient").count() == 1)

    def until(self, test: object) -> None:
        assert callable(test)
        self.qtbot.waitUntil(lambda: bool(test()), timeout=10_000)

    def field(self, name: str) -> QComboBox:
        found = self.page.findChild(QComboBox, name)
        assert found is not None
        return found

    def press(self, name: str) -> None:
        button = self.page.findChild(QAbstractButton, name)
        assert button is not None
        assert button.isVisible()
        button.click()

    def close(self) -> None:
        self.page.close()
        self.page.deleteLater()
        self.worker.finish(self.profile.close)
        self.translations.use(Language.EN)
        self.translations.remove()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with RelayServer(tmp_path / "relay.db") as relay:
        asyncio.run(found_with_room(tmp_path, relay.url))
        made = Desk(qtbot, tmp_path)
        yield made
        made.close()


def test_a_card_is_made_printed_and_opens_with_the_pin_on_the_screen(desk: Desk, tmp_path: Path) -> None:
    desk.press("room_card")
    desk.until(lambda: desk.carded)
    (carded,) = desk.carded
    desk.until(desk.page._pin.isVisible)
    assert f"{carded.issued.pin[:3]} {carded.issued.pin[3:]}" in desk.page._pin.accessibleName()
    text = desk.page._view.text
    assert text is not None
    card = read(text.code).open(carded.issued.pin)
    assert unpack(card.content).shown == text.shown
    with pytest.raises(WrongPin):
        read(text.code).open("000000" if carded.issued.pin != "000000" else "111111")
    desk.page.save(tmp_path / "card.pdf")
    written = (tmp_path / "card.pdf").read_bytes()
    assert written.startswith(b"%PDF")
    assert carded.issued.pin.encode() not in written
    assert (tmp_path / "card.pdf").stat().st_mode & 0o077 == 0
    desk.page.refresh_rooms()
    assert not desk.page._pin.isVisible(), "a PIN does not stay on the screen"


def test_a_one_time_code_goes_to_the_room(desk: Desk) -> None:
    desk.press("room_code")
    desk.until(lambda: desk.carded)
    (carded,) = desk.carded
    assert carded.room == NAME
    assert not desk.page._view.isVisible()

    def sent() -> list[str]:
        box = station_box(desk.field("room_which").currentData())
        bodies = [stored.event.body for stored in desk.profile.journal.events(box)]
        return [body.card for body in bodies if isinstance(body, RoomCodeIssued)]

    (card,) = desk.worker.call(sent).result(5)
    assert read(card).open(carded.issued.pin).mailbox


def test_a_value_that_is_nobodys_is_shown_with_its_time_and_device(desk: Desk) -> None:
    room = desk.field("room_which").currentData()
    box = station_box(room)
    body = UnclaimedReading(reading(clock.now() - dt.timedelta(hours=3), 171), "not_this_visit")

    def arrive() -> None:
        event = Event(new_event_id(), box, room, clock.now(), body)
        desk.profile.journal.append([event], outgoing=False)

    desk.worker.call(arrive).result(5)
    desk.page.refresh_rooms()
    desk.until(lambda: "171/80" in "".join(_texts(desk)))
    assert any("cuff-1" in text for text in _texts(desk))


def _texts(desk: Desk) -> list[str]:
    lines = desk.page.findChildren(type(desk.page._pin))
    return [line.accessibleName() for line in lines if line.isVisible()]
