"""How the commands speak with a person: results, questions, secrets, progress, and being stopped.

Rules:
- What was asked for goes to standard output, all else to standard error.
- A secret is never an argument. It is typed without an echo, or read as a line where input is no terminal,
  such as from a service manager's credential file.
- Ctrl-C and SIGTERM stop the work between two steps. What is being stored is stored whole first.
"""

from __future__ import annotations

import getpass
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from hemmonitor.errors import InputError

STOPPED = 130  # the exit code that shells give Ctrl-C
_WIDE = 30  # characters of the bar


class Terminal:
    """Standard input, output and error."""

    @property
    def answers(self) -> bool:
        """Whether somebody can be asked."""
        return sys.stdin.isatty()

    def say(self, text: str) -> None:
        """A result."""
        typer.echo(text)

    def tell(self, text: str) -> None:
        """What happens meanwhile."""
        typer.echo(text, err=True)

    def secret(self, prompt: str) -> str:
        """A PIN or passphrase. Raises ``InputError`` when there is none."""
        if self.answers:
            typed = getpass.getpass(f"{prompt}: ")
        else:
            self.tell(f"{prompt}: a line of standard input")
            typed = sys.stdin.readline().rstrip("\r\n")
        if not typed:
            raise InputError(f"{prompt}: nothing was given")
        return typed

    def ask(self, question: str) -> str:
        """A line, not shown again anywhere. Raises ``InputError`` where nobody can be asked."""
        if not self.answers:
            raise InputError(f"{question}: nobody can be asked here")
        typer.echo(f"{question}: ", err=True, nl=False)
        return sys.stdin.readline().strip()

    def agrees(self, question: str) -> bool:
        """Whether the person says yes; no where nobody can be asked."""
        if not self.answers:
            return False
        typer.echo(f"{question} [y/N] ", err=True, nl=False)
        return sys.stdin.readline().strip().casefold() in {"y", "yes", "j", "ja"}

    @contextmanager
    def progress(self, what: str) -> Iterator[Callable[[float], None]]:
        """A bar on standard error, where that is a terminal."""
        shown = sys.stderr.isatty()
        last = -1

        def tell(share: float) -> None:
            nonlocal last
            percent = int(100 * share)
            if shown and percent != last:
                last = percent
                bar = "#" * int(_WIDE * share)
                typer.echo(f"\r{what} [{bar:<{_WIDE}}] {percent:3d} %", err=True, nl=False)

        try:
            yield tell
        finally:
            if shown and last >= 0:
                typer.echo("\r\x1b[K", err=True, nl=False)


@contextmanager
def stoppable(terminal: Terminal) -> Iterator[None]:
    """SIGTERM stops like Ctrl-C; either ends the process with ``STOPPED`` and one line."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        terminal.tell("\nhemmonitor: stopped; nothing was left half done")
        raise typer.Exit(STOPPED) from None
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def unstopped() -> Iterator[None]:
    """A part that is not to be stopped in the middle; a stop that was asked for comes after it."""
    asked: list[int] = []
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda number, _frame: asked.append(number)) for number in signals]
    try:
        yield
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)
    if asked:
        raise KeyboardInterrupt
