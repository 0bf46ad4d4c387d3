from __future__ import annotations

import pytest

from devices.agent import address_of
from devices.link import Answer, PasskeyDesk, uuid
from devices.profile import profiles_of, profiles_with

ADDRESS = "C4:64:E3:11:22:33"


async def typed(_address: str) -> int | None:
    return 4711


def test_a_number_becomes_a_full_uuid() -> None:
    assert uuid("2A35") == "00002a35-0000-1000-8000-00805f9b34fb"
    assert uuid("0000FEE0-0000-3512-2118-0009AF100700") == "0000fee0-0000-3512-2118-0009af100700"


def test_the_device_in_a_bluez_path() -> None:
    assert address_of("/org/bluez/hci0/dev_C4_64_E3_11_22_33") == ADDRESS


async def test_nobody_is_asked_by_default() -> None:
    desk = PasskeyDesk()
    with desk.pairing(ADDRESS):
        assert await desk.request(ADDRESS) is None
        assert desk.answer(ADDRESS) is Answer.CANCELLED


async def test_the_answer_is_remembered_for_one_pairing() -> None:
    desk = PasskeyDesk(ask=typed)
    with desk.pairing(ADDRESS):
        assert desk.answer(ADDRESS) is Answer.NOT_ASKED
        assert await desk.request(ADDRESS) == 4711
        assert desk.answer(ADDRESS) is Answer.GIVEN
    assert desk.answer(ADDRESS) is Answer.NOT_ASKED


async def test_a_device_that_nobody_pairs_gets_no_passkey() -> None:
    desk = PasskeyDesk(ask=typed)
    assert await desk.request(ADDRESS) is None
    with desk.pairing("C4:64:E3:00:00:00"):
        assert await desk.request(ADDRESS) is None


@pytest.mark.parametrize("passkey", [-1, 1_000_000])
async def test_a_passkey_has_six_digits(passkey: int) -> None:
    async def ask(_address: str) -> int | None:
        return passkey

    desk = PasskeyDesk(ask=ask)
    with desk.pairing(ADDRESS):
        assert await desk.request(ADDRESS) is None
        assert desk.answer(ADDRESS) is Answer.CANCELLED


def test_profiles_by_service_and_by_characteristic() -> None:
    assert [one.kind for one in profiles_of([uuid("180F"), uuid("1810")])] == ["blood_pressure"]
    assert [one.kind for one in profiles_with([uuid("2A35")])] == ["blood_pressure"]
    assert not profiles_of([uuid("180F")])
    assert not profiles_with([uuid("2A36")])
