"""The commands ``import`` and ``restore``: first shown, then stored when somebody says so."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hemmonitor import clock
from hemmonitor.bootstrap import Profile
from hemmonitor.errors import InputError
from hemmonitor.interop import backup, commands
from hemmonitor.interop.forms import Format
from hemmonitor.interop.imports.batch import Preview, batches
from hemmonitor.interop.imports.found import Choices
from hemmonitor.interop.imports.mapping import Mapping, chosen
from hemmonitor.interop.source import Source
from hemmonitor.model.measurement import Kind
from hemmonitor.model.record import PatientRecord
from hemmonitor.moving.door import Tries, Where, opened
from hemmonitor.moving.out import whose
from hemmonitor.moving.terminal import Terminal, unstopped

_SHOWN_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for."""

    file: Path | None
    patient: str
    undo: bool
    yes: bool
    form: Format | None
    zone: str
    day_first: bool | None
    encoding: str
    kinds: tuple[str, ...]
    user: str
    columns: tuple[str, ...]
    as_json: bool

    def choices(self, system_zone: Callable[[], dt.tzinfo]) -> Choices:
        """The reader's choices. Raises ``InputError``."""
        try:
            kinds = frozenset(Kind(kind) for kind in self.kinds)
        except ValueError as error:
            raise InputError(f"--kind is one of {', '.join(Kind)}") from error
        return Choices(
            zone=self._zone(system_zone),
            kinds=kinds,
            encoding=self.encoding,
            mapping=self._mapping(),
            day_first=self.day_first,
            user=self.user,
        )

    def _zone(self, system_zone: Callable[[], dt.tzinfo]) -> dt.tzinfo:
        if not self.zone:
            return system_zone()
        try:
            return ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise InputError("--zone is a name such as Europe/Stockholm") from error

    def _mapping(self) -> Mapping | None:
        return chosen(self.columns) if self.columns else None


def take(
    where: Where,
    wish: Wish,
    terminal: Terminal,
    tries: Callable[[Path], Tries],
    system_zone: Callable[[], dt.tzinfo],
) -> None:
    """Preview and store a file, or take the newest import back. Raises ``BadFile``, ``InputError`` ..."""
    now = clock.now()
    if (wish.file is None) is not wish.undo:
        raise InputError("say a file, or --undo")
    choices = wish.choices(system_zone)
    with opened(where, terminal, tries) as profile:
        mailbox = whose(profile, wish.patient, terminal)
        record = commands.read_record(profile.journal, mailbox, profile.admits)
        if wish.file is None:
            _undo(profile, record, wish, terminal, now)
            return
        with terminal.progress("reading") as tell:
            found = commands.look_at(Source(wish.file, tell), record, choices, now, wish.form)
        _show(found, wish, terminal)
        if not found.items:
            terminal.tell("There is nothing new to take in.")
            return
        if not (wish.yes or terminal.agrees(f"Take in {len(found.items)} measurements?")):
            terminal.tell("Nothing was stored." + ("" if terminal.answers else " --yes stores it."))
            return
        with unstopped():
            commands.take_in(profile.journal, found, record, profile.keys.device_id, now)
        terminal.tell(f"{len(found.items)} measurements are stored. --undo takes them back.")


def _undo(profile: Profile, record: PatientRecord, wish: Wish, terminal: Terminal, now: dt.datetime) -> None:
    newest = next(iter(batches(record)), None)
    if newest is None:
        raise InputError("there is no import to undo")
    what = f"{len(newest.standing)} measurements of {newest.at.isoformat(' ', 'minutes')}, {newest.form}"
    terminal.say(what)
    if not (wish.yes or terminal.agrees("Take them back?")):
        terminal.tell("Nothing was changed." + ("" if terminal.answers else " --yes takes them back."))
        return
    with unstopped():
        commands.undo_last(profile.journal, record, profile.keys.device_id, now)
    terminal.tell("They are taken back, and stay readable as taken away.")


def _show(found: Preview, wish: Wish, terminal: Terminal) -> None:
    summary = commands.summary(found)
    if wish.as_json:
        terminal.say(json.dumps(summary, ensure_ascii=False, indent=2))
        return
    for line in _lines(found):
        terminal.say(line)


def _lines(found: Preview) -> Sequence[str]:
    """The preview for people: no value of anybody, places of what is left out."""
    lines = [f"{found.form.value}{', ' + found.encoding if found.encoding else ''}"]
    lines += [f"{count:8d}  {kind.value}" for kind, count in found.kinds.items()]
    if found.span is not None:
        first, last = found.span
        lines.append(f"from {first.isoformat(' ', 'minutes')} to {last.isoformat(' ', 'minutes')}")
    if found.duplicates:
        lines.append(f"{found.duplicates:8d}  here already, left out")
    if found.doubtful:
        lines.append(f"{found.doubtful:8d}  impossible values: kept, set aside")
    lines += [f"{count:8d}  left out: {why.value.replace('_', ' ')}" for why, count in found.left_out.items()]
    for fault in found.faults[:_SHOWN_FAULTS]:
        column = f", column {fault.column}" if fault.column else ""
        detail = f" ({fault.detail})" if fault.detail else ""
        lines.append(f"          line {fault.line}{column}: {fault.why.value.replace('_', ' ')}{detail}")
    more = sum(found.left_out.values()) - _SHOWN_FAULTS
    return [*lines, f"          and {more} more"] if more > 0 else lines


def restore(
    where: Where, path: Path, terminal: Terminal, tries: Callable[[Path], Tries], *, yes: bool
) -> None:
    """Check a backup and put back what is not here. Raises ``WrongPin``, ``BadFile``, ``InputError`` ..."""
    now = clock.now()
    with opened(where, terminal, tries) as profile:
        passphrase = terminal.secret("The backup's passphrase")
        contents = backup.look(path, passphrase)
        place = profile.placed()
        source = ""
        if place.mailbox:
            record = commands.read_record(profile.journal, place.mailbox, profile.admits)
            number = record.patient.number if record.patient else ""
            source = backup.mine(contents, place.mailbox, number)
        made = contents.heading.made.isoformat(" ", "minutes")
        terminal.say(f"{contents.events} entries of {made}")
        if contents.unreadable:
            terminal.say(f"{contents.unreadable} entries are for a newer version, and stay out")
        if not (yes or terminal.agrees("Put back what is not here?")):
            terminal.tell("Nothing was stored." + ("" if terminal.answers else " --yes puts it back."))
            return
        with unstopped():
            count = commands.restore(
                profile.journal, path, passphrase, place.mailbox, source, profile.keys.device_id, now
            )
    terminal.tell(f"{count} entries were not here and are now.")
