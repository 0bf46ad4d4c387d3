"""The measuring rooms: a card or a one-time code for a patient, and values from a room that are nobody's.

Object names: room_patient, room_language, room_card, room_code, room_save, room_which, room_values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hemmonitor.errors import StorageError
from hemmonitor.rooms import CARD_LIFE, CODE_LIFE, RoomView
from ui.centre import words
from ui.centre.cardpaper import CardText, CardView, write_pdf
from ui.centre.roomsbridge import Carded, RoomsBridge
from ui.format import Formatter
from ui.measures import kind_name, reading
from ui.theme import Theme, Zone
from ui.widgets.announce import announce
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine
from ui.widgets.fields import Select


class RoomsPage(Themed, QWidget):
    """``RoomsPage(bridge, centre, form, now)``; ``centre`` gives the care centre's name."""

    def __init__(
        self,
        bridge: RoomsBridge,
        centre: Callable[[], str],
        form: Callable[[], Formatter],
        now: Callable[[], dt.datetime],
    ) -> None:
        super().__init__()
        self._bridge, self._centre, self._form, self._now = bridge, centre, form, now
        self._rooms: tuple[RoomView, ...] = ()
        self._carded: Carded | None = None
        self._make()
        bridge.rooms.connect(self._got_rooms)
        bridge.patients.connect(self._got_patients)
        bridge.issued.connect(self._issued)
        bridge.failed.connect(self._failed)
        self.retranslate()
        self.refresh()

    def _make(self) -> None:
        self._title, self._lead = Label("", "heading"), Label("", "body")
        self._patient, self._language, self._which = Select(), Select(), Select()
        for field, name in (
            (self._patient, "room_patient"),
            (self._language, "room_language"),
            (self._which, "room_which"),
        ):
            field.setObjectName(name)
        self._labels = [Label("", "label") for _ in range(3)]
        self._card, self._code = Button("", "primary", icon="qrcode"), Button("", "neutral", icon="key")
        self._save = Button("", "neutral", icon="printer")
        for button, name in ((self._card, "room_card"), (self._code, "room_code"), (self._save, "room_save")):
            button.setObjectName(name)
        self._card.clicked.connect(self._make_card)
        self._code.clicked.connect(self._make_code)
        self._save.clicked.connect(self._save_card)
        self._fault, self._pin = ZoneLine(Zone.RED), ZoneLine(Zone.YELLOW)
        self._view = CardView()
        self._stray_title, self._strays = Label("", "heading"), QVBoxLayout()
        self._strays.setSpacing(8)
        self._place()

    def _place(self) -> None:
        form, stray = Card(), Card()
        grid = QGridLayout()
        for row, (label, field) in enumerate(
            zip(self._labels, (self._patient, self._language, self._which), strict=True)
        ):
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self._card, self._code, self._save):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for widget in (self._title, self._lead):
            form.body.addWidget(widget)
        form.body.addLayout(grid)
        form.body.addLayout(buttons)
        below: tuple[QWidget, ...] = (self._fault, self._pin, self._view)
        for part in below:
            form.body.addWidget(part)
            part.hide()
        self._save.hide()
        values = QWidget()
        values.setObjectName("room_values")
        values.setLayout(self._strays)
        stray.body.addWidget(self._stray_title)
        stray.body.addWidget(values)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addWidget(form)
        column.addWidget(stray)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self._column = QVBoxLayout(self)
        self._column.addWidget(area)

    @property
    def text(self) -> CardText | None:
        """The card on the screen."""
        return self._view.text

    def refresh_rooms(self) -> None:
        """The page has come to the front."""
        self._forget()
        self._bridge.refresh()

    # --- what is pressed -------------------------------------------------------------------------

    def _make_card(self) -> None:
        mailbox = self._patient.currentData()
        if mailbox:
            self._forget()
            self._bridge.card(mailbox, self._language.currentData())

    def _make_code(self) -> None:
        mailbox, room = self._patient.currentData(), self._which.currentData()
        if mailbox and room:
            self._forget()
            self._bridge.code(room, self._which.currentText(), mailbox, self._language.currentData())

    def _save_card(self) -> None:
        text = self._view.text
        if text is None:
            return
        title = self.tr("Save the card")
        path, _ = QFileDialog.getSaveFileName(self, title, "hemmonitor-card.pdf", "PDF (*.pdf)")
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Write the card as a PDF."""
        text = self._view.text
        if text is None:
            return
        try:
            write_pdf(path, text, self.font().family())
        except StorageError as error:
            self._failed(error.code)

    # --- what comes --------------------------------------------------------------------------------

    def _got_rooms(self, rooms: tuple[RoomView, ...]) -> None:
        self._rooms = rooms
        before = self._which.currentData()
        self._which.clear()
        for room in rooms:
            self._which.addItem(room.name, room.device)
        self._which.setCurrentIndex(max(0, self._which.findData(before)))
        self._code.setEnabled(bool(rooms))
        self._say_strays()

    def _got_patients(self, patients: tuple[tuple[str, str], ...]) -> None:
        before = self._patient.currentData()
        self._patient.clear()
        for mailbox, name in patients:
            self._patient.addItem(name, mailbox)
        self._patient.setCurrentIndex(max(0, self._patient.findData(before)))
        self._card.setEnabled(bool(patients))

    def _issued(self, carded: Carded) -> None:
        self._carded = carded
        self._say_issued()
        announce(self, self._pin.accessibleName())

    def _failed(self, code: str) -> None:
        self._fault.set_text(self.tr("That did not work."), words.problem(code))
        self._fault.show()
        announce(self, self._fault.accessibleName(), urgent=True)

    def _forget(self) -> None:
        """A PIN stands on the screen until the next press."""
        self._carded = None
        self._view.set_text(None)
        for widget in (self._fault, self._pin, self._view, self._save):
            widget.hide()

    # --- texts -------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self._title.setText(self.tr("A card for the measuring room"))
        self._lead.setText(
            self.tr(
                "The card holds a first name and the plan's limits of today, and opens with its PIN. "
                "Tell the person the PIN; it is kept nowhere and not on the paper."
            )
        )
        for label, text in zip(
            self._labels, (self.tr("Patient"), self.tr("Language"), self.tr("Room")), strict=True
        ):
            label.setText(text)
        for field, label in zip((self._patient, self._language, self._which), self._labels, strict=True):
            field.setAccessibleName(label.text())
        chosen = self._language.currentData()
        self._language.clear()
        self._language.addItem("Svenska", "sv")
        self._language.addItem("English", "en")
        self._language.setCurrentIndex(max(0, self._language.findData(chosen)))
        self._card.setText(self.tr("Make a card"))
        self._code.setText(self.tr("Make a one-time code"))
        self._save.setText(self.tr("Save to print"))
        self._stray_title.setText(self.tr("Values that are nobody's"))
        self._say_strays()
        self._say_issued()

    def _say_issued(self) -> None:
        carded = self._carded
        if carded is None:
            return
        form = self._form()
        pin = f"{carded.issued.pin[:3]} {carded.issued.pin[3:]}"
        if carded.room:
            until = form.stamp(self._now() + CODE_LIFE)
            strong = self.tr("One-time code for {name}: {pin}").format(name=carded.name, pin=pin)
            rest = self.tr("Works once in {room}, until {time}.").format(room=carded.room, time=until)
        else:
            strong = self.tr("PIN for {name}: {pin}").format(name=carded.name, pin=pin)
            rest = self.tr("Tell the person; it is not shown again.")
            until = form.day(self._now() + CARD_LIFE, year=True)
            phone = self._rooms[0].phone if self._rooms else ""
            shown = carded.issued.shown
            self._view.set_text(CardText(shown, self._centre(), phone, until, carded.issued.card.text))
        self._pin.set_text(strong, rest)
        self._pin.show()
        for widget in (self._view, self._save):
            widget.setVisible(not carded.room)

    def _say_strays(self) -> None:
        while (item := self._strays.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        form = self._form()
        for room in self._rooms:
            for at, measurement in room.unclaimed[:20]:
                value, unit = reading(measurement, None, form)
                device = measurement.provenance.device_model or measurement.provenance.device_id
                text = self.tr("{kind} {value}, measured {taken}, sent {at} by {device}").format(
                    kind=kind_name(measurement.kind),
                    value=f"{value} {unit}",
                    taken=form.stamp(measurement.taken_at),
                    at=form.stamp(at),
                    device=device,
                )
                line = ZoneLine(Zone.GREY)
                line.set_text(room.name, text)
                self._strays.addWidget(line)
        if self._strays.count() == 0:
            self._strays.addWidget(
                Label(self.tr("None. Every value from the rooms reached its owner."), "body")
            )

    def restyle(self, theme: Theme) -> None:
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(12)
