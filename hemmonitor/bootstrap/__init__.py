"""Picks the real parts and puts them together: one computer's place in one care centre.

``profile`` is the folder with its keys and data, ``enrolling`` how a computer gets its place in a centre, and
``keeping`` how it stays in step with the relay. Other parts import from here.

Rule: the network's half is read when one of its names is used, for a program shows its window before it.
"""

import importlib
from typing import TYPE_CHECKING

from hemmonitor.bootstrap.profile import (
    DATABASE,
    VAULT,
    Clock,
    Place,
    Profile,
    check_pin,
    claim,
    exists,
    needs_pin,
    system_key_store,
)

if TYPE_CHECKING:
    from hemmonitor.bootstrap.enrolling import (
        admit_patient,
        centre_box,
        enrol_patient,
        enrol_staff,
        enrol_station,
        found,
        invite_patient,
        patient_label,
    )
    from hemmonitor.bootstrap.keeping import Sync, ensure_lease, lock_out

__all__ = [
    "DATABASE",
    "VAULT",
    "Clock",
    "Place",
    "Profile",
    "Sync",
    "admit_patient",
    "centre_box",
    "check_pin",
    "claim",
    "enrol_patient",
    "enrol_staff",
    "enrol_station",
    "ensure_lease",
    "exists",
    "found",
    "invite_patient",
    "lock_out",
    "needs_pin",
    "patient_label",
    "system_key_store",
]

_KEEPING = {"Sync", "ensure_lease", "lock_out"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    part = "keeping" if name in _KEEPING else "enrolling"
    return getattr(importlib.import_module(f"{__name__}.{part}"), name)
