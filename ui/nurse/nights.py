"""The nights: oxygen level and pulse of a recording over its own hours, with the figures it came to.

Every value is kept; what is drawn is the least, the mean and the greatest of each pixel. The indices and the
time under 90 % are the core's (``clinical.overnight``); no limit and no zone belongs to a night.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.clinic import PatientView
from hemmonitor.clinical.overnight import UNDER, Night, night
from hemmonitor.model.measurement import Component, Kind, Measurement, Series
from ui import measures
from ui.charts.lane import Lane, Limit, Role
from ui.charts.plot import Chart, TimeLink
from ui.charts.pyramid import Pyramid
from ui.charts.series import gaps
from ui.format import NBSP, Formatter, unit_word
from ui.nurse.desk import Desk
from ui.widgets.base import Label, Themed
from ui.widgets.fields import Select

_LOST = 60.0  # seconds without a signal that are shown as a gap
_FIGURES: tuple[tuple[Component, Role], ...] = (
    (Component.SPO2, "spo2"),
    (Component.PULSE_RATE, "pulse"),
    (Component.HEART_RATE, "pulse"),
)


class Nights(Themed, QWidget):
    """``show_view(view)``. Object name of the choice: nights_which."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._nights: list[Measurement] = []
        self.which, self.figures = Select(), Label("", "body")
        self.which.setObjectName("nights_which")
        self._link = TimeLink(0.0, 1.0, self)
        self.chart = Chart(desk.fmt, self._link, titles=True)
        self.chart.setProperty("own_focus", True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.which)
        row.addWidget(self.figures, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.chart, 1)
        self.which.currentIndexChanged.connect(lambda _index: self._show())
        self.refresh()
        self.retranslate()

    def show_view(self, view: PatientView) -> None:
        """Offer a patient's recordings, the newest first; the one that was chosen stays."""
        fmt, chosen = self._desk.fmt, self.which.currentData()
        found = [m for m in view.measurements if m.kind is Kind.OXIMETRY_SERIES and m.series is not None]
        self._nights = [m for m in reversed(found) if night(m) is not None]
        self.which.blockSignals(True)
        self.which.clear()
        for one in self._nights:
            self.which.addItem(fmt.stamp(one.taken_at), one.id)
        self.which.setCurrentIndex(max(self.which.findData(chosen), 0))
        self.which.blockSignals(False)
        self.which.setVisible(bool(self._nights))
        self._show()

    def retranslate(self) -> None:
        self.which.setAccessibleName(self.tr("Which night"))
        self._show()

    def _show(self) -> None:
        chosen = self.which.currentData()
        recording = next((m for m in self._nights if m.id == chosen), None)
        self.chart.setVisible(recording is not None)
        found = night(recording) if recording is not None else None
        if recording is None or recording.series is None or found is None:
            self.figures.setText(self.tr("No night has been recorded"))
            return
        fmt, series = self._desk.fmt, recording.series
        self._link.set_cursor(None)
        self.chart.set_formatter(fmt, None)
        self._link.set_range(series.start.timestamp(), series.end.timestamp())
        self.chart.set_lanes([_lane(series, c, role, fmt) for c, role in _FIGURES if series.values(c)])
        self.figures.setText(self._said(found, fmt))

    def _said(self, found: Night, fmt: Formatter) -> str:
        whole = found.whole
        parts = []
        for name, index in (("ODI3", found.odi3), ("ODI4", found.odi4)):
            if index is not None:
                parts.append(f"{name} {fmt.number(index, 1)}{NBSP}/h")
        if whole.spo2 is not None:
            text = self.tr("SpO2 mean {mean} %, lowest {lowest} %")
            mean, lowest = fmt.number(whole.spo2.mean, 1), fmt.number(whole.spo2.lowest)
            parts.append(text.format(mean=mean, lowest=lowest).replace(" %", f"{NBSP}%"))
        if whole.share_under is not None:
            text = self.tr("under 90 % for {minutes} min ({share} %)")
            minutes = fmt.number(round(whole.under.total_seconds() / 60))
            parts.append(text.format(minutes=minutes, share=fmt.number(whole.share_under, 1)))
        lost = round(whole.lost.total_seconds() / 60)
        if lost:
            parts.append(self.tr("no signal for {minutes} min").format(minutes=lost))
        return ", ".join(parts).replace(" min", f"{NBSP}min")


def _lane(series: Series, component: Component, role: Role, fmt: Formatter) -> Lane:
    start, step = series.start.timestamp(), series.step.total_seconds()
    values = np.array([np.nan if v is None else float(v) for v in series.values(component)], dtype=np.float64)
    data = Pyramid(start + step * np.arange(len(values), dtype=np.float64), values)
    unit = unit_word(next(c.unit for c in series.channels if c.component is component))
    known = data.values if len(data) else np.array([float(UNDER)])
    low, high = float(known.min()) - 2, float(known.max()) + 2
    limits: tuple[Limit, ...] = ()
    if component is Component.SPO2:
        low, high = min(low, 84.0), 100.5
        limits = (Limit(float(UNDER), f"{UNDER}{NBSP}%", quiet=True),)

    def say(index: int) -> str:
        return f"{fmt.number(float(data.values[index]))}{NBSP}{unit}"

    return Lane(
        measures.component_name(component), unit, role, data, low, high, say, limits=limits,
        gaps=tuple(gaps(data.times, _LOST, start, series.end.timestamp())),
        weight=1.6 if component is Component.SPO2 else 1.0,
    )  # fmt: skip
