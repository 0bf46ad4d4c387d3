"""The station's side of the pipe: answers a visit's questions from the profile, and keeps what is sealed.

Strategy: one method a request, each a few reads or one transaction of the station's own journal. What a visit
asks is checked as if a stranger sent it: a visit can hand over envelopes in the station's own name and
nothing else, and learns nothing of who else was here.

Rules:
- An envelope is durable before it is acknowledged; acknowledging it twice is fine.
- Wrong PINs are counted per card, over restarts, and slow down the next try.
- Nothing here can tell what a value was: marks are keyed digests, envelopes are sealed to others.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from hemmonitor.crypto import cbor
from hemmonitor.crypto.cbor import Malformed
from hemmonitor.crypto.envelope import SIZE_LIMIT
from hemmonitor.crypto.keys import DeviceKeys
from hemmonitor.crypto.members import READERS
from hemmonitor.errors import HemmonitorError, WrongPin
from hemmonitor.model.events import Event, RoomCodeIssued, RoomCodeUsed, StationRegistered, new_event_id
from hemmonitor.room.visit import HANDED
from hemmonitor.room.wire import MARK_SIZE, MESSAGE_LIMIT, StationRefuses
from hemmonitor.store.journal import ChainHead, Journal, OutboxItem
from hemmonitor.sync.trust import Trust

MARKS: Final = 20_000
"""Records remembered as handed over; a room's devices keep some hundreds together."""
FREE: Final = 3
BLOCKED: Final = 8
FIRST_PAUSE, LONGEST_PAUSE = 30, 900  # seconds

_MARK_KEY, _GIVEN, _TRIES = "room.mark_key", "room.given", "room.tries"
_KEPT: Final = frozenset({"devices", "devices.identities", "devices.clocks", "devices.slots", "checks"})
"""What a visit may have kept: of devices and of the room, nothing of people."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What staff see of the room: no person, no value."""

    place: str
    waiting: int  # sealed envelopes that the relay has not acknowledged
    last_contact: str  # ISO time, empty before the first
    unclaimed: int  # values that staff must look at, since the room was set up
    devices: str
    checks: str


