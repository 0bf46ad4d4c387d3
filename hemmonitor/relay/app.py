"""The relay's HTTP surface: a thin Starlette shell around rules, store and log.

Strategy: ``door`` lets a request in or refuses it; a handler checks the caller's right, acts, and answers.
What is allowed, and every status, stands in ``docs/protocol.md``.

Rules:
- Nothing here can open an envelope, and nothing here logs a body, a mailbox or a device.
- A request that is refused has changed nothing.
- Long-polls listen before they look, so that nothing falls between, and ask again for the caller's right
  when they have waited.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hemmonitor.crypto.members import BadMembership, MembershipState
from hemmonitor.errors import CryptoError, StorageError
from hemmonitor.relay.auth import Refused
from hemmonitor.relay.bell import Bell
from hemmonitor.relay.centres import Centres, conflict, renewals
from hemmonitor.relay.door import (
    POLL_BODY,
    Call,
    Door,
    answer,
    entries_body,
    ident,
    may_register,
    number,
    poll_body,
    refusal,
)
from hemmonitor.relay.mailbox import Again, Refusal
from hemmonitor.relay.slots import Slots

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence

    from starlette.requests import Request as HttpRequest

    from hemmonitor.relay.store import Page, RelayStore

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
        self._limits = store.limits
        self._door = Door(self.centres, store.limits, clock, origins)

    def app(self) -> Starlette:
        """The ASGI application; closing it lets waiting callers go and closes the store."""

        @asynccontextmanager
        async def lifespan(_app: Starlette) -> AsyncIterator[None]:
            yield
            self.bell.close()
            self.store.close()

        centre = "/v1/{centre}"
        routes = [
            Route("/healthz", self.health, methods=["GET"]),
            Route(centre + "/log", self.get_log, methods=["GET"]),
            Route(centre + "/log", self.post_log, methods=["POST"]),
            Route(centre + "/box/{mailbox}", self.get_box, methods=["GET"]),
            Route(centre + "/box/{mailbox}/{envelope}", self.put_envelope, methods=["PUT"]),
            Route(centre + "/poll", self.poll, methods=["POST"]),
            *Slots(self.store, self.bell, self._door).routes(),
        ]
        handlers = dict.fromkeys((Refused, HTTPException, ClientDisconnect, StorageError), refusal)
        return Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers)

    async def health(self, _http: HttpRequest) -> Response:
        """That the relay runs, and which epoch its database is of."""
        return JSONResponse({"status": "ok", "epoch": self.store.epoch})

    # --- envelopes ------------------------------------------------------------------------------

    async def put_envelope(self, http: HttpRequest) -> Response:
        """Take an envelope in: 201 when it is new, 200 when it was here."""
        call = await self._door.call(http, self._limits.envelope)
        mailbox, envelope = ident(http, "mailbox"), ident(http, "envelope")
        if not call.state.may_post(call.caller.device_id, mailbox):
            raise Refused(403, "forbidden")
        if not call.body:
            raise Refused(400, "malformed")
        raw = bytes.fromhex(call.centre), bytes.fromhex(mailbox)
        decision = await self.store.put(*raw, envelope, call.body)
        if isinstance(decision, Refusal):
            raise Refused(_STATUS[decision], decision.value)
        if isinstance(decision, Again):
            return answer({1: self._epoch(), 2: decision.cursor})
        self.bell.ring((call.centre, mailbox))
        return answer({1: self._epoch(), 2: decision.head.cursor}, 201)

    async def get_box(self, http: HttpRequest) -> Response:
        """A page of a mailbox after a cursor, waiting for one if asked to."""
        call = await self._door.call(http, 0)
        mailbox, after = ident(http, "mailbox"), number(http, "after", 0)
        rows = max(1, min(number(http, "limit", self._limits.page_rows), self._limits.page_rows))
        with self.bell.listen([(call.centre, mailbox)]) as wait:
            page = self._page(call, call.state, mailbox, after, rows)
            if page.head == after and await wait.ringing(self._door.seconds(http)):
                page = self._page(call, self._now(call.centre), mailbox, after, rows)
        listed = [[row.cursor, bytes.fromhex(row.envelope_id), row.body] for row in page.rows]
        return answer({1: self._epoch(), 2: page.head, 3: page.running, 4: listed})

    def _page(self, call: Call, state: MembershipState, mailbox: str, after: int, rows: int) -> Page:
        _may_read(state, call, [mailbox])
        return self.store.page(bytes.fromhex(call.centre), bytes.fromhex(mailbox), after, rows)

    async def poll(self, http: HttpRequest) -> Response:
        """Which of these mailboxes, and whether the log, stand elsewhere than the caller says."""
        call = await self._door.call(http, POLL_BODY)
        length, wanted = poll_body(call.body)
        state = call.state
        _may_read(state, call, wanted)
        keys = [(call.centre, "log"), *((call.centre, mailbox) for mailbox in wanted)]
        with self.bell.listen(keys) as wait:
            moved = self._moved(call.centre, wanted)
            if not moved and state.length == length and await wait.ringing(self._door.seconds(http)):
                state = self._now(call.centre)
                _may_read(state, call, wanted)
                moved = self._moved(call.centre, wanted)
        return answer({1: self._epoch(), 2: state.length, 3: moved})

    def _moved(self, centre: str, wanted: Mapping[str, int]) -> list[list[bytes | int]]:
        mailboxes = [bytes.fromhex(mailbox) for mailbox in wanted]
        heads = self.store.heads(bytes.fromhex(centre), mailboxes)
        both = zip(mailboxes, wanted.values(), heads, strict=True)
        return [[mailbox, head] for mailbox, known, head in both if head != known]

    def _now(self, centre: str) -> MembershipState:
        state = self.centres.state(centre)
        assert state is not None  # a centre that was here stays
        return state

    def _epoch(self) -> bytes:
        return bytes.fromhex(self.store.epoch)

    # --- membership log -------------------------------------------------------------------------

    async def get_log(self, http: HttpRequest) -> Response:
        """Entries from a place on, and how many there are; a revoked device may read that it is."""
        call = await self._door.call(http, 0, revoked_too=True)
        since = number(http, "since", 0)
        entries = self.store.log(bytes.fromhex(call.centre), since, size=self._limits.page)
        return answer({1: self._now(call.centre).length, 2: entries})

    async def post_log(self, http: HttpRequest) -> Response:
        """Append entries; the first of a centre found it."""
        centre = ident(http, "centre")
        body = await self._door.body(http, self._limits.log_body)
        entries = entries_body(body)
        state = self.centres.state(centre)
        try:
            caller = self._door.caller(http, body, state or self.centres.founding_state(centre, entries))
            if not may_register(caller) and not renewals(entries):
                raise Refused(403, "forbidden")
            length = await self.centres.append(centre, entries)
        except BadMembership as error:
            moved_on = state is not None and conflict(error)
            raise Refused(*((409, "conflict") if moved_on else (403, "forbidden"))) from error
        except CryptoError as error:  # another root than the centre's id says
            raise Refused(403, "forbidden") from error
        self.bell.ring((centre, "log"))
        return answer({1: length})


def _may_read(state: MembershipState, call: Call, mailboxes: Iterable[str]) -> None:
    if not all(state.may_read(call.caller.device_id, mailbox) for mailbox in mailboxes):
        raise Refused(403, "forbidden")
