"""Runs what moves data, off the Qt thread, and tells how far it is.

Strategy: a record is copied on the worker thread, which owns it; reading and writing files happens in a
thread of its own beside it, so that neither devices nor the window wait. What is stored is stored by the
worker in one step.

Rules:
- One thing at a time. ``cancel`` stops it between two items; nothing has then changed.
- Nothing of a patient is logged.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from hemmonitor.errors import InputError
from hemmonitor.interop import backup, commands
from hemmonitor.interop.backup import Contents
from hemmonitor.interop.forms import Format, Output
from hemmonitor.interop.imports.batch import Batch, Preview, batches, events_of, undo_events
from hemmonitor.interop.imports.found import Choices
from hemmonitor.interop.imports.tables import Layout, layout, sample
from hemmonitor.interop.report import DAYS
from hemmonitor.interop.source import BadFile, Source
from hemmonitor.interop.watch import Watch
from hemmonitor.model.record import PatientRecord
from ui.errand import Errand, Tell
from ui.format import Formatter
from ui.moving.means import TEAM, Means
from ui.report import words as report_words
from ui.report.document import save_report

T = TypeVar("T")

_SLICE = 200  # events that are read at a time


@dataclass(frozen=True, slots=True)
class Wish:
    """An export: of whom (``TEAM`` for everybody), how, where to; ``days`` is the report's span."""

    mailbox: str
    output: Output
    path: Path
    days: int = DAYS


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a file: a preview, or, where nobody can tell the columns, the table as it stands."""

    path: Path
    choices: Choices
    preview: Preview | None = None
    table: Layout | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    fault: BadFile | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that is whole. ``source`` is the mailbox in it that is this patient's; empty at a centre."""

    path: Path
    contents: Contents
    source: str
    moves: bool  # its measurements become new facts of this computer


