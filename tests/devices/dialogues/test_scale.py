"""Consent of a scale's user, and the frames that are no measurement of anything."""

from __future__ import annotations

from devices.dialogue import Consent, ConsentWanted, Frame, Setting, Write
from devices.dialogues.scale import Scale
from devices.link import uuid

ALL = frozenset(map(uuid, ("2A9D", "2A9C", "2A9F")))


def test_the_code_is_given() -> None:
    scale = Scale(Setting(offered=ALL, consent=Consent(1, 3752)))
    assert scale.begin() == [Write("2A9F", bytes.fromhex("0201a80e"))]
    assert scale.heard("2A9F", bytes.fromhex("200201")) == []


def test_a_code_is_asked_for_where_there_is_none_or_it_is_wrong() -> None:
    assert Scale(Setting(offered=ALL)).begin() == [ConsentWanted(refused=False)]
    scale = Scale(Setting(offered=ALL, consent=Consent(1, 1)))
    assert scale.heard("2A9F", bytes.fromhex("200205")) == [ConsentWanted(refused=True)]
    assert scale.heard("2A9F", bytes.fromhex("20")) == [Frame("2A9F", bytes.fromhex("20"))]


def test_a_scale_without_users_is_only_listened_to() -> None:
    scale = Scale(Setting(offered=frozenset(map(uuid, ("2A9D", "2A9C")))))
    assert scale.begin() == []
    assert scale.heard("2A9D", b"\x00\x10\x27") == [Frame("2A9D", b"\x00\x10\x27")]


def test_a_body_composition_of_zeros_is_passed_over() -> None:
    scale = Scale(Setting(offered=ALL))
    assert scale.heard("2A9C", bytes.fromhex("0000000000")) == []
    assert scale.heard("2A9C", bytes.fromhex("0000dc00")) == [Frame("2A9C", bytes.fromhex("0000dc00"))]


def test_a_scale_that_sends_its_weight_with_the_composition_alone() -> None:
    scale = Scale(Setting(offered=frozenset({uuid("2A9C")})))
    (frame,) = scale.heard("2A9C", bytes.fromhex("0004dc00803e"))
    assert frame == Frame("2A9C", bytes.fromhex("0004dc00803e"), "body_composition_alone")
