"""Picks the real parts and puts them together: one computer's place in one care centre.

A profile is a folder with two files: ``vault`` (the storage key, wrapped by the system's key store and/or
a PIN) and ``journal.db`` (SQLCipher). Keys, membership log and settings of the place stand in the journal.

Rules:
- Everything here runs on the thread that owns the journal.
- Enrolment keeps what it must keep before it tells the other side (``pending``), so that a program that is
  ended in the middle can go on.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self

from hemmonitor.clinic import Staff
from hemmonitor.crypto import vault
from hemmonitor.crypto.actions import Assign, Enrol, Link, Role
from hemmonitor.crypto.epochs import new_epoch
from hemmonitor.crypto.invitation import Invitation
from hemmonitor.crypto.keys import DeviceKeys, SealingKey, SigningKey, StorageKey, random_id
from hemmonitor.crypto.members import READERS, MembershipState, handover_box
from hemmonitor.crypto.membership import MembershipLog, found_centre
from hemmonitor.crypto.verify import digest, sealing_id
from hemmonitor.errors import (
    CryptoError,
    DeviceRevoked,
    InputError,
    InvitationInvalid,
    KeyStoreLocked,
    LeaseExpired,
    ProtocolError,
    StorageError,
)
from hemmonitor.interop.erasure import erase
from hemmonitor.model.events import Event, may_state
from hemmonitor.settings import make_private_directory
from hemmonitor.store.journal import Journal
from hemmonitor.store.lock import FileLock
from hemmonitor.store.sqlite import open_journal
from hemmonitor.sync.client import RelayClient, SlotClient
from hemmonitor.sync.delivery import journal_sink
from hemmonitor.sync.engine import SyncEngine
from hemmonitor.sync.enrol import (
    Joined,
    Request,
    admit,
    ask,
    await_request,
    await_welcome,
    invite,
    join,
    patient_actions,
    refuse,
)
from hemmonitor.sync.handover import Giver, Progress, Taker, due
from hemmonitor.sync.inbox import OpenedBatch
from hemmonitor.sync.lease import Lease
from hemmonitor.sync.status import SyncStatus
from hemmonitor.sync.trust import Trust
from hemmonitor.sync.upkeep import Upkeep

Clock = Callable[[], dt.datetime]

VAULT, DATABASE = "vault", "journal.db"
_KEYS, _PLACE, _PENDING, _ROOT, _ARCHIVE = "device.keys", "place", "pending", "centre.root", "centre.archive"
UPKEEP_SECONDS = 3600
_TICK_SECONDS = 10
WELCOME_WAIT = 25  # seconds of one long-poll while staff compare the digits


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


def patient_label(state: MembershipState) -> str:
    """What the log calls the next patient's computer: a number, no name."""
    return f"patient {1 + sum(known.role is Role.PATIENT for known in state.devices.values())}"


def centre_box(centre: str) -> str:
    """The mailbox for what concerns staff alone, such as names; all teams of the centre read it."""
    return digest(f"hemmonitor-centre-box {centre}".encode())[:16].hex()


# --- founding a centre and letting patients in -----------------------------------------------------


async def found(profile: Profile, url: str, label: str, staff: Staff, clock: Clock) -> Place:
    """Found a care centre: a root, an archive key, this computer as registrar, a first team."""
    now = clock()
    root, archive = SigningKey.generate(), SealingKey.generate()
    profile.keep_centre_keys(root, archive)
    entries = [found_centre(root, root.public, label, archive.public, now)]
    log = MembershipLog(root.fingerprint)
    log.extend(entries)
    team, device = random_id(), profile.keys.device_id
    entries.append(log.next_entry(root, Enrol(profile.keys.identity, Role.REGISTRAR, "registrar 1"), now))
    log.append(entries[-1])
    entries.append(log.next_entry(root, Assign(Link.DEVICE_TEAM, device, team), now))
    log.append(entries[-1])
    epoch, _key = new_epoch(log.state, team)
    entries.append(log.next_entry(root, epoch, now))
    log.append(entries[-1])
    box = centre_box(log.state.centre)
    entries.append(log.next_entry(root, Assign(Link.TEAM_MAILBOX, team, box), now))
    log.append(entries[-1])
    place = Place(
        url=url,
        centre=log.state.centre,
        fingerprint=root.fingerprint.hex(),
        role=Role.REGISTRAR,
        team=team,
        staff_name=staff.name,
        staff_role=staff.role,
    )
    client = RelayClient(url, place.centre, profile.keys, clock)
    try:
        await client.post_log(entries)
    finally:
        await client.aclose()
    profile.settle(place, entries)
    return place


