"""Nothing is clipped and no text lies on another: all screens, text sizes and languages, at 1280x720."""

from __future__ import annotations

import pytest

from tests.ui.clip import clipped, overlapping
from tests.ui.patient.scenes import SCENES
from tests.ui.patient.stage import Stage
from ui.i18n import Language
from ui.theme import TextSize


def faults(stage: Stage, where: str) -> list[str]:
    """What does not fit, on every page of the screen."""
    found = []
    stage.first_page()
    for page in range(1, 20):
        found += [f"{where}, page {page}: {fault}" for fault in clipped(stage.window)]
        found += [f"{where}, page {page}: {fault}" for fault in overlapping(stage.window)]
        if not stage.shows("showMore"):
            break
        stage.click("showMore")
    stage.first_page()
    return found


@pytest.mark.parametrize("name", SCENES)
def test_everything_fits(name: str) -> None:
    stage = SCENES[name].open(size=(1280, 720))
    try:
        found = []
        for language in (Language.SV, Language.EN):
            for size in TextSize:
                stage.looks(size, language)
                found += faults(stage, f"{language} {size.value} %")
        assert not found, "\n".join(found)
    finally:
        stage.close()


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768), (1920, 1080)])
def test_home_fits_other_screens(size: tuple[int, int]) -> None:
    stage = SCENES["home-copd"].open(size=size)
    try:
        assert not (found := faults(stage, str(size))), "\n".join(found)
    finally:
        stage.close()
