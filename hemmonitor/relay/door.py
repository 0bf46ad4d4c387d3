"""What every request passes: its size, its signature, its sender's rights; and the shape of every answer.

Rules:
- A body is read up to its limit, whatever the request claims.
- Answers are CBOR; every refusal is ``{"error": code}`` in JSON and says nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Role
from hemmonitor.errors import DiskFull, StorageError
from hemmonitor.relay.auth import Caller, Nonces, Refused, Request, authenticate
from hemmonitor.relay.mailbox import POLL_LIMIT, Limits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from starlette.requests import Request as HttpRequest

    from hemmonitor.crypto.members import MembershipState
    from hemmonitor.relay.centres import Centres

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
        self, centres: Centres, limits: Limits, clock: Callable[[], dt.datetime], origins: Sequence[str]
    ) -> None:
        self._centres = centres
        self._limits = limits
        self._clock = clock
        self._origins = {origin.split("://", 1)[1].lower(): origin for origin in origins}
        self._nonces = Nonces(limits.nonces)

    async def call(self, http: HttpRequest, limit: int, *, revoked_too: bool = False) -> Call:
        """A request by a device of its centre, with a body of at most ``limit`` bytes; else ``Refused``."""
        body = await self.body(http, limit)
        centre = ident(http, "centre")
        state = self._centres.state(centre)
        caller = self.caller(http, body, state, revoked_too=revoked_too)
        assert state is not None  # there is no caller without one
        return Call(caller, state, centre, body)

    async def registrar(self, http: HttpRequest, limit: int) -> Call:
        """A request by a registrar of its centre, or by its root."""
        call = await self.call(http, limit)
        if not may_register(call.caller):
            raise Refused(403, "forbidden")
        return call

    def caller(
        self, http: HttpRequest, body: bytes, state: MembershipState | None, *, revoked_too: bool = False
    ) -> Caller:
        """Who signed the request, by the log of ``state``."""
        origin = self._origins.get(http.headers.get("host", "").lower())
        if origin is None:
            raise Refused(401, "unauthenticated")
        path: bytes = http.scope.get("raw_path") or http.scope["path"].encode()
        query: bytes = http.scope["query_string"]
        target = origin + path.decode("ascii", "replace")
        target += "?" + query.decode("ascii", "replace") if query else ""
        headers = {name: http.headers[name] for name in http.headers}
        request = Request(http.method, target, headers, body)
        return authenticate(request, state, self._nonces, self.now(), revoked_too=revoked_too)

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

    def seconds(self, http: HttpRequest) -> int:
        """How long the caller is willing to wait."""
        return min(number(http, "wait", 0), self._limits.wait)

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
        case _:  # the client went away in the middle of its body
            return _error(400, "malformed")


def _error(status: int, error: str) -> JSONResponse:
    return JSONResponse({"error": error}, status)
