"""Where a new device and a registrar meet: one sealed request in, one sealed answer out.

Rules:
- A registrar makes a slot; it runs out by itself. Whoever knows its number may put one request in.
- The same request or answer again is the same success; another is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from hemmonitor.crypto import cbor
from hemmonitor.relay.auth import Refused
from hemmonitor.relay.door import CBOR, Door, answer, ident

if TYPE_CHECKING:
    from starlette.requests import Request as HttpRequest

    from hemmonitor.relay.bell import Bell
    from hemmonitor.relay.store import Slot, Store


class Slots:
    """The handlers of slots."""

    def __init__(self, store: Store, bell: Bell, door: Door) -> None:
        self._store = store
        self._bell = bell
        self._door = door

    def routes(self) -> list[Route]:
        """Where they are reached: by the registrar under its centre, by the new device by number alone."""
        theirs, own = "/v1/{centre}/slot/{slot}", "/v1/slot/{slot}"
        return [
            Route(theirs, self.make, methods=["PUT"]),
            Route(theirs + "/ask", self.get_ask, methods=["GET"]),
            Route(theirs + "/answer", self.put_answer, methods=["PUT"]),
            Route(own + "/ask", self.put_ask, methods=["PUT"]),
            Route(own + "/answer", self.get_answer, methods=["GET"]),
        ]

    async def make(self, http: HttpRequest) -> Response:
        """A registrar opens a meeting point for so many seconds."""
        limits = self._store.limits
        call = await self._door.registrar(http, limits.slot_body)
        try:
            life = cbor.as_int(
                cbor.decode(call.body, limit=16, what="slot"), "life", low=1, high=limits.slot_life
            )
        except cbor.Malformed as error:
            raise Refused(400, "malformed") from error
        now, slot = self._door.now(), bytes.fromhex(ident(http, "slot"))
        if not await self._store.make_slot(bytes.fromhex(call.centre), slot, now + life, now):
            raise Refused(409, "conflict")
        return answer({1: now + life}, 201)

    async def put_ask(self, http: HttpRequest) -> Response:
        """Whoever knows the slot puts a sealed request in, once. Not signed: nobody knows the key yet."""
        body = await self._door.body(http, self._store.limits.slot_body)
        await self._slot(http)
        return await self._fill(http, "ask", body)

    async def get_ask(self, http: HttpRequest) -> Response:
        """The registrar takes the request; 204 while there is none."""
        call = await self._door.registrar(http, 0)
        return await self._part(http, "ask", of=call.centre)

    async def put_answer(self, http: HttpRequest) -> Response:
        """The registrar puts the sealed answer in, once."""
        call = await self._door.registrar(http, self._store.limits.slot_body)
        await self._slot(http, of=call.centre)
        return await self._fill(http, "answer", call.body)

    async def get_answer(self, http: HttpRequest) -> Response:
        """Whoever knows the slot takes the answer; 204 while there is none."""
        await self._door.body(http, 0)
        return await self._part(http, "answer")

    async def _fill(self, http: HttpRequest, part: str, body: bytes) -> Response:
        if not body:
            raise Refused(400, "malformed")
        slot = ident(http, "slot")
        if not await self._store.fill_slot(bytes.fromhex(slot), part, body):
            raise Refused(409, "used")
        self._bell.ring((slot, part))
        return answer({}, 201)

    async def _part(self, http: HttpRequest, part: str, *, of: str | None = None) -> Response:
        slot = ident(http, "slot")

        async def look() -> bytes | None:
            found: bytes | None = getattr(await self._slot(http, of=of), part)
            return found

        with self._bell.listen([(slot, part)]) as wait:
            body = await self._door.patiently(http, slot, wait, look, lambda found: found is not None)
        return Response(status_code=204) if body is None else Response(body, media_type=CBOR)

    async def _slot(self, http: HttpRequest, *, of: str | None = None) -> Slot:
        found = await self._store.slot(bytes.fromhex(ident(http, "slot")))
        if found is None or found.expires < self._door.now() or of not in {None, found.centre.hex()}:
            raise Refused(404, "not_found")
        return found
