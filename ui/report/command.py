"""The report for the command line: a Qt without a screen, and the words of one language."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from hemmonitor.interop.report import Report
from hemmonitor.model.measurement import Component, Kind
from ui.format import Formatter
from ui.i18n import Language, Translations
from ui.report import words
from ui.report.document import save_report


class Words:
    """Names of measures, and the report's pages. Raises ``ValueError`` for a language there is not."""

    def __init__(self, language: str) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self._app = QGuiApplication.instance() or QGuiApplication(["hemmonitor"])
        self._language = Language(language)
        self._texts = Translations(self._app)
        self._texts.use(self._language)

    def name(self, what: Kind | Component) -> str:
        """A measure or a figure as staff call it."""
        return words.name(what)

    def pdf(self, report: Report, path: Path) -> int:
        """The report as pages in the zone of its moment; returns how many."""
        zone = report.at.tzinfo
        assert zone is not None
        return save_report(report, path, Formatter(self._language, zone, colon=True))
