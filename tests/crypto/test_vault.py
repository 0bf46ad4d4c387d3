from __future__ import annotations

import stat
import sys
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemmonitor.crypto import vault
from hemmonitor.crypto.keys import StorageKey
from hemmonitor.crypto.vault import Cost
from hemmonitor.errors import CryptoError, KeyStoreLocked, WrongPin

CHEAP = Cost(memory=64, passes=1, lanes=1)
PIN = "4711"


class Store:
    """A key store in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.locked = False

    def get(self, account: str) -> bytes | None:
        if self.locked:
            raise KeyStoreLocked
        return self.kept.get(account)

    def set(self, account: str, secret: bytes) -> None:
        self.kept[account] = secret


def raw(key: StorageKey) -> bytes:
    with key.database_key() as found:
        return found


def test_a_pin_opens_its_vault_and_another_does_not() -> None:
    data, key = vault.create(pin=PIN, cost=CHEAP)
    assert raw(vault.unlock(data, pin=PIN)) == raw(key)
    for wrong in ("4712", "", "47110", " 4711"):
        with pytest.raises(WrongPin):
            vault.unlock(data, pin=wrong)
    with pytest.raises(WrongPin):
        vault.unlock(data)
    assert vault.needs_pin(data)


def test_the_cost_is_argon2id_s_and_high_by_default() -> None:
    data, _ = vault.create(pin=PIN)
    [slot] = vault._parse(data)
    assert (slot.cost.memory, slot.cost.passes, slot.cost.lanes) == (65536, 3, 4)


def test_a_key_store_opens_its_vault() -> None:
    store = Store()
    data, key = vault.create(store=store)
    assert not vault.needs_pin(data)
    assert raw(vault.unlock(data, store=store)) == raw(key)
    store.locked = True
    with pytest.raises(KeyStoreLocked):
        vault.unlock(data, store=store)
    with pytest.raises(KeyStoreLocked):
        vault.unlock(data, pin=PIN)
    with pytest.raises(KeyStoreLocked):
        vault.unlock(data, store=Store())


def test_either_of_two_slots_opens() -> None:
    store = Store()
    data, key = vault.create(pin=PIN, store=store, cost=CHEAP)
    assert raw(vault.unlock(data, pin=PIN)) == raw(vault.unlock(data, store=store)) == raw(key)
    store.locked = True
    assert raw(vault.unlock(data, pin=PIN, store=store)) == raw(key)
    for closed in (store, Store()):  # locked, and one that knows nothing of this vault
        with pytest.raises(KeyStoreLocked):
            vault.unlock(data, store=closed)
    with pytest.raises(WrongPin):
        vault.unlock(data, pin="0000", store=store)


def test_a_slot_for_both_needs_both() -> None:
    store = Store()
    data, key = vault.create(pin=PIN, store=store, both=True, cost=CHEAP)
    assert raw(vault.unlock(data, pin=PIN, store=store)) == raw(key)
    with pytest.raises(KeyStoreLocked):
        vault.unlock(data, pin=PIN)
    with pytest.raises(WrongPin):
        vault.unlock(data, store=store)
    with pytest.raises(WrongPin):
        vault.unlock(data, pin="4712", store=store)


def test_a_pin_is_changed_without_changing_the_key() -> None:
    store = Store()
    data, key = vault.create(pin=PIN, store=store, cost=CHEAP)
    changed = vault.change_pin(data, "1234", pin=PIN)
    assert raw(vault.unlock(changed, pin="1234")) == raw(vault.unlock(changed, store=store)) == raw(key)
    with pytest.raises(WrongPin):
        vault.unlock(changed, pin=PIN)
    with pytest.raises(WrongPin):
        vault.change_pin(data, "1234", pin="0000")


def test_a_vault_without_any_way_in_is_not_made() -> None:
    with pytest.raises(WrongPin):
        vault.create()


DATA, KEY = vault.create(pin=PIN, cost=CHEAP)


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_a_changed_vault_never_opens(at: int, change: int) -> None:
    changed = bytearray(DATA)
    changed[at] ^= change
    try:
        costs = [slot.cost for slot in vault._parse(bytes(changed))]
    except CryptoError:
        return
    if any(cost.memory > 1 << 14 or cost.passes > 8 for cost in costs):
        return  # bounded, but slow to try
    with pytest.raises(CryptoError):
        vault.unlock(bytes(changed), pin=PIN)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(CryptoError):
        vault.unlock(data, pin=PIN)


def test_a_vault_asking_for_absurd_work_is_refused() -> None:
    [slot] = vault._parse(DATA)
    for cost in (Cost(1 << 21, 1, 1), Cost(64, 33, 1), Cost(64, 1, 17), Cost(4, 1, 1)):
        huge = vault._encode([vault._Slot(slot.kind, "", slot.salt, cost, slot.wrapped)])
        with pytest.raises(CryptoError, match="not a number from"):
            vault.unlock(huge, pin=PIN)


def test_a_vault_is_put_in_place_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "vault"
    vault.save(path, b"one")
    vault.save(path, DATA)
    assert path.read_bytes() == DATA
    assert list(tmp_path.iterdir()) == [path]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


class Broken(keyring.backend.KeyringBackend):
    priority = -1  # keyring knows every backend there is: none of these may be what it finds by itself

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.PasswordSetError

    def delete_password(self, service: str, username: str) -> None:
        raise keyring.errors.PasswordDeleteError


class InMemory(Broken):
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> object:
    before = keyring.get_keyring()
    keyring.set_keyring(request.param())
    yield
    keyring.set_keyring(before)


@pytest.mark.parametrize("backend", [InMemory], indirect=True)
@pytest.mark.usefixtures("backend")
def test_the_system_s_key_store_is_used() -> None:
    data, key = vault.create(store=vault.SystemKeyStore())
    assert raw(vault.unlock(data, store=vault.SystemKeyStore())) == raw(key)


@pytest.mark.parametrize("backend", [Broken], indirect=True)
@pytest.mark.usefixtures("backend")
def test_a_locked_system_key_store_is_said_to_be_locked() -> None:
    with pytest.raises(KeyStoreLocked):
        vault.create(store=vault.SystemKeyStore())
    with pytest.raises(KeyStoreLocked):
        vault.SystemKeyStore().get("x")
