"""The project's own vectors, for tests that need real frames."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_TESTS = Path(__file__).parents[1]


def _load() -> list[dict[str, Any]]:
    paths = (_TESTS / "vectors" / "ble_vectors.json", _TESTS / "captures" / "published_frames.json")
    return [vector for path in paths for vector in json.loads(path.read_text(encoding="utf-8"))]


VECTORS = _load()


def good(*kinds: str) -> list[tuple[str, bytes]]:
    """Kind and bytes of every vector that decodes, of these kinds or of all."""
    return [
        (vector["kind"], bytes.fromhex(vector["hex"]))
        for vector in VECTORS
        if vector["expected"]["outcome"] == "ok" and (not kinds or vector["kind"] in kinds)
    ]
