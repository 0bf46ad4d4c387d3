"""Running the relay: as a program of its own, or inside another on loopback.

Rules:
- Stopping lets waiting callers go at once, finishes what was begun and closes the database.
- uvicorn's access log stays off: addresses of mailboxes are nobody's business.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from typing import TYPE_CHECKING, Self

import uvicorn

from hemmonitor import clock
from hemmonitor.errors import StorageError
from hemmonitor.relay.app import Relay
from hemmonitor.relay.store import RelayStore

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hemmonitor.relay.mailbox import Limits

_LOOPBACK = "127.0.0.1"


class _Server(uvicorn.Server):
    """uvicorn, which says when it has started and lets long-polls go before it waits for requests to end."""

    def __init__(self, relay: Relay, started: Callable[[], None]) -> None:
        config = uvicorn.Config(
            relay.app(),
            lifespan="on",
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=10,
            h11_max_incomplete_event_size=16 * 1024,
        )
        super().__init__(config)
        self._relay, self._on_start = relay, started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._relay.bell.close()
        await super().shutdown(sockets)


def _listen(host: str, port: int) -> socket.socket:
    # asyncio switches Nagle's delay off only for sockets that name their protocol; with it every small
    # answer would wait 40 ms for the client's delayed acknowledgement
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise StorageError(f"cannot listen on port {port}: {error.strerror}") from error
    return listener


def serve(
    path: Path,
    port: int,
    *,
    host: str = _LOOPBACK,
    origins: Sequence[str] = (),
    allowed: frozenset[str] | None = None,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Run the relay until SIGINT or SIGTERM. Blocks; for the main thread.

    ``origins`` are the public addresses (``https://relay.example``) when it stands behind a proxy;
    ``ready`` is told the address once it is listened on.
    """
    listener = _listen(host, port)
    own = f"http://{host}:{listener.getsockname()[1]}"
    relay = Relay(RelayStore(path), clock.now, origins=[own, *origins], allowed=allowed)
    server = _Server(relay, lambda: ready(own) if ready is not None else None)
    try:
        asyncio.run(server.serve([listener]))
    finally:
        relay.store.close()


class RelayServer:
    """A relay on loopback in a thread of its own; a context manager.

    ``url`` is its address, on a free port unless one is given; ``origins`` are further addresses by which
    it is reached. Starting returns when it answers, stopping when its thread has ended and its database
    is closed.
    """

    def __init__(
        self,
        path: Path,
        *,
        port: int = 0,
        now: Callable[[], dt.datetime] = clock.now,
        limits: Limits | None = None,
        allowed: frozenset[str] | None = None,
        origins: Sequence[str] = (),
    ) -> None:
        self._path, self._port, self._now = path, port, now
        self._limits, self._allowed, self._origins = limits, allowed, origins
        self._thread: threading.Thread | None = None
        self._server: _Server | None = None
        self.url = ""

    def start(self) -> Self:
        """Open the database, listen, and return when requests are answered."""
        store = RelayStore(self._path, self._limits)
        try:
            listener = _listen(_LOOPBACK, self._port)
        except StorageError:
            store.close()
            raise
        self._port = listener.getsockname()[1]
        self.url = f"http://{_LOOPBACK}:{self._port}"
        relay = Relay(store, self._now, origins=[self.url, *self._origins], allowed=self._allowed)
        started = threading.Event()
        server = _Server(relay, started.set)

        def run() -> None:
            try:
                asyncio.run(server.serve([listener]))
            finally:
                store.close()
                started.set()

        self._server = server
        self._thread = threading.Thread(target=run, name="relay", daemon=True)
        self._thread.start()
        started.wait()
        if not server.started:
            raise StorageError("the relay did not start")
        return self

    def stop(self) -> None:
        """Stop and wait for the end. A second time does nothing; ``start`` may follow, on the same port."""
        if self._server is None or self._thread is None:
            return
        self._server.should_exit = True
        self._thread.join()
        self._server = self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_exc: object) -> None:
        self.stop()
