"""Staff and devices on the screen: who there is, a lost device shut out, a colleague let in, teams."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from hemmonitor import clock
from hemmonitor.asking import State
from hemmonitor.bootstrap import VAULT, Profile, Sync, enrol_staff
from hemmonitor.centre import PatientDevices
from hemmonitor.crypto.actions import Role
from hemmonitor.model.access import Deed
from hemmonitor.roster import Member, Person, StaffInvited
from tests.ui.centre.stage import PATIENCE, Centre, box_of
from tests.ui.render import application
from tests.ui.start.stage import PHRASE, Machine
from tests.whole.world import FileStore
from ui.app.nurse import NurseProgram
from ui.centre.invite import InvitePage
from ui.centre.patient_panels import LostPanel
from ui.centre.staff_page import StaffPage
from ui.theme import Face


def page_of(centre: Centre) -> StaffPage:
    centre.go("staff")
    page = centre.pages.page("staff")
    assert isinstance(page, StaffPage)
    centre.until(lambda: bool(page.table.lines.lines))
    return page


def people(page: StaffPage) -> list[tuple[str, str, str]]:
    """Person, device and state of each line."""
    cells = [line.cells for line in page.table.lines.lines]
    return [(row[0].text, row[1].text, row[3].text) for row in cells]


def test_a_team_s_people_devices_key_and_log_are_shown(shared: Centre) -> None:
    page = page_of(shared)
    assert page._title.text() == "Team Älv"
    assert ("Maj Mallström", "Arbetsplats 2", "Godkänd") in people(page)
    assert ("Karin Provsjö", "registrar 1", "Den här datorn") in people(page)
    assert page._key_values[0].text() == "generation 1"
    assert "Arne Låtsgård till Team Fjäll" in [line.cells[2].text for line in page.log.lines.lines]


def test_shutting_out_needs_the_device_s_name(shared: Centre) -> None:
    page = page_of(shared)
    page.table.choose(shared.devices["per2"])
    panel = page.revoke
    assert not panel.isHidden()
    panel.typed.setText("Arbetsplats 3")  # the same person's other one
    shared.click(panel.do)
    assert not shared.profile.trust().state.devices[shared.devices["per2"]].revoked
    assert "inte enhetens namn" in panel.fault.text()


def test_a_lost_device_is_shut_out_and_the_team_gets_a_new_key(centre: Centre) -> None:
    page = page_of(centre)
    page.table.choose(centre.devices["per2"])
    panel = page.revoke
    assert "Arbetsplats 3" in panel._facts[3].text.text(), "the person's other computer is named"
    panel.typed.setText("Arbetsplats 4")
    centre.click(panel.do)
    centre.until(lambda: ("Per Provgren", "Arbetsplats 4", "Spärrad") in people(page))
    state = centre.profile.trust().state
    assert state.teams[centre.teams["Team Älv"]].epoch == 2
    assert page._key_values[0].text() == "generation 2"
    assert ("Per Provgren", "Arbetsplats 3", "Godkänd") in people(page)
    last = centre.log().entries[-1].body
    assert (last.deed, last.reason) == (Deed.ADMINISTERED, "Borttappad eller stulen")


def test_a_computer_does_not_shut_itself_out(shared: Centre) -> None:
    page = page_of(shared)
    page.table.choose(shared.profile.keys.device_id)
    assert page.panels.isHidden()


def test_a_patient_gets_another_team_but_never_none(centre: Centre) -> None:
    page = page_of(centre)
    page._choose_view("patients")
    page.table.choose(box_of(0))
    panel = page.patient
    fell, elf = centre.teams["Team Fjäll"], centre.teams["Team Älv"]
    panel.boxes[elf].setChecked(False)
    centre.click(panel.save)
    assert panel.fault.text() == "Minst en behövs."
    panel.boxes[fell].setChecked(True)
    panel.boxes[elf].setChecked(True)
    centre.click(panel.save)
    centre.until(lambda: centre.profile.trust().state.mailboxes[box_of(0)].teams == {fell, elf})


def test_a_patient_s_lost_computer_is_shut_out_and_a_new_one_invited(centre: Centre) -> None:
    device = centre.wait(centre.give_computer(0))
    page = page_of(centre)
    page._choose_view("patients")
    page.table.choose(box_of(0))
    centre.until(lambda: page.patient.findChild(QPushButton, "device_lost") is not None)
    lost = page.patient.findChild(QPushButton, "device_lost")
    assert lost is not None
    centre.click(lost)
    panel = page.lost
    assert panel.isVisible()
    assert "kan inte skicka värden" in panel._facts[3].text.text(), "it is the only one"
    panel.typed.setText("Patient")
    centre.click(panel.do)
    assert "inte enhetens namn" in panel.fault.text()
    panel.typed.setText("Patient 1")
    centre.click(panel.do)
    centre.until(lambda: centre.profile.trust().state.devices[device].revoked)
    last = centre.log().entries[-1].body
    assert (last.deed, last.reason) == (Deed.ADMINISTERED, "Borttappad eller stulen")
    centre.until(page.patient.isVisible)  # it comes back, and offers a new computer
    centre.until(lambda: not page.patient.findChildren(QPushButton, "device_lost"))
    centre.click(page.patient.again)
    assert centre.pages.current == "invite"
    invite = centre.pages.page("invite")
    assert isinstance(invite, InvitePage)
    centre.until(lambda: invite._invitation is not None)
    made = invite._invitation
    assert made is not None
    assert (made.again, made.mailbox) == (True, box_of(0))
    assert invite._letter.letter is not None
    assert invite._letter.letter.again


def test_what_stays_and_what_is_refused_is_said_in_numbers() -> None:
    application()
    member = Member("d1", Role.PATIENT, "Patient 7", Person(), (), ("box",), revoked=False, own=False)
    other = replace(member, device="d2", label="Patient 9")
    patient = PatientDevices("box", "Asta Provberg", ("t",), (member, other), None, {"d1": 1234})
    panel = LostPanel()
    panel.begin(patient, "d1")
    said = [fact.text.text() for fact in panel._facts]
    assert "1 to 1234" in said[0]
    assert "number 1235 on" in said[1]
    assert "Patient 9" in said[3]
    panel.begin(patient, "d2")
    assert panel._facts[0].text.text() == "Nothing of it has come."


def test_a_new_team_is_made(centre: Centre) -> None:
    page = page_of(centre)
    centre.click(page._add)
    page.new_team.name.setText("Team Sjö")
    centre.click(page.new_team.make)
    centre.until(lambda: "Team Sjö" in [line.cells[0].text for line in page.teams.lines.lines])


async def join(centre: Centre, profile: Profile, person: Person, team: str) -> str:
    """A colleague's computer uses an invitation; returns its device id."""
    invited = await centre.roster.invite_staff(person, [team])
    joining = asyncio.create_task(
        enrol_staff(profile, invited.invitation, centre.clock, show=lambda _digits: None)
    )
    async with asyncio.timeout(PATIENCE):
        while next(one for one in centre.roster.all if one.slot == invited.slot).state is State.WAITING:
            await centre.roster.look()
    device = await centre.roster.confirm(invited.slot)
    await joining
    return device


