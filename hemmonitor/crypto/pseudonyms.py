"""Pseudonyms for research: the same person has the same one within a study, and none that leads back.

A pseudonym is an HMAC-SHA256 under a key that is made at the centre and stays in its encrypted database. Who
has the key can find the person again; who has only the file cannot, and cannot join two studies by it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final, Self

from hemmonitor.errors import BadKey

KEY_SIZE: Final = 32
SHOWN: Final = 20
"""Hexadecimal digits of a pseudonym: 80 bits, so that no two persons of any study meet."""


class PseudonymKey:
    """See the module."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_SIZE:
            raise BadKey("a pseudonym key of another size")
        self._key = key

    @classmethod
    def generate(cls) -> Self:
        """A fresh key."""
        return cls(secrets.token_bytes(KEY_SIZE))

    @property
    def kept(self) -> bytes:
        """For the encrypted database, and nowhere else."""
        return self._key

    def of(self, study: str, person: str) -> str:
        """A person's pseudonym in a study."""
        told = len(study.encode()).to_bytes(4) + study.encode() + person.encode()
        return hmac.new(self._key, told, hashlib.sha256).hexdigest()[:SHOWN]
