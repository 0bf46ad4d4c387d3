"""Nothing is cut: every screen, both languages, text sizes and window sizes; the pictures are for the eye."""

from __future__ import annotations

import pytest

from tests.ui.clip import clipped, overlapping
from tests.ui.nurse import screens
from tests.ui.nurse.conftest import Staging
from ui.i18n import Language
from ui.theme import TextSize

SIZES = ((1280, 720), (1440, 900))
TEXTS = (TextSize.S100, TextSize.S150)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("text", TEXTS, ids=lambda t: f"{int(t)}")
@pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)
def test_nothing_is_cut(staging: Staging, language: Language, text: TextSize, size: tuple[int, int]) -> None:
    faults = []
    for name, prepare in screens.SCREENS.items():
        stage = staging(language=language, text_size=text, size=size, days=16)
        prepare(stage)
        window = stage.window
        assert (window.width(), window.height()) == size, f"{name} does not fit the screen"
        faults += [f"{name}: {fault}" for fault in clipped(window)]
        if name not in screens.OVER:
            faults += [f"{name}: {fault}" for fault in overlapping(window)]
        stage.close()
    assert faults == []
