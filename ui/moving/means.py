"""What a program lends to the mover. Light: it is made at the start, the rest is read when it is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hemmonitor.interop.hands import Hands
from hemmonitor.model.events import Event
from ui.format import Formatter
from ui.worker import Worker

TEAM = ""  # in place of a mailbox: everybody


@dataclass(frozen=True, slots=True)
class Means:
    """What a program gives the mover: worker, what it moves, clock, language and zone, who is told."""

    worker: Worker
    hands: Callable[[], Hands]
    clock: Callable[[], dt.datetime]
    form: Callable[[], Formatter]
    received: Callable[[Sequence[Event]], object]  # on the worker thread
