"""Plan templates: a care centre's starting points, read from TOML.

A template is not a plan: it has no patient, no date and nobody who answers for it. ``plan_from``
makes version 1 out of it; until a clinician has signed, ``Plan.sign_off`` is ``None`` and the
screens say so. A mistake in the file gives an ``InputError`` with the file's name and the key.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib import resources
from typing import Any

from hemmonitor.errors import InputError
from hemmonitor.model.careplan import Comparison, Contact, Goal, Level, Plan, SignOff, Slot, Threshold
from hemmonitor.model.measurement import Component, Kind, Unit

FOLDER = "templates"


@dataclass(frozen=True, slots=True)
class Template:
    """Limits, goals and schedule for one disease; every limit carries its source."""

    name: str
    version: int
    diagnoses: tuple[str, ...]
    red_flags: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    goals: tuple[Goal, ...]
    schedule: tuple[Slot, ...]


def shipped() -> tuple[str, ...]:
    """Names of the templates that come with the program, sorted."""
    folder = resources.files("resources") / FOLDER
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


def load(name: str) -> Template:
    """A shipped template. Raises ``InputError``."""
    if name not in shipped():
        raise InputError(f"no template {name!r}")
    text = (resources.files("resources") / FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    return parse(text, f"{name}.toml")


def parse(text: str, where: str) -> Template:
    """A template from TOML text; ``where`` names the file in errors."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{where}: {error}") from error
    try:
        return Template(
            name=str(data["name"]),
            version=int(data["version"]),
            diagnoses=tuple(map(str, data.get("diagnoses", ()))),
            red_flags=tuple(map(str, data.get("red_flags", ()))),
            thresholds=tuple(
                _threshold(t, f"{where}: threshold {i}") for i, t in enumerate(data["threshold"], 1)
            ),
            goals=tuple(_goal(g, f"{where}: goal {i}") for i, g in enumerate(data.get("goal", ()), 1)),
            schedule=tuple(_slot(s, f"{where}: slot {i}") for i, s in enumerate(data.get("slot", ()), 1)),
        )
    except KeyError as error:
        raise InputError(f"{where}: {error} is missing") from error
    except (TypeError, ValueError) as error:
        raise InputError(f"{where}: {error}") from error


def plan_from(
    template: Template,
    *,
    now: dt.datetime,
    author: str,
    contact: Contact,
    reason: str,
    sign_off: SignOff | None = None,
) -> Plan:
    """Version 1 of a patient's plan, in force from ``now`` (aware)."""
    return Plan(
        version=1,
        valid_from=now,
        reason=reason,
        author=author,
        thresholds=template.thresholds,
        schedule=template.schedule,
        goals=template.goals,
        contacts=(contact,),
        red_flags=template.red_flags,
        diagnoses=template.diagnoses,
        template=f"{template.name} {template.version}",
        sign_off=sign_off,
    )


def _limit(item: dict[str, Any], where: str) -> Decimal:
    try:
        value = Decimal(str(item["limit"]))
    except (InvalidOperation, KeyError) as error:
        raise InputError(f"{where}: limit is not a number") from error
    if not value.is_finite():
        raise InputError(f"{where}: limit is not a number")
    return value


def _threshold(item: dict[str, Any], where: str) -> Threshold:
    limit = _limit(item, where)
    try:
        return Threshold(
            id=str(item["id"]),
            kind=Kind(item["kind"]),
            component=Component(item["component"]),
            comparison=Comparison(item["comparison"]),
            limit=limit,
            unit=Unit(item["unit"]),
            level=Level(item["level"]),
            source=str(item["source"]),
        )
    except (KeyError, ValueError) as error:
        raise InputError(f"{where}: {error}") from error


def _goal(item: dict[str, Any], where: str) -> Goal:
    limit = _limit(item, where)
    try:
        kind, component = Kind(item["kind"]), Component(item["component"])
        return Goal(kind, component, Comparison(item["comparison"]), limit, Unit(item["unit"]))
    except (KeyError, ValueError) as error:
        raise InputError(f"{where}: {error}") from error


def _slot(item: dict[str, Any], where: str) -> Slot:
    try:
        at, until = dt.time.fromisoformat(item["at"]), dt.time.fromisoformat(item["until"])
        days = tuple(item.get("weekdays", (1, 2, 3, 4, 5, 6, 7)))
        return Slot(str(item["id"]), Kind(item["kind"]), at, until, days)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{where}: {error}") from error
