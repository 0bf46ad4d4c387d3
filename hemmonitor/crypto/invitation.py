"""The invitation: what staff hand to a new device outside the network, and what is derived from it.

Strategy: a relay address, the root's fingerprint and a random 128-bit secret. In full as text for a QR code;
short, with the address given elsewhere and the fingerprint cut to 80 bits, as a code to type. From the secret
come the slot where the two meet and one key each way; the relay knows the slot and nothing else.

Rules:
- A typed code has 20 bits of check characters; letters that look like digits are read as digits.
- The secret is good for one enrolment, since the slot takes one request.
- Both sides show the same six digits, computed from everything that was exchanged.
"""

from __future__ import annotations

import re
import secrets
from base64 import b32decode, b32encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urlsplit

from hemmonitor.crypto import cbor
from hemmonitor.crypto.identity import PublicIdentity, parse_identity
from hemmonitor.crypto.keys import NONCE_SIZE, CannotOpen, DeviceKeys, decrypt, derive, encrypt
from hemmonitor.crypto.verify import digest
from hemmonitor.errors import CryptoError, InvitationInvalid, InvitationRefused

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

SECRET_SIZE: Final = 16
SHORT_FINGERPRINT: Final = 10
MESSAGE_LIMIT: Final = 8192
NAME_LIMIT: Final = 100
"""Characters of a member of staff's name, and of the title."""
_PREFIX: Final = "HM1"
_CHECK: Final = 4
_URL_LIMIT: Final = 200
_CODE_SIZE: Final = SECRET_SIZE + SHORT_FINGERPRINT
_TO_CROCKFORD: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_FROM_CROCKFORD: Final = str.maketrans(
    "0123456789ABCDEFGHJKMNPQRSTVWXYZOIL", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABB"
)


@dataclass(frozen=True, slots=True)
class Welcome:
    """The centre's answer: where the new device belongs, and how far the log reaches that says so.

    Staff are also told the name and the title under which they are known; both are empty for a patient.
    """

    centre: str
    log_length: int
    log_head: bytes
    name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """``fingerprint`` is the root's: all 32 bytes from a QR code, the first 10 from a typed code."""

    url: str
    fingerprint: bytes
    secret: bytes = field(repr=False)

    @classmethod
    def new(cls, url: str, fingerprint: bytes) -> Invitation:
        """A fresh invitation to a centre on a relay."""
        return cls(url, fingerprint, secrets.token_bytes(SECRET_SIZE))

    @property
    def text(self) -> str:
        """All of it, in the letters and digits that make a small QR code."""
        raw = cbor.encode([1, self.url, self.fingerprint, self.secret])
        return _PREFIX + b32encode(raw + digest(raw)[:_CHECK]).decode().rstrip("=")

    @property
    def code(self) -> str:
        """What is typed where there is no camera: groups of four; the address is given beside it."""
        raw = self.secret + self.fingerprint[:SHORT_FINGERPRINT]
        body = b32encode(raw).decode().rstrip("=").translate(_TO_CROCKFORD)
        whole = body + _check_characters(body)
        return "-".join(whole[at : at + 4] for at in range(0, len(whole), 4))

    # --- what both sides derive -----------------------------------------------------------------

    @property
    def slot(self) -> str:
        """Where the two sides meet on the relay."""
        return derive(self.secret, "hemmonitor-enrol slot")[: cbor.ID_SIZE].hex()

    def ask(self, keys: DeviceKeys) -> bytes:
        """The new device's request: its public identity, for whoever knows the secret."""
        return self._seal("ask", keys.identity.encoded)

    def open_ask(self, message: bytes) -> PublicIdentity:
        """The identity that asks; ``InvitationInvalid`` when it was not made with this secret."""
        return _sound(lambda: parse_identity(self._open("ask", message)))

    def answer(self, welcome: Welcome) -> bytes:
        """The centre's answer, for whoever knows the secret."""
        fields = [1, cbor.id_bytes(welcome.centre), welcome.log_length, welcome.log_head]
        person = [welcome.name, welcome.title] if welcome.name else []
        return self._seal("answer", cbor.encode([*fields, *person]))

    def refusal(self) -> bytes:
        """The centre's answer when the digits differed, for whoever knows the secret."""
        return self._seal("answer", cbor.encode([1]))

    def open_answer(self, message: bytes) -> Welcome:
        """The centre's answer. Raises ``InvitationInvalid`` when it was not made with this secret, and
        ``InvitationRefused`` when staff said no.
        """
        return _sound(lambda: _welcome(self._open("answer", message)))

    def confirmation(self, identity: PublicIdentity) -> str:
        """Six digits that both sides show: they agree when nobody stands between."""
        parts = [self.secret, self.fingerprint[:SHORT_FINGERPRINT], identity.encoded]
        number = int.from_bytes(digest(cbor.encode(["hemmonitor-confirm", *parts]))[:8]) % 1_000_000
        return f"{number // 1000:03} {number % 1000:03}"

    def _seal(self, role: str, message: bytes) -> bytes:
        key = derive(self.secret, f"hemmonitor-enrol {role}")
        # from the message, so that a repeated request is the same bytes and no nonce serves two messages
        nonce = derive(key, "nonce", digest(message))[:NONCE_SIZE]
        return nonce + encrypt(key, message, f"hemmonitor-enrol {role}".encode(), nonce)

    def _open(self, role: str, message: bytes) -> bytes:
        if not NONCE_SIZE < len(message) <= MESSAGE_LIMIT:
            raise CannotOpen(f"enrolment {role}: wrong size")
        key = derive(self.secret, f"hemmonitor-enrol {role}")
        aad = f"hemmonitor-enrol {role}".encode()
        return decrypt(key, message[NONCE_SIZE:], aad, message[:NONCE_SIZE])


