"""The envelope opened as docs/protocol.md says, with cbor2 and cryptography alone.

It shares no line with the program, so that the vectors are not merely what the program says of itself.
"""

from __future__ import annotations

import hashlib
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import ed25519, mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.SHAKE256, hpke.AEAD.AES_256_GCM)


def private_key(seed: bytes) -> hpke.MLKEM768X25519PrivateKey:
    expanded = hashlib.shake_256(seed).digest(96)
    return hpke.MLKEM768X25519PrivateKey(
        mlkem.MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
        x25519.X25519PrivateKey.from_private_bytes(expanded[64:]),
    )


def open_envelope(body: bytes, key_id: bytes, seed: bytes, author: bytes) -> dict[int, Any]:
    """The batch's map; any mismatch is an AssertionError or the library's own."""
    tag = cbor2.loads(body)
    assert tag.tag == 96
    protected, unprotected, ciphertext, recipients = tag.value
    header = cbor2.loads(protected)
    assert (header[1], header[16]) == (3, "hemmonitor-envelope")
    version, envelope_id, mailbox, device, key_ids = header[-70001]
    assert version == 1
    place = list(key_ids).index(key_id)
    inner, outer, wrapped = recipients[place]
    assert cbor2.loads(inner) == {1: 57, 4: key_id}
    info = cbor2.dumps(["HPKE Recipient", 3, inner, b""], canonical=True)
    content_key = SUITE.decrypt(outer[-4] + wrapped, private_key(seed), info)
    aad = cbor2.dumps(["Encrypt", protected, b""], canonical=True)
    signed = AESGCM(content_key).decrypt(unprotected[5], ciphertext, aad)
    tag = cbor2.loads(signed)
    assert tag.tag == 18
    sign_protected, nothing, payload, signature = tag.value
    assert cbor2.loads(sign_protected) == {1: -19, 4: device, 16: "hemmonitor-batch"}
    assert not nothing
    to_sign = cbor2.dumps(["Signature1", sign_protected, b"", payload], canonical=True)
    ed25519.Ed25519PublicKey.from_public_bytes(author).verify(signature, to_sign)
    batch: dict[int, Any] = cbor2.loads(payload)
    assert sorted(batch) == list(range(1, 11))
    assert list(batch[1]) == [1, envelope_id, mailbox, device]
    assert list(batch[2]) == list(key_ids)
    assert batch[3] == hashlib.sha256(cbor2.dumps(recipients, canonical=True)).digest()
    batch[9] = cbor2.loads(batch[9])
    assert not any(batch[10])
    return batch
