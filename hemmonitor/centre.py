"""A care centre's office: its access log and spot checks, staff, settings and statistics.

Strategy: what the parts below know (``access``, ``roster``, ``clinic``, ``statistics``) is put together here
for a screen, as frozen reports; and each decision of the office is carried out and logged in one place.

Rules:
- Everything here runs on the thread that owns the journal; long readings give way to the rest of the program.
- What concerns the relay raises ``RelayOffline`` and its like; nothing has changed then; do it again.
"""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hemmonitor import templates
from hemmonitor.access import Access, Entry, LogReader, LogView
from hemmonitor.bootstrap import Clock, Profile, centre_box
from hemmonitor.clinic import Clinic
from hemmonitor.clinical.alerts import office_of
from hemmonitor.crypto.actions import Assign, Deliver, Enrol, Epoch, Renew, Revoke, Withdraw
from hemmonitor.crypto.members import MembershipState
from hemmonitor.crypto.membership import Entry as MembershipEntry
from hemmonitor.crypto.membership import parse_entry
from hemmonitor.crypto.pseudonyms import PseudonymKey
from hemmonitor.crypto.shares import join_archive, join_root
from hemmonitor.drill import rehearse
from hemmonitor.errors import HemmonitorError, InputError
from hemmonitor.interop.research import ResearchFile, research_file
from hemmonitor.interop.table import neutral
from hemmonitor.model.access import Deed, Verdict
from hemmonitor.model.centre import CentreIssued, CentreSettings, TemplateSignOff
from hemmonitor.recovery import PaperKeys, shares_of, take_off_line
from hemmonitor.roster import Member, Person, Roster, StaffInvited, TeamView
from hemmonitor.spotcheck import Sample, Sign, sample, signs
from hemmonitor.statistics import Facts, facts_of, monday


class SettingsChanged(InputError):
    """Somebody else has changed the centre's settings meanwhile. Look at them, and make your change again."""

    code = "input.settings_changed"


# --- a workstation's place in the access log -------------------------------------------------------


def own_teams(state: MembershipState, device: str, first: str) -> frozenset[str]:
    """The teams of whoever sits at a device. A registrar's is in every team, to renew the keys: hers is the
    one it was set up for, or all when it left that.
    """
    mine = frozenset(name for name, team in state.teams.items() if device in team.members)
    return frozenset({first}) if state.is_registrar(device) and first in mine else mine


def access_of(profile: Profile) -> Access:
    """The access log as this workstation writes it. Reads what is kept of it."""
    place, trust, device = profile.placed(), profile.trust(), profile.keys.device_id
    kept: list[tuple[int, frozenset[str]]] = []

    def own() -> frozenset[str]:
        state = trust.state
        if not kept or kept[0][0] != state.length:  # asked for every line of the worklist
            kept[:] = [(state.length, own_teams(state, device, place.team))]
        return kept[0][1]

    def teams_of(mailbox: str) -> frozenset[str]:
        box = trust.state.mailboxes.get(mailbox)
        return box.teams if box is not None else frozenset()

    return Access(
        profile.journal,
        device,
        centre_box(place.centre),
        place.staff_name,
        place.staff_role,
        own_teams=own,
        teams_of=teams_of,
        registrar=lambda author: trust.state.is_registrar(author),  # noqa: PLW0108 - as the log stands then
        unit=lambda: trust.state.label,
    )


