"""Opening a patient of another team: who, on what ground, and why. It is logged, and the patient is told.

What is offered is what the keys on this computer can open at all: patients of other teams that it is in too,
and blocked records. Everybody else's cannot be opened here, with or without a reason.

Object names: other_search, other_list, other_ground, other_reason, other_open.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.access import Standing
from hemmonitor.clinic import Other
from hemmonitor.model.access import Ground
from ui.theme import Theme, Zone
from ui.widgets.announce import announce
from ui.widgets.base import Label, Themed, set_kind
from ui.widgets.buttons import Button
from ui.widgets.card import ZoneLine
from ui.widgets.choice import Segmented

_GROUNDS = (Ground.COLLEAGUE, Ground.CONSENT, Ground.EMERGENCY)
_WIDE, _TALL = 560, 560


class OtherPatients(Themed, QFrame):
    """A sheet over the window: ``begin(others, mailbox)``; ``given(mailbox, Ground, reason)``, ``closed``."""

    given = Signal(str, object, str)
    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._others: tuple[Other, ...] = ()
        self.setProperty("kind", "popup")
        self.setObjectName("other_patients")
        self._title, self._note = Label("", "heading"), Label("", "small")
        self.search, self.list = QLineEdit(), QListWidget()
        self.search.setObjectName("other_search")
        self.list.setObjectName("other_list")
        self._ground_title, self._reason_title = Label("", "small_strong"), Label("", "small_strong")
        self.ground: Segmented[Ground] = Segmented([(ground, "") for ground in _GROUNDS])
        self.ground.setObjectName("other_ground")
        self.ground.clear()
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("other_reason")
        self.reason.setTabChangesFocus(True)
        self._fault, self._warn = Label("", "zone_red"), ZoneLine(Zone.YELLOW)
        self.open = Button("", "primary", icon="eye")
        self.open.setObjectName("other_open")
        self._leave = Button("", "neutral", keys=("Esc",))
        foot = QHBoxLayout()
        foot.addWidget(self.open, 1)
        foot.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for widget in (
            self._title, self._note, self.search, self.list, self._ground_title, self.ground,
            self._reason_title, self.reason, self._fault, self._warn,
        ):  # fmt: skip
            column.addWidget(widget, 1 if widget is self.list else 0)
        column.addLayout(foot)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.list.currentRowChanged.connect(lambda _row: self._say(""))
        self.open.clicked.connect(self._open)
        self._leave.clicked.connect(self.leave)
        host.installEventFilter(self)
        self.hide()
        self.refresh()
        self.retranslate()

    def begin(self, others: tuple[Other, ...], mailbox: str = "") -> None:
        """Show who there is; with ``mailbox`` that one is chosen already."""
        self._others = others
        self.search.clear()
        self.reason.clear()
        self.ground.clear()
        self._say("")
        self._fill(mailbox)
        self._place()
        self.show()
        self.raise_()
        (self.reason if mailbox else self.search).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._title.text())

    def refuse(self, blocked: bool) -> None:
        """The ground does not open this record."""
        text = self.tr("The patient has blocked this record: it opens with consent, or in an emergency.")
        self._say(text if blocked else self.tr("Say why you open the record."))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Another team's patient"))
        self._note.setText(
            self.tr("Only patients whose keys are on this computer. Others cannot be opened here at all.")
        )
        self.search.setPlaceholderText(self.tr("Name or date of birth"))
        self.search.setAccessibleName(self.tr("Name or date of birth"))
        self.list.setAccessibleName(self.tr("Patients"))
        self._ground_title.setText(self.tr("On what ground"))
        self.ground.setAccessibleName(self._ground_title.text())
        self.ground.set_texts(
            (self.tr("A colleague asks"), self.tr("The patient agrees"), self.tr("Emergency access"))
        )
        self._reason_title.setText(self.tr("Why"))
        self.reason.setAccessibleName(self.tr("Why"))
        self._warn.set_text(
            self.tr("The opening is marked in the access log."), self.tr("The patient sees it too.")
        )
        self.open.setText(self.tr("Open the record"))
        self._leave.setText(self.tr("Cancel"))
        self._fill()

    def restyle(self, theme: Theme) -> None:
        self.reason.setFixedHeight(theme.grown(60))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:  # no key reaches the page below
            event.accept()
            return True
        return super().event(event)

    def leave(self) -> None:
        """Close the sheet."""
        self.hide()
        self.closed.emit()

    def _place(self) -> None:
        room = self._host.size()
        wide = min(round(_WIDE * self.theme.text_size / 100), room.width() - 32)
        tall = min(round(_TALL * self.theme.text_size / 100), room.height() - 32)
        self.setGeometry((room.width() - wide) // 2, (room.height() - tall) // 2, wide, tall)

    def _fill(self, mailbox: str = "") -> None:
        kept = mailbox or self._mailbox()
        wanted = self.search.text().strip().casefold()
        self.list.clear()
        for other in self._others:
            born = f"{other.born[:4]}-{other.born[4:6]}-{other.born[6:]}"
            if wanted not in f"{other.name} {born} {other.born}".casefold():
                continue
            text = f"{other.name}, {born}"
            if other.standing is Standing.BLOCKED:
                text = self.tr("{who} (blocked)").format(who=text)
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, other.mailbox)
            self.list.addItem(item)
            if other.mailbox == kept:
                self.list.setCurrentItem(item)

    def _mailbox(self) -> str:
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _say(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        set_kind(self.reason, "error" if sentence else "", "state")

    def _open(self) -> None:
        mailbox, ground, reason = self._mailbox(), self.ground.current, self.reason.toPlainText().strip()
        if not mailbox:
            self._say(self.tr("Choose a patient."))
        elif ground is None:
            self._say(self.tr("Choose a ground."))
        elif not reason:
            self._say(self.tr("Say why you open the record."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.given.emit(mailbox, ground, reason)
