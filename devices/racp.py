"""Record Access Control Point 2A52: fetching stored records, without I/O.

Frames: op, operator, operand. Ops: 01 report, 03 abort, 04 count, 05 count reply, 06 response.
Operators: 0 none, 1 all, 2 <=, 3 >=, 4 range, 5 first, 6 last. Filter 1 is the sequence number (u16), filter
2 the user-facing time (its size is the profile's). Op 02 (delete) can be read in a capture and is never made.

``Transfer`` is the state machine. The caller subscribes first, writes what ``start`` or ``abort`` returns,
hands in every indication, and counts the records that arrive meanwhile by ``record``. One request at a time.

| state     | start     | count reply | response ok, none | other response | abort    |
|-----------|-----------|-------------|-------------------|----------------|----------|
| idle      | counting or reporting | stray | stray           | stray          | refused  |
| counting  | refused   | done        | done              | failed         | aborting |
| reporting | refused   | stray       | done              | failed         | aborting |
| aborting  | refused   | stray       | done              | failed         | refused  |

A stray indication is ignored and told, because devices repeat themselves. After done or failed, ``start`` is
free again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from devices.values import Json
from devices.wire import Cursor, DecodeError, need

REPORT, DELETE, ABORT, COUNT, COUNT_REPLY, RESPONSE = 1, 2, 3, 4, 5, 6
NONE, ALL, UP_TO, FROM, RANGE, FIRST, LAST = range(7)
SEQUENCE, USER_TIME = 1, 2

RESULTS = {
    1: "success",
    2: "op_code_not_supported",
    3: "invalid_operator",
    4: "operator_not_supported",
    5: "invalid_operand",
    6: "no_records_found",
    7: "abort_unsuccessful",
    8: "procedure_not_completed",
    9: "operand_not_supported",
    10: "server_busy",
}
SUCCESS, NO_RECORDS = 1, 6


@dataclass(frozen=True, slots=True)
class Request:
    """A host's request. ``low`` and ``high`` are the operand's bounds, where the operator has them."""

    op: int
    operator: int
    filter: int | None = None
    low: int | None = None
    high: int | None = None

    def encode(self) -> bytes:
        """The bytes to write. Raises ``ValueError`` for a deletion: nothing is deleted on a device."""
        if self.op == DELETE:
            raise ValueError("records are never deleted on a device")
        out = bytes([self.op, self.operator])
        if self.filter is not None:
            out += bytes([self.filter])
        for bound in (self.low, self.high):
            if bound is not None:
                out += bound.to_bytes(2 if self.filter == SEQUENCE else 4, "little")
        return out


def report_all() -> Request:
    """Every stored record."""
    return Request(REPORT, ALL)


def report_from(sequence: int) -> Request:
    """The records from this sequence number on."""
    return Request(REPORT, FROM, SEQUENCE, sequence)


def report_last() -> Request:
    """The newest record."""
    return Request(REPORT, LAST)


def count_all() -> Request:
    """How many records there are."""
    return Request(COUNT, ALL)


@dataclass(frozen=True, slots=True)
class Count:
    """Indication 05: the number of stored records."""

    number: int


@dataclass(frozen=True, slots=True)
class Response:
    """Indication 06: the request it answers, and its result code (``RESULTS``)."""

    request: int
    code: int

    @property
    def result(self) -> str:
        """The result's name; a code that the profile reserves keeps its number."""
        return RESULTS.get(self.code, f"reserved_{self.code}")


def decode(data: bytes) -> Count | Response:
    """An indication of the device. Raises ``DecodeError``."""
    need(data, 3, "an indication")
    op, operator = data[0], data[1]
    if op not in {COUNT_REPLY, RESPONSE}:
        raise DecodeError("wrong op code for an indication")
    if operator != NONE:
        raise DecodeError("the operator of an indication must be 0")
    if op == COUNT_REPLY:
        if len(data) - 2 not in {1, 2, 4}:
            raise DecodeError("a count has 1, 2 or 4 bytes")
        return Count(int.from_bytes(data[2:], "little"))
    need(data, 4, "a response")
    return Response(data[2], data[3])


def encode(value: Count | Response) -> bytes:
    """The indication, as a device sends it."""
    if isinstance(value, Count):
        return bytes([COUNT_REPLY, NONE]) + value.number.to_bytes(2, "little")
    return bytes([RESPONSE, NONE, value.request, value.code])


