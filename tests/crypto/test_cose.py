"""The forms of COSE that envelopes are made of, against python-cwt, both ways, for the classical suite.

python-cwt knows no X-Wing. So the same structures are made with HPKE-3-KE (X25519, AES-128-GCM) in its place,
by this program's own functions for everything but that one primitive. What python-cwt made once is kept as
vectors; ``make cose`` lets it make and open messages anew, in an environment of its own.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
from pathlib import Path

import cbor2
import pytest
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import x25519

from hemmonitor.crypto import batch, cbor, cose, envelope
from hemmonitor.crypto.keys import SigningKey, decrypt, encrypt
from hemmonitor.errors import BadSignature

HERE = Path(__file__).parent
CWT = os.environ.get("HEMMONITOR_CWT")  # the Python of an environment with python-cwt
ALG = 49
SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_128_GCM)
VECTORS = json.loads((HERE / "vectors" / "cwt.json").read_text())


def opened(message: bytes, private: x25519.X25519PrivateKey) -> bytes:
    """What a ``COSE_Encrypt`` of one classical recipient holds."""
    protected, unprotected, ciphertext, [[inner, outer, wrapped]] = cbor2.loads(message).value
    assert cbor2.loads(protected) == {1: cose.ALG_A256GCM, 16: envelope.TYPE}
    key = SUITE.decrypt(outer[-4] + wrapped, private, cose.recipient_info(inner))
    return decrypt(key, ciphertext, cose.encrypt_aad(protected), unprotected[5])


def sealed(signed: bytes, kid: bytes, public: x25519.X25519PublicKey) -> bytes:
    """A ``COSE_Encrypt`` for one classical recipient."""
    inner = cbor.encode({1: ALG, 4: kid})
    key, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
    wrapped = SUITE.encrypt(key, public, cose.recipient_info(inner))
    protected = cbor.encode({1: cose.ALG_A256GCM, 16: envelope.TYPE})
    ciphertext = encrypt(key, signed, cose.encrypt_aad(protected), nonce)
    layers = [protected, {5: nonce}, ciphertext, [[inner, {-4: wrapped[:32]}, wrapped[32:]]]]
    return cbor.TAG_ENCRYPT + cbor2.dumps(layers)


def check(made: dict[str, str]) -> None:
    """This program opens and verifies what python-cwt made."""
    raw = {name: bytes.fromhex(text) for name, text in made.items() if name != "made_by"}
    signed = opened(raw["sealed"], x25519.X25519PrivateKey.from_private_bytes(raw["sealing"]))
    assert signed == raw["signed"]
    message = cose.parse_sign1(signed, batch.TYPE, limit=1 << 16)
    message.check(raw["signing"])
    assert message.payload == raw["payload"]
    assert message.signer == made["kid"]


def test_what_python_cwt_made_is_opened_and_verified() -> None:
    check(VECTORS)


def test_it_is_not_with_a_byte_changed() -> None:
    signed = bytearray.fromhex(VECTORS["signed"])
    signed[-1] ^= 1
    with pytest.raises(BadSignature):
        cose.parse_sign1(bytes(signed), batch.TYPE, limit=1 << 16).check(bytes.fromhex(VECTORS["signing"]))


def cwt(command: str, given: str = "") -> dict[str, str]:
    assert CWT is not None
    ran = subprocess.run(
        [CWT, str(HERE / "cwt_side.py"), command], input=given, capture_output=True, text=True, check=True
    )
    made: dict[str, str] = json.loads(ran.stdout)
    return made


@pytest.mark.skipif(CWT is None, reason="no environment with python-cwt: make cose")
def test_both_ways_with_python_cwt_itself() -> None:
    check(cwt("make"))
    signing, sealing = SigningKey.generate(), x25519.X25519PrivateKey.generate()
    kid = bytes.fromhex(signing.device_id)
    signed = cose.sign1(signing, batch.TYPE, b"what this program says")
    given = {
        "kid": kid.hex(),
        "signing": signing.public.hex(),
        "sealing": sealing.private_bytes_raw().hex(),
        "sealed": sealed(signed, kid, sealing.public_key()).hex(),
    }
    found = cwt("check", json.dumps(given))
    assert found == {"signed": signed.hex(), "payload": b"what this program says".hex()}
