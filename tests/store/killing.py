"""Run a program as a process of its own and kill it -9 at a chosen moment. For every test that kills.

The program prints one line when it is about to begin, and then a line for each thing that it has shown as
done. What it printed before it died is what must be found again.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).parents[2]
BEGIN = "begin"


def run_and_kill(
    arguments: Sequence[str],
    *,
    seconds: float,
    enough: Callable[[Sequence[str]], bool] = lambda _lines: True,
    environment: Mapping[str, str] | None = None,
) -> list[str]:
    """Start Python with ``arguments``, kill it ``seconds`` after it printed ``begin`` and then ``enough``.

    Returns the whole lines it printed after ``begin``. Fails when it ended by itself.
    """
    process = subprocess.Popen(  # arguments are the test's own
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process, process.stdout as output:
        try:
            assert output.readline() == f"{BEGIN}\n"
            printed: list[str] = []
            ready = Event()

            def read() -> None:
                for line in output:
                    printed.append(line)
                    if enough(printed):
                        ready.set()
                ready.set()

            reader = Thread(target=read)
            reader.start()
            if not enough(printed):
                ready.wait()
            time.sleep(seconds)
        finally:
            process.send_signal(signal.SIGKILL)
        reader.join()
    assert process.returncode == -signal.SIGKILL, f"ended by itself with {process.returncode}"
    return [line[:-1] for line in printed if line.endswith("\n")]
