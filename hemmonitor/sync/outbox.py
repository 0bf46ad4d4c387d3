"""From saved events to sealed envelopes: sealed once, stored before they are released.

Rules:
- An envelope's bytes are stored in the same transaction that marks its events; a retry sends those bytes.
- A mailbox is sealed to whom the membership log names at that moment, and the batch says which log it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hemmonitor.crypto.batch import HEADS_LIMIT, Batch, Head, fitting
from hemmonitor.crypto.envelope import Sealed, seal
from hemmonitor.store import codec
from hemmonitor.store.journal import ChainHead, Journal, OutboxItem

if TYPE_CHECKING:
    from hemmonitor.sync.trust import Trust


def seal_waiting(journal: Journal, trust: Trust, mailbox: str) -> Sealed | None:
    """Seal the oldest waiting events of a mailbox into one envelope and store it; None when none wait.

    Call again until it gives None. Raises ``TeamKeyStale`` or ``BadMembership`` when the log does not say
    whom to seal to now; the events then wait on.
    """
    waiting = journal.unsealed(mailbox)
    if not waiting:
        return None
    encoded = [codec.encode(stored.event) for stored in waiting]
    count = fitting(map(len, encoded))
    keys, state = trust.keys, trust.state
    own = journal.head(mailbox, keys.device_id)
    others = (head for head in journal.heads(mailbox) if head.author != keys.device_id)
    batch = Batch(
        mailbox=mailbox,
        seq=own.seq + 1 if own else 1,
        previous=own.digest if own else None,
        payloads=tuple(encoded[:count]),
        heads=tuple(Head(head.author, head.seq, head.digest) for head in others)[:HEADS_LIMIT],
        log_length=state.length,
        log_head=state.head,
    )
    sealed = seal(keys, batch, state.recipients(mailbox))
    item = OutboxItem(sealed.envelope_id, mailbox, sealed.body, sealed.seq)
    taken = [stored.event.id for stored in waiting[:count]]
    journal.seal(item, taken, ChainHead(keys.device_id, sealed.seq, sealed.digest))
    return sealed
