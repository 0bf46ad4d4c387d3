"""The office's screens for the look-book; the states are those of `tests.ui.centre.screens`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
    r"Ctrl|Enter|HM1|\d{6}|\d+ [%]|^\W*$|Version|Person|Patient|min$"
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
        for look in LOOKS:
            centre = Centre(
                language=look.language, text_size=look.text, choice=look.choice, size=look.size, days=90
            )
            screens.SCREENS[screen](centre)
            yield View(look, centre.window, over=screen in screens.OVER)
            centre.close()
