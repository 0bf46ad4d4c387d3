"""What ``hemmonitor doctor`` says of the data a profile keeps: is it whole, and what to do if not."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

BROKEN = frozenset({"storage", "storage.wrong_key", "storage.not_encrypted", "storage.corrupt_record"})
"""Errors of a profile that cannot be opened because what is stored is damaged."""


def _whose(face: str) -> str:
    """Whose stored data it is."""
    if face == "patient":
        return translate("Doctor", "The patient's program")
    return translate("Doctor", "The care centre's program")


def _start_over(face: str, folder: str) -> str:
    """What to do with stored data that is damaged."""
    if face == "patient":
        return translate(
            "Doctor",
            "Close the program and copy the folder {folder} to a safe place. Then restore your backup, or "
            "ask the care centre for a new invitation: what was sent is kept there, and comes back.",
        ).format(folder=folder)
    return translate(
        "Doctor",
        "Close the program and copy the folder {folder} to a safe place. Then set this computer up again "
        "with an invitation from a colleague, whose program hands the history over.",
    ).format(folder=folder)


def whole(face: str, events: int) -> str:
    """Nothing is wrong with what is stored."""
    text = translate(
        "Doctor", "{program}: what is stored is whole. Entries compared with what was sent of them: {count}."
    )
    return text.format(program=_whose(face), count=events)


def closed(face: str, code: str, folder: str) -> tuple[str, str]:
    """What is stored was not looked through."""
    if code in BROKEN:
        text = translate("Doctor", "{program}: the stored data cannot be opened. It is damaged, or cut off.")
        return text.format(program=_whose(face)), _start_over(face, folder)
    text = translate("Doctor", "{program}: the stored data was not looked through.").format(
        program=_whose(face)
    )
    if code == "storage.in_use":
        return text, translate("Doctor", "Close the program, and run the command again.")
    return text, translate("Doctor", "Run the command in a terminal, and type the PIN when it asks.")


def fault(face: str, part: str, count: int, folder: str) -> tuple[str, str]:
    """What is wrong with what is stored, and what to do. ``part`` is a ``checkup.Part``."""
    rely_not = translate("Doctor", "Do not rely on the values on this computer.")
    again = _start_over(face, folder)
    text, todo = {
        "pages": (translate("Doctor", "{program}: the file is damaged. Damaged places: {count}."), again),
        "structure": (translate("Doctor", "{program}: the tables do not fit together."), again),
        "events": (
            translate("Doctor", "{program}: stored entries are not as they were written: {count}."),
            f"{rely_not} {again}",
        ),
        "chain": (
            translate("Doctor", "{program}: what was sent from here has gaps or changes: {count}."),
            again,
        ),
        "members": (
            translate("Doctor", "{program}: the list of who belongs to the care centre does not hold."),
            again,
        ),
        "access": (
            translate("Doctor", "{program}: the access log does not hold. Entries: {count}."),
            translate(
                "Doctor", "Tell whoever answers for the centre's records. The log's page says which entries."
            ),
        ),
        "derived": (
            translate("Doctor", "{program}: summaries that did not fit the stored entries: {count}."),
            translate(
                "Doctor",
                "They have been dropped, and are made anew when the program starts. Nothing is lost.",
            ),
        ),
    }[part]
    return text.format(program=_whose(face), count=count), todo
