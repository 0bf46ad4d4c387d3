"""Questions about how one feels: a list of what the plan asks for, and one question a page.

Rules:
- Number keys choose; nothing jumps on by itself.
- One can stop at any question and go on later, also after the program was closed.
- A yes to a symptom that leads to 112 ends the questions at once: the alert must not wait for the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from hemmonitor.clinical.questionnaire import response_of, to_measurement
from hemmonitor.model.measurement import Kind
from hemmonitor.model.questionnaire import ItemKind, Questionnaire
from ui.format import Formatter
from ui.patient.layout import Room, down, give_focus
from ui.patient.measurefoot import call_112, emergency_words
from ui.patient.page import Page, Shown
from ui.patient.questionnaires import Draft, asked, options, read, text, written
from ui.patient.task import TaskFrame
from ui.theme import TextSize, Theme, Zone, fonts
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine

_WRAP = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


_WIDEST = 860  # px


class Progress(Themed, QWidget):
    """How many questions there are, and how many are behind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._count = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh()

    def set_place(self, place: int, count: int) -> None:
        """At question `place`, from 0, of `count`."""
        self._place, self._count = place, max(count, 1)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 16)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 8 if self._count < 12 else 3
        wide = (self.width() - gap * (self._count - 1)) / self._count
        for index in range(self._count):
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.setBrush(QColor(colours.accent if index <= self._place else colours.accent_soft))
            box = QRectF(index * (wide + gap) + 0.5, 2.5, wide - 1, 11)
            painter.drawRoundedRect(box, 5, 5)


class AnswerRow(Themed, QAbstractButton):
    """One answer to choose: a ring, and the text, which wraps."""

    def __init__(self, words: str, *, low: bool = False, parent: QWidget | None = None) -> None:
        """`low`: one of many, so that they and the 112 line fit together."""
        super().__init__(parent)
        self._low = low
        self.setCheckable(True)
        self.setText(words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.refresh()

    def _font(self, *, bold: bool = True) -> QFont:
        return fonts.font(self.theme, 24, fonts.BOLD if bold else fonts.REGULAR)

    def _left(self) -> int:
        return 26 + self.theme.grown(34) + 18

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - self._left() - 24, 1), 10_000)
        tall = QFontMetrics(self._font()).boundingRect(room, _WRAP, self.text()).height()
        tight = self._low or self.theme.text_size > TextSize.S125
        least = self.theme.grown(64 if tight else 92)
        return max(least, tall + 28)

    def sizeHint(self) -> QSize:
        width = self._left() + QFontMetrics(self._font()).horizontalAdvance(self.text()) + 30
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._left() + self.theme.font_px(24) * 6, self.theme.target)

    def text_fits(self) -> bool:
        """True if every word is inside the row; used by the clip tests."""
        return self.height() >= self.heightForWidth(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, on = self.theme.colours, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colours.accent), 3) if on else QPen(QColor(colours.border_strong), 1)
        painter.setPen(pen)
        hovered = self.underMouse() and not on
        fill = colours.accent_soft if on else (colours.surface_sunken if hovered else colours.surface)
        painter.setBrush(QColor(fill))
        inset = pen.widthF() / 2
        radius = self.theme.radius
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        side = float(self.theme.grown(34))
        ring = QRectF(26, (self.height() - side) / 2, side, side).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(QColor(colours.accent if on else colours.border_strong), 2.5))
        painter.setBrush(QColor(colours.surface))
        painter.drawEllipse(ring)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            inner = side * 0.24
            painter.drawEllipse(ring.adjusted(inner, inner, -inner, -inner))
        painter.setFont(self._font(bold=on))
        painter.setPen(QColor(colours.text))
        words = QRectF(self._left(), 0, self.width() - self._left() - 20, self.height())
        painter.drawText(words, _WRAP, self.text())


