"""Keys in turn: replaced monthly, old private ones destroyed, and nothing that was saved made unreadable."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hemmonitor.crypto.actions import Assign, Epoch, Link, Renew, Revoke, Role
from hemmonitor.crypto.envelope import open_envelope
from hemmonitor.crypto.epochs import deliver, new_epoch, open_epoch
from hemmonitor.crypto.keys import CannotOpen, DeviceKeys, StorageKey
from hemmonitor.crypto.members import BadMembership
from hemmonitor.errors import NotForMe
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.sync.client import Refusal
from hemmonitor.sync.outbox import seal_waiting
from hemmonitor.sync.state import WarningKind
from hemmonitor.sync.trust import Trust
from hemmonitor.sync.upkeep import ROTATE_AFTER, Upkeep
from tests.crypto.people import NOW, Centre
from tests.relay.office import Office
from tests.sync.world import Person, settled

DAY = dt.timedelta(days=1)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with Office(tmp_path / "relay.db") as made:
        yield made


@pytest.fixture
async def centre(office: Office) -> Centre:
    made = Centre()
    await office.found(made)
    return made


class Member(Person):
    """A person whose program looks after its keys; ``kept`` is what it would find after a restart."""

    storage = StorageKey.generate()

    def upkeep(self, office: Office) -> Upkeep:
        return Upkeep(self.journal, self.trust, self.client, lambda: office.now, self.save)

    def save(self) -> None:
        self.kept = self.keys.wrap(self.storage)


async def month(office: Office, *people: Member) -> None:
    office.now += ROTATE_AFTER
    for person in people:
        await person.upkeep(office).once()
        await person.sync()


async def test_keys_are_replaced_and_the_old_ones_destroyed(office: Office, centre: Centre) -> None:
    nurse, patient = Member(centre, centre.nurse, office), Member(centre, centre.patient, office)
    first = nurse.keys.sealing
    texts = []
    for number in range(4):
        texts.append(f"month {number}")
        patient.write(texts[-1])
        await settled(patient, nurse)
        await month(office, nurse, patient)
    await settled(patient, nurse)
    await nurse.upkeep(office).once()
    assert nurse.texts() == texts
    assert nurse.trust.state.teams[centre.team].epoch >= 4
    held = nurse.trust.epoch_keys(centre.team)
    assert 1 not in held, "the first key is gone"
    assert nurse.trust.state.teams[centre.team].epoch in held
    assert first.key_id not in nurse.keys.ring(), "what the log holds sealed to it opens no more"
    again = Trust(nurse.journal, DeviceKeys.unwrap(nurse.kept, nurse.storage), centre.root.fingerprint)
    assert again.epoch_keys(centre.team).keys() == held.keys(), "neither does a restart bring it back"


async def test_a_stolen_device_opens_nothing_from_before(office: Office, centre: Centre) -> None:
    """Its keys and the relay's whole database give no envelope whose key was destroyed."""
    nurse, patient = Member(centre, centre.nurse, office), Member(centre, centre.patient, office)
    patient.write("long ago")
    await settled(patient, nurse)
    (row,) = (
        await office.store.page(bytes.fromhex(centre.state.centre), bytes.fromhex(centre.mailbox), 0, 1)
    ).rows
    for number in range(4):
        patient.write(str(number))
        await settled(patient, nurse)
        await month(office, nurse, patient)
    await nurse.upkeep(office).once()
    thief = Member(centre, nurse.keys, office)  # the same keys, with the log as it is on the relay
    await thief.client.get_log(0)
    _, entries = await thief.client.get_log(len(thief.trust))
    sealed = {name for name in nurse.trust.log.sealed_keys if name == (centre.team, 1)}
    assert sealed, "the log still holds it, sealed"

    assert entries
    with pytest.raises(CannotOpen):
        open_epoch(nurse.trust.state, nurse.keys, centre.team, 1, nurse.trust.log.sealed_keys[centre.team, 1])
    with pytest.raises(NotForMe):
        open_envelope(row.body, nurse.trust.ring, nurse.trust.signing_key)


async def test_a_patient_off_line_for_half_a_year_loses_nothing(office: Office, centre: Centre) -> None:
    nurse, patient = Member(centre, centre.nurse, office), Member(centre, centre.patient, office)
    await settled(patient, nurse)
    patient.write("measured before the journey")
    await patient.engine._hand_in()  # nothing is sealed yet

    assert seal_waiting(patient.journal, patient.trust, centre.mailbox), "sealed to the first key"
    for _ in range(6):
        await month(office, nurse)
    assert 1 in nurse.trust.epoch_keys(centre.team), "it may still be needed"
    await settled(patient, nurse)
    assert nurse.texts() == ["measured before the journey"]
    assert nurse.warnings() == set()
    patient.write("home again")
    await settled(patient, nurse)
    await nurse.upkeep(office).once()
    assert 1 not in nurse.trust.epoch_keys(centre.team)


