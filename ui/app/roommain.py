"""Starts the measuring room, and joins its computer to a centre: done once, by whoever sets the room up."""

from __future__ import annotations

import asyncio
import contextlib
import getpass
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hemmonitor import bootstrap, settings
from hemmonitor import clock as system_clock
from hemmonitor.bootstrap import Profile, enrol_station
from hemmonitor.crypto.invitation import read_text
from hemmonitor.errors import InputError
from hemmonitor.settings import Settings
from ui.app.room import RoomStation
from ui.app.visitmain import Options

LEAST_PIN = 8


def _settings(data: Path | None, file: Path | None) -> Settings:
    chosen = settings.read(file)
    return chosen if data is None else replace(chosen, data_dir=data.absolute())


def join_centre(data: Path | None, file: Path | None, say: Callable[[str], None]) -> None:
    """Ask for the invitation and a new PIN on the terminal; show the digits that staff compare.

    Raises ``InputError``, ``InvitationInvalid``, ``RelayOffline``, ``StorageError``.
    """
    folder = _settings(data, file).data_dir / "room"
    claim = bootstrap.claim(folder)
    try:
        if bootstrap.exists(folder):
            raise InputError("this computer is a room already")
        invitation = read_text(input("Invitation: "))
        pin = getpass.getpass(f"A PIN for staff, at least {LEAST_PIN} signs: ")
        if len(pin) < LEAST_PIN or pin != getpass.getpass("The same again: "):
            raise InputError("the PIN is too short, or was not the same twice")
        profile = Profile.create(folder, pin=pin, store=bootstrap.system_key_store())
        try:
            shown = lambda digits: say(f"Compare with the care centre: {digits}")  # noqa: E731 - one line
            place = asyncio.run(enrol_station(profile, invitation, system_clock.now, show=shown))
        finally:
            profile.close()
        say(f"This computer is now the room: {place.staff_name}")
    finally:
        claim.release()


def open_room(data: Path | None, file: Path | None, *, kiosk: bool) -> None:
    """Keep the room open until the program is ended. Raises what opening a profile raises."""
    chosen = _settings(data, file)
    folder = chosen.data_dir / "room"
    claim = bootstrap.claim(folder)
    try:
        profile = _open(folder)
        options = Options(chosen.language, chosen.theme, chosen.text_size, kiosk)
        try:
            asyncio.run(_run(profile, folder, options))
        finally:
            profile.close()
    finally:
        claim.release()


def _open(folder: Path) -> Profile:
    """With the system's key store where it has the key, so that the room opens by itself."""
    if not bootstrap.exists(folder):
        raise InputError("this computer is no room yet: hemmonitor room --join")
    if not bootstrap.needs_pin(folder):
        store = bootstrap.system_key_store()
        if store is not None:
            return Profile.open(folder, store=store)
    return Profile.open(folder, pin=getpass.getpass("The room's PIN: "))


async def _run(profile: Profile, folder: Path, options: Options) -> None:
    station = RoomStation(profile, folder, options)
    task = asyncio.current_task()
    assert task is not None
    with contextlib.suppress(NotImplementedError):  # Windows ends it otherwise
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await station.run()
