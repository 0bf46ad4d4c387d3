"""Which bytes mean what: characteristic or kind, and the device's name -> decoder. The quirk table.

Rules:
- One table of kinds, one of characteristics, one of quirks, one of what cannot be read. A quirk is a name
  pattern and the named arguments it gives a decoder.
- A characteristic that several vendors share is told apart by the device's name, else by the bytes: each
  candidate is tried, and a frame that is well formed for one of them is that one's.
- Names are compared in capitals without blanks and punctuation: "Beurer BM-85" and "BM85" are alike.
- The front door's JSON is made here; its keys are those of ``tests/vectors``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from devices import racp
from devices.gatt import (
    blood_pressure,
    body_composition,
    cgm,
    current_time,
    device_information,
    enhanced_blood_pressure,
    glucose,
    glucose_context,
    heart_rate,
    pulse_oximeter,
    thermometer,
    user_control_point,
    weight,
)
from devices.pressure import fields as pressure_fields
from devices.pressure import status_flags
from devices.values import figure_fields
from devices.vendor import (
    and_medical,
    contec_oximeter,
    contec_spirometer,
    health_device_profile,
    jumper,
    masimo,
    microlife,
    nonin,
    omron,
    taidoc,
    vitalograph,
    yonker,
    yuwell,
)
from devices.wire import Cursor, DecodeError, Failure
from hemmonitor.errors import InputError
from hemmonitor.model.measurement import Flag, Kind

if TYPE_CHECKING:
    from devices.framing import Framer
    from devices.values import Context, Json
    from hemmonitor.model.measurement import Measurement

Fields = Callable[[Any], "dict[str, Json]"]

_BASE_UUID = re.compile(r"0000([0-9A-F]{4})-0000-1000-8000-00805F9B34FB")


@dataclass(frozen=True, slots=True)
class Decoder:
    """How one kind of frame is read. ``decode`` raises ``DecodeError`` and nothing else.

    Neither ``to_measurement`` nor ``to_measurements`` is set for what is not a reading: features, commands,
    live displays. ``framer``: the notifications are a stream and must be cut by a fresh one a connection.
    """

    kind: str
    decode: Callable[..., Any]
    fields: Fields
    to_measurement: Callable[[Any, Context], Measurement] | None = None
    to_measurements: Callable[[Any, Context], tuple[Measurement, ...]] | None = None
    framer: Callable[[], Framer] | None = None
    vendor_reading: Callable[[bytes], dict[str, Json] | None] | None = None  # shown beside a refusal
    circumstances: Callable[[Any], frozenset[Flag]] | None = None  # of a wire value, also a failed one

    @property
    def is_reading(self) -> bool:
        """Whether its frames become measurements."""
        return self.to_measurement is not None or self.to_measurements is not None

    def measurements(self, wire: Any, context: Context) -> tuple[Measurement, ...]:
        """The measurements of one decoded frame, none for what is not a reading.

        Raises ``DecodeError`` where the wire value cannot be a person's.
        """
        if self.to_measurements is not None:
            return self.to_measurements(wire, context)
        return () if self.to_measurement is None else (self.to_measurement(wire, context),)

    @property
    def measures(self) -> Kind | None:
        """What its frames measure; ``None`` for what is not a reading."""
        return MEASURES.get(self.kind.partition("|")[0])

    def failure_flags(self, error: DecodeError) -> frozenset[Flag]:
        """The circumstances that the device told with a measurement that failed."""
        told = self.circumstances is not None and error.partial is not None
        return self.circumstances(error.partial) if told and self.circumstances else frozenset()

    def with_quirks(self, arguments: Mapping[str, object]) -> Decoder:
        """The same decoder with a device's quirks built in."""
        return replace(self, decode=partial(self.decode, **arguments)) if arguments else self


@dataclass(frozen=True, slots=True)
class Quirk:
    """Devices whose name holds ``pattern`` need ``arguments`` for that kind; the first row counts."""

    pattern: str
    kind: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    note: str = ""


_BITS = r"HEM(7322T(?!2)|732[15]T|7600T|7270C|7271|728[0-2]T|7511T|8732|8630T|7530T|6161T|713[689]|6231T)"
_BEURER = {"user_without_flag": True, "big_endian_tail": True}