class QuestionsFrame(TaskFrame):
    """One question a page. ``begin`` starts, or goes on where one left."""

    finished = Signal(object)  # Measurement: the answers
    closed = Signal()
    keeping = Signal(str)  # answers on the way, to be kept over a restart

    def __init__(
        self,
        form: Callable[[], Formatter],
        clock: Callable[[], dt.datetime],
        by_keyboard: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._form, self._clock, self._by_keyboard = form, clock, by_keyboard
        self._shown: Shown | None = None
        self._draft: Draft | None = None
        self._drafts: dict[str, Draft] = {}
        self._progress, self._count = Progress(), Label("", "strong", wrap=False)
        head = self.header.layout()
        assert isinstance(head, QHBoxLayout)
        self.header.steps.hide()
        head.insertWidget(1, self._progress, 1)
        head.insertWidget(2, self._count)
        self._question, self._intro = Label("", "title"), Label("", "lead")
        self._answers: list[AnswerRow] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._choose)
        self._number = QLineEdit()
        self._number.setObjectName("answerNumber")
        self._number.textEdited.connect(self._typed)
        self._emergency, self._credit = ZoneLine(Zone.RED), Label("", "secondary")
        self._note = Label("", "secondary")
        self._before = Button("", "neutral", icon="arrow-left")
        self._next = Button("", "primary", icon_after="arrow-right")
        for button, name, act in (
            (self._before, "questionBefore", self._go_back),
            (self._next, "questionNext", self._go_on),
        ):
            button.setObjectName(name)
            button.clicked.connect(act)
        self.way_out.setObjectName("questionsLater")
        self.way_out.clicked.connect(self.closed)
        self.foot.fill([self._before, self._note], [self._next])

    def begin(self, questionnaire: Questionnaire) -> None:
        """Show the first question, or the one where the person left."""
        known = self._drafts.get(questionnaire.id)
        same = known is not None and known.questionnaire == questionnaire
        self._show(known if known is not None and same else Draft(questionnaire))

    def has_draft(self, questionnaire: Questionnaire) -> bool:
        """Whether some of it is answered already."""
        known = self._drafts.get(questionnaire.id)
        return known is not None and bool(known.answers)

    def recall(self, kept: str) -> None:
        """Answers that were on the way when the program was closed; those given since then stand."""
        self._drafts = {draft.questionnaire.id: draft for draft in read(kept)} | self._drafts

    def show_state(self, shown: Shown) -> None:
        """Show another moment."""
        self._shown = shown
        self._say_emergency()

    def _say_emergency(self) -> None:
        self._emergency.set_text(call_112(), emergency_words(self._shown.home if self._shown else None))

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        if self._draft is None:
            return []
        number = self._draft.item.kind is ItemKind.NUMBER
        intro = room > Room.ONE and self._intro.text()
        head = down([self._question, self._intro] if intro else [self._question], 6)
        answers: list[QWidget] = [self._number] if number else list(self._answers)
        self._centre()
        credit = [self._credit] if self._credit.text() else []
        return [head, *answers, self._emergency, *credit]

    def stretched(self, rows: Sequence[QWidget]) -> Sequence[QWidget]:
        return []

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centre()

    def _centre(self) -> None:
        """A line of a question is not wider than one reads with ease."""
        side = max((self.width() - _WIDEST) // 2 - 32, 0) if self._room >= Room.RAIL else 0
        self.pager.setContentsMargins(side, 0, side, 0)

    def retranslate(self) -> None:
        self.way_out.setText(self.tr("Go on later"))
        self._before.setText(self.tr("Back"))
        self._say_emergency()
        draft = self._draft
        if draft is None:
            return
        language, item = self._form().language, draft.item
        self.header.title.setText(text(draft.questionnaire.title, language))
        place, count = draft.place, len(draft.shown)
        self._progress.set_place(place, count)
        self._count.setText(self.tr("Question {number} of {count}").format(number=place + 1, count=count))
        self._question.setText(text(item.text, language))
        self._intro.setText(text(draft.questionnaire.intro, language))
        self._credit.setText(draft.questionnaire.attribution if draft.questionnaire.licensed else "")
        for row, option in zip(self._answers, options(item), strict=False):
            row.setText(text(option.text, language))
            row.setAccessibleName(row.text())
        self._number.setAccessibleName(self._question.text())
        self._next.setText(self.tr("Done") if draft.is_last else self.tr("Next"))
        self._say_note()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self._answers):
            self._answers[number].setChecked(True)
            self._answers[number].setFocus(Qt.FocusReason.TabFocusReason)
            self._choose(number)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._next.isEnabled():
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _show(self, draft: Draft) -> None:
        ringed = self._by_keyboard()
        give_focus(self.pager, ringed=False)
        self._draft = self._drafts[draft.questionnaire.id] = draft
        if draft.answers:
            self.keeping.emit(written(self._drafts.values()))
        for row in self._answers:
            self._group.removeButton(row)
            row.hide()
            row.deleteLater()
        choices = options(draft.item)
        language, low = self._form().language, len(choices) > 3
        self._answers = [AnswerRow(text(option.text, language), low=low) for option in choices]
        chosen = draft.given.get(draft.item.id)
        for index, (row, option) in enumerate(zip(self._answers, choices, strict=True)):
            row.setObjectName(f"answer_{index + 1}")
            row.setChecked(option.value == chosen)
            self._group.addButton(row, index)
        self._number.setText("" if chosen is None else str(chosen))
        self.retranslate()
        self.lay_out()
        first = self._answers[0] if self._answers else self._number
        give_focus(first, ringed=ringed)

    def _choose(self, index: int) -> None:
        if self._draft is not None:
            self._keep(self._draft.answered(options(self._draft.item)[index].value))

    def _typed(self, typed: str) -> None:
        draft = self._draft
        if draft is None:
            return
        item = draft.item
        if typed.strip().isdecimal() and item.low <= int(typed) <= item.high:
            self._keep(draft.answered(int(typed)))
        else:
            without = tuple(pair for pair in draft.answers if pair[0] != item.id)
            self._keep(Draft(draft.questionnaire, without, item.id))

    def _keep(self, draft: Draft) -> None:
        self._draft = self._drafts[draft.questionnaire.id] = draft
        self.keeping.emit(written(self._drafts.values()))
        self.retranslate()

    def _say_note(self) -> None:
        draft = self._draft
        if draft is None:
            return
        open_now = draft.item.id not in draft.given and not draft.item.optional
        self._next.setEnabled(not open_now)
        self._before.setVisible(draft.place > 0)
        if not open_now:
            self._note.setText(self.tr("Your answers stay here until you are done."))
        elif draft.item.kind is ItemKind.NUMBER:
            words = self.tr("Type a number from {low} to {high}.")
            self._note.setText(words.format(low=draft.item.low, high=draft.item.high))
        else:
            self._note.setText(self.tr("Choose an answer."))

    def _go_back(self) -> None:
        if self._draft is not None:
            self._show(self._draft.moved(-1))

    def _go_on(self) -> None:
        draft = self._draft
        if draft is None:
            return
        plan = self._shown.home.plan if self._shown else None
        yes = draft.given.get(draft.item.id, 0) > 0
        urgent = yes and plan is not None and draft.item.id in plan.red_flags
        if not draft.is_last and not (urgent and self._can_end(draft)):
            self._show(draft.moved(1))
            return
        now = self._clock()
        answers = to_measurement(draft.questionnaire, draft.given, now, now)
        del self._drafts[draft.questionnaire.id]
        self._draft = None
        self.keeping.emit(written(self._drafts.values()))
        self.finished.emit(answers)

    def _can_end(self, draft: Draft) -> bool:
        """Whether what is answered can stand alone; a scored questionnaire has to be whole."""
        return all(not item.scored or item.optional or item.id in draft.given for item in draft.shown)


