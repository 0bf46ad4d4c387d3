"""What sync remembers beside the journal's own tables: marks, gaps and warnings, as small values.

Rules:
- The journal's cursor holds the relay's mark as one text (epoch and running digest), so that the mark moves
  in the same transaction as the events.
- Gaps and warnings of a mailbox are one small record, written before the batch they concern, so that a crash
  in between shows a warning too many rather than one too few.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from hemmonitor.crypto import cbor
from hemmonitor.crypto.verify import EMPTY_RUNNING
from hemmonitor.store.journal import Cursor, Journal
from hemmonitor.sync.protocol import Chain, Gap, Link, Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

WARNINGS_LIMIT: Final = 200
_LIMIT: Final = 1 << 20
_EPOCH_DIGITS: Final = 32


class WarningKind(StrEnum):
    """What a person must be told. None of them means that anything saved here is lost."""

    GAP = "gap"  # batches of an author are missing
    FORK = "fork"  # an author has written two histories: a copied computer, or a stolen key
    REFUSED = "refused"  # a batch by somebody who may not write here, or not any more
    BROKEN = "broken"  # an envelope that does not open or verify
    WITHHELD = "withheld"  # somebody has seen what the relay does not show here
    ROLLED_BACK = "rolled_back"  # the relay has forgotten or rewritten what it had shown
    LOG_FORK = "log_fork"  # another list of who is who is in use
    UNSENT = "unsent"  # an own envelope that the relay does not take


_NUMBERS: Final = {kind: number for number, kind in enumerate(WarningKind, 1)}
_KINDS: Final = {number: kind for kind, number in _NUMBERS.items()}


@dataclass(frozen=True, slots=True, order=True)
class SyncWarning:
    """One thing a person must be told, about a mailbox and, where it is known, an author.

    ``first`` and ``last`` are the batch numbers it is about, or 0.
    """

    kind: WarningKind
    mailbox: str
    author: str = ""
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class BoxState:
    """Gaps by author, and warnings that stand until a person has dealt with them.

    ``covered`` is ``Chain.covered`` by author.
    """

    gaps: Mapping[str, tuple[Gap, ...]]
    warnings: tuple[SyncWarning, ...] = ()
    covered: Mapping[str, int] = field(default_factory=dict)

    def shown(self, mailbox: str) -> tuple[SyncWarning, ...]:
        """All there is to tell: the standing warnings, and the gaps that are open now."""
        open_gaps = (
            SyncWarning(WarningKind.GAP, mailbox, author, gap.first, gap.last)
            for author, gaps in sorted(self.gaps.items())
            for gap in gaps
        )
        return (*self.warnings, *open_gaps)

    def warned(self, warning: SyncWarning) -> BoxState:
        """With one warning more, unless it stands already."""
        if warning in self.warnings or len(self.warnings) >= WARNINGS_LIMIT:
            return self
        return replace(self, warnings=(*self.warnings, warning))

    def with_covered(self, author: str, last: int) -> BoxState:
        """With an author's batches up to this number known by other ways."""
        return (
            self
            if last == self.covered.get(author, 0)
            else replace(self, covered={**self.covered, author: last})
        )

    def with_gaps(self, author: str, gaps: tuple[Gap, ...]) -> BoxState:
        """With an author's gaps as they are now."""
        others = {name: known for name, known in self.gaps.items() if name != author}
        return replace(self, gaps=others | ({author: gaps} if gaps else {}))


def _name(mailbox: str) -> str:
    return f"sync.box.{mailbox}"


def load_box(journal: Journal, mailbox: str) -> BoxState:
    """What is remembered of a mailbox."""
    raw = journal.get(_name(mailbox))
    if raw is None:
        return BoxState({})
    listed = cbor.as_list(
        cbor.decode(raw, limit=_LIMIT, what="sync state"), "sync state", at_least=2, at_most=3
    )
    gaps, warnings = listed[:2]
    by_author: dict[str, tuple[Gap, ...]] = {}
    for author, first, last, before, after in gaps:
        by_author[author] = (*by_author.get(author, ()), Gap(first, last, before, after))
    return BoxState(
        by_author,
        tuple(
            SyncWarning(_KINDS[kind], mailbox, author, first, last) for kind, author, first, last in warnings
        ),
        dict(listed[2]) if len(listed) > 2 else {},
    )


def save_box(journal: Journal, mailbox: str, state: BoxState) -> None:
    """Remember a mailbox's gaps and warnings durably."""
    gaps = [
        [author, gap.first, gap.last, gap.before, gap.after]
        for author, listed in sorted(state.gaps.items())
        for gap in listed
    ]
    warnings = [[_NUMBERS[w.kind], w.author, w.first, w.last] for w in state.warnings]
    covered = [[author, last] for author, last in sorted(state.covered.items())]
    journal.put(_name(mailbox), cbor.encode([gaps, warnings, *([covered] if covered else [])]))


def chain_of(journal: Journal, box: BoxState, mailbox: str, author: str) -> Chain:
    """What is known of an author in a mailbox."""
    head = journal.head(mailbox, author)
    link = None if head is None else Link(head.seq, head.digest)
    return Chain(link, box.gaps.get(author, ()), box.covered.get(author, 0))


def mark_of(cursor: Cursor | None, epoch: str) -> Mark:
    """The mark a cursor holds; a fresh one in the relay's epoch when nothing was read yet."""
    if cursor is None:
        return Mark(epoch)
    text = cursor.relay_epoch
    running = bytes.fromhex(text[_EPOCH_DIGITS:]) or EMPTY_RUNNING
    return Mark(text[:_EPOCH_DIGITS], cursor.position, running)


def cursor_of(mark: Mark) -> Cursor:
    """The cursor that holds a mark."""
    return Cursor(mark.epoch + mark.running.hex(), mark.position)
