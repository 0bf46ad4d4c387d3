"""The pages of the start as pictures: ``python -m tests.ui.start.screens OUTDIR [part of a name ...]``"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.ui.render import application, save
from tests.ui.start.scenes import PEOPLE, SCENES, Shown, invite_page
from ui.i18n import Language, Translations
from ui.theme import Appearance, Choice, Face, TextSize

LOOKS = [
    (Choice.LIGHT, TextSize.S100, Language.SV),
    (Choice.LIGHT, TextSize.S200, Language.SV),
    (Choice.DARK, TextSize.S100, Language.EN),
    (Choice.CONTRAST, TextSize.S100, Language.SV),
]


def main(folder: Path, only: list[str]) -> None:
    """Write `<scene>-<looks>-<size>-<language>.png` for every scene whose name holds a word of `only`."""
    application()
    translations = Translations()
    for choice, size, language in LOOKS:
        translations.use(language)
        looks = f"{choice}-{size.value}-{language}"
        for name, (face, _, _) in SCENES.items():
            if only and not any(part in name for part in only):
                continue
            appearance = Appearance(face, choice=choice, text_size=size)
            shown = Shown(name, appearance, translations)
            shown.window.resize(1280, 720 if size is TextSize.S200 else 800)
            save(shown.window, folder / f"{name}-{looks}.png")
            shown.window.deleteLater()
        if not only or "invite" in only:
            for chosen in range(-1, len(PEOPLE)):
                page, _ = invite_page(translations, chosen)
                appearance = Appearance(Face.NURSE, choice=choice, text_size=min(size, TextSize.S150))
                appearance.attach(page)
                page.resize(1344, 790)
                save(page, folder / f"invite{chosen + 1}-{looks}.png")
                page.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
