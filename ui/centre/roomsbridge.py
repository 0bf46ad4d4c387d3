"""The rooms' thread crossing: commands to the worker, what came of them back as frozen values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Signal

from hemmonitor.clinic import Clinic
from hemmonitor.errors import InputError
from hemmonitor.rooms import Issued, Rooms
from ui.crossing import Crossing
from ui.worker import Worker


@dataclass(frozen=True, slots=True)
class Carded:
    """A card or code that was just made. ``room`` is empty for a card."""

    issued: Issued = field(repr=False)
    name: str  # of the patient
    room: str = ""


class RoomsBridge(Crossing):
    """``make`` and ``clinic`` are called on the worker."""

    rooms = Signal(object)  # tuple[RoomView, ...]
    patients = Signal(object)  # tuple of (mailbox, name), by name
    issued = Signal(object)  # Carded

    def __init__(self, worker: Worker, make: Callable[[], Rooms], clinic: Callable[[], Clinic]) -> None:
        super().__init__(worker)
        self._clinic = clinic
        self._rooms = worker.call(make).result()

    def refresh(self) -> None:
        """Ask for the rooms and the patients."""
        self._run(self._tell)

    def card(self, mailbox: str, language: str) -> None:
        """Make a card; ``issued`` follows."""
        self._run(self._issue, mailbox, "", "", language)

    def code(self, room: str, name: str, mailbox: str, language: str) -> None:
        """Make a one-time code for a room; ``issued`` follows."""
        self._run(self._issue, mailbox, room, name, language)

    def _tell(self) -> None:
        clinic = self._clinic()
        named = []
        for mailbox in clinic.mailboxes:
            patient = clinic.record_of(mailbox).patient
            if patient is not None:
                named.append((mailbox, patient.name))
        self.patients.emit(tuple(sorted(named, key=lambda each: each[1].casefold())))
        self.rooms.emit(self._rooms.rooms())

    def _issue(self, mailbox: str, room: str, name: str, language: str) -> None:
        record = self._clinic().record_of(mailbox)
        if record.patient is None or not record.plans:
            raise InputError("a card needs a patient with a plan")
        plan = record.plans[-1]
        if room:
            made = self._rooms.code(room, mailbox, record.patient, plan, language)
        else:
            made = self._rooms.card(mailbox, record.patient, plan, language)
        self.issued.emit(Carded(made, record.patient.name, name))
