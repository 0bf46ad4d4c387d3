"""The forms of files that go out and come in. Light, so that a command line can be read without the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Output(StrEnum):
    """Forms to export in."""

    CSV = "csv"
    XLSX = "xlsx"
    FHIR = "fhir"  # a collection Bundle
    TRANSACTION = "fhir-transaction"  # a Bundle to load into a server
    NDJSON = "ndjson"  # FHIR, a resource a line
    ICS = "ics"
    PDF = "pdf"
    EXTRACT = "extract"  # all of it, in a zip


class Format(StrEnum):
    """The kinds of file that can be read."""

    CSV = "csv"
    OWN_CSV = "hemmonitor_csv"
    OMRON = "omron_connect"
    WITHINGS = "withings"
    RECORDER = "recorder24"
    APPLE = "apple_health"
    OBPM = "obpm"
    FHIR = "fhir"


ENDINGS: Final[Mapping[Output, str]] = {
    Output.CSV: "csv",
    Output.XLSX: "xlsx",
    Output.FHIR: "json",
    Output.TRANSACTION: "json",
    Output.NDJSON: "ndjson",
    Output.ICS: "ics",
    Output.PDF: "pdf",
    Output.EXTRACT: "zip",
}
FOR_TEAMS: Final = frozenset({Output.CSV, Output.FHIR, Output.TRANSACTION, Output.NDJSON})
BACKUP_ENDING: Final = "hmbackup"


def safe_name(what: str, ending: str, day: dt.date) -> str:
    """The name that is proposed for a file: what it is and the day, nothing of the patient."""
    return f"hemmonitor-{what}-{day.isoformat()}.{ending}"


def proposed_name(output: Output, day: dt.date) -> str:
    """The name that is proposed for an export."""
    return safe_name(output.value, ENDINGS[output], day)
