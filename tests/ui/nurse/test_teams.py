"""Staff of several teams: a chip for each team, with the name that a registrar gave it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hemmonitor.access import Access
from hemmonitor.clinic import Clinic, Staff
from hemmonitor.model.events import Event, NameGiven, new_event_id
from tests.ui.nurse import cohort
from tests.ui.nurse.stage import Stage
from ui.nurse.listing import TEAM, View

CENTRE = "centre-box"
RIVER = cohort.mailbox_of(1)  # of both teams


class TeamStage(Stage):
    """A nurse of two teams: `RIVER` is of both, every other patient of the one by the lake."""

    own = frozenset({"lake", "river"})

    def _clinic(self) -> Clinic:
        for team, name in (("lake", "Sjön"), ("river", "Älven")):
            self.journal.append([self.named(team, name)], outgoing=False)
        staff = Staff(cohort.NURSE, "distriktssköterska")
        access = Access(
            self.journal,
            "desk",
            CENTRE,
            staff.name,
            staff.role,
            own_teams=lambda: self.own,
            teams_of=lambda mailbox: frozenset({"lake", "river"} if mailbox == RIVER else {"lake"}),
            registrar=lambda author: author == "registrar",
        )
        self.clinic = Clinic(self.journal, "desk", staff, access=access)
        return self.clinic

    def named(self, team: str, name: str, author: str = "registrar") -> Event:
        return Event(new_event_id(), CENTRE, author, self.now, NameGiven(team, name))


class OneTeamStage(TeamStage):
    own = frozenset({"lake"})


@pytest.fixture
def stage() -> Iterator[TeamStage]:
    made = TeamStage()
    yield made
    made.close()


def chips(stage: Stage) -> dict[str, str]:
    """Team chips that are shown, by object name."""
    bar = stage.window.worklist.chips
    found = {name: chip for name, chip in bar._chips.items() if name.startswith(TEAM) and chip.isVisible()}
    return {name: chip.text() for name, chip in found.items()}


def test_a_chip_for_each_team_shows_its_patients(stage: Stage) -> None:
    page = stage.window.worklist
    page.show_queue(View.CLINICAL)
    everybody = list(page.model.listing.shown)
    assert RIVER in everybody
    assert chips(stage) == {"team:lake": "Sjön", "team:river": "Älven"}
    stage.click(page.chips._chips["team:river"])
    assert page.model.listing.shown == [RIVER]
    stage.click(page.chips._chips["team:lake"])
    assert page.model.listing.shown == everybody


def test_a_new_name_is_taken_from_a_registrar_alone(stage: TeamStage) -> None:
    stage.window.show_worklist()
    stage.later(1)
    for author, name in (("registrar", "Fjället"), ("somebody", "Gruvan")):
        event = stage.named("river", name, author)
        stage.journal.append([event], outgoing=False)
        stage.worker.call(stage.bridge.received, (event,)).result()
        stage.settle()
        assert chips(stage)["team:river"] == "Fjället"


def test_a_team_that_was_left_has_no_chip_any_more(stage: TeamStage) -> None:
    stage.window.show_worklist()
    assert len(chips(stage)) == 2
    stage.own = frozenset({"lake"})
    stage.worker.call(stage.bridge.received, ()).result()
    stage.settle()
    assert chips(stage) == {}


def test_one_team_has_no_chip() -> None:
    stage = OneTeamStage()
    try:
        assert chips(stage) == {}
    finally:
        stage.close()
