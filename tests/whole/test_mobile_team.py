"""A mobile team's laptop: five days off line with 30 visits and back, and the end of its right to open.

A real relay, real profiles on disk, everything sealed. What the laptop, the office and the patients do
meanwhile goes on apart; afterwards all three know the same, once each.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from hemmonitor import clock
from hemmonitor.bootstrap import VAULT, Profile
from hemmonitor.clinic import Clinic
from hemmonitor.errors import DeviceRevoked, LeaseExpired
from hemmonitor.model.events import Attachment, MeasurementRecorded, NoteWritten
from hemmonitor.model.measurement import Kind
from hemmonitor.model.visits import Identified, Outcome, VisitMade, VisitPlanned
from hemmonitor.relay.server import RelayServer
from hemmonitor.roster import Person, Roster
from hemmonitor.sync.upkeep import LEASE
from hemmonitor.visiting.desk import Visiting
from hemmonitor.visiting.visit import ClashKind, clashes_of
from tests.whole.keystore import FileStore
from tests.whole.test_roster import World, handed_over
from tests.whole.test_workstations import centre, opened
from tests.whole.world import PIN, found_with_patient, home_of, once, pressure
from ui.app.session import Session

TILDE = Person("Tilde Demoholm", "distriktssköterska")
DAYS, A_DAY = 5, 6
PICTURE = 120_000  # bytes
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@dataclass
class Car:
    """The laptop that goes along."""

    profile: Profile

    def __post_init__(self) -> None:
        profile = self.profile
        staff, device = profile.placed().staff, profile.keys.device_id
        self.clinic = Clinic(profile.journal, device, staff, profile.admits)
        self.visiting = Visiting(self.clinic, profile.journal, device, profile.admits)


async def _laptop(folder: Path, desk: Profile) -> tuple[Profile, str]:
    """A colleague's computer in a team of its own, and that team."""
    made = World(folder, desk, desk)  # its mailbox is not used
    team = await made.roster.new_team("Mobila teamet")
    return await made.colleague("laptop", TILDE, team), team


def _visit(number: int, at: dt.datetime) -> VisitPlanned:
    return VisitPlanned(f"v{number}", at, f"Vägen {number}", "Blodtryck", "", (Kind.BLOOD_PRESSURE,))


def make_visits(car: Car, start: dt.datetime) -> dict[str, set[str]]:
    """Thirty visits in five days, without a network; the ids of what was measured, by mailbox."""
    measured: dict[str, set[str]] = {}
    visits = {visit.id: visit for visit in car.visiting.route(start).visits}
    for number in range(DAYS * A_DAY):
        visit = visits[f"v{number}"]
        at = visit.at
        car.visiting.begin(visit, Identified.BIRTH_DATE, at, born=visit.patient.number[:8])
        for again in range(2):
            value = pressure(
                128 + number, 80, at + again * dt.timedelta(minutes=2), f"{number}/{again}".encode()
            )
            car.visiting.home.record(value, at + again * dt.timedelta(minutes=2))
            measured.setdefault(visit.mailbox, set()).add(value.id)
        if number % 10 == 0:
            picture = Attachment("bild.jpg", "image/jpeg", bytes([number]) * PICTURE)
            car.visiting.note("Sår", (picture,), at)
        car.visiting.end(Outcome.DONE, f"Besök {number}", at + HOUR / 2, task="Ring" if number == 3 else "")
    return measured


def _recorded(profile: Profile, box: str) -> Counter[str]:
    bodies = (stored.event.body for stored in profile.journal.events(box))
    return Counter(body.measurement.id for body in bodies if isinstance(body, MeasurementRecorded))


def _made(profile: Profile, box: str) -> Counter[str]:
    bodies = (stored.event.body for stored in profile.journal.events(box))
    return Counter(body.visit for body in bodies if isinstance(body, VisitMade))


@dataclass
class Tour:
    """An office, a laptop that has taken two of its three patients along, and the patients."""

    desk: Profile
    laptop: Profile
    patients: list[Profile]
    boxes: list[str]  # of the two
    start: dt.datetime

    @property
    def all(self) -> list[Profile]:
        return [self.desk, self.laptop, *self.patients]

    def close(self) -> None:
        for profile in self.all:
            profile.close()


