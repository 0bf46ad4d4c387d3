from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import random
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from hemmonitor import clock
from hemmonitor.crypto.actions import Assign, Cut, Link, Revoke, Role
from hemmonitor.crypto.envelope import open_envelope
from hemmonitor.crypto.keys import DeviceKeys, random_id
from hemmonitor.errors import RelayMisbehaves, RelayOffline, StorageError
from hemmonitor.relay.mailbox import Limits
from hemmonitor.relay.server import RelayServer
from hemmonitor.store.journal import Delivery, OutboxItem
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.sync.client import Refusal, RelayClient
from hemmonitor.sync.engine import _groups
from hemmonitor.sync.outbox import seal_waiting
from hemmonitor.sync.state import WarningKind
from hemmonitor.sync.status import Problem, SyncStatus
from tests.crypto.people import Centre, only
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


async def test_a_fact_goes_from_the_patient_to_the_nurse_and_back(office: Office, centre: Centre) -> None:
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    event = patient.write("183/104")
    await patient.sync()
    assert patient.journal.sent_state(event.mailbox, [event.id])[event.id].delivery is Delivery.SENT
    await nurse.sync()
    assert nurse.seen == [event]
    nurse.write("call me")
    await settled(nurse, patient)
    assert patient.texts() == nurse.texts() == ["183/104", "call me"]
    assert patient.warnings() == nurse.warnings() == set()


async def test_nothing_comes_twice_however_often_one_syncs(office: Office, centre: Centre) -> None:
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    for number in range(5):
        patient.write(str(number))
        await settled(patient, nurse, patient)
    assert nurse.texts() == list("01234")
    assert len(nurse.seen) == 5
    assert patient.seen == []
    assert (patient.engine.status.sent, patient.engine.status.waiting) == (5, 0)
    assert nurse.engine.status.received == 5


async def test_many_events_go_in_few_envelopes(office: Office, centre: Centre) -> None:
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    for number in range(1200):
        patient.write(f"{number:04}")
    await settled(patient, nurse)
    assert len(nurse.texts()) == 1200
    raw = bytes.fromhex(centre.state.centre), [bytes.fromhex(centre.mailbox)]
    assert await office.store.heads(*raw) == [2]


async def test_large_events_are_spread_over_envelopes(office: Office, centre: Centre) -> None:
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    texts = [f"{number:03}" + "x" * 19_000 for number in range(200)]
    for text in texts:
        patient.write(text)
    await settled(patient, nurse)
    assert nurse.texts() == texts
    assert nurse.engine.status.received == 34  # six in each, 128 KiB before compression


async def test_a_new_device_reads_everything_from_the_start(office: Office, centre: Centre) -> None:
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    for number in range(3):
        patient.write(f"p{number}")
        nurse.write(f"n{number}")
        await settled(patient, nurse)
    again = Person(centre, centre.nurse, office)
    await again.sync()
    assert again.texts() == nurse.texts()
    assert again.warnings() == set()


async def test_a_restored_own_journal_takes_its_own_chain_up_again(office: Office, centre: Centre) -> None:
    """The same keys with an empty journal: what is on the relay comes back, and the numbering goes on."""
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    patient.write("one")
    await settled(patient, nurse)
    restored = Person(centre, centre.patient, office)
    await restored.sync()
    assert restored.texts() == ["one"]
    restored.write("two")
    await settled(restored, nurse)
    assert nurse.texts() == ["one", "two"]
    assert nurse.warnings() == set()


async def test_an_envelope_is_sealed_once_and_sent_as_it_is(office: Office, centre: Centre) -> None:
    patient = Person(centre, centre.patient, office)
    patient.write("one")
    await patient.engine.push_once()
    [row] = (
        await office.store.page(bytes.fromhex(centre.state.centre), bytes.fromhex(centre.mailbox), 0, 9)
    ).rows
    [item] = patient.journal.sealed(centre.mailbox)
    assert (item.envelope_id, item.body) == (row.envelope_id, row.body)
    opened = open_envelope(row.body, only(centre.patient), centre.signing_key)
    assert opened.batch.log_head == centre.state.head


