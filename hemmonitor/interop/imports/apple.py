"""Apple Health's ``export.xml``, alone or in the zip that the telephone makes. Streamed.

Strategy: an incremental parser that refuses entities; only ``Record`` elements of measures we know are
looked at. Systolic and diastolic pressure are records of their own, in different places of the file: they
are paired by source and time. Copies of records inside ``Correlation`` are the same records again.

The document type that the telephone writes has been malformed in some versions; it defines nothing that is
needed, so it is passed over, unless it defines an entity: an export never does.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from hemmonitor.interop.forms import Format
from hemmonitor.interop.imports.found import Choices, Draft, Fault, Item, Why, measured
from hemmonitor.interop.imports.texts import moment
from hemmonitor.interop.source import BadFile, Source
from hemmonitor.model.measurement import Component, Kind, Quantity, Unit

MEMBER = "export.xml"
_CHUNK = 1 << 18
_TYPE = "HKQuantityTypeIdentifier"
_DOCTYPE_WITHIN = 1 << 18  # bytes

# What a person measures with a device of their own; a watch's stream of heart rates only when asked for.
RECORDS: dict[str, tuple[Kind, Component]] = {
    "BloodPressureSystolic": (Kind.BLOOD_PRESSURE, Component.SYSTOLIC),
    "BloodPressureDiastolic": (Kind.BLOOD_PRESSURE, Component.DIASTOLIC),
    "OxygenSaturation": (Kind.OXIMETRY, Component.SPO2),
    "BodyMass": (Kind.WEIGHT, Component.BODY_WEIGHT),
    "BodyTemperature": (Kind.TEMPERATURE, Component.BODY_TEMPERATURE),
    "BloodGlucose": (Kind.GLUCOSE, Component.GLUCOSE),
    "ForcedExpiratoryVolume1": (Kind.SPIROMETRY, Component.FEV1),
    "ForcedVitalCapacity": (Kind.SPIROMETRY, Component.FVC),
    "PeakExpiratoryFlowRate": (Kind.SPIROMETRY, Component.PEF),
    "HeartRate": (Kind.HEART_RATE, Component.HEART_RATE),
    "RespiratoryRate": (Kind.RESPIRATORY_RATE, Component.RESPIRATORY_RATE),
}
USUAL = frozenset(Kind) - {Kind.HEART_RATE, Kind.RESPIRATORY_RATE}
_UNITS: dict[str, Unit] = {
    "mmHg": Unit.MMHG, "kPa": Unit.KPA, "%": Unit.PERCENT, "kg": Unit.KG, "lb": Unit.LB, "degC": Unit.CELSIUS,
    "degF": Unit.FAHRENHEIT, "mg/dL": Unit.MG_DL, "L": Unit.LITRE, "L/min": Unit.LITRE_PER_MINUTE,
    "count/min": Unit.PER_MINUTE,
}  # fmt: skip
_MMOL = re.compile(r"mmol(<[0-9.]+>)?/L")


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    kind: Kind
    quantity: Quantity
    at: dt.datetime
    source: str
    raw: bytes


def read_apple(source: Source, choices: Choices, now: dt.datetime) -> Iterator[Item | Fault]:
    """The measurements in an export. ``choices.kinds`` empty: all but a watch's heart and breathing rate."""
    kinds = choices.kinds or USUAL
    handler = _Handler(kinds, choices.zone)
    waiting: dict[tuple[str, dt.datetime], _Record] = {}
    paired: set[tuple[str, dt.datetime]] = set()
    for found in _parsed(source, handler):
        if isinstance(found, Fault):
            yield found
        elif found.kind is not Kind.BLOOD_PRESSURE:
            yield _item(found.line, (found,), now)
        else:
            key = (found.source, found.at)
            other = waiting.get(key)
            if other is None and key not in paired:
                waiting[key] = found
            elif other is not None and other.quantity.component is not found.quantity.component:
                del waiting[key]
                paired.add(key)
                pair = sorted((other, found), key=lambda r: r.quantity.component is Component.DIASTOLIC)
                yield _item(other.line, pair, now)
    for alone in waiting.values():
        yield Fault(alone.line, 0, Why.NO_FIGURE, "a blood pressure without its other figure")