async def tour(folder: Path, url: str) -> Tour:
    """Thirty visits in five days are planned, and taken along."""
    await centre(folder, url, patients=3, colleagues=0)
    desk = opened(folder, "desk0")
    laptop, team = await _laptop(folder, desk)
    patients = [opened(folder, f"patient{number}") for number in range(3)]
    taken = [patient.placed().mailbox for patient in patients[:2]]  # the third is not the mobile team's
    roster = Roster(desk, desk.trust(), clock.now, lambda: None)
    for box in taken:
        await roster.look_after(team, box)
    office, start = Car(desk), clock.now() - DAYS * DAY
    for number in range(DAYS * A_DAY):
        at = start + (number // A_DAY) * DAY + (number % A_DAY) * HOUR
        office.visiting.plan(taken[number % 2], _visit(number, at), start - DAY)
    for profile in (desk, *patients, desk):
        await once(profile)
    await handed_over(desk)
    await once(laptop)
    return Tour(desk, laptop, patients, taken, start)


def _meanwhile(made: Tour, car: Car, measured: dict[str, set[str]]) -> None:
    """The laptop changes a plan; the office both, and two visits; the patients measure."""
    (first, second), now, office = made.boxes, clock.now(), Car(made.desk)
    mine = car.clinic.recent_of(first).newest_plan
    assert mine is not None
    car.clinic.change_plan(first, mine, "on the road", now - 2 * HOUR)
    for box in made.boxes:
        plan = office.clinic.recent_of(box).newest_plan
        assert plan is not None
        office.clinic.change_plan(box, plan, "at the office", now - 30 * HOUR)
    visits = {visit.id: visit for visit in office.visiting.route(now).visits}
    office.visiting.call_off(visits["v28"], now - 28 * HOUR)
    office.visiting.plan(second, _visit(29, now + DAY), now - 27 * HOUR)
    for number, (patient, box) in enumerate(zip(made.patients, made.boxes, strict=False)):
        own = pressure(140, 85, now - HOUR, f"own{number}".encode())
        home_of(patient).record(own, now - HOUR)
        measured[box].add(own.id)


def _nothing_is_lost_or_double(made: Tour, measured: dict[str, set[str]]) -> None:
    for place, (patient, box) in enumerate(zip(made.patients, made.boxes, strict=False)):
        at_home = _recorded(patient, box)
        for profile in (made.laptop, made.desk, patient):
            found = _recorded(profile, box)
            assert measured[box] <= set(found), "nothing is lost"
            assert found == at_home, "all know the same"
            assert set(found.values()) == {1}, "nothing is double"
            assert _made(profile, box) == {f"v{n}": 1 for n in range(DAYS * A_DAY) if n % 2 == place}
            assert profile.journal.quarantined() == ()
    bodies = (stored.event.body for stored in made.desk.journal.events(made.boxes[0]))
    notes = [body for body in bodies if isinstance(body, NoteWritten)]
    assert [len(note.attachments[0].content) for note in notes] == [PICTURE] * 3


async def test_five_days_off_line_with_thirty_visits_lose_and_double_nothing(tmp_path: Path) -> None:
    with RelayServer(tmp_path / "relay.db") as relay:
        made = await tour(tmp_path, relay.url)
        try:
            car, (first, second) = Car(made.laptop), made.boxes
            assert set(car.clinic.mailboxes) == {first, second}, "only these patients"
            assert made.patients[2].placed().mailbox not in made.laptop.journal.mailboxes()
            assert len(car.visiting.route(made.start).visits) == DAYS * A_DAY
            measured = make_visits(car, made.start)  # nobody has a network for five days
            _meanwhile(made, car, measured)
            for profile in (made.desk, *made.patients):
                await once(profile)
            # back: each reads what the others did; another round brings nothing new and nothing twice
            for profile in (made.laptop, made.desk, *made.patients, made.laptop, made.desk, made.laptop):
                await once(profile)
            assert made.laptop.journal.unsent() == ()
            assert made.laptop.journal.unsealed_mailboxes() == ()
            _nothing_is_lost_or_double(made, measured)
            # what two did apart is told the same way on both computers, and both versions are there
            for profile in (made.laptop, made.desk):
                again = Car(profile)
                told = {box: clashes_of(again.clinic.recent_of(box)) for box in made.boxes}
                kinds = {box: Counter(clash.kind for clash in told[box]) for box in made.boxes}
                assert kinds[first][ClashKind.TWO_PLANS] == 1
                assert kinds[first][ClashKind.CALLED_OFF] == 1
                assert kinds[second][ClashKind.MOVED] == 1
                assert kinds[second][ClashKind.PLAN] > 0
                assert kinds[second][ClashKind.TWO_PLANS] == 0
                versions = [plan for plan in again.clinic.recent_of(first).plans if plan.version == 2]
                assert {plan.reason for plan in versions} == {"on the road", "at the office"}
                assert again.visiting.route(clock.now()).waiting == {}
        finally:
            made.close()


async def test_a_revoked_laptop_that_never_comes_on_line_again_refuses_to_open(tmp_path: Path) -> None:
    """And with the clock set back it refuses too; should it ever get contact, what it held is removed."""
    with RelayServer(tmp_path / "relay.db") as relay:
        await found_with_patient(tmp_path, relay.url)
        desk = Profile.open(tmp_path / "nurse", pin=PIN)
        patient = Profile.open(tmp_path / "patient", store=FileStore(tmp_path / "patient" / "keystore"))
        try:
            world = World(tmp_path, desk, patient)
            laptop = await world.colleague("laptop", TILDE)
            await once(laptop)
            car = Car(laptop)
            planned = _visit(0, clock.now())
            car.visiting.plan(world.mailbox, planned, clock.now())
            store, url = FileStore(tmp_path / "laptop-store"), laptop.placed().url.encode()
            await world.roster.revoke(laptop.keys.device_id)
            laptop.close()
        finally:
            desk.close()
            patient.close()

    async def opens(later: dt.timedelta) -> int:
        session = Session(tmp_path / "laptop", lambda: clock.now() + later, lambda: store)
        try:
            await session.open(None)
            profile = session.opened()
            found = len(Car(profile).visiting.route(clock.now()).visits)
            profile.close()
            session.profile = None
            return found
        finally:
            session.close()

    # the relay is gone: this computer never hears that it was revoked
    assert await opens(LEASE - DAY) == 1, "within its days it opens, which attacks.md says"
    for later in (LEASE + HOUR, dt.timedelta(), -DAY, LEASE + HOUR):
        with pytest.raises(LeaseExpired):
            await opens(later)
    assert (tmp_path / "laptop" / VAULT).exists(), "what was not sent is still there for those who may"
    with RelayServer(tmp_path / "relay.db") as relay:
        kept = Profile.open(tmp_path / "laptop", store=store)
        place = kept.journal.get("place")
        assert place is not None
        kept.journal.put("place", place.replace(url, relay.url.encode()))
        kept.close()
        with pytest.raises(DeviceRevoked):
            await opens(LEASE + HOUR)
    assert not (tmp_path / "laptop" / VAULT).exists()
