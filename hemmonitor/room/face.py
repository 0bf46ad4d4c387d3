"""What a card tells the room about a person: how to greet them, and the limits of their plan.

Strategy: a small part of the plan in the store's own form, compressed with a dictionary of the words that
every plan has, so that it fits a QR code a phone camera reads. What is too long is left out from the end of
a fixed list; the limits of single values go last.

Rules:
- No personal identity number, no family name, no diagnosis, no reason, no message.
- The limits are those of the day the card was made, and the screen says which day.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import Final

import cbor2

from hemmonitor.crypto.card import CONTENT_LIMIT, CardInvalid
from hemmonitor.model.careplan import Plan
from hemmonitor.model.events import PatientRegistered
from hemmonitor.store.forms import FormFault, from_plain, to_plain

_LONGEST: Final = 32 * 1024  # bytes once unpacked
_SHOWN: Final = 40
_REASON: Final = "card"
# the words a plan is made of, most common last (zlib looks from the end); part of the format
_WORDS: Final = (
    b"questionnairerespiratory_rateheart_ratebody_compositiontemperatureglucosespirometryoximetryweight"
    b"mmol/Lmg/dLCelL/minL/skg/min%mm[Hg]body_temperaturebody_weightfev1fev6pefspo2pulse_rate"
    b"frozen_byfrozen_atbaselinesrelativedeltapercentbothdaysclose_afterred_flagsphonehoursrolename"
    b"contactsbandscheduleuntilatweekdaysyellowgreenredltlegegtlevelunitlimitcomparisoncomponentkindid"
    b"thresholdsversionvalid_fromreasonauthorcardshownlanguageplanblood_pressuresystolicdiastolic"
    b"2026-01-01T00:00:00+01:00"
)


@dataclass(frozen=True, slots=True)
class CardFace:
    """``shown`` is a first name and an initial; ``plan`` holds limits, what to measure, and one contact."""

    shown: str
    plan: Plan
    language: str = "sv"

    @property
    def first_name(self) -> str:
        """The name to greet with."""
        return self.shown.split(" ")[0]


def shown_name(patient: PatientRegistered) -> str:
    """The given name and the initial of the last name, as in Gunnel S."""
    parts = patient.name.split()
    given = patient.given_name or (parts[0] if parts else "")
    rest = [part for part in parts if part != given]
    return (f"{given} {rest[-1][0]}." if rest else given)[:_SHOWN]


def pack(patient: PatientRegistered, plan: Plan, language: str = "sv") -> bytes:
    """A card's content, of at most ``CONTENT_LIMIT`` bytes. Raises ``CardInvalid`` when nothing helps."""
    small = _small(plan)
    for shorten in (_same, _without_relative, _one_slot_a_kind, _without_contact):
        small = shorten(small)
        packed = _pack({"shown": shown_name(patient), "language": language, "plan": to_plain(small)})
        if len(packed) <= CONTENT_LIMIT:
            return packed
    raise CardInvalid("card: the plan has more limits than a card holds")


def unpack(content: bytes) -> CardFace:
    """The face of an opened card. Raises ``CardInvalid``."""
    unpacker = zlib.decompressobj(wbits=-15, zdict=_WORDS)
    try:
        raw = unpacker.decompress(content, _LONGEST)
        if not unpacker.eof:
            raise CardInvalid("card: longer than a card")
        fields = cbor2.loads(raw)
        if not isinstance(fields, dict) or set(fields) != {"shown", "language", "plan"}:
            raise CardInvalid("card: not a card's fields")
        shown, language = fields["shown"], fields["language"]
        if not isinstance(shown, str) or not shown.isprintable() or not 0 < len(shown) <= _SHOWN:
            raise CardInvalid("card: no name to greet with")
        if language not in {"sv", "en"}:
            raise CardInvalid("card: an unknown language")
        return CardFace(shown, from_plain(fields["plan"], Plan), language)
    except (zlib.error, cbor2.CBORDecodeError, FormFault) as error:
        raise CardInvalid(f"card: {type(error).__name__}") from error


def _pack(fields: dict[str, object]) -> bytes:
    packer = zlib.compressobj(9, wbits=-15, zdict=_WORDS)
    return packer.compress(cbor2.dumps(fields)) + packer.flush()


def _small(plan: Plan) -> Plan:
    """The part of a plan that a room needs."""
    return Plan(
        version=plan.version,
        valid_from=plan.valid_from.replace(microsecond=0),
        reason=_REASON,
        author="",
        thresholds=tuple(replace(t, id=str(n), source="") for n, t in enumerate(plan.thresholds)),
        schedule=tuple(replace(slot, id=str(n)) for n, slot in enumerate(plan.schedule)),
        contacts=plan.contacts[:1],
        red_flags=plan.red_flags,
        baselines=tuple(replace(b, frozen_by="") for b in plan.baselines),
        relative=tuple(replace(r, id=f"r{n}", source="") for n, r in enumerate(plan.relative)),
        close_after=plan.close_after,
    )


def _same(plan: Plan) -> Plan:
    return plan


def _without_relative(plan: Plan) -> Plan:
    return replace(plan, relative=(), baselines=())


def _one_slot_a_kind(plan: Plan) -> Plan:
    first = {slot.kind: slot for slot in reversed(plan.schedule)}
    return replace(plan, schedule=tuple(first.values()))


def _without_contact(plan: Plan) -> Plan:
    return replace(plan, contacts=())
