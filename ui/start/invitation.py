"""Entering the invitation: its square shown to a camera, its text pasted, or the code typed from the letter.

A hand scanner types the text; it may do so wherever the keyboard is. A mistake is said where it was made, and
what was typed stays. Nothing is asked of the network here.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.crypto.invitation import Invitation, read_code, read_text
from hemmonitor.errors import InvitationInvalid
from ui.camera import Find, find
from ui.start.codes import TEXT, CodeBoxes, letters
from ui.start.frame import StartPage, quiet_focus
from ui.theme import Theme, Zone
from ui.widgets.announce import announce
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, set_kind
from ui.widgets.buttons import Button
from ui.widgets.camera import CameraView
from ui.widgets.card import Card
from ui.widgets.tile import IconView

_ANYWHERE = "https://nowhere.invalid"  # to check a code by itself, before the address
_ROOM_CARD = "HMC1"


class Fault(QWidget):
    """A mistake, with its shape, under the field it is in. Hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._label = Label("", f"zone_{Zone.RED}")
        row.addWidget(ZoneMark(Zone.RED, 22), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._label.text()

    def say(self, text: str) -> None:
        """Say it, also to a screen reader; an empty text takes it away."""
        self._label.setText(text)
        self.setVisible(bool(text))
        if text:
            announce(self, text, urgent=True)
            QTimer.singleShot(0, self, self._reveal)  # once the layout has made room

    def _reveal(self) -> None:
        """Scroll to it where the page is higher than the window."""
        step = self.parentWidget()
        while step is not None:
            if isinstance(step, QScrollArea):
                step.ensureWidgetVisible(self, 0, 24)
            step = step.parentWidget()


class InvitationPage(StartPage):
    """``entered(Invitation)``. ``colleague``: it is a workstation's, from a screen and not from a letter."""

    step = 1
    entered = Signal(object)

    def __init__(
        self, parent: QWidget | None = None, *, cameras: Find = find, colleague: bool = False
    ) -> None:
        super().__init__(parent)
        self._colleague = colleague
        self.camera = CameraView("letter", codes=True, find=cameras)
        self._seen = False  # the invitation came by the camera
        self._shown, self._pasted, self._typed = (Card(padding=16) for _ in range(3))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(20)
        self._build_shown()
        self._build_pasted()
        self._build_typed()
        self._columns.addLayout(self._under(self._shown, self._pasted, grows=True), 1)
        self._columns.addLayout(self._under(self._typed, self._promise()), 1)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self.back.show()
        self.forward.show()
        self.forward.clicked.connect(self._go_on)
        self.retranslate()
        self._count()
        self.refresh()

    @staticmethod
    def _under(*cards: QWidget, grows: bool = False) -> QVBoxLayout:
        """Parts under each other; the first takes what is left, or nothing does."""
        column = QVBoxLayout()
        column.setSpacing(14)
        for number, card in enumerate(cards):
            column.addWidget(card, int(grows and not number))
        if not grows:
            column.addStretch(1)
        return column

    def _build_shown(self) -> None:
        self._shown_head = Label("", "label")
        self._shown.body.addWidget(self._shown_head)
        self._shown.body.addWidget(self.camera, 1)
        self.camera.switched.connect(lambda on: self._pasted.setVisible(not on))  # it needs the room
        self.camera.code.connect(self._saw)

    def _build_typed(self) -> None:
        self.boxes, self.address = CodeBoxes(), QLineEdit()
        self.address.setObjectName("address")
        self.address.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self._typed_head, self._typed_more = Label("", "label"), Label("", "secondary")
        self._left, self._address_name = Label("", "secondary", wrap=False), Label("", "strong")
        self._code_fault, self._address_fault = Fault(), Fault()
        self._code_fault.setObjectName("codeFault")
        self._address_fault.setObjectName("addressFault")
        head = QHBoxLayout()
        head.addWidget(self._typed_head, 1)
        head.addWidget(self._left)
        self._typed.body.addLayout(head)
        code = (self._typed_more, self.boxes, self._code_fault)
        for part in (*code, self._address_name, self.address, self._address_fault):
            self._typed.body.addWidget(part)
        self.boxes.changed.connect(self._count)
        self.boxes.pasted_text.connect(self._got_text)
        self.address.textEdited.connect(lambda: self._mark_address(""))
        self.address.returnPressed.connect(self._go_on)

    def _build_pasted(self) -> None:
        self.text = QLineEdit()
        self.text.setObjectName("invitationText")
        self._paste = Button("", "secondary", icon="copy")
        self._paste.setObjectName("paste")
        self._pasted_head = Label("", "label")
        self._text_fault = Fault()
        self._text_fault.setObjectName("textFault")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.text, 1)
        row.addWidget(self._paste)
        self._pasted.body.addWidget(self._pasted_head)
        self._pasted.body.addLayout(row)
        self._pasted.body.addWidget(self._text_fault)
        self._paste.clicked.connect(lambda: self._got_text(QApplication.clipboard().text()))
        self.text.textEdited.connect(self._text_edited)
        self.text.returnPressed.connect(self._go_on)  # a hand scanner ends with Enter

    def _promise(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(14)
        row.addWidget(IconView("shield-lock", 30), 0, Qt.AlignmentFlag.AlignTop)
        self._sealed = Label("", "body")
        row.addWidget(self._sealed, 1)
        return made

    def begin(self) -> None:
        if self._colleague:
            quiet_focus(self.text)  # what a colleague sends is pasted
        else:
            self.boxes.begin()

    def refuse_code(self, sentence: str) -> None:
        """The other side does not take this code: say so under what was entered, which stays."""
        if self._seen:
            self.camera.refuse(sentence)
        elif self.text.text():
            self._mark_text(sentence)
        else:
            self.boxes.set_error(True)
            self._code_fault.say(sentence)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(
            self.tr("Connect to your care centre"),
            self.tr("You have a letter with a square and a code. Use the way that is easiest."),
            self.tr("No letter? Call your care centre."),
        )
        if self._colleague:
            self.set_words(
                self.tr("Join the care centre"),
                self.tr("Type the address and the code that your colleague sees, or paste the text."),
            )
        self.forward.setText(self.tr("Connect"))
        self._typed_head.setText(self.tr("Or type the code"))
        self._shown_head.setText(self.tr("Show the square to the camera"))
        self._typed_more.setText(self.tr("Large and small letters are the same. O is zero, and I is one."))
        self._address_name.setText(self.tr("The address in the letter"))
        self.address.setAccessibleName(self.tr("The address in the letter"))
        self.address.setPlaceholderText("https://")
        self._pasted_head.setText(self.tr("Or paste the text of the code"))
        self.text.setAccessibleName(self.tr("The text of the code"))
        self._paste.setText(self.tr("Paste"))
        self._sealed.set_strong_lead(
            self.tr("Only your care centre can read your values."),
            self.tr("They are locked on your computer before they are sent."),
        )
        self._count()

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        beside = theme.text_size <= 100
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    # --- what is shown ---------------------------------------------------------------------------

    def _saw(self, text: str) -> None:
        """The camera has read a square."""
        try:
            invitation = read_text(text)
        except InvitationInvalid:
            self.camera.refuse(
                self.tr("This is the card for the measuring room. Show the square in the letter.")
                if text.startswith(_ROOM_CARD)
                else self.tr("This is another square. Show the one in the letter from your care centre.")
            )
            return
        self._seen = True
        self.camera.stop()
        self.entered.emit(invitation)

    # --- what is typed -------------------------------------------------------------------------

    def _count(self) -> None:
        missing = self.boxes.missing
        whole = self.tr("The code is complete.")
        left = self.tr("%n letter(s) left", "", missing)
        self._left.setText(left if missing else whole)
        self._code_fault.say("")
        self.forward.setEnabled(not missing or bool(self.text.text().strip()))

    def _got_text(self, text: str) -> None:
        self.text.setText(text.strip())
        self._mark_text("")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count()

    def _text_edited(self) -> None:
        self._mark_text("")
        self._count()

    def _go_on(self) -> None:
        if not self.forward.isEnabled():
            return
        invitation = self._read_text() if self.text.text().strip() else self._read_code()
        if invitation is not None:
            self._seen = False
            self.camera.stop()
            self.entered.emit(invitation)

    def _read_text(self) -> Invitation | None:
        text = self.text.text().strip()
        try:
            return read_text(text)
        except InvitationInvalid:
            begun = letters(text).startswith(TEXT)
            self._mark_text(
                self.tr("Some of the text is missing or changed. Copy all of it, and paste it again.")
                if begun
                else self.tr("This is not the text of a code. It begins with HM1.")
            )
            return None

    def _read_code(self) -> Invitation | None:
        try:
            read_code(self.boxes.text, _ANYWHERE)
        except InvitationInvalid:
            self.boxes.set_error(True)
            self._code_fault.say(
                self.tr("Something is mistyped. Compare with the letter, one group at a time.")
            )
            self.boxes.begin()
            return None
        address = self.address.text().strip()
        if address and "://" not in address:
            address = f"https://{address}"
        try:
            return read_code(self.boxes.text, address)
        except InvitationInvalid:
            self._mark_address(self.tr("Type the address as it stands in the letter. It begins with https."))
            self.address.setFocus(Qt.FocusReason.OtherFocusReason)
            return None

    def _mark_text(self, sentence: str) -> None:
        set_kind(self.text, "error" if sentence else "", "state")
        self._text_fault.say(sentence)

    def _mark_address(self, sentence: str) -> None:
        set_kind(self.address, "error" if sentence else "", "state")
        self._address_fault.say(sentence)
