"""The chart on which limits are moved: a figure's values, lines with grips, what becomes of its signals.

The values are read once; moving a line redraws lines and bands only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from hemmonitor.clinic import PatientView
from hemmonitor.clinical.what_if import WhatIf
from hemmonitor.model.careplan import RANK, Threshold
from hemmonitor.model.measurement import Component, Kind
from ui import measures
from ui.charts.lane import Dots, Lane, Limit, MarkState
from ui.charts.limits import Grip
from ui.charts.plot import Chart, TimeLink
from ui.charts.series import DAY, nearest
from ui.nurse import lanes
from ui.nurse.desk import Desk
from ui.nurse.limits_model import LimitsDraft, exact, range_of, step_of
from ui.nurse.shedding import SheddingRow
from ui.nurse.what_if import StateKey
from ui.theme import Theme, Zone
from ui.widgets.base import Label
from ui.widgets.card import Card

_SAME_SITTING = 2 * 3600.0  # seconds
_ROOM = "\u00a0" * 8  # beside a limit's words, for the handle of its grip
_REACH = 9.0  # limits far from the values are shown all the same


class LimitsChart(Card):
    """``show_measure(view, draft, kind, component, days)``; ``edited(threshold id, value)``."""

    edited = Signal(str, float)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._view: PatientView | None = None
        self._draft: LimitsDraft | None = None
        self._measure: tuple[Kind, Component] | None = None
        self._lane: Lane | None = None
        self._found: WhatIf | None = None
        self.grips: dict[str, Grip] = {}
        now = desk.now().timestamp()
        self.link = TimeLink(now - 42 * DAY, now, self)
        self.chart = Chart(desk.fmt, self.link, titles=False, today=now)
        self.chart.setObjectName("limits_chart")
        self._summary = Label("", "body", wrap=False)
        self._key, self._hint = StateKey(), Label("", "small", wrap=False)
        foot = SheddingRow(gap=8)
        foot.add(self._key, 1)
        foot.add_stretch()
        foot.add(self._hint, 2)
        self.body.addWidget(self._summary)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(foot)
        self._redraw = QTimer(self)  # several moves in one turn of the loop are one drawing
        self._redraw.setSingleShot(True)
        self._redraw.timeout.connect(self._draw)
        self.refresh()
        self.retranslate()

    def show_measure(
        self, view: PatientView, draft: LimitsDraft, kind: Kind, component: Component, days: int
    ) -> None:
        """Show a figure over so many days, with its limits."""
        self._view, self._draft, self._measure = view, draft, (kind, component)
        end = view.at.timestamp()
        self.link.set_range(end - days * DAY, end + 0.03 * days * DAY)
        self._lane = lanes.single(view, kind, component, self._desk.fmt, since=end - days * DAY).lane
        for grip in self.grips.values():
            grip.hide()
            grip.deleteLater()
        self.grips = {}
        self._draw()
        self.grips = {t.id: self._grip(t) for t in draft.limits(kind, component)}
        name = measures.component_name(component)
        self._summary.set_strong_lead(name, self._count_text(len(self._lane.times), self._lane.unit))

    def follow(self, threshold_id: str, value: float) -> None:
        """A limit has changed in the draft."""
        if threshold_id in self.grips:
            self.grips[threshold_id].set_value(value)
        self._redraw.start(0)

    def mark(self, found: WhatIf | None) -> None:
        """Mark the values whose signals go, stay or come."""
        differs = found is not None and bool(found.new or found.vanished)
        self._found = found if differs else None
        self._key.show_result(self._found)
        self._draw()

    def go_to(self, measurement_id: str) -> None:
        """Put the cursor on a value."""
        every = self._view.measurements if self._view else ()
        found = next((m for m in every if m.id == measurement_id), None)
        if found is not None:
            self.link.set_cursor(found.taken_at.timestamp())

    def retranslate(self) -> None:
        self._hint.setText(self.tr("Drag the line, or Tab and arrow up or down"))
        self.chart.set_formatter(self._desk.fmt, self._desk.now().timestamp())

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.chart.setMinimumHeight(theme.grown(230))

    def _grip(self, threshold: Threshold) -> Grip:
        low, high = range_of(threshold)
        grip = Grip(
            self.chart,
            0,
            Zone(threshold.level.value),
            float(threshold.limit),
            step=float(step_of(threshold)),
            least=float(low),
            most=float(high),
            text=partial(self._grip_text, threshold),
        )
        grip.setObjectName(f"grip_{threshold.id}")
        grip.moved.connect(partial(self.edited.emit, threshold.id))
        return grip

    def _grip_text(self, threshold: Threshold, value: float) -> str:
        moved = replace(threshold, limit=exact(threshold, value))
        return lanes.short_comparison(moved, self._desk.fmt)

    def _draw(self) -> None:
        if self._lane is None or self._draft is None or self._measure is None:
            return
        kind, component = self._measure
        limits = self._draft.limits(kind, component)
        lines = self._lines(limits)
        data = self._lane.data
        assert isinstance(data, Dots)
        low, high = lanes.extent(
            data.values, [line.value for line in lines], least=lanes.span(component), reach=_REACH
        )
        plan = replace(self._draft.plan, thresholds=tuple(limits))
        shown = replace(
            self._lane,
            data=self._marked(data, kind),
            bands=tuple(lanes.bands_of([plan], kind, component)),
            limits=tuple(lines),
            low=low,
            high=high,
        )
        self.chart.set_lanes([shown])
        for grip in self.grips.values():
            grip.place()
            grip.raise_()

    def _lines(self, limits: Sequence[Threshold]) -> list[Limit]:
        """The lines as they would be, and dashed where they are now."""
        assert self._draft is not None
        fmt = self._desk.fmt
        lines = [
            Limit(float(t.limit), lanes.short_comparison(t, fmt) + _ROOM, lanes.severity(t.level))
            for t in limits
        ]
        base = self._draft.baseline(*self._measure) if self._measure is not None else None
        if base is not None:
            said = self.tr("baseline {value}").format(value=measures.figure(base.value, fmt))
            lines.append(Limit(float(base.value), said, quiet=True))
        ids = {t.id for t in limits} & self._draft.edits.keys()
        for old in self._draft.plan.thresholds:
            if old.id in ids:
                text = self.tr("now {value}").format(value=measures.figure(old.limit, fmt))
                lines.append(Limit(float(old.limit), text, lanes.severity(old.level), dashed=True))
        return lines

    def _marked(self, data: Dots, kind: Kind) -> Dots:
        """The values with what becomes of their signals; zone shapes when nothing differs."""
        found = self._found
        if found is None or not len(data.times):
            return data
        states = np.zeros(len(data.times), dtype=np.uint8)
        ranks = np.zeros(len(data.times), dtype=np.uint8)
        groups = (
            (found.draft, MarkState.KEPT),
            (found.vanished, MarkState.GONE),
            (found.new, MarkState.NEW),
        )
        for episodes, state in groups:
            for episode in episodes:
                at = episode.worst_at.timestamp()
                place = nearest(data.times, at)
                if episode.kind is kind and abs(float(data.times[place]) - at) <= _SAME_SITTING:
                    states[place], ranks[place] = state, RANK[episode.level]
        return replace(data, states=states, ranks=ranks, shapes=False)

    def _count_text(self, count: int, unit: str) -> str:
        return self.tr("{unit}, %n measurement(s) in the period", "", count).format(unit=unit)
