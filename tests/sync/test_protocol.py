from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hemmonitor.crypto.verify import EMPTY_RUNNING, digest, running_digest
from hemmonitor.sync.protocol import (
    Arrival,
    Chain,
    Gap,
    Hearsay,
    Link,
    Mark,
    Standing,
    Verdict,
    agrees,
    hear,
    judge,
)

ANY = 2**50


def name(seq: int, branch: str = "") -> bytes:
    """The digest of the author's batch of this number."""
    return digest(f"{branch}{seq}".encode())


def arrival(seq: int, branch: str = "", *, known: bool = False, last_valid: int = ANY) -> Arrival:
    previous = None if seq == 1 else name(seq - 1, branch)
    return Arrival(seq, previous, name(seq, branch), known, last_valid)


def after(*seqs: int) -> Chain:
    chain = Chain()
    for seq in seqs:
        _, chain = judge(chain, arrival(seq))
    return chain


@pytest.mark.parametrize(
    ("chain", "comes", "verdict"),
    [
        (after(), arrival(1), Verdict.NEXT),
        (after(1, 2), arrival(3), Verdict.NEXT),
        (after(1, 2), arrival(2, known=True), Verdict.AGAIN),
        (after(1, 2), arrival(9, known=True, last_valid=0), Verdict.AGAIN),
        (after(1, 2), arrival(3, last_valid=2), Verdict.REFUSED),
        (after(), arrival(1, last_valid=0), Verdict.REFUSED),
        (after(1, 2), arrival(3, "other "), Verdict.FORK),
        (after(1, 2), arrival(2, "other "), Verdict.FORK),
        (after(1, 2), arrival(1, "other "), Verdict.FORK),
        (after(1, 2), arrival(4), Verdict.GAP),
        (after(), arrival(2), Verdict.GAP),
        (after(1, 5), arrival(2), Verdict.LATE),
        (after(1, 5), arrival(3), Verdict.LATE),
        (after(1, 5), arrival(4), Verdict.LATE),
        (after(1, 5), arrival(2, "other "), Verdict.FORK),
        (after(1, 5), arrival(4, "other "), Verdict.FORK),
        (after(1, 5, 2), arrival(2, "other "), Verdict.FORK),
        (after(5), arrival(1), Verdict.LATE),
    ],
)
def test_the_table(chain: Chain, comes: Arrival, verdict: Verdict) -> None:
    found, later = judge(chain, comes)
    assert found is verdict
    if not verdict.taken:
        assert later == chain


def test_a_gap_says_what_is_missing_and_between_what() -> None:
    assert after(1, 5).gaps == (Gap(2, 4, name(1), name(4)),)
    assert after(3).gaps == (Gap(1, 2, None, name(2)),)


def test_a_gap_shrinks_from_either_end_and_splits_in_the_middle() -> None:
    assert after(1, 6, 2).gaps == (Gap(3, 5, name(2), name(5)),)
    assert after(1, 6, 5).gaps == (Gap(2, 4, name(1), name(4)),)
    assert after(1, 6, 4).gaps == (Gap(2, 3, name(1), name(3)), Gap(5, 5, name(4), name(5)))
    assert after(1, 6, 4, 2, 3, 5).gaps == ()


def test_a_gap_of_any_width_costs_nothing() -> None:
    verdict, chain = judge(after(1), arrival(2**40))
    assert verdict is Verdict.GAP
    assert len(chain.gaps) == 1


@given(st.permutations(range(1, 9)))
def test_in_whatever_order_an_honest_author_s_batches_come_all_are_taken(order: list[int]) -> None:
    chain = Chain()
    for seq in order:
        verdict, chain = judge(chain, arrival(seq))
        assert verdict.taken
    assert chain == Chain(Link(8, name(8)))


@given(st.permutations(range(1, 9)), st.integers(1, 8))
def test_a_batch_of_another_history_is_found_out_at_the_latest_when_all_are_there(
    order: list[int], changed: int
) -> None:
    """One batch is replaced by a forgery with the right predecessor; its successor does not know it."""
    chain, forks = Chain(), 0
    for seq in order:
        comes = arrival(seq)
        if seq == changed:
            comes = dataclasses.replace(comes, digest=name(seq, "forged "))
        verdict, chain = judge(chain, comes)
        forks += verdict is Verdict.FORK
    assert forks == (1 if changed < 8 else 0)


class Reader(RuleBasedStateMachine):
    """A relay that delays, repeats, drops and forges, against a reader that keeps a plain set of numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.chain = Chain()
        self.taken: set[int] = set()
        self.ids: set[bytes] = set()

    @rule(seq=st.integers(1, 12), last_valid=st.sampled_from([5, ANY]))
    def genuine(self, seq: int, last_valid: int) -> None:
        comes = arrival(seq, known=name(seq) in self.ids, last_valid=last_valid)
        verdict, self.chain = judge(self.chain, comes)
        if comes.known:
            assert verdict is Verdict.AGAIN
        elif seq > last_valid:
            assert verdict is Verdict.REFUSED
        else:
            assert verdict.taken
            self.taken.add(seq)
            self.ids.add(comes.digest)

    @rule(seq=st.integers(1, 12))
    def forged_twin(self, seq: int) -> None:
        """Another batch under a number that was taken already is never taken."""
        if seq in self.taken:
            verdict, later = judge(self.chain, arrival(seq, "twin "))
            assert verdict is Verdict.FORK
            assert later == self.chain

    @invariant()
    def gaps_are_exactly_what_is_missing(self) -> None:
        top = self.chain.head.seq if self.chain.head else 0
        assert top == max(self.taken, default=0)
        missing = {seq for gap in self.chain.gaps for seq in range(gap.first, gap.last + 1)}
        assert missing == set(range(1, top)) - self.taken
        for gap in self.chain.gaps:
            assert gap.before == (None if gap.first == 1 else name(gap.first - 1))
            assert gap.after == name(gap.last)


TestReader = Reader.TestCase


@pytest.mark.parametrize(
    ("told", "hearsay"),
    [
        (Link(2, name(2)), Hearsay.CONSISTENT),
        (Link(1, name(1)), Hearsay.CONSISTENT),
        (Link(3, name(3)), Hearsay.WITHHELD),
        (Link(2, name(2, "other ")), Hearsay.FORK),
    ],
)
def test_what_others_tell(told: Link, hearsay: Hearsay) -> None:
    assert hear(after(1, 2), told) is hearsay
    assert hear(after(), Link(1, name(1))) is Hearsay.WITHHELD


def test_a_mark_covers_every_envelope_in_order() -> None:
    ids = [f"{number:032x}" for number in range(3)]
    mark, running = Mark("e"), EMPTY_RUNNING
    for ident in ids:
        mark = mark.advanced(ident, digest(ident.encode()))
        running = running_digest(running, ident, digest(ident.encode()))
    assert mark == Mark("e", 3, running)


@pytest.mark.parametrize(
    ("epoch", "head", "running", "standing"),
    [
        ("e", 3, b"r", Standing.SAME),
        ("e", 9, b"r", Standing.SAME),
        ("f", 3, b"r", Standing.NEW_EPOCH),
        ("e", 2, None, Standing.ROLLED_BACK),
        ("e", 0, b"r", Standing.ROLLED_BACK),
        ("e", 3, b"x", Standing.REWRITTEN),
        ("e", 9, None, Standing.REWRITTEN),
    ],
)
def test_whether_the_relay_stands_by_what_it_showed(
    epoch: str, head: int, running: bytes | None, standing: Standing
) -> None:
    assert agrees(Mark("e", 3, b"r"), epoch, head, running) is standing
