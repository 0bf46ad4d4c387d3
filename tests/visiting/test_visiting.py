"""A visit from the plan to the handing over, without a screen: whose a value is, and what two did apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from hemmonitor.clinic import Clinic, Staff
from hemmonitor.errors import InputError
from hemmonitor.model.access import Guard
from hemmonitor.model.events import Attachment, PatientRegistered
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.model.visits import Identified, Outcome, VisitMade, VisitPlanned
from hemmonitor.room.claims import Claim
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.visiting.desk import Route, Visiting, WrongPerson
from hemmonitor.visiting.person import NobodyChosen
from hemmonitor.visiting.visit import ClashKind, Visit, clashes_of, visits_of
from tests.clinical.build import ZONE, plan
from tests.room.people import reading

NOW = dt.datetime(2026, 11, 17, 9, 40, tzinfo=ZONE)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
PEOPLE = {
    "asta": PatientRegistered("Asta Provberg", "196101182803", "Asta"),
    "birger": PatientRegistered("Birger Skenfors", "189001029819", "Birger"),
}


class Bag:
    """A mobile team's computer, with a journal in memory."""

    def __init__(self, journal: MemoryJournal | None = None, device: str = "bag") -> None:
        self.journal, self.device = journal or MemoryJournal(), device
        self.clinic = Clinic(self.journal, device, Staff("Tilde Demoholm", "distriktssköterska"))
        if journal is None:
            for box, person in PEOPLE.items():
                self.clinic.register(box, person, NOW - 30 * DAY)
                self.clinic.issue_plan(box, plan(valid_from=NOW - 30 * DAY), NOW - 30 * DAY)
        self.visiting = Visiting(self.clinic, self.journal, device)

    def again(self) -> Bag:
        """The same computer after a restart."""
        return Bag(self.journal, self.device)

    def plan(
        self,
        box: str = "asta",
        at: dt.datetime = NOW,
        name: str = "",
        *,
        stated: dt.datetime = NOW - DAY,
        **other: object,
    ) -> str:
        usual = VisitPlanned(name or f"v-{box}", at, "Forsstigen 2", "Sår", "", (Kind.BLOOD_PRESSURE,))
        told = replace(usual, **other)  # type: ignore[arg-type] - fields by name
        return self.visiting.plan(box, told, stated).id

    def visit(self, name: str = "v-asta") -> Visit:
        return next(visit for visit in self.route().visits if visit.id == name)

    def route(self, now: dt.datetime = NOW) -> Route:
        return self.visiting.route(now)

    def begin(self, name: str = "v-asta", now: dt.datetime = NOW) -> None:
        visit = self.visit(name)
        self.visiting.begin(visit, Identified.BIRTH_DATE, now, born=visit.patient.number[:8])

    def record(self, measurement: Measurement, now: dt.datetime = NOW) -> None:
        self.visiting.home.record(measurement, now)


def test_the_route_is_by_time_and_holds_the_days_that_count() -> None:
    bag = Bag()
    bag.plan("birger", NOW + 60 * MINUTE)
    bag.plan("asta", NOW)
    bag.plan("asta", NOW - 15 * DAY, "old")
    bag.plan("birger", NOW + DAY, "tomorrow")
    route = bag.route()
    assert [visit.id for visit in route.visits] == ["v-asta", "v-birger", "tomorrow"]
    assert [visit.id for visit in route.of_day(NOW.date())] == ["v-asta", "v-birger"]
    assert route.visits[0].by == "Tilde Demoholm"
    assert bag.again().route().visits == route.visits


