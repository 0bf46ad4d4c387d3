from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemmonitor.crypto import cbor
from hemmonitor.crypto.batch import BUCKETS, PAYLOAD_LIMIT, PAYLOADS_LIMIT, Batch, Head, fitting
from hemmonitor.crypto.envelope import (
    HEADER_BATCH,
    SIZE_LIMIT,
    Sealed,
    open_envelope,
    read_header,
    seal,
)
from hemmonitor.crypto.epochs import open_epochs
from hemmonitor.crypto.keys import DeviceKeys, KeyRing, SealingKey, random_id
from hemmonitor.crypto.members import Recipient
from hemmonitor.crypto.verify import digest
from hemmonitor.errors import BadEnvelope, BadSignature, CryptoError, NotForMe
from tests.crypto.people import Centre, only

CENTRE = Centre()
NEEDLES = (b"Svea Testsson", b"189001019802", b"183/104", b"mm[Hg]")


def batch(*payloads: bytes, seq: int = 1) -> Batch:
    return Batch(
        CENTRE.mailbox,
        seq,
        None if seq == 1 else bytes(32),
        payloads,
        heads=(Head(CENTRE.nurse.device_id, 4, b"h" * 32),),
        log_length=CENTRE.state.length,
        log_head=CENTRE.state.head,
    )


def sealed(*payloads: bytes, seq: int = 1) -> Sealed:
    return seal(CENTRE.patient, batch(*payloads, seq=seq), CENTRE.state.recipients(CENTRE.mailbox))


def parts(body: bytes) -> list[cbor.Value]:
    found: list[cbor.Value] = cbor.decode(body.removeprefix(cbor.TAG_ENCRYPT), limit=SIZE_LIMIT, what="x")
    return found


def joined(outer: list[cbor.Value]) -> bytes:
    return cbor.TAG_ENCRYPT + cbor.encode(outer)


NURSE = open_epochs(CENTRE.log, CENTRE.nurse)
ONE = sealed(*NEEDLES)


def test_the_team_and_the_patient_open_it() -> None:
    for ring in (NURSE, only(CENTRE.patient)):
        opened = open_envelope(ONE.body, ring, CENTRE.signing_key)
        assert opened.batch == batch(*NEEDLES)
        assert opened.header.envelope_id == ONE.envelope_id
        assert opened.header.author == CENTRE.patient.device_id
    assert ONE.digest == digest(ONE.body)


def test_the_nurse_s_own_key_is_not_a_recipient_the_team_s_is() -> None:
    with pytest.raises(NotForMe):
        open_envelope(ONE.body, only(CENTRE.nurse), CENTRE.signing_key)


def test_for_somebody_else_is_not_for_me_and_nothing_worse() -> None:
    with pytest.raises(NotForMe):
        open_envelope(ONE.body, KeyRing(SealingKey.generate()), CENTRE.signing_key)
    with pytest.raises(NotForMe):
        open_envelope(ONE.body, KeyRing(), CENTRE.signing_key)


def test_the_header_is_read_without_a_key() -> None:
    header = read_header(ONE.body)
    assert header.mailbox == CENTRE.mailbox
    assert header.key_ids == tuple(r.key_id for r in CENTRE.state.recipients(CENTRE.mailbox))


def test_nothing_of_the_content_is_to_be_seen() -> None:
    for needle in NEEDLES:
        assert needle not in ONE.body


def test_two_envelopes_of_the_same_batch_share_nothing_secret() -> None:
    one, two = parts(ONE.body), parts(sealed(*NEEDLES).body)
    assert one[1] != two[1]  # nonce
    assert one[2] != two[2]  # ciphertext
    assert one[3][0][1] != two[3][0][1]  # encapsulated key


# --- tampering -----------------------------------------------------------------------------------


@settings(max_examples=400)
@given(st.integers(0, len(ONE.body) - 1), st.integers(1, 255))
def test_an_envelope_with_any_byte_changed_is_refused(at: int, change: int) -> None:
    changed = bytearray(ONE.body)
    changed[at] ^= change
    for ring in (NURSE, only(CENTRE.patient)):  # each reader notices, also in another's part
        with pytest.raises(CryptoError):
            open_envelope(bytes(changed), ring, CENTRE.signing_key)


def test_another_s_wrapped_key_cannot_be_spoilt_unnoticed() -> None:
    protected, nonce, ciphertext, layers = parts(ONE.body)
    for at in range(len(layers)):
        spoilt = [list(layer) for layer in layers]
        spoilt[at][2] = bytes(48)
        for ring in (NURSE, only(CENTRE.patient)):
            with pytest.raises(BadEnvelope):
                open_envelope(joined([protected, nonce, ciphertext, spoilt]), ring, CENTRE.signing_key)


