"""The worklist's lines kept from one start of the program to the next, beside the journal.

A line is kept in two parts: a short head by which all patients are ranked and listed at once, and the rest,
which is read when the line is shown. Those that stood first are kept once more in one place, to be shown
before all the heads are read. Like all that is derived it is never the truth: it holds as it was made, until
the journal has gained something in its mailbox, or the rules are others (``shelf.stamp``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import cbor2

from hemmonitor.errors import BadEvent
from hemmonitor.model.access import Guard, RecordGuarded
from hemmonitor.model.events import PatientRegistered
from hemmonitor.model.record import PatientRecord
from hemmonitor.shelf import stamp
from hemmonitor.store.forms import FormFault, from_plain, to_plain
from hemmonitor.store.journal import Derived, Journal
from hemmonitor.worklist import Key, Line, Row

HEAD, REST, FIRST = "head", "row", "first"
_UP_TO = "derived.rows"  # the journal's position that everything kept is in step with


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a patient before the line is read. ``told`` is read when it is asked for.

    ``rest``: the bytes of the rest, where they were read in the same go.
    """

    mailbox: str
    key: Key
    told: Sequence[Any]
    rest: bytes | None = None

    def record(self) -> PatientRecord:
        """A record with the name and the protections only."""
        patient, guards = self.told[:2]
        return PatientRecord(
            self.mailbox,
            patient=PatientRegistered(**patient),
            guards={Guard(g): from_plain(body, RecordGuarded) for g, body in guards.items()},
        )

    def line(self, row: Row) -> Line:
        """The whole line."""
        made, until = (dt.datetime.fromisoformat(text) for text in self.told[4:6])
        span = self.told[6]
        return Line(row, self.key, made, until, None if span is None else dt.timedelta(seconds=span))


class KeptRows:
    """The lines in the journal's keeping."""

    def __init__(self, journal: Journal) -> None:
        """Nothing is read yet."""
        self._journal = journal

    def heads(self) -> dict[str, Head]:
        """Those that the journal has gained nothing for, by mailbox."""
        return self._in_step(self._journal.derived(HEAD, stamp()))

    def first(self) -> dict[str, Head]:
        """The same, of those that stood first, in their order; none where that was not kept."""
        kept = next(self._journal.derived(FIRST, stamp(), ""), None)
        raw = self._journal.get(_UP_TO)
        if kept is None or raw is None or kept.position != int(raw):
            return {}  # lines have been kept since
        try:
            told = [(str(name), bytes(head), bytes(rest)) for name, head, rest in cbor2.loads(kept.body)]
        except (cbor2.CBORError, ValueError, TypeError):
            return {}  # damaged: all heads are read
        rest = {name: body for name, _, body in told}
        heads = self._in_step(Derived(name, kept.position, head) for name, head, _ in told)
        return {name: replace(head, rest=rest[name]) for name, head in heads.items()}

    def _in_step(self, every: Iterable[Derived]) -> dict[str, Head]:
        raw = self._journal.get(_UP_TO)
        if raw is None:
            return {}
        gone = set(self._journal.changed(int(raw)))
        heads = ((kept.mailbox, _head(kept)) for kept in every if kept.mailbox not in gone)
        return {mailbox: head for mailbox, head in heads if head is not None}

    def lines(self, heads: Sequence[Head]) -> dict[str, Line]:
        """Whole lines, by mailbox; those that cannot be read are left out."""
        rest = {head.mailbox: head.rest for head in heads if head.rest is not None}
        missing = [head.mailbox for head in heads if head.rest is None]
        if missing:
            rest |= {kept.mailbox: kept.body for kept in self._journal.derived(REST, stamp(), *missing)}
        lines = ((head.mailbox, _line(rest[head.mailbox], head)) for head in heads if head.mailbox in rest)
        return {mailbox: line for mailbox, line in lines if line is not None}

    def forget(self) -> None:
        """Drop all lines; they are made anew."""
        for what in (HEAD, REST, FIRST):
            self._journal.derive(what, "", ())

    def changed(self) -> tuple[str, ...]:
        """Mailboxes that the journal has gained something for since the lines were kept."""
        raw = self._journal.get(_UP_TO)
        return self._journal.changed(int(raw) if raw is not None else 0)

    def keep_first(self, mailboxes: Sequence[str]) -> None:
        """Keep the lines of these once more, in this order and in one place: read in one go."""
        raw = self._journal.get(_UP_TO)
        if not mailboxes or raw is None:
            return
        heads, rest = (
            {kept.mailbox: kept.body for kept in self._journal.derived(what, stamp(), *mailboxes)}
            for what in (HEAD, REST)
        )
        told = [[name, heads[name], rest[name]] for name in mailboxes if name in heads and name in rest]
        first = Derived("", int(raw), cbor2.dumps(told))
        self._journal.derive(FIRST, stamp(), (first,))

    def keep(self, lines: Mapping[str, tuple[Line, PatientRecord]], up_to: int) -> None:
        """Keep these lines, each with the record it was made of; all others are in step with ``up_to``."""
        heads, rest = [], []
        for mailbox, (line, record) in lines.items():
            guards = {guard: to_plain(body) for guard, body in record.guards.items()}
            standing, name, _ = line.key
            span = None if line.offset is None else line.offset.total_seconds()
            head = [to_plain(line.row.patient), guards, [*standing], name]
            head += [line.made.isoformat(), line.until.isoformat(), span]
            spark = [(at.isoformat(), value) for at, value in line.row.spark]
            heads.append(Derived(mailbox, up_to, cbor2.dumps(head)))
            rest.append(Derived(mailbox, up_to, cbor2.dumps([to_plain(replace(line.row, spark=())), spark])))
        self._journal.derive(REST, stamp(), rest)
        self._journal.derive(HEAD, stamp(), heads)
        self._journal.put(_UP_TO, str(up_to).encode())


def light(record: PatientRecord) -> PatientRecord:
    """The name and the protections of a record."""
    return PatientRecord(record.mailbox, patient=record.patient, guards=dict(record.guards))


def _line(body: bytes, head: Head) -> Line | None:
    try:
        plain, spark = cbor2.loads(body)
        row = from_plain(plain, Row)
    except (cbor2.CBORError, BadEvent, FormFault, ValueError, TypeError):
        return None  # damaged, or of a form that is not today's: it is made anew
    values = tuple((dt.datetime.fromisoformat(at), value) for at, value in spark)
    return head.line(replace(row, spark=values))


def _head(kept: Derived) -> Head | None:
    try:
        told = cbor2.loads(kept.body)
        standing, name = told[2:4]
        key = (standing[0], standing[1], standing[2], standing[3]), name, kept.mailbox
    except (cbor2.CBORError, ValueError, TypeError, IndexError):
        return None  # damaged: it is made anew
    return Head(kept.mailbox, key, told)
