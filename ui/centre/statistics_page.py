"""Statistics: adherence, load, precision, time to acknowledgement, and what a change of limits did.

The figures are ``hemmonitor.statistics``' own; here they are grouped by team and diagnosis and drawn. A group
of fewer than five patients is not shown.

Object names: stat_weeks, stat_team, stat_diagnosis, stat_table, stat_export, stat_study, stat_write.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.centre import StaffReport
from hemmonitor.interop.research import ResearchFile
from hemmonitor.model.careplan import Level
from hemmonitor.statistics import BINS, SMALLEST, Facts, Share, Summary, Week, summary
from ui.centre import words
from ui.centre.bars import Curve, Lines, ShareBar, Stacks, Waiting
from ui.centre.log_page import ask_path
from ui.centre.office import OfficeBridge
from ui.centre.table import Cell, Column, Line, Table
from ui.format import NBSP, Formatter
from ui.theme import Theme, Zone
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Segmented
from ui.widgets.fields import Select
from ui.widgets.flow import FlowLayout
from ui.widgets.tile import IconView

SPANS = (4, 12, 52)  # weeks
ADHERENCE_GOAL = 0.8  # [P]
PRECISION_GOAL = 0.75  # [P]
RED_GOAL = 1.0  # red signals per patient-month, CLINICAL section 9 [P]
WAIT_GOAL = 120.0  # minutes that nine of ten red signals wait at most [P]
_MONTH = 30 / 7  # weeks


class _Tile(Card):
    """An icon and a name; a large figure and what it is of; a mark and how it stands to the goal."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.name, self.figure = Label("", "secondary"), Label("", "value", wrap=False)
        self.of, self.goal, self._mark = Label("", "secondary"), Label("", "small"), ZoneMark(Zone.GREEN, 16)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconView(icon, 18, "text"))
        head.addWidget(self.name, 1)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.figure)
        middle.addWidget(self.of, 1)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._mark)
        foot.addWidget(self.goal, 1)
        for part in (head, middle, foot):
            self.body.addLayout(part)
        self.refresh()

    def show_figure(self, figure: str, of: str, goal: str, met: bool | None) -> None:
        """``met`` is None where there is nothing to judge."""
        self.figure.setText(figure)
        self.of.setText(of)
        self.goal.setText(goal)
        self._mark.setVisible(met is not None)
        self._mark.set_zone(Zone.GREEN if met else Zone.YELLOW)