def test_every_single_byte_counts() -> None:
    ring = KeyRing(CENTRE.patient.sealing)
    small = seal(CENTRE.patient, batch(b"x"), [Recipient(k.key_id, k.public) for k in ring])
    for at in range(len(small.body)):
        changed = bytearray(small.body)
        changed[at] ^= 1
        with pytest.raises(CryptoError):
            open_envelope(bytes(changed), ring, CENTRE.signing_key)


@pytest.mark.parametrize("size", [0, 1, 100, -1, -17])
def test_a_shortened_or_lengthened_envelope_is_refused(size: int) -> None:
    for data in (ONE.body[:size], ONE.body + ONE.body[:size] + b"\x00"):
        with pytest.raises(BadEnvelope):
            open_envelope(data, NURSE, CENTRE.signing_key)


def test_a_recipient_cannot_pass_the_batch_on_as_another_envelope() -> None:
    """Surreptitious forwarding: a member re-encrypts a signed batch to another audience or mailbox."""
    ring = KeyRing(CENTRE.patient.sealing)
    outer = parts(ONE.body)
    for at in (1, 2, 3):
        header = cbor.decode(outer[0], limit=4096, what="x")
        header[HEADER_BATCH] = [*header[HEADER_BATCH]]
        header[HEADER_BATCH][at] = bytes(16)
        changed = _resealed(ONE, cbor.encode(header), ring)
        with pytest.raises(BadEnvelope, match="another"):
            open_envelope(changed, ring, CENTRE.signing_key)


def _resealed(one: Sealed, protected: bytes, ring: KeyRing) -> bytes:
    """The same signed batch under another header, by somebody who holds the content key."""
    from hemmonitor.crypto.cose import encrypt_aad, recipient_info
    from hemmonitor.crypto.keys import decrypt, encrypt

    old, nonce, ciphertext, layers = parts(one.body)
    for inner, unprotected, wrapped in layers:
        kid = cbor.decode(inner, limit=100, what="x")[4].hex()
        key = ring.find(kid)
        if key is not None:
            content_key = key.open(unprotected[-4] + wrapped, recipient_info(inner))
            signed = decrypt(content_key, ciphertext, encrypt_aad(old), nonce[5])
            again = encrypt(content_key, signed, encrypt_aad(protected), nonce[5])
            return joined([protected, nonce, again, layers])
    raise AssertionError


def test_resealing_under_the_same_header_does_open() -> None:
    """The control of the test above: the helper makes envelopes that open when nothing was changed."""
    ring = KeyRing(CENTRE.patient.sealing)
    again = _resealed(ONE, parts(ONE.body)[0], ring)
    assert open_envelope(again, ring, CENTRE.signing_key).batch == batch(*NEEDLES)


def test_a_recipient_cannot_be_left_out_or_added() -> None:
    protected, nonce, ciphertext, layers = parts(ONE.body)
    for changed in (layers[:1], layers[::-1], [*layers, layers[0]]):
        with pytest.raises(BadEnvelope):
            open_envelope(joined([protected, nonce, ciphertext, changed]), NURSE, CENTRE.signing_key)


def test_an_unknown_author_and_a_false_one_are_refused() -> None:
    with pytest.raises(BadSignature, match="not known"):
        open_envelope(ONE.body, NURSE, lambda _: None)
    with pytest.raises(BadSignature, match="does not match"):
        open_envelope(ONE.body, NURSE, lambda _: DeviceKeys.generate().identity.signing)


def test_a_header_that_names_another_author_is_refused() -> None:
    class Liar:
        """Signs as itself inside, and names another outside."""

        def __init__(self) -> None:
            self.names = iter([CENTRE.nurse.device_id])

        @property
        def device_id(self) -> str:
            return next(self.names, CENTRE.patient.device_id)

        sign = staticmethod(CENTRE.patient.sign)

    forged = seal(Liar(), batch(b"x"), CENTRE.state.recipients(CENTRE.mailbox))
    assert read_header(forged.body).author == CENTRE.nurse.device_id
    with pytest.raises(BadEnvelope, match="another device"):
        open_envelope(forged.body, NURSE, CENTRE.signing_key)


@pytest.mark.parametrize(
    "change",
    [
        lambda o: [o[0], {}, o[2], o[3]],
        lambda o: [o[0], {**o[1], 4: b"x"}, o[2], o[3]],
        lambda o: [o[0], {5: bytes(11)}, o[2], o[3]],
        lambda o: [o[0], o[1], o[2], [[*layer, b""] for layer in o[3]]],
        lambda o: [o[0], o[1], o[2], [[layer[0], {}, layer[2]] for layer in o[3]]],
        lambda o: [o[0], o[1], o[2], [[layer[0], layer[1], b"short"] for layer in o[3]]],
        lambda o: [cbor.encode({1: 3}), o[1], o[2], o[3]],
        lambda o: [cbor.encode({**cbor.decode(o[0], limit=999, what=""), 1: 1}), o[1], o[2], o[3]],
        lambda o: [cbor.encode({**cbor.decode(o[0], limit=999, what=""), 16: "x"}), o[1], o[2], o[3]],
        lambda o: [cbor.encode({**cbor.decode(o[0], limit=999, what=""), 17: 0}), o[1], o[2], o[3]],
        lambda o: o[:3],
        lambda o: [*o, b""],
    ],
)
def test_another_form_is_refused(change: object) -> None:
    with pytest.raises(BadEnvelope):
        read_header(joined(change(parts(ONE.body))))  # type: ignore[operator]


