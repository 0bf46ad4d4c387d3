"""The access log: every opening is in it, every change to it is found; and who opens what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor.access import (
    Access,
    Fault,
    FaultKind,
    LogReader,
    LogView,
    ReasonNeeded,
    RecordIsBlocked,
    Standing,
    read_log,
)
from hemmonitor.bootstrap import centre_box
from hemmonitor.centre import own_teams
from hemmonitor.clinic import Clinic, Staff
from hemmonitor.crypto.actions import Assign, Link, Role
from hemmonitor.crypto.keys import random_id
from hemmonitor.home import Home
from hemmonitor.model.access import AccessLogged, Deed, Ground, Guard, RecordAccessed, Verdict
from hemmonitor.model.centre import CentreIssued, CentreSettings, EscalationStep, OpenHours
from hemmonitor.model.events import (
    Event,
    MeasurementRecorded,
    MessageWritten,
    NameGiven,
    PatientRegistered,
    new_event_id,
)
from hemmonitor.store.codec import SHAPES
from hemmonitor.store.journal import Derived, Stored
from hemmonitor.store.memory import MemoryJournal
from tests.clinical.build import plan, pressure
from tests.crypto.people import Centre

NOW = dt.datetime(2026, 11, 17, 8, 40, tzinfo=dt.UTC)
LOG = centre_box("ab" * 16)
LATER = dt.timedelta(minutes=6)
OWN, OTHER = "own-box", "other-box"
TEAMS = {OWN: frozenset({"elf"}), OTHER: frozenset({"fell"})}
STAFF = Staff("Karin", "nurse")


def access(journal: MemoryJournal, device: str = "desk") -> Access:
    return Access(
        journal,
        device,
        LOG,
        STAFF.name,
        STAFF.role,
        own_teams=lambda: frozenset({"elf"}),
        teams_of=lambda mailbox: TEAMS.get(mailbox, frozenset()),
        unit=lambda: "Team Elf",
    )


def clinic(journal: MemoryJournal | None = None) -> Clinic:
    journal = journal or MemoryJournal()
    if not journal.mailboxes():
        for box, number in ((OWN, "196101182803"), (OTHER, "189001019802")):
            body = PatientRegistered(f"Person {box}", number)
            journal.append((Event(f"reg-{box}", box, "registrar", NOW, body),))
    return Clinic(journal, "desk", STAFF, access=access(journal))


def entries(journal: MemoryJournal) -> list[AccessLogged]:
    return [e.body for e in read_log(journal, LOG).entries]


def test_an_opening_is_in_the_log_and_told_to_the_patient() -> None:
    journal = MemoryJournal()
    view = clinic(journal).open_patient(OWN, NOW, "worklist")
    (entry,) = entries(journal)
    assert (entry.deed, entry.patient, entry.by, entry.unit) == (Deed.OPENED, OWN, "Karin", "Team Elf")
    assert (entry.via, entry.ground) == ("worklist", Ground.CARE)
    assert [a.body.by for a in view.accesses] == ["Karin"]
    told = [s.event.body for s in journal.events(OWN) if isinstance(s.event.body, RecordAccessed)]
    assert told == [view.accesses[0].body]


def test_changes_and_exports_are_in_the_log() -> None:
    journal = MemoryJournal()
    made = clinic(journal)
    made.write(OWN, "Hej", NOW)
    assert made.access is not None
    made.access.exported(made.record_of(OWN), NOW, "pdf", "referral")
    assert [(e.deed, e.what) for e in entries(journal)] == [
        (Deed.CHANGED, "message_written"),
        (Deed.EXPORTED, "pdf"),
    ]


def test_looking_at_the_worklist_is_logged_once_a_day_with_how_many() -> None:
    journal = MemoryJournal()
    made = clinic(journal)
    for minutes in (0, 5, 24 * 60):
        made.look_at_worklist(NOW + dt.timedelta(minutes=minutes))
    assert [(e.deed, e.count) for e in entries(journal)] == [(Deed.LISTED, 1), (Deed.LISTED, 1)]


def test_only_the_own_team_s_patients_are_listed() -> None:
    made = clinic()
    assert [row.mailbox for row in made.worklist(NOW)] == [OWN]
    assert made.mailboxes == (OWN,)
    (other,) = made.others()
    assert (other.mailbox, other.born, other.standing) == (OTHER, "18900101", Standing.OTHER)


def test_another_team_s_patient_opens_with_a_reason_and_is_marked() -> None:
    journal = MemoryJournal()
    made = clinic(journal)
    with pytest.raises(ReasonNeeded):
        made.open_patient(OTHER, NOW)
    with pytest.raises(ReasonNeeded):
        made.permit(OTHER, Ground.EMERGENCY, "  ", NOW)
    with pytest.raises(ReasonNeeded):
        made.write(OTHER, "Hej", NOW)
    assert entries(journal) == []
    made.permit(OTHER, Ground.EMERGENCY, "Fallen, daughter on the phone", NOW)
    view = made.open_patient(OTHER, NOW)
    assert view.ground is Ground.EMERGENCY
    (entry,) = entries(journal)
    assert (entry.ground, entry.reason) == (Ground.EMERGENCY, "Fallen, daughter on the phone")
    assert view.accesses[0].body.ground is Ground.EMERGENCY, "the patient is told so"


def test_a_reason_holds_for_an_hour() -> None:
    made = clinic()
    made.permit(OTHER, Ground.COLLEAGUE, "Covering", NOW)
    made.open_patient(OTHER, NOW + dt.timedelta(minutes=59))
    with pytest.raises(ReasonNeeded):
        made.open_patient(OTHER, NOW + dt.timedelta(minutes=60))


def test_a_blocked_record_opens_with_consent_or_in_an_emergency_alone() -> None:
    made = clinic()
    made.permit(OTHER, Ground.COLLEAGUE, "Covering", NOW)
    block(made, on=True)
    with pytest.raises(RecordIsBlocked):
        made.open_patient(OTHER, NOW)
    with pytest.raises(RecordIsBlocked):
        made.permit(OTHER, Ground.COLLEAGUE, "Covering", NOW)
    made.permit(OTHER, Ground.CONSENT, "Asked on the phone", NOW)
    assert made.open_patient(OTHER, NOW).ground is Ground.CONSENT
    block(made, on=False)
    assert made.others()[0].standing is Standing.OTHER


def block(made: Clinic, *, on: bool) -> None:
    """The other team blocks its patient's record for the others, as the patient wished."""
    from hemmonitor.model.access import RecordGuarded

    at = NOW if on else NOW + dt.timedelta(minutes=1)
    body = RecordGuarded(Guard.BLOCKED, on, "Per", "the patient's wish", ("fell",) if on else ())
    made.received((Event(f"block-{on}", OTHER, "their-desk", at, body),))