def test_a_revoked_nurse_is_locked_out(centre: Centre, tmp_path: Path) -> None:
    """Her program runs on a computer of its own, over the real relay; the office shuts it out."""
    store = FileStore(tmp_path / "store")
    profile = Profile.create(tmp_path / "nurse", store=store)
    anna = Person("Anna Berg", "sjuksköterska")
    device = centre.wait(join(centre, profile, anna, centre.teams["Team Älv"]))
    profile.close()
    machine = Machine(tmp_path, Face.NURSE, key_store=store)
    machine.later = centre.now - clock.now()
    machine.start()
    try:
        machine.until(lambda: machine.desktop is not None and machine.desktop.program is not None)
        bridge = machine.desktop.program.bridge
        page = page_of(centre)
        page.refresh_staff()
        centre.until(lambda: any(line.key == device for line in page.table.lines.lines))
        label = centre.profile.trust().state.devices[device].label
        page.table.choose(device)
        page.revoke.typed.setText(label)
        centre.click(page.revoke.do)
        centre.until(lambda: ("Anna Berg", label, "Spärrad") in people(page))
        machine.until(lambda: machine.desktop is not None and machine.desktop.program is None)
        machine.settle()
        assert not (tmp_path / "nurse" / VAULT).exists(), "what it held is gone"
        assert "crypto.revoked" in machine.texts()
        bridge.shut_out.emit()  # told again by what was on its way
        machine.settle()
        assert "crypto.revoked" in machine.texts()
    finally:
        machine.end()


