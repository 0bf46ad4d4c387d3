"""Fixed bytes of format version 1. They never change; another program can be tested against them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hemmonitor.crypto.batch import Head
from hemmonitor.crypto.envelope import open_envelope
from hemmonitor.crypto.epochs import open_epochs
from hemmonitor.crypto.identity import parse_identity
from hemmonitor.crypto.invitation import Invitation, read_code, read_text
from hemmonitor.crypto.keys import KeyRing
from hemmonitor.crypto.membership import MembershipLog
from hemmonitor.crypto.verify import digest
from tests.crypto import by_the_book
from tests.crypto.make_vectors import device, seed

VECTOR: dict[str, Any] = json.loads((Path(__file__).parent / "vectors" / "version_1.json").read_text())
NURSE, PATIENT = device("nurse"), device("patient")


def log() -> MembershipLog:
    read = MembershipLog(bytes.fromhex(VECTOR["fingerprint"]), keys_for=NURSE.device_id)
    read.extend(bytes.fromhex(entry) for entry in VECTOR["log"])
    return read


def test_ids_and_identity() -> None:
    assert VECTOR["nurse"] == {"device": NURSE.device_id, "sealing": NURSE.sealing.key_id}
    assert VECTOR["patient"] == {"device": PATIENT.device_id, "sealing": PATIENT.sealing.key_id}
    assert parse_identity(bytes.fromhex(VECTOR["identity"])) == PATIENT.identity


def test_the_log_is_read() -> None:
    state = log().state
    assert state.head.hex() == VECTOR["log_head"]
    assert state.root.hex() == VECTOR["root"]
    assert state.may_read(NURSE.device_id, seed("mailbox")[:16].hex())


@pytest.mark.parametrize("reader", ["nurse", "patient"])
def test_the_envelope_is_opened(reader: str) -> None:
    read = log()
    ring = open_epochs(read, NURSE) if reader == "nurse" else KeyRing(PATIENT.sealing)
    opened = open_envelope(
        bytes.fromhex(VECTOR["envelope"]), ring, lambda d: read.state.devices[d].identity.signing
    )
    assert digest(bytes.fromhex(VECTOR["envelope"])).hex() == VECTOR["envelope_digest"]
    assert opened.header.envelope_id == seed("envelope")[:16].hex()
    assert opened.batch.payloads == (b"first payload", b"", bytes(300))
    assert opened.batch.heads == (Head(NURSE.device_id, 7, seed("head")),)
    assert (opened.batch.seq, opened.batch.previous) == (2, seed("previous"))


def test_another_program_opens_the_envelope_by_the_book() -> None:
    batch = by_the_book.open_envelope(
        bytes.fromhex(VECTOR["envelope"]),
        bytes.fromhex(VECTOR["patient"]["sealing"]),
        seed("patient sealing"),
        PATIENT.signing.public,
    )
    assert batch[4] == 2
    assert batch[5] == seed("previous")
    assert batch[6] == len(VECTOR["log"])
    assert batch[7].hex() == VECTOR["log_head"]
    assert batch[8] == [[bytes.fromhex(NURSE.device_id), 7, seed("head")]]
    assert batch[9] == [b"first payload", b"", bytes(300)]


def test_the_invitation_is_read() -> None:
    expected = Invitation(
        "https://relay.example.se", bytes.fromhex(VECTOR["fingerprint"]), seed("secret")[:16]
    )
    given = VECTOR["invitation"]
    assert read_text(given["text"]) == expected
    assert read_code(given["code"], expected.url).secret == expected.secret
    assert expected.slot == given["slot"]
    assert expected.confirmation(PATIENT.identity) == given["confirmation"]
