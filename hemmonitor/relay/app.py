"""The relay's HTTP surface: a thin Starlette shell around rules, store and log.

Strategy: every handler reads the body within its limit, authenticates, checks the caller's right, acts, and
answers in CBOR. Every refusal is ``{"error": code}`` in JSON with the status that ``docs/protocol.md`` lists,
and says nothing else.

Rules:
- Nothing here can open an envelope, and nothing here logs a body, a mailbox or a device.
- A request that is refused has changed nothing.
- Long-polls listen before they look, so that nothing falls between.
"""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Role
from hemmonitor.crypto.members import BadMembership, MembershipState
from hemmonitor.errors import BadKey, BadSignature, DiskFull, StorageError
from hemmonitor.relay.auth import Caller, Nonces, Refused, Request, authenticate
from hemmonitor.relay.bell import Bell
from hemmonitor.relay.centres import Centres, conflict
from hemmonitor.relay.mailbox import POLL_LIMIT, Again, Append, Limits, Refusal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from starlette.requests import Request as HttpRequest

    from hemmonitor.relay.store import RelayStore, Slot

CBOR: Final = "application/cbor"
_ID: Final = re.compile(r"[0-9a-f]{32}")
_NUMBER: Final = re.compile(r"[0-9]{1,15}")
_POLL_KEYS: Final = frozenset({1, 2})
_STATUS: Final = {Refusal.CONFLICT: 409, Refusal.TOO_LARGE: 413, Refusal.QUOTA: 429}


