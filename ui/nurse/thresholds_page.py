"""Limits: move a line on the chart or type, say why, save as the next version of the plan.

Keys: Tab to a line's grip or to a field, arrow up and down; Ctrl+S saves, Esc goes back. The two ways of
changing a limit are bound to each other. Nothing is in force until it is saved, and saving asks for a reason.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.clinic import PatientView
from hemmonitor.clinical.what_if import WhatIf
from hemmonitor.model.measurement import Component, Kind
from ui import measures
from ui.nurse.desk import Desk
from ui.nurse.keys import bind
from ui.nurse.limits_chart import LimitsChart
from ui.nurse.limits_model import LimitsDraft, exact
from ui.nurse.limits_rows import LimitsTable
from ui.nurse.page import Keys, Page
from ui.nurse.rules_card import RulesCard
from ui.nurse.shedding import SheddingRow
from ui.nurse.versions import VersionsCard
from ui.nurse.what_if import WhatIfCard
from ui.theme import TextSize, Theme, fonts
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Segmented
from ui.widgets.toast import Toast

_PERIODS: tuple[tuple[str, float], ...] = (("30", 30), ("42", 42), ("90", 90), ("365", 365))
_SIDE = 416
_REST_MS = 60


class ThresholdsPage(Page):
    """``left`` goes back to the patient."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: PatientView | None = None
        self._draft: LimitsDraft | None = None
        self._measure: tuple[Kind, Component] | None = None
        self.setProperty("kind", "page")
        self._back = Button("", "plain", icon="chevron-left")
        self._title, self._person = Label("", "title", wrap=False), Label("", "secondary", wrap=False)
        self._reset = Button("", icon="rotate")
        self.measures: Segmented[tuple[Kind, Component]] = Segmented()
        self._period_label = Label("", "small", wrap=False)
        self.periods: Segmented[str] = Segmented([(key, key) for key, _ in _PERIODS], "42")
        self.chart = LimitsChart(desk)
        self.table = LimitsTable(desk)
        self.rules = RulesCard(desk)
        self._reason_label, self._needed = Label("", "strong", wrap=False), Label("", "zone_red", wrap=False)
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("limits_reason")
        self.reason.setTabChangesFocus(True)
        self.save = Button("", "primary", keys=("Ctrl", "S"))
        self.save.setObjectName("limits_save")
        self._after, self._fault = Label("", "small"), Label("", "zone_red")
        self.versions = VersionsCard(desk)
        self.what_if = WhatIfCard(desk)
        self._ask = QTimer(self)  # asks what would have happened once the limit rests
        self._ask.setSingleShot(True)
        self._ask.setInterval(_REST_MS)
        self._ask.timeout.connect(self._suppose)
        self._build()
        self.toast = Toast(self)
        self._connect()
        self.refresh()
        self.retranslate()

    @property
    def keys(self) -> Keys:
        return (
            (("Tab",), self.tr("next line or field")),
            (("↑", "↓"), self.tr("move the limit")),
            (("Ctrl", "S"), self.tr("save")),
            (("Esc",), self.tr("to the patient")),
            (("?",), self.tr("all keys")),
        )

    @property
    def mailbox(self) -> str:
        """Whose limits are shown; empty before the first."""
        return self._view.mailbox if self._view else ""

    @property
    def draft(self) -> LimitsDraft | None:
        """The limits as they are being changed."""
        return self._draft

    def show_view(self, view: PatientView) -> None:
        """Show a patient's limits. Edits of the same patient stay, on top of the newest plan."""
        other = self._view is None or self._view.mailbox != view.mailbox
        self._view = view
        plan = view.plans[-1] if view.plans else None
        if plan is None:
            return
        inside = self.isAncestorOf(self.window().focusWidget())
        kept = None if other or self._draft is None else self._draft
        self._draft = kept.rebased(plan) if kept is not None else LimitsDraft(plan)
        if other:
            self.reason.clear()
            self._measure = None
            self.what_if.forget()
            self.chart.mark(None)
        self._show_head()
        self._show_measures()
        self.versions.show_view(view)
        self._show_measure()
        if inside:
            self.begin()  # the rows were made anew, and with them went the keyboard

    def begin(self) -> None:
        """Put the keyboard on the first limit's field."""
        self.table.begin()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Limits"))
        self._reset.setText(self.tr("Restore"))
        self._period_label.setText(self.tr("Period"))
        self.periods.set_texts([self.tr("30 d"), self.tr("6 weeks"), self.tr("90 d"), self.tr("1 year")])
        self._reason_label.setText(self.tr("Why is the limit changed?"))
        self._needed.setText(self.tr("required"))
        self.reason.setAccessibleName(self.tr("Why is the limit changed?"))
        self._fault.setText(self.tr("Red must lie beyond yellow, and low limits under high ones."))
        if self._view is not None:
            self.show_view(self._view)

    def restyle(self, theme: Theme) -> None:
        self._head.setFixedHeight(theme.grown(48))
        self.reason.setFixedHeight(round(2 * QFontMetricsF(fonts.font(theme, 14)).lineSpacing()) + 24)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self._head = QFrame()
        self._head.setProperty("kind", "header")
        bar = SheddingRow((16, 0, 16, 0), 12)
        bar.add(self._back, 3)
        bar.add(self._title)
        bar.add(self._person, 2)
        bar.add_stretch()
        bar.add(self._reset, 1)
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(bar)
        body = QHBoxLayout()
        body.setContentsMargins(16, 10, 10, 4)
        body.setSpacing(16)
        body.addWidget(self._build_left(), 1)
        body.addWidget(self._build_side())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addLayout(body, 1)

    def _build_left(self) -> QScrollArea:
        tools = SheddingRow(gap=10)
        tools.add(self.measures)
        tools.add_stretch()
        tools.add(self._period_label, 2)
        tools.add(self.periods, 1)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        left = QVBoxLayout(inner)
        left.setContentsMargins(0, 0, 6, 0)
        left.setSpacing(10)
        left.addWidget(tools)
        left.addWidget(self.chart, 1)
        left.addWidget(self.table)
        left.addWidget(self.rules)
        self._left_area = _scrolling(inner)
        return self._left_area

    def _build_side(self) -> QScrollArea:
        why = Card()
        first = QHBoxLayout()
        first.addWidget(self._reason_label)
        first.addStretch(1)
        first.addWidget(self._needed)
        why.body.addLayout(first)
        for part in (self.reason, self._fault, self.save, self._after):
            why.body.addWidget(part)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        column.addWidget(self.what_if)
        column.addWidget(why)
        column.addWidget(self.versions)
        column.addStretch(1)
        self._side = _scrolling(inner)
        return self._side

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._reset.clicked.connect(self._restore)
        self.measures.chosen.connect(self._choose)
        self.periods.chosen.connect(lambda _key: self._show_measure())
        self.what_if.chosen.connect(self.chart.go_to)
        self.chart.edited.connect(self._edit)
        self._desk.bridge.failed.connect(lambda _code: self._show_save())
        self._desk.bridge.supposed.connect(self._supposed)
        self.table.edited.connect(self._edit)
        self.rules.changed.connect(self._rules_changed)
        self.versions.restore_asked.connect(self._take_from)
        self.reason.textChanged.connect(self._show_save)
        self.save.clicked.connect(self._save)
        self._desk.bridge.plan_issued.connect(self._issued)
        bind(self, "Ctrl+S", self._save)
        bind(self, "Esc", self.left.emit)

    def _show_head(self) -> None:
        assert self._view is not None
        assert self._draft is not None
        view, plan, fmt = self._view, self._draft.plan, self._desk.fmt
        self._back.setText(view.patient.name)
        since = self.tr("plan {version} since {day}").format(
            version=plan.version, day=fmt.day(plan.valid_from, short=True)
        )
        self._person.setText(since)
        called = view.patient.given_name or view.patient.name
        text = self.tr("{name} gets the new plan at the next contact. What was judged before stands.")
        self._after.setText(text.format(name=called))
        self.save.setText(self.tr("Save as plan {version}").format(version=plan.version + 1))

    def _show_measures(self) -> None:
        assert self._draft is not None
        every = self._draft.measures()
        if self._measure not in every:
            self._measure = every[0] if every else None
        pulses = sum(1 for _, component in every if component is Component.PULSE_RATE)
        options = []
        for kind, component in every:
            name = measures.component_name(component)
            if component is Component.PULSE_RATE and pulses > 1:
                name = f"{name}, {measures.kind_name(kind)}"
            options.append(((kind, component), name))
        self.measures.set_options(options, self._measure)

    def _choose(self, measure: object) -> None:
        assert isinstance(measure, tuple)
        self._measure = measure
        self._show_measure()

    def _show_measure(self) -> None:
        """Show the chosen figure: its rows, its grips, its chart."""
        if self._measure is None or self._draft is None:
            return
        assert self._view is not None
        self.table.show_limits(self._draft, self._draft.limits(*self._measure))
        self.rules.show_rules(self._view, self._draft, *self._measure)
        self.chart.show_measure(self._view, self._draft, *self._measure, self._days())
        self._show_save()
        self._wonder()

    def _edit(self, threshold_id: str, value: float) -> None:
        """A limit was moved or typed: both ways follow, the chart a moment later."""
        assert self._draft is not None
        threshold = next(t for t in self._draft.plan.thresholds if t.id == threshold_id)
        self._draft.set(threshold_id, exact(threshold, value))
        self.table.set_value(self._draft, threshold_id)
        self.chart.follow(threshold_id, value)
        self._show_save()
        self._wonder()

    def _rules_changed(self, anew: bool) -> None:
        """A rule came or went, or the baseline moved (``anew``), or a figure was typed."""
        if anew:
            self._show_measure()
        else:
            self._show_save()
            self._wonder()

    def _take_from(self, version: int) -> None:
        """Begin a new version with the limits of an old one."""
        if self._view is None or self._draft is None:
            return
        old = next((p for p in self._view.plans if p.version == version), None)
        if old is not None:
            self._draft.take_from(old)
            self.reason.setPlainText(self.tr("Limits as in plan {version}").format(version=version))
            self._show_measures()
            self._show_measure()

    def _wonder(self) -> None:
        self.what_if.wait()
        self._ask.start()

    def _suppose(self) -> None:
        if self._view is not None and self._draft is not None:
            self._desk.bridge.suppose(self._view.mailbox, self._draft.made, self._days())

    def _supposed(self, mailbox: str, found: WhatIf) -> None:
        if self._view is None or mailbox != self._view.mailbox or self._ask.isActive():
            return
        self.what_if.show_result(self._view, found)
        self.chart.mark(found)

    def _days(self) -> int:
        return int(dict(_PERIODS)[self.periods.current or "42"])

    def _show_save(self) -> None:
        if self._draft is None:
            return
        faults = self._draft.faults()
        self.table.set_faults(faults)
        self._fault.setVisible(bool(faults))
        ready = self._draft.changed and not faults and bool(self.reason.toPlainText().strip())
        self.save.setEnabled(ready)
        self._reset.setEnabled(self._draft.changed)

    def _restore(self) -> None:
        if self._draft is not None:
            self._draft.restore()
            self._show_measure()

    def _save(self) -> None:
        if self._view is None or self._draft is None or not self._draft.changed:
            return
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.save.isEnabled():
            self.save.setEnabled(False)
            self._desk.bridge.change_plan(self._view.mailbox, self._draft.made, reason)

    def _issued(self, mailbox: str, version: int) -> None:
        if mailbox != self.mailbox or self._draft is None or self._view is None:
            return
        self._draft.restore()
        self.reason.clear()
        called = self._view.patient.given_name or self._view.patient.name
        if self.isVisible():
            self.toast.show_done(
                self.tr("Plan {version} saved.").format(version=version),
                self.tr("{name} gets it at the next contact.").format(name=called),
                undo=False,
            )

    def _arrange(self) -> None:
        theme = self.theme
        side = round(_SIDE * (1 if theme.text_size <= TextSize.S100 else 1.15))
        self._side.setFixedWidth(min(side, round(self.width() * 0.38)))


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
