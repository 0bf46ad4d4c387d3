"""What this machine remembers outside the database: its face, and how its user wants the program to look.

It is read before anybody has typed a PIN, so nothing about a person's health is in it. A file that cannot be
read is as good as none: the program asks again.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from hemmonitor.errors import InputError, StorageError
from hemmonitor.settings import Settings, make_private_directory
from ui.i18n import Language, system_language
from ui.theme import Choice, Face, TextSize

log = logging.getLogger(__name__)

FILE = "machine.json"


@dataclass(frozen=True, slots=True)
class Machine:
    """Empty where nobody has chosen; then the settings hold."""

    face: Face | None = None
    language: Language | None = None
    choice: Choice | None = None
    text_size: TextSize | None = None
    reduced_motion: bool = False

    def over(self, settings: Settings) -> Machine:
        """This machine's choices, and the settings where there is none. Raises ``InputError``."""
        if settings.face not in {"ask", *Face}:
            raise InputError(f"face: {settings.face!r} is not built yet")
        told = system_language() if settings.language == "system" else Language(settings.language)
        return replace(
            self,
            face=self.face if settings.face == "ask" else Face(settings.face),
            language=self.language or told,
            choice=self.choice or Choice(settings.theme),
            text_size=self.text_size or TextSize(settings.text_size),
        )


def read(folder: Path) -> Machine:
    """What is remembered in a data directory."""
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Machine(
            face=Face(kept["face"]) if kept["face"] else None,
            language=Language(kept["language"]) if kept["language"] else None,
            choice=Choice(kept["choice"]) if kept["choice"] else None,
            text_size=TextSize(kept["text_size"]) if kept["text_size"] else None,
            reduced_motion=kept["reduced_motion"] is True,
        )
    except FileNotFoundError:
        return Machine()
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("%s cannot be read: %s", FILE, type(error).__name__)
        return Machine()


def write(folder: Path, machine: Machine) -> None:
    """Remember. Raises ``StorageError``."""
    make_private_directory(folder)
    beside = folder / f"{FILE}.new"
    try:
        beside.write_text(json.dumps(asdict(machine)), encoding="utf-8")
        beside.replace(folder / FILE)
    except OSError as error:
        raise StorageError(f"{FILE}: {error.strerror}") from error
