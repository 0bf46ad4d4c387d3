"""Opening, locking, failing to open: PIN and back-off, a second program, a newer or damaged database."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from hemmonitor import errors
from hemmonitor.bootstrap import DATABASE, VAULT, Place, Profile
from hemmonitor.crypto import vault
from hemmonitor.crypto.keys import SigningKey, random_id
from hemmonitor.crypto.membership import found_centre
from hemmonitor.errors import HemmonitorError
from hemmonitor.settings import Settings
from hemmonitor.store.cipher import connect
from tests.ui.start.conftest import Computers
from tests.ui.start.stage import PIN, Machine
from ui.app.tries import FIRST_PAUSE, LONGEST_PAUSE, Tries, pause
from ui.start.words import CODES, trouble
from ui.theme import Face

FAMILIES = {"error", "storage", "crypto", "protocol", "input"}
NOW = dt.datetime(2026, 11, 21, 9, 20, tzinfo=dt.UTC)


@pytest.fixture
def patient(computer: Computers, tmp_path: Path) -> Callable[..., Machine]:
    """A patient's computer that was enrolled long ago, started."""

    def make(**options: object) -> Machine:
        folder = tmp_path / "patient" / "patient"
        if not folder.exists():
            settled(folder)
        return computer("patient", Face.PATIENT, **options)

    return make


def settled(folder: Path) -> None:
    """A profile with a place, without a relay: the centre is not there today."""
    profile = Profile.create(folder, pin=PIN)
    root = SigningKey.generate()
    entry = found_centre(root, root.public, "centre", None, NOW)
    place = Place(
        "http://127.0.0.1:9",
        random_id(),
        root.fingerprint.hex(),
        "patient",
        mailbox=random_id(),
    )
    profile.settle(place, [entry])
    profile.close()


def wrong(machine: Machine, pin: str = "000111") -> None:
    machine.type("pin", pin)
    machine.click("forward")
    machine.until(lambda: "PIN" in machine.texts() and not machine.value("pin"))


def test_the_right_pin_opens_by_keypad(patient: Callable[..., Machine]) -> None:
    machine = patient()
    machine.until(lambda: machine.shows("pin"))
    for digit in "2718281":
        machine.click(f"key_{digit}")
    machine.click("key_erase")
    assert machine.value("pin") == PIN
    machine.click("forward")
    machine.until(lambda: machine.shows("go_home"))


def test_a_wrong_pin_is_said_and_the_field_is_empty(patient: Callable[..., Machine]) -> None:
    machine = patient()
    wrong(machine)
    machine.until(lambda: "That PIN is not right" in machine.texts())
    machine.unlock()
    machine.until(lambda: machine.shows("go_home"))


def test_after_three_wrong_pins_there_is_a_wait_that_restarting_does_not_end(
    patient: Callable[..., Machine],
) -> None:
    machine = patient()
    for _ in range(3):
        machine.until(lambda: machine.find("pin").isEnabled())
        wrong(machine)
    machine.until(lambda: "wrong several times" in machine.texts())
    assert not machine.find("pin").isEnabled()
    assert not machine.find("forward").isEnabled()
    machine.end()
    machine.later = dt.timedelta(seconds=5)
    machine.start()
    assert not machine.find("pin").isEnabled()
    machine.end()
    machine.later = dt.timedelta(seconds=FIRST_PAUSE + 5)
    machine.start()
    machine.unlock()
    machine.until(lambda: machine.shows("go_home"))
    kept = json.loads((machine.folder / "patient" / "tries.json").read_text())
    assert kept["wrong"] == 0


def test_the_wait_ends_by_itself(patient: Callable[..., Machine]) -> None:
    machine = patient()
    for _ in range(3):
        machine.until(lambda: machine.find("pin").isEnabled())
        machine.still = NOW
        wrong(machine)
    machine.end()
    machine.later = dt.timedelta(seconds=FIRST_PAUSE - 2)
    machine.start()
    assert not machine.find("pin").isEnabled()
    machine.until(lambda: machine.find("pin").isEnabled(), seconds=30)
    assert "wrong several times" not in machine.texts()


