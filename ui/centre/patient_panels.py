"""The panels about one patient: which teams look after them, their devices, and a device that is lost.

Rules:
- Shutting out cannot be undone, so it asks: the device's name is typed.
- What will happen is said before it happens, in figures.

Object names: patient_save, patient_new_computer, device_lost; lost_reason, lost_name, lost_do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hemmonitor.centre import PatientDevices
from hemmonitor.roster import Member
from ui.centre.staff_panels import Fact, Panel
from ui.format import Formatter
from ui.theme import Zone
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import ZoneLine
from ui.widgets.fields import CheckBox, Select
from ui.widgets.tile import IconView


class PatientPanel(Panel):
    """``begin(patient, teams, form, now)``; ``saved(teams)``, ``lost(device)``, ``new_computer``."""

    saved = Signal(object)
    lost = Signal(str)
    new_computer = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("patient_panel")
        self.shown: PatientDevices | None = None
        self._question, self._note = Label("", "small_strong"), Label("", "small")
        self._devices_title, self._again_note = Label("", "small_strong"), Label("", "small")
        self._teams, self._devices = QVBoxLayout(), QVBoxLayout()
        self._devices.setSpacing(8)
        self.boxes: dict[str, CheckBox] = {}
        self.save = Button("", "primary", icon="check")
        self.save.setObjectName("patient_save")
        self.again = Button("", "neutral", icon="device-desktop")
        self.again.setObjectName("patient_new_computer")
        self.body.addWidget(self._question)
        self.body.addLayout(self._teams)
        self.body.addWidget(self.fault)
        self.body.addWidget(self._note)
        self.body.addSpacing(8)
        self.body.addWidget(self._devices_title)
        self.body.addLayout(self._devices)
        self.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._again_note)
        self.body.addStretch(1)
        self.foot.addWidget(self.save, 1)
        self.foot.addWidget(self.leave)
        self.save.clicked.connect(self._save)
        self.again.clicked.connect(lambda _on=False: self.new_computer.emit())
        self.retranslate()
        self.refresh()

    def begin(
        self, patient: PatientDevices, teams: Mapping[str, str], form: Formatter, now: dt.datetime
    ) -> None:
        """``teams`` are all there are, id and name."""
        self.shown = patient
        self.title.setText(patient.name)
        last = form.when(patient.last_data, now) if patient.last_data else self.tr("no data yet")
        self.subtitle.setText(self.tr("Newest data: {when}").format(when=last))
        _empty(self._teams)
        _empty(self._devices)
        self.boxes = {}
        for team, name in teams.items():
            box = self.boxes[team] = CheckBox(name)
            box.setChecked(team in patient.teams)
            self._teams.addWidget(box)
        live = [member for member in patient.devices if not member.revoked]
        for member in patient.devices:
            self._devices.addWidget(self._line(member))
        if not live:
            none = Label(self.tr("No computer sends anything for this patient now."), "small")
            self._devices.addWidget(none)
        self.say("")

    def _line(self, member: Member) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconView("ban" if member.revoked else "device-desktop", 18, "text"))
        state = self.tr("{device}, shut out") if member.revoked else "{device}"
        row.addWidget(Label(state.format(device=member.label), "secondary" if member.revoked else "body"), 1)
        if not member.revoked:
            lost = Button(self.tr("Lost or stolen"), "neutral", icon="ban")
            lost.setObjectName("device_lost")
            lost.setAccessibleName(self.tr("{device} is lost or stolen").format(device=member.label))
            lost.clicked.connect(lambda _on=False: self.lost.emit(member.device))
            row.addWidget(lost)
        return line

    def retranslate(self) -> None:
        super().retranslate()
        self._question.setText(self.tr("Which teams look after the patient?"))
        self._note.setText(
            self.tr("A team that is added reads what is on from now and what its members are given.")
        )
        self._devices_title.setText(self.tr("The patient's computers"))
        self.again.setText(self.tr("Invite a new computer"))
        self._again_note.setText(
            self.tr(
                "A new letter. Letting the new computer in brings the history back, and shuts the old "
                "one out."
            )
        )
        self.save.setText(self.tr("Save"))

    def _save(self) -> None:
        chosen = frozenset(key for key, box in self.boxes.items() if box.isChecked())
        if not chosen:
            self.say(self.tr("At least one is needed."))
            return
        self.saved.emit(chosen)


class LostPanel(Panel):
    """``begin(patient, device)``; ``revoked(device, reason)``; ``back`` to the patient."""

    revoked = Signal(str, str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lost_panel")
        self._shown: tuple[PatientDevices, Member] | None = None
        self._what = Label("", "small_strong")
        self._facts = [Fact(icon) for icon in ("history", "ban", "key", "user-plus")]
        self._warn = ZoneLine(Zone.YELLOW)
        self._reason_name, self._typed_name = Label("", "small_strong"), Label("", "small_strong")
        self.reason, self.typed = Select(), QLineEdit()
        self.reason.setObjectName("lost_reason")
        self.typed.setObjectName("lost_name")
        for _ in range(3):
            self.reason.addItem("")
        self._note = Label("", "small")
        self.do = Button("", "danger", icon="ban")
        self.do.setObjectName("lost_do")
        self.body.addWidget(self._what)
        for fact in self._facts:
            self.body.addWidget(fact)
        for widget in (
            self._warn, self._reason_name, self.reason, self._typed_name, self.typed, self.fault,
        ):  # fmt: skip
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.body.addWidget(self._note)
        self.foot.addWidget(self.do, 1)
        self.foot.addWidget(self.leave)
        self.leave.clicked.disconnect()
        self.leave.clicked.connect(lambda _on=False: self.back.emit())
        self.do.clicked.connect(self._do)
        self.typed.textChanged.connect(lambda _text: self.say("", self.typed))
        self.typed.returnPressed.connect(self._do)
        self.retranslate()
        self.refresh()

    def begin(self, patient: PatientDevices, device: str) -> None:
        """Say what shutting this computer out does."""
        member = next(m for m in patient.devices if m.device == device)
        if self._shown is None or self._shown[1].device != device:
            self.typed.clear()
        self._shown = patient, member
        self.title.setText(self.tr("Shut out {device}").format(device=member.label))
        self.subtitle.setText(patient.name)
        kept, after, key, new = (fact.text for fact in self._facts)
        number = patient.heads.get(device, 0)
        kept.setText(
            self.tr("Everything of it that has come stays: numbers 1 to {number}.").format(number=number)
            if number
            else self.tr("Nothing of it has come.")
        )
        after.setText(
            self.tr("What it sends from number {number} on counts nowhere: every program refuses it.").format(
                number=number + 1
            )
        )
        key.setText(
            self.tr(
                "Nothing new is sealed to it: messages and plans from now on cannot be read with its key."
            )
        )
        others = [m for m in patient.devices if not m.revoked and m.device != device]
        new.setText(
            self.tr("The patient goes on with: {devices}.").format(devices=", ".join(m.label for m in others))
            if others
            else self.tr(
                "The patient cannot send values until a new computer is let in. Agree on how until then."
            )
        )
        self._typed_name.setText(
            self.tr("Type the device's name to confirm: {name}").format(name=member.label)
        )
        self.typed.setAccessibleName(self._typed_name.text())
        self.say("")

    def retranslate(self) -> None:
        super().retranslate()
        self._what.setText(self.tr("What happens"))
        self._warn.set_text(
            self.tr("What is on the computer cannot be erased from here."),
            self.tr("Its disk is encrypted, and it opens with key store or PIN."),
        )
        self._reason_name.setText(self.tr("Reason"))
        self.reason.setAccessibleName(self.tr("Reason"))
        reasons = (self.tr("Lost or stolen"), self.tr("Broken or replaced"), self.tr("Other"))
        for index, text in enumerate(reasons):
            self.reason.setItemText(index, text)
        self._note.setText(
            self.tr("Shutting out cannot be undone. It is in the membership log and the access log.")
        )
        self.do.setText(self.tr("Shut the device out"))
        if self._shown is not None:
            self.begin(self._shown[0], self._shown[1].device)

    def _do(self) -> None:
        if self._shown is None:
            return
        member = self._shown[1]
        if self.typed.text().strip() != member.label:
            self.say(self.tr("That is not the device's name."), self.typed)
            return
        self.typed.clear()
        self.revoked.emit(member.device, self.reason.currentText())


def _empty(layout: QVBoxLayout) -> None:
    while layout.count() and (item := layout.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            gone.hide()
            gone.deleteLater()
