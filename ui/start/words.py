"""Words of the start: the steps, and what an error that can happen here means to a person.

Each error says what happened, what was kept and what to do. The tables are functions, so that the language in
force when they are called decides. ``CODES`` are those with words of their own; a test compares.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error as a page tells it."""

    title: str
    kept: str
    todo: str


def patient_steps() -> tuple[str, ...]:
    """The steps of a patient's first start."""
    return (
        translate("Steps", "Language"),
        translate("Steps", "Your code"),
        translate("Steps", "Lock"),
        translate("Steps", "Confirm"),
        translate("Steps", "Device"),
    )


def centre_steps() -> tuple[str, ...]:
    """The steps of founding a care centre."""
    return (
        translate("Steps", "Care centre"),
        translate("Steps", "Keys"),
        translate("Steps", "Lock"),
    )


def staff_steps() -> tuple[str, ...]:
    """The steps of joining a care centre as a workstation."""
    return (
        translate("Steps", "Care centre"),
        translate("Steps", "Code"),
        translate("Steps", "Lock"),
        translate("Steps", "Confirm"),
        translate("Steps", "History"),
    )


def other_code() -> str:
    """A button: the way to another invitation."""
    return translate("Start", "Use another code")


def change_address() -> str:
    """A button: back to the relay's address."""
    return translate("Start", "Change the address")


def founding() -> str:
    """What goes on while a centre is founded."""
    return translate("Start", "Founding the care centre")


def bad_address() -> str:
    """What is wrong with a relay's address."""
    return translate("Start", "An address begins with https:// and has nothing after its name.")


CODES = (
    "protocol.offline",
    "protocol.relay_misbehaves",
    "protocol.refused",
    "protocol.invitation",
    "protocol.invitation_refused",
    "protocol.root_mismatch",
    "crypto.bad_membership",
    "crypto.membership_fork",
    "crypto.keystore_locked",
    "crypto.malformed",
    "crypto.cannot_open",
    "crypto.lease_expired",
    "crypto.revoked",
    "crypto",
    "storage.in_use",
    "storage.newer_schema",
    "storage.wrong_key",
    "storage.not_encrypted",
    "storage.disk_full",
    "storage",
    "input",
    "error",
)


def trouble(code: str) -> Trouble:
    """What happened, what was kept, what to do. Families answer for codes without words of their own."""
    family = code.partition(".")[0]
    return _joining(code) or _opening(code) or _opening(family) or _unknown()


def _joining(code: str) -> Trouble | None:
    nothing = translate("Trouble", "Nothing was sent, and nothing on this computer was changed.")
    doubt = translate(
        "Trouble",
        "Do not go on. Call the care centre, on a number you know from before, and say what you see here.",
    )
    return {
        "protocol.offline": Trouble(
            translate("Trouble", "No contact with the care centre's post-box"),
            translate("Trouble", "What you have typed is kept."),
            translate("Trouble", "Check that the computer is on the internet, then try again."),
        ),
        "protocol.relay_misbehaves": Trouble(
            translate("Trouble", "The post-box answered with something that makes no sense"),
            translate("Trouble", "Nothing has been accepted from it."),
            translate("Trouble", "Check the address. If it is right, try again later."),
        ),
        "protocol.refused": Trouble(
            translate("Trouble", "The post-box said no"),
            nothing,
            translate("Trouble", "Check the address, or ask those who run the post-box."),
        ),
        "protocol.invitation": Trouble(
            translate("Trouble", "This code cannot be used"),
            translate("Trouble", "It has been used already, or it is too old. What you typed is kept."),
            translate("Trouble", "Call your care centre and ask for a new code."),
        ),
        "protocol.invitation_refused": Trouble(
            translate("Trouble", "Your care centre did not let this computer in"),
            translate("Trouble", "The digits were not the same, or the code was taken back."),
            translate("Trouble", "Call your care centre and ask for a new code."),
        ),
        "protocol.root_mismatch": Trouble(
            translate("Trouble", "This is not the care centre that your code comes from"),
            nothing,
            doubt,
        ),
        "crypto.bad_membership": Trouble(
            translate("Trouble", "The care centre's list of who is who does not check out"),
            nothing,
            doubt,
        ),
        "crypto.membership_fork": Trouble(
            translate("Trouble", "Two different lists of who is who are being shown"),
            nothing,
            doubt,
        ),
    }.get(code)


def _opening(code: str) -> Trouble | None:
    as_it_was = translate("Trouble", "Everything that was saved is still there, as it was.")
    support = translate("Trouble", "Start the computer again. If that does not help, call for help.")
    backup = translate(
        "Trouble",
        "Do not remove any files. Call for help, or restore the files from a backup of this computer.",
    )
    return {
        "storage.in_use": Trouble(
            translate("Trouble", "Hemmonitor is already running"),
            as_it_was,
            translate("Trouble", "Look for its window, and close this one."),
        ),
        "storage.newer_schema": Trouble(
            translate("Trouble", "A newer version of Hemmonitor has been used here"),
            as_it_was,
            translate("Trouble", "Install the newest version, then start it again."),
        ),
        "storage.wrong_key": Trouble(
            translate("Trouble", "The saved values do not fit this computer's key"), as_it_was, backup
        ),
        "storage.not_encrypted": Trouble(
            translate("Trouble", "The file with the saved values is not locked as it should be"),
            translate("Trouble", "It was not opened, so that nothing is written without the lock."),
            backup,
        ),
        "storage.disk_full": Trouble(
            translate("Trouble", "The computer's disk is full"),
            as_it_was,
            translate("Trouble", "Make room on the disk, then try again."),
        ),
        "storage": Trouble(translate("Trouble", "The saved values could not be opened"), as_it_was, backup),
        "crypto.keystore_locked": Trouble(
            translate("Trouble", "The computer's key store is locked or missing"),
            as_it_was,
            translate("Trouble", "Unlock the key store, or log in to the computer again, then try again."),
        ),
        "crypto.malformed": Trouble(
            translate("Trouble", "A file that Hemmonitor needs is damaged"), as_it_was, backup
        ),
        "crypto.cannot_open": Trouble(
            translate("Trouble", "The keys in the saved values do not fit"), as_it_was, backup
        ),
        "crypto.lease_expired": Trouble(
            translate("Trouble", "This computer has been without contact for too long"),
            as_it_was,
            translate(
                "Trouble", "Connect it to the internet and try again. Then it opens, and sends what waits."
            ),
        ),
        "crypto.revoked": Trouble(
            translate("Trouble", "The care centre has shut this computer out"),
            translate(
                "Trouble", "What it held of the patients has been removed from it. The centre has the rest."
            ),
            translate(
                "Trouble",
                "If that is a mistake, ask those who look after your computers for a new invitation.",
            ),
        ),
        "crypto": Trouble(translate("Trouble", "A check of keys or signatures failed"), as_it_was, backup),
        "protocol": Trouble(
            translate("Trouble", "The exchange with the care centre went wrong"), as_it_was, support
        ),
        "input": Trouble(
            translate("Trouble", "A setting of this computer has a mistake"),
            as_it_was,
            translate("Trouble", "Correct the setting, then start Hemmonitor again."),
        ),
    }.get(code)


def _unknown() -> Trouble:
    return Trouble(
        translate("Trouble", "Something went wrong"),
        translate("Trouble", "Nothing that was saved is lost."),
        translate("Trouble", "Start the computer again. If that does not help, call for help."),
    )
