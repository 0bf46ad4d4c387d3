"""The nurse's screens for the look-book; the states are those of `tests.ui.nurse.screens`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tests.ui.lookbook.book import Look, View
from tests.ui.nurse import screens
from tests.ui.nurse.stage import Stage
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
        (Language.SV, Choice.LIGHT, TextSize.S100, (2560, 1440)),
    )
)
_OWN = re.compile(
    r"Hemmonitor|[A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ][\w-]+|mmHg|FEV1|Ctrl|Enter|\d{6}|distrikts|Tack för|Trögt att"
    r"|^Plan \d+$|^Status$|^Svenska$|^English$|^plan \(p\)$|^Vila, ta din|^\[P\]"
    r"|[\wåäö]+(?:gatan|vägen|stigen) \d+, \w+"  # where made-up patients live
)


class NurseBook:
    """See the module."""

    face = "nurse"
    contrast = 4.5

    def screens(self) -> Sequence[str]:
        return tuple(screens.SCREENS)

    def own(self, text: str) -> bool:
        return bool(_OWN.search(text))

    def views(self, screen: str) -> Iterator[View]:
        for look in LOOKS:
            stage = Stage(
                language=look.language, text_size=look.text, choice=look.choice, size=look.size, days=20
            )
            screens.SCREENS[screen](stage)
            yield View(look, stage.window, over=screen in screens.OVER)
            stage.close()
