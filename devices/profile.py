"""Which devices are collected from, and how. A profile is a short declaration; the table is the support list.

A device may fit several: a thermometer of A&D is a thermometer, and one that has to be told to send. Rows are
chosen by what the device offers once it is connected; by what it advertises, its name too, before that.

Sources: the services' specifications; for vendors the docstrings in ``devices.vendor``. Advertised names are
from published code and from practice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from devices.dialogue import Dialogue, Make, Setting, plain
from devices.dialogues.memories import AndMedical, ContecSpirometer, Microlife, Qardio, TaiDoc
from devices.dialogues.oximeters import ContecLive, ContecStored, Masimo
from devices.dialogues.scale import Scale
from devices.dialogues.stored_records import CGM, CONTROL, GLUCOSE, OXIMETER, Shape, StoredRecords
from devices.dialogues.vitalograph import LowEnergySpirometer
from devices.link import uuid
from devices.vendor import and_medical, jumper, masimo, nonin, qardio, taidoc, vitalograph, yonker


@dataclass(frozen=True, slots=True)
class Profile:
    """How one kind of device is listened to. Characteristics by 16-bit number or full UUID.

    ``listen`` are subscribed first and must be there; ``also`` after them, where there; ``live`` is for the
    screen. ``needs`` must be there and is not subscribed. A device that offers one of ``unless`` is another
    row's. ``stream``: sources that send a value every second. ``name`` and ``not_name``: which plain names
    (capitals and digits) a device must have or must not. ``called``: names that tell such a device when it
    does not advertise its service.
    """

    kind: str
    service: str
    listen: tuple[str, ...]
    live: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    stream: tuple[str, ...] = ()
    name: str = ""
    not_name: str = ""
    called: str = ""
    dialogue: Make = plain

    def fits(self, name: str) -> bool:
        """Whether a device with this plain name may be one."""
        return bool(re.search(self.name, name)) and not (self.not_name and re.search(self.not_name, name))

    def heard(self, services: frozenset[str], name: str) -> bool:
        """Whether a device that advertises this is one."""
        called = self.called or self.name
        advertised = self.service != "" and uuid(self.service) in services
        return self.fits(name) and (advertised or bool(called and re.search(called, name)))


def _memory(shape: Shape) -> Make:
    """Stored records where the device has a control point for them."""

    def make(setting: Setting) -> Dialogue:
        return StoredRecords(shape, setting) if uuid(CONTROL) in setting.offered else Dialogue()

    return make


_STORED = r"PO60"
_SPIROMETER = r"SP10|SP70|SP80"
_MICROLIFE = r"BP3GY|BP[AB]\d|MICROLIFE"

PROFILES = (
    # standard services
    Profile("blood_pressure", "1810", ("2A35",), live=("2A36",)),
    Profile("blood_pressure", "1810", ("2B34",), live=("2B35",), unless=("2A35",)),
    Profile("thermometer", "1809", ("2A1C",), live=("2A1E",)),
    Profile(
        "oximeter", "1822", ("2A5E",), also=("2A5F", CONTROL), stream=("2A5F",), dialogue=_memory(OXIMETER)
    ),
    Profile("oximeter", "1822", ("2A5F",), unless=("2A5E",), stream=("2A5F",)),
    Profile("scale", "181D", ("2A9D",), also=("2A9C", "2A9F"), dialogue=Scale),
    Profile("scale", "181B", ("2A9C",), also=("2A9F",), unless=("2A9D",), dialogue=Scale),
    Profile("glucose_meter", "1808", ("2A18", CONTROL), also=("2A34",), dialogue=_memory(GLUCOSE)),
    Profile("glucose_sensor", "181F", ("2AA7",), also=(CONTROL,), dialogue=_memory(CGM)),
    Profile("heart_rate", "180D", ("2A37",), stream=("2A37",)),
    # vendors, beside their standard services
    Profile("and_medical", "", (), needs=(and_medical.CUSTOM,), dialogue=lambda _s: AndMedical()),
    Profile("qardio", "", (), needs=(qardio.CONTROL,), dialogue=lambda _s: Qardio()),
    # vendors
    Profile(
        "oximeter",
        nonin.SERVICE,
        (nonin.MEASUREMENT,),
        unless=("2A5E", "2A5F"),
        stream=(nonin.MEASUREMENT,),
        called=r"NONIN",
    ),
    Profile(
        "oximeter",
        masimo.SERVICE,
        (masimo.NOTIFY,),
        needs=(masimo.WRITE,),
        stream=(masimo.NOTIFY,),
        called=r"MIGHTYSAT",
        dialogue=Masimo,
    ),
    Profile("oximeter", jumper.SERVICE, (jumper.OXIMETER,), stream=(jumper.OXIMETER,), called=r"JPD500"),
    Profile("blood_pressure", yonker.SERVICE, (yonker.MEASUREMENT,), unless=(jumper.OXIMETER,)),
    Profile(
        "oximeter",
        "FF12",
        ("FF02",),
        needs=("FF01",),
        stream=("FF02",),
        not_name=f"{_STORED}|{_SPIROMETER}",
        called=r"CMS50|^SPO2",
        dialogue=ContecLive,
    ),
    Profile("oximeter", "FF12", ("FF02",), needs=("FF01",), name=_STORED, dialogue=ContecStored),
    Profile("spirometer", "FF12", ("FF02",), needs=("FF01",), name=_SPIROMETER, dialogue=ContecSpirometer),
    Profile("blood_pressure", "FFF0", ("FFF1",), needs=("FFF2",), name=_MICROLIFE, dialogue=Microlife),
    Profile("blood_pressure", "FFF0", ("FFF1",), name=r"JPDHA|JUMPER"),
    Profile(
        "taidoc", taidoc.SERVICE, (taidoc.CHARACTERISTIC,), called=r"TAIDOC|^FORA|^TD\d{4}", dialogue=TaiDoc
    ),
    Profile(
        "spirometer",
        vitalograph.SERVICE,
        (vitalograph.CREDITS_IN, vitalograph.NOTIFY),
        needs=(vitalograph.WRITE, vitalograph.CREDITS_OUT),
        called=r"LUNG|VITALOGRAPH",
        dialogue=LowEnergySpirometer,
    ),
)

HELPERS = frozenset({"and_medical", "qardio"})
"""Rows beside the one that measures."""
STARTABLE = frozenset({"qardio"})
"""Devices with one of these begin to measure when a person asks for it on the screen."""

# Device Information (180A), Battery (180F), Current Time (1805), Date Time inside a vendor's service.
MANUFACTURER, MODEL, SERIAL, FIRMWARE = "2A29", "2A24", "2A25", "2A26"
BATTERY = "2A19"
CURRENT_TIME, DATE_TIME = "2A2B", "2A08"
SESSION_START = "2AAA"


def plain_name(name: str) -> str:
    """Capitals and digits of a name: "Beurer BM-85" and "BM85" are alike in the part that counts."""
    return re.sub(r"[^A-Z0-9]", "", name.upper())


def profiles_of(services: Iterable[str], name: str = "") -> tuple[Profile, ...]:
    """The profiles that a device with these services (full UUIDs) and this name offers, one a kind."""
    offered, plain = frozenset(services), plain_name(name)
    found = {profile.kind: profile for profile in PROFILES if profile.heard(offered, plain)}
    return tuple(found.values())


def profiles_with(characteristics: Iterable[str], name: str = "") -> tuple[Profile, ...]:
    """The profiles whose ``listen`` and ``needs`` are all among these characteristics (full UUIDs)."""
    offered, plain = frozenset(characteristics), plain_name(name)
    return tuple(
        profile
        for profile in PROFILES
        if all(uuid(one) in offered for one in (*profile.listen, *profile.needs))
        and not any(uuid(one) in offered for one in profile.unless)
        and profile.fits(plain)
    )