def fields(value: Count | Response) -> dict[str, Json]:
    """As the front door prints it."""
    if isinstance(value, Count):
        return {"number_of_records": value.number}
    return {"response_to": value.request, "result": value.result}


def decode_request(data: bytes) -> Request:
    """A host's request, of a capture or at a virtual device. Raises ``DecodeError``."""
    need(data, 2, "a request")
    cursor = Cursor(data)
    op, operator = cursor.u8(), cursor.u8()
    if op not in {REPORT, DELETE, ABORT, COUNT}:
        raise DecodeError("wrong op code for a request")
    if (operator == NONE) != (op == ABORT) or operator > LAST:
        raise DecodeError("the operator does not fit the op code")
    if operator not in {UP_TO, FROM, RANGE}:
        return Request(op, operator)
    kind = cursor.u8()
    bounds = 2 if operator == RANGE else 1
    if kind == SEQUENCE:
        size = 2
    elif kind == USER_TIME and cursor.remaining >= bounds and cursor.remaining % bounds == 0:
        size = cursor.remaining // bounds
    else:
        raise DecodeError("unknown filter or missing operand")
    numbers = [cursor.uint(size) for _ in range(bounds)]
    if operator == RANGE and numbers[0] > numbers[1]:
        raise DecodeError("the range runs backwards")
    if operator == UP_TO:
        return Request(op, operator, kind, high=numbers[0])
    return Request(op, operator, kind, *numbers)


def meaning(request: Request) -> str:
    """The request in words."""
    if request.op == ABORT:
        return "abort"
    verb = {REPORT: "report", DELETE: "delete", COUNT: "count"}[request.op]
    if request.operator in {ALL, FIRST, LAST}:
        which = {ALL: "all records", FIRST: "first record", LAST: "last record"}
        return f"{verb} {which[request.operator]}"
    name = "seq" if request.filter == SEQUENCE else "time"
    bounds = {
        UP_TO: f"<= {request.high}",
        FROM: f">= {request.low}",
        RANGE: f"{request.low}..{request.high}",
    }
    return f"{verb} {name} {bounds[request.operator]} (filter type {request.filter})"


def fields_request(request: Request) -> dict[str, Json]:
    """As the front door prints it."""
    return {
        "meaning": meaning(request),
        "op": request.op,
        "operator": request.operator,
        "filter": request.filter,
    }


class State(Enum):
    """Where a transfer stands."""

    IDLE = "idle"
    COUNTING = "counting"
    REPORTING = "reporting"
    ABORTING = "aborting"
    DONE = "done"
    FAILED = "failed"


_BUSY = {State.COUNTING: COUNT, State.REPORTING: REPORT, State.ABORTING: ABORT}


class Transfer:
    """One control point's conversation; see the table at the file's head."""

    def __init__(self) -> None:
        self.state = State.IDLE
        self.records = 0  # arrived since ``start``
        self.expected: int | None = None  # what the device counted
        self.failure = ""  # the result's name, when ``state`` is FAILED

    def start(self, request: Request) -> bytes:
        """The bytes to write for a report or a count. Raises ``ValueError`` while another is under way."""
        if self.state in _BUSY:
            raise ValueError("one request at a time")
        if request.op not in {REPORT, COUNT}:
            raise ValueError("only a report or a count starts a transfer")
        data = request.encode()
        self.state = State.COUNTING if request.op == COUNT else State.REPORTING
        self.failure = ""
        if request.op == REPORT:
            self.records = 0
        return data

    def abort(self) -> bytes:
        """The bytes to write to stop. Raises ``ValueError`` when nothing is under way."""
        if self.state not in {State.COUNTING, State.REPORTING}:
            raise ValueError("nothing to abort")
        self.state = State.ABORTING
        return Request(ABORT, NONE).encode()

    def record(self) -> None:
        """A record has arrived. Late ones, after the response, count too: notifications may overtake."""
        self.records += 1

    def receive(self, data: bytes) -> bool:
        """Take an indication; ``False`` when it was a stray one. Raises ``DecodeError`` for a broken one."""
        answer = decode(data)
        if isinstance(answer, Count):
            if self.state is not State.COUNTING:
                return False
            self.expected = answer.number
            self.state = State.DONE
            return True
        if answer.request != _BUSY.get(self.state):
            return False
        if answer.code in {SUCCESS, NO_RECORDS}:
            if self.state is State.COUNTING:
                self.expected = 0
            self.state = State.DONE
        else:
            self.failure = answer.result
            self.state = State.FAILED
        return True
