"""A relay that lies, forgets, withholds and forges, and members who cheat: what each honest device notices.

``docs/attacks.md`` names these tests; each fails when what stops the attack is taken out.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from hemmonitor.crypto.actions import Assign, Cut, Enrol, Link, Revoke, Role, Withdraw
from hemmonitor.crypto.batch import Batch
from hemmonitor.crypto.envelope import Sealed, seal
from hemmonitor.crypto.keys import DeviceKeys, random_id
from hemmonitor.crypto.members import BadMembership
from hemmonitor.crypto.membership import MembershipFork, _encode
from hemmonitor.crypto.verify import digest
from hemmonitor.errors import RelayMisbehaves, SequenceBroken
from hemmonitor.relay.databases import new_epoch
from hemmonitor.relay.mailbox import Handed
from hemmonitor.relay.store import Row
from hemmonitor.store import codec
from hemmonitor.sync.client import Poll
from hemmonitor.sync.engine import _problem
from hemmonitor.sync.state import WarningKind
from hemmonitor.sync.status import Problem
from tests.crypto.people import NOW, Centre
from tests.relay.office import Office
from tests.sync.world import Person, settled


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
async def other(tmp_path: Path, centre: Centre) -> AsyncIterator[Office]:
    """What the hostile relay shows to somebody: the test says which envelopes, in which order."""
    async with Office(tmp_path / "other.db") as made:
        await made.found(centre)
        yield made


def ids(centre: Centre) -> tuple[bytes, bytes]:
    return bytes.fromhex(centre.state.centre), bytes.fromhex(centre.mailbox)


async def rows(office: Office, centre: Centre) -> tuple[Row, ...]:
    return (await office.store.page(*ids(centre), 0, 500)).rows


async def show(office: Office, centre: Centre, shown: Sequence[Row]) -> None:
    for row in shown:
        await office.store.put(*ids(centre), [Handed.of(row.envelope_id, row.body)], 0)


async def written(office: Office, centre: Centre, count: int) -> tuple[Person, tuple[Row, ...]]:
    """A patient who has sent that many envelopes, and these."""
    patient = Person(centre, centre.patient, office)
    for number in range(count):
        patient.write(str(number))
        await patient.sync()
    return patient, await rows(office, centre)


# --- what the relay does with envelopes ------------------------------------------------------------


async def test_a_dropped_envelope_is_noticed(office: Office, other: Office, centre: Centre) -> None:
    _, sent = await written(office, centre, 4)
    nurse = Person(centre, centre.nurse, other)
    await show(other, centre, [sent[0], sent[3]])
    await nurse.sync()
    assert nurse.texts() == ["0", "3"]  # what is there is used all the same
    gap = nurse.warning(WarningKind.GAP)
    assert (gap.author, gap.first, gap.last) == (centre.patient.device_id, 2, 3)
    await show(other, centre, sent[1:3])
    await nurse.sync()
    assert nurse.texts() == list("0123")
    assert nurse.warnings() == set()


async def test_the_first_envelope_dropped_is_noticed(office: Office, other: Office, centre: Centre) -> None:
    _, sent = await written(office, centre, 2)
    nurse = Person(centre, centre.nurse, other)
    await show(other, centre, sent[1:])
    await nurse.sync()
    assert (nurse.warning(WarningKind.GAP).first, nurse.warning(WarningKind.GAP).last) == (1, 1)


async def test_reordered_envelopes_end_in_the_same_state(
    office: Office, other: Office, centre: Centre
) -> None:
    _, sent = await written(office, centre, 4)
    nurse = Person(centre, centre.nurse, other)
    await show(other, centre, [sent[2], sent[0], sent[3], sent[1]])
    await nurse.sync()
    assert nurse.texts() == list("0123")
    assert nurse.warnings() == set()


async def test_a_replayed_envelope_changes_nothing(office: Office, other: Office, centre: Centre) -> None:
    _, sent = await written(office, centre, 2)
    nurse = Person(centre, centre.nurse, other)
    await show(other, centre, sent)
    await nurse.sync()
    # the same envelope again: under an id of its own it names another id inside
    await show(other, centre, [replace(sent[0], envelope_id=random_id())])
    await nurse.sync()
    assert nurse.texts() == list("01")
    assert len(nurse.seen) == 2
    assert WarningKind.BROKEN in nurse.warnings()


async def test_a_new_envelope_hidden_under_an_old_id_is_noticed(
    office: Office, other: Office, centre: Centre
) -> None:
    _, sent = await written(office, centre, 2)
    nurse = Person(centre, centre.nurse, other)
    await show(other, centre, sent[:1])
    await nurse.sync()
    real = other.store.page
    hidden = Row(2, sent[0].envelope_id, sent[1].body)

    async def page(*args: object) -> object:
        found = await real(*args)  # type: ignore[arg-type]
        return replace(found, head=2, rows=(hidden,))

    other.store.page = page  # type: ignore[method-assign, assignment]
    await nurse.engine._read_box(centre.mailbox)
    assert WarningKind.BROKEN in nurse.warnings()
    assert nurse.texts() == ["0"]


async def test_a_tampered_envelope_is_kept_aside_and_the_rest_goes_on(
    office: Office, other: Office, centre: Centre
) -> None:
    _, sent = await written(office, centre, 3)
    nurse = Person(centre, centre.nurse, other)
    changed = bytearray(sent[1].body)
    changed[-200] ^= 1
    await show(other, centre, [sent[0], replace(sent[1], body=bytes(changed)), sent[2]])
    await nurse.sync()
    assert nurse.texts() == ["0", "2"]
    assert nurse.warnings() == {WarningKind.BROKEN, WarningKind.GAP}
    [kept] = nurse.journal.quarantined()
    assert (kept.envelope_id, kept.code) == (sent[1].envelope_id, "crypto.bad_envelope")


async def test_an_envelope_of_another_mailbox_is_refused(office: Office, other: Office) -> None:
    centre = Centre()
    second = random_id()
    centre.add(Assign(Link.DEVICE_MAILBOX, centre.patient.device_id, second))
    centre.add(Assign(Link.TEAM_MAILBOX, centre.team, second))
    await office.found(centre)
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    patient.write("for the second", second)
    await patient.engine.push_once()
    [row] = (await office.store.page(ids(centre)[0], bytes.fromhex(second), 0, 9)).rows
    await show(office, centre, [row])
    await nurse.sync()
    assert nurse.texts(second) == ["for the second"]
    assert nurse.texts() == []
    assert nurse.warning(WarningKind.BROKEN).mailbox == centre.mailbox


async def test_withholding_from_one_reader_is_noticed_when_another_writes(
    office: Office, other: Office, centre: Centre
) -> None:
    """The nurse has seen a batch that the relay does not show to the patient's second computer."""
    keys = DeviceKeys.generate()
    centre.enrol(Role.PATIENT, "second computer", keys)
    centre.add(Assign(Link.DEVICE_MAILBOX, keys.device_id, centre.mailbox))
    for relay in (office, other):
        await relay.post_log(centre, centre.entries, by=centre.root)
    patient, sent = await written(office, centre, 2)
    nurse = Person(centre, centre.nurse, office)
    nurse.write("seen")
    await settled(nurse, patient)
    nurse.write("I have read your 1")
    await nurse.sync()
    second = Person(centre, keys, other)
    held = await rows(office, centre)
    await show(other, centre, [held[0], *held[2:]])  # the patient's second batch is missing
    await second.sync()
    told = second.warning(WarningKind.WITHHELD)
    assert (told.author, told.last) == (centre.patient.device_id, 2)
    assert len(sent) == 2


