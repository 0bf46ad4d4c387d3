"""Views of the worklist that this workstation has kept: a queue, a chip and a search under a name."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from ui.nurse.desk import Desk
from ui.nurse.listing import View

_KEPT = "views"
_MARK = "saved:"


@dataclass(frozen=True, slots=True)
class SavedView:
    """What is shown."""

    view: View
    chip: str
    search: str = ""


def load(desk: Desk) -> dict[str, SavedView]:
    """The views by name; one that cannot be read is left out."""
    try:
        every = json.loads(desk.bridge.preferences.get(_KEPT) or "{}")
        return {
            str(name): SavedView(View(one["view"]), str(one["chip"]), str(one["search"]))
            for name, one in every.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):  # of another version, or damaged
        return {}


def keep(desk: Desk, name: str, view: SavedView) -> None:
    """Keep a view under a name, in place of the one before."""
    every = {**load(desk), name: view}
    desk.bridge.prefer(_KEPT, json.dumps({n: asdict(v) for n, v in every.items()}))


def chip_of(name: str) -> str:
    """The chip's id of a kept view."""
    return _MARK + name


def name_of(chip: str) -> str:
    """The name of the kept view that a chip stands for; empty for any other chip."""
    return chip.removeprefix(_MARK) if chip.startswith(_MARK) else ""
