"""Staff, teams and devices over a real relay: a colleague joins, a lost computer is shut out, keys rotate."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hemmonitor import clock
from hemmonitor.asking import State
from hemmonitor.bootstrap import DATABASE, VAULT, Profile, Sync, enrol_patient, enrol_staff
from hemmonitor.crypto.actions import Role
from hemmonitor.errors import DeviceRevoked, InputError, InvitationInvalid, InvitationRefused, LeaseExpired
from hemmonitor.model.events import MessageWritten
from hemmonitor.relay.server import RelayServer
from hemmonitor.roster import NeedsRoot, Person, Roster
from hemmonitor.sync.client import Refusal
from hemmonitor.sync.upkeep import LEASE, ROTATE_AFTER
from tests.whole.keystore import FileStore
from tests.whole.world import PIN, clinic_of, found_with_patient, home_of, once
from ui.app.session import Session

ANNA = Person("Anna Berg", "distriktssköterska")


@dataclass
class World:
    folder: Path
    nurse: Profile
    patient: Profile
    opened: list[Profile] = field(default_factory=list)
    later: dt.timedelta = dt.timedelta()

    def now(self) -> dt.datetime:
        return clock.now() + self.later

    def __post_init__(self) -> None:
        self.roster = Roster(self.nurse, self.nurse.trust(), self.now, lambda: None)
        self.mailbox = self.patient.placed().mailbox
        (self.team,) = self.nurse.trust().state.teams

    def new(self, name: str) -> Profile:
        made = Profile.create(self.folder / name, store=FileStore(self.folder / f"{name}-store"))
        self.opened.append(made)
        return made

    async def colleague(self, name: str = "second", person: Person = ANNA, *teams: str) -> Profile:
        profile = self.new(name)
        invited = await self.roster.invite_staff(person, teams or (self.team,))
        joining = asyncio.create_task(
            enrol_staff(profile, invited.invitation, clock.now, show=lambda _digits: None)
        )
        await self.asked(invited.slot)
        await self.roster.confirm(invited.slot)
        await joining
        await once(self.nurse)  # the name goes out
        await handed_over(self.nurse)
        await once(profile)  # takes it
        return profile

    async def asked(self, slot: str) -> str:
        async with asyncio.timeout(10):
            while True:
                await self.roster.look()
                (one,) = [one for one in self.roster.all if one.slot == slot]
                if one.state is State.ASKED:
                    return one.digits

    def write(self, text: str) -> None:
        home_of(self.patient).write(text, clock.now())


async def handed_over(profile: Profile) -> None:
    """This computer hands the history to whoever waits for it."""
    sync = Sync(profile, clock.now, lambda _events: None, lambda _status: None)
    try:
        await sync.hand_over()
    finally:
        await sync.aclose()


def texts(profile: Profile, mailbox: str) -> list[str]:
    bodies = (stored.event.body for stored in profile.journal.events(mailbox))
    return [body.text for body in bodies if isinstance(body, MessageWritten)]


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    with RelayServer(tmp_path / "relay.db") as relay:
        await found_with_patient(tmp_path, relay.url)
        nurse = Profile.open(tmp_path / "nurse", pin=PIN)
        patient = Profile.open(tmp_path / "patient", store=FileStore(tmp_path / "patient" / "keystore"))
        made = World(tmp_path, nurse, patient)
        yield made
        for profile in (nurse, patient, *made.opened):
            profile.close()


async def test_a_colleague_joins_and_reads_what_was_before_and_what_comes(world: World) -> None:
    world.write("before")
    await once(world.patient)
    second = await world.colleague()
    assert second.placed().staff.name == ANNA.name
    assert second.placed().staff.role == ANNA.title
    assert second.placed().team == world.team
    world.write("after")
    await once(world.patient)
    await once(second)
    await once(world.nurse)
    assert texts(second, world.mailbox) == texts(world.nurse, world.mailbox) == ["before", "after"]
    assert second.journal.quarantined() == ()
    assert clinic_of(second).mailboxes == (world.mailbox,)
    (member,) = [m for m in world.roster.members() if m.device == second.keys.device_id]
    assert (member.person, member.role, member.teams) == (ANNA, Role.STAFF, (world.team,))
    theirs = Roster(second, second.trust(), clock.now, lambda: None)
    assert theirs.names()[second.keys.device_id] == ANNA, "names travel in the centre's own mailbox"


async def test_the_digits_differ_and_the_colleague_is_told(world: World) -> None:
    profile = world.new("second")
    shown: list[str] = []
    invited = await world.roster.invite_staff(ANNA, [world.team])
    joining = asyncio.create_task(enrol_staff(profile, invited.invitation, clock.now, show=shown.append))
    assert [await world.asked(invited.slot)] == shown
    await world.roster.refuse(invited.slot)
    with pytest.raises(InvitationRefused):
        await joining
    assert profile.keys.device_id not in world.nurse.trust().state.devices


async def test_an_invitation_for_staff_makes_no_patient(world: World) -> None:
    profile = world.new("second")
    invited = await world.roster.invite_staff(ANNA, [world.team])
    joining = asyncio.create_task(
        enrol_patient(profile, invited.invitation, clock.now, show=lambda _digits: None)
    )
    await world.asked(invited.slot)
    await world.roster.confirm(invited.slot)
    with pytest.raises(InvitationInvalid):
        await joining
    assert profile.place is None


async def test_a_revoked_computer_is_locked_out_and_reads_nothing_that_comes(world: World) -> None:
    second = await world.colleague()
    await once(second)
    clinic_of(second).write(world.mailbox, "said before it was lost", clock.now())
    await once(second)
    await once(world.nurse)
    await world.roster.revoke(second.keys.device_id)
    world.write("after the loss")
    clinic_of(second).write(world.mailbox, "by a thief", clock.now())
    await once(world.patient)
    with pytest.raises(Refusal) as refused:
        await once(second)
    assert refused.value.reason == "revoked"
    await once(world.nurse)
    assert texts(world.nurse, world.mailbox) == ["said before it was lost", "after the loss"]
    assert second.trust().state.devices[second.keys.device_id].revoked, (
        "the log tells it so, not the relay alone"
    )
    state = world.nurse.trust().state
    assert state.last_valid(second.keys.device_id, world.mailbox) == 1
    assert not state.teams[world.team].stale
    await world.roster.revoke(second.keys.device_id)  # again changes nothing


async def test_keys_are_replaced_monthly_and_once(world: World) -> None:
    assert await world.roster.rotate_due() == 0
    world.later = ROTATE_AFTER
    assert await world.roster.rotate_due() == 1
    assert world.nurse.trust().state.teams[world.team].epoch == 2
    world.later += dt.timedelta(days=29)
    assert await world.roster.rotate_due() == 0
    await once(world.patient)
    world.write("under the new key")
    await once(world.patient)
    await once(world.nurse)
    assert texts(world.nurse, world.mailbox) == ["under the new key"]


async def test_a_patient_has_two_teams_and_goes_back_to_one(world: World) -> None:
    lungs = await world.roster.new_team("Lungs")
    other = await world.colleague("lungs", Person("Bo Ek", "läkare"), lungs)
    world.write("first")
    await once(world.patient)
    await once(other)
    assert texts(other, world.mailbox) == [], "not theirs yet"
    await world.roster.look_after(lungs, world.mailbox)
    await once(world.patient)
    world.write("second")
    await once(world.patient)
    await once(other)
    assert "second" in texts(other, world.mailbox)
    await world.roster.hand_back(lungs, world.mailbox)
    world.write("third")
    await once(world.patient)
    await once(other)
    assert "third" not in texts(other, world.mailbox)
    with pytest.raises(InputError):
        await world.roster.hand_back(world.team, world.mailbox)
    assert {view.name: view.patients for view in world.roster.teams()} == {"": 1, "Lungs": 0}


async def test_a_member_leaves_a_team_and_its_key_goes_with_it(world: World) -> None:
    second = await world.colleague()
    await world.roster.leave_team(second.keys.device_id, world.team)
    assert world.nurse.trust().state.teams[world.team].epoch == 2
    world.write("not for them")
    await once(world.patient)
    await once(second)
    assert texts(second, world.mailbox) == []


async def test_a_registrar_takes_the_root(world: World) -> None:
    second = await world.colleague()
    world.nurse.journal.put("centre.root", b"")
    with pytest.raises(NeedsRoot):
        await world.roster.invite_staff(ANNA, [world.team], registrar=True)
    with pytest.raises(InputError):
        await world.roster.revoke(world.nurse.keys.device_id)
    theirs = Roster(second, second.trust(), clock.now, lambda: None)
    with pytest.raises(NeedsRoot):
        await theirs.revoke(world.nurse.keys.device_id)


# --- a computer without contact ----------------------------------------------------------------------


@pytest.fixture
def store(world: World) -> FileStore:
    return FileStore(world.folder / "second-store")


def session(world: World, store: FileStore, later: dt.timedelta) -> Session:
    return Session(world.folder / "second", lambda: clock.now() + later, lambda: store)


async def opens(world: World, store: FileStore, later: dt.timedelta) -> list[str]:
    """The second computer's store is opened that much later; what it holds."""
    made = session(world, store, later)
    try:
        await made.open(None)
        profile = made.opened()
        found = texts(profile, world.mailbox)
        profile.close()
        made.profile = None
        return found
    finally:
        made.close()