def test_a_visit_is_planned_anew_called_off_and_put_in_another_order() -> None:
    bag = Bag()
    bag.plan("asta", NOW)
    bag.plan("birger", NOW + 60 * MINUTE)
    bag.visiting.swap(bag.visit("v-asta"), bag.visit("v-birger"), NOW)
    assert [visit.id for visit in bag.route().visits] == ["v-birger", "v-asta"]
    bag.visiting.call_off(bag.visit("v-asta"), NOW)
    assert bag.visit("v-asta").off
    bag.visiting.call_off(bag.visit("v-asta"), NOW + MINUTE, off=False)
    assert not bag.visit("v-asta").off
    with pytest.raises(InputError):
        bag.plan("asta", reason=" ")


def test_the_person_is_chosen_only_with_their_own_birth_date() -> None:
    bag = Bag()
    bag.plan("asta")
    visit = bag.visit()
    for said in ("", "19610119", "1961", "890102"):
        with pytest.raises(WrongPerson):
            bag.visiting.begin(visit, Identified.BIRTH_DATE, NOW, born=said)
        assert bag.visiting.here(NOW) is None
    begun = bag.visiting.begin(visit, Identified.BIRTH_DATE, NOW, born="1961-01-18")
    assert (begun.mailbox, begun.plan, begun.asked_at) == ("asta", 1, NOW)
    here = bag.visiting.here(NOW)
    assert here is not None
    assert here.state.patient == PEOPLE["asta"]
    assert here.kinds == (Kind.BLOOD_PRESSURE,)


def test_a_wrong_birth_date_lets_go_of_whoever_was_chosen() -> None:
    bag = Bag()
    bag.plan("asta")
    bag.plan("birger")
    bag.begin("v-asta")
    with pytest.raises(WrongPerson):
        bag.visiting.begin(bag.visit("v-birger"), Identified.BIRTH_DATE, NOW, born="19610118")
    assert bag.visiting.here(NOW) is None
    with pytest.raises(NobodyChosen):
        bag.record(reading(NOW))


def test_while_nobody_is_chosen_nothing_is_stored_and_the_value_waits_for_staff() -> None:
    bag = Bag()
    bag.plan("asta")
    value = reading(NOW)
    assert bag.visiting.judge(value, NOW) is Claim.DOUBTFUL
    assert bag.visiting.stray(value, NOW)
    assert not bag.visiting.stray(value, NOW)
    assert not bag.clinic.record_of("asta").measurements
    again = bag.again()
    assert [stray.measurement for stray in again.route().strays] == [value]
    assert not again.route().strays[0].doubt
    with pytest.raises(NobodyChosen):
        again.visiting.given(value.id)
    again.begin(now=NOW + MINUTE)
    again.record(again.visiting.given(value.id))
    assert again.clinic.record_of("asta").measurements == [value]
    assert again.route().strays == ()
    assert again.visiting.judge(value, NOW) is Claim.GIVEN
    with pytest.raises(KeyError):
        again.visiting.given(value.id)


def test_two_patients_with_one_cuff_each_get_their_own() -> None:
    bag = Bag()
    bag.plan("asta")
    bag.plan("birger")
    bag.begin("v-asta")
    first = reading(NOW + MINUTE, 131)
    assert bag.visiting.judge(first, NOW + 2 * MINUTE) is Claim.MINE
    bag.record(first, NOW + 2 * MINUTE)
    between = reading(NOW + 5 * MINUTE, 132)  # stays in the cuff's memory
    bag.begin("v-birger", NOW + 30 * MINUTE)
    second = reading(NOW + 31 * MINUTE, 133)
    now = NOW + 32 * MINUTE
    found = [bag.visiting.judge(value, now) for value in (first, between, second)]
    assert found == [Claim.GIVEN, Claim.DOUBTFUL, Claim.MINE]
    bag.visiting.stray(between, now)
    bag.record(second, now)
    assert bag.clinic.record_of("asta").measurements == [first]
    assert bag.clinic.record_of("birger").measurements == [second]
    assert [(s.measurement, s.doubt) for s in bag.route().strays] == [(between, True)]
    bag.visiting.put_aside(between.id)
    assert bag.route().strays == ()
    assert bag.visiting.judge(between, now) is Claim.GIVEN


