from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Assign, Link, Role
from hemmonitor.crypto.card import CardExpired, CardInvalid, issue
from hemmonitor.crypto.envelope import open_envelope
from hemmonitor.crypto.epochs import open_epochs
from hemmonitor.crypto.keys import DeviceKeys, StorageKey, random_id
from hemmonitor.errors import NotForMe, StorageError, WrongPin
from hemmonitor.home import Home, Stage
from hemmonitor.model.careplan import Level
from hemmonitor.model.events import (
    Event,
    MeasurementRecorded,
    RoomCodeIssued,
    UnclaimedReading,
    new_event_id,
)
from hemmonitor.room.claims import Claim
from hemmonitor.room.face import pack
from hemmonitor.room.visit import Visit, identify, identify_by_code
from hemmonitor.room.wire import StationRefuses
from hemmonitor.store import codec
from hemmonitor.store.sqlite import open_journal
from hemmonitor.sync.packing import unpack
from tests.crypto.people import NOW, only
from tests.room.people import GUNNEL, PIN, PLAN, STAFF_PIN, Room, reading

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(scope="module")
def shared() -> Room:
    """A room whose centre no test changes."""
    return Room()


def home_of(visit: Visit) -> Home:
    return Home(visit.journal, visit.who.card.mailbox, visit.device)


def read_by_nurse(room: Room, mailbox: str) -> list[Event]:
    """What the nurse's workstation finds in the envelopes that wait for a mailbox."""
    log = room.centre.log_for(room.centre.nurse)
    ring, found = open_epochs(log, room.centre.nurse), list[Event]()
    for item in room.journal.unsent(1000):
        if item.mailbox == mailbox:
            opened = open_envelope(item.body, ring, room.centre.signing_key)
            found += [codec.decode(one) for payload in opened.batch.payloads for one in unpack(payload)]
    return found


def test_a_saved_value_is_sealed_to_the_team_and_kept_by_the_station() -> None:
    room = Room()
    visit = room.visit()
    home = home_of(visit)
    recorded = home.record(reading(NOW + MINUTE), NOW + MINUTE)
    assert (recorded.new, recorded.judged.level) == (True, Level.GREEN)
    assert visit.journal.all_handed_over
    found = read_by_nurse(room, room.centre.mailbox)
    assert [event.body for event in found] == [MeasurementRecorded(reading(NOW + MINUTE))]
    assert {event.author for event in found} == {room.keys.device_id}


def test_the_station_cannot_read_what_it_keeps() -> None:
    room = Room()
    home_of(room.visit()).record(reading(NOW), NOW)
    (item,) = room.journal.unsent()
    with pytest.raises(NotForMe):
        open_envelope(item.body, only(room.keys), room.centre.signing_key)
    assert room.keys.device_id not in open_epochs(room.centre.log_for(room.keys), room.keys)


def test_no_name_and_no_value_goes_over_the_pipe() -> None:
    room = Room()
    visit = room.visit()
    home_of(visit).record(reading(NOW, 187), NOW)
    said = b"".join(room.line.said)
    for needle in (b"Gunnel", b"Provsten", PIN.encode(), b"systolic", b"187", reading(NOW, 187).id.encode()):
        assert needle not in said


def test_a_station_that_is_gone_saves_nothing_and_loses_nothing() -> None:
    room = Room()
    visit = room.visit()
    home = home_of(visit)
    room.line.broken = True
    with pytest.raises(StorageError):
        home.record(reading(NOW), NOW)
    assert not home.record_of_patient.measurements
    room.line.broken = False
    assert home.record(reading(NOW), NOW).new  # the device's session tries again
    home.record(reading(NOW + MINUTE, 140), NOW + MINUTE)
    kept = [e.body.measurement.id for e in read_by_nurse(room, room.centre.mailbox)]  # type: ignore[union-attr]
    assert kept == [reading(NOW).id, reading(NOW + MINUTE, 140).id]


