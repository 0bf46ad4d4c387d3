"""What the program is told from outside: one TOML file, read once at the start, then frozen.

Rules:
- No file is needed; everything has a default. A file that was named must be there.
- A mistake is ``InputError`` with the file, the line, the key, and what it may be. Nothing is guessed.
- What a person chooses inside the program (PIN, measures, devices) is not here but in the database.

Example::

    data_dir = "~/hemmonitor-data"
    language = "sv"
    text_size = 150
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

import platformdirs

from hemmonitor.errors import InputError, StorageError

_NAME: Final = "hemmonitor"
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "face": ("ask", "patient", "nurse", "room"),
    "language": ("system", "sv", "en"),
    "theme": ("system", "light", "dark", "contrast"),
    "log_level": ("debug", "info", "warning", "error"),
}
_NUMBERS: Final[Mapping[str, tuple[int, ...] | range]] = {
    "text_size": (100, 125, 150, 200),
    "auto_lock_minutes": range(24 * 60 + 1),
}


def _default_data_dir() -> Path:
    return platformdirs.user_data_path(_NAME, appauthor=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force.

    ``data_dir`` is absolute. ``text_size`` is in percent. ``auto_lock_minutes`` counts from the last
    touch; 0 never locks.
    """

    data_dir: Path = field(default_factory=_default_data_dir)
    face: str = "ask"
    language: str = "system"
    theme: str = "system"
    text_size: int = 100
    auto_lock_minutes: int = 15
    log_level: str = "info"


def default_path() -> Path:
    """Where the settings file is looked for when none is named."""
    return platformdirs.user_config_path(_NAME, appauthor=False) / "settings.toml"


def read(path: Path | None = None) -> Settings:
    """The settings in a file, or in the default one if it is there. Raises ``InputError``."""
    source = path or default_path()
    try:
        text = source.read_text(encoding="utf-8")
    except FileNotFoundError:
        if path is None:
            return Settings()
        raise InputError(f"{source}: there is no such file") from None
    except UnicodeDecodeError as fault:
        raise InputError(f"{source}: not UTF-8 text, from byte {fault.start}") from fault
    except OSError as fault:
        raise InputError(f"{source}: {fault.strerror}") from fault
    return parse(text, str(source))


def parse(text: str, source: str) -> Settings:
    """The settings in a text; ``source`` names it in errors. Raises ``InputError``."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise InputError(f"{source}: {fault}") from fault
    known = [setting.name for setting in fields(Settings)]
    checked: dict[str, Any] = {}
    for key, value in found.items():
        if key not in known:
            raise InputError(f"{_place(text, source, key)}: no such setting; there are {', '.join(known)}")
        try:
            checked[key] = _check(key, value)
        except ValueError as fault:
            raise InputError(f"{_place(text, source, key)}: {fault}") from None
    return Settings(**checked)


def _check(key: str, value: object) -> object:
    if key in _CHOICES:
        if value not in _CHOICES[key]:
            raise ValueError(f"must be one of {', '.join(_CHOICES[key])}")
        return value
    if key in _NUMBERS:
        allowed = _NUMBERS[key]
        if type(value) is not int or value not in allowed:
            listed = isinstance(allowed, tuple)
            spoken = ", ".join(map(str, allowed)) if listed else f"{allowed[0]} to {allowed[-1]}"
            raise ValueError(f"must be a whole number: {spoken}")
        return value
    if not isinstance(value, str) or not value or not value.isprintable():
        raise ValueError("must be a path as text")
    path = Path(os.path.expanduser(value))  # noqa: PTH111 - Path.expanduser raises where there is no home
    if not path.is_absolute():
        raise ValueError("must be an absolute path")
    return path


def _place(text: str, source: str, key: str) -> str:
    """Where a top-level key stands. Its line is looked up, for the parser does not tell."""
    start = re.compile(rf"""\s*\[*["']?{re.escape(key)}["']?\s*[=.\]]""")
    lines = (number for number, line in enumerate(text.splitlines(), start=1) if start.match(line))
    number = next(lines, None)
    return f"{source}, line {number}, {key}" if number else f"{source}, {key}"


def make_private_directory(path: Path) -> None:
    """Make a directory that only its owner may enter, with those above it. Raises ``StorageError``.

    One that is there already keeps its mode: it may be somebody's home. The files in it are private.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise StorageError(f"the data directory: {fault.strerror}") from fault
