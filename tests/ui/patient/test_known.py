"""What the program knows, who may read it, and who has."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from hemmonitor.crypto.audience import Audience
from hemmonitor.model.access import Deed, Ground, RecordAccessed
from tests.ui.patient.scenes import AUDIENCE
from tests.ui.patient.stage import Stage
from ui.patient.rail import Place

MakeStage = Callable[..., Stage]


def settings(stage: Stage) -> str:
    """All texts of the settings' pages."""
    stage.go(Place.SETTINGS)
    texts = stage.texts()
    while stage.shows("showMore"):
        stage.click("showMore")
        texts += stage.texts()
    return texts


def test_who_may_read_is_counted_and_named_once_they_have_looked(make_stage: MakeStage) -> None:
    stage = make_stage(audience=AUDIENCE)
    texts = settings(stage)
    for words in (
        "Vem som får läsa dina värden",
        "Personal på Storvikens vårdcentral",
        "3 datorer, 1 team",
        "3 av personalens datorer",
        "har inte öppnat din sida",
        "Vårdcentralens reservnyckel",
        "1 mätrum",
    ):
        assert words in texts, words
    stage.go(Place.HOME)
    stage.receive(RecordAccessed("Anna Lidström", "distriktssköterska", "Team 1"))  # at the computer "centre"
    texts = settings(stage)
    assert "2 av personalens datorer" in texts
    assert "senast i dag 09.20" in texts


def test_somebody_new_who_may_read_is_seen(make_stage: MakeStage) -> None:
    stage = make_stage(audience=AUDIENCE)
    assert "3 datorer, 1 team" in settings(stage)
    stage.audience = dataclasses.replace(AUDIENCE, staff=(*AUDIENCE.staff, "d"), removed=1)
    stage.go(Place.HOME)
    texts = settings(stage)
    assert "4 datorer, 1 team" in texts
    assert "läser inget nytt" in texts


def test_an_emergency_opening_is_told_with_its_reason(make_stage: MakeStage) -> None:
    stage = make_stage(audience=AUDIENCE)
    told = RecordAccessed(
        "Bo Exempel", "sjuksköterska", "Jouren", Deed.OPENED, Ground.EMERGENCY, "svarar inte i telefon"
    )
    stage.receive(told)
    texts = settings(stage)
    assert (
        "Bo Exempel, sjuksköterska, Jouren: öppnade din sida i en nödsituation."
        " Skäl: svarar inte i telefon" in texts
    )


def test_without_a_membership_log_nothing_is_claimed(stage: Stage) -> None:
    assert stage.audience is None
    assert "Vem som får läsa dina värden" not in settings(stage)


def test_the_audience_holds_no_person() -> None:
    assert {f.name for f in dataclasses.fields(Audience)} == {
        "centre", "own", "teams", "staff", "removed", "stations", "archive",
    }  # fmt: skip