def test_a_later_format_version_is_refused_as_such() -> None:
    outer = parts(ONE.body)
    header = cbor.decode(outer[0], limit=999, what="x")
    header[HEADER_BATCH][0] = 2
    with pytest.raises(BadEnvelope, match="format version"):
        read_header(joined([cbor.encode(header), *outer[1:]]))


@given(st.binary(max_size=2000))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(BadEnvelope):
        open_envelope(data, NURSE, CENTRE.signing_key)
    with pytest.raises(BadEnvelope):
        read_header(cbor.TAG_ENCRYPT + data)


def test_an_envelope_beyond_the_limit_is_not_parsed() -> None:
    with pytest.raises(BadEnvelope, match="longer than"):
        read_header(bytes(SIZE_LIMIT + 1))


# --- sizes ---------------------------------------------------------------------------------------


def test_sizes_come_in_buckets() -> None:
    sizes = {len(sealed(bytes(size)).body) for size in range(0, 4000, 7)}
    assert len(sizes) == len([size for size in BUCKETS if size <= 6144])
    assert BUCKETS[:5] == (512, 768, 1024, 1536, 2048)
    assert all(later / earlier <= 1.5 for earlier, later in pairwise(BUCKETS))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 70_000))
def test_every_size_of_batch_can_be_padded_exactly(size: int) -> None:
    payload = bytes(size)
    opened = open_envelope(sealed(payload).body, NURSE, CENTRE.signing_key)
    assert opened.batch.payloads == (payload,)


@pytest.mark.parametrize("near", [23, 24, 255, 256, 257, 65535, 65536, 65537])
def test_padding_around_the_places_where_lengths_grow(near: int) -> None:
    for bucket in (1024, 1536, 65536, 98304):
        for size in range(bucket - near - 420, bucket - near - 330, 1):
            if 0 <= size <= PAYLOAD_LIMIT:
                sealed(bytes(size))


def test_a_batch_too_large_for_an_envelope_is_refused() -> None:
    with pytest.raises(BadEnvelope, match="largest bucket"):
        sealed(*[bytes(PAYLOAD_LIMIT)] * 3)
    with pytest.raises(BadEnvelope, match="payload is larger"):
        sealed(bytes(PAYLOAD_LIMIT + 1))
    with pytest.raises(BadEnvelope, match="too many"):
        sealed(*[b""] * (PAYLOADS_LIMIT + 1))
    with pytest.raises(BadEnvelope, match="recipients"):
        seal(CENTRE.patient, batch(b"x"), [])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, PAYLOAD_LIMIT), max_size=8))
def test_what_fits_can_be_sealed(sizes: list[int]) -> None:
    count = fitting(sizes)
    assert min(len(sizes), 2) <= count <= len(sizes)
    assert len(sealed(*[bytes(size) for size in sizes[:count]]).body) <= SIZE_LIMIT


def test_no_more_payloads_fit_than_an_envelope_may_hold() -> None:
    assert fitting([0] * (PAYLOADS_LIMIT + 5)) == PAYLOADS_LIMIT
    sealed(*[b""] * PAYLOADS_LIMIT)


# --- batches -------------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.binary(max_size=300), max_size=60),
    st.integers(1, 2**50),
    st.lists(st.builds(Head, st.just(random_id()), st.integers(1, 2**50), st.just(b"d" * 32)), max_size=4),
)
def test_a_batch_comes_back(payloads: list[bytes], seq: int, heads: list[Head]) -> None:
    made = replace(batch(*payloads, seq=seq), heads=tuple(heads))
    one = seal(CENTRE.patient, made, CENTRE.state.recipients(CENTRE.mailbox))
    assert open_envelope(one.body, NURSE, CENTRE.signing_key).batch == made


@pytest.mark.parametrize(("seq", "previous"), [(1, bytes(32)), (2, None), (0, None)])
def test_the_first_batch_alone_has_no_predecessor(seq: int, previous: bytes | None) -> None:
    made = replace(batch(b"x"), seq=seq, previous=previous)
    one = seal(CENTRE.patient, made, CENTRE.state.recipients(CENTRE.mailbox))
    with pytest.raises(BadEnvelope):
        open_envelope(one.body, NURSE, CENTRE.signing_key)


def test_a_batch_shows_no_payload_in_its_text_form() -> None:
    opened = open_envelope(ONE.body, NURSE, CENTRE.signing_key)
    assert "Testsson" not in repr(opened)
    assert "Testsson" not in repr(ONE)