@pytest.mark.parametrize("lie", ["log", "box"])
async def test_a_relay_that_announces_news_and_has_none_is_not_asked_in_a_hurry(
    office: Office, centre: Centre, lie: str
) -> None:
    nurse = Person(centre, centre.nurse, office)
    await nurse.sync()
    length = nurse.trust.state.length + (lie == "log")
    moved = ((centre.mailbox, 5),) if lie == "box" else ()

    async def poll(*_: object, **__: object) -> Poll:
        return Poll(office.store.epoch, length, moved)

    nurse.client.poll = poll  # type: ignore[method-assign]
    with pytest.raises(RelayMisbehaves, match="news"):
        await nurse.engine.pull_once()


async def test_a_relay_that_does_not_wait_is_not_asked_in_a_hurry(office: Office, centre: Centre) -> None:
    nurse, asked = Person(centre, centre.nurse, office), 0

    async def poll(*_: object, **__: object) -> Poll:
        nonlocal asked
        asked += 1
        return Poll(office.store.epoch, nurse.trust.state.length, ())

    nurse.client.poll = poll  # type: ignore[method-assign]
    task = asyncio.create_task(nurse.engine.run())
    await asyncio.sleep(0.8)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert 1 <= asked <= 3


async def test_a_device_that_lost_a_mailbox_goes_on_with_the_others(office: Office, centre: Centre) -> None:
    second = random_id()
    centre.add(Assign(Link.TEAM_MAILBOX, centre.team, second))
    await office.post_log(centre, centre.entries, by=centre.nurse)
    nurse = Person(centre, centre.nurse, office)
    await nurse.sync()
    entry = centre.add(Withdraw(Link.TEAM_MAILBOX, centre.team, centre.mailbox))
    await office.post_log(centre, [entry], by=centre.nurse)
    nurse.write("x", second)
    await nurse.engine.pull_once()
    await nurse.sync()
    assert nurse.engine.status.waiting == 0


