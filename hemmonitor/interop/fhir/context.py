"""What Observations refer to: devices, and how their values came in. Gathered in a first look at a file."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from hemmonitor.interop.fhir.systems import Resource, own
from hemmonitor.model.measurement import Correction

_MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Capture:
    """How a value came in, as a Provenance of ours says."""

    recorded: dt.datetime | None
    source: str
    decoder: str
    device_time: dt.datetime | None
    correction: Correction
    clock_offset: dt.timedelta | None
    user_slot: int | None
    sequence: int | None
    raw: bytes
    beside: bytes


@dataclass(slots=True)
class Context:
    """What Observations refer to, gathered in a first look. Memory grows with it, not with the values."""

    devices: dict[str, tuple[str, str]] = field(default_factory=dict)  # id -> (device id, model)
    captures: dict[str, Capture | None] = field(default_factory=dict)  # Observation id -> how it came in

    def note(self, resource: Resource, full_url: str = "") -> None:
        """Keep what others may refer to."""
        kind = resource.get("resourceType")
        names = {full_url.removeprefix("urn:uuid:"), str(resource.get("id", ""))} - {""}
        if kind == "Device":
            serial = str(resource.get("serialNumber", ""))
            model = next((str(n.get("name", "")) for n in resource.get("deviceName", ())), "")
            model = model or str(resource.get("modelNumber", ""))
            self.devices.update(dict.fromkeys(names, (serial, model)))
        elif kind == "Provenance" and extension(resource, own("capture")) is not None:
            capture = _capture(resource)
            for target in resource.get("target", ()):
                self.captures[referred(target)] = capture


def _capture(resource: Resource) -> Capture | None:
    """What a Provenance of ours says, ``None`` when it cannot be understood."""
    known = {e["url"]: e for e in (extension(resource, own("capture")) or {}).get("extension", ())}
    texts = {url: str(e.get("valueString", "")) for url, e in known.items()}
    offset, device_time = texts.get("clockOffset"), texts.get("deviceTime")
    try:
        return Capture(
            recorded=read_time(resource.get("recorded")),
            source=texts.get("source", ""),
            decoder=texts.get("decoder", ""),
            device_time=_naive(device_time) if device_time else None,
            correction=Correction(known.get("correction", {}).get("valueCode", "none")),
            clock_offset=int(offset.removesuffix(" us")) * _MICROSECOND if offset else None,
            user_slot=_whole(known.get("userSlot")),
            sequence=_whole(known.get("sequence")),
            raw=_frame(resource, "raw"),
            beside=_frame(resource, "beside"),
        )
    except (ValueError, OverflowError, KeyError, IndexError):
        return None


def _naive(text: str) -> dt.datetime:
    found = dt.datetime.fromisoformat(text)
    if found.tzinfo is not None:
        raise ValueError("a device's time has no zone")
    return found


def _whole(extension: Resource | None) -> int | None:
    return None if extension is None else int(extension.get("valueString", ""))


def _frame(capture: Resource, name: str) -> bytes:
    for contained in capture.get("contained", ()):
        if contained.get("id") == name:
            return base64.b64decode(contained["content"][0]["attachment"].get("data", ""), validate=True)
    return b""


def read_time(text: Any) -> dt.datetime | None:
    """A FHIR dateTime with time and zone, else ``None``."""
    if not isinstance(text, str) or "T" not in text:
        return None
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def extension(resource: Resource, url: str, value: str | None = None) -> Any:
    """The first extension of that name, or what it says under ``value``; ``None`` without one."""
    found = next((e for e in resource.get("extension", ()) if e.get("url") == url), None)
    return found if value is None or found is None else found.get(value)


def referred(reference: Any) -> str:
    """The id that a reference ends in: ``Device/abc``, ``urn:uuid:abc`` or an absolute address."""
    text = str(reference.get("reference", "")) if isinstance(reference, dict) else ""
    return text.removeprefix("urn:uuid:").rpartition("/")[2]
