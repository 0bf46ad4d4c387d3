"""Fetching stored records through the Record Access Control Point: glucose, CGM, oximeter.

Strategy: begin at the bookmark, itself included. If the device does not hold that very record any more, its
numbers have begun anew, and everything is fetched. A device that knows no such filter is asked for
everything. A record that says that a context follows waits for it, at most to the end of the transfer.

The bookmark moves only when the whole transfer has succeeded: records may come in any order, and a broken
transfer starts over. What comes twice is known by its id.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices import racp
from devices.dialogue import Bookmark, Dialogue, Finished, Frame, GiveUp, Restarted, Setting, Steps, Write
from devices.wire import DecodeError

CONTROL = "2A52"
UNKNOWN_FILTER = {
    "op_code_not_supported",
    "invalid_operator",
    "operator_not_supported",
    "invalid_operand",
    "operand_not_supported",
}
TRY_AGAIN = {"server_busy", "procedure_not_completed"}
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a service keeps its records' numbers.

    ``number_at``: offset of the u16, or ``None`` when records have none; ``context``: the characteristic of
    second frames, announced by ``context_flag`` in the record's first byte; ``sized``: a notification holds
    several records, each beginning with its size; ``stays``: new values come without asking.
    """

    records: str
    number_at: int | None
    context: str = ""
    context_flag: int = 0
    sized: bool = False
    stays: bool = False


GLUCOSE = Shape("2A18", 1, context="2A34", context_flag=0x10)
CGM = Shape("2AA7", 4, sized=True, stays=True)
OXIMETER = Shape("2A5E", None, stays=True)


class StoredRecords(Dialogue):
    """One transfer. ``setting.bookmark`` is where the last one ended."""

    patience = 10.0

    def __init__(self, shape: Shape, setting: Setting) -> None:
        self._shape = shape
        self._known = setting.bookmark if shape.number_at is not None else None
        self._resuming = self._known
        self._newest: Bookmark | None = None
        self._found = False
        self._transfer = racp.Transfer()
        self._attempts = 0  # at a device that was busy
        self._aborted = False
        self._waiting: dict[int, Frame] = {}
        self._contexts: dict[int, bytes] = {}

    def begin(self) -> Steps:
        """Ask for the records from the bookmark on, or for all."""
        known = self._resuming
        request = racp.report_all() if known is None else racp.report_from(known.sequence)
        return [Write(CONTROL, self._transfer.start(request))]

    def heard(self, source: str, data: bytes) -> Steps:
        """A record, a context, or what the control point says."""
        if source == CONTROL:
            return self._told(data)
        if source == self._shape.context:
            return self._context(data)
        return [step for record in self._records(data) for step in self._record(record)]

    def silent(self) -> Steps:
        """Stop a transfer that does not go on; ask again where the device was busy."""
        if self._transfer.state is racp.State.FAILED and self._attempts < ATTEMPTS:
            self._attempts += 1
            return self.begin()
        if self._transfer.state is racp.State.REPORTING:
            self._aborted = True
            return [Write(CONTROL, self._transfer.abort())]
        if self._transfer.state in {racp.State.ABORTING, racp.State.FAILED}:
            self._transfer.state = racp.State.IDLE
            return [*self._flush(), GiveUp("the transfer of stored records did not end")]
        return []

    # --- what comes ----------------------------------------------------------------------------

    def _records(self, data: bytes) -> list[bytes]:
        """The records of a notification; what is left of a broken one is a record too, and fails as one."""
        if not self._shape.sized:
            return [data]
        found = []
        while data:
            size = data[0] if 0 < data[0] <= len(data) else len(data)
            found.append(data[:size])
            data = data[size:]
        return found

    def _record(self, data: bytes) -> Steps:
        self._transfer.record()
        frame = Frame(self._shape.records, data)
        number = self._number(data, self._shape.number_at)
        if number is None:
            return [frame]
        bookmark = Bookmark(number, self._identity(data))
        if bookmark == self._resuming:
            self._found = True
        if self._newest is None or number >= self._newest.sequence:
            self._newest = bookmark
        if not data[0] & self._shape.context_flag:
            return [frame]
        beside = self._contexts.pop(number, None)
        if beside is not None:
            return [Frame(frame.source, data, beside=beside)]
        earlier = self._waiting.get(number)
        self._waiting[number] = frame
        return [] if earlier is None else [earlier]

    def _context(self, data: bytes) -> Steps:
        number = self._number(data, 1)
        if number is None:
            return [Frame(self._shape.context, data)]
        waiting = self._waiting.pop(number, None)
        if waiting is None:
            self._contexts[number] = data
            return []
        return [Frame(waiting.source, waiting.data, beside=data)]

    def _told(self, data: bytes) -> Steps:
        try:
            if not self._transfer.receive(data):
                return []
        except DecodeError:
            return [Frame(CONTROL, data)]
        if self._aborted:
            return [*self._flush(), GiveUp("the transfer of stored records was stopped")]
        if self._transfer.state is racp.State.FAILED:
            return self._refused()
        if self._resuming is not None and not self._found:
            self._resuming = self._newest = None
            return [*self._flush(), Restarted(), *self.begin()]
        return [*self._flush(), Finished(self._newest or self._known, hang_up=not self._shape.stays)]

    def _refused(self) -> Steps:
        failure = self._transfer.failure
        if self._resuming is not None and failure in UNKNOWN_FILTER:
            self._resuming = None
            return self.begin()
        if failure in TRY_AGAIN and self._attempts < ATTEMPTS:
            return []  # asked again after some silence
        self._transfer.state = racp.State.IDLE
        return [*self._flush(), GiveUp(f"the device refuses its stored records: {failure}")]

    def _flush(self) -> Steps:
        """What waited in vain for its context."""
        waiting = list(self._waiting.values())
        self._waiting.clear()
        return [*waiting]

    def _number(self, data: bytes, at: int | None) -> int | None:
        if at is None or len(data) < at + 2:
            return None
        return int.from_bytes(data[at : at + 2], "little")

    def _identity(self, data: bytes) -> bytes:
        """The record without what may change later: a person can add a context to it."""
        return bytes([data[0] & ~self._shape.context_flag & 0xFF]) + data[1:]
