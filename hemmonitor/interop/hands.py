"""What moving data in and out needs of a running program. Used on the thread that owns the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hemmonitor.model.record import PatientRecord
from hemmonitor.store.journal import Journal


@dataclass(frozen=True, slots=True)
class Hands:
    """``mailbox`` is a patient's own, empty at a centre; ``author`` is this computer's id.

    ``ready`` has a mailbox's record whole in memory, a part at a time; ``record`` then gives it.
    ``everybody`` are the mailboxes that may be exported together. ``exported`` is called before a record, or
    a part of it, leaves in a form (csv, fhir ...): it goes into the access log, and may refuse.
    """

    journal: Journal
    author: str
    mailbox: str
    ready: Callable[[str, dt.datetime], Iterator[None]]
    record: Callable[[str], PatientRecord]
    everybody: Callable[[], Sequence[str]]
    exported: Callable[[str, dt.datetime, str], None]
