"""Who did what with which patient's record: the facts of the access log, as they are stored and sealed.

Two facts an opening or export: an ``AccessLogged`` in the centre's own mailbox, for spot checks, and a
``RecordAccessed`` in the patient's, so that the patient's program can show who has read. A change is logged
at the centre alone: the patient sees the change itself.

Rules:
- Each author numbers its log entries from 1 and names the digest of the one before (``hemmonitor.access``).
- What is chained is never given another form: a new field has a default, and there is no new version.
- Source: HSLF-FS 2016:40, 4 kap. 9 §: deed, care unit, time, user and patient stand in the log; spot checks
  are made and documented; logs are kept at least five years.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Deed(StrEnum):
    """What was done."""

    OPENED = "opened"
    LISTED = "listed"  # the worklist: many patients at one glance
    CHANGED = "changed"
    EXPORTED = "exported"
    SIGNED_IN = "signed_in"  # the program was opened at a workstation
    REVIEWED = "reviewed"  # a spot check of another entry
    EXTRACTED = "extracted"  # a patient's own extract of the log
    ADMINISTERED = "administered"  # staff, devices, teams, the centre's own settings


class Ground(StrEnum):
    """Why the record might be opened."""

    CARE = "care"  # a patient of one's own team
    COLLEAGUE = "colleague"  # another team's patient, asked for or covering
    CONSENT = "consent"  # blocked, and the patient has agreed
    EMERGENCY = "emergency"  # the patient cannot be asked, and it matters for care that cannot wait


class Verdict(StrEnum):
    """What a spot check found."""

    JUSTIFIED = "justified"
    ASK = "ask"  # the colleague is asked
    INVESTIGATE = "investigate"


class Guard(StrEnum):
    """What protects a record beyond its team."""

    BLOCKED = "blocked"  # spärr: the patient keeps other units out (Patientdatalagen 4 kap. 4 §)
    PROTECTED = "protected"  # skyddade personuppgifter: address and number are not to be shown


@dataclass(frozen=True, slots=True)
class Anchor:
    """The newest entry of another author that this one had seen: its number and digest (hexadecimal)."""

    author: str
    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class AccessLogged:
    """An entry of the access log, by the device that is the event's author.

    ``previous`` is the digest of the author's entry before, empty for the first. ``patient`` is a mailbox,
    empty where no one patient is meant; ``count`` says how many were. ``what`` names the matter: a kind of
    event, a format, the level that was open; for a review, the entry that was looked at. ``via`` is the way
    there (worklist, search, round).
    """

    seq: int
    previous: str
    deed: Deed
    by: str
    role: str
    unit: str
    patient: str = ""
    count: int = 1
    what: str = ""
    via: str = ""
    ground: Ground = Ground.CARE
    reason: str = ""
    verdict: Verdict | None = None
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordAccessed:
    """Told to the patient: a named member of staff has opened or exported the record."""

    by: str
    role: str
    unit: str
    deed: Deed = Deed.OPENED
    ground: Ground = Ground.CARE
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordGuarded:
    """A protection was set or lifted. A block leaves the record to the teams in ``teams``."""

    guard: Guard
    on: bool
    by: str
    reason: str
    teams: tuple[str, ...] = ()
