"""Which mailboxes have visits, and how late the last one is: so that a day's route needs no other record.

What is kept is derived from the journal and is caught up with it, a mailbox at a time.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from hemmonitor.errors import BadEvent
from hemmonitor.model.visits import VisitPlanned
from hemmonitor.store import codec
from hemmonitor.store.journal import Journal

_KEPT = "visits.book"
_KIND = "visit_planned"


class Book:
    """One thread owns it."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        raw = journal.get(_KEPT)
        kept: dict[str, Any] = json.loads(raw) if raw else {"position": 0, "last": {}}
        self._position: int = kept["position"]
        self._last = {box: dt.datetime.fromisoformat(at) for box, at in kept["last"].items()}

    def since(self, edge: dt.datetime) -> tuple[str, ...]:
        """Mailboxes with a visit that was ever planned for ``edge`` (aware) or later."""
        for _ in self.catch_up():
            pass
        return tuple(sorted(box for box, at in self._last.items() if at >= edge))

    def catch_up(self) -> Iterator[None]:
        """Read what the journal has gained, a mailbox at a time."""
        up_to = self._journal.last_position()
        if up_to == self._position:
            return
        for mailbox in self._journal.changed(self._position):
            for _, body in self._journal.bodies(mailbox, after=self._position):
                if codec.frame(body).kind == _KIND:
                    self._take(body)
            yield
        self._position = up_to
        last = {box: at.isoformat() for box, at in self._last.items()}
        self._journal.put(_KEPT, json.dumps({"position": up_to, "last": last}).encode())

    def _take(self, body: bytes) -> None:
        try:
            event = codec.decode(body)
        except BadEvent:
            return  # the journal tells of it
        if isinstance(event.body, VisitPlanned):
            at = self._last.get(event.mailbox)
            self._last[event.mailbox] = event.body.at if at is None else max(at, event.body.at)
