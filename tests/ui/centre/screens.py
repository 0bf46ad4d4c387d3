"""The office's screens and states, for the look-book and the fit test."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QPushButton

from hemmonitor.asking import State
from hemmonitor.crypto.keys import DeviceKeys
from hemmonitor.model.access import Ground, Verdict
from hemmonitor.roster import Person
from hemmonitor.sync.client import SlotClient
from hemmonitor.sync.enrol import ask
from tests.ui.centre.stage import Centre, box_of
from ui.centre.invite import InvitePage
from ui.centre.log_page import LogPage
from ui.centre.rooms_page import RoomsPage
from ui.centre.settings_page import SettingsPage
from ui.centre.staff_page import StaffPage
from ui.centre.statistics_page import StatisticsPage

__all__ = ["OVER", "SCREENS"]


def rooms(centre: Centre) -> None:
    """A card that was just made."""
    centre.go("rooms")
    page = centre.pages.page("rooms")
    assert isinstance(page, RoomsPage)
    patient = page.findChild(QComboBox, "room_patient")
    assert patient is not None
    centre.until(lambda: patient.count() > 0)
    centre.click(page.findChild(QPushButton, "room_card"))
    centre.until(lambda: page.text is not None)
    centre.settle()


def _staff(centre: Centre) -> StaffPage:
    centre.go("staff")
    page = centre.pages.page("staff")
    assert isinstance(page, StaffPage)
    centre.until(lambda: bool(page.table.lines.lines))
    return page


def staff(centre: Centre) -> None:
    _staff(centre)
    centre.settle()


def revoke(centre: Centre) -> None:
    page = _staff(centre)
    page.table.choose(centre.devices["per2"])
    page.revoke.typed.setText("Arbetsplats 4")
    centre.settle()


def invite_staff(centre: Centre) -> None:
    page = _staff(centre)
    centre.click(page.findChild(QPushButton, "staff_invite_open"))
    page.invite.name.setText("Linnéa Testås")
    page.invite.role.setText("sjuksköterska")
    centre.settle()


def asked(centre: Centre) -> None:
    page = _staff(centre)
    person = Person("Linnéa Testås", "sjuksköterska")

    async def waiting() -> str:
        invited = await centre.roster.invite_staff(person, [centre.teams["Team Älv"]])
        slots = SlotClient(invited.invitation.url, centre.clock)
        await ask(slots, invited.invitation, DeviceKeys.generate())
        await slots.aclose()
        async with asyncio.timeout(10):
            while centre.roster.all[0].state is not State.ASKED:
                await centre.roster.look()
        return invited.slot

    slot = centre.wait(waiting())
    page.refresh_staff()
    centre.until(lambda: f"slot:{slot}" in [line.key for line in page.table.lines.lines])
    page.table.choose(f"slot:{slot}")
    centre.settle()


def patients(centre: Centre) -> None:
    page = _staff(centre)
    page._view.set_current("patients")
    page._choose_view("patients")
    page.table.choose(box_of(0))
    centre.settle()


def lost(centre: Centre) -> None:
    device = centre.wait(centre.give_computer(0))
    patients(centre)
    page = _staff(centre)
    page.refresh_staff()
    centre.until(lambda: page.patient.findChild(QPushButton, "device_lost") is not None)
    page.patient.lost.emit(device)
    page.lost.typed.setText("Patient 1")
    centre.settle()


def invite_again(centre: Centre) -> None:
    patients(centre)
    page = _staff(centre)
    centre.click(page.patient.again)
    invite = centre.pages.page("invite")
    assert isinstance(invite, InvitePage)
    centre.until(lambda: invite._invitation is not None)
    centre.settle()


def invitations(centre: Centre) -> None:
    centre.go("invite")
    centre.settle()


def _log(centre: Centre) -> LogPage:
    centre.go("log")
    page = centre.pages.page("log")
    assert isinstance(page, LogPage)
    centre.until(lambda: bool(page.table.lines.lines))
    return page


def log(centre: Centre) -> None:
    page = _log(centre)
    odd = next(line for line in page.table.lines.lines if line.cells[1].text == "Arne Låtsgård")
    page.table.choose(odd.key)
    page.panel.verdict.set_current(Verdict.ASK)
    page.panel.note.setPlainText("Frågar Arne i dag om anledningen till kvällens sökning.")
    centre.settle()


def log_check(centre: Centre) -> None:
    """The check alone, as a narrow page shows it."""
    page = _log(centre)
    page._open_check(True)
    centre.settle()


def log_empty(centre: Centre) -> None:
    page = _log(centre)
    page.search.setText("zzz")
    centre.settle()


def statistics(centre: Centre) -> None:
    centre.go("statistics")
    page = centre.pages.page("statistics")
    assert isinstance(page, StatisticsPage)
    centre.until(lambda: page._gathered)
    centre.settle()


def statistics_export(centre: Centre) -> None:
    statistics(centre)
    page = centre.pages.page("statistics")
    assert isinstance(page, StatisticsPage)
    centre.click(page.export)
    page.study.setText("Egenmonitorering i glesbygd 2026")
    centre.settle()


def statistics_table(centre: Centre) -> None:
    statistics(centre)
    page = centre.pages.page("statistics")
    assert isinstance(page, StatisticsPage)
    page.toggle_table()
    centre.settle()


def settings(centre: Centre) -> None:
    centre.go("settings")
    page = centre.pages.page("settings")
    assert isinstance(page, SettingsPage)
    centre.until(lambda: bool(page.table.lines.lines))
    page.table.choose("copd")
    for minutes, tell, phone in ((60, "Hela teamet", ""), (120, "Läkare i tjänst", "0980-319 230")):
        after, who, number = page.steps.add()
        after.setValue(minutes)  # type: ignore[attr-defined] # a number field, see the page
        who.setText(tell)  # type: ignore[attr-defined] # a line edit
        number.setText(phone)  # type: ignore[attr-defined] # a line edit
    centre.settle()


def drill(centre: Centre) -> None:
    centre.go("drill")
    centre.office.drilled.emit("A centre, a patient, 3 messages each way")
    centre.office.drilled.emit("The centre's only computer is gone, and the root and archive keys with it")
    centre.office.drill_ended.emit("")
    centre.settle()


def other_patient(centre: Centre) -> None:
    centre.window.show_patients()
    centre.settle()
    centre.window.show_others()
    centre.until(centre.window.others.isVisible)
    centre.window.others.list.setCurrentRow(0)
    centre.window.others.ground.set_current(Ground.EMERGENCY)
    centre.window.others.reason.setPlainText("Fallit hemma, dottern ringer.")
    centre.settle()


SCREENS: dict[str, Callable[[Centre], None]] = {
    "statistics": statistics,
    "statistics-export": statistics_export,
    "statistics-table": statistics_table,
    "staff": staff,
    "revoke": revoke,
    "invite-staff": invite_staff,
    "asked": asked,
    "patients": patients,
    "lost": lost,
    "invitations": invitations,
    "invite-again": invite_again,
    "rooms": rooms,
    "log": log,
    "log-check": log_check,
    "log-empty": log_empty,
    "settings": settings,
    "drill": drill,
    "other-patient": other_patient,
}

OVER = {"other-patient"}  # a sheet that lies over the page on purpose
