"""Looks through everything that one computer keeps, for ``hemmonitor doctor``: is it whole, does it fit?

Strategy: from the ground up. The database's pages, tables and rows (``store.integrity``); the membership log,
which is checked by being read; what was sealed here, opened again and laid beside the events as they are
stored, each envelope naming the one before; the access log's chains; and last what is derived from events,
laid beside what the events say now.

Rules:
- Findings name places and counts, never what a row says.
- Nothing is changed, but derived data that is wrong: it is dropped, and made anew by whoever needs it.
- What cannot be read ends its own part, and the rest is looked through.
- What others wrote cannot be compared with its signature, which is not kept: pages and rows stand for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from hemmonitor.access import read_log
from hemmonitor.bootstrap import Profile, centre_box
from hemmonitor.crypto.envelope import Opened, open_envelope
from hemmonitor.crypto.members import READERS
from hemmonitor.crypto.verify import digest
from hemmonitor.errors import CryptoError, NotForMe, ProtocolError, StorageError
from hemmonitor.keptrows import HEAD, Head, KeptRows
from hemmonitor.model.events import Event
from hemmonitor.model.record import PatientRecord
from hemmonitor.shelf import WHAT, Shelf, read_part, stamp
from hemmonitor.store import codec
from hemmonitor.store.journal import Damage, Derived, Journal, OutboxItem
from hemmonitor.sync.packing import unpack
from hemmonitor.worklist import row_of


class Part(StrEnum):
    """What was looked through."""

    PAGES = "pages"  # the file's bytes
    STRUCTURE = "structure"  # its tables and indexes
    EVENTS = "events"  # the events, and what was sealed of them
    CHAIN = "chain"  # the order of what was sealed here
    MEMBERS = "members"  # the membership log
    ACCESS = "access"  # the access log
    DERIVED = "derived"  # what is worked out of the events


MOST_DERIVED: Final = 1000
"""Mailboxes whose derived data is compared, spread over all: each asks for its whole history."""
_OF_DAMAGE: Final = {
    Damage.PAGE: Part.PAGES,
    Damage.STRUCTURE: Part.STRUCTURE,
    Damage.ROW: Part.EVENTS,
}


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. ``faults`` says where, by part; ``events`` and ``envelopes`` were compared."""

    faults: dict[Part, list[str]] = field(default_factory=dict)
    events: int = 0
    envelopes: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def look(profile: Profile) -> Report:
    """Look through a profile that has a place in a centre. Takes minutes where there is much.

    Derived data that is wrong has been dropped on return.
    """
    search = _Search(profile)
    search.run()
    return Report({part: found for part, found in search.faults.items() if found}, *search.counts)