async def test_each_author_tells_what_it_has_seen_of_others(office: Office, centre: Centre) -> None:
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    patient.write("one")
    await settled(patient, nurse)
    nurse.write("two")
    await nurse.sync()
    [item] = nurse.journal.sealed(centre.mailbox)
    opened = open_envelope(item.body, only(centre.patient), centre.signing_key)
    head = patient.journal.head(centre.mailbox, centre.patient.device_id)
    assert head is not None
    assert [(h.author, h.seq, h.digest) for h in opened.batch.heads] == [(head.author, 1, head.digest)]


# --- what goes wrong -----------------------------------------------------------------------------


async def test_offline_keeps_everything_and_sends_it_later(office: Office, centre: Centre) -> None:
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    real = patient.client._http

    def down(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("down")

    patient.client._http = httpx.AsyncClient(transport=httpx.MockTransport(down))
    for number in range(3):
        patient.write(str(number))
        with pytest.raises(RelayOffline):
            await patient.engine.push_once()
    assert patient.engine.status.waiting == 2  # one envelope, and a mailbox with what came later
    assert patient.texts() == list("012")
    patient.client._http = real
    await settled(patient, nurse)
    assert nurse.texts() == list("012")
    assert patient.engine.status.waiting == 0


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (b"<html>log in to the guest network</html>", Problem.MISBEHAVES),
        (b"\xa3\x01\x02", Problem.MISBEHAVES),
        (None, Problem.OFFLINE),
    ],
)
async def test_through_nonsense_and_silence_everything_arrives_once_in_the_end(
    office: Office, centre: Centre, said: bytes | None, problem: Problem
) -> None:
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)

    def answer(_: httpx.Request) -> httpx.Response:
        if said is None:
            raise httpx.ReadTimeout("slow")
        return httpx.Response(200, stream=httpx.ByteStream(said))

    real = patient.client._http
    patient.client._http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    async with running(patient):
        for number in range(3):
            patient.write(str(number))
            patient.engine.trigger()
        await until(lambda: patient.engine.status.problem is problem)
        assert patient.texts() == list("012")
        patient.client._http = real
        patient.engine.trigger()
        await until(lambda: patient.engine.status.problem is None and patient.engine.status.waiting == 0)
    await nurse.sync()
    assert nurse.texts() == list("012")
    assert nurse.warnings() == set()


@contextlib.contextmanager
def answers_lost(person: Person, request: str) -> Iterator[None]:
    """The relay does what it is asked, and its answers do not come through."""
    real = getattr(person.client, request)

    async def lossy(*args: Any) -> None:
        await real(*args)
        raise RelayOffline("the answer was lost")

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(person.client, request, lossy)
        yield


async def test_an_answer_that_was_lost_leads_to_the_same_bytes_again(office: Office, centre: Centre) -> None:
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    patient.write("one")
    with answers_lost(patient, "put_envelope"):
        for _ in range(3):
            with pytest.raises(RelayOffline):
                await patient.engine.push_once()
    await settled(patient, nurse)
    assert nurse.texts() == ["one"]
    assert await office.store.heads(bytes.fromhex(centre.state.centre), [bytes.fromhex(centre.mailbox)]) == [
        1
    ]


async def sealed_in(nurse: Person, mailboxes: list[str], each: int) -> None:
    for number in range(each):
        for mailbox in mailboxes:
            nurse.write(f"{mailbox[:4]} {number}", mailbox)
            assert seal_waiting(nurse.journal, nurse.trust, mailbox)


async def several(centre: Centre, office: Office, count: int) -> list[str]:
    """Mailboxes of one team, besides the patient's own."""
    boxes = [random_id() for _ in range(count)]
    for box in boxes:
        centre.add(Assign(Link.TEAM_MAILBOX, centre.team, box))
    await office.post_log(centre, centre.entries, by=centre.nurse)
    return boxes


