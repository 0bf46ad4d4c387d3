"""A finding as a card: its reason, and behind "why" the rule, the facts, the plan and the source."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.clinic import PatientView
from hemmonitor.model.finding import Confirmation, Finding
from hemmonitor.model.measurement import Measurement
from hemmonitor.model.record import Acknowledgement
from ui import measures, reasons
from ui.format import Formatter
from ui.nurse import words
from ui.nurse.rowtext import short_name
from ui.theme import Face, Theme, Zone
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, Themed, set_kind
from ui.widgets.buttons import Button
from ui.widgets.keycap import KeyCap
from ui.widgets.tile import IconView
from ui.widgets.words import zone_word


class _Head(Themed, QFrame):
    """The card's head: press it to open or fold."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = ZoneMark(size=22)
        self.title, self.line = Label("", "strong"), Label("", "small")
        self.chevron = IconView("chevron-down", 18, "text")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(self.line)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(texts, 1)
        self._row.addWidget(self.chevron, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.refresh()

    def restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.setSpacing(10)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class FindingCard(Themed, QFrame):
    """``fact_chosen(measurement id)`` moves the chart's cursor, ``path_asked(id)`` shows a value's path,
    ``take_asked`` takes the patient over.
    """

    fact_chosen = Signal(str)
    path_asked = Signal(str)
    take_asked = Signal()

    def __init__(
        self,
        finding: Finding,
        view: PatientView,
        fmt: Formatter,
        *,
        acknowledged: Acknowledgement | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.finding, self._view, self._fmt = finding, view, fmt
        self._acknowledged = acknowledged
        self._readings = {m.id: m for m in view.measurements}
        self._zone = Zone.GREY if acknowledged else Zone(finding.level.value)
        self.setObjectName("finding_card")
        self._head = _Head()
        self._head.pressed.connect(self.toggle)
        self._why = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._why)
        self._linked: list[tuple[Label, str]] = []
        self._build_why()
        self._fill()
        self.set_open(opened=False)
        self.refresh()

    @property
    def opened(self) -> bool:
        """Whether the reason behind is shown."""
        return not self._why.isHidden()

    def toggle(self) -> None:
        """Open or fold."""
        self.set_open(opened=not self.opened)

    def set_open(self, *, opened: bool) -> None:
        """Show or hide what is behind."""
        self._why.setVisible(opened)
        self._head.chevron.set_icon("chevron-up" if opened else "chevron-down")
        red = opened and self._zone is not Zone.GREY
        set_kind(self, f"panel_{self._zone}" if red else "card")
        set_kind(self._head, f"box_{self._zone}_head" if red else "")

    def decisive(self) -> str:
        """The id of the measurement that decided, empty when the facts name none."""
        seen = reasons.occasions(self.finding.facts)
        return seen[0].readings[-1].measurement_id if seen else ""

    def restyle(self, theme: Theme) -> None:
        for label, text in self._linked:  # rich text takes its link colour from the text alone
            label.set_markup(text.replace("<a ", f'<a style="color: {theme.colours.accent}" '))

    def _fill(self) -> None:
        now = self._view.at
        reason = reasons.explain(self.finding, self._readings, self._fmt, now)
        self._head.mark.set_zone(self._zone)
        self._head.title.setText(reason.title)
        if self._acknowledged is not None:
            done = ", ".join(words.action_done(a) for a in self._acknowledged.body.actions)
            line = self.tr("Acknowledged by {name}: {actions} · {when}").format(
                name=short_name(self._acknowledged.body.by),
                actions=done,
                when=self._fmt.when(self._acknowledged.at, now),
            )
        else:
            age = reasons.age_of(self.finding, self._fmt, now)
            owner = self._view.owner or self.tr("nobody on it")
            line = self.tr("open for {age} · {owner}").format(age=age, owner=owner)
        self._head.line.setText(line)
        self._head.setAccessibleName(f"{zone_word(self._zone, Face.NURSE)}. {reason.title}. {line}")

    def _build_why(self) -> None:
        column = QVBoxLayout(self._why)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(IconView("help-circle", 16, "text"))
        head.addWidget(Label(self.tr("Why"), "strong", wrap=False))
        head.addStretch(1)
        head.addWidget(KeyCap("y"))
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for name, text in (
            (self.tr("Rule"), html.escape(self._rule())),
            (self.tr("Facts"), facts_markup(self.finding, self._readings, self._fmt, self._view.at)),
            (self.tr("Confirmed"), html.escape(self._confirmed())),
            (self.tr("Plan"), html.escape(self._plan())),
            (self.tr("Source"), html.escape(self.finding.source)),
        ):
            if not text:
                continue
            label = Label("", "body")
            label.set_markup(text)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
            label.linkActivated.connect(self.fact_chosen)
            self._linked.append((label, text))
            form.addRow(beside(name), label)
        column.addLayout(head)
        column.addLayout(form)
        if self._acknowledged is None:
            column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        take = Button(self.tr("Take over"), keys=("t",))
        take.clicked.connect(self.take_asked)
        path = Button(self.tr("The value's path"), icon="microscope")
        path.setObjectName("value_path")
        path.clicked.connect(lambda: self.path_asked.emit(self.decisive()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(take)
        row.addWidget(path)
        row.addStretch(1)
        return row

    def _rule(self) -> str:
        finding = self.finding
        name = self.tr("({rule}, version {version})").format(rule=finding.rule, version=finding.rule_version)
        if finding.threshold is None:
            return name
        zone = zone_word(Zone(finding.threshold.level.value), Face.NURSE)
        limit = measures.limit_phrase(finding.threshold, self._fmt)
        return self.tr("{zone} if {limit} {rule}").format(zone=zone, limit=limit, rule=name)

    def _confirmed(self) -> str:
        match self.finding.confirmation:
            case Confirmation.CONFIRMED:
                return self.tr("Yes, measured again")
            case Confirmation.WAITING:
                again = self.finding.measure_again_at
                if again is not None and again > self._view.at:
                    return self.tr("No, one more reading from {time}").format(time=self._fmt.time(again))
                return self.tr("No, waits for one more reading")
            case Confirmation.NOT_NEEDED:
                return self.tr("Not needed")

    def _plan(self) -> str:
        plan = next((p for p in self._view.plans if p.version == self.finding.plan_version), None)
        if plan is None:
            return ""
        if plan.sign_off is None:
            return self.tr("Version {version}, not signed").format(version=plan.version)
        return self.tr("Version {version}, signed {day} by {name}").format(
            version=plan.version,
            day=self._fmt.day(plan.sign_off.at, short=True),
            name=plan.sign_off.name,
        )


def beside(text: str) -> Label:
    """A small label that stands beside the first line of what it names."""
    label = Label(text, "small", wrap=False)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label


def facts_markup(
    finding: Finding, readings: Mapping[str, Measurement], fmt: Formatter, now: dt.datetime
) -> str:
    """The readings that decided, as links to the chart, with their times."""
    parts = []
    for seen in reasons.occasions(finding.facts):
        for fact in seen.readings:
            measurement = readings.get(fact.measurement_id)
            if measurement is None:
                value, unit = measures.figure(fact.value, fmt), ""
            else:
                value, unit = measures.reading(measurement, fact.component, fmt)
            when = html.escape(fmt.when(fact.at, now))
            shown = html.escape(f"{value} {unit}".strip()).replace(" ", "&nbsp;")
            parts.append(f'<a href="{html.escape(fact.measurement_id)}"><b>{shown}</b></a> {when}')
    return ", ".join(parts[:6])
