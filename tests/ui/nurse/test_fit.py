"""Nothing is cut: every screen where room is shortest, in both languages, and once where it is as designed.

The looks between them, themes and text sizes are the look-book's (``make screens``): it looks for the same.
"""

from __future__ import annotations

import pytest

from tests.ui.clip import clipped, overlapping
from tests.ui.nurse import screens
from tests.ui.nurse.conftest import Staging
from ui.i18n import Language
from ui.theme import TextSize

LOOKS = (
    (Language.SV, TextSize.S150, (1280, 720)),
    (Language.EN, TextSize.S150, (1280, 720)),
    (Language.EN, TextSize.S100, (1440, 900)),
)


@pytest.mark.parametrize(
    ("language", "text", "size"), LOOKS, ids=lambda part: part[0] if isinstance(part, tuple) else str(part)
)
def test_nothing_is_cut(staging: Staging, language: Language, text: TextSize, size: tuple[int, int]) -> None:
    faults = []
    smallest = text is TextSize.S150 and language is Language.SV and size == (1280, 720)
    for name, prepare in screens.SCREENS.items():
        if name in screens.KIN and not smallest:
            continue
        stage = staging(language=language, text_size=text, size=size, days=8)
        prepare(stage)
        window = stage.window
        assert (window.width(), window.height()) == size, f"{name} does not fit the screen"
        faults += [f"{name}: {fault}" for fault in clipped(window)]
        if name not in screens.OVER:
            faults += [f"{name}: {fault}" for fault in overlapping(window)]
        stage.close()
    assert faults == []
