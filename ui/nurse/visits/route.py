"""The day's visits as a list: time, name, address, where each stands. A press or Enter looks at one."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hemmonitor.model.visits import Outcome
from hemmonitor.visiting.desk import Route
from hemmonitor.visiting.visit import Visit
from ui.bridge import SyncView
from ui.nurse.desk import Desk
from ui.nurse.visits import words
from ui.theme import Theme
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import CardButton
from ui.widgets.tile import IconView


class VisitRow(CardButton):
    """One visit."""

    def __init__(self) -> None:
        self._time, self._name = Label("", "label", wrap=False), Label("", "label")
        self._where, self._stand = Label("", "small"), Label("", "small")
        self._icon, self._check = IconView("circle-check", 16, "text"), IconView("check", 20, "text")
        self._pin = IconView("map-pin", 16, "text_secondary")
        super().__init__("")
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._name, 1)
        first.addWidget(self._check)
        for row, icon, label in ((second, self._pin, self._where), (third, self._icon, self._stand)):
            row.setSpacing(6)
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label, 1)
        right = QVBoxLayout()
        right.setSpacing(1)
        for layout in (first, second, third):
            right.addLayout(layout)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(right, 1)
        self.body.addLayout(across)

    def show_visit(self, visit: Visit, route: Route, desk: Desk, *, chosen: bool) -> None:
        """Show a visit as it stands."""
        fmt = desk.fmt
        self.setObjectName(f"visit_{visit.id}")
        icon, word, rest = words.stand(visit, route, fmt)
        self._time.setText(fmt.time(visit.at))
        self._name.setText(visit.patient.name)
        self._where.setText(words.address(visit, shown=visit.id == route.here))
        self._icon.set_icon(icon)
        self._stand.set_strong_lead(word, f"· {rest}" if rest else "")
        self._check.setVisible(visit.made is not None and visit.made.outcome is Outcome.DONE)
        self.set_chosen(chosen)
        texts = (self._time.text(), visit.patient.name, self._where.text(), word, rest)
        self.setAccessibleName(", ".join(text for text in texts if text))

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.body.setContentsMargins(12, 8, 12, 8)


class RouteList(Themed, QFrame):
    """``chosen(visit id)``, ``day_asked(days)``, ``plan_asked``, ``bag_asked``, ``clashes_asked``."""

    chosen = Signal(str)
    day_asked = Signal(int)  # -1, 0 (today) or 1
    plan_asked = Signal()
    bag_asked = Signal()
    clashes_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._route: Route | None = None
        self._sync = SyncView()
        self._chosen = ""
        self.day = desk.now().date()
        self.rows: list[VisitRow] = []
        self.setProperty("kind", "card")
        self._title, self._count = Label("", "heading"), Label("", "secondary", wrap=False)
        self._before, self._after = (
            IconButton("chevron-left", "", "icon_edge"),
            IconButton("chevron-right", "", "icon_edge"),
        )
        self._before.setObjectName("visits_day_before")
        self._after.setObjectName("visits_day_after")
        self._none = Label("", "secondary")
        self._plan, self._bag = Button("", icon="calendar-plus", keys=("p",)), Button("", icon="bluetooth")
        self._clashes = Button("", icon="alert-triangle")
        for button, name in (
            (self._plan, "visits_plan"), (self._bag, "visits_bag"), (self._clashes, "visits_clashes"),
        ):  # fmt: skip
            button.setObjectName(name)
        self._link_icon = IconView("wifi", 18, "text")
        self._link, self._kept = Label("", "small_strong"), Label("", "small")
        self._build()
        self._before.clicked.connect(lambda: self.day_asked.emit(-1))
        self._after.clicked.connect(lambda: self.day_asked.emit(1))
        self._plan.clicked.connect(self.plan_asked)
        self._bag.clicked.connect(self.bag_asked)
        self._clashes.clicked.connect(self.clashes_asked)
        self.refresh()
        self.retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 10, 8)
        head.setSpacing(6)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        head.addWidget(self._before)
        head.addWidget(self._after)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(8, 0, 8, 8)
        self._list.setSpacing(6)
        self._list.addWidget(self._none)
        self._list.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        foot = QFrame()
        foot.setProperty("kind", "panel_foot")
        below = QVBoxLayout(foot)
        below.setContentsMargins(14, 10, 14, 10)
        below.setSpacing(4)
        link = QHBoxLayout()
        link.setSpacing(8)
        link.addWidget(self._link_icon, 0, Qt.AlignmentFlag.AlignTop)
        link.addWidget(self._link, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(8, 0, 8, 8)
        buttons.setSpacing(8)
        buttons.addWidget(self._plan)
        buttons.addWidget(self._bag)
        below.addLayout(link)
        below.addWidget(self._kept)
        below.addWidget(self._clashes)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        column.addLayout(buttons)
        column.addWidget(foot)

    def show_route(self, route: Route, chosen: str) -> None:
        """Show the visits of the day that is looked at."""
        self._route, self._chosen = route, chosen
        visits = route.of_day(self.day, self._desk.zone)
        while len(self.rows) < len(visits):
            row = VisitRow()
            row.clicked.connect(partial(self._press, row))
            self._list.insertWidget(self._list.count() - 1, row)
            self.rows.append(row)
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(visits))
            if place < len(visits):
                row.setProperty("visit", visits[place].id)
                row.show_visit(visits[place], route, self._desk, chosen=visits[place].id == chosen)
        self._none.setVisible(not visits)
        self.retranslate()

    def show_sync(self, view: SyncView) -> None:
        """How the way to the centre is."""
        self._sync = view
        self.retranslate()

    def go_to(self, visit: str) -> None:
        """Bring a visit into sight and give it the keyboard."""
        row = next((row for row in self.rows if row.property("visit") == visit), None)
        if row is not None and not row.isHidden():
            self._area.ensureWidgetVisible(row)
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        fmt, today = self._desk.fmt, self._desk.now().date()
        self._title.setText(
            self.tr("Visits today")
            if self.day == today
            else f"{fmt.weekday(self.day)} {fmt.day(self.day, short=True)}"
        )
        self._before.setAccessibleName(self.tr("The day before"))
        self._after.setAccessibleName(self.tr("The day after"))
        self._none.setText(self.tr("No visits on this day."))
        self._plan.setText(self.tr("Plan a visit"))
        self._bag.setText(self.tr("The bag"))
        route = self._route
        if route is None:
            return
        visits = [visit for visit in route.of_day(self.day, self._desk.zone) if not visit.off]
        done = sum(visit.made is not None for visit in visits)
        self._count.setText(self.tr("{done} of {all} done").format(done=done, all=len(visits)))
        self._count.setVisible(bool(visits))
        self._clashes.setText(words.Counted().clashes(len(route.clashes)))
        self._clashes.setVisible(bool(route.clashes))
        self._say_link(sum(route.waiting.values()))

    def _say_link(self, waiting: int) -> None:
        view, now = self._sync, self._desk.now()
        at = self._desk.fmt.when(view.last_contact, now) if view.last_contact else ""
        offline = view.online is False
        self._link_icon.set_icon("cloud-off" if offline else "wifi", "text")
        if offline:
            text = self.tr("No network since {when}").format(when=at) if at else self.tr("No network")
        elif view.online is None:
            text = self.tr("Connecting")
        else:
            text = self.tr("Connected, fetched {when}").format(when=at)
        self._link.setText(text)
        if waiting:
            rest = self.tr("They are on the way.")
            if view.online is not True:
                rest = self.tr("They are sent by themselves when there is a network.")
            self._kept.setText(f"{words.Counted().stored(waiting)} {rest}")
        else:
            self._kept.setText(self.tr("Everything is sent."))

    def restyle(self, theme: Theme) -> None:
        self._count.setMinimumWidth(0)

    def set_day(self, day: dt.date) -> None:
        """Look at another day."""
        self.day = day
        if self._route is not None:
            self.show_route(self._route, self._chosen)

    def _press(self, row: VisitRow) -> None:
        self.chosen.emit(str(row.property("visit")))
