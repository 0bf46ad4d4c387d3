from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor.crypto.actions import (
    Action,
    Assign,
    Cut,
    Deliver,
    Enrol,
    Epoch,
    Genesis,
    Link,
    Revoke,
    Role,
    Withdraw,
    from_fields,
    to_fields,
)
from hemmonitor.crypto.epochs import deliver, new_epoch, open_epochs
from hemmonitor.crypto.keys import CannotOpen, DeviceKeys, SealingKey, SigningKey, random_id
from hemmonitor.crypto.members import UNLIMITED, BadMembership, TeamKeyStale
from hemmonitor.crypto.membership import (
    MembershipFork,
    MembershipLog,
    _encode,
    found_centre,
    parse_entry,
)
from hemmonitor.crypto.verify import digest
from hemmonitor.errors import RootMismatch
from tests.crypto.people import NOW, Centre


@pytest.fixture(scope="module")
def whole() -> Centre:
    """A centre that no test changes."""
    return Centre()


@pytest.fixture
def centre() -> Centre:
    return Centre()


def forced(centre: Centre, action: Action, signer: object = None) -> bytes:
    """The next entry with whatever action by whatever signer, properly chained and signed."""
    state = centre.state
    return _encode(signer or centre.nurse, action, state.centre, state.length, state.head, NOW)  # type: ignore[arg-type]


# --- what the log says ---------------------------------------------------------------------------


def test_the_log_says_who_is_who(whole: Centre) -> None:
    state = whole.state
    assert state.length == len(whole.entries) == 7
    assert state.head == digest(whole.entries[-1])
    assert state.fingerprint == whole.root.fingerprint
    assert state.devices[whole.nurse.device_id].role is Role.REGISTRAR
    assert state.devices[whole.patient.device_id].label == "patient 1"
    assert state.teams[whole.team].members == {whole.nurse.device_id}
    assert state.mailboxes[whole.mailbox].teams == {whole.team}


def test_a_mailbox_is_sealed_to_its_devices_and_its_teams(whole: Centre) -> None:
    state = whole.state
    found = [recipient.public for recipient in state.recipients(whole.mailbox)]
    assert set(found) == {whole.patient.sealing.public, state.teams[whole.team].public}
    ids = [recipient.key_id for recipient in state.recipients(whole.mailbox)]
    assert ids == sorted(ids)
    with pytest.raises(BadMembership, match="nobody reads"):
        state.recipients(random_id())


def test_the_archive_is_a_recipient_of_everything() -> None:
    archive = SealingKey.generate()
    centre = Centre(archive=archive.public)
    assert archive.public in {r.public for r in centre.state.recipients(centre.mailbox)}


def test_who_may_read_and_write(whole: Centre) -> None:
    state, nurse, patient = whole.state, whole.nurse.device_id, whole.patient.device_id
    for device in (nurse, patient):
        assert state.may_read(device, whole.mailbox)
        assert state.last_valid(device, whole.mailbox) == UNLIMITED
        assert not state.may_read(device, random_id())
    assert not state.may_read(random_id(), whole.mailbox)
    assert state.last_valid(random_id(), whole.mailbox) == 0
    assert not state.may_read(state.centre, whole.mailbox)


def test_a_station_may_hand_in_and_not_read(centre: Centre) -> None:
    station = centre.enrol(Role.STATION, "health room")
    centre.add(Assign(Link.DEVICE_TEAM, station.device_id, centre.team))
    assert centre.state.may_post(station.device_id, centre.mailbox)
    assert not centre.state.may_read(station.device_id, centre.mailbox)
    epoch, _ = new_epoch(centre.state, centre.team)
    assert [device for device, _ in epoch.sealed] == [centre.nurse.device_id]


def test_staff_of_another_team_do_not_read_the_mailbox(centre: Centre) -> None:
    other, team = centre.enrol(Role.STAFF, "nurse 2"), random_id()
    centre.add(Assign(Link.DEVICE_TEAM, other.device_id, team))
    centre.rotate(team)
    assert not centre.state.may_read(other.device_id, centre.mailbox)
    ring = open_epochs(centre.log_for(other), other)
    kids = {recipient.key_id for recipient in centre.state.recipients(centre.mailbox)}
    assert not any(key.key_id in kids for key in ring)


# --- team keys -----------------------------------------------------------------------------------


def test_a_member_opens_the_epoch_and_nobody_else_does(centre: Centre) -> None:
    log = centre.log_for(centre.nurse)
    ring = open_epochs(log, centre.nurse)
    assert {key.public for key in ring} == {
        centre.nurse.sealing.public,
        centre.state.teams[centre.team].public,
    }
    assert centre.log_for(centre.patient).sealed_keys == {}
    stolen = dict(log.sealed_keys)
    other = centre.log_for(centre.patient)
    other.sealed_keys.update(stolen)
    with pytest.raises(CannotOpen):
        open_epochs(other, centre.patient)


