"""The flows by name. Heavy to read (FHIR, spreadsheets): import it when one is wanted, or ahead of that."""

from __future__ import annotations

from enum import StrEnum

from hemmonitor.interop.forms import Output
from ui.moving.bring import ImportFlow
from ui.moving.export import PATIENTS, STAFFS, TEAMS, ExportFlow
from ui.moving.flow import AskOpen, AskSave, Flow, ask_open, ask_save
from ui.moving.means import TEAM, Means
from ui.moving.safe import BackupFlow, RestoreFlow

__all__ = ["What", "make", "start"]


class What(StrEnum):
    """What a person may want."""

    EXPORT = "export"
    IMPORT = "import"
    BACKUP = "backup"
    RESTORE = "restore"


def make(
    what: What,
    means: Means,
    *,
    staff: bool = False,
    team: bool = False,
    save: AskSave = ask_save,
    choose: AskOpen = ask_open,
) -> Flow:
    """A fresh flow. ``save`` and ``choose`` ask for files."""
    match what:
        case What.EXPORT:
            outputs = TEAMS if team else STAFFS if staff else PATIENTS
            return ExportFlow(means, outputs, save)
        case What.IMPORT:
            return ImportFlow(means, choose)
        case What.BACKUP:
            return BackupFlow(means, save)
        case What.RESTORE:
            return RestoreFlow(means, choose)


def start(flow: Flow, mailbox: str = TEAM, form: str = "") -> None:
    """Begin it for a patient, where it is about one; an export with this ``Output`` chosen."""
    if isinstance(flow, ExportFlow) and form:
        flow.choose(Output(form))
    if isinstance(flow, ExportFlow | ImportFlow):
        flow.begin_for(mailbox)
    else:
        flow.begin()