QUIRKS = (
    Quirk(
        "BM48|BM59|BM85|ELITE900",
        "blood_pressure",
        _BEURER,
        "user id without its flag, pulse and status big-endian, MAP 0, flag b6 set",
    ),
    Quirk(_BITS, "omron_eeprom_record", {"layout": "bits"}, "records are a big-endian bit field"),
    Quirk("HEM623[23]T", "omron_eeprom_record", {"layout": "bits_6232"}, "as bits, the year in 6 bits"),
    Quirk("HEM64[01][0-2]T", "omron_eeprom_record", {"layout": "wrist"}, "16-byte records"),
    Quirk("HEM9[67]0[01]T", "omron_eeprom_record", {"layout": "watch"}, "24-byte records"),
    Quirk("HEM", "omron_eeprom_record", {"layout": "bytes"}, "all other models"),
    Quirk("HEM(7322T(?!2)|732[15]T|7600T|7511T|8732|728)", "omron_eeprom_time", {"layout": "classic_mixed"}),
    Quirk("HEM(632|7320T|9[67]0)", "omron_eeprom_time", {"layout": "linear_10"}),
    Quirk("HEM(623|7530T|6161T|713[689]|7271)", "omron_eeprom_time", {"layout": "classic_offset8"}),
    Quirk("HEM64", "omron_eeprom_time", {"layout": "prefix"}),
)

# What has no open layout. The program says so by the maker's name when it sees one.
UNSUPPORTED = (
    (r"IHEALTH|^BP3L|^BP5S?\b|^BP7S?\b|^KN550|^PO3|^HS[24]S?\b", "iHealth"),
    (r"WITHINGS|^BPMCONNECT|^BPMCORE|^WBS", "Withings"),
    (r"KINETIK", "Kinetik"),
)


def _plain_name(name: str | None) -> str:
    return re.sub(r"[^A-Z0-9]", "", (name or "").upper())


def unsupported(name: str | None) -> str | None:
    """The maker of a device that cannot be read, by its advertised name; ``None`` for all others."""
    plain = _plain_name(name)
    return next((maker for pattern, maker in UNSUPPORTED if re.search(pattern, plain)), None)


def _quirks(kind: str, name: str | None) -> Mapping[str, object]:
    plain = _plain_name(name)
    return next((q.arguments for q in QUIRKS if plain and q.kind == kind and re.search(q.pattern, plain)), {})


def _yuwell_reading(data: bytes) -> dict[str, Json] | None:
    """What a refused 2A35 frame says if it is one of the prefixed ones."""
    try:
        return yuwell.fields(yuwell.decode(data))
    except DecodeError:
        return None


def _omron_record(data: bytes, *, layout: str | None = None) -> omron.Record:
    """A record whose layout the model's name tells; of a capture without a name, the layout that fits."""
    try:
        return omron.decode_record(data, layout=layout or "bytes")
    except DecodeError as first:
        if layout is None and first.partial is not None:
            try:
                return omron.decode_record(data, layout="bits")
            except DecodeError:
                raise first from None
        raise


def _glucose(reading: glucose.Glucose, context: Context) -> Measurement:
    """A glucose value, with the meal that the person told the meter of, where its context came."""
    found = glucose.to_measurement(reading, context)
    try:
        return replace(found, meal=glucose_context.meal(glucose_context.decode(context.beside)))
    except DecodeError:
        return found  # without a context, or with a broken one: its bytes stay with the value


_BP = Decoder(
    "blood_pressure",
    blood_pressure.decode,
    blood_pressure.fields,
    blood_pressure.to_measurement,
    vendor_reading=_yuwell_reading,
    circumstances=lambda reading: status_flags(reading.status),
)

