"""Writes ``vectors/*.json``. Run it by hand when the format gets a new version, never to make a test pass.

``python -m tests.crypto.make_vectors``
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

from hemmonitor.crypto.actions import Action, Assign, Enrol, Link, Role
from hemmonitor.crypto.batch import Batch, Head
from hemmonitor.crypto.cose import Signer
from hemmonitor.crypto.envelope import seal
from hemmonitor.crypto.epochs import new_epoch
from hemmonitor.crypto.identity import make_identity
from hemmonitor.crypto.invitation import Invitation
from hemmonitor.crypto.keys import DeviceKeys, SealingKey, SigningKey
from hemmonitor.crypto.membership import MembershipLog, found_centre

HERE = Path(__file__).parent / "vectors"
NOW = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


def seed(name: str) -> bytes:
    return hashlib.sha256(f"hemmonitor test vector: {name}".encode()).digest()


def device(name: str) -> DeviceKeys:
    signing, sealing = SigningKey(seed(f"{name} signing")), SealingKey(seed(f"{name} sealing"))
    return DeviceKeys(signing, sealing, make_identity(signing, signing.public, sealing.public))


def main() -> None:
    root, nurse, patient = SigningKey(seed("root")), device("nurse"), device("patient")
    team, mailbox = seed("team")[:16].hex(), seed("mailbox")[:16].hex()
    log = MembershipLog(root.fingerprint)
    entries = [found_centre(root, root.public, "vector", None, NOW)]
    log.append(entries[0])
    steps: list[tuple[Signer, Action | None]] = [
        (root, Enrol(nurse.identity, Role.REGISTRAR, "nurse 1")),
        (nurse, Assign(Link.DEVICE_TEAM, nurse.device_id, team)),
        (nurse, None),
        (nurse, Enrol(patient.identity, Role.PATIENT, "patient 1")),
        (nurse, Assign(Link.DEVICE_MAILBOX, patient.device_id, mailbox)),
        (nurse, Assign(Link.TEAM_MAILBOX, team, mailbox)),
    ]
    for signer, step in steps:
        action = step or new_epoch(log.state, team)[0]
        entries.append(log.next_entry(signer, action, NOW))
        log.append(entries[-1])
    batch = Batch(
        mailbox,
        2,
        seed("previous"),
        (b"first payload", b"", bytes(300)),
        (Head(nurse.device_id, 7, seed("head")),),
        log.state.length,
        log.state.head,
    )
    one = seal(patient, batch, log.state.recipients(mailbox), envelope_id=seed("envelope")[:16].hex())
    invitation = Invitation("https://relay.example.se", root.fingerprint, seed("secret")[:16])
    document = {
        "seeds": "SHA-256 of 'hemmonitor test vector: NAME'; names: root, nurse signing, nurse sealing, "
        "patient signing, patient sealing; ids are the first 16 bytes for team, mailbox, envelope, secret",
        "root": root.public.hex(),
        "fingerprint": root.fingerprint.hex(),
        "nurse": {"device": nurse.device_id, "sealing": nurse.sealing.key_id},
        "patient": {"device": patient.device_id, "sealing": patient.sealing.key_id},
        "identity": patient.identity.encoded.hex(),
        "log": [entry.hex() for entry in entries],
        "log_head": log.state.head.hex(),
        "envelope": one.body.hex(),
        "envelope_digest": one.digest.hex(),
        "invitation": {
            "text": invitation.text,
            "code": invitation.code,
            "slot": invitation.slot,
            "confirmation": invitation.confirmation(patient.identity),
        },
    }
    HERE.mkdir(exist_ok=True)
    (HERE / "version_1.json").write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
