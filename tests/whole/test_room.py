"""A measuring room over a real relay: it joins, a patient with a card measures, the nurse reads it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hemmonitor import clock
from hemmonitor.bootstrap import Profile, enrol_patient
from hemmonitor.crypto.actions import Role
from hemmonitor.errors import InvitationInvalid
from hemmonitor.home import Home
from hemmonitor.model.events import MeasurementRecorded
from hemmonitor.relay.server import RelayServer
from hemmonitor.room.claims import Claim
from hemmonitor.room.station import Station
from hemmonitor.room.visit import Visit, identify, identify_by_code
from hemmonitor.room.wire import StationLink
from hemmonitor.rooms import Rooms
from hemmonitor.roster import Roster, station_box
from tests.room.people import Direct, reading
from tests.whole.keystore import FileStore
from tests.whole.rooms import NAME, PHONE, asked, hidden, join_room
from tests.whole.world import PIN, clinic_of, found_with_patient, home_of, once


@dataclass
class World:
    nurse: Profile
    patient: Profile
    room: Profile
    roster: Roster

    def station(self) -> Station:
        place = self.room.placed()
        return Station(
            self.room.journal, self.room.trust(), self.room.keys, place.mailbox, clock.now,
            check_pin=lambda _pin: None,
        )  # fmt: skip

    @property
    def mailbox(self) -> str:
        return self.patient.placed().mailbox


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    with RelayServer(tmp_path / "relay.db") as relay:
        await found_with_patient(tmp_path, relay.url)
        nurse = Profile.open(tmp_path / "nurse", pin=PIN)
        patient = Profile.open(tmp_path / "patient", store=FileStore(tmp_path / "patient" / "keystore"))
        room = Profile.create(tmp_path / "room", store=FileStore(tmp_path / "room-store"))
        roster = await join_room(nurse, room)
        yield World(nurse, patient, room, roster)
        for profile in (nurse, patient, room):
            profile.close()


async def test_what_is_measured_in_the_room_reaches_the_nurse_and_the_patients_own_computer(
    world: World,
) -> None:
    place = world.room.placed()
    assert (place.role, place.mailbox) == (Role.STATION, station_box(world.room.keys.device_id))
    known = clinic_of(world.nurse).record_of(world.mailbox)
    assert known.patient is not None
    rooms = Rooms(world.nurse, world.nurse.trust(), clock.now)
    (shown,) = rooms.rooms()
    assert (shown.name, shown.phone, shown.unclaimed) == (NAME, PHONE, ())
    issued = rooms.card(world.mailbox, known.patient, known.plans[-1])

    link = StationLink(Direct(world.station()))
    assert (link.facts().place, link.facts().phone) == (NAME, PHONE)
    now = clock.now()
    visit = Visit(link, link.facts(), identify(link, issued.card, issued.pin, now), now)
    mine, stray = reading(now), reading(now - dt.timedelta(hours=3), 171)
    assert (visit.judge(mine, now), visit.judge(stray, now)) == (Claim.MINE, Claim.DOUBTFUL)
    assert Home(visit.journal, world.mailbox, visit.device).record(mine, now).new
    assert not visit.journal.look_sent(now)
    await once(world.room)
    assert visit.journal.look_sent(now)

    await once(world.nurse)
    await once(world.patient)
    assert mine.id in {m.id for m in clinic_of(world.nurse).record_of(world.mailbox).measurements}
    assert mine.id in {m.id for m in home_of(world.patient).record_of_patient.measurements}
    ((_, doubtful),) = rooms.rooms()[0].unclaimed
    assert doubtful.id == stray.id
    in_room = [s.event for s in world.room.journal.events() if isinstance(s.event.body, MeasurementRecorded)]
    assert in_room == []
    assert world.nurse.journal.quarantined() == world.patient.journal.quarantined() == ()


async def test_a_one_time_code_travels_to_the_room_and_is_used_up(world: World) -> None:
    known = clinic_of(world.nurse).record_of(world.mailbox)
    assert known.patient is not None
    rooms = Rooms(world.nurse, world.nurse.trust(), clock.now)
    issued = rooms.code(world.room.keys.device_id, world.mailbox, known.patient, known.plans[-1])
    await once(world.nurse)
    await once(world.room)
    link = StationLink(Direct(world.station()))
    assert identify_by_code(link, issued.pin, clock.now()).card.mailbox == world.mailbox
    assert link.codes() == ()


async def test_a_revoked_room_is_told_so_and_what_it_had_sent_stays(world: World) -> None:
    known = clinic_of(world.nurse).record_of(world.mailbox)
    assert known.patient is not None
    issued = Rooms(world.nurse, world.nurse.trust(), clock.now).card(
        world.mailbox, known.patient, known.plans[-1]
    )
    link = StationLink(Direct(world.station()))
    now = clock.now()
    visit = Visit(link, link.facts(), identify(link, issued.card, issued.pin, now), now)
    home = Home(visit.journal, world.mailbox, visit.device)
    home.record(reading(now), now)
    await once(world.room)
    await once(world.nurse)
    await world.roster.revoke(world.room.keys.device_id)
    home.record(reading(now, 150), now)
    with pytest.raises(Exception, match="revoked"):
        await once(world.room)
    await once(world.patient)
    ids = {m.id for m in home_of(world.patient).record_of_patient.measurements}
    assert reading(now).id in ids
    assert reading(now, 150).id not in ids


async def test_an_invitation_for_a_room_makes_no_patient(world: World, tmp_path: Path) -> None:
    (team,) = world.nurse.trust().state.teams
    other = Profile.create(tmp_path / "other", store=FileStore(tmp_path / "other-store"))
    try:
        invited = await world.roster.invite_station(NAME, PHONE, team)
        joining = asyncio.create_task(enrol_patient(other, invited.invitation, clock.now, show=hidden))
        await asked(world.roster, invited.slot)
        await world.roster.confirm(invited.slot)
        with pytest.raises(InvitationInvalid):
            await joining
    finally:
        other.close()
