"""History for a new computer: a colleague's program hands over what it has, sealed to that device alone.

Strategy: old team keys are destroyed, a patient's new computer never had the keys of the old one, and opening
every envelope of years would take hours. So a device of staff that holds the history reads it from its own
store and sends it through a mailbox made for the two of them (``handover_box``), as ordinary envelopes:
signed, numbered, chained, sealed. Parts are plain data::

    [1, 1, mailboxes]                    how many will come
    [1, 2, mailbox, cursor, heads, gaps] how far the giver has read a mailbox
    [1, 3, mailbox, compressed events]   the codec's bytes, many in a part
    [1, 4]                               that was all

The taker stores the events, takes over where the maker stood, and reads the rest from the relay itself, where
order, digests and what other authors tell are checked as always. So an old or shortened history is noticed.

Rules:
- How far a mailbox was read is stated before its events are read: what came in between arrives twice, and
  is stored once.
- The taker believes a history from staff that may read the mailbox now, for mailboxes it may read itself.
  It rests on the maker's word, as the log shows; the giver's own batches before that are ``covered``.
- Nothing is held in memory but one part. Both sides go on where they were after being cut off.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Action, Assign, Link
from hemmonitor.crypto.batch import Batch
from hemmonitor.crypto.envelope import seal
from hemmonitor.crypto.members import READERS, Mailbox, handover_box
from hemmonitor.crypto.verify import digest
from hemmonitor.errors import BadEvent
from hemmonitor.store.journal import ChainHead, Cursor
from hemmonitor.sync.packing import in_loads
from hemmonitor.sync.protocol import Gap
from hemmonitor.sync.state import BoxState, load_box, mark_of, save_box

if TYPE_CHECKING:
    from hemmonitor.crypto.membership import MembershipLog
    from hemmonitor.store.journal import Journal
    from hemmonitor.sync.client import RelayClient
    from hemmonitor.sync.inbox import OpenedBatch
    from hemmonitor.sync.trust import Trust

EVENTS: Final = 4000
"""Events in a part at most."""
PLAIN: Final = 4 << 20
"""Bytes of a part before compression at most."""
LOAD: Final = 700 * 1024
"""Bytes of an envelope's parts at most, but for a single part."""
_MANY: Final = 200
_ROOM: Final = 480 * 1024
_VERSION: Final = 1
_TAKEN, _OPEN, _PROGRESS = "handover.taken", "handover.open", "handover.progress"
_WHAT: Final = "hand-over"
_AHEAD, _BOX, _EVENTS, _END = 1, 2, 3, 4


def handover_actions(log: MembershipLog, device: str, maker: str) -> Iterator[Action]:
    """What opens that mailbox for the two."""
    for one in (device, maker):
        box = log.state.mailboxes.get(handover_box(device), Mailbox())
        if one not in box.devices:
            yield Assign(Link.DEVICE_MAILBOX, one, handover_box(device))


@dataclass(frozen=True, slots=True)
class Progress:
    """Mailboxes handed over so far, and in all (0 while that is not known); events so far."""

    done: int = 0
    total: int = 0
    events: int = 0


# --- giving ----------------------------------------------------------------------------------------


