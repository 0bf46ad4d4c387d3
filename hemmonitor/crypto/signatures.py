"""HTTP Message Signatures (RFC 9421) in the one profile the relay speaks.

Strategy: the signature base is built by general rules (tested with the RFC's own vector), but a request
is accepted only in one form: one signature labelled ``hm`` by Ed25519 over the method, the target URI and
the content digest, with ``created``, ``keyid`` (the device id), a 16-byte ``nonce`` and our ``tag``.

Rules:
- Every request is signed over its digest, the empty body included.
- The clock is an argument; whether a nonce was used is for the caller to know.
- One form has one spelling, so a pattern reads it whole and there is nothing to interpret. The general
  libraries read the clock themselves, take any profile, and have no adapter for httpx or ASGI.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from hemmonitor.crypto.verify import check_signature
from hemmonitor.errors import CryptoError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hemmonitor.crypto.cose import Signer

LABEL: Final = "hm"
TAG: Final = "hemmonitor-1"
COMPONENTS: Final = ("@method", "@target-uri", "content-digest")
WINDOW: Final = 300
"""Seconds that ``created`` may differ from the relay's clock, either way."""
NONCE_SIZE: Final = 16
_LISTED: Final = " ".join(f'"{name}"' for name in COMPONENTS)
_INPUT: Final = re.compile(
    rf"{LABEL}=(?P<parameters>\({_LISTED}\);created=(?P<created>0|[1-9][0-9]{{0,11}});"
    rf'keyid="(?P<device>[0-9a-f]{{32}})";nonce="(?P<nonce>[0-9a-f]{{32}})";tag="{TAG}")',
    re.ASCII,
)
_SIGNATURE: Final = re.compile(rf"{LABEL}=:(?P<signature>[A-Za-z0-9+/]{{86}}==):", re.ASCII)


class BadRequestSignature(CryptoError):
    """A request is not signed in the way the relay asks."""

    code = "crypto.bad_request_signature"


@dataclass(frozen=True, slots=True)
class Message:
    """What is signed of a request; header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]

    def component(self, name: str) -> str:
        """A component's value (RFC 9421 sections 2.1 and 2.2)."""
        match name:
            case "@method":
                return self.method
            case "@target-uri":
                return self.target
            case "@authority":
                return urlsplit(self.target).netloc.lower()
            case "@path":
                return urlsplit(self.target).path or "/"
            case _ if name in self.headers:
                return self.headers[name].strip()
        raise BadRequestSignature(f"no component {name}")


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request's parsed signature. Nothing in it is to be believed before ``check``."""

    device_id: str
    created: int
    nonce: str
    base: bytes
    signature: bytes

    def fresh(self, now: int) -> bool:
        """Whether it was made within the window around ``now`` (seconds since 1970)."""
        return abs(now - self.created) <= WINDOW

    def check(self, public: bytes) -> None:
        """Returns when this device's key signed the request; else ``BadSignature``."""
        check_signature(public, self.signature, self.base)


def signature_base(message: Message, components: Sequence[str], parameters: str) -> bytes:
    """The bytes to sign (RFC 9421 section 2.5); ``parameters`` is the serialised inner list."""
    lines = [f'"{name}": {message.component(name)}' for name in components]
    lines.append(f'"@signature-params": {parameters}')
    return "\n".join(lines).encode("ascii", "strict")


def content_digest(body: bytes) -> str:
    """``Content-Digest`` (RFC 9530) by SHA-256."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def _parameters(device_id: str, created: int, nonce: str) -> str:
    return f'({_LISTED});created={created};keyid="{device_id}";nonce="{nonce}";tag="{TAG}"'


def sign_request(signer: Signer, method: str, target: str, body: bytes, *, created: int) -> dict[str, str]:
    """The three headers that sign a request; every call has a nonce of its own."""
    digest = content_digest(body)
    parameters = _parameters(signer.device_id, created, secrets.token_hex(NONCE_SIZE))
    base = signature_base(Message(method, target, {"content-digest": digest}), COMPONENTS, parameters)
    return {
        "content-digest": digest,
        "signature-input": f"{LABEL}={parameters}",
        "signature": _signature(signer.sign(base)),
    }


def _signature(signature: bytes) -> str:
    return f"{LABEL}=:{base64.b64encode(signature).decode()}:"


def parse_request(message: Message, body: bytes) -> SignedRequest:
    """Read a request's signature headers and check the digest of its body.

    Raises ``BadRequestSignature`` for a missing header, another profile or another body.
    """
    try:
        given, announced, signed = (
            message.headers[name] for name in ("content-digest", "signature-input", "signature")
        )
    except KeyError as error:
        raise BadRequestSignature("a signature header is missing") from error
    if not secrets.compare_digest(given.encode(errors="replace"), content_digest(body).encode()):
        raise BadRequestSignature("the body does not match its digest")
    said = _INPUT.fullmatch(announced)
    made = _SIGNATURE.fullmatch(signed)
    if said is None or made is None:
        raise BadRequestSignature("another signature profile than the relay's")
    signature = base64.b64decode(made["signature"])
    if signed != _signature(signature):
        raise BadRequestSignature("signature: not in its one spelling")
    try:
        base = signature_base(message, COMPONENTS, said["parameters"])
    except UnicodeEncodeError as error:
        raise BadRequestSignature("a component is not ASCII") from error
    return SignedRequest(said["device"], int(said["created"]), said["nonce"], base, signature)
