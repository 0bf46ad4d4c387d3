"""What goes over the pipe between a visit and its station: requests, answers, and what each may hold.

A request is a CBOR list, its name first; an answer is ``[true, ...]`` or ``[false, error code]``. Both ends
are this program, yet the station reads strictly: a visit has met a stranger's card and devices.

Rules:
- No request holds a name, a value or a time of measuring: mailbox ids, public keys, digests and ciphertext.
- The one secret is the station's signing key, handed to the visit when it begins (``SigningKey.handed``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Protocol

from hemmonitor.crypto import cbor
from hemmonitor.crypto.envelope import SIZE_LIMIT
from hemmonitor.crypto.members import Recipient
from hemmonitor.crypto.verify import SEALING_SIZE, SIGNING_SIZE
from hemmonitor.errors import HemmonitorError, StorageError
from hemmonitor.store.journal import ChainHead, OutboxItem
from hemmonitor.sync.outbox import Audience

MESSAGE_LIMIT: Final = SIZE_LIMIT + 65_536
MARK_SIZE: Final = 16
_TEXT: Final = 20_000
_MOST: Final = 1000


class StationRefuses(HemmonitorError):
    """The room cannot do this now. Nothing was saved; call the care centre."""

    code = "room.refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Facts:
    """What a visit is told when it begins."""

    place: str
    phone: str
    mailbox: str  # the station's own
    device: str  # the station's id as an author
    mark_key: bytes = field(repr=False)
    passing: bytes = field(repr=False)
    handed: bytes = field(repr=False)
    kept: str = "{}"  # JSON: what the room remembers of its devices, by topic


@dataclass(frozen=True, slots=True)
class Standing:
    """What the station knows of a mailbox: who may have issued a card for it, and whom to seal to."""

    issuer_key: bytes | None  # None: this issuer may not
    audience: Audience
    head: ChainHead | None


class Line(Protocol):
    """One question to the station and its answer, as bytes. Raises ``StorageError`` when it is gone."""

    def ask(self, request: bytes) -> bytes:
        """Wait for the answer."""


class StationLink:
    """The station as a visit sees it. Every method raises ``StationRefuses`` or ``StorageError``."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def _ask(self, name: str, *parts: cbor.Value) -> list[cbor.Value]:
        answer = cbor.decode(
            self._line.ask(cbor.encode([name, *parts])), limit=MESSAGE_LIMIT, what="station's answer"
        )
        listed = cbor.as_list(answer, "station's answer", at_least=1, at_most=16)
        if listed[0] is not True:
            reason = cbor.as_text(listed[1], "reason", at_most=80)
            if reason.startswith("storage"):
                raise StorageError(f"the station: {reason}")
            raise StationRefuses(reason)
        return listed[1:]

    def facts(self) -> Facts:
        """What a visit begins with."""
        place, phone, mailbox, device, mark_key, passing, handed, kept = self._ask("facts")
        return Facts(
            cbor.as_text(place, "place", at_most=80),
            cbor.as_text(phone, "phone", at_most=40),
            cbor.as_id(mailbox, "mailbox"),
            cbor.as_id(device, "device"),
            cbor.as_bytes(mark_key, "mark key", at_most=64),
            cbor.as_bytes(passing, "passing", at_most=64),
            cbor.as_bytes(handed, "handed", at_most=256),
            cbor.as_text(kept, "kept", at_most=_TEXT),
        )

    def standing(self, mailbox: str, issuer: str) -> Standing:
        """Whom to seal a mailbox to, and whether this issuer may have made a card for it."""
        key, recipients, length, log_head, head = self._ask(
            "standing", cbor.id_bytes(mailbox), cbor.id_bytes(issuer)
        )
        return Standing(
            None if key is None else cbor.as_block(key, SIGNING_SIZE, "issuer key"),
            Audience(_recipients(recipients), cbor.as_int(length, "log length"), _digest(log_head)),
            None if head is None else _head(head),
        )

    def commit(self, item: OutboxItem, head: ChainHead) -> None:
        """Make a sealed envelope durable. Doing it twice changes nothing."""
        self._ask(
            "commit",
            cbor.id_bytes(item.envelope_id),
            cbor.id_bytes(item.mailbox),
            item.author_seq,
            head.digest,
            item.body,
        )

    def given(self, mark: bytes) -> bool:
        """Whether a record with this mark was handed over before."""
        return self._ask("given", mark)[0] is True

    def give(self, mark: bytes) -> None:
        """Remember a record's mark."""
        self._ask("give", mark)

    def sent(self, envelopes: tuple[str, ...]) -> frozenset[str]:
        """Which of these the relay has acknowledged."""
        (found,) = self._ask("sent", [cbor.id_bytes(each) for each in envelopes])
        return frozenset(cbor.as_id(each, "envelope") for each in cbor.as_list(found, "sent", at_most=_MOST))

    def codes(self) -> tuple[str, ...]:
        """The cards that wait for a one-time code, as texts."""
        (found,) = self._ask("codes")
        return tuple(
            cbor.as_text(each, "card", at_most=_TEXT) for each in cbor.as_list(found, "codes", at_most=64)
        )

    def used(self, card: str) -> None:
        """A one-time code was used."""
        self._ask("used", cbor.id_bytes(card))

    def wait(self, card: str) -> int:
        """Seconds until a PIN is taken for this card; ``code`` and ``operator`` are names too."""
        return cbor.as_int(self._ask("wait", card)[0], "seconds")

    def tried(self, card: str, *, right: bool) -> int:
        """A PIN was tried; the seconds to wait now."""
        return cbor.as_int(self._ask("tried", card, right)[0], "seconds")

    def operator(self, pin: str) -> str:
        """The state of the room, for staff, as JSON. ``StationRefuses`` for a wrong PIN."""
        return cbor.as_text(self._ask("operator", pin)[0], "overview", at_most=_TEXT)

    def keep(self, name: str, value: str) -> None:
        """Keep what staff or a device changed: a topic of ``devices.memory``, or ``checks``. JSON."""
        self._ask("keep", name, value)


def _recipients(value: cbor.Value) -> tuple[Recipient, ...]:
    pairs = (cbor.as_tuple(each, 2, "recipient") for each in cbor.as_list(value, "recipients", at_most=64))
    return tuple(
        Recipient(cbor.as_id(key_id, "key id"), cbor.as_block(key, SEALING_SIZE, "key"))
        for key_id, key in pairs
    )


def _head(value: cbor.Value) -> ChainHead:
    author, seq, chained = cbor.as_tuple(value, 3, "head")
    return ChainHead(cbor.as_id(author, "author"), cbor.as_int(seq, "seq"), _digest(chained))


def _digest(value: cbor.Value) -> bytes:
    return cbor.as_block(value, cbor.DIGEST_SIZE, "digest")
