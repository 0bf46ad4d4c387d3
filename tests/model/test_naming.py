"""The newest word of a registrar is what a team or a device is called."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

from hemmonitor.model.events import Event, NameGiven
from hemmonitor.model.naming import Names

NOW = dt.datetime(2026, 11, 17, 8, 40, tzinfo=dt.UTC)


def said(author: str, name: str, minutes: int, subject: str = "elf") -> Event:
    at = NOW + dt.timedelta(minutes=minutes)
    return Event(f"{author}-{minutes}", "centre", author, at, NameGiven(subject, name))


def test_the_newest_of_registrars_holds_in_whatever_order_they_come() -> None:
    events = [said("chief", "First", 0), said("chief", "Second", 2), said("nurse", "Third", 3)]
    events.append(said("other chief", "Between", 1))
    for order in permutations(events):
        names = Names({"chief", "other chief"}.__contains__)
        for event in order:
            names.take(event)
        assert names.given()["elf"].name == "Second"


def test_whoever_becomes_a_registrar_later_is_heard_then() -> None:
    registrars: set[str] = set()
    names = Names(registrars.__contains__)
    assert names.take(said("chief", "Elf", 0))
    assert not names.take(said("chief", "Elf", 0)), "known already"
    assert names.given() == {}
    registrars.add("chief")
    assert names.given() == {"elf": NameGiven("elf", "Elf")}
