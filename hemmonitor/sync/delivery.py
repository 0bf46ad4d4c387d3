"""From a verified batch to stored events: what its payloads say must be the batch's own author's word.

Rules:
- A batch with an event for another mailbox, or in another's name, is refused as a whole; so is one in which
  a patient's program states what only staff may state, or the other way round.
- One transaction holds the events, the author's head and the cursor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hemmonitor.crypto.members import READERS
from hemmonitor.errors import BadEvent
from hemmonitor.model.events import Event, may_state
from hemmonitor.store import codec
from hemmonitor.sync.packing import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hemmonitor.store.journal import Journal
    from hemmonitor.sync.inbox import OpenedBatch, Sink
    from hemmonitor.sync.trust import Trust


class ForeignEvent(BadEvent):
    """A record was stated in somebody else's name. It is kept, and not used."""

    code = "protocol.foreign_event"


def store_batch(journal: Journal, batch: OpenedBatch, *, by_staff: bool) -> tuple[Event, ...]:
    """Decode and store a batch; returns the events that are new and can be read.

    ``by_staff`` is what the membership log says of the author. Raises ``ForeignEvent`` when one event is
    for another mailbox, by another author, or not its author's to state; then nothing is stored.
    """
    events = [codec.read(event) for payload in batch.payloads for event in unpack(payload)]
    for event in events:
        # the frame of an unreadable event may be unreadable too, and then it names nobody
        named = (event.mailbox, event.author)
        if named not in {(batch.mailbox, batch.author), ("", "")}:
            raise ForeignEvent(f"envelope {batch.envelope_id}: another's name")
        if isinstance(event, Event) and not may_state(event.body, by_staff=by_staff):
            raise ForeignEvent(f"envelope {batch.envelope_id}: not the author's to state")
    return journal.receive(batch.mailbox, batch.envelope_id, events, batch.head, batch.cursor)


def journal_sink(journal: Journal, trust: Trust, on_events: Callable[[str, Sequence[Event]], None]) -> Sink:
    """A sink that stores batches and tells which events of which mailbox are new."""

    async def sink(batch: OpenedBatch) -> None:
        author = trust.state.devices.get(batch.author)
        events = store_batch(journal, batch, by_staff=author is not None and author.role in READERS)
        if events:
            on_events(batch.mailbox, events)

    return sink
