"""The relay's database and its traffic hold nothing of the patient; nor does the patient's own disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from hemmonitor import clock
from hemmonitor.bootstrap import DATABASE, VAULT, Profile
from hemmonitor.errors import HemmonitorError, StorageError, WrongPin
from hemmonitor.relay.server import RelayServer
from tests.whole.tap import Tap, tapped
from tests.whole.world import PERSON, PIN, clinic_of, found_with_patient, home_of, once, pressure

MESSAGE = "Jag var yr i morse, needle-in-a-message"
RAW = bytes.fromhex("1e8a00580078000000041114293b3c00012700")


def needles() -> list[bytes]:
    person = PERSON.patient
    texts = [
        person.name,
        person.given_name,
        person.number,
        person.phone,
        MESSAGE,
        "blood_pressure",
        "systolic",
    ]
    # figures as text would be found by chance; the record's own bytes would not
    return [t.encode() for t in texts] + [person.name.encode("utf-16-le"), RAW, RAW.hex().encode()]


def on_disk(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


async def measured(folder: Path, tap: Tap) -> None:
    await found_with_patient(folder, tap.url)
    patient, nurse = Profile.open(folder / "patient", pin=PIN), Profile.open(folder / "nurse", pin=PIN)
    try:
        home = home_of(patient)
        home.record(pressure(188, 114, clock.now(), RAW), clock.now())
        home.write(MESSAGE, clock.now())
        await once(patient)
        await once(nurse)
        record = clinic_of(nurse).record_of(patient.placed().mailbox)
        assert [m.provenance.raw for m in record.measurements] == [RAW]  # it did go through the wire
        assert [m.text for m in record.messages] == [MESSAGE]
    finally:
        patient.close()
        nurse.close()


async def test_neither_relay_nor_wire_nor_disk_holds_a_needle(tmp_path: Path) -> None:
    async with tapped(tmp_path / "relay.db") as tap:
        await measured(tmp_path, tap)
        heard = bytes(tap.heard)
    files = on_disk(tmp_path)
    assert {"relay.db", f"patient/{DATABASE}", f"nurse/{DATABASE}"} <= set(files)
    assert len(heard) > 20_000
    for needle in needles():
        assert needle not in heard, "the wire"
        for name, data in files.items():
            assert needle not in data, name
    assert not files[f"patient/{DATABASE}"].startswith(b"SQLite format 3")


async def test_a_wrong_pin_and_a_wrong_key_are_clear_errors(tmp_path: Path) -> None:
    with RelayServer(tmp_path / "relay.db") as relay:
        await found_with_patient(tmp_path, relay.url)
    with pytest.raises(WrongPin):
        Profile.open(tmp_path / "patient", pin="000000")
    (tmp_path / "patient" / VAULT).write_bytes((tmp_path / "nurse" / VAULT).read_bytes())
    with pytest.raises(StorageError) as caught:
        Profile.open(tmp_path / "patient", pin=PIN)
    assert caught.value.code == "storage.wrong_key"


async def test_a_lost_database_is_not_mistaken_for_a_new_one(tmp_path: Path) -> None:
    Profile.create(tmp_path / "p", pin=PIN).close()
    (tmp_path / "p" / DATABASE).rename(tmp_path / "elsewhere")
    with pytest.raises(HemmonitorError):
        Profile.open(tmp_path / "p", pin=PIN)
    assert not (tmp_path / "p" / DATABASE).exists()
