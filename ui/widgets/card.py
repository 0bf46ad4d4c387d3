"""Cards: the frame that everything on a page stands in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme, Zone
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, Themed, set_kind, strong_lead


class Card(Themed, QFrame):
    """``card = Card(); card.body.addWidget(...)``. `kind`: a QFrame kind of `ui.theme.qss`.

    `padding` is in pixels at 100 % for the patient; the nurse face uses 12 x 16.
    """

    def __init__(self, kind: str = "card", *, padding: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._padding = padding
        self.setProperty("kind", kind)
        self.body = QVBoxLayout(self)
        if type(self) is Card:  # a subclass refreshes itself, once its own parts exist
            self.refresh()

    def set_kind(self, kind: str) -> None:
        set_kind(self, kind)

    def restyle(self, theme: Theme) -> None:
        if theme.is_patient:
            pad = self._padding
            self.body.setContentsMargins(pad, pad, pad, pad)
            self.body.setSpacing(8)
        else:
            self.body.setContentsMargins(16, 12, 16, 12)
            self.body.setSpacing(6)


class CardButton(Card):
    """A card that can be pressed: by mouse, Enter or Space. `name` is read by the screen reader."""

    clicked = Signal()

    def __init__(self, name: str, *, padding: int = 20, parent: QWidget | None = None) -> None:
        super().__init__("card_button", padding=padding, parent=parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.refresh()

    def set_chosen(self, chosen: bool) -> None:
        set_kind(self, "chosen" if chosen else "card_button")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.clicked.emit()
            return
        super().keyPressEvent(event)


class ZoneLine(Themed, QFrame):
    """A zone's shape and a sentence that begins in bold, on the zone's soft fill.

    The compact 112 line ("Call 112 now if you have ..."), a battery warning, a note above a list.
    """

    def __init__(self, zone: Zone, strong: str = "", rest: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", f"box_{zone}")
        self._row = QHBoxLayout(self)
        self._mark = ZoneMark(zone, 26)
        self._label = Label("", f"zone_{zone}")
        self._row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._label, 1)
        self.set_text(strong, rest)
        self.refresh()

    def set_text(self, strong: str, rest: str) -> None:
        self._label.set_markup(strong_lead(strong, rest))
        self.setAccessibleName(f"{strong} {rest}")

    def restyle(self, theme: Theme) -> None:
        side = 18 if theme.is_patient else 14
        self._row.setContentsMargins(side, 10, side, 10)
        self._row.setSpacing(14 if theme.is_patient else 10)