class QuestionsPage(Page):
    """What the plan asks for, when it was last answered, and the way to answer."""

    answer = Signal(object)  # Questionnaire

    def __init__(
        self,
        form: Callable[[], Formatter],
        has_draft: Callable[[Questionnaire], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(form, parent)
        self._has_draft = has_draft
        self._title = Label("", "title")
        self._cards: dict[str, _Asked] = {}
        self.refresh()

    def show_state(self, shown: Shown) -> None:
        names = [q.id for q in asked(shown.home.plan)]
        changed = names != list(self._cards)
        if changed:
            self._cards = {q.id: self._card(q) for q in asked(shown.home.plan)}
        super().show_state(shown)
        if changed:
            self.lay_out()

    def _card(self, questionnaire: Questionnaire) -> _Asked:
        card = _Asked(questionnaire)
        card.answer.connect(lambda: self.answer.emit(questionnaire))
        return card

    def retranslate(self) -> None:
        self._title.setText(self.tr("Questions"))
        if self._shown is None:
            return
        form = self.form
        for card in self._cards.values():
            at = _last_answered(card.questionnaire, self._shown)
            when = self.tr("Last answered {when}").format(when=form.when(at, self._shown.now)) if at else ""
            begun = self._has_draft(card.questionnaire)
            card.say(form, when, self.tr("Go on") if begun else self.tr("Answer"))

    def rows(self, room: Room, *, snug: bool) -> Sequence[QWidget]:
        return [*([self._title] if room >= Room.RAIL else []), *self._cards.values()]


class _Asked(Card):
    """One questionnaire in the list."""

    answer = Signal()

    def __init__(self, questionnaire: Questionnaire) -> None:
        super().__init__()
        self.questionnaire = questionnaire
        self._name, self._when = Label("", "label"), Label("", "secondary")
        self._button = Button("", "secondary", icon="list-check")
        self._button.setObjectName(f"answer_{questionnaire.id}")
        self._button.clicked.connect(self.answer)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(down([self._name, self._when], 2), 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def say(self, form: Formatter, when: str, button: str) -> None:
        """Set the texts."""
        self._name.setText(text(self.questionnaire.title, form.language))
        self._when.setText(when)
        self._when.setVisible(bool(when))
        self._button.setText(button)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.body.setContentsMargins(20, 18, 20, 18)


def _last_answered(questionnaire: Questionnaire, shown: Shown) -> dt.datetime | None:
    """When it was last answered, as far as is known."""
    for measurement in reversed(shown.history):
        if measurement.kind is Kind.QUESTIONNAIRE:
            response = response_of(measurement)
            if response is not None and response.questionnaire == questionnaire.id:
                return measurement.taken_at
    return None
