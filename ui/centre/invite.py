"""Invitations: a form, the letter it makes, and what has become of each one.

Rules:
- A patient is let in only after a person has compared the digits, with the reminder beside the buttons.
- The personal number is checked as it is typed in; it stands in no log and no file name.
- Nothing blocks: every command is a call of the bridge, every answer a signal.

Object names: invite_name, invite_given, invite_number, invite_phone, invite_template, invite_contact,
invite_contact_phone, invite_hours, invite_make, invite_pdf, invite_list, invite_digits, invite_confirm,
invite_refuse, invite_withdraw.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.errors import StorageError
from hemmonitor.invitations import Invited, State
from hemmonitor.model.careplan import Contact
from hemmonitor.model.events import PatientRegistered
from ui.centre import words
from ui.centre.bridge import CentreBridge, CentreView
from ui.centre.form import InviteForm
from ui.centre.letter import Letter, LetterView, save_pdf
from ui.format import Formatter
from ui.theme import Theme
from ui.widgets.announce import announce
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card, CardButton
from ui.widgets.tile import IconView

_ICONS = {
    State.WAITING: "mail",
    State.ASKED: "phone",
    State.ADMITTING: "refresh",
    State.ADMITTED: "check",
    State.REFUSED: "ban",
    State.VOID: "clock",
}


def ask_path(parent: QWidget) -> Path | None:
    """Where the letter is to be written; the name that is proposed says nothing about the patient."""
    name, _ = QFileDialog.getSaveFileName(parent, "", words.file_name(), "PDF (*.pdf)")
    return Path(name) if name else None


class _Row(CardButton):
    """One invitation in the list."""

    def __init__(self, invited: Invited, form: Formatter, now: dt.datetime) -> None:
        super().__init__("")
        self.invited = invited
        name, state = Label(invited.patient.name, "strong"), Label("", "small")
        said = words.state(invited.state, form.when_day(invited.until, now))
        state.setText(self.tr("New computer. {state}").format(state=said) if invited.again else said)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconView(_ICONS[invited.state], 18, "text"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(state, 1)
        self.body.addWidget(name)
        self.body.addLayout(row)
        self.setAccessibleName(f"{name.text()}. {state.text()}")
        self.refresh()


class InvitePage(Themed, QWidget):
    """``InvitePage(bridge, form, now)``; asks for the invitations at once."""

    def __init__(
        self,
        bridge: CentreBridge,
        form: Callable[[], Formatter],
        now: Callable[[], dt.datetime],
        ask: Callable[[QWidget], Path | None] = ask_path,
    ) -> None:
        """``form`` gives dates in the language in force; ``ask`` says where a letter is written."""
        super().__init__()
        self._bridge, self._format, self._now, self._ask = bridge, form, now, ask
        self._view: CentreView | None = None
        self._chosen = ""  # slot
        self._form = InviteForm(lambda: now().date())
        self._make_middle()
        self._make_list()
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(16, 12, 16, 12)
        self._columns.setSpacing(12)
        self._form_area = _scrolled(self._form)
        self._columns.addWidget(self._form_area)
        self._columns.addWidget(self._middle, 1)
        self._columns.addWidget(self._list_card)
        self.setFocusProxy(self._form.first)
        self._form.made.connect(self._invite)
        bridge.view.connect(self._show)
        bridge.invited.connect(self._invited)
        bridge.failed.connect(self._failed)
        self.retranslate()
        self.refresh()
        bridge.refresh()

    def _make_middle(self) -> None:
        self._middle = Card()
        self._letter, self._empty = LetterView(), Label("", "secondary")
        self._pdf = Button("", "neutral", icon="download")
        self._pdf.setObjectName("invite_pdf")
        self._pdf.clicked.connect(self._save)
        self._withdraw = Button("", "neutral", icon="ban")
        self._withdraw.setObjectName("invite_withdraw")
        self._withdraw.clicked.connect(lambda: self._bridge.refuse(self._chosen))
        self._said = Label("", "small")
        self._ask_box = Card("soft")
        self._ask_title, self._ask_more = Label("", "heading"), Label("", "body")
        self._digits = Label("", "value", align=Qt.AlignmentFlag.AlignHCenter)
        self._digits.setObjectName("invite_digits")
        self._confirm, self._refuse = Button("", "primary", icon="check"), Button("", "neutral", icon="x")
        self._confirm.setObjectName("invite_confirm")
        self._refuse.setObjectName("invite_refuse")
        self._confirm.clicked.connect(lambda: self._bridge.confirm(self._chosen))
        self._refuse.clicked.connect(lambda: self._bridge.refuse(self._chosen))
        for part in (self._ask_title, self._ask_more, self._digits, self._confirm, self._refuse):
            self._ask_box.body.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._said, 1)
        foot.addWidget(self._withdraw)
        foot.addWidget(self._pdf)
        for widget in (self._ask_box, self._empty):
            self._middle.body.addWidget(widget)
        self._middle.body.addWidget(self._letter, 1)
        self._middle.body.addStretch(0)
        self._middle.body.addLayout(foot)

    def _make_list(self) -> None:
        self._list_card = Card()
        self._list_card.setObjectName("invite_list")
        self._list_title, self._list_note = Label("", "heading"), Label("", "small")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        inside = QWidget()
        inside.setProperty("kind", "scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.addLayout(self._rows)
        column.addStretch(1)
        self._list_card.body.addWidget(self._list_title)
        self._list_card.body.addWidget(_scrolled(inside), 1)
        self._list_card.body.addWidget(self._list_note)

    def retranslate(self) -> None:
        self._pdf.setText(self.tr("Save as PDF"))
        self._withdraw.setText(self.tr("Take back"))
        self._empty.setText(
            self.tr("Fill in the form to make a letter, or choose an invitation in the list.")
        )
        self._ask_title.setText(self.tr("Call the patient and compare the digits"))
        self._ask_more.setText(
            self.tr("Let the patient read out the digits from the screen. Confirm only if they are these:")
        )
        self._confirm.setText(self.tr("They are the same: let in"))
        self._refuse.setText(self.tr("They differ: refuse"))
        self._list_title.setText(self.tr("Invitations"))
        self._list_note.setText(self.tr("A letter astray is not enough: nobody gets in without the call."))
        self._show_list()

    def restyle(self, theme: Theme) -> None:
        self._form_area.setFixedWidth(theme.grown(272))
        self._list_card.setFixedWidth(theme.grown(232))

    # --- what the bridge tells -----------------------------------------------------------------

    def _show(self, view: CentreView) -> None:
        self._view = view
        self._form.set_contact(view.contact)
        self._show_list()

    def _invited(self, invited: Invited) -> None:
        self._chosen = invited.slot
        self._form.clear()
        self._form.make.setEnabled(True)
        self._show_list()

    def _failed(self, code: str) -> None:
        self._form.make.setEnabled(True)
        self._form.say(words.problem(code), "number" if code == "input.already_patient" else "")

    def _show_list(self) -> None:
        while self._rows.count() and (item := self._rows.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for invited in self._view.invitations if self._view else ():
            row = _Row(invited, self._format(), self._now())
            row.setObjectName("invite_row")
            row.set_chosen(invited.slot == self._chosen)
            row.clicked.connect(lambda slot=invited.slot: self._choose(slot))
            self._rows.addWidget(row)
        self._show_chosen()

    def _choose(self, slot: str) -> None:
        self._chosen = slot
        self._show_list()

    @property
    def _invitation(self) -> Invited | None:
        known = self._view.invitations if self._view else ()
        return next((invited for invited in known if invited.slot == self._chosen), None)

    def _show_chosen(self) -> None:
        invited = self._invitation
        state = invited.state if invited else None
        asked = state is State.ASKED
        if asked and self._ask_box.isHidden():
            announce(self, self._ask_title.text(), urgent=True)
        self._ask_box.setVisible(asked)
        self._digits.setText(invited.digits if invited and asked else "")
        waiting = state is State.WAITING
        self._letter.show_letter(self._letter_of(invited) if invited and waiting else None)
        self._letter.setVisible(waiting)
        self._pdf.setVisible(waiting)
        self._withdraw.setVisible(waiting)
        self._empty.setVisible(not waiting and not asked)
        if invited is not None and not waiting and not asked:
            day = self._format().when_day(invited.until, self._now())
            self._empty.setText(f"{invited.patient.name}. {words.state(invited.state, day)}")
        self._said.setText("")

    # --- commands ------------------------------------------------------------------------------

    def _invite(self, patient: PatientRegistered, template: str, contact: Contact) -> None:
        self._form.make.setEnabled(False)
        self._bridge.invite(patient, template, contact, self.tr("Start of monitoring at home"))

    def _letter_of(self, invited: Invited) -> Letter:
        form, invitation = self._format(), invited.invitation
        return Letter(
            centre=self._view.centre if self._view else "",
            date=form.day(invited.made_at, year=True),
            person=invited.patient.name,
            given_name=invited.patient.given_name,
            text=invited.text,
            code=invitation.code,
            address=invitation.url,
            until=f"{form.weekday(invited.until)} {form.day(invited.until)}",
            contact=invited.contact.name,
            phone=invited.contact.phone,
            hours=invited.contact.hours,
            again=invited.again,
        )

    def _save(self) -> None:
        letter = self._letter.letter
        path = self._ask(self) if letter is not None else None
        if letter is None or path is None:
            return
        try:
            save_pdf(path, letter, self.theme)
        except StorageError:
            self._said.setText(self.tr("The letter could not be written there. Choose another place."))
        else:
            self._said.setText(
                self.tr("The letter is saved. It holds the code: remove the file once it is printed.")
            )


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area
