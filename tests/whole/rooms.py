"""A centre with a patient and a measuring room on a real relay, left closed in a folder."""

from __future__ import annotations

import asyncio
from pathlib import Path

from hemmonitor import clock
from hemmonitor.asking import State
from hemmonitor.bootstrap import Profile, enrol_station
from hemmonitor.roster import Roster
from tests.whole.keystore import FileStore
from tests.whole.world import PIN, found_with_patient, once

NAME, PHONE = "Hälsorummet i Storbäcken", "000-000 00 10"


async def asked(roster: Roster, slot: str) -> None:
    """Wait until somebody uses the invitation."""
    async with asyncio.timeout(10):
        while True:
            await roster.look()
            if any(one.slot == slot and one.state is State.ASKED for one in roster.all):
                return


def hidden(_digits: str) -> None:
    """Nobody looks at the digits here."""


async def join_room(nurse: Profile, room: Profile) -> Roster:
    """Let a room in; returns the roster that did."""
    roster = Roster(nurse, nurse.trust(), clock.now, lambda: None)
    (team,) = nurse.trust().state.teams
    invited = await roster.invite_station(NAME, PHONE, team)
    joining = asyncio.create_task(enrol_station(room, invited.invitation, clock.now, show=hidden))
    await asked(roster, invited.slot)
    await roster.confirm(invited.slot)
    await joining
    await once(nurse)
    await once(room)
    return roster


async def found_with_room(folder: Path, url: str) -> None:
    """Leave three profiles in ``folder``: ``nurse`` and ``patient`` as in ``world``, and ``room``."""
    await found_with_patient(folder, url)
    nurse = Profile.open(folder / "nurse", pin=PIN)
    room = Profile.create(folder / "room", store=FileStore(folder / "room-store"))
    try:
        await join_room(nurse, room)
    finally:
        nurse.close()
        room.close()