_ALL = (
    Decoder("sfloat", lambda data: Cursor(data).sfloat(), figure_fields),
    Decoder("float32", lambda data: Cursor(data).float32(), figure_fields),
    # standard services
    _BP,
    replace(_BP, kind="blood_pressure_quirk_beurer").with_quirks(_BEURER),
    Decoder("intermediate_cuff", blood_pressure.decode_intermediate, blood_pressure.fields_intermediate),
    Decoder("blood_pressure_feature", blood_pressure.decode_feature, blood_pressure.fields_feature),
    Decoder(
        "blood_pressure_enhanced",
        enhanced_blood_pressure.decode,
        enhanced_blood_pressure.fields,
        enhanced_blood_pressure.to_measurement,
        circumstances=lambda reading: status_flags(reading.status),
    ),
    Decoder(
        "intermediate_cuff_enhanced",
        enhanced_blood_pressure.decode_intermediate,
        enhanced_blood_pressure.fields_intermediate,
    ),
    Decoder("thermometer", thermometer.decode, thermometer.fields, thermometer.to_measurement),
    Decoder("thermometer_intermediate", thermometer.decode, thermometer.fields),
    Decoder("thermometer_type", thermometer.decode_type, thermometer.fields_type),
    Decoder("plx_spot", pulse_oximeter.decode_spot, pulse_oximeter.fields, pulse_oximeter.to_measurement),
    Decoder(
        "plx_continuous",
        pulse_oximeter.decode_continuous,
        pulse_oximeter.fields,
        to_measurements=pulse_oximeter.continuous_measurements,
    ),
    Decoder("plx_features", pulse_oximeter.decode_features, pulse_oximeter.fields_features),
    Decoder("weight", weight.decode, weight.fields, weight.to_measurement),
    Decoder("weight_feature", weight.decode_feature, weight.fields_feature),
    Decoder(
        "body_composition",
        body_composition.decode,
        body_composition.fields,
        body_composition.to_measurement,
    ),
    Decoder(
        "body_composition_alone",
        body_composition.decode,
        body_composition.fields,
        to_measurements=body_composition.to_measurements,
    ),
    Decoder("body_composition_feature", body_composition.decode_feature, body_composition.fields_feature),
    Decoder("glucose", glucose.decode, glucose.fields, _glucose),
    Decoder("glucose_context", glucose_context.decode, glucose_context.fields),
    Decoder("glucose_feature", glucose.decode_feature, glucose.fields_feature),
    Decoder("heart_rate", heart_rate.decode, heart_rate.fields, heart_rate.to_measurement),
    Decoder("body_sensor_location", heart_rate.decode_location, heart_rate.fields_location),
    Decoder("cgm", cgm.decode, cgm.fields, to_measurements=cgm.to_measurements),
    Decoder("cgm_status", cgm.decode_status, cgm.fields_status),
    Decoder("cgm_feature", cgm.decode_feature, cgm.fields_feature),
    Decoder("cgm_session_start", cgm.decode_start, cgm.fields_start),
    Decoder("date_time", current_time.decode_date_time, current_time.fields_date_time),
    Decoder("current_time", current_time.decode, current_time.fields),
    Decoder("battery_level", device_information.decode_battery, device_information.fields_battery),
    Decoder("device_information", device_information.decode_text, device_information.fields_text),
    Decoder("system_id", device_information.decode_system_id, device_information.fields_system_id),
    Decoder("pnp_id", device_information.decode_pnp, device_information.fields_pnp),
    Decoder("user_control_point", user_control_point.decode, user_control_point.fields),
    Decoder("racp", racp.decode, racp.fields),
    Decoder("racp_request", racp.decode_request, racp.fields_request),
    # vendors
    Decoder("and_custom_command", and_medical.decode, and_medical.fields),
    Decoder(
        "contec_cms50d_bt",
        contec_oximeter.decode_live,
        contec_oximeter.fields,
        to_measurements=contec_oximeter.to_measurements,
        framer=contec_oximeter.framer,
    ),
    Decoder(
        "contec_po60",
        contec_oximeter.decode_stored,
        contec_oximeter.fields,
        to_measurements=contec_oximeter.to_measurements,
        framer=contec_oximeter.framer,
    ),
    Decoder(
        "spirometer_contec",
        contec_spirometer.decode,
        contec_spirometer.fields,
        contec_spirometer.to_measurement,
        framer=contec_spirometer.framer,
    ),
    Decoder(
        "spirometer_vitalograph",
        vitalograph.decode_serial,
        vitalograph.fields,
        vitalograph.to_measurement,
    ),
    Decoder(
        "spirometer_vitalograph_ble",
        vitalograph.decode_ble,
        vitalograph.fields,
        vitalograph.to_measurement,
    ),
    Decoder("spirometer_vitalograph_command", vitalograph.decode_command, vitalograph.fields_command),
    Decoder(
        "hdp_11073_blood_pressure",
        health_device_profile.decode,
        health_device_profile.fields,
        health_device_profile.to_measurement,
    ),
    Decoder(
        "jumper_jpd500f",
        jumper.decode_oximeter,
        jumper.fields_oximeter,
        to_measurements=jumper.oximeter_measurements,
    ),
    Decoder("jumper_jpd_ha120", jumper.decode_cuff, pressure_fields, jumper.cuff_to_measurement),
    Decoder(
        "masimo_mightysat",
        masimo.decode,
        masimo.fields,
        to_measurements=masimo.to_measurements,
        framer=masimo.framer,
    ),
    Decoder(
        "microlife",
        microlife.decode,
        microlife.fields,
        to_measurements=microlife.to_measurements,
        framer=microlife.framer,
    ),
    Decoder("nonin_ble", nonin.decode_ble, nonin.fields, to_measurements=nonin.to_measurements),
    Decoder(
        "nonin_spp",
        nonin.decode_serial,
        nonin.fields,
        to_measurements=nonin.to_measurements,
        framer=nonin.framer,
    ),
    Decoder("omron_eeprom_packet", omron.decode_packet, omron.fields_packet),
    Decoder("omron_eeprom_record", _omron_record, omron.fields_record, omron.record_to_measurement),
    Decoder("omron_eeprom_time", omron.decode_time, omron.fields_time),
    Decoder("taidoc_command", taidoc.decode, taidoc.fields, framer=taidoc.framer),
    *(
        Decoder(
            f"taidoc_{kind}",
            partial(taidoc.decode_record, kind=kind),
            taidoc.fields_record,
            taidoc.record_to_measurement,
        )
        for kind in (Kind.BLOOD_PRESSURE, Kind.OXIMETRY, Kind.GLUCOSE, Kind.TEMPERATURE)
    ),
    Decoder("yonker", yonker.decode, yonker.fields, yonker.to_measurement),
    Decoder("yuwell", yuwell.decode, yuwell.fields, yuwell.to_measurement),
)
KINDS: dict[str, Decoder] = {decoder.kind: decoder for decoder in _ALL}

