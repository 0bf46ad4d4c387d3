"""Words of the nurse's face: diagnoses, actions, queues, errors. Reasons are in ``ui.reasons``."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from hemmonitor.model.events import Action, Usefulness
from hemmonitor.model.measurement import Kind, Origin
from ui.nurse.listing import Chip, View

translate = QCoreApplication.translate


class Counted(QObject):
    """Texts with a number: lupdate sees their plural forms only in ``tr``."""

    def unread(self, count: int) -> str:
        """How many messages wait."""
        return self.tr("%n unread message(s)", "", count)


ACTION_ICONS = {
    Action.CALLED: "phone",
    Action.WROTE: "message",
    Action.BOOKED_VISIT: "calendar-plus",
    Action.ASKED_PHYSICIAN: "user-plus",
    Action.NEW_MEASUREMENT: "repeat",
    Action.EXPECTED: "circle-off",
}
CONTACT_ICONS = {Action.CALLED: "phone", Action.WROTE: "message", Action.BOOKED_VISIT: "home"}
KIND_ICONS = {
    Kind.BLOOD_PRESSURE: "heartbeat",
    Kind.PRESSURE_SERIES: "heartbeat",
    Kind.OXIMETRY: "lungs",
    Kind.WEIGHT: "scale-outline",
    Kind.SPIROMETRY: "wind",
    Kind.TEMPERATURE: "activity",
    Kind.GLUCOSE: "droplet",
    Kind.HEART_RATE: "activity-heartbeat",
    Kind.RESPIRATORY_RATE: "wind",
    Kind.QUESTIONNAIRE: "clipboard-list",
}


def diagnosis(name: str) -> str:
    """A diagnosis by its id in the plan; one without a word here is shown as it stands."""
    return {
        "hypertension": translate("Diagnosis", "Hypertension"),
        "copd": translate("Diagnosis", "COPD"),
        "heart_failure": translate("Diagnosis", "Heart failure"),
        "diabetes_2": translate("Diagnosis", "Type 2 diabetes"),
        "diabetes_1": translate("Diagnosis", "Type 1 diabetes"),
        "asthma": translate("Diagnosis", "Asthma"),
    }.get(name, name.replace("_", " ").capitalize())


def diagnoses(names: tuple[str, ...]) -> str:
    """Several, the first with a capital: COPD, heart failure."""
    words = [diagnosis(name) for name in names]
    rest = [w if w[:2].isupper() else w[:1].lower() + w[1:] for w in words[1:]]
    return ", ".join([*words[:1], *rest])


def action(what: Action) -> str:
    """What was done, as a button says it."""
    return {
        Action.CALLED: translate("Action", "Called patient"),
        Action.WROTE: translate("Action", "Wrote"),
        Action.BOOKED_VISIT: translate("Action", "Booked visit"),
        Action.ASKED_PHYSICIAN: translate("Action", "Asked physician"),
        Action.NEW_MEASUREMENT: translate("Action", "New measurement"),
        Action.EXPECTED: translate("Action", "Nothing, expected"),
    }[what]


def action_done(what: Action) -> str:
    """What was done, in a list after a colon."""
    return {
        Action.CALLED: translate("ActionDone", "called"),
        Action.WROTE: translate("ActionDone", "wrote"),
        Action.BOOKED_VISIT: translate("ActionDone", "visit booked"),
        Action.ASKED_PHYSICIAN: translate("ActionDone", "physician asked"),
        Action.NEW_MEASUREMENT: translate("ActionDone", "new measurement"),
        Action.EXPECTED: translate("ActionDone", "expected"),
    }[what]


def contact(what: Action) -> str:
    """How somebody was in touch, after a date: 13 Nov, telephone."""
    return {
        Action.CALLED: translate("Contact", "telephone"),
        Action.WROTE: translate("Contact", "message"),
        Action.BOOKED_VISIT: translate("Contact", "visit"),
    }.get(what, "")


def usefulness(answer: Usefulness) -> str:
    """Whether the signal was called for."""
    return {
        Usefulness.YES: translate("Usefulness", "Yes"),
        Usefulness.PARTLY: translate("Usefulness", "Partly"),
        Usefulness.NO: translate("Usefulness", "No"),
    }[answer]


def view_name(view: View) -> str:
    """A queue's name on its tab."""
    return {
        View.CLINICAL: translate("Queue", "Clinical"),
        View.MISSING: translate("Queue", "Missing measurements"),
        View.DEVICE: translate("Queue", "Devices"),
        View.EVERYBODY: translate("Queue", "Patients"),
    }[view]


