"""The questionnaires of a plan: which the patient answers, and what each is before it is chosen.

On which days stands in the week's grid, as for the measurements. A questionnaire that a limit of the plan is
about stays as long as the limit does.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.model.questionnaire import Questionnaire
from hemmonitor.questionnaires import shipped
from ui.nurse.desk import Desk
from ui.nurse.plan_cards import Removable, clear
from ui.nurse.plan_draft import PlanDraft
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.fields import Select


class QuestionsCard(Card):
    """``added(Questionnaire)``, ``removed(Questionnaire)``. Object names: questions_which, questions_add."""

    added = Signal(object)
    removed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._draft: PlanDraft | None = None
        self._title, self._about = Label("", "heading", wrap=False), Label("", "small")
        self._list = QVBoxLayout()
        self.which, self.add = Select(), Button("", icon="plus")
        self.which.setObjectName("questions_which")
        self.add.setObjectName("questions_add")
        self.which.setMinimumContentsLength(8)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.which, 1)
        row.addWidget(self.add)
        self.body.addWidget(self._title)
        self.body.addLayout(self._list)
        self.body.addWidget(self._row)
        self.body.addWidget(self._about)
        self.which.currentIndexChanged.connect(lambda _index: self._tell())
        self.add.clicked.connect(self._add)
        self.refresh()
        self.retranslate()

    def show_draft(self, draft: PlanDraft) -> None:
        """Show what a plan asks for, and what it could."""
        self._draft = draft
        clear(self._list)
        for name in draft.made.asks:
            self._list.addWidget(self._line(name, draft))
        if not draft.made.asks:
            self._list.addWidget(Label(self.tr("None"), "secondary"))
        here = self.which.currentData()
        self.which.blockSignals(True)
        self.which.clear()
        for one in shipped().values():
            if one.id not in draft.made.asks:
                self.which.addItem(self._called(one), one.id)
        self.which.setCurrentIndex(max(self.which.findData(here), 0))
        self.which.blockSignals(False)
        self._row.setVisible(self.which.count() > 0)
        self._tell()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Questionnaires"))
        self.which.setAccessibleName(self.tr("Questionnaire"))
        self.add.setText(self.tr("Add"))
        if self._draft is not None:
            self.show_draft(self._draft)

    def _line(self, name: str, draft: PlanDraft) -> QWidget:
        one = shipped().get(name)
        if one is None:  # a centre's own file, or of a newer program
            return Label(name, "body")
        count = self.tr("%n question(s)", "", len(one.items))
        if not draft.is_own(name):
            label = Label("", "body")
            because = self.tr("{count}; the plan's limits rest on it").format(count=count)
            label.set_strong_lead(self._called(one), because)
            return label
        line = Removable(f"{self._called(one)}, {count}", self.tr("Remove"))
        line.removed.connect(lambda: self.removed.emit(one))
        return line

    def _called(self, one: Questionnaire) -> str:
        language = self._desk.fmt.language.value
        return one.title.get(language) or next(iter(one.title.values()), one.id)

    def _tell(self) -> None:
        """What the one that could be chosen is, and where it comes from."""
        one = shipped().get(self.which.currentData() or "")
        self.add.setEnabled(one is not None)
        days = self.tr("The days are chosen in the week above.")
        if one is None:
            self._about.setText(days)
            return
        parts = [self.tr("%n question(s)", "", len(one.items))]
        if one.flags:
            parts.append(self.tr("an answer that needs the nurse the same day raises a signal"))
        text = "; ".join(parts)
        self._about.setText(f"{text[:1].upper()}{text[1:]}. {one.attribution} {days}".replace("  ", " "))

    def _add(self) -> None:
        one = shipped().get(self.which.currentData() or "")
        if one is not None:
            self.added.emit(one)