def _item(line: int, records: Any, now: dt.datetime) -> Item:
    first = records[0]
    draft = Draft(
        kind=first.kind,
        at=first.at,
        values=tuple(r.quantity for r in records),
        raw=b"\n".join(r.raw for r in records),
        device=first.source,
    )
    return Item(line, measured(draft, Format.APPLE, now))


def _parsed(source: Source, handler: _Handler) -> Iterator[_Record | Fault]:
    parser = DefusedExpatParser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.setContentHandler(handler)
    handler.setDocumentLocator(parser)
    with source.binary(MEMBER) as file:
        try:
            chunk = _without_doctype(file.read(_DOCTYPE_WITHIN))
            while chunk:
                parser.feed(chunk)
                yield from handler.taken()
                chunk = file.read(_CHUNK)
            parser.close()
        except SAXParseException as error:
            line, column = error.getLineNumber(), error.getColumnNumber()
            raise BadFile("not XML, or not all of it", line or 0, (column or 0) + 1) from None
        except DefusedXmlException:
            line = handler.line
            raise BadFile("the file defines entities, which an export never does", line) from None
        except (LookupError, ValueError):
            raise BadFile("the file names an encoding that there is not", handler.line) from None
    yield from handler.taken()
    if not handler.is_export:
        raise BadFile("not an export of Apple Health", 1)


def _without_doctype(head: bytes) -> bytes:
    """The head of the file with blanks, and the same line breaks, for the document type."""
    start = head.find(b"<!DOCTYPE")
    if start < 0:
        return head
    first_element = head.find(b"<HealthData", start)
    end = head.rfind(b">", start, first_element) if first_element >= 0 else -1
    if end < 0:
        return head
    inside = head[start : end + 1]
    if b"<!ENTITY" in inside:
        line = head[: head.find(b"<!ENTITY")].count(b"\n") + 1
        raise BadFile("the file defines entities, which an export never does", line)
    return head[:start] + re.sub(rb"[^\n]", b" ", inside) + head[end + 1 :]


class _Handler(ContentHandler):
    """Collects the records of wanted kinds, with their lines."""

    def __init__(self, kinds: frozenset[Kind], zone: dt.tzinfo) -> None:
        super().__init__()
        self._kinds = kinds
        self._zone = zone
        self._found: list[_Record | Fault] = []
        self._locator: Any = None
        self.is_export = False

    @property
    def line(self) -> int:
        """Where the parser is."""
        return int(self._locator.getLineNumber() or 0) if self._locator else 0

    def taken(self) -> list[_Record | Fault]:
        """What was found since the last time."""
        found, self._found = self._found, []
        return found

    def setDocumentLocator(self, locator: Any) -> None:
        self._locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        if name == "HealthData":
            self.is_export = True
        elif name == "Record":
            known = RECORDS.get(attrs.get("type", "").removeprefix(_TYPE))
            if known is not None and known[0] in self._kinds:
                self._found.append(self._record(*known, dict(attrs.items())))

    def _record(self, kind: Kind, component: Component, attributes: dict[str, str]) -> _Record | Fault:
        try:
            at = moment(attributes.get("startDate", ""), "", self._zone)
        except (ValueError, OverflowError):
            return Fault(self.line, 0, Why.BAD_TIME)
        unit = _unit(attributes.get("unit", ""))
        if unit is None:
            return Fault(self.line, 0, Why.BAD_UNIT)
        try:
            value = Decimal(attributes.get("value", ""))
        except InvalidOperation:
            return Fault(self.line, 0, Why.NOT_A_NUMBER)
        if not value.is_finite() or abs(value.adjusted()) > 9:
            return Fault(self.line, 0, Why.NOT_A_NUMBER)
        if component is Component.SPO2 and value <= 1:
            value = value.scaleb(2)  # Apple writes 97 % as 0.97, with the unit %
        quantity = Quantity(component, value, unit)
        kept = ("type", "sourceName", "sourceVersion", "device", "unit", "value", "startDate", "endDate")
        raw = "; ".join(f"{key}={attributes[key]}" for key in kept if key in attributes).encode()
        return _Record(self.line, kind, quantity, at, attributes.get("sourceName", ""), raw)


def _unit(text: str) -> Unit | None:
    return Unit.MMOL_L if _MMOL.fullmatch(text) else _UNITS.get(text)
