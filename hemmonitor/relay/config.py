"""A relay's configuration: defaults, then a TOML file, then what the command line says.

Rules:
- A mistake is ``InputError`` with the file, the key, and what it may be. Nothing is guessed.
- The database's address may hold a password, so it is never repeated; better is a password file (PGPASSFILE)
  or a certificate.

Example::

    database = "postgresql://relay@db.example/relay"
    origins = ["https://relay.example"]
    centres = ["0123456789abcdef0123456789abcdef"]
    retention_days = 800

    [limits]
    mailbox = 2_000_000_000
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from hemmonitor.errors import InputError
from hemmonitor.relay.mailbox import Limits

_CENTRE: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)
_LEVELS: Final = ("debug", "info", "warning", "error")
_PORT: Final = range(65_536)
_DAYS: Final = range(30, 36_501)
_LARGEST: Final = 2**53


@dataclass(frozen=True, slots=True)
class RelayConfig:
    """What a relay is started with.

    ``origins`` are the public addresses under which clients reach it. ``centres`` may be founded here; None
    lets any centre be. ``certificate`` and ``key`` (PEM files) switch TLS on. ``metrics_port`` 0 is none; it
    listens on the loopback address only. ``retention_days`` 0 keeps envelopes for ever.
    """

    database: str = ""
    host: str = "127.0.0.1"
    port: int = 8080
    origins: tuple[str, ...] = ()
    centres: frozenset[str] | None = None
    certificate: Path | None = None
    key: Path | None = None
    metrics_port: int = 0
    log_level: str = "info"
    retention_days: int = 0
    limits: Limits = field(default_factory=Limits)


def read(path: Path) -> RelayConfig:
    """The configuration in a file. Raises ``InputError``."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text, from byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    try:
        return with_changes(RelayConfig(), found)
    except InputError as error:
        raise InputError(f"{path}, {error.detail}") from None


def with_changes(config: RelayConfig, changes: dict[str, Any]) -> RelayConfig:
    """The configuration with these keys changed. Raises ``InputError``, which names the key."""
    known = [one.name for one in fields(RelayConfig)]
    checked: dict[str, Any] = {}
    for key, value in changes.items():
        if key not in known:
            raise InputError(f"{key}: no such setting; there are {', '.join(known)}")
        checked[key] = _checked(key, value)
    config = replace(config, **checked)
    if (config.certificate is None) != (config.key is None):
        raise InputError("certificate: stands together with key")
    return config


def _checked(key: str, value: object) -> object:  # noqa: PLR0911 - one return a kind
    match key, value:
        case "database" | "host", str() if value and value.isprintable():
            return value
        case "port" | "metrics_port", int() if value in _PORT and value is not True:
            return value
        case "origins", list() | tuple() if all(_is_origin(one) for one in value):
            return tuple(one.rstrip("/") for one in value)
        case "centres", list() if all(isinstance(one, str) and _CENTRE.fullmatch(one) for one in value):
            return frozenset(value)
        case "certificate" | "key", str() | Path() if Path(value).is_file():
            return Path(value)
        case "log_level", str() if value in _LEVELS:
            return value
        case "retention_days", int() if value is not True and (value == 0 or value in _DAYS):
            return value
        case "limits", dict():
            return _limits(value)
    raise InputError(f"{key}: must be {_SPOKEN[key]}")


_SPOKEN: Final = {
    "database": "sqlite:///PATH or postgresql://USER@HOST/NAME",
    "host": "an address to listen on",
    "port": "0 to 65535",
    "metrics_port": "0 to 65535",
    "origins": 'a list of addresses such as "https://relay.example"',
    "centres": "a list of centre ids of 32 hexadecimal digits",
    "certificate": "a PEM file that is there",
    "key": "a PEM file that is there",
    "log_level": " or ".join(_LEVELS),
    "retention_days": "0 (for ever) or 30 to 36500",
    "limits": "a table",
}


def _is_origin(value: object) -> bool:
    if not isinstance(value, str):
        return False
    parts = urlsplit(value)
    rest = (parts.path.strip("/"), parts.query, parts.fragment, parts.username)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(rest)


def _limits(found: dict[str, Any]) -> Limits:
    known = [one.name for one in fields(Limits)]
    for key, value in found.items():
        if key not in known:
            raise InputError(f"limits.{key}: no such limit; there are {', '.join(known)}")
        if type(value) is not int or not 1 <= value <= _LARGEST:
            raise InputError(f"limits.{key}: must be a whole number from 1")
    return Limits(**found)
