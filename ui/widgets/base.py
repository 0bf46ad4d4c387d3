"""What every shared widget stands on: knowing its theme, its language, and its kind.

- `Themed` calls `restyle(theme)` when the theme that surrounds the widget changes, and `retranslate()`
  when the language does. It compares theme values, so a style-sheet repolish costs nothing.
- `Label` is a plain-text label with a ``kind``. Plain text is the default on purpose: names and messages
  written by people must never be read as markup. `strong_lead` makes the one rich form screens need.
"""

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.theme import Theme, of
from ui.theme.appearance import dressings

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class Themed(_Base):
    """Mixin, put before the Qt class: ``class Tile(Themed, QFrame)``."""

    _theme_seen: Theme | None = None
    _theme_at = -1  # of which dressing ``_theme_seen`` is known to be

    @property
    def theme(self) -> Theme:
        """The theme this widget is shown in."""
        # asked for by every size hint and painting; a shown widget was refreshed when it was shown
        if self._theme_seen is not None and self._theme_at == dressings() and self.isVisible():
            return self._theme_seen
        theme = of(self)
        if theme == self._theme_seen:
            self._theme_at = dressings()
        return theme

    def restyle(self, theme: Theme) -> None:
        """Set sizes, margins and icons that a style sheet cannot; called once at first and at each change."""

    def retranslate(self) -> None:
        """Set all texts again; called when the language changes."""

    def refresh(self) -> None:
        """Restyle if the theme differs from the one last seen. Constructors end with this."""
        theme = of(self)
        if theme != self._theme_seen:
            self._theme_seen = theme
            self.restyle(theme)
            self.updateGeometry()
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.refresh()
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)


class Wrapping(Themed):
    """Mixin for painted widgets whose height follows from their width and that never stretch.

    Qt caps a widget of fixed vertical policy at its size hint, which knows no width. So the hint gives the
    height for the width last laid out (`hint_height`), and a new width asks for a new layout.
    """

    _laid_out = False

    def hint_height(self, natural_width: int) -> int:
        """Height for `sizeHint`: at the present width once there is one."""
        width = min(natural_width, self.width()) if self._laid_out else natural_width
        return self.heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laid_out = True
        if (
            event.size().width() != event.oldSize().width()
            and self.heightForWidth(self.width()) != self.height()
        ):
            self.updateGeometry()


def set_kind(widget: QWidget, kind: str, name: str = "kind") -> None:
    """Change the dynamic property that the style sheet selects by, and have it applied."""
    if widget.property(name) == kind:
        return
    widget.setProperty(name, kind)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.updateGeometry()


class Label(QLabel):
    """Text in a role. Wraps by default; `kind` is one of the label kinds in `ui.theme.qss`."""

    def __init__(
        self,
        text: str = "",
        kind: str = "body",
        *,
        wrap: bool = True,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setProperty("kind", kind)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def set_kind(self, kind: str) -> None:
        set_kind(self, kind)

    def set_strong_lead(self, strong: str, rest: str) -> None:
        """One paragraph that begins in bold. Both parts are plain text."""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(strong_lead(strong, rest))

    def set_markup(self, trusted: str) -> None:
        """Rich text made by the program itself; people's own words must be escaped by the caller."""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(trusted)


def strong_lead(strong: str, rest: str) -> str:
    """Rich text ``<b>strong</b> rest``, both escaped."""
    return f"<b>{html.escape(strong)}</b> {html.escape(rest)}"


def line(*, vertical: bool = False) -> QWidget:
    """A 1 px divider."""
    made = QFrame()
    made.setProperty("kind", "vline" if vertical else "line")
    return made
