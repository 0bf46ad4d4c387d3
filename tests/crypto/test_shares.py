"""Root and archive keys on paper: any two of three make the key, one tells nothing, others are noticed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.crypto.keys import SealingKey, SigningKey
from hemmonitor.crypto.shares import HOLDERS, WORDS, WrongShares, join_archive, join_root, split

ROOT, ARCHIVE = SigningKey.generate(), SealingKey.generate()
SHARES, OTHERS = split(ROOT), split(ROOT)


def test_any_two_of_three_make_the_root() -> None:
    assert len(SHARES) == HOLDERS
    assert all(len(share.split()) == WORDS for share in SHARES)
    for two in itertools.permutations(SHARES, 2):
        assert join_root(two, ROOT.fingerprint).public == ROOT.public
    assert join_root(SHARES[:2], ROOT.fingerprint[:10]).public == ROOT.public


def test_any_two_of_three_make_the_archive() -> None:
    shares = split(ARCHIVE)
    for two in itertools.combinations(shares, 2):
        assert join_archive(two, ARCHIVE.public).key_id == ARCHIVE.key_id
    with pytest.raises(WrongShares):
        join_archive(SHARES[:2], ARCHIVE.public)


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_make_nothing(count: int) -> None:
    with pytest.raises(WrongShares):
        join_root(SHARES[:count], ROOT.fingerprint)


def test_shares_of_two_sets_do_not_mix() -> None:
    with pytest.raises(WrongShares):
        join_root((SHARES[0], OTHERS[1]), ROOT.fingerprint)


def test_another_centre_s_shares_are_noticed() -> None:
    with pytest.raises(WrongShares):
        join_root(split(SigningKey.generate())[:2], ROOT.fingerprint)
    with pytest.raises(WrongShares):
        join_root(SHARES[:2], b"")


@given(st.integers(0, WORDS - 1), st.sampled_from(["academic", "zero", "nonsense", ""]))
def test_a_word_that_is_wrong_is_noticed(at: int, word: str) -> None:
    words = SHARES[0].split()
    if words[at] == word:
        return
    words[at] = word
    with pytest.raises(WrongShares):
        join_root((" ".join(words), SHARES[1]), ROOT.fingerprint)


def test_case_and_spaces_do_not_count() -> None:
    assert join_root((f"  {SHARES[0].upper()}\n", SHARES[1]), ROOT.fingerprint).public == ROOT.public


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_refused(shares: list[str]) -> None:
    with pytest.raises(WrongShares):
        join_root(shares, ROOT.fingerprint)