def test_the_own_team_blocks_for_others_and_goes_on_itself() -> None:
    made = clinic()
    made.guard(OWN, Guard.BLOCKED, on=True, reason="wish", now=NOW)
    blocked = made.open_patient(OWN, NOW).blocked
    assert blocked is not None
    assert blocked.teams == ("elf",)


def test_a_message_that_was_held_is_sent_though_the_reason_has_run_out() -> None:
    journal = MemoryJournal()
    made = clinic(journal)
    made.permit(OTHER, Ground.EMERGENCY, "reason", NOW)
    from hemmonitor.model.events import Action

    event = made.acknowledge(OTHER, (), (Action.CALLED,), NOW, message="Hej")
    made.release(event.id, NOW + dt.timedelta(hours=3))
    assert any(isinstance(s.event.body, MessageWritten) for s in journal.events(OTHER))


# --- the chain -----------------------------------------------------------------------------------


def test_the_chain_goes_on_after_a_restart() -> None:
    journal = MemoryJournal()
    for minutes in range(3):
        access(journal).signed_in(NOW + dt.timedelta(minutes=minutes))
    view = read_log(journal, LOG)
    assert view.whole
    assert [e.body.seq for e in view.entries] == [1, 2, 3]


class CountingJournal(MemoryJournal):
    """A journal that knows how many events were read of it one after the other."""

    read = 0

    def events(self, mailbox: str | None = None, *, after: int = 0) -> Iterator[Stored]:
        for stored in super().events(mailbox, after=after):
            self.read += 1
            yield stored