def test_rotation_keeps_the_old_key_for_the_old_envelopes(centre: Centre) -> None:
    before = centre.state.teams[centre.team].public
    centre.rotate()
    after = centre.state.teams[centre.team].public
    assert before != after
    assert {before, after} <= {key.public for key in open_epochs(centre.log_for(centre.nurse), centre.nurse)}


def test_a_new_member_reads_once_the_key_is_delivered(centre: Centre) -> None:
    keys = centre.enrol(Role.STAFF, "nurse 2")
    centre.add(Assign(Link.DEVICE_TEAM, keys.device_id, centre.team))
    assert len(list(open_epochs(centre.log_for(keys), keys))) == 1
    [epoch] = [k for k in open_epochs(centre.log, centre.nurse) if k.key_id != centre.nurse.sealing.key_id]
    centre.add(deliver(centre.state, epoch, centre.team, 1, keys.device_id))
    assert epoch.key_id in open_epochs(centre.log_for(keys), keys)
    assert centre.state.teams[centre.team].holders == {keys.device_id, centre.nurse.device_id}


def test_after_a_removal_nothing_is_sealed_before_the_key_is_new(centre: Centre) -> None:
    keys = centre.enrol(Role.STAFF, "nurse 2")
    centre.add(Assign(Link.DEVICE_TEAM, keys.device_id, centre.team))
    centre.rotate()
    old = centre.state.teams[centre.team].public
    centre.add(Revoke(keys.device_id))
    assert centre.state.teams[centre.team].stale
    with pytest.raises(TeamKeyStale):
        centre.state.recipients(centre.mailbox)
    with pytest.raises(BadMembership, match="must be replaced"):
        centre.add(Enrol(DeviceKeys.generate().identity, Role.PATIENT, "patient 2"))
    centre.rotate()
    assert old not in {recipient.public for recipient in centre.state.recipients(centre.mailbox)}
    assert keys.device_id not in centre.state.teams[centre.team].holders


def test_when_the_last_member_goes_the_team_is_no_recipient(centre: Centre) -> None:
    centre.add(Withdraw(Link.DEVICE_TEAM, centre.nurse.device_id, centre.team))
    assert {r.public for r in centre.state.recipients(centre.mailbox)} == {centre.patient.sealing.public}
    assert not centre.state.teams[centre.team].stale


# --- revocation counts batches -------------------------------------------------------------------


def test_a_revoked_author_counts_up_to_the_cut(centre: Centre) -> None:
    patient = centre.patient.device_id
    centre.add(Revoke(patient, (Cut(patient, centre.mailbox, 17),)))
    assert centre.state.last_valid(patient, centre.mailbox) == 17
    assert not centre.state.may_read(patient, centre.mailbox)
    assert not centre.state.may_post(patient, centre.mailbox)
    assert centre.patient.sealing.public not in {r.public for r in centre.state.recipients(centre.mailbox)}


def test_a_cut_can_be_lowered_and_not_raised(centre: Centre) -> None:
    patient = centre.patient.device_id
    for last in (17, 12, 20):
        centre.add(Revoke(patient, (Cut(patient, centre.mailbox, last),)))
    assert centre.state.last_valid(patient, centre.mailbox) == 12


def test_without_a_cut_nothing_of_a_revoked_author_counts(centre: Centre) -> None:
    centre.add(Revoke(centre.patient.device_id))
    assert centre.state.last_valid(centre.patient.device_id, centre.mailbox) == 0


def test_staff_that_leave_a_team_keep_what_they_wrote(centre: Centre) -> None:
    keys = centre.enrol(Role.STAFF, "nurse 2")
    centre.add(Assign(Link.DEVICE_TEAM, keys.device_id, centre.team))
    cut = Cut(keys.device_id, centre.mailbox, 3)
    centre.add(Withdraw(Link.DEVICE_TEAM, keys.device_id, centre.team, (cut,)))
    assert centre.state.last_valid(keys.device_id, centre.mailbox) == 3
    centre.add(Assign(Link.DEVICE_TEAM, keys.device_id, centre.team))
    assert centre.state.last_valid(keys.device_id, centre.mailbox) == UNLIMITED


def test_a_cut_gives_no_right_that_was_never_there(centre: Centre) -> None:
    keys = centre.enrol(Role.STAFF, "nurse 2")
    centre.add(Revoke(keys.device_id, (Cut(keys.device_id, centre.mailbox, 9),)))
    assert centre.state.last_valid(keys.device_id, centre.mailbox) == 0


