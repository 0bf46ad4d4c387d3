"""Design tokens as frozen values, read from `resources/tokens.toml`.

Rules:
- The toml file is the one source of colours, type sizes and spacing; nothing here repeats a value of it.
- A token set is plain data (strings and numbers, no Qt), so tests and tools read it without a screen.
- A misspelt or missing token is a `TokenError` at start, not a black widget later.
"""

import dataclasses
import enum
import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import resources

T = TypeVar("T")


class TokenError(Exception):
    """The token file lacks a token or holds one that nobody knows."""


class Zone(enum.StrEnum):
    """Severity of a value. Shown as word + shape + colour, never as colour alone."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


class Face(enum.StrEnum):
    """Which kind of person the window is for; decides sizes and words."""

    PATIENT = "patient"
    NURSE = "nurse"


@dataclasses.dataclass(frozen=True, slots=True)
class Surfaces:
    """The general colours, each ``#RRGGBB``."""

    background: str
    surface: str
    surface_sunken: str
    border: str
    border_strong: str
    text: str
    text_secondary: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    focus: str


@dataclasses.dataclass(frozen=True, slots=True)
class ZoneColours:
    """One zone. `solid` and `on_solid` exist for red only; the others fill with `line` on `soft`."""

    text: str
    soft: str
    line: str
    shape: str
    solid: str = ""
    on_solid: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class ChartColours:
    """Series colours; they never mean severity."""

    systolic: str
    diastolic: str
    pulse: str
    spo2: str
    fev1: str
    weight: str
    glucose: str
    grid: str
    band_alpha: float


@dataclasses.dataclass(frozen=True, slots=True)
class IllustrationColours:
    """Colours that only pictures use."""

    skin: str
    cloth: str
    dark: str


@dataclasses.dataclass(frozen=True, slots=True)
class TypeSizes:
    """Pixels at 100 % text size."""

    body: int
    label: int
    heading: int
    title: int
    value: int


@dataclasses.dataclass(frozen=True, slots=True)
class Palette:
    """Everything with a colour, for one mode."""

    surfaces: Surfaces
    zones: Mapping[Zone, ZoneColours]
    chart: ChartColours
    illustration: IllustrationColours


@dataclasses.dataclass(frozen=True, slots=True)
class Tokens:
    """The whole token file."""

    light: Palette
    dark: Palette
    family: str
    sizes: Mapping[Face, TypeSizes]
    radius: Mapping[Face, int]
    target: Mapping[Face, int]
    steps: tuple[int, ...]


def _record(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    try:
        return kind(**table)
    except TypeError as error:
        raise TokenError(f"{where}: {error}") from None


def _palette(data: Mapping[str, Any], mode: str) -> Palette:
    zones = data["zone"][mode]
    return Palette(
        surfaces=_record(Surfaces, data[mode], mode),
        zones={zone: _record(ZoneColours, zones[zone.value], f"zone.{mode}.{zone}") for zone in Zone},
        chart=_record(ChartColours, data["chart"][mode], f"chart.{mode}"),
        illustration=_record(IllustrationColours, data["illustration"][mode], f"illustration.{mode}"),
    )


def parse(text: str) -> Tokens:
    """Read the token file's text. Raises `TokenError` on a missing or unknown token."""
    data = tomllib.loads(text)
    try:
        return Tokens(
            light=_palette(data, "light"),
            dark=_palette(data, "dark"),
            family=data["type"]["family"],
            sizes={face: _record(TypeSizes, data["type"][face.value], f"type.{face}") for face in Face},
            radius={face: data["space"]["radius"][face.value] for face in Face},
            target={face: data["space"]["target"][face.value] for face in Face},
            steps=tuple(data["space"]["steps"]),
        )
    except KeyError as error:
        raise TokenError(f"missing token {error}") from None


@functools.cache
def load(file: Path | None = None) -> Tokens:
    """The tokens of `file`; by default those of the program."""
    return parse((file or resources.path("tokens.toml")).read_text(encoding="utf-8"))