# What each kind of reading measures: a failed one has no value that would tell.
_KINDS_OF = {
    Kind.BLOOD_PRESSURE: "blood_pressure blood_pressure_quirk_beurer blood_pressure_enhanced microlife "
    "omron_eeprom_record yonker yuwell jumper_jpd_ha120 taidoc_blood_pressure hdp_11073_blood_pressure",
    Kind.TEMPERATURE: "thermometer taidoc_temperature",
    Kind.OXIMETRY: "plx_spot plx_continuous contec_cms50d_bt contec_po60 jumper_jpd500f masimo_mightysat "
    "nonin_ble nonin_spp taidoc_oximetry",
    Kind.WEIGHT: "weight",
    Kind.BODY_COMPOSITION: "body_composition body_composition_alone",
    Kind.GLUCOSE: "glucose cgm taidoc_glucose",
    Kind.HEART_RATE: "heart_rate",
    Kind.SPIROMETRY: "spirometer_contec spirometer_vitalograph spirometer_vitalograph_ble",
}
MEASURES = {kind: measured for measured, kinds in _KINDS_OF.items() for kind in kinds.split()}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A characteristic may carry ``kind``; with ``pattern`` only where the device's name holds it."""

    characteristic: str
    kind: str
    pattern: str = ""


_FAMILY = (jumper.OXIMETER, yonker.MEASUREMENT)
CHARACTERISTICS = (
    Meaning("2A35", "yuwell", "YUWELL|^YE[0-9]|^BPYE"),
    Meaning("2A35", "blood_pressure"),
    Meaning("2A36", "intermediate_cuff"),
    Meaning("2A49", "blood_pressure_feature"),
    Meaning("2B34", "blood_pressure_enhanced"),
    Meaning("2B35", "intermediate_cuff_enhanced"),
    Meaning("2A1C", "thermometer"),
    Meaning("2A1D", "thermometer_type"),
    Meaning("2A1E", "thermometer_intermediate"),
    Meaning("2A5E", "plx_spot"),
    Meaning("2A5F", "plx_continuous"),
    Meaning("2A60", "plx_features"),
    Meaning("2A9D", "weight"),
    Meaning("2A9E", "weight_feature"),
    Meaning("2A9C", "body_composition"),
    Meaning("2A9B", "body_composition_feature"),
    Meaning("2A18", "glucose"),
    Meaning("2A34", "glucose_context"),
    Meaning("2A51", "glucose_feature"),
    Meaning("2A37", "heart_rate"),
    Meaning("2A38", "body_sensor_location"),
    Meaning("2AA7", "cgm"),
    Meaning("2AA8", "cgm_feature"),
    Meaning("2AA9", "cgm_status"),
    Meaning("2AAA", "cgm_session_start"),
    Meaning("2A08", "date_time"),
    Meaning("2A2B", "current_time"),
    Meaning("2A19", "battery_level"),
    Meaning("2A23", "system_id"),
    Meaning("2A50", "pnp_id"),
    *(Meaning(characteristic, "device_information") for characteristic in device_information.TEXTS),
    Meaning("2A9F", "user_control_point"),
    Meaning("2A52", "racp"),
    Meaning(and_medical.CUSTOM, "and_custom_command"),
    Meaning("FF01", "contec_cms50d_bt"),
    Meaning("FF01", "contec_po60"),
    Meaning("FF02", "contec_cms50d_bt"),
    Meaning("FF02", "contec_po60"),
    Meaning("FF02", "spirometer_contec"),
    Meaning("FFF1", "microlife"),
    Meaning("FFF1", "jumper_jpd_ha120"),
    Meaning("FFF2", "microlife"),
    *(Meaning(characteristic, "yonker") for characteristic in _FAMILY),
    *(Meaning(characteristic, "jumper_jpd500f") for characteristic in _FAMILY),
    Meaning("CDEACD81", "yonker"),
    Meaning("CDEACB81", "jumper_jpd500f"),
    Meaning(masimo.WRITE, "masimo_mightysat"),
    Meaning(masimo.NOTIFY, "masimo_mightysat"),
    Meaning(nonin.MEASUREMENT, "nonin_ble"),
    Meaning(taidoc.CHARACTERISTIC, "taidoc_command"),
    Meaning(vitalograph.WRITE, "spirometer_vitalograph_command"),
    Meaning(vitalograph.NOTIFY, "spirometer_vitalograph_ble"),
)


