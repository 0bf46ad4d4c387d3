"""The relay as a process of its own, as it runs at a care centre: ``hemmonitor relay``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def relay_process(database: Path) -> Iterator[str]:
    """Its address, while it runs."""
    command = [sys.executable, "-m", "hemmonitor", "relay", "--db", str(database), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert "listens on" in line, line
            yield line.split()[-1]
        finally:
            process.terminate()
            process.wait(20)
