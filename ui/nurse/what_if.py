"""What the limits on the screen would have meant: signals a week now and then, which go and which come.

The figures come from the rules themselves, run over the person's own values. While they are being worked out
the old ones stay, dimmed. Choosing a signal puts the chart's cursor on its value.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from hemmonitor.clinic import PatientView
from hemmonitor.clinical.alerts import Episode
from hemmonitor.clinical.what_if import WhatIf
from hemmonitor.model.events import Action
from ui import measures
from ui.charts.lane import MarkState
from ui.nurse import lanes
from ui.nurse.desk import Desk
from ui.theme import Face, Zone, fonts
from ui.widgets import shapes
from ui.widgets.base import Label, Themed, strong_lead
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine
from ui.widgets.choice import Segmented
from ui.widgets.words import zone_word

_ROWS = 6  # shown at first
_LED_SOMEWHERE = {Action.CALLED, Action.WROTE, Action.BOOKED_VISIT, Action.ASKED_PHYSICIAN}


class WhatIfCard(Card):
    """``show_result(view, what_if)``; ``wait()`` dims it; ``chosen(measurement id)``."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._view: PatientView | None = None
        self._found: WhatIf | None = None
        self._all = False
        self.setObjectName("what_if")
        self._about = Label("", "small")
        self.headline = Label("", "value_mid")
        self._bars = [_Bar("border_strong"), _Bar("accent")]
        self._names = [Label("", "small", wrap=False) for _ in range(2)]
        self._figures = [Label("", "body", wrap=False) for _ in range(2)]
        self.difference = Label("", "body")
        self._few, self._led = ZoneLine(Zone.GREY), ZoneLine(Zone.YELLOW)
        self._which: Segmented[str] = Segmented([("all", ""), ("gone", ""), ("new", "")], "all")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._more = Button("", "plain")
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for row in range(2):
            grid.addWidget(self._names[row], row, 0)
            grid.addWidget(self._bars[row], row, 1)
            grid.addWidget(self._figures[row], row, 2)
        grid.setColumnStretch(1, 1)
        for part in (self._about, self.headline):
            self.body.addWidget(part)
        self.body.addLayout(grid)
        rest: tuple[QWidget, ...] = (self.difference, self._few, self._led, self._which)
        for widget in rest:
            self.body.addWidget(widget)
        self.body.addLayout(self._list)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._which.chosen.connect(self._choose)
        self._more.clicked.connect(self._show_all)
        self.hide()
        self.refresh()

    @property
    def found(self) -> WhatIf | None:
        """What is shown."""
        return self._found

    def forget(self) -> None:
        """Another patient: nothing is known yet."""
        self._found = None
        self.hide()

    def wait(self) -> None:
        """The figures are being worked out."""
        for part in (self.headline, self.difference, *self._figures):
            part.setEnabled(False)

    def show_result(self, view: PatientView, found: WhatIf) -> None:
        """Show the figures."""
        self._view, self._found = view, found
        for part in (self.headline, self.difference, *self._figures):
            part.setEnabled(True)
        fmt = self._desk.fmt
        days = max(1, round((found.until - found.since).total_seconds() / 86_400))
        called = view.patient.given_name or view.patient.name
        about = self.tr("With these limits, over %n day(s) of {name}'s values", "", days)
        self._about.setText(about.format(name=called))
        rates = [len(many) * 7 / days for many in (found.plan, found.draft)]
        now, then = (fmt.number(rate, 1) for rate in rates)
        if found.new or found.vanished:
            self.headline.setText(self.tr("{now} → {then} signals a week").format(now=now, then=then))
        else:
            self.headline.setText(self.tr("{now} signals a week").format(now=now))
        top = max(*rates, 0.1)
        names = (self.tr("Now"), self.tr("New"))
        for row, many in enumerate((found.plan, found.draft)):
            self._names[row].setText(names[row])
            self._bars[row].set_share(rates[row] / top)
            self._figures[row].set_strong_lead((now, then)[row], self._signals(len(many)))
        kept = len(found.draft) - len(found.new)
        self.difference.set_markup(
            strong_lead(self.tr("%n go", "", len(found.vanished)) + ",", self.tr("%n stay", "", kept) + ",")
            + " "
            + strong_lead(self.tr("%n come", "", len(found.new)), "")
        )
        self._few.setVisible(not found.enough)
        self._few.set_text(
            self.tr("Fewer than 14 days with measurements."), self.tr("The figure says little.")
        )
        self._show_led(view, found)
        counts = (len(found.vanished) + len(found.new), len(found.vanished), len(found.new))
        words = (self.tr("All {n}"), self.tr("Go {n}"), self.tr("Come {n}"))
        self._which.set_texts([w.format(n=n) for w, n in zip(words, counts, strict=True)])
        self._show_rows()
        self.show()

    def retranslate(self) -> None:
        if self._view is not None and self._found is not None:
            self.show_result(self._view, self._found)

    def _signals(self, count: int) -> str:
        return self.tr("%n signal(s)", "", count)

    def _show_led(self, view: PatientView, found: WhatIf) -> None:
        """How many of those that go had led to something."""
        acted = {
            key
            for a in view.acknowledgements
            if _LED_SOMEWHERE & set(a.body.actions)
            for key in a.body.finding_keys
        }
        led = sum(1 for e in found.vanished if e.key in acted)
        self._led.setVisible(led > 0)
        strong = self.tr("%n of those that go", "", led)
        self._led.set_text(strong, self.tr("led to contact or a visit."))

    def _choose(self, _which: object) -> None:
        self._all = False
        self._show_rows()

    def _show_all(self) -> None:
        self._all = True
        self._show_rows()

    def _show_rows(self) -> None:
        while self._list.count() and (item := self._list.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        assert self._found is not None
        chosen = self._which.current
        rows = [(e, False) for e in self._found.vanished if chosen in {"all", "gone"}]
        rows += [(e, True) for e in self._found.new if chosen in {"all", "new"}]
        rows.sort(key=lambda row: row[0].opened_at, reverse=True)
        shown = rows if self._all else rows[:_ROWS]
        for episode, new in shown:
            row = _Row(self._text(episode), self._desk.fmt.stamp(episode.opened_at), new=new)
            row.clicked.connect(lambda _on=False, e=episode: self.chosen.emit(e.measurement_id))
            self._list.addWidget(row)
        hidden = len(rows) - len(shown)
        self._more.setVisible(hidden > 0)
        self._more.setText(self.tr("Show %n more", "", hidden))
        self._which.setVisible(bool(self._found.vanished or self._found.new))

    def _text(self, episode: Episode) -> str:
        assert self._view is not None
        measurement = next((m for m in self._view.measurements if m.id == episode.measurement_id), None)
        zone = zone_word(Zone(episode.level.value), Face.NURSE).lower()
        if measurement is None:
            return f"{measures.kind_name(episode.kind)}, {zone}"
        value, unit = lanes.sitting(self._view, measurement, episode.component, self._desk.fmt)
        return f"{value} {unit}, {zone}"


class StateKey(Themed, QWidget):
    """What the marks in the chart mean: goes, stays, comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[tuple[MarkState, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.refresh()

    def show_result(self, found: WhatIf | None) -> None:
        """Name the counts; nothing before they are known."""
        if found is None:
            self._entries = ()
        else:
            kept = len(found.draft) - len(found.new)
            self._entries = (
                (MarkState.GONE, self.tr("goes, {n}").format(n=len(found.vanished))),
                (MarkState.KEPT, self.tr("stays, {n}").format(n=kept)),
                (MarkState.NEW, self.tr("comes, {n}").format(n=len(found.new))),
            )
        self.setAccessibleName(". ".join(text for _, text in self._entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.font(self.theme, 13))
        wide = sum(self._lead() + metrics.horizontalAdvance(text) + 16 for _, text in self._entries)
        return QSize(round(wide), max(self.theme.grown(24), round(metrics.height()) + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, x, middle = self.theme, 0.0, self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = fonts.font(theme, 13)
        for state, text in self._entries:
            side = theme.grown(13)
            box = QRectF(x + 5, middle - side / 2, side, side)
            if state is MarkState.GONE:
                painter.setPen(QPen(QColor(theme.zone(Zone.YELLOW).line), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(shapes.outline(Zone.YELLOW, box))
            else:
                if state is MarkState.NEW:
                    painter.setPen(QPen(QColor(theme.colours.accent), 2))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawEllipse(box.center(), side * 0.8, side * 0.8)
                shapes.paint_zone(painter, box, Zone.YELLOW, theme, inside=theme.colours.surface)
            painter.setFont(font)
            painter.setPen(QColor(theme.colours.text_secondary))
            wide = QFontMetricsF(font).horizontalAdvance(text) + 2
            painter.drawText(
                QRectF(x + self._lead(), 0, wide, self.height()), Qt.AlignmentFlag.AlignVCenter, text
            )
            x += self._lead() + wide + 14

    def _lead(self) -> float:
        return self.theme.grown(13) + 14.0


class _Row(Button):
    """A signal that goes (minus) or comes (plus)."""

    def __init__(self, text: str, when: str, *, new: bool) -> None:
        super().__init__(f"{when}   {text}", "plain", icon="plus" if new else "minus")
        self.setProperty("align", "left")


class _Bar(Themed, QWidget):
    """A bar whose length is a share of the longest."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._share = role, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh()

    def set_share(self, share: float) -> None:
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.theme.grown(14))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.theme.grown(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(str(getattr(self.theme.colours, self._role))))
        wide = max(self.width() * self._share, 3.0)
        painter.drawRoundedRect(QRectF(0, 0, wide, self.height()), 3, 3)
