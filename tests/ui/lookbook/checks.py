"""What a person would find wrong by looking at a window, found by walking its widgets.

``faults(window, ...)`` gives sentences, empty when all is well:
- text that is clipped, reaches out or lies on other text (``tests.ui.clip``)
- text whose contrast with its ground is under the limit, measured on the picture itself
- text of the program's source language in a window that speaks another one
- a control without a name or role for a screen reader, or that the keyboard cannot reach
- steps of the Tab key against the order in which one reads

``same(one, other)`` compares the texts of a screen in two languages: what is the same in both was probably
never given to a translator.
"""

from __future__ import annotations

import functools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

import resources
from tests.ui.clip import clipped, overlapping
from ui.i18n import Language
from ui.widgets.order import by_eye

_TAGS = re.compile(r"<[^>]+>")
_HOLE = re.compile(r"\{\w*\}|%n")
_WORD = re.compile(r"[^\W\d_]{4,}")
_NEAR = 0.93  # antialiasing seldom leaves a thin stroke in its full colour
_LEAST_HIGH = 7  # px; a sliver of text at the edge of a scroll area says nothing about its colour


def faults(window: QWidget, image: QImage, language: Language, *, contrast: float, over: bool) -> list[str]:
    """All that is wrong. `contrast` is the least ratio; `over`: a sheet lies over the page on purpose."""
    found = [fault for fault in clipped(window) if not fault.startswith("FocusRing")]
    if not over:
        found += overlapping(window)
        found += faint(window, image, contrast)
        found += astray(window)
    return [*found, *untranslated(window, language), *unnamed(window)]


def words_of(widget: QWidget) -> str:
    """What a widget says, without markup."""
    if isinstance(widget, QLabel):
        return _TAGS.sub("", widget.text())
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def texts(window: QWidget) -> list[str]:
    """All texts seen in a window."""
    seen = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    return [text for widget in seen if (text := words_of(widget).strip())]


# --- contrast --------------------------------------------------------------------------------------


def faint(window: QWidget, image: QImage, least: float) -> list[str]:
    """Texts that do not stand `least`:1 against their ground, as the picture shows them."""
    pixels = _pixels(image)
    found = []
    for widget in window.findChildren(QWidget):
        text = words_of(widget).strip()
        if not text or not widget.isVisible() or not _WORD.search(text):
            continue
        box = _seen(widget, window)
        if box.height() < _LEAST_HIGH or box.width() < _LEAST_HIGH:
            continue
        if box.height() < widget.height():  # scrolled out in part, perhaps the part with the words
            continue
        measured = contrast_in(pixels[box.top() : box.bottom() + 1, box.left() : box.right() + 1])
        if measured < least * _NEAR:
            found.append(f"{type(widget).__name__} {text[:60]!r}: contrast {measured:.1f}, not {least:g}")
    return found


def contrast_in(region: np.ndarray) -> float:  # type: ignore[type-arg]  # uint8 of any shape
    """The contrast between the commonest colour of a region (its ground) and what stands out most from it."""
    flat = region.reshape(-1, 3).astype(np.int64)
    codes = (flat[:, 0] << 16) | (flat[:, 1] << 8) | flat[:, 2]
    colours, counts = np.unique(codes, return_counts=True)
    parts = np.stack([colours >> 16 & 255, colours >> 8 & 255, colours & 255], axis=1) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    light = linear @ np.array([0.2126, 0.7152, 0.0722])
    ground = light[int(np.argmax(counts))]
    high, low = np.maximum(light, ground) + 0.05, np.minimum(light, ground) + 0.05
    return float(np.max(high / low))


def _pixels(image: QImage) -> np.ndarray:  # type: ignore[type-arg]  # uint8 of height x width x 3
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).copy()  # outlives the image


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """The part of a widget that no scroll area and no window edge hides."""
    part = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).intersected(window.rect())
    step = widget.parentWidget()
    while step is not None and step is not window:
        part = part.intersected(QRect(step.mapTo(window, QPoint(0, 0)), step.size()))
        step = step.parentWidget()
    return part


# --- language --------------------------------------------------------------------------------------