class Mover(QObject):
    """One mover for one window. Each command ends with ``done`` or ``failed``."""

    progress = Signal(object)  # a share from 0 to 1
    done = Signal(object)
    failed = Signal(object)  # HemmonitorError

    def __init__(self, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.means = means
        self._stop = threading.Event()
        self._errand = Errand(self)
        self._errand.told.connect(self.progress)
        self._errand.done.connect(self.done)
        self._errand.failed.connect(self.failed)

    def cancel(self) -> None:
        """Stop what runs; nothing more is heard of it."""
        self._stop.set()
        self._errand.cancel()

    def export(self, wish: Wish) -> None:
        """Write a file; ``done(path)``."""
        self._run(lambda watch: self._export(wish, watch))

    def look(
        self, path: Path, mailbox: str, choices: Choices, form: Format | None, *, table: bool = False
    ) -> None:
        """Read a file without storing anything; ``done(Looked)``. ``table`` asks for the columns anyway."""
        self._run(lambda watch: self._look(path, mailbox, choices, form, watch, table=table))

    def take_in(self, found: Preview, mailbox: str) -> None:
        """Store what was looked at; ``done(int)`` measurements."""
        self._run(lambda _watch: self._take_in(found, mailbox))

    def newest(self, mailbox: str) -> None:
        """Ask for the newest import that can be taken back; ``done(Batch | None)``."""
        self._run(lambda _watch: self._newest(mailbox))

    def undo(self, batch: Batch, mailbox: str) -> None:
        """Take an import back; ``done(int)`` measurements."""
        self._run(lambda _watch: self._undo(batch, mailbox))

    def back_up(self, path: Path, passphrase: str) -> None:
        """Write a backup; ``done(path)``."""
        self._run(lambda watch: self._back_up(path, passphrase, watch))

    def check(self, path: Path, passphrase: str) -> None:
        """Check a backup; ``done(Checked)``."""
        self._run(lambda watch: self._check(path, passphrase, watch))

    def restore(self, checked: Checked, passphrase: str) -> None:
        """Put back what is not here; ``done(int)`` entries."""
        self._run(lambda _watch: self._restore(checked, passphrase))

    # --- how they are run ----------------------------------------------------------------------

    def _run(self, work: Callable[[Watch], Coroutine[Any, Any, Any]]) -> None:
        self.cancel()
        self._stop = stop = threading.Event()

        async def run(tell: Tell) -> Any:
            try:
                return await work(Watch(tell, stop.is_set))
            finally:
                stop.set()  # when the task is cancelled, the thread beside it ends too

        self._errand.run(self.means.worker, run)

    def _now(self) -> dt.datetime:
        return self.means.clock()

    async def _whole(self, mailbox: str) -> PatientRecord:
        """The record with everything in it; devices and sync go on meanwhile."""
        hands = self.means.hands()
        for _ in hands.ready(mailbox, self._now()):
            await asyncio.sleep(0)
        return hands.record(mailbox)

    async def _export(self, wish: Wish, watch: Watch) -> Path:
        hands, now, form = self.means.hands(), self._now(), self.means.form()
        records = []
        for mailbox in hands.everybody() if wish.mailbox == TEAM else (wish.mailbox,):
            records.append((await self._whole(mailbox)).snapshot())
            hands.exported(mailbox, now, wish.output.value)
        await asyncio.to_thread(_write, records, wish, now, form, watch)
        return wish.path

    async def _look(
        self, path: Path, mailbox: str, choices: Choices, form: Format | None, watch: Watch, *, table: bool
    ) -> Looked:
        record, now = (await self._whole(mailbox)).snapshot(), self._now()
        source = Source(path, watch.progress, watch.cancelled)
        return await asyncio.to_thread(_look_at, source, record, choices, now, form, table=table)

    async def _take_in(self, found: Preview, mailbox: str) -> int:
        hands = self.means.hands()
        events = events_of(found, await self._whole(mailbox), hands.author, self._now())
        self.means.received(hands.journal.append(events))
        return len(found.items)

    async def _newest(self, mailbox: str) -> Batch | None:
        return next(iter(batches(await self._whole(mailbox))), None)

    async def _undo(self, batch: Batch, mailbox: str) -> int:
        hands = self.means.hands()
        events = undo_events(batch, await self._whole(mailbox), hands.author, self._now())
        self.means.received(hands.journal.append(events))
        return len(events)

    async def _back_up(self, path: Path, passphrase: str, watch: Watch) -> Path:
        held: list[bytes] = []
        for raw in backup.items(self.means.hands().journal):  # the worker thread's, so it is read here
            held.append(raw)
            if len(held) % _SLICE == 0:
                await asyncio.sleep(0)  # devices and sync go on
        version, now = commands.program_version(), self._now()
        await asyncio.to_thread(backup.write, held, path, passphrase, now, version, watch=watch)
        return path

    async def _check(self, path: Path, passphrase: str, watch: Watch) -> Checked:
        hands = self.means.hands()
        contents = await asyncio.to_thread(backup.look, path, passphrase, watch)
        if not hands.mailbox:
            return Checked(path, contents, "", moves=False)
        patient = (await self._whole(hands.mailbox)).patient
        source = backup.mine(contents, hands.mailbox, patient.number if patient else "")
        return Checked(path, contents, source, moves=source != hands.mailbox)

    async def _restore(self, checked: Checked, passphrase: str) -> int:
        hands = self.means.hands()
        return commands.restore(
            hands.journal, checked.path, passphrase, hands.mailbox, checked.source, hands.author, self._now(),
            self.means.received,
        )  # fmt: skip


def _write(
    records: Sequence[PatientRecord], wish: Wish, now: dt.datetime, form: Formatter, watch: Watch
) -> None:
    if wish.mailbox == TEAM:
        commands.export_team(records, wish.output, wish.path, now, watch=watch)
        return
    (record,) = records
    commands.export_patient(
        record,
        wish.output,
        wish.path,
        now,
        name=report_words.name,
        pdf=lambda report, path: save_report(report, path, form),
        days=wish.days,
        language=form.language.value,
        watch=watch,
    )


def _look_at(
    source: Source,
    record: PatientRecord,
    choices: Choices,
    now: dt.datetime,
    form: Format | None,
    *,
    table: bool,
) -> Looked:
    found = Looked(source.path, choices)
    fault: BadFile | None = None
    if not table:
        try:
            return replace(found, preview=commands.look_at(source, record, choices, now, form))
        except BadFile as error:
            fault = error
    quiet = Source(source.path)
    try:
        columns = layout(quiet, choices)
        rows = tuple(sample(quiet, choices, columns))
    except InputError:
        if fault is None:
            raise
        raise fault from None
    if fault is not None and columns.mapping is not None:
        raise fault  # its columns are known, so something else is wrong with it
    return replace(found, table=columns, rows=rows, fault=fault)
