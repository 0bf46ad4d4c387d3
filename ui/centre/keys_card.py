"""The centre's own keys on paper: made into three sheets, checked, and taken off this computer.

Rules:
- Words are written on the sheets at once and then forgotten here; what is typed is cleared when it was used.
- Nothing is taken off before two sheets have been typed again and make the same keys.

Object names: keys_holder_<n>, keys_make; keys_root_<n>, keys_archive_<n>, keys_check, keys_off.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from hemmonitor.centre import StaffReport
from hemmonitor.crypto.shares import HOLDERS, NEEDED
from hemmonitor.errors import StorageError
from hemmonitor.recovery import PaperKeys
from ui.centre import keysheet, words
from ui.centre.keysheet import KeySheet
from ui.centre.office import OfficeBridge
from ui.format import Formatter
from ui.theme import Theme, Zone
from ui.widgets.announce import announce
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine


def ask_folder(parent: QWidget) -> Path | None:
    """Where the sheets are to be written."""
    name = QFileDialog.getExistingDirectory(parent)
    return Path(name) if name else None


class KeysCard(Card):
    """``KeysCard(bridge, form, now, name)``; ``ask`` says where the sheets are written."""

    def __init__(
        self,
        bridge: OfficeBridge,
        form: Callable[[], Formatter],
        now: Callable[[], dt.datetime],
        name: Callable[[], str],
        ask: Callable[[QWidget], Path | None] = ask_folder,
    ) -> None:
        super().__init__()
        self._bridge, self._format, self._now, self._name, self.ask = bridge, form, now, name, ask
        self._report: StaffReport | None = None
        self._folder: Path | None = None
        self._title, self._note = Label("", "heading"), Label("", "body")
        self._here, self._gone = ZoneLine(Zone.YELLOW), ZoneLine(Zone.GREEN)
        self._holders_title = Label("", "small_strong")
        self.holders = [QLineEdit() for _ in range(HOLDERS)]
        self.make = Button("", "primary", icon="printer")
        self.make.setObjectName("keys_make")
        self._made = Label("", "body")
        self._again_title, self._again_note = Label("", "small_strong"), Label("", "small")
        self._labels = [Label("", "small") for _ in range(NEEDED)]
        self.root = [self._field(f"keys_root_{number}") for number in range(1, NEEDED + 1)]
        self.archive = [self._field(f"keys_archive_{number}") for number in range(1, NEEDED + 1)]
        self.check, self.off = Button("", "neutral", icon="check"), Button("", "danger", icon="shield-lock")
        self.check.setObjectName("keys_check")
        self.off.setObjectName("keys_off")
        self._said = Label("", "body")
        self._fault = Label("", "zone_red")
        self._making = QWidget()
        self._place()
        for part in (self._made, self._said, self._fault):
            part.hide()
        bridge.staff.connect(self._show)
        bridge.paper.connect(self._write)
        bridge.done.connect(self._done)
        bridge.failed.connect(self._failed)
        self.make.clicked.connect(self._make)
        self.check.clicked.connect(lambda _on=False: self._send(self._bridge.check_sheets))
        self.off.clicked.connect(lambda _on=False: self._send(self._bridge.take_keys_off))
        self.retranslate()
        self.refresh()

    def _field(self, name: str) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setObjectName(name)
        field.setTabChangesFocus(True)
        field.textChanged.connect(self._follow)
        return field

    def _place(self) -> None:
        names = QHBoxLayout()
        names.setSpacing(8)
        for number, holder in enumerate(self.holders, 1):
            holder.setObjectName(f"keys_holder_{number}")
            names.addWidget(holder, 1)
        names.addWidget(self.make)
        column = QGridLayout(self._making)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._holders_title, 0, 0)
        column.addLayout(names, 1, 0)
        typed = QGridLayout()
        typed.setHorizontalSpacing(12)
        for place, (label, root, archive) in enumerate(
            zip(self._labels, self.root, self.archive, strict=True)
        ):
            for row, field in enumerate((label, root, archive)):
                typed.addWidget(field, row, place)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._fault, 1)
        foot.addWidget(self._said, 1)
        foot.addStretch(1)
        foot.addWidget(self.check)
        foot.addWidget(self.off)
        parts: tuple[QWidget, ...] = (
            self._title, self._note, self._here, self._gone, self._making, self._made, self._again_title,
            self._again_note,
        )  # fmt: skip
        for part in parts:
            self.body.addWidget(part)
        self.body.addLayout(typed)
        self.body.addLayout(foot)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        for field in (*self.root, *self.archive):
            field.setFixedHeight(theme.grown(66))

    def retranslate(self) -> None:
        self._title.setText(self.tr("The centre's keys on paper"))
        self._note.setText(
            self.tr(
                "The root key lets computers in when all are lost; the archive key reads what the post-box "
                "has. They belong on three sheets with three people, kept apart. Any two sheets make the "
                "keys again; one alone tells nothing."
            )
        )
        self._here.set_text(
            self.tr("The root and archive keys are still on this computer."),
            self.tr("Put them on paper in three parts, held by three people, and take them off it."),
        )
        self._gone.set_text(
            self.tr("The keys are not on this computer."), self.tr("A recovery takes two of the sheets.")
        )
        self._holders_title.setText(self.tr("Who holds each sheet?"))
        for number, holder in enumerate(self.holders, 1):
            text = self.tr("Holder of sheet {number}").format(number=number)
            holder.setPlaceholderText(text)
            holder.setAccessibleName(text)
        self.make.setText(self.tr("Make the sheets"))
        self._again_title.setText(self.tr("Type the words of two sheets again"))
        for number, label in enumerate(self._labels, 1):
            label.setText(self.tr("Sheet {number} of the two").format(number=number))
        for which, fields in (
            (self.tr("Root key, 33 words"), self.root), (self.tr("Archive key, 33 words"), self.archive),
        ):  # fmt: skip
            for number, field in enumerate(fields, 1):
                field.setPlaceholderText(which)
                sheet = self.tr("{which}, sheet {number}").format(which=which, number=number)
                field.setAccessibleName(sheet)
        self.check.setText(self.tr("Check the sheets"))
        self.off.setText(self.tr("Take the keys off this computer"))
        self._show_state()

    # --- what is shown -------------------------------------------------------------------------

    def _show(self, report: StaffReport) -> None:
        self._report = report
        self._show_state()

    def _show_state(self) -> None:
        here = self._report is not None and self._report.has_root
        self._making.setVisible(here)
        self.off.setVisible(here)
        self._here.setVisible(here)
        self._gone.setVisible(not here)
        self._again_note.setText(
            self.tr(
                "The keys are taken off this computer once two sheets have made the same keys. That cannot "
                "be undone."
            )
            if here
            else self.tr("Once a year: see that two sheets still make the keys. What is typed is not kept.")
        )
        self._follow()

    def _follow(self) -> None:
        whole = all(field.toPlainText().strip() for field in (*self.root, *self.archive))
        self.check.setEnabled(whole)
        self.off.setEnabled(whole)

    # --- what is done --------------------------------------------------------------------------

    def _make(self) -> None:
        self._folder = self.ask(self)
        if self._folder is not None:
            self._say("")
            self._bridge.make_sheets()

    def _write(self, paper: PaperKeys) -> None:
        """The words are here for as long as this takes."""
        folder, self._folder = self._folder, None
        if folder is None or self._report is None:
            return
        date = self._format().day(self._now(), year=True)
        try:
            for number, (root, archive) in enumerate(zip(paper.root, paper.archive, strict=True), 1):
                sheet = KeySheet(
                    self._name(), date, number, self.holders[number - 1].text().strip(),
                    paper.fingerprint.hex(), self._report.address, root, archive,
                )  # fmt: skip
                keysheet.save(folder / keysheet.file_name(number), sheet, self.theme)
        except StorageError:
            self._fail(self.tr("The sheets could not be written there. Choose another place."))
            return
        self._made.setText(
            self.tr(
                "Three files are written. Print each on a printer of your own, give each to its holder, and "
                "remove the files. Then type the words of two sheets below, from the paper."
            )
        )
        self._made.show()
        announce(self, self._made.text())

    def _send(self, command: Callable[[list[str], list[str]], None]) -> None:
        self._say("")
        root, archive = ([field.toPlainText() for field in fields] for fields in (self.root, self.archive))
        command(root, archive)

    def _done(self, what: str) -> None:
        told = {
            "sheets_fit": self.tr("The two sheets make both keys."),
            "keys_off": self.tr("The keys are off this computer. The sheets are all there is of them."),
        }.get(what)
        if told is None:
            return
        for field in (*self.root, *self.archive):
            field.clear()
        if what == "keys_off":
            self._made.hide()
        self._say(told)

    def _failed(self, code: str) -> None:
        if code == "input.wrong_shares" and not self.isHidden():
            self._fail(words.problem(code))

    def _fail(self, sentence: str) -> None:
        self._said.hide()
        self._fault.setText(sentence)
        self._fault.show()
        announce(self, sentence, urgent=True)

    def _say(self, sentence: str) -> None:
        self._fault.hide()
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)
