"""Hand a patient over to a colleague, take the patient over, or give the patient back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from hemmonitor.clinic import Row
from ui.nurse.desk import Desk

translate = QCoreApplication.translate


def menu(parent: QWidget, desk: Desk, colleagues: tuple[str, ...], row: Row) -> QMenu:
    """Names to hand over to; what is the case already cannot be chosen."""
    made = QMenu(parent)
    me = desk.staff.name
    for name in dict.fromkeys((me, *colleagues)):
        said = translate("HandOver", "{name} (you)").format(name=name) if name == me else name
        action = made.addAction(said)
        action.setEnabled(name != row.owner)
        action.triggered.connect(partial(desk.bridge.take, row.mailbox, name))
    made.addSeparator()
    nobody = made.addAction(translate("HandOver", "Nobody"))
    nobody.setEnabled(bool(row.owner))
    nobody.triggered.connect(partial(desk.bridge.take, row.mailbox, ""))
    return made