async def until_asked(centre: Centre) -> None:
    """What the office does all the time: look who asks."""
    async with asyncio.timeout(PATIENCE):
        while centre.roster.all[0].state is not State.ASKED:
            await centre.roster.look()


def test_a_second_workstation_joins_and_the_history_comes_to_it(centre: Centre, tmp_path: Path) -> None:
    """Invited in the office, joined on a computer of its own: code, digits, history, worklist."""
    page = page_of(centre)
    centre.click(page.findChild(QPushButton, "staff_invite_open"))
    page.invite.name.setText("Linnéa Testås")
    page.invite.role.setText("sjuksköterska")
    made: list[StaffInvited] = []
    centre.office.invited.connect(made.append)
    centre.click(page.invite.make)
    centre.until(lambda: bool(made))
    [invited] = made
    assert page.invite.code.text() == f"{invited.invitation.url}\n{invited.invitation.code}"
    # a patient whom the office itself has let in: who else wrote is nobody in the membership log
    patient = centre.do(lambda: centre.clinic.record_of(box_of(1)).patient)
    centre.do(centre.clinic.register, box_of(1), patient, centre.now)
    machine = Machine(tmp_path, Face.NURSE)
    machine.later = centre.now - clock.now()
    machine.start()
    try:
        machine.until(lambda: machine.shows("way_join"))
        machine.click("way_join")
        machine.type("invitationText", invited.text)
        machine.click("forward")
        machine.choose_pin(PHRASE)
        machine.until(lambda: machine.shows("digits"))
        machine.until(lambda: bool(machine.find("digits").text()))  # type: ignore[attr-defined] # a label
        slot = f"slot:{invited.slot}"
        centre.until(lambda: slot in [line.key for line in page.table.lines.lines])
        page.table.choose(slot)
        centre.wait(until_asked(centre))
        centre.until(lambda: page.asked.digits.text() == machine.find("digits").text())  # type: ignore[attr-defined]
        centre.click(page.asked.confirm)
        machine.until(lambda: machine.shows("historyBar"))
        assert machine.find("historyBar").maximum() == 0, "nothing has come yet"  # type: ignore[attr-defined]
        machine.end()  # and started again: the history goes on beside the worklist
        machine.start()
        machine.unlock(PHRASE)
        machine.until(lambda: machine.shows("rail_worklist"))
        program = machine.desktop.program if machine.desktop else None
        assert isinstance(program, NurseProgram)
        machine.until(lambda: "histor" in program.window._status.link.text().lower())
        sync = centre.do(lambda: Sync(centre.profile, centre.clock, lambda _e: None, lambda _s: None))
        assert centre.wait(sync.hand_over()) == 1
        centre.wait(sync.aclose())
        machine.until(lambda: "histor" not in program.window._status.link.text().lower())
        machine.until(lambda: program.window.patients.model.rowCount() == 1)
        theirs, ours = (
            centre.do(lambda p=profile: len(list(p.journal.events(box_of(1)))))
            for profile in (program.profile, centre.profile)
        )
        assert theirs == ours
    finally:
        machine.end()


def test_an_invitation_for_staff_shows_its_code(shared: Centre) -> None:
    page = page_of(shared)
    shared.click(page.findChild(QPushButton, "staff_invite_open"))
    panel = page.invite
    panel.name.setText("Linnéa Testås")
    shared.click(panel.make)
    assert panel.fault.text() == "Fyll i namn och roll."
    panel.role.setText("sjuksköterska")
    shared.click(panel.make)
    shared.until(lambda: bool(panel.code.text()))
    assert "Linnéa Testås" in [person for person, _, _ in people(page)]
