"""Puts a theme on windows and changes it while they run.

A theme belongs to a window, not to the process: a demonstration shows a patient's and a nurse's window
side by side. `Appearance` holds one person's choice (theme or "as the system", text size, face), works
out the `Theme` from it and from what the system asks, and dresses the windows attached to it.
Widgets ask `of(widget)`; they learn of a change by Qt's own StyleChange event, so nobody keeps a list.
"""

import enum
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from ui.theme import qss
from ui.theme.model import Mode, TextSize, Theme
from ui.theme.tokens import Face

_PROPERTY = "_hm_theme"
_default = Theme()  # of what stands in no dressed window, see `making`
_dressed = 0  # how often a window was dressed


class Choice(enum.StrEnum):
    """What the person chose in settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def of(widget: QWidget) -> Theme:
    """The theme `widget` is shown in: that of its nearest dressed ancestor, else light at 100 % or that which
    is being made for.
    """
    step: QWidget | None = widget
    while step is not None:
        found = step.property(_PROPERTY)
        if isinstance(found, Theme):
            return found
        step = step.parentWidget()
    return _default


@contextmanager
def making(theme: Theme) -> Iterator[None]:
    """Widgets made meanwhile are for a window with this theme, and need not be styled again when they stand
    in it.
    """
    global _default  # noqa: PLW0603 - widgets are made on one thread
    before, _default = _default, theme
    try:
        yield
    finally:
        _default = before


def dressings() -> int:
    """How often any window was dressed: while it stands, what `of` said of a shown widget stands too."""
    return _dressed


def dress(window: QWidget, theme: Theme) -> None:
    """Give `window` and all in it a fixed theme; windows that follow the person use `Appearance`."""
    global _dressed  # noqa: PLW0603 - the one count of the process, see `dressings`
    _dressed += 1
    window.setProperty(_PROPERTY, theme)
    window.setPalette(palette(theme))
    window.setStyleSheet(qss.sheet(theme))


def palette(theme: Theme) -> QPalette:
    """The Qt palette of the theme, for what style sheets do not reach (item views, rich-text links)."""
    colours, role = theme.colours, QPalette.ColorRole
    made = QPalette()
    for group_role, colour in (
        (role.Window, colours.background),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.surface_sunken),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.text_secondary),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.ToolTipBase, colours.text),
        (role.ToolTipText, colours.surface),
        (role.Mid, colours.border),
        (role.Accent, colours.accent),
    ):
        made.setColor(group_role, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for text_role in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(disabled, text_role, QColor(colours.text_secondary))
    return made


class SystemLooks(QObject):
    """What the operating system asks for: its colour scheme and contrast."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.changed)
        hints.accessibility().contrastPreferenceChanged.connect(self.changed)

    def mode(self) -> Mode:
        """The mode asked for now."""
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return Mode.CONTRAST
        return Mode.DARK if hints.colorScheme() is Qt.ColorScheme.Dark else Mode.LIGHT


class Appearance(QObject):
    """One person's choice of looks, applied to the windows attached to it."""

    changed = Signal()

    def __init__(
        self,
        face: Face,
        *,
        choice: Choice = Choice.SYSTEM,
        text_size: TextSize = TextSize.S100,
        reduced_motion: bool = False,
        system: SystemLooks | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._face, self._choice, self._text_size = face, choice, text_size
        self._reduced_motion = reduced_motion
        self._windows: list[QWidget] = []
        self._system = system or SystemLooks(self)
        self._system.changed.connect(self._system_changed)

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return Theme(self._mode(), self._face, self._text_size, self._reduced_motion)

    @property
    def choice(self) -> Choice:
        return self._choice

    def attach(self, window: QWidget) -> None:
        """Dress `window` now and at each change, until it is destroyed."""
        self._windows.append(window)
        window.destroyed.connect(lambda _gone=None, known=window: self._forget(known))
        dress(window, self.theme)

    def set_choice(self, choice: Choice) -> None:
        """Light, dark, contrast, or as the system has it."""
        self._choice = choice
        self._apply()

    def set_text_size(self, text_size: TextSize) -> None:
        self._text_size = text_size
        self._apply()

    def set_reduced_motion(self, reduced: bool) -> None:
        self._reduced_motion = reduced
        self._apply()

    def _mode(self) -> Mode:
        return self._system.mode() if self._choice is Choice.SYSTEM else Mode(self._choice.value)

    def _system_changed(self) -> None:
        if self._choice is Choice.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        theme = self.theme
        for window in self._windows:
            if of(window) != theme:
                dress(window, theme)
        self.changed.emit()

    def _forget(self, window: QWidget) -> None:
        self._windows = [kept for kept in self._windows if kept is not window]
