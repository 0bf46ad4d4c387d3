"""Sealing and opening an envelope against the bare primitives over the same bytes.

The primitives are what cannot be saved: one Ed25519 signature, one AES-256-GCM, one HPKE (X-Wing) per
recipient to seal; one HPKE, one AES-256-GCM, one Ed25519 check to open. A second figure counts the format's
SHA-256 among them: of the wrapped keys, which stands in the signature, and of the finished envelope, which
chains an author's envelopes. All sides take turns in one run, and processor time is measured, so that another
program on the machine counts as little as it can (it still empties the caches).

A batch is what sync makes of events: packed together into one payload (``sync.packing``). Events that are not
packed, each a payload of its own, are shown too.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from statistics import median
from time import thread_time

from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hemmonitor.crypto.batch import BUCKETS, Batch
from hemmonitor.crypto.envelope import open_envelope, seal
from hemmonitor.crypto.keys import _SUITE, DeviceKeys, KeyRing, SealingKey, _loaded, random_id
from hemmonitor.crypto.members import Recipient
from hemmonitor.crypto.verify import digest

EVENT = 420  # bytes of a blood pressure reading with its provenance
SQUEEZED = 90  # bytes of it among others that are packed together
RECIPIENTS = 3  # team, patient, archive
ROUNDS = 250
INFO = bytes(40)


def show(what: str, ours: Callable[[], object], bare: Callable[[], object], digests: list[bytes]) -> None:
    """The median of each, taken in turns, as a ratio."""

    def sha256() -> None:
        for data in digests:
            digest(data)

    taken: tuple[list[float], ...] = ([], [], [])
    for _ in range(ROUNDS):
        for work, into in zip((ours, bare, sha256), taken, strict=True):
            start = thread_time()
            work()
            into.append(thread_time() - start)
    mine, least, more = map(median, taken)
    print(
        f"{what}: {least / mine:.2f} x the bare primitives, {(least + more) / mine:.2f} x with SHA-256"
        f" ({mine * 1e6:.0f} us, bare {least * 1e6:.0f} us, SHA-256 {more * 1e6:.0f} us)"
    )


def measure(events: int, *, packed: bool) -> None:
    author, readers = DeviceKeys.generate(), [SealingKey.generate() for _ in range(RECIPIENTS)]
    to = sorted((Recipient(key.key_id, key.public) for key in readers), key=lambda r: r.key_id)
    listed = tuple(secrets.token_bytes(EVENT) for _ in range(events))
    payloads = (secrets.token_bytes(events * SQUEEZED),) if packed else listed
    batch = Batch(random_id(), 1, None, payloads)
    body, public_key = seal(author, batch, to).body, author.identity.signing
    ring = KeyRing(readers[0])
    size = next(size for size in BUCKETS if size >= sum(map(len, payloads)) + 300)
    signed, key, nonce = secrets.token_bytes(size), secrets.token_bytes(32), secrets.token_bytes(12)
    signer = ed25519.Ed25519PrivateKey.generate()
    checker, signature = signer.public_key(), signer.sign(signed)
    sealed = AESGCM(key).encrypt(nonce, signed, INFO)
    public = [_loaded(one.public) for one in readers]
    private = readers[0]._key  # noqa: SLF001 - the bare primitive needs the bare key
    wrapped = _SUITE.encrypt(key, public[0], INFO)

    def bare_seal() -> None:
        signer.sign(signed)
        AESGCM(key).encrypt(nonce, signed, INFO)
        for one in public:
            _SUITE.encrypt(key, one, INFO)

    def bare_open() -> None:
        AESGCM(_SUITE.decrypt(wrapped, private, INFO)).decrypt(nonce, sealed, INFO)
        checker.verify(signature, signed)

    how = "packed" if packed else "one by one"
    name = f"{events} event{'s' * (events > 1)} {how} to {RECIPIENTS} recipients"
    layers = body[-RECIPIENTS * (len(wrapped) + 64) :]
    show(f"seal {name}", lambda: seal(author, batch, to), bare_seal, [layers, body])
    show(f"open {name}", lambda: open_envelope(body, ring, lambda _: public_key), bare_open, [layers])


def main() -> None:
    for events in (1, 50, 250):
        measure(events, packed=True)
    for events in (50, 500):
        measure(events, packed=False)


if __name__ == "__main__":
    main()
