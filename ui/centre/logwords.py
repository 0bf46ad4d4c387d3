"""Words of the access log, in the language in force when they are asked for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from hemmonitor.access import Fault, FaultKind
from hemmonitor.model.access import AccessLogged, Deed, Ground, Verdict
from hemmonitor.spotcheck import Sign

translate = QCoreApplication.translate


def deed(body: AccessLogged) -> str:
    """What was done, as the list says it."""
    if body.deed is Deed.CHANGED:
        return _change(body.what)
    return {
        Deed.OPENED: translate("AccessLog", "Opened patient"),
        Deed.LISTED: translate("AccessLog", "Read the worklist"),
        Deed.EXPORTED: translate("AccessLog", "Exported {form}").format(form=body.what.upper()),
        Deed.SIGNED_IN: translate("AccessLog", "Opened the program"),
        Deed.REVIEWED: translate("AccessLog", "Checked an access"),
        Deed.EXTRACTED: translate("AccessLog", "Wrote a log extract"),
        Deed.ADMINISTERED: translate("AccessLog", "Changed the centre"),
    }[body.deed]


def _change(what: str) -> str:
    return {
        "plan_issued": translate("AccessLog", "Changed plan"),
        "findings_acknowledged": translate("AccessLog", "Acknowledged signal"),
        "acknowledgement_undone": translate("AccessLog", "Took an acknowledgement back"),
        "message_written": translate("AccessLog", "Sent message"),
        "patient_taken": translate("AccessLog", "Took over"),
        "patient_registered": translate("AccessLog", "Registered patient"),
        "measurement_retracted": translate("AccessLog", "Marked a value as not valid"),
        "note_written": translate("AccessLog", "Wrote a note"),
        "task_set": translate("AccessLog", "Set a task"),
        "task_closed": translate("AccessLog", "Closed a task"),
        "round_held": translate("AccessLog", "Held a round"),
        "visit_planned": translate("AccessLog", "Planned a visit"),
        "visit_made": translate("AccessLog", "Made a visit"),
        "record_guarded": translate("AccessLog", "Changed a protection"),
        "measurement_recorded": translate("AccessLog", "Entered a value"),
    }.get(what, translate("AccessLog", "Changed the record"))


def why(body: AccessLogged) -> str:
    """How one came there, and on what ground."""
    if body.ground is not Ground.CARE:
        return ground(body.ground) + (f": {body.reason}" if body.reason else "")
    if body.deed is Deed.ADMINISTERED:
        return _administered(body.what) + (f": {body.reason}" if body.reason else "")
    if body.verdict is not None:
        return verdict(body.verdict) + (f": {body.reason}" if body.reason else "")
    via = {
        "worklist": translate("AccessLog", "Worklist"),
        "search": translate("AccessLog", "Looked up by name"),
        "round": translate("AccessLog", "Round"),
        "messages": translate("AccessLog", "Messages"),
        "reason": translate("AccessLog", "A reason was given"),
    }.get(body.via, "")
    level = {
        "red": translate("AccessLog", "red signal"),
        "yellow": translate("AccessLog", "yellow signal"),
        "grey": translate("AccessLog", "no measurement"),
        "green": translate("AccessLog", "nothing open"),
        "message": translate("AccessLog", "unread message"),
        "appointment": translate("AccessLog", "appointment today"),
    }
    matter = level.get(body.what, "") if body.deed is Deed.OPENED else ""
    return ", ".join(part for part in (via, matter, body.reason) if part)


def ground(what: Ground) -> str:
    """On what ground a record was opened."""
    return {
        Ground.CARE: translate("AccessLog", "Own team's patient"),
        Ground.COLLEAGUE: translate("AccessLog", "Another team's patient"),
        Ground.CONSENT: translate("AccessLog", "With the patient's consent"),
        Ground.EMERGENCY: translate("AccessLog", "Emergency access"),
    }[what]


def _administered(what: str) -> str:
    return {
        "revoke": translate("AccessLog", "shut a device out"),
        "invite_staff": translate("AccessLog", "invited staff"),
        "new_team": translate("AccessLog", "made a team"),
        "teams": translate("AccessLog", "changed a patient's teams"),
        "members": translate("AccessLog", "changed a team's devices"),
        "centre_issued": translate("AccessLog", "changed hours, templates or contacts"),
        "drill": translate("AccessLog", "held the recovery drill"),
        "key_sheets": translate("AccessLog", "made key sheets"),
        "key_check": translate("AccessLog", "checked key sheets"),
        "keys_off": translate("AccessLog", "took the root and archive keys off the computer"),
        "research": translate("AccessLog", "exported for research"),
    }.get(what.partition(":")[0], "")


def verdict(what: Verdict) -> str:
    """What a spot check found."""
    return {
        Verdict.JUSTIFIED: translate("AccessLog", "Justified"),
        Verdict.ASK: translate("AccessLog", "Ask"),
        Verdict.INVESTIGATE: translate("AccessLog", "Investigate"),
    }[what]


def sign(what: Sign) -> tuple[str, str]:
    """Why an entry stands out: an icon and a sentence."""
    return {
        Sign.OTHER_TEAM: (
            "users",
            translate("AccessLog", "The record was opened on a reason that was given."),
        ),
        Sign.OFF_HOURS: ("clock-exclamation", translate("AccessLog", "Outside staffed hours.")),
        Sign.NO_CAUSE: (
            "search",
            translate("AccessLog", "Looked up by name, with no signal, message or appointment."),
        ),
        Sign.SAME_NAME: (
            "user",
            translate("AccessLog", "The colleague and the patient share a family name."),
        ),
        Sign.EXPORT: ("download", translate("AccessLog", "The record left the program as a file.")),
    }[what]


def fault(what: Fault, who: str) -> str:
    """What is wrong with a chain, in a sentence."""
    sentence = {
        FaultKind.ALTERED: translate("AccessLog", "{who}: entry {number} was altered after it was written."),
        FaultKind.MISSING: translate("AccessLog", "{who}: entries {number} to {last} are missing."),
        FaultKind.FORKED: translate("AccessLog", "{who}: there are two entries with number {number}."),
        FaultKind.REORDERED: translate("AccessLog", "{who}: entry {number} stands out of order."),
    }[what.kind]
    return sentence.format(who=who, number=what.seq, last=max(what.last, what.seq))