class Relay:
    """The handlers, and what they share. ``origins`` are the addresses under which clients reach it."""

    def __init__(
        self,
        store: RelayStore,
        clock: Callable[[], dt.datetime],
        *,
        origins: Sequence[str],
        allowed: frozenset[str] | None = None,
    ) -> None:
        self.store = store
        self.bell = Bell()
        self.centres = Centres(store, allowed)
        self._limits: Limits = store.limits
        self._clock = clock
        self._origins = {origin.split("://", 1)[1].lower(): origin for origin in origins}
        self._nonces = Nonces(self._limits.nonces)

    def app(self) -> Starlette:
        """The ASGI application; closing it lets waiting callers go and closes the store."""

        @asynccontextmanager
        async def lifespan(_app: Starlette) -> AsyncIterator[None]:
            yield
            self.bell.close()
            self.store.close()

        centre = "/v1/{centre}"
        slot = centre + "/slot/{slot}"
        routes = [
            Route("/healthz", self.health, methods=["GET"]),
            Route(centre + "/log", self.get_log, methods=["GET"]),
            Route(centre + "/log", self.post_log, methods=["POST"]),
            Route(centre + "/box/{mailbox}", self.get_box, methods=["GET"]),
            Route(centre + "/box/{mailbox}/{envelope}", self.put_envelope, methods=["PUT"]),
            Route(centre + "/poll", self.poll, methods=["POST"]),
            Route(slot, self.make_slot, methods=["PUT"]),
            Route(slot + "/ask", self.get_ask, methods=["GET"]),
            Route(slot + "/answer", self.put_answer, methods=["PUT"]),
            Route("/v1/slot/{slot}/ask", self.put_ask, methods=["PUT"]),
            Route("/v1/slot/{slot}/answer", self.get_answer, methods=["GET"]),
        ]
        handled = (Refused, HTTPException, ClientDisconnect, StorageError)
        handlers = dict.fromkeys(handled, _refused)
        return Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers)

    # --- envelopes ------------------------------------------------------------------------------

    async def put_envelope(self, http: HttpRequest) -> Response:
        """Take an envelope in: 201 when it is new, 200 when it was here."""
        caller, state, _, body = await self._caller(http, self._limits.envelope)
        centre, mailbox, envelope = (_id(http, name) for name in ("centre", "mailbox", "envelope"))
        if not state.may_post(caller.device_id, mailbox):
            raise Refused(403, "forbidden")
        if not body:
            raise Refused(400, "malformed")
        decision = await self.store.put(bytes.fromhex(centre), bytes.fromhex(mailbox), envelope, body)
        if isinstance(decision, Refusal):
            raise Refused(_STATUS[decision], decision.value)
        cursor = decision.cursor if isinstance(decision, Again) else decision.head.cursor
        if isinstance(decision, Append):
            self.bell.ring((centre, mailbox))
        answer = {1: bytes.fromhex(self.store.epoch), 2: cursor}
        return _answer(answer, 201 if isinstance(decision, Append) else 200)

    async def get_box(self, http: HttpRequest) -> Response:
        """A page of a mailbox after a cursor, waiting for one if asked to."""
        caller, state, _, _ = await self._caller(http, 0)
        centre, mailbox = _id(http, "centre"), _id(http, "mailbox")
        after = _query(http, "after", 0)
        rows = max(1, min(_query(http, "limit", self._limits.page_rows), self._limits.page_rows))
        if not state.may_read(caller.device_id, mailbox):
            raise Refused(403, "forbidden")
        raw = bytes.fromhex(centre), bytes.fromhex(mailbox)
        with self.bell.listen([(centre, mailbox)]) as wait:
            page = self.store.page(*raw, after, rows)
            if page.head == after and await wait.ringing(self._seconds(http)):
                page = self.store.page(*raw, after, rows)
        listed = [[row.cursor, bytes.fromhex(row.envelope_id), row.body] for row in page.rows]
        return _answer({1: bytes.fromhex(self.store.epoch), 2: page.head, 3: page.running, 4: listed})

    async def poll(self, http: HttpRequest) -> Response:
        """Which of these mailboxes, and whether the log, stand elsewhere than the caller says."""
        caller, state, _, body = await self._caller(http, POLL_LIMIT * 64)
        centre = _id(http, "centre")
        length, wanted = _poll_body(body)
        if not all(state.may_read(caller.device_id, mailbox) for mailbox in wanted):
            raise Refused(403, "forbidden")
        with self.bell.listen([(centre, "log"), *((centre, mailbox) for mailbox in wanted)]) as wait:
            answer = self._standing(centre, length, wanted)
            if answer is None and await wait.ringing(self._seconds(http)):
                answer = self._standing(centre, length, wanted)
        current = self.centres.state(centre)
        assert current is not None
        return _answer(answer or {1: bytes.fromhex(self.store.epoch), 2: current.length, 3: []})

    def _standing(self, centre: str, length: int, wanted: Mapping[str, int]) -> cbor.Value | None:
        state = self.centres.state(centre)
        assert state is not None
        heads = self.store.heads(bytes.fromhex(centre), [bytes.fromhex(mailbox) for mailbox in wanted])
        moved = [
            [bytes.fromhex(mailbox), head]
            for (mailbox, known), head in zip(wanted.items(), heads, strict=True)
            if head != known
        ]
        if not moved and state.length == length:
            return None
        return {1: bytes.fromhex(self.store.epoch), 2: state.length, 3: moved}

    # --- membership log -------------------------------------------------------------------------

    async def get_log(self, http: HttpRequest) -> Response:
        """Entries from a place on, and how many there are."""
        await self._caller(http, 0)
        centre, since = _id(http, "centre"), _query(http, "since", 0)
        state = self.centres.state(centre)
        assert state is not None
        entries = self.store.log(bytes.fromhex(centre), since, size=self._limits.page)
        return _answer({1: state.length, 2: entries})

    async def post_log(self, http: HttpRequest) -> Response:
        """Append entries; the first of a centre found it."""
        centre = _id(http, "centre")
        body = await self._body(http, self._limits.log_body)
        entries = _entries(body)
        state = self.centres.state(centre)
        try:
            speaks_for = state or self.centres.founding_state(centre, entries)
            caller = self._authenticated(http, body, speaks_for)
            if caller.device is not None and caller.device.role is not Role.REGISTRAR:
                raise Refused(403, "forbidden")
            length = await self.centres.append(centre, entries)
        except BadMembership as error:
            if state is None:
                raise Refused(403, "forbidden") from error
            raise Refused(*((409, "conflict") if conflict(error) else (403, "forbidden"))) from error
        except (BadKey, BadSignature, cbor.Malformed) as error:
            raise Refused(400, "malformed") from error
        self.bell.ring((centre, "log"))
        return _answer({1: length})

    # --- enrolment slots ------------------------------------------------------------------------

    async def make_slot(self, http: HttpRequest) -> Response:
        """A registrar opens a meeting point for so many seconds."""
        _, body = await self._registrar(http)
        centre, slot = _id(http, "centre"), _id(http, "slot")
        try:
            life = cbor.as_int(
                cbor.decode(body, limit=16, what="slot"), "life", low=1, high=self._limits.slot_life
            )
        except cbor.Malformed as error:
            raise Refused(400, "malformed") from error
        now = self._now()
        if not await self.store.make_slot(bytes.fromhex(centre), bytes.fromhex(slot), now + life, now):
            raise Refused(409, "conflict")
        return _answer({1: now + life}, 201)

    async def put_ask(self, http: HttpRequest) -> Response:
        """Whoever knows the slot puts a sealed request in, once. Not signed: nobody knows the key yet."""
        body = await self._body(http, self._limits.slot_body)
        self._slot(http)
        return await self._fill(http, "ask", body)

    async def get_ask(self, http: HttpRequest) -> Response:
        """The registrar takes the request; 204 while there is none."""
        await self._registrar(http)
        return await self._part(http, "ask", of=_id(http, "centre"))

    async def put_answer(self, http: HttpRequest) -> Response:
        """The registrar puts the sealed answer in, once."""
        _, body = await self._registrar(http)
        self._slot(http, of=_id(http, "centre"))
        return await self._fill(http, "answer", body)

    async def get_answer(self, http: HttpRequest) -> Response:
        """Whoever knows the slot takes the answer; 204 while there is none."""
        await self._body(http, 0)
        return await self._part(http, "answer")

    async def _fill(self, http: HttpRequest, part: str, body: bytes) -> Response:
        if not body:
            raise Refused(400, "malformed")
        slot = _id(http, "slot")
        if not await self.store.fill_slot(bytes.fromhex(slot), part, body):
            raise Refused(409, "used")
        self.bell.ring((slot, part))
        return _answer({}, 201)

    async def _part(self, http: HttpRequest, part: str, *, of: str | None = None) -> Response:
        with self.bell.listen([(_id(http, "slot"), part)]) as wait:
            found = getattr(self._slot(http, of=of), part)
            if found is None and await wait.ringing(self._seconds(http)):
                found = getattr(self._slot(http, of=of), part)
        return Response(status_code=204) if found is None else Response(found, media_type=CBOR)

    def _slot(self, http: HttpRequest, *, of: str | None = None) -> Slot:
        found = self.store.slot(bytes.fromhex(_id(http, "slot")))
        if found is None or found.expires < self._now() or of not in {None, found.centre.hex()}:
            raise Refused(404, "not_found")
        return found

    # --- what all share -------------------------------------------------------------------------

    async def health(self, _http: HttpRequest) -> Response:
        """That the relay runs, and which epoch its database is of."""
        return JSONResponse({"status": "ok", "epoch": self.store.epoch})

    async def _registrar(self, http: HttpRequest) -> tuple[Caller, bytes]:
        caller, _, _, body = await self._caller(http, self._limits.slot_body)
        if caller.device is not None and caller.device.role is not Role.REGISTRAR:
            raise Refused(403, "forbidden")
        return caller, body

    async def _caller(self, http: HttpRequest, limit: int) -> tuple[Caller, MembershipState, str, bytes]:
        body = await self._body(http, limit)
        centre = _id(http, "centre")
        state = self.centres.state(centre)
        caller = self._authenticated(http, body, state)
        assert state is not None  # authentication fails without one
        return caller, state, centre, body

    def _authenticated(self, http: HttpRequest, body: bytes, state: MembershipState | None) -> Caller:
        origin = self._origins.get(http.headers.get("host", "").lower())
        if origin is None:
            raise Refused(401, "unauthenticated")
        path: bytes = http.scope.get("raw_path") or http.scope["path"].encode()
        query: bytes = http.scope["query_string"]
        target = origin + path.decode("ascii", "replace")
        target += "?" + query.decode("ascii", "replace") if query else ""
        headers = {name: http.headers[name] for name in http.headers}
        return authenticate(Request(http.method, target, headers, body), state, self._nonces, self._now())

    async def _body(self, http: HttpRequest, limit: int) -> bytes:
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

    def _seconds(self, http: HttpRequest) -> int:
        return min(_query(http, "wait", 0), self._limits.wait)

    def _now(self) -> int:
        return int(self._clock().timestamp())


