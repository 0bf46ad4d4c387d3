"""Zone badge and count pill as widgets. In tables use `shapes.paint_badge` from a delegate."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Zone, fonts
from ui.widgets import shapes
from ui.widgets.base import Themed
from ui.widgets.words import zone_word


class ZoneBadge(Themed, QWidget):
    """Shape + word + colour of a zone. `word` replaces the usual word (e.g. "Red, confirmed")."""

    def __init__(
        self, zone: Zone = Zone.GREY, word: str = "", *, large: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._zone, self._own_word, self._large = zone, word, large
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()
        self.set_zone(zone, word)

    @property
    def zone(self) -> Zone:
        return self._zone

    @property
    def word(self) -> str:
        """The word shown."""
        return self._own_word or zone_word(self._zone, self.theme.face)

    def set_zone(self, zone: Zone, word: str = "") -> None:
        self._zone, self._own_word = zone, word
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.word)
        self.updateGeometry()
        self.update()

    def restyle(self, theme: object) -> None:
        self.retranslate()

    def sizeHint(self) -> QSize:
        return shapes.badge_size(self.word, self.theme, large=self._large).toSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shapes.paint_badge(painter, QRectF(self.rect()), self._zone, self.word, self.theme, large=self._large)


class ZoneMark(Themed, QWidget):
    """The shape alone, where the word stands beside it in a label."""

    def __init__(self, zone: Zone = Zone.GREY, size: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone, self._size = zone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()
        self.retranslate()

    def set_zone(self, zone: Zone) -> None:
        self._zone = zone
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(zone_word(self._zone, self.theme.face))

    def sizeHint(self) -> QSize:
        side = self.theme.grown(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        shapes.paint_zone(QPainter(self), QRectF(self.rect()), self._zone, self.theme)


class CountPill(Themed, QWidget):
    """A number in a pill: unread messages, rows in a queue. `quiet` draws it sunken instead of accent."""

    def __init__(self, count: int = 0, *, quiet: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._quiet = count, quiet
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()
        self.set_count(count)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(str(count))
        self.updateGeometry()
        self.update()

    def set_quiet(self, quiet: bool) -> None:
        self._quiet = quiet
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.theme
        metrics = QFontMetricsF(fonts.font(theme, 18 if theme.is_patient else 13, fonts.BOLD))
        height = max(theme.grown(28 if theme.is_patient else 20), round(metrics.height()) + 2)
        width = max(height, round(metrics.horizontalAdvance(str(self._count)) + height * 0.6))
        return QSize(width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        colours = theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.surface_sunken if self._quiet else colours.accent))
        radius = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setPen(QColor(colours.text if self._quiet else colours.on_accent))
        painter.setFont(fonts.font(theme, 18 if theme.is_patient else 13, fonts.BOLD))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._count))
