"""Words of the patient's face: what a measure, a task, a warning sign and an error are called.

Short, plain sentences at about the reading level of a 12-year-old. Each table is a function, so that the
language in force when it is called decides.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from hemmonitor.model.measurement import Component, Flag, Kind

translate = QCoreApplication.translate

KIND_ICONS = {
    Kind.BLOOD_PRESSURE: "heartbeat",
    Kind.PRESSURE_SERIES: "heartbeat",
    Kind.OXIMETRY: "lungs",
    Kind.OXIMETRY_SERIES: "lungs",
    Kind.WEIGHT: "scale-outline",
    Kind.BODY_COMPOSITION: "scale-outline",
    Kind.SPIROMETRY: "wind",
    Kind.TEMPERATURE: "activity",
    Kind.GLUCOSE: "droplet",
    Kind.HEART_RATE: "activity-heartbeat",
    Kind.RESPIRATORY_RATE: "wind",
    Kind.QUESTIONNAIRE: "list-check",
}


def kind_name(kind: Kind) -> str:
    """The measure as a heading: "Blood pressure"."""
    return {
        Kind.BLOOD_PRESSURE: translate("Kind", "Blood pressure"),
        Kind.PRESSURE_SERIES: translate("Kind", "Blood pressure over 24 hours"),
        Kind.OXIMETRY: translate("Kind", "Oxygen level"),
        Kind.OXIMETRY_SERIES: translate("Kind", "Oxygen level at night"),
        Kind.WEIGHT: translate("Kind", "Weight"),
        Kind.BODY_COMPOSITION: translate("Kind", "Body composition"),
        Kind.SPIROMETRY: translate("Kind", "Lung function"),
        Kind.TEMPERATURE: translate("Kind", "Temperature"),
        Kind.GLUCOSE: translate("Kind", "Blood sugar"),
        Kind.HEART_RATE: translate("Kind", "Pulse"),
        Kind.RESPIRATORY_RATE: translate("Kind", "Breathing rate"),
        Kind.QUESTIONNAIRE: translate("Kind", "Questions"),
    }[kind]


def kind_task(kind: Kind) -> str:
    """What to do, as the title of the next step."""
    return {
        Kind.BLOOD_PRESSURE: translate("Kind", "Measure blood pressure"),
        Kind.PRESSURE_SERIES: translate("Kind", "Wear the 24-hour recorder"),
        Kind.OXIMETRY: translate("Kind", "Measure your oxygen level"),
        Kind.OXIMETRY_SERIES: translate("Kind", "Measure your oxygen level while you sleep"),
        Kind.WEIGHT: translate("Kind", "Weigh yourself"),
        Kind.BODY_COMPOSITION: translate("Kind", "Weigh yourself with bare feet"),
        Kind.SPIROMETRY: translate("Kind", "Measure your lung function"),
        Kind.TEMPERATURE: translate("Kind", "Take your temperature"),
        Kind.GLUCOSE: translate("Kind", "Measure your blood sugar"),
        Kind.HEART_RATE: translate("Kind", "Measure your pulse"),
        Kind.RESPIRATORY_RATE: translate("Kind", "Count your breathing"),
        Kind.QUESTIONNAIRE: translate("Kind", "Answer how you feel"),
    }[kind]


def component_name(component: Component) -> str:
    """One figure of a measurement, as a patient calls it."""
    return {
        Component.SYSTOLIC: translate("Component", "Upper pressure"),
        Component.DIASTOLIC: translate("Component", "Lower pressure"),
        Component.PULSE_RATE: translate("Component", "Pulse"),
        Component.SPO2: translate("Component", "Oxygen level"),
        Component.BODY_WEIGHT: translate("Component", "Weight"),
        Component.BODY_TEMPERATURE: translate("Component", "Temperature"),
        Component.GLUCOSE: translate("Component", "Blood sugar"),
        Component.FEV1: translate("Component", "Air in the first second (FEV1)"),
        Component.FEV6: "FEV6",
        Component.HEART_RATE: translate("Component", "Pulse"),
        Component.RESPIRATORY_RATE: translate("Component", "Breaths a minute"),
    }.get(component, str(component.value))


def red_flag(flag: str) -> str:
    """A symptom that leads to 112, to follow "if you have". Ids come with the signed plan.

    An id that this version has no words for is shown as it is: it must not vanish.
    """
    return {
        "severe_breathlessness": translate("RedFlag", "severe trouble breathing"),
        "chest_pain": translate("RedFlag", "chest pain"),
        "paralysis": translate("RedFlag", "paralysis"),
        "speech_difficulty": translate("RedFlag", "trouble speaking"),
        "severe_headache": translate("RedFlag", "a sudden severe headache"),
        "sudden_vision_loss": translate("RedFlag", "suddenly worse sight"),
        "confusion": translate("RedFlag", "confusion"),
        "fainting": translate("RedFlag", "fainting"),
    }.get(flag, flag.replace("_", " "))


def listed(parts: list[str]) -> str:
    """a, b or c."""
    if len(parts) < 2:
        return "".join(parts)
    last = translate("Words", "{first} or {last}")
    return last.format(first=", ".join(parts[:-1]), last=parts[-1])


def times(count: int) -> str:
    """Twice, three times."""
    if count == 2:
        return translate("Words", "twice")
    if count == 3:
        return translate("Words", "three times")
    return translate("Words", "{count} times").format(count=count)


def failure_cause(flag: Flag | None) -> tuple[str, str]:
    """What the device noticed, as (before the bold words, the bold words)."""
    noticed = translate("Failure", "The monitor noticed that")
    match flag:
        case Flag.CUFF_LOOSE:
            return noticed, translate("Failure", "the cuff was loose")
        case Flag.BODY_MOVEMENT:
            return noticed, translate("Failure", "you moved")
        case Flag.IMPROPER_POSITION:
            return noticed, translate("Failure", "the arm was not at heart height")
        case _:
            return translate("Failure", "The monitor could not"), translate(
                "Failure", "feel your pulse well enough"
            )


def problem(code: str) -> str:
    """What happened, what was kept, what to do, for an error's code."""
    sentences = {
        "device": translate("Problem", "The monitor could not be read. Try to measure again."),
        "device.adapter_missing": translate(
            "Problem", "This computer has no Bluetooth. Connect a Bluetooth adapter, or type your values."
        ),
        "device.radio_off": translate(
            "Problem", "Bluetooth is off. Switch it on in the computer's settings."
        ),
        "device.denied": translate(
            "Problem",
            "The computer does not let the program use Bluetooth. Allow it in the computer's settings.",
        ),
        "device.service_down": translate(
            "Problem", "The computer's Bluetooth does not answer. Restart the computer."
        ),
        "device.not_found": translate(
            "Problem", "The monitor is not near, or it is asleep. Press its button and wait a moment."
        ),
        "device.pairing_refused": translate(
            "Problem", "The monitor did not want to connect. Hold its Bluetooth button and try again."
        ),
        "device.wrong_passkey": translate(
            "Problem", "The code was not the one on the monitor's display. Try again."
        ),
        "device.pairing_needed": translate(
            "Problem", "The monitor has to be connected to this computer first."
        ),
        "device.bond_stale": translate(
            "Problem", "The monitor has forgotten this computer. Connect it again."
        ),
        "device.link_lost": translate(
            "Problem", "The contact with the monitor was lost. What had arrived is saved. Measure again."
        ),
        "device.timeout": translate(
            "Problem", "The monitor did not answer. Press its button and measure again."
        ),
        "device.unsupported": translate("Problem", "The program cannot read this monitor."),
        "storage": translate(
            "Problem", "The value could not be saved. What was saved before is safe. Restart the program."
        ),
        "storage.disk_full": translate(
            "Problem",
            "The computer's disk is full. The last value was not saved; what was saved before is. "
            "Make room, and measure again.",
        ),
        "protocol.offline": translate(
            "Problem", "No contact with your care centre right now. Everything is saved and is sent later."
        ),
        "protocol.gap": translate(
            "Problem",
            "Something from your care centre has not arrived yet. Your values are saved. "
            "If this stays, call them.",
        ),
        "protocol.withheld": translate(
            "Problem",
            "Something from your care centre has not arrived yet. Your values are saved. "
            "If this stays, call them.",
        ),
        "protocol.rolled_back": translate(
            "Problem",
            "The post-box had lost something. Your computer sends it again. You need not do anything.",
        ),
        "protocol.refused": translate(
            "Problem", "Something that did not come from your care centre was put aside. Tell them so."
        ),
        "protocol.fork": translate(
            "Problem", "Something that does not fit together was put aside. Call your care centre and say so."
        ),
        "protocol.broken": translate(
            "Problem", "A message could not be checked, so it is not shown. Call your care centre."
        ),
        "protocol.log_fork": translate(
            "Problem",
            "Something is wrong with the list of who may read your values. "
            "Call your care centre, on a number you know from before.",
        ),
        "protocol.unsent": translate(
            "Problem", "Something could not be sent. It is saved. If this stays, call your care centre."
        ),
        "crypto": translate(
            "Problem", "A message could not be checked, so it is not shown. Call your care centre."
        ),
    }
    family = code.partition(".")[0]
    return (
        sentences.get(code)
        or sentences.get(family)
        or translate("Problem", "Something went wrong. Nothing that was saved is lost.")
    )
