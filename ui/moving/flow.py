"""What export, import, backup and restore have in common: steps, a bar while it runs, an end.

A flow is one widget with a step at a time. Its buttons stand in the host's foot (``foot``); the host shows
them anew on ``changed`` and takes the flow away on ``closed``.

Object names: moving_progress, moving_cancel, moving_close, moving_said.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from hemmonitor.errors import HemmonitorError
from ui.moving import words
from ui.moving.means import Means
from ui.moving.mover import Mover
from ui.theme import Zone
from ui.widgets.announce import announce
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine

AskSave = Callable[[QWidget, str], Path | None]
AskOpen = Callable[[QWidget], Path | None]


def ask_save(parent: QWidget, name: str) -> Path | None:
    """Where a file is to be written; the proposed name says nothing about the patient."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "", str(Path.home() / name))
    return Path(chosen) if chosen else None


def ask_open(parent: QWidget) -> Path | None:
    """Which file is to be read."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "", str(Path.home()))
    return Path(chosen) if chosen else None


class Flow(Themed, QWidget):
    """See the module. A subclass has steps, and calls ``show_step``, ``wait`` and ``end``."""

    changed = Signal()
    closed = Signal()

    def __init__(self, means: Means, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mover = Mover(means, self)
        self._buttons: list[Button] = []
        self._said: Callable[[], tuple[Zone, str, str]] | None = None
        self._waits: Callable[[], str] = str
        self._done: Callable[[object], None] = lambda _result: None
        self._step: QWidget | None = None
        self._before: tuple[QWidget, list[Button]] | None = None
        self.line = ZoneLine(Zone.GREEN)
        self.line.setObjectName("moving_said")
        self._busy = Card(padding=28)
        self._what = Label("", "heading")
        self.bar = QProgressBar()
        self.bar.setObjectName("moving_progress")
        self.bar.setTextVisible(False)
        self._busy.body.addWidget(self._what)
        self._busy.body.addWidget(self.bar)
        self._end = QWidget()
        self.cancel_button, self.close_button = (
            Button("", "neutral", icon="x"),
            Button("", "primary", low=True),
        )
        self.cancel_button.setObjectName("moving_cancel")
        self.close_button.setObjectName("moving_close")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        for part in (self.line, self._busy, self._end):
            self._column.addWidget(part)
            part.hide()
        self._column.addStretch(1)
        self.cancel_button.clicked.connect(self._cancelled)
        self.close_button.clicked.connect(self.leave)
        self.mover.progress.connect(self._progressed)
        self.mover.done.connect(self._ended)
        self.mover.failed.connect(self._failed)

    @property
    def title(self) -> str:
        """What this is, for the host's heading."""
        raise NotImplementedError

    @property
    def foot(self) -> list[Button]:
        """The buttons of this step, the one to go on with last."""
        return self._buttons

    def begin(self) -> None:
        """Start anew."""
        raise NotImplementedError

    def leave(self) -> None:
        """Stop what runs, and close."""
        self.mover.cancel()
        self.closed.emit()

    def add_step(self, step: QWidget) -> None:
        """A widget that is shown at one step."""
        step.hide()
        self._column.insertWidget(self._column.count() - 1, step)

    def show_step(self, step: QWidget, buttons: list[Button]) -> None:
        """Show one step, with these buttons."""
        if self._step is not None:
            self._step.hide()
        self._step, self._buttons = step, buttons
        step.show()
        self.line.setVisible(self._said is not None)
        self.changed.emit()

    def wait(self, what: Callable[[], str], done: Callable[[object], None]) -> None:
        """Show that something runs; ``done`` gets its result. A failure leads back to the present step."""
        assert self._step is not None
        self._before = (self._step, self._buttons)
        self._waits, self._done = what, done
        self._said = None
        self.bar.setRange(0, 0)
        self._what.setText(what())
        self.show_step(self._busy, [self.cancel_button])
        self.cancel_button.setFocus()

    def end(self, zone: Zone, said: Callable[[], tuple[str, str]], more: list[Button] | None = None) -> None:
        """Say how it ended."""
        self.say(zone, said)
        self.show_step(self._end, [*(more or []), self.close_button])
        self.close_button.setFocus()

    def say(self, zone: Zone, said: Callable[[], tuple[str, str]] | None) -> None:
        """A line over the step, in whatever language is in force; none takes it away."""
        if said is None:
            self._said = None
        else:
            self._said = lambda: (zone, *said())
            strong, rest = said()
            self._line(zone, strong, rest)
            announce(self, f"{strong} {rest}".strip(), urgent=zone is Zone.RED)
        self.line.setVisible(self._said is not None)

    def _line(self, zone: Zone, strong: str, rest: str) -> None:
        fresh = ZoneLine(zone, strong, rest)
        fresh.setObjectName("moving_said")
        self._column.replaceWidget(self.line, fresh)
        self.line.hide()
        self.line.deleteLater()
        self.line = fresh
        fresh.show()

    def retranslate(self) -> None:
        self.cancel_button.setText(self.tr("Cancel"))
        self.close_button.setText(self.tr("Close"))
        self._what.setText(self._waits())
        self.bar.setAccessibleName(self._waits())
        if self._said is not None:
            self._line(*self._said())

    # --- what the mover tells --------------------------------------------------------------------

    def _progressed(self, share: float) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(int(1000 * share))

    def _ended(self, result: object) -> None:
        self._before = None
        self._done(result)

    def _failed(self, error: HemmonitorError) -> None:
        self._back()
        self.say(Zone.RED, lambda: (words.trouble(error), ""))

    def _cancelled(self) -> None:
        self.mover.cancel()
        self._back()

    def _back(self) -> None:
        if self._before is not None:
            step, buttons = self._before
            self._before = None
            self.show_step(step, buttons)