def due(journal: Journal, trust: Trust) -> tuple[str, ...]:
    """Devices that this one still has to hand the history to."""
    state, own = trust.state, trust.keys.device_id
    return tuple(
        device
        for device, known in sorted(state.devices.items())
        if device != own
        and not known.revoked
        and own in state.mailboxes.get(handover_box(device), Mailbox()).devices
        and not _place(journal, device).ended
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """How far a giver is: the part that comes next, its own chain, and the envelope on its way."""

    box: str = ""
    position: int = -1
    seq: int = 0
    digest: bytes | None = None
    envelope_id: str = ""
    body: bytes = b""
    ended: bool = False
    only: tuple[str, ...] = ()  # the mailboxes in question; empty for all

    def encoded(self) -> bytes:
        fields = [self.box, self.position + 1, self.seq, self.digest, self.envelope_id, self.body]
        return cbor.encode([*fields, int(self.ended), list(self.only)])


def _place(journal: Journal, device: str) -> _Place:
    raw = journal.get(f"handover.{device}")
    if raw is None:
        return _Place()
    box, position, seq, head, ident, body, ended, only = cbor.decode(raw, limit=4 << 20, what=_WHAT)
    return _Place(box, position - 1, seq, head, ident, body, bool(ended), tuple(only))


def hand_over_more(journal: Journal, device: str, boxes: Iterable[str]) -> None:
    """A device that was handed the history before may read these mailboxes too from now on.

    While it is still being handed over, what has been passed by is begun again: storing it twice is fine.
    """
    place, new = _place(journal, device), sorted(boxes)
    if not new:
        return
    if place.ended:
        more = replace(place, box="", position=-1, ended=False, only=tuple(new))
    else:
        more = replace(place, only=tuple(sorted({*place.only, *new})) if place.only else ())
        if new[0] <= place.box:
            more = replace(more, box="", position=-1)
    journal.put(f"handover.{device}", more.encoded())


@dataclass(frozen=True, slots=True)
class _Part:
    """One part, and the place after it."""

    box: str
    position: int
    said: bytes
    events: int = 0
    end: bool = False


def _loads(parts: Iterator[_Part]) -> Iterator[list[_Part]]:
    """Parts that go in one envelope together. The first goes alone: it begins the chain."""
    first = list(islice(parts, 1))
    if first and first[0].box == "":
        yield first
        first = []
    yield from in_loads(chain(first, parts), lambda part: len(part.said), room=LOAD, most=_MANY)


class Giver:
    """Hands this journal's history to one device; ``run`` until it is done, again after being cut off."""

    def __init__(self, journal: Journal, trust: Trust, client: RelayClient, device: str) -> None:
        self._journal, self._trust, self._client = journal, trust, client
        self._device, self._box = device, handover_box(device)

    async def run(self, told: Callable[[Progress], None] = lambda _progress: None) -> None:
        """Send everything. Raises ``RelayOffline`` and its like; what was sent stays sent."""
        place = await self._sent(_place(self._journal, self._device))
        if place.ended:
            return
        state = self._trust.state
        boxes = [
            box
            for box in self._journal.mailboxes()
            if state.may_read(self._device, box) and (not place.only or box in place.only)
        ]
        progress = Progress(sum(box < place.box for box in boxes), len(boxes))
        for parts in _loads(self._parts(boxes, place)):
            box, position = parts[-1].box, parts[-1].position
            ended = parts[-1].end
            place = await self._sent(self._sealed(place, box, position, parts, ended=ended))
            done = len(boxes) if ended else sum(one < box for one in boxes)
            progress = Progress(done, len(boxes), progress.events + sum(part.events for part in parts))
            told(progress)

    def _parts(self, boxes: list[str], place: _Place) -> Iterator[_Part]:
        """What is still to be said."""
        if place.seq == 0:
            yield _Part("", -1, cbor.encode([_VERSION, _AHEAD, len(boxes)]))
        for box in boxes:
            if box < place.box:
                continue
            after = place.position if box == place.box else -1
            if after < 0:
                yield _Part(box, 0, cbor.encode([_VERSION, _BOX, cbor.id_bytes(box), *self._stand(box)]))
            for position, group in grouped(self._journal.bodies(box, after=max(after, 0))):
                for part in packed(box, group):
                    yield _Part(box, position, part, len(group))
        yield _Part("", -1, cbor.encode([_VERSION, _END]), end=True)

    def _stand(self, box: str) -> list[cbor.Value]:
        """How far this device has read a mailbox: cursor, heads, gaps."""
        cursor = self._journal.cursor(box)
        heads = [
            [cbor.id_bytes(head.author), head.seq, head.digest, head.log_length]
            for head in self._journal.heads(box)
        ]
        gaps = [
            [cbor.id_bytes(author), gap.first, gap.last, gap.before, gap.after]
            for author, listed in sorted(load_box(self._journal, box).gaps.items())
            for gap in listed
        ]
        return [None if cursor is None else [cursor.relay_epoch, cursor.position], heads, gaps]

    def _sealed(
        self, place: _Place, box: str, position: int, parts: Sequence[_Part], *, ended: bool
    ) -> _Place:
        """Seal a load of parts, and keep it with the place after it before it is sent."""
        state, keys = self._trust.state, self._trust.keys
        batch = Batch(
            mailbox=self._box,
            seq=place.seq + 1,
            previous=place.digest,
            payloads=tuple(part.said for part in parts),
            log_length=state.length,
            log_head=state.head,
        )
        sealed = seal(keys, batch, state.recipients(self._box))
        after = _Place(
            box, position, sealed.seq, sealed.digest, sealed.envelope_id, sealed.body, ended, place.only
        )
        self._journal.put(f"handover.{self._device}", after.encoded())
        return after

    async def _sent(self, place: _Place) -> _Place:
        if not place.body:
            return place
        await self._client.put_envelope(self._box, place.envelope_id, place.body)
        after = replace(place, envelope_id="", body=b"")
        self._journal.put(f"handover.{self._device}", after.encoded())
        return after


def grouped(bodies: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, list[bytes]]]:
    """Events in groups for one part each, with the position of the last."""
    for group in in_loads(bodies, lambda pair: len(pair[1]) + 8, room=PLAIN, most=EVENTS):
        yield group[-1][0], [body for _, body in group]


