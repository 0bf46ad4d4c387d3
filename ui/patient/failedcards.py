"""A failed measurement, explained: what the monitor noticed, and how it should be, as pictures."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.model.measurement import Flag
from ui.patient.layout import Stretchy
from ui.patient.words import failure_cause
from ui.theme import Theme
from ui.widgets.base import Label
from ui.widgets.card import Card
from ui.widgets.picture import Picture
from ui.widgets.tile import IconView


class FailedHead(QWidget):
    """That there was no value, and what the monitor noticed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._text = Label("", "title"), Label("", "lead")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._text)

    def say(self, cause: Flag | None, *, brief: bool) -> None:
        """`brief` leaves the comfort out, for the picture's sake."""
        self._title.setText(self.tr("There was no value this time"))
        before, strong = failure_cause(cause)
        rest = "" if brief else self.tr("It is common and easy to put right.")
        self._text.set_markup(f"{html.escape(before)} <b>{html.escape(strong)}</b>. {html.escape(rest)}")


class FailedCards:
    """What was wrong, and how it should be: two cards."""

    def __init__(self) -> None:
        self.wrong, self.right = (
            PictureCard("x", "red", "sunken"),
            PictureCard("check", "green", "accent_soft"),
        )
        self.right.set_kind("chosen")
        self.cause: Flag | None = None

    def tr(self, text: str) -> str:
        """Translate in this class's name."""
        return QCoreApplication.translate("FailedCards", text)

    def set_cause(self, cause: Flag | None) -> None:
        """The cause from the device's status bits; ``None`` when it names none."""
        self.cause = cause
        if cause is Flag.CUFF_LOOSE:
            self.wrong.set_content(
                "cuff_loose", self.tr("Too loose"), "", self.tr("There is air between the cuff and the arm.")
            )
            self.right.set_content(
                "cuff_right",
                self.tr("Just right"),
                self.tr("Tighten it. Two fingers should fit."),
                self.tr(
                    "The cuff sits on the bare arm, a few centimetres above the elbow. Keep the arm still."
                ),
            )
        else:
            picture = "sitting" if cause is not None else "cuff_right"
            strong, text = {
                Flag.BODY_MOVEMENT: (
                    self.tr("Keep your arm quite still."),
                    self.tr("Do not talk, and do not move your fingers, until the figures are there."),
                ),
                Flag.IMPROPER_POSITION: (
                    self.tr("Rest your arm on the table."),
                    self.tr("The cuff should be as high as your heart."),
                ),
            }.get(
                cause,  # type: ignore[arg-type]  # None is the default
                (
                    self.tr("Check the cuff and sit still."),
                    self.tr("The cuff sits tight on the bare arm, with the hose towards your hand."),
                ),
            )
            self.right.set_content(picture, self.tr("Like this"), strong, text)


class PictureCard(Card):
    """One half of a picture pair."""

    def __init__(self, icon: str, role: str, ground: str) -> None:
        super().__init__(padding=24)
        self._title, self._text = Label("", "heading"), Label("", "body")
        self._picture, self._icon = Picture("cuff_loose", ground=ground, least=90), IconView(icon, 32, role)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        self.body.addLayout(head)
        self.body.addWidget(Stretchy(self._picture, 90), 1)
        self.body.addWidget(self._text)
        self.refresh()

    def set_headed(self, on: bool) -> None:
        """With or without its title line."""
        self._title.setVisible(on)
        self._icon.setVisible(on)

    def set_content(self, picture: str, title: str, strong: str, text: str) -> None:
        self._title.setText(title)
        self._picture.set_picture(picture, title)
        if strong:
            self._text.set_strong_lead(strong, text)
        else:
            self._text.setText(text)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.body.setSpacing(14)
