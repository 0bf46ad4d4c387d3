"""A profile: one computer's keys, data and place in one care centre, in a folder of its own.

The folder has two files: ``vault`` (the storage key, wrapped by the system's key store and/or a PIN) and
``journal.db`` (SQLCipher). Keys, membership log and settings of the place stand in the journal.

Rules:
- Everything here runs on the thread that owns the journal.
- A folder with a vault has its database: the vault is written last, and a database without one is set aside.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from hemmonitor.crypto import vault
from hemmonitor.crypto.actions import Role
from hemmonitor.crypto.keys import DeviceKeys, SealingKey, SigningKey, StorageKey, random_id
from hemmonitor.crypto.members import READERS
from hemmonitor.crypto.verify import sealing_id
from hemmonitor.errors import InputError, KeyStoreLocked, StorageError
from hemmonitor.model.events import Event, may_state
from hemmonitor.settings import make_private_directory
from hemmonitor.store.journal import Journal
from hemmonitor.store.lock import FileLock
from hemmonitor.store.sqlite import open_journal
from hemmonitor.sync.trust import Trust

if TYPE_CHECKING:  # at run time when they are used: a window is shown before the network is asked
    from hemmonitor.clinic import Staff
    from hemmonitor.crypto.invitation import Invitation
    from hemmonitor.sync.client import RelayClient
    from hemmonitor.sync.lease import Lease

Clock = Callable[[], dt.datetime]

VAULT, DATABASE = "vault", "journal.db"
_KEYS, _PLACE, _PENDING, _ROOT, _ARCHIVE = "device.keys", "place", "pending", "centre.root", "centre.archive"


@dataclass(frozen=True, slots=True)
class Place:
    """Where this computer belongs. ``mailbox`` is a patient's own; ``team`` is staff's first team."""

    url: str
    centre: str
    fingerprint: str
    role: str
    mailbox: str = ""
    team: str = ""
    staff_name: str = ""
    staff_role: str = ""

    @property
    def staff(self) -> Staff:
        """Who sits at a workstation."""
        from hemmonitor.clinic import Staff

        return Staff(self.staff_name, self.staff_role)


class Profile:
    """One computer's keys and data. Close it; the thread that opened it owns it."""

    def __init__(self, storage: StorageKey, journal: Journal) -> None:
        self._storage = storage
        self.journal = journal
        kept = journal.get(_KEYS)
        self.keys = DeviceKeys.unwrap(kept, storage) if kept else DeviceKeys.generate()
        if kept is None:
            journal.put(_KEYS, self.keys.wrap(storage))
        raw = journal.get(_PLACE)
        self.place = Place(**json.loads(raw)) if raw else None
        self._trust: Trust | None = None
        self._lease: Lease | None = None

    @classmethod
    def create(cls, folder: Path, *, pin: str | None = None, store: vault.KeyStore | None = None) -> Self:
        """A new profile. At least one of PIN and key store must be given. Raises ``StorageError``."""
        if exists(folder):
            raise StorageError("there is a profile in this folder already")
        make_private_directory(folder)
        _set_aside(folder)
        data, storage = vault.create(pin=pin, store=store)
        profile = cls._opened(folder, storage, create=True)
        try:
            vault.save(folder / VAULT, data)  # last: a folder with a vault has its database
        except BaseException:
            profile.close()
            raise
        return profile

    @classmethod
    def open(cls, folder: Path, *, pin: str | None = None, store: vault.KeyStore | None = None) -> Self:
        """An existing profile. Raises ``WrongPin``, ``KeyStoreLocked`` or ``StorageError``."""
        data = _vault(folder)
        # a database that is gone must not be mistaken for a new one
        return cls._opened(folder, vault.unlock(data, pin=pin, store=store), create=False)

    @classmethod
    def _opened(cls, folder: Path, storage: StorageKey, *, create: bool) -> Self:
        with storage.database_key() as key:
            journal = open_journal(folder / DATABASE, key, create=create)
        try:
            return cls(storage, journal)
        except BaseException:
            journal.close()
            raise

    def close(self) -> None:
        """Release the database."""
        self.journal.close()

    def settle(self, place: Place, entries: Sequence[bytes]) -> Trust:
        """Take a place in a centre: its log is checked and kept, then the place."""
        trust = Trust(self.journal, self.keys, bytes.fromhex(place.fingerprint))
        trust.extend(entries)
        self.journal.put(_PLACE, json.dumps(asdict(place)).encode())
        self.place, self._trust = place, trust
        return trust

    def trust(self) -> Trust:
        """Who is who, read and checked once. Raises ``InputError`` before enrolment."""
        if self._trust is None:
            self._trust = Trust(self.journal, self.keys, bytes.fromhex(self.placed().fingerprint))
        return self._trust

    def admits(self, event: Event) -> bool:
        """Whether the event's author may state it, also where an older version could not tell."""
        author = self.trust().state.devices.get(event.author)
        return may_state(event.body, by_staff=author is not None and author.role in READERS)

    def client(self, clock: Clock) -> RelayClient:
        """The way to the relay, signed by this computer."""
        from hemmonitor.sync.client import RelayClient

        place = self.placed()
        return RelayClient(place.url, place.centre, self.keys, clock)

    def keep_centre_keys(self, root: SigningKey, archive: SealingKey) -> None:
        """Keep the root and archive keys of a centre that was founded here, wrapped.

        A real centre puts them on paper in parts and destroys them here; see ``hemmonitor.recovery``.
        """
        self.journal.put(_ROOT, root.wrap(self._storage))
        self.journal.put(_ARCHIVE, archive.wrap(self._storage))

    def root_key(self) -> SigningKey | None:
        """The centre's root key, while this computer has it; None once it was moved off line."""
        raw = self.journal.get(_ROOT)
        if not raw:
            return None
        return SigningKey.unwrap(raw, self._storage, self.trust().state.centre)

    def archive_key(self) -> SealingKey | None:
        """The centre's archive key, while this computer has it; None once it was moved off line."""
        raw, public = self.journal.get(_ARCHIVE), self.trust().state.archive
        return (
            None if not raw or public is None else SealingKey.unwrap(raw, self._storage, sealing_id(public))
        )

    def drop_centre_keys(self) -> None:
        """Destroy the kept root and archive keys: ``recovery`` has seen to it that they are on paper."""
        self.journal.put(_ROOT, b"")
        self.journal.put(_ARCHIVE, b"")

    def settle_team(self, team: str) -> None:
        """This workstation's first team, when that is known only after it took its place."""
        self.place = replace(self.placed(), team=team)
        self.journal.put(_PLACE, json.dumps(asdict(self.place)).encode())

    def save_keys(self) -> None:
        """Keep this device's keys as they are now."""
        self.journal.put(_KEYS, self.keys.wrap(self._storage))

    def lease(self, clock: Clock) -> Lease | None:
        """How long this store may be opened without contact; None for a patient's, which is theirs."""
        if self.place is None or self.place.role == Role.PATIENT:
            return None
        if self._lease is None:
            from hemmonitor.sync.lease import Lease

            self._lease = Lease(self.journal, clock(), time.monotonic())
        return self._lease

    def revoked(self) -> bool:
        """Whether the centre's log, and not the relay's word alone, says that this device is shut out."""
        known = self.trust().state.devices.get(self.keys.device_id)
        return known is not None and known.revoked

    def note_pending(self, invitation: Invitation | None) -> None:
        """Remember an enrolment that is under way, or that it is over."""
        text = invitation.text.encode() if invitation else b""
        self.journal.put(_PENDING, self._storage.wrap(text, "pending invitation") if text else b"")

    def pending(self) -> str | None:
        """The text of the invitation that an interrupted enrolment was using."""
        raw = self.journal.get(_PENDING)
        return self._storage.unwrap(raw, "pending invitation").decode() if raw else None

    def placed(self) -> Place:
        """Where this computer belongs. Raises ``InputError`` before enrolment."""
        if self.place is None:
            raise InputError("this computer is not enrolled with a care centre")
        return self.place