def test_the_program_is_locked_when_nobody_touches_it(patient: Callable[..., Machine]) -> None:
    machine = patient()
    machine.unlock()
    machine.until(lambda: machine.shows("go_home"))
    assert machine.desktop is not None
    assert machine.desktop.program is not None
    inside = machine.desktop.program.window
    where = inside.geometry()
    dialog = QDialog(inside)
    dialog.show()
    machine.later = dt.timedelta(minutes=14)
    look(machine)
    assert machine.window is inside
    machine.later = dt.timedelta(minutes=16)
    look(machine)
    assert machine.window is not inside
    assert not inside.isVisible()
    assert not dialog.isVisible()
    assert machine.window.geometry() == where
    assert "locked itself" in machine.texts()
    wrong(machine)
    machine.until(lambda: "That PIN is not right" in machine.texts())
    machine.unlock()
    machine.until(lambda: machine.shows("go_home"))
    assert machine.window is inside
    assert dialog.isVisible()
    dialog.close()


def look(machine: Machine) -> None:
    """The watch looks, as it does every few seconds."""
    assert machine.desktop is not None
    assert machine.desktop._lock is not None
    machine.desktop._lock.idle.look()
    machine.settle()


def test_a_touch_puts_the_lock_off(patient: Callable[..., Machine]) -> None:
    machine = patient()
    machine.unlock()
    machine.until(lambda: machine.shows("go_home"))
    handle = machine.window.windowHandle()
    handle.requestActivate()
    machine.settle()
    machine.later = dt.timedelta(minutes=10)
    QTest.keyClick(handle, Qt.Key.Key_Space)
    machine.settle()
    machine.later = dt.timedelta(minutes=20)
    look(machine)
    assert machine.shows("go_home")
    machine.later = dt.timedelta(minutes=40)
    QTest.keyClick(handle, Qt.Key.Key_Space)  # the computer slept, and this is the first key
    machine.settle()
    assert "locked itself" in machine.texts()


def test_ctrl_l_locks_at_once_and_closing_then_ends_it_all(patient: Callable[..., Machine]) -> None:
    machine = patient()
    machine.unlock()
    machine.until(lambda: machine.shows("go_home"))
    QTest.keyClick(machine.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    machine.until(lambda: "locked itself" in machine.texts())
    machine.window.close()
    machine.settle()
    assert machine.desktop is not None
    assert machine.desktop.program is not None
    assert not machine.desktop.program.window.isVisible()


def test_no_lock_is_set_where_the_settings_say_so(patient: Callable[..., Machine], tmp_path: Path) -> None:
    chosen = Settings(data_dir=tmp_path / "patient", language="en", theme="light", auto_lock_minutes=0)
    machine = patient(settings=chosen)
    machine.unlock()
    machine.until(lambda: machine.shows("go_home"))
    assert machine.desktop is not None
    assert machine.desktop._lock is not None
    machine.later = dt.timedelta(days=2)
    look(machine)
    assert machine.shows("go_home")
    machine.desktop.lock()
    machine.settle()
    assert "locked itself" in machine.texts()


def test_a_second_program_is_told_before_the_pin(patient: Callable[..., Machine]) -> None:
    first = patient()
    first.until(lambda: first.shows("pin"))
    second = Machine(first.folder, Face.PATIENT).start()
    assert "Hemmonitor is already running" in second.texts()
    assert "Everything that was saved is still there" in second.texts()
    assert "Look for its window" in second.texts()
    second.click("again")
    assert "Hemmonitor is already running" in second.texts()
    first.end()
    second.click("again")
    second.unlock()
    second.until(lambda: second.shows("go_home"))
    second.end()


def test_also_while_there_is_nothing_to_open_yet(computer: Computers) -> None:
    first = computer("machine", Face.PATIENT)
    first.until(lambda: first.shows("language_sv"))
    second = Machine(first.folder, Face.PATIENT).start()
    assert "Hemmonitor is already running" in second.texts()
    second.end()


def test_a_newer_database_is_left_alone(patient: Callable[..., Machine]) -> None:
    machine = patient()
    machine.end()
    folder = machine.folder / "patient"
    with vault.unlock((folder / VAULT).read_bytes(), pin=PIN).database_key() as key:
        connection = connect(folder / DATABASE, key)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = (folder / DATABASE).read_bytes()
    machine.start()
    machine.unlock()
    machine.until(lambda: "A newer version of Hemmonitor" in machine.texts())
    assert "Install the newest version" in machine.texts()
    machine.end()
    assert (folder / DATABASE).read_bytes() == before


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / VAULT).write_bytes(b"\xff" * 40), "is damaged"),
        (lambda folder: (folder / DATABASE).unlink(), "could not be opened"),
        (
            lambda folder: (folder / DATABASE).write_bytes(b"SQLite format 3\0" * 300),
            "not locked as it should",
        ),
        (lambda folder: (folder / DATABASE).write_bytes(b"noise" * 4000), "do not fit this computer's key"),
    ],
    ids=["vault", "missing", "plain", "noise"],
)
def test_what_is_damaged_is_said(
    patient: Callable[..., Machine], spoil: Callable[[Path], object], said: str
) -> None:
    machine = patient()
    machine.end()
    spoil(machine.folder / "patient")
    machine.start()
    if machine.shows("pin"):
        machine.unlock()
    machine.until(lambda: said in machine.texts())
    assert machine.shows("again")


