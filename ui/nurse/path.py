"""The steps of a value's path, in words: device, clock, decoder, saved, received, shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from hemmonitor.clinic import PatientView
from hemmonitor.clinical.rules import zone_of
from hemmonitor.model.careplan import in_force
from hemmonitor.model.measurement import Component, Correction, Kind, Measurement, Origin, Provenance
from ui import measures, reasons
from ui.format import Formatter
from ui.nurse import words
from ui.theme import Face, Zone
from ui.widgets.words import zone_word

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what happened, more about it, when."""

    icon: str
    title: str
    detail: str
    at: str = ""


def name(measurement: Measurement, component: Component | None) -> str:
    """What the value is of."""
    if measurement.kind is Kind.BLOOD_PRESSURE and component in {
        None,
        Component.SYSTOLIC,
        Component.DIASTOLIC,
    }:
        return measures.kind_name(measurement.kind)
    return measures.component_name(component) if component else measures.kind_name(measurement.kind)


def steps(
    view: PatientView, measurement: Measurement, component: Component | None, fmt: Formatter
) -> list[Step]:
    """The path of a value, first step first."""
    provenance = measurement.provenance
    return [
        _device(measurement, fmt),
        _clock(provenance, fmt),
        _decoder(measurement),
        _saved(view, measurement, fmt),
        Step(
            "lock",
            translate("ValuePath", "Received and opened here"),
            translate("ValuePath", "The signature matches, and nothing before it is missing"),
        ),
        _shown(view, measurement, component, fmt),
    ]


def _exact(at: dt.datetime, fmt: Formatter) -> str:
    """A time to the second, as provenance is about seconds."""
    return f"{fmt.time(at)}:{at.second:02d}"


def _device(measurement: Measurement, fmt: Formatter) -> Step:
    provenance = measurement.provenance
    if provenance.origin is not Origin.DEVICE:
        how = words.origin(provenance.origin)
        return Step("pencil", translate("ValuePath", "No device: {how}").format(how=how), "")
    model = provenance.device_model or measures.kind_name(measurement.kind)
    title = translate("ValuePath", "Device: {model}, number {serial}")
    details = []
    if provenance.user_slot is not None:
        details.append(translate("ValuePath", "user {slot} in the device").format(slot=provenance.user_slot))
    if provenance.sequence is not None:
        details.append(translate("ValuePath", "record {number}").format(number=provenance.sequence))
    details += [reasons.flag(flag) for flag in sorted(measurement.flags)]
    text = ", ".join(details)
    return Step(
        "bluetooth",
        title.format(model=model, serial=provenance.device_id or "–"),
        text[:1].upper() + text[1:],
        _exact(provenance.host_time.astimezone(fmt.zone), fmt),
    )


def _clock(provenance: Provenance, fmt: Formatter) -> Step:
    host = _exact(provenance.host_time.astimezone(fmt.zone), fmt)
    if provenance.device_time is None:
        title = translate("ValuePath", "The computer's time stands")
        return Step(
            "clock",
            title,
            translate("ValuePath", "The device gave no time. Received {host}").format(host=host),
        )
    shown = f"{provenance.device_time:%Y-%m-%d %H:%M:%S}"
    detail = translate("ValuePath", "The device stamped {device}, the computer received {host}")
    detail = detail.format(device=shown, host=host)
    match provenance.correction:
        case Correction.OFFSET:
            offset = provenance.clock_offset or dt.timedelta()
            late = translate("ValuePath", "The device's clock was {offset} slow")
            early = translate("ValuePath", "The device's clock was {offset} fast")
            title = (late if offset >= dt.timedelta() else early).format(offset=_length(abs(offset)))
            detail = translate("ValuePath", "{detail}. Time corrected, raw time kept").format(detail=detail)
            return Step("clock-exclamation", title, detail, _signed(offset))
        case Correction.HOST_TIME:
            title = translate("ValuePath", "The device's clock was not usable, the computer's time stands")
            return Step("clock-exclamation", title, detail)
        case Correction.NONE:
            return Step("clock", translate("ValuePath", "The device's time stands"), detail)


def _decoder(measurement: Measurement) -> Step:
    decoder = measurement.provenance.decoder
    if not decoder:
        return Step("binary", translate("ValuePath", "Nothing was decoded"), "")
    missing = [q for q in measurement.values if q.value is None]
    detail = translate("ValuePath", "No special values")
    if missing:
        names = ", ".join(measures.component_name(q.component) for q in missing)
        detail = translate("ValuePath", "The device gave no value for: {names}").format(names=names)
    return Step("binary", translate("ValuePath", "Decoder {name}").format(name=decoder), detail)


def _saved(view: PatientView, measurement: Measurement, fmt: Formatter) -> Step:
    at = view.stored_at.get(measurement.id)
    called = view.patient.given_name or view.patient.name
    title = translate("ValuePath", "Saved at {name}'s").format(name=called)
    detail = translate("ValuePath", "Value {id}").format(id=measurement.id[:8])
    return Step("device-floppy", title, detail, _exact(at.astimezone(fmt.zone), fmt) if at else "")


def _shown(view: PatientView, measurement: Measurement, component: Component | None, fmt: Formatter) -> Step:
    value, unit = measures.reading(measurement, component, fmt)
    title = translate("ValuePath", "Shown as {value}, not rounded").format(value=f"{value} {unit}".strip())
    plan = in_force(view.plans, measurement.taken_at)
    if plan is None:
        return Step("eye", title, translate("ValuePath", "No plan was in force"))
    zone = zone_word(Zone(zone_of(measurement, plan).value), Face.NURSE)
    detail = translate("ValuePath", "By the limits of plan {version}: {zone}")
    return Step("eye", title, detail.format(version=plan.version, zone=zone))


def _length(span: dt.timedelta) -> str:
    seconds = round(span.total_seconds())
    if seconds < 60:
        return translate("ValuePath", "{seconds} s").format(seconds=seconds)
    minutes, seconds = divmod(seconds, 60)
    if minutes < 120:
        return translate("ValuePath", "{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds)
    hours, minutes = divmod(minutes, 60)
    return translate("ValuePath", "{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def _signed(span: dt.timedelta) -> str:
    return ("+" if span >= dt.timedelta() else "−") + _length(abs(span))
