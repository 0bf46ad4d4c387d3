"""Running the relay: as a program of its own, or inside another on loopback.

Rules:
- Stopping lets waiting callers go at once, finishes what was begun and closes the database.
- uvicorn's access log stays off: addresses of mailboxes are nobody's business.
- SIGHUP reads the certificate again, for those that are renewed every few weeks.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import threading
from typing import TYPE_CHECKING, Self

import uvicorn

from hemmonitor import clock
from hemmonitor.errors import HemmonitorError, StorageError
from hemmonitor.relay.app import Relay
from hemmonitor.relay.config import RelayConfig
from hemmonitor.relay.databases import store_at
from hemmonitor.relay.sqlite import SqliteStore
from hemmonitor.relay.upkeep import upkeep
from hemmonitor.relay.watch import Watch

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hemmonitor.relay.mailbox import Limits

_LOOPBACK = "127.0.0.1"


class _Server(uvicorn.Server):
    """uvicorn, which says when it has started and lets long-polls go before it waits for requests to end."""

    def __init__(self, relay: Relay, config: RelayConfig, started: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                relay.app(),
                lifespan="off",
                log_level="error",  # a line for every broken request would let anybody fill the log
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=10,
                h11_max_incomplete_event_size=16 * 1024,
                ssl_certfile=config.certificate,
                ssl_keyfile=config.key,
            )
        )
        self._relay, self._on_start = relay, started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._relay.bell.close()
        await super().shutdown(sockets)

    def read_certificate(self) -> None:
        """Use the certificate's files as they are now, for new connections."""
        if self.config.ssl is not None and self.config.ssl_certfile is not None:
            with contextlib.suppress(OSError):  # ssl.SSLError too: the old one stays in use
                self.config.ssl.load_cert_chain(self.config.ssl_certfile, self.config.ssl_keyfile)


def _listen(host: str, port: int) -> socket.socket:
    # asyncio switches Nagle's delay off only for sockets that name their protocol; with it every small
    # answer would wait 40 ms for the client's delayed acknowledgement
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise StorageError(f"cannot listen on port {port}: {error.strerror}") from error
    return listener


async def _run(relay: Relay, server: _Server, listener: socket.socket, retention_days: int = 0) -> None:
    """Answer until told to stop, with what goes on beside it; closes the store."""
    beside = [asyncio.create_task(upkeep(relay.store, clock.now, retention_days))]
    if relay.store.shared:
        beside.append(asyncio.create_task(Watch(relay.store, relay.bell).run()))
    try:
        await server.serve([listener])
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        await relay.store.close()


def serve(config: RelayConfig, ready: Callable[[str], None] | None = None) -> None:
    """Run the relay until SIGINT or SIGTERM. Blocks; for the main thread.

    ``ready`` is told the address once it is listened on.
    """

    async def run() -> None:
        store = store_at(config.database, config.limits)
        try:
            await store.open()
            listener = _listen(config.host, config.port)
        except HemmonitorError:
            await store.close()
            raise
        scheme = "http" if config.certificate is None else "https"
        host = f"[{config.host}]" if ":" in config.host else config.host
        own = f"{scheme}://{host}:{listener.getsockname()[1]}"
        relay = Relay(store, clock.now, origins=[own, *config.origins], allowed=config.centres)
        server = _Server(relay, config, lambda: ready(own) if ready is not None else None)
        if hasattr(signal, "SIGHUP"):
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, server.read_certificate)
        with relay.meter.published(config.metrics_port):
            await _run(relay, server, listener, config.retention_days)

    asyncio.run(run())


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
        listener = _listen(_LOOPBACK, self._port)
        try:
            store = SqliteStore(self._path, self._limits)
        except StorageError:
            listener.close()
            raise
        self._port = listener.getsockname()[1]
        self.url = f"http://{_LOOPBACK}:{self._port}"
        relay = Relay(store, self._now, origins=[self.url, *self._origins], allowed=self._allowed)
        started = threading.Event()
        server = _Server(relay, RelayConfig(), started.set)

        def run() -> None:
            try:
                asyncio.run(_run(relay, server, listener))
            finally:
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
