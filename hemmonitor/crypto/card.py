"""The card a person shows in a health room: a QR code that says nothing without its PIN.

Strategy: what the card says (whose mailbox, until when, and content that is not this module's business) is
signed by the workstation that issued it; all of it is encrypted under a key that Argon2id makes of the
card's salt and the PIN. A one-time code is the same thing with the code as its PIN, handed to the room
through the relay instead of on paper.

Rules:
- Without the PIN a card shows its id and nothing else: no name, no mailbox, no centre.
- Six digits do not hold against somebody who has the card and a computer for some days; docs/attacks.md says
  what that gives. Nothing that was measured before is on a card.
- A signature alone is not enough: whoever opens a card asks the membership log whether its issuer may read
  the mailbox it names (``Card.check``).
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from base64 import b32decode, b32encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from hemmonitor.crypto import cbor
from hemmonitor.crypto.keys import KEY_SIZE, NONCE_SIZE, CannotOpen, decrypt, encrypt, random_id
from hemmonitor.crypto.vault import Cost
from hemmonitor.crypto.verify import SIGNATURE_SIZE, check_signature, digest
from hemmonitor.errors import CryptoError, WrongPin

if TYPE_CHECKING:
    from hemmonitor.crypto.cose import Signer

CONTENT_LIMIT: Final = 1000
TEXT_LIMIT: Final = 2600
"""Letters of a card's text; what a QR code of version 28 holds at error correction L with room to spare."""
PIN_DIGITS: Final = 6
COST = Cost()
"""Of a card's key; a test makes it cheap."""

_PREFIX: Final = "HMC1"
_CHECK: Final = 4
_SALT: Final = 16
_VERSION: Final = 1
_LATEST: Final = 4_102_444_800  # the year 2100


class CardInvalid(CryptoError):
    """This is not a card for the health room, or it is damaged. Ask the care centre for a new one."""

    code = "crypto.card_invalid"


class CardExpired(CardInvalid):
    """The card is too old. Ask the care centre for a new one."""

    code = "crypto.card_expired"


@dataclass(frozen=True, slots=True)
class Card:
    """An opened card; not to be believed before ``check``. ``expires`` in whole seconds, UTC."""

    id: str
    mailbox: str
    issuer: str
    expires: dt.datetime
    content: bytes = field(repr=False)
    signature: bytes = field(repr=False)

    def check(self, issuer_key: bytes, now: dt.datetime) -> None:
        """Return when the issuer's key signed this and it is still good.

        Raises ``CardInvalid`` or ``CardExpired``.
        """
        try:
            check_signature(issuer_key, self.signature, _signed(self))
        except CryptoError as error:
            raise CardInvalid("card: the signature does not match") from error
        if now >= self.expires:
            raise CardExpired("card: past its date")


@dataclass(frozen=True, slots=True)
class LockedCard:
    """What a camera sees."""

    id: str
    salt: bytes = field(repr=False)
    sealed: bytes = field(repr=False)

    def open(self, pin: str) -> Card:
        """The card behind its PIN; tenths of a second of work. Raises ``WrongPin`` or ``CardInvalid``."""
        nonce, ciphertext = self.sealed[:NONCE_SIZE], self.sealed[NONCE_SIZE:]
        try:
            raw = decrypt(_key(pin, self.salt), ciphertext, _aad(self.id, self.salt), nonce)
        except CannotOpen as error:
            raise WrongPin("card") from error
        try:
            return _from_raw(self.id, raw)
        except CryptoError as error:
            raise CardInvalid(error.detail) from error

    @property
    def text(self) -> str:
        """The letters and digits of the QR code."""
        raw = cbor.encode([_VERSION, cbor.id_bytes(self.id), self.salt, self.sealed])
        return _PREFIX + b32encode(raw + digest(raw)[:_CHECK]).decode().rstrip("=")


def new_pin() -> str:
    """Six random digits, to be told to the person apart from the card."""
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"


def issue(signer: Signer, mailbox: str, content: bytes, expires: dt.datetime, pin: str) -> LockedCard:
    """A new card. ``content`` of at most ``CONTENT_LIMIT`` bytes. Raises ``CardInvalid``."""
    if len(content) > CONTENT_LIMIT:
        raise CardInvalid(f"card: more than {CONTENT_LIMIT} bytes of content")
    whole = expires.astimezone(dt.UTC).replace(microsecond=0)
    card = Card(random_id(), mailbox, signer.device_id, whole, content, b"")
    raw = cbor.encode([_VERSION, *_fields(card), signer.sign(_signed(card))])
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(NONCE_SIZE)
    return LockedCard(card.id, salt, nonce + encrypt(_key(pin, salt), raw, _aad(card.id, salt), nonce))


def read(text: str) -> LockedCard:
    """The card in a QR code's text. Raises ``CardInvalid``."""
    compact = re.sub(r"\s", "", text[: 2 * TEXT_LIMIT]).upper()
    if not compact.startswith(_PREFIX) or len(compact) > TEXT_LIMIT:
        raise CardInvalid("text: not a card")
    body = compact.removeprefix(_PREFIX)
    try:
        raw = b32decode(body + "=" * (-len(body) % 8))
    except ValueError as error:
        raise CardInvalid("text: not the letters of a card") from error
    if len(raw) <= _CHECK or digest(raw[:-_CHECK])[:_CHECK] != raw[-_CHECK:]:
        raise CardInvalid("text: does not add up")
    try:
        version, ident, salt, sealed = cbor.as_tuple(
            cbor.decode(raw[:-_CHECK], limit=TEXT_LIMIT, what="card"), 4, "card"
        )
        cbor.as_int(version, "card version", low=_VERSION, high=_VERSION)
        return LockedCard(
            cbor.as_id(ident, "card"),
            cbor.as_block(salt, _SALT, "salt"),
            cbor.as_bytes(sealed, "card", at_least=NONCE_SIZE + 1, at_most=TEXT_LIMIT),
        )
    except CryptoError as error:
        raise CardInvalid(error.detail) from error


def _from_raw(ident: str, raw: bytes) -> Card:
    fields = cbor.as_tuple(cbor.decode(raw, limit=TEXT_LIMIT, what="card"), 6, "card")
    version, mailbox, issuer, expires, content, signature = fields
    cbor.as_int(version, "card version", low=_VERSION, high=_VERSION)
    return Card(
        ident,
        cbor.as_id(mailbox, "mailbox"),
        cbor.as_id(issuer, "issuer"),
        dt.datetime.fromtimestamp(cbor.as_int(expires, "expires", high=_LATEST), dt.UTC),
        cbor.as_bytes(content, "content", at_most=CONTENT_LIMIT),
        cbor.as_block(signature, SIGNATURE_SIZE, "signature"),
    )


def _fields(card: Card) -> list[cbor.Value]:
    return [
        cbor.id_bytes(card.mailbox),
        cbor.id_bytes(card.issuer),
        int(card.expires.timestamp()),
        card.content,
    ]


def _signed(card: Card) -> bytes:
    return cbor.encode(["hemmonitor-card", _VERSION, cbor.id_bytes(card.id), *_fields(card)])


def _aad(ident: str, salt: bytes) -> bytes:
    return cbor.encode(["hemmonitor-card", _VERSION, cbor.id_bytes(ident), salt])


def _key(pin: str, salt: bytes) -> bytes:
    argon = Argon2id(
        salt=salt, length=KEY_SIZE, iterations=COST.passes, lanes=COST.lanes, memory_cost=COST.memory
    )
    return argon.derive(pin.encode())
