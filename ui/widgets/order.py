"""Tab goes through a window as one reads it: rows from the top, in a row from the left, a column to its end.

Qt goes by the order in which widgets were made, and a frame is made before what is put into it. So a
window's stops are put in order when Tab is pressed, before it is acted on. (Not in ``focusNextPrevChild``: Qt
calls that also while a widget that had the keyboard is destroyed, which Python must not look at then.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_TAB = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_LAP = 4  # pixels by which neighbours may lie over each other, such as for a common border
_WAYS: tuple[tuple[Callable[[QRect], int], Callable[[QRect], int]], ...] = (
    (QRect.top, QRect.bottom),
    (QRect.left, QRect.right),
)


class ByEye(QObject):
    """``ByEye(window)``: once per top-level window, which owns it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # every key comes as this first, from what has the keyboard up to the window
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() in _TAB:
            by_eye(self._window)
        return False


def by_eye(window: QWidget) -> None:
    """Put what Tab stops at, and what is seen now, in reading order."""
    stops, ordered = _stops(window), read(window)
    if ordered != stops:
        for one, other in pairwise(ordered):
            QWidget.setTabOrder(one, other)


def read(within: QWidget) -> list[QWidget]:
    """What Tab stops at in a widget and is seen now, in reading order."""
    return list(_read(within, _stops(within)))


def _stops(within: QWidget) -> list[QWidget]:
    """The same, in the order in force."""
    window, found = within.window(), []
    step = window.nextInFocusChain()
    while step is not None and step is not window:
        by_tab = step.focusPolicy() & Qt.FocusPolicy.TabFocus and step.focusProxy() is None
        if by_tab and step.isVisible() and within.isAncestorOf(step):
            found.append(step)
        step = step.nextInFocusChain()
    return found


def _read(within: QWidget, stops: list[QWidget]) -> Iterator[QWidget]:
    """Stops in a widget: itself, then those in its children, in the order in which these are read."""
    parts: dict[QWidget, list[QWidget]] = {}
    for stop in stops:
        if stop is within:
            yield stop
            continue
        part: QWidget | None = stop
        while part is not None and part.parentWidget() is not within:
            part = part.parentWidget()
        if part is not None:
            parts.setdefault(part, []).append(stop)
    for part in _cut(list(parts)):
        yield from _read(part, parts[part])


def _cut(parts: list[QWidget]) -> list[QWidget]:
    """Rows where there is a gap across, else columns where there is one down, and so on inside each of them.

    What lies on each other stays as it is.
    """
    for begins, ends in _WAYS:
        pieces: list[list[QWidget]] = []
        reach = 0
        for part in sorted(parts, key=lambda part: begins(part.geometry())):
            box = part.geometry()
            if not pieces or begins(box) > reach - _LAP:
                pieces.append([])
                reach = ends(box)
            pieces[-1].append(part)
            reach = max(reach, ends(box))
        if len(pieces) > 1:
            return [part for piece in pieces for part in _cut([p for p in parts if p in piece])]
    return parts
