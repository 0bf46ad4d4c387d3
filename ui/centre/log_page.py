"""The access log: who did what with which patient, whether the chain holds, and the month's spot check.

Object names: log_search, log_period, log_unit, log_deed, log_odd, log_extract, log_table, log_chain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from hemmonitor.access import Entry
from hemmonitor.centre import LogReport
from hemmonitor.model.access import Deed
from ui.centre import logwords, words
from ui.centre.check_panel import CheckPanel
from ui.centre.office import OfficeBridge
from ui.centre.table import Cell, Column, Line, Table
from ui.format import Formatter
from ui.theme import Theme, Zone
from ui.widgets.announce import announce
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ZoneLine
from ui.widgets.choice import Chip
from ui.widgets.fields import Select
from ui.widgets.flow import FlowLayout
from ui.widgets.tile import IconView

SHOWN = 500
"""Lines in the list at most; a search or a filter finds the others."""
NARROW = 1000
"""Pixels at 100 %: a page below this width shows the log or the check, not both."""
_PERIODS = (7, 30, 90, 365, 0)  # days; 0 for all


def ask_path(parent: QWidget, name: str, kind: str) -> Path | None:
    """Where a file is to be written; the name that is proposed says nothing about a patient."""
    found, _ = QFileDialog.getSaveFileName(parent, "", name, kind)
    return Path(found) if found else None


class LogPage(Themed, QWidget):
    """``LogPage(bridge, form, now)``; reads the log when ``refresh_log`` is called, and after each check."""

    def __init__(
        self,
        bridge: OfficeBridge,
        form: Callable[[], Formatter],
        now: Callable[[], dt.datetime],
        ask: Callable[[QWidget, str, str], Path | None] = ask_path,
    ) -> None:
        super().__init__()
        self._bridge, self._format, self._now, self._ask = bridge, form, now, ask
        self._report: LogReport | None = None
        self._path: Path | None = None
        self._narrow, self._checking = False, True
        self._make_filters()
        self.table = Table("log_table", tall=42)
        self.panel = CheckPanel(form)
        self._wrong = ZoneLine(Zone.RED)
        self._wrong.setObjectName("log_faults")
        self._wrong.hide()
        self._chain = Label("", "small")
        self._chain.setObjectName("log_chain")
        self._count = Label("", "small", wrap=False)
        self._place()
        self.setFocusProxy(self.table)
        self._connect()
        self.retranslate()
        self.refresh()

    def _make_filters(self) -> None:
        self.search = QLineEdit()
        self.search.setObjectName("log_search")
        self.search.setClearButtonEnabled(True)
        self.period, self.unit, self.deed = Select(), Select(), Select()
        for name, field in (("period", self.period), ("unit", self.unit), ("deed", self.deed)):
            field.setObjectName(f"log_{name}")
        for days in _PERIODS:
            self.period.addItem("", days)
        self.unit.addItem("", "")
        self.deed.addItem("", None)
        for deed in Deed:
            self.deed.addItem("", deed)
        self.odd = Chip("", icon="alert-triangle", count=0)
        self.odd.setObjectName("log_odd")
        self.extract = Button("", "neutral", icon="download")
        self.extract.setObjectName("log_extract")
        self.check = Button("", "neutral", icon="checks")
        self.check.setObjectName("log_check")

    def _place(self) -> None:
        card = self._card = Card()
        filters = FlowLayout(gap=8)
        for widget in (
            self.search, self.period, self.unit, self.deed, self.odd, self.extract, self.check,
        ):  # fmt: skip
            filters.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(IconView("link", 18, "text"))
        foot.addWidget(self._chain, 1)
        foot.addWidget(self._count)
        card.body.addLayout(filters)
        card.body.addWidget(self._wrong)
        card.body.addWidget(self.table, 1)
        card.body.addLayout(foot)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 12, 16, 12)
        self._row.setSpacing(12)
        self._row.addWidget(card, 1)
        self._row.addWidget(self.panel)

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.log_read.connect(self._show)
        bridge.extracted.connect(self._write)
        bridge.failed.connect(self._failed)
        self.search.textChanged.connect(lambda _text: self._list())
        for field in (self.period, self.unit, self.deed):
            field.currentIndexChanged.connect(lambda _index: self._list())
        self.odd.clicked.connect(self._list)
        self.table.chosen.connect(self._chosen)
        self.panel.saved.connect(bridge.review)
        self.panel.stepped.connect(self.table.choose)
        self.panel.closed.connect(lambda: self._open_check(False))
        self.check.clicked.connect(lambda: self._open_check(True))
        self.extract.clicked.connect(self._extract)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("/"), self.table, self.search.setFocus, context=here)

    def refresh_log(self) -> None:
        """Read the log again."""
        self._bridge.read_log()

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Search name"))
        self.search.setAccessibleName(self.tr("Search name"))
        periods = (self.tr("7 days"), self.tr("30 days"), self.tr("90 days"), self.tr("A year"))
        for index, text in enumerate((*periods, self.tr("All of it"))):
            self.period.setItemText(index, text)
        self.unit.setItemText(0, self.tr("All units"))
        self.deed.setItemText(0, self.tr("All access"))
        for index in range(1, self.deed.count()):
            self.deed.setItemText(index, words.deed(self.deed.itemData(index)))
        for field, name in (
            (self.period, self.tr("Period")),
            (self.unit, self.tr("Unit")),
            (self.deed, self.tr("Access")),
        ):
            field.setAccessibleName(name)
        self.odd.setText(self.tr("Outside the pattern"))
        self.odd.setAccessibleName(self.odd.text())
        self.check.setText(self.tr("Spot check"))
        self.extract.setText(self.tr("Extract"))
        self.extract.setToolTip(self.tr("The chosen patient's own extract of the log"))
        self._list()

    def restyle(self, theme: Theme) -> None:
        self.search.setFixedWidth(theme.grown(160))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _open_check(self, checking: bool) -> None:
        self._checking = checking
        self._fit()

    def _fit(self) -> None:
        """Log and check side by side where there is room; else one at a time."""
        narrow = self.width() < NARROW * self.theme.text_size / 100
        if narrow is not self._narrow:
            self._narrow, self._checking = narrow, not narrow
        self.panel.setVisible(self._checking)
        self._card.setVisible(not (narrow and self._checking))
        self.check.setVisible(not self._checking)

    # --- what the bridge tells -----------------------------------------------------------------

    def _show(self, report: LogReport) -> None:
        self._report = report
        units = sorted({entry.body.unit for entry in report.view.entries if entry.body.unit})
        kept = self.unit.currentText() if self.unit.currentIndex() > 0 else ""
        self.unit.blockSignals(True)
        while self.unit.count() > 1:
            self.unit.removeItem(1)
        for unit in units:
            self.unit.addItem(unit, unit)
        self.unit.setCurrentIndex(max(0, self.unit.findText(kept)) if kept else 0)
        self.unit.blockSignals(False)
        self.panel.show_report(report)
        self._list()

    def _failed(self, code: str) -> None:
        self._chain.setText(words.problem(code))

    def _list(self) -> None:
        report = self._report
        if report is None:
            self._chain.setText(self.tr("The log is being read and checked."))
            return
        found = [entry for entry in reversed(report.view.entries) if self._fits(entry, report)]
        form = self._format()
        columns = (
            Column(self.tr("Time"), 0, 96), Column(self.tr("Who"), 3, 110), Column(self.tr("Unit"), 2, 80),
            Column(self.tr("Patient"), 3, 100), Column(self.tr("Did"), 3, 110),
            Column(self.tr("Why, how"), 4, 120), Column("", 0, 34),
        )  # fmt: skip
        self.table.show_lines([self._line(entry, report, form) for entry in found[:SHOWN]], columns)
        odd = sum(bool(report.signs[e.id]) for e in report.view.entries if self._in_period(e, report))
        self.odd.set_count(odd)
        self._count.setText(
            self.tr("{shown} of {total}").format(
                shown=form.number(min(len(found), SHOWN)), total=form.number(len(report.view.entries))
            )
        )
        self._tell_chain(report, form)

    def _tell_chain(self, report: LogReport, form: Formatter) -> None:
        at = form.when(report.checked_at, self._now())
        count = form.number(len(report.view.entries))
        if report.view.whole:
            said = self.tr(
                "The chain is whole: {count} entries, checked {when}. Kept for at least five years."
            )
        else:
            said = self.tr("The chain does not hold: {count} entries, checked {when}.")
        self._chain.setText(said.format(count=count, when=at))
        names = {entry.author: entry.body.by for entry in report.view.entries}
        faults = [logwords.fault(f, names.get(f.author, f.author[:8])) for f in report.view.faults]
        more = self.tr(" And %n more.", "", len(faults) - 3) if len(faults) > 3 else ""
        self._wrong.set_text(self.tr("The log was tampered with."), " ".join(faults[:3]) + more)
        if faults and self._wrong.isHidden():
            announce(self, self.tr("The log was tampered with."), urgent=True)
        self._wrong.setVisible(bool(faults))

    def _in_period(self, entry: Entry, report: LogReport) -> bool:
        days = self.period.currentData()
        return not days or entry.at >= report.checked_at - dt.timedelta(days=days)

    def _fits(self, entry: Entry, report: LogReport) -> bool:
        wanted = self.search.text().strip().casefold()
        named = f"{entry.body.by} {report.names.get(entry.body.patient, '')}".casefold()
        deed, unit = self.deed.currentData(), self.unit.currentData()
        return (
            self._in_period(entry, report)
            and wanted in named
            and (deed is None or entry.body.deed is deed)
            and (not unit or entry.body.unit == unit)
            and (not self.odd.isChecked() or bool(report.signs[entry.id]))
        )

    def _line(self, entry: Entry, report: LogReport, form: Formatter) -> Line:
        body, odd = entry.body, bool(report.signs[entry.id])
        patient = report.names.get(body.patient, "")
        if not patient and body.patient:
            patient = self.tr("not this team's")
        if not patient and body.count and body.deed is Deed.LISTED:
            patient = self.tr("%n patient(s)", "", body.count)
        cells = (
            Cell(form.when(entry.at, self._now())),
            Cell(body.by, kind="strong"),
            Cell(body.unit),
            Cell(patient or "–"),
            Cell(logwords.deed(body)),
            Cell(logwords.why(body), kind="secondary"),
            Cell("", zone=Zone.YELLOW) if odd else Cell(""),
        )
        return Line(entry.id, cells, marked=odd)

    # --- what is done --------------------------------------------------------------------------

    def _chosen(self, key: str) -> None:
        self.panel.begin(key)
        entry = self._entry()
        self.extract.setEnabled(entry is not None and bool(entry.body.patient))

    def _entry(self) -> Entry | None:
        entries = self._report.view.entries if self._report else ()
        return next((entry for entry in entries if entry.id == self.table.key), None)

    def _extract(self) -> None:
        entry = self._entry()
        if entry is None or not entry.body.patient or self._report is None:
            self._chain.setText(self.tr("Choose a line about the patient first."))
            return
        self._path = self._ask(self, self.tr("log-extract.csv"), "CSV (*.csv)")
        if self._path is not None:
            self._bridge.extract(entry.body.patient, self._report.view)

    def _write(self, text: str) -> None:
        if self._path is None:
            return
        try:
            self._path.write_text(text, encoding="utf-8-sig", newline="")
        except OSError:
            self._chain.setText(self.tr("The file could not be written there. Choose another place."))
        else:
            self.refresh_log()