def counting(nurse: Person, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The requests by which envelopes are handed in, as they are made."""
    made: list[str] = []
    for name in ("put_envelope", "put_envelopes"):
        real = getattr(nurse.client, name)

        async def call(*args: Any, real: Any = real, name: str = name) -> Any:
            made.append(name)
            return await real(*args)

        monkeypatch.setattr(nurse.client, name, call)
    return made


async def test_what_is_sealed_goes_in_together(
    office: Office, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes = await several(centre, office, 10)
    nurse, other = Person(centre, centre.nurse, office), Person(centre, centre.nurse, office)
    await sealed_in(nurse, boxes, 4)
    sizes = [len(item.body) for item in nurse.journal.unsent()]
    made = counting(nurse, monkeypatch)
    await nurse.engine.push_once()
    assert set(made) == {"put_envelopes"}
    assert sum(sizes) / 65536 <= len(made) <= len(sizes) / 4
    assert (nurse.engine.status.sent, nurse.engine.status.waiting) == (40, 0)
    assert nurse.journal.unsent() == ()
    await other.sync()
    for box in boxes:
        assert other.texts(box) == [f"{box[:4]} {number}" for number in range(4)]
    assert other.warnings() == set()


async def test_what_is_large_goes_in_by_itself(
    office: Office, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    nurse = Person(centre, centre.nurse, office)
    large = [secrets.token_urlsafe(14_000) for _ in range(6)]  # does not get much smaller
    for texts in (["one"], large, ["two"], ["three"]):
        for text in texts:
            nurse.write(text)
        seal_waiting(nurse.journal, nurse.trust, centre.mailbox)
    made = counting(nurse, monkeypatch)
    await nurse.engine.push_once()
    assert made == ["put_envelope", "put_envelope", "put_envelopes"]


def test_groups_are_as_large_as_the_relay_takes_them() -> None:
    def sizes(*bytes_each: int) -> list[list[int]]:
        items = [OutboxItem(random_id(), "box", bytes(size), 1) for size in bytes_each]
        groups = list(_groups(items))
        assert [item for group in groups for item in group] == items
        return [[len(item.body) for item in group] for group in groups]

    assert sizes() == []
    assert sizes(*[1] * 130) == [[1] * 64, [1] * 64, [1] * 2]
    assert sizes(65_535, 1, 1) == [[65_535, 1], [1]]
    assert sizes(1, 70_000, 2) == [[1], [70_000], [2]]


@pytest.mark.parametrize(
    "refusal", [Refusal(404, "not_found"), Refusal(429, "quota"), Refusal(413, "too_large")]
)
async def test_what_is_not_taken_together_goes_in_one_by_one(
    office: Office, centre: Centre, monkeypatch: pytest.MonkeyPatch, refusal: Refusal
) -> None:
    boxes = await several(centre, office, 2)
    nurse, other = Person(centre, centre.nurse, office), Person(centre, centre.nurse, office)
    await sealed_in(nurse, boxes, 2)

    async def not_so(_handed: object) -> Any:
        raise refusal

    monkeypatch.setattr(nurse.client, "put_envelopes", not_so)
    made = counting(nurse, monkeypatch)
    await nurse.engine.push_once()
    assert made == ["put_envelopes", *["put_envelope"] * 4]
    await other.sync()
    assert [other.texts(box) for box in boxes] == [[f"{box[:4]} 0", f"{box[:4]} 1"] for box in boxes]


async def test_a_refusal_of_the_device_is_not_tried_one_by_one(
    office: Office, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes = await several(centre, office, 2)
    nurse = Person(centre, centre.nurse, office)
    await sealed_in(nurse, boxes, 1)

    async def too_many(_handed: object) -> Any:
        raise Refusal(429, "too_many")

    monkeypatch.setattr(nurse.client, "put_envelopes", too_many)
    made = counting(nurse, monkeypatch)
    with pytest.raises(Refusal):
        await nurse.engine.push_once()
    assert made == ["put_envelopes"]
    assert len(nurse.journal.unsent()) == 2


async def test_an_answer_for_many_that_was_lost_leads_to_the_same_bytes_again(
    office: Office, centre: Centre
) -> None:
    boxes = await several(centre, office, 3)
    nurse, other = Person(centre, centre.nurse, office), Person(centre, centre.nurse, office)
    await sealed_in(nurse, boxes, 2)
    with answers_lost(nurse, "put_envelopes"):
        for _ in range(2):
            with pytest.raises(RelayOffline):
                await nurse.engine.push_once()
    await settled(nurse, other)
    assert [len(other.texts(box)) for box in boxes] == [2, 2, 2]
    raw = bytes.fromhex(centre.state.centre)
    assert await office.store.heads(raw, [bytes.fromhex(box) for box in boxes]) == [2, 2, 2]


async def test_what_a_relay_makes_up_of_one_does_not_hide_the_others(
    office: Office, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes = await several(centre, office, 3)
    nurse = Person(centre, centre.nurse, office)
    await sealed_in(nurse, boxes, 1)
    real = nurse.client.put_envelopes

    async def odd(handed: Any) -> Any:
        receipts = await real(handed)
        return receipts[0], "moonlight", receipts[2]

    monkeypatch.setattr(nurse.client, "put_envelopes", odd)
    with pytest.raises(RelayMisbehaves):
        await nurse.engine.push_once()
    assert [item.mailbox for item in nurse.journal.unsent()] == [boxes[1]]


async def test_an_envelope_the_relay_does_not_take_holds_up_its_mailbox_only(
    tmp_path: Path,
) -> None:
    async with Office(tmp_path / "small.db", Limits(envelope=8000)) as office:
        centre = Centre()
        other = random_id()
        centre.add(Assign(Link.TEAM_MAILBOX, centre.team, other))
        await office.found(centre)
        nurse = Person(centre, centre.nurse, office)
        nurse.write(secrets.token_hex(10_000))  # does not get much smaller
        nurse.write("after it")
        nurse.write("fine", other)
        await nurse.sync()
        assert nurse.engine.status.waiting == 1
        assert nurse.warning(WarningKind.UNSENT).mailbox == centre.mailbox
        again = Person(centre, centre.nurse, office)
        await again.sync()
        assert again.texts(other) == ["fine"]


async def test_a_device_whose_sending_was_refused_first_is_told_when_the_log_says_why(
    office: Office, centre: Centre
) -> None:
    patient = Person(centre, centre.patient, office)
    await patient.sync()
    patient.write("one more")
    entry = centre.add(Revoke(centre.patient.device_id))
    await office.post_log(centre, [entry], by=centre.nurse)
    refused, both = asyncio.Event(), asyncio.Event()

    def heard(status: SyncStatus) -> None:
        if status.problem is Problem.REVOKED:
            known = patient.trust.state.devices[centre.patient.device_id].revoked
            (both if known else refused).set()

    patient.engine._on_status = heard
    pull = patient.engine.pull_once

    async def later(wait: int | None = None) -> None:
        await refused.wait()
        await pull(wait)

    patient.engine.pull_once = later  # type: ignore[method-assign]
    running = asyncio.create_task(patient.engine.run())
    async with asyncio.timeout(20):
        await both.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_what_else_is_wrong_does_not_hide_that_it_is_shut_out(office: Office, centre: Centre) -> None:
    """Its team's key waits to be renewed, which it hears of first, and of the new one it hears no more."""
    engine = Person(centre, centre.nurse, office).engine
    engine._note("push", Problem.TEAM_KEY)
    assert engine.status.problem is Problem.TEAM_KEY
    engine._note("pull", Problem.REVOKED)
    assert engine.status.problem is Problem.REVOKED
    engine._note("pull", None)
    assert engine.status.problem is Problem.TEAM_KEY


async def test_a_revoked_device_learns_it_and_sends_nothing_more(office: Office, centre: Centre) -> None:
    patient = Person(centre, centre.patient, office)
    cut = Cut(centre.patient.device_id, centre.mailbox, 0)
    entry = centre.add(Revoke(centre.patient.device_id, (cut,)))
    await office.post_log(centre, [entry], by=centre.nurse)
    patient.write("too late")
    with pytest.raises(Refusal, match="revoked"):
        await patient.engine.push_once()


async def test_a_full_disk_leaves_the_cursor_where_it_was(office: Office, centre: Centre) -> None:
    patient = Person(centre, centre.patient, office)
    patient.write("one")
    await patient.sync()

    class Full(MemoryJournal):
        full = True

        def receive(self, *args: Any) -> Any:
            if self.full:
                raise StorageError("full")
            return super().receive(*args)

    journal = Full()
    nurse = Person(centre, centre.nurse, office, journal)
    with pytest.raises(StorageError):
        await nurse.sync()
    assert journal.cursor(centre.mailbox) is None
    journal.full = False
    await nurse.sync()
    assert nurse.texts() == ["one"]
    assert nurse.warnings() == set()


async def test_while_the_team_s_key_is_replaced_events_wait_unsealed(office: Office, centre: Centre) -> None:
    staff = centre.enrol(Role.STAFF, "nurse 2")
    centre.add(Assign(Link.DEVICE_TEAM, staff.device_id, centre.team))
    centre.rotate()
    centre.add(Revoke(staff.device_id))
    await office.post_log(centre, centre.entries, by=centre.nurse)
    patient = Person(centre, centre.patient, office)
    patient.write("one")
    with pytest.raises(Exception, match="team"):
        await patient.engine.push_once()
    assert list(patient.journal.sealed(centre.mailbox)) == []
    centre.rotate()
    await office.post_log(centre, centre.entries[-1:], by=centre.nurse)
    await patient.sync()
    assert len(list(patient.journal.sealed(centre.mailbox))) == 1
    nurse = Person(centre, centre.nurse, office)
    await nurse.sync()
    assert nurse.texts() == ["one"]


async def test_an_author_who_is_newer_than_our_log_is_looked_up(office: Office, centre: Centre) -> None:
    nurse = Person(centre, centre.nurse, office)
    late = DeviceKeys.generate()
    centre.enrol(Role.PATIENT, "second computer", late)
    centre.add(Assign(Link.DEVICE_MAILBOX, late.device_id, centre.mailbox))
    await office.post_log(centre, centre.entries, by=centre.root)
    second = Person(centre, late, office)
    second.write("from the new computer")
    await second.sync()
    await nurse.engine._read_box(centre.mailbox)  # without reading the log first
    assert nurse.texts() == ["from the new computer"]
    assert nurse.warnings() == set()


async def test_what_was_set_aside_is_taken_once_the_log_explains_it(office: Office, centre: Centre) -> None:
    nurse = Person(centre, centre.nurse, office)
    late = DeviceKeys.generate()
    centre.enrol(Role.PATIENT, "second computer", late)
    centre.add(Assign(Link.DEVICE_MAILBOX, late.device_id, centre.mailbox))
    await office.post_log(centre, centre.entries, by=centre.root)
    second = Person(centre, late, office)
    second.write("from the new computer")
    await second.sync()

    async def withheld() -> bool:
        return False

    inbox = nurse.engine._inbox(centre.mailbox)
    inbox._refresh = withheld
    await nurse.engine._read_box(centre.mailbox)
    assert nurse.texts() == []
    assert WarningKind.BROKEN in nurse.warnings()
    await nurse.engine._read_log()
    assert nurse.texts() == ["from the new computer"]
    assert nurse.journal.quarantined() == ()


# --- running -------------------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def running(*people: Person) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(person.engine.run()) for person in people]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - a test looks from outside
            await asyncio.sleep(0.01)


async def found(server: RelayServer, centre: Centre) -> None:
    root = RelayClient(server.url, centre.state.centre, centre.root, clock.now)
    await root.post_log(centre.entries)
    await root.aclose()


async def test_running_engines_pass_things_on_at_once(office: Office, centre: Centre) -> None:
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    async with running(patient, nurse):
        for number in range(3):
            patient.write(f"p{number}")
            patient.engine.trigger()
            await until(lambda: len(nurse.texts()) == number + 1)  # noqa: B023 - awaited at once
        nurse.write("n0")
        nurse.engine.trigger()
        await until(lambda: "n0" in patient.texts())
    assert nurse.texts() == patient.texts() == ["n0", "p0", "p1", "p2"]
    assert nurse.statuses[-1].problem is None


async def test_an_engine_that_was_offline_catches_up_by_itself(tmp_path: Path) -> None:
    centre = Centre()
    server = RelayServer(tmp_path / "relay.db")
    with server:
        await found(server, centre)
    async with Office(tmp_path / "unused.db") as office:
        patient = Person(centre, centre.patient, office, random_source=random.Random(1))
        patient.client = RelayClient(server.url, centre.state.centre, centre.patient, clock.now)
        patient.engine._client = patient.client
        async with running(patient):
            patient.write("one")
            patient.engine.trigger()
            await until(lambda: patient.engine.status.problem is Problem.OFFLINE)
            assert patient.engine.status.waiting == 1
            with server:
                patient.engine.trigger()
                await until(lambda: patient.engine.status.waiting == 0)
                await until(lambda: patient.engine.status.problem is None)
            assert patient.engine.status.last_contact is not None
        await patient.client.aclose()


async def test_after_a_failure_it_waits_longer_each_time_and_starts_anew_after_a_success(
    office: Office, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = Person(centre, centre.patient, office)
    pauses: list[float] = []
    steps = iter([RelayOffline("x")] * 9 + [None] + [RelayOffline("x")] * 2)
    done = asyncio.Event()

    async def step() -> None:
        error = next(steps, StopIteration)
        if error is StopIteration:
            done.set()
            await asyncio.Event().wait()
        if isinstance(error, RelayOffline):
            raise error

    class Instant:
        def __init__(self, seconds: float) -> None:
            pauses.append(seconds)

        async def __aenter__(self) -> None:
            raise TimeoutError

        async def __aexit__(self, *_: object) -> None: ...

    monkeypatch.setattr(patient.engine._random, "random", lambda: 0.5)
    monkeypatch.setattr("hemmonitor.sync.engine.asyncio.timeout", Instant)
    task = asyncio.create_task(patient.engine._loop("pull", step, None))
    await done.wait()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert pauses == [0.5, 1, 2, 4, 8, 16, 32, 60, 60, 0.5, 1]


@pytest.mark.parametrize("off", [dt.timedelta(days=-3), dt.timedelta(hours=7)])
async def test_a_clock_that_is_wrong_is_noticed_and_does_not_stop_the_sync(
    tmp_path: Path, off: dt.timedelta
) -> None:
    centre = Centre()
    with RelayServer(tmp_path / "relay.db") as server:
        await found(server, centre)
        wrong = RelayClient(
            server.url, centre.state.centre, centre.patient, lambda: clock.now() + off, patience=5
        )
        assert (await wrong.put_envelope(centre.mailbox, random_id(), b"x")).cursor == 1
        assert abs(wrong.clock_offset + off.total_seconds()) < 5
        assert (await wrong.put_envelope(centre.mailbox, random_id(), b"y")).cursor == 2
        await wrong.aclose()


async def test_a_stuck_mailbox_does_not_hide_those_after_it(centre: Centre, office: Office) -> None:
    """More stuck envelopes than are looked at in one go."""
    other = random_id()
    centre.add(Assign(Link.TEAM_MAILBOX, centre.team, other))
    await office.post_log(centre, centre.entries, by=centre.nurse)
    nurse = Person(centre, centre.nurse, office)
    for number in range(30):
        nurse.write(str(number))
        sealed = seal_waiting(nurse.journal, nurse.trust, centre.mailbox)
        assert sealed is not None
        await office.put(centre, nurse.keys, b"another", sealed.envelope_id)
    nurse.write("fine", other)
    await nurse.engine.push_once()
    assert nurse.warnings() == {WarningKind.UNSENT}
    left: tuple[OutboxItem, ...] = nurse.journal.unsent()
    assert len(left) == 30
    assert {item.mailbox for item in left} == {centre.mailbox}
