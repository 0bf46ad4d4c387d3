"""Buttons. The frame comes from the style sheet (``kind``); the content is drawn here.

Drawn here because a Qt push button neither wraps its text nor sets the gap to its icon, and both are
needed at 200 % text: a button keeps its words and grows in height.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from ui.theme import Theme, Zone, fonts, icons
from ui.widgets.base import Themed, Wrapping, set_kind
from ui.widgets.keycap import cap_width, paint_cap

_WRAP = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class Button(Wrapping, QPushButton):
    """``Button("Start", "primary", icon="player-play")``

    `kind`: primary (one a screen), secondary, neutral, plain, danger, reversed (on a toast).
    `icon`: icon name, before the text; `icon_after`: after it. `keys`: key caps shown after the text
    (nurse face); they are a picture of a shortcut, the screen makes the shortcut itself.
    `low`: the patient's 52 px height for a primary button in a row.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "neutral",
        *,
        icon: str = "",
        icon_after: str = "",
        keys: Sequence[str] = (),
        low: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._icon_after, self._keys, self._low = icon, icon_after, tuple(keys), low
        self._asked: tuple[object, ...] = ()
        self._tall: dict[int, int] = {}  # by width
        self.setProperty("kind", kind)
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.refresh()

    def set_kind(self, kind: str) -> None:
        set_kind(self, kind)
        self.update()

    def set_icon(self, name: str) -> None:
        """Change the icon before the text; empty for none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    @property
    def kind(self) -> str:
        return str(self.property("kind"))

    @property
    def _big(self) -> bool:
        return self.kind == "primary" and not self._low and self.theme.is_patient

    def text_font(self) -> QFont:
        """The font the text is drawn in."""
        theme = self.theme
        if not theme.is_patient:
            return fonts.font(theme, 14, fonts.SEMIBOLD)
        return fonts.font(theme, 22 if self._big else 18, fonts.BOLD)

    def _measures(self) -> tuple[int, int, int, int]:
        """Least height, side padding, icon side, gap."""
        theme = self.theme
        if not theme.is_patient:
            return theme.target, 12, theme.grown(18), 8
        if self._big:
            return theme.grown(64), 32, theme.grown(28), 12
        return theme.grown(52), 22, theme.grown(24), 12

    def _beside_text(self) -> int:
        """Pixels taken by padding, icons and key caps."""
        _, side, icon, gap = self._measures()
        taken = 2 * side
        for name in (self._icon, self._icon_after):
            taken += icon + gap if name and self.text() else (icon if name else 0)
        theme = self.theme
        return taken + sum(gap // 2 + 2 + cap_width(key, theme) for key in self._keys)

    def sizeHint(self) -> QSize:
        width = self._beside_text() + self._text_width()
        return QSize(max(width, self._measures()[0]), self.hint_height(width))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self.text_font())
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        width = max(self._beside_text() + longest + 2, self._measures()[0])
        return QSize(width, self._measures()[0])

    def _text_width(self) -> int:
        return QFontMetrics(self.text_font()).horizontalAdvance(self.text()) + 2 if self.text() else 0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # a layout asks a hundred times over; the answer follows from these alone
        key = (self.maximumWidth(), self.text(), self._icon, self.kind, self._theme_seen)
        if key != self._asked:
            self._asked, self._tall = key, {}
        if width not in self._tall:
            self._tall[width] = self._height_at(width)
        return self._tall[width]

    def _height_at(self, width: int) -> int:
        least = self._measures()[0]
        if not self.text():
            return least
        room = max(min(width, self.maximumWidth()) - self._beside_text(), 1)
        tall = self._wrapped(room).height()
        return max(least, tall + (24 if self.theme.is_patient else 10))

    def _wrapped(self, room: int) -> QRect:
        return QFontMetrics(self.text_font()).boundingRect(QRect(0, 0, room, 10_000), _WRAP, self.text())

    def text_fits(self) -> bool:
        """True if every word is inside the button; used by the clip tests."""
        needed = self._wrapped(max(self.width() - self._beside_text(), 1))
        return (
            needed.height() <= self.height() and needed.width() <= self.width() - self._beside_text() + 1
        ) or not self.text()

    def ink(self) -> str:
        """Colour of text and icon now."""
        theme = self.theme
        if not self.isEnabled():
            return theme.colours.text_secondary
        return {
            "primary": theme.colours.on_accent,
            "secondary": theme.colours.accent,
            "plain": theme.colours.accent,
            "danger": theme.zone(Zone.RED).on_solid,
            "reversed": theme.colours.surface,
        }.get(self.kind, theme.colours.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        self._paint_content(painter)

    def _paint_content(self, painter: QPainter) -> None:
        theme, ink = self.theme, self.ink()
        _, side, icon, gap = self._measures()
        room = max(self.width() - self._beside_text(), 0)
        needed = min(self._wrapped(max(room, 1)).width(), room) if self.text() else 0
        used = self._beside_text() - 2 * side + needed
        x = float(side) if self.property("align") == "left" else (self.width() - used) / 2
        middle = self.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._icon:
            icons.paint(painter, QRectF(x, middle - icon / 2, icon, icon), self._icon, ink)
            x += icon + gap
        if self.text():
            painter.setFont(self.text_font())
            painter.setPen(QColor(ink))
            painter.drawText(QRectF(x, 0, needed + 1, self.height()), _WRAP, self.text())
            x += needed
        if self._icon_after:
            x += gap if self.text() else 0
            icons.paint(painter, QRectF(x, middle - icon / 2, icon, icon), self._icon_after, ink)
            x += icon
        for key in self._keys:
            x += gap // 2 + 2
            x += paint_cap(painter, QPointF(x, middle), key, theme, ink=ink, filled=False)


class IconButton(Themed, QToolButton):
    """A square button with an icon only. `name` is what it does, for tooltip and screen reader.

    `kind`: icon (no edge) or icon_edge.
    """

    def __init__(self, icon: str, name: str, kind: str = "icon", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = icon
        self.setProperty("kind", kind)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def set_icon(self, icon: str) -> None:
        self._name = icon
        self.restyle(self.theme)

    def restyle(self, theme: Theme) -> None:
        side = theme.grown(24 if theme.is_patient else 18)
        self.setIcon(icons.icon(self._name, theme))
        self.setIconSize(QSize(side, side))
        self.setFixedSize(theme.target, theme.target)