# --- what the relay does with its memory -----------------------------------------------------------


async def test_a_relay_put_back_from_a_backup_is_noticed_and_healed(tmp_path: Path) -> None:
    """Acknowledged envelopes are lost with it; their authors hand them in again."""
    centre, path, backup = Centre(), tmp_path / "live.db", tmp_path / "backup.db"
    async with Office(path) as office:
        await office.found(centre)
        patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
        patient.write("before")
        await settled(patient, nurse)
    shutil.copy(path, backup)
    async with Office(path) as office:
        patient.move(office)
        nurse.move(office)
        for number in range(3):
            patient.write(f"after {number}")
            await patient.sync()
        await nurse.sync()
    async with Office(backup) as office:
        patient.move(office)
        nurse.move(office)
        await settled(nurse, patient)
        assert nurse.warning(WarningKind.ROLLED_BACK).last == 4
        assert WarningKind.ROLLED_BACK in patient.warnings()
        assert len(await rows(office, centre)) == 4
        fresh = Person(centre, centre.nurse, office)
        await fresh.sync()
        assert fresh.texts() == patient.texts() == nurse.texts()
        assert fresh.warnings() == set()


async def test_a_backup_that_was_overtaken_is_noticed_too(tmp_path: Path) -> None:
    """The relay forgets, grows past where the reader was, and shows other envelopes at known positions."""
    centre, path, backup = Centre(), tmp_path / "live.db", tmp_path / "backup.db"
    async with Office(path) as office:
        await office.found(centre)
    shutil.copy(path, backup)
    async with Office(path) as office:
        patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
        patient.write("lost")
        await settled(patient, nurse)
    async with Office(backup) as office:
        second = Person(centre, centre.nurse, office)
        for number in range(3):
            second.write(f"other {number}")
            await second.sync()
        nurse.move(office)
        await nurse.sync()
        assert nurse.warning(WarningKind.ROLLED_BACK).last == 1
        assert nurse.texts() == ["lost", "other 0", "other 1", "other 2"]


async def test_a_declared_restore_heals_without_an_alarm(tmp_path: Path) -> None:
    centre, path = Centre(), tmp_path / "live.db"
    async with Office(path) as office:
        await office.found(centre)
    backup = tmp_path / "backup.db"
    shutil.copy(path, backup)
    async with Office(path) as office:
        patient = Person(centre, centre.patient, office)
        patient.write("one")
        await patient.sync()
        await patient.sync()
    await new_epoch(str(backup))
    async with Office(backup) as office:
        patient.move(office)
        await settled(patient)
        assert patient.warnings() == set()
        nurse = Person(centre, centre.nurse, office)
        await nurse.sync()
        assert nurse.texts() == ["one"]


async def test_rewritten_history_is_noticed(office: Office, other: Office, centre: Centre) -> None:
    _, sent = await written(office, centre, 3)
    nurse = Person(centre, centre.nurse, office)
    await nurse.sync()
    other.store.epoch = office.store.epoch  # the relay does not own up
    await show(other, centre, [sent[0], sent[2], sent[1]])
    nurse.move(other)
    await nurse.engine._read_box(centre.mailbox)
    assert WarningKind.ROLLED_BACK in nurse.warnings()
    assert nurse.texts() == list("012")