async def invite_patient(profile: Profile, clock: Clock) -> Invitation:
    """An invitation for one patient's computer, to be handed over outside the network."""
    client = profile.client(clock)
    try:
        place = profile.placed()
        return await invite(client, place.url, bytes.fromhex(place.fingerprint))
    finally:
        await client.aclose()


async def admit_patient(
    profile: Profile,
    trust: Trust,
    invitation: Invitation,
    clock: Clock,
    *,
    compare: Callable[[Request], Awaitable[bool]],
) -> str | None:
    """Wait for the patient's computer, let a person compare the digits, and let it in.

    Returns the new mailbox, or ``None`` when the digits differed. Raises ``InvitationInvalid``.
    """
    client = profile.client(clock)
    try:
        request = None
        while request is None:
            request = await await_request(client, invitation, wait=WELCOME_WAIT)
        if not await compare(request):
            await refuse(client, invitation)
            return None
        mailbox = random_id()
        place = profile.placed()
        actions = patient_actions(request, patient_label(trust.state), mailbox, place.team)
        await admit(client, trust, profile.keys, invitation, actions, clock())
        return mailbox
    finally:
        await client.aclose()


async def enrol_patient(
    profile: Profile, invitation: Invitation, clock: Clock, *, show: Callable[[str], None]
) -> Place:
    """Use an invitation on the patient's computer. ``show`` gets the digits to compare with staff.

    Raises ``InvitationInvalid``, as ``InvitationRefused`` when the digits differed, or ``RootMismatch``; then
    nothing has been believed or kept.
    """
    return await _enrol(profile, invitation, clock, frozenset({Role.PATIENT}), show)


async def enrol_staff(
    profile: Profile, invitation: Invitation, clock: Clock, *, show: Callable[[str], None]
) -> Place:
    """Use an invitation on a workstation; ``place.staff`` is who sits there, as the centre has stated it.

    Raises what ``enrol_patient`` raises; ``InvitationInvalid`` also for a patient's invitation.
    """
    return await _enrol(profile, invitation, clock, READERS, show)


async def enrol_station(
    profile: Profile, invitation: Invitation, clock: Clock, *, show: Callable[[str], None]
) -> Place:
    """Use an invitation on a measuring room's computer; ``place.mailbox`` is the room's own.

    Raises what ``enrol_patient`` raises; ``InvitationInvalid`` also for anybody else's invitation.
    """
    return await _enrol(profile, invitation, clock, frozenset({Role.STATION}), show)


async def _enrol(
    profile: Profile,
    invitation: Invitation,
    clock: Clock,
    roles: frozenset[Role],
    show: Callable[[str], None],
) -> Place:
    slots = SlotClient(invitation.url, clock)
    try:
        if profile.pending() != invitation.text:
            show(await ask(slots, invitation, profile.keys))
            profile.note_pending(invitation)
        else:
            show(invitation.confirmation(profile.keys.identity))
        welcome = None
        while welcome is None:
            welcome = await await_welcome(slots, invitation, wait=WELCOME_WAIT)
    except InvitationInvalid:
        profile.note_pending(None)
        raise
    finally:
        await slots.aclose()
    client = RelayClient(invitation.url, welcome.centre, profile.keys, clock)
    try:
        joined = await join(client, invitation, welcome, profile.keys)
    finally:
        await client.aclose()
    if joined.role not in roles:
        profile.note_pending(None)
        raise InvitationInvalid(f"the invitation is for a device of another kind: {joined.role}")
    place = Place(
        url=joined.url,
        centre=joined.centre,
        fingerprint=joined.fingerprint.hex(),
        role=joined.role,
        mailbox=_own_box(joined) if joined.role not in READERS else "",
        team=joined.teams[0] if joined.teams else "",
        staff_name=welcome.name,
        staff_role=welcome.title,
    )
    profile.settle(place, joined.entries)
    profile.note_pending(None)
    return place


def _own_box(joined: Joined) -> str:
    """A patient's or a station's own mailbox, and not the one through which the history comes."""
    return next(box for box in joined.mailboxes if box != handover_box(joined.device))


# --- keeping in step -----------------------------------------------------------------------------


