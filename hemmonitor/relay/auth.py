"""Who is asking: request signatures against the membership log, and the time window.

Rules:
- A request counts only if a device in the centre's log signed exactly it, within the window, once.
- What a caller learns of a refusal is one of a few codes, whatever the reason was.
- Whether the nonce was used is for the store to know, since many workers share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemmonitor.crypto.members import Device, MembershipState
from hemmonitor.crypto.signatures import WINDOW, BadRequestSignature, Message, SignedRequest, parse_request
from hemmonitor.errors import BadSignature, HemmonitorError
from hemmonitor.relay.store import Claim

if TYPE_CHECKING:
    from collections.abc import Mapping


class Refused(HemmonitorError):
    """The post-box refused the request."""

    code = "relay.refused"

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error


@dataclass(frozen=True, slots=True)
class Request:
    """What a signature covers; ``target`` is the whole URI, header names are in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Caller:
    """Who signed the request: a device of the log, or the root itself (``device`` is None)."""

    device_id: str
    device: Device | None


def parse(request: Request, now: int) -> SignedRequest:
    """The request's signature, unchecked, if it was made within the window around ``now``.

    Raises ``Refused`` (401) otherwise. ``now`` is in seconds since 1970.
    """
    message = Message(request.method, request.target, request.headers)
    try:
        signed = parse_request(message, request.body)
    except BadRequestSignature as error:
        raise Refused(401, "unauthenticated") from error
    if not signed.fresh(now):
        raise Refused(401, "unauthenticated")
    return signed


def authenticate(signed: SignedRequest, state: MembershipState | None) -> Caller:
    """The device that signed the request, by the log of ``state``; revoked ones too.

    Raises ``Refused`` (401) for a request that no device of this centre signed.
    """
    caller = None if state is None else named(signed.device_id, state)
    if state is None or caller is None:
        raise Refused(401, "unauthenticated")
    public = state.root if caller.device is None else caller.device.identity.signing
    try:
        signed.check(public)
    except BadSignature as error:
        raise Refused(401, "unauthenticated") from error
    return caller


def named(device_id: str, state: MembershipState) -> Caller | None:
    """The device, or the root, of this id."""
    device = state.devices.get(device_id)
    return Caller(device_id, device) if device is not None or device_id == state.centre else None


def claim_of(signed: SignedRequest, centre: str) -> Claim:
    """What has to be noted so that this request counts once."""
    device, nonce = bytes.fromhex(signed.device_id), bytes.fromhex(signed.nonce)
    return Claim(bytes.fromhex(centre), device, nonce, signed.created + WINDOW)
