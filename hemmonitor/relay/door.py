"""What every request passes: its size, its signature, its sender's rights; and the shape of every answer.

Rules:
- A body is read up to its limit, whatever the request claims.
- Answers are CBOR; every refusal is ``{"error": code}`` in JSON and says nothing else.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Role
from hemmonitor.errors import DiskFull, StorageError
from hemmonitor.relay.auth import Caller, Refused, Request, authenticate, claim_of, named, parse
from hemmonitor.relay.mailbox import POLL_LIMIT, TOGETHER, Handed
from hemmonitor.relay.rates import Rate, Waits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.requests import Request as HttpRequest

    from hemmonitor.crypto.members import MembershipState
    from hemmonitor.crypto.signatures import SignedRequest
    from hemmonitor.relay.bell import Wait
    from hemmonitor.relay.centres import Centres
    from hemmonitor.relay.store import Store

    FoundingState = Callable[[], MembershipState]

T = TypeVar("T")

CBOR: Final = "application/cbor"
POLL_BODY: Final = POLL_LIMIT * 64
_ENTRIES: Final = 256
_ID: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)
_NUMBER: Final = re.compile(r"[0-9]{1,15}", re.ASCII)
_POLL_KEYS: Final = frozenset({1, 2})


@dataclass(frozen=True, slots=True)
class Call:
    """An authenticated request. ``state`` is the centre's log as it stood then."""

    caller: Caller
    state: MembershipState
    centre: str
    body: bytes


class Door:
    """Lets requests in. ``origins`` are the addresses under which clients reach the relay."""

    def __init__(
        self, store: Store, centres: Centres, clock: Callable[[], dt.datetime], origins: Sequence[str]
    ) -> None:
        self._store = store
        self._centres = centres
        self._limits = limits = store.limits
        self._clock = clock
        self._origins = {origin.split("://", 1)[1].lower(): origin for origin in origins}
        self._devices, self._of_centres = Rate(limits.device_requests), Rate(limits.centre_requests)
        self._bytes = Rate(limits.device_bytes)
        self.waits = Waits(limits.waits)

    async def call(self, http: HttpRequest, limit: int, *, revoked_too: bool = False) -> Call:
        """A request by a device of its centre, with a body of at most ``limit`` bytes; else ``Refused``."""
        body = await self.body(http, limit)
        centre = ident(http, "centre")
        signed = self._signed(http, body)
        state = await self._centres.state(centre)
        return await self.admit(signed, state, centre, body, revoked_too=revoked_too)

    async def founding(self, http: HttpRequest, body: bytes, founding: FoundingState) -> Call:
        """The same for a body that is read already, in a centre that may only come to be by it."""
        centre = ident(http, "centre")
        signed = self._signed(http, body)
        state = await self._centres.state(centre)
        return await self.admit(signed, state or founding(), centre, body)

    async def registrar(self, http: HttpRequest, limit: int) -> Call:
        """A request by a registrar of its centre, or by its root."""
        call = await self.call(http, limit)
        if not may_register(call.caller):
            raise Refused(403, "forbidden")
        return call

    async def admit(
        self,
        signed: SignedRequest,
        state: MembershipState | None,
        centre: str,
        body: bytes,
        *,
        revoked_too: bool = False,
    ) -> Call:
        """Let a signed request in, once, by the newest log there is; else ``Refused``.

        401 for one that no device of this centre signed, or that was here before; 403 for a device that
        has been revoked (unless ``revoked_too``); 429 for too many requests.
        """
        if self._store.shared and state is not None and named(signed.device_id, state) is None:
            state = await self._centres.catch_up(centre) or state  # another worker may have let it in
        caller = authenticate(signed, state)
        assert state is not None  # there is no caller without one
        self._within_rates(centre, signed.device_id, len(body))
        claimed = await self._store.claim(claim_of(signed, centre), self.now())
        if not claimed.fresh:
            raise Refused(401, "replayed")
        if claimed.log_length is not None and claimed.log_length > state.length:
            state = await self._centres.catch_up(centre, claimed.log_length) or state
            caller = authenticate(signed, state)
        if caller.device is not None and caller.device.revoked and not revoked_too:
            raise Refused(403, "revoked")
        return Call(caller, state, centre, body)

    def count(self, call: Call, requests: int) -> None:
        """Count a request that was let in as so many more; ``Refused`` (429) when they are too many."""
        self._within_rates(call.centre, call.caller.device_id, 0, requests)

    def _within_rates(self, centre: str, device: str, size: int, requests: int = 1) -> None:
        now = self._clock().timestamp()
        if not (
            self._devices.take((centre, device), requests, now)
            and self._bytes.take((centre, device), size, now)
            and self._of_centres.take(centre, requests, now)
        ):
            raise Refused(429, "too_many")

    def _signed(self, http: HttpRequest, body: bytes) -> SignedRequest:
        origin = self._origins.get(http.headers.get("host", "").lower())
        if origin is None:
            raise Refused(401, "unauthenticated")
        path: bytes = http.scope.get("raw_path") or http.scope["path"].encode()
        query: bytes = http.scope["query_string"]
        target = origin + path.decode("ascii", "replace")
        target += "?" + query.decode("ascii", "replace") if query else ""
        headers = {name: http.headers[name] for name in http.headers}
        return parse(Request(http.method, target, headers, body), self.now())

    async def body(self, http: HttpRequest, limit: int) -> bytes:
        """The request's body, of at most ``limit`` bytes."""
        announced = http.headers.get("content-length", "0")
        if not _NUMBER.fullmatch(announced):
            raise Refused(400, "malformed")
        if int(announced) > limit:
            raise Refused(413, "too_large")
        body = bytearray()
        async for part in http.stream():
            body += part
            if len(body) > limit:
                raise Refused(413, "too_large")
        return bytes(body)

    async def patiently(
        self,
        http: HttpRequest,
        who: str,
        wait: Wait,
        look: Callable[[], Awaitable[T]],
        enough: Callable[[T], bool],
    ) -> T:
        """What ``look`` finds, at the latest when the caller no longer waits; looks again at every ring.

        Raises ``Refused`` (429) when too many wait for the same, or in the same name.
        """
        seconds = min(number(http, "wait", 0), self._limits.wait)
        found = await look()
        if enough(found) or not seconds:
            return found
        time = asyncio.get_running_loop().time
        end = time() + seconds
        with self.waits.one(who) as room:
            if not room:
                raise Refused(429, "too_many")
            while not enough(found) and await wait.ringing(end - time()):
                found = await look()
        return found

    def now(self) -> int:
        """Seconds since 1970."""
        return int(self._clock().timestamp())


