"""JSON text of resources, with decimals exactly as they were measured.

FHIR asks that a decimal's precision be kept (72.30 is not 72.3), which floats cannot. So numbers are
``Decimal`` both ways: written digit by digit here, read by ``json`` with ``parse_float``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import IO, Any

_QUOTE = json.encoder.encode_basestring


def dumps(value: Any) -> str:
    """Compact JSON of dicts, lists, texts, whole numbers, decimals, booleans. ``TypeError`` for more."""
    parts: list[str] = []
    _write(value, parts.append)
    return "".join(parts)


def write_ndjson(resources: Iterable[dict[str, Any]], out: IO[str]) -> int:
    """One resource a line; returns how many. Memory does not grow with their number."""
    count = 0
    for resource in resources:
        out.write(dumps(resource))
        out.write("\n")
        count += 1
    return count


def _write(value: Any, put: Any) -> None:
    if isinstance(value, str):
        put(_QUOTE(value))
    elif value is True:
        put("true")
    elif value is False:
        put("false")
    elif isinstance(value, dict):
        mark = "{"
        for key, item in value.items():
            put(mark)
            put(_QUOTE(key))
            put(":")
            _write(item, put)
            mark = ","
        put("{}" if mark == "{" else "}")
    elif isinstance(value, list):
        mark = "["
        for item in value:
            put(mark)
            _write(item, put)
            mark = ","
        put("[]" if mark == "[" else "]")
    elif isinstance(value, int | Decimal):
        put(str(value))
    else:
        raise TypeError(f"not a value of JSON: {type(value).__name__}")
