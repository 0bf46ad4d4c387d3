"""The commands as real processes: what they write, what they refuse, and what stays when they are stopped."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import select
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from hemmonitor.bootstrap import claim
from hemmonitor.interop.watch import Watch
from hemmonitor.model.access import Deed
from hemmonitor.model.measurement import Component, Origin
from tests.moving.conftest import READINGS, ROOT, World, environment
from tests.whole.world import PERSON, PIN

DATA = ROOT / "tests" / "interop" / "data"
PHRASE = "fyra ord på rad"
CSV = "Date,Systolic,Diastolic\n2026-01-02 08:00,131,82\n2026-01-02 20:00,129,x1\n2026-01-03 08:00,127,81\n"


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


# --- export ------------------------------------------------------------------------------------


def test_an_export_is_written_under_a_safe_name_for_its_owner_alone(world: World, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = world.run("export", "csv", out, "--face", "patient")
    assert done.returncode == 0, done.stderr
    path = only_file(out)
    assert done.stdout == f"{path}\n"
    assert "not encrypted" in done.stderr
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert PERSON.patient.number not in path.name
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert sum(row["component"] == "systolic" for row in rows) == READINGS
    again = world.call("export", "csv", path, "--face", "patient")
    assert (again.returncode, again.stdout) == (1, "")
    assert "--replace" in again.stderr


@pytest.mark.parametrize(
    ("output", "start"),
    [
        ("fhir", b'{"resourceType":"Bundle"'),
        ("ndjson", b'{"resourceType":"Patient"'),
        ("xlsx", b"PK"),
        ("ics", b"BEGIN:VCALENDAR"),
        ("pdf", b"%PDF"),
        ("extract", b"PK"),
    ],
)
def test_a_nurse_exports_a_patient_in_every_form(
    output: str, start: bytes, world: World, tmp_path: Path
) -> None:
    path = tmp_path / "x"
    done = world.call("export", output, path, "--face", "nurse", "--language", "en")
    assert done.returncode == 0, done.stderr
    assert path.read_bytes().startswith(start)
    assert [a.body.deed for a in world.record("nurse").accesses] == [Deed.EXPORTED]
    assert PERSON.patient.name not in done.stdout + done.stderr


def test_a_team_is_exported_in_one_file(world: World, tmp_path: Path) -> None:
    done = world.call("export", "ndjson", tmp_path / "x", "--team", "--face", "nurse")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in (tmp_path / "x").read_text("utf-8").splitlines()]
    assert sum(line["resourceType"] == "Observation" for line in lines) >= READINGS


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("export", "csv", "{}/x", "--face", "patient"), "000000", "crypto.wrong_pin"),
        (("export", "csv", "{}/x", "--face", "patient"), "", "nothing was given"),
        (("export", "csv", "{}/x"), PIN, "--face patient or --face nurse"),
        (("export", "csv", "{}/x", "--face", "room"), PIN, "one of patient, nurse"),
        (("export", "csv", "{}/no/x", "--face", "patient"), PIN, "no such folder"),
        (("export", "pdf", "{}/x", "--team", "--face", "nurse"), PIN, "CSV or FHIR"),
        (("export", "csv", "{}/x", "--patient", "194809132386", "--face", "nurse"), PIN, "no such patient"),
        (("export", "csv", "{}/x", "--face", "patient", "--language", "fi"), PIN, "sv or en"),
        (("gateway", "http://fhir.example", "--face", "nurse"), PIN, "https://"),
        (("gateway", "http://127.0.0.1:9", "--face", "patient"), PIN, "computer of the care centre"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_leaves_nothing(
    arguments: tuple[str, ...], typed: str, said: str, world: World, tmp_path: Path
) -> None:
    done = world.call(*(a.format(tmp_path) for a in arguments), typed=typed)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "x").exists()


def test_a_profile_that_another_program_holds_is_left_alone(world: World, tmp_path: Path) -> None:
    held = claim(world.data / "patient")
    try:
        done = world.call("export", "csv", tmp_path / "x", "--face", "patient")
    finally:
        held.release()
    assert (done.returncode, "storage.in_use" in done.stderr) == (1, True)


def test_wrong_pins_are_counted_with_those_at_the_door(world: World, tmp_path: Path) -> None:
    for _ in range(3):
        world.call("export", "csv", tmp_path / "x", "--face", "patient", typed="000000")
    done = world.call("export", "csv", tmp_path / "x", "--face", "patient")
    assert done.returncode == 1
    assert "too many wrong PINs" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a controlling terminal is taken Linux's way")
def test_at_a_terminal_the_pin_is_not_shown(world: World, tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    shell = ["sh", "-c", 'terminal=$1; shift; exec "$@" <"$terminal" 2>"$terminal"', "sh", os.ttyname(theirs)]
    command = [*shell, *world.command("export", "csv", tmp_path / "x", "--face", "patient")]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, start_new_session=True
    )
    shown = b""
    for awaited, answer in ((b"PIN: ", f"{PIN}\n".encode()), (b"not encrypted", b"")):
        while awaited not in shown and select.select([ours], [], [], 60)[0]:
            shown += os.read(ours, 1000)
        assert awaited in shown, shown
        os.write(ours, answer)
    assert process.wait(60) == 0
    os.close(ours)
    os.close(theirs)
    assert PIN.encode() not in shown
    assert b"csv [" in shown  # progress


# --- import ------------------------------------------------------------------------------------


def test_an_import_is_shown_first_stored_when_said_so_and_taken_back(world: World, tmp_path: Path) -> None:
    file = tmp_path / "readings.csv"
    file.write_text(CSV, "utf-8")
    looked = world.run("import", file, "--face", "patient")
    assert looked.returncode == 0, looked.stderr
    assert "2  blood_pressure" in looked.stdout
    assert "line 3, column 3: not a number" in looked.stdout
    assert "x1" not in looked.stdout
    assert "Nothing was stored" in looked.stderr
    assert len(world.record().measurements) == READINGS
    done = world.run("import", file, "--yes", "--json", "--face", "patient")
    assert json.loads(done.stdout)["measurements"] == {"blood_pressure": 2}
    found = world.record().measurements[:2]
    assert [m.value(Component.SYSTOLIC) for m in found] == [131, 127]
    assert {m.provenance.origin for m in found} == {Origin.IMPORTED}
    assert {m.taken_at.utcoffset() for m in found} == {dt.timedelta(hours=1)}
    again = world.call("import", file, "--yes", "--zone", "Europe/Stockholm", "--face", "patient")
    assert "2  here already" in again.stdout
    undone = world.run("import", "--undo", "--yes", "--face", "patient")
    assert undone.returncode == 0, undone.stderr
    assert len(world.record().measurements) == READINGS
    nothing = world.call("import", "--undo", "--yes", "--face", "patient")
    assert (nothing.returncode, "no import to undo" in nothing.stderr) == (1, True)


def test_columns_may_be_named_where_no_heading_says_it(world: World, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("when;a;b\n03/04/2026 08:00;131;82\n", "utf-8")
    asked = world.call("import", file, "--yes", "--face", "patient")
    assert (asked.returncode, "line 1: it cannot be told" in asked.stderr) == (1, True)
    columns = [part for text in ("1=moment", "2=systolic", "3=diastolic") for part in ("--column", text)]
    done = world.call(
        "import", file, "--yes", *columns, "--day-first", "--zone", "Europe/Stockholm", "--face", "patient"
    )
    assert done.returncode == 0, done.stderr
    assert world.record().measurements[0].taken_at.isoformat() == "2026-04-03T08:00:00+02:00"
    for wrong in ("systolic", "0=moment", "1=height", "1=systolic:stone", "2=systolic"):
        done = world.call("import", file, "--column", wrong, "--face", "patient")
        assert (done.returncode, "input" in done.stderr) == (1, True), wrong


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("half.csv", b'Date,Systolic,Diastolic\n"2026-01-02 08:00,131', "line 2"),
        ("bomb.zip", None, "unpacks to"),
        (
            "entity.xml",
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><HealthData>&a;</HealthData>',
            "",
        ),
        ("noise.bin", bytes(range(256)) * 8, "line 1: not a text file"),
    ],
)
def test_a_hostile_file_is_an_error_with_its_place_and_changes_nothing(
    name: str, content: bytes | None, said: str, world: World, tmp_path: Path
) -> None:
    file = tmp_path / name
    if content is None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("apple_health_export/export.xml", b"<HealthData>" + b" " * (40 << 20))
    else:
        file.write_bytes(content)
    before = (world.data / "patient" / "journal.db").read_bytes()
    done = world.call("import", file, "--yes", "--face", "patient")
    assert (done.returncode, done.stdout) == (1, ""), done.stdout
    assert "input.file" in done.stderr
    assert said in done.stderr
    assert (world.data / "patient" / "journal.db").read_bytes() == before


# --- stopped -----------------------------------------------------------------------------------


def _with_interrupts() -> None:
    """As in a terminal: a shell's background jobs begin with Ctrl-C ignored, and pass that on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_stopped_says_so_and_lets_go(number: int, world: World, tmp_path: Path) -> None:
    process = subprocess.Popen(
        world.command("export", "csv", tmp_path / "x", "--face", "patient"),
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_with_interrupts,  # noqa: PLW1509 - no threads that matter to it
    )
    assert process.stderr is not None
    assert process.stderr.readline().startswith("PIN")
    process.send_signal(number)
    out, said = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert "stopped" in said
    assert "Traceback" not in said
    assert not list(tmp_path.glob("x*"))
    claim(world.data / "patient").release()


