"""Nothing is cut: the screens of the office where they are narrowest; the rest is the look-book's."""

from __future__ import annotations

import pytest

from tests.ui.centre import screens
from tests.ui.centre.conftest import Founding
from tests.ui.clip import clipped, overlapping
from ui.i18n import Language
from ui.theme import TextSize

LOOKS = (
    (Language.EN, TextSize.S100, (1280, 720)),
    (Language.SV, TextSize.S150, (1280, 720)),
)


@pytest.mark.parametrize(
    ("language", "text", "size"), LOOKS, ids=lambda part: part[0] if isinstance(part, tuple) else str(part)
)
def test_nothing_is_cut(
    founding: Founding, language: Language, text: TextSize, size: tuple[int, int]
) -> None:
    faults = []
    centre = founding(language=language, text_size=text, size=size, days=8, patients=8)
    for name, prepare in screens.SCREENS.items():
        prepare(centre)
        window = centre.window
        assert (window.width(), window.height()) == size, f"{name} does not fit the screen"
        # the focus ring around something that scrolls is drawn only where that is seen
        faults += [f"{name}: {fault}" for fault in clipped(window) if not fault.startswith("FocusRing")]
        if name not in screens.OVER:
            faults += [f"{name}: {fault}" for fault in overlapping(window)]
        centre.window.others.hide()
        centre.window.show_centre()
    assert faults == []
