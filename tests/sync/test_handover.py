"""A new workstation is handed the history: sealed to it, resumable, and checked against what follows."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Action, Assign, Link, Role
from hemmonitor.crypto.epochs import deliver
from hemmonitor.crypto.keys import DeviceKeys, random_id
from hemmonitor.crypto.members import BadMembership, handover_box
from hemmonitor.errors import BadEvent, RelayOffline
from hemmonitor.relay.mailbox import Handed
from hemmonitor.store import codec
from hemmonitor.store.journal import ChainHead, Cursor
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.sync.client import RelayClient
from hemmonitor.sync.delivery import journal_sink
from hemmonitor.sync.engine import SyncEngine
from hemmonitor.sync.handover import (
    EVENTS,
    Giver,
    Taker,
    _loads,
    _Part,
    _Place,
    _place,
    due,
    grouped,
    hand_over_more,
    packed,
)
from hemmonitor.sync.inbox import OpenedBatch
from hemmonitor.sync.trust import Trust
from tests.crypto.people import Centre
from tests.relay.office import Office
from tests.sync.world import Person, settled


class Colleague(Person):
    """A new workstation: takes the history over before it reads anything else."""

    def move(self, office: Office) -> None:
        super().move(office)
        self.taker = Taker(self.journal, self.trust)
        store = journal_sink(self.journal, self.trust, lambda _box, events: self.seen.extend(events))

        async def sink(batch: OpenedBatch) -> None:
            if batch.mailbox == self.taker.box:
                self.taker.take(batch)
                self.engine.reload()
            else:
                await store(batch)

        def mailboxes() -> list[str]:
            return [self.taker.box] if self.taker.waiting else self.engine.readable()

        self.engine = SyncEngine(
            self.journal, self.trust, self.client, sink, lambda: office.now, mailboxes=mailboxes
        )


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with Office(tmp_path / "relay.db") as made:
        yield made


@pytest.fixture
async def centre(office: Office) -> Centre:
    made = Centre()
    await office.found(made)
    return made


async def let_in(office: Office, centre: Centre, nurse: Person) -> Colleague:
    """A colleague with the present key alone, and a mailbox for handing over."""
    keys = DeviceKeys.generate()
    before = len(centre.entries)
    centre.enrol(Role.STAFF, "staff 2", keys)
    centre.add(Assign(Link.DEVICE_TEAM, keys.device_id, centre.team))
    held = nurse.trust.epoch_keys(centre.team)
    newest = max(held)
    centre.add(deliver(centre.state, held[newest], centre.team, newest, keys.device_id))
    for action in _actions(centre, keys):
        centre.add(action)
    answer = await office.post_log(centre, centre.entries[before:], by=centre.nurse)
    assert answer.status_code == 200
    await nurse.sync()
    return Colleague(centre, keys, office)


def _actions(centre: Centre, keys: DeviceKeys) -> list[Action]:
    box = handover_box(keys.device_id)
    return [Assign(Link.DEVICE_MAILBOX, device, box) for device in (keys.device_id, centre.nurse.device_id)]


async def rotated(office: Office, centre: Centre, *people: Person) -> None:
    centre.rotate()
    assert (await office.post_log(centre, centre.entries[-1:], by=centre.nurse)).status_code == 200
    for person in people:
        await person.sync()


async def world(office: Office, centre: Centre) -> tuple[Person, Person]:
    """Envelopes sealed to a key that is destroyed, and some to the present one."""
    nurse, patient = Person(centre, centre.nurse, office), Person(centre, centre.patient, office)
    for number in range(3):
        patient.write(f"old {number}")
        await settled(patient, nurse)
    nurse.write("old word of the nurse")
    await settled(nurse, patient)
    await rotated(office, centre, nurse, patient)
    nurse.trust.destroy_epochs([(centre.team, 1)])
    patient.write("new")
    await settled(patient, nurse)
    return nurse, patient


async def give(nurse: Person, colleague: Person) -> None:
    await Giver(nurse.journal, nurse.trust, nurse.client, colleague.keys.device_id).run()


async def test_history_and_what_follows(office: Office, centre: Centre) -> None:
    nurse, patient = await world(office, centre)
    colleague = await let_in(office, centre, nurse)
    assert due(nurse.journal, nurse.trust) == (colleague.keys.device_id,)
    await colleague.sync()
    assert colleague.texts() == [], "nothing before the history is there"
    await give(nurse, colleague)
    assert due(nurse.journal, nurse.trust) == ()
    patient.write("tail")
    nurse.write("word of the giver after that")
    await settled(patient, nurse, colleague)
    await settled(colleague)
    assert colleague.texts() == nurse.texts()
    assert colleague.warnings() == set()
    assert colleague.journal.quarantined() == ()
    colleague.write("by the new one")
    await settled(colleague, nurse, patient)
    assert nurse.texts() == patient.texts() == colleague.texts()


async def test_what_the_giver_had_not_sent_yet_comes_without_alarm(office: Office, centre: Centre) -> None:
    """Its own batches run ahead of how far it has read: they are known, and no fork."""
    nurse, _ = await world(office, centre)
    colleague = await let_in(office, centre, nurse)
    nurse.write("sealed, and not read back")
    await nurse.engine.push_once()
    await give(nurse, colleague)
    await settled(colleague, nurse, colleague)
    assert colleague.texts() == nurse.texts()
    assert colleague.warnings() == set()


async def test_both_sides_go_on_where_they_were(office: Office, centre: Centre) -> None:
    nurse, patient = await world(office, centre)
    for number in range(4):
        patient.write(f"more {number}")
    await settled(patient, nurse)
    colleague = await let_in(office, centre, nurse)
    real, sent = nurse.client.put_envelope, 0

    async def broken(mailbox: str, envelope_id: str, body: bytes) -> object:
        nonlocal sent
        sent += 1
        taken = await real(mailbox, envelope_id, body)
        if sent % 2:
            raise RelayOffline("the answer is lost")
        return taken

    nurse.client.put_envelope = broken  # type: ignore[method-assign, assignment]
    for _ in range(20):
        try:
            await give(nurse, colleague)
        except RelayOffline:
            colleague.move(office)  # this one is started again, too
            await colleague.sync()
    await settled(colleague)
    assert colleague.texts() == nurse.texts()
    assert colleague.warnings() == set()


async def test_a_patient_who_comes_to_the_team_later(office: Office, centre: Centre) -> None:
    """Old envelopes that this team has no key to are no alarm, and their content is handed over."""
    nurse, _patient = await world(office, centre)
    colleague = await let_in(office, centre, nurse)
    await give(nurse, colleague)
    await settled(colleague)
    other, box = random_id(), random_id()
    keys = centre.enrol(Role.PATIENT, "patient 2")
    before = len(centre.entries) - 1
    centre.add(Assign(Link.DEVICE_TEAM, centre.nurse.device_id, other))
    centre.rotate(other)
    centre.add(Assign(Link.DEVICE_MAILBOX, keys.device_id, box))
    centre.add(Assign(Link.TEAM_MAILBOX, other, box))
    await office.post_log(centre, centre.entries[before:], by=centre.nurse)
    second = Person(centre, keys, office)
    second.write("before", box)
    await settled(second, nurse)
    entry = centre.add(Assign(Link.TEAM_MAILBOX, centre.team, box))
    await office.post_log(centre, [entry], by=centre.nurse)
    await settled(nurse, second, colleague)
    second.write("after", box)
    await settled(second, nurse, colleague)
    assert colleague.texts(box) == ["after"]
    assert colleague.warnings() == set()
    hand_over_more(nurse.journal, colleague.keys.device_id, [box])
    await give(nurse, colleague)
    await settled(colleague)
    assert colleague.texts(box) == ["after", "before"]
    assert colleague.warnings() == set()


def test_mailboxes_that_come_while_others_are_handed_over_are_not_passed_by() -> None:
    journal, device = MemoryJournal(), "dev"
    journal.put(f"handover.{device}", _Place(seq=3, ended=True).encoded())
    for box in ("m", "a"):  # the second before the first has gone
        hand_over_more(journal, device, [box])
    assert _place(journal, device) == _Place(seq=3, only=("a", "m"))
    half = _Place("m", 7, 4, only=("a", "m", "z"))
    journal.put(f"handover.{device}", half.encoded())
    hand_over_more(journal, device, ["x"])
    assert _place(journal, device) == replace(half, only=("a", "m", "x", "z"))
    hand_over_more(journal, device, ["c"])  # it has passed that one: once more from the beginning
    assert _place(journal, device) == replace(half, box="", position=-1, only=("a", "c", "m", "x", "z"))
    everything = _Place("m", 7, 4)
    journal.put(f"handover.{device}", everything.encoded())
    hand_over_more(journal, device, ["z"])
    assert _place(journal, device) == everything
    hand_over_more(journal, device, ["c"])
    assert _place(journal, device) == _Place(seq=4)


async def test_a_stale_history_is_made_good_from_the_relay(office: Office, centre: Centre) -> None:
    nurse, patient = await world(office, centre)
    colleague = await let_in(office, centre, nurse)
    for number in range(3):
        patient.write(f"unknown to the giver {number}")
        await patient.sync()
    await give(nurse, colleague)  # the giver has not read them
    await settled(colleague)
    assert len(colleague.texts()) == 8
    assert colleague.warnings() == set()


async def test_a_relay_that_goes_back_behind_the_history_is_noticed(
    office: Office, centre: Centre, tmp_path: Path
) -> None:
    nurse, _ = await world(office, centre)
    colleague = await let_in(office, centre, nurse)
    await give(nurse, colleague)
    async with Office(tmp_path / "other.db") as other:
        await other.found(centre)
        raw = bytes.fromhex(centre.state.centre)
        box = bytes.fromhex(colleague.taker.box)
        for row in (await office.store.page(raw, box, 0, 500)).rows:
            await other.store.put(raw, box, [Handed.of(row.envelope_id, row.body)], 0)
        colleague.move(other)
        await settled(colleague)
        assert len(colleague.texts()) == 5, "the history is here"
        kinds = colleague.warnings()
        assert not kinds, "another relay's epoch is no alarm by itself"
        real = bytes.fromhex(centre.mailbox)
        rows = (await office.store.page(raw, real, 0, 500)).rows
        await other.store.put(raw, real, [Handed.of(rows[-1].envelope_id, rows[-1].body)], 0)
        await settled(colleague)
        assert colleague.texts() == nurse.texts()


async def test_a_patient_hands_nothing_over(office: Office, centre: Centre) -> None:
    nurse, _patient = await world(office, centre)
    colleague = await let_in(office, centre, nurse)
    part = cbor.encode([1, 3, cbor.id_bytes(centre.mailbox), zlib.compress(cbor.encode([]))])
    batch = OpenedBatch(
        random_id(),
        colleague.taker.box,
        centre.patient.device_id,
        1,
        ChainHead(centre.patient.device_id, 1, bytes(32)),
        Cursor("", 1),
        (part,),
    )
    with pytest.raises(BadEvent):
        colleague.taker.take(batch)


async def test_a_history_for_another_mailbox_is_refused(office: Office, centre: Centre) -> None:
    nurse, _ = await world(office, centre)
    colleague = await let_in(office, centre, nurse)
    message = nurse.write("x")
    body = codec.encode(message)
    elsewhere = cbor.encode([1, 3, bytes(16), zlib.compress(cbor.encode([body]))])
    false = cbor.encode(
        [1, 3, cbor.id_bytes(centre.mailbox), zlib.compress(cbor.encode([body + b"x", body]))]
    )
    swapped = codec.encode(type(message)(message.id, random_id(), message.author, message.at, message.body))
    other = cbor.encode([1, 3, cbor.id_bytes(centre.mailbox), zlib.compress(cbor.encode([swapped]))])
    bomb = cbor.encode([1, 3, cbor.id_bytes(centre.mailbox), zlib.compress(bytes(64 << 20))])
    assert false
    for part in (elsewhere, other, bomb, cbor.encode([1, 9]), cbor.encode([2, 4]), b"\xff"):
        batch = OpenedBatch(
            random_id(),
            colleague.taker.box,
            centre.nurse.device_id,
            1,
            ChainHead(centre.nurse.device_id, 1, bytes(32)),
            Cursor("", 1),
            (part,),
        )
        with pytest.raises(BadEvent):
            colleague.taker.take(batch)
    assert colleague.texts() == []
    assert colleague.taker.waiting


def test_a_mailbox_for_handing_over_takes_staff_alone(centre: Centre) -> None:
    keys = centre.enrol(Role.STAFF, "staff 2")
    box = handover_box(keys.device_id)
    centre.add(Assign(Link.DEVICE_MAILBOX, keys.device_id, box))
    with pytest.raises(BadMembership):
        centre.add(Assign(Link.DEVICE_MAILBOX, centre.patient.device_id, box))
    with pytest.raises(BadMembership):
        centre.add(Assign(Link.TEAM_MAILBOX, centre.team, box))
    with pytest.raises(BadMembership):  # and staff come into no patient's mailbox but by a team
        centre.add(Assign(Link.DEVICE_MAILBOX, keys.device_id, centre.mailbox))


@given(st.lists(st.binary(max_size=300_000), max_size=12))
def test_groups_hold_everything_once_and_fit(bodies: list[bytes]) -> None:
    listed = list(enumerate(bodies, 1))
    groups = list(grouped(listed))
    assert [body for _, group in groups for body in group] == bodies
    assert all(len(group) <= EVENTS for _, group in groups)
    found = []
    for _, group in groups:
        for part in packed("0" * 32, group):
            assert len(part) <= 1 << 19
            _, _, _, squeezed = cbor.decode(part, limit=1 << 20, what="part")
            found += cbor.decode(zlib.decompress(squeezed), limit=1 << 24, what="part")
    assert found == bodies


def test_the_first_part_goes_alone_and_the_others_together() -> None:
    def loads(*boxes: str) -> list[list[str]]:
        return [[part.box for part in load] for load in _loads(_Part(box, 0, b"x") for box in boxes)]

    assert loads() == []
    assert loads("", "a", "a", "b") == [[""], ["a", "a", "b"]]
    assert loads("a", "b") == [["a", "b"]]  # cut off after the first


def test_the_taker_s_place_outlives_a_restart(office: Office, centre: Centre) -> None:
    nurse = Person(centre, centre.nurse, office)
    taker = Taker(nurse.journal, nurse.trust)
    assert not taker.waiting, "whoever founded the centre waits for nobody"
    assert isinstance(nurse.client, RelayClient)
    assert isinstance(nurse.trust, Trust)
