"""Who may read a mailbox, as its owner is told."""

from __future__ import annotations

from hemmonitor.crypto.actions import Assign, Cut, Link, Revoke, Role
from hemmonitor.crypto.audience import audience
from hemmonitor.crypto.keys import SealingKey
from tests.crypto.people import Centre


def test_staff_of_the_team_read_and_a_station_only_hands_in() -> None:
    centre = Centre()
    centre.enrol(Role.STATION, "room 1")
    centre.enrol(Role.STAFF, "staff 2")  # in no team
    found = audience(centre.state, centre.mailbox)
    assert found.staff == (centre.nurse.device_id,)
    assert (found.own, found.teams, found.stations, found.removed, found.archive) == (1, 1, 1, 0, False)
    assert found.centre == "vc-norr"


def test_a_colleague_who_joins_is_seen_and_one_shut_out_is_counted_apart() -> None:
    centre = Centre(archive=SealingKey.generate().public)
    late = centre.enrol(Role.STAFF, "staff 2")
    centre.add(Assign(Link.DEVICE_TEAM, late.device_id, centre.team))
    found = audience(centre.state, centre.mailbox)
    assert found.staff == (centre.nurse.device_id, late.device_id)
    assert found.archive
    centre.add(Revoke(late.device_id, (Cut(late.device_id, centre.mailbox, 0),)))
    found = audience(centre.state, centre.mailbox)
    assert (found.staff, found.removed) == ((centre.nurse.device_id,), 1)


def test_an_unknown_mailbox_is_read_by_nobody() -> None:
    found = audience(Centre().state, "00" * 16)
    assert (found.own, found.teams, found.staff) == (0, 0, ())
