"""The order in which Tab goes through a page: that of its parts, from the top to the foot.

Qt goes by the order in which widgets were made, and a frame is made before what is put into it.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def in_order(*parts: QWidget) -> None:
    """Let Tab go through one part after the other; within a part the order stays as it is."""
    chain = _chain(parts[0])
    stops = [widget for part in parts for widget in chain if widget is part or part.isAncestorOf(widget)]
    for one, other in pairwise(stops):
        QWidget.setTabOrder(one, other)


def _chain(inside: QWidget) -> list[QWidget]:
    """All widgets of the window that take the keyboard by Tab, in the order in force."""
    start = inside.window()
    found, step = [], start.nextInFocusChain()
    while step is not None and step is not start:
        if step.focusPolicy() & Qt.FocusPolicy.TabFocus and step.focusProxy() is None:
            found.append(step)
        step = step.nextInFocusChain()
    return found
