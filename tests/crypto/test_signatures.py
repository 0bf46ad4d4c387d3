from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.crypto.keys import DeviceKeys, SigningKey
from hemmonitor.crypto.signatures import (
    COMPONENTS,
    WINDOW,
    BadRequestSignature,
    Message,
    content_digest,
    parse_request,
    sign_request,
    signature_base,
)
from hemmonitor.crypto.verify import check_signature
from hemmonitor.errors import BadSignature

KEYS = DeviceKeys.generate()
TARGET = "https://relay.example/v1/00/box/11?after=3"
BODY = b"\x01sealed"
NOW = 1_772_000_000


def signed(method: str = "PUT", target: str = TARGET, body: bytes = BODY) -> dict[str, str]:
    return sign_request(KEYS, method, target, body, created=NOW)


def check(headers: dict[str, str], method: str = "PUT", target: str = TARGET, body: bytes = BODY) -> None:
    parse_request(Message(method, target, headers), body).check(KEYS.identity.signing)


def test_rfc_9421_appendix_b_2_6() -> None:
    # the RFC's own request, key and signature: another implementation made them
    seed = base64.b64decode("n4Ni+HpISpVObnQMW0wOhCKROaIKqKtW/2ZYb2p9KcU=")
    public = base64.b64decode("JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=")
    message = Message(
        "POST",
        "https://example.com/foo?param=Value&Pet=dog",
        {
            "date": "Tue, 20 Apr 2021 02:07:55 GMT",
            "content-type": "application/json",
            "content-length": "18",
        },
    )
    covered = ("date", "@method", "@path", "@authority", "content-type", "content-length")
    listed = " ".join(f'"{name}"' for name in covered)
    base = signature_base(message, covered, f'({listed});created=1618884473;keyid="test-key-ed25519"')
    expected = base64.b64decode(
        "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="
    )
    key = SigningKey(seed)
    assert key.public == public
    assert key.sign(base) == expected
    check_signature(public, expected, base)


def test_rfc_9530_content_digest() -> None:
    # RFC 9530 appendix B.1's content, digest as printed there
    assert content_digest(b'{"hello": "world"}\n') == "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"


def test_a_signed_request_is_verified() -> None:
    check(signed())
    check(signed(body=b""), body=b"")


def test_every_request_has_a_nonce_of_its_own() -> None:
    assert signed()["signature-input"] != signed()["signature-input"]


@pytest.mark.parametrize(
    ("method", "target", "body"),
    [
        ("POST", TARGET, BODY),
        ("PUT", TARGET + "&x=1", BODY),
        ("PUT", TARGET.replace("relay", "other"), BODY),
        ("PUT", TARGET.replace("https", "http"), BODY),
    ],
)
def test_another_request_does_not_verify(method: str, target: str, body: bytes) -> None:
    with pytest.raises(BadSignature):
        check(signed(), method, target, body)


@pytest.mark.parametrize("body", [b"", BODY + b"\x00", b"\x02sealed"])
def test_another_body_is_refused(body: bytes) -> None:
    with pytest.raises(BadRequestSignature, match="digest"):
        check(signed(), body=body)


def test_another_device_did_not_sign_it() -> None:
    with pytest.raises(BadSignature):
        parse_request(Message("PUT", TARGET, signed()), BODY).check(DeviceKeys.generate().identity.signing)


@pytest.mark.parametrize("name", ["content-digest", "signature-input", "signature"])
def test_a_missing_header_is_refused(name: str) -> None:
    headers = signed()
    del headers[name]
    with pytest.raises(BadRequestSignature):
        check(headers)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"@method" ', ""),
        ('"content-digest"', '"content-type"'),
        ('"@method" "@target-uri"', '"@target-uri" "@method"'),
        (";tag=", ";alg="),
        ("hemmonitor-1", "hemmonitor-2"),
        ("hm=", "xx="),
        (f";created={NOW}", ""),
        (f"created={NOW}", 'created="x"'),
        (f"created={NOW}", f"created={NOW}.0"),
        (f"created={NOW}", f"created=-{NOW}"),
        ("nonce=", "nonce=1;nonce="),
        ("hm=(", "hm=( "),
    ],
)
def test_another_profile_is_refused(old: str, new: str) -> None:
    headers = signed()
    assert old in headers["signature-input"]
    headers["signature-input"] = headers["signature-input"].replace(old, new)
    with pytest.raises(BadRequestSignature):
        check(headers)


@pytest.mark.parametrize(
    ("name", "more"), [("signature", ", hm2=:AAAA:"), ("signature-input", ', hm2=("@method")')]
)
def test_a_second_signature_is_refused(name: str, more: str) -> None:
    headers = signed()
    headers[name] += more
    with pytest.raises(BadRequestSignature):
        check(headers)


def test_a_signature_has_one_spelling() -> None:
    """The last character before the padding has bits to spare that base64 decoders pass over."""
    headers = signed()
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = headers["signature"][-4]
    headers["signature"] = headers["signature"][:-4] + alphabet[alphabet.index(last) ^ 1] + "==:"
    with pytest.raises(BadRequestSignature, match="one spelling"):
        check(headers)


def test_a_header_that_is_far_too_long_is_refused() -> None:
    headers = signed()
    headers["signature-input"] = "hm=(" + '"a" ' * 5000 + ")"
    with pytest.raises(BadRequestSignature, match="profile"):
        check(headers)


def test_the_window_is_five_minutes_either_way() -> None:
    parsed = parse_request(Message("PUT", TARGET, signed()), BODY)
    assert WINDOW == 300
    assert [parsed.fresh(NOW + off) for off in (-301, -300, 0, 300, 301)] == [False, True, True, True, False]


def test_the_components_are_those_of_the_protocol() -> None:
    assert COMPONENTS == ("@method", "@target-uri", "content-digest")


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=100))
def test_any_headers_are_refused(announced: str, signature: str, digest: str) -> None:
    for given_digest in (digest, content_digest(BODY)):
        headers = {"signature-input": announced, "signature": signature, "content-digest": given_digest}
        with pytest.raises(BadRequestSignature):
            check(headers)


@given(st.sampled_from(["signature-input", "signature"]), st.data())
def test_headers_with_any_character_changed_are_refused(name: str, data: st.DataObject) -> None:
    headers = signed()
    at = data.draw(st.integers(0, len(headers[name]) - 1))
    new = data.draw(st.characters(min_codepoint=32, max_codepoint=126))
    changed = headers[name][:at] + new + headers[name][at + 1 :]
    if changed == headers[name]:
        return
    headers[name] = changed
    with pytest.raises((BadRequestSignature, BadSignature)):
        check(headers)
