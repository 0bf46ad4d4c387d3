"""Writes ``vectors/version_1_more.json``: renewal, handing over, shares. As ``make_vectors``, by hand."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

from hemmonitor.bootstrap import centre_box
from hemmonitor.crypto import cbor
from hemmonitor.crypto.actions import Assign, Link, Renew
from hemmonitor.crypto.identity import make_identity
from hemmonitor.crypto.invitation import Invitation, Welcome
from hemmonitor.crypto.keys import SealingKey, SigningKey
from hemmonitor.crypto.members import handover_box
from hemmonitor.crypto.membership import MembershipLog
from hemmonitor.crypto.shares import split
from tests.crypto.make_vectors import HERE, NOW, device, seed


def main() -> None:
    base = json.loads((Path(HERE) / "version_1.json").read_text())
    root, nurse, patient = SigningKey(seed("root")), device("nurse"), device("patient")
    log = MembershipLog(root.fingerprint)
    log.extend(bytes.fromhex(entry) for entry in base["log"])
    new = SealingKey(seed("nurse sealing 2"))
    renewed = make_identity(nurse.signing, nurse.signing.public, new.public)
    entries = [log.next_entry(nurse, Renew(renewed), NOW)]
    log.append(entries[-1])
    box = handover_box(patient.device_id)
    for one in (patient.device_id, nurse.device_id):
        entries.append(log.next_entry(nurse, Assign(Link.DEVICE_MAILBOX, one, box), NOW))
        log.append(entries[-1])
    events = [b"first event", b"second event"]
    mailbox = bytes.fromhex(base["mailbox"]) if "mailbox" in base else seed("mailbox")[:16]
    parts = [
        [1, 1, 1],
        [1, 2, mailbox, ["0" * 96, 7], [[cbor.id_bytes(nurse.device_id), 3, seed("head"), 5]], []],
        [1, 3, mailbox, zlib.compress(cbor.encode(events), 1)],
        [1, 4],
    ]
    invitation = Invitation("https://relay.example.se", root.fingerprint, seed("secret")[:16])
    welcome = Welcome(log.state.centre, len(log), log.state.head, "Anna Berg", "nurse")
    made = {
        "log": [entry.hex() for entry in entries],
        "log_head": log.state.head.hex(),
        "renewed_sealing": new.key_id,
        "centre_box": centre_box(log.state.centre),
        "handover_box": box,
        "parts": [cbor.encode(part).hex() for part in parts],
        "events": [event.hex() for event in events],
        "answer": invitation.answer(welcome).hex(),
        "root_shares": list(split(root)[:2]),
    }
    (HERE / "version_1_more.json").write_text(json.dumps(made, indent=1) + "\n")


if __name__ == "__main__":
    main()
