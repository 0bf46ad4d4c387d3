"""The other side of ``test_cose``: python-cwt, in an environment of its own, without a line of this program.

cwt_side.py make        a signed and a sealed message with new keys, as JSON
cwt_side.py check       reads such JSON, opens what is in it, prints the contents as JSON
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ed25519, x25519
from cwt import COSE, COSEKey, Recipient

HPKE_3_KE = 49  # DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM
PAYLOAD = b"what the other program says"


def signing_key(kid: bytes, public: bytes, private: bytes | None = None) -> COSEKey:
    return COSEKey.new({1: 1, 2: kid, 3: -19, -1: 6, -2: public, **({-4: private} if private else {})})


def sealing_key(kid: bytes, public: bytes, private: bytes | None = None) -> COSEKey:
    return COSEKey.new({1: 1, 2: kid, 3: HPKE_3_KE, -1: 4, -2: public, **({-4: private} if private else {})})


def make() -> dict[str, str]:
    signing, sealing = ed25519.Ed25519PrivateKey.generate(), x25519.X25519PrivateKey.generate()
    kid = bytes(range(16))
    signer = signing_key(kid, signing.public_key().public_bytes_raw(), signing.private_bytes_raw())
    header = {1: -19, 4: kid, 16: "hemmonitor-batch"}
    signed = COSE.new().encode(PAYLOAD, signer, protected=header)
    to = Recipient.new(
        protected={1: HPKE_3_KE, 4: kid},
        recipient_key=sealing_key(kid, sealing.public_key().public_bytes_raw()),
    )
    content = COSEKey.generate_symmetric_key(alg="A256GCM")
    header = {1: 3, 16: "hemmonitor-envelope"}
    sealed = COSE.new().encode(signed, content, protected=header, recipients=[to])
    return {
        "made_by": f"cwt {version('cwt')}",
        "kid": kid.hex(),
        "signing": signing.public_key().public_bytes_raw().hex(),
        "sealing": sealing.private_bytes_raw().hex(),
        "signed": signed.hex(),
        "sealed": sealed.hex(),
        "payload": PAYLOAD.hex(),
    }


def check(given: dict[str, str]) -> dict[str, str]:
    raw = {name: bytes.fromhex(text) for name, text in given.items() if name != "made_by"}
    public = x25519.X25519PrivateKey.from_private_bytes(raw["sealing"]).public_key().public_bytes_raw()
    signed = COSE.new().decode(raw["sealed"], sealing_key(raw["kid"], public, raw["sealing"]))
    payload = COSE.new().decode(signed, signing_key(raw["kid"], raw["signing"]))
    return {"signed": signed.hex(), "payload": payload.hex()}


def main() -> Any:
    return make() if sys.argv[1] == "make" else check(json.load(sys.stdin))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(), indent=1) + "\n")
