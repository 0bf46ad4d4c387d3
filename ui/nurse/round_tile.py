"""One measure of the patient at hand: newest value, its zone, two weeks as a line, and how it was before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hemmonitor.clinic import SPARK_DAYS, PatientView
from hemmonitor.model.careplan import RANK, Comparison, Level, Threshold
from hemmonitor.model.finding import Finding
from hemmonitor.model.measurement import Component, Kind
from hemmonitor.rounds import Course, Preparation
from ui import measures
from ui.format import Formatter
from ui.nurse import round_words, rowtext, sparkline
from ui.nurse.sparkline import Spark
from ui.theme import Theme, Zone
from ui.widgets.badge import ZoneBadge
from ui.widgets.base import Label, Themed
from ui.widgets.card import Card

_MOST = 4


@dataclass(frozen=True, slots=True)
class TileText:
    """Ready texts of a tile and what its line is drawn from. ``zone`` is ``None`` without a limit."""

    title: str
    value: str
    unit: str
    caption: str
    zone: Zone | None
    spark: Spark | None
    series: str


def texts(preparation: Preparation, view: PatientView, fmt: Formatter) -> list[TileText]:
    """The tiles of a patient: the figures with signals first, then the most measured ones."""
    shown = [c for c in preparation.courses if c.component is not Component.DIASTOLIC]
    alarming = {(f.kind, f.component) for f in preparation.row.findings}
    kinds = {f.kind for f in preparation.row.findings}
    shown.sort(key=lambda c: ((c.kind, c.component) not in alarming, c.kind not in kinds))
    once = {c.component: c for c in reversed(shown)}  # a pulse comes with several kinds: the first of them
    shown = [c for c in shown if once[c.component] is c]
    return [_text(c, preparation, view, fmt) for c in shown[:_MOST]]


def _text(course: Course, preparation: Preparation, view: PatientView, fmt: Formatter) -> TileText:
    pair = course.kind is Kind.BLOOD_PRESSURE and course.component is Component.SYSTOLIC
    parts = measures.PAIR if pair else {course.component}
    newest = next(
        m for m in reversed(view.measurements) if m.kind is course.kind and m.value(course.component)
    )
    value, unit = measures.reading(newest, course.component, fmt)
    zone = _zone(course.kind, parts, preparation)
    start = preparation.at - dt.timedelta(days=SPARK_DAYS)
    points = tuple(p for p in course.values if p[0] >= start)
    return TileText(
        title=measures.kind_name(course.kind) if pair else measures.component_name(course.component),
        value=value,
        unit=f"{unit} {fmt.when(newest.taken_at, preparation.at)}".strip(),
        caption=_caption(course, pair, preparation, fmt),
        zone=zone,
        spark=sparkline.build(points, preparation.at, _limit(preparation, course)),
        series=rowtext.series(course.kind, course.component),
    )


def _zone(kind: Kind, parts: Collection[Component], preparation: Preparation) -> Zone | None:
    def about(finding: Finding) -> bool:
        return finding.kind is kind and (finding.component is None or finding.component in parts)

    open_ones = [f.level for f in preparation.row.findings if about(f)]
    if open_ones:
        return Zone(max(open_ones, key=RANK.__getitem__).value)
    plan = preparation.plan
    limited = plan is not None and any(t.kind is kind and t.component in parts for t in plan.thresholds)
    return Zone.GREEN if limited else None


def _limit(preparation: Preparation, course: Course) -> float | None:
    """The limit that was crossed, else the mildest upper one."""
    plan = preparation.plan
    if plan is None:
        return None
    crossed: list[Threshold] = [
        f.threshold for f in preparation.row.findings
        if f.threshold is not None and (f.kind, f.threshold.component) == (course.kind, course.component)
    ]  # fmt: skip
    known = crossed or [
        t for t in plan.thresholds_for(course.kind, course.component) if t.level is Level.YELLOW
    ]
    return float(known[0].limit) if known else None


def _caption(course: Course, pair: bool, preparation: Preparation, fmt: Formatter) -> str:
    found = []
    before = "" if course.before is None else round_words.figure(course.before, course.component, fmt)
    if pair and course.before is not None:
        lower = next((c for c in preparation.courses if c.component is Component.DIASTOLIC), None)
        if lower is not None and lower.before is not None:
            before += f"/{round_words.figure(lower.before, Component.DIASTOLIC, fmt)}"
    if before:
        found.append(round_words.translate("RoundTile", "{value} before").format(value=before))
    plan = preparation.plan
    base = plan.baseline_of(course.kind, course.component) if plan else None
    if base is not None:
        figure = measures.figure(base.value, fmt)
        found.append(round_words.translate("RoundTile", "baseline {value}").format(value=figure))
    goals = (
        [g for g in plan.goals if g.component is course.component and g.kind is course.kind] if plan else []
    )
    for goal in goals:
        below = goal.comparison in {Comparison.BELOW, Comparison.AT_MOST}
        text = (
            round_words.translate("RoundTile", "goal under {value}")
            if below
            else round_words.translate("RoundTile", "goal over {value}")
        )
        found.append(text.format(value=measures.figure(goal.limit, fmt)))
    return ", ".join(found)


class RoundTile(Card):
    """``show_text(TileText)``; ``set_low`` leaves the line out where the window is low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.title, self.badge = Label("", "strong", wrap=False), ZoneBadge()
        self.value, self.unit = Label("", "value_mid", wrap=False), Label("", "small")
        self.line = _Line()
        self.caption = Label("", "small")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.badge)
        figure = QHBoxLayout()
        figure.setSpacing(8)
        figure.addWidget(self.value)
        figure.addWidget(self.unit, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(head)
        self.body.addLayout(figure)
        self.body.addWidget(self.line, 1)
        self.body.addWidget(self.caption)
        self.refresh()

    def show_text(self, text: TileText) -> None:
        """Show a measure."""
        self.title.setText(text.title)
        self.value.setText(text.value)
        self.unit.setText(text.unit)
        self.caption.setText(text.caption)
        self.badge.setVisible(text.zone is not None)
        if text.zone is not None:
            self.badge.set_zone(text.zone)
        self.line.set_line(text.spark, text.series, text.zone or Zone.GREY)
        word = self.badge.word if text.zone is not None else ""
        said = (text.title, word, f"{text.value} {text.unit}", text.caption)
        self.setAccessibleName(", ".join(part for part in said if part))

    def set_low(self, low: bool) -> None:
        """Without the line."""
        self.line.setVisible(not low)


class _Line(Themed, QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._spark: Spark | None = None
        self._series, self._zone = "systolic", Zone.GREY
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.refresh()

    def set_line(self, spark: Spark | None, series: str, zone: Zone) -> None:
        self._spark, self._series, self._zone = spark, series, zone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self.theme.grown(56))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.theme.grown(40))

    def restyle(self, theme: Theme) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._spark is not None:
            colour = str(getattr(self.theme.chart, self._series))
            box = QRectF(self.rect()).adjusted(0, 4, 0, -4)
            sparkline.paint(QPainter(self), box, self._spark, colour, self._zone, self.theme)
