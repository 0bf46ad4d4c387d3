from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.crypto import cbor
from hemmonitor.errors import BadEvent
from hemmonitor.model.events import Event, MeasurementRecorded, MessageWritten, SeenByCare, new_event_id
from hemmonitor.store import codec
from hemmonitor.sync.packing import ROOM, fitting, pack, unpack, urgent
from tests.crypto.people import NOW, Centre
from tests.relay.office import Office
from tests.store.examples import PRESSURE
from tests.sync.world import Person, settled


def event(body: object) -> Event:
    return Event(new_event_id(), "00" * 16, "11" * 16, NOW, body)  # type: ignore[arg-type]


ONE = st.binary(min_size=1, max_size=300).map(b"\xa7".__add__)
EVENTS = st.lists(ONE, min_size=1, max_size=30)


@given(EVENTS)
def test_what_was_packed_comes_out_as_it_was(events: list[bytes]) -> None:
    payloads = pack(events)
    assert [one for payload in payloads for one in unpack(payload)] == events
    assert sum(map(len, payloads)) <= sum(map(len, events))


@given(st.binary(max_size=200))
def test_any_bytes_are_events_or_an_error(data: bytes) -> None:
    for given_ in (data, b"\x78" + data, zlib.compress(data)):
        try:
            unpack(given_)
        except BadEvent:
            assert given_[:1] == b"\x78"


def test_a_stream_that_unpacks_to_far_more_is_refused_and_does_not_fill_memory() -> None:
    bomb = zlib.compress(cbor.byte_strings((bytes(1 << 28),)), 9)
    assert len(bomb) < 1 << 19
    with pytest.raises(BadEvent, match="too many"):
        unpack(bomb)
    with pytest.raises(BadEvent, match="broken off"):
        unpack(pack([b"\xa7" + bytes(900)])[0][:-3])
    with pytest.raises(BadEvent):
        unpack(zlib.compress(cbor.byte_strings((b"\xa0",) * 1001)))


def test_a_year_of_readings_gets_much_smaller() -> None:
    one = MeasurementRecorded(replace(PRESSURE, taken_at=NOW))
    readings = [codec.encode(event(one)) for _ in range(400)]
    assert sum(map(len, pack(readings))) < 0.35 * sum(map(len, readings))


def test_an_envelope_holds_little_enough_and_one_event_at_least() -> None:
    assert fitting([ROOM * 3, 1]) == 1
    assert fitting([1000] * 500) == ROOM // 1000
    assert fitting([1] * 5000) == 1000
    assert fitting([]) == 0


def test_what_is_about_now_is_urgent_and_history_is_not() -> None:
    fresh = MeasurementRecorded(replace(PRESSURE, taken_at=NOW - dt.timedelta(hours=2)))
    old = MeasurementRecorded(replace(PRESSURE, taken_at=NOW - dt.timedelta(days=3)))
    assert urgent(event(fresh), 400)
    assert not urgent(event(old), 400)
    assert not urgent(event(fresh), 100_000)  # a night's recording
    assert urgent(event(MessageWritten("help", "me", from_patient=True)), 400)
    assert not urgent(event(SeenByCare("me", "nurse", ())), 400)


async def test_a_message_overtakes_the_history_that_is_still_being_sent(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    centre = Centre()
    async with Office(tmp_path_factory.mktemp("relay") / "relay.db") as office:
        await office.found(centre)
        patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
        old = replace(PRESSURE, taken_at=NOW - dt.timedelta(days=30))
        history = [replace(old, id=new_event_id()) for _ in range(1500)]
        events = [event(MeasurementRecorded(one)) for one in history]
        box, device = centre.mailbox, patient.keys.device_id
        patient.journal.append([replace(one, mailbox=box, author=device) for one in events])
        real, sent = patient.client.put_envelope, 0

        async def put(*args: object) -> object:
            nonlocal sent
            sent += 1
            if sent == 2:  # it is written while the history is under way
                patient.write("I have pain in my chest")
            return await real(*args)  # type: ignore[arg-type]

        patient.client.put_envelope = put  # type: ignore[method-assign, assignment]
        await settled(patient, nurse)
        assert sent >= 4
        arrived = [one.body for one in nurse.seen]
        place = next(at for at, body in enumerate(arrived) if isinstance(body, MessageWritten))
        assert 0 < place < len(arrived) * 3 / 4
        assert len(arrived) == 1501
        assert nurse.warnings() == set()
