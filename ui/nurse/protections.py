"""A record's protections: a block that the patient wishes (spärr), and a protected identity.

A block leaves the record to the own team: everybody else opens it with the patient's consent or in an
emergency. Setting and lifting ask for a reason, are in the access log, and the patient sees them.

Object names: guard_which, guard_reason, guard_do.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from hemmonitor.clinic import PatientView
from hemmonitor.model.access import Guard
from ui.theme import Theme
from ui.widgets.announce import announce
from ui.widgets.base import Label, Themed, set_kind
from ui.widgets.buttons import Button
from ui.widgets.choice import Segmented

_WIDE = 520


class Protections(Themed, QFrame):
    """A sheet over the window: ``begin(view)``; ``given(mailbox, Guard, on, reason)``, ``closed``."""

    given = Signal(str, object, bool, str)
    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._view: PatientView | None = None
        self.setProperty("kind", "popup")
        self.setObjectName("protections")
        self._title, self._about, self._state = Label("", "heading"), Label("", "small"), Label("", "strong")
        self.which: Segmented[Guard] = Segmented([(guard, "") for guard in Guard])
        self.which.setObjectName("guard_which")
        self.which.chosen.connect(lambda _guard: self._show())
        self._reason_title = Label("", "small_strong")
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("guard_reason")
        self.reason.setTabChangesFocus(True)
        self._fault = Label("", "zone_red")
        self.do = Button("", "primary", icon="shield-lock")
        self.do.setObjectName("guard_do")
        self._leave = Button("", "neutral", keys=("Esc",))
        foot = QHBoxLayout()
        foot.addWidget(self.do, 1)
        foot.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for widget in (
            self._title, self.which, self._about, self._state, self._reason_title, self.reason, self._fault,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addLayout(foot)
        self.do.clicked.connect(self._do)
        self._leave.clicked.connect(self.leave)
        host.installEventFilter(self)
        self.hide()
        self.refresh()
        self.retranslate()

    def begin(self, view: PatientView) -> None:
        """Show how a patient's record is protected, and offer to change it."""
        self._view = view
        self.reason.clear()
        self._say("")
        self._show()
        self._place()
        self.show()
        self.raise_()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._title.text())

    def retranslate(self) -> None:
        self._title.setText(self.tr("Protect the record"))
        self.which.set_texts((self.tr("Blocked"), self.tr("Protected identity")))
        self.which.setAccessibleName(self._title.text())
        self._reason_title.setText(self.tr("Why"))
        self.reason.setAccessibleName(self.tr("Why"))
        self._leave.setText(self.tr("Cancel"))
        self._show()

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

    def _set(self) -> bool:
        """Whether the protection that is chosen is in force."""
        if self._view is None:
            return False
        if self.which.current is Guard.BLOCKED:
            return self._view.blocked is not None
        return self._view.protected

    def _show(self) -> None:
        about = {
            Guard.BLOCKED: self.tr(
                "The patient wishes it: the record stays with your team. Others open it with the patient's"
                " consent, or in an emergency."
            ),
            Guard.PROTECTED: self.tr("Address and personal number are not to be shown or read out."),
        }
        on, block = self._set(), self._view.blocked if self._view is not None else None
        self._about.setText(about[self.which.current or Guard.BLOCKED])
        state = self.tr("In force") if on else self.tr("Not in force")
        if on and block is not None and self.which.current is Guard.BLOCKED:
            state = self.tr("In force, set by {who}: {why}").format(who=block.by, why=block.reason)
        self._state.setText(state)
        self.do.setText(self.tr("Lift it") if on else self.tr("Put it in force"))

    def _say(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        set_kind(self.reason, "error" if sentence else "", "state")

    def _do(self) -> None:
        reason, guard = self.reason.toPlainText().strip(), self.which.current
        if not reason or guard is None:
            self._say(self.tr("Say why."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._view is not None:
            self.given.emit(self._view.mailbox, guard, not self._set(), reason)
            self.leave()

    def _place(self) -> None:
        room = self._host.size()
        wide = min(round(_WIDE * self.theme.text_size / 100), room.width() - 32)
        tall = min(max(self.heightForWidth(wide), self.sizeHint().height()), room.height() - 32)
        self.setGeometry((room.width() - wide) // 2, (room.height() - tall) // 2, wide, tall)
