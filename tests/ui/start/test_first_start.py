"""From an empty folder to the plan on the home screen, both windows driven as people do; and astray."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hemmonitor import clock
from hemmonitor.crypto.invitation import Invitation
from hemmonitor.crypto.keys import DeviceKeys
from hemmonitor.invitations import Invited, State
from hemmonitor.relay.server import RelayServer
from hemmonitor.sync.client import SlotClient
from hemmonitor.sync.enrol import ask
from tests.ui import film
from tests.ui.start.conftest import Computers
from tests.ui.start.stage import PIN, Machine
from tests.whole.keystore import FileStore
from ui.app.nurse import NurseProgram
from ui.theme import Face


def invite(nurse: Machine, number: str = "19610118-2803", name: str = "Valfrid Provhed") -> Invited:
    """Fill in the form; the newest invitation is then the one on the screen."""
    if not nurse.shows("invite_name"):
        nurse.click("rail_centre")
        nurse.click("tab_invite")
    before = len(invitations(nurse))
    nurse.type("invite_name", name)
    nurse.type("invite_number", number)
    nurse.choose("invite_template", "hypertension")
    nurse.click("invite_make")
    nurse.until(lambda: len(invitations(nurse)) > before and nurse.shows("invite_pdf"))
    return invitations(nurse)[0]


def invitations(nurse: Machine) -> tuple[Invited, ...]:
    assert nurse.desktop is not None
    program = nurse.desktop.program
    assert isinstance(program, NurseProgram)
    assert program.centre is not None
    return program.worker.call(lambda: program.centre._invitations.all).result()  # type: ignore[union-attr]


def to_code(patient: Machine) -> None:
    patient.until(lambda: patient.shows("language_en"))
    patient.click("forward")


def enter_code(patient: Machine, invitation: Invitation) -> None:
    patient.type("code1", invitation.code.replace("-", "").lower())
    patient.type("address", invitation.url)
    patient.click("forward")


def to_digits(patient: Machine, invitation: Invitation) -> str:
    to_code(patient)
    enter_code(patient, invitation)
    patient.choose_pin()
    return digits(patient)


def digits(patient: Machine) -> str:
    patient.until(lambda: patient.shows("digits"))
    return patient.said("digits")


def let_in(nurse: Machine, shown: str) -> None:
    nurse.until(lambda: nurse.shows("invite_digits"))
    assert nurse.said("invite_digits") == shown
    nurse.click("invite_confirm")


def test_from_two_empty_computers_to_the_plan(relay: RelayServer, computer: Computers) -> None:
    nurse = computer("nurse", Face.NURSE)
    nurse.found(relay.url)
    assert "Nothing here" in nurse.texts()
    invited = invite(nurse)
    patient = computer("patient")  # with no face yet: it is asked
    patient.click("face_patient")
    shown = to_digits(patient, invited.invitation)
    assert "Valfrid" not in patient.texts()
    let_in(nurse, shown)
    patient.until(lambda: "You are connected" in patient.texts())
    patient.click("forward")
    patient.until(lambda: "Your first device" in patient.texts())
    patient.end()  # in the middle: it goes on from there
    assert json.loads((patient.folder / "machine.json").read_text())["face"] == "patient"
    patient.start()  # the face is not asked again
    patient.unlock()
    patient.until(lambda: patient.shows("sort_blood_pressure"))
    patient.click("cancelPairing")
    patient.until(lambda: "Anna Lidström" in patient.texts())  # the contact comes with the plan
    assert "0980-319 220" in patient.texts()
    assert "Valfrid" in patient.texts()
    nurse.click("rail_patients")
    nurse.until(lambda: ["Valfrid Provhed" in row for row in nurse.rows()] == [True])
    patient.end()
    patient.start()
    patient.unlock()
    patient.until(lambda: patient.shows("go_home"))  # what was left for later is not asked again


def test_the_text_of_the_code_does_as_well(relay: RelayServer, computer: Computers) -> None:
    nurse = computer("nurse", Face.NURSE)
    nurse.found(relay.url)
    invited = invite(nurse)
    patient = computer("patient", Face.PATIENT)
    to_code(patient)
    QApplication.clipboard().setText(f"  {invited.text[:40]}\n{invited.text[40:]} ")
    patient.click("paste")
    patient.click("forward")
    patient.choose_pin()
    let_in(nurse, digits(patient))
    patient.until(lambda: "You are connected" in patient.texts())


def test_a_mistyped_code_is_said_and_kept(computer: Computers) -> None:
    patient = computer("patient", Face.PATIENT)
    to_code(patient)
    code = Invitation.new("https://relay.example.se", bytes(32)).code.replace("-", "")
    wrong = ("2" if code[20] != "2" else "3").join((code[:20], code[21:]))
    patient.type("code1", wrong)
    patient.click("forward")
    assert "Something is mistyped" in patient.texts()
    assert patient.value("code1") == wrong[:4]
    assert patient.find("code1").property("state") == "error"
    patient.type("code6", "\b\b\b\b" + code[20:24])
    assert "Something is mistyped" not in patient.texts()
    patient.click("forward")
    assert "Type the address as it stands in the letter" in patient.texts()
    patient.type("address", "relay.example.se")  # https is added
    patient.click("forward")
    patient.until(lambda: patient.shows("pinAgain"))


def test_a_text_that_was_cut_off_is_said_where_it_was_pasted(computer: Computers) -> None:
    patient = computer("patient", Face.PATIENT)
    to_code(patient)
    text = Invitation.new("https://relay.example.se", bytes(32)).text
    patient.type("invitationText", text[:-3])
    patient.click("forward")
    assert "Some of the text is missing" in patient.texts()
    assert patient.value("invitationText") == text[:-3]


def test_a_hand_scanner_types_wherever_the_keyboard_is(computer: Computers) -> None:
    patient = computer("patient", Face.PATIENT)
    to_code(patient)
    text = Invitation.new("https://relay.example.se", bytes(32)).text
    patient.type("code1", text)
    assert patient.value("invitationText") == text
    assert patient.value("code1") == ""
    QTest.keyClick(patient.find("invitationText"), Qt.Key.Key_Return)
    patient.until(lambda: patient.shows("pinAgain"))


def test_the_camera_reads_the_letter_and_nothing_else(computer: Computers, tmp_path: Path) -> None:
    """The wrong squares first: a card, an advertisement. Without a camera the other ways stay."""
    patient = computer("patient", Face.PATIENT)
    to_code(patient)
    patient.click("cameraOn")
    patient.until(lambda: "No camera was found" in patient.texts())
    assert patient.find("code1").isEnabled()

    invitation = Invitation.new("https://relay.example.se", bytes(32))
    card, other, letter = (
        film.held(film.card_paper(text), wide=900) if text.startswith("HMC1") else
        film.held(film.letter_paper(text), at=(0.22, 0.42), wide=1200, turned=6, noise=6)
        for text in ("HMC1" + "ABCDEF" * 30, "https://www.example.se/offer", invitation.text)
    )  # fmt: skip
    patient.shelf.cameras = (film.film(tmp_path / "card.avi", [(card, 20)]),)
    patient.click("cameraOn")
    patient.until(lambda: "This is the card for the measuring room." in patient.texts())
    scenes = [(other, 20), (film.table(film.SIZE), 4), (letter, 30)]
    patient.shelf.cameras = (film.film(tmp_path / "letter.avi", scenes),)
    patient.until(lambda: patient.shows("cameraOn"))  # the first film is over
    patient.click("cameraOn")
    patient.until(lambda: "This is another square." in patient.texts())
    patient.until(lambda: patient.shows("pinAgain"))
    patient.click("back")
    assert patient.shows("cameraOn")
    assert not patient.shows("cameraOff")


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("2718", "2718", "too short"),
        ("123456", "123456", "harder to guess"),
        ("111111", "111111", "harder to guess"),
        ("271828", "271829", "not the same"),
    ],
)
def test_a_pin_that_will_not_do(computer: Computers, first: str, again: str, said: str) -> None:
    patient = computer("patient", Face.PATIENT)
    to_code(patient)
    enter_code(patient, Invitation.new("https://relay.invalid", bytes(32)))
    patient.type("pin", first)
    patient.type("pinAgain", again)
    patient.click("forward")
    assert said in patient.texts()
    assert not (patient.folder / "patient" / "vault").exists()


def test_a_used_invitation_is_told_and_another_one_works(relay: RelayServer, computer: Computers) -> None:
    nurse = computer("nurse", Face.NURSE)
    nurse.found(relay.url)
    invited = invite(nurse)
    patient = computer("patient", Face.PATIENT)
    to_code(patient)
    use_up(nurse, invited)
    enter_code(patient, invited.invitation)
    patient.choose_pin()
    patient.until(lambda: "This code cannot be used" in patient.texts())
    assert "ask for a new code" in patient.texts()
    assert patient.value("code1") == invited.invitation.code[:4]
    other = invite(nurse, "196109732393", "Edit Demoholt")
    for box in range(1, 13):
        patient.type(f"code{box}", "\b\b\b\b")
    patient.type("code1", other.invitation.code)
    patient.click("forward")
    shown = digits(patient)  # the PIN is not asked for again
    nurse.until(lambda: nurse.shows("invite_digits"))
    let_in(nurse, shown)
    patient.until(lambda: "You are connected" in patient.texts())


def use_up(nurse: Machine, invited: Invited) -> None:
    """Somebody else is first."""

    async def use() -> None:
        slots = SlotClient(invited.invitation.url, clock.now)
        await ask(slots, invited.invitation, DeviceKeys.generate())
        await slots.aclose()

    assert nurse.desktop is not None
    assert nurse.desktop.program is not None
    nurse.desktop.program.worker.spawn(use()).result(10)


def test_staff_refuse_and_the_patient_hears_at_once(relay: RelayServer, computer: Computers) -> None:
    nurse = computer("nurse", Face.NURSE)
    nurse.found(relay.url)
    patient = computer("patient", Face.PATIENT)
    to_digits(patient, invite(nurse).invitation)
    nurse.until(lambda: nurse.shows("invite_refuse"))
    nurse.click("invite_refuse")
    patient.until(lambda: "did not let this computer in" in patient.texts(), seconds=10)
    nurse.until(lambda: invitations(nurse)[0].state is State.REFUSED)
    nurse.click("rail_patients")
    assert "Nothing here" in nurse.texts()


@pytest.mark.parametrize("typed", [True, False], ids=["code", "text"])
def test_ended_in_the_middle_it_goes_on_with_the_same_digits(
    relay: RelayServer, computer: Computers, typed: bool
) -> None:
    nurse = computer("nurse", Face.NURSE)
    nurse.found(relay.url)
    invited = invite(nurse)
    patient = computer("patient", Face.PATIENT)
    if typed:
        shown = to_digits(patient, invited.invitation)
    else:
        to_code(patient)
        patient.type("invitationText", invited.text)
        patient.click("forward")
        patient.choose_pin()
        shown = digits(patient)
    patient.end()
    patient.start()
    patient.unlock()
    assert digits(patient) == shown
    patient.press("Use another code")
    patient.until(lambda: patient.shows("code1"))
    patient.end()
    patient.start()
    patient.unlock()
    assert digits(patient) == shown
    let_in(nurse, shown)
    patient.until(lambda: "You are connected" in patient.texts())


def test_ended_before_the_code_was_used_the_pin_is_kept(computer: Computers) -> None:
    patient = computer("patient", Face.PATIENT)
    to_code(patient)
    enter_code(patient, Invitation.new("http://127.0.0.1:9", bytes(32)))
    patient.choose_pin()
    patient.until(lambda: "No contact right now" in patient.texts())
    patient.end()
    patient.start()
    patient.unlock()
    patient.until(lambda: patient.shows("code1"))


def test_off_line_is_calm_and_goes_on_by_itself(
    relay: RelayServer, computer: Computers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.app.joining.RETRY_SECONDS", 0.2)
    nurse = computer("nurse", Face.NURSE)
    nurse.found(relay.url)
    invited = invite(nurse)
    patient = computer("patient", Face.PATIENT)
    relay.stop()
    to_code(patient)
    enter_code(patient, invited.invitation)
    patient.choose_pin()
    patient.until(lambda: "No contact right now" in patient.texts())
    relay.start()
    let_in(nurse, digits(patient))
    patient.until(lambda: "You are connected" in patient.texts())


def test_the_language_is_changed_on_the_way(relay: RelayServer, computer: Computers) -> None:
    patient = computer("patient", Face.PATIENT)
    patient.until(lambda: patient.shows("language_sv"))
    patient.click("language_sv")
    assert "Välkommen till Hemmonitor" in patient.texts()
    patient.click("forward")
    assert "Anslut till din vårdcentral" in patient.texts()
    patient.looks("English")
    assert "Connect to your care centre" in patient.texts()
    assert "46 letters left" in patient.texts()
    patient.looks("Svenska")
    assert "46 tecken kvar" in patient.texts()
    patient.looks("150 %")
    patient.end()
    patient.start()
    patient.until(lambda: patient.shows("language_sv"))
    assert "Välkommen till Hemmonitor" in patient.texts()
    assert patient.theme().text_size == 150


def test_the_wrong_face_is_taken_back(computer: Computers) -> None:
    machine = computer("machine")
    machine.click("face_nurse")
    machine.until(lambda: machine.shows("way_found"))
    machine.click("way_found")
    machine.until(lambda: machine.shows("centre_url"))
    machine.click("back")
    machine.until(lambda: machine.shows("way_join"))
    machine.click("back")
    machine.click("face_patient")
    machine.until(lambda: machine.shows("language_en"))


def test_a_key_store_in_place_of_a_pin(computer: Computers, relay: RelayServer, tmp_path: Path) -> None:
    nurse = computer("nurse", Face.NURSE)
    nurse.found(relay.url)
    invited = invite(nurse)
    patient = computer("patient", Face.PATIENT, key_store=FileStore(tmp_path / "key-store"))
    to_code(patient)
    enter_code(patient, invited.invitation)
    patient.segment("lockWith", 1)
    patient.click("forward")
    let_in(nurse, digits(patient))
    patient.until(lambda: "You are connected" in patient.texts())
    patient.click("back")  # the first device can wait
    patient.until(lambda: patient.shows("go_home"))
    patient.end()
    patient.start()
    patient.until(lambda: patient.shows("go_home"))
    patient.end()
    (tmp_path / "key-store").unlink()
    patient.start()
    patient.until(lambda: "key store is locked or missing" in patient.texts())


def test_a_relay_that_will_not_have_the_centre(tmp_path: Path, computer: Computers) -> None:
    with RelayServer(tmp_path / "closed.db", allowed=frozenset()) as closed:
        nurse = computer("nurse", Face.NURSE)
        nurse.fill_centre(closed.url)
        nurse.until(lambda: "The post-box said no" in nurse.texts())
    with RelayServer(tmp_path / "open.db") as opened:
        nurse.press("Change the address")
        nurse.find("centre_url").clear()  # type: ignore[attr-defined]
        nurse.type("centre_url", opened.url)
        nurse.click("forward")
        nurse.click("forward")  # the keys were read before, and there is a PIN already
        nurse.until(lambda: nurse.shows("rail_worklist"))
        with sqlite3.connect(tmp_path / "open.db") as database:
            assert database.execute("SELECT count(DISTINCT centre) FROM log").fetchone() == (1,)


def test_an_address_that_is_none_is_said_at_once(computer: Computers) -> None:
    nurse = computer("nurse", Face.NURSE)
    nurse.until(lambda: nurse.shows("way_found"))
    nurse.click("way_found")
    nurse.until(lambda: nurse.shows("centre_url"))
    nurse.click("forward")
    assert nurse.texts().count("Fill this in.") == 6
    for name in ("url", "centre", "name", "role", "phone", "hours"):
        nurse.type(f"centre_{name}", "http://far.example" if name == "url" else "x")
    nurse.click("forward")
    assert "begins with https://" in nurse.texts()
    assert PIN not in nurse.texts()