async def test_a_gap_keeps_the_key(office: Office, centre: Centre) -> None:
    nurse, patient = Member(centre, centre.nurse, office), Member(centre, centre.patient, office)
    patient.write("withheld")
    withheld = seal_waiting(patient.journal, patient.trust, centre.mailbox)
    assert withheld is not None
    patient.journal.mark_sent(withheld.envelope_id, office.now)  # so the relay said, and has it not
    for number in range(4):
        patient.write(str(number))
        await settled(patient, nurse)
        await month(office, nurse, patient)
    await nurse.upkeep(office).once()
    assert nurse.warnings() == {WarningKind.GAP}
    assert 1 in nurse.trust.epoch_keys(centre.team), "what is missing may yet come"
    await patient.client.put_envelope(centre.mailbox, withheld.envelope_id, withheld.body)
    await nurse.sync()
    assert nurse.texts() == [*"0123", "withheld"]
    await nurse.upkeep(office).once()
    assert 1 not in nurse.trust.epoch_keys(centre.team)


async def test_a_renewal_cut_off_before_its_answer_is_completed(office: Office, centre: Centre) -> None:
    nurse = Member(centre, centre.nurse, office)
    office.now += ROTATE_AFTER
    real = nurse.client.post_log

    async def lost(entries: list[bytes]) -> int:
        await real(entries)
        raise ConnectionError

    nurse.client.post_log = lost  # type: ignore[method-assign, assignment]
    upkeep = nurse.upkeep(office)
    with pytest.raises(ConnectionError):
        await upkeep._renew()
    nurse.client.post_log = real  # type: ignore[method-assign]
    keys = DeviceKeys.unwrap(nurse.kept, nurse.storage)  # started again
    again = Member(centre, keys, office, nurse.journal)
    await again.sync()
    again.upkeep(office).take_over()
    assert again.trust.state.devices[keys.device_id].identity.sealing_id == keys.sealing.key_id
    assert keys.upcoming is None
    patient = Member(centre, centre.patient, office)
    patient.write("after")
    await settled(patient, again)
    assert again.texts() == ["after"]


async def test_nobody_renews_another_s_key(office: Office, centre: Centre) -> None:
    other = DeviceKeys.generate()
    with pytest.raises(BadMembership):
        centre.add(Renew(other.prepare()))
    with pytest.raises(BadMembership):
        centre.add(Renew(centre.patient.prepare()))  # the registrar signs
    with pytest.raises(BadMembership):
        centre.add(Renew(centre.patient.prepare()), by=centre.root)
    centre.add(Renew(centre.patient.prepare()), by=centre.patient)
    with pytest.raises(BadMembership):
        centre.add(Renew(centre.patient.prepare()), by=centre.patient)  # known already


async def test_the_relay_takes_a_renewal_from_its_device_and_nothing_else(
    office: Office, centre: Centre
) -> None:
    keys = centre.enrol(Role.STAFF, "staff 2")
    centre.add(Assign(Link.DEVICE_TEAM, keys.device_id, centre.team))
    answer = await office.post_log(centre, centre.entries, by=centre.nurse)
    assert answer.status_code == 200
    entry = centre.log.next_entry(keys, Renew(keys.prepare()), NOW)
    assert (await office.post_log(centre, [entry], by=keys)).status_code == 200
    centre.log.append(entry)
    other, _ = new_epoch(centre.state, centre.team)
    assert isinstance(other, Epoch)
    entry = centre.log.next_entry(centre.nurse, other, NOW)
    assert (await office.post_log(centre, [entry], by=keys)).status_code == 403


async def test_a_revoked_device_reads_that_it_is(office: Office, centre: Centre) -> None:

    patient = Member(centre, centre.patient, office)
    entry = centre.add(Revoke(centre.patient.device_id))
    assert (await office.post_log(centre, [entry], by=centre.nurse)).status_code == 200
    with pytest.raises(Refusal):
        await patient.sync()
    assert patient.trust.state.devices[centre.patient.device_id].revoked


def test_a_team_key_is_handed_to_a_new_member_as_long_as_it_is_held(centre: Centre) -> None:
    keys = centre.enrol(Role.STAFF, "staff 2")
    centre.add(Assign(Link.DEVICE_TEAM, keys.device_id, centre.team))

    journal = MemoryJournal()
    trust = Trust(journal, centre.nurse, centre.root.fingerprint)
    trust.extend(centre.entries)
    ((number, key),) = trust.epoch_keys(centre.team).items()
    centre.add(deliver(centre.state, key, centre.team, number, keys.device_id))
    theirs = Trust(MemoryJournal(), keys, centre.root.fingerprint)
    theirs.extend(centre.entries)
    assert theirs.epoch_keys(centre.team).keys() == {1}
    assert trust.destroy_epochs([(centre.team, 1)]) == 1
    assert trust.epoch_keys(centre.team) == {}
    again = Trust(journal, centre.nurse, centre.root.fingerprint)
    assert again.epoch_keys(centre.team) == {}, "what was destroyed is not opened again"
