"""What staff are asked about beside the work: values that are nobody's, and what two did apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from hemmonitor.visiting.desk import Here
from hemmonitor.visiting.strays import Stray
from hemmonitor.visiting.visit import Clash
from ui import measures
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.visits import words
from ui.theme import Zone
from ui.widgets.announce import announce
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card

MOST = 2  # values shown at once; the next comes when one is decided


class StrayLine(Themed, QFrame):
    """One value that is nobody's."""

    given = Signal(str)
    aside = Signal(str)

    def __init__(self, stray: Stray, here: Here | None, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "box_yellow")
        self.setObjectName("stray")
        fmt, ident = desk.fmt, stray.measurement.id
        value, unit = measures.reading(stray.measurement, None, fmt)
        kind = measures.kind_name(stray.measurement.kind)
        title = self.tr("{kind} {value} {unit} is nobody's").format(kind=kind, value=value, unit=unit)
        when = fmt.when(stray.measurement.taken_at, desk.now())
        why = (
            self.tr("Measured {when}. It may be an earlier person's.")
            if stray.doubt
            else self.tr("Measured {when}, while nobody was chosen.")
        ).format(when=when)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(title, "zone_yellow_strong"))
        texts.addWidget(Label(why, "body"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(ZoneMark(Zone.YELLOW, 24), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(texts, 1)
        if here is not None:
            name = here.visit.patient.name
            give = Button(self.tr("It is {name}'s").format(name=name), icon="user-check")
            give.setObjectName("stray_give")
            give.clicked.connect(lambda: self.given.emit(ident))
            row.addWidget(give)
        away = Button(self.tr("Put aside"))
        away.setObjectName("stray_aside")
        away.clicked.connect(lambda: self.aside.emit(ident))
        row.addWidget(away)
        self.setAccessibleName(f"{title}. {why}")
        self.refresh()


class StrayBox(Themed, QWidget):
    """``given(id)``, ``aside(id)``."""

    given = Signal(str)
    aside = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[tuple[Stray, ...], Here | None] = ((), None)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.hide()
        self.refresh()

    def show_strays(self, strays: tuple[Stray, ...], here: Here | None) -> None:
        """Show those that wait; told aloud when one has come."""
        before = self._shown[0]
        whose = here.visit.id if here is not None else ""
        was = self._shown[1].visit.id if self._shown[1] is not None else ""
        if (strays, whose) == (before, was):
            return
        self._shown = strays, here
        self._fill()
        if len(strays) > len(before):
            announce(self, self.tr("A value came that is nobody's."), urgent=True)

    def retranslate(self) -> None:
        self._fill()

    def _fill(self) -> None:
        _empty(self._column)
        strays, here = self._shown
        for stray in strays[:MOST]:
            line = StrayLine(stray, here, self._desk)
            line.given.connect(self.given)
            line.aside.connect(self.aside)
            self._column.addWidget(line)
        self.setVisible(bool(strays))


class ClashPane(Themed, QWidget):
    """``seen(key)``, ``opened(mailbox)``, ``closed``."""

    seen = Signal(str)
    opened = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[Sequence[Clash], dict[str, str]] = ((), {})
        self._title, self._about = Label("", "heading"), Label("", "secondary")
        self._close = Button("", keys=("Esc",))
        self._close.setObjectName("clashes_close")
        self._close.clicked.connect(self.closed)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 4, 0)
        inside.addLayout(self._column)
        inside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self._about)
        whole.addWidget(area, 1)
        bind(self, "Esc", self.closed.emit)
        self.refresh()
        self.retranslate()

    def show_clashes(self, clashes: Sequence[Clash], names: dict[str, str]) -> None:
        """Show what changed; ``names``: mailbox -> the patient's."""
        if (tuple(clashes), names) != (tuple(self._shown[0]), self._shown[1]):
            self._shown = clashes, names
            self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Changed meanwhile"))
        self._about.setText(
            self.tr("Two have done something without knowing of each other. Nothing was overwritten.")
        )
        self._close.setText(self.tr("Close"))
        _empty(self._column)
        clashes, names = self._shown
        for clash in clashes:
            self._column.addWidget(self._card(clash, names.get(clash.mailbox, "")))

    def take_keyboard(self) -> None:
        """On the way out."""
        self._close.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _card(self, clash: Clash, name: str) -> Card:
        title, text = words.clash(clash, name, self._desk.fmt, self._desk.now())
        card = Card()
        card.setObjectName("clash")
        card.setAccessibleName(f"{title}. {text}")
        card.body.addWidget(Label(title, "strong"))
        card.body.addWidget(Label(text, "body"))
        read, look = Button(self.tr("I have seen it"), icon="check"), Button(self.tr("The record"))
        read.setObjectName("clash_seen")
        look.setObjectName("clash_open")
        read.clicked.connect(lambda: self.seen.emit(clash.key))
        look.clicked.connect(lambda: self.opened.emit(clash.mailbox))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(read)
        row.addWidget(look)
        row.addStretch(1)
        card.body.addLayout(row)
        return card


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            gone.hide()
            gone.deleteLater()