def _id(http: HttpRequest, name: str) -> str:
    value: str = http.path_params[name]
    if not _ID.fullmatch(value):
        raise Refused(404, "not_found")
    return value


def _query(http: HttpRequest, name: str, default: int) -> int:
    value = http.query_params.get(name)
    if value is None:
        return default
    if not _NUMBER.fullmatch(value):
        raise Refused(400, "malformed")
    return int(value)


def _poll_body(body: bytes) -> tuple[int, dict[str, int]]:
    try:
        decoded = cbor.decode(body, limit=POLL_LIMIT * 64, what="poll")
        fields = cbor.as_map(decoded, _POLL_KEYS, "poll")
        pairs = [
            cbor.as_tuple(item, 2, "poll") for item in cbor.as_list(fields[2], "poll", at_most=POLL_LIMIT)
        ]
        wanted = {cbor.as_id(box, "poll"): cbor.as_int(cursor, "poll") for box, cursor in pairs}
        return cbor.as_int(fields[1], "poll"), wanted
    except cbor.Malformed as error:
        raise Refused(400, "malformed") from error


def _entries(body: bytes) -> list[bytes]:
    try:
        listed = cbor.as_list(
            cbor.decode(body, limit=len(body), what="entries"), "entries", at_least=1, at_most=256
        )
        return [cbor.as_bytes(item, "entry", at_most=1 << 20) for item in listed]
    except cbor.Malformed as error:
        raise Refused(400, "malformed") from error


def _answer(value: cbor.Value, status: int = 200) -> Response:
    return Response(cbor.encode(value), status, media_type=CBOR)


def _error(status: int, error: str) -> JSONResponse:
    return JSONResponse({"error": error}, status)


def _refused(_http: HttpRequest, error: Exception) -> Response:
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
