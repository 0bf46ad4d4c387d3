"""``hemmonitor evaluate``: findings of a scenario file on standard output, a mistake as one line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCENARIO = Path(__file__).parent / "scenarios" / "heart_failure_sudden_worsening.json"


def evaluate(file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hemmonitor", "evaluate", str(file)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_findings_are_printed_with_their_reasons() -> None:
    done = evaluate(SCENARIO)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["level"] == "red"
    red = found["open"][0]
    assert (red["rule"], red["kind"], red["limit"]["limit"]) == ("trend", "weight", "82.1")
    assert red["source"]
    assert red["facts"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "line 1 column 2"),
        ("[]", "scenario: not an object"),
        ('{"now": "2025-03-01T08:00:00Z", "measurements": [{"kind": "weight"}]}', "measurements[0]: 'at'"),
    ],
)
def test_a_broken_file_is_told_in_one_line(content: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text(content, encoding="utf-8")
    done = evaluate(file)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert str(file) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = evaluate(tmp_path / "none.json")
    assert done.returncode == 1
    assert "none.json: No such file" in done.stderr
