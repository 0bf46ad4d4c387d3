"""Nothing is clipped, no text lies on another and Tab follows the eye, at 1280x720.

`make screens` checks all looks and more.
"""

from __future__ import annotations

import pytest

from tests.ui.clip import clipped, overlapping
from tests.ui.lookbook.checks import astray
from tests.ui.patient.scenes import SCENES
from tests.ui.patient.stage import Stage
from ui.i18n import Language
from ui.theme import TextSize

LOOKS = [(Language.SV, TextSize.S200), (Language.EN, TextSize.S150)]  # the tightest of each language


def faults(stage: Stage, where: str) -> list[str]:
    """What does not fit, on every page of the screen."""
    found = []
    stage.first_page()
    for page in range(1, 20):
        # the focus ring around something that scrolls is drawn only where that is seen
        here = [*clipped(stage.window), *overlapping(stage.window), *astray(stage.window)]
        found += [f"{where}, page {page}: {fault}" for fault in here if not fault.startswith("FocusRing")]
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
        for language, size in LOOKS:
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
