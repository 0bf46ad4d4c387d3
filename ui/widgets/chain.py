"""Sent chain: saved, sent, read by the nurse. One widget, one enum.

Saved and sent are a ring with a check; read is a double check, and only then. Offline is calm: a cloud
with a line and "Saved on your computer", no warning colour.
"""

import dataclasses
import enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme, fonts, icons
from ui.widgets.base import Label, Themed, Wrapping


class Stage(enum.IntEnum):
    """How far a reading has come. OFFLINE: saved here, waits for the net."""

    OFFLINE = 0
    SAVED = 1
    SENT = 2
    READ = 3


@dataclasses.dataclass(frozen=True, slots=True)
class Sent:
    """The state shown. The second lines are ready texts: a time, a name, or when it is read."""

    stage: Stage
    saved: str = ""
    sent: str = ""
    read: str = ""


class SentChain(Wrapping, QWidget):
    """Three steps in a row, each an icon and two lines; `set_sent` changes them."""

    def __init__(self, sent: Sent | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sent = sent or Sent(Stage.SAVED)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.refresh()
        self.set_sent(self._sent)

    @property
    def sent(self) -> Sent:
        return self._sent

    def set_sent(self, sent: Sent) -> None:
        self._sent = sent
        self.retranslate()
        self.updateGeometry()
        self.update()

    def parts(self) -> list[tuple[str, str, str]]:
        """Icon name, first line, second line of each step."""
        state = self._sent
        if state.stage is Stage.OFFLINE:
            return [("cloud-off", self.tr("Saved on your computer"), state.saved)]
        sent = state.stage >= Stage.SENT
        read = state.stage is Stage.READ
        return [
            ("circle-check", self.tr("Saved"), state.saved),
            (
                "circle-check" if sent else "circle-dashed",
                self.tr("Sent") if sent else self.tr("Not sent yet"),
                state.sent,
            ),
            (
                "checks" if read else "circle-dashed",
                self.tr("Read") if read else self.tr("Not read yet"),
                state.read,
            ),
        ]

    def retranslate(self) -> None:
        self.setAccessibleName(". ".join(" ".join(part[1:]).strip() for part in self.parts()))

    def _widths(self) -> list[float]:
        strong = QFontMetricsF(fonts.font(self.theme, self.theme.pick(18, 14), fonts.BOLD))
        plain = QFontMetricsF(fonts.font(self.theme, self.theme.pick(18, 14)))
        icon = self.theme.grown(self.theme.pick(30, 20)) + 10
        return [
            icon + max(strong.horizontalAdvance(first), plain.horizontalAdvance(second)) + 2
            for _, first, second in self.parts()
        ]

    def _line(self) -> float:
        return QFontMetricsF(fonts.font(self.theme, self.theme.pick(18, 14))).height()

    def _stacked(self, width: int) -> bool:
        """True where the steps do not fit beside each other."""
        return sum(self._widths()) + 70 * (len(self.parts()) - 1) > width

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        row = round(self._line() * 2) + 2
        return row * len(self.parts()) + 8 * (len(self.parts()) - 1) if self._stacked(width) else row

    def sizeHint(self) -> QSize:
        width = round(sum(self._widths()) + 70 * (len(self.parts()) - 1)) + 1
        return QSize(width, self.hint_height(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(max(self._widths())) + 1, round(self._line() * 2) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stacked, row = self._stacked(self.width()), self._line() * 2 + 2
        x, y = 0.0, 0.0 if stacked else (self.height() - row) / 2
        widths = self._widths()
        for index, part in enumerate(self.parts()):
            self._paint_part(painter, QPointF(x, y), part)
            if stacked:
                y += row + 8
                continue
            x += widths[index]
            if index < len(widths) - 1:
                painter.setPen(QPen(QColor(self.theme.colours.border_strong), 2))
                painter.drawLine(QPointF(x + 19, self.height() / 2), QPointF(x + 51, self.height() / 2))
            x += 70

    def _paint_part(self, painter: QPainter, at: QPointF, part: tuple[str, str, str]) -> None:
        colours, name, line = self.theme.colours, part[0], self._line()
        icon = self.theme.grown(self.theme.pick(30, 20))
        ink = colours.text_secondary if name == "circle-dashed" else colours.accent
        icons.paint(painter, QRectF(at.x(), at.y() + line - icon / 2, icon, icon), name, ink)
        left = at.x() + icon + 10
        first_top = at.y() if part[2] else at.y() + line / 2
        painter.setPen(QColor(colours.text))
        painter.setFont(fonts.font(self.theme, self.theme.pick(18, 14), fonts.BOLD))
        box = QRectF(left, first_top, self.width() - left, line)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, part[1])
        painter.setPen(QColor(colours.text_secondary))
        painter.setFont(fonts.font(self.theme, self.theme.pick(18, 14)))
        painter.drawText(box.translated(0, line), Qt.AlignmentFlag.AlignVCenter, part[2])


class RoundIcon(Themed, QWidget):
    """An icon or initials in a soft disc (56 px): sync state, a care contact."""

    def __init__(self, icon: str = "", *, initials: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._initials = icon, initials
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def set_initials(self, initials: str) -> None:
        self._initials = initials
        self.update()

    def sizeHint(self) -> QSize:
        side = self.theme.grown(56 if self.theme.is_patient else 32)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setBrush(QColor(colours.accent_soft))
        painter.setPen(QPen(QColor(colours.accent), 1.5) if self._initials else Qt.PenStyle.NoPen)
        painter.drawEllipse(box)
        if self._initials:
            painter.setPen(QColor(colours.accent))
            painter.setFont(fonts.font(self.theme, 20 if self.theme.is_patient else 13, fonts.BOLD))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._initials)
        elif self._icon:
            side = box.width() * 0.57
            icon = QRectF(0, 0, side, side)
            icon.moveCenter(box.center())
            icons.paint(painter, icon, self._icon, colours.accent)


class SentSummary(Themed, QWidget):
    """The same state as one sentence beside a disc, for Home. The caller gives the two lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disc = RoundIcon("checks")
        self._first, self._second = Label("", "strong"), Label("", "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self._first)
        column.addWidget(self._second)
        column.addStretch(1)
        row.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)
        self.refresh()

    def set_state(self, stage: Stage, first: str, second: str) -> None:
        """E.g. ``(Stage.READ, "Sent. Read by Anna, kl 09.12", "Everything is saved on your computer.")``"""
        names = {
            Stage.OFFLINE: "cloud-off",
            Stage.SAVED: "circle-check",
            Stage.SENT: "circle-check",
            Stage.READ: "checks",
        }
        self._disc.set_icon(names[stage])
        self._first.setText(first)
        self._second.setText(second)
        self._second.setVisible(bool(second))
        self.setAccessibleName(f"{first} {second}".strip())

    def restyle(self, theme: Theme) -> None:
        self._second.setVisible(bool(self._second.text()))