# --- who may sign what ---------------------------------------------------------------------------


def test_only_the_root_makes_and_unmakes_registrars(centre: Centre) -> None:
    new = DeviceKeys.generate()
    with pytest.raises(BadMembership, match="may not"):
        centre.add(Enrol(new.identity, Role.REGISTRAR, "nurse 2"))
    centre.enrol(Role.REGISTRAR, "nurse 2", new)
    with pytest.raises(BadMembership, match="may not"):
        centre.add(Revoke(new.device_id))
    centre.add(Revoke(new.device_id), by=centre.root)


def test_staff_patients_strangers_and_revoked_registrars_sign_nothing(centre: Centre) -> None:
    staff = centre.enrol(Role.STAFF, "nurse 2")
    action = Enrol(DeviceKeys.generate().identity, Role.PATIENT, "patient 2")
    for signer in (staff, centre.patient, DeviceKeys.generate()):
        with pytest.raises(BadMembership, match="may not"):
            centre.log.append(forced(centre, action, signer))
    centre.add(Revoke(centre.nurse.device_id), by=centre.root)
    with pytest.raises(BadMembership, match="may not"):
        centre.log.append(forced(centre, action))


def test_an_entry_in_a_registrar_s_name_needs_its_key(centre: Centre) -> None:
    class Pretender:
        device_id = centre.nurse.device_id
        sign = staticmethod(DeviceKeys.generate().sign)

    action = Enrol(DeviceKeys.generate().identity, Role.PATIENT, "patient 2")
    with pytest.raises(BadMembership, match="signature"):
        centre.log.append(forced(centre, action, Pretender()))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda c: Genesis(c.root.public, "again"), "may not|founded once"),
        (lambda c: Enrol(c.patient.identity, Role.PATIENT, "x"), "known already"),
        (lambda c: Assign(Link.DEVICE_TEAM, c.nurse.device_id, c.team), "so already"),
        (lambda c: Assign(Link.DEVICE_TEAM, c.patient.device_id, c.team), "role"),
        (lambda c: Assign(Link.DEVICE_MAILBOX, c.nurse.device_id, c.mailbox), "role"),
        (lambda c: Assign(Link.DEVICE_TEAM, random_id(), c.team), "not known"),
        (lambda c: Assign(Link.TEAM_MAILBOX, random_id(), c.mailbox), "no key"),
        (lambda c: Withdraw(Link.DEVICE_TEAM, c.patient.device_id, c.team), "nothing to withdraw"),
        (lambda c: dataclasses.replace(new_epoch(c.state, c.team)[0], number=1), "not the next"),
        (lambda c: dataclasses.replace(new_epoch(c.state, c.team)[0], sealed=()), "exactly"),
        (lambda c: Deliver(c.team, 9, c.nurse.device_id, b"x"), "no such epoch"),
        (lambda c: Deliver(c.team, 1, c.patient.device_id, b"x"), "no member"),
        (lambda c: Revoke(random_id()), "not known"),
    ],
)
def test_an_action_that_does_not_fit_is_refused(centre: Centre, make: object, reason: str) -> None:
    action = make(centre)  # type: ignore[operator]
    before = centre.state
    with pytest.raises(BadMembership, match=reason):
        centre.log.append(forced(centre, action, centre.root))
    assert centre.state == before


def test_a_revoked_device_is_not_assigned_again(centre: Centre) -> None:
    centre.add(Revoke(centre.patient.device_id))
    with pytest.raises(BadMembership, match="revoked"):
        centre.add(Assign(Link.DEVICE_MAILBOX, centre.patient.device_id, random_id()))


# --- the chain -----------------------------------------------------------------------------------


def test_everybody_who_reads_the_log_sees_the_same(whole: Centre) -> None:
    state = whole.log_for(whole.patient).state
    assert state == whole.state


def test_an_entry_again_changes_nothing(whole: Centre) -> None:
    log = whole.log_for(whole.patient)
    assert log.extend(whole.entries) == 0
    assert log.state == whole.state


def test_another_root_is_another_centre(whole: Centre) -> None:
    log = MembershipLog(SigningKey.generate().fingerprint)
    with pytest.raises(RootMismatch):
        log.append(whole.entries[0])


def test_the_first_bytes_of_a_fingerprint_will_do_but_not_fewer_than_ten(whole: Centre) -> None:
    log = MembershipLog(whole.root.fingerprint[:10])
    log.extend(whole.entries)
    assert log.state.fingerprint == whole.root.fingerprint
    with pytest.raises(RootMismatch):
        MembershipLog(whole.root.fingerprint[:9])