def _welcome(raw: bytes) -> Welcome:
    answer = cbor.decode(raw, limit=1024, what="answer")
    if isinstance(answer, list) and len(answer) == 1:
        cbor.as_int(answer[0], "answer version", low=1, high=1)
        raise InvitationRefused("staff refused the digits")
    name = title = ""
    if isinstance(answer, list) and len(answer) == 6:
        *answer, name, title = answer
        name = cbor.as_text(name, "name", at_most=NAME_LIMIT)
        title = cbor.as_text(title, "title", at_most=NAME_LIMIT)
    version, centre, length, head = cbor.as_tuple(answer, 4, "answer")
    cbor.as_int(version, "answer version", low=1, high=1)
    return Welcome(
        cbor.as_id(centre, "centre"),
        cbor.as_int(length, "log length", low=1),
        cbor.as_block(head, cbor.DIGEST_SIZE, "log head"),
        name,
        title,
    )


def read_text(text: str, *, kept: bool = False) -> Invitation:
    """The invitation in a QR code's text; ``InvitationInvalid`` for anything else.

    ``kept``: by this program itself; then it may come from a typed code, with the short fingerprint.
    """
    compact = re.sub(r"\s", "", text).upper()
    if not compact.startswith(_PREFIX) or len(compact) > 2 * _URL_LIMIT + 200:
        raise InvitationInvalid("text: not an invitation")
    raw = _unpacked(compact.removeprefix(_PREFIX))
    if digest(raw[:-_CHECK])[:_CHECK] != raw[-_CHECK:]:
        raise InvitationInvalid("text: does not add up")
    return _sound(lambda: _from_raw(raw[:-_CHECK], kept=kept))


def _from_raw(raw: bytes, *, kept: bool) -> Invitation:
    what = "invitation"
    version, url, fingerprint, secret = cbor.as_tuple(cbor.decode(raw, limit=512, what=what), 4, what)
    cbor.as_int(version, what, low=1, high=1)
    short = kept and isinstance(fingerprint, bytes) and len(fingerprint) == SHORT_FINGERPRINT
    return Invitation(
        relay_address(cbor.as_text(url, what, at_most=_URL_LIMIT)),
        cbor.as_block(fingerprint, SHORT_FINGERPRINT if short else cbor.DIGEST_SIZE, what),
        cbor.as_block(secret, SECRET_SIZE, what),
    )


def read_code(code: str, url: str) -> Invitation:
    """The invitation in a typed code; ``InvitationInvalid`` when it is mistyped."""
    compact = re.sub(r"[\s-]", "", code).upper()
    # what looks like a digit is one: O is 0, I and L are 1
    compact = compact.translate(str.maketrans("OIL", "011"))
    body, check = compact[:-_CHECK], compact[-_CHECK:]
    if not secrets.compare_digest(_check_characters(body).encode(), check.encode()):
        raise InvitationInvalid("code: mistyped")
    raw = _unpacked(body.translate(_FROM_CROCKFORD))
    if len(raw) != _CODE_SIZE:
        raise InvitationInvalid("code: wrong length")
    return Invitation(relay_address(url), raw[SECRET_SIZE:], raw[:SECRET_SIZE])


def _check_characters(body: str) -> str:
    packed = b32encode(digest(f"hemmonitor-code {body}".encode())).decode()
    return packed[:_CHECK].translate(_TO_CROCKFORD)


def _unpacked(text: str) -> bytes:
    try:
        raw = b32decode(text + "=" * (-len(text) % 8))
    except ValueError as error:
        raise InvitationInvalid("not the letters and digits of an invitation") from error
    if b32encode(raw).decode().rstrip("=") != text:
        raise InvitationInvalid("not the letters and digits of an invitation")
    return raw


def relay_address(url: str) -> str:
    """A relay's address: https, or http on this very computer. Raises ``InvitationInvalid``."""
    try:
        parts = urlsplit(url)
        local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
        fine = parts.scheme == "https" or (parts.scheme == "http" and local)
        bare = not (parts.query or parts.fragment or parts.username or parts.path.strip("/"))
    except ValueError as error:
        raise InvitationInvalid("the relay's address is none") from error
    if not fine or not bare or not parts.hostname:
        raise InvitationInvalid("the relay's address is not https")
    return url.rstrip("/")


def _sound(read: Callable[[], T]) -> T:
    try:
        return read()
    except CryptoError as error:
        raise InvitationInvalid(error.detail) from error