def test_what_was_half_written_goes_when_it_is_stopped(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_self: Watch, items: Iterable[object], _total: int | None = None) -> Iterator[object]:
        yield next(iter(items))
        assert (tmp_path / "x.part").exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(Watch, "over", stop)
    done = world.call("export", "csv", tmp_path / "x", "--face", "patient")
    assert (done.returncode, done.stdout) == (130, "")
    assert not list(tmp_path.glob("x*"))


# --- backup ------------------------------------------------------------------------------------


def test_a_backup_is_put_back_on_the_same_computer_and_on_no_other_persons(
    world: World, tmp_path: Path
) -> None:
    path = tmp_path / "b"
    done = world.run("backup", path, "--face", "patient", typed=f"{PIN}\n{PHRASE}")
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = world.record()
    again = world.call("restore", path, "--yes", "--face", "patient", typed=f"{PIN}\n{PHRASE}")
    assert "0 entries were not here" in again.stderr
    wrong = world.call("restore", path, "--yes", "--face", "patient", typed=f"{PIN}\nfyra fel ord här")
    assert (wrong.returncode, "crypto.wrong_pin" in wrong.stderr) == (1, True)
    cut = tmp_path / "cut"
    cut.write_bytes(path.read_bytes()[:-40])
    half = world.call("restore", cut, "--yes", "--face", "patient", typed=f"{PIN}\n{PHRASE}")
    assert (half.returncode, "damaged" in half.stderr) == (1, True)
    assert world.record().measurements == before.measurements
    short = world.call("backup", tmp_path / "s", "--face", "patient", typed=f"{PIN}\nkort")
    assert (short.returncode, (tmp_path / "s").exists()) == (1, False)
