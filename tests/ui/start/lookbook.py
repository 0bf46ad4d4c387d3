"""The pages of the first start and of opening, for the look-book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tests.ui.lookbook.book import Look, View
from tests.ui.start.scenes import SCENES, Shown
from ui.i18n import Language, Translations
from ui.theme import Appearance, Choice, Face, TextSize

LOOKS = tuple(
    Look(language, choice, text, (1280, 800 if text is TextSize.S100 else 720))
    for language in Language
    for choice in (Choice.LIGHT, Choice.DARK, Choice.CONTRAST)
    for text in (TextSize.S100, TextSize.S150, TextSize.S200)
)
_OWN = re.compile(r"Hemmonitor|Svenska|English|https?://|\w+\.\w+")


class StartBook:
    """See the module."""

    face = "start"
    contrast = 4.5  # the care centre's own pages; the patient's are checked at 7 by their theme's tests

    def screens(self) -> Sequence[str]:
        return tuple(SCENES)

    def own(self, text: str) -> bool:
        return bool(_OWN.search(text))

    def views(self, screen: str) -> Iterator[View]:
        translations = Translations()
        face: Face = SCENES[screen][0]
        for look in LOOKS:
            if face is Face.NURSE and look.text is TextSize.S200:
                continue  # the care centre's text goes to 150 %
            translations.use(look.language)
            appearance = Appearance(face, choice=look.choice, text_size=look.text)
            shown = Shown(screen, appearance, translations)
            shown.window.resize(*look.size)
            yield View(look, shown.window)
            shown.window.close()
            shown.window.deleteLater()
        translations.use(Language.EN)
        translations.remove()
