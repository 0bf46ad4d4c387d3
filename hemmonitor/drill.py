"""The recovery drill: a made-up centre loses its keys, its computer, a patient's; and gets everything back.

It runs the real program on a relay of its own in a temporary folder, and touches nothing else. Each step says
what is done and what was seen; a step that does not hold ends the drill with an error.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

from hemmonitor import clock
from hemmonitor.bootstrap import Place, Profile, Sync, admit_patient, enrol_patient, found, invite_patient
from hemmonitor.clinic import Clinic, Staff
from hemmonitor.crypto.shares import join_root, split
from hemmonitor.demo import NURSE, PATIENTS, first_plan
from hemmonitor.errors import HemmonitorError
from hemmonitor.home import Home
from hemmonitor.invitations import Invitations, State
from hemmonitor.model.events import MessageWritten
from hemmonitor.recovery import PaperKeys, WrongShares, recover, shares_of, take_off_line
from hemmonitor.relay.server import RelayServer
from hemmonitor.sync.enrol import Request

PIN = "rehearsal-1"
MESSAGES = 3
STAFF = Staff(NURSE.name, NURSE.role)


class DrillFailed(HemmonitorError):
    """The recovery drill did not end as it must. Do not rely on a recovery before this is mended."""

    code = "drill"


async def rehearse(folder: Path, say: Callable[[str], None]) -> None:
    """Play the drill in an empty folder. Raises ``DrillFailed`` or what the program itself raises."""
    with RelayServer(folder / "relay.db") as relay:
        nurse, patient = (
            Profile.create(folder / "nurse", pin=PIN),
            Profile.create(folder / "patient", pin=PIN),
        )
        try:
            mailbox = await _open_centre(nurse, patient, relay.url)
            say(f"A centre, a patient, {MESSAGES} messages each way")
            paper = _on_paper(nurse, say)
            lost = nurse.keys.device_id
        finally:
            nurse.close()
        shutil.rmtree(folder / "nurse")
        say("The centre's only computer is gone, and the root and archive keys with it")
        again = Profile.create(folder / "again", pin=PIN)
        try:
            await _recovered(again, relay.url, paper, lost, mailbox, say)
            await _goes_on(again, patient, mailbox, say)
            _new_set(paper, say)
            patient.close()
            shutil.rmtree(folder / "patient")
            say("The patient's computer is gone too")
            await _patient_again(again, folder / "patient-again", mailbox, say)
        finally:
            patient.close()
            again.close()


async def _open_centre(nurse: Profile, patient: Profile, url: str) -> str:
    await found(nurse, url, "drill", STAFF, clock.now)
    invitation = await invite_patient(nurse, clock.now)
    shown: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def compare(request: Request) -> bool:
        return request.confirmation == await shown

    mailbox, _ = await asyncio.gather(
        admit_patient(nurse, nurse.trust(), invitation, clock.now, compare=compare),
        enrol_patient(patient, invitation, clock.now, show=shown.set_result),
    )
    _holds(mailbox is not None, "the patient was not let in")
    assert mailbox is not None
    clinic = Clinic(nurse.journal, nurse.keys.device_id, STAFF)
    clinic.register(mailbox, PATIENTS[0].patient, clock.now())
    clinic.issue_plan(mailbox, first_plan(PATIENTS[0], clock.now()), clock.now())
    home = Home(patient.journal, mailbox, patient.keys.device_id)
    for number in range(MESSAGES):
        home.write(f"patient {number}", clock.now())
        clinic.write(mailbox, f"nurse {number}", clock.now())
    for profile in (nurse, patient, nurse):
        await _once(profile)
    _holds(len(_texts(nurse, mailbox)) == 2 * MESSAGES, "the messages did not arrive")
    return mailbox


def _on_paper(nurse: Profile, say: Callable[[str], None]) -> PaperKeys:
    paper = shares_of(nurse)
    try:
        take_off_line(nurse, paper.root[:1] * 2, paper.archive[:2])
    except WrongShares:
        say("One share typed twice does not do")
    else:
        raise DrillFailed("one share was enough")
    take_off_line(nurse, paper.root[1:], paper.archive[:2])
    _holds(nurse.root_key() is None and nurse.archive_key() is None, "the keys are still on the computer")
    say("Root and archive keys are on paper, 2 of 3, and off the computer")
    return paper


async def _recovered(
    again: Profile, url: str, paper: PaperKeys, lost: str, mailbox: str, say: Callable[[str], None]
) -> None:
    root, archive = (paper.root[0], paper.root[2]), (paper.archive[2], paper.archive[0])
    done = await recover(again, url, paper.fingerprint, root, archive, STAFF, clock.now)
    _holds(done.shut_out == (lost,), "the lost computer was not shut out")
    _holds(len(_texts(again, mailbox)) == 2 * MESSAGES, "messages are missing after the recovery")
    patient = Clinic(again.journal, again.keys.device_id, STAFF).record_of(mailbox)
    _holds(patient.patient is not None and patient.newest_plan is not None, "the plan is missing")
    _holds(again.root_key() is None, "the root key stayed on the new computer")
    say("From two shares each: a new computer is registrar, has everything, and the lost one is shut out")


async def _goes_on(again: Profile, patient: Profile, mailbox: str, say: Callable[[str], None]) -> None:
    await _once(patient)
    Home(patient.journal, mailbox, patient.keys.device_id).write("after the loss", clock.now())
    Clinic(again.journal, again.keys.device_id, STAFF).write(mailbox, "we are back", clock.now())
    for profile in (again, patient, again):
        await _once(profile)
    expected = 2 * MESSAGES + 2
    _holds(len(_texts(again, mailbox)) == len(_texts(patient, mailbox)) == expected, "they do not meet")
    say("Patient and centre go on as before")


def _new_set(paper: PaperKeys, say: Callable[[str], None]) -> None:
    root = join_root(paper.root[1:], paper.fingerprint)  # the first share is lost
    anew = split(root)
    join_root(anew[:2], paper.fingerprint)
    try:
        join_root((anew[0], paper.root[1]), paper.fingerprint)
    except WrongShares:
        say("A lost share: the two others make a new set of three; old and new do not mix")
    else:
        raise DrillFailed("an old and a new share made the key")


async def _patient_again(again: Profile, folder: Path, mailbox: str, say: Callable[[str], None]) -> None:
    clinic = Clinic(again.journal, again.keys.device_id, STAFF)
    invitations = Invitations(again, again.trust(), clinic, clock.now, lambda: None)
    invited = await invitations.invite_again(mailbox)
    patient = Profile.create(folder, pin=PIN)
    try:
        joining = asyncio.create_task(
            enrol_patient(patient, invited.invitation, clock.now, show=lambda _digits: None)
        )
        async with asyncio.timeout(30):
            while invitations.all[0].state is not State.ASKED:
                await invitations.look()
        await invitations.confirm(invited.slot)
        place: Place = await joining
        _holds(place.mailbox == mailbox, "the new computer has another mailbox")
        await _once(again, hand_over=True)
        await _once(patient)
        await _once(patient)
        _holds(len(_texts(patient, mailbox)) == len(_texts(again, mailbox)), "the history did not come back")
        home = Home(patient.journal, mailbox, patient.keys.device_id)
        home.write("on my new computer", clock.now())
        await _once(patient)
        await _once(again)
        _holds("on my new computer" in _texts(again, mailbox), "the new computer is not heard")
        say("A new computer for the patient: the history is back, and the old one is shut out")
    finally:
        patient.close()


async def _once(profile: Profile, *, hand_over: bool = False) -> None:
    sync = Sync(profile, clock.now, lambda _events: None, lambda _status: None)
    try:
        await sync.once()
        if hand_over:
            await sync.hand_over()
    finally:
        await sync.aclose()


def _texts(profile: Profile, mailbox: str) -> list[str]:
    bodies = (stored.event.body for stored in profile.journal.events(mailbox))
    return [body.text for body in bodies if isinstance(body, MessageWritten)]


def _holds(fact: bool, otherwise: str) -> None:
    if not fact:
        raise DrillFailed(otherwise)
