"""What do you want to measure? One card for each measure; those of the plan come first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from hemmonitor.home import HomeState
from hemmonitor.model.measurement import Kind
from ui.devicebridge import DevicesView
from ui.patient.devicewords import MEASURED, PICTURES, sort_of
from ui.patient.layout import Room, Stretchy
from ui.patient.takes import KINDS
from ui.patient.task import TaskFrame
from ui.patient.words import kind_name
from ui.widgets.base import Label
from ui.widgets.card import CardButton
from ui.widgets.picture import Picture

MEASURABLE = (Kind.BLOOD_PRESSURE, *KINDS)
_PICTURE = {kind: PICTURES[sort] for sort, kind in MEASURED.items()}


def wanted(home: HomeState | None, devices: DevicesView) -> list[Kind]:
    """The measures of the plan and of the person's devices, each once; all of them where there are none."""
    planned = [slot.kind for slot in home.plan.schedule] if home and home.plan else []
    own = [MEASURED[sort] for d in devices.devices if (sort := sort_of(d.kinds)) in MEASURED]
    found = [kind for kind in dict.fromkeys([*planned, *own]) if kind in MEASURABLE]
    return found or [Kind.BLOOD_PRESSURE]


class KindButton(CardButton):
    """One measure: picture and name."""

    def __init__(self, kind: Kind) -> None:
        super().__init__("", padding=16)
        self.kind = kind
        self.setObjectName(f"measure_{kind.value}")
        self._name = Label("", "label", align=Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(Stretchy(Picture(_PICTURE[kind], least=84, most=1.9), 84), 1)
        self.body.addWidget(self._name)
        self.retranslate()

    def retranslate(self) -> None:
        self._name.setText(kind_name(self.kind))
        self.setAccessibleName(self._name.text())


class ChooseFrame(TaskFrame):
    """``begin(kinds)``; then ``chosen(kind)`` or ``closed``."""

    closed = Signal()
    chosen = Signal(object)  # Kind

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._question = Label("", "title")
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._buttons = {kind: KindButton(kind) for kind in MEASURABLE}
        for kind, button in self._buttons.items():
            button.clicked.connect(lambda kind=kind: self.chosen.emit(kind))
        self._kinds: Sequence[Kind] = MEASURABLE
        self.way_out.setObjectName("cancelMeasuring")
        self.way_out.clicked.connect(self.closed)
        self._hint = Label("", "secondary")
        self.foot.fill([self._hint], [])
        self.retranslate()
        self.refresh()

    def begin(self, kinds: Sequence[Kind]) -> None:
        """Those the person has first, then the others: anything may be typed by hand."""
        self._kinds = [*kinds, *(kind for kind in MEASURABLE if kind not in kinds)]
        self.lay_out()
        self._buttons[self._kinds[0]].setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self.header.title.setText(self.tr("Measure"))
        self.way_out.setText(self.tr("Cancel"))
        self._question.setText(self.tr("What do you want to measure?"))
        self._hint.setText(self.tr("You can also just use the device: the value comes here by itself."))

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        columns = 3 if room >= Room.BAR else 2
        self._grid.setSpacing(16 if snug else 20)
        for button in self._buttons.values():
            self._grid.removeWidget(button)
        for index, kind in enumerate(self._kinds):
            self._grid.addWidget(self._buttons[kind], index // columns, index % columns)
        return [self._question, self._holder]
