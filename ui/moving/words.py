"""Words of export, import and backup. What an error means stands with it; a code without words here is
told as a general one.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from hemmonitor.errors import HemmonitorError
from hemmonitor.interop.forms import Format, Output
from hemmonitor.interop.imports.found import Fault, Why
from hemmonitor.interop.source import BadFile
from hemmonitor.model.measurement import Component
from ui.report import words as report_words

translate = QCoreApplication.translate


class Counted(QObject):
    """Texts with a number: lupdate sees their plural forms only in ``tr``."""

    def values(self, count: int) -> str:
        """How many measurements."""
        return self.tr("%n value(s)", "", count)

    def taken_in(self, count: int) -> str:
        """After an import."""
        return self.tr("%n value(s) have been taken in.", "", count)

    def taken_back(self, count: int) -> str:
        """After its undoing."""
        return self.tr("%n value(s) have been taken back.", "", count)

    def take_in(self, count: int) -> str:
        """The button."""
        return self.tr("Take in %n value(s)", "", count)

    def duplicates(self, count: int) -> str:
        """Readings that are there already."""
        return self.tr("%n value(s) are here already and are left out", "", count)

    def doubtful(self, count: int) -> str:
        """Impossible values."""
        return self.tr("%n value(s) cannot be right: kept, but not used", "", count)

    def left_out(self, count: int) -> str:
        """Rows with a fault."""
        return self.tr("%n row(s) cannot be read and are left out", "", count)

    def more(self, count: int) -> str:
        """Faults that are not listed."""
        return self.tr("and %n more", "", count)

    def entries(self, count: int) -> str:
        """What a backup holds."""
        return self.tr("%n entry(s)", "", count)

    def restored(self, count: int) -> str:
        """What came back."""
        return self.tr("%n entry(s) were put back.", "", count)


def output(what: Output) -> tuple[str, str]:
    """A form's name and what it is for."""
    return {
        Output.PDF: (
            translate("Moving", "Report (PDF)"),
            translate("Moving", "For the doctor's visit: mean, chart and values, to read or print."),
        ),
        Output.CSV: (
            translate("Moving", "Table (CSV)"),
            translate("Moving", "Every value in a plain table."),
        ),
        Output.XLSX: (
            translate("Moving", "Spreadsheet (Excel)"),
            translate("Moving", "Every value, with one sheet a measure."),
        ),
        Output.FHIR: (
            translate("Moving", "For other health systems (FHIR)"),
            translate("Moving", "Everything in the form that journals and health apps exchange."),
        ),
        Output.TRANSACTION: (
            translate("Moving", "FHIR to load into a server"),
            translate("Moving", "A transaction; loaded twice it makes nothing twice."),
        ),
        Output.NDJSON: (
            translate("Moving", "FHIR, one line a resource"),
            translate("Moving", "For analysis and bulk loading (NDJSON)."),
        ),
        Output.ICS: (
            translate("Moving", "Calendar"),
            translate("Moving", "Appointments and measuring times for a calendar. Names nobody."),
        ),
        Output.EXTRACT: (
            translate("Moving", "Everything (zip)"),
            translate("Moving", "All that is kept: values, messages, plans, and who has looked."),
        ),
    }[what]


def form(what: Format) -> str:
    """A kind of file."""
    return {
        Format.CSV: translate("Moving", "Table (CSV)"),
        Format.OWN_CSV: translate("Moving", "Hemmonitor's own table"),
        Format.OMRON: "Omron Connect",
        Format.WITHINGS: "Withings",
        Format.RECORDER: translate("Moving", "24-hour blood pressure recording"),
        Format.APPLE: "Apple Health",
        Format.OBPM: "UBPM / OBPM",
        Format.FHIR: "FHIR",
    }[what]


def why(fault: Fault) -> str:
    """Why a row is left out, with its place; without any value of it."""
    reason = {
        Why.NO_TIME: translate("Moving", "no time"),
        Why.BAD_TIME: translate("Moving", "the time cannot be read"),
        Why.DATE_ORDER: translate("Moving", "which is the day and which the month?"),
        Why.NOT_A_NUMBER: translate("Moving", "not a number"),
        Why.NO_FIGURE: translate("Moving", "no value"),
        Why.BAD_UNIT: translate("Moving", "a unit that is not known"),
        Why.TOO_FEW_FIELDS: translate("Moving", "too few columns"),
        Why.MARKED_INVALID: translate("Moving", "marked as not valid"),
        Why.IN_THE_FUTURE: translate("Moving", "in the future"),
        Why.BEFORE_2000: translate("Moving", "before the year 2000"),
        Why.NOT_UNDERSTOOD: translate("Moving", "not understood"),
        Why.IMPOSSIBLE: translate("Moving", "cannot be right"),
        Why.OTHER_PERSON: translate("Moving", "about another person"),
    }[fault.why]
    if fault.column:
        text = translate("Moving", "Line {line}, column {column}: {reason}")
        return text.format(line=fault.line, column=fault.column, reason=reason)
    if fault.line:
        return translate("Moving", "Line {line}: {reason}").format(line=fault.line, reason=reason)
    return reason[:1].upper() + reason[1:]


def figure(component: Component) -> str:
    """What a column may hold."""
    return report_words.component(component)


def place(error: BadFile) -> str:
    """Where in the file."""
    if error.line and error.column:
        text = translate("Moving", "Line {line}, column {column}.")
        return text.format(line=error.line, column=error.column)
    return translate("Moving", "Line {line}.").format(line=error.line) if error.line else ""


def trouble(error: HemmonitorError) -> str:
    """What went wrong, in a sentence or two."""
    if isinstance(error, BadFile):
        text = translate("Moving", "The file cannot be read. Nothing has been changed.")
        return f"{text} {place(error)}".strip()
    said = {
        "storage.disk_full": translate("Moving", "The disk is full. Nothing was written."),
        "storage": translate("Moving", "The file could not be written there. Choose another place."),
        "crypto.wrong_pin": translate("Moving", "That is not the passphrase of this backup."),
        "input.passphrase": translate("Moving", "The passphrase is too short: at least 12 characters."),
        "input.cancelled": translate("Moving", "It was stopped. Nothing has been changed."),
        "input.other_person": translate(
            "Moving", "The backup is about another person. Nothing was put back."
        ),
        "input.unknown_person": translate(
            "Moving", "The care centre has not said yet whose computer this is. Try again later."
        ),
        "input.no_plan": translate(
            "Moving", "There is no plan in force, so there is nothing for a calendar."
        ),
        "input": translate("Moving", "There is nothing to write."),
    }
    return said.get(error.code, translate("Moving", "That did not work. Nothing has been changed."))


def not_encrypted() -> tuple[str, str]:
    """What to know before a file is written."""
    return (
        translate("Moving", "The file is not encrypted."),
        translate(
            "Moving", "Whoever opens it can read it. Save it where only you come, and remove it after use."
        ),
    )
