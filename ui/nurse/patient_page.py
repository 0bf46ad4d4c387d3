"""A patient's page: stacked charts with one cursor, findings with their reasons, plan, messages.

Keys: j k (next, previous patient), a, t, m, g, p (plan), y (why), v (the value's path), d (table), comma
and full stop (the cursor), 1 to 5 (range), Esc (back).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.clinic import PatientView
from hemmonitor.model.measurement import Component
from ui.charts.plot import Chart, TimeLink
from ui.charts.series import DAY
from ui.charts.table import ChartTable
from ui.nurse import compare, day_profile, lanes, subject
from ui.nurse.acknowledge import AcknowledgePanel
from ui.nurse.compare import CompareTable
from ui.nurse.day_profile import DayProfile
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.lanes import Track
from ui.nurse.ledger import Draft, Ledger
from ui.nurse.listing import Done
from ui.nurse.nights import Nights
from ui.nurse.page import Keys, Page
from ui.nurse.patient_header import PatientHeader
from ui.nurse.patient_side import PatientSide
from ui.nurse.provenance import ValuePath
from ui.nurse.shedding import SheddingRow
from ui.nurse.timeline import Timeline
from ui.theme import Face, TextSize, Theme
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.choice import Segmented
from ui.widgets.keycap import KeyCap
from ui.widgets.toast import SECONDS, Toast

_RANGES: tuple[tuple[str, float], ...] = (("7", 7), ("30", 30), ("90", 90), ("365", 365), ("all", 0))
_WAYS = ("stacked", "day", "compare", "timeline", "night")
_VALUE_COLUMN = 2
_SIDE = 416
_PANEL = 444
_LEAST_CHART = 560  # beside the side column at 100 %; with less, one of the two is shown


class PatientPage(Page):
    """``left`` (to the list), ``stepped(+1 or -1)``, ``limits_asked``, ``plan_asked``, ``moving_asked``,
    ``protect_asked``.
    """

    left = Signal()
    stepped = Signal(int)
    limits_asked = Signal()
    plan_asked = Signal()
    moving_asked = Signal()
    protect_asked = Signal()

    def __init__(self, desk: Desk, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._ledger = desk, ledger
        self._panel_shown = False
        self._closed: tuple[str, str] | None = None  # mailbox and task, while it can be undone
        self._view: PatientView | None = None
        self._tracks: list[Track] = []
        self.setProperty("kind", "page")
        now = desk.now().timestamp()
        self.link = TimeLink(now - 30 * DAY, now, self)
        self.header = PatientHeader(desk)
        self.ranges: Segmented[str] = Segmented([(key, key) for key, _ in _RANGES], "30")
        self.ways: Segmented[str] = Segmented([(way, way) for way in _WAYS], _WAYS[0])
        self.sides: Segmented[str] = Segmented([("length", ""), ("plan", "")], "length")
        self.profile, self.timeline, self.nights = DayProfile(), Timeline(), Nights(desk)
        self.compare, self._compare_model = QTableView(), CompareTable(desk.fmt, self)
        self.chart = Chart(desk.fmt, self.link, titles=True, today=now)
        self.chart.setObjectName("patient_chart")
        self.chart.setProperty("own_focus", True)  # its cursor shows where the keyboard is
        self._model = ChartTable(desk.fmt, Face.NURSE)
        self.table = QTableView()
        self._table_button = Button("", icon="table", keys=("d",))
        self._move = Label("", "small", wrap=False)
        self.side = PatientSide(desk)
        self.panel = AcknowledgePanel(desk)
        self._left = QWidget()
        self._build()
        self.path = ValuePath(desk, self, over=self._left)
        self.toast = Toast(self._left)
        self._connect()
        self._shortcuts()
        self.refresh()
        self.retranslate()

    @property
    def mailbox(self) -> str:
        """Whose page it is; empty before the first."""
        return self._view.mailbox if self._view else ""

    @property
    def view(self) -> PatientView | None:
        """What is shown."""
        return self._view

    @property
    def keys(self) -> Keys:
        return (
            (("j", "k"), self.tr("next, previous patient")),
            (("a",), self.tr("acknowledge")),
            (("m",), self.tr("write")),
            (("n",), self.tr("note, task")),
            (("w",), self.tr("another view")),
            (("g",), self.tr("limits")),
            (("p",), self.tr("plan")),
            (("x",), self.tr("save a copy")),
            (("y",), self.tr("why")),
            (("v",), self.tr("the value's path")),
            (("Esc",), self.tr("to the list")),
            (("?",), self.tr("all keys")),
        )

    def show_view(self, view: PatientView) -> None:
        """Show a patient, or what is new about the one shown."""
        other = self._view is None or self._view.mailbox != view.mailbox
        if other:
            self._keep_draft()
            self._show_panel(shown=False)
            self.path.hide()
            self.link.set_cursor(None)
        self._view = view
        self.header.show_view(view)
        self.side.show_view(view)
        self._tracks = lanes.tracks(view, self._desk.fmt)
        shown = [track.lane for track in self._tracks]
        self.chart.set_lanes(shown)
        self.chart.set_flags(lanes.flags(view))
        self._model.set_lanes(shown)
        newest = view.plans[-1].version if view.plans else 0
        self.sides.set_texts(
            [self.tr("As long before"), self.tr("Before and after plan {version}").format(version=newest)]
        )
        self._set_range(self.ranges.current or "30")
        self._show_way()

    def tick(self, now: dt.datetime) -> None:
        self.chart.set_formatter(self._desk.fmt, now.timestamp())

    def begin(self) -> None:
        """Put the keyboard on the chart."""
        self.chart.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def acknowledge(self) -> None:
        """Open the panel, if anything is open."""
        if self._view is None or not self._view.evaluation.open:
            return
        self.panel.show_subject(subject.of_view(self._view), self._ledger.draft(self._view.mailbox))
        self._show_panel(shown=True)
        self.panel.begin()

    def show_path(self, measurement_id: str = "") -> None:
        """Show the path of a value: the named one, the one at the cursor, or the one that decided."""
        if self._view is None:
            return
        component = next((t.component for t in self._tracks if measurement_id in t.ids), None)
        if not measurement_id:
            measurement_id, component = self._at_cursor()
        named = (
            f for f in self._view.evaluation.open if measurement_id in {x.measurement_id for x in f.facts}
        )
        finding = next(named, None)
        if finding is not None:
            component = finding.component
        self.path.show_value(self._view, measurement_id, component)

    def retranslate(self) -> None:
        fmt = self._desk.fmt
        self.ranges.set_texts(
            [self.tr("7 d"), self.tr("30 d"), self.tr("90 d"), self.tr("1 year"), self.tr("All")]
        )
        self.ways.set_texts(
            [
                self.tr("Stacked"), self.tr("Hours"), self.tr("Compare"), self.tr("All events"),
                self.tr("Nights"),
            ]
        )  # fmt: skip
        self.compare.setAccessibleName(self.tr("Two periods"))
        self.timeline.setAccessibleName(self.tr("All events"))
        self._move.setText(self.tr("move the line"))
        self._table_button.setText(self.tr("Table"))
        self.table.setAccessibleName(self.tr("Values as a table"))
        self._empty.setText(self.tr("No measurements yet"))
        self.chart.set_formatter(fmt, self._desk.now().timestamp())
        self._model.set_formatter(fmt)
        if self._view is not None:
            self.show_view(self._view)

    def restyle(self, theme: Theme) -> None:
        for grid in (self.table, self.compare):
            grid.verticalHeader().setDefaultSectionSize(theme.grown(28))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if not self.path.isHidden():
            self.path.place()

    def _build(self) -> None:
        tools = SheddingRow((0, 0, 0, 0), 10)
        tools.add(self.ranges)
        tools.add(self.ways, 2)
        tools.add(self.sides, 1)
        self._tools = tools
        tools.add_stretch()
        for key in (",", "."):
            tools.add(KeyCap(key), 5)
        tools.add(self._move, 5)
        tools.add(self._table_button, 3)
        self._table_button.setCheckable(True)
        self._empty = Label("", "secondary", align=Qt.AlignmentFlag.AlignHCenter)
        self.table.setModel(self._model)
        header = self.table.horizontalHeader()
        header.setResizeContentsPrecision(30)  # rows looked at
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_VALUE_COLUMN, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        card = QFrame()
        card.setProperty("kind", "card")
        self._stack = QStackedLayout()
        self.compare.setModel(self._compare_model)
        for grid in (self.table, self.compare):
            grid.setShowGrid(False)
            grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
            grid.verticalHeader().hide()
        self.compare.setObjectName("compare")
        for own in (self.compare, self.profile):
            own.setProperty("own_focus", True)
        self.compare.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.compare.horizontalHeader().setStretchLastSection(True)
        left_aligned = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.compare.horizontalHeader().setDefaultAlignment(left_aligned)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, 10, 12, 6)
        inside.addLayout(self._stack)  # first: the stack shows what it is given, which would be a window else
        for part in (
            self.chart,
            self.table,
            self._empty,
            self.profile,
            self.compare,
            self.timeline,
            self.nights,
        ):
            self._stack.addWidget(part)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(tools)
        left.addWidget(card, 1)
        body = QHBoxLayout()
        body.setContentsMargins(16, 8, 16, 4)
        body.setSpacing(16)
        body.addWidget(self._left, 1)
        body.addWidget(self.side)
        body.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.header.back.connect(self.left)
        self.header.stepped.connect(self.stepped)
        self.header.write.connect(self.side.write)
        self.header.limits.connect(self.limits_asked)
        self.header.save.connect(self.moving_asked)
        self.header.protect.connect(self.protect_asked)
        self.header.acknowledge.connect(self.acknowledge)
        self.side.limits_asked.connect(self.limits_asked)
        self.side.plan_asked.connect(self.plan_asked)
        self.side.fact_chosen.connect(self._go_to)
        self.side.path_asked.connect(self.show_path)
        self.side.take_asked.connect(self._take)
        self.side.written.connect(self._written)
        self.ranges.chosen.connect(self._set_range)
        self._table_button.toggled.connect(lambda _on: self._show_way())
        self.ways.chosen.connect(lambda _way: self._show_way())
        self.sides.chosen.connect(lambda _side: self._show_way())
        self.side.todo.noted.connect(self._noted)
        self.side.todo.task_set.connect(self._set_task)
        self.side.todo.task_done.connect(self._close_task)
        self.chart.point_clicked.connect(self._point_clicked)
        self.path.retract_asked.connect(self._retract)
        self.path.closed.connect(self.begin)
        self.panel.saved.connect(self._save)
        self.panel.kept.connect(self._keep)
        self.panel.closed.connect(lambda: self._show_panel(shown=False))
        self._ledger.done.connect(self._done)
        self.toast.expired.connect(self._forget_task)

    def _shortcuts(self) -> None:
        commands: dict[str, Callable[[], object]] = {
            "j": partial(self.stepped.emit, 1),
            "k": partial(self.stepped.emit, -1),
            "a": self.acknowledge,
            "t": self._take,
            "m": self.side.write,
            "n": self.side.note,
            "w": self._next_way,
            "g": self.limits_asked.emit,
            "p": self.plan_asked.emit,
            "x": self.moving_asked.emit,
            "y": self.side.toggle_why,
            "v": self.show_path,
            "d": self._table_button.toggle,
            ",": partial(self.chart.step, -1),
            ".": partial(self.chart.step, 1),
            "Ctrl+Z": self.undo,
            "Esc": self._escape,
        }
        for number, (key, _) in enumerate(_RANGES, 1):
            commands[str(number)] = partial(self._choose_range, key)
        for key, command in commands.items():
            for part in (self.header, self._left, self.side):  # not the panel: it has digits of its own
                bind(part, key, command)

    def _escape(self) -> None:
        if self.side.writing:
            self.begin()
        elif self.link.cursor is not None:
            self.link.set_cursor(None)
        else:
            self.left.emit()

    def _choose_range(self, key: str) -> None:
        self.ranges.set_current(key)
        self._set_range(key)

    def _set_range(self, key: object) -> None:
        if self._view is None:
            return
        end = self._view.at.timestamp()
        days = dict(_RANGES)[str(key)]
        start = end - days * DAY
        if not days:
            firsts = [track.lane.extent()[0] for track in self._tracks if len(track.lane.times)]
            start = min(firsts, default=end - 30 * DAY)
        if self.ways.current != _WAYS[0]:
            self._show_way()
        room = (end - start) * 0.012  # so that today's values do not touch the edge
        self.link.set_range(start - room, end + room)

    def _arrange(self) -> None:
        theme = self.theme
        side = round(_SIDE * (1 if theme.text_size <= TextSize.S100 else 1.15))
        panel = round(_PANEL * (1 if theme.text_size <= TextSize.S100 else 1.15))
        shown = self._panel_shown
        wide = panel if shown else min(side, round(self.width() * 0.36))
        alone = self.width() - wide - 48 < theme.grown(_LEAST_CHART) and shown
        self.side.setFixedWidth(wide)
        self.panel.setFixedWidth(self.width() - 32 if alone else wide)
        # first hide, then show: side by side for a moment, they would widen the window
        if shown:
            self.side.hide()
        else:
            self.panel.hide()
        self._left.setVisible(not alone)
        self.side.setVisible(not shown)
        self.panel.setVisible(shown)

    def _show_panel(self, *, shown: bool) -> None:
        self._panel_shown = shown
        self._arrange()
        self.keys_changed.emit()
        if not shown:
            self.begin()

    def _next_way(self) -> None:
        self.ways.set_current(_WAYS[(_WAYS.index(self.ways.current or _WAYS[0]) + 1) % len(_WAYS)])
        self._show_way()

    def _show_way(self) -> None:
        """Fill and show what is chosen; only that, since each costs a pass over the values."""
        view, way, fmt = self._view, self.ways.current, self._desk.fmt
        self._tools.bar_all({self.sides: way != "compare" or view is None or len(view.plans) < 2})
        if view is None:
            return
        if way == "timeline":
            self.timeline.show_view(view, fmt)
            self._stack.setCurrentWidget(self.timeline)
        elif way == "night":
            self.nights.show_view(view)
            self._stack.setCurrentWidget(self.nights)
        elif not self._tracks:
            self._stack.setCurrentWidget(self._empty)
        elif way == "day":
            start, end = self._span()
            found = [day_profile.profile(track, start, end, fmt) for track in self._tracks]
            self.profile.show_profiles([one for one in found if one is not None][:4], fmt)
            self._stack.setCurrentWidget(self.profile)
        elif way == "compare":
            self._show_compare(view)
            self._stack.setCurrentWidget(self.compare)
        else:
            self._stack.setCurrentWidget(self.table if self._table_button.isChecked() else self.chart)

    def _span(self) -> tuple[float, float]:
        """The chosen range in seconds."""
        assert self._view is not None
        end, days = self._view.at.timestamp(), dict(_RANGES)[self.ranges.current or "30"]
        firsts = [track.lane.extent()[0] for track in self._tracks if len(track.lane.times)]
        return (end - days * DAY if days else min(firsts, default=end - 30 * DAY)), end

    def _show_compare(self, view: PatientView) -> None:
        fmt, end = self._desk.fmt, view.at
        first, _ = self._span()
        length = end - dt.datetime.fromtimestamp(first, end.tzinfo)
        middle = end - length
        if self.sides.current == "plan" and len(view.plans) > 1:
            middle = view.plans[-1].valid_from
            length = max(end - middle, dt.timedelta(days=1))
        start = middle - length
        before = fmt.between(fmt.day(start, short=True), fmt.day(middle, short=True))
        after = fmt.between(fmt.day(middle, short=True), fmt.day(end, short=True))
        self._compare_model.show(compare.lines(view, start, middle, end, fmt), before, after, fmt)

    def _noted(self, text: str) -> None:
        if self._view is not None:
            self._desk.bridge.note(self._view.mailbox, text)

    def _set_task(self, title: str, due: dt.date) -> None:
        if self._view is not None:
            self._desk.bridge.set_task(self._view.mailbox, title, due)

    def _close_task(self, task_id: str) -> None:
        if self._view is not None:
            self._desk.bridge.close_task(self._view.mailbox, task_id)
            self._closed = (self._view.mailbox, task_id)
            self.toast.show_done(self.tr("A task is done."))

    def undo(self) -> None:
        """Take back the task that was closed last, else the newest acknowledgement."""
        if self._closed is not None:
            mailbox, task_id = self._closed
            self._closed = None
            self._desk.bridge.close_task(mailbox, task_id, done=False)
        else:
            self._ledger.undo()

    def _at_cursor(self) -> tuple[str, Component | None]:
        """The measurement nearest to the cursor; without one, that which decided, else the newest."""
        cursor, view = self.link.cursor, self._view
        assert view is not None
        if cursor is not None:
            best: tuple[float, str, Component | None] = (float("inf"), "", None)
            for track in self._tracks:
                for time, found in zip(track.lane.times, track.ids, strict=True):
                    best = min(best, (abs(float(time) - cursor), found, track.component), key=lambda b: b[0])
            return best[1], best[2]
        if self.side.cards and self.side.cards[0].decisive():
            return self.side.cards[0].decisive(), self.side.cards[0].finding.component
        return (view.measurements[-1].id, None) if view.measurements else ("", None)

    def _go_to(self, measurement_id: str) -> None:
        """Put the chart's cursor on a measurement; the range grows if it lies outside."""
        view = self._view
        found = next((m for m in view.measurements if m.id == measurement_id), None) if view else None
        if found is None:
            return
        time = found.taken_at.timestamp()
        if time < self.link.range[0]:
            self._choose_range("all")
        self.link.set_cursor(time)

    def _point_clicked(self, lane: int, index: int) -> None:
        self.show_path(self._tracks[lane].ids[index])

    def _take(self) -> None:
        if self._view is not None:
            me = self._desk.staff.name
            self._desk.bridge.take(self._view.mailbox, "" if self._view.owner == me else me)

    def _written(self, text: str) -> None:
        if self._view is not None:
            self._desk.bridge.write(self._view.mailbox, text)
            called = self._view.patient.given_name or self._view.patient.name
            self.toast.show_done(self.tr("Sent to {name}.").format(name=called), undo=False)

    def _retract(self, measurement_id: str, reason: str) -> None:
        if self._view is not None:
            self._desk.bridge.retract(self._view.mailbox, measurement_id, reason)

    def _save(self, draft: Draft) -> None:
        about = self.panel.subject
        if about is None:
            return
        self._ledger.save(about.mailbox, about.name, about.keys, draft)
        self._show_panel(shown=False)
        self.stepped.emit(1)

    def _keep(self, draft: Draft) -> None:
        if self.panel.subject is not None:
            self._ledger.keep(self.panel.subject.mailbox, draft)

    def _keep_draft(self) -> None:
        if not self.panel.isHidden():
            self._keep(self.panel.draft())

    def _forget_task(self) -> None:
        self._closed = None

    def _done(self, _mailbox: str, _done: Done, name: str, held: bool) -> None:
        if self.isVisible():
            rest = self.tr("The message is sent in {seconds} s.").format(seconds=SECONDS) if held else ""
            self.toast.show_done(self.tr("{name} acknowledged.").format(name=name), rest)
