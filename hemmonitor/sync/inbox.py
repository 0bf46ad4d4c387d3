"""From a page of envelopes to opened batches: verify, judge, hand over; or keep aside and say why.

Rules:
- A batch is handed over together with its cursor and its author's head, for one transaction.
- What does not open, verify or follow is quarantined byte for byte with its cause, and a person is told.
- One bad envelope never stops the ones after it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from hemmonitor.crypto.envelope import Opened, open_envelope, read_header
from hemmonitor.crypto.verify import digest
from hemmonitor.errors import BadEnvelope, BadEvent, CryptoError, NotForMe, SequenceBroken
from hemmonitor.store.journal import ChainHead
from hemmonitor.sync.protocol import Arrival, Chain, Hearsay, Link, Mark, Verdict, hear, judge
from hemmonitor.sync.state import (
    BoxState,
    SyncWarning,
    WarningKind,
    chain_of,
    cursor_of,
    load_box,
    save_box,
)

if TYPE_CHECKING:
    from hemmonitor.store.journal import Cursor, Journal
    from hemmonitor.sync.client import Item
    from hemmonitor.sync.trust import Trust


@dataclass(frozen=True, slots=True)
class OpenedBatch:
    """A verified batch. Its taker stores the events with ``head`` and ``cursor`` in one transaction.

    ``delivery.store_batch`` does.
    """

    envelope_id: str
    mailbox: str
    author: str
    seq: int
    head: ChainHead
    cursor: Cursor
    payloads: tuple[bytes, ...] = field(repr=False)


Sink: TypeAlias = Callable[[OpenedBatch], Awaitable[None]]
"""Takes a batch over durably, or raises ``BadEvent`` when it must not be used."""


class Inbox:
    """Takes envelopes of one mailbox in, in the relay's order.

    ``refresh`` reads the membership log and says whether it grew: an author or a key that is not known may
    only be too new.
    """

    def __init__(
        self,
        journal: Journal,
        trust: Trust,
        sink: Sink,
        mailbox: str,
        refresh: Callable[[], Awaitable[bool]],
    ) -> None:
        self._journal = journal
        self._trust = trust
        self._sink = sink
        self._mailbox = mailbox
        self._refresh = refresh
        self._box = load_box(journal, mailbox)

    @property
    def box(self) -> BoxState:
        """Gaps and warnings as they are now."""
        return self._box

    async def take(self, item: Item, body_digest: bytes, mark: Mark) -> bool:
        """Take one envelope in; returns whether a batch was handed over.

        ``body_digest`` is its digest, ``mark`` how far the mailbox is read with it.
        """
        cursor = cursor_of(mark)
        if self._journal.has_envelope(item.envelope_id) and _belongs(item, self._mailbox):
            self._journal.set_cursor(self._mailbox, cursor)
            return False
        opened = await self._opened(item.envelope_id, item.body)
        if isinstance(opened, NotForMe) and self._late():
            self._journal.set_cursor(self._mailbox, cursor)  # from before this device was let in
            return False
        if isinstance(opened, CryptoError):
            self._set_aside(item, opened.code, cursor, SyncWarning(WarningKind.BROKEN, self._mailbox))
            return False
        verdict = self._judged(opened, body_digest)
        code, kind = SequenceBroken.code, WarningKind.REFUSED
        if verdict.taken:
            try:
                await self._hand_over(opened, body_digest, cursor)
            except BadEvent as error:  # the author speaks in another's name
                code = error.code
            else:
                return True
        elif verdict is Verdict.FORK:
            kind = WarningKind.FORK
        author, seq = opened.header.author, opened.batch.seq
        self._set_aside(item, code, cursor, SyncWarning(kind, self._mailbox, author, seq, seq))
        return False

    async def try_again(self) -> None:
        """Take what is in quarantine and is all right by now, such as when the log has grown."""
        cursor = self._journal.cursor(self._mailbox)
        for mailbox, envelope_id, _ in self._journal.quarantined():
            body = self._journal.quarantined_body(mailbox, envelope_id)
            if mailbox != self._mailbox or body is None or cursor is None:
                continue
            opened, body_digest = self._open(envelope_id, body), digest(body)
            if isinstance(opened, Opened) and self._judged(opened, body_digest).taken:
                with contextlib.suppress(BadEvent):  # it stays where it is, and its warning stands
                    await self._hand_over(opened, body_digest, cursor)

    async def _hand_over(self, opened: Opened, body_digest: bytes, cursor: Cursor) -> None:
        author, seq = opened.header.author, opened.batch.seq
        head = self._journal.head(self._mailbox, author)
        if head is None or head.seq < seq:
            head = ChainHead(author, seq, body_digest, opened.batch.log_length)
        ident, payloads = opened.header.envelope_id, opened.batch.payloads
        await self._sink(OpenedBatch(ident, self._mailbox, author, seq, head, cursor, payloads))

    async def _opened(self, envelope_id: str, body: bytes) -> Opened | CryptoError:
        """The opened envelope, or why it does not open even with the newest membership log."""
        opened = self._open(envelope_id, body)
        if isinstance(opened, Opened) and opened.batch.log_length <= len(self._trust):
            return opened
        return self._open(envelope_id, body) if await self._refresh() else opened

    def _open(self, envelope_id: str, body: bytes) -> Opened | CryptoError:
        """Decrypt and verify, and see that it is what the relay says it is."""
        try:
            opened = open_envelope(body, self._trust.ring, self._trust.signing_key)
        except CryptoError as error:
            return error
        if (opened.header.envelope_id, opened.header.mailbox) != (envelope_id, self._mailbox):
            return BadEnvelope(f"envelope {envelope_id}: handed out under another id or mailbox")
        return opened

    def _late(self) -> bool:
        """Whether this device was let in when the mailbox had been in use already."""
        trust = self._trust
        return trust.state.came_late(trust.keys.device_id, self._mailbox)

    def _chain(self, author: str, arrival: Arrival | None = None) -> Chain:
        """What is known of an author; where this device came late, it begins with the first that arrives."""
        chain = chain_of(self._journal, self._box, self._mailbox, author)
        if chain.head is None and arrival is not None and arrival.previous is not None and self._late():
            before = arrival.seq - 1
            return replace(chain, head=Link(before, arrival.previous), covered=before)
        return chain

    def _judged(self, opened: Opened, body_digest: bytes) -> Verdict:
        """The verdict on a batch; what it changes in gaps and warnings is remembered first."""
        batch, author = opened.batch, opened.header.author
        valid = self._trust.state.last_valid(author, self._mailbox)
        arrival = Arrival(batch.seq, batch.previous, body_digest, known=False, last_valid=valid)
        verdict, after = judge(self._chain(author, arrival), arrival)
        box = self._box
        if verdict.taken:
            box = box.with_gaps(author, after.gaps).with_covered(author, after.covered)
            for warning in self._told(opened):
                box = box.warned(warning)
        self._remember(box)
        return verdict

    def _told(self, opened: Opened) -> list[SyncWarning]:
        """What a batch's gossip says is wrong: other heads than ours, another membership log."""
        found = []
        for told in opened.batch.heads:
            chain = self._chain(told.author)
            if chain.head is None and self._late():
                continue  # an author from before, perhaps
            match hear(chain, Link(told.seq, told.digest)):
                case Hearsay.WITHHELD:
                    first = chain.head.seq + 1 if chain.head else 1
                    kind = WarningKind.WITHHELD
                    found.append(SyncWarning(kind, self._mailbox, told.author, first, told.seq))
                case Hearsay.FORK:
                    kind = WarningKind.FORK
                    found.append(SyncWarning(kind, self._mailbox, told.author, told.seq, told.seq))
        ours = self._trust.log.digest_at(opened.batch.log_length)
        if ours != opened.batch.log_head:
            kind = WarningKind.LOG_FORK if ours is not None else WarningKind.WITHHELD
            length = opened.batch.log_length
            found.append(SyncWarning(kind, self._mailbox, opened.header.author, 0, length))
        return found

    def warn(self, warning: SyncWarning) -> None:
        """Remember a warning."""
        self._remember(self._box.warned(warning))

    def _remember(self, box: BoxState) -> None:
        if box != self._box:
            save_box(self._journal, self._mailbox, box)
            self._box = box

    def _set_aside(self, item: Item, code: str, cursor: Cursor, warning: SyncWarning) -> None:
        self._journal.quarantine(self._mailbox, item.envelope_id, item.body, code, cursor)
        self.warn(warning)


def _belongs(item: Item, mailbox: str) -> bool:
    """Whether an envelope says it has the id, and belongs in the mailbox, that it is handed out under."""
    try:
        header = read_header(item.body)
    except BadEnvelope:
        return False
    return (header.envelope_id, header.mailbox) == (item.envelope_id, mailbox)