def test_a_long_log_is_read_whole_once_and_not_at_every_start() -> None:
    journal = CountingJournal()
    access(journal).state(CentreIssued(CentreSettings(1, "Karin")), NOW)
    for device in ("desk", "their-desk"):
        writer = access(journal, device)
        for minute in range(150):
            writer.signed_in(NOW + dt.timedelta(minutes=minute))
    access(journal)  # reads all, and keeps where the newest lie
    access(journal, "their-desk").signed_in(NOW + LATER * 100)
    journal.read = 0
    again = access(journal)
    assert journal.read == 1, "what came since"
    assert again.last_seen() == {"desk": NOW + dt.timedelta(minutes=149), "their-desk": NOW + LATER * 100}
    assert again.settings == CentreSettings(1, "Karin")
    again.signed_in(NOW + LATER * 101)
    assert read_log(journal, LOG).whole


@pytest.mark.parametrize("damage", [b"", b"[1]", b'{"desk": "x"}', b'{"desk": 99999}'])
def test_what_is_kept_of_a_log_is_not_believed_when_it_does_not_fit(damage: bytes) -> None:
    journal = CountingJournal()
    for minute in range(3):
        access(journal).signed_in(NOW + dt.timedelta(minutes=minute))
    journal.derive("access", "1", [Derived(LOG, 3, damage)])
    again = access(journal)
    again.signed_in(NOW + LATER)
    view = read_log(journal, LOG)
    assert view.whole
    assert [e.body.seq for e in view.entries] == [1, 2, 3, 4]


def test_the_centre_s_settings_are_in_the_log_and_the_newest_stands() -> None:
    journal = MemoryJournal()
    for version in (1, 2):
        access(journal).state(CentreIssued(CentreSettings(version, "Karin")), NOW)
    found = access(journal).settings
    assert found is not None
    assert found.version == 2
    assert [e.what for e in entries(journal)] == ["centre_issued", "centre_issued"]


def test_a_review_is_an_entry_itself_and_names_the_others_newest() -> None:
    journal = MemoryJournal()
    access(journal, "their-desk").signed_in(NOW)
    own = access(journal)
    (entry,) = read_log(journal, LOG).entries
    own.reviewed(entry, Verdict.ASK, "why at night?", NOW)
    view = read_log(journal, LOG)
    review = view.reviews[entry.id]
    assert (review.body.verdict, review.body.reason) == (Verdict.ASK, "why at night?")
    assert [(a.author, a.seq) for a in review.body.anchors] == [("their-desk", 1)]


def test_an_entry_s_form_is_never_lifted() -> None:
    """Its digest is of its bytes; a lift would break every chain."""
    assert SHAPES["access_logged"].lifts == ()


def log_of(authors: Sequence[int]) -> list[Event]:
    """A log in which two desks write in this order, each telling what it has seen of the other."""
    journal = MemoryJournal()
    desks = [access(journal, "desk-0"), access(journal, "desk-1")]
    for number, who in enumerate(authors):
        desks[who].signed_in(NOW + dt.timedelta(minutes=number))
        desks[1 - who].take(list(journal.events(LOG))[-1].event)
    return [stored.event for stored in journal.events(LOG)]


def checked(events: Sequence[Event]) -> LogView:
    reader = LogReader()
    for event in events:
        reader.take(event)
    return reader.view()


def altered(event: Event) -> Event:
    assert isinstance(event.body, AccessLogged)
    return replace(event, body=replace(event.body, by="Somebody else"))


AUTHORS = st.lists(st.integers(0, 1), min_size=4, max_size=9)


@given(AUTHORS, st.integers(0, 8), st.sampled_from(["alter", "drop", "swap", "shift", "double"]))
@settings(deadline=None, max_examples=60)
def test_whatever_is_done_to_a_log_is_found(authors: list[int], place: int, how: str) -> None:
    events = log_of(authors)
    assert checked(events).whole
    # the last word of each desk is anchored by whoever writes after it; the very last by nobody yet
    newest = {e.author: e.id for e in events}
    named = [
        n
        for n, e in enumerate(events)
        if newest[e.author] != e.id or any(o.author != e.author for o in events[n + 1 :])
    ]
    at = named[place % len(named)]
    done = list(events)
    hurt(done, at, how)
    if done != events:
        assert not checked(done).whole


