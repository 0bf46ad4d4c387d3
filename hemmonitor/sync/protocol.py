"""Order and omission, without a network: is this batch the next, late, missing something, or a fork?

Strategy: every author numbers and hash-chains its batches per mailbox. ``judge`` looks at one arrival and at
what is known of its author, and gives a verdict by one table::

    known id                                      AGAIN    nothing to do
    number beyond the author's last valid one     REFUSED  keep it aside, show it
    number = head + 1, previous = head's digest   NEXT     take it
    number = head + 1, previous differs           FORK     keep it aside, show it
    number > head + 1                             GAP      take it, show what is missing
    number in a gap, digests fit                  LATE     take it, the gap shrinks
    number in a gap, digests do not fit           FORK
    number <= head, in no gap, handed over        COVERED  take it
    number <= head, in no gap                     FORK

Rules:
- Pure: all facts are in the argument, nothing is read, the clock least of all.
- An authentic batch is taken even when one before it is missing: a value that warns must not wait. The gap
  is remembered and shown until it is filled.
- A mark (relay epoch, position, running digest) says what the relay has shown so far; ``agrees`` says
  whether it still stands by that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from hemmonitor.crypto.verify import EMPTY_RUNNING, running_digest


class Verdict(StrEnum):
    """What to do with an arrival; see the table above."""

    NEXT = "next"
    LATE = "late"
    COVERED = "covered"
    GAP = "gap"
    AGAIN = "again"
    FORK = "fork"
    REFUSED = "refused"

    @property
    def taken(self) -> bool:
        """Whether the batch's events are to be used."""
        return self in {Verdict.NEXT, Verdict.LATE, Verdict.GAP, Verdict.COVERED}


@dataclass(frozen=True, slots=True)
class Link:
    """One batch's place in its author's chain."""

    seq: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Gap:
    """Batches ``first`` to ``last`` are missing.

    ``before`` is the digest of the batch before them (None for the very first), ``after`` the digest that
    the last of them must have, as the batch that follows it says.
    """

    first: int
    last: int
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Chain:
    """What is known of one author in one mailbox: the newest batch, and what is missing before it.

    ``covered``: a colleague has handed over what the batches up to this number say; the batches themselves
    may still come, and are taken without another look at their order.
    """

    head: Link | None = None
    gaps: tuple[Gap, ...] = ()
    covered: int = 0


@dataclass(frozen=True, slots=True)
class Arrival:
    """A batch that has been opened and verified. ``known``: an envelope of this id is here already."""

    seq: int
    previous: bytes | None
    digest: bytes
    known: bool
    last_valid: int


def judge(chain: Chain, arrival: Arrival) -> tuple[Verdict, Chain]:
    """The verdict, and the author's chain after it."""
    if arrival.known:
        return Verdict.AGAIN, chain
    if arrival.seq > arrival.last_valid:
        return Verdict.REFUSED, chain
    newest = Link(arrival.seq, arrival.digest)
    head = chain.head
    next_seq, before = (head.seq + 1, head.digest) if head else (1, None)
    if arrival.seq < next_seq:
        return _late(chain, arrival)
    if arrival.seq == next_seq:
        if arrival.previous != before:
            return Verdict.FORK, chain
        return Verdict.NEXT, replace(chain, head=newest)
    assert arrival.previous is not None  # the envelope's form sees to it for all but the first
    gap = Gap(next_seq, arrival.seq - 1, before, arrival.previous)
    return Verdict.GAP, replace(chain, head=newest, gaps=(*chain.gaps, gap))


def _late(chain: Chain, arrival: Arrival) -> tuple[Verdict, Chain]:
    for gap in chain.gaps:
        if not gap.first <= arrival.seq <= gap.last:
            continue
        if arrival.seq == gap.first and arrival.previous != gap.before:
            return Verdict.FORK, chain
        if arrival.seq == gap.last and arrival.digest != gap.after:
            return Verdict.FORK, chain
        left = []
        if arrival.seq > gap.first:
            assert arrival.previous is not None
            left.append(Gap(gap.first, arrival.seq - 1, gap.before, arrival.previous))
        if arrival.seq < gap.last:
            left.append(Gap(arrival.seq + 1, gap.last, arrival.digest, gap.after))
        kept = (other for other in chain.gaps if other is not gap)
        return Verdict.LATE, replace(chain, gaps=tuple(sorted((*kept, *left), key=lambda g: g.first)))
    return (Verdict.COVERED if arrival.seq <= chain.covered else Verdict.FORK), chain


class Hearsay(StrEnum):
    """What another author's word about a third says of us."""

    CONSISTENT = "consistent"
    WITHHELD = "withheld"
    FORK = "fork"


def hear(chain: Chain, told: Link) -> Hearsay:
    """Compare a gossiped head with what is known here.

    The teller had read the mailbox up to somewhere before its own batch, and so have we when we read that
    batch. So a head we have not got was kept from us, and another digest under our number is a fork.
    """
    known = chain.head
    if known is None or told.seq > known.seq:
        return Hearsay.WITHHELD
    if told.seq == known.seq and told.digest != known.digest:
        return Hearsay.FORK
    return Hearsay.CONSISTENT


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a mailbox was read: the relay's epoch, the position, and the digest of all up to there."""

    epoch: str
    position: int = 0
    running: bytes = EMPTY_RUNNING

    def advanced(self, envelope_id: str, digest: bytes) -> Mark:
        """The mark after one more envelope."""
        return Mark(self.epoch, self.position + 1, running_digest(self.running, envelope_id, digest))


class Standing(StrEnum):
    """Whether the relay stands by what it has shown."""

    SAME = "same"
    NEW_EPOCH = "new_epoch"
    ROLLED_BACK = "rolled_back"
    REWRITTEN = "rewritten"


def agrees(mark: Mark, epoch: str, head: int, running: bytes | None) -> Standing:
    """Compare our mark with what the relay now says: its epoch, its head, its digest at our position."""
    if mark.epoch != epoch:
        return Standing.NEW_EPOCH
    if head < mark.position:
        return Standing.ROLLED_BACK
    return Standing.SAME if running == mark.running else Standing.REWRITTEN