# --- the office ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LogReport:
    """The access log, read and checked whole; ``names`` are patients', by mailbox, where they are known."""

    checked_at: dt.datetime
    view: LogView
    sample: Sample
    signs: Mapping[str, tuple[Sign, ...]]  # entry id -> why it stands out
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LogLine:
    """An entry of the membership log: when, who signed it, and what it does to whom (ids)."""

    at: dt.datetime
    signer: str
    kind: str  # the action's name: enrol, assign, withdraw, epoch, deliver, revoke, renew, genesis
    subject: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class PatientDevices:
    """A patient, the teams that look after them, and when the newest data came.

    ``heads``: of each device, the number of the newest thing of it that is here; 0 for none.
    """

    mailbox: str
    name: str
    teams: tuple[str, ...]
    devices: tuple[Member, ...]
    last_data: dt.datetime | None
    heads: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StaffReport:
    """Who there is: teams, devices, invitations, patients, and the newest entries of the membership log."""

    at: dt.datetime
    teams: tuple[TeamView, ...]
    members: tuple[Member, ...]
    invited: tuple[StaffInvited, ...]
    seen: Mapping[str, dt.datetime]  # device -> when it last wrote into the access log
    carries: Mapping[str, int]  # device -> patients it can read
    patients: tuple[PatientDevices, ...]
    log: tuple[LogLine, ...]  # the newest first
    log_length: int
    has_root: bool
    fingerprint: str  # of the root, in hexadecimal
    address: str  # of the relay

    def name_of(self, subject: str) -> str:
        """What a device or a team is called; a device's label when nobody has named it."""
        for team in self.teams:
            if team.team == subject:
                return team.name
        for member in self.members:
            if member.device == subject:
                return member.person.name or member.label
        return ""


LOG_LINES: Final = 50
CHUNK: Final = 25
"""Patients or entries that are gone through before the rest of the program gets its turn."""
_RESEARCH_KEY: Final = "centre.research_key"


