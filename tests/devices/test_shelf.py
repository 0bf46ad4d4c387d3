"""What is known of the person's devices, and kept."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from devices.events import Connected, Device, Information, Paired, Problem
from devices.memory import Forgetful
from devices.shelf import LOW_BATTERY, TOPIC, Entry, Shelf
from hemmonitor.errors import BondStale, DiskFull, StorageError

ZONE = dt.timezone(dt.timedelta(hours=1))
NOW = dt.datetime(2026, 11, 21, 9, 30, tzinfo=ZONE)
CUFF = Device("C4:64:E3:00:00:01", "UA-651BLE", "5001", "UA-651")


def told(battery: int | None, offset: dt.timedelta | None) -> Information:
    return Information(CUFF.address, "A&D", "UA-651", "5001", "1.0", battery, offset)


class Full(Forgetful):
    full = False

    def put(self, name: str, value: bytes) -> None:
        if self.full:
            raise DiskFull
        super().put(name, value)


def test_everything_is_there_after_a_restart() -> None:
    memory = Forgetful()
    shelf = Shelf(memory, lambda: NOW)
    shelf.heard(Paired(CUFF, ("blood_pressure", "and_medical")))
    shelf.heard(Connected(CUFF.address, ("blood_pressure", "and_medical")))
    shelf.heard(told(LOW_BATTERY, dt.timedelta(hours=1)))
    shelf.heard(Problem(BondStale(), CUFF.address))
    (entry,) = Shelf(memory, lambda: NOW).entries
    assert entry == shelf.entries[0]
    assert entry == Entry(
        CUFF,
        ("blood_pressure", "and_medical"),
        LOW_BATTERY,
        NOW,
        None,
        dt.timedelta(hours=1),
        "device.bond_stale",
    )
    assert entry.battery_low
    assert entry.clock_off


def test_a_new_contact_ends_a_fault_and_silence_keeps_what_was_known() -> None:
    shelf = Shelf(Forgetful(), lambda: NOW)
    shelf.put(CUFF)
    shelf.heard(told(50, None))
    shelf.heard(Problem(BondStale(), CUFF.address))
    shelf.heard(Connected(CUFF.address))
    shelf.heard(told(None, dt.timedelta(seconds=20)))
    (entry,) = shelf.entries
    assert (entry.battery, entry.fault, entry.clock_off, entry.battery_low) == (50, "", False, False)


def test_a_device_keeps_its_place_when_pairing_gives_it_another_address() -> None:
    shelf = Shelf(Forgetful(), lambda: NOW)
    scale = Device("C4:64:E3:00:00:02", "BF720")
    shelf.put(CUFF, ("blood_pressure",))
    shelf.put(scale)
    moved = Device("00:09:1F:00:00:01", "UA-651BLE", "5001", "UA-651")
    shelf.heard(Paired(moved))
    assert shelf.devices == (moved, scale)
    assert shelf.entries[0].kinds == ("blood_pressure",)
    shelf.remove(scale.address)
    assert shelf.devices == (moved,)
    assert shelf.find(CUFF.address) is None
    assert shelf.find("5001") == shelf.entries[0]


def test_a_disk_that_is_full_is_told_for_a_device_and_not_for_its_battery() -> None:
    memory = Full()
    shelf = Shelf(memory, lambda: NOW)
    shelf.put(CUFF)
    memory.full = True
    shelf.heard(told(12, None))
    assert shelf.entries[0].battery is None
    with pytest.raises(StorageError):
        shelf.heard(Paired(Device("C4:64:E3:00:00:02")))
    assert shelf.devices == (CUFF,)


def test_strangers_and_the_forms_of_earlier_versions_are_no_trouble() -> None:
    memory = Forgetful({TOPIC: json.dumps([{"address": CUFF.address, "name": "UA-651BLE"}]).encode()})
    shelf = Shelf(memory, lambda: NOW)
    shelf.heard(Connected("11:22:33:44:55:66"))
    assert shelf.entries == (Entry(Device(CUFF.address, "UA-651BLE")),)
