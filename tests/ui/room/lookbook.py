"""The measuring room's screens, for the look-book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tests.ui.lookbook.book import Look, View
from tests.ui.room.scenes import SCENES, shown
from ui.i18n import Language, Translations
from ui.theme import Appearance, Choice, Face, TextSize

LOOKS = tuple(
    Look(language, choice, text, (1280, 800 if text is TextSize.S100 else 720))
    for language in Language
    for choice in (Choice.LIGHT, Choice.CONTRAST)
    for text in (TextSize.S100, TextSize.S150, TextSize.S200)
)
_OWN = re.compile(r"Hemmonitor|Svenska|English|Gunnel|Anna|Storbäcken|A&D|Nonin|copd|^OK$")


class RoomBook:
    """See the module."""

    face = "room"
    contrast = 7.0

    def screens(self) -> Sequence[str]:
        return tuple(SCENES)

    def own(self, text: str) -> bool:
        return bool(_OWN.search(text))

    def views(self, screen: str) -> Iterator[View]:
        translations = Translations()
        for look in LOOKS:
            if screen.startswith("operator") and look.text > TextSize.S100:
                continue  # for staff, and scrolls: a row cut by the edge is no fault
            translations.use(look.language)
            appearance = Appearance(Face.PATIENT, choice=look.choice, text_size=look.text)
            window = shown(screen, appearance, translations)
            window.resize(*look.size)
            yield View(look, window)
            window.close()
            window.deleteLater()
        translations.use(Language.EN)
        translations.remove()
