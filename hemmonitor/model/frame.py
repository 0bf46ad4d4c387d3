"""A device's frame taken apart for the eye: which bytes hold which field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hemmonitor.model.measurement import Component, Provenance


@dataclass(frozen=True, slots=True)
class FramePart:
    """Bytes ``start`` to ``end`` (not included) are the field ``name``; ``component`` when it is a figure."""

    start: int
    end: int
    name: str
    component: Component | None = None


TakeApart = Callable[[Provenance], Sequence[FramePart]]
"""The parts of a stored frame, in order and without a gap; none where its layout is not known."""
