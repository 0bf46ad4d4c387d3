"""The office's screens for the look-book; the states are those of `tests.ui.centre.screens`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QApplication

from tests.ui.centre import screens
from tests.ui.centre.stage import Centre
from tests.ui.lookbook.book import Look, View
from ui.i18n import Language
from ui.theme import Choice, TextSize

SMALL = (1280, 720)
LOOKS = tuple(
    Look(language, choice, text, size)
    for language, choice, text, size in (
        (Language.SV, Choice.LIGHT, TextSize.S100, (1440, 900)),
        (Language.EN, Choice.LIGHT, TextSize.S100, (1440, 900)),
        (Language.SV, Choice.DARK, TextSize.S100, (1440, 900)),
        (Language.SV, Choice.CONTRAST, TextSize.S100, (1440, 900)),
        (Language.SV, Choice.LIGHT, TextSize.S150, (1440, 900)),
        (Language.SV, Choice.LIGHT, TextSize.S100, SMALL),
        (Language.EN, Choice.DARK, TextSize.S150, SMALL),
    )
)
_OWN = re.compile(
    r"Hemmonitor|[A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ][\w-]+|Team |Hemteam|Exempelfors|Arbetsplats|registrar|mmHg|CSV|"
    r"Ctrl|Enter|HM1|\d{6}|\d+ [%]|^\W*$|Version|Person|Patient|min$|Svenska|English|^PIN|"
    r"verksamhetsansvarig|sjuksköterska|generation"
)


class CentreBook:
    """See the module."""

    face = "centre"
    contrast = 4.5

    def screens(self) -> Sequence[str]:
        return tuple(screens.SCREENS)

    def own(self, text: str) -> bool:
        return bool(_OWN.search(text))

    def views(self, screen: str) -> Iterator[View]:
        centre = Centre(days=60)
        try:
            screens.SCREENS[screen](centre)
            for look in LOOKS:
                centre.window.resize(*look.size)
                centre.appearance.set_choice(look.choice)
                centre.appearance.set_text_size(look.text)
                centre.translations.use(look.language)
                if (focus := QApplication.focusWidget()) is not None:
                    focus.clearFocus()  # it has wandered while the layout changed
                centre.settle()
                yield View(look, centre.window, over=screen in screens.OVER)
        finally:
            centre.close()
