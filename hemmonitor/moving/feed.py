"""The command ``gateway``: a centre's computer without a screen that feeds a FHIR server.

Strategy: a round fetches what is new from the relay, then sends it on. A relay or a server that is away is
waited for; the one does not stop the other. SIGTERM and Ctrl-C end it between two Bundles.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hemmonitor import clock
from hemmonitor.access import Standing
from hemmonitor.bootstrap import Profile, Sync
from hemmonitor.centre import access_of
from hemmonitor.errors import CryptoError, InputError, ProtocolError
from hemmonitor.interop.commands import program_version
from hemmonitor.interop.fhir_server import HttpServer
from hemmonitor.interop.gateway import Feed, Gateway
from hemmonitor.moving.door import Tries, Where, opened
from hemmonitor.moving.terminal import Terminal

_LONGEST_TOKEN = 8192


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for."""

    url: str
    token_file: Path | None
    every: float
    once: bool
    name: str
    list_dead: bool
    retry: bool


def serve(where: Where, wish: Wish, terminal: Terminal, tries: Callable[[Path], Tries]) -> None:
    """Run until stopped. Raises ``InputError`` and what opening raises; prints nothing about anybody."""
    server = HttpServer(wish.url, token=_token(wish.token_file))
    try:
        with opened(where, terminal, tries, staff_only=True) as profile:
            access = access_of(profile)
            gateway = Gateway(
                profile.journal, server, program_version(), wish.name,
                admits=profile.admits, serves=lambda record: access.standing(record) is Standing.OWN,
            )  # fmt: skip
            if wish.list_dead:
                _list_dead(gateway, terminal)
                return
            access.administered(f"gateway {wish.name}", clock.now())
            if wish.retry:
                terminal.say(f"{gateway.retry(clock.now())} were taken this time")
            with contextlib.suppress(asyncio.CancelledError, KeyboardInterrupt):
                asyncio.run(_run(profile, gateway, wish, terminal))
    finally:
        server.close()


def _token(file: Path | None) -> str:
    if file is None:
        return ""
    try:
        with file.open("rb") as source:
            token = source.read(_LONGEST_TOKEN + 1).decode("ascii").strip()
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError:
        token = ""
    if not token or len(token) > _LONGEST_TOKEN or not token.isprintable():
        raise InputError(f"{file}: there is no token in it")
    return token


def _list_dead(gateway: Gateway, terminal: Terminal) -> None:
    for letter in gateway.dead_letters:
        status = f"HTTP {letter.status}" if letter.status else "made no valid resource"
        terminal.say(f"{letter.mailbox}  {letter.position:8d}  {letter.event_id}  {status}")
    terminal.tell(f"{len(gateway.dead_letters)} refused; --retry sends them again")


async def _run(profile: Profile, gateway: Gateway, wish: Wish, terminal: Terminal) -> None:
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has its own ways
            loop.add_signal_handler(number, stopped.set)
    sync = Sync(profile, clock.now, lambda _events: None, lambda _status: None)
    feed = Feed(gateway, terminal.say, every=wish.every)
    try:
        while not stopped.is_set():
            fetched = await _fetch(sync, terminal)
            pause = feed.round(clock.now())
            if wish.once:
                if not fetched or feed.away:
                    raise ProtocolError("not everything could be fetched and sent")
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), pause)
    finally:
        await sync.aclose()


async def _fetch(sync: Sync, terminal: Terminal) -> bool:
    """Whether the relay was read. What is wrong there stops nothing here."""
    try:
        await sync.once()
    except (ProtocolError, CryptoError) as error:
        terminal.tell(f"the relay: {type(error).__doc__} ({error.code})")
        return False
    return True
