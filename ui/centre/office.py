"""The office's thread crossing: commands to the worker, reports back as frozen values."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import Signal

from hemmonitor.access import Entry, LogView
from hemmonitor.asking import OPEN
from hemmonitor.centre import Office
from hemmonitor.errors import RelayOffline
from hemmonitor.model.access import Verdict
from hemmonitor.model.centre import CentreSettings
from hemmonitor.roster import Person
from hemmonitor.statistics import Facts
from ui.crossing import Crossing
from ui.worker import Worker

log = logging.getLogger(__name__)

LOOK_SECONDS = 3.0


class OfficeBridge(Crossing):
    """See the module. ``make`` gets what to call when an invitation changes; it is called on the worker."""

    log_read = Signal(object)  # LogReport
    reviewed = Signal()
    extracted = Signal(str)  # a patient's extract of the log, CSV
    staff = Signal(object)  # StaffReport
    done = Signal(str)  # what was done: revoke, invite, team, members, patient, sheets_fit, keys_off
    invited = Signal(object)  # StaffInvited, a new one
    settings = Signal(object)  # CentreSettings
    facts = Signal(int, object)  # weeks, tuple[Facts, ...]
    researched = Signal(object)  # ResearchFile
    paper = Signal(object)  # PaperKeys: to be written on sheets at once, and forgotten
    drilled = Signal(str)  # what a step of the recovery drill has seen
    drill_ended = Signal(str)  # an error's code, empty when it has passed

    def __init__(
        self, worker: Worker, make: Callable[[Callable[[], None]], Office], wake: Callable[[], None]
    ) -> None:
        """``wake`` (called on the worker) tells sync that there is something to send."""
        super().__init__(worker)
        self._wake = wake
        self._office = worker.call(make, self._changed).result()

    # --- the access log ---------------------------------------------------------------------------

    def read_log(self, month: dt.date | None = None) -> None:
        """Read and check the whole log; ``log_read`` follows."""
        self._spawn(self._read_log(month))

    def review(self, entry: Entry, verdict: Verdict, note: str, month: dt.date | None = None) -> None:
        """Document a spot check; ``reviewed`` and ``log_read`` follow."""
        self._spawn(self._review(entry, verdict, note, month))

    def extract(self, mailbox: str, view: LogView) -> None:
        """Write a patient's own extract; ``extracted`` follows."""
        self._run(lambda: self.extracted.emit(self._office.extract(mailbox, view)))

    async def _read_log(self, month: dt.date | None) -> None:
        self.log_read.emit(await self._office.read_log(month))

    async def _review(self, entry: Entry, verdict: Verdict, note: str, month: dt.date | None) -> None:
        self._office.review(entry, verdict, note)
        self._wake()
        self.reviewed.emit()
        await self._read_log(month)

    # --- staff ------------------------------------------------------------------------------------

    def ask_staff(self) -> None:
        """Ask for the staff report; ``staff`` follows."""
        self._run(self._tell_staff)

    def revoke(self, device: str, reason: str) -> None:
        """Shut a device out."""
        self._spawn(self._then("revoke", self._office.revoke(device, reason)))

    def invite(self, person: Person, teams: Sequence[str], registrar: bool) -> None:
        """Invite a colleague, or a second workstation; ``invited`` follows."""
        self._spawn(self._invite(person, tuple(teams), registrar))

    def confirm(self, slot: str) -> None:
        """The digits are the same."""
        self._spawn(self._then("confirm", self._office.roster.confirm(slot)))

    def refuse(self, slot: str) -> None:
        """The digits differ, or the invitation is taken back."""
        self._spawn(self._then("refuse", self._office.roster.refuse(slot)))

    def new_team(self, name: str) -> None:
        """A new team."""
        self._spawn(self._then("team", self._office.new_team(name)))

    def set_teams(self, mailbox: str, teams: frozenset[str]) -> None:
        """Let these teams look after a patient."""
        self._spawn(self._then("patient", self._office.set_teams(mailbox, teams)))

    def set_members(self, team: str, devices: frozenset[str]) -> None:
        """Let these devices be in a team."""
        self._spawn(self._then("members", self._office.set_members(team, devices)))

    async def _invite(self, person: Person, teams: Sequence[str], registrar: bool) -> None:
        invited = await self._office.invite(person, teams, registrar=registrar)
        self.invited.emit(invited)
        self._tell_staff()

    def make_sheets(self) -> None:
        """Split the root and archive keys; ``paper`` follows."""
        self._run(lambda: self.paper.emit(self._office.paper_keys()))

    def check_sheets(self, root: Sequence[str], archive: Sequence[str]) -> None:
        """Whether two sheets fit; ``done`` says ``sheets_fit``."""
        self._run(self._sheets, self._office.check_sheets, "sheets_fit", tuple(root), tuple(archive))

    def take_keys_off(self, root: Sequence[str], archive: Sequence[str]) -> None:
        """Take the keys off this computer; ``done`` says ``keys_off``."""
        self._run(self._sheets, self._office.take_keys_off, "keys_off", tuple(root), tuple(archive))

    def _sheets(
        self, work: Callable[..., None], what: str, root: Sequence[str], archive: Sequence[str]
    ) -> None:
        work(root, archive)
        self._wake()
        self.done.emit(what)
        self._tell_staff()

    async def _then(self, what: str, work: Coroutine[Any, Any, Any]) -> None:
        await work
        self._wake()
        self.done.emit(what)
        self._tell_staff()

    def _tell_staff(self) -> None:
        self.staff.emit(self._office.staff())

    def _changed(self) -> None:
        """An invitation has changed (worker thread)."""
        self._tell_staff()

    async def run(self) -> None:
        """Look after open invitations until cancelled. Keys that are due are the sync's to replace."""
        while True:
            try:
                if any(one.state in OPEN for one in self._office.roster.all):
                    await self._office.roster.look()
            except RelayOffline:
                log.info("no contact; staff are looked after later")
            await asyncio.sleep(LOOK_SECONDS)

    # --- settings and statistics ------------------------------------------------------------------

    def ask_settings(self) -> None:
        """Ask for the centre's settings; ``settings`` follows."""
        self._run(lambda: self.settings.emit(self._office.settings))

    def issue(self, changed: CentreSettings) -> None:
        """Put the next version in force."""
        self._run(self._issue, changed)

    def sign_template(self, template: str, name: str, role: str, on: dt.date) -> None:
        """A clinician stands for a template."""
        self._run(self._sign, template, name, role, on)

    def ask_facts(self, weeks: int) -> None:
        """Gather the facts of so many weeks; ``facts`` follows."""
        self._spawn(self._facts(weeks))

    def research(self, study: str, facts: Sequence[Facts]) -> None:
        """Make a research file; ``researched`` follows."""
        self._run(lambda: self.researched.emit(self._office.research(study, facts)))

    def _issue(self, changed: CentreSettings) -> None:
        self.settings.emit(self._office.issue(changed))
        self._wake()

    def _sign(self, template: str, name: str, role: str, on: dt.date) -> None:
        self.settings.emit(self._office.sign_template(template, name, role, on))
        self._wake()

    async def _facts(self, weeks: int) -> None:
        self.facts.emit(weeks, await self._office.facts(weeks))

    def drill(self) -> None:
        """Hold the recovery drill; ``drilled`` tells of each step, ``drill_ended`` of the end."""
        self._spawn(self._drill())

    async def _drill(self) -> None:
        self.drill_ended.emit(await self._office.drill(self.drilled.emit))
        self._wake()