def test_a_missing_entry_is_noticed(whole: Centre) -> None:
    for missing in range(len(whole.entries) - 1):
        log = MembershipLog(whole.root.fingerprint)
        with pytest.raises(BadMembership):
            log.extend(entry for at, entry in enumerate(whole.entries) if at != missing)
        assert len(log) == missing


def test_another_entry_in_a_taken_place_is_a_fork(centre: Centre) -> None:
    log = centre.log_for(centre.patient)
    one = log.next_entry(centre.nurse, Enrol(DeviceKeys.generate().identity, Role.PATIENT, "a"), NOW)
    two = log.next_entry(centre.nurse, Enrol(DeviceKeys.generate().identity, Role.PATIENT, "b"), NOW)
    log.append(one)
    with pytest.raises(MembershipFork):
        log.append(two)
    third = _after(centre, two)
    with pytest.raises(MembershipFork):
        log.append(third)


def _after(centre: Centre, entry: bytes) -> bytes:
    other = centre.log_for(centre.nurse)
    other.append(entry)
    return other.next_entry(centre.nurse, Enrol(DeviceKeys.generate().identity, Role.PATIENT, "c"), NOW)


def test_an_entry_of_another_centre_is_refused(centre: Centre) -> None:
    action = Enrol(DeviceKeys.generate().identity, Role.PATIENT, "x")
    entry = _encode(centre.nurse, action, random_id(), len(centre.log), centre.state.head, NOW)
    with pytest.raises(BadMembership, match="another centre"):
        centre.log.append(entry)


def test_a_branch_does_not_touch_its_log(centre: Centre) -> None:
    before = centre.state
    other = centre.log.branch()
    other.append(other.next_entry(centre.nurse, Revoke(centre.patient.device_id), NOW))
    assert centre.log.state == before
    assert len(other) == len(centre.log) + 1


def test_a_state_does_not_change_under_its_holder(centre: Centre) -> None:
    before = centre.state
    centre.add(Revoke(centre.patient.device_id))
    assert not before.devices[centre.patient.device_id].revoked
    assert before.length == len(centre.log) - 1


def test_the_digest_at_a_length(whole: Centre) -> None:
    assert whole.log.digest_at(0) is None
    assert whole.log.digest_at(1) == digest(whole.entries[0])
    assert whole.log.digest_at(7) == whole.state.head
    assert whole.log.digest_at(8) is None


def test_an_empty_log_says_nothing() -> None:
    with pytest.raises(BadMembership, match="empty"):
        _ = MembershipLog(bytes(32)).state


# --- bytes ---------------------------------------------------------------------------------------


SMALL = Centre()


@settings(max_examples=300)
@given(st.integers(0, len(SMALL.entries) - 1), st.data())
def test_an_entry_with_any_byte_changed_is_refused(which: int, data: st.DataObject) -> None:
    log = MembershipLog(SMALL.root.fingerprint)
    log.extend(SMALL.entries[:which])
    changed = bytearray(SMALL.entries[which])
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises((BadMembership, RootMismatch)):
        log.append(bytes(changed))
    assert len(log) == which


@given(st.binary(max_size=500))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(BadMembership):
        parse_entry(data)


IDS = st.binary(min_size=16, max_size=16).map(bytes.hex)
CUTS = st.lists(st.builds(Cut, IDS, IDS, st.integers(0, 2**40)), max_size=3, unique_by=lambda c: c.device)


@given(
    st.one_of(
        st.builds(Assign, st.sampled_from(Link), IDS, IDS),
        st.builds(Withdraw, st.sampled_from(Link), IDS, IDS, CUTS.map(lambda c: tuple(sorted(c)))),
        st.builds(Revoke, IDS, CUTS.map(lambda c: tuple(sorted(c)))),
        st.builds(Deliver, IDS, st.integers(1, 2**40), IDS, st.binary(max_size=50)),
        st.builds(
            Epoch,
            IDS,
            st.integers(1, 2**40),
            st.just(SMALL.patient.sealing.public),
            st.dictionaries(IDS, st.binary(max_size=9), max_size=3).map(lambda d: tuple(sorted(d.items()))),
        ),
        st.builds(
            Enrol, st.just(SMALL.patient.identity), st.sampled_from(Role), st.sampled_from(["", "a b"])
        ),
        st.builds(Genesis, st.just(SMALL.root.public), st.just("x"), st.none()),
    )
)
def test_an_action_comes_back(action: Action) -> None:
    assert from_fields(to_fields(action)) == action


def test_labels_are_short_and_printable() -> None:
    for label in ("x" * 41, "a\nb", "\x00"):
        with pytest.raises(BadMembership):
            parse_entry(found_centre(SMALL.root, SMALL.root.public, label, None, NOW))
