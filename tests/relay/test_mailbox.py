from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.crypto.verify import EMPTY_RUNNING, digest, running_digest
from hemmonitor.relay.mailbox import Again, Append, BoxHead, Known, Limits, Refusal, accept

LIMITS = Limits(envelope=100, mailbox=250)
ID = "ab" * 16


def test_the_first_envelope_has_cursor_one() -> None:
    decision = accept(BoxHead(), None, ID, digest(b"x"), 1, LIMITS)
    expected = hashlib.sha256(bytes(32) + bytes.fromhex(ID) + digest(b"x")).digest()
    assert decision == Append(BoxHead(1, expected, 1))


def test_the_same_again_is_where_it_was() -> None:
    assert accept(BoxHead(9), Known(4, digest(b"x")), ID, digest(b"x"), 1, LIMITS) == Again(4)


def test_other_bytes_under_the_same_id_are_a_conflict() -> None:
    assert accept(BoxHead(9), Known(4, digest(b"x")), ID, digest(b"y"), 1, LIMITS) is Refusal.CONFLICT


def test_sizes() -> None:
    assert accept(BoxHead(), None, ID, digest(b"x"), 101, LIMITS) is Refusal.TOO_LARGE
    assert accept(BoxHead(size=151), None, ID, digest(b"x"), 100, LIMITS) is Refusal.QUOTA
    assert isinstance(accept(BoxHead(size=150), None, ID, digest(b"x"), 100, LIMITS), Append)


def test_what_is_stored_is_acknowledged_again_even_when_the_box_is_full() -> None:
    full = BoxHead(9, size=250)
    assert accept(full, Known(4, digest(b"x")), ID, digest(b"x"), 100, LIMITS) == Again(4)


@given(st.lists(st.tuples(st.integers(0, 5), st.binary(max_size=3))))
def test_cursors_have_no_gaps_and_the_running_digest_covers_all(posts: list[tuple[int, bytes]]) -> None:
    head, known = BoxHead(), dict[str, Known]()
    running, count = EMPTY_RUNNING, 0
    for number, body in posts:
        ident = f"{number:032x}"
        decision = accept(head, known.get(ident), ident, digest(body), len(body), Limits())
        if ident in known:
            assert not isinstance(decision, Append)
            continue
        assert isinstance(decision, Append)
        head, count = decision.head, count + 1
        running = running_digest(running, ident, digest(body))
        known[ident] = Known(head.cursor, digest(body))
        assert (head.cursor, head.running) == (count, running)
