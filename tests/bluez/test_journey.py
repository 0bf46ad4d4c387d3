"""The cuff measures on the real Linux stack, and the figure is on the patient's screen and at the nurse.

Under Xvfb with Qt's real xcb platform, in a process of its own (``tests.bluez.journey``). It is run by
``make test-journey``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bluez.machine import missing

pytestmark = pytest.mark.journey
SECONDS = 400


def test_the_figure_is_on_both_screens(tmp_path: Path) -> None:
    lacks = missing() or (None if shutil.which("xvfb-run") else "no xvfb-run: install Xvfb")
    if lacks is not None and os.environ.get("BLUEZ_REQUIRED"):
        pytest.fail(lacks)
    if lacks is not None:
        pytest.skip(lacks)
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"]
    done = subprocess.run(
        [*screen, sys.executable, "-m", "tests.bluez.journey", str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    assert "on the nurse's screen" in done.stdout