def test_a_device_without_a_clock_counts_only_while_that_is_measured() -> None:
    bag = Bag()
    bag.plan("asta")
    bag.begin()
    value = replace(
        reading(NOW + MINUTE), provenance=replace(reading(NOW + MINUTE).provenance, device_time=None)
    )
    assert bag.visiting.judge(value, NOW + MINUTE) is Claim.DOUBTFUL
    bag.visiting.measuring(Kind.BLOOD_PRESSURE, NOW)
    assert bag.visiting.judge(value, NOW + MINUTE) is Claim.MINE
    bag.visiting.leave()
    bag.begin()
    assert bag.visiting.judge(value, NOW + MINUTE) is Claim.DOUBTFUL


def test_a_visit_goes_on_after_a_restart_once_the_person_is_identified_again() -> None:
    bag = Bag()
    bag.plan("asta")
    bag.begin()
    bag.record(reading(NOW))
    again = bag.again()
    assert again.visiting.here(NOW) is None
    assert list(again.route().begun) == ["v-asta"]
    later = NOW + 20 * MINUTE
    again.begin(now=later)
    here = again.visiting.here(later)
    assert here is not None
    assert (here.begun.began, here.begun.asked_at) == (NOW, later)
    assert len(here.values) == 1
    assert here.sent == frozenset()


def test_the_end_hands_over_what_was_done_and_sets_a_task() -> None:
    bag = Bag()
    knew = bag.plan("asta")
    bag.begin()
    value = reading(NOW)
    bag.record(value)
    picture = Attachment("bild.jpg", "image/jpeg", b"\xff\xd8")
    bag.visiting.note("Såret ser rent ut", (picture,), NOW)
    bag.visiting.end(Outcome.DONE, "Mår bra. ", NOW + 30 * MINUTE, task="Ny omläggning", due=NOW.date() + DAY)
    record = bag.clinic.record_of("asta")
    made = bag.visit().made
    assert made == VisitMade(
        "v-asta", knew, "Tilde Demoholm", "distriktssköterska", Outcome.DONE, NOW, Identified.BIRTH_DATE, 1,
        (value.id,), "Mår bra.",
    )  # fmt: skip
    assert record.notes[-1].body.attachments == (picture,)
    assert [(task.title, task.by) for task in record.tasks] == [("Ny omläggning", "Tilde Demoholm")]
    assert bag.visiting.here(NOW) is None
    assert bag.again().route().begun == {}
    with pytest.raises(NobodyChosen):
        bag.visiting.end(Outcome.DONE, "", NOW)


def test_nobody_at_home_is_told_without_anybody_being_chosen() -> None:
    bag = Bag()
    bag.plan("asta")
    bag.visiting.not_home(bag.visit(), "Ingen öppnade", NOW, task="Ring")
    made = bag.visit().made
    assert made is not None
    assert (made.outcome, made.identified, made.measurements) == (Outcome.NOT_HOME, None, ())


def test_what_staff_cannot_state_is_refused_and_a_failed_try_is_no_fact() -> None:
    bag = Bag()
    bag.plan("asta")
    bag.begin()
    home, before = bag.visiting.home, len(list(bag.journal.events("asta")))
    for refused in (lambda: home.write("hej", NOW), lambda: home.answer_alert("k", "called", NOW)):
        with pytest.raises(InputError):
            refused()
    home.record_failure(Kind.BLOOD_PRESSURE, "loose", "AA", b"", NOW)
    home.received((), NOW)
    assert len(list(bag.journal.events("asta"))) == before
    home.keep("questions", "half of asta's")
    bag.visiting.leave()
    assert home.kept("questions") == ""
    with pytest.raises(NobodyChosen):
        home.keep("questions", "nobody's")
    bag.begin()
    assert home.kept("questions") == "half of asta's"


