"""The window's pages, each made when it is first asked for, or in an idle moment after the first lines.

The worklist is what a nurse waits for; making and dressing all the other pages takes longer than that one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar
from weakref import WeakMethod

from PySide6.QtWidgets import QStackedWidget

from ui.nurse.desk import Desk
from ui.nurse.ledger import Ledger
from ui.nurse.messages_page import MessagesPage
from ui.nurse.moving import MovingPage
from ui.nurse.page import Page
from ui.nurse.patient_page import PatientPage
from ui.nurse.plan_page import PlanPage
from ui.nurse.round_page import RoundPage
from ui.nurse.settings_page import SettingsPage
from ui.nurse.tasks_page import TasksPage
from ui.nurse.thresholds_page import ThresholdsPage
from ui.nurse.worklist_page import WorklistPage
from ui.theme import making

P = TypeVar("P", bound=Page)

_IN_TURN = (
    "patient", "messages", "tasks", "patients", "round", "thresholds", "plan", "settings", "moving",
)  # fmt: skip


class Pages:
    """``entered(page)`` is called with each page as it comes into the stack."""

    def __init__(
        self, desk: Desk, ledger: Ledger, stack: QStackedWidget, entered: Callable[[Page], None]
    ) -> None:
        self._desk, self._ledger, self._stack = desk, ledger, stack
        self._entered = WeakMethod(entered)  # it is the window's, which would hold itself through this

    @property
    def made(self) -> tuple[Page, ...]:
        """Those that have been made."""
        return tuple(page for page in vars(self).values() if isinstance(page, Page))

    def make_next(self) -> bool:
        """Make one that is not there yet; whether there was any."""
        missing = next((name for name in _IN_TURN if name not in vars(self)), None)
        if missing is not None:
            getattr(self, missing)
        return missing is not None

    @cached_property
    def worklist(self) -> WorklistPage:
        """The three queues."""
        return self._enter(lambda: WorklistPage(self._desk, self._ledger))

    @cached_property
    def patients(self) -> WorklistPage:
        """Everybody."""
        return self._enter(lambda: WorklistPage(self._desk, self._ledger, everybody=True))

    @cached_property
    def patient(self) -> PatientPage:
        """One patient."""
        return self._enter(lambda: PatientPage(self._desk, self._ledger))

    @cached_property
    def thresholds(self) -> ThresholdsPage:
        """A patient's limits."""
        return self._enter(lambda: ThresholdsPage(self._desk))

    @cached_property
    def plan(self) -> PlanPage:
        """A patient's plan."""
        return self._enter(lambda: PlanPage(self._desk))

    @cached_property
    def round(self) -> RoundPage:
        """The round."""
        return self._enter(lambda: RoundPage(self._desk))

    @cached_property
    def messages(self) -> MessagesPage:
        """The conversations."""
        return self._enter(lambda: MessagesPage(self._desk))

    @cached_property
    def tasks(self) -> TasksPage:
        """What is to be done, by day."""
        return self._enter(lambda: TasksPage(self._desk))

    @cached_property
    def settings(self) -> SettingsPage:
        """The settings."""
        return self._enter(lambda: SettingsPage(self._desk))

    @cached_property
    def moving(self) -> MovingPage:
        """Data out and in."""
        return self._enter(lambda: MovingPage(self._desk))

    def _enter(self, make: Callable[[], P]) -> P:
        with making(self._desk.appearance.theme):
            page = make()
        self._stack.addWidget(page)
        entered = self._entered()
        if entered is not None:
            entered(page)
        return page
