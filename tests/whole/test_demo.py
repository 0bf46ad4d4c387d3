"""The demonstration without a display: the whole story, in order, with a picture of each step."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

STORY = (
    "a relay listens",
    "the windows are open",
    "saved on the patient's computer",
    "red alert",
    "sealed and sent",
    "on the worklist",
    "threshold changed",
    "in force at the patient",
    "acknowledged",
    "read by Anna",
)
PICTURES = (
    "patient-home",
    "nurse-worklist",
    "patient-live",
    "patient-alert-red",
    "nurse-patient",
    "patient-read",
)


def test_the_whole_story(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hemmonitor", "demo", "--offscreen", "--output", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    at = -1
    for step in STORY:
        found = done.stdout.find(step, at + 1)
        assert found > at, f"{step!r} is not told in its place:\n{done.stdout}"
        at = found
    names = sorted(p.name for p in (tmp_path / "out").iterdir())
    for picture in PICTURES:
        assert any(picture in name for name in names), names
    assert "Gunnel" not in done.stderr
    assert not [p for p in tmp_path.iterdir() if p.name != "out"], "the demonstration leaves its data behind"
