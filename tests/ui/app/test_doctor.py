"""``hemmonitor doctor``: what it says, in both languages, and how it ends."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from devices.doctor import Trouble
from devices.events import Device
from devices.link import Advertisement
from devices.memory import Forgetful
from devices.replay import Recording, ReplayLink
from devices.serial_link import Port
from devices.shelf import Shelf
from hemmonitor import errors
from hemmonitor.__main__ import app
from hemmonitor.bootstrap import DATABASE, Profile
from hemmonitor.checkup import Part
from tests.ui.start.stage import PIN
from tests.ui.start.test_opening import settled
from ui import doctorwords, storewords
from ui.app import doctor
from ui.app.doctor import Asked, Kept, check
from ui.doctorwords import Line, Mark
from ui.format import Formatter
from ui.i18n import Language, Translations

NOW = dt.datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
CUFF = Device("C4:64:E3:00:00:01", "UA-651BLE", "5001", "UA-651")


class Off(ReplayLink):
    """A radio that is off."""

    @asynccontextmanager
    async def scan(self) -> AsyncIterator[AsyncIterator[Advertisement]]:
        raise errors.RadioOff
        yield  # pragma: no cover - a context manager needs one


def asked(memory: Forgetful | None = None, **more: object) -> Asked:
    link = ReplayLink([Recording(CUFF.address, CUFF.name, ("1810",))])
    options: dict[str, object] = {
        "link": lambda: link,
        "ports": lambda: (Port("/dev/null", "a port"),),
        **more,
    }
    form = Formatter(Language.EN, NOW.tzinfo or dt.UTC, colon=True)
    return Asked(form, lambda: NOW, memory, seconds=0.1, **options)  # type: ignore[arg-type]  # by name


def owned() -> tuple[Forgetful, Shelf]:
    memory = Forgetful()
    shelf = Shelf(memory, lambda: NOW - dt.timedelta(hours=2))
    shelf.put(CUFF, ("blood_pressure",))
    return memory, shelf


@pytest.fixture(autouse=True)
def _no_system_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pairing agent is the real one; there is no bus for it here."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/bus")


def said(of: Asked) -> tuple[str, bool]:
    lines: list[str] = []
    good = check(of, lines.append)
    return "\n".join(lines), good


def test_a_device_with_an_empty_battery_needs_mending(translations: Translations) -> None:
    from devices.events import Connected, Information

    memory, shelf = owned()
    shelf.heard(Connected(CUFF.address, ("blood_pressure",)))
    shelf.heard(Information(CUFF.address, "A&D", "UA-651", "5001", "1", 9, dt.timedelta()))
    text, good = said(asked(memory))
    assert not good
    assert "UA-651: last contact today" in text
    assert "battery 9 %, on the air now. The battery is at 9 %." in text
    assert "Change the batteries today." in text
    translations.use(Language.SV)
    assert "Batteriet är på 9 %." in said(asked(memory))[0]


def test_no_device_no_profile_and_a_profile_that_is_in_use(translations: Translations) -> None:
    assert "No device is connected" in said(asked(Forgetful()))[0]
    assert "No patient's profile" in said(asked())[0]
    assert "The program is running" in said(asked(closed=errors.DatabaseInUse()))[0]
    assert "type the PIN" in said(asked(closed=errors.InputError("PIN")))[0]


def test_bluetooth_that_is_off_is_the_first_line(translations: Translations) -> None:
    text, good = said(asked(link=lambda: Off([])))
    assert not good
    assert text.startswith("Mend  Bluetooth is switched off.\n      > Switch it on")


def test_every_trouble_and_every_device_error_has_words(translations: Translations) -> None:
    for trouble in Trouble:
        what, todo = doctorwords.trouble(trouble, "device.bond_stale", 10)
        assert what
        assert todo
    pending = [errors.DeviceError]
    while pending:
        kind = pending.pop()
        pending += kind.__subclasses__()
        assert all(doctorwords.fault(kind.code)), kind


def test_another_parts_section_is_said_too(
    monkeypatch: pytest.MonkeyPatch, translations: Translations
) -> None:
    sections = (lambda _asked: iter([Line(Mark.GOOD, "The database is whole.")]),)
    monkeypatch.setattr(doctor, "SECTIONS", sections)
    assert said(asked()) == ("OK    The database is whole.\n\nNothing needs mending.", True)


def test_every_fault_of_stored_data_has_words(translations: Translations) -> None:
    for part in Part:
        for face in ("patient", "nurse"):
            what, todo = storewords.fault(face, part, 2, "/somewhere")
            assert "{" not in what + todo
            assert what
            assert todo


def test_stored_data_is_looked_through(tmp_path: Path, translations: Translations) -> None:
    folder = tmp_path / "patient"
    settled(folder)
    profile = Profile.open(folder, pin=PIN)
    try:
        kept = (Kept("patient", folder, profile),)
        text, _ = said(asked(Forgetful(), kept=kept))
        assert "The patient's program: what is stored is whole." in text
        profile.journal.put("membership.0", b"\0")
        profile._trust = None
        text, good = said(asked(Forgetful(), kept=kept))
        assert not good
        assert "does not hold" in text
        assert str(folder) in text
    finally:
        profile.close()


def test_a_file_that_was_cut_off_is_said_in_plain_words(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "patient"
    settled(folder)
    (folder / DATABASE).write_bytes((folder / DATABASE).read_bytes()[:5000])
    lines: list[str] = []
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
    assert not doctor.run(tmp_path, None, "en", 0.1, lines.append)
    text = "\n".join(lines)
    assert "The patient's program: the stored data cannot be opened. It is damaged, or cut off." in text
    assert "restore your backup" in text


def test_the_command_without_a_radio_or_a_profile(tmp_path: Path, qapp: object) -> None:
    told = CliRunner().invoke(app, ["doctor", "--data", str(tmp_path), "--language", "sv", "--seconds", "1"])
    assert told.exit_code == 1
    assert "Bluetooth" in told.output
    assert "ingen patients profil" in told.output
    wrong = CliRunner().invoke(app, ["doctor", "--data", str(tmp_path), "--language", "de"])
    assert isinstance(wrong.exception, errors.InputError)
