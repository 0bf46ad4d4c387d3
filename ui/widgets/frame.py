"""Parts of a staff window's frame: status bar and side panel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import IconButton
from ui.widgets.tile import IconView


class StatusBar(Themed, QFrame):
    """The nurse's status bar, 28 px: connection at the left, hours and "not CE marked" at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "status")
        self._link_icon = IconView("circle-check", 16, "text_secondary")
        self._hours_icon = IconView("clock", 16, "text_secondary")
        self._link, self._hours, self._note = (Label("", "small", wrap=False) for _ in range(3))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._link_icon)
        self._row.addWidget(self._link)
        self._row.addStretch(1)
        self._row.addWidget(self._hours_icon)
        self._row.addWidget(self._hours)
        self._row.addSpacing(12)
        self._row.addWidget(self._note)
        self.refresh()

    def set_link(self, text: str, *, fine: bool) -> None:
        """Connection and gaps; `fine` picks the icon, the words carry the meaning."""
        self._link.setText(text)
        self._link_icon.set_icon("circle-check" if fine else "wifi-off")
        self.setAccessibleName(text)

    def set_notes(self, hours: str, note: str) -> None:
        self._hours.setText(hours)
        self._note.setText(note)

    def restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(16, 4, 16, 4)
        self._row.setSpacing(8)
        self.setMinimumHeight(theme.grown(28))


class SidePanel(Themed, QFrame):
    """Right pane with head, scrolling body and foot: ``SidePanel(title)``; `closed` on its cross.

    Put content into `body`, actions into `foot`. `width_hint` is the width at 100 %.
    """

    closed = Signal()

    def __init__(self, title: str = "", *, width_hint: int = 444, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width_hint = width_hint
        self.setProperty("kind", "card")
        self.title, self.subtitle = Label(title, "heading"), Label("", "small")
        self._close = IconButton("x", self.tr("Close"))
        self._close.clicked.connect(self.closed)
        head = QFrame()
        head.setProperty("kind", "panel_head")
        self._head = QHBoxLayout(head)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._head.addLayout(words, 1)
        self._head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        self.body = QVBoxLayout(inner)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        foot = QFrame()
        foot.setProperty("kind", "panel_foot")
        self.foot = QHBoxLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(area, 1)
        column.addWidget(foot)
        if type(self) is SidePanel:  # a subclass refreshes itself, once its own parts exist
            self.refresh()

    def retranslate(self) -> None:
        self._close.setAccessibleName(self.tr("Close"))
        self._close.setToolTip(self.tr("Close"))

    def restyle(self, theme: Theme) -> None:
        self._head.setContentsMargins(16, 12, 12, 12)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(14)
        self.foot.setContentsMargins(16, 10, 16, 10)
        self.foot.setSpacing(8)
        self.setMinimumWidth(round(self._width_hint * (1 if theme.text_size <= 100 else 1.15)))
