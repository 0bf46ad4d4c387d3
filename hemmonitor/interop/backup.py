"""All events of a journal in one file under a passphrase, and back.

Form: ``HMBACKUP1`` and a line feed; the vault (Argon2id slot for the passphrase) with its length; then
pieces with their lengths, each wrapped under the vault's key (AES-256-GCM). A piece's context names the
backup, its number and whether it is the last, so no piece can be moved, left out, doubled or cut off.
Inside is a stream of items with lengths: a heading in JSON, then every event as the journal has it.

Rules:
- It holds the data, not the keys of this computer: a lost computer is revoked, and its place is taken by a
  newly enrolled one. Two computers with one key would break the chain that shows what a relay drops.
- The whole file is checked before anything is stored. Restoring twice, or again after a crash, adds nothing.
- Restored events are history: they are not sent. ``moved`` makes them new facts of a new mailbox instead.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, Self

from hemmonitor.crypto import vault
from hemmonitor.crypto.keys import CannotOpen, StorageKey, random_id
from hemmonitor.errors import CryptoError, InputError, WrongPin
from hemmonitor.interop.files import whole_binary
from hemmonitor.interop.source import BadFile
from hemmonitor.interop.watch import Watch
from hemmonitor.model.events import (
    Event,
    MeasurementRecorded,
    MeasurementRetracted,
    PatientRegistered,
    measurement_event_id,
)
from hemmonitor.store import codec
from hemmonitor.store.codec import Unread
from hemmonitor.store.journal import Journal

MAGIC: Final = b"HMBACKUP1\n"
PIECE: Final = 48 * 1024  # bytes, below what one wrap takes
SHORTEST: Final = 12  # characters of a passphrase
_SMALLEST_VAULT, _LARGEST_VAULT = 16, 4096
_BATCH: Final = 1000  # events in one transaction


class PassphraseTooShort(InputError):
    """The passphrase is too short. Use at least 12 characters, such as four words."""

    code = "input.passphrase"


class OtherPerson(InputError):
    """The backup is about another person. Nothing was put back."""

    code = "input.other_person"


class UnknownPerson(InputError):
    """It is not known yet whose computer this is. Wait for the care centre to register you."""

    code = "input.unknown_person"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a backup says of itself. ``made`` is aware."""

    ident: str
    made: dt.datetime
    version: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found in a backup that is whole. ``unreadable`` events are for a newer version."""

    heading: Heading
    events: int
    unreadable: int
    mailboxes: tuple[str, ...]
    numbers: dict[str, str] = field(default_factory=dict, repr=False)  # mailbox -> personal number


# --- writing -----------------------------------------------------------------------------------


def back_up(
    journal: Journal,
    path: Path,
    passphrase: str,
    now: dt.datetime,
    version: str,
    *,
    cost: vault.Cost | None = None,
    watch: Watch | None = None,
) -> int:
    """Write every event; returns how many. Raises ``StorageError`` or ``PassphraseTooShort``."""
    return write(items(journal), path, passphrase, now, version, cost=cost, watch=watch)


def write(
    raws: Iterable[bytes],
    path: Path,
    passphrase: str,
    now: dt.datetime,
    version: str,
    *,
    cost: vault.Cost | None = None,
    watch: Watch | None = None,
) -> int:
    """Write what ``items`` gave; returns how many. Raises as ``back_up`` does."""
    if len(passphrase) < SHORTEST:
        raise PassphraseTooShort
    locked, key = vault.create(pin=passphrase, cost=cost)
    ident = random_id()
    with whole_binary(path) as out:
        out.write(MAGIC + _length(locked) + locked + bytes.fromhex(ident))
        sealed = _Sealing(out, key, ident)
        sealed.item(json.dumps({"format": 1, "made": now.isoformat(), "version": version}).encode())
        count = 0
        for raw in (watch or Watch()).over(raws):
            sealed.item(raw)
            count += 1
        sealed.close()
    return count


def items(journal: Journal) -> Iterator[bytes]:
    """What a backup of a journal holds, one event after the other."""
    for stored in journal.events():
        yield codec.encode(stored.event)
    yield from (unread.raw for unread in journal.unreadable())


class _Sealing:
    """Cuts a stream of items into pieces and wraps each."""

    def __init__(self, out: IO[bytes], key: StorageKey, ident: str) -> None:
        self._out = out
        self._key = key
        self._ident = ident
        self._number = 0
        self._waiting = bytearray()

    def item(self, raw: bytes) -> None:
        self._waiting += _length(raw) + raw
        while len(self._waiting) > PIECE:
            self._piece(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def close(self) -> None:
        self._piece(bytes(self._waiting), last=True)

    def _piece(self, plain: bytes, *, last: bool) -> None:
        wrapped = self._key.wrap(plain, _context(self._ident, self._number, last=last))
        self._out.write(_length(wrapped) + wrapped)
        self._number += 1


def _length(raw: bytes) -> bytes:
    return len(raw).to_bytes(4, "big")


def _context(ident: str, number: int, *, last: bool) -> str:
    return f"backup {ident} {number} {'last' if last else 'more'}"


# --- reading -----------------------------------------------------------------------------------


def look(path: Path, passphrase: str, watch: Watch | None = None) -> Contents:
    """Check a backup from end to end. Raises ``WrongPin``, ``BadFile`` or ``Cancelled``; stores nothing."""
    with _opened(path, passphrase) as reading:
        events, unreadable = 0, 0
        mailboxes: set[str] = set()
        numbers: dict[str, str] = {}
        for found in (watch or Watch()).over(reading.events()):
            if isinstance(found, Unread):
                unreadable += 1
                continue
            events += 1
            mailboxes.add(found.mailbox)
            if isinstance(found.body, PatientRegistered):
                numbers[found.mailbox] = found.body.number
        return Contents(reading.heading, events, unreadable, tuple(sorted(mailboxes)), numbers)


def restore(
    path: Path,
    passphrase: str,
    journal: Journal,
    only: str = "",
    stored: Callable[[Sequence[Event]], object] = len,
) -> Contents:
    """Put a backup's events, or those of the mailbox ``only``, into a journal, after checking all of it.

    Events that are there stay; ``stored`` gets the others when they are durable. They are history: none is
    sent. Raises ``WrongPin``, ``BadFile`` or ``StorageError``.
    """
    contents = look(path, passphrase)
    with _opened(path, passphrase) as reading:
        batch: list[Event] = []
        for found in reading.events():
            if isinstance(found, Event) and only in {"", found.mailbox}:
                batch.append(found)
            if len(batch) == _BATCH:
                stored(journal.append(batch, outgoing=False))
                batch = []
        stored(journal.append(batch, outgoing=False))
    return contents


def mine(contents: Contents, mailbox: str, number: str) -> str:
    """The mailbox in a backup of the person of ``mailbox``. Raises ``OtherPerson`` or ``UnknownPerson``.

    ``number`` is the person's personal identity number.
    """
    if not number:
        raise UnknownPerson
    if contents.numbers.get(mailbox) == number:
        return mailbox
    found = [box for box, whose in contents.numbers.items() if whose == number]
    if not found:
        raise OtherPerson
    return found[-1]


def moved(
    path: Path, passphrase: str, mailbox: str, to: str, author: str, now: dt.datetime
) -> tuple[Event, ...]:
    """The measurements of a backup's ``mailbox`` and their retractions, as new facts of the mailbox ``to``.

    For a patient whose computer was lost: the new one has a new mailbox. Store them with one ``append``.
    """
    look(path, passphrase)
    with _opened(path, passphrase) as reading:
        wanted = (e for e in reading.events() if isinstance(e, Event) and e.mailbox == mailbox)
        return tuple(_as_new(wanted, to, author, now))


def _as_new(events: Iterable[Event], to: str, author: str, now: dt.datetime) -> Iterator[Event]:
    for event in events:
        match event.body:
            case MeasurementRecorded(measurement):
                yield Event(measurement_event_id(to, measurement.id), to, author, now, event.body)
            case MeasurementRetracted(measurement_id, _):
                ident = f"{measurement_event_id(to, measurement_id)}/retracted"
                yield Event(ident, to, author, now, event.body)


class _Reading:
    """The items of a backup, piece by piece."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        self._file = file
        if file.read(len(MAGIC)) != MAGIC:
            raise BadFile("not a backup of this program")
        locked = self._block(_SMALLEST_VAULT, _LARGEST_VAULT)
        try:
            self._key = vault.unlock(locked, pin=passphrase)
        except WrongPin:
            raise
        except CryptoError:
            raise BadFile("the backup is damaged") from None
        self._ident = file.read(16).hex()
        self._items = self._stream()
        self.heading = self._heading(next(self._items, b""))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def events(self) -> Iterator[Event | Unread]:
        """Every event, in the order in which it was stored."""
        for raw in self._items:
            yield codec.read(raw)

    def _heading(self, raw: bytes) -> Heading:
        try:
            found = json.loads(raw)
            if found["format"] != 1:
                raise BadFile("the backup is from a newer version")
            return Heading(self._ident, dt.datetime.fromisoformat(found["made"]), str(found["version"]))
        except (ValueError, KeyError, TypeError):
            raise BadFile("the backup is damaged") from None

    def _stream(self) -> Iterator[bytes]:
        waiting = bytearray()
        for piece in self._pieces():
            waiting += piece
            while len(waiting) >= 4:
                size = int.from_bytes(waiting[:4], "big")
                if size > codec.LONGEST_EVENT:
                    raise BadFile("the backup is damaged")
                if len(waiting) < 4 + size:
                    break
                yield bytes(waiting[4 : 4 + size])
                del waiting[: 4 + size]
        if waiting:
            raise BadFile("the backup is damaged")

    def _pieces(self) -> Iterator[bytes]:
        number, last = 0, False
        while not last:
            wrapped = self._block(1, PIECE + 4096)
            try:
                yield self._key.unwrap(wrapped, _context(self._ident, number, last=False))
            except CannotOpen:
                last = True
                try:
                    yield self._key.unwrap(wrapped, _context(self._ident, number, last=True))
                except CannotOpen:
                    raise BadFile("the backup is damaged, or not all of it is here") from None
            number += 1
        if self._file.read(1):
            raise BadFile("the backup has something after its end")

    def _block(self, least: int, most: int) -> bytes:
        size = int.from_bytes(self._file.read(4), "big")
        block = self._file.read(size) if least <= size <= most else b""
        if not block or len(block) != size:
            raise BadFile("the backup is damaged, or not all of it is here")
        return block


def _opened(path: Path, passphrase: str) -> _Reading:
    if not path.is_file() and path.exists():
        raise BadFile("not a file")
    try:
        file = path.open("rb")
    except OSError as error:
        raise BadFile(f"the file cannot be opened ({error.strerror})") from error
    try:
        return _Reading(file, passphrase)
    except BaseException:
        file.close()
        raise
