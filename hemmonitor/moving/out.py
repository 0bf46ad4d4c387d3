"""The commands ``export`` and ``backup``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from hemmonitor import clock
from hemmonitor.access import Access, Standing
from hemmonitor.bootstrap import Profile
from hemmonitor.centre import access_of
from hemmonitor.crypto.members import READERS
from hemmonitor.errors import InputError
from hemmonitor.interop import commands
from hemmonitor.interop.backup import SHORTEST
from hemmonitor.interop.forms import BACKUP_ENDING, FOR_TEAMS, Output, proposed_name, safe_name
from hemmonitor.interop.report import Report
from hemmonitor.interop.watch import Watch
from hemmonitor.model.measurement import Component, Kind
from hemmonitor.model.record import PatientRecord
from hemmonitor.moving.door import Tries, Where, opened
from hemmonitor.moving.terminal import Terminal

_WORDED: Final = frozenset({Output.XLSX, Output.ICS, Output.PDF})


class Drawn(Protocol):
    """What has words or is drawn, in one language."""

    def name(self, what: Kind | Component) -> str:
        """A measure or figure in words."""

    def pdf(self, report: Report, path: Path) -> object:
        """The report as pages, written whole or not at all."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for."""

    output: Output
    path: Path
    patient: str
    team: bool
    language: str
    days: int
    replace: bool


def export(
    where: Where,
    wish: Wish,
    terminal: Terminal,
    tries: Callable[[Path], Tries],
    drawn: Callable[[str], Drawn],
) -> None:
    """Write a patient's or a team's data. Raises ``InputError``, ``StorageError`` and what opening raises."""
    if wish.language not in {"sv", "en"}:
        raise InputError("--language is sv or en")
    if wish.team and wish.patient:
        raise InputError("either --team or --patient")
    now = clock.now()
    path = target(wish.path, proposed_name(wish.output, now.date()), replace=wish.replace)
    with opened(where, terminal, tries) as profile, terminal.progress(wish.output.value) as tell:
        watch = Watch(tell)
        access = access_of(profile) if profile.placed().role in READERS else None
        if wish.team:
            records = _team(profile, access, now, wish.output)
            commands.export_team(records, wish.output, path, now, watch=watch)
        else:
            mailbox = whose(profile, wish.patient, terminal)
            record = commands.read_record(profile.journal, mailbox, profile.admits)
            if access is not None:
                access.exported(record, now, wish.output.value)
            words = drawn(wish.language) if wish.output in _WORDED else None
            commands.export_patient(
                record, wish.output, path, now,
                name=words.name if words else str, pdf=words.pdf if words else None,
                days=wish.days, language=wish.language, watch=watch,
            )  # fmt: skip
    terminal.say(str(path))
    terminal.tell("This file is not encrypted: where it lies is your care from now on.")


def _team(profile: Profile, access: Access | None, now: dt.datetime, output: Output) -> list[PatientRecord]:
    """The own team's patients; that each leaves is logged. Raises ``InputError`` on a patient's computer."""
    if access is None:
        raise InputError("a team is exported on a computer of the care centre")
    if output not in FOR_TEAMS:
        raise InputError("a team is exported as CSV or FHIR")
    known = [r for r in commands.read_team(profile.journal, profile.admits) if r.patient is not None]
    own = [record for record in known if access.standing(record) is Standing.OWN]
    for record in own:
        access.exported(record, now, output.value)
    return own


def back_up(
    where: Where, wanted: Path, terminal: Terminal, tries: Callable[[Path], Tries], *, replace: bool
) -> None:
    """Write a backup under a passphrase that is asked for twice where somebody can be asked."""
    now = clock.now()
    path = target(wanted, safe_name("backup", BACKUP_ENDING, now.date()), replace=replace)
    with opened(where, terminal, tries) as profile:
        passphrase = terminal.secret(f"A passphrase of at least {SHORTEST} characters")
        if terminal.answers and terminal.secret("The same again") != passphrase:
            raise InputError("the two passphrases differ")
        count = commands.back_up(profile.journal, path, passphrase, now)
    terminal.say(str(path))
    terminal.tell(f"{count} entries. Without the passphrase nobody can open it, you neither.")


def target(wanted: Path, name: str, *, replace: bool) -> Path:
    """The file to write; in a folder one with a safe name. Raises ``InputError`` for one that is there."""
    path = wanted / name if wanted.is_dir() else wanted
    if not path.parent.is_dir():
        raise InputError(f"{path.parent}: there is no such folder")
    if path.exists() and not (replace and path.is_file()):
        raise InputError(f"{path}: is there already; --replace lets it give way")
    return path


def whose(profile: Profile, wanted: str, terminal: Terminal) -> str:
    """The patient's mailbox, asked for where it is not said. Raises ``InputError``."""
    place = profile.placed()
    if place.mailbox:
        if wanted not in {"", place.mailbox}:
            raise InputError("this is a patient's own computer: leave --patient out")
        return place.mailbox
    if not wanted and len(profile.journal.mailboxes()) > 1:
        wanted = terminal.ask("Which patient (personal number or mailbox)")
    return commands.find_mailbox(profile.journal, wanted, profile.admits)
