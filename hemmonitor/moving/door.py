"""Opens this computer's profile for a command: which one, that nobody else has it, and with which PIN."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from hemmonitor import bootstrap, settings
from hemmonitor.bootstrap import Profile
from hemmonitor.crypto.members import READERS
from hemmonitor.errors import InputError, KeyStoreLocked, WrongPin
from hemmonitor.moving.terminal import Terminal

FACES: Final = ("patient", "nurse")


class Tries(Protocol):
    """Wrong PINs, which the desktop program counts too."""

    def wait(self) -> int:
        """Seconds until the next try is taken."""

    def wrong(self) -> int:
        """Another wrong PIN; the seconds to wait now."""

    def right(self) -> None:
        """The right PIN."""


@dataclass(frozen=True, slots=True)
class Where:
    """Which profile is meant. ``face`` is empty where there is only one."""

    data: Path | None = None
    settings: Path | None = None
    face: str = ""

    def folder(self) -> Path:
        """The profile's folder. Raises ``InputError`` where there is none, or one must be named."""
        base = self.data.absolute() if self.data else settings.read(self.settings).data_dir
        if self.face and self.face not in FACES:
            raise InputError(f"--face is one of {', '.join(FACES)}")
        found = [face for face in FACES if bootstrap.exists(base / face)]
        if self.face and self.face not in found:
            raise InputError(f"{base / self.face}: there is no profile; start the program once first")
        if not found:
            raise InputError(f"{base}: there is no profile; start the program once first")
        if not self.face and len(found) > 1:
            raise InputError(f"there are several profiles: say --face {' or --face '.join(found)}")
        return base / (self.face or found[0])


@contextmanager
def opened(
    where: Where, terminal: Terminal, tries_of: Callable[[Path], Tries], *, staff_only: bool = False
) -> Iterator[Profile]:
    """The profile, for as long as the command runs; it has a place in a centre.

    Raises ``DatabaseInUse`` when another program holds it, ``WrongPin``, ``KeyStoreLocked`` and others.
    """
    folder = where.folder()
    claim = bootstrap.claim(folder)
    try:
        profile = _unlocked(folder, terminal, tries_of(folder))
        try:
            place = profile.placed()
            if staff_only and place.role not in READERS:
                raise InputError("this is done on a computer of the care centre")
            yield profile
        finally:
            profile.close()
    finally:
        claim.release()


def _unlocked(folder: Path, terminal: Terminal, tries: Tries) -> Profile:
    if not bootstrap.needs_pin(folder):
        store = bootstrap.system_key_store()
        with contextlib.suppress(KeyStoreLocked):  # a PIN may open it too
            if store is not None:
                return Profile.open(folder, store=store)
    wait = tries.wait()
    if wait:
        raise InputError(f"too many wrong PINs: try again in {wait} s")
    pin = terminal.secret("PIN")
    try:
        profile = Profile.open(folder, pin=pin)
    except WrongPin:
        wait = tries.wrong()
        raise WrongPin(f"wait {wait} s before the next try" if wait else "the PIN was not taken") from None
    tries.right()
    return profile
