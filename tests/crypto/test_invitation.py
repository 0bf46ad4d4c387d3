from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.crypto.invitation import Invitation, Welcome, read_code, read_text
from hemmonitor.crypto.keys import DeviceKeys, SigningKey
from hemmonitor.errors import InvitationInvalid

URL = "https://relay.example.se"
ROOT = SigningKey.generate()
INVITATION = Invitation.new(URL, ROOT.fingerprint)
KEYS = DeviceKeys.generate()
WELCOME = Welcome("ab" * 16, 7, b"h" * 32)


def test_the_text_comes_back() -> None:
    assert read_text(INVITATION.text) == INVITATION
    assert read_text(" " + INVITATION.text.lower() + "\n") == INVITATION


def test_the_text_is_made_for_a_small_qr_code() -> None:
    assert INVITATION.text.isalnum()
    assert INVITATION.text == INVITATION.text.upper()
    assert len(INVITATION.text) < 180


def test_the_typed_code_carries_the_secret_and_the_start_of_the_fingerprint() -> None:
    again = read_code(INVITATION.code, URL)
    assert (again.secret, again.fingerprint) == (INVITATION.secret, ROOT.fingerprint[:10])
    assert again.slot == INVITATION.slot
    assert again.confirmation(KEYS.identity) == INVITATION.confirmation(KEYS.identity)
    assert len(INVITATION.code.split("-")) == 12


def test_the_typed_code_forgives_case_spaces_and_look_alikes() -> None:
    code = INVITATION.code
    spoken = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert read_code(spoken, URL) == read_code(code, URL)
    assert not set(code) & set("OILU")


@given(st.integers(0, len(INVITATION.code) - 1), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_mistyped_character_is_noticed(at: int, character: str) -> None:
    code = INVITATION.code
    if code[at] in {character, "-"}:
        return
    with pytest.raises(InvitationInvalid):
        read_code(code[:at] + character + code[at + 1 :], URL)


def test_swapped_neighbours_are_noticed() -> None:
    code = INVITATION.code.replace("-", "")
    for at in range(len(code) - 1):
        swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        if swapped != code:
            with pytest.raises(InvitationInvalid):
                read_code(swapped, URL)


@given(st.text(max_size=300))
def test_any_text_is_refused(text: str) -> None:
    with pytest.raises(InvitationInvalid):
        read_text(text)
    with pytest.raises(InvitationInvalid):
        read_text("HM1" + text)
    with pytest.raises(InvitationInvalid):
        read_code(text, URL)


@given(st.integers(0, len(INVITATION.text) - 1), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_damaged_text_is_refused(at: int, character: str) -> None:
    text = INVITATION.text
    if text[at] == character:
        return
    with pytest.raises(InvitationInvalid):
        read_text(text[:at] + character + text[at + 1 :])


@pytest.mark.parametrize(
    "url",
    [
        "http://relay.example.se",
        "ftp://relay.example.se",
        "https://",
        "relay.example.se",
        "https://user:pw@relay.example.se",
        "https://relay.example.se/path",
        "https://relay.example.se?x=1",
        "https://[::1",
        "",
    ],
)
def test_a_relay_is_reached_by_https(url: str) -> None:
    with pytest.raises(InvitationInvalid):
        read_code(INVITATION.code, url)
    with pytest.raises(InvitationInvalid):
        read_text(Invitation(url, ROOT.fingerprint, INVITATION.secret).text)


def test_a_relay_on_this_computer_is_reached_by_http() -> None:
    for url in ("http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:8080", URL + ":8443", URL + "/"):
        assert read_code(INVITATION.code, url).url == url.rstrip("/")


def test_a_repeated_request_is_the_same_bytes() -> None:
    assert INVITATION.ask(KEYS) == INVITATION.ask(KEYS)
    assert INVITATION.ask(KEYS)[:12] != INVITATION.ask(DeviceKeys.generate())[:12]


def test_the_request_opens_with_the_secret_alone() -> None:
    message = INVITATION.ask(KEYS)
    assert INVITATION.open_ask(message) == KEYS.identity
    assert read_code(INVITATION.code, URL).open_ask(message) == KEYS.identity
    for wrong in (Invitation.new(URL, ROOT.fingerprint),):
        with pytest.raises(InvitationInvalid):
            wrong.open_ask(message)
        assert wrong.slot != INVITATION.slot


def test_the_answer_opens_with_the_secret_alone_and_is_no_request() -> None:
    message = INVITATION.answer(WELCOME)
    assert INVITATION.open_answer(message) == WELCOME
    with pytest.raises(InvitationInvalid):
        INVITATION.open_ask(message)
    with pytest.raises(InvitationInvalid):
        INVITATION.open_answer(INVITATION.ask(KEYS))
    with pytest.raises(InvitationInvalid):
        Invitation.new(URL, ROOT.fingerprint).open_answer(message)


@given(st.binary(max_size=9000))
def test_any_message_is_refused(data: bytes) -> None:
    with pytest.raises(InvitationInvalid):
        INVITATION.open_ask(data)
    with pytest.raises(InvitationInvalid):
        INVITATION.open_answer(data)


def test_the_digits_depend_on_everything() -> None:
    digits = INVITATION.confirmation(KEYS.identity)
    assert len(digits) == 7
    assert digits.replace(" ", "").isdigit()
    others = {
        INVITATION.confirmation(DeviceKeys.generate().identity),
        Invitation.new(URL, ROOT.fingerprint).confirmation(KEYS.identity),
        Invitation(URL, bytes(32), INVITATION.secret).confirmation(KEYS.identity),
    }
    assert digits not in others


def test_the_secret_does_not_show() -> None:
    assert INVITATION.secret.hex() not in repr(INVITATION)
    assert repr(INVITATION.secret) not in repr(INVITATION)
    assert INVITATION.secret.hex() not in INVITATION.slot


def test_a_typed_code_that_was_kept_is_read_again_and_is_no_qr_code() -> None:
    typed = read_code(Invitation.new("https://relay.example.se", bytes(32)).code, "https://relay.example.se")
    assert read_text(typed.text, kept=True) == typed
    with pytest.raises(InvitationInvalid):
        read_text(typed.text)