def test_what_was_not_sent_is_counted_for_each_patient() -> None:
    bag = Bag()
    bag.plan("asta")
    waiting = bag.route().waiting
    assert waiting["asta"] == 3  # who it is, the plan, the visit


# --- what two did apart -------------------------------------------------------------------------------------


def made_by_the_road(bag: Bag, **centre: object) -> list[ClashKind]:
    """The visit is made as it was known; meanwhile the centre has planned it anew as given."""
    bag.plan("asta")
    visit = bag.visit()
    bag.plan("asta", stated=NOW - DAY + MINUTE, **centre)  # type: ignore[arg-type] - by name
    bag.begin()
    bag.visiting._end(  # what a computer that knows the older word writes
        visit, bag.visiting._chosen(), Outcome.DONE, "", NOW + MINUTE, task="", due=None
    )
    return [clash.kind for clash in clashes_of(bag.clinic.record_of("asta"))]


def test_a_visit_that_was_moved_or_called_off_meanwhile_is_told() -> None:
    assert made_by_the_road(Bag(), at=NOW + DAY) == [ClashKind.MOVED]
    assert made_by_the_road(Bag(), address="Älvgatan 8") == [ClashKind.MOVED]
    assert made_by_the_road(Bag(), off=True) == [ClashKind.CALLED_OFF]
    assert made_by_the_road(Bag(), whose="Per Prov") == []


def test_values_judged_by_an_older_plan_are_told_with_both_versions() -> None:
    bag = Bag()
    bag.plan("asta")
    bag.begin()
    bag.record(reading(NOW))
    bag.clinic.issue_plan("asta", plan(version=2, valid_from=NOW - MINUTE), NOW - MINUTE)  # arrives late
    bag.visiting.end(Outcome.DONE, "", NOW + MINUTE)
    (clash,) = bag.route().clashes
    assert (clash.kind, clash.stands, clash.beside, clash.by) == (ClashKind.PLAN, "2", "1", "tester")
    bag.visiting.see(clash.key)
    assert bag.route().clashes == ()
    assert bag.again().route().clashes == ()
    assert len(clashes_of(bag.clinic.record_of("asta"))) == 1  # it is still a fact


def test_two_plans_of_one_version_are_both_kept_and_told() -> None:
    bag = Bag()
    bag.plan("asta")
    mine = replace(plan(version=2, valid_from=NOW), author="Tilde")
    theirs = replace(plan(version=2, valid_from=NOW + MINUTE), author="Anna")
    bag.clinic.issue_plan("asta", mine, NOW)
    bag.clinic.issue_plan("asta", theirs, NOW)
    record = bag.clinic.record_of("asta")
    assert {p.author for p in record.plans if p.version == 2} == {"Tilde", "Anna"}
    (clash,) = clashes_of(record)
    assert (clash.kind, clash.stands, clash.beside) == (ClashKind.TWO_PLANS, "Anna", "Tilde")
    in_force = record.plan_at(NOW + 2 * MINUTE)
    assert in_force is not None
    assert in_force.author == "Anna"


def test_two_who_were_there_are_both_told() -> None:
    bag = Bag()
    bag.plan("asta")
    other = Bag(bag.journal, "other")
    bag.begin()
    other.begin()
    bag.visiting.end(Outcome.DONE, "", NOW + MINUTE)
    other.visiting.end(Outcome.DONE, "", NOW + 2 * MINUTE)
    kinds = [clash.kind for clash in clashes_of(Bag(bag.journal).clinic.record_of("asta"))]
    assert kinds == [ClashKind.TWICE]


def test_a_protected_patient_and_one_who_is_not_listed() -> None:
    bag = Bag()
    bag.plan("asta")
    bag.clinic.guard("asta", Guard.PROTECTED, on=True, reason="Skyddad", now=NOW)
    assert bag.visit().protected
    record = bag.clinic.record_of("asta")
    record.patient = None
    assert visits_of(record) == ()
