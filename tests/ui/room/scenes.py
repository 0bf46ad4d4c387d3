"""The room's screens in their states, with made-up people, for the look-book and the fit tests."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from zoneinfo import ZoneInfo

from hemmonitor.model.measurement import Kind
from tests.ui import film
from ui.i18n import Translations
from ui.room.identify import Trouble
from ui.room.operator import DeviceLine, Overview
from ui.room.result import Line, Results
from ui.room.window import RoomWindow
from ui.room.words import KINDS, Offer
from ui.theme import Appearance, Zone

ZONE = ZoneInfo("Europe/Stockholm")
NOW = dt.datetime(2026, 11, 17, 10, 42, tzinfo=ZONE)
PLACE, PHONE = "Hälsorummet i Storbäcken", "000-000 00 10"
PLANNED = {Kind.BLOOD_PRESSURE, Kind.OXIMETRY}
OFFERS = tuple(Offer(kind, kind in PLANNED) for kind in KINDS)
GREEN = Line(Kind.BLOOD_PRESSURE, "134/80", "mmHg", Zone.GREEN)
OXYGEN = Line(Kind.OXIMETRY, "95", "%", Zone.GREEN)
RED = Line(Kind.BLOOD_PRESSURE, "184/112", "mmHg", Zone.RED)
CONTACT = "Anna Demoholm, distriktssköterska, vardagar 8–16"


def results(*lines: Line, sent: bool = True) -> Results:
    limits = NOW - dt.timedelta(days=40)
    return Results("Gunnel", lines, CONTACT, PHONE, limits, NOW if sent else None)


def overview(*, bare: bool = False) -> Overview:
    if bare:
        return Overview(0, None, 0, (), {}, NOW)
    devices = (
        DeviceLine("a", "A&D UA-651BLE", 80, NOW - dt.timedelta(minutes=12)),
        DeviceLine("b", "Nonin 3230", 12, NOW - dt.timedelta(days=1), -64),
        DeviceLine("c", "Vitalograph copd-6"),
    )
    checked = {"wiped": NOW - dt.timedelta(hours=2), "cloths": NOW - dt.timedelta(days=9)}
    return Overview(3, NOW - dt.timedelta(minutes=2), 1, devices, checked, NOW)


def _receipt(window: RoomWindow) -> None:
    window.show_choose("Gunnel S.", OFFERS)
    window.show_receipt(f"{PLACE}\n2026-11-17 10:42\n134/80 mmHg\n95 %")


def _chosen(window: RoomWindow, *lines: Line, sent: bool = True) -> None:
    window.show_choose("Gunnel S.", OFFERS)
    window.show_results(results(*lines, sent=sent))


def _staff(window: RoomWindow) -> None:
    window.show_help()
    window.help.staff.click()
    window.staff.refuse(30)


@functools.cache
def _card() -> film.Picture:
    return film.held(film.card_paper("HMC1" + "K7Q2M9XA" * 40), wide=820, turned=-5, tilted=0.06, dim=0.9)


SCENES: dict[str, Callable[[RoomWindow], object]] = {
    "identify": RoomWindow.show_identify,
    "identify-pin": lambda window: window.identify.ask_pin(),
    "identify-wrong": lambda window: window.identify.refuse(Trouble.WRONG_PIN, 30),
    "identify-not-a-card": lambda window: window.identify.refuse(Trouble.NOT_A_CARD),
    "identify-camera": lambda window: film.stand(window.identify.camera, _card()),
    "choose": lambda window: window.show_choose("Gunnel S.", OFFERS),
    "result": lambda window: _chosen(window, GREEN, OXYGEN),
    "result-red": lambda window: _chosen(window, RED),
    "result-offline": lambda window: _chosen(window, GREEN, sent=False),
    "result-none": _chosen,
    "receipt": _receipt,
    "help": RoomWindow.show_help,
    "trouble": RoomWindow.show_trouble,
    "staff": _staff,
    "operator": lambda window: window.show_operator(overview()),
    "operator-bare": lambda window: window.show_operator(overview(bare=True)),
}


def shown(scene: str, appearance: Appearance, translations: Translations) -> RoomWindow:
    """The room's window at a scene."""
    window = RoomWindow(appearance, translations, ZONE, kiosk=False, cameras=film.Shelf())
    window.set_place(PLACE, PHONE)
    window.show_identify()
    SCENES[scene](window)
    return window
