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

import asyncio
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hemmonitor.crypto import cbor
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
    envelopes_body,
    ident,
    may_register,
    number,
    poll_body,
    refusal,
)
from hemmonitor.relay.mailbox import Again, Append, Handed, Refusal, appended
from hemmonitor.relay.meter import Meter
from hemmonitor.relay.quota import Quota
from hemmonitor.relay.slots import Slots
from hemmonitor.relay.store import DAY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from starlette.requests import Request as HttpRequest
    from starlette.types import ASGIApp

    from hemmonitor.relay.mailbox import Decision
    from hemmonitor.relay.store import Page, Store

REQUESTS: Final = 20_000
"""Requests, waiting ones included, that one worker has under way at most."""
_STATUS: Final = {Refusal.CONFLICT: 409, Refusal.TOO_LARGE: 413, Refusal.QUOTA: 429}


class Relay:
    """The handlers, and what they share. ``origins`` are the addresses under which clients reach it."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], dt.datetime],
        *,
        origins: Sequence[str],
        allowed: frozenset[str] | None = None,
        requests: int = REQUESTS,
    ) -> None:
        self.store = store
        self.bell = Bell()
        self.centres = Centres(store, allowed)
        self.meter = Meter()
        self._limits = store.limits
        self._door = Door(store, self.centres, clock, origins)
        self._quota = Quota(store, lambda: clock().timestamp())
        self._requests = requests
        self.meter.waiting.set_function(lambda: len(self._door.waits))

    def app(self) -> ASGIApp:
        """The ASGI application. Closing the store is for whoever has opened it."""
        centre = "/v1/{centre}"
        routes = [
            Route("/healthz", self.health, methods=["GET"]),
            Route(centre + "/log", self.get_log, methods=["GET"]),
            Route(centre + "/log", self.post_log, methods=["POST"]),
            Route(centre + "/box", self.put_envelopes, methods=["POST"]),
            Route(centre + "/box/{mailbox}", self.get_box, methods=["GET"]),
            Route(centre + "/box/{mailbox}/{envelope}", self.put_envelope, methods=["PUT"]),
            Route(centre + "/poll", self.poll, methods=["POST"]),
            *Slots(self.store, self.bell, self._door).routes(),
        ]
        kinds = (Refused, HTTPException, ClientDisconnect, StorageError, Exception)
        app = Starlette(routes=routes, exception_handlers=dict.fromkeys(kinds, refusal))
        return self.meter.around(app, at_most=self._requests)

    async def health(self, _http: HttpRequest) -> Response:
        """That the relay and its database run, and which epoch the database is of."""
        await self.store.slot(bytes(16))
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
        await self._quota.check(bytes.fromhex(call.centre), len(call.body))
        [decision] = await self._put(call.centre, mailbox, [Handed.of(envelope, call.body)])
        if isinstance(decision, Refusal):
            raise Refused(_STATUS[decision], decision.value)
        if isinstance(decision, Again):
            return answer({1: self._epoch(), 2: decision.cursor})
        return answer({1: self._epoch(), 2: decision.head.cursor}, 201)

    async def put_envelopes(self, http: HttpRequest) -> Response:
        """Take envelopes of any mailboxes in, each mailbox's in their order: a cursor or a refusal for each.

        After one that is refused none of the same mailbox is taken. Where the store fails, some mailboxes'
        may have been taken; they are here already when they come again.
        """
        call = await self._door.call(http, self._limits.together)
        handed = envelopes_body(call.body)
        self._door.count(call, len(handed) - 1)
        await self._quota.check(bytes.fromhex(call.centre), sum(len(one.body) for _, one in handed))
        places: dict[str, list[int]] = {}
        for place, (mailbox, _) in enumerate(handed):
            places.setdefault(mailbox, []).append(place)
        allowed = [box for box in places if call.state.may_post(call.caller.device_id, box)]
        done = await asyncio.gather(
            *(self._put(call.centre, box, [handed[place][1] for place in places[box]]) for box in allowed)
        )
        told: list[cbor.Value] = ["forbidden"] * len(handed)
        for mailbox, decisions in zip(allowed, done, strict=True):
            for place, decision in zip(places[mailbox], decisions, strict=True):
                told[place] = _told(decision)
        return answer({1: self._epoch(), 2: told})

    async def _put(self, centre: str, mailbox: str, envelopes: Sequence[Handed]) -> list[Decision]:
        """Hand envelopes of one mailbox to the store; counts those that are new, and tells who waits."""
        raw = bytes.fromhex(centre)
        decisions = await self.store.put(raw, bytes.fromhex(mailbox), envelopes, self._door.now() // DAY)
        if new := sum(len(one.body) for one, _ in appended(envelopes, decisions)):
            self._quota.add(raw, new)
            self.meter.taken.inc(new)
            self.bell.ring((centre, mailbox))
        return decisions

    async def get_box(self, http: HttpRequest) -> Response:
        """A page of a mailbox after a cursor, waiting for one if asked to."""
        call = await self._door.call(http, 0)
        mailbox, after = ident(http, "mailbox"), number(http, "after", 0)
        rows = max(1, min(number(http, "limit", self._limits.page_rows), self._limits.page_rows))
        state = self._states(call)

        async def look() -> Page:
            _may_read(await state(), call, [mailbox])
            return await self.store.page(bytes.fromhex(call.centre), bytes.fromhex(mailbox), after, rows)

        with self.bell.listen([(call.centre, mailbox)]) as wait:
            who = call.caller.device_id
            page = await self._door.patiently(http, who, wait, look, lambda page: page.head != after)
        listed = [[row.cursor, bytes.fromhex(row.envelope_id), row.body] for row in page.rows]
        fields: dict[int, cbor.Value] = {1: self._epoch(), 2: page.head, 3: page.running, 4: listed}
        return answer(fields if page.floor is None else fields | {5: list(page.floor)})

    async def poll(self, http: HttpRequest) -> Response:
        """Which of these mailboxes, and whether the log, stand elsewhere than the caller says."""
        call = await self._door.call(http, POLL_BODY)
        length, wanted = poll_body(call.body)
        state = self._states(call)

        async def look() -> tuple[int, list[list[bytes | int]]]:
            now = await state()
            _may_read(now, call, wanted)
            return now.length, await self._moved(call.centre, wanted)

        def enough(found: tuple[int, list[list[bytes | int]]]) -> bool:
            return bool(found[1]) or found[0] != length

        keys = [(call.centre, "log"), *((call.centre, mailbox) for mailbox in wanted)]
        with self.bell.listen(keys) as wait:
            log, moved = await self._door.patiently(http, call.caller.device_id, wait, look, enough)
        return answer({1: self._epoch(), 2: log, 3: moved})

    def _states(self, call: Call) -> Callable[[], Awaitable[MembershipState]]:
        """The centre's log as it stands at every look; the first is as new as the call itself."""
        first = [call.state]

        async def state() -> MembershipState:
            return first.pop() if first else await self.centres.newest(call.centre) or call.state

        return state

    async def _moved(self, centre: str, wanted: Mapping[str, int]) -> list[list[bytes | int]]:
        mailboxes = [bytes.fromhex(mailbox) for mailbox in wanted]
        heads = await self.store.heads(bytes.fromhex(centre), mailboxes)
        both = zip(mailboxes, wanted.values(), heads, strict=True)
        return [[mailbox, head] for mailbox, known, head in both if head != known]

    def _epoch(self) -> bytes:
        return bytes.fromhex(self.store.epoch)

    # --- membership log -------------------------------------------------------------------------

    async def get_log(self, http: HttpRequest) -> Response:
        """Entries from a place on, and how many there are; a revoked device may read that it is."""
        call = await self._door.call(http, 0, revoked_too=True)
        since = number(http, "since", 0)
        entries = await self.store.log(bytes.fromhex(call.centre), since, size=self._limits.page)
        length = max(call.state.length, since + len(entries) if entries else 0)
        return answer({1: length, 2: entries})

    async def post_log(self, http: HttpRequest) -> Response:
        """Append entries; the first of a centre found it."""
        centre = ident(http, "centre")
        body = await self._door.body(http, self._limits.log_body)
        entries = entries_body(body)
        known = await self.centres.state(centre)
        try:
            call = await self._door.founding(http, body, lambda: self.centres.founding_state(centre, entries))
            if not may_register(call.caller) and not renewals(entries):
                raise Refused(403, "forbidden")
            length = await self.centres.append(centre, entries)
        except BadMembership as error:
            moved_on = known is not None and conflict(error)
            raise Refused(*((409, "conflict") if moved_on else (403, "forbidden"))) from error
        except CryptoError as error:  # another root than the centre's id says
            raise Refused(403, "forbidden") from error
        self.bell.ring((centre, "log"))
        return answer({1: length})


def _told(decision: Decision) -> int | str:
    match decision:
        case Refusal():
            return decision.value
        case Again(cursor):
            return cursor
        case Append(head):
            return head.cursor


def _may_read(state: MembershipState, call: Call, mailboxes: Iterable[str]) -> None:
    if not all(state.may_read(call.caller.device_id, mailbox) for mailbox in mailboxes):
        raise Refused(403, "forbidden")
