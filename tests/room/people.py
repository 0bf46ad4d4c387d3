"""A centre with a room, and a visit's way to it without a pipe between."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hemmonitor.crypto.actions import Assign, Link, Role
from hemmonitor.crypto.card import LockedCard, issue
from hemmonitor.crypto.keys import DeviceKeys, random_id
from hemmonitor.errors import StorageError, WrongPin
from hemmonitor.model.careplan import Comparison, Contact, Level, Plan, Slot, Threshold
from hemmonitor.model.events import Event, PatientRegistered, StationRegistered, new_event_id
from hemmonitor.model.measurement import (
    Component,
    Correction,
    Kind,
    Measurement,
    Origin,
    Provenance,
    Quantity,
    Unit,
    record_id,
)
from hemmonitor.room.face import pack
from hemmonitor.room.station import Station
from hemmonitor.room.visit import Visit, identify
from hemmonitor.room.wire import StationLink
from hemmonitor.store.journal import Journal
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.sync.trust import Trust
from tests.crypto.people import NOW, Centre

PIN = "135790"
STAFF_PIN = "864209"
GUNNEL = PatientRegistered("Gunnel Provsten", "189001019802", "Gunnel")
PLAN = Plan(
    version=4,
    valid_from=NOW - dt.timedelta(days=30),
    reason="Ny gräns efter samtal",
    author="Sjuksköterska Test",
    thresholds=(
        Threshold(
            "bp-red",
            Kind.BLOOD_PRESSURE,
            Component.SYSTOLIC,
            Comparison.AT_LEAST,
            Decimal(180),
            Unit.MMHG,
            Level.RED,
            "ESH 2023",
        ),
        Threshold(
            "spo2",
            Kind.OXIMETRY,
            Component.SPO2,
            Comparison.BELOW,
            Decimal(88),
            Unit.PERCENT,
            Level.RED,
            "plan",
        ),
    ),
    schedule=(Slot("morning", Kind.BLOOD_PRESSURE, dt.time(7), dt.time(10)),),
    contacts=(Contact("Anna Demoholm", "distriktssköterska", "000-000 00 10", "Vardagar 8-16"),),
)


class Direct:
    """The pipe's place. ``broken``: the station is gone."""

    def __init__(self, station: Station) -> None:
        self.station, self.broken = station, False
        self.said: list[bytes] = []

    def ask(self, request: bytes) -> bytes:
        if self.broken:
            raise StorageError("the station is gone")
        self.said.append(request)
        return self.station.answer(request)


@dataclass
class Room:
    """A station in a centre. ``now`` is the time, which stands still."""

    journal: Journal = field(default_factory=MemoryJournal)
    centre: Centre = field(default_factory=Centre)
    now: dt.datetime = NOW

    def __post_init__(self) -> None:
        self.keys: DeviceKeys = self.centre.enrol(Role.STATION, "room 1")
        self.mailbox = random_id()
        self.centre.add(Assign(Link.DEVICE_MAILBOX, self.keys.device_id, self.mailbox))
        self.centre.add(Assign(Link.TEAM_MAILBOX, self.centre.team, self.mailbox))
        self.trust = Trust(self.journal, self.keys, self.centre.root.fingerprint)
        self.trust.extend(self.centre.entries)
        body = StationRegistered("Hälsorummet i Storbäcken", "000-000 00 10")
        nurse = self.centre.nurse.device_id
        self.journal.append([Event(new_event_id(), self.mailbox, nurse, NOW, body)], outgoing=False)
        self.open()

    def open(self) -> None:
        """The station's program starts (again)."""
        self.station = Station(
            self.journal, self.trust, self.keys, self.mailbox, lambda: self.now, check_pin=_check
        )
        self.line = Direct(self.station)
        self.link = StationLink(self.line)

    def card(self, mailbox: str | None = None, pin: str = PIN) -> LockedCard:
        content = pack(GUNNEL, PLAN)
        box = mailbox or self.centre.mailbox
        return issue(self.centre.nurse, box, content, NOW + dt.timedelta(days=400), pin)

    def visit(self, mailbox: str | None = None) -> Visit:
        who = identify(self.link, self.card(mailbox), PIN, self.now)
        return Visit(self.link, self.link.facts(), who, self.now)


def _check(pin: str) -> None:
    if pin != STAFF_PIN:
        raise WrongPin


def reading(
    at: dt.datetime, systolic: int = 134, *, timed: bool = True, host: dt.datetime | None = None
) -> Measurement:
    """A cuff's record of ``at``, by a clock that is right; ``timed``: the device has a clock."""
    raw = bytes([systolic, 80])
    device_time = at.replace(tzinfo=None) if timed else None
    received = host or at
    provenance = Provenance(
        Origin.DEVICE,
        received,
        device_time=device_time,
        correction=Correction.NONE,
        device_id="cuff-1",
        raw=raw,
    )
    ident = record_id(Kind.BLOOD_PRESSURE, "cuff-1", raw, device_time=device_time, received=received)
    values = (
        Quantity(Component.SYSTOLIC, Decimal(systolic), Unit.MMHG),
        Quantity(Component.DIASTOLIC, Decimal(80), Unit.MMHG),
    )
    return Measurement(ident, Kind.BLOOD_PRESSURE, at, values, provenance)


def by_host(measurement: Measurement) -> Measurement:
    """The same with a device clock that could not be used."""
    return replace(measurement, provenance=replace(measurement.provenance, correction=Correction.HOST_TIME))
