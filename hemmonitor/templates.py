"""Plan templates: a care centre's starting points, read from TOML.

A template is not a plan: it has no patient, no date and nobody who answers for it. ``plan_from``
makes version 1 out of it; until a clinician has signed, ``Plan.sign_off`` is ``None`` and the
screens say so. A person's own baselines are no part of a template: the limits that rest on them say
nothing until a nurse has frozen one.

Rules:
- Every table of rules that a plan has can stand in the file, under the names of ``TABLES``.
- Every limit has a ``source``. Figures are text, such as ``limit = "3.9"``.
- A mistake in the file gives an ``InputError`` with the file's name, the table, its number and the key.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from importlib import resources
from typing import Any

from hemmonitor.errors import InputError
from hemmonitor.model.careplan import (
    Advice,
    Baseline,
    CombinedLimit,
    Contact,
    ControlLimit,
    FlagLimit,
    Goal,
    MeanLimit,
    MissingLimit,
    Plan,
    RelativeLimit,
    ScoreLimit,
    SignOff,
    Slot,
    SymptomLimit,
    Threshold,
    TrendLimit,
)
from hemmonitor.model.plain import read_plain

FOLDER = "templates"


@dataclass(frozen=True, slots=True)
class Template:
    """Limits, goals and schedule for one disease; every limit carries its source. Fields as in ``Plan``."""

    name: str
    version: int
    diagnoses: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    relative: tuple[RelativeLimit, ...] = ()
    trends: tuple[TrendLimit, ...] = ()
    means: tuple[MeanLimit, ...] = ()
    controls: tuple[ControlLimit, ...] = ()
    flagged: tuple[FlagLimit, ...] = ()
    symptoms: tuple[SymptomLimit, ...] = ()
    scores: tuple[ScoreLimit, ...] = ()
    combined: tuple[CombinedLimit, ...] = ()
    missing: tuple[MissingLimit, ...] = ()
    goals: tuple[Goal, ...] = ()
    schedule: tuple[Slot, ...] = ()
    advice: tuple[Advice, ...] = ()
    close_after: int = 2
    escalate_after_hours: int = 4


# The name of a table in the file, and the field it fills.
TABLES = {
    "threshold": "thresholds",
    "relative": "relative",
    "trend": "trends",
    "mean": "means",
    "control": "controls",
    "flagged": "flagged",
    "symptom": "symptoms",
    "score": "scores",
    "combined": "combined",
    "missing": "missing",
    "goal": "goals",
    "slot": "schedule",
    "advice": "advice",
}
RULES = (
    "thresholds", "relative", "trends", "means", "controls", "flagged", "symptoms", "scores", "missing",
)  # fmt: skip


def shipped() -> tuple[str, ...]:
    """Names of the templates that come with the program, sorted."""
    folder = resources.files("resources") / FOLDER
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


def digest(name: str) -> str:
    """SHA-256 of a shipped template's bytes, hexadecimal: what a clinician signs. Raises ``InputError``."""
    if name not in shipped():
        raise InputError(f"no template {name!r}")
    return hashlib.sha256((resources.files("resources") / FOLDER / f"{name}.toml").read_bytes()).hexdigest()


def load(name: str) -> Template:
    """A shipped template. Raises ``InputError``."""
    if name not in shipped():
        raise InputError(f"no template {name!r}")
    text = (resources.files("resources") / FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    return parse(text, f"{name}.toml")


def parse(text: str, where: str) -> Template:
    """A template from TOML text; ``where`` names the file in errors. Raises ``InputError``."""
    try:
        template = read_plain(Template, _named(tomllib.loads(text)), where)
        _check(template)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{where}: {error}") from error
    except ValueError as error:
        raise InputError(str(error) if str(error).startswith(where) else f"{where}: {error}") from error
    return template


def limits(template: Template | Plan) -> tuple[tuple[str, str], ...]:
    """The id and the source of every limit, in the order of ``Plan.rule_ids``."""
    found: list[tuple[str, str]] = []
    for name in RULES:
        if name == "missing":
            found += [(c.limit.id, c.limit.source) for c in template.combined]
        rules: Sequence[Any] = getattr(template, name)
        found += [(r.id, r.source) for r in rules]
    return tuple(found)


def plan_from(
    template: Template,
    *,
    now: dt.datetime,
    author: str,
    contact: Contact,
    reason: str,
    sign_off: SignOff | None = None,
    baselines: Sequence[Baseline] = (),
) -> Plan:
    """Version 1 of a patient's plan, in force from ``now`` (aware)."""
    return Plan(
        version=1,
        valid_from=now,
        reason=reason,
        author=author,
        contacts=(contact,),
        template=f"{template.name} {template.version}",
        sign_off=sign_off,
        baselines=tuple(baselines),
        **_content(template),
    )


def _named(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The tables under the names of the fields."""
    named = {TABLES.get(key, key): value for key, value in data.items()}
    if len(named) != len(data):
        raise ValueError("a table stands there under two names")
    return named


def _content(template: Template) -> Mapping[str, Any]:
    """What a plan takes over."""
    return {f.name: getattr(template, f.name) for f in fields(template) if f.name not in {"name", "version"}}


def _check(template: Template) -> None:
    """Refuses what a plan must not have, and a limit without a source."""
    nowhere = Plan(1, dt.datetime.min.replace(tzinfo=dt.UTC), "check", "", **_content(template))
    faults = nowhere.faults()
    if faults:
        raise ValueError(faults[0])
    bare = [name for name, source in limits(template) if not source.strip()]
    if bare:
        raise ValueError(f"{bare[0]} has no source")
