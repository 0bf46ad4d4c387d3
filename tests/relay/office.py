"""A relay without a socket, and signed requests to it, for the tests."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from hemmonitor.crypto import cbor
from hemmonitor.crypto.cose import Signer
from hemmonitor.crypto.keys import random_id
from hemmonitor.crypto.signatures import sign_request
from hemmonitor.relay.app import REQUESTS, Relay
from hemmonitor.relay.databases import store_at
from hemmonitor.relay.mailbox import Limits
from hemmonitor.relay.store import Store
from tests.crypto.people import NOW, Centre

ORIGIN = "http://relay.test"


class Office:
    """``now`` is the relay's clock, which the tests move."""

    def __init__(
        self,
        path: Path | str,
        limits: Limits | None = None,
        allowed: frozenset[str] | None = None,
        requests: int = REQUESTS,
    ) -> None:
        self.now = NOW
        self.store: Store = store_at(path, limits)
        self.relay = Relay(self.store, lambda: self.now, origins=[ORIGIN], allowed=allowed, requests=requests)
        transport = httpx.ASGITransport(self.relay.app(), raise_app_exceptions=True)
        self.http = httpx.AsyncClient(transport=transport, base_url=ORIGIN)

    async def __aenter__(self) -> Self:
        await self.store.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.aclose()
        await self.store.close()

    async def found(self, centre: Centre) -> None:
        answer = await self.post_log(centre, centre.entries, by=centre.root)
        assert answer.status_code == 200, answer.text

    async def found_small(self, centre: Centre) -> None:
        """The same, past the limits."""
        await self.relay.centres.append(centre.state.centre, centre.entries)

    async def post_log(self, centre: Centre, entries: list[bytes], by: Signer) -> httpx.Response:
        return await self.send(by, "POST", f"/v1/{centre.state.centre}/log", cbor.encode(entries))

    async def put(
        self, centre: Centre, by: Signer, body: bytes, envelope: str | None = None
    ) -> httpx.Response:
        path = f"/v1/{centre.state.centre}/box/{centre.mailbox}/{envelope or random_id()}"
        return await self.send(by, "PUT", path, body)

    async def box(self, centre: Centre, by: Signer, query: str = "") -> Any:
        answer = await self.send(by, "GET", f"/v1/{centre.state.centre}/box/{centre.mailbox}{query}")
        return read(answer)

    async def send(
        self, by: Signer, method: str, path: str, body: bytes = b"", *, at: dt.datetime | None = None
    ) -> httpx.Response:
        created = int((at or self.now).timestamp())
        headers = sign_request(by, method, ORIGIN + path, body, created=created)
        return await self.http.request(method, path, content=body, headers=headers)


def read(answer: httpx.Response) -> Any:
    assert answer.status_code in {200, 201}, answer.text
    assert answer.headers["content-type"] == "application/cbor"
    return cbor.decode(answer.content, limit=1 << 25, what="answer")


def refused(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal, which has exactly one shape."""
    document = json.loads(answer.text)
    assert list(document) == ["error"]
    assert answer.headers["content-type"] == "application/json"
    return answer.status_code, document["error"]