def packed(box: str, group: Sequence[bytes]) -> Iterator[bytes]:
    """A group of events as one part, or as more where one would be too large."""
    squeezed = zlib.compress(cbor.encode(list(group)), 1)
    if len(squeezed) > _ROOM and len(group) > 1:
        half = len(group) // 2
        yield from packed(box, group[:half])
        yield from packed(box, group[half:])
        return
    yield cbor.encode([_VERSION, _EVENTS, cbor.id_bytes(box), squeezed])


# --- taking ----------------------------------------------------------------------------------------


class Taker:
    """Takes a history over on a new workstation."""

    def __init__(self, journal: Journal, trust: Trust) -> None:
        self._journal, self._trust = journal, trust
        self.progress = Progress()
        raw = journal.get(_PROGRESS)
        if raw is not None:
            self.progress = Progress(*cbor.decode(raw, limit=64, what="hand-over"))

    @property
    def box(self) -> str:
        """The mailbox through which it comes."""
        return handover_box(self._trust.keys.device_id)

    @property
    def waiting(self) -> bool:
        """Whether a history is to come before anything else is read."""
        own, box = self._trust.keys.device_id, self._trust.state.mailboxes.get(self.box, Mailbox())
        return own in box.devices and self._journal.get(_TAKEN) is None

    def take(self, batch: OpenedBatch) -> tuple[str, ...]:
        """Store what a verified batch of that mailbox hands over; returns mailboxes that are complete.

        Doing it twice changes nothing. Raises ``BadEvent`` when it is not the author's to hand over.
        """
        complete: list[str] = []
        before = self.progress
        try:
            with self._journal.together():
                for payload in batch.payloads:
                    part = cbor.decode(payload, limit=len(payload), what=_WHAT)
                    part = cbor.as_list(part, _WHAT, at_least=2, at_most=8)
                    cbor.as_int(part[0], _WHAT, low=_VERSION, high=_VERSION)
                    kind = cbor.as_int(part[1], _WHAT, low=1, high=_END)
                    complete += self._take_part(batch, kind, part[2:])
                self._journal.receive(batch.mailbox, batch.envelope_id, (), batch.head, batch.cursor)
                self._journal.put(_PROGRESS, cbor.encode(list(astuple(self.progress))))
        except cbor.Malformed as error:
            self.progress = before
            raise BadEvent(error.detail) from error
        except BaseException:
            self.progress = before
            raise
        return tuple(complete)

    def _take_part(self, batch: OpenedBatch, kind: int, rest: list[cbor.Value]) -> list[str]:
        now = self.progress
        if kind == _AHEAD:
            (total,) = cbor.as_tuple(rest, 1, _WHAT)
            self.progress = replace(now, total=cbor.as_int(total, _WHAT))
            return []
        before = self._open_box()
        if kind == _END:
            cbor.as_tuple(rest, 0, _WHAT)
            self._journal.put(_TAKEN, b"1")
            self._journal.put(_OPEN, b"")
            self.progress = replace(now, done=now.total)
            return before
        box = cbor.as_id(rest[0] if rest else None, _WHAT)
        state = self._trust.state
        author = state.devices[batch.author]
        if author.role not in READERS or not state.may_read(batch.author, box):
            raise BadEvent("a history that is not its author's to hand over")
        if not state.may_read(self._trust.keys.device_id, box):
            raise BadEvent("a history that is not for this device")
        if kind == _BOX:
            _, cursor, heads, gaps = cbor.as_tuple(rest, 4, _WHAT)
            self._take_stand(batch, box, cursor, heads, gaps)
            self._journal.put(_OPEN, box.encode())
            self.progress = replace(now, done=now.done + len(before))
            return before
        _, squeezed = cbor.as_tuple(rest, 2, _WHAT)
        bodies = _unpacked(cbor.as_bytes(squeezed, _WHAT, at_most=_ROOM * 2))
        self.progress = replace(now, events=now.events + self._journal.adopt(box, bodies))
        return []

    def _open_box(self) -> list[str]:
        raw = self._journal.get(_OPEN)
        return [raw.decode()] if raw else []

    def _take_stand(
        self, batch: OpenedBatch, box: str, cursor: cbor.Value, heads: cbor.Value, gaps: cbor.Value
    ) -> None:
        """Take over where the maker stands, unless this device stands somewhere itself."""
        if cursor is None or self._journal.cursor(box) is not None:
            return
        relay_epoch, position = cbor.as_tuple(cursor, 2, _WHAT)
        mark = Cursor(cbor.as_text(relay_epoch, _WHAT, at_most=96), cbor.as_int(position, _WHAT))
        mark_of(mark, "")  # it is one
        by_author: dict[str, tuple[Gap, ...]] = {}
        for item in cbor.as_list(gaps, _WHAT, at_most=1 << 16):
            author, first, last, edge, after = cbor.as_tuple(item, 5, _WHAT)
            name = cbor.as_id(author, _WHAT)
            gap = Gap(
                cbor.as_int(first, _WHAT, low=1),
                cbor.as_int(last, _WHAT, low=1),
                None if edge is None else cbor.as_block(edge, cbor.DIGEST_SIZE, _WHAT),
                cbor.as_block(after, cbor.DIGEST_SIZE, _WHAT),
            )
            by_author[name] = (*by_author.get(name, ()), gap)
        known = []
        for item in cbor.as_list(heads, _WHAT, at_most=1 << 16):
            author, seq, head, length = cbor.as_tuple(item, 4, _WHAT)
            known.append(
                ChainHead(
                    cbor.as_id(author, _WHAT),
                    cbor.as_int(seq, _WHAT, low=1),
                    cbor.as_block(head, cbor.DIGEST_SIZE, _WHAT),
                    cbor.as_int(length, _WHAT),
                )
            )
        covered = {head.author: head.seq for head in known if head.author == batch.author}
        save_box(self._journal, box, BoxState(by_author, covered=covered))
        for number, head in enumerate(known):
            ident = digest(f"{batch.envelope_id} {box} {number}".encode())[:16].hex()
            self._journal.receive(box, ident, (), head, Cursor(mark.relay_epoch, mark.position))
        self._journal.set_cursor(box, mark)


def _unpacked(squeezed: bytes) -> tuple[bytes, ...]:
    unpacking = zlib.decompressobj()
    try:
        plain = unpacking.decompress(squeezed, 2 * PLAIN)
    except zlib.error as error:
        raise BadEvent("a history that cannot be unpacked") from error
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise BadEvent("a history that is longer than it may be")
    return cbor.read_byte_strings(plain, items=EVENTS, size=1 << 19, what=_WHAT)
