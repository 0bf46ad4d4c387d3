"""FHIR resources back into measurements, patient, plans and messages.

Strategy: two looks at the resources. The first keeps what others refer to (devices, how a value came in);
the second turns each Observation into a measurement. Ours come back as they were; a foreign one is
understood by its LOINC, MDC or SNOMED codes.

Rules:
- A measurement that was read is imported: its origin says so, and its source names the origin in the file.
- What cannot be understood is a ``Refusal`` with a reason, never a guess. A home average, a coincident time
  stamp and what is not a measure of ours are passed over in silence (``None``).
- A unit that is not one of ours, or does not belong to the figure, is refused.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hemmonitor.clinical.plausibility import RANGES
from hemmonitor.clinical.units import convertible
from hemmonitor.interop.fhir import codes
from hemmonitor.interop.fhir.context import Context, extension, read_time, referred
from hemmonitor.interop.fhir.observation import IMPORTED
from hemmonitor.interop.fhir.samples import series_of
from hemmonitor.interop.fhir.systems import (
    ABSENT_REASON,
    COUNT_EXTENSION,
    MDC,
    SE_NUMBERS,
    UCUM,
    Resource,
    own,
)
from hemmonitor.model.events import Attachment, MeasurementRetracted, MessageWritten, PatientRegistered
from hemmonitor.model.measurement import (
    Component,
    Flag,
    Kind,
    Meal,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
)

_UCUM_ALIASES = {
    "mmHg": Unit.MMHG,
    "{beats}/min": Unit.PER_MINUTE,
    "{Beats}/min": Unit.PER_MINUTE,
    "l": Unit.LITRE,
}


class Refusal(ValueError):
    """An Observation that is a measure of ours and cannot be taken in; the text says why, and no value."""


@dataclass(frozen=True, slots=True)
class ReadMeasurement:
    """A measurement, and its retraction when the resource is entered-in-error."""

    measurement: Measurement
    retraction: MeasurementRetracted | None


def measurement_of(resource: Resource, context: Context, now: dt.datetime) -> ReadMeasurement | None:
    """The measurement in an Observation that passed ``check``; ``None`` when it is not one of ours.

    ``now`` stands as the host's time where the file says none. Raises ``Refusal``.
    """
    if resource.get("resourceType") != "Observation" or _passed_over(resource):
        return None
    kind = codes.kind_of(resource.get("code"))
    if kind is None:
        return None
    at = _time(resource)
    values = tuple(_values(resource, kind))
    try:
        series = series_of(resource.get("component", ()))
        meal = _meal(resource)
    except (ValueError, OverflowError, ArithmeticError):
        raise Refusal("its samples or meal are not in a form that this version knows") from None
    if not values and series is None and kind is not Kind.QUESTIONNAIRE:
        raise Refusal("it has no figure")
    device = context.devices.get(referred(resource.get("device", {})), ("", ""))
    status = resource.get("status")
    if status not in {"final", "amended", "corrected", "entered-in-error"}:
        raise Refusal(f"its status is {status}")
    measurement = Measurement(
        id=_ident(resource),
        kind=kind,
        taken_at=at,
        values=values,
        provenance=_provenance(resource, context, device, now),
        flags=_flags(resource),
        session=str(extension(resource, own("session"), "valueString") or ""),
        note="\n".join(str(note.get("text", "")) for note in resource.get("note", ())),
        series=series,
        meal=meal,
    )
    reason = str(extension(resource, own("retracted"), "valueString") or "")
    wrong = status == "entered-in-error"
    return ReadMeasurement(measurement, MeasurementRetracted(measurement.id, reason) if wrong else None)


def _meal(resource: Resource) -> Meal | None:
    found = extension(resource, own("meal"), "valueCode")
    return None if found is None else Meal(found)


def _passed_over(resource: Resource) -> bool:
    """Averages, and comparisons of clocks: computed or technical, never measured."""
    found = codes.pairs(resource.get("code"))
    averages = {"96607-7", "96608-5", "96609-3"}
    return (
        extension(resource, COUNT_EXTENSION) is not None
        or any(code in averages for _, code in found)
        or (MDC, "67975") in found
    )


def _time(resource: Resource) -> dt.datetime:
    text = resource.get("effectiveDateTime") or resource.get("effectiveInstant")
    if text is None:
        text = resource.get("effectivePeriod", {}).get("start")
    at = read_time(text)
    if at is None:
        raise Refusal("it has no time with a zone")
    return at


def _values(resource: Resource, kind: Kind) -> Iterator[Quantity]:
    found = [
        quantity
        for part in resource.get("component", ())
        if (quantity := _quantity(part, codes.component_of(part.get("code")), kind)) is not None
    ]
    leading = _quantity(resource, codes.component_of(resource.get("code")), kind)
    if leading is not None:
        place = extension(resource, own("position"), "valueInteger") or 0
        found.insert(max(0, int(place)), leading)
    names = [q.component for q in found]
    if len(names) != len(set(names)):
        raise Refusal("a figure occurs twice")
    return iter(found)


def _quantity(part: Resource, component: Component | None, kind: Kind) -> Quantity | None:
    if component is None or "valueSampledData" in part:
        return None
    pulse = kind in {Kind.BLOOD_PRESSURE, *codes.OXIMETERS} and not codes.is_own(part.get("code"))
    if component is Component.HEART_RATE and pulse:
        component = Component.PULSE_RATE  # a foreign panel codes the pulse as heart rate
    amount = part.get("valueQuantity")
    if amount is None:
        reason = next((c for s, c in codes.pairs(part.get("dataAbsentReason")) if s == ABSENT_REASON), None)
        unit = extension(part, own("unit"), "valueString")
        absent = codes.ABSENT_OF.get(reason or "")
        if absent is None or unit not in set(Unit):
            return None
        return Quantity(component, None, Unit(unit), absent)
    value = amount.get("value")
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or "comparator" in amount:
        raise Refusal(f"{component}: its value is not a number")
    unit = _unit(amount)
    limits = RANGES.get(component)
    if limits is not None and not convertible(limits.unit, unit):
        raise Refusal(f"{component}: its unit does not belong to it")
    return Quantity(component, Decimal(value), unit)


def _unit(amount: Resource) -> Unit:
    code = amount.get("code") if amount.get("system") in {UCUM, None} else None
    code = code or amount.get("unit")
    if code in set(Unit):
        return Unit(code)
    if code in _UCUM_ALIASES:
        return _UCUM_ALIASES[code]
    raise Refusal("its unit is not known")


def _flags(resource: Resource) -> frozenset[Flag]:
    extensions = resource.get("extension", ())
    found = [e.get("valueCode") for e in extensions if e.get("url") == own("flag")]
    if any(flag not in set(Flag) for flag in found):
        raise Refusal("it has a flag that this version does not know")
    return frozenset(Flag(flag) for flag in found)


def _ident(resource: Resource) -> str:
    """Our own id, else one made from the identifiers, else from what is measured."""
    identifiers = [i for i in resource.get("identifier", ()) if isinstance(i, dict)]
    mine = next((i.get("value") for i in identifiers if i.get("system") == own("measurement")), None)
    if isinstance(mine, str) and "/" in mine:
        return mine.partition("/")[2]
    fixed = ("code", "effectiveDateTime", "effectivePeriod", "effectiveInstant", "valueQuantity", "component")
    basis: Any = identifiers or [resource.get(name) for name in fixed]
    text = json.dumps(basis, sort_keys=True, default=str)
    return hashlib.sha256(b"hemmonitor/fhir/1" + text.encode()).hexdigest()[:32]


def _provenance(
    resource: Resource, context: Context, device: tuple[str, str], now: dt.datetime
) -> Provenance:
    tags = resource.get("meta", {}).get("tag", ())
    origin = next((t.get("code") for t in tags if t.get("system") == own("origin")), "foreign")
    ident = str(resource.get("id", ""))
    if ident not in context.captures:
        source = f"{IMPORTED}{origin}/"
        return Provenance(Origin.IMPORTED, now, device_id=device[0], device_model=device[1], source=source)
    capture = context.captures[ident]
    if capture is None:
        raise Refusal("how it came in is not in a form that this version knows")
    return Provenance(
        origin=Origin.IMPORTED,
        host_time=capture.recorded or now,
        device_time=capture.device_time,
        correction=capture.correction,
        clock_offset=capture.clock_offset,
        device_id=device[0],
        device_model=device[1],
        source=capture.source if origin == Origin.IMPORTED else f"{IMPORTED}{origin}/{capture.source}",
        raw=capture.raw,
        decoder=capture.decoder,
        user_slot=capture.user_slot,
        sequence=capture.sequence,
        beside=capture.beside,
    )


# --- the rest ----------------------------------------------------------------------------------


def patient_of(resource: Resource) -> PatientRegistered | None:
    """The patient in a Patient resource; ``None`` when it has neither name nor number."""
    numbers = [
        str(i.get("value", ""))
        for i in resource.get("identifier", ())
        if str(i.get("system", "")).startswith(SE_NUMBERS) or i.get("system") == own("number")
    ]
    name: Resource = next(iter(resource.get("name", ())), {})
    given = " ".join(name.get("given", ()))
    text = str(name.get("text") or f"{given} {name.get('family', '')}".strip())
    phone = next(
        (str(t.get("value", "")) for t in resource.get("telecom", ()) if t.get("system") == "phone"), ""
    )
    if not text and not numbers:
        return None
    return PatientRegistered(text, numbers[0] if numbers else "", given, phone)


def message_of(resource: Resource) -> tuple[str, dt.datetime, MessageWritten] | None:
    """Id, time and message in a Communication of ours, or ``None``."""
    mine = next(
        (str(i["value"]) for i in resource.get("identifier", ()) if i.get("system") == own("message")), None
    )
    at = read_time(resource.get("sent"))
    if mine is None or at is None:
        return None
    payload = resource.get("payload", ())
    text = "\n".join(str(p["contentString"]) for p in payload if "contentString" in p)
    sender: Resource = resource.get("sender", {})
    from_patient = "reference" in sender
    files = tuple(_attachments(payload))
    message = MessageWritten(text, str(sender.get("display", "")), from_patient, files)
    return mine.partition("/")[2], at, message


def _attachments(payload: Any) -> Iterator[Attachment]:
    """The files of a message; one that is not whole is left out."""
    for part in payload:
        content = part.get("contentAttachment")
        if not isinstance(content, dict):
            continue
        try:
            data = b64decode(str(content.get("data", "")), validate=True)
        except ValueError:
            continue
        yield Attachment(str(content.get("title", "")), str(content.get("contentType", "")), data)