class _Search:
    """One look through a profile."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._journal: Journal = profile.journal
        self.faults: dict[Part, list[str]] = {part: [] for part in Part}
        self.counts = [0, 0]
        self._kept: dict[str, dict[str, Derived]] = {}

    def run(self) -> None:
        """Look through all parts."""
        self._part(Part.STRUCTURE, self._store)
        if self.faults[Part.PAGES] or self.faults[Part.STRUCTURE]:
            return  # what the rest would read is not what was written
        self._part(Part.MEMBERS, self._members)
        if not self.faults[Part.MEMBERS]:  # it says whose signatures count
            self._part(Part.CHAIN, self._sealed)
            self._part(Part.ACCESS, self._access)
            self._part(Part.DERIVED, self._derived)

    def _part(self, part: Part, look_through: Callable[[], None]) -> None:
        try:
            look_through()
        except (StorageError, CryptoError, ProtocolError) as error:
            self.faults[part].append(error.code)

    def _store(self) -> None:
        for fault in self._journal.faults():
            self.faults[_OF_DAMAGE[fault.damage]].append(fault.where)

    def _members(self) -> None:
        self._profile.trust()

    # --- what was sealed here -------------------------------------------------------------------

    def _sealed(self) -> None:
        for mailbox in self._journal.mailboxes():
            places = self._journal.sealed_places(mailbox)
            before: tuple[int, bytes] | None = None
            for item in self._journal.sealed(mailbox):
                self.counts[1] += 1
                if before is not None and item.author_seq != before[0] + 1:
                    self._note(Part.CHAIN, item, "does not follow the one before")
                self._compare(item, before, places.get(item.envelope_id, ()))
                before = item.author_seq, digest(item.body)
            self._newest(mailbox, before)

    def _newest(self, mailbox: str, newest: tuple[int, bytes] | None) -> None:
        head = self._journal.head(mailbox, self._profile.keys.device_id)
        if newest is not None and (head is None or (head.seq, head.digest) != newest):
            self.faults[Part.CHAIN].append(f"the newest envelope is not number {head.seq if head else 0}")

    def _compare(self, item: OutboxItem, before: tuple[int, bytes] | None, places: tuple[int, ...]) -> None:
        """Lay an envelope beside the events as they are stored."""
        trust = self._profile.trust()
        try:
            opened = open_envelope(item.body, trust.ring, trust.signing_key)
        except NotForMe:
            return  # by now the key has been destroyed, as it should be
        except CryptoError:
            self._note(Part.CHAIN, item, "is damaged")
            return
        if before is not None and opened.batch.previous != before[1]:
            self._note(Part.CHAIN, item, "names another one before it")
        signed, stored = _events_in(opened), {s.event.id: s.event for s in self._journal.events_at(places)}
        self.counts[0] += len(signed)
        for event in signed:
            if isinstance(event, Event) and stored.get(event.id) != event:
                self._note(Part.EVENTS, item, "holds an event that is stored differently, or not at all")
        if stored.keys() - {event.id for event in signed}:
            self._note(Part.EVENTS, item, "does not hold all events that are marked as sent with it")

    def _note(self, part: Part, item: OutboxItem, what: str) -> None:
        self.faults[part].append(f"envelope {item.author_seq}: {what}")

    # --- the access log, and what is derived -----------------------------------------------------

    def _access(self) -> None:
        place = self._profile.placed()
        if place.role in READERS:
            view = read_log(self._journal, centre_box(place.centre))
            self.faults[Part.ACCESS] += [f"entry {fault.seq}: {fault.kind}" for fault in view.faults]

    def _derived(self) -> None:
        self._kept = {
            what: {kept.mailbox: kept for kept in self._journal.derived(what, stamp())}
            for what in (WHAT, HEAD)
        }
        rows = KeptRows(self._journal)
        heads, gone = rows.heads(), set(rows.changed())  # what has changed is made anew in any case
        boxes = sorted(self._kept[WHAT].keys() | self._kept[HEAD].keys() - gone)
        for mailbox in boxes[:: len(boxes) // MOST_DERIVED + 1]:
            whole = Shelf(self._journal, self._profile.admits).whole(mailbox)
            self.faults[Part.DERIVED] += self._kept_record(mailbox, whole)
            if mailbox in self._kept[HEAD] and mailbox not in gone:
                self.faults[Part.DERIVED] += _kept_line(rows, heads.get(mailbox), whole)
        if self.faults[Part.DERIVED]:
            self._journal.derive(WHAT, "", ())
            rows.forget()

    def _kept_record(self, mailbox: str, whole: PatientRecord) -> Iterator[str]:
        kept = self._kept[WHAT].get(mailbox)
        if kept is None:
            return
        if read_part(kept.body) is None:
            yield "a shortened record cannot be read"
        elif not _says_the_same(Shelf(self._journal, self._profile.admits).recent(mailbox, None), whole):
            yield "a shortened record says something else than the whole one"


def _kept_line(rows: KeptRows, head: Head | None, whole: PatientRecord) -> Iterator[str]:
    line = rows.lines((head,)).get(whole.mailbox) if head is not None else None
    if line is None or whole.patient is None:
        yield "a line of the worklist cannot be read"
    elif line.row != row_of(whole, line.made):
        yield "a line of the worklist says something else than the record"


def _events_in(opened: Opened) -> list[Event | codec.Unread]:
    return [codec.read(raw) for payload in opened.batch.payloads for raw in unpack(payload)]


def _says_the_same(part: PatientRecord, whole: PatientRecord) -> bool:
    """Whether a record in part has the whole one's name, plans and messages, and accounts for every value."""
    kept = Counter(measurement.kind for measurement in part.measurements)
    kept.update(part.older.counts)
    return (
        kept == Counter(measurement.kind for measurement in whole.measurements)
        and all(whole.measurement(one.id) == one for one in part.measurements)
        and (part.patient, part.plans, part.messages) == (whole.patient, whole.plans, whole.messages)
    )
