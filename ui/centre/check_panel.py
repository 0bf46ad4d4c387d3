"""The spot check beside the log: one drawn access at a time, why it was drawn, and what was found.

Object names: check_verdict, check_note, check_save, check_skip.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from hemmonitor.centre import LogReport
from hemmonitor.model.access import Verdict
from hemmonitor.spotcheck import Drawn
from ui.centre import logwords
from ui.format import Formatter
from ui.theme import Theme, Zone
from ui.widgets.base import Label, Themed, set_kind
from ui.widgets.buttons import Button
from ui.widgets.card import ZoneLine
from ui.widgets.choice import Segmented
from ui.widgets.frame import SidePanel
from ui.widgets.tile import IconView

_VERDICTS = (Verdict.JUSTIFIED, Verdict.ASK, Verdict.INVESTIGATE)


class _Progress(Themed, QWidget):
    """A small square for each drawn access: filled when it was looked at, ringed where one is."""

    def __init__(self) -> None:
        super().__init__()
        self._done: tuple[bool, ...] = ()
        self._at = -1
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.refresh()

    def show_done(self, done: tuple[bool, ...], at: int) -> None:
        self._done, self._at = done, at
        self.setAccessibleName(f"{sum(done)} / {len(done)}")
        self.updateGeometry()
        self.update()

    def _side(self) -> int:
        return self.theme.grown(12)

    def _across(self, width: int) -> int:
        return max(1, (width + 4) // (self._side() + 4))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-max(1, len(self._done)) // self._across(width))
        return rows * (self._side() + 4) + 2

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self._side() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self.theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, across = self._side(), self._across(self.width())
        for number, done in enumerate(self._done):
            box = QRectF(
                1 + number % across * (side + 4), 1 + number // across * (side + 4), side, side
            ).adjusted(0.5, 0.5, -0.5, -0.5)
            here = number == self._at
            edge = colours.focus if here else colours.accent if done else colours.border_strong
            painter.setPen(QPen(QColor(edge), 2.4 if here else 1.2))
            painter.setBrush(QColor(colours.accent if done else colours.surface))
            painter.drawRoundedRect(box, 2.5, 2.5)


class CheckPanel(SidePanel):
    """``show_report``, ``begin(entry id)``; ``saved(Entry, Verdict, note)`` and ``stepped(entry id)``."""

    saved = Signal(object, object, str)
    stepped = Signal(str)

    def __init__(self, form: Callable[[], Formatter]) -> None:
        super().__init__("", width_hint=340)
        self.setObjectName("check_panel")
        self._format = form
        self._report: LogReport | None = None
        self._at = ""
        self._drafts: dict[str, str] = {}
        self._count, self._squares = Label("", "strong", wrap=False), _Progress()
        self._number, self._odd = Label("", "strong"), ZoneLine(Zone.YELLOW)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(10)
        self._facts.setVerticalSpacing(5)
        self._facts.setColumnStretch(1, 1)
        self._names = [Label("", "small", wrap=False) for _ in range(5)]
        self._values = [Label("", "body") for _ in range(5)]
        for row, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            self._facts.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value, row, 1)
        self._why_title = Label("", "small_strong")
        self._why = QVBoxLayout()
        self._why.setSpacing(6)
        self._verdict_title, self._note_title = Label("", "small_strong"), Label("", "small_strong")
        self.verdict: Segmented[Verdict] = Segmented([(v, "") for v in _VERDICTS])
        self.verdict.setObjectName("check_verdict")
        self.note = QPlainTextEdit()
        self.note.setObjectName("check_note")
        self.note.setTabChangesFocus(True)
        self._fault, self._earlier, self._rule = Label("", "zone_red"), Label("", "small"), Label("", "small")
        self.save, self.skip = Button("", "primary", keys=("Ctrl", "Enter")), Button("", "neutral")
        self.save.setObjectName("check_save")
        self.skip.setObjectName("check_skip")
        self._place()
        self.save.clicked.connect(self._save)
        self.skip.clicked.connect(self._step)
        self.verdict.chosen.connect(lambda _v: self._say(""))
        self.note.textChanged.connect(self._keep_draft)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._save, context=_HERE)
        self.retranslate()
        self.refresh()

    def _place(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._squares, 1)
        self.body.addLayout(head)
        top = QHBoxLayout()
        top.addWidget(self._number, 1)
        top.addWidget(self._count)
        self.body.addLayout(top)
        self.body.addWidget(self._odd)
        self.body.addLayout(self._facts)
        self.body.addWidget(self._why_title)
        self.body.addLayout(self._why)
        self.body.addWidget(self._verdict_title)
        self.body.addWidget(self.verdict)
        self.body.addWidget(self._note_title)
        self.body.addWidget(self.note)
        self.body.addWidget(self._fault)
        self.body.addWidget(self._earlier)
        self.body.addStretch(1)
        self.body.addWidget(self._rule)
        self.foot.addWidget(self.save, 1)
        self.foot.addWidget(self.skip)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.setFixedWidth(round(self._width_hint * (1 if theme.text_size <= 100 else 1.15)))
        self.note.setFixedHeight(theme.grown(76))

    def retranslate(self) -> None:
        super().retranslate()
        texts = (self.tr("Who"), self.tr("Patient"), self.tr("When"), self.tr("Did"), self.tr("How"))
        for label, text in zip(self._names, texts, strict=True):
            label.setText(text)
        self._why_title.setText(self.tr("Why it was drawn"))
        self._verdict_title.setText(self.tr("Finding"))
        self._note_title.setText(self.tr("Note for the check"))
        self.verdict.set_texts([logwords.verdict(v) for v in _VERDICTS])
        self.verdict.setAccessibleName(self.tr("Finding"))
        self.note.setAccessibleName(self.tr("Note for the check"))
        self.save.setText(self.tr("Save, next"))
        self.skip.setText(self.tr("Skip"))
        self._rule.setText(
            self.tr("The finding is itself an entry in the log. It cannot be changed, only added to.")
        )
        self._odd.set_text(self.tr("Outside the pattern"), "")
        self._show()

    # --- what is shown -------------------------------------------------------------------------

    def show_report(self, report: LogReport) -> None:
        """A newly read log; stays where one was."""
        self._report = report
        ids = [one.entry.id for one in report.sample.drawn]
        if self._at not in ids:
            undone = [one.entry.id for one in report.sample.drawn if one.review is None]
            self._at = (undone or ids or [""])[0]
        self._show()

    def begin(self, entry: str) -> bool:
        """Show a drawn access; False when the entry was not drawn."""
        if self._report is None or entry not in [one.entry.id for one in self._report.sample.drawn]:
            return False
        self._at = entry
        self._show()
        return True

    def _drawn(self) -> Drawn | None:
        drawn = self._report.sample.drawn if self._report else ()
        return next((one for one in drawn if one.entry.id == self._at), None)

    def _show(self) -> None:
        report, one, form = self._report, self._drawn(), self._format()
        if report is None:
            return
        sample = report.sample
        ids = [drawn.entry.id for drawn in sample.drawn]
        odd = sum(bool(drawn.signs) for drawn in sample.drawn)
        self.title.setText(self.tr("Spot check {month}").format(month=form.month(sample.first.month)))
        self.subtitle.setText(
            self.tr("{lot} by lot and {odd} outside the pattern. To be done by {day}.").format(
                lot=len(ids) - odd, odd=odd, day=form.day(sample.due)
            )
        )
        self._count.setText(self.tr("{done} of {total}").format(done=sample.done, total=len(ids)))
        at = ids.index(self._at) if self._at in ids else -1
        self._squares.show_done(tuple(drawn.review is not None for drawn in sample.drawn), at)
        empty = self.tr("Nothing to check this month yet.")
        self._number.setText(self.tr("Access {number}").format(number=at + 1) if one else empty)
        for part in (
            self._why_title,
            self._verdict_title,
            self._note_title,
            self.verdict,
            self.note,
            self.save,
        ):
            part.setVisible(one is not None)
        self.skip.setVisible(one is not None)
        self._odd.setVisible(one is not None and bool(one.signs))
        self._show_facts(report, one, form)

    def _show_facts(self, report: LogReport, one: Drawn | None, form: Formatter) -> None:
        while self._why.count() and (item := self._why.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for label in (*self._names, *self._values):
            label.setVisible(one is not None)
        if one is None:
            self._earlier.setText("")
            return
        body, at = one.entry.body, one.entry.at
        when = f"{form.weekday(at, short=True)} {form.day(at, short=True)} {form.time(at)}"
        values = (f"{body.by}, {body.unit}", report.names.get(body.patient, "") or self.tr("no one patient"))
        texts = (*values, when, logwords.deed(body), logwords.why(body) or self.tr("not told"))
        for label, text in zip(self._values, texts, strict=True):
            label.setText(text)
        for sign in one.signs:
            self._why.addWidget(_Reason(*logwords.sign(sign)))
        if not one.signs:
            self._why.addWidget(_Reason("repeat", self.tr("Drawn by lot.")))
        if one.review is not None and one.review.body.verdict is not None:
            done = one.review.body
            text = self.tr("Checked by {who} {when}: {finding}.").format(
                who=done.by,
                when=form.when(one.review.at, report.checked_at),
                finding=logwords.verdict(done.verdict or Verdict.JUSTIFIED),
            )
            self._earlier.setText(f"{text} {done.reason}".strip())
        else:
            self._earlier.setText("")
        self._earlier.setVisible(bool(self._earlier.text()))
        self.verdict.clear()
        self.note.blockSignals(True)
        self.note.setPlainText(self._drafts.get(self._at, ""))
        self.note.blockSignals(False)
        self._say("")

    # --- what is done --------------------------------------------------------------------------

    def _keep_draft(self) -> None:
        self._drafts[self._at] = self.note.toPlainText()
        self._say("")

    def _say(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        set_kind(self.note, "error" if sentence else "", "state")

    def _save(self) -> None:
        one = self._drawn()
        if one is None:
            return
        found, note = self.verdict.current, self.note.toPlainText().strip()
        if found is None:
            self._say(self.tr("Choose a finding."))
            return
        if found is not Verdict.JUSTIFIED and not note:
            self._say(self.tr("Write what is asked or investigated."))
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._drafts.pop(self._at, None)
        entry = one.entry
        self._step()
        self.saved.emit(entry, found, note)

    def _step(self) -> None:
        """Go to the next access that nobody has looked at."""
        drawn = self._report.sample.drawn if self._report else ()
        ids = [one.entry.id for one in drawn]
        if self._at not in ids:
            return
        place = ids.index(self._at)
        around = [*drawn[place + 1 :], *drawn[:place]]
        self._at = next((one.entry.id for one in around if one.review is None), self._at)
        self._show()
        self.stepped.emit(self._at)


class _Reason(QWidget):
    def __init__(self, icon: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconView(icon, 18, "text"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(text, "body"), 1)


_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut
