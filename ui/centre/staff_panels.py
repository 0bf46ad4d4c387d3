"""The panels beside the staff list: shut a device out, invite, let in, choose teams. One is shown at a time.

Rules:
- Shutting out cannot be undone, so it asks: the device's name is typed.
- What will happen is said before it happens, in figures.

Object names: revoke_reason, revoke_name, revoke_do; staff_name, staff_title, staff_registrar, staff_invite,
staff_code; staff_confirm, staff_refuse; team_name, team_make; choose_save.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hemmonitor.centre import StaffReport
from hemmonitor.roster import Member, Person, StaffInvited
from ui.format import Formatter
from ui.theme import Theme, Zone
from ui.widgets.base import Label, set_kind
from ui.widgets.buttons import Button
from ui.widgets.card import ZoneLine
from ui.widgets.fields import CheckBox, Select
from ui.widgets.frame import SidePanel
from ui.widgets.tile import IconView

_WIDTH = 340


def panel_width(theme: Theme) -> int:
    """How wide a panel is, in pixels."""
    return round(_WIDTH * (1 if theme.text_size <= 100 else 1.15))


class Panel(SidePanel):
    """What all have in common: a fixed width, a line for what is wrong, a button to leave."""

    def __init__(self) -> None:
        super().__init__("", width_hint=_WIDTH)
        self.fault = Label("", "zone_red")
        self.fault.hide()
        self.leave = Button("", "neutral")
        self.leave.clicked.connect(self.closed)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.setFixedWidth(panel_width(theme))

    def retranslate(self) -> None:
        super().retranslate()
        self.leave.setText(self.tr("Cancel"))

    def say(self, sentence: str, field: QWidget | None = None) -> None:
        """What is wrong, and where."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if field is not None:
            set_kind(field, "error" if sentence else "", "state")
            if sentence:
                field.setFocus(Qt.FocusReason.OtherFocusReason)


