"""What a person may choose of the program's looks and language."""

from __future__ import annotations

from dataclasses import dataclass

from ui.i18n import Language
from ui.theme import Choice, TextSize


@dataclass(frozen=True, slots=True)
class Preferences:
    """How one person wants the program to look and speak."""

    language: Language = Language.SV
    choice: Choice = Choice.SYSTEM
    text_size: TextSize = TextSize.S100
    reduced_motion: bool = False
