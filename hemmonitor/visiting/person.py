"""A patient's program in a nurse's journal: the same use cases as at home, for the person who is chosen now.

Strategy: ``Home`` over the care side's journal, with a mailbox that changes. What it would store goes through
the clinic, so that it is allowed, logged and on the worklist at once.

Rules:
- While nobody is chosen nothing is stored and nothing of anybody is shown.
- Staff do not state what only a patient can: no answer to an alert, no message in the patient's name, no
  receipt for a plan. A failed try of the bag's device is no fault of the patient's, and is not stored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from hemmonitor.clinic import Clinic
from hemmonitor.errors import InputError
from hemmonitor.home import Home, Recorded
from hemmonitor.model.events import Attachment, Event
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.store.journal import Journal


class NobodyChosen(InputError):
    """Nobody is chosen, so the value has been given to nobody. Say who it is for, and measure again."""

    code = "visits.nobody"


class VisitHome(Home):
    """One thread owns it, the one that owns the clinic."""

    def __init__(
        self,
        clinic: Clinic,
        journal: Journal,
        device: str,
        admits: Callable[[Event], bool],
        recorded: Callable[[Measurement], None],
    ) -> None:
        """``recorded`` is told of each value that was stored here for the person who is chosen."""
        super().__init__(journal, "", device, admits)
        self._clinic, self._tell = clinic, recorded

    @property
    def mailbox(self) -> str:
        """Whose it is now; empty while nobody is chosen."""
        return self._mailbox

    def turn_to(self, mailbox: str) -> None:
        """From now on everything is this person's; empty for nobody."""
        self._mailbox = mailbox

    def record(self, measurement: Measurement, now: dt.datetime) -> Recorded:
        """See ``Home.record``. Raises ``NobodyChosen``."""
        self._require()
        recorded = super().record(measurement, now)
        self._tell(measurement)
        return recorded

    def record_failure(self, kind: Kind, reason: str, device_id: str, raw: bytes, now: dt.datetime) -> None:
        """Nothing is stored: see the module."""

    def answer_alert(self, finding_key: str, answer: str, now: dt.datetime) -> None:  # noqa: ARG002 - Home's
        """Only the patient can."""
        raise InputError("an alert is answered by the patient")

    def write(  # the parameters are Home's
        self,
        text: str,  # noqa: ARG002
        now: dt.datetime,  # noqa: ARG002
        attachments: Sequence[Attachment] = (),  # noqa: ARG002
    ) -> None:
        """Only the patient can."""
        raise InputError("this message is the patient's to write")

    def mark_messages_read(self, now: dt.datetime) -> None:
        """Not here: what was read on a visit is said by ``SeenByCare``."""

    def received(self, events: Sequence[Event], now: dt.datetime) -> None:
        """Nothing to confirm."""

    def keep(self, name: str, text: str) -> None:
        """Answers on the way are kept for each person apart."""
        self._require()
        super().keep(f"visit/{self._mailbox}/{name}", text)

    def kept(self, name: str) -> str:
        """What was kept for this person."""
        return super().kept(f"visit/{self._mailbox}/{name}") if self._mailbox else ""

    def _append(self, events: Sequence[Event]) -> tuple[Event, ...]:
        self._require()
        return tuple(event for event in events if self._clinic.add(event))

    def _require(self) -> None:
        if not self._mailbox:
            raise NobodyChosen
