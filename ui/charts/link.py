"""What charts on one time axis share: range, cursor and the room beside their lanes."""

from PySide6.QtCore import QObject, Signal


class TimeLink(QObject):
    """The time axis that charts share: range and cursor, in seconds since 1970."""

    range_changed = Signal(float, float)
    cursor_changed = Signal(object)
    margins_changed = Signal()

    def __init__(self, start: float, end: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._start, self._end = start, end
        self._cursor: float | None = None
        self._margins: dict[int, tuple[float, float]] = {}

    def margins(self, chart: QObject, left: float, right: float) -> tuple[float, float]:
        """Say what `chart` needs beside its lanes; the answer is what all charts on the axis use."""
        before = self._common()
        self._margins[id(chart)] = (left, right)
        now = self._common()
        if now != before:
            self.margins_changed.emit()
        return now

    def forget(self, chart: int) -> None:
        """The chart with this `id` is gone."""
        self._margins.pop(chart, None)

    def _common(self) -> tuple[float, float]:
        needed = self._margins.values()
        return max((left for left, _ in needed), default=0.0), max(
            (right for _, right in needed), default=0.0
        )

    @property
    def range(self) -> tuple[float, float]:
        return self._start, self._end

    @property
    def cursor(self) -> float | None:
        return self._cursor

    def set_range(self, start: float, end: float) -> None:
        if (start, end) != (self._start, self._end) and end > start:
            self._start, self._end = start, end
            self.range_changed.emit(start, end)

    def set_cursor(self, time: float | None) -> None:
        if time != self._cursor:
            self._cursor = time
            self.cursor_changed.emit(time)
