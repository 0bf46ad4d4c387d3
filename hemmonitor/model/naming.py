"""What teams and devices of staff are called: the newest word of a registrar.

Who is a registrar is asked when a name is, since a name may arrive before the log that says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from hemmonitor.model.events import Event, NameGiven


class Names:
    """``take`` events of the centre's mailbox, in any order; ``given`` is what holds."""

    def __init__(self, registrar: Callable[[str], bool]) -> None:
        """``registrar``: whether a device is one, by id."""
        self._registrar = registrar
        self._newest: dict[tuple[str, str], Event] = {}  # of each subject and author

    def take(self, event: Event) -> bool:
        """Take in an event; whether it is its author's newest word for something."""
        if not isinstance(event.body, NameGiven):
            return False
        key = event.body.subject, event.author
        known = self._newest.get(key)
        newer = known is None or _order(event) > _order(known)
        if newer:
            self._newest[key] = event
        return newer

    def given(self) -> dict[str, NameGiven]:
        """By id of the team or device."""
        found: dict[str, NameGiven] = {}
        for event in sorted(self._newest.values(), key=_order):
            if isinstance(event.body, NameGiven) and self._registrar(event.author):
                found[event.body.subject] = event.body
        return found


def _order(event: Event) -> tuple[dt.datetime, str]:
    return event.at, event.id
