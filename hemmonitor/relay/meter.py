"""What the relay says of itself: counts for Prometheus and one line a request, without who or which.

Rules:
- Of a request only its handler's name, its status, its size and its duration are told. No id, no address,
  no path, no query, no header; so neither the log nor the counts can tell who writes to whom.
- Each relay has a registry of its own.
- A fault of the relay's own is logged with its kind and the lines of code, without its text.
"""

from __future__ import annotations

import asyncio
import json
import logging
import traceback
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from starlette.responses import JSONResponse

from hemmonitor.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

log: Final = logging.getLogger("hemmonitor.relay")
_BUCKETS: Final = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)


class Meter:
    """The counts, and the shell around the application that keeps them."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.requests = Counter(
            "hemmonitor_relay_requests", "Requests answered", ["handler", "status"], registry=registry
        )
        self.seconds = Histogram(
            "hemmonitor_relay_request_seconds",
            "Time to the end of the answer, waiting included",
            ["handler"],
            registry=registry,
            buckets=_BUCKETS,
        )
        self.taken = Counter("hemmonitor_relay_taken_bytes", "Bytes of new envelopes", registry=registry)
        self.waiting = Gauge("hemmonitor_relay_waiting", "Long-polls under way", registry=registry)
        self.under_way = Gauge("hemmonitor_relay_under_way", "Requests under way", registry=registry)

    def around(self, app: ASGIApp, *, at_most: int) -> ASGIApp:
        """The application, counted, with at most so many requests under way."""
        under_way = 0

        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            nonlocal under_way
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            status, started = 0, perf_counter()

            async def noting(message: Message) -> None:
                nonlocal status
                status = message.get("status", status)
                await send(message)

            under_way += 1
            self.under_way.set(under_way)
            inner = app if under_way <= at_most else JSONResponse({"error": "unavailable"}, 503)
            try:
                await inner(scope, receive, noting)
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 - Starlette has answered 500 and passes it on to be logged
                _fault(error)
            finally:
                under_way -= 1
                self.under_way.set(under_way)
                self._note(
                    getattr(scope.get("endpoint"), "__name__", "none"), status, perf_counter() - started
                )

        return counted

    @contextmanager
    def published(self, port: int) -> Iterator[None]:
        """Answer Prometheus on a port of the loopback address while it lasts; 0 is none."""
        if not port:
            yield
            return
        try:
            server, thread = start_http_server(port, "127.0.0.1", self.registry)
        except OSError as error:
            raise StorageError(f"cannot listen on port {port}: {error.strerror}") from error
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def _note(self, handler: str, status: int, seconds: float) -> None:
        self.requests.labels(handler, str(status)).inc()
        self.seconds.labels(handler).observe(seconds)
        if log.isEnabledFor(logging.INFO):
            told = {"handler": handler, "status": status, "ms": round(seconds * 1000, 1)}
            log.info("request", extra={"fields": told})


def _fault(error: Exception) -> None:
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-6:]]
    log.error("fault", extra={"fields": {"kind": type(error).__name__, "at": places}})


class _Json(logging.Formatter):
    """One line of JSON a record: time, level, what, and its fields."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            # other libraries' texts may quote what they were given
            "event": record.getMessage() if record.name == log.name else f"{record.name}: {record.msg}"[:200],
        }
        if record.exc_info and record.exc_info[0] is not None:
            told["kind"] = record.exc_info[0].__name__
        return json.dumps(told | getattr(record, "fields", {}))


def log_as_json(level: str) -> None:
    """Send what is logged to standard error as lines of JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Json())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    log.setLevel(level.upper())
