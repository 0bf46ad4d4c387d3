"""Backup under a passphrase, and putting one back.

Object names: backup_phrase, backup_again, backup_save; restore_choose, restore_phrase, restore_check,
restore_do.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from hemmonitor.interop.backup import SHORTEST, PassphraseTooShort
from hemmonitor.interop.forms import BACKUP_ENDING, safe_name
from ui.moving import words
from ui.moving.flow import AskOpen, AskSave, Flow, ask_open, ask_save
from ui.moving.means import Means
from ui.moving.mover import Checked
from ui.theme import Zone
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card


def _secret(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(200)
    return field


class BackupFlow(Flow):
    """Everything of this computer in one encrypted file."""

    def __init__(self, means: Means, ask: AskSave = ask_save, parent: QWidget | None = None) -> None:
        super().__init__(means, parent)
        self._ask = ask
        self._card = Card(padding=28)
        self._lead = Label("", "body")
        self._names = [Label("", "label") for _ in range(2)]
        self._phrase, self._again = _secret("backup_phrase"), _secret("backup_again")
        self._warning = Label("", "secondary")
        for part in (
            self._lead, self._names[0], self._phrase, self._names[1], self._again, self._warning
        ):  # fmt: skip
            self._card.body.addWidget(part)
        self._save = Button("", "primary", icon="download", low=True)
        self._save.setObjectName("backup_save")
        self._save.clicked.connect(self._back_up)
        self._again.returnPressed.connect(self._back_up)
        self.add_step(self._card)
        self.refresh()
        self.retranslate()

    @property
    def title(self) -> str:
        return self.tr("Make a backup")

    def begin(self) -> None:
        self._phrase.clear()
        self._again.clear()
        self.say(Zone.GREEN, None)
        self.show_step(self._card, [self._save])
        self._phrase.setFocus()

    def _back_up(self) -> None:
        phrase = self._phrase.text()
        if len(phrase) < SHORTEST:
            self.say(Zone.RED, lambda: (words.trouble(PassphraseTooShort()), ""))
            self._phrase.setFocus()
        elif phrase != self._again.text():
            self.say(
                Zone.RED, lambda: (self.tr("The two passphrases differ. Type the second one again."), "")
            )
            self._again.clear()
            self._again.setFocus()
        else:
            path = self._ask(self, safe_name("backup", BACKUP_ENDING, self.mover.means.clock().date()))
            if path is not None:
                self.wait(lambda: self.tr("Writing the backup"), self._written)
                self.mover.back_up(path, phrase)

    def _written(self, path: object) -> None:
        assert isinstance(path, Path)
        self._phrase.clear()
        self._again.clear()
        self.end(
            Zone.GREEN,
            lambda: (
                self.tr("The backup is saved: {name}").format(name=path.name),
                self.tr("Keep it on another computer or memory stick, and the passphrase somewhere else."),
            ),
        )

    def retranslate(self) -> None:
        super().retranslate()
        self._lead.setText(
            self.tr(
                "A backup holds all values, messages and plans. If this computer breaks, nothing is lost."
            )
        )
        texts = (self.tr("A passphrase, such as four words"), self.tr("The same passphrase again"))
        for name, field, text in zip(self._names, (self._phrase, self._again), texts, strict=True):
            name.setText(text)
            field.setAccessibleName(text)
        self._warning.setText(
            self.tr("Write it down. Without the passphrase nobody can open the backup, not even we.")
        )
        self._save.setText(self.tr("Choose where, and save"))


class RestoreFlow(Flow):
    """A backup that is checked first, then put back."""

    def __init__(self, means: Means, ask: AskOpen = ask_open, parent: QWidget | None = None) -> None:
        super().__init__(means, parent)
        self._ask = ask
        self._path: Path | None = None
        self._checked: Checked | None = None
        self._card, self._found = Card(padding=28), Card(padding=28)
        self._lead, self._file = Label("", "body"), Label("", "strong")
        self._name, self._phrase = Label("", "label"), _secret("restore_phrase")
        self._choose = Button("", "neutral", icon="file-text")
        self._choose.setObjectName("restore_choose")
        self._card.body.addWidget(self._lead)
        self._card.body.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._file, self._name, self._phrase):
            self._card.body.addWidget(part)
        self._holds, self._how = Label("", "heading"), Label("", "body")
        for part in (self._holds, self._how):
            self._found.body.addWidget(part)
        self._check, self._do = Button("", "primary", low=True), Button("", "primary", icon="check", low=True)
        self._check.setObjectName("restore_check")
        self._do.setObjectName("restore_do")
        self._choose.clicked.connect(self._chosen)
        self._check.clicked.connect(self._look)
        self._phrase.returnPressed.connect(self._look)
        self._do.clicked.connect(self._restore)
        self.add_step(self._card)
        self.add_step(self._found)
        self.refresh()
        self.retranslate()

    @property
    def title(self) -> str:
        return self.tr("Put a backup back")

    def begin(self) -> None:
        self._path = self._checked = None
        self._phrase.clear()
        self.say(Zone.GREEN, None)
        self.show_step(self._card, [self._check])
        self.retranslate()
        self._choose.setFocus()

    def _chosen(self) -> None:
        self._path = self._ask(self) or self._path
        self.retranslate()
        self._phrase.setFocus()

    def _look(self) -> None:
        if self._path is None or not self._phrase.text():
            self.say(Zone.RED, lambda: (self.tr("Choose the file, and type its passphrase."), ""))
            return
        self.wait(lambda: self.tr("Checking the backup"), self._looked)
        self.mover.check(self._path, self._phrase.text())

    def _looked(self, checked: object) -> None:
        assert isinstance(checked, Checked)
        self._checked = checked
        self.say(Zone.GREEN, None)
        self.retranslate()
        self.show_step(self._found, [self._do])
        self._do.setFocus()

    def _restore(self) -> None:
        assert self._checked is not None
        self.wait(lambda: self.tr("Putting the backup back"), self._restored)
        self.mover.restore(self._checked, self._phrase.text())

    def _restored(self, count: object) -> None:
        assert isinstance(count, int)
        self._phrase.clear()
        self.end(
            Zone.GREEN,
            lambda: (words.Counted().restored(count), self.tr("What was here already has stayed as it is.")),
        )

    def retranslate(self) -> None:
        super().retranslate()
        self._lead.setText(
            self.tr("What is in the backup and not here is put back. Nothing that is here goes away.")
        )
        self._choose.setText(self.tr("Choose the file"))
        self._file.setText(self._path.name if self._path else "")
        self._file.setVisible(self._path is not None)
        self._name.setText(self.tr("The backup's passphrase"))
        self._phrase.setAccessibleName(self.tr("The backup's passphrase"))
        self._check.setText(self.tr("Check the backup"))
        self._do.setText(self.tr("Put back"))
        if self._checked is not None:
            contents, form = self._checked.contents, self.mover.means.form()
            made = contents.heading.made
            self._holds.setText(
                self.tr("A whole backup of {when}: {entries}").format(
                    when=form.day(made, year=True), entries=words.Counted().entries(contents.events)
                )
            )
            self._how.setText(
                self.tr(
                    "It is from an earlier computer. Its values come here as new ones, and are sent to the "
                    "care centre."
                )
                if self._checked.moves
                else self.tr("It is from this computer. Only what is missing is put back.")
            )
