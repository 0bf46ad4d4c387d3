"""A mobile team's computer: the route, the person who is here, whose a value is, and handing over.

One thread owns it, the one that owns the clinic. What is on the way (visits begun, values that are nobody's)
is in the journal, so a computer that goes out in the middle of a visit loses nothing; who is chosen is not,
so after that somebody has to say again who is here.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hemmonitor.clinic import Clinic, PatientView
from hemmonitor.errors import InputError
from hemmonitor.home import HomeState
from hemmonitor.model.events import Attachment, Event, new_event_id
from hemmonitor.model.finding import Judged
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.model.visits import Identified, Outcome, VisitMade, VisitPlanned
from hemmonitor.room.claims import Claim, claim
from hemmonitor.store.journal import Journal
from hemmonitor.visiting.book import Book
from hemmonitor.visiting.person import NobodyChosen, VisitHome
from hemmonitor.visiting.strays import Stray, Strays
from hemmonitor.visiting.visit import Clash, Visit, clashes_of, visits_of

__all__ = ["Begun", "Here", "Route", "Visiting", "WrongPerson"]

_BEGUN, _TOLD = "visits.begun", "visits.told"
BACK = dt.timedelta(days=14)  # so long ago a visit may have been planned for, to be looked at again
_MOST_TOLD = 2000


class WrongPerson(InputError):
    """The birth date is not this person's. Nobody is chosen. See whose home this is, and ask again."""

    code = "visits.wrong_person"