class Office:
    """What a centre's office does on a registrar's computer. One thread owns it; see the module."""

    def __init__(
        self, profile: Profile, clinic: Clinic, roster: Roster, clock: Clock, zone: dt.tzinfo
    ) -> None:
        assert clinic.access is not None, "an office without an access log"
        self._profile, self._clinic, self._access = profile, clinic, clinic.access
        self.roster, self._clock, self._zone = roster, clock, zone

    @property
    def now(self) -> dt.datetime:
        """The time on the centre's clock."""
        return self._clock().astimezone(self._zone)

    # --- the access log ---------------------------------------------------------------------------

    async def read_log(self, month: dt.date | None = None) -> LogReport:
        """Read and check the whole log from what is stored, and draw a month's sample (this month's)."""
        reader = LogReader()
        for number, stored in enumerate(self._profile.journal.events(self._access.mailbox), 1):
            reader.take(stored.event, stored.position)
            if number % (20 * CHUNK) == 0:
                await asyncio.sleep(0)
        view, settings = reader.view(), self._access.settings
        names = {box: self._name(box) for box in {e.body.patient for e in view.entries if e.body.patient}}
        found = {e.id: signs(e, settings, self._zone, lambda box: names.get(box, "")) for e in view.entries}
        first = month or self.now.date().replace(day=1)
        drawn = sample(view.entries, view.reviews, first, self._zone, lambda e: found[e.id])
        return LogReport(self.now, view, drawn, found, names)

    def review(self, entry: Entry, verdict: Verdict, note: str) -> None:
        """Document a spot check. A question or an investigation needs a note."""
        if verdict is not Verdict.JUSTIFIED and not note.strip():
            raise InputError("say what is asked or investigated")
        self._access.reviewed(entry, verdict, note.strip(), self._clock())

    def extract(self, mailbox: str, view: LogView) -> str:
        """A patient's own extract of the log (CSV, semicolon, UTF-8); that it was written is logged.

        It says when, from which unit, who and what. Source: Patientdatalagen 8 kap. 5 §.
        """
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";")
        writer.writerow(("time", "unit", "name", "role", "deed", "what", "ground", "reason"))
        for entry in view.of_patient(mailbox):
            if entry.body.deed in {Deed.REVIEWED, Deed.EXTRACTED}:
                continue
            at, body = entry.at.astimezone(self._zone), entry.body
            row = (at.isoformat(timespec="seconds"), body.unit, body.by, body.role, body.deed.value)
            writer.writerow(map(neutral, (*row, body.what, body.ground.value, body.reason)))
        self._access.extracted(mailbox, self._clock())
        return out.getvalue()

    def _name(self, mailbox: str) -> str:
        try:
            patient = self._clinic.record_of(mailbox).patient
        except KeyError:
            return ""
        return patient.name if patient is not None else ""

    # --- staff, teams, devices ---------------------------------------------------------------------

    def staff(self) -> StaffReport:
        """Who there is now."""
        trust = self._profile.trust()
        state, members = trust.state, self.roster.members()
        readable = {m.device: sum(self._reads(m, box) for box in state.mailboxes) for m in members}
        lines = [_line(parse_entry(data)) for data in trust.entries()][-LOG_LINES:]
        return StaffReport(
            self.now,
            self.roster.teams(),
            members,
            self.roster.all,
            self._access.last_seen(),
            readable,
            self._patients(members),
            tuple(reversed(lines)),
            len(trust),
            self._profile.root_key() is not None,
            self._profile.placed().fingerprint,
            self._profile.placed().url,
        )

    def _reads(self, member: Member, mailbox: str) -> bool:
        return mailbox != self._access.mailbox and self._profile.trust().state.may_read(
            member.device, mailbox
        )

    def _patients(self, members: Sequence[Member]) -> tuple[PatientDevices, ...]:
        found = []
        for mailbox, box in self._profile.trust().state.mailboxes.items():
            name = self._name(mailbox)
            if not name:
                continue
            record = self._clinic.record_of(mailbox)
            last = record.measurements[-1].taken_at if record.measurements else None
            own = tuple(m for m in members if mailbox in m.mailboxes)
            heads = {m.device: self._newest_of(mailbox, m.device) for m in own}
            found.append(PatientDevices(mailbox, name, tuple(sorted(box.teams)), own, last, heads))
        return tuple(sorted(found, key=lambda p: (p.name, p.mailbox)))

    def _newest_of(self, mailbox: str, device: str) -> int:
        head = self._profile.journal.head(mailbox, device)
        return head.seq if head is not None else 0

    async def revoke(self, device: str, reason: str) -> None:
        """Shut a device out; its teams get new keys. Raises as ``Roster.revoke``."""
        await self.roster.revoke(device)
        self._access.administered(f"revoke:{device}", self._clock(), reason)

    async def invite(self, person: Person, teams: Sequence[str], *, registrar: bool) -> StaffInvited:
        """An invitation for a colleague's, or one's own second, workstation."""
        invited = await self.roster.invite_staff(person, teams, registrar=registrar)
        self._access.administered("invite_staff", self._clock(), person.name)
        return invited

    async def new_team(self, name: str) -> str:
        """A new team."""
        if not name.strip():
            raise InputError("a team has a name")
        team = await self.roster.new_team(name.strip())
        self._access.administered(f"new_team:{team}", self._clock(), name.strip())
        return team

    async def set_teams(self, mailbox: str, teams: frozenset[str]) -> None:
        """Let these teams, and no others, look after a patient. At least one."""
        if not teams:
            raise InputError("somebody must look after the patient")
        box = self._profile.trust().state.mailboxes[mailbox]
        for team in sorted(teams - box.teams):
            await self.roster.look_after(team, mailbox)
        for team in sorted(box.teams - teams):
            await self.roster.hand_back(team, mailbox)
        if teams != box.teams:
            self._access.administered(f"teams:{mailbox}", self._clock())

    async def set_members(self, team: str, devices: frozenset[str]) -> None:
        """Let these devices, and no others, be in a team."""
        members = self._profile.trust().state.teams[team].members
        for device in sorted(devices - members):
            await self.roster.join_team(device, team)
        for device in sorted(members - devices):
            await self.roster.leave_team(device, team)
        if devices != members:
            self._access.administered(f"members:{team}", self._clock())

    # --- the centre's settings ---------------------------------------------------------------------

    @property
    def settings(self) -> CentreSettings:
        """Those in force; empty ones before anybody has said."""
        return self._access.settings or CentreSettings(0, "")

    def issue(self, changed: CentreSettings) -> CentreSettings:
        """Put the next version in force as ``changed`` has it.

        Raises ``SettingsChanged`` when it rests on another version than the newest.
        """
        if changed.version != self.settings.version:
            raise SettingsChanged
        issued = replace(changed, version=changed.version + 1, by=self._access.by)
        self._access.state(CentreIssued(issued), self._clock())
        return issued

    def sign_template(self, template: str, name: str, role: str, on: dt.date) -> CentreSettings:
        """A clinician stands for a template as it is now. A change of the file needs a new signature."""
        if not name.strip() or not role.strip():
            raise InputError("a signature has a name and a role")
        signed = TemplateSignOff(template, templates.digest(template), name.strip(), role.strip(), on)
        others = [s for s in self.settings.sign_offs if (s.template, s.digest) != (template, signed.digest)]
        return self.issue(replace(self.settings, sign_offs=(*others, signed)))

    # --- statistics --------------------------------------------------------------------------------

    async def facts(self, weeks: int) -> tuple[Facts, ...]:
        """Facts of the own team's patients over so many weeks; gives way to the rest of the program."""
        now, office = self.now, office_of(self.settings)
        since = dt.datetime.combine(monday(now.date()), dt.time(), self._zone) - dt.timedelta(weeks=weeks - 1)
        state, found = self._profile.trust().state, []
        for number, mailbox in enumerate(self._clinic.mailboxes, 1):
            box = state.mailboxes.get(mailbox)
            teams = box.teams if box is not None else frozenset()
            found.append(facts_of(self._clinic.record_of(mailbox), teams, since, now, office))
            if number % CHUNK == 0:
                await asyncio.sleep(0)
        return tuple(found)

    def research(self, study: str, facts: Sequence[Facts]) -> ResearchFile:
        """A pseudonymised file for a study; that it was written is logged, with how many are in it."""
        if not study.strip():
            raise InputError("a study has a name")
        journal = self._profile.journal
        raw = journal.get(_RESEARCH_KEY)
        key = PseudonymKey(raw) if raw else PseudonymKey.generate()
        if not raw:
            journal.put(_RESEARCH_KEY, key.kept)
        made = research_file(facts, lambda box: key.of(study.strip(), box), self.now.year)
        self._access.administered(f"research:{made.patients}", self._clock(), study.strip())
        return made

    # --- the keys on paper -------------------------------------------------------------------------

    def paper_keys(self) -> PaperKeys:
        """The root's and the archive's words for three holders; that they were made is logged.

        Raises ``InputError`` when the keys are on this computer no more.
        """
        made = shares_of(self._profile)
        self._access.administered("key_sheets", self._clock())
        return made

    def check_sheets(self, root: Sequence[str], archive: Sequence[str]) -> None:
        """Whether two sheets' words still make the centre's keys. Raises ``WrongShares``. Nothing is kept."""
        trust = self._profile.trust()
        join_root(root, bytes.fromhex(self._profile.placed().fingerprint))
        join_archive(archive, trust.state.archive or b"")
        self._access.administered("key_check", self._clock())

    def take_keys_off(self, root: Sequence[str], archive: Sequence[str]) -> None:
        """Destroy the keys on this computer, after two sheets were typed again. Raises ``WrongShares``."""
        take_off_line(self._profile, root, archive)
        self._access.administered("keys_off", self._clock())

    # --- the recovery drill ------------------------------------------------------------------------

    async def drill(self, say: Callable[[str], None]) -> str:
        """Hold the drill in a folder and a thread of its own; how it ended is logged.

        Returns an error's code, empty when it has passed. ``say`` is called from that thread.
        """
        code = await asyncio.to_thread(_drill, say)
        self._access.administered("drill", self._clock(), code or "passed")
        return code


def _drill(say: Callable[[str], None]) -> str:
    with tempfile.TemporaryDirectory(prefix="hemmonitor-drill-") as folder:
        try:
            asyncio.run(rehearse(Path(folder), say))
        except HemmonitorError as error:
            return error.code
    return ""


def _line(entry: MembershipEntry) -> LogLine:
    action = entry.action
    at = dt.datetime.fromtimestamp(entry.created, dt.UTC)
    kind, signer = type(action).__name__.lower(), entry.signed.signer
    match action:
        case Enrol(identity) | Renew(identity):
            return LogLine(at, signer, kind, identity.device_id)
        case Assign(_, subject, target) | Withdraw(_, subject, target):
            return LogLine(at, signer, kind, subject, target)
        case Epoch(team, number):
            return LogLine(at, signer, kind, team, str(number))
        case Deliver(team, _, device):
            return LogLine(at, signer, kind, device, team)
        case Revoke(device):
            return LogLine(at, signer, kind, device)
    return LogLine(at, signer, kind, "")
