"""My values: charts of a week, a month, a year or all, one measure under the other on one time axis.

The newest value is written out; arrow keys read one value at a time, and the same data is a table. A night's
recording has a card of its own, and how the planned measuring went is a calendar.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hemmonitor.model.measurement import Kind
from ui.charts.frame import ChartFrame, Heading, KeyEntry
from ui.charts.plot import Chart, TimeLink
from ui.charts.series import DAY
from ui.charts.table import TIME_ROLE, ChartTable
from ui.format import Formatter
from ui.patient import nightlanes, trendlanes, view
from ui.patient.layout import Room, Stretchy
from ui.patient.month import MonthCard
from ui.patient.night import NightCard
from ui.patient.page import Page, Shown
from ui.patient.trendlanes import NIGHT, PRESSURE, Measure, Period
from ui.patient.trendparts import NotMine, NoValues
from ui.patient.week import week_mean
from ui.theme import Face, Zone
from ui.widgets.base import Label
from ui.widgets.buttons import IconButton
from ui.widgets.choice import ChipRow, Segmented
from ui.widgets.flow import FlowLayout


class Look(enum.StrEnum):
    """How the values are shown."""

    CHART = "chart"
    TABLE = "table"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class _Card:
    frame: ChartFrame
    area: Stretchy  # where chart and table stand in turn
    chart: Chart
    table: ChartTable
    not_mine: NotMine


class TrendsPage(Page):
    """See the module."""

    measure = Signal()
    export = Signal()  # as a report to print, or a table
    retract = Signal(tuple)  # ids of measurements that are somebody else's

    def __init__(self, form: Callable[[], Formatter], parent: QWidget | None = None) -> None:
        super().__init__(form, parent)
        self._print = IconButton("printer", "", "icon_edge")
        self._print.setObjectName("printValues")
        self._print.clicked.connect(self.export)
        self._link = TimeLink(0.0, DAY)
        self._period, self._look = Period.MONTH, Look.CHART
        self._offered: list[Measure] = []
        self._chosen: set[Measure] = set()
        self._cards: dict[Measure, _Card] = {}
        self._night: NightCard | None = None
        self._month: MonthCard | None = None
        self._drawn: object = None
        self._todo: list[Measure] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._draw_next)
        self._title = Label("", "title", wrap=False)
        self._periods = Segmented([(period, period.value) for period in Period], self._period)
        self._periods.setObjectName("period")
        self._periods.chosen.connect(self._choose_period)
        icons = {Look.CHART: "chart-line", Look.TABLE: "table", Look.CALENDAR: "calendar"}
        self._looks = Segmented([(look, "", icon) for look, icon in icons.items()], self._look)
        self._looks.setObjectName("chartOrTable")
        self._looks.chosen.connect(self._choose_looks)
        self._head = QWidget()
        flow = FlowLayout(self._head, gap=16, right_last=True)
        for part in (self._title, self._periods, self._looks):
            flow.addWidget(part)
        self._chip_box = QWidget()
        self._chip_row = QHBoxLayout(self._chip_box)
        self._chip_row.setContentsMargins(0, 0, 0, 0)
        self._chip_row.addStretch(0)
        self._chip_row.addWidget(self._print, 0, Qt.AlignmentFlag.AlignTop)
        self._chips: ChipRow[Measure] | None = None
        self._readout = Label("", "secondary")
        self._readout.setObjectName("readout")
        self.refresh()

    def show_state(self, shown: Shown) -> None:
        same = self._shown is not None and shown.history is self._shown.history
        offered = self._offered if same else trendlanes.present(shown.history)
        if offered != self._offered:
            fresh = set(offered) - set(self._offered)
            self._offered = offered
            self._chosen |= {m for m in fresh if m[0] is offered[0][0]}
            self._make_chips()
            self._shown = shown
            self.lay_out()
        super().show_state(shown)

    def retranslate(self) -> None:
        self._title.setText(self.tr("My values"))
        self._periods.set_texts([self.tr("Week"), self.tr("Month"), self.tr("Year"), self.tr("All")])
        self._looks.set_texts([self.tr("Chart"), self.tr("Table"), self.tr("Calendar")])
        self._print.setAccessibleName(self.tr("Print, or save for the doctor's visit"))
        self._print.setToolTip(self._print.accessibleName())
        if self._chips is not None:
            for measure in self._offered:
                self._chips.chip(measure).setText(trendlanes.measure_name(measure))
        self._draw(anew=True)

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        self._title.setVisible(room >= Room.RAIL)
        self._periods.setVisible(self._look is not Look.CALENDAR)
        if self._look is Look.CALENDAR:
            return self._calendar_rows(room)
        if self._chips is not None:
            self._chips.setVisible(len(self._offered) > 1)
        chips = [self._chip_box] if self._shown and self._shown.history else []
        cards: list[QWidget] = []
        for measure in self._offered:
            if measure == NIGHT and measure in self._chosen:
                night = self._night_card()
                night.arrange(room)
                cards += [night] if room >= Room.RAIL else [night, night.words]
            elif measure in self._chosen:
                card = self._card(measure)
                bodies = 7 if measure == PRESSURE else 5
                card.area.set_least(self.theme.font_px(18) * bodies)
                cards.append(card.frame)
        if room is Room.ONE:  # the chart first; which measures, after it
            return [self._head, *cards, *chips]
        return [self._head, *chips, *cards]

    def _calendar_rows(self, room: Room) -> Sequence[QWidget]:
        month = self._month_card()
        month.arrange(room)
        if room >= Room.RAIL:
            return [self._head, month]
        below = [month.summary, month] if room is Room.ONE else [month, month.summary]
        return [self._head, *below]

    def lay_out(self) -> None:
        rows = self.rows(self._room, snug=self._snug)
        cards = [row for row in rows if isinstance(row, ChartFrame | NightCard | MonthCard)]
        self.pager.set_rows(rows, self.spacing(), cards)
        self._draw(anew=True)

    def _make_chips(self) -> None:
        if self._chips is not None:
            self._chip_row.removeWidget(self._chips)
            self._chips.deleteLater()
        options = [(measure, trendlanes.measure_name(measure)) for measure in self._offered]
        self._chips = ChipRow(options, set(self._chosen))
        self._chips.changed.connect(self._choose_measures)
        self._chip_row.insertWidget(0, self._chips, 1)

    def _card(self, measure: Measure) -> _Card:
        if measure not in self._cards:
            chart = Chart(self.form, self._link)
            table = ChartTable(self.form, Face.PATIENT)
            empty = NoValues()
            empty.measure.connect(self.measure)
            frame = ChartFrame(chart, table, empty)
            stack = chart.parentWidget()
            assert stack is not None
            chart.setMinimumHeight(0)
            frame.body.removeWidget(stack)
            area = Stretchy(stack, 120)
            frame.body.addWidget(area, 1)
            policy = frame.sizePolicy()
            policy.setVerticalStretch(10 if measure == PRESSURE else 6)
            frame.setSizePolicy(policy)
            chart.readout.connect(self._readout.setText)
            not_mine = NotMine()
            frame.body.addWidget(not_mine)
            not_mine.pressed.connect(lambda: self._take_away(measure))
            frame.table.selectionModel().selectionChanged.connect(lambda *_: self._show_choice(measure))
            self._cards[measure] = _Card(frame, area, chart, table, not_mine)
        return self._cards[measure]

    def _show_choice(self, measure: Measure) -> None:
        card = self._cards[measure]
        card.not_mine.set_ready(card.frame.table.selectionModel().hasSelection())

    def _take_away(self, measure: Measure) -> None:
        """The chosen row's measurements are somebody else's."""
        rows = self._cards[measure].frame.table.selectionModel().selectedRows()
        if self._shown is not None and rows:
            ids = trendlanes.behind(measure, self._shown, rows[0].data(TIME_ROLE))
            self.retract.emit(ids)

    def _night_card(self) -> NightCard:
        if self._night is None:
            self._night = NightCard(self._form)
            self._night.readout.connect(self._readout.setText)
            policy = self._night.sizePolicy()
            policy.setVerticalStretch(10)
            self._night.setSizePolicy(policy)
        return self._night

    def _month_card(self) -> MonthCard:
        if self._month is None:
            self._month = MonthCard(self._form)
        return self._month

    def _choose_period(self, period: Period) -> None:
        self._period = period
        self._draw()

    def _choose_looks(self, look: Look) -> None:
        self._look = look
        self.lay_out()

    def _choose_measures(self, chosen: set[Measure]) -> None:
        if not chosen and self._chips is not None:  # one stays, or there would be nothing to see
            for measure in self._chosen:
                self._chips.chip(measure).setChecked(True)
            return
        self._chosen = set(chosen)
        self.lay_out()
        self._draw(anew=True)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]  # Qt gives a QShowEvent
        self._draw()

    def _draw(self, *, anew: bool = False) -> None:
        """Fill the charts, if they are seen and something has changed."""
        shown = self._shown
        if shown is None:
            return
        key = (
            shown.history,
            shown.home.plan,
            shown.now.date(),
            self._period,
            self._look,
            shown.past,
        )
        if anew:
            self._drawn = None
        if not self.isVisible() or key == self._drawn:
            return
        self._drawn = key
        if self._look is Look.CALENDAR:
            self._month_card().show_state(shown)
            return
        over = trendlanes.span(self._period, shown.history, shown.now)
        self._link.set_range(over.start, over.end)
        self._todo = [measure for measure in self._offered if measure in self._chosen]
        self._next.start()

    def _draw_next(self) -> None:
        """One chart a turn of the event loop: together they would make the window stand still."""
        shown = self._shown
        if not self._todo or shown is None:
            return
        measure = self._todo.pop(0)
        if measure == NIGHT:
            self._night_card().show_table(self._look is Look.TABLE)
            self._night_card().show_nights(nightlanes.recordings(shown.history))
        else:
            self._draw_one(measure, shown)
        if self._todo:
            self._next.start()

    def _draw_one(self, measure: Measure, shown: Shown) -> None:
        over = trendlanes.span(self._period, shown.history, shown.now)
        card = self._card(measure)
        first = measure == next(m for m in self._offered if m in self._chosen)
        flags = trendlanes.flags(measure, shown, over, self.form, plans=first)
        card.chart.set_formatter(self.form, shown.now.timestamp())
        card.table.set_formatter(self.form)
        card.frame.set_lanes([trendlanes.lane(measure, shown, over, self.form)], flags)
        card.frame.set_heading(self._heading(measure, shown))
        if any(len(lane.times) for lane in card.chart.lanes):
            card.frame.set_key(self._key(measure, grouped=over.grouped), trendlanes.MEASURES[measure])
            card.frame.show_state("table" if self._look is Look.TABLE else "chart")
        rows = self._look is Look.TABLE and not over.grouped and bool(card.table.rowCount())
        pulse = measure[0] is Kind.BLOOD_PRESSURE and measure != PRESSURE  # a part of the pressure's reading
        card.not_mine.setVisible(rows and not pulse)
        self._show_choice(measure)

    def _heading(self, measure: Measure, shown: Shown) -> Heading:
        form = self.form
        if not self._card(measure).chart.lanes:
            return Heading(trendlanes.measure_name(measure))
        newest = next(
            (m for m in reversed(shown.history) if m.kind is measure[0] and m.value(measure[1]) is not None),
            None,
        )
        if newest is None:
            return Heading(trendlanes.measure_name(measure))
        pressure = measure == PRESSURE
        latest = (
            view.pressures(newest.values, form)
            if pressure
            else view.figure(newest.quantity(measure[1]), form)
        )
        mean = week_mean(shown) if pressure else None
        unit = "" if pressure else self._card(measure).chart.lanes[0].unit
        if self._room is Room.ONE and mean is not None:
            return Heading(trendlanes.measure_name(measure), "", mean.text, mean.zone)
        if self._room is Room.ONE:
            return Heading(trendlanes.measure_name(measure), latest_words=self.tr("Latest"), latest=latest)
        return Heading(
            trendlanes.measure_name(measure),
            self.tr("mean of 7 days") if mean else unit,
            mean.text if mean else "",
            mean.zone if mean else Zone.GREY,
            self.tr("Latest"),
            latest,
            form.when(newest.taken_at, shown.now),
        )

    def _key(self, measure: Measure, *, grouped: bool) -> list[KeyEntry]:
        if self._room < Room.RAIL:  # the room goes to the chart
            return []
        mean = KeyEntry("line", self.tr("Mean of 7 days"))
        if measure == PRESSURE:
            if grouped:
                text = self.tr("Each bar goes from the lowest to the highest pressure.")
                return [KeyEntry("text", text)]
            return [
                KeyEntry("bar", self.tr("Morning")),
                KeyEntry("open_bar", self.tr("Evening")),
                mean,
                KeyEntry("text", self.tr("The bar goes from the lower to the upper pressure.")),
            ]
        if PRESSURE in self._chosen or grouped:  # the key over the bars says it for all
            return []
        return [KeyEntry("dot", self.tr("Morning")), KeyEntry("open_dot", self.tr("Evening")), mean]
