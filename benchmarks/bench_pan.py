"""Panning a long recording: our chart against raw pyqtgraph with its own peak downsampling.

Both draw the same values at the same pixels, and are panned by the same steps; a frame is a range change and
the repaint that follows. Budget (issue "The patient's program"): with 1,000,000 points p95 at most 0.5x raw
pyqtgraph's, and at most 2x the same chart's with 1,000 points.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication

from ui.app.parts import application
from ui.charts.lane import Lane
from ui.charts.plot import Chart, TimeLink
from ui.charts.pyramid import Pyramid
from ui.format import Formatter
from ui.i18n import Language
from ui.theme import Theme, dress

SIZE = (984, 420)
MANY, FEW = 1_000_000, 1_000
FRAMES, WARM = 120, 10
START = 1_700_000_000.0
STEP = 1.0  # second between points, as of a night's recording


def values(count: int) -> tuple[np.ndarray, np.ndarray]:
    noise = np.random.default_rng(7)
    times = START + np.arange(count) * STEP
    return times, 93 + np.cumsum(noise.normal(0, 0.02, count)) % 6


def frames(pan: Callable[[float, float], None], paint: Callable[[], None], count: int) -> list[float]:
    """Milliseconds of each frame, panning a window of four fifths of all time to and fro."""
    whole = count * STEP
    taken = []
    for number in range(FRAMES + WARM):
        offset = whole * 0.2 * (0.5 + 0.5 * np.sin(number / 9))
        began = time.perf_counter()
        pan(START + offset, START + offset + whole * 0.8)
        paint()
        if number >= WARM:
            taken.append(1000 * (time.perf_counter() - began))
    return taken


def ours(count: int) -> list[float]:
    times, found = values(count)
    link = TimeLink(START, START + count * STEP)
    chart = Chart(Formatter(Language.SV, dt.UTC), link)
    dress(chart, Theme())
    data = Pyramid(times, found)
    chart.resize(*SIZE)
    chart.show()
    chart.set_lanes([Lane("SpO2", "%", "spo2", data, 88.0, 101.0, lambda index: f"{found[index]:.0f}")])
    QApplication.processEvents()

    def paint() -> None:
        QApplication.processEvents()

    taken = frames(link.set_range, paint, count)
    chart.close()
    return taken


def raw(count: int) -> list[float]:
    times, found = values(count)
    widget = pg.PlotWidget()
    item = widget.plot(times, found)
    item.setDownsampling(auto=True, method="peak")
    item.setClipToView(True)
    widget.setYRange(88, 101)
    widget.resize(*SIZE)
    widget.show()
    QApplication.processEvents()

    def pan(start: float, end: float) -> None:
        widget.setXRange(start, end, padding=0)

    def paint() -> None:
        QApplication.processEvents()

    taken = frames(pan, paint, count)
    widget.close()
    return taken


def p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def main() -> None:
    application()
    few, many, pyqtgraph = p95(ours(FEW)), p95(ours(MANY)), p95(raw(MANY))
    print(f"p95 a frame: ours {many:.1f} ms with {MANY:,} points, {few:.1f} ms with {FEW:,}")
    print(f"p95 a frame: raw pyqtgraph {pyqtgraph:.1f} ms with {MANY:,} points")
    print(f"ours / raw pyqtgraph: {many / pyqtgraph:.2f} (budget 0.5)")
    print(f"{MANY:,} / {FEW:,} points: {many / few:.2f} (budget 2)")


if __name__ == "__main__":
    main()