def hurt(events: list[Event], at: int, how: str) -> None:
    own = [n for n, e in enumerate(events) if e.author == events[at].author]
    other = own[(own.index(at) + 1) % len(own)]
    match how:
        case "alter":
            events[at] = altered(events[at])
        case "drop":
            del events[at]
        case "swap":
            events[at], events[other] = events[other], events[at]
        case "shift":
            events[at] = replace(events[at], at=events[at].at + dt.timedelta(hours=1))
        case "double":
            events.append(altered(events[at]))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda e: [altered(e[0]), *e[1:]], Fault("desk-0", 1, FaultKind.ALTERED)),
        (lambda e: [e[0], *e[2:]], Fault("desk-0", 2, FaultKind.MISSING, 2)),
        (lambda e: [e[1], e[0], e[2]], Fault("desk-0", 1, FaultKind.REORDERED)),
        (lambda e: [*e, altered(e[2])], Fault("desk-0", 3, FaultKind.FORKED)),
    ],
    ids=["altered", "missing", "reordered", "forked"],
)
def test_each_fault_has_its_name_and_place(
    change: Callable[[list[Event]], list[Event]], fault: Fault
) -> None:
    assert fault in checked(change(log_of((0, 0, 0)))).faults


def test_a_rewritten_end_is_found_by_what_another_desk_had_seen() -> None:
    events = log_of((0, 0, 1))
    assert checked([events[0], altered(events[1]), events[2]]).faults == (
        Fault("desk-0", 2, FaultKind.ALTERED),
    )
    assert checked([events[0], events[2]]).faults == (Fault("desk-0", 2, FaultKind.MISSING, 2),)


def test_a_red_signal_that_nobody_acknowledges_is_told_on_in_staffed_time() -> None:
    """Red on Monday 15:30; the centre is open from 8 to 16: on Tuesday at 9 it has stood for 90 minutes."""
    monday = dt.datetime(2026, 11, 16, 15, 30, tzinfo=dt.UTC)
    made = clinic()
    steps = (EscalationStep(60, "the whole team"), EscalationStep(120, "the physician", "0980-319 230"))
    hours = tuple(OpenHours(day, dt.time(8), dt.time(16)) for day in range(1, 6))
    assert made.access is not None
    made.access.state(CentreIssued(CentreSettings(1, "Karin", hours, steps)), monday)
    made.issue_plan(OWN, plan(valid_from=monday - dt.timedelta(days=9)), monday)
    arrived = [
        Event(
            f"m-{n}", OWN, "home", monday, MeasurementRecorded(pressure(monday + n * LATER, 190, id=f"m{n}"))
        )
        for n in (0, 1)
    ]
    made.received(arrived)
    made.worklist(monday + dt.timedelta(minutes=20))
    assert made.escalations(monday + dt.timedelta(minutes=20)) == ()
    (one,) = made.escalations(monday + dt.timedelta(hours=17, minutes=30))
    assert (one.mailbox, one.minutes, one.step.tell) == (OWN, 90, "the whole team")
    (one,) = made.escalations(monday + dt.timedelta(hours=19))
    assert one.step.tell == "the physician"


def test_the_patient_s_program_tells_who_has_read() -> None:
    journal = MemoryJournal()
    clinic(journal).open_patient(OWN, NOW)
    (one,) = Home(journal, OWN, "home").accesses
    assert (one.at, one.body.by, one.body.unit) == (NOW, "Karin", "Team Elf")


def named(subject: str, name: str, at: dt.datetime, author: str) -> Event:
    return Event(new_event_id(), LOG, author, at, NameGiven(subject, name))


def test_what_the_own_teams_are_called_is_kept_and_read_again() -> None:
    journal = MemoryJournal()
    journal.append(
        [
            named("elf", "Newer", NOW + LATER, "registrar"),
            named("elf", "Older", NOW, "registrar"),
            named("fell", "Fell", NOW, "registrar"),
            *(named(f"desk-{number}", "Somebody", NOW, "registrar") for number in range(200)),
        ],
        outgoing=False,
    )
    assert access(journal).teams == {"elf": "Newer"}
    assert access(journal).teams == {"elf": "Newer"}, "also from what was kept of it"


def test_staff_have_all_their_teams_and_a_registrar_the_one_of_the_desk() -> None:
    made, other = Centre(), random_id()
    colleague = made.enrol(Role.STAFF, "staff 1").device_id
    registrar = made.nurse.device_id
    for device in (registrar, colleague):
        made.add(Assign(Link.DEVICE_TEAM, device, other))
    made.add(Assign(Link.DEVICE_TEAM, colleague, made.team))
    assert own_teams(made.state, colleague, made.team) == {made.team, other}
    assert own_teams(made.state, registrar, made.team) == {made.team}
    assert own_teams(made.state, registrar, "a team it left") == {made.team, other}
