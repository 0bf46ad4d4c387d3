"""The only relay socket: signed requests out, strictly parsed answers in.

Strategy: one method an endpoint. Whatever the relay or the network does comes out as one of three errors:
``RelayOffline`` (no answer, or none in time), ``RelayMisbehaves`` (an answer that makes no sense) and
``Refusal`` (a proper refusal with its code). Nothing an answer says is believed here beyond its form.

Rules:
- Answers are read up to a limit, however long they claim or turn out to be.
- Redirects are not followed, compression is not accepted, the environment's proxies are.
- When the relay refuses for the time, the request is signed once more by the relay's clock, and
  ``clock_offset`` says how far this computer's clock is off.
"""

from __future__ import annotations

import asyncio
import contextlib
import email.utils
import json
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from hemmonitor.crypto import cbor
from hemmonitor.crypto.signatures import WINDOW, sign_request
from hemmonitor.errors import RelayMisbehaves, RelayOffline, RequestRefused

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import httpx  # at run time with the first request

    from hemmonitor.crypto.cose import Signer

BODY_LIMIT: Final = 24 << 20
_ENVELOPE_LIMIT: Final = 4 << 20
_ERROR_LIMIT: Final = 1024
POLL_LIMIT: Final = 4096
"""Mailboxes that the relay takes in one poll."""
TOGETHER: Final = 64
"""Envelopes that the relay takes in one request."""
PATIENCE: Final = 30.0
"""Seconds of silence that end a request, beside those it asked the relay to wait."""
_CONNECT: Final = 15.0
_DEADLINE: Final = 600.0
"""Seconds that one request may take in all, however slowly its answer trickles in."""
_SERVER_ERRORS: Final = 500


class Refusal(RequestRefused):
    """The post-box refused the request."""

    code = "protocol.refused"

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Taken:
    """The relay has an envelope, at this position of its mailbox."""

    epoch: str
    cursor: int


@dataclass(frozen=True, slots=True)
class Item:
    """One envelope as the relay shows it."""

    cursor: int
    envelope_id: str
    body: bytes


