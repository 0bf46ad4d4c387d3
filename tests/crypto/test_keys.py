from __future__ import annotations

import hashlib

import pytest

from hemmonitor.crypto.cbor import Malformed
from hemmonitor.crypto.keys import (
    CannotOpen,
    DeviceKeys,
    KeyRing,
    SealingKey,
    SigningKey,
    StorageKey,
    derive,
    seal_to,
)
from hemmonitor.errors import CryptoError


def test_what_is_sealed_opens_with_the_right_key_and_context_alone() -> None:
    key, other = SealingKey.generate(), SealingKey.generate()
    sealed = seal_to(key.public, b"secret", b"context")
    assert len(sealed) == len(b"secret") + 1120 + 16
    assert key.open(sealed, b"context") == b"secret"
    with pytest.raises(CannotOpen):
        other.open(sealed, b"context")
    with pytest.raises(CannotOpen):
        key.open(sealed, b"another context")
    for at in (0, 1119, 1120, len(sealed) - 1):
        with pytest.raises(CannotOpen):
            key.open(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], b"context")
    with pytest.raises(CannotOpen):
        key.open(b"", b"context")


def test_a_sealing_key_is_x_wing_s() -> None:
    # draft-connolly-cfrg-xwing-kem: the public key for this seed, by its digest
    seed = bytes.fromhex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26")
    public = SealingKey(seed).public
    assert public.hex().startswith("e2236b35a8c24b39b10aa1323a96a919a2ced88400633a7b07131713fc14b2b5")
    assert len(public) == 1216


def test_the_same_seed_is_the_same_key() -> None:
    seed = hashlib.sha256(b"x").digest()
    assert SealingKey(seed).key_id == SealingKey(seed).key_id
    assert SigningKey(seed).device_id == SigningKey(seed).device_id
    assert SealingKey(seed).key_id != SealingKey.generate().key_id


def test_device_keys_come_back_from_storage() -> None:
    storage, keys = StorageKey.generate(), DeviceKeys.generate()
    wrapped = keys.wrap(storage)
    again = DeviceKeys.unwrap(wrapped, storage)
    assert again.identity == keys.identity
    assert again.sign(b"m") == keys.sign(b"m")
    assert again.sealing.open(seal_to(keys.sealing.public, b"s", b""), b"") == b"s"
    with pytest.raises(CannotOpen):
        DeviceKeys.unwrap(wrapped, StorageKey.generate())
    with pytest.raises(Malformed):
        DeviceKeys.unwrap(wrapped + b"\x00", storage)


def test_wrapped_keys_cannot_be_swapped() -> None:
    storage, one, two = StorageKey.generate(), SigningKey.generate(), SigningKey.generate()
    with pytest.raises(CannotOpen):
        SigningKey.unwrap(one.wrap(storage), storage, two.device_id)
    sealing = SealingKey.generate()
    with pytest.raises(CannotOpen):
        SigningKey.unwrap(sealing.wrap(storage), storage, sealing.key_id)


def test_the_wrapped_form_does_not_hold_the_secret() -> None:
    storage = StorageKey.generate()
    secret = b"s" * 32
    wrapped = storage.wrap(secret, "signing x")
    assert secret not in wrapped
    assert storage.wrap(secret, "signing x") != wrapped  # a nonce of its own each time


def test_the_database_key_is_one_of_its_own() -> None:
    storage = StorageKey(bytes(32))
    with storage.database_key() as raw:
        assert len(raw) == 32
        assert raw != bytes(32)
    with storage.database_key() as again:
        assert again == raw


def test_derived_keys_differ_by_label_and_salt() -> None:
    found = {derive(b"k", label, salt) for label in ("a", "b") for salt in (b"", b"s")}
    assert len(found) == 4


def test_keys_do_not_show_their_secrets() -> None:
    seed = bytes(range(32))
    keys = DeviceKeys.generate()
    shown = [
        repr(SigningKey(seed)), repr(SealingKey(seed)), repr(StorageKey(seed)), repr(keys), str(keys.signing)
    ]  # fmt: skip
    for text in shown:
        assert seed.hex() not in text
        assert repr(seed) not in text


def test_an_epoch_key_travels_sealed() -> None:
    epoch, member = SealingKey.generate(), SealingKey.generate()
    sealed = epoch.seal_itself(member.public, b"which")
    assert member.open_key(sealed, b"which").key_id == epoch.key_id
    with pytest.raises(CannotOpen):
        member.open_key(sealed, b"another")
    with pytest.raises(CryptoError):
        SealingKey.generate().open_key(sealed, b"which")


def test_a_key_ring_finds_keys_by_their_ids() -> None:
    key = SealingKey.generate()
    ring = KeyRing(key)
    assert key.key_id in ring
    assert ring.find(key.key_id) is key
    assert ring.find(SealingKey.generate().key_id) is None
    assert list(ring) == [key]
