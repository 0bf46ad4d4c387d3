"""The patient's screens for the look-book: sv/en, light/dark/contrast, 100/150/200 %, every page of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QApplication

from tests.ui.lookbook.book import Look, View
from tests.ui.patient.scenes import SCENES
from ui.i18n import Language
from ui.theme import Choice, TextSize

LOOKS = tuple(
    Look(language, choice, text, (1280, 800 if text is TextSize.S100 else 720))
    for language in Language
    for choice in (Choice.LIGHT, Choice.DARK, Choice.CONTRAST)
    for text in (TextSize.S100, TextSize.S150, TextSize.S200)
)
# names, the care centre's own words, product names, and words that are the same in both languages
_OWN = re.compile(
    r"Hemmonitor|Svenska|English|Anna|Gunnel|Asta|Elsy|Sara Skenberg|distrikt|Vardagar|vårdcentral|Blodprov"
    r"|UA-651BLE|BM59|Omron|BF720|copd-6|mmHg|Hej |Jag mår|FEV[16]|\bliter\b"
    r"|November 2025|ODI|Gå ut|Orka|Hemtjänsten|hjälper|Storviken|Bo Exempel|svarar inte|resa"
    r"|Råd|manschett|video\.example",
)


class PatientBook:
    """See the module."""

    face = "patient"
    contrast = 7.0

    def screens(self) -> Sequence[str]:
        return tuple(SCENES)

    def own(self, text: str) -> bool:
        return bool(_OWN.search(text))

    def views(self, screen: str) -> Iterator[View]:
        stage = SCENES[screen].open()
        try:
            for look in LOOKS:
                stage.window.resize(*look.size)
                stage.appearance.set_choice(look.choice)
                stage.looks(look.text, look.language)
                if (focus := QApplication.focusWidget()) is not None:
                    focus.clearFocus()  # it has wandered while the layout changed
                stage.first_page()
                for part in range(1, 20):
                    yield View(look, stage.window, part)
                    if not stage.shows("showMore"):
                        break
                    stage.click("showMore")
                stage.first_page()
        finally:
            stage.close()
