from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from hemmonitor.crypto.actions import Action, Assign, Enrol, Link, Role
from hemmonitor.crypto.epochs import new_epoch
from hemmonitor.crypto.invitation import Invitation, Welcome, read_code, read_text
from hemmonitor.crypto.keys import DeviceKeys, SigningKey, random_id
from hemmonitor.crypto.members import BadMembership
from hemmonitor.crypto.membership import MembershipFork
from hemmonitor.errors import InvitationInvalid, InvitationRefused, RelayOffline, RootMismatch
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.sync.client import RelayClient, SlotClient
from hemmonitor.sync.enrol import (
    Joined,
    admit,
    ask,
    await_request,
    await_welcome,
    invite,
    join,
    patient_actions,
    publish,
    read_log,
    refuse,
)
from hemmonitor.sync.trust import Trust
from tests.crypto.people import NOW, Centre
from tests.relay.office import ORIGIN, Office
from tests.sync.world import Person, settled

URL = "https://relay.example.se"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with Office(tmp_path / "relay.db") as made:
        yield made


@pytest.fixture
async def centre(office: Office) -> Centre:
    made = Centre()
    await office.found(made)
    return made


@pytest.fixture
def nurse(office: Office, centre: Centre) -> Person:
    return Person(centre, centre.nurse, office)


def slots(office: Office) -> SlotClient:
    return SlotClient(ORIGIN, lambda: office.now, http=office.http)


async def joined(office: Office, centre: Centre, invitation: Invitation, keys: DeviceKeys) -> Joined:
    welcome = await await_welcome(slots(office), invitation)
    assert welcome is not None
    one = RelayClient(ORIGIN, welcome.centre, keys, lambda: office.now, http=office.http)
    return await join(one, invitation, welcome, keys)


async def admitted(nurse: Person, invitation: Invitation, mailbox: str) -> str:
    """The registrar's part; returns the digits."""
    request = await await_request(nurse.client, invitation)
    assert request is not None
    actions = patient_actions(request, "patient 2", mailbox, nurse.centre.team)
    await admit(nurse.client, nurse.trust, nurse.keys, invitation, actions, NOW)
    return request.confirmation


@pytest.mark.parametrize("way", ["text", "code"])
async def test_a_patient_is_invited_and_its_readings_arrive(
    office: Office, centre: Centre, nurse: Person, way: str
) -> None:
    invitation = await invite(nurse.client, URL, centre.root.fingerprint)
    assert await await_request(nurse.client, invitation) is None
    given = read_text(invitation.text) if way == "text" else read_code(invitation.code, URL)
    keys, mailbox = DeviceKeys.generate(), random_id()
    digits = await ask(slots(office), given, keys)
    assert await await_welcome(slots(office), given) is None
    assert await admitted(nurse, invitation, mailbox) == digits
    place = await joined(office, centre, given, keys)
    assert (place.centre, place.mailboxes, place.role) == (centre.state.centre, (mailbox,), Role.PATIENT)
    assert place.fingerprint == centre.root.fingerprint
    centre.entries[:] = place.entries
    patient = Person(centre, keys, office)
    patient.write("first reading", mailbox)
    await settled(patient, nurse)
    assert nurse.texts(mailbox) == ["first reading"]


async def test_a_colleague_is_invited_into_the_team(office: Office, centre: Centre, nurse: Person) -> None:
    invitation = await invite(nurse.client, URL, centre.root.fingerprint)
    keys = DeviceKeys.generate()
    await ask(slots(office), invitation, keys)
    request = await await_request(nurse.client, invitation)
    assert request is not None
    device = request.identity.device_id
    actions: list[Action] = [
        Enrol(request.identity, Role.STAFF, "nurse 2"),
        Assign(Link.DEVICE_TEAM, device, centre.team),
    ]
    await publish(nurse.client, nurse.trust, nurse.keys, actions, NOW)
    epoch, _ = new_epoch(nurse.trust.state, centre.team)
    await admit(nurse.client, nurse.trust, nurse.keys, invitation, [epoch], NOW)
    place = await joined(office, centre, invitation, keys)
    centre.entries[:] = place.entries
    colleague = Person(centre, keys, office)
    patient = Person(centre, centre.patient, office)
    patient.write("for both")
    await settled(patient, nurse, colleague)
    assert colleague.texts() == nurse.texts() == ["for both"]


# --- single use ------------------------------------------------------------------------------------


async def test_an_invitation_is_used_once(office: Office, centre: Centre, nurse: Person) -> None:
    invitation = await invite(nurse.client, URL, centre.root.fingerprint)
    first = DeviceKeys.generate()
    await ask(slots(office), invitation, first)
    with pytest.raises(InvitationInvalid, match="used"):
        await ask(slots(office), invitation, DeviceKeys.generate())
    request = await await_request(nurse.client, invitation)
    assert request is not None
    assert request.identity == first.identity


async def test_the_same_device_may_repeat_itself_when_the_answer_was_lost(
    office: Office, centre: Centre, nurse: Person
) -> None:
    invitation = await invite(nurse.client, URL, centre.root.fingerprint)
    keys = DeviceKeys.generate()
    assert await ask(slots(office), invitation, keys) == await ask(slots(office), invitation, keys)


