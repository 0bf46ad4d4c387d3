"""Staff and devices: teams, who is in them, their key, the membership log; and what is done about each.

Object names: team_list, team_add, staff_table, staff_view, team_members, staff_log, key_card.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from hemmonitor.asking import OPEN, State
from hemmonitor.centre import LogLine, StaffReport
from hemmonitor.crypto.actions import Role
from hemmonitor.roster import Member, StaffInvited, TeamView
from hemmonitor.sync.upkeep import ROTATE_AFTER
from ui.centre import words
from ui.centre.office import OfficeBridge
from ui.centre.patient_panels import LostPanel, PatientPanel
from ui.centre.staff_panels import (
    AskedPanel,
    ChoosePanel,
    InvitePanel,
    NamePanel,
    RevokePanel,
    panel_width,
)
from ui.centre.table import Cell, Column, Line, Table
from ui.format import Formatter
from ui.theme import Theme, Zone
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.choice import Segmented
from ui.widgets.flow import FlowLayout
from ui.widgets.tile import IconView

UNUSED = dt.timedelta(days=30)
"""A device of staff that has not been used for longer is pointed out [P]."""
NARROW = 1000
"""Pixels at 100 %: a page below this width shows the list or a panel, not both."""
_DEVICES, _PATIENTS = "devices", "patients"


class StaffPage(Themed, QWidget):
    """``StaffPage(bridge, form, now)``; ``refresh_staff`` asks for the report. ``new_computer(mailbox)``."""

    new_computer = Signal(str)

    def __init__(
        self, bridge: OfficeBridge, form: Callable[[], Formatter], now: Callable[[], dt.datetime]
    ) -> None:
        super().__init__()
        self._bridge, self._format, self._now = bridge, form, now
        self._report: StaffReport | None = None
        self._team = ""
        self._what = _DEVICES
        self._subject = ""  # the team or the mailbox that is being chosen for
        self.teams, self.table = Table("team_list", tall=46), Table("staff_table", tall=44)
        self.teams.horizontalHeader().hide()
        self.log = Table("staff_log", tall=30)
        self.log.horizontalHeader().hide()
        self.log.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._make_panels()
        self._make_team_card()
        self._make_middle()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self._team_card)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.panels)
        row.addStretch(0)  # what is left when the list gives way to a panel
        self.setFocusProxy(self.table)
        self._connect()
        self.retranslate()
        self.refresh()

    # --- what it is made of ----------------------------------------------------------------------

    def _make_panels(self) -> None:
        self.revoke, self.invite, self.asked = RevokePanel(), InvitePanel(), AskedPanel()
        self.choose, self.new_team = ChoosePanel(), NamePanel(self._format)
        self.patient, self.lost = PatientPanel(), LostPanel()
        self.panels = QStackedWidget()
        for panel in (
            self.revoke,
            self.invite,
            self.asked,
            self.choose,
            self.new_team,
            self.patient,
            self.lost,
        ):
            self.panels.addWidget(panel)
            panel.closed.connect(self.panels.hide)
        self.panels.hide()
        self.panels.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.panels and event.type() in {QEvent.Type.Show, QEvent.Type.Hide}:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """List and panel side by side where there is room; else one at a time."""
        narrow = self.width() < NARROW * self.theme.text_size / 100
        self._scroll.setVisible(not narrow or self.panels.isHidden())

    def _make_team_card(self) -> None:
        self._team_card = Card()
        self._team_title, self._team_note = Label("", "label"), Label("", "small")
        self._add = IconButton("plus", "")
        self._add.setObjectName("team_add")
        head = QHBoxLayout()
        head.addWidget(self._team_title, 1)
        head.addWidget(self._add)
        self._team_card.body.addLayout(head)
        self._team_card.body.addWidget(self.teams, 1)
        self._team_card.body.addWidget(self._team_note)

    def _make_middle(self) -> None:
        self._title, self._counts = Label("", "heading", wrap=False), Label("", "secondary")
        self._view: Segmented[str] = Segmented([(_DEVICES, ""), (_PATIENTS, "")])
        self._view.setObjectName("staff_view")
        self._members = Button("", "neutral", icon="users")
        self._members.setObjectName("team_members")
        self._invite = Button("", "neutral", icon="user-plus")
        self._invite.setObjectName("staff_invite_open")
        self._said = Label("", "zone_red")
        self._said.hide()
        people = Card()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._counts, 1)
        head.addWidget(self._view)
        people.body.addLayout(head)
        people.body.addWidget(self._said)
        below = FlowLayout(gap=8)
        below.addWidget(self._members)
        below.addWidget(self._invite)
        people.body.addWidget(self.table, 1)
        people.body.addLayout(below)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(people, 1)
        column.addWidget(self._key_card())
        column.addWidget(self._log_card())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)

    def _key_card(self) -> Card:
        card = Card()
        card.setObjectName("key_card")
        self._key_title, self._key_note = Label("", "label"), Label("", "small")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconView("key", 18, "text"))
        head.addWidget(self._key_title, 1)
        head.addWidget(self._key_note)
        card.body.addLayout(head)
        self._key_names = [Label("", "small") for _ in range(4)]
        self._key_values = [Label("", "strong") for _ in range(4)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for number, (name, value) in enumerate(zip(self._key_names, self._key_values, strict=True)):
            grid.addWidget(name, 0, number)
            grid.addWidget(value, 1, number)
            grid.setColumnStretch(number, 1)
        card.body.addLayout(grid)
        return card

    def _log_card(self) -> Card:
        card = Card()
        self._log_title, self._log_note = Label("", "label"), Label("", "small")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconView("history", 18, "text"))
        head.addWidget(self._log_title, 1)
        head.addWidget(IconView("link", 16, "text_secondary"))
        head.addWidget(self._log_note)
        card.body.addLayout(head)
        card.body.addWidget(self.log)
        return card

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.staff.connect(self._show)
        bridge.invited.connect(self.invite.show_code)
        bridge.done.connect(self._done)
        bridge.failed.connect(self._failed)
        self.teams.chosen.connect(self._choose_team)
        self.table.chosen.connect(self._chosen)
        self._view.chosen.connect(self._choose_view)
        self._add.clicked.connect(lambda: self._open(self.new_team, self.new_team.begin))
        self._invite.clicked.connect(self._begin_invite)
        self._members.clicked.connect(self._begin_members)
        self.revoke.revoked.connect(bridge.revoke)
        self.invite.made.connect(bridge.invite)
        self.asked.confirmed.connect(bridge.confirm)
        self.asked.refused.connect(bridge.refuse)
        self.new_team.made.connect(bridge.new_team)
        self.choose.saved.connect(lambda chosen: bridge.set_members(self._subject, chosen))
        self.patient.saved.connect(lambda chosen: bridge.set_teams(self._subject, chosen))
        self.patient.lost.connect(self._begin_lost)
        self.patient.new_computer.connect(lambda: self.new_computer.emit(self._subject))
        self.lost.revoked.connect(bridge.revoke)
        self.lost.back.connect(lambda: self._chosen(self._subject))

    def refresh_staff(self) -> None:
        """Ask for the report."""
        self._bridge.ask_staff()

    def restyle(self, theme: Theme) -> None:
        self._team_card.setFixedWidth(theme.grown(200))
        self.panels.setFixedWidth(panel_width(theme))
        self.log.setFixedHeight(theme.grown(30) * 3 + 4)
        self.table.setMinimumHeight(theme.grown(220))

    def retranslate(self) -> None:
        if self.panels.currentWidget() is self.choose:
            self.panels.hide()  # what it offers was said in the other language
        self._team_title.setText(self.tr("Teams"))
        self._add.setToolTip(self.tr("New team"))
        self._add.setAccessibleName(self.tr("New team"))
        self._team_note.setText(
            self.tr("Staff read their teams' patients alone. Keys decide that, not menus.")
        )
        self._view.set_texts((self.tr("Devices"), self.tr("Patients")))
        self._members.setText(self.tr("Devices in the team"))
        self._invite.setText(self.tr("Invite staff"))
        self._key_title.setText(self.tr("The team's key"))
        self._key_note.setText(self.tr("replaced each month and at each removal"))
        names = (self.tr("In force"), self.tr("Since"), self.tr("Next"), self.tr("Have the key"))
        for label, text in zip(self._key_names, names, strict=True):
            label.setText(text)
        self._log_title.setText(self.tr("Membership log"))
        self.teams.setAccessibleName(self.tr("Teams"))
        self.log.setAccessibleName(self.tr("Membership log"))
        self._show_all()
        open_here = not self.panels.isHidden() and self.panels.currentWidget() is self.patient
        if open_here and self._report is not None:
            self._begin_patient(self._subject, self._report)

    # --- what is shown -------------------------------------------------------------------------

    def _show(self, report: StaffReport) -> None:
        self._report = report
        if self._team not in [team.team for team in report.teams]:
            largest = max(report.teams, key=lambda team: len(team.members), default=None)
            self._team = largest.team if largest is not None else ""
        self._show_all()
        if self.panels.isHidden():
            return
        if self.panels.currentWidget() is self.asked:  # such as somebody who asks just now
            waits = next((one for one in report.invited if one.slot == self.asked.slot), None)
            if waits is not None and waits.state in OPEN:
                self.asked.begin(waits, self._format)
        open_here = self.panels.currentWidget() is self.patient
        patient = next((p for p in report.patients if p.mailbox == self._subject), None)
        if open_here and patient is not None and patient != self.patient.shown:
            self._begin_patient(self._subject, report)  # such as a computer that was shut out

    def _show_all(self) -> None:
        report = self._report
        if report is None:
            return
        lines = [Line(team.team, (Cell(self._team_name(team), self._size(team)),)) for team in report.teams]
        self.teams.show_lines(lines, (Column("", 1, 80),))
        self.teams.choose(self._team)
        team = next((t for t in report.teams if t.team == self._team), None)
        self._title.setText(self._team_name(team) if team else "")
        self._counts.setText(self._size(team) if team else "")
        if self._what == _DEVICES:
            self._show_devices(report)
        else:
            self._show_patients(report)
        self._show_key(team, report)
        self._show_log(report)

    def _team_name(self, team: TeamView) -> str:
        return team.name or self.tr("Team without a name")

    def _size(self, team: TeamView) -> str:
        devices = self.tr("%n device(s)", "", len(team.members))
        return f"{devices}, " + self.tr("%n patient(s)", "", team.patients)

    def _show_devices(self, report: StaffReport) -> None:
        columns = (
            Column(self.tr("Person"), 4, 120), Column(self.tr("Device"), 3, 110),
            Column(self.tr("Last seen"), 2, 90), Column(self.tr("State"), 3, 120),
        )  # fmt: skip
        staff = [m for m in report.members if m.role in {Role.REGISTRAR, Role.STAFF, Role.STATION}]
        here = [m for m in staff if self._team in m.teams or (m.revoked and not m.teams)]
        here.sort(key=lambda m: (m.revoked, m.person.name, m.label))
        waiting = [i for i in report.invited if i.state in OPEN and self._team in i.teams]
        lines = [self._device_line(member, report) for member in here]
        lines[len([m for m in here if not m.revoked]) :] = [
            *(self._invited_line(one) for one in waiting),
            *(self._device_line(m, report) for m in here if m.revoked),
        ]
        self.table.show_lines(lines, columns)

    def _device_line(self, member: Member, report: StaffReport) -> Line:
        form, now = self._format(), self._now()
        seen = report.seen.get(member.device)
        state = Cell(self.tr("Approved"), icon="shield-check")
        if member.revoked:
            state = Cell(self.tr("Shut out"), icon="ban", kind="secondary")
        elif member.own:
            state = Cell(self.tr("This computer"), icon="shield-check")
        elif seen is None or now - seen > UNUSED:
            days = (now - seen).days if seen else 0
            text = self.tr("Unused for %n day(s)", "", days) if seen else self.tr("Never seen")
            state = Cell(text, zone=Zone.YELLOW)
        last = form.when(seen, now) if seen else "–"
        icon = "building" if member.role is Role.STATION else "device-desktop"
        who = member.person.name or self.tr("nobody named")
        title = member.person.title if member.role is not Role.STATION else self.tr("measuring room")
        cells = (Cell(who, title, kind="strong"), Cell(member.label, icon=icon), Cell(last), state)
        return Line(member.device, cells, faded=member.revoked)

    def _invited_line(self, one: StaffInvited) -> Line:
        form, now = self._format(), self._now()
        asked = one.state is State.ASKED
        state = Cell(self.tr("Waits for you"), icon="user-plus", kind="accent")
        if not asked:
            state = Cell(words.state(one.state, form.when_day(one.until, now)), icon="clock")
        since = self.tr("since {when}").format(when=form.when(one.made_at, now))
        cells = (
            Cell(one.person.name, one.person.title, kind="strong"),
            Cell(self.tr("New computer"), icon="device-desktop"),
            Cell(since),
            state,
        )
        return Line(f"slot:{one.slot}", cells)

    def _show_patients(self, report: StaffReport) -> None:
        columns = (
            Column(self.tr("Patient"), 4, 120), Column(self.tr("Devices"), 3, 90),
            Column(self.tr("Newest data"), 2, 90), Column(self.tr("Teams"), 4, 110),
        )  # fmt: skip
        form, now = self._format(), self._now()
        lines = []
        for patient in report.patients:
            if self._team not in patient.teams:
                continue
            live = [m.label for m in patient.devices if not m.revoked]
            cells = (
                Cell(patient.name, kind="strong"),
                Cell(", ".join(live) or self.tr("none"), icon="device-desktop"),
                Cell(form.when(patient.last_data, now) if patient.last_data else "–"),
                Cell(", ".join(report.name_of(t) for t in patient.teams), icon="users"),
            )
            lines.append(Line(patient.mailbox, cells))
        self.table.show_lines(lines, columns)

    def _show_key(self, team: TeamView | None, report: StaffReport) -> None:
        if team is None:
            return
        form = self._format()
        since = team.key_since
        due = since + ROTATE_AFTER if since else None
        have = sum(
            m.device in team.members and m.role in {Role.REGISTRAR, Role.STAFF} for m in report.members
        )
        texts = (
            self.tr("generation {number}").format(number=team.epoch),
            form.day(since) if since else "–",
            self.tr("{day} at the latest").format(day=form.day(due)) if due else "–",
            self.tr("{some} of {all} devices").format(some=0 if team.stale else have, all=len(team.members)),
        )
        for label, text in zip(self._key_values, texts, strict=True):
            label.setText(text)

    def _show_log(self, report: StaffReport) -> None:
        form, now = self._format(), self._now()
        lines = []
        for number, one in enumerate(report.log):
            who = report.name_of(one.signer) or self.tr("The root key")
            cells = (
                Cell(form.when(one.at, now), kind="secondary"),
                Cell(who),
                Cell(self._deed(one, report)),
            )
            lines.append(Line(str(number), cells))
        self.log.show_lines(lines, (Column("", 0, 110), Column("", 2, 110), Column("", 5, 200)))
        text = self.tr("chain whole, {count} entries").format(count=form.number(report.log_length))
        self._log_note.setText(text)

    def _deed(self, line: LogLine, report: StaffReport) -> str:
        subject = report.name_of(line.subject) or self.tr("a patient")
        target = report.name_of(line.target) or self.tr("a patient")
        sentence = {
            "genesis": self.tr("the centre was founded"),
            "enrol": self.tr("{subject} was let in"),
            "assign": self.tr("{subject} joined to {target}"),
            "withdraw": self.tr("{subject} taken from {target}"),
            "epoch": self.tr("new key for {subject}, generation {number}"),
            "deliver": self.tr("key handed to {subject}"),
            "revoke": self.tr("{subject} was shut out"),
            "renew": self.tr("{subject} has a new sealing key"),
        }.get(line.kind, line.kind)
        return sentence.format(subject=subject, target=target, number=line.target)

    # --- what is done --------------------------------------------------------------------------

    def _choose_team(self, team: str) -> None:
        self._team = team
        self.panels.hide()
        self._show_all()

    def _choose_view(self, what: str) -> None:
        self._what = what
        self.panels.hide()
        self._show_all()

    def _open(self, panel: QWidget, begin: Callable[[], None]) -> None:
        self._say("")
        begin()
        self.panels.setCurrentWidget(panel)
        self.panels.show()

    def _chosen(self, key: str) -> None:
        report = self._report
        if report is None:
            return
        if self._what == _PATIENTS:
            self._begin_patient(key, report)
            return
        slot = key.removeprefix("slot:")
        invited = next((one for one in report.invited if slot != key and one.slot == slot), None)
        member = next((m for m in report.members if m.device == key), None)
        if invited is not None:
            self._open(self.asked, lambda: self.asked.begin(invited, self._format))
        elif member is not None and not member.revoked and not member.own:
            self._open(self.revoke, lambda: self.revoke.begin(member, report))
        else:
            self.panels.hide()

    def _begin_invite(self) -> None:
        report = self._report
        if report is not None:
            self._open(self.invite, lambda: self.invite.begin(report, self._team))

    def _begin_members(self) -> None:
        report = self._report
        team = next((t for t in report.teams if t.team == self._team), None) if report else None
        if report is None or team is None:
            return
        options = {
            m.device: f"{m.person.name or self.tr('nobody named')}, {m.label}"
            for m in report.members
            if not m.revoked and m.role in {Role.REGISTRAR, Role.STAFF}
        }
        self._subject = team.team
        note = self.tr(
            "A device that leaves keeps what it has read, and reads nothing new: the key is replaced."
        )
        question = self.tr("Which devices are in the team?")
        self._open(
            self.choose,
            lambda: self.choose.begin(self._team_name(team), question, options, team.members, note),
        )

    def _begin_patient(self, mailbox: str, report: StaffReport) -> None:
        patient = next((p for p in report.patients if p.mailbox == mailbox), None)
        if patient is None:
            return
        self._subject = mailbox
        teams = {team.team: self._team_name(team) for team in report.teams}
        self._open(self.patient, lambda: self.patient.begin(patient, teams, self._format(), self._now()))

    def _begin_lost(self, device: str) -> None:
        report = self._report
        patient = next((p for p in report.patients if p.mailbox == self._subject), None) if report else None
        if patient is not None:
            self._open(self.lost, lambda: self.lost.begin(patient, device))

    def _done(self, what: str) -> None:
        self._say("")
        if what == "revoke" and self.panels.currentWidget() is self.lost and self._report is not None:
            self._begin_patient(self._subject, self._report)  # the next report tells of the change
        elif what in {"revoke", "team", "members", "patient", "confirm", "refuse"}:
            self.panels.hide()

    def _failed(self, code: str) -> None:
        self._say(words.problem(code))

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
