"""The mobile team's page on a stage: six visits of the day, and devices that send what a test says."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QLabel, QWidget

from devices.replay import ReplayLink
from hemmonitor.clinical.guided import Durations
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.model.visits import Outcome, VisitPlanned
from hemmonitor.visiting.desk import Here, Route, Visiting
from tests.ui.nurse import cohort
from tests.ui.nurse.stage import Stage
from ui.app.mobile import Mobile
from ui.nurse.visits.page import VisitsPage
from ui.visitbridge import Handover, VisitBridge

ASTA, IRIS, EVERT = (cohort.mailbox_of(n) for n in (0, 13, 3))
QUICK = Durations(*(dt.timedelta(milliseconds=60),) * 3)
_MINUTE = dt.timedelta(minutes=1)
PLANNED = (
    (13, 30, "Tallvägen 4, Provby", "Omläggning, blodtryck", (Kind.OXIMETRY,)),
    (0, 86, "Forsstigen 2, Exempelfors", "Sår på hälen, ny mätning", (Kind.OXIMETRY, Kind.BLOOD_PRESSURE)),
    (3, 156, "Myrvägen 11, Låtsjö", "Viktkontroll", (Kind.WEIGHT, Kind.BLOOD_PRESSURE, Kind.OXIMETRY)),
    (6, 256, "Älvgatan 8, Provby", "Vikt och blodtryck", (Kind.WEIGHT, Kind.BLOOD_PRESSURE)),
    (7, 326, "Skogsvägen 21, Demonäs", "Provtagning", (Kind.WEIGHT,)),
    (9, 396, "Bruksgatan 3, Demonäs", "Frågor om andning", (Kind.WEIGHT,)),
)  # fmt: skip


class Road:
    """A stage on the road. ``page`` is shown."""

    def __init__(self, stage: Stage, *, planned: bool = True) -> None:
        self.stage = stage
        self.here: Here | None = None
        self.mobile = Mobile(
            stage.worker,
            self._visiting,
            stage.bridge,
            lambda: stage.now,
            link=lambda: ReplayLink([]),
            memory=lambda: stage.journal,
            durations=QUICK,
            settling=0.0,
        )
        stage.window.add_visits(lambda: self.mobile.make(stage.window.desk))
        stage.window.show_visits()
        self.bridge.here.connect(self._remember)
        if planned:
            for number, minutes, address, reason, kinds in PLANNED:
                self.plan(number, minutes, address, reason, kinds)
            self.bridge.refresh()
        stage.settle()

    def _visiting(self) -> Visiting:
        return Visiting(self.stage.clinic, self.stage.journal, "desk")

    def _remember(self, here: Here | None) -> None:
        self.here = here

    @property
    def page(self) -> VisitsPage:
        assert self.mobile.page is not None
        return self.mobile.page

    @property
    def bridge(self) -> VisitBridge:
        assert self.mobile.visits is not None
        return self.mobile.visits

    @property
    def route(self) -> Route:
        assert self.bridge.last is not None
        return self.bridge.last

    def plan(self, number: int, minutes: int, address: str, reason: str, kinds: tuple[Kind, ...]) -> str:
        """A visit so many minutes from now; returns its id."""
        mailbox, at = cohort.mailbox_of(number), self.stage.now + minutes * _MINUTE
        planned = VisitPlanned(f"v{number}", at, address, reason, "", kinds)
        self.stage.worker.call(self.bridge.visiting.plan, mailbox, planned, self.stage.now).result()
        return f"v{number}"

    def find(self, name: str) -> QWidget:
        found = [w for w in self.page.findChildren(QWidget, name) if w.isVisible()]
        assert len(found) == 1, f"{name}: {len(found)}"
        return found[0]

    def shows(self, name: str) -> bool:
        return any(w.isVisible() for w in self.page.findChildren(QWidget, name))

    def click(self, name: str) -> None:
        self.stage.click(self.find(name))

    def texts(self) -> str:
        """What stands on the page."""
        labels = [w.text() for w in self.page.findChildren(QLabel) if w.isVisible()]
        return "\n".join(labels).replace("\u00a0", " ").replace("\u2060", "")

    def begin(self, number: int, born: str = "") -> None:
        """Go to a visit and let the person say the birth date."""
        self.page.look_at(f"v{number}")
        self.stage.settle()
        self.click("visit_begin")
        self.find("visit_born").setFocus()
        self.stage.type(born or cohort.NUMBERS[number % len(cohort.NUMBERS)][:8])
        self.click("visit_confirm_go")

    def sends(self, measurement: Measurement) -> bool:
        """The bag's device sends a value; whether it was stored for the person who is here."""
        bag = self.mobile._bag
        taken = self.stage.worker.call(self.bridge.take, measurement, bag.record_now).result()
        self.stage.settle()
        return taken

    def done(self, number: int, summary: str) -> None:
        """A visit is made and handed over."""
        self.begin(number)
        self.bridge.end(Handover(Outcome.DONE, summary))
        self.stage.settle()
