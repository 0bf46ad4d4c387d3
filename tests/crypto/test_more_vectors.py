"""Fixed bytes of renewal, handing over and shares; opened by this program and, where short, by the book."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path
from typing import Any

import cbor2
from shamir_mnemonic import combine_mnemonics

from hemmonitor.bootstrap import centre_box
from hemmonitor.crypto.invitation import Invitation, Welcome
from hemmonitor.crypto.keys import SealingKey, SigningKey
from hemmonitor.crypto.members import handover_box
from hemmonitor.crypto.membership import MembershipLog
from hemmonitor.crypto.shares import join_root
from tests.crypto.make_vectors import HERE, device, seed

MORE: dict[str, Any] = json.loads((HERE / "version_1_more.json").read_text())
BASE: dict[str, Any] = json.loads((Path(HERE) / "version_1.json").read_text())
NURSE, PATIENT, ROOT = device("nurse"), device("patient"), SigningKey(seed("root"))


def log() -> MembershipLog:
    read = MembershipLog(ROOT.fingerprint)
    read.extend(bytes.fromhex(entry) for entry in (*BASE["log"], *MORE["log"]))
    return read


def test_the_log_goes_on() -> None:
    state = log().state
    assert state.head.hex() == MORE["log_head"]
    assert state.devices[NURSE.device_id].identity.sealing_id == MORE["renewed_sealing"]
    assert SealingKey(seed("nurse sealing 2")).key_id == MORE["renewed_sealing"]
    box = state.mailboxes[MORE["handover_box"]]
    assert box.devices == {PATIENT.device_id, NURSE.device_id}
    assert state.is_handover(MORE["handover_box"])


def test_derived_mailboxes_by_the_book() -> None:
    def derived(label: str, ident: str) -> str:
        return hashlib.sha256(f"{label} {ident}".encode()).digest()[:16].hex()

    assert MORE["handover_box"] == derived("hemmonitor-handover", PATIENT.device_id)
    assert MORE["handover_box"] == handover_box(PATIENT.device_id)
    assert (
        MORE["centre_box"] == derived("hemmonitor-centre-box", ROOT.device_id) == centre_box(ROOT.device_id)
    )


def test_the_parts_by_the_book() -> None:
    ahead, stand, events, end = (cbor2.loads(bytes.fromhex(part)) for part in MORE["parts"])
    assert (ahead, end) == ([1, 1, 1], [1, 4])
    assert stand[:2] == [1, 2]
    assert stand[3] == ["0" * 96, 7]
    assert stand[4] == [[bytes.fromhex(NURSE.device_id), 3, seed("head"), 5]]
    assert stand[5] == []
    assert [event.hex() for event in cbor2.loads(zlib.decompress(events[3]))] == MORE["events"]


def test_the_answer_to_staff() -> None:
    invitation = Invitation("https://relay.example.se", ROOT.fingerprint, seed("secret")[:16])
    length = len(BASE["log"]) + len(MORE["log"])
    expected = Welcome(ROOT.device_id, length, bytes.fromhex(MORE["log_head"]), "Anna Berg", "nurse")
    assert invitation.open_answer(bytes.fromhex(MORE["answer"])) == expected


def test_the_shares_make_the_root() -> None:
    assert join_root(MORE["root_shares"], ROOT.fingerprint).public == ROOT.public
    assert combine_mnemonics(MORE["root_shares"]) == seed("root")
