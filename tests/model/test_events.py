from __future__ import annotations

import datetime as dt

import pytest

from hemmonitor.model.events import Event, PlanReceived, measurement_event_id, new_event_id
from tests.model.build import MAILBOX, START


def test_an_event_needs_a_time_with_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        Event("e", MAILBOX, "dev", dt.datetime(2026, 5, 3), PlanReceived(1))


@pytest.mark.parametrize(("name", "mailbox", "author"), [("", "m", "a"), ("e", "", "a"), ("e", "m", "")])
def test_an_event_needs_its_names(name: str, mailbox: str, author: str) -> None:
    with pytest.raises(ValueError, match="needs id, mailbox and author"):
        Event(name, mailbox, author, START, PlanReceived(1))


def test_a_measurement_has_one_event_id_in_a_mailbox() -> None:
    first = measurement_event_id("mb-1", "m-1")
    assert first == measurement_event_id("mb-1", "m-1")
    assert first != measurement_event_id("mb-2", "m-1")
    assert first != measurement_event_id("mb-1", "m-2")
    assert first == "234f7908-cf9a-5037-b932-9b70a991e34b"  # stored ids rest on it


def test_other_ids_are_fresh() -> None:
    assert len({new_event_id() for _ in range(1000)}) == 1000
