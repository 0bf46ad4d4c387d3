"""JSON text of resources, with decimals exactly as they were measured.

FHIR asks that a decimal's precision be kept (72.30 is not 72.3), which floats cannot. So numbers are
``Decimal`` both ways, and read by ``json`` with ``parse_float``.

Strategy for writing: the standard library's fast encoder puts a decimal as a text between two marks, and the
quotation marks go in a second pass. The mark is a random number of this process, so no text from outside
can pass for a decimal.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable
from decimal import Decimal
from typing import IO, Any

_MARK = secrets.token_hex(16)
_MARKED = re.compile(f'"{_MARK}([^"]*){_MARK}"')


def _decimal(value: object) -> str:
    if not isinstance(value, Decimal) or not value.is_finite():
        raise TypeError(f"not a value of JSON: {type(value).__name__}")
    return f"{_MARK}{value}{_MARK}"


_ENCODE = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_decimal
).encode


def dumps(value: Any) -> str:
    """Compact JSON of dicts, lists, texts, whole numbers, decimals and booleans. ``TypeError`` for more."""
    return _MARKED.sub(r"\1", _ENCODE(value))


def write_ndjson(resources: Iterable[dict[str, Any]], out: IO[str]) -> int:
    """One resource a line; returns how many. Memory does not grow with their number."""
    count = 0
    for resource in resources:
        out.write(dumps(resource))
        out.write("\n")
        count += 1
    return count
