"""A value's path: from the bytes that the device sent to the figure on the screen, for the doubtful one.

Six steps: device, its clock, the decoder, saved at the patient's, received here, shown and judged. A value
without a frame (typed in, imported) says so. Nothing is computed here that the value does not carry.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from hemmonitor.clinic import PatientView
from hemmonitor.clinical.rules import zone_of
from hemmonitor.model.careplan import in_force
from hemmonitor.model.measurement import Component, Measurement
from ui import measures
from ui.nurse import path
from ui.nurse.desk import Desk
from ui.nurse.frame import Frame
from ui.nurse.keys import bind
from ui.nurse.path import Step
from ui.theme import Theme, Zone
from ui.widgets.badge import ZoneBadge
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button, IconButton
from ui.widgets.keycap import KeyCap
from ui.widgets.tile import IconView

_WIDE = 560


class ValuePath(Themed, QFrame):
    """``show_value(view, measurement_id, component)``; ``retract_asked(id, reason)``; ``closed``."""

    retract_asked = Signal(str, str)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget, over: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._host, self._over = desk, parent, over
        self._shown: tuple[PatientView, Measurement, Component | None] | None = None
        self.setProperty("kind", "popup")
        self.setObjectName("value_path_panel")
        self._what, self._value = Label("", "small", wrap=False), Label("", "value", wrap=False)
        self._of, self._badge = Label("", "body", wrap=False), ZoneBadge()
        self._close = IconButton("x", "")
        self._close.clicked.connect(self._leave)
        self._body = QVBoxLayout()
        self._reason = QLineEdit()
        self._reason.setObjectName("retract_reason")
        self._copy = Button("", icon="copy")
        self._wrong = Button("", icon="flag")
        self._wrong.setObjectName("retract")
        self._escape = Label("", "small", wrap=False)
        self._build()
        self._copy.clicked.connect(self._copy_text)
        self._wrong.clicked.connect(self._retract)
        self._reason.returnPressed.connect(self._retract)
        bind(self, "Esc", self._leave)
        self.hide()
        self.refresh()
        self.retranslate()

    def show_value(self, view: PatientView, measurement_id: str, component: Component | None) -> bool:
        """Show a value's path; False when there is no such value."""
        found = next((m for m in view.measurements if m.id == measurement_id), None)
        if found is None:
            return False
        self._shown = (view, found, component)
        self._reason.hide()
        self._reason.clear()
        self._fill()
        self.place()
        self.show()
        self.raise_()
        self._close.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def place(self) -> None:
        """Stand in the middle of the part it is over, as tall as needed and possible."""
        host = self._host
        wide = min(self.theme.grown(_WIDE), host.width() - 32)
        self.setFixedWidth(wide)
        tall = min(self._wanted(wide), host.height() - 24)
        middle = self._over.mapTo(host, self._over.rect().center()).x()
        left = min(max(middle - wide // 2, 16), host.width() - wide - 16)
        self.setGeometry(left, (host.height() - tall) // 2, wide, tall)

    def retranslate(self) -> None:
        self._what.setText(self.tr("The value's path"))
        self._copy.setText(self.tr("Copy as text"))
        self._wrong.setText(self.tr("Mark as wrong"))
        self._reason.setPlaceholderText(self.tr("Why is it wrong?"))
        self._reason.setAccessibleName(self.tr("Why is it wrong?"))
        self._close.setAccessibleName(self.tr("Close"))
        self._escape.setText(self.tr("close"))
        if self._shown is not None:
            self._fill()

    def as_text(self) -> str:
        """The path as plain text, for a report of a fault."""
        if self._shown is None:
            return ""
        view, measurement, component = self._shown
        fmt = self._desk.fmt
        value = " ".join(measures.reading(measurement, component, fmt))
        lines = [value, fmt.stamp(measurement.taken_at), measurement.provenance.raw.hex(" ").upper()]
        found = path.steps(view, measurement, component, fmt)
        lines += [f"{step.at} {step.title}. {step.detail}".strip() for step in found]
        return "\n".join(line for line in lines if line)

    def restyle(self, theme: Theme) -> None:
        if not self.isHidden():
            self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._area.setFixedWidth(self.width() - 2)

    def _build(self) -> None:
        head = QFrame()
        head.setProperty("kind", "panel_head")
        rows = QVBoxLayout(head)
        rows.setContentsMargins(16, 10, 12, 10)
        rows.setSpacing(2)
        first = QHBoxLayout()
        first.addWidget(self._what)
        first.addStretch(1)
        first.addWidget(self._close)
        second = QHBoxLayout()
        second.setSpacing(12)
        for part in (self._value, self._of, self._badge):
            second.addWidget(part)
        second.addStretch(1)
        rows.addLayout(first)
        rows.addLayout(second)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        self._inner = inner
        self._body = QVBoxLayout(inner)
        self._body.setContentsMargins(16, 12, 16, 12)
        self._body.setSpacing(12)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        foot = QFrame()
        foot.setProperty("kind", "panel_foot")
        last = QHBoxLayout(foot)
        last.setContentsMargins(16, 10, 16, 10)
        last.setSpacing(8)
        last.addWidget(self._copy)
        last.addWidget(self._reason, 1)
        last.addWidget(self._wrong)
        last.addStretch(1)
        last.addWidget(KeyCap("Esc"))
        last.addWidget(self._escape)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._area, 1)
        column.addWidget(foot)
        self._head, self._foot = head, foot

    def _fill(self) -> None:
        assert self._shown is not None
        view, measurement, component = self._shown
        fmt = self._desk.fmt
        value, unit = measures.reading(measurement, component, fmt)
        self._value.setText(f"{value} {unit}")
        self._of.set_strong_lead(path.name(measurement, component), fmt.stamp(measurement.taken_at))
        zone = Zone(zone_of(measurement, in_force(view.plans, measurement.taken_at)).value)
        self._badge.set_zone(zone)
        while (item := self._body.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        parts = tuple(self._desk.take_apart(measurement.provenance))
        self._body.addWidget(Frame(measurement, parts, fmt))
        for step in path.steps(view, measurement, component, fmt):
            self._body.addWidget(StepRow(step))
        self._body.addStretch(1)

    def _wanted(self, wide: int) -> int:
        inside = wide - 2
        body = self._inner.layout()
        assert body is not None
        tall = body.totalHeightForWidth(inside) if body.hasHeightForWidth() else body.sizeHint().height()
        return tall + self._head.sizeHint().height() + self._foot.sizeHint().height() + 4

    def _retract(self) -> None:
        if self._reason.isHidden():
            self._reason.show()
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        reason = self._reason.text().strip()
        if not reason:
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._shown is not None:
            self.retract_asked.emit(self._shown[1].id, reason)
            self._leave()

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())

    def _leave(self) -> None:
        self.hide()
        self.closed.emit()


class StepRow(Themed, QWidget):
    """An icon, what happened, when, and more about it."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(Label(step.title, "strong"), 1)
        if step.at:
            head.addWidget(Label(step.at, "body", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        texts.addLayout(head)
        if step.detail:
            texts.addWidget(Label(step.detail, "small"))
        self._row.addWidget(IconView(step.icon, 20), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(texts, 1)
        self.refresh()