def test_the_next_visit_goes_on_with_the_chain() -> None:
    room = Room()
    for minutes in range(3):
        home_of(room.visit()).record(reading(NOW + minutes * MINUTE), NOW)
    assert [item.author_seq for item in room.journal.unsent()] == [1, 2, 3]


def test_what_the_relay_has_is_sent() -> None:
    room = Room()
    visit = room.visit()
    home = home_of(visit)
    home.record(reading(NOW), NOW)
    assert home.state(NOW).progress.stage is Stage.SAVED
    assert not visit.journal.look_sent(NOW)
    room.journal.mark_sent(room.journal.unsent()[0].envelope_id, NOW)
    assert visit.journal.look_sent(NOW)
    assert home.state(NOW).progress.stage is Stage.SENT


# --- who may come ----------------------------------------------------------------------------------


def test_a_wrong_pin_opens_nothing(shared: Room) -> None:
    with pytest.raises(WrongPin):
        identify(shared.link, shared.card(), "111111", NOW)


def test_an_old_card_is_refused(shared: Room) -> None:
    with pytest.raises(CardExpired):
        identify(shared.link, shared.card(), PIN, NOW + dt.timedelta(days=500))


@pytest.mark.parametrize("role", [Role.PATIENT, Role.STATION, Role.STAFF, None])
def test_only_who_reads_a_mailbox_can_issue_its_cards(role: Role | None) -> None:
    """Staff of another team, a patient, a station, or somebody unknown."""
    room = Room()
    stranger = room.centre.enrol(role, "other") if role else DeviceKeys.generate()
    room.trust.extend(room.centre.entries)
    forged = issue(stranger, room.centre.mailbox, pack(GUNNEL, PLAN), NOW + dt.timedelta(days=1), PIN)
    with pytest.raises(CardInvalid, match="issuer"):
        identify(room.link, forged, PIN, NOW)


def test_a_patient_of_another_centre_under_the_same_root_can_measure() -> None:
    room = Room()
    far, nurse = random_id(), room.centre.enrol(Role.STAFF, "nurse 2")
    room.centre.add(Assign(Link.DEVICE_TEAM, nurse.device_id, far))
    room.centre.rotate(far)
    mailbox = random_id()
    room.centre.add(Assign(Link.TEAM_MAILBOX, far, mailbox))
    room.trust.extend(room.centre.entries)
    card = issue(nurse, mailbox, pack(GUNNEL, PLAN), NOW + dt.timedelta(days=1), PIN)
    who = identify(room.link, card, PIN, NOW)
    visit = Visit(room.link, room.link.facts(), who, NOW)
    assert home_of(visit).record(reading(NOW), NOW).new
    assert room.centre.state.may_post(room.keys.device_id, mailbox)


def test_a_one_time_code_works_once() -> None:
    room = Room()
    card = room.card(pin="246810")
    body = RoomCodeIssued(card.text, card.id, NOW + dt.timedelta(days=1))
    nurse = room.centre.nurse.device_id
    room.journal.append([Event(new_event_id(), room.mailbox, nurse, NOW, body)], outgoing=False)
    with pytest.raises(WrongPin):
        identify_by_code(room.link, "111111", NOW)
    assert identify_by_code(room.link, "246810", NOW).face.shown == "Gunnel P."
    with pytest.raises(WrongPin):
        identify_by_code(room.link, "246810", NOW)


def test_wrong_pins_slow_the_card_down_also_after_a_restart() -> None:
    room = Room()
    waits = [room.link.tried("card-1", right=False) for _ in range(4)]
    assert waits == [0, 0, 30, 60]
    room.open()
    assert room.link.wait("card-1") == 60
    assert room.link.wait("card-2") == 0
    room.now += dt.timedelta(seconds=61)
    assert room.link.wait("card-1") == 0
    assert room.link.tried("card-1", right=True) == 0
    room.now -= dt.timedelta(days=3)
    assert room.link.wait("card-1") == 0


# --- one cuff, several people ------------------------------------------------------------------------


