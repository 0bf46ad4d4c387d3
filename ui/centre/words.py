"""Words of the care centre's screens, in the language in force when they are asked for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from hemmonitor.invitations import State

translate = QCoreApplication.translate


def template(name: str) -> str:
    """A plan template as the list says it; one without a word here is shown as it stands."""
    return {
        "hypertension": translate("Template", "High blood pressure"),
        "copd": translate("Template", "COPD"),
        "heart_failure": translate("Template", "Heart failure"),
        "diabetes": translate("Template", "Diabetes"),
        "frail": translate("Template", "Frail older person"),
    }.get(name, name.replace("_", " ").capitalize())


def state(what: State, until: str) -> str:
    """Where an invitation stands; ``until`` is the day it runs out."""
    return {
        State.WAITING: translate("InvitationState", "Waiting, can be used until {day}").format(day=until),
        State.ASKED: translate("InvitationState", "Call and compare the digits"),
        State.ADMITTING: translate("InvitationState", "Confirmed. Is connected as soon as there is contact"),
        State.ADMITTED: translate("InvitationState", "Connected"),
        State.REFUSED: translate("InvitationState", "Refused or taken back"),
        State.VOID: translate("InvitationState", "Ran out, or cannot be used"),
    }[what]


def title() -> str:
    """The page's name."""
    return translate("InvitePage", "Care centre")


def file_name() -> str:
    """The name proposed for a letter; it says nothing about the patient."""
    return translate("Letter", "invitation.pdf")


def problem(code: str) -> str:
    """What happened, what was kept, what to do."""
    family = code.partition(".")[0]
    sentences = {
        "input.already_patient": translate(
            "CentreProblem", "This person is already a patient here, or has an invitation that is still open."
        ),
        "protocol.offline": translate(
            "CentreProblem", "No contact with the post-box. What you typed is kept; try again in a moment."
        ),
        "protocol.invitation": translate(
            "CentreProblem",
            "Somebody else's computer has answered. Nobody was let in. Make a new invitation.",
        ),
        "protocol": translate("CentreProblem", "The post-box said no. Nobody was let in."),
        "crypto": translate("CentreProblem", "A check of keys failed. Nobody was let in."),
        "storage": translate(
            "CentreProblem", "It could not be saved. What was saved before is safe. Restart the program."
        ),
    }
    return (
        sentences.get(code)
        or sentences.get(family)
        or translate("CentreProblem", "Something went wrong. Nothing that was saved is lost.")
    )
