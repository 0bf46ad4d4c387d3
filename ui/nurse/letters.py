"""Ready texts for messages: the centre's, the program's, and those that this workstation has kept.

In a text, ``{name}`` stands for the patient's given name and ``{me}`` for who writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from ui.nurse.desk import Desk

translate = QCoreApplication.translate
_KEPT = "letters"


def shipped() -> list[tuple[str, str]]:
    """Name and text of the program's own."""
    return [
        (
            translate("Letters", "Measure again"),
            translate(
                "Letters",
                "Hello {name}! I have seen your value. Please measure again tomorrow.\nRegards {me}",
            ),
        ),
        (
            translate("Letters", "We will call"),
            translate(
                "Letters", "Hello {name}! I have seen your value and will call you today.\nRegards {me}"
            ),
        ),
        (
            translate("Letters", "Looks fine"),
            translate(
                "Letters", "Hello {name}! I have seen your values. They look fine. Go on.\nRegards {me}"
            ),
        ),
        (
            translate("Letters", "Measurements missing"),
            translate(
                "Letters", "Hello {name}! I miss your measurements. Is everything all right?\nRegards {me}"
            ),
        ),
    ]


def of_centre(desk: Desk) -> list[tuple[str, str]]:
    """Name and text of those that the centre has decided on for all its workstations."""
    return [(phrase.title, phrase.text) for phrase in desk.bridge.centre.phrases]


def kept(desk: Desk) -> dict[str, str]:
    """Those that this workstation has kept, by name."""
    try:
        found = json.loads(desk.bridge.preferences.get(_KEPT) or "{}")
    except ValueError:  # of another version, or damaged: the program's own remain
        return {}
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}


def keep(desk: Desk, name: str, text: str) -> None:
    """Keep a text under a name; an empty text takes it away."""
    every = {**kept(desk), name: text}
    desk.bridge.prefer(_KEPT, json.dumps({n: t for n, t in every.items() if t}))


def filled(text: str, called: str, me: str) -> str:
    """The text with both names in it; other braces stay as they are."""
    return text.replace("{name}", called).replace("{me}", me)


def menu(parent: QWidget, desk: Desk, called: str, use: Callable[[str], None], written: str = "") -> QMenu:
    """A menu of all texts; ``written`` is what could be kept as a new one."""
    made = QMenu(parent)
    me = desk.staff.name
    own = kept(desk)
    for group in (of_centre(desk), list(own.items()), shipped()):
        if group and made.actions():
            made.addSeparator()
        for name, text in group:
            made.addAction(name).triggered.connect(partial(use, filled(text, called, me)))
    if written.strip():
        made.addSeparator()
        keep_it = made.addAction(translate("Letters", "Keep this text as a template"))
        text = written.strip()
        if called:
            text = text.replace(called, "{name}")
        keep_it.triggered.connect(partial(_keep_new, parent, desk, text.replace(me, "{me}")))
    if own:
        gone = made.addMenu(translate("Letters", "Take a template away"))
        for name in own:
            gone.addAction(name).triggered.connect(partial(keep, desk, name, ""))
    return made


def _keep_new(parent: QWidget, desk: Desk, text: str) -> None:
    title, asked = translate("Letters", "Template"), translate("Letters", "What is it called?")
    name, chosen = QInputDialog.getText(parent, title, asked)
    if chosen and name.strip():
        keep(desk, name.strip(), text)
