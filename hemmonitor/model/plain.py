"""From plain JSON or TOML data to the model's frozen records, by their own type hints.

Rules:
- Strict: an unknown key, a missing one, a wrong type or an unknown word is a ``ValueError`` that names the
  place, and never the value.
- Decimals are text or whole numbers, never binary floats. Times are ISO 8601 text; datetimes have a zone.
- A tuple is a list, a frozenset is a list. Fields that have a default may be left out.
"""

# ruff: noqa: TRY004 - a wrong type in a file is a wrong value, told like any other

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


def read_plain(cls: type[T], data: object, where: str) -> T:
    """A record of class ``cls`` from ``data``; ``where`` names the place in errors."""
    found = _value(cls, data, where)
    assert isinstance(found, cls)
    return found


def _value(hint: Any, data: object, where: str) -> Any:
    origin = get_origin(hint)
    if origin is UnionType:
        options = [o for o in get_args(hint) if o is not NoneType]
        return None if data is None else _value(options[0], data, where)
    if origin in {tuple, frozenset}:
        if not isinstance(data, list):
            raise ValueError(f"{where}: not a list")
        part = get_args(hint)[0]
        return origin(_value(part, item, f"{where}[{i}]") for i, item in enumerate(data))
    if dataclasses.is_dataclass(hint):
        return _record(hint, data, where)
    if isinstance(hint, type) and issubclass(hint, Enum):
        try:
            return hint(data)
        except ValueError:
            raise ValueError(f"{where}: not a {hint.__name__}") from None
    read = _READERS.get(hint)
    if read is None:
        raise ValueError(f"{where}: cannot be read from plain data")
    return read(data, where)


def _record(cls: Any, data: object, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise ValueError(f"{where}: not an object")
    hints = get_type_hints(cls)
    fields = {f.name: f for f in dataclasses.fields(cls)}
    strange = [str(key) for key in data if key not in fields]
    if strange:
        raise ValueError(f"{where}: no field {', '.join(sorted(strange))}")
    given = {name: _value(hints[name], data[name], f"{where}.{name}") for name in fields if name in data}
    lacking = [
        name
        for name, f in fields.items()
        if name not in given and f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    ]
    if lacking:
        raise ValueError(f"{where}: {', '.join(lacking)} is missing")
    try:
        return cls(**given)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _text(data: object, where: str) -> str:
    if not isinstance(data, str):
        raise ValueError(f"{where}: not a text")
    return data


def _whole(data: object, where: str) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise ValueError(f"{where}: not a whole number")
    return data


def _truth(data: object, where: str) -> bool:
    if not isinstance(data, bool):
        raise ValueError(f"{where}: not true or false")
    return data


def _decimal(data: object, where: str) -> Decimal:
    if isinstance(data, bool) or not isinstance(data, (str, int)):
        raise ValueError(f'{where}: a figure is written as text, such as "3.9"')
    try:
        found = Decimal(data)
    except InvalidOperation:
        raise ValueError(f"{where}: not a number") from None
    if not found.is_finite():
        raise ValueError(f"{where}: not a number")
    return found


def _iso(parse: Callable[[str], Any], what: str) -> Callable[[object, str], Any]:
    def read(data: object, where: str) -> Any:
        try:
            found = parse(_text(data, where))
        except ValueError:
            raise ValueError(f"{where}: not {what}") from None
        if isinstance(found, dt.datetime) and found.tzinfo is None:
            raise ValueError(f"{where}: a time needs its zone")
        return found

    return read


_READERS: dict[Any, Callable[[object, str], Any]] = {
    str: _text,
    int: _whole,
    bool: _truth,
    Decimal: _decimal,
    dt.datetime: _iso(dt.datetime.fromisoformat, "a time"),
    dt.date: _iso(dt.date.fromisoformat, "a date"),
    dt.time: _iso(dt.time.fromisoformat, "a time of day"),
}