async def test_an_invitation_runs_out(office: Office, centre: Centre, nurse: Person) -> None:
    invitation = await invite(nurse.client, URL, centre.root.fingerprint, life=3600)
    office.now += dt.timedelta(hours=2)
    with pytest.raises(InvitationInvalid, match="not_found"):
        await ask(slots(office), invitation, DeviceKeys.generate())
    with pytest.raises(InvitationInvalid):
        await await_welcome(slots(office), invitation)


async def test_an_invitation_nobody_made_opens_nothing(office: Office, centre: Centre) -> None:
    with pytest.raises(InvitationInvalid, match="not_found"):
        await ask(slots(office), Invitation.new(URL, centre.root.fingerprint), DeviceKeys.generate())


# --- a relay in between ----------------------------------------------------------------------------


async def test_a_relay_that_swaps_the_new_device_s_keys_is_found_out(
    office: Office, centre: Centre, nurse: Person
) -> None:
    """It does not know the secret, so what it puts into the slot does not open."""
    invitation = await invite(nurse.client, URL, centre.root.fingerprint)
    guess = Invitation.new(URL, centre.root.fingerprint)
    await office.store.fill_slot(bytes.fromhex(invitation.slot), "ask", guess.ask(DeviceKeys.generate()))
    with pytest.raises(InvitationInvalid):
        await await_request(nurse.client, invitation)


async def test_somebody_who_saw_the_invitation_shows_other_digits(
    office: Office, centre: Centre, nurse: Person
) -> None:
    """A stolen letter: the thief is first, and the digits the patient reads out are not the ones shown."""
    invitation = await invite(nurse.client, URL, centre.root.fingerprint)
    thief, patient = DeviceKeys.generate(), DeviceKeys.generate()
    await ask(slots(office), invitation, thief)
    request = await await_request(nurse.client, invitation)
    assert request is not None
    assert request.confirmation != invitation.confirmation(patient.identity)


async def test_a_device_that_is_refused_is_told_so(office: Office, centre: Centre, nurse: Person) -> None:
    invitation = await invite(nurse.client, URL, centre.root.fingerprint)
    await ask(slots(office), invitation, DeviceKeys.generate())
    entries = len(nurse.trust)
    await refuse(nurse.client, invitation)
    with pytest.raises(InvitationRefused):
        await await_welcome(slots(office), invitation)
    await read_log(nurse.client, nurse.trust)
    assert len(nurse.trust) == entries


async def test_a_refusal_nobody_with_the_secret_made_does_not_count() -> None:
    invitation = Invitation.new(URL, b"root" * 8)
    other = Invitation(URL, invitation.fingerprint, b"another 16 bytes")
    with pytest.raises(InvitationInvalid) as caught:
        invitation.open_answer(other.refusal())
    assert not isinstance(caught.value, InvitationRefused)


async def test_a_relay_that_shows_its_own_root_is_found_out(
    tmp_path: Path, office: Office, centre: Centre, nurse: Person
) -> None:
    invitation = await invite(nurse.client, URL, centre.root.fingerprint)
    keys = DeviceKeys.generate()
    await ask(slots(office), invitation, keys)
    await admitted(nurse, invitation, random_id())
    welcome = await await_welcome(slots(office), invitation)
    assert welcome is not None
    impostor = Centre(patient=keys)
    async with Office(tmp_path / "impostor.db") as other:
        await other.found(impostor)
        one = RelayClient(ORIGIN, impostor.state.centre, keys, lambda: other.now, http=other.http)
        with pytest.raises(RootMismatch):
            await join(one, invitation, welcome, keys)


@pytest.mark.parametrize("change", ["head", "length", "centre"])
async def test_a_log_that_is_not_the_registrar_s_is_found_out(
    office: Office, centre: Centre, nurse: Person, change: str
) -> None:
    invitation = await invite(nurse.client, URL, centre.root.fingerprint)
    keys = DeviceKeys.generate()
    await ask(slots(office), invitation, keys)
    await admitted(nurse, invitation, random_id())
    welcome = await await_welcome(slots(office), invitation)
    assert welcome is not None
    one = RelayClient(ORIGIN, welcome.centre, keys, lambda: office.now, http=office.http)
    wrong = {
        "head": Welcome(welcome.centre, welcome.log_length, bytes(32)),
        "length": Welcome(welcome.centre, welcome.log_length + 1, welcome.log_head),
        "centre": Welcome(random_id(), welcome.log_length, welcome.log_head),
    }[change]
    with pytest.raises(BadMembership):
        await join(one, invitation, wrong, keys)


async def test_a_log_without_the_keys_this_device_made_is_found_out(
    office: Office, centre: Centre, nurse: Person
) -> None:
    """Staff were talked into enrolling another key under the invitation."""
    invitation = await invite(nurse.client, URL, centre.root.fingerprint)
    keys = DeviceKeys.generate()
    await ask(slots(office), invitation, keys)
    one = RelayClient(ORIGIN, centre.state.centre, centre.patient, lambda: office.now, http=office.http)
    welcome = Welcome(centre.state.centre, centre.state.length, centre.state.head)
    with pytest.raises(BadMembership, match="not in the log"):
        await join(one, invitation, welcome, keys)


