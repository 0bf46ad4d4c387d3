"""Who is asking: request signatures against the membership log, the time window, used nonces.

Rules:
- A request counts only if a device in the centre's log signed exactly it, within the window, once.
- What a caller learns of a refusal is one of a few codes, whatever the reason was.
- Nonces are kept in memory. A replay after a restart of the relay changes nothing either: handing in an
  envelope or an entry twice is the same as once, and a slot is filled once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemmonitor.crypto.members import Device, MembershipState
from hemmonitor.crypto.signatures import WINDOW, BadRequestSignature, Message, parse_request
from hemmonitor.errors import BadSignature, HemmonitorError

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


class Nonces:
    """Nonces in use, per device, each until its request could no longer be fresh."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._used: dict[str, dict[str, int]] = {}
        self._swept = 0

    def use(self, device: str, nonce: str, created: int, now: int) -> bool:
        """Note a nonce; False when it was used. Raises ``Refused`` (429) when a device has too many."""
        if now - self._swept > WINDOW:
            self._sweep(now)
        mine = self._used.setdefault(device, {})
        if nonce in mine:
            return False
        if len(mine) >= self._limit:
            self._sweep(now)
            mine = self._used.setdefault(device, {})
            if len(mine) >= self._limit:
                raise Refused(429, "too_many")
        mine[nonce] = created + WINDOW
        return True

    def _sweep(self, now: int) -> None:
        self._swept = now
        kept = (
            (device, {nonce: end for nonce, end in nonces.items() if end >= now})
            for device, nonces in self._used.items()
        )
        self._used = {device: nonces for device, nonces in kept if nonces}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who signed the request: a device of the log, or the root itself (``device`` is None)."""

    device_id: str
    device: Device | None


def authenticate(
    request: Request, state: MembershipState | None, nonces: Nonces, now: int, *, revoked_too: bool = False
) -> Caller:
    """The device that signed the request. ``now`` is in seconds since 1970.

    Raises ``Refused``: 401 for a request that is not signed by a device of this centre, or not freshly,
    or a second time; 403 for a device that has been revoked (unless ``revoked_too``); 429 for too many
    requests.
    """
    message = Message(request.method, request.target, request.headers)
    try:
        signed = parse_request(message, request.body)
    except BadRequestSignature as error:
        raise Refused(401, "unauthenticated") from error
    if state is None or not signed.fresh(now):
        raise Refused(401, "unauthenticated")
    device = state.devices.get(signed.device_id)
    if device is not None:
        public = device.identity.signing
    elif signed.device_id == state.centre:
        public = state.root
    else:
        raise Refused(401, "unauthenticated")
    try:
        signed.check(public)
    except BadSignature as error:
        raise Refused(401, "unauthenticated") from error
    if not nonces.use(signed.device_id, signed.nonce, signed.created, now):
        raise Refused(401, "replayed")
    if device is not None and device.revoked and not revoked_too:
        raise Refused(403, "revoked")
    return Caller(signed.device_id, device)