class StatisticsPage(Themed, QWidget):
    """``StatisticsPage(bridge, form)``; ``refresh_facts`` gathers."""

    def __init__(
        self,
        bridge: OfficeBridge,
        form: Callable[[], Formatter],
        ask: Callable[[QWidget, str, str], Path | None] = ask_path,
    ) -> None:
        super().__init__()
        self._bridge, self._format, self._ask = bridge, form, ask
        self._facts: tuple[Facts, ...] = ()
        self._report: StaffReport | None = None
        self._path: Path | None = None
        self._gathered = False
        self._make_filters()
        self._tiles = [_Tile(icon) for icon in ("calendar", "bell", "target", "clock")]
        self.lines, self.stacks = Lines("stat_adherence"), Stacks("stat_load")
        self.waits = {zone: Waiting(f"stat_wait_{zone}", zone) for zone in (Zone.RED, Zone.YELLOW)}
        self._wait_words = {zone: Label("", "small_strong") for zone in self.waits}
        self._titles = [(Label("", "strong", wrap=False), Label("", "small")) for _ in range(4)]
        self._rules = QGridLayout()
        self._change = Label("", "body")
        self.table = Table("stat_rows", tall=32)
        self._place()
        self.setFocusProxy(self.span)
        self._connect()
        self.retranslate()
        self.refresh()

    # --- what it is made of ----------------------------------------------------------------------

    def _make_filters(self) -> None:
        self.span: Segmented[int] = Segmented([(weeks, "") for weeks in SPANS], 12)
        self.span.setObjectName("stat_weeks")
        self.team, self.diagnosis = Select(), Select()
        self.team.setObjectName("stat_team")
        self.diagnosis.setObjectName("stat_diagnosis")
        self.team.addItem("", "")
        self.diagnosis.addItem("", "")
        self._size = Label("", "small")
        self.as_table = Button("", "neutral", icon="table", keys=("d",))
        self.as_table.setObjectName("stat_table")
        self.export = Button("", "neutral", icon="download")
        self.export.setObjectName("stat_export")

    def _place(self) -> None:
        filters = FlowLayout(gap=8)
        for widget in (self.span, self.team, self.diagnosis, self.as_table, self.export):
            filters.addWidget(widget)
        self._study_card = Card()
        self._study_name, self._study_note = Label("", "small_strong"), Label("", "small")
        self.study = QLineEdit()
        self.study.setObjectName("stat_study")
        self.write = Button("", "primary", icon="download")
        self.write.setObjectName("stat_write")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.study, 1)
        row.addWidget(self.write)
        self._study_card.body.addWidget(self._study_name)
        self._study_card.body.addLayout(row)
        self._study_card.body.addWidget(self._study_note)
        self._study_card.hide()
        self._tile_grid = QGridLayout()
        self._tile_grid.setSpacing(12)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._cards = [self._chart_card(n, widget) for n, widget in enumerate(self._contents())]
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._tile_grid)
        column.addLayout(self._grid, 1)
        column.addWidget(self._hint_card())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        self._shown = QStackedWidget()
        self._shown.addWidget(self._scroll)
        self._shown.addWidget(self.table)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 10, 16, 12)
        page.setSpacing(10)
        page.addLayout(filters)
        page.addWidget(self._size)
        page.addWidget(self._study_card)
        page.addWidget(self._shown, 1)

    def _contents(self) -> tuple[QWidget, ...]:
        rules = QWidget()
        self._rules.setContentsMargins(0, 0, 0, 0)
        self._rules.setHorizontalSpacing(12)
        self._rules.setVerticalSpacing(6)
        self._rules.setColumnStretch(1, 1)
        inside = QVBoxLayout(rules)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._rules)
        inside.addStretch(1)
        waits = QWidget()
        column = QVBoxLayout(waits)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for zone, chart in self.waits.items():
            head = QHBoxLayout()
            head.setSpacing(8)
            head.addWidget(ZoneMark(zone, 16))
            head.addWidget(self._wait_words[zone], 1)
            column.addLayout(head)
            column.addWidget(chart, 1)
        return self.lines, self.stacks, rules, waits

    def _chart_card(self, number: int, content: QWidget) -> Card:
        card = Card()
        title, under = self._titles[number]
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addWidget(under, 1)
        card.body.addLayout(head)
        card.body.addWidget(content, 1)
        return card

    def _hint_card(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconView("bulb", 20, "text"))
        row.addWidget(self._change, 1)
        card.body.addLayout(row)
        return card

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.facts.connect(self._take)
        bridge.staff.connect(self._take_staff)
        bridge.researched.connect(self._write)
        bridge.failed.connect(lambda code: self._size.setText(words.problem(code)))
        self.span.chosen.connect(lambda _weeks: self.refresh_facts())
        self.team.currentIndexChanged.connect(lambda _index: self._show())
        self.diagnosis.currentIndexChanged.connect(lambda _index: self._show())
        self.as_table.clicked.connect(self.toggle_table)
        self.export.clicked.connect(self._begin_export)
        self.write.clicked.connect(self._export)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("d"), self._shown, self.toggle_table, context=here)

    def refresh_facts(self) -> None:
        """Gather the facts of the chosen weeks."""
        self._bridge.ask_facts(self.span.current or 12)

    def toggle_table(self) -> None:
        """The same figures as a table, and back."""
        self._shown.setCurrentIndex(1 - self._shown.currentIndex())

    def restyle(self, theme: Theme) -> None:
        across = 4 if theme.text_size <= 125 else 2
        for number, tile in enumerate(self._tiles):
            self._tile_grid.removeWidget(tile)
            self._tile_grid.addWidget(tile, number // across, number % across)
        wide = 2 if theme.text_size <= 125 else 1
        for number, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, number // wide, number % wide)

    def retranslate(self) -> None:
        self.span.set_texts((self.tr("4 weeks"), self.tr("12 weeks"), self.tr("1 year")))
        self.team.setItemText(0, self.tr("All teams"))
        self.team.setAccessibleName(self.tr("Team"))
        self.diagnosis.setItemText(0, self.tr("All diagnoses"))
        self.diagnosis.setAccessibleName(self.tr("Diagnosis"))
        self.as_table.setText(self.tr("Table"))
        self.export.setText(self.tr("Export for research"))
        self._study_name.setText(self.tr("The study's name; pseudonyms hold within it alone"))
        self.study.setAccessibleName(self._study_name.text())
        self.write.setText(self.tr("Write the file"))
        self._study_note.setText(
            self.tr(
                "One line a patient and week, without name, number or date. Small groups are made coarser or "
                "left out. The file is still personal data: it needs an ethical approval and an agreement."
            )
        )
        texts = (
            (self.tr("Adherence by week"), self.tr("made of planned measurements")),
            (self.tr("Signals per patient-week"), self.tr("red and yellow together")),
            (self.tr("Precision by rule"), self.tr("share called for, with 95 % interval")),
            (self.tr("Time to acknowledgement"), self.tr("staffed time, share of the signals")),
        )
        for (title, under), (one, two) in zip(self._titles, texts, strict=True):
            title.setText(one)
            under.setText(two)
        for tile, name in zip(
            self._tiles,
            (
                self.tr("Adherence"), self.tr("Signals per patient-week"), self.tr("Precision"),
                self.tr("Time to acknowledgement, red"),
            ),
            strict=True,
        ):  # fmt: skip
            tile.name.setText(name)
        self._show()

    # --- what is shown -------------------------------------------------------------------------

    def _take(self, _weeks: int, facts: tuple[Facts, ...]) -> None:
        self._facts, self._gathered = facts, True
        self._refill(
            self.team, [(self._team_name(t), t) for t in sorted({t for f in facts for t in f.teams})]
        )
        codes = sorted({code for f in facts for code in f.diagnoses})
        self._refill(self.diagnosis, [(words.template(code), code) for code in codes])
        self._show()

    def _take_staff(self, report: StaffReport) -> None:
        self._report = report
        for index in range(1, self.team.count()):
            self.team.setItemText(index, self._team_name(self.team.itemData(index)))
        self._show()

    def _team_name(self, team: str) -> str:
        return (self._report.name_of(team) if self._report else "") or self.tr("Team without a name")

    def _refill(self, field: Select, options: Sequence[tuple[str, str]]) -> None:
        kept = field.currentData()
        field.blockSignals(True)
        while field.count() > 1:
            field.removeItem(1)
        for text, data in options:
            field.addItem(text, data)
        field.setCurrentIndex(max(0, field.findData(kept)))
        field.blockSignals(False)

    def _group(self, team: str = "") -> list[Facts]:
        team, code = team or self.team.currentData() or "", self.diagnosis.currentData() or ""
        return [f for f in self._facts if (not team or team in f.teams) and (not code or code in f.diagnoses)]

    def _show(self) -> None:
        form, found = self._format(), summary(self._group())
        if not self._gathered:
            self._size.setText(self.tr("The figures are being gathered."))
            return
        if not found.shown:
            text = self.tr("%n patient(s). Groups under {least} are not shown.", "", found.patients)
            self._size.setText(text.format(least=SMALLEST))
            found = summary([])
        else:
            weeks = form.number(round(found.patient_weeks))
            patients = self.tr("%n patient(s)", "", found.patients)
            text = self.tr("{patients}, {weeks} patient-weeks. Groups under {least} are not shown.")
            self._size.setText(text.format(patients=patients, weeks=weeks, least=SMALLEST))
        self._show_tiles(found, form)
        names = [self.tr("w {week}").format(week=day.isocalendar().week) for day, _ in found.weeks]
        self._show_lines(found, names, form)
        self._show_stacks(found, names, form)
        self._show_rules(found, form)
        self._show_waits(found, form)
        self._show_change(found, form)
        self._show_table(found, form)

    def _show_tiles(self, found: Summary, form: Formatter) -> None:
        adherence, load, precision, waiting = self._tiles
        share = found.adherence.share
        adherence.show_figure(
            _percent(share, form),
            self.tr("of planned measurements"),
            self.tr("goal {goal}").format(goal=_percent(ADHERENCE_GOAL, form)),
            None if share is None else share >= ADHERENCE_GOAL,
        )
        red, yellow, both = found.load(Level.RED), found.load(Level.YELLOW), found.load()
        month = None if red is None else red * _MONTH
        load.show_figure(
            _decimal(both, form),
            self.tr("red {red}, yellow {yellow}").format(
                red=_decimal(red, form), yellow=_decimal(yellow, form)
            ),
            self.tr("red {rate} per patient-month, goal under {goal}").format(
                rate=_decimal(month, form), goal=form.number(RED_GOAL)
            ),
            None if month is None else month < RED_GOAL,
        )
        right = found.precision
        precision.show_figure(
            _percent(right.share, form),
            self.tr("judged as called for"),
            self.tr("goal {goal}, %n judged", "", right.total).format(goal=_percent(PRECISION_GOAL, form)),
            None if right.share is None else right.share >= PRECISION_GOAL,
        )
        wait = found.waits[Level.RED]
        waiting.show_figure(
            self._minutes(wait.median),
            self.tr("median in staffed time"),
            self.tr("nine of ten within {time}, goal {goal}").format(
                time=self._minutes(wait.ninth), goal=self._minutes(WAIT_GOAL)
            ),
            None if wait.ninth is None else wait.ninth <= WAIT_GOAL,
        )

    def _minutes(self, value: float | None) -> str:
        if value is None:
            return "–"
        minutes = round(value)
        if minutes < 60:
            return self.tr("{minutes} min").format(minutes=minutes).replace(" ", NBSP)
        text = self.tr("{hours} h {minutes}") if minutes % 60 else self.tr("{hours} h")
        return text.format(hours=minutes // 60, minutes=f"{minutes % 60:02}").replace(" ", NBSP)

    def _show_lines(self, found: Summary, names: Sequence[str], form: Formatter) -> None:
        days = [day for day, _ in found.weeks]
        teams = sorted({t for f in self._group() for t in f.teams}, key=self._team_name)
        curves = []
        for team in teams if days else []:
            own = summary([f for f in self._group() if team in f.teams])
            if not own.shown:
                continue
            weeks = dict(own.weeks)
            values = tuple(_made(weeks.get(day, Week())) for day in days)
            newest = next((v for v in reversed(values) if v is not None), None)
            curves.append(Curve(self._team_name(team), values, _percent(newest, form)))
        goal = self.tr("goal {goal}").format(goal=_percent(ADHERENCE_GOAL, form))
        self.lines.show_curves(names, curves, (ADHERENCE_GOAL, goal))

    def _show_stacks(self, found: Summary, names: Sequence[str], form: Formatter) -> None:
        bars = [(w.red * 7 / w.days, w.yellow * 7 / w.days) if w.days else (0.0, 0.0) for _, w in found.weeks]
        most = max((red + yellow for red, yellow in bars), default=0.0)
        top = next((t for t in (0.4, 0.8, 1.2, 2.0, 4.0, 8.0) if t >= most), most)
        marks = [(top * part / 4, form.number(top * part / 4, 1)) for part in range(5)]
        red, yellow = bars[-1] if bars else (0.0, 0.0)
        said = (
            self.tr("red {rate}").format(rate=form.number(red, 2)),
            self.tr("yellow {rate}").format(rate=form.number(yellow, 2)),
        )
        self.stacks.show_bars(names, bars, said, marks)

    def _show_rules(self, found: Summary, form: Formatter) -> None:
        while self._rules.count() and (item := self._rules.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        if not found.rules:
            self._rules.addWidget(
                Label(self.tr("Nobody has judged a signal in this time."), "secondary"), 0, 0, 1, 3
            )
        for row, (rule, share) in enumerate(found.rules):
            assert share.interval is not None
            assert share.share is not None
            text = self.tr("{share} of {total}").format(share=_percent(share.share, form), total=share.total)
            name = words.rule(rule)
            self._rules.addWidget(Label(name, "body"), row, 0)
            self._rules.addWidget(ShareBar(share.share, share.interval, f"{name}: {text}"), row, 1)
            self._rules.addWidget(Label(text, "strong", wrap=False), row, 2)

    def _show_waits(self, found: Summary, form: Formatter) -> None:
        edges = ("0", *(str(edge) if edge < 60 else str(edge // 60) for edge in BINS))
        names = []
        for low, high, edge in zip(edges, edges[1:], BINS, strict=False):
            if edge <= 60:
                names.append(self.tr("{low}–{high} min").format(low=low, high=edge))
            else:
                first = "1" if edge == 120 else low
                names.append(self.tr("{low}–{high} h").format(low=first, high=high))
        names.append(self.tr("over {high} h").format(high=edges[-1]))
        sentences = {
            Zone.RED: self.tr("Red, median {median}, nine of ten within {ninth}"),
            Zone.YELLOW: self.tr("Yellow, median {median}, nine of ten within {ninth}"),
        }
        for zone, level in ((Zone.RED, Level.RED), (Zone.YELLOW, Level.YELLOW)):
            wait = found.waits[level]
            bars = [(share, _percent(share, form) if share else "") for share in wait.bars]
            self.waits[zone].show_bars(bars, names)
            text = sentences[zone].format(median=self._minutes(wait.median), ninth=self._minutes(wait.ninth))
            self._wait_words[zone].setText(text)

    def _show_change(self, found: Summary, form: Formatter) -> None:
        change = found.change
        if change is None:
            self._change.setText(
                self.tr("No change of limits has four weeks on both sides of it in this time.")
            )
            return
        lead = self.tr(
            "After limits were changed: {after} signals per patient-week, before {before}."
        ).format(after=form.number(change.after, 2), before=form.number(change.before, 2))
        rest = self.tr("%n patient(s), four weeks on each side. Limits are changed when things are bad, so "
                       "some of the difference comes by itself.", "", change.patients)  # fmt: skip
        self._change.set_strong_lead(lead, rest)

    def _show_table(self, found: Summary, form: Formatter) -> None:
        columns = (
            Column(self.tr("Week from"), 2, 90), Column(self.tr("Patient-weeks"), 2, 80),
            Column(self.tr("Planned"), 1, 70), Column(self.tr("Made"), 1, 70),
            Column(self.tr("Adherence"), 1, 80), Column(self.tr("Red"), 1, 50),
            Column(self.tr("Yellow"), 1, 50),
        )  # fmt: skip
        lines = [
            Line(
                day.isoformat(),
                (
                    Cell(form.day(day, year=True)), Cell(form.number(week.days / 7, 1)),
                    Cell(str(week.planned)),
                    Cell(str(week.made)), Cell(_percent(_made(week), form)), Cell(str(week.red)),
                    Cell(str(week.yellow)),
                ),
            )
            for day, week in found.weeks
        ]  # fmt: skip
        self.table.show_lines(lines, columns)

    # --- the file for research -------------------------------------------------------------------

    def _begin_export(self) -> None:
        self._study_card.setVisible(self._study_card.isHidden())
        if not self._study_card.isHidden():
            self.study.setFocus(Qt.FocusReason.OtherFocusReason)

    def _export(self) -> None:
        if not self.study.text().strip():
            self._size.setText(self.tr("Give the study a name."))
            self.study.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._path = self._ask(self, self.tr("research.csv"), "CSV (*.csv)")
        if self._path is not None:
            self._bridge.research(self.study.text(), self._group())

    def _write(self, made: ResearchFile) -> None:
        if self._path is None:
            return
        try:
            self._path.write_text(made.text, encoding="utf-8", newline="")
        except OSError:
            self._size.setText(self.tr("The file could not be written there. Choose another place."))
            return
        self._study_card.hide()
        written = self.tr("Written: %n patient(s).", "", made.patients)
        left = self.tr("%n left out, in groups that are too small.", "", made.left_out)
        self._size.setText(f"{written} {left}" if made.left_out else written)


def _made(week: Week) -> float | None:
    return Share(week.made, week.planned).share


def _percent(share: float | None, form: Formatter) -> str:
    return "–" if share is None else f"{form.number(share * 100)}{NBSP}%"


def _decimal(value: float | None, form: Formatter) -> str:
    return "–" if value is None else form.number(value, 2)