@dataclass(frozen=True, slots=True)
class Begun:
    """A visit that has begun and not ended. ``plan`` is the version its values are judged by."""

    visit: str
    mailbox: str
    began: dt.datetime
    identified: Identified
    asked_at: dt.datetime  # when staff last made sure who it is
    plan: int = 0
    measurements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Here:
    """The visit that goes on now: who it is, and what was measured. ``waiting``: facts not sent yet."""

    visit: Visit
    begun: Begun
    state: HomeState
    view: PatientView
    values: tuple[Judged, ...]  # of this visit, by time
    sent: frozenset[str]  # ids of those measurements that the relay has

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What is to be measured: what the visit says, else the plan; and what was measured besides."""
        plan = self.state.plan
        planned = self.visit.kinds or tuple(slot.kind for slot in (plan.schedule if plan else ()))
        measured = tuple(judged.measurement.kind for judged in self.values)
        every = dict.fromkeys((*planned, *measured))
        return tuple(kind for kind in every if kind is not Kind.QUESTIONNAIRE)


@dataclass(frozen=True, slots=True)
class Route:
    """Everything that the list of visits shows, at one moment."""

    at: dt.datetime
    visits: tuple[Visit, ...]  # by time
    begun: dict[str, Begun]  # by visit
    clashes: tuple[Clash, ...]  # that nobody here has said to have seen
    strays: tuple[Stray, ...]
    waiting: dict[str, int]  # mailbox -> own facts that were not sent yet
    here: str = ""  # the visit that goes on

    def of_day(self, day: dt.date, zone: dt.tzinfo | None = None) -> tuple[Visit, ...]:
        """The visits of a day in a zone (that of ``at`` without one), called off ones too."""
        zone = zone or self.at.tzinfo
        return tuple(visit for visit in self.visits if visit.at.astimezone(zone).date() == day)


class Visiting:
    """See the module."""

    def __init__(
        self,
        clinic: Clinic,
        journal: Journal,
        device: str,
        admits: Callable[[Event], bool] = lambda _event: True,
    ) -> None:
        self._clinic, self._journal, self._device = clinic, journal, device
        self._book, self._strays = Book(journal), Strays(journal, device)
        self.home = VisitHome(clinic, journal, device, admits, self._recorded)
        raw, told = journal.get(_BEGUN), journal.get(_TOLD)
        self._begun = {one.visit: one for one in map(_read, json.loads(raw) if raw else [])}
        self._told: list[str] = json.loads(told) if told else []
        self._here = ""
        self._measuring: tuple[Kind, dt.datetime] | None = None

    # --- the route --------------------------------------------------------------------------------------

    def route(self, now: dt.datetime) -> Route:
        """How the visits stand: those of the last two weeks, and what is ahead."""
        visits: list[Visit] = []
        clashes: list[Clash] = []
        for mailbox in self._book.since(now - BACK):
            if self._clinic.is_listed(mailbox):
                record = self._clinic.recent_of(mailbox)
                visits += [visit for visit in visits_of(record) if visit.at >= now - BACK]
                clashes += [clash for clash in clashes_of(record) if clash.at >= now - BACK]
        return Route(
            at=now,
            visits=tuple(sorted(visits, key=lambda visit: (visit.at, visit.id))),
            begun=dict(self._begun),
            clashes=tuple(clash for clash in clashes if clash.key not in self._told),
            strays=self._strays.waiting,
            waiting=self._waiting({visit.mailbox for visit in visits}),
            here=self._here,
        )

    def plan(self, mailbox: str, planned: VisitPlanned, now: dt.datetime) -> Event:
        """Plan a visit, or plan it anew. The name of whoever plans is this workstation's.

        The last word stands, also where a clock was set back since the word before.
        """
        if not planned.reason.strip():
            raise InputError("a visit has a reason")
        body = replace(planned, by=self._clinic.staff.name)
        said = [
            told.at
            for told in self._clinic.recent_of(mailbox).visits
            if isinstance(told.body, VisitPlanned) and told.body.visit == planned.visit
        ]
        stated = max([now, *(at + dt.timedelta(microseconds=1) for at in said)])
        event = Event(new_event_id(), mailbox, self._device, stated, body)
        self._clinic.add(event)
        return event

    def call_off(self, visit: Visit, now: dt.datetime, *, off: bool = True) -> Event:
        """Call a visit off, or have it on again."""
        body = VisitPlanned(
            visit.id, visit.at, visit.address, visit.reason, "", visit.kinds, visit.whose, off=off
        )
        return self.plan(visit.mailbox, body, now)

    def swap(self, first: Visit, second: Visit, now: dt.datetime) -> None:
        """Change places on the route: each gets the other's time."""
        for visit, at in ((first, second.at), (second, first.at)):
            body = VisitPlanned(
                visit.id, at, visit.address, visit.reason, "", visit.kinds, visit.whose, visit.off
            )
            self.plan(visit.mailbox, body, now)

    def see(self, key: str) -> None:
        """Somebody here knows of a clash now."""
        self._told = [*(k for k in self._told if k != key), key][-_MOST_TOLD:]
        self._journal.put(_TOLD, json.dumps(self._told).encode())

    # --- the person who is here -------------------------------------------------------------------------

    def begin(self, visit: Visit, identified: Identified, now: dt.datetime, *, born: str = "") -> Begun:
        """The person is here: values are theirs from now on. The opening of the record is logged.

        ``born`` is the birth date as the person said it, as YYYYMMDD or YYMMDD. Raises ``WrongPerson``, and
        as opening a record does; then nobody is chosen.
        """
        self.leave()
        if identified is Identified.BIRTH_DATE and not _is_born(visit.patient.number, born):
            raise WrongPerson
        self._clinic.log_opening(visit.mailbox, now, "visit")
        plan = self._clinic.recent_of(visit.mailbox).plan_at(now)
        version = plan.version if plan is not None else 0
        before = self._begun.get(visit.id)
        begun = Begun(visit.id, visit.mailbox, now, identified, now, version)
        if before is not None:  # gone on with
            begun = replace(before, identified=identified, asked_at=now, plan=version or before.plan)
        self._keep_begun({**self._begun, visit.id: begun})
        self._here = visit.id
        self.home.turn_to(visit.mailbox)
        return begun

    def leave(self) -> None:
        """Nobody is chosen. A visit that has begun can be gone on with."""
        self._here, self._measuring = "", None
        self.home.turn_to("")

    def here(self, now: dt.datetime) -> Here | None:
        """The visit that goes on; ``None`` while nobody is chosen."""
        begun = self._begun.get(self._here)
        if begun is None:
            return None
        record = self._clinic.recent_of(begun.mailbox)
        visit = next((v for v in visits_of(record) if v.id == begun.visit), None)
        if visit is None:
            return None
        state = self.home.state(now)
        measured = [m for ident in begun.measurements if (m := record.measurement(ident)) is not None]
        valid = [m for m in measured if m.id not in record.retracted]
        return Here(
            visit=visit,
            begun=begun,
            state=state,
            view=self._clinic.patient(begun.mailbox, now),
            values=tuple(self.home.judged(m, now) for m in sorted(valid, key=lambda m: m.taken_at)),
            sent=self.home.sent([m.id for m in valid]),
        )

    def measuring(self, kind: Kind | None, now: dt.datetime) -> None:
        """What the person has begun to measure; ``None``: nothing just now."""
        self._measuring = (kind, now) if kind is not None else None

    # --- what a device sends ----------------------------------------------------------------------------

    def judge(self, measurement: Measurement, now: dt.datetime) -> Claim:
        """Whose a value is: that of whoever is chosen, somebody's who has it, or doubtful."""
        begun = self._begun.get(self._here)
        if self._strays.is_done(measurement.id):
            return Claim.GIVEN
        if begun is None:
            return Claim.DOUBTFUL
        kind, since = self._measuring or (None, None)
        # a pause counts as an absence: what came while another was here is not theirs
        return claim(
            measurement, given=False, began=begun.asked_at, measuring=kind, measuring_since=since, now=now
        )

    def stray(self, measurement: Measurement, now: dt.datetime) -> bool:
        """Keep a value that is nobody's; ``False`` when it waits already."""
        return self._strays.keep(measurement, now, doubt=bool(self._here))

    def given(self, measurement_id: str) -> Measurement:
        """The value that staff say is the chosen person's; it is done once ``home`` has recorded it.

        Raises ``NobodyChosen``, ``KeyError``.
        """
        found = self._strays.take(measurement_id)
        if found is None:
            raise KeyError(measurement_id)
        if not self._here:
            raise NobodyChosen
        return found.measurement

    def put_aside(self, measurement_id: str) -> None:
        """Staff say that a value is nobody's here. It is not asked about again."""
        self._strays.done(measurement_id)

    def _recorded(self, measurement: Measurement) -> None:
        begun = self._begun.get(self._here)
        if begun is not None and measurement.id not in begun.measurements:
            changed = replace(begun, measurements=(*begun.measurements, measurement.id))
            self._keep_begun({**self._begun, begun.visit: changed})
        self._strays.done(measurement.id)

    # --- handing over -----------------------------------------------------------------------------------

    def note(self, text: str, pictures: Sequence[Attachment], now: dt.datetime) -> Event:
        """A note about the person who is here, with pictures. Raises ``NobodyChosen``."""
        return self._clinic.note(self._chosen().mailbox, text, now, pictures)

    def end(
        self,
        outcome: Outcome,
        summary: str,
        now: dt.datetime,
        *,
        task: str = "",
        due: dt.date | None = None,
    ) -> Event:
        """End the visit of the person who is here, with a word to the centre, and a task where one is set.

        Raises ``NobodyChosen``.
        """
        begun = self._chosen()
        here = self.here(now)
        assert here is not None
        return self._end(here.visit, begun, outcome, summary, now, task=task, due=due)

    def not_home(self, visit: Visit, summary: str, now: dt.datetime, *, task: str = "") -> Event:
        """Nobody opened: the visit is made, without anybody having been chosen."""
        return self._end(visit, None, Outcome.NOT_HOME, summary, now, task=task, due=now.date())

    def _end(
        self,
        visit: Visit,
        begun: Begun | None,
        outcome: Outcome,
        summary: str,
        now: dt.datetime,
        *,
        task: str,
        due: dt.date | None,
    ) -> Event:
        staff = self._clinic.staff
        body = VisitMade(
            visit.id,
            visit.planned,
            staff.name,
            staff.role,
            outcome,
            begun.began if begun is not None else None,
            begun.identified if begun is not None else None,
            begun.plan if begun is not None else 0,
            begun.measurements if begun is not None else (),
            summary.strip(),
        )
        event = Event(new_event_id(), visit.mailbox, self._device, now, body)
        with self._journal.together():
            self._clinic.add(event)
            if task.strip():
                self._clinic.set_task(visit.mailbox, task, due or now.date(), now)
            self._keep_begun({k: v for k, v in self._begun.items() if k != visit.id})
        if self._here == visit.id:
            self.leave()
        return event

    def _chosen(self) -> Begun:
        begun = self._begun.get(self._here)
        if begun is None:
            raise NobodyChosen
        return begun

    def _keep_begun(self, begun: dict[str, Begun]) -> None:
        self._journal.put(_BEGUN, json.dumps([_plain(one) for one in begun.values()]).encode())
        self._begun = begun

    def _waiting(self, mailboxes: set[str]) -> dict[str, int]:
        """How many own facts of each patient the relay does not have."""
        found = {box: len(self._journal.unsealed(box)) for box in mailboxes}
        for item in self._journal.unsent(10_000):
            if item.mailbox in found:
                found[item.mailbox] += 1
        return {box: count for box, count in found.items() if count}


def _is_born(number: str, said: str) -> bool:
    """Whether what was said, in digits with anything between, is the birth date of a number of 12 digits."""
    digits = "".join(sign for sign in said if sign.isdecimal())
    return bool(digits) and digits in {number[:8], number[2:8]}


def _plain(begun: Begun) -> dict[str, Any]:
    return {
        "visit": begun.visit,
        "mailbox": begun.mailbox,
        "began": begun.began.isoformat(),
        "identified": begun.identified.value,
        "asked_at": begun.asked_at.isoformat(),
        "plan": begun.plan,
        "measurements": list(begun.measurements),
    }


def _read(plain: dict[str, Any]) -> Begun:
    return Begun(
        plain["visit"],
        plain["mailbox"],
        dt.datetime.fromisoformat(plain["began"]),
        Identified(plain["identified"]),
        dt.datetime.fromisoformat(plain["asked_at"]),
        plain["plan"],
        tuple(plain["measurements"]),
    )
