"""The care centre's pages behind tabs: what is underlined is what is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme, fonts
from ui.widgets.base import Themed


class _Tab(Themed, QAbstractButton):
    def __init__(self, name: str, title: Callable[[], str]) -> None:
        super().__init__()
        self._title = title
        self.setObjectName(f"tab_{name}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(self._title())
        self.setAccessibleName(self.text())
        self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        for other in self.group().buttons():  # Qt takes the others of a group out of the order of Tab
            other.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def text_fits(self) -> bool:
        """True if the word is shown whole; used by the clip tests."""
        return self._wide() <= self.width()

    def _wide(self) -> float:
        return QFontMetricsF(fonts.font(self.theme, 14, fonts.BOLD)).horizontalAdvance(self.text())

    def sizeHint(self) -> QSize:
        return QSize(round(self._wide()) + 18, self.theme.grown(42))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, colours, on = self.theme, self.theme.colours, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.font(theme, 14, fonts.BOLD if on else fonts.REGULAR))
        painter.setPen(QColor(colours.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if on:
            painter.fillRect(QRectF(0, self.height() - 3, self.width(), 3), QColor(colours.accent))
        if self.hasFocus():
            painter.setPen(QColor(colours.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 4.5, -1.5, -5.5), 6, 6)


class CentrePages(Themed, QWidget):
    """``add(name, title, page)``, ``go(name)``; ``shown(name)`` when another page is shown."""

    shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._tabs: dict[str, _Tab] = {}
        self._stack = QStackedWidget()
        bar = QFrame()
        bar.setProperty("kind", "header")
        self._row = QHBoxLayout(bar)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self._bar = QScrollArea()
        self._bar.setWidgetResizable(True)
        self._bar.setFrameShape(QFrame.Shape.NoFrame)
        self._bar.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.setWidget(bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        self.refresh()

    def add(self, name: str, title: Callable[[], str], page: QWidget) -> None:
        """One more page; the first one is shown."""
        tab = self._tabs[name] = _Tab(name, title)
        tab.clicked.connect(lambda: self.go(name))
        self._group.addButton(tab)
        self._row.insertWidget(self._row.count() - 1, tab)
        self._stack.addWidget(page)
        if self._stack.count() == 1:
            tab.setChecked(True)
            self.setFocusProxy(page)

    def page(self, name: str) -> QWidget:
        """The page of a name."""
        found = self._stack.widget(list(self._tabs).index(name))
        assert found is not None
        return found

    @property
    def current(self) -> str:
        """The name of the page that is shown."""
        return list(self._tabs)[self._stack.currentIndex()]

    def go(self, name: str) -> None:
        """Show a page."""
        page = self.page(name)
        self._tabs[name].setChecked(True)
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        self._bar.ensureWidgetVisible(self._tabs[name])
        self.shown.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if step is None or not isinstance(focused, _Tab):
            super().keyPressEvent(event)
            return
        names = list(self._tabs)
        self.go(names[(self._stack.currentIndex() + step) % len(names)])
        self._tabs[self.current].setFocus(Qt.FocusReason.TabFocusReason)

    def restyle(self, theme: Theme) -> None:
        self._bar.setFixedHeight(theme.grown(42) + 1)