def short_uuid(uuid: str) -> str:
    """Upper case, and four digits where the UUID is one of the Bluetooth SIG's."""
    text = uuid.strip().upper().removeprefix("0X")
    found = _BASE_UUID.fullmatch(text)
    return found[1] if found else text


def kinds_of(characteristic: str, name: str | None = None) -> tuple[str, ...]:
    """The kinds that a characteristic may carry. A row for the device's name rules out the others."""
    uuid, plain = short_uuid(characteristic), _plain_name(name)
    rows = [row for row in CHARACTERISTICS if row.characteristic == uuid]
    named = [row.kind for row in rows if row.pattern and re.search(row.pattern, plain)]
    return tuple(named or [row.kind for row in rows if not row.pattern])


@dataclass(frozen=True, slots=True)
class _Told:
    """A wire value and the decoder that made it."""

    decoder: Decoder
    wire: Any


def _either(candidates: list[Decoder]) -> Decoder:
    """One decoder for a characteristic that several kinds share: the kind whose layout the bytes have."""

    def decode(data: bytes) -> _Told:
        refusals: list[DecodeError] = []
        for candidate in candidates:
            try:
                return _Told(candidate, candidate.decode(data))
            except DecodeError as error:
                partial_value = None if error.partial is None else _Told(candidate, error.partial)
                refusal = DecodeError(error.reason, error.failure, partial=partial_value)
                if error.failure is Failure.FAILED:
                    raise refusal from error
                refusals.append(refusal)
        raise refusals[0]

    return Decoder(
        "|".join(candidate.kind for candidate in candidates),
        decode,
        lambda told: told.decoder.fields(told.wire),
        to_measurements=lambda told, context: told.decoder.measurements(told.wire, context),
    )


def find(what: str, name: str | None = None) -> Decoder | None:
    """The decoder of a characteristic (16 or 128 bits, any case) or of a kind.

    The quirks of the device called ``name`` are built in.
    """
    kinds = kinds_of(what, name) or (what.strip().lower(),)
    found = [KINDS[kind].with_quirks(_quirks(kind, name)) for kind in kinds if kind in KINDS]
    if len(found) > 1:
        return _either(found)
    return found[0] if found else None


def decode_to_json(what: str, data: bytes, name: str | None = None) -> dict[str, Json]:
    """One frame as the front door prints it: ``outcome``, then the fields or the ``reason``.

    Raises ``InputError`` when nothing is known about ``what``.
    """
    decoder = find(what, name)
    if decoder is None:
        raise InputError(f"no decoder for {what}")
    try:
        wire = decoder.decode(data)
    except DecodeError as error:
        known = {} if error.partial is None else decoder.fields(error.partial)
        vendor = decoder.vendor_reading(data) if decoder.vendor_reading else None
        return {
            "outcome": "reject",
            "reason": error.reason,
            "failure": error.failure.value,
            **known,
            **({"vendor_reading": vendor} if vendor else {}),
        }
    return {"outcome": "ok", **decoder.fields(wire)}
