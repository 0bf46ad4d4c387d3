"""Single-letter keys as this workstation has them: each can be turned off or changed, for speech users.

Only single letters are touched. Enter, Escape and combinations always stand, and every command is on the
screen as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.nurse.desk import Desk
from ui.nurse.page import Keys

_KEPT = "keys"
LETTERS = tuple("jkatrnmgpyvdwxucohs")  # those of the lists, the patient's page and the round


def load(desk: Desk) -> dict[str, str]:
    """Key as shipped -> key as wished; an empty one is off. What is not in it stands."""
    try:
        found = json.loads(desk.bridge.preferences.get(_KEPT) or "{}")
    except ValueError:  # of another version, or damaged: the shipped keys remain
        return {}
    if not isinstance(found, dict):
        return {}
    return {k: v for k, v in found.items() if k in LETTERS and isinstance(v, str) and len(v) <= 1}


def keep(desk: Desk, wished: Mapping[str, str]) -> None:
    """Keep the wishes of this workstation."""
    desk.bridge.prefer(_KEPT, json.dumps({k: v for k, v in wished.items() if k != v}))


def clash(wished: Mapping[str, str]) -> frozenset[str]:
    """Keys that two commands would have."""
    every = [wished.get(letter, letter) for letter in LETTERS]
    return frozenset(key for key in every if key and every.count(key) > 1)


def apply(window: QWidget, wished: Mapping[str, str]) -> None:
    """Give every shortcut in the window its key."""
    for shortcut in window.findChildren(QShortcut):
        shipped = shortcut.property("shipped")
        if shipped in LETTERS:
            key = wished.get(shipped, shipped)
            shortcut.setKey(QKeySequence(key))
            shortcut.setEnabled(bool(key))


def shown(keys: Keys, wished: Mapping[str, str]) -> Keys:
    """The key guide with the keys as they are; an entry whose keys are all off is left out."""
    found = []
    for caps, text in keys:
        kept = tuple(wished.get(cap, cap) for cap in caps)
        if any(kept):
            found.append((tuple(cap for cap in kept if cap), text))
    return tuple(found)