def chip_name(chip: str) -> str:
    """A saved view's name; a diagnosis is called by its own."""
    names: dict[str, str] = {
        Chip.ALL: translate("Chip", "All"),
        Chip.MINE: translate("Chip", "Mine"),
        Chip.UNOWNED: translate("Chip", "Nobody's"),
        Chip.NEW: translate("Chip", "New since yesterday"),
        Chip.UNREAD: translate("Chip", "Unread"),
    }
    return names.get(chip) or diagnosis(chip)


def unread(count: int) -> str:
    """How many messages wait."""
    return Counted().unread(count)


def origin(what: Origin) -> str:
    """How a value came in."""
    return {
        Origin.DEVICE: translate("Origin", "from the device"),
        Origin.MANUAL: translate("Origin", "typed in by hand"),
        Origin.IMPORTED: translate("Origin", "imported"),
    }[what]


def problem(code: str) -> str:
    """What happened, what was kept, what to do, for an error's code."""
    sentences = {
        "storage": translate(
            "NurseProblem", "It could not be saved. What was saved before is safe. Restart the program."
        ),
        "storage.disk_full": translate(
            "NurseProblem", "The disk is full. The last change was not saved; what was saved before is."
        ),
        "crypto": translate(
            "NurseProblem",
            "A sealed message failed its check. It is kept, and not used. Tell those who run the system.",
        ),
        "plan_changed": translate(
            "NurseProblem",
            "Somebody else has changed the plan meanwhile. Look at it, and make your change again.",
        ),
        "protocol": translate(
            "NurseProblem", "The exchange with the post-box went wrong. The program tries again by itself."
        ),
        "protocol.offline": translate(
            "NurseProblem", "No contact with the post-box. What you do is saved here and is sent later."
        ),
        "protocol.gap": translate(
            "NurseProblem",
            "Something that was sent has not arrived. What has arrived is used; the rest may come yet.",
        ),
        "protocol.withheld": translate(
            "NurseProblem",
            "A colleague has seen something that the post-box does not show here. Tell those who run it.",
        ),
        "protocol.rolled_back": translate(
            "NurseProblem",
            "The post-box has forgotten or changed what it had shown. What was lost is sent to it again. "
            "Ask those who run it whether it was put back from a backup.",
        ),
        "protocol.fork": translate(
            "NurseProblem",
            "A computer has sent two different histories: it may be copied, or its key stolen. "
            "Call its owner, and shut it out if that is not explained.",
        ),
        "protocol.refused": translate(
            "NurseProblem",
            "Something came from a computer that may not write there. It is kept, and not used.",
        ),
        "protocol.broken": translate(
            "NurseProblem",
            "A sealed message failed its check. It is kept, and not used. Tell those who run the system.",
        ),
        "protocol.log_fork": translate(
            "NurseProblem",
            "Two different lists of who is who are in use. Do not let anybody in. "
            "Tell those who run the system.",
        ),
        "protocol.unsent": translate(
            "NurseProblem",
            "The post-box does not take something from here. It is saved. Tell those who run the post-box.",
        ),
        "protocol.relay_misbehaves": translate(
            "NurseProblem",
            "The post-box answered with something that makes no sense. Nothing has been accepted from it.",
        ),
    }
    family = code.partition(".")[0]
    return (
        sentences.get(code)
        or sentences.get(family)
        or translate("NurseProblem", "Something went wrong. Nothing that was saved is lost.")
    )
