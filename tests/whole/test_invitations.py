"""A care centre's invitations over a real relay: from the letter to the plan, and every way astray."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hemmonitor import clock
from hemmonitor.bootstrap import Place, Profile, enrol_patient, found
from hemmonitor.clinic import Clinic
from hemmonitor.crypto.keys import DeviceKeys
from hemmonitor.demo import NURSE
from hemmonitor.errors import InvitationInvalid, InvitationRefused, RelayOffline
from hemmonitor.invitations import AlreadyPatient, Invitations, Invited, State
from hemmonitor.relay.server import RelayServer
from hemmonitor.sync.client import RelayClient, SlotClient
from hemmonitor.sync.enrol import LIFE, ask
from tests.whole.keystore import FileStore
from tests.whole.world import PERSON, STAFF, home_of, once


@dataclass
class Centre:
    """A centre's computer; ``reopen`` is the program started again."""

    folder: Path
    relay: RelayServer
    profile: Profile
    changes: list[None] = field(default_factory=list)
    later: dt.timedelta = dt.timedelta()

    def __post_init__(self) -> None:
        self.reopen()

    def now(self) -> dt.datetime:
        return clock.now() + self.later

    def reopen(self) -> None:
        profile = self.profile
        self.clinic = Clinic(profile.journal, profile.keys.device_id, STAFF)
        self.invitations = Invitations(
            profile, profile.trust(), self.clinic, self.now, lambda: self.changes.append(None)
        )

    def only(self) -> Invited:
        (invited,) = self.invitations.all
        return invited

    async def invite(self) -> Invited:
        return await self.invitations.invite(PERSON.patient, "hypertension", NURSE, "start")


@pytest.fixture
def patient(tmp_path: Path) -> Profile:
    return Profile.create(tmp_path / "patient", store=FileStore(tmp_path / "patient-store"))


@pytest.fixture
async def centre(tmp_path: Path) -> AsyncIterator[Centre]:
    with RelayServer(tmp_path / "relay.db") as relay:
        profile = Profile.create(tmp_path / "nurse", store=FileStore(tmp_path / "nurse-store"))
        await found(profile, relay.url, "centre", STAFF, clock.now)
        yield Centre(tmp_path, relay, profile)
        profile.close()


@dataclass
class Joining:
    """A patient's program that uses an invitation."""

    profile: Profile
    invited: Invited
    digits: list[str] = field(default_factory=list)

    def start(self) -> asyncio.Task[Place]:
        way = enrol_patient(self.profile, self.invited.invitation, clock.now, show=self.digits.append)
        return asyncio.create_task(way)


async def asked(centre: Centre) -> Invited:
    async with asyncio.timeout(10):
        while centre.only().state is State.WAITING:
            await centre.invitations.look()
    return centre.only()


async def test_a_patient_is_let_in_and_gets_a_plan(centre: Centre, patient: Profile) -> None:
    joining = Joining(patient, await centre.invite())
    task = joining.start()
    invited = await asked(centre)
    assert invited.state is State.ASKED
    assert [invited.digits] == joining.digits
    assert not task.done(), "nobody is let in before a person has compared"
    mailbox = await centre.invitations.confirm(invited.slot)
    assert (await task).mailbox == mailbox
    assert centre.only().state is State.ADMITTED
    await once(centre.profile)
    await once(patient)
    plan = home_of(patient).state(clock.now()).plan
    assert plan is not None
    assert plan.contacts == (NURSE,)
    assert plan.sign_off is None, "no clinician has signed it yet"
    patient.close()


async def test_staff_refuse_and_the_patient_is_told(centre: Centre, patient: Profile) -> None:
    task = Joining(patient, await centre.invite()).start()
    invited = await asked(centre)
    await centre.invitations.refuse(invited.slot)
    with pytest.raises(InvitationRefused):
        await task
    assert centre.only().state is State.REFUSED
    assert patient.pending() is None
    assert not centre.clinic.worklist(clock.now())
    patient.close()


async def test_an_invitation_that_was_taken_back_lets_nobody_in(centre: Centre, patient: Profile) -> None:
    joining = Joining(patient, await centre.invite())
    await centre.invitations.refuse(centre.only().slot)
    with pytest.raises(InvitationRefused):
        await joining.start()
    patient.close()


