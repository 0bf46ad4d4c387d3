"""The cards of a spirometry: each blow with its figures and what to do better, the next one, today's best."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from hemmonitor.home import HomeState
from hemmonitor.model.finding import Judged
from hemmonitor.model.measurement import Component, Flag
from ui.format import Formatter, unit_word
from ui.patient import view
from ui.patient.bestbar import BestBar
from ui.patient.blowview import marks, percent_of_best
from ui.patient.layout import Stretchy
from ui.patient.takes import Sitting
from ui.theme import Theme, Zone
from ui.widgets.badge import ZoneBadge
from ui.widgets.base import Label
from ui.widgets.card import Card
from ui.widgets.figure import Figure
from ui.widgets.picture import NumberDot
from ui.widgets.tile import IconView


class BlowCard(Card):
    """One blow. A rejected one keeps its figures in grey."""

    def __init__(self, number: int) -> None:
        super().__init__(padding=18)
        self._number = number
        self._figure = Figure("", "", base=44, unit_base=20)
        self._whole, self._words = Label("", "secondary", wrap=False), Label("", "body")
        self._badge = ZoneBadge()
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._figure)
        left.addWidget(self._whole)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(NumberDot(number))
        row.addLayout(left, 3)
        row.addLayout(right, 7)
        self.body.addLayout(row)
        self.refresh()

    def say(self, reading: Judged, form: Formatter, *, best: bool) -> None:
        """Show the blow; `best`: the largest so far."""
        taken = reading.measurement
        fev1, whole = taken.quantity(Component.FEV1), taken.quantity(Component.FEV6)
        name = "FEV6"
        if whole is None:
            whole, name = taken.quantity(Component.FVC), "FVC"
        good = Flag.BAD_BLOW not in taken.flags
        litres = unit_word(fev1.unit) if fev1 else ""
        self._figure.set_value(view.figure(fev1, form), litres, muted=not good)
        self._whole.setText(f"{name} {view.figure(whole, form)} {litres}" if whole else "")
        self._badge.set_zone(
            Zone.GREEN if good else Zone.GREY, self.tr("Good blow") if good else self.tr("Does not count")
        )
        if not good:
            self._words.setText(
                self.tr("Blow hard from the start, and go on until it beeps, about 6 seconds.")
            )
        elif best:
            self._words.set_strong_lead(
                self.tr("Best so far."), self.tr("Hard from the start and all the way.")
            )
        else:
            self._words.setText(self.tr("Hard from the start and all the way."))
        self.set_kind("chosen" if best else "card")
        self.setAccessibleName(
            f"{self._number}. {self._figure.accessibleName()}, {self._whole.text()}, {self._badge.word}"
        )

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.body.setContentsMargins(20, 12, 20, 12)


class NextBlow(Card):
    """The blow that comes: what to do, or what went wrong with the last try."""

    def __init__(self) -> None:
        super().__init__("sunken", padding=18)
        self._strong, self._text = Label("", "label"), Label("", "body")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._strong)
        words.addWidget(self._text)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(IconView("wind", 34), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.refresh()

    def say(self, sitting: Sitting) -> None:
        self._text.setText(self.tr("Sit up, breathe in deep, lips tight around the mouthpiece."))
        if sitting.failed is not None:
            self._strong.setText(self.tr("The meter could not use that blow."))
            self._text.setText(self.tr("Rest a little. Then blow hard from the very start."))
        elif not sitting.readings:
            self._strong.setText(self.tr("Blow when you are ready."))
        else:
            self._strong.setText(self.tr("Rest a little. Blow again when you like."))


class BestCard(Card):
    """Today's best against the patient's own limits and personal best."""

    def __init__(self) -> None:
        super().__init__(padding=26)
        self._title = Label("", "label")
        self._short = Label("FEV1", "secondary", wrap=False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._short)
        self.figure = Figure("", "", base=64, unit_base=28)
        self.figure.setObjectName("resultFigure")
        self.badge = ZoneBadge()
        self.badge.setObjectName("resultZone")
        self._percent = Label("", "secondary")
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self.badge)
        line.addWidget(self._percent, 1)
        self._none, self._bar = Label("", "lead"), BestBar()
        self._what = Label("", "secondary")
        self.body.addLayout(head)
        self.body.addWidget(self._none)
        self.body.addWidget(self.figure)
        self.body.addLayout(line)
        self.body.addSpacing(8)
        self._bar_box = Stretchy(self._bar, 170)
        self.body.addWidget(self._bar_box, 1)
        self.body.addWidget(self._what)
        self.refresh()

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._bar_box.set_least(self._bar.minimumSizeHint().height())

    def say(self, sitting: Sitting, home: HomeState, form: Formatter) -> None:
        best = best_of(sitting)
        value = best.measurement.value(Component.FEV1) if best else None
        self._title.setText(self.tr("Your best today"))
        self._none.setText(self.tr("The best of your good blows comes here."))
        self._none.setVisible(best is None)
        for part in (self.figure, self.badge):
            part.setVisible(best is not None)
        if best is not None and value is not None:
            quantity = best.measurement.quantity(Component.FEV1)
            self.figure.set_value(view.figure(quantity, form), unit_word(quantity.unit) if quantity else "")
            zone = view.zone(best.level)
            self.badge.set_zone(zone, view.not_judged() if zone is Zone.GREY else "")
        percent = percent_of_best(value, home.plan) if value is not None else None
        self._percent.setText(
            self.tr("{percent} of your best").format(percent=form.quantity(percent, "%")) if percent else ""
        )
        self._bar.set_marks(marks(value, home.plan, form))
        self._what.setText(self.tr("FEV1 is the air that you can blow out in the first second."))


def best_of(sitting: Sitting) -> Judged | None:
    """The largest good blow; its zone is the newest one, which the rules give to the sitting as a whole."""
    good = [r for r in sitting.readings if Flag.BAD_BLOW not in r.measurement.flags]
    return max(good, key=lambda r: r.measurement.value(Component.FEV1) or Decimal(0), default=None)
