"""From saved events to sealed envelopes: sealed once, stored before they are released.

Rules:
- An envelope's bytes are stored in the same transaction that marks its events; a retry sends those bytes.
- A mailbox is sealed to whom the membership log names at that moment, and the batch says which log it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hemmonitor.crypto.batch import HEADS_LIMIT, Batch, Head
from hemmonitor.crypto.envelope import Sealed, seal
from hemmonitor.store import codec
from hemmonitor.store.journal import ChainHead, Journal, OutboxItem
from hemmonitor.sync.packing import fitting, pack, urgent

if TYPE_CHECKING:
    from hemmonitor.crypto.cose import Signer
    from hemmonitor.crypto.members import Recipient
    from hemmonitor.sync.trust import Trust


_LOOK_AHEAD: Final = 2000
"""Waiting events among which the urgent ones are looked for."""


def waits_urgently(journal: Journal, mailbox: str) -> bool:
    """Whether something urgent waits in a mailbox, as far as a short look tells."""
    return any(urgent(stored.event, 0) for stored in journal.unsealed(mailbox, 20))


def seal_waiting(journal: Journal, trust: Trust, mailbox: str) -> Sealed | None:
    """Seal waiting events of a mailbox, urgent ones first, into one stored envelope; None when none wait.

    Call again until it gives None. Raises ``TeamKeyStale`` or ``BadMembership`` when the log does not say
    whom to seal to now; the events then wait on.
    """
    if not journal.unsealed(mailbox, 1):
        return None
    state = trust.state
    return seal_for(
        journal, trust.keys, mailbox, Audience(state.recipients(mailbox), state.length, state.head)
    )


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a mailbox is sealed to, and the length and head of the membership log that says so."""

    recipients: tuple[Recipient, ...]
    log_length: int
    log_head: bytes


def seal_for(journal: Journal, signer: Signer, mailbox: str, audience: Audience) -> Sealed | None:
    """``seal_waiting`` for who has no membership log of its own, such as a visit to a health room."""
    waiting = journal.unsealed(mailbox, _LOOK_AHEAD)
    if not waiting:
        return None
    events = [(stored.event, codec.encode(stored.event)) for stored in waiting]
    events.sort(key=lambda pair: not urgent(pair[0], len(pair[1])))  # and else as they came
    events = events[: fitting(len(encoded) for _, encoded in events)]
    own = journal.head(mailbox, signer.device_id)
    others = (head for head in journal.heads(mailbox) if head.author != signer.device_id)
    batch = Batch(
        mailbox=mailbox,
        seq=own.seq + 1 if own else 1,
        previous=own.digest if own else None,
        payloads=pack([encoded for _, encoded in events]),
        heads=tuple(Head(head.author, head.seq, head.digest) for head in others)[:HEADS_LIMIT],
        log_length=audience.log_length,
        log_head=audience.log_head,
    )
    sealed = seal(signer, batch, audience.recipients)
    item = OutboxItem(sealed.envelope_id, mailbox, sealed.body, sealed.seq)
    taken = [event.id for event, _ in events]
    head = ChainHead(signer.device_id, sealed.seq, sealed.digest, audience.log_length)
    journal.seal(item, taken, head)
    return sealed
