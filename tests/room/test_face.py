from __future__ import annotations

import dataclasses
import datetime as dt
import zlib
from decimal import Decimal

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.crypto.card import CONTENT_LIMIT, CardInvalid
from hemmonitor.model.careplan import Comparison, Level, Slot, Threshold
from hemmonitor.model.events import PatientRegistered
from hemmonitor.model.measurement import Component, Kind, Unit
from hemmonitor.room import face
from tests.room.people import GUNNEL, PLAN


def test_a_card_greets_by_first_name_and_holds_the_limits() -> None:
    found = face.unpack(face.pack(GUNNEL, PLAN))
    assert (found.shown, found.first_name, found.language) == ("Gunnel P.", "Gunnel", "sv")
    assert [(t.kind, t.limit, t.level) for t in found.plan.thresholds] == [
        (t.kind, t.limit, t.level) for t in PLAN.thresholds
    ]
    assert found.plan.contacts == PLAN.contacts
    assert (found.plan.version, found.plan.valid_from) == (PLAN.version, PLAN.valid_from)


def test_neither_number_nor_family_name_nor_reason_is_on_it() -> None:
    packed = face.pack(GUNNEL, PLAN)
    raw = zlib.decompressobj(wbits=-15, zdict=face._WORDS).decompress(packed)
    for needle in ("Provsten", "189001019802", PLAN.reason, PLAN.author):
        assert needle.encode() not in raw


@pytest.mark.parametrize(
    ("name", "given_name", "shown"),
    [
        ("Asta Provberg", "Asta", "Asta P."),
        ("Asta Maria Provberg", "", "Asta P."),
        ("Asta", "", "Asta"),
        ("", "", ""),
    ],
)
def test_names(name: str, given_name: str, shown: str) -> None:
    assert face.shown_name(PatientRegistered(name, "", given_name)) == shown


def test_a_long_plan_is_cut_to_what_a_card_holds() -> None:
    many = tuple(
        Slot(f"s{n}", kind, dt.time(n % 24), dt.time(n % 24, 30)) for n, kind in enumerate(list(Kind) * 20)
    )
    packed = face.pack(GUNNEL, dataclasses.replace(PLAN, schedule=many))
    assert len(packed) <= CONTENT_LIMIT
    kept = face.unpack(packed).plan
    assert len(kept.thresholds) == len(PLAN.thresholds)
    assert {slot.kind for slot in kept.schedule} == set(Kind)


def test_a_plan_with_endless_limits_is_refused() -> None:
    endless = tuple(
        Threshold(
            f"t{n}",
            Kind.BLOOD_PRESSURE,
            Component.SYSTOLIC,
            Comparison.ABOVE,
            Decimal(n) * Decimal("1.0372"),
            Unit.MMHG,
            Level.RED,
        )
        for n in range(2000)
    )
    with pytest.raises(CardInvalid):
        face.pack(GUNNEL, dataclasses.replace(PLAN, thresholds=endless))


@given(st.binary(max_size=200))
def test_any_content_is_a_face_or_the_one_error(content: bytes) -> None:
    with pytest.raises(CardInvalid):
        face.unpack(content)


def test_a_bomb_is_stopped() -> None:
    packer = zlib.compressobj(9, wbits=-15, zdict=face._WORDS)
    bomb = packer.compress(cbor2.dumps({"shown": "a" * 5_000_000})) + packer.flush()
    with pytest.raises(CardInvalid, match="longer"):
        face.unpack(bomb)
