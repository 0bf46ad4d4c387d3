"""Values that are nobody's: kept, sealed at rest as all the rest, until staff have said what becomes of them.

They stay on this computer. What is given to a person is stored as theirs; what is put aside is remembered by
its id alone, so that a device which sends it again does not ask again.
"""

from __future__ import annotations

import datetime as dt
import json
from base64 import b64decode, b64encode
from dataclasses import dataclass

from hemmonitor.model.events import Event, UnclaimedReading
from hemmonitor.model.measurement import Measurement
from hemmonitor.store import codec
from hemmonitor.store.journal import Journal

_KEPT, _DONE = "visits.strays", "visits.done"
MOST_DONE = 20_000
"""Ids of values that have an owner, or were put aside; a bag's devices keep some hundreds together."""
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Stray:
    """A value that came at ``at`` while nobody was chosen, or that may be an earlier person's (``doubt``)."""

    measurement: Measurement
    at: dt.datetime
    doubt: bool


class Strays:
    """One thread owns it."""

    def __init__(self, journal: Journal, device: str) -> None:
        self._journal, self._device = journal, device
        raw, done = journal.get(_KEPT), journal.get(_DONE)
        self._waiting: dict[str, bytes] = {}
        for text in json.loads(raw) if raw else []:
            body = b64decode(text)
            self._waiting[_stray(body).measurement.id] = body
        self._done: dict[str, None] = dict.fromkeys(json.loads(done) if done else [])

    @property
    def waiting(self) -> tuple[Stray, ...]:
        """In the order they came."""
        return tuple(_stray(body) for body in self._waiting.values())

    def is_done(self, measurement_id: str) -> bool:
        """Whether the value has an owner, or was put aside."""
        return measurement_id in self._done

    def keep(self, measurement: Measurement, now: dt.datetime, *, doubt: bool) -> bool:
        """Keep a value durably; ``False`` when it waits already. Raises ``StorageError``."""
        if measurement.id in self._waiting:
            return False
        body = UnclaimedReading(measurement, "doubt" if doubt else "nobody")
        self._waiting[measurement.id] = codec.encode(Event(measurement.id, NOBODY, self._device, now, body))
        self._save()
        return True

    def take(self, measurement_id: str) -> Stray | None:
        """The one that waits, if it does."""
        body = self._waiting.get(measurement_id)
        return _stray(body) if body is not None else None

    def done(self, measurement_id: str) -> None:
        """It has an owner now, or was put aside. Twice is fine."""
        if measurement_id not in self._done:
            self._done[measurement_id] = None
            while len(self._done) > MOST_DONE:
                self._done.pop(next(iter(self._done)))
            self._journal.put(_DONE, json.dumps(list(self._done)).encode())
        if self._waiting.pop(measurement_id, None) is not None:
            self._save()

    def _save(self) -> None:
        texts = [b64encode(body).decode() for body in self._waiting.values()]
        self._journal.put(_KEPT, json.dumps(texts).encode())


def _stray(body: bytes) -> Stray:
    event = codec.decode(body)
    assert isinstance(event.body, UnclaimedReading)
    return Stray(event.body.measurement, event.at, event.body.reason == "doubt")
