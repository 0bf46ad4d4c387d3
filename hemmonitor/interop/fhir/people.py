"""Patient and Device resources.

The patient follows the Swedish base profile (hl7se.fhir.base 1.1.0): twelve digits under
personnummer or samordningsnummer, a region's reserve number under its own system. Our mailbox is a
second identifier, so that a patient without a number can be found again.
"""

from __future__ import annotations

import re

from hemmonitor.interop.fhir.observation import device_id
from hemmonitor.interop.fhir.systems import (
    BLUETOOTH_ADDRESS,
    DEVICE_IDENTIFIERS,
    MDC,
    SE_NUMBERS,
    SE_PATIENT,
    SYSTEM_ID,
    Resource,
    coding,
    concept,
    identifier,
    own,
    resource_id,
)
from hemmonitor.model.events import PatientRegistered
from hemmonitor.model.identity import IdentityKind, is_reserve_number, parse_identity
from hemmonitor.model.measurement import Provenance

_ADDRESS = re.compile(r"[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}")
_EUI64 = re.compile(r"(?:[0-9A-Fa-f]{2}-){7}[0-9A-Fa-f]{2}|[0-9A-Fa-f]{16}")


def patient_id(mailbox: str) -> str:
    """The id of a mailbox's Patient."""
    return resource_id("Patient", mailbox)


def gateway_id() -> str:
    """The id of the Device that stands for this program."""
    return resource_id("Device", "gateway")


def number_system(number: str) -> str:
    """The identifier system of a personal number, ours for one that is of no national kind.

    A number says by itself whether its birth date has come: what today is does not matter here.
    """
    found = _identity_kind(number)
    if found is not None:
        return SE_NUMBERS + found
    if is_reserve_number(number):
        return SE_NUMBERS + "nationelltReservnummer"
    return own("number")


def _identity_kind(number: str) -> IdentityKind | None:
    import datetime as dt

    found = parse_identity(number, dt.date.max)
    return found.kind if found else None


def patient(mailbox: str, registered: PatientRegistered | None) -> Resource:
    """A patient; without name and number while nobody has registered them."""
    found: Resource = {
        "resourceType": "Patient",
        "id": patient_id(mailbox),
        "meta": {"profile": [SE_PATIENT]},
        "identifier": [identifier("mailbox", mailbox)],
    }
    if registered is None:
        return found
    if registered.number:
        number = {"system": number_system(registered.number), "value": registered.number}
        found["identifier"] = [number, *found["identifier"]]
    name: Resource = {"text": registered.name} if registered.name else {}
    if registered.given_name:
        name["given"] = [registered.given_name]
        family = registered.name.removeprefix(registered.given_name).strip()
        if family and family != registered.name:
            name["family"] = family
    if name:
        found["name"] = [name]
    if registered.phone:
        found["telecom"] = [{"system": "phone", "value": registered.phone}]
    return found


def device(provenance: Provenance) -> Resource:
    """The device that measured, with its system id or Bluetooth address where it is one."""
    ident = device_id(provenance)
    found: Resource = {"resourceType": "Device", "id": ident, "identifier": [identifier("device", ident)]}
    serial = provenance.device_id
    if _ADDRESS.fullmatch(serial):
        found["identifier"].append(_known("BTMAC", BLUETOOTH_ADDRESS, serial.upper().replace(":", "-")))
    elif _EUI64.fullmatch(serial):
        found["identifier"].append(_known("SYSID", SYSTEM_ID, serial))
    if serial:
        found["serialNumber"] = serial
    if provenance.device_model:
        found["deviceName"] = [{"name": provenance.device_model, "type": "model-name"}]
    return found


def gateway(version: str) -> Resource:
    """This program, which took the measurements in."""
    return {
        "resourceType": "Device",
        "id": gateway_id(),
        "identifier": [identifier("device", gateway_id())],
        "deviceName": [{"name": "Hemmonitor", "type": "user-friendly-name"}],
        "type": concept(coding(MDC, "531981"), text="MDC_MOC_VMS_MDS_AHD"),
        "version": [{"type": concept(coding(MDC, "531975"), text="MDC_ID_PROD_SPEC_SW"), "value": version}],
    }


def _known(kind: str, system: str, value: str) -> Resource:
    return {"type": concept(coding(DEVICE_IDENTIFIERS, kind)), "system": system, "value": value}
