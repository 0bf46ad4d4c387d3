from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.crypto.identity import make_identity, parse_identity
from hemmonitor.crypto.keys import DeviceKeys, SealingKey, SigningKey
from hemmonitor.crypto.verify import (
    MLKEM_SIZE,
    check_sealing_key,
    check_signature,
    check_signing_key,
    signing_thumbprint,
)
from hemmonitor.errors import BadKey, BadSignature, CryptoError

# the eight points of small order and their other spellings, as libsodium's blacklist has them
SMALL_ORDER = [
    "00" * 32,
    "01" + "00" * 31,
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]
SMALL_U = [
    "00" * 32,
    "01" + "00" * 31,
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]


@pytest.mark.parametrize("encoding", SMALL_ORDER)
@pytest.mark.parametrize("sign", [0, 0x80])
def test_a_signing_key_of_small_order_is_refused(encoding: str, sign: int) -> None:
    raw = bytearray.fromhex(encoding)
    raw[31] |= sign
    with pytest.raises(BadKey):
        check_signing_key(bytes(raw))


def test_a_signing_key_off_the_curve_is_refused() -> None:
    refused = 0
    for value in range(2, 60):
        try:
            check_signing_key(value.to_bytes(32, "little"))
        except BadKey:
            refused += 1
    assert 20 < refused < 40  # about every second number is no point


@pytest.mark.parametrize("encoding", SMALL_U)
def test_a_sealing_key_with_a_curve_half_of_small_order_is_refused(encoding: str) -> None:
    good = SealingKey.generate().public
    with pytest.raises(BadKey, match="X25519"):
        check_sealing_key(good[:MLKEM_SIZE] + bytes.fromhex(encoding))


def test_a_sealing_key_with_an_empty_or_impossible_lattice_half_is_refused() -> None:
    good = SealingKey.generate().public
    with pytest.raises(BadKey, match="ML-KEM"):
        check_sealing_key(bytes(MLKEM_SIZE) + good[MLKEM_SIZE:])
    with pytest.raises(BadKey, match="ML-KEM"):  # coefficients above the modulus
        check_sealing_key(b"\xff" * MLKEM_SIZE + good[MLKEM_SIZE:])
    with pytest.raises(BadKey):
        check_sealing_key(good[:-1])


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_signing_key_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(BadKey):
        check_signing_key(bytes(size))


def test_keys_that_were_made_here_pass() -> None:
    for _ in range(5):
        keys = DeviceKeys.generate()
        assert parse_identity(keys.identity.encoded) == keys.identity


def test_the_thumbprint_is_rfc_9679_s() -> None:
    # {1: 1, -1: 6, -2: x}, written out by hand: canonical order is 1, -1, -2
    public = bytes(range(32))
    import hashlib

    assert signing_thumbprint(public) == hashlib.sha256(b"\xa3\x01\x01\x20\x06\x21\x58\x20" + public).digest()


def test_rfc_8032_vector() -> None:
    # RFC 8032 section 7.1, test 2
    seed = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    key = SigningKey(seed)
    assert key.public.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    signature = key.sign(b"\x72")
    assert signature.hex().startswith("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da")
    check_signature(key.public, signature, b"\x72")
    with pytest.raises(BadSignature):
        check_signature(key.public, signature, b"\x73")


def test_an_identity_under_another_device_s_name_is_refused() -> None:
    mine, other = DeviceKeys.generate(), DeviceKeys.generate()
    forged = make_identity(mine.signing, other.signing.public, mine.sealing.public)
    with pytest.raises(BadKey, match="another key's id"):
        parse_identity(forged.encoded)


def test_an_identity_with_a_swapped_sealing_key_is_refused() -> None:
    mine, other = DeviceKeys.generate(), DeviceKeys.generate()
    swapped = mine.identity.encoded.replace(mine.sealing.public, other.sealing.public)
    assert swapped != mine.identity.encoded
    with pytest.raises(BadSignature):
        parse_identity(swapped)


@given(st.binary(max_size=1400))
def test_any_bytes_are_an_identity_or_an_error(data: bytes) -> None:
    with pytest.raises(CryptoError):
        parse_identity(data)


IDENTITY = DeviceKeys.generate().identity.encoded


@given(st.integers(0, len(IDENTITY) - 1), st.integers(1, 255))
def test_an_identity_with_any_byte_changed_is_refused(at: int, change: int) -> None:
    changed = bytearray(IDENTITY)
    changed[at] ^= change
    with pytest.raises(CryptoError):
        parse_identity(bytes(changed))
