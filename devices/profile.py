"""Which characteristics of a device a session listens to. A profile is a short declaration.

Sources: the services' specifications, and the table of standard characteristics in ``devices.gatt``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.link import uuid

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Profile:
    """A service, its characteristics by 16-bit number or full UUID.

    ``measurements`` are subscribed first and must be there; ``live`` is for the screen and may be missing.
    """

    kind: str
    service: str
    measurements: tuple[str, ...]
    live: tuple[str, ...] = ()


PROFILES = (Profile("blood_pressure", "1810", ("2A35",), ("2A36",)),)

# Device Information (180A), Battery (180F), Current Time (1805), Date Time inside a vendor's service.
MANUFACTURER, MODEL, SERIAL, FIRMWARE = "2A29", "2A24", "2A25", "2A26"
BATTERY = "2A19"
CURRENT_TIME, DATE_TIME = "2A2B", "2A08"


def profiles_of(services: Iterable[str]) -> tuple[Profile, ...]:
    """The profiles that a device with these services (full UUIDs) offers."""
    offered = frozenset(services)
    return tuple(profile for profile in PROFILES if uuid(profile.service) in offered)


def profiles_with(characteristics: Iterable[str]) -> tuple[Profile, ...]:
    """The profiles all of whose measurements are among these characteristics (full UUIDs)."""
    offered = frozenset(characteristics)
    return tuple(profile for profile in PROFILES if all(uuid(one) in offered for one in profile.measurements))
