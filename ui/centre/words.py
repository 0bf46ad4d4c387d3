"""Words of the care centre's screens, in the language in force when they are asked for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from hemmonitor.invitations import State
from hemmonitor.model.access import Deed
from hemmonitor.model.measurement import Kind
from ui.measures import kind_name

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
        "input.needs_root": translate(
            "CentreProblem",
            "This concerns a computer that lets others in. It takes the centre's root key, not kept here.",
        ),
        "input.wrong_shares": translate(
            "CentreProblem",
            "The words do not make the centre's keys. Nothing was changed. Check that the sheets are of one "
            "set, and that no word is missing.",
        ),
        "input.settings_changed": translate(
            "CentreProblem",
            "Somebody else has changed this meanwhile. Look at it, and make your change again.",
        ),
        "input": translate("CentreProblem", "That cannot be done. Look at what is filled in, and try again."),
        "access": translate(
            "CentreProblem", "This record opens with a reason only, from the patients' list."
        ),
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


def deed(what: Deed) -> str:
    """A kind of access, for the filter."""
    return {
        Deed.OPENED: translate("AccessLog", "Openings"),
        Deed.LISTED: translate("AccessLog", "Lists"),
        Deed.CHANGED: translate("AccessLog", "Changes"),
        Deed.EXPORTED: translate("AccessLog", "Exports"),
        Deed.SIGNED_IN: translate("AccessLog", "Sign-ins"),
        Deed.REVIEWED: translate("AccessLog", "Spot checks"),
        Deed.EXTRACTED: translate("AccessLog", "Log extracts"),
        Deed.ADMINISTERED: translate("AccessLog", "Staff and settings"),
    }[what]


def rule(name: str) -> str:
    """A rule that signals come from: the measure, and how it is judged."""
    kind, _, family = name.partition(":")
    families = {
        "threshold": translate("Rule", "fixed limit"),
        "relative": translate("Rule", "limit from the own baseline"),
        "trend": translate("Rule", "change over days"),
        "mean": translate("Rule", "mean of days"),
        "control": translate("Rule", "share within the aim"),
        "flagged": translate("Rule", "marked by the device"),
        "combined": translate("Rule", "several together"),
        "red_flag": translate("Rule", "symptom to act on at once"),
        "symptom": translate("Rule", "symptoms"),
        "score": translate("Rule", "score"),
    }
    known = {one.value: one for one in Kind}
    measure = kind_name(known[kind]) if kind in known else kind
    return f"{measure}, {families.get(family, family)}"


def drill(said: str) -> str:
    """A step of the recovery drill; one without words here is shown as it was said."""
    steps = {
        "A centre, a patient": translate("Drill", "A centre, a patient, messages each way."),
        "One share typed twice": translate("Drill", "One sheet typed twice does not do."),
        "Root and archive keys": translate(
            "Drill", "Root and archive keys are on paper, two of three, and off the computer."
        ),
        "The centre's only computer": translate(
            "Drill", "The centre's only computer is gone, and its keys with it."
        ),
        "From two shares": translate(
            "Drill", "From two sheets: a new computer has everything, and the lost one is shut out."
        ),
        "Patient and centre": translate("Drill", "Patient and centre go on as before."),
        "A lost share": translate(
            "Drill", "A lost sheet: the two others make a new set; old and new do not mix."
        ),
        "The patient's computer": translate("Drill", "The patient's computer is gone too."),
        "A new computer for": translate(
            "Drill", "A new computer for the patient: the history is back, the old one is shut out."
        ),
    }
    return next((text for start, text in steps.items() if said.startswith(start)), said)