def exists(folder: Path) -> bool:
    """Whether a profile is in this folder."""
    return (folder / VAULT).exists()


def claim(folder: Path) -> FileLock:
    """Hold a profile's folder for as long as a program runs, also while there is no profile in it yet.

    Raises ``DatabaseInUse`` when another program holds it.
    """
    make_private_directory(folder)
    return FileLock(folder / "program.lock")


def needs_pin(folder: Path) -> bool:
    """Whether a profile opens with a PIN alone. Raises ``StorageError`` or ``Malformed``."""
    return vault.needs_pin(_vault(folder))


def check_pin(folder: Path, pin: str) -> None:
    """Ask for the PIN again while the profile is open. Raises ``WrongPin``; takes a good part of a second."""
    vault.unlock(_vault(folder), pin=pin)


def system_key_store() -> vault.KeyStore | None:
    """The system's key store if it really keeps what it is given, sealed; it may ask the person to unlock."""
    store = vault.SystemKeyStore()
    token = random_id().encode()
    try:
        if not store.sealed:
            return None
        store.set("probe", token)
        return store if store.get("probe") == token else None
    except KeyStoreLocked:
        return None


def _vault(folder: Path) -> bytes:
    try:
        return (folder / VAULT).read_bytes()
    except OSError as error:
        raise StorageError(f"the vault: {error.strerror}") from error


def _set_aside(folder: Path) -> None:
    """Keep a database without a vault: from a set-up that was cut off, or whose vault may yet be found."""
    number = 1
    while (folder / f"{DATABASE}.{number}").exists():
        number += 1
    for ending in ("", "-wal", "-shm"):
        left = folder / (DATABASE + ending)
        if left.exists():
            left.rename(folder / f"{DATABASE}.{number}{ending}")