async def test_a_relay_whose_digest_never_fits_is_given_up_on(office: Office, centre: Centre) -> None:
    _, _ = await written(office, centre, 2)
    nurse = Person(centre, centre.nurse, office)
    real = office.store.page

    async def page(*args: object) -> object:
        return replace(await real(*args), running=b"\x07" * 32)  # type: ignore[arg-type]

    office.store.page = page  # type: ignore[method-assign, assignment]
    with pytest.raises(RelayMisbehaves):
        await nurse.sync()
    with pytest.raises(RelayMisbehaves):
        await nurse.sync()


# --- what the relay does with the log --------------------------------------------------------------


async def test_a_shortened_membership_log_is_noticed(office: Office, other: Office, centre: Centre) -> None:
    entry = centre.add(_newcomer())
    await office.post_log(centre, [entry], by=centre.nurse)
    nurse = Person(centre, centre.nurse, office)
    nurse.move(other)
    with pytest.raises(BadMembership, match="shows 7 entries of 8"):
        await nurse.sync()


async def test_two_membership_logs_for_two_readers_are_noticed(
    office: Office, other: Office, centre: Centre
) -> None:
    """A registrar and the relay together show the patient another log; the nurse's batches give it away."""
    before = list(centre.entries)
    fake = centre.log.next_entry(centre.nurse, _newcomer(), NOW)
    nurse = Person(centre, centre.nurse, office)
    real = centre.add(_newcomer())
    await office.post_log(centre, [real], by=centre.nurse)
    await other.post_log(centre, [fake], by=centre.nurse)
    nurse.trust.extend([real])
    nurse.write("hello")
    await nurse.engine.push_once()
    centre.entries[:] = [*before, fake]
    patient = Person(centre, centre.patient, other)
    await show(other, centre, await rows(office, centre))
    await patient.sync()
    assert WarningKind.LOG_FORK in patient.warnings()


async def test_a_forked_log_is_never_taken_over(office: Office, other: Office, centre: Centre) -> None:
    rival = centre.log.branch()
    centre.add(_newcomer())
    nurse = Person(centre, centre.nurse, office)
    known = nurse.trust.state
    for _ in range(2):
        entry = rival.next_entry(centre.nurse, _newcomer(), NOW)
        rival.append(entry)
        await other.post_log(centre, [entry], by=centre.nurse)
    nurse.move(other)
    with pytest.raises(MembershipFork) as caught:
        await nurse.sync()
    assert _problem(caught.value) is Problem.MEMBERSHIP
    assert nurse.trust.state == known


def _newcomer() -> Enrol:
    return Enrol(DeviceKeys.generate().identity, Role.PATIENT, "newcomer")


# --- members who cheat -----------------------------------------------------------------------------


def forged(centre: Centre, keys: DeviceKeys, batch: Batch) -> Sealed:
    return seal(keys, batch, centre.state.recipients(centre.mailbox))


def batch_of(centre: Centre, seq: int, previous: bytes | None, *payloads: bytes) -> Batch:
    state = centre.state
    return Batch(centre.mailbox, seq, previous, payloads, (), state.length, state.head)


async def test_two_batches_under_one_number_are_a_fork(office: Office, centre: Centre) -> None:
    """A copied disk or a stolen key: one device's name, two histories."""
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    patient.write("mine")
    await settled(patient, nurse)
    twin = forged(centre, centre.patient, batch_of(centre, 1, None))
    await office.put(centre, centre.patient, twin.body, twin.envelope_id)
    await nurse.sync()
    fork = nurse.warning(WarningKind.FORK)
    assert (fork.author, fork.first) == (centre.patient.device_id, 1)
    assert nurse.texts() == ["mine"]
    assert nurse.journal.quarantined()[0].code == SequenceBroken.code


async def test_a_batch_with_another_predecessor_is_a_fork(office: Office, centre: Centre) -> None:
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    patient.write("mine")
    await settled(patient, nurse)
    twin = forged(centre, centre.patient, batch_of(centre, 2, digest(b"another past")))
    await office.put(centre, centre.patient, twin.body, twin.envelope_id)
    await nurse.sync()
    assert nurse.warnings() == {WarningKind.FORK}