async def ensure_lease(profile: Profile, clock: Clock) -> None:
    """See to it that this store may be opened: by its lease, or by contact with the relay now.

    What waited is sent on the way. Raises ``LeaseExpired``, or ``DeviceRevoked`` when the centre's log says
    so; ``lock_out`` is next then.
    """
    lease = profile.lease(clock)
    if lease is None:
        return
    if profile.revoked():
        raise DeviceRevoked
    try:
        lease.check(clock(), time.monotonic())
    except LeaseExpired:
        sync = Sync(profile, clock, lambda _events: None, lambda _status: None)
        try:
            await sync.once()
        except (ProtocolError, CryptoError) as error:
            if profile.revoked():
                raise DeviceRevoked from error
        finally:
            await sync.aclose()
        lease.check(clock(), time.monotonic())


def lock_out(folder: Path) -> None:
    """Remove what a staff device held that the centre has shut out; its profile is closed."""
    erase(folder, VAULT, DATABASE)


class Sync:
    """A profile's sync, for as long as the program runs; give ``run`` to the worker's loop."""

    def __init__(
        self,
        profile: Profile,
        clock: Clock,
        on_events: Callable[[Sequence[Event]], None],
        on_status: Callable[[SyncStatus], None],
    ) -> None:
        """``on_events`` gets new events after they are durable. Both are called in the loop."""
        self._client = profile.client(clock)
        self._clock, self._on_status = clock, on_status
        self._lease = profile.lease(clock)
        self._contact: dt.datetime | None = None
        self.trust = profile.trust()
        self._journal, self._on_events = profile.journal, on_events
        self._store = journal_sink(profile.journal, self.trust, lambda _mailbox, events: on_events(events))
        self._taker = Taker(profile.journal, self.trust)
        self._engine = SyncEngine(
            profile.journal,
            self.trust,
            self._client,
            self._sink,
            clock,
            mailboxes=self._mailboxes,
            on_status=self._told,
        )
        self._upkeep = Upkeep(profile.journal, self.trust, self._client, clock, profile.save_keys)
        self._upkeep.take_over()

    def trigger(self) -> None:
        """There is something to send. From the loop."""
        self._engine.trigger()

    async def run(self) -> None:
        """Keep in step until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._engine.run())
                group.create_task(self._keep_up())
        finally:
            await self.aclose()

    async def once(self) -> None:
        """One round without waiting. Raises ``RelayOffline`` and its like."""
        await self._engine.sync_once()

    @property
    def history(self) -> Progress | None:
        """How far a colleague's program has handed the history over to this one; None when it is here."""
        return self._taker.progress if self._taker.waiting else None

    def _mailboxes(self) -> list[str]:
        """What is read: a new workstation first takes the history over, and then reads the rest."""
        return [self._taker.box] if self._taker.waiting else self._engine.readable()

    async def _sink(self, batch: OpenedBatch) -> None:
        if batch.mailbox != self._taker.box:
            await self._store(batch)
            return
        complete = self._taker.take(batch)
        self._engine.reload()
        for mailbox in complete:
            self._on_events([stored.event for stored in self._journal.events(mailbox)])

    async def hand_over(self) -> int:
        """Hand the history to new workstations that wait for it from here; returns to how many.

        Raises ``RelayOffline`` and its like; it goes on there the next time.
        """
        waiting = due(self._journal, self.trust)
        for device in waiting:
            await Giver(self._journal, self.trust, self._client, device).run()
        return len(waiting)

    async def keep_up(self) -> None:
        """Replace and destroy the keys that are due. Raises ``RelayOffline`` and its like."""
        await self._upkeep.once()

    async def _keep_up(self) -> None:
        """Now and then; what does not succeed is done another time, and the engine's status says why."""
        next_time = 0.0
        while True:
            if self._lease is not None:
                self._lease.tick(self._clock(), time.monotonic())
            if self._engine.status.last_contact is not None and self._engine.status.problem is None:
                with contextlib.suppress(ProtocolError, CryptoError):
                    await self.hand_over()
                    if time.monotonic() >= next_time:
                        await self.keep_up()
                        next_time = time.monotonic() + UPKEEP_SECONDS
            await asyncio.sleep(_TICK_SECONDS)

    def _told(self, status: SyncStatus) -> None:
        at = status.last_contact
        if self._lease is not None and at is not None and at != self._contact:
            self._contact = at
            self._lease.contact(at, time.monotonic(), status.clock_offset)
        self._on_status(status)

    async def aclose(self) -> None:
        """Close the connections of a sync that was not run."""
        await self._client.aclose()
