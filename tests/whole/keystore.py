"""A key store in a file, for programs of the tests."""

from __future__ import annotations

import json
from pathlib import Path


class FileStore:
    """A key store in a file, for processes that are killed often: it spares them Argon2id."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, account: str) -> bytes | None:
        kept: dict[str, str] = json.loads(self._path.read_text()) if self._path.exists() else {}
        return bytes.fromhex(kept[account]) if account in kept else None

    def set(self, account: str, secret: bytes) -> None:
        kept = json.loads(self._path.read_text()) if self._path.exists() else {}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps({**kept, account: secret.hex()}))