async def test_what_a_stolen_device_writes_after_its_cut_is_refused(
    office: Office, other: Office, centre: Centre
) -> None:
    """The hostile relay goes on taking envelopes of a revoked device; no reader does."""
    patient, _ = await written(office, centre, 3)
    cut = Cut(centre.patient.device_id, centre.mailbox, 2)
    centre.add(Revoke(centre.patient.device_id, (cut,)))
    await other.post_log(centre, centre.entries, by=centre.root)
    await show(other, centre, await rows(office, centre))
    nurse = Person(centre, centre.nurse, other)
    await nurse.sync()
    assert nurse.texts() == ["0", "1"]
    refused = nurse.warning(WarningKind.REFUSED)
    assert (refused.author, refused.first) == (centre.patient.device_id, 3)
    assert patient.texts() == list("012")


async def test_staff_of_another_team_cannot_write_here(office: Office, centre: Centre) -> None:
    stranger, team = centre.enrol(Role.STAFF, "nurse 2"), random_id()
    centre.add(Assign(Link.DEVICE_TEAM, stranger.device_id, team))
    centre.rotate(team)
    await office.post_log(centre, centre.entries, by=centre.root)
    drafted = replace(Person(centre, centre.nurse, office).write("twice"), author=stranger.device_id)
    sneaked = forged(centre, stranger, batch_of(centre, 1, None, codec.encode(drafted)))
    await show(office, centre, [Row(1, sneaked.envelope_id, sneaked.body)])
    nurse = Person(centre, centre.nurse, office)
    await nurse.sync()
    assert nurse.warnings() == {WarningKind.REFUSED}
    assert nurse.texts() == []


async def test_an_event_in_another_s_name_is_refused(office: Office, centre: Centre) -> None:
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    event = nurse.write("take twice as much")
    lie = forged(centre, centre.patient, batch_of(centre, 1, None, codec.encode(event)))
    await office.put(centre, centre.patient, lie.body, lie.envelope_id)
    reader = Person(centre, centre.nurse, office)
    await reader.sync()
    assert reader.texts() == []
    assert reader.warnings() == {WarningKind.REFUSED}
    assert reader.journal.quarantined()[0].code == "protocol.foreign_event"
    assert patient.texts() == []


async def test_a_patient_s_program_cannot_speak_as_staff(office: Office, centre: Centre) -> None:
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    event = nurse.write("your limit is 300")
    lie = forged(
        centre,
        centre.patient,
        batch_of(centre, 1, None, codec.encode(replace(event, author=centre.patient.device_id))),
    )
    await office.put(centre, centre.patient, lie.body, lie.envelope_id)
    reader = Person(centre, centre.nurse, office)
    await reader.sync()
    assert reader.texts() == []
    assert reader.warnings() == {WarningKind.REFUSED}
    assert patient.texts() == []


async def test_an_event_for_another_mailbox_is_refused(office: Office, centre: Centre) -> None:
    patient = Person(centre, centre.patient, office)
    event = replace(patient.write("x"), mailbox=random_id())
    lie = forged(centre, centre.patient, batch_of(centre, 1, None, codec.encode(event)))
    await office.put(centre, centre.patient, lie.body, lie.envelope_id)
    nurse = Person(centre, centre.nurse, office)
    await nurse.sync()
    assert nurse.warnings() == {WarningKind.REFUSED}
    assert list(nurse.journal.events()) == []


async def test_an_entry_in_a_registrar_s_stolen_name_is_refused(office: Office, centre: Centre) -> None:
    class Thief:
        device_id = centre.nurse.device_id
        sign = staticmethod(DeviceKeys.generate().sign)

    state = centre.state
    nurse = Person(centre, centre.nurse, office)
    entry = _encode(Thief(), _newcomer(), state.centre, state.length, state.head, NOW)
    with pytest.raises(BadMembership, match="signature"):
        nurse.trust.extend([entry])
    assert nurse.trust.state == state


# --- what is remembered ----------------------------------------------------------------------------


async def test_warnings_stand_after_a_restart(office: Office, other: Office, centre: Centre) -> None:
    _, sent = await written(office, centre, 3)
    nurse = Person(centre, centre.nurse, other)
    changed = bytearray(sent[1].body)
    changed[-1] ^= 1
    await show(other, centre, [sent[0], replace(sent[1], body=bytes(changed)), sent[2]])
    await nurse.sync()
    again = Person(centre, centre.nurse, other, journal=nurse.journal)
    await again.sync()
    assert again.warnings() == {WarningKind.BROKEN, WarningKind.GAP}