@dataclass(frozen=True, slots=True)
class BoxPage:
    """A page of a mailbox; ``running`` is the relay's digest at the position asked for.

    ``floor`` is up to where envelopes are no longer kept, and the digest there, when that is further on.
    """

    epoch: str
    head: int
    running: bytes | None
    items: tuple[Item, ...]
    floor: tuple[int, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """How long the log is, and the heads of the mailboxes that stand elsewhere than we said."""

    epoch: str
    log_length: int
    moved: tuple[tuple[str, int], ...]


class _Wire:
    """One relay's address, and one exchange with it at a time or many."""

    def __init__(
        self, url: str, clock: Callable[[], dt.datetime], http: httpx.AsyncClient | None, patience: float
    ) -> None:
        self._url = url.rstrip("/")
        self._clock = clock
        self._patience = patience
        self._given = http
        self.clock_offset = 0
        """Seconds to add to this computer's clock to get the relay's; 0 unless it refused for the time."""

    @cached_property
    def _http(self) -> httpx.AsyncClient:
        """Made with the first request: what it takes is not needed before a window is shown."""
        if self._given is not None:
            return self._given
        import httpx

        return httpx.AsyncClient(follow_redirects=False)

    async def aclose(self) -> None:
        """Close the connections."""
        if self._given is not None or "_http" in self.__dict__:
            await self._http.aclose()

    async def _exchange(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes, patience: float
    ) -> bytes:
        """Send one request and give its answer's body; ``patience`` seconds of silence end it."""
        import httpx

        limits = httpx.Timeout(patience, connect=min(patience, _CONNECT))
        plain = {**headers, "accept-encoding": "identity"}
        if body:
            plain["content-type"] = "application/cbor"
        try:
            async with (
                asyncio.timeout(_DEADLINE + patience),
                self._http.stream(method, target, content=body, headers=plain, timeout=limits) as answer,
            ):
                ok = answer.is_success
                content = await _read(answer, BODY_LIMIT if ok else _ERROR_LIMIT)
        except (httpx.TransportError, OSError, TimeoutError) as error:
            raise RelayOffline(f"{method}: {type(error).__name__}") from error
        except httpx.HTTPError as error:
            raise RelayMisbehaves(f"{method}: {type(error).__name__}") from error
        if ok:
            return content
        self._refuse(answer, content)
        raise AssertionError  # _refuse raises

    def _refuse(self, answer: httpx.Response, content: bytes) -> None:
        status = answer.status_code
        if status >= _SERVER_ERRORS:
            raise RelayOffline(f"the relay is not well: {status}")
        try:
            reason = json.loads(content)["error"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise RelayMisbehaves(f"status {status} without a reason") from error
        if not isinstance(reason, str) or not reason.isidentifier():
            raise RelayMisbehaves(f"status {status} without a reason")
        off = self._off_by(answer)
        if status == HTTPStatus.UNAUTHORIZED and abs(off) > WINDOW // 2:
            raise _WrongTime(status, reason, off)
        raise Refusal(status, reason)

    def _off_by(self, answer: httpx.Response) -> int:
        """Seconds between our corrected clock and the answer's date; 0 when it has none."""
        with contextlib.suppress(ValueError, OverflowError):
            stated = email.utils.parsedate_to_datetime(answer.headers.get("date", ""))
            return int(stated.timestamp() - self._clock().timestamp()) - self.clock_offset
        return 0


class SlotClient(_Wire):
    """What a device may ask of a relay that does not know it yet. Close it with ``aclose``."""

    def __init__(
        self,
        url: str,
        clock: Callable[[], dt.datetime],
        *,
        http: httpx.AsyncClient | None = None,
        patience: float = PATIENCE,
    ) -> None:
        super().__init__(url, clock, http, patience)

    async def put_ask(self, slot: str, body: bytes) -> None:
        """Put a sealed request in, once; ``Refusal`` "used" or "not_found"."""
        await self._exchange("PUT", f"{self._url}/v1/slot/{slot}/ask", {}, body, self._patience)

    async def get_answer(self, slot: str, *, wait: int = 0) -> bytes | None:
        """The centre's sealed answer, or None so far."""
        target = f"{self._url}/v1/slot/{slot}/answer?wait={wait}"
        return await self._exchange("GET", target, {}, b"", self._patience + wait) or None


class RelayClient(_Wire):
    """One device's access to one centre on one relay. Lives in one event loop; close it with ``aclose``."""

    def __init__(
        self,
        url: str,
        centre: str,
        signer: Signer,
        clock: Callable[[], dt.datetime],
        *,
        http: httpx.AsyncClient | None = None,
        patience: float = PATIENCE,
    ) -> None:
        super().__init__(url, clock, http, patience)
        self._base = f"{self._url}/v1/{centre}"
        self._signer = signer

    # --- envelopes ------------------------------------------------------------------------------

    async def put_envelope(self, mailbox: str, envelope_id: str, body: bytes) -> Taken:
        """Hand in an envelope; the same bytes under the same id may be handed in any number of times."""
        answer = await self._signed("PUT", f"/box/{mailbox}/{envelope_id}", body)
        with _making_sense():
            fields = _fields(answer, 2, "receipt")
            return Taken(cbor.as_id(fields[1], "epoch"), cbor.as_int(fields[2], "cursor", low=1))

    async def put_envelopes(self, handed: Sequence[tuple[str, str, bytes]]) -> tuple[int | str, ...]:
        """Hand in envelopes, each with its mailbox and id: the position of each, or why it is refused.

        The relay takes ``TOGETHER`` at most, and none of a mailbox after one that it refuses.
        """
        listed: list[cbor.Value] = [
            [cbor.id_bytes(box), cbor.id_bytes(one), body] for box, one, body in handed
        ]
        answer = await self._signed("POST", "/box", cbor.encode(listed))
        with _making_sense():
            fields = _fields(answer, 2, "receipts")
            cbor.as_id(fields[1], "epoch")
            count = len(handed)
            return tuple(map(_receipt, cbor.as_list(fields[2], "receipts", at_least=count, at_most=count)))

    async def get_box(self, mailbox: str, after: int, *, wait: int = 0, limit: int = 100) -> BoxPage:
        """Envelopes after a position, without gaps; waits up to ``wait`` seconds for the first."""
        path = f"/box/{mailbox}?after={after}&limit={limit}&wait={wait}"
        answer = await self._signed("GET", path, wait=wait)
        with _making_sense():
            fields = _page_fields(answer)
            running = fields[3]
            floor = _floor(fields.get(5), after)
            start = after if floor is None else floor[0]
            items = [_item(item) for item in cbor.as_list(fields[4], "page", at_most=limit)]
            if [item.cursor for item in items] != list(range(start + 1, start + 1 + len(items))):
                raise cbor.Malformed("page: positions with gaps")
            return BoxPage(
                cbor.as_id(fields[1], "epoch"),
                cbor.as_int(
                    fields[2], "head", low=items[-1].cursor if items else 0 if floor is None else start
                ),
                None if running is None else cbor.as_block(running, cbor.DIGEST_SIZE, "running digest"),
                tuple(items),
                floor,
            )

    async def poll(self, log_length: int, cursors: Mapping[str, int], *, wait: int) -> Poll:
        """What has moved, waiting up to ``wait`` seconds until something has.

        More mailboxes than the relay takes in one request are asked for in several: all once without
        waiting, so that none is passed by, and then all at once; the first news end the waiting of all.
        """
        boxes = sorted(cursors.items())
        if len(boxes) <= POLL_LIMIT:
            return await self._poll(log_length, boxes, wait)
        chunks = [boxes[at : at + POLL_LIMIT] for at in range(0, len(boxes), POLL_LIMIT)]
        now = [await self._poll(log_length, chunk, 0) for chunk in chunks]
        if not wait or any(poll.moved or poll.log_length != log_length for poll in now):
            return _merged(now)
        asked = [asyncio.create_task(self._poll(log_length, chunk, wait)) for chunk in chunks]
        try:
            done, _ = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
            return _merged([task.result() for task in done])
        finally:
            for task in asked:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)

    async def _poll(self, log_length: int, cursors: Sequence[tuple[str, int]], wait: int) -> Poll:
        boxes = [[cbor.id_bytes(mailbox), cursor] for mailbox, cursor in cursors]
        body = cbor.encode({1: log_length, 2: boxes})
        answer = await self._signed("POST", f"/poll?wait={wait}", body, wait=wait)
        with _making_sense():
            fields = _fields(answer, 3, "poll")
            pairs = cbor.as_list(fields[3], "poll", at_most=len(cursors))
            moved = [cbor.as_tuple(pair, 2, "poll") for pair in pairs]
            return Poll(
                cbor.as_id(fields[1], "epoch"),
                cbor.as_int(fields[2], "log length"),
                tuple((cbor.as_id(box, "mailbox"), cbor.as_int(head, "head")) for box, head in moved),
            )

    # --- membership log -------------------------------------------------------------------------

    async def get_log(self, since: int) -> tuple[int, tuple[bytes, ...]]:
        """How many entries there are, and those from a place on (perhaps not all of them at once)."""
        answer = await self._signed("GET", f"/log?since={since}")
        with _making_sense():
            fields = _fields(answer, 2, "log")
            listed = cbor.as_list(fields[2], "log", at_most=1 << 20)
            entries = tuple(cbor.as_bytes(entry, "entry", at_most=BODY_LIMIT) for entry in listed)
            return cbor.as_int(fields[1], "log length"), entries

    async def post_log(self, entries: Sequence[bytes]) -> int:
        """Hand in entries; returns the log's length. ``Refusal`` 409 means that it has moved on."""
        answer = await self._signed("POST", "/log", cbor.encode(list(entries)))
        with _making_sense():
            return cbor.as_int(_fields(answer, 1, "log")[1], "log length")

    # --- enrolment slots ------------------------------------------------------------------------

    async def make_slot(self, slot: str, seconds: int) -> None:
        """Open a meeting point for so many seconds (registrars alone)."""
        await self._signed("PUT", f"/slot/{slot}", cbor.encode(seconds))

    async def get_ask(self, slot: str, *, wait: int = 0) -> bytes | None:
        """What the invited device put in, or None so far (registrars alone)."""
        return await self._signed("GET", f"/slot/{slot}/ask?wait={wait}", wait=wait) or None

    async def put_answer(self, slot: str, body: bytes) -> None:
        """Answer the invited device, once (registrars alone)."""
        await self._signed("PUT", f"/slot/{slot}/answer", body)

    # --- one request ----------------------------------------------------------------------------

    async def _signed(self, method: str, path: str, body: bytes = b"", *, wait: float = 0) -> bytes:
        target = self._base + path
        patience = self._patience + wait
        for last in (False, True):
            created = int(self._clock().timestamp()) + self.clock_offset
            headers = sign_request(self._signer, method, target, body, created=created)
            try:
                return await self._exchange(method, target, headers, body, patience)
            except _WrongTime as error:
                if last:
                    raise
                self.clock_offset += error.by
        raise AssertionError  # the second round returns or raises


class _WrongTime(Refusal):
    """The relay's clock and ours differ by more than a signature may be off; ``by`` seconds."""

    def __init__(self, status: int, reason: str, by: int) -> None:
        super().__init__(status, reason)
        self.by = by


@contextlib.contextmanager
def _making_sense() -> Iterator[None]:
    """Reading an answer: what it should not be is the relay's fault."""
    try:
        yield
    except cbor.Malformed as error:
        raise RelayMisbehaves(error.detail) from error


async def _read(answer: httpx.Response, limit: int) -> bytes:
    content = bytearray()
    async for part in answer.aiter_raw():
        content += part
        if len(content) > limit:
            raise RelayMisbehaves(f"an answer of more than {limit} bytes")
    return bytes(content)


def _receipt(told: cbor.Value) -> int | str:
    if not isinstance(told, str):
        return cbor.as_int(told, "receipt", low=1)
    if not told.isidentifier():
        raise cbor.Malformed("receipt: no reason")
    return cbor.as_text(told, "receipt", at_most=32)


def _fields(content: bytes, count: int, what: str) -> dict[int, cbor.Value]:
    decoded = cbor.decode(content, limit=BODY_LIMIT, what=what)
    return cbor.as_map(decoded, frozenset(range(1, count + 1)), what)


def _merged(polls: Sequence[Poll]) -> Poll:
    moved = tuple(pair for poll in polls for pair in poll.moved)
    return Poll(polls[0].epoch, max(poll.log_length for poll in polls), moved)


def _page_fields(content: bytes) -> dict[int, cbor.Value]:
    decoded = cbor.decode(content, limit=BODY_LIMIT, what="page")
    keys = 5 if isinstance(decoded, dict) and 5 in decoded else 4
    return cbor.as_map(decoded, frozenset(range(1, keys + 1)), "page")


def _floor(value: cbor.Value, after: int) -> tuple[int, bytes] | None:
    if value is None:
        return None
    cursor, running = cbor.as_tuple(value, 2, "floor")
    return cbor.as_int(cursor, "floor", low=after + 1), cbor.as_block(running, cbor.DIGEST_SIZE, "floor")


def _item(value: cbor.Value) -> Item:
    cursor, envelope_id, body = cbor.as_tuple(value, 3, "item")
    return Item(
        cbor.as_int(cursor, "cursor", low=1),
        cbor.as_id(envelope_id, "envelope id"),
        cbor.as_bytes(body, "envelope", at_most=_ENVELOPE_LIMIT),
    )
