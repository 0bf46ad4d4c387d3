"""A device's right to open its own store: it ends without contact, and a clock set back does not help."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.errors import LeaseExpired
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.sync.lease import Lease
from hemmonitor.sync.upkeep import KEEP_FOR, LEASE
from tests.crypto.people import NOW

DAY = dt.timedelta(days=1)


def test_it_holds_for_its_days_and_no_longer() -> None:
    journal = MemoryJournal()
    Lease(journal, NOW, 0).check(NOW, 0)
    Lease(journal, NOW + LEASE, 0).check(NOW + LEASE, 0)
    late = NOW + LEASE + dt.timedelta(seconds=1)
    with pytest.raises(LeaseExpired):
        Lease(journal, late, 0).check(late, 0)


def test_contact_renews_it() -> None:
    journal = MemoryJournal()
    lease = Lease(journal, NOW, 0)
    lease.contact(NOW + 10 * DAY, 5)
    later = NOW + 10 * DAY + LEASE
    Lease(journal, later, 0).check(later, 0)


def test_a_clock_set_back_does_not_open_it_again() -> None:
    journal = MemoryJournal()
    late = NOW + LEASE + DAY
    with pytest.raises(LeaseExpired):
        Lease(journal, NOW, 0).check(late, 0)
    for back in (NOW, NOW - 400 * DAY, late - DAY):
        with pytest.raises(LeaseExpired):
            Lease(journal, back, 0).check(back, 0)


def test_running_with_a_clock_set_back_counts_too() -> None:
    journal = MemoryJournal()
    lease = Lease(journal, NOW, 100)
    back = NOW - 30 * DAY
    for day in range(15):
        lease.tick(back, 100 + day * 86_400.0)
    with pytest.raises(LeaseExpired):
        lease.check(back, 100 + 15 * 86_400.0)


def test_a_clock_that_was_far_ahead_is_put_right_by_contact_alone() -> None:
    journal = MemoryJournal()
    Lease(journal, NOW, 0)
    ahead = NOW + 4000 * DAY
    with pytest.raises(LeaseExpired):
        Lease(journal, ahead, 0).check(ahead, 0)
    lease = Lease(journal, NOW, 0)
    with pytest.raises(LeaseExpired):
        lease.check(NOW, 0)
    lease.contact(NOW, 1)
    lease.check(NOW, 2)
    Lease(journal, NOW + DAY, 0).check(NOW + DAY, 0)


def test_the_relay_s_time_counts_at_contact() -> None:
    journal = MemoryJournal()
    slow = NOW - 100 * DAY  # this computer's clock
    lease = Lease(journal, slow, 0)
    lease.contact(slow, 0, offset=100 * 86_400)
    lease.check(slow, 1)
    with pytest.raises(LeaseExpired):
        lease.check(slow, 2 + LEASE.total_seconds())


@given(st.lists(st.tuples(st.integers(-40, 40), st.integers(0, 200_000)), max_size=30))
def test_the_known_time_never_goes_back(steps: list[tuple[int, int]]) -> None:
    journal, running, known = MemoryJournal(), 0.0, 0
    lease = Lease(journal, NOW, running)
    for days, seconds in steps:
        running += seconds
        now = NOW + days * DAY
        lease.tick(now, running)
        high = lease.high(now, running)
        assert high >= known
        known = high


def test_an_old_key_outlives_every_lease() -> None:
    """What a device saved within its lease can still be opened by the others when it comes back."""
    assert KEEP_FOR > 2 * LEASE
