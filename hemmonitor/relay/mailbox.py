"""The post-box's rules, without a database or a network: what happens when an envelope is handed in.

Strategy: a mailbox is a list that only grows. Its head (``BoxHead``) says how far; ``accept`` decides on one
envelope from the head and from what is already stored under its id. Storage only carries the decision out.

Rules:
- Cursors count from 1 without gaps; the head and the envelope are stored in one transaction.
- The same envelope again is the same answer again. Another envelope under a known id is a conflict.
- The running digest covers everything that was ever handed out, in order.
- Nothing here, nor in all of ``relay``, can open an envelope.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from hemmonitor.crypto.verify import EMPTY_RUNNING, digest, running_digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

POLL_LIMIT: Final = 4096
"""Mailboxes that one request may wait for."""
TOGETHER: Final = 64
"""Envelopes that one request may hand in."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds; ``*_requests`` and ``device_bytes`` are for ten minutes.

    ``device_requests``, ``centre_requests``, ``device_bytes`` and ``waits`` are counted by each worker,
    ``mailbox``, ``centre`` and ``slots`` by all together.
    """

    envelope: int = 2 << 20
    together: int = 4 << 20
    mailbox: int = 1 << 30
    centre: int = 1 << 42
    page: int = 4 << 20
    page_rows: int = 500
    log_body: int = 4 << 20
    slot_body: int = 8192
    slot_life: int = 7 * 86_400
    slots: int = 10_000
    wait: int = 60
    waits: int = 16
    device_requests: int = 4096
    device_bytes: int = 1 << 30
    centre_requests: int = 600_000


@dataclass(frozen=True, slots=True)
class BoxHead:
    """The newest cursor of a mailbox (0 when it is empty), the running digest there, and bytes stored."""

    cursor: int = 0
    running: bytes = EMPTY_RUNNING
    size: int = 0


@dataclass(frozen=True, slots=True)
class Handed:
    """An envelope as it is handed in."""

    id: str
    digest: bytes
    body: bytes

    @classmethod
    def of(cls, envelope_id: str, body: bytes) -> Handed:
        """With the digest of its bytes."""
        return cls(envelope_id, digest(body), body)


@dataclass(frozen=True, slots=True)
class Known:
    """An envelope that is stored already under the id that is handed in."""

    cursor: int
    digest: bytes


class Refusal(StrEnum):
    """Why an envelope is not taken."""

    CONFLICT = "conflict"
    TOO_LARGE = "too_large"
    QUOTA = "quota"


@dataclass(frozen=True, slots=True)
class Append:
    """Store the envelope at this head's cursor."""

    head: BoxHead


@dataclass(frozen=True, slots=True)
class Again:
    """It is stored already, at this cursor."""

    cursor: int


Decision: TypeAlias = Append | Again | Refusal


def accept(
    head: BoxHead, known: Known | None, envelope_id: str, body_digest: bytes, size: int, limits: Limits
) -> Decision:
    """What to do with an envelope of ``size`` bytes."""
    if known is not None:
        return Again(known.cursor) if known.digest == body_digest else Refusal.CONFLICT
    if size > limits.envelope:
        return Refusal.TOO_LARGE
    if head.size + size > limits.mailbox:
        return Refusal.QUOTA
    running = running_digest(head.running, envelope_id, body_digest)
    return Append(BoxHead(head.cursor + 1, running, head.size + size))


def accept_all(
    head: BoxHead, known: Mapping[str, Known], envelopes: Sequence[Handed], limits: Limits
) -> list[Decision]:
    """What to do with envelopes that come together, in their order; after a refusal none is taken."""
    decisions: list[Decision] = []
    here = dict(known)
    for one in envelopes:
        if decisions and isinstance(decisions[-1], Refusal):
            decisions.append(decisions[-1])
            continue
        decision = accept(head, here.get(one.id), one.id, one.digest, len(one.body), limits)
        if isinstance(decision, Append):
            head = decision.head
            here[one.id] = Known(head.cursor, one.digest)
        decisions.append(decision)
    return decisions


def appended(envelopes: Sequence[Handed], decisions: Sequence[Decision]) -> list[tuple[Handed, BoxHead]]:
    """Those that are to be stored, each with the head after it."""
    both = zip(envelopes, decisions, strict=True)
    return [(one, decision.head) for one, decision in both if isinstance(decision, Append)]
