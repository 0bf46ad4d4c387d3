"""Finds text that does not fit: the same check that a person makes by looking, over a whole window.

`clipped(window)` lists widgets whose text or content is larger than the room they have, or that reach out of
their parent. `overlapping(window)` lists texts that lie on each other. Both return sentences, empty when all
is well. What a scroll area hides beyond its edge is not clipped: it can be reached.
"""

from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QScrollArea,
    QWidget,
)

from ui.widgets.base import Themed

_SLACK = 2


def clipped(window: QWidget) -> list[str]:
    """What does not fit in `window`, as sentences."""
    found = []
    for widget in [window, *window.findChildren(QWidget)]:
        if not widget.isVisible() or _inside_view(widget):
            continue
        if (why := _too_small(widget)) is not None or (why := _out_of_parent(widget, window)) is not None:
            found.append(f"{_name(widget)}: {why}")
    return found


def overlapping(window: QWidget) -> list[str]:
    """Texts of `window` that lie on each other, as sentences."""
    texts = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and _text(widget) and isinstance(widget, QLabel | QAbstractButton)
    ]
    found = []
    for one, other in combinations(texts, 2):
        if one.isAncestorOf(other) or other.isAncestorOf(one):
            continue
        shared = _seen(one, window).intersected(_seen(other, window))
        if shared.width() > _SLACK and shared.height() > _SLACK:
            found.append(f"{_name(one)} lies on {_name(other)}")
    return found


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _name(widget: QWidget) -> str:
    said = _text(widget) or widget.accessibleName()
    return f"{type(widget).__name__} {said[:60]!r} ({widget.width()}x{widget.height()})"


def _inside_view(widget: QWidget) -> bool:
    """Cells, editors and scroll bars of item views size themselves."""
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, QAbstractScrollArea) and not isinstance(step, QScrollArea):
            return True
        step = step.parentWidget()
    return False


def _too_small(widget: QWidget) -> str | None:
    if isinstance(widget, QLabel):
        return _label_too_small(widget)
    fits = getattr(widget, "text_fits", None)
    if fits is not None:
        return None if fits() else "its text does not fit"
    if isinstance(widget, QAbstractButton):
        if widget.text() and widget.width() + _SLACK < QFontMetrics(widget.font()).horizontalAdvance(
            widget.text()
        ):
            return "its text is wider than it"
        return None
    if isinstance(widget, QComboBox | QAbstractSpinBox):
        return None if widget.height() >= widget.fontMetrics().height() + 4 else "its text is cut"
    if isinstance(widget, Themed) and widget.layout() is None:
        least = widget.minimumSizeHint() if widget.minimumSizeHint().isValid() else widget.sizeHint()
        tall = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else least.height()
        if widget.width() + _SLACK < least.width() or widget.height() + _SLACK < tall:
            return f"needs {least.width()}x{tall}"
    return None


def _label_too_small(label: QLabel) -> str | None:
    if not label.text() or not label.pixmap().isNull():
        return None
    document = QTextDocument()
    document.setDefaultFont(label.font())
    document.setDocumentMargin(0)
    if label.textFormat().name == "RichText":
        document.setHtml(label.text())
    else:
        document.setPlainText(label.text())
    room = label.contentsRect()
    document.setTextWidth(room.width() + _SLACK if label.wordWrap() else -1)
    if document.idealWidth() > room.width() + _SLACK:
        return f"its text needs {document.idealWidth():.0f} px across"
    if document.size().height() > room.height() + _SLACK + QFontMetrics(label.font()).leading():
        return f"its text needs {document.size().height():.0f} px down"
    return None


def _out_of_parent(widget: QWidget, window: QWidget) -> str | None:
    parent = widget.parentWidget()
    if widget is window or parent is None or widget.isWindow():
        return None
    holder = parent.parentWidget()
    if isinstance(holder, QAbstractScrollArea) and holder.viewport() is parent:
        if widget.width() > parent.width() + _SLACK:
            return "is wider than its scroll area"
        return None
    inside = parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
    if not inside.contains(widget.geometry()) and _says_something(widget):
        return f"reaches out of {type(parent).__name__} ({parent.width()}x{parent.height()})"
    return None


def _says_something(widget: QWidget) -> bool:
    return bool(_text(widget)) or isinstance(widget, Themed)


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """The part of `widget` that is not hidden by a scroll area, in the window's pixels."""
    part = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    step = widget.parentWidget()
    while step is not None and step is not window:
        part = part.intersected(QRect(step.mapTo(window, QPoint(0, 0)), step.size()))
        step = step.parentWidget()
    return part
