"""A centre's root and archive keys on paper: each in three lists of words, any two of which make it again.

Strategy: Shamir's sharing by SLIP-39 (the ``shamir-mnemonic`` library), 2 of 3, 33 English words each with a
checksum. A share alone tells nothing. What is joined is compared with the key's public half, which the
membership log names, before anything is done with it.

Rules:
- Words are shown and typed, never stored. A share is no longer than it must be in memory; Python cannot wipe.
- Giving new shares of the same key does not make the old ones void: two old ones still make the key. A share
  that may be in wrong hands together with another one means founding the centre anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from hemmonitor.crypto.keys import KEY_SIZE, SealingKey, SigningKey
from hemmonitor.errors import InputError

HOLDERS: Final = 3
NEEDED: Final = 2
WORDS: Final = 33


class WrongShares(InputError):
    """These words do not make the care centre's key. Check them, and that both belong to the same set."""

    code = "input.wrong_shares"


def split(key: SigningKey | SealingKey) -> tuple[str, ...]:
    """Three lists of words for three holders; each call makes another set of the same key."""
    (shares,) = generate_mnemonics(1, [(NEEDED, HOLDERS)], key.seed())
    return tuple(shares)


def join_root(shares: Sequence[str], fingerprint: bytes) -> SigningKey:
    """The root key whose thumbprint begins with ``fingerprint``; ``WrongShares`` when they do not make it."""
    key = SigningKey(_joined(shares))
    if not fingerprint or key.fingerprint[: len(fingerprint)] != fingerprint:
        raise WrongShares("they make another root key")
    return key


def join_archive(shares: Sequence[str], public: bytes) -> SealingKey:
    """The archive key with this public half; ``WrongShares`` when they do not make it."""
    key = SealingKey(_joined(shares))
    if key.public != public:
        raise WrongShares("they make another archive key")
    return key


def _joined(shares: Sequence[str]) -> bytes:
    words = [" ".join(share.lower().split()) for share in shares]
    try:
        seed: bytes = combine_mnemonics(words)
    except (MnemonicError, ValueError, IndexError) as error:
        raise WrongShares(f"{len(words)} shares that do not fit together") from error
    if len(seed) != KEY_SIZE:
        raise WrongShares("not a key of this program")
    return seed