def may_register(caller: Caller) -> bool:
    """Whether the caller is a registrar, or the root."""
    return caller.device is None or caller.device.role is Role.REGISTRAR


# --- reading ---------------------------------------------------------------------------------------


def ident(http: HttpRequest, name: str) -> str:
    """An id in the path."""
    value: str = http.path_params[name]
    if not _ID.fullmatch(value):
        raise Refused(404, "not_found")
    return value


def number(http: HttpRequest, name: str, default: int) -> int:
    """A number in the query."""
    value = http.query_params.get(name)
    if value is None:
        return default
    if not _NUMBER.fullmatch(value):
        raise Refused(400, "malformed")
    return int(value)


def poll_body(body: bytes) -> tuple[int, dict[str, int]]:
    """The caller's log length, and its position by mailbox."""
    try:
        fields = cbor.as_map(cbor.decode(body, limit=POLL_BODY, what="poll"), _POLL_KEYS, "poll")
        listed = cbor.as_list(fields[2], "poll", at_most=POLL_LIMIT)
        pairs = [cbor.as_tuple(item, 2, "poll") for item in listed]
        wanted = {cbor.as_id(box, "poll"): cbor.as_int(cursor, "poll") for box, cursor in pairs}
        return cbor.as_int(fields[1], "poll"), wanted
    except cbor.Malformed as error:
        raise Refused(400, "malformed") from error


def envelopes_body(body: bytes) -> list[tuple[str, Handed]]:
    """Envelopes, each with its mailbox; how large each may be is the mailbox's to say."""
    what = "envelopes"
    try:
        listed = cbor.as_list(
            cbor.decode(body, limit=len(body), what=what), what, at_least=1, at_most=TOGETHER
        )
        triples = [cbor.as_tuple(item, 3, what) for item in listed]
        return [
            (
                cbor.as_id(mailbox, what),
                Handed.of(
                    cbor.as_id(ident, what), cbor.as_bytes(sealed, what, at_most=len(body), at_least=1)
                ),
            )
            for mailbox, ident, sealed in triples
        ]
    except cbor.Malformed as error:
        raise Refused(400, "malformed") from error


def entries_body(body: bytes) -> list[bytes]:
    """Entries for the log; their form is the log's to check."""
    try:
        what = "entries"
        listed = cbor.as_list(
            cbor.decode(body, limit=len(body), what=what), what, at_least=1, at_most=_ENTRIES
        )
        return [cbor.as_bytes(item, what, at_most=len(body)) for item in listed]
    except cbor.Malformed as error:
        raise Refused(400, "malformed") from error


# --- answering -------------------------------------------------------------------------------------


def answer(value: cbor.Value, status: int = 200) -> Response:
    """A success."""
    return Response(cbor.encode(value), status, media_type=CBOR)


def refusal(_http: HttpRequest, error: Exception) -> Response:
    """Every refusal, and every error the framework raises by itself, in the one shape."""
    match error:
        case Refused(status=status, error=code):
            return _error(status, code)
        case HTTPException(status_code=status):
            return _error(status, {404: "not_found", 405: "method"}.get(status, "malformed"))
        case DiskFull():
            return _error(507, "full")
        case StorageError():
            return _error(503, "unavailable")
        case ClientDisconnect():  # nobody reads this
            return _error(400, "malformed")
        case _:  # a fault of the relay's own; the log has it
            return _error(500, "internal")


def _error(status: int, error: str) -> JSONResponse:
    return JSONResponse({"error": error}, status)