async def test_a_store_without_contact_opens_after_contact_alone(world: World, store: FileStore) -> None:
    second = await world.colleague()
    await once(second)
    clinic_of(second).write(world.mailbox, "on the road", clock.now())
    second.close()
    url = second.placed().url
    late = LEASE + dt.timedelta(hours=1)
    second = Profile.open(world.folder / "second", store=store)
    second.journal.put("place", second.journal.get("place").replace(url.encode(), b"http://127.0.0.1:9"))  # type: ignore[union-attr]
    second.close()
    for later in (late, dt.timedelta()):  # the second time with the clock set back
        with pytest.raises(LeaseExpired):
            await opens(world, store, later)
    second = Profile.open(world.folder / "second", store=store)
    second.journal.put("place", second.journal.get("place").replace(b"http://127.0.0.1:9", url.encode()))  # type: ignore[union-attr]
    second.close()
    assert await opens(world, store, dt.timedelta()) == ["on the road"]
    await once(world.nurse)
    assert texts(world.nurse, world.mailbox) == ["on the road"], "what waited was sent on the way"


async def test_a_revoked_computer_s_store_is_removed_when_it_is_opened(
    world: World, store: FileStore
) -> None:
    second = await world.colleague()
    await once(second)
    await world.roster.revoke(second.keys.device_id)
    second.close()
    with pytest.raises(DeviceRevoked):
        await opens(world, store, LEASE + dt.timedelta(hours=1))
    assert not (world.folder / "second" / VAULT).exists()
    assert not (world.folder / "second" / DATABASE).exists()
