"""The red alert of the patient: what to do, who to call, why; and the 112 panel beside it.

Order is fixed: badge, action, phone number, primary button; then the reason; then writing. Nothing here
blinks, times out or closes by itself. Texts come from the signed plan and are given by the caller.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme, Zone
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, Themed, line, set_kind
from ui.widgets.tile import IconView


class AlertPanel(Themed, QFrame):
    """Head with the action, `body` for the reason, `foot` for writing and the sent state.

    ``panel = AlertPanel(Zone.RED)``; ``panel.set_action(word, action, phone, hours)``; put the primary button
    with ``panel.add_primary(button)``, the reason into ``panel.body``, the rest into ``panel.foot``.
    """

    def __init__(self, zone: Zone = Zone.RED, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone, self._head_only = zone, False
        self.setProperty("kind", f"panel_{zone}")
        self._word = Label("", f"zone_{zone}_strong")
        self._action = Label("", "action")
        self._phone = Label("", "phone")
        self._phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._phone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hours = Label("", "lead")
        self._head, self._buttons = QFrame(), QHBoxLayout()
        self._head.setProperty("kind", f"box_{zone}_head")
        self._phone_icon = IconView("phone", 48, str(zone))
        self._head_column = QVBoxLayout(self._head)
        badge = QHBoxLayout()
        badge.setSpacing(12)
        badge.addWidget(ZoneMark(zone, 34))
        badge.addWidget(self._word, 1)
        number = QHBoxLayout()
        number.setSpacing(20)
        number.addWidget(self._phone_icon)
        number.addWidget(self._phone, 1)
        self._head_column.addLayout(badge)
        self._head_column.addWidget(self._action)
        self._head_column.addLayout(number)
        self._head_column.addWidget(self._hours)
        self._buttons.setSpacing(12)
        self._buttons.addStretch(1)
        self._head_column.addLayout(self._buttons)
        self.body, self.foot = QVBoxLayout(), QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addLayout(self.body, 1)
        self._foot_line = line()
        self._column.addWidget(self._foot_line)
        self._column.addLayout(self.foot)
        self.refresh()

    def set_action(self, word: str, action: str, phone: str, hours: str) -> None:
        """`word`: the zone's sentence; `action`: what to do; `phone`: may be empty; `hours`: when to call."""
        self._word.setText(word)
        self._action.setText(action)
        self._phone.setText(phone)
        self._phone.setVisible(bool(phone))
        self._phone_icon.setVisible(bool(phone))
        self._hours.setText(hours)
        self._hours.setVisible(bool(hours))
        self.setAccessibleName(". ".join(text for text in (word, action, phone, hours) if text))

    def add_primary(self, button: QWidget) -> None:
        """Put a button under the phone number, left-aligned, in reading order."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)

    def show_head_only(self, on: bool) -> None:
        """Close up body and foot, where the caller shows what belongs there in a card of its own."""
        self._head_only = on
        self._phone.set_kind("action" if on else "phone")
        set_kind(self, f"box_{self._zone}" if on else f"panel_{self._zone}")
        set_kind(self._head, "" if on else f"box_{self._zone}_head")
        self.restyle(self.theme)

    def restyle(self, theme: Theme) -> None:
        closed = self._head_only
        self._foot_line.setVisible(not closed)
        self._head_column.setContentsMargins(28, 18 if closed else 24, 28, 18 if closed else 26)
        self._head_column.setSpacing(6 if closed else 10)
        self.body.setContentsMargins(*((0, 0, 0, 0) if closed else (28, 20, 28, 16)))
        self.body.setSpacing(10)
        self.foot.setContentsMargins(*((0, 0, 0, 0) if closed else (28, 14, 28, 14)))
        self.foot.setSpacing(18)


class Panel112(Themed, QFrame):
    """Solid red panel: call 112 now if ..., with the plan's list of symptoms.

    The first thing announced and focused when a red alert opens.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "solid_red")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._title, self._lead = Label("", "on_solid_title"), Label("", "on_solid_strong")
        self._foot = Label("", "on_solid_small")
        self._icon = IconView("phone-call", 40, "on_solid")
        self._columns = 1
        self._symptoms: tuple[str, ...] = ()
        self._list = QGridLayout()
        self._list.setVerticalSpacing(12)
        self._list.setHorizontalSpacing(24)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self._lead)
        self._column.addLayout(self._list)
        self._column.addStretch(1)
        self._column.addWidget(line())
        self._column.addWidget(self._foot)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.refresh()

    def set_columns(self, columns: int) -> None:
        """In how many columns the symptoms stand; two where the panel is wide and low."""
        if columns != self._columns:
            self._columns = columns
            self.set_texts(self._title.text(), self._lead.text(), self._symptoms, self._foot.text())

    def set_texts(self, title: str, lead: str, symptoms: Sequence[str], foot: str) -> None:
        """E.g. "Call 112 now", "if you have", the symptoms, "Do not wait for an answer here. ..."."""
        self._title.setText(title)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self._foot.setText(foot)
        while (item := self._list.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.deleteLater()
        self._symptoms = tuple(symptoms)
        rows = -(-len(symptoms) // self._columns)
        for place, symptom in enumerate(symptoms):
            self._list.addWidget(_Bullet(symptom), place % rows, place // rows)
        self.setAccessibleName(f"{title} {lead}: {', '.join(symptoms)}. {foot}")

    def restyle(self, theme: Theme) -> None:
        self._column.setContentsMargins(26, 24, 26, 22)
        self._column.setSpacing(14)
        self.setMinimumWidth(min(theme.font_px(18) * 16, 420))


class _Bullet(QWidget):
    """A dot and a text on the solid fill."""

    def __init__(self, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        dot = Label("•", "on_solid", wrap=False)
        row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(text, "on_solid"), 1)
