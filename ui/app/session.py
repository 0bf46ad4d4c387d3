"""One profile before its program runs: the claim on its folder, the worker that will own it, its opening."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hemmonitor import bootstrap
from hemmonitor.bootstrap import Profile
from hemmonitor.errors import DeviceRevoked
from ui.worker import Worker

if TYPE_CHECKING:
    from hemmonitor.crypto.invitation import Invitation
    from hemmonitor.crypto.vault import KeyStore


class Session:
    """See the module. ``close`` it, whether or not a program took over."""

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], dt.datetime],
        key_store: Callable[[], KeyStore | None],
    ) -> None:
        """Raises ``DatabaseInUse`` when another program has the folder."""
        self.folder, self.clock = folder, clock
        self._key_store = key_store
        self._claim = bootstrap.claim(folder)
        self.profile: Profile | None = None
        self.pending: Invitation | None = None  # what an interrupted enrolment was using
        self.worker = Worker()

    @property
    def exists(self) -> bool:
        """Whether there is a profile to open."""
        return bootstrap.exists(self.folder)

    async def create(self, pin: str | None) -> None:
        """Make the profile (in the worker's loop). Without a PIN the key store has its key."""
        store = self._key_store() if pin is None else None
        self.profile = Profile.create(self.folder, pin=pin, store=store)

    async def open(self, pin: str | None) -> None:
        """Open the profile (in the worker's loop).

        Raises what ``Profile.open`` and ``ensure_lease`` raise; a store that was shut out is removed then.
        """
        store = self._key_store() if pin is None else None
        profile = Profile.open(self.folder, pin=pin, store=store)
        try:
            if profile.lease(self.clock) is not None:
                await bootstrap.ensure_lease(profile, self.clock)
        except BaseException as error:
            profile.close()
            if isinstance(error, DeviceRevoked):
                bootstrap.lock_out(self.folder)
            raise
        self.profile = profile
        text = self.profile.pending()
        if text:
            from hemmonitor.crypto.invitation import read_text

            self.pending = read_text(text, kept=True)

    def opened(self) -> Profile:
        """The profile, which is open."""
        assert self.profile is not None
        return self.profile

    def close(self) -> None:
        """End the worker, release database and folder. A program that took over is stopped first."""
        self.worker.finish(self._close_profile)
        self._claim.release()

    def _close_profile(self) -> None:
        if self.profile is not None:
            self.profile.close()