async def test_it_goes_on_after_the_centre_s_program_was_ended(centre: Centre, patient: Profile) -> None:
    task = Joining(patient, await centre.invite()).start()
    centre.reopen()
    await asked(centre)
    centre.reopen()
    await centre.invitations.confirm(centre.only().slot)
    assert (await task).mailbox
    centre.reopen()
    assert centre.only().state is State.ADMITTED
    assert [row.patient for row in centre.clinic.worklist(clock.now())] == [PERSON.patient]
    patient.close()


async def test_what_was_confirmed_off_line_is_done_later_and_once(centre: Centre, patient: Profile) -> None:
    task = Joining(patient, await centre.invite()).start()
    invited = await asked(centre)
    centre.relay.stop()
    with pytest.raises(RelayOffline):
        await centre.invitations.confirm(invited.slot)
    assert centre.only().state is State.ADMITTING
    with pytest.raises(RelayOffline):
        await task
    centre.relay.start()
    centre.reopen()
    await centre.invitations.look()
    await centre.invitations.look()
    assert centre.only().state is State.ADMITTED
    assert (await Joining(patient, invited).start()).mailbox == centre.only().mailbox
    assert len(centre.clinic.worklist(clock.now())) == 1
    patient.close()


@pytest.mark.parametrize("gone", ["answer", "registration"])
async def test_cut_off_while_letting_in_it_ends_the_same(
    centre: Centre, patient: Profile, gone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection breaks after the log was written: before the answer, or before it was kept as done."""
    task = Joining(patient, await centre.invite()).start()
    invited = await asked(centre)
    with monkeypatch.context() as patch:
        patch.setattr(RelayClient, "put_answer", cut_off(after=gone == "registration"))
        with pytest.raises(RelayOffline):
            await centre.invitations.confirm(invited.slot)
    centre.reopen()
    await centre.invitations.look()
    assert centre.only().state is State.ADMITTED
    assert (await task).mailbox == centre.only().mailbox
    boxes = centre.profile.trust().state.mailboxes.values()
    assert len([box for box in boxes if box.devices]) == 1
    patient.close()


def cut_off(*, after: bool) -> Callable[[RelayClient, str, bytes], Awaitable[None]]:
    """A connection that breaks before the relay has taken the answer, or after."""
    true = RelayClient.put_answer

    async def put_answer(client: RelayClient, slot: str, body: bytes) -> None:
        if after:
            await true(client, slot, body)
        raise RelayOffline("cut off")

    return put_answer


async def test_an_invitation_that_ran_out_is_shown_as_such(centre: Centre) -> None:
    await centre.invite()
    centre.later = dt.timedelta(seconds=LIFE + 5)
    assert centre.only().until < centre.now()
    await forget_slots(centre)
    await centre.invitations.look()
    assert centre.only().state is State.VOID


async def forget_slots(centre: Centre) -> None:
    """The relay forgets what has run out: here all of it."""
    with sqlite3.connect(centre.folder / "relay.db") as database:
        database.execute("DELETE FROM slot")


async def test_one_person_is_not_invited_twice(centre: Centre, patient: Profile) -> None:
    joining = Joining(patient, await centre.invite())
    with pytest.raises(AlreadyPatient):
        await centre.invite()
    task = joining.start()
    await centre.invitations.confirm((await asked(centre)).slot)
    await task
    with pytest.raises(AlreadyPatient):
        await centre.invite()
    patient.close()


async def test_a_second_computer_finds_the_invitation_used(centre: Centre, patient: Profile) -> None:
    invited = await centre.invite()
    slots = SlotClient(invited.invitation.url, clock.now)
    await ask(slots, invited.invitation, DeviceKeys.generate())
    await slots.aclose()
    with pytest.raises(InvitationInvalid):
        await Joining(patient, invited).start()
    patient.close()


def test_the_secret_and_the_person_are_not_in_its_repr() -> None:
    invited = Invited("HM1SECRET", PERSON.patient, "hypertension", NURSE, "start", clock.now())
    assert "HM1SECRET" not in repr(invited)
    assert PERSON.patient.number not in repr(invited)