def test_each_gets_their_own_and_the_doubtful_value_goes_to_nobody() -> None:
    room = Room()
    other = random_id()
    room.centre.add(Assign(Link.TEAM_MAILBOX, room.centre.team, other))
    room.trust.extend(room.centre.entries)

    first = room.visit()
    hers, lost = reading(NOW + MINUTE, 121), reading(NOW + 2 * MINUTE, 133)
    assert first.judge(hers, NOW + MINUTE) is Claim.MINE
    home_of(first).record(hers, NOW + MINUTE)
    first.gave(hers)  # she leaves before the cuff has sent the second

    room.now = NOW + 10 * MINUTE
    second = room.visit(other)
    his = reading(room.now + MINUTE, 155)
    claims = [second.judge(each, room.now + MINUTE) for each in (hers, lost, his)]
    assert claims == [Claim.GIVEN, Claim.DOUBTFUL, Claim.MINE]
    home_of(second).record(his, room.now + MINUTE)
    second.gave(his)

    def ids(mailbox: str) -> list[str]:
        bodies = [event.body for event in read_by_nurse(room, mailbox)]
        return [b.measurement.id for b in bodies if isinstance(b, MeasurementRecorded | UnclaimedReading)]

    assert ids(room.centre.mailbox) == [hers.id]
    assert ids(other) == [his.id]
    assert ids(room.mailbox) == [lost.id]
    assert room.station.overview().unclaimed == 1

    room.now += 10 * MINUTE
    third = room.visit()
    assert {third.judge(each, room.now) for each in (hers, lost, his)} == {Claim.GIVEN}


# --- the station's end ---------------------------------------------------------------------------------


def test_what_was_saved_outlives_the_stations_program(tmp_path: Path) -> None:
    with StorageKey.generate().database_key() as key:
        room = Room(open_journal(tmp_path / "journal.db", key))
        visit = room.visit()
        home_of(visit).record(reading(NOW), NOW)
        visit.gave(reading(NOW))
        room.journal.close()  # as after a power cut: nothing else was written on the way
        room.journal = open_journal(tmp_path / "journal.db", key)
        room.open()
    assert [item.mailbox for item in room.journal.unsent()] == [room.centre.mailbox]
    assert room.visit().judge(reading(NOW), NOW) is Claim.GIVEN
    room.journal.close()


@pytest.mark.parametrize(
    "request_",
    [
        b"",
        b"\xff",
        cbor.encode([]),
        cbor.encode(["no such thing"]),
        cbor.encode(["standing", b"short", b"short"]),
        cbor.encode(["commit", bytes(16), bytes(16), 0, bytes(32), b"x"]),
        cbor.encode(["given", b"too short"]),
        cbor.encode(["keep", "room.mark_key", "{}"]),
        cbor.encode(["keep", "devices", "{"]),
        cbor.encode(["facts", 1]),
    ],
    ids=range(10),
)
def test_nonsense_is_refused_and_the_next_request_answered(shared: Room, request_: bytes) -> None:
    ok, code = cbor.decode(shared.station.answer(request_), limit=100, what="answer")
    assert ok is False
    assert str(code).startswith("crypto")
    assert shared.link.facts().place == "Hälsorummet i Storbäcken"


def test_an_envelope_that_breaks_the_chain_is_refused(shared: Room) -> None:
    room = Room()
    visit = room.visit()
    home_of(visit).record(reading(NOW), NOW)
    (item,) = room.journal.unsent()
    parts = [cbor.id_bytes(random_id()), cbor.id_bytes(item.mailbox), 7, bytes(32), b"x"]
    assert cbor.decode(room.station.answer(cbor.encode(["commit", *parts])), limit=100, what="a")[0] is False
    assert room.journal.unsent() == (item,)


def test_staff_see_the_room_behind_their_pin() -> None:
    room = Room()
    home_of(room.visit()).record(reading(NOW), NOW)
    with pytest.raises(StationRefuses):
        room.link.operator("000000")
    overview = room.link.operator(STAFF_PIN)
    assert '"waiting": 1' in overview
    assert "Gunnel" not in overview