class Station:
    """See the module. Owned by the thread that owns the journal."""

    def __init__(
        self,
        journal: Journal,
        trust: Trust,
        keys: DeviceKeys,
        mailbox: str,
        clock: Callable[[], dt.datetime],
        *,
        check_pin: Callable[[str], None],
        committed: Callable[[], None] = lambda: None,
        last_contact: Callable[[], dt.datetime | None] = lambda: None,
    ) -> None:
        """``check_pin`` raises ``WrongPin``; ``committed`` wakes the sync; ``mailbox`` is its own."""
        self._journal, self._trust, self._keys, self._mailbox = journal, trust, keys, mailbox
        self._clock, self._check_pin = clock, check_pin
        self._committed, self._last_contact = committed, last_contact
        if journal.get(_MARK_KEY) is None:
            journal.put(_MARK_KEY, secrets.token_bytes(32))
        kept = journal.get(_GIVEN) or b""
        self._given = dict.fromkeys(kept[at : at + MARK_SIZE] for at in range(0, len(kept), MARK_SIZE))
        self._commands: dict[str, Callable[[list[cbor.Value]], list[cbor.Value]]] = {
            "facts": self._facts,
            "standing": self._standing,
            "commit": self._commit,
            "given": lambda parts: [_mark(parts) in self._given],
            "give": self._give,
            "sent": self._sent,
            "codes": self._codes,
            "used": self._used,
            "wait": self._wait,
            "tried": self._tried,
            "operator": self._operator,
            "keep": self._keep,
        }

    def answer(self, request: bytes) -> bytes:
        """The answer to a request. A bad one gets a refusal; the next is answered."""
        try:
            listed = cbor.as_list(
                cbor.decode(request, limit=MESSAGE_LIMIT, what="request"), "request", at_least=1, at_most=16
            )
            command = self._commands.get(cbor.as_text(listed[0], "request", at_most=20))
            if command is None:
                raise Malformed("request: an unknown name")
            return cbor.encode([True, *command(listed[1:])])
        except StationRefuses as refusal:
            return cbor.encode([False, refusal.reason])
        except HemmonitorError as error:
            return cbor.encode([False, error.code])

    # --- requests -----------------------------------------------------------------------------------

    def _facts(self, parts: list[cbor.Value]) -> list[cbor.Value]:
        _none(parts)
        about = self._about()
        passing, handed = self._keys.signing.handed(HANDED)
        own, mark_key = cbor.id_bytes(self._keys.device_id), self._journal.get(_MARK_KEY)
        found = {name: self._journal.get(name) for name in sorted(_KEPT)}
        kept = json.dumps({name: raw.decode() for name, raw in found.items() if raw})
        return [about.name, about.phone, cbor.id_bytes(self._mailbox), own, mark_key, passing, handed, kept]

    def _standing(self, parts: list[cbor.Value]) -> list[cbor.Value]:
        box, who = cbor.as_tuple(parts, 2, "standing")
        mailbox, issuer = cbor.as_id(box, "mailbox"), cbor.as_id(who, "issuer")
        state = self._trust.state
        device = state.devices.get(issuer)
        allowed = device is not None and device.role in READERS and state.may_read(issuer, mailbox)
        head = self._journal.head(mailbox, self._keys.device_id)
        return [
            device.identity.signing if device is not None and allowed else None,
            [[cbor.id_bytes(each.key_id), each.public] for each in state.recipients(mailbox)],
            state.length,
            state.head,
            None if head is None else [cbor.id_bytes(head.author), head.seq, head.digest],
        ]

    def _commit(self, parts: list[cbor.Value]) -> list[cbor.Value]:
        ident, box, seq, chained, body = cbor.as_tuple(parts, 5, "commit")
        item = OutboxItem(
            cbor.as_id(ident, "envelope"),
            cbor.as_id(box, "mailbox"),
            cbor.as_bytes(body, "envelope", at_most=SIZE_LIMIT),
            cbor.as_int(seq, "seq", low=1),
        )
        if not self._journal.has_envelope(item.envelope_id):
            head = ChainHead(
                self._keys.device_id, item.author_seq, cbor.as_block(chained, cbor.DIGEST_SIZE, "digest")
            )
            self._journal.seal(item, (), head)
        self._committed()
        return []

    def _give(self, parts: list[cbor.Value]) -> list[cbor.Value]:
        mark = _mark(parts)
        if mark not in self._given:
            self._given[mark] = None
            while len(self._given) > MARKS:
                self._given.pop(next(iter(self._given)))
            self._journal.put(_GIVEN, b"".join(self._given))
        return []

    def _sent(self, parts: list[cbor.Value]) -> list[cbor.Value]:
        (asked,) = cbor.as_tuple(parts, 1, "sent")
        ids = [cbor.as_id(each, "envelope") for each in cbor.as_list(asked, "sent", at_most=1000)]
        waiting = {item.envelope_id for item in self._journal.unsent(100_000)}
        return [[cbor.id_bytes(i) for i in ids if i not in waiting and self._journal.has_envelope(i)]]

    def _codes(self, parts: list[cbor.Value]) -> list[cbor.Value]:
        _none(parts)
        now, used = self._clock(), set[str]()
        issued: dict[str, str] = {}
        for stored in self._journal.events(self._mailbox):
            match stored.event.body:
                case RoomCodeIssued(text, card_id, expires) if expires > now:
                    issued[card_id] = text
                case RoomCodeUsed(card_id):
                    used.add(card_id)
        return [[text for card_id, text in issued.items() if card_id not in used][-64:]]

    def _used(self, parts: list[cbor.Value]) -> list[cbor.Value]:
        (card,) = cbor.as_tuple(parts, 1, "used")
        body = RoomCodeUsed(cbor.as_id(card, "card"))
        author = self._keys.device_id
        self._journal.append([Event(new_event_id(), self._mailbox, author, self._clock(), body)])
        self._committed()
        return []

    def _wait(self, parts: list[cbor.Value]) -> list[cbor.Value]:
        (card,) = cbor.as_tuple(parts, 1, "wait")
        return [self._pause(cbor.as_text(card, "card", at_most=32))]

    def _tried(self, parts: list[cbor.Value]) -> list[cbor.Value]:
        card, right = cbor.as_tuple(parts, 2, "tried")
        name = cbor.as_text(card, "card", at_most=32)
        tries = self._tries()
        tries.pop(name, None)
        if right is not True:
            tries[name] = [self._tries().get(name, [0, ""])[0] + 1, self._clock().isoformat()]
        self._journal.put(_TRIES, json.dumps(dict(list(tries.items())[-500:])).encode())
        return [self._pause(name)]

    def _operator(self, parts: list[cbor.Value]) -> list[cbor.Value]:
        (pin,) = cbor.as_tuple(parts, 1, "operator")
        if self._pause("operator"):
            raise StationRefuses("wait")
        try:
            self._check_pin(cbor.as_text(pin, "PIN", at_most=100))
        except WrongPin:
            self._tried(["operator", False])
            raise
        self._tried(["operator", True])
        return [json.dumps(_plain(self.overview()))]

    def _keep(self, parts: list[cbor.Value]) -> list[cbor.Value]:
        name, value = (cbor.as_text(part, "keep", at_most=20_000) for part in cbor.as_tuple(parts, 2, "keep"))
        if name not in _KEPT:
            raise Malformed("keep: an unknown name")
        try:
            json.loads(value)
        except ValueError as error:
            raise Malformed("keep: not JSON") from error
        self._journal.put(name, value.encode())
        return []

    # --- what they share ----------------------------------------------------------------------------

    def overview(self) -> Overview:
        """For staff, on the operator's page."""
        contact = self._last_contact()
        return Overview(
            self._about().name,
            len(self._journal.unsent(100_000)),
            contact.isoformat() if contact else "",
            sum(1 for _ in self._journal.sealed(self._mailbox)),
            (self._journal.get("devices") or b"[]").decode(),
            (self._journal.get("checks") or b"{}").decode(),
        )

    def _about(self) -> StationRegistered:
        told = [
            stored.event.body
            for stored in self._journal.events(self._mailbox)
            if isinstance(stored.event.body, StationRegistered)
        ]
        return told[-1] if told else StationRegistered("")

    def _tries(self) -> dict[str, Any]:
        raw = self._journal.get(_TRIES)
        found: dict[str, Any] = json.loads(raw) if raw else {}
        return found

    def _pause(self, card: str) -> int:
        """Seconds until the next try with this card. A clock that was set back makes it no longer."""
        wrong, last = self._tries().get(card, [0, ""])
        if wrong < FREE:
            return 0
        whole = LONGEST_PAUSE if wrong >= BLOCKED else FIRST_PAUSE * 2 ** (wrong - FREE)
        passed = (self._clock() - dt.datetime.fromisoformat(last)).total_seconds()
        return max(0, round(min(whole, LONGEST_PAUSE) - max(0.0, passed)))


def _plain(overview: Overview) -> dict[str, Any]:
    return {name: getattr(overview, name) for name in Overview.__slots__}


def _none(parts: list[cbor.Value]) -> None:
    if parts:
        raise Malformed("request: too many parts")


def _mark(parts: list[cbor.Value]) -> bytes:
    (mark,) = cbor.as_tuple(parts, 1, "mark")
    return cbor.as_block(mark, MARK_SIZE, "mark")