def test_a_mistake_in_the_settings_is_shown(computer: Computers, tmp_path: Path) -> None:
    machine = computer(
        "machine", settings=Settings(data_dir=tmp_path / "machine", face="room", language="en")
    )
    assert "A setting of this computer has a mistake" in machine.texts()
    assert "room" in machine.said("detail")


def test_choices_that_cannot_be_read_are_asked_again(computer: Computers, tmp_path: Path) -> None:
    (tmp_path / "machine").mkdir()
    (tmp_path / "machine" / "machine.json").write_text('{"face": "harbour"')
    assert computer("machine").shows("face_patient")


# --- the pause -------------------------------------------------------------------------------------


def test_the_pause_grows_and_is_bounded() -> None:
    pauses = [pause(count) for count in range(100)]
    assert pauses[:5] == [0, 0, 0, FIRST_PAUSE, 2 * FIRST_PAUSE]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


def test_a_clock_set_back_or_a_damaged_count_neither_frees_nor_locks_out(tmp_path: Path) -> None:
    now = NOW
    tries = Tries(tmp_path, lambda: now)
    for _ in range(3):
        tries.wrong()
    assert tries.wait() == FIRST_PAUSE
    now = NOW - dt.timedelta(days=400)
    assert Tries(tmp_path, lambda: now).wait() == FIRST_PAUSE
    (tmp_path / "tries.json").write_text("[]")
    assert Tries(tmp_path, lambda: now).wait() == FIRST_PAUSE


# --- words -----------------------------------------------------------------------------------------


def every_error(kind: type[HemmonitorError] = HemmonitorError) -> set[str]:
    """Codes of every error that can arise while opening, enrolling or founding."""
    codes = {kind.code} | {code for sub in kind.__subclasses__() for code in every_error(sub)}
    return {code for code in codes if code.partition(".")[0] in FAMILIES}


@pytest.mark.parametrize("code", sorted(every_error()))
def test_every_error_says_what_was_kept_and_what_to_do(code: str, qapp: object) -> None:
    told = trouble(code)
    assert told.title
    assert told.kept
    assert told.todo
    if code != "error":
        assert told != trouble("error"), "an error of a known family has words of that family"


def test_those_with_words_of_their_own_are_all_different(qapp: object) -> None:
    assert set(CODES) <= every_error()
    assert len({trouble(code).title for code in CODES}) == len(CODES)
    assert errors.DatabaseInUse.code in CODES
