"""The care centre's pages put together, each asked for its data when it is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ui.centre.bridge import CentreBridge
from ui.centre.drill_page import DrillPage
from ui.centre.invite import InvitePage
from ui.centre.log_page import LogPage
from ui.centre.office import OfficeBridge
from ui.centre.rooms_page import RoomsPage
from ui.centre.roomsbridge import RoomsBridge
from ui.centre.settings_page import SettingsPage
from ui.centre.staff_page import StaffPage
from ui.centre.statistics_page import StatisticsPage
from ui.centre.tabs import CentrePages
from ui.format import Formatter

translate = QCoreApplication.translate


def make_pages(
    centre: CentreBridge,
    office: OfficeBridge,
    form: Callable[[], Formatter],
    now: Callable[[], dt.datetime],
    rooms: RoomsBridge,
    name: Callable[[], str],
) -> CentrePages:
    """Statistics, staff and devices, invitations, rooms, access log, templates and hours, recovery drill.

    ``name`` is the centre's.
    """
    pages = CentrePages()
    statistics = StatisticsPage(office, form)
    pages.add("statistics", lambda: translate("CentrePages", "Statistics"), statistics)
    staff, log = StaffPage(office, form, now), LogPage(office, form, now)
    pages.add("staff", lambda: translate("CentrePages", "Staff and devices"), staff)
    pages.add("invite", lambda: translate("CentrePages", "Invitations"), InvitePage(centre, form, now))
    room_page = RoomsPage(rooms, name, form, now)
    pages.add("rooms", lambda: translate("CentrePages", "Rooms"), room_page)
    pages.add("log", lambda: translate("CentrePages", "Access log"), log)
    settings = SettingsPage(office, form, now)
    pages.add("settings", lambda: translate("CentrePages", "Templates and hours"), settings)
    drill = DrillPage(office, form, now, name)
    pages.add("drill", lambda: translate("CentrePages", "Recovery"), drill)
    staff.new_computer.connect(centre.invite_again)
    staff.new_computer.connect(lambda _mailbox: pages.go("invite"))
    staff.new_computer.connect(lambda _mailbox: pages.setFocus())
    ask = {
        "settings": settings.refresh_settings,
        "statistics": statistics.refresh_facts,
        "staff": staff.refresh_staff,
        "log": log.refresh_log,
        "rooms": room_page.refresh_rooms,
    }
    pages.shown.connect(lambda name: ask.get(name, lambda: None)())
    staff.refresh_staff()
    statistics.refresh_facts()
    return pages
