"""Adding a device: which sort it is, how it is made ready, which one it is, its code, and the first value.

Rules:
- Nothing is paired that was not chosen from the list here; the search ends when the task is left.
- The six digits of a passkey are those on the device's display.
- Of the devices nearby, those of the chosen sort come first; one that cannot be read says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.devicebridge import Attempt, DevicesView, NearbyView, PairingView
from ui.patient.devicewords import MEASURED, PICTURES, Sort, fault_words, pairing_steps, sort_name, sort_of
from ui.patient.layout import Room, Stretchy, across
from ui.patient.task import TaskFrame
from ui.patient.words import problem
from ui.theme import Theme, Zone
from ui.widgets.announce import announce
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card, CardButton, ZoneLine
from ui.widgets.picture import NumberDot, Picture
from ui.widgets.tile import IconView

_SORTS = tuple(sort for sort in Sort if sort is not Sort.OTHER)


class SortButton(CardButton):
    """One sort of device: picture and name."""

    def __init__(self, sort: Sort) -> None:
        super().__init__("", padding=16)
        self.sort = sort
        self.setObjectName(f"sort_{sort.value}")
        self._picture = Picture(PICTURES[sort], least=84)
        self._name = Label("", "label", align=Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(Stretchy(self._picture, 84), 1)
        self.body.addWidget(self._name)
        self.retranslate()

    def retranslate(self) -> None:
        self._name.setText(sort_name(self.sort))
        self.setAccessibleName(self._name.text())


class SortButtons(QObject):
    """All sorts, three or two beside each other."""

    chosen = Signal(object)  # Sort

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.buttons = [SortButton(sort) for sort in _SORTS]
        for button in self.buttons:
            button.clicked.connect(lambda sort=button.sort: self.chosen.emit(sort))

    def rows(self, columns: int, gap: int) -> list[QWidget]:
        """So many beside each other; each row by itself, so that a low window shows those that fit."""
        lines = [self.buttons[at : at + columns] for at in range(0, len(self.buttons), columns)]
        return [across([(button, 1) for button in line], gap) for line in lines]


class ReadyCard(Card):
    """How the device is made ready: picture and three numbered sentences."""

    def __init__(self) -> None:
        super().__init__(padding=26)
        self._title = Label("", "heading")
        self._picture = Picture("device", ground="accent_soft", least=120, most=1.9)
        self._lines = [Label("", "lead") for _ in range(3)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for index, line in enumerate(self._lines):
            grid.addWidget(NumberDot(index + 1), index, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line, index, 1)
        grid.setColumnStretch(1, 1)
        self.body.addWidget(self._title)
        self.body.addWidget(Stretchy(self._picture, 110), 1)
        self.body.addLayout(grid)
        self.refresh()

    def say(self, sort: Sort) -> None:
        self._title.setText(self.tr("Make it ready"))
        self._picture.set_picture(PICTURES[sort], sort_name(sort))
        for line, text in zip(self._lines, pairing_steps(sort), strict=True):
            line.setText(text)


class NearbyCard(Card):
    """The devices that show themselves, and how the connecting goes."""

    chosen = Signal(str)  # address
    passkey = Signal(int)

    def __init__(self) -> None:
        super().__init__(padding=24)
        self._title, self._text = Label("", "heading"), Label("", "body")
        self._icon = IconView("bluetooth", 30)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self._ok = Button("", "primary", low=True)
        self._field = QLineEdit()
        self._field.setObjectName("passkey")
        self._field.setMaxLength(6)
        self._field.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,6}"), self._field))
        self._field.textChanged.connect(lambda text: self._ok.setEnabled(len(text) == 6))
        self._field.returnPressed.connect(self._give)
        self._ok.setObjectName("givePasskey")
        self._ok.setEnabled(False)
        self._ok.clicked.connect(self._give)
        self._key = QWidget()
        row = QHBoxLayout(self._key)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._field, 1)
        row.addWidget(self._ok)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._text)
        self.body.addWidget(self._key)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self._buttons: list[QWidget] = []
        self._listed: object = None
        self.refresh()

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._field.setMinimumHeight(theme.grown(56))

    def say(self, view: DevicesView, sort: Sort, *, ours: frozenset[str]) -> None:
        """Show what is nearby, or how the pairing stands."""
        pairing = view.pairing
        asked = pairing is not None and pairing.attempt is Attempt.PASSKEY
        if asked and self._key.isHidden():
            self._field.clear()
            self._key.show()
            self._field.setFocus()
        self._key.setVisible(asked)
        self._field.setAccessibleName(self.tr("The six digits on the device's display"))
        self._ok.setText(self.tr("Connect"))
        title, text = self._words(view, pairing, sort)
        if title != self._title.text():
            announce(self, f"{title}. {text}")
        self._title.setText(title)
        self._text.setText(text)
        failed = view.problem or (pairing is not None and pairing.attempt is Attempt.FAILED)
        self._icon.set_icon("bluetooth-off" if failed else "bluetooth", "yellow" if failed else "accent")
        busy = pairing is not None and pairing.attempt in {Attempt.WAITING, Attempt.PASSKEY}
        self._fill([] if busy else _sorted(view.nearby, sort, ours), sort)

    def _words(self, view: DevicesView, pairing: PairingView | None, sort: Sort) -> tuple[str, str]:
        if view.problem:
            return self.tr("The computer cannot listen"), problem(view.problem)
        if pairing is None or pairing.attempt is Attempt.DONE:
            if _sorted(view.nearby, sort, frozenset()):
                return self.tr("Found near you"), self.tr("Which one is yours?")
            return self.tr("Looking for it ..."), self.tr("It can take half a minute.")
        if pairing.attempt is Attempt.PASSKEY:
            return self.tr("Type the code"), self.tr("The device shows six digits on its display.")
        if pairing.attempt is Attempt.FAILED:
            wrong = fault_words(pairing.code)
            return wrong.what, problem(pairing.code)
        name = pairing.name or sort_name(sort)
        return self.tr("Connecting to {name} ...").format(name=name), self.tr("Keep the device near.")

    def _fill(self, nearby: Sequence[NearbyView], sort: Sort) -> None:
        listed = (tuple(nearby), sort, self.tr("Connect"))
        if listed == self._listed:
            return
        self._listed = listed
        for part in self._buttons:
            self._list.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._buttons = [self._entry(one, place) for place, one in enumerate(nearby, start=1)]
        for part in self._buttons:
            self._list.addWidget(part)

    def _entry(self, one: NearbyView, place: int) -> QWidget:
        name = one.name or sort_name(sort_of(one.kinds))
        if one.maker:
            text = self.tr("cannot be read by any program but the maker's own.")
            return ZoneLine(Zone.GREY, f"{one.maker} {name}".strip(), text)
        made = Button(name, "secondary", icon="plus")
        made.setObjectName(f"nearby_{place}")
        made.setAccessibleName(self.tr("Connect {name}").format(name=name))
        made.clicked.connect(lambda _checked=False: self.chosen.emit(one.address))
        return made

    def _give(self) -> None:
        if self._ok.isEnabled():
            self.passkey.emit(int(self._field.text()))


def _sorted(nearby: Sequence[NearbyView], sort: Sort, ours: frozenset[str]) -> list[NearbyView]:
    """Those of the sort first, the nearest first; then others that can be read; then those that cannot."""
    others = [one for one in nearby if one.address not in ours]
    return sorted(
        others, key=lambda one: (bool(one.maker), sort_of(one.kinds) is not sort, -(one.rssi or -999))
    )


class DoneCard(Card):
    """It is connected; what comes next."""

    def __init__(self) -> None:
        super().__init__(padding=28)
        self._title, self._text = Label("", "title"), Label("", "lead")
        self._picture = Picture("device", ground="accent_soft", least=140, most=1.9)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(IconView("circle-check", 44, "green"))
        head.addWidget(self._title, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._text)
        self.body.addWidget(Stretchy(self._picture, 120), 1)
        self.refresh()

    def say(self, sort: Sort, name: str) -> None:
        self._title.setText(self.tr("{name} is connected").format(name=name or sort_name(sort)))
        self._text.setText(
            self.tr("From now on its values come here by themselves. Measure once now, to see that it works.")
        )
        self._picture.set_picture(PICTURES[sort], sort_name(sort))


class PairFrame(TaskFrame):
    """``begin()``; then ``show_devices`` with every new state."""

    closed = Signal()
    searching = Signal(bool)  # look for devices nearby, or stop
    pair = Signal(str)
    cancel = Signal()
    passkey = Signal(int)
    measure = Signal(object)  # Kind

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._sort: Sort | None = None
        self._first = False  # it goes on from the first start
        self._done_with: PairingView | None = None
        self._view = DevicesView()
        self._question = Label("", "title")
        self._sorts, self._ready, self._nearby, self._done = (
            SortButtons(self),
            ReadyCard(),
            NearbyCard(),
            DoneCard(),
        )
        self._before = self._button("otherSort", "neutral", "arrow-left", self._choose_again)
        self._retry = self._button("searchAgain", "secondary", "refresh", self.cancel.emit)
        self._later = self._button("pairingDone", "secondary", "check", self._close)
        self._measure = self._button("measureWithIt", "primary", "player-play", self._measure_now)
        self._hint, self._when = Label("", "secondary"), Label("", "secondary")
        self._sorts.chosen.connect(self._choose)
        self._nearby.chosen.connect(self.pair)
        self._nearby.passkey.connect(self.passkey)
        self.way_out.setObjectName("cancelPairing")
        self.way_out.clicked.connect(self._close)
        self.retranslate()
        self.refresh()

    def _button(self, name: str, kind: str, icon: str, act: Callable[[], None]) -> Button:
        made = Button("", kind, icon=icon)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: act())
        return made

    def begin(self, sort: Sort | None = None, *, first: bool = False) -> None:
        """Start anew; `sort` where it is known which device it is. `first`: the person's first one of all."""
        self._sort, self._done_with, self._first = sort, None, first
        self.cancel.emit()
        self.searching.emit(True)
        self.lay_out()
        self.retranslate()
        if sort is None:
            self._sorts.buttons[0].setFocus()

    def show_devices(self, view: DevicesView) -> None:
        """Show the newest state."""
        self._view = view
        pairing = view.pairing
        fresh = pairing is not None and pairing.attempt is Attempt.DONE and self._done_with is None
        if fresh and self._sort is not None:
            self._done_with = pairing
            self.lay_out()
            self._measure.setFocus()
        self.retranslate()

    @property
    def _paired_sort(self) -> Sort:
        """What was paired, as the device says; else what was chosen."""
        address = self._done_with.address if self._done_with else ""
        known = next((d for d in self._view.devices if d.address == address), None)
        found = sort_of(known.kinds) if known is not None else Sort.OTHER
        return found if found is not Sort.OTHER else (self._sort or Sort.OTHER)

    def retranslate(self) -> None:
        super().retranslate()
        first = self._first
        self.header.title.setText(self.tr("Your first device") if first else self.tr("Add a device"))
        names = [self.tr("Choose"), self.tr("Connect"), self.tr("Measure") if first else self.tr("Done")]
        at = 0 if self._sort is None else (2 if self._done_with else 1)
        self.header.steps.set_steps(names, at)
        self.way_out.setText(self.tr("Close") if self._done_with else self.tr("Cancel"))
        if first:
            self.way_out.setText(self.tr("Later"))
        self._question.setText(
            self.tr("Which device have you got?") if first else self.tr("What do you want to connect?")
        )
        self._before.setText(self.tr("Another sort"))
        self._retry.setText(self.tr("Search again"))
        self._later.setText(self.tr("Done"))
        self._measure.setText(self.tr("Measure now"))
        self._hint.setText(self.tr("Is it connected to a telephone? Switch Bluetooth off there first."))
        self._when.setText(self.tr("You can do this later too, under Devices."))
        if self._sort is None:
            return
        ours = frozenset(device.address for device in self._view.devices if not device.fault)
        self._ready.say(self._sort)
        self._nearby.say(self._view, self._sort, ours=ours)
        if self._done_with is not None:
            self._done.say(self._paired_sort, self._done_with.name)
        self._fill_foot()

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        if self._sort is None:
            return [self._question, *self._sorts.rows(3 if room >= Room.BAR else 2, 16 if snug else 20)]
        if self._done_with is not None:
            return [self._done]
        if room >= Room.BAR:
            return [across([(self._ready, 600), (self._nearby, 592)], 24)]
        return [self._nearby, self._ready]

    def stretched(self, rows: Sequence[QWidget]) -> Sequence[QWidget]:
        return rows[1:] if self._sort is None else rows[-1:]

    def lay_out(self) -> None:
        super().lay_out()
        self._fill_foot()

    def _fill_foot(self) -> None:
        if self._sort is None:
            self.foot.fill([self._when if self._first else self._hint], [])
        elif self._done_with is not None:
            can = self._paired_sort in MEASURED
            self._later.set_kind("secondary" if can else "primary")
            later = [] if self._first and can else [self._later]  # "Later" stands at the top
            self.foot.fill([], [*later, *([self._measure] if can else [])])
        else:
            failed = self._view.pairing is not None and self._view.pairing.attempt is Attempt.FAILED
            hint = [self._hint] if self._room >= Room.BAR else []
            self.foot.fill(hint, [self._before, *([self._retry] if failed else [])])

    def _choose(self, sort: Sort) -> None:
        self._sort = sort
        self.lay_out()
        self.retranslate()

    def _choose_again(self) -> None:
        self._sort = None
        self.cancel.emit()
        self.lay_out()
        self.retranslate()

    def _measure_now(self) -> None:
        kind = MEASURED[self._paired_sort]
        self._leave()
        self.measure.emit(kind)

    def _leave(self) -> None:
        self.searching.emit(False)
        self.cancel.emit()

    def _close(self) -> None:
        self._leave()
        self.closed.emit()
