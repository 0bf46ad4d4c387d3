"""A care centre's office on a real relay: staff, teams, patients, a log written by several desks."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from hemmonitor.access import Access, LogView, read_log
from hemmonitor.bootstrap import Profile, centre_box, found
from hemmonitor.centre import Office, access_of
from hemmonitor.clinic import Clinic, Staff
from hemmonitor.crypto.actions import Assign, Enrol, Link, Role
from hemmonitor.crypto.keys import DeviceKeys
from hemmonitor.invitations import Invitations
from hemmonitor.model.access import Ground
from hemmonitor.model.centre import CentreIssued, CentreSettings, OpenHours
from hemmonitor.model.events import Action, Event, FindingsAcknowledged, Usefulness
from hemmonitor.model.record import PatientRecord
from hemmonitor.relay.server import RelayServer
from hemmonitor.rooms import Rooms
from hemmonitor.roster import Person, Roster
from hemmonitor.sync.enrol import publish
from tests.ui.nurse import cohort
from tests.ui.render import application, end
from tests.whole.world import FileStore
from ui.bridge import NurseBridge, SyncView
from ui.centre.bridge import CentreBridge
from ui.centre.office import OfficeBridge
from ui.centre.pages import make_pages
from ui.centre.roomsbridge import RoomsBridge
from ui.format import Formatter
from ui.i18n import Language, Translations
from ui.nurse.window import NurseWindow
from ui.theme import Appearance, Choice, Face, TextSize
from ui.worker import Worker

PATIENCE = 120.0  # seconds; only ends what would never end
CHIEF = Staff("Karin Provsjö", "verksamhetsansvarig")
PEOPLE = (
    ("maj", Person("Maj Mallström", "distriktssköterska"), "Team Älv"),
    ("per", Person("Per Provgren", "sjuksköterska"), "Team Älv"),
    ("per2", Person("Per Provgren", "sjuksköterska"), "Team Älv"),
    ("sara", Person("Sara Skenberg", "läkare"), "Team Älv"),
    ("tilde", Person("Tilde Demoholm", "undersköterska"), "Hemteam"),
    ("arne", Person("Arne Låtsgård", "sjuksköterska"), "Team Fjäll"),
)


def box_of(number: int) -> str:
    """A mailbox id of the form that the log takes."""
    return hashlib.sha256(cohort.mailbox_of(number).encode()).hexdigest()[:32]


class Centre:
    """Everything behind a registrar's window. ``close`` ends it."""

    def __init__(
        self,
        *,
        days: int = 30,
        language: Language = Language.SV,
        text_size: TextSize = TextSize.S100,
        choice: Choice = Choice.LIGHT,
        size: tuple[int, int] = (1440, 900),
        patients: int = len(cohort.PEOPLE),
    ) -> None:
        application()
        self._closed = False
        self.now = cohort.NOW - dt.timedelta(days=20)
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        self.relay = RelayServer(folder / "relay.db", now=self.clock).start()
        self.worker = Worker("test-worker")
        self.profile: Profile = self.do(
            lambda: Profile.create(folder / "office", store=FileStore(folder / "store"))
        )
        self.wait(found(self.profile, self.relay.url, "Exempelfors vårdcentral", CHIEF, self.clock))
        self.devices: dict[str, str] = {}
        self.teams: dict[str, str] = {}
        self.patients = patients
        self.wait(self._people())
        self.now = cohort.NOW
        self.do(lambda: self._history(days))
        self.bridge = NurseBridge(self.worker, self._clinic, self.clock, head_start=0.0)
        self.office = OfficeBridge(self.worker, self._office, lambda: None)
        self.invitations = CentreBridge(
            self.worker, self._invitations, lambda: self.profile.journal, lambda: "Exempelfors vårdcentral"
        )
        self.translations = Translations()
        self.translations.use(language)
        self.appearance = Appearance(Face.NURSE, choice=choice, text_size=text_size)
        self.window = NurseWindow(self.bridge, self.appearance, self.translations, self.clock, cohort.ZONE)
        self.office.settings.connect(lambda _settings: self.bridge.ask_centre())
        self.rooms = RoomsBridge(
            self.worker,
            lambda: Rooms(self.profile, self.profile.trust(), self.clock),
            lambda: self.clinic,
        )
        self.pages = make_pages(
            self.invitations,
            self.office,
            lambda: Formatter(self.translations.language, cohort.ZONE, colon=True),
            lambda: self.now,
            self.rooms,
            lambda: "Exempelfors vårdcentral",
        )
        self.window.add_centre(self.pages, lambda: "Exempelfors vårdcentral")
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.window.show_centre()
        self.bridge.sync.emit(SyncView(online=True, last_contact=self.now))
        self.settle()

    def clock(self) -> dt.datetime:
        return self.now

    # --- what there is ----------------------------------------------------------------------------

    async def _people(self) -> None:
        profile, own = self.profile, self.profile.keys.device_id
        roster = Roster(profile, profile.trust(), self.clock, lambda: None)
        (first,) = profile.trust().state.teams
        roster.name(first, Person("Team Älv"))
        roster.name(own, Person(CHIEF.name, CHIEF.role))
        self.teams["Team Älv"] = first
        for name in ("Team Fjäll", "Hemteam"):
            self.teams[name] = await roster.new_team(name)
        client = profile.client(self.clock)
        try:
            for number, (name, person, _) in enumerate(PEOPLE, 2):
                keys = DeviceKeys.generate()
                actions = [Enrol(keys.identity, Role.STAFF, f"Arbetsplats {number}")]
                await publish(client, profile.trust(), profile.keys, actions, self.clock())
                self.devices[name] = keys.identity.device_id
                roster.name(keys.identity.device_id, person)
            boxes = [self._looked_after(number) for number in range(self.patients)]
            await publish(client, profile.trust(), profile.keys, boxes, self.clock())
        finally:
            await client.aclose()
        for name, _, team in PEOPLE:
            await roster.join_team(self.devices[name], self.teams[team])

    async def give_computer(self, number: int) -> str:
        """A computer of a patient's, signed in. Returns its device id."""
        keys, client = DeviceKeys.generate(), self.profile.client(self.clock)
        device = keys.identity.device_id
        actions = [
            Enrol(keys.identity, Role.PATIENT, "Patient 1"),
            Assign(Link.DEVICE_MAILBOX, device, box_of(number)),
        ]
        try:
            await publish(client, self.profile.trust(), self.profile.keys, actions, self.clock())
        finally:
            await client.aclose()
        return device

    def _looked_after(self, number: int) -> Assign:
        team = "Team Fjäll" if number % 8 == 7 else "Team Älv"
        return Assign(Link.TEAM_MAILBOX, self.teams[team], box_of(number))

    def _history(self, days: int) -> None:
        people = cohort.PEOPLE[: self.patients]
        boxes = {cohort.mailbox_of(n): box_of(n) for n in range(len(people))}
        made = (replace(e, mailbox=boxes[e.mailbox]) for e in cohort.events(people, days=days))
        self.profile.journal.append(tuple(made), outgoing=False)
        desks = {name: self._desk(name, person, team) for name, person, team in PEOPLE}
        chief = access_of(self.profile)
        self._acknowledge()
        hours = tuple(OpenHours(day, dt.time(7), dt.time(16)) for day in range(1, 6))
        chief.state(CentreIssued(CentreSettings(1, CHIEF.name, hours)), self.now - dt.timedelta(days=19))
        for desk in desks.values():
            desk.signed_in(self.now - dt.timedelta(days=1, hours=3))
        for ago, name, number, what, via in _DEEDS:
            at, box = self.now - dt.timedelta(hours=ago), box_of(number)
            record = _patient(self.profile, box)
            if what == "list":
                desks[name].listed(len(people), at)
            elif what in {"pdf", "fhir"}:
                desks[name].exported(record, at, what, "Remiss")
            elif what.endswith(("_issued", "_written")):
                desks[name].changed(record, at, what)
            else:
                if via == "reason":
                    ground = Ground.EMERGENCY
                    desks[name].permit(record, ground, "Fallit hemma, dottern ringer", at)
                desks[name].opened(record, at, what, via)

    def _acknowledge(self) -> None:
        """Colleagues have dealt with what was open, some of it as not called for."""
        journal = self.profile.journal
        clinic = Clinic(journal, "their-desk", Staff("Maj Mallström", "distriktssköterska"))
        answers = (Usefulness.YES, Usefulness.PARTLY, Usefulness.YES, Usefulness.NO)
        for number, row in enumerate(clinic.worklist(self.now)):
            if row.findings and row.since is not None and number % 3:
                at = min(self.now, row.since + dt.timedelta(minutes=25 * (number + 1)))
                keys = tuple(f.key for f in row.findings)
                body = FindingsAcknowledged(
                    keys, "Maj Mallström", (Action.CALLED,), useful=answers[number % 4]
                )
                event = Event(f"ack-{number}", row.mailbox, "their-desk", at, body)
                journal.append((event,), outgoing=False)

    def _desk(self, name: str, person: Person, team: str) -> Access:
        state = self.profile.trust().state
        return Access(
            self.profile.journal,
            self.devices[name],
            centre_box(state.centre),
            person.name,
            person.title,
            own_teams=lambda: (
                frozenset({self.teams[team], self.teams["Team Älv"]})
                if name == "arne"
                else frozenset({self.teams[team]})
            ),
            teams_of=lambda box: state.mailboxes[box].teams,
            unit=lambda: team,
        )

    def _clinic(self) -> Clinic:
        profile = self.profile
        self.clinic = Clinic(profile.journal, profile.keys.device_id, CHIEF, access=access_of(profile))
        return self.clinic

    def _office(self, changed: Callable[[], None]) -> Office:
        self.roster = Roster(self.profile, self.profile.trust(), self.clock, changed)
        return Office(self.profile, self.clinic, self.roster, self.clock, cohort.ZONE)

    def _invitations(self, changed: Callable[[], None]) -> Invitations:
        return Invitations(self.profile, self.profile.trust(), self.clinic, self.clock, changed)

    @property
    def box(self) -> str:
        """The centre's own mailbox."""
        return centre_box(self.profile.trust().state.centre)

    def log(self) -> LogView:
        """The access log as it is stored now."""
        found = self.do(read_log, self.profile.journal, self.box)
        assert isinstance(found, LogView)
        return found

    # --- driving it -------------------------------------------------------------------------------

    def do(self, function: Callable[..., Any], *args: Any) -> Any:
        """Something on the worker thread."""
        return self.worker.call(function, *args).result()

    def wait(self, work: Any) -> Any:
        """A coroutine in the worker's loop."""
        return self.worker.spawn(work).result(PATIENCE)

    def go(self, page: str) -> None:
        self.pages.go(page)
        self.settle()

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def find(self, kind: type[Any], name: str) -> Any:
        found = self.pages.findChild(kind, name)
        assert found is not None, name
        return found

    def settle(self) -> None:
        for _ in range(4):
            self.wait(asyncio.sleep(0))
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until(self, holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
        timer = QElapsedTimer()
        timer.start()
        while not holds():
            assert timer.elapsed() < seconds * 1000, "waited in vain"
            QTest.qWait(2)  # and lets the worker have the interpreter

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self.window.close()
        self.settle()
        self.worker.finish(self.profile.close)
        end(self.window)
        self.relay.stop()
        self.translations.remove()
        self._folder.cleanup()


# hours ago, who, whose, what, way there
_DEEDS: tuple[tuple[float, str, int, str, str], ...] = (
    (40, "maj", 2, "yellow", "worklist"),
    (31, "sara", 3, "plan_issued", ""),
    (26, "sara", 3, "red", "round"),
    (24, "maj", 4, "pdf", ""),
    (22, "per", 5, "message_written", ""),
    (15.7, "sara", 1, "red", "worklist"),
    (10.46, "arne", 1, "green", "search"),
    (10.44, "arne", 6, "green", "search"),
    (9.9, "tilde", 2, "red", "reason"),
    (0.6, "maj", 0, "list", ""),
    (0.4, "per", 3, "red", "worklist"),
    (0.2, "maj", 0, "red", "worklist"),
)


def _patient(profile: Profile, box: str) -> PatientRecord:
    return PatientRecord(box)
