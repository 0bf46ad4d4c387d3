"""The patient's screens as pictures: ``python -m tests.ui.patient.screens OUTDIR [part of a name ...]``

Light and dark at 100 and 200 %, high contrast at 100 %, in Swedish and English, 1280x800 (200 %: 1280x720).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.ui.patient.scenes import SCENES
from tests.ui.render import save
from ui.i18n import Language
from ui.theme import Choice, TextSize

LOOKS = [
    (choice, size, language)
    for language in (Language.SV, Language.EN)
    for size in (TextSize.S100, TextSize.S200)
    for choice in (Choice.LIGHT, Choice.DARK)
] + [(Choice.CONTRAST, TextSize.S100, Language.SV)]


def main(folder: Path, only: list[str]) -> None:
    """Write `<scene>-<looks>-<size>-<language>.png` for every scene whose name holds a word of `only`."""
    for name, scene in SCENES.items():
        if only and not any(part in name for part in only):
            continue
        stage = scene.open()
        for choice, size, language in LOOKS:
            stage.window.resize(1280, 720 if size is TextSize.S200 else 800)
            stage.appearance.set_choice(choice)
            stage.looks(size, language)
            if (focus := QApplication.focusWidget()) is not None:
                focus.clearFocus()  # it has wandered while the layout changed
            save(stage.window, folder / f"{name}-{choice}-{size.value}-{language}.png")
        stage.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