@functools.cache
def _catalogue() -> tuple[frozenset[str], tuple[re.Pattern[str], ...], frozenset[str]]:
    """English sources as they stand, as patterns where they have holes, and all Swedish texts."""
    plain, patterns, swedish = set(), [], set()
    for file in sorted(resources.path("i18n").glob("*_sv.ts")):
        for message in ET.parse(file).getroot().iter("message"):
            source = message.findtext("source", "")
            told = message.find("translation")
            forms = (
                [] if told is None else [told.text or "", *(f.text or "" for f in told.iter("numerusform"))]
            )
            swedish.update(forms)
            if source in forms or not _WORD.search(_HOLE.sub("", source)):
                continue
            if _HOLE.search(source):
                pattern = ".+?".join(re.escape(part) for part in _HOLE.split(source))
                patterns.append(re.compile(pattern, re.DOTALL))
            else:
                plain.add(source)
    return frozenset(plain), tuple(patterns), frozenset(swedish)


def untranslated(window: QWidget, language: Language) -> list[str]:
    """Texts that stand in English in a Swedish window."""
    if language is not Language.SV:
        return []
    plain, patterns, swedish = _catalogue()
    found = []
    for text in texts(window):
        if text in swedish:
            continue
        if text in plain or any(pattern.fullmatch(text) for pattern in patterns):
            found.append(f"not in Swedish: {text[:80]!r}")
    return found


def same(one: Iterable[str], other: Iterable[str], own: Callable[[str], bool]) -> list[str]:
    """Texts with words that are the same in two languages, unless ``own`` says that people wrote them."""
    _, _, swedish = _catalogue()
    both = sorted(set(one) & set(other))
    return [
        f"the same in both languages: {text[:80]!r}"
        for text in both
        if _WORD.search(text) and text not in swedish and not own(text)
    ]


# --- reading and reaching --------------------------------------------------------------------------

_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
_ANY_KEY = {"AllKeys"}  # a sheet that any key closes, as its button does
_TYPED = {"_Key"}  # keys of a keypad on the screen: whoever has a keyboard types the digit itself


def unnamed(window: QWidget) -> list[str]:
    """Controls that a screen reader cannot name, or that the keyboard does not reach."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, (QAbstractButton, *_FIELDS)):
            continue
        if _inside(widget, _FIELDS) or _inside_view(widget):
            continue
        kind = type(widget).__name__
        spoken = QAccessible.queryAccessibleInterface(widget)
        name = spoken.text(QAccessible.Text.Name) if spoken is not None else ""
        if not name.strip():
            found.append(f"{kind} {widget.objectName()!r} has no name")
        elif spoken.role() in {QAccessible.Role.NoRole, QAccessible.Role.Client}:
            found.append(f"{kind} {name[:40]!r} has no role")
        reached = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus or kind in _TYPED
        reached = reached or type(widget.parentWidget()).__name__ in _ANY_KEY
        if widget.isEnabled() and not reached:
            found.append(f"{kind} {name[:40]!r} cannot be reached by keyboard")
    return found


def _inside(widget: QWidget, kinds: tuple[type[QWidget], ...]) -> bool:
    """Whether it is a part of one of these, such as a spin box's line."""
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, kinds):
            return True
        step = step.parentWidget()
    return False


def _inside_view(widget: QWidget) -> bool:
    """Whether it belongs to a table or list: their own corners, headers and bars."""
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea)


def astray(window: QWidget) -> list[str]:
    """Steps of the Tab key against the reading order: back up, or back to the left in a row.

    Up and to the right is the next column, which is read from its top.
    """
    by_eye(window)  # as when Tab is pressed
    stops = [(widget, _seen(widget, window)) for widget in _tab_stops(window)]
    found = []
    for (one, here), (other, there) in pairwise((w, box) for w, box in stops if not box.isEmpty()):
        up = there.bottom() <= here.top() and there.left() < here.right()
        beside = there.top() < here.bottom() and here.top() < there.bottom()
        if up or (beside and there.right() <= here.left()):
            found.append(f"Tab goes back from {_called(one)} to {_called(other)}")
    return found


def _tab_stops(window: QWidget) -> list[QWidget]:
    """Where Tab stops, from the first on. Of a group of choices it is the chosen one, which arrows move."""
    stops = []
    step = window.nextInFocusChain()
    while step is not None and step is not window:
        by_tab = step.focusPolicy() & Qt.FocusPolicy.TabFocus.value
        if by_tab and step.isVisible() and step.isEnabled() and step.focusProxy() is None:
            stops.append(step)
        step = step.nextInFocusChain()
    return stops


def _called(widget: QWidget) -> str:
    return repr(words_of(widget) or widget.accessibleName() or widget.objectName() or type(widget).__name__)
