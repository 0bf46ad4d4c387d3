"""One person's visit: a journal that lives in memory, and hands every event over sealed before it is "saved".

Strategy: the visit is a small patient's program. Its journal is the memory version with one difference:
``append`` returns only when the events are in an envelope that is durable at the station. What could not be
handed over is tried again with the next call, as the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemmonitor.crypto import card as cards
from hemmonitor.crypto.card import Card, CardInvalid, LockedCard
from hemmonitor.crypto.keys import SigningKey
from hemmonitor.errors import StorageError, WrongPin
from hemmonitor.model.events import Event, PatientRegistered, PlanIssued, UnclaimedReading, new_event_id
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.room import face
from hemmonitor.room.claims import Claim, claim
from hemmonitor.room.face import CardFace
from hemmonitor.room.wire import MARK_SIZE, Facts, Standing, StationLink
from hemmonitor.store.journal import ChainHead, OutboxItem, Stored
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.sync.outbox import seal_for

if TYPE_CHECKING:
    from hemmonitor.sync.outbox import Audience

HANDED = "visit"
"""The context a station's signing key is handed over in."""


class VisitJournal(MemoryJournal):
    """See the module. For one mailbox, by one author."""

    def __init__(
        self, link: StationLink, signer: SigningKey, mailbox: str, audience: Audience, head: ChainHead | None
    ) -> None:
        """``head`` is the station's newest batch in this mailbox, which the first one here continues."""
        super().__init__()
        self._link, self._signer, self._mailbox, self._audience = link, signer, mailbox, audience
        self._waiting: list[tuple[OutboxItem, ChainHead]] = []
        self._owed: set[str] = set()  # ids of events that no call has returned yet
        self._held: set[str] = set()  # ids of events that are not handed over yet: nobody reads them
        if head is not None:
            self._heads[mailbox, signer.device_id] = head

    def append(self, events: Sequence[Event], *, outgoing: bool = True) -> tuple[Event, ...]:
        """As the port says; durable means sealed, and kept by the station."""
        new = super().append(events, outgoing=outgoing)
        if not outgoing:
            return new
        self._owed.update(event.id for event in new)
        self._held.update(event.id for event in new)
        self.hand_over()
        told = tuple(event for event in events if event.id in self._owed)
        self._owed.difference_update(event.id for event in told)
        return told

    def events(self, mailbox: str | None = None, *, after: int = 0) -> Iterator[Stored]:
        """As the port says, up to the first event that waits: those behind it wait too."""
        for stored in super().events(mailbox, after=after):
            if stored.event.id in self._held:
                return
            yield stored

    def last_position(self) -> int:
        """As the port says."""
        return max((stored.position for stored in self.events()), default=0)

    def hand_over(self) -> None:
        """Seal and hand over what waits. Raises ``StorageError`` or ``StationRefuses``; then it waits on."""
        while True:
            while self._waiting:
                self._link.commit(*self._waiting[0])
                self._waiting.pop(0)
            sealed = seal_for(self, self._signer, self._mailbox, self._audience)
            if sealed is None:
                self._held.clear()
                return
            head = self.head(self._mailbox, self._signer.device_id)
            if head is None:
                raise StorageError("a sealed batch left no head")
            item = OutboxItem(sealed.envelope_id, sealed.mailbox, sealed.body, sealed.seq)
            self._waiting.append((item, head))

    @property
    def all_handed_over(self) -> bool:
        """Whether nothing waits in this process."""
        return not self._waiting and not self.unsealed(self._mailbox, 1)

    def look_sent(self, now: dt.datetime) -> bool:
        """Ask the station what the relay has; True when that is more than before."""
        open_now = tuple(item.envelope_id for item in self.unsent(1000))
        found = self._link.sent(open_now) if open_now else frozenset[str]()
        for envelope in found:
            self.mark_sent(envelope, now)
        return bool(found)


@dataclass(frozen=True, slots=True)
class Identified:
    """An opened and checked card."""

    card: Card
    face: CardFace
    standing: Standing


def identify(link: StationLink, locked: LockedCard, pin: str, now: dt.datetime) -> Identified:
    """Open a card and check who issued it.

    Raises ``WrongPin``, ``CardInvalid`` (``CardExpired``), ``StationRefuses`` or ``StorageError``.
    """
    card = locked.open(pin)
    standing = link.standing(card.mailbox, card.issuer)
    if standing.issuer_key is None:
        raise CardInvalid("card: its issuer does not look after this mailbox")
    card.check(standing.issuer_key, now)
    return Identified(card, face.unpack(card.content), standing)


def identify_by_code(link: StationLink, code: str, now: dt.datetime) -> Identified:
    """The person whose one-time code this is; the code is used up. Raises as ``identify``."""
    for text in link.codes():
        try:
            found = identify(link, cards.read(text), code, now)
        except WrongPin:
            continue
        link.used(found.card.id)
        return found
    raise WrongPin("code")


class Visit:
    """What a visit keeps of its person, in memory. Owned by the worker thread."""

    def __init__(self, link: StationLink, facts: Facts, who: Identified, now: dt.datetime) -> None:
        self.who, self.began = who, now
        self._link, self._facts = link, facts
        signer = SigningKey.taken(facts.passing, facts.handed, HANDED, facts.device)
        mailbox, standing = who.card.mailbox, who.standing
        self.journal = VisitJournal(link, signer, mailbox, standing.audience, standing.head)
        name = who.face.shown
        known = (PatientRegistered(name=name, number="", given_name=who.face.first_name),)
        self.journal.append(
            [
                Event(new_event_id(), mailbox, facts.device, now, body)
                for body in (*known, PlanIssued(who.face.plan))
            ],
            outgoing=False,
        )
        own = link.standing(facts.mailbox, facts.device)
        self._unclaimed = VisitJournal(link, signer, facts.mailbox, own.audience, own.head)
        self.measuring: tuple[Kind, dt.datetime] | None = None

    @property
    def device(self) -> str:
        """The station's id, in whose name the visit states its events."""
        return self._facts.device

    def judge(self, measurement: Measurement, now: dt.datetime) -> Claim:
        """Whose it is. A doubtful one is put aside for staff, sealed to the station's team, in here."""
        mark = self._mark(measurement)
        kind, since = self.measuring or (None, None)
        found = claim(
            measurement,
            given=self._link.given(mark),
            began=self.began,
            measuring=kind,
            measuring_since=since,
            now=now,
        )
        if found is Claim.DOUBTFUL:
            self._put_aside(measurement, now)
            self._link.give(mark)
        return found

    def gave(self, measurement: Measurement) -> None:
        """It is durable as this person's: the same record is nobody else's from now on."""
        self._link.give(self._mark(measurement))

    def _put_aside(self, measurement: Measurement, now: dt.datetime) -> None:
        body = UnclaimedReading(measurement, "not_this_visit")
        event_id = hashlib.sha256(b"unclaimed" + self._mark(measurement)).hexdigest()[:32]
        self._unclaimed.append([Event(event_id, self._facts.mailbox, self._facts.device, now, body)])

    def _mark(self, measurement: Measurement) -> bytes:
        """The record's name under the station's key: it tells nobody else which value it was."""
        return hmac.digest(self._facts.mark_key, measurement.id.encode(), "sha256")[:MARK_SIZE]
