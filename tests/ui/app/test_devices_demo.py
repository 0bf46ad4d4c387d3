"""``hemmonitor demo --devices``: acts of a person, of devices and of bad luck, from a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hemmonitor.__main__ import app

SCRIPT = """\
help
press 131 79 70
fail
take 38.4                # a comment
step 81.4 24.5
glucose 6.2
spot 97 66
blow 312 410
disk full
press 128 80 66
disk ok
wait 1
vanish cuff
radio off
wait 0.2
radio on
trace cuff
record
dance
press a b c
clock nothing 3
quit
take 39.9
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = tmp_path_factory.mktemp("demo") / "acts.txt"
    path.write_text(SCRIPT, encoding="utf-8")
    result = CliRunner().invoke(app, ["demo", "--devices", "--script", str(path)])
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def test_each_act_ends_in_the_record(told: list[str]) -> None:
    text = "\n".join(told)
    for figures in (
        "cuff: saved: blood_pressure: systolic 131",
        "thermometer: saved: temperature: body_temperature 38.4",
        "scale: saved: weight: body_weight 81.4",
        "glucose: saved: glucose: glucose 6.2",
        "oximeter: saved: oximetry: spo2 97",
        "lung: saved: spirometry: fev1 3.12",
        "cuff: failed: ",
    ):
        assert figures in text, figures
    recorded = told[told.index("> record") :]
    assert len([line for line in recorded if line.startswith("  20")]) >= 8


def test_bad_luck_is_told_and_costs_nothing(told: list[str]) -> None:
    text = "\n".join(told)
    assert "cuff: not saved (storage.disk_full); it is held and tried again" in text
    assert "cuff: saved: blood_pressure: systolic 128" in text
    assert "? dance: there is no such act; say help" in told
    assert "? press: that needs other words; say help" in told
    assert "? clock: that needs other words; say help" in told
    assert "39.9" not in text.split("> quit")[1]


def test_a_script_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["demo", "--script", str(tmp_path / "none")])
    assert result.exit_code != 0