async def test_an_answer_nobody_with_the_secret_made_is_refused(
    office: Office, centre: Centre, nurse: Person
) -> None:
    invitation = await invite(nurse.client, URL, centre.root.fingerprint)
    guess = Invitation.new(URL, SigningKey.generate().fingerprint)
    forged = guess.answer(Welcome(random_id(), 1, bytes(32)))
    await office.store.fill_slot(bytes.fromhex(invitation.slot), "answer", forged)
    with pytest.raises(InvitationInvalid):
        await await_welcome(slots(office), invitation)


# --- writing to the log ----------------------------------------------------------------------------


async def test_two_registrars_at_once_both_get_their_entries_in(office: Office) -> None:
    centre = Centre()
    other = centre.enrol(Role.REGISTRAR, "nurse 2")
    await office.found(centre)
    one, two = Person(centre, centre.nurse, office), Person(centre, other, office)
    made = [DeviceKeys.generate().identity for _ in range(6)]
    jobs = [
        publish(person.client, person.trust, person.keys, [Enrol(identity, Role.PATIENT, "p")], NOW)
        for person, identity in zip([one, two] * 3, made, strict=True)
    ]
    await asyncio.gather(*jobs[:2])
    await asyncio.gather(*jobs[2:4])
    await asyncio.gather(*jobs[4:])
    known = await office.relay.centres.state(centre.state.centre)
    assert known is not None
    assert {identity.device_id for identity in made} <= set(known.devices)


async def test_admitting_again_when_the_answer_was_lost_ends_the_same(
    office: Office, centre: Centre, nurse: Person
) -> None:
    invitation = await invite(nurse.client, URL, centre.root.fingerprint)
    keys, mailbox, post = DeviceKeys.generate(), random_id(), nurse.client.post_log
    await ask(slots(office), invitation, keys)

    async def lossy(entries: Sequence[bytes]) -> int:
        await post(entries)
        raise RelayOffline("the answer was lost")

    nurse.client.post_log = lossy  # type: ignore[method-assign]
    with pytest.raises(RelayOffline):
        await admitted(nurse, invitation, mailbox)
    nurse.client.post_log = post  # type: ignore[method-assign]
    await admitted(nurse, invitation, mailbox)
    newcomer = Enrol(DeviceKeys.generate().identity, Role.PATIENT, "patient 3")
    await publish(nurse.client, nurse.trust, nurse.keys, [newcomer], NOW)
    await admitted(nurse, invitation, mailbox)
    assert (await joined(office, centre, invitation, keys)).mailboxes == (mailbox,)
    assert len(nurse.trust) == 11


async def test_what_the_log_refuses_is_not_even_sent(office: Office, centre: Centre, nurse: Person) -> None:
    bad = Assign(Link.DEVICE_TEAM, centre.patient.device_id, centre.team)
    with pytest.raises(BadMembership, match="role"):
        await publish(nurse.client, nurse.trust, nurse.keys, [bad], NOW)
    assert len(await office.store.log(bytes.fromhex(centre.state.centre))) == 7


async def test_actions_go_in_together_or_not_at_all(office: Office, centre: Centre, nurse: Person) -> None:
    good = Enrol(DeviceKeys.generate().identity, Role.PATIENT, "x")
    bad = Assign(Link.DEVICE_TEAM, random_id(), centre.team)
    with pytest.raises(BadMembership):
        await publish(nurse.client, nurse.trust, nurse.keys, [good, bad], NOW)
    assert len(nurse.trust) == 7
    assert len(await office.store.log(bytes.fromhex(centre.state.centre))) == 7


# --- what is kept ----------------------------------------------------------------------------------


def test_trust_is_kept_and_checked_again(centre: Centre) -> None:
    journal = MemoryJournal()
    trust = Trust(journal, centre.nurse, centre.root.fingerprint)
    assert trust.extend(centre.entries[:4]) == 4
    assert trust.extend(centre.entries[2:]) == 3
    assert trust.extend(centre.entries) == 0
    again = Trust(journal, centre.nurse, centre.root.fingerprint)
    assert again.state == trust.state == centre.state
    assert {key.key_id for key in again.ring} == {key.key_id for key in trust.ring}
    assert len(list(again.ring)) == 2
    with pytest.raises(RootMismatch):
        Trust(journal, centre.nurse, bytes(32))


def test_a_log_changed_in_the_database_is_noticed(centre: Centre) -> None:
    journal = MemoryJournal()
    Trust(journal, centre.nurse, centre.root.fingerprint).extend(centre.entries)
    raw = bytearray(journal.get("membership.0") or b"")
    raw[-100] ^= 1
    journal.put("membership.0", bytes(raw))
    with pytest.raises((BadMembership, MembershipFork)):
        Trust(journal, centre.nurse, centre.root.fingerprint)