class Fact(QWidget):
    """An icon and a sentence."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.text = Label("", "body")
        row.addWidget(IconView(icon, 18, "text"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)


class RevokePanel(Panel):
    """``begin(member, report)``; ``revoked(device, reason)``."""

    revoked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("revoke_panel")
        self._member: Member | None = None
        self._report: StaffReport | None = None
        self._what = Label("", "small_strong")
        self._facts = [Fact(icon) for icon in ("ban", "key", "users", "device-desktop")]
        self._warn = ZoneLine(Zone.YELLOW)
        self._reason_name, self._typed_name = Label("", "small_strong"), Label("", "small_strong")
        self.reason, self.typed = Select(), QLineEdit()
        self.reason.setObjectName("revoke_reason")
        self.typed.setObjectName("revoke_name")
        for _ in range(4):
            self.reason.addItem("")
        self._root, self._note = ZoneLine(Zone.GREY), Label("", "small")
        self.do = Button("", "danger", icon="ban")
        self.do.setObjectName("revoke_do")
        self.body.addWidget(self._what)
        for fact in self._facts:
            self.body.addWidget(fact)
        for widget in (
            self._warn, self._reason_name, self.reason, self._typed_name, self.typed, self.fault, self._root,
        ):  # fmt: skip
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.body.addWidget(self._note)
        self.foot.addWidget(self.do, 1)
        self.foot.addWidget(self.leave)
        self.do.clicked.connect(self._do)
        self.typed.textChanged.connect(lambda _text: self.say("", self.typed))
        self.typed.returnPressed.connect(self._do)
        self.retranslate()
        self.refresh()

    def begin(self, member: Member, report: StaffReport) -> None:
        """Say what shutting this device out does."""
        if self._member is None or self._member.device != member.device:
            self.typed.clear()
        self._member, self._report = member, report
        who = member.person.name or self.tr("nobody named")
        self.title.setText(self.tr("Shut out {device}").format(device=member.label))
        self.subtitle.setText(who)
        teams = [team for team in report.teams if team.team in member.teams]
        others = [
            m for m in report.members
            if m.device != member.device and not m.revoked and m.person.name and m.person == member.person
        ]  # fmt: skip
        log, keys, carries, rest = (fact.text for fact in self._facts)
        log.setText(self.tr("The device counts no more. All that it sent before, and that has come, stays."))
        told = [
            self.tr("{team} gets a new key, generation {number}").format(
                team=t.name or self.tr("The team"), number=t.epoch + 1
            )
            for t in teams
        ]
        keys.setText(". ".join(told) + "." if told else self.tr("It is in no team; no key is replaced."))
        count = report.carries.get(member.device, 0)
        carries.setText(self.tr("It can read %n patient(s). Look at them in the access log.", "", count))
        rest.setText(
            self.tr("{who}'s other devices stay as they are: {devices}.").format(
                who=who, devices=", ".join(m.label for m in others)
            )
            if others
            else self.tr("It is the only device of {who}.").format(who=who)
        )
        registrar = member.role == "registrar" and not report.has_root
        self._root.set_text(self.tr("Needs the root key."), self.tr("This computer signs entries itself."))
        self._root.setVisible(registrar)
        self._typed_name.setText(
            self.tr("Type the device's name to confirm: {name}").format(name=member.label)
        )
        self.typed.setAccessibleName(self._typed_name.text())
        self.do.setEnabled(not member.own)
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
        reasons = (
            self.tr("Lost or stolen"), self.tr("Has left the centre"), self.tr("Replaced by another"),
            self.tr("Other"),
        )  # fmt: skip
        for index, text in enumerate(reasons):
            self.reason.setItemText(index, text)
        self._note.setText(
            self.tr("Shutting out cannot be undone. The computer can be let in anew by an invitation.")
        )
        self.do.setText(self.tr("Shut the device out"))
        if self._member is not None and self._report is not None:
            self.begin(self._member, self._report)

    def _do(self) -> None:
        member = self._member
        if member is None or not self.do.isEnabled():
            return
        if self.typed.text().strip() != member.label:
            self.say(self.tr("That is not the device's name."), self.typed)
            return
        self.typed.clear()
        self.revoked.emit(member.device, self.reason.currentText())


class InvitePanel(Panel):
    """A colleague, or a second workstation: ``made(Person, teams, registrar)``."""

    made = Signal(object, object, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("staff_invite_panel")
        self._names = [Label("", "small_strong") for _ in range(3)]
        self.name, self.role = QLineEdit(), QLineEdit()
        self.name.setObjectName("staff_name")
        self.role.setObjectName("staff_title")
        self._teams = QVBoxLayout()
        self._boxes: dict[str, CheckBox] = {}
        self.registrar = CheckBox("")
        self.registrar.setObjectName("staff_registrar")
        self._registrar_note = Label("", "small")
        self._code_note, self.code = Label("", "body"), Label("", "mono")
        self.code.setObjectName("staff_code")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = Label("", "small")
        self.make = Button("", "primary", icon="user-plus")
        self.make.setObjectName("staff_invite")
        for label, field in zip(self._names[:2], (self.name, self.role), strict=True):
            self.body.addWidget(label)
            self.body.addWidget(field)
        self.body.addWidget(self._names[2])
        self.body.addLayout(self._teams)
        for widget in (self.registrar, self._registrar_note, self.fault, self._code_note, self.code):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.body.addWidget(self._note)
        self.foot.addWidget(self.make, 1)
        self.foot.addWidget(self.leave)
        self.make.clicked.connect(self._make)
        for field in (self.name, self.role):
            field.textChanged.connect(lambda _text: self.say("", self.name))
        self.retranslate()
        self.refresh()

    def begin(self, report: StaffReport, team: str) -> None:
        """An empty form; the team that is looked at is proposed."""
        while self._teams.count() and (item := self._teams.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self._boxes = {}
        for view in report.teams:
            box = self._boxes[view.team] = CheckBox(view.name or self.tr("Team without a name"))
            box.setChecked(view.team == team)
            self._teams.addWidget(box)
        self.registrar.setEnabled(report.has_root)
        self.registrar.setChecked(False)
        self.name.clear()
        self.role.clear()
        self.show_code(None)
        self.say("", self.name)

    def show_code(self, invited: StaffInvited | None) -> None:
        """The code that the new workstation is given."""
        code = f"{invited.invitation.url}\n{invited.invitation.code}" if invited else ""
        self.code.setText(code)
        self.code.setVisible(invited is not None)
        self._code_note.setVisible(invited is not None)
        self.make.setVisible(invited is None)

    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(self.tr("Invite staff"))
        self.subtitle.setText(self.tr("a colleague, or a second workstation"))
        for label, text in zip(
            self._names, (self.tr("Name"), self.tr("Role, as patients see it"), self.tr("Teams")), strict=True
        ):
            label.setText(text)
        self.name.setAccessibleName(self.tr("Name"))
        self.role.setAccessibleName(self.tr("Role, as patients see it"))
        self.registrar.setText(self.tr("May let others in"))
        self.registrar.setAccessibleName(self.tr("May let others in"))
        self._registrar_note.setText(self.tr("Only while the root key is on this computer."))
        self._code_note.setText(
            self.tr(
                "Start the program on the new computer, choose “I work at a care centre” and to join one, "
                "and type the address and the code there:"
            )
        )
        self._note.setText(
            self.tr(
                "The code is good once, for seven days. Nobody gets in before you have compared the digits."
            )
        )
        self.make.setText(self.tr("Make the code"))

    def _make(self) -> None:
        teams = [team for team, box in self._boxes.items() if box.isChecked()]
        if not self.name.text().strip() or not self.role.text().strip():
            self.say(self.tr("Fill in name and role."), self.name)
        elif not teams:
            self.say(self.tr("Choose at least one team."))
        else:
            person = Person(self.name.text().strip(), self.role.text().strip())
            self.made.emit(person, teams, self.registrar.isChecked())


class AskedPanel(Panel):
    """Somebody asks to be let in: compare the digits. ``confirmed(slot)``, ``refused(slot)``."""

    confirmed = Signal(str)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("asked_panel")
        self.slot = ""
        self._shown: tuple[StaffInvited, Callable[[], Formatter]] | None = None
        self._more, self._state = Label("", "body"), Label("", "small")
        self.digits = Label("", "value", align=Qt.AlignmentFlag.AlignHCenter)
        self.digits.setObjectName("staff_digits")
        self.confirm, self.refuse = Button("", "primary", icon="check"), Button("", "neutral", icon="x")
        self.confirm.setObjectName("staff_confirm")
        self.refuse.setObjectName("staff_refuse")
        for widget in (self._more, self.digits, self._state, self.fault):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.foot.addWidget(self.confirm, 1)
        self.foot.addWidget(self.refuse)
        self.confirm.clicked.connect(lambda: self.confirmed.emit(self.slot))
        self.refuse.clicked.connect(lambda: self.refused.emit(self.slot))
        self.retranslate()
        self.refresh()

    def begin(self, invited: StaffInvited, form_of: Callable[[], Formatter]) -> None:
        """Show an open invitation."""
        self.slot, self._shown, form = invited.slot, (invited, form_of), form_of()
        self.title.setText(invited.person.name)
        self.subtitle.setText(invited.person.title)
        asked = bool(invited.digits)
        self.digits.setText(invited.digits)
        self.digits.setVisible(asked)
        self.confirm.setVisible(asked)
        until = form.day(invited.until)
        code = invited.invitation.code
        self._state.setText(
            self.tr(
                "Let {name} read out the digits on the new computer. Let in only if they are these."
            ).format(name=invited.person.name)
            if asked
            else self.tr("Waiting. The code can be used until {day}: {code}").format(day=until, code=code)
        )
        self.refuse.setText(self.tr("Refuse") if asked else self.tr("Take back"))
        self._more.setText(
            self.tr("Compare the digits") if asked else self.tr("Nobody has used the code yet.")
        )

    def retranslate(self) -> None:
        super().retranslate()
        self.confirm.setText(self.tr("Let in"))
        if self._shown is not None:
            self.begin(*self._shown)


class ChoosePanel(Panel):
    """Choose several of many: a patient's teams, a team's devices. ``saved(frozenset of keys)``."""

    saved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("choose_panel")
        self._question, self._note = Label("", "small_strong"), Label("", "small")
        self._list = QVBoxLayout()
        self.boxes: dict[str, CheckBox] = {}
        self._devices = Label("", "body")
        self.save = Button("", "primary", icon="check")
        self.save.setObjectName("choose_save")
        self.body.addWidget(self._question)
        self.body.addLayout(self._list)
        for widget in (self.fault, self._note, self._devices):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.foot.addWidget(self.save, 1)
        self.foot.addWidget(self.leave)
        self.save.clicked.connect(self._save)
        self.retranslate()
        self.refresh()

    def begin(
        self,
        title: str,
        question: str,
        options: Mapping[str, str],
        on: Sequence[str],
        note: str,
        more: str = "",
    ) -> None:
        """``options`` are texts by key, ``on`` those that are chosen now."""
        self.title.setText(title)
        self.subtitle.setText("")
        self._question.setText(question)
        self._note.setText(note)
        self._devices.setText(more)
        self._devices.setVisible(bool(more))
        while self._list.count() and (item := self._list.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.boxes = {}
        for key, text in options.items():
            box = self.boxes[key] = CheckBox(text)
            box.setChecked(key in on)
            self._list.addWidget(box)
        self.say("")

    def retranslate(self) -> None:
        super().retranslate()
        self.save.setText(self.tr("Save"))

    def _save(self) -> None:
        chosen = frozenset(key for key, box in self.boxes.items() if box.isChecked())
        if not chosen:
            self.say(self.tr("At least one is needed."))
            return
        self.saved.emit(chosen)


class NamePanel(Panel):
    """A new team's name: ``made(name)``."""

    made = Signal(str)

    def __init__(self, form: Callable[[], Formatter]) -> None:
        super().__init__()
        self.setObjectName("team_panel")
        self._format = form
        self._label, self._note = Label("", "small_strong"), Label("", "small")
        self.name = QLineEdit()
        self.name.setObjectName("team_name")
        self.make = Button("", "primary", icon="plus")
        self.make.setObjectName("team_make")
        for widget in (self._label, self.name, self.fault, self._note):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.foot.addWidget(self.make, 1)
        self.foot.addWidget(self.leave)
        self.make.clicked.connect(self._make)
        self.name.returnPressed.connect(self._make)
        self.name.textChanged.connect(lambda _text: self.say("", self.name))
        self.retranslate()
        self.refresh()

    def begin(self) -> None:
        self.name.clear()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(self.tr("New team"))
        self._label.setText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name"))
        self._note.setText(self.tr("The team gets a key of its own. This computer is its first member."))
        self.make.setText(self.tr("Make the team"))

    def _make(self) -> None:
        if not self.name.text().strip():
            self.say(self.tr("A team has a name."), self.name)
            return
        self.made.emit(self.name.text().strip())
