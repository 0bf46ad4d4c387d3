"""More mailboxes than one poll takes, and a relay that no longer keeps the oldest envelopes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hemmonitor.crypto.actions import Assign, Link
from hemmonitor.crypto.keys import random_id
from hemmonitor.relay.mailbox import Handed
from hemmonitor.sync import client as client_module
from hemmonitor.sync.state import WarningKind
from tests.crypto.people import Centre
from tests.relay.office import Office
from tests.sync.world import Person, settled

TODAY = 86_400


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with Office(tmp_path / "relay.db") as made:
        yield made


async def test_more_mailboxes_than_a_poll_takes_are_asked_for_in_several(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "POLL_LIMIT", 3)
    centre = Centre()
    boxes = [centre.mailbox, *(random_id() for _ in range(9))]
    for box in boxes[1:]:
        centre.add(Assign(Link.TEAM_MAILBOX, centre.team, box))
    await office.found(centre)
    nurse = Person(centre, centre.nurse, office)
    length, at = len(nurse.trust), dict.fromkeys(boxes, 0)
    assert (await nurse.client.poll(length, at, wait=0)).moved == ()
    for box in boxes:  # whichever of the requests it is in, its news end the waiting of all
        waiting = asyncio.create_task(nurse.client.poll(length, at, wait=20))
        await asyncio.sleep(0.02)
        handed = [Handed.of(random_id(), b"x")]
        await office.store.put(bytes.fromhex(centre.state.centre), bytes.fromhex(box), handed, 1)
        office.relay.bell.ring((centre.state.centre, box))
        async with asyncio.timeout(5):
            news = await waiting
        assert news.moved == ((box, 1),)
        assert news.log_length == length
        at[box] = 1
    await asyncio.sleep(0.05)
    assert office.relay.bell.keys() == [], "nobody is left waiting"


async def test_a_poll_in_several_that_is_refused_says_so(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "POLL_LIMIT", 1)
    centre = Centre()
    await office.found(centre)
    nurse = Person(centre, centre.nurse, office)
    with pytest.raises(client_module.Refusal, match="forbidden"):
        await nurse.client.poll(0, {centre.mailbox: 0, random_id(): 0}, wait=0)


async def test_who_comes_after_the_oldest_were_dropped_goes_on_and_shows_what_is_missing(
    office: Office,
) -> None:
    centre = Centre()
    await office.found(centre)
    patient, nurse = Person(centre, centre.patient, office), Person(centre, centre.nurse, office)
    for number in range(4):
        patient.write(str(number))
        await patient.sync()
        if number == 1:
            await nurse.sync()
    await office.store.compact(int(office.now.timestamp()) // TODAY + 1)
    patient.write("new")
    await settled(patient, nurse)
    assert nurse.texts() == ["0", "1", "new"]
    gap = nurse.warning(WarningKind.GAP)
    assert (gap.author, gap.first, gap.last) == (centre.patient.device_id, 3, 4)
    assert nurse.warnings() == {WarningKind.GAP}, "and it is not taken for a relay that went back"
    patient.write("and on")
    await settled(patient, nurse)
    assert nurse.texts() == ["0", "1", "and on", "new"]
    assert patient.warnings() == set()
