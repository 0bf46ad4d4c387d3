"""What ``hemmonitor doctor`` says: a line for each thing that was looked at, and what to do about it.

``lines`` takes values and gives text. A check of another part of the program brings its own ``Line``s; the
command prints them all alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from ui.format import Formatter

translate = QCoreApplication.translate


class Mark(StrEnum):
    """How a line stands."""

    GOOD = "good"
    NOTE = "note"
    MEND = "mend"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at. ``todo`` says what to do about it, empty where there is nothing."""

    mark: Mark
    text: str
    todo: str = ""


def mark_word(mark: Mark) -> str:
    """The mark in a word, since not every terminal has signs or colours."""
    return {
        Mark.GOOD: translate("Doctor", "OK"),
        Mark.NOTE: translate("Doctor", "Note"),
        Mark.MEND: translate("Doctor", "Mend"),
    }[mark]


def fault(code: str) -> tuple[str, str]:
    """What an error means for the computer or a device, and what to do."""
    known = {
        "device.adapter_missing": (
            translate("Doctor", "This computer has no Bluetooth."),
            translate("Doctor", "Connect a Bluetooth adapter, or switch the built-in one on."),
        ),
        "device.radio_off": (
            translate("Doctor", "Bluetooth is switched off."),
            translate("Doctor", "Switch it on in the computer's settings."),
        ),
        "device.denied": (
            translate("Doctor", "The computer does not let the program use it."),
            translate(
                "Doctor",
                "Allow it in the settings. On Linux the user must be in the group bluetooth, or dialout "
                "for serial ports.",
            ),
        ),
        "device.service_down": (
            translate("Doctor", "The computer's Bluetooth service does not answer."),
            translate(
                "Doctor",
                "Restart it: on Linux with sudo systemctl restart bluetooth. Or restart the computer.",
            ),
        ),
        "device.not_found": (
            translate("Doctor", "The device was not reached."),
            translate("Doctor", "Press its button near the computer, and look at its batteries."),
        ),
        "device.pairing_refused": (
            translate("Doctor", "The device did not accept the pairing."),
            translate("Doctor", "Hold its Bluetooth button, and connect it again on the Devices page."),
        ),
        "device.wrong_passkey": (
            translate("Doctor", "The code did not match the one on the device's display."),
            translate("Doctor", "Connect it again on the Devices page."),
        ),
        "device.bond_stale": (
            translate("Doctor", "The device has forgotten this computer."),
            translate("Doctor", "Connect it again on the Devices page."),
        ),
        "device.missing_characteristic": (
            translate("Doctor", "The device does not offer what its kind should offer."),
            translate("Doctor", "Send us a capture: docs/devices/captures.md says how."),
        ),
        "device.timeout": (
            translate("Doctor", "The device does not answer in time."),
            translate("Doctor", "Switch it off and on, and measure again."),
        ),
        "device.link_lost": (
            translate("Doctor", "The contact with the device was lost."),
            translate("Doctor", "Hold it closer to the computer while it sends."),
        ),
        "storage.in_use": (
            translate("Doctor", "The program is running, so its list of devices is not looked through here."),
            translate("Doctor", "Look at its Devices page, or close it first."),
        ),
    }
    family = code.partition(".")[0]
    unknown = translate("Doctor", "It did not work ({code}).").format(code=code)
    return (
        known.get(code)
        or known.get(family)
        or (unknown, translate("Doctor", "Try again; then restart the computer."))
    )


def trouble(name: str, code: str, battery: int | None) -> tuple[str, str]:
    """What is wrong with a device, and what to do. ``name`` is a ``devices.doctor.Trouble``."""
    match name:
        case "battery":
            return (
                translate("Doctor", "The battery is at {percent} %.").format(percent=battery),
                translate("Doctor", "Change the batteries today."),
            )
        case "clock":
            return (
                translate("Doctor", "Its clock is wrong."),
                translate("Doctor", "Set its date and time. Values get the right time anyway."),
            )
        case "no_port":
            return (
                translate("Doctor", "The serial port it is connected to is not there."),
                translate("Doctor", "Connect it, or pair it again in the computer's settings."),
            )
        case "never":
            return translate("Doctor", "It has not been in contact yet."), translate(
                "Doctor", "Measure with it once."
            )
        case "silent":
            return (
                translate("Doctor", "Nothing has been heard of it for a week."),
                translate(
                    "Doctor", "Measure with it near the computer. Remove it from the list if it is not used."
                ),
            )
    return fault(code)


def contact(at: dt.datetime | None, battery: int | None, now: dt.datetime, form: Formatter) -> str:
    """When a device was last heard, and its battery."""
    parts = []
    if at is not None:
        parts.append(translate("Doctor", "last contact {when}").format(when=form.when(at, now)))
    if battery is not None:
        parts.append(translate("Doctor", "battery {percent} %").format(percent=battery))
    return ", ".join(parts)


def bluetooth_good() -> str:
    """The radio listens."""
    return translate("Doctor", "Bluetooth listens, and the program may use it.")


def agent_good() -> str:
    """Pairing has somebody who answers."""
    return translate("Doctor", "Pairing works: the program can answer for you when a device asks for a code.")


def agent_bad() -> str:
    """Pairing has nobody who answers."""
    return translate("Doctor", "Pairing does not work: nobody could answer when a device asks for a code.")


def no_ports() -> str:
    """No serial port."""
    return translate("Doctor", "There is no serial port. Only older lung meters and oximeters need one.")


def port_good(path: str, name: str) -> str:
    """A port that may be opened."""
    text = translate("Doctor", "Serial port {path}").format(path=path)
    return f"{text}, {name}" if name else text


def port_closed(path: str) -> tuple[str, str]:
    """A port that may not be opened."""
    return (
        translate("Doctor", "The program may not open the serial port {path}.").format(path=path),
        translate("Doctor", "Add the user to the group dialout, and log in again."),
    )


def no_devices() -> tuple[str, str]:
    """The person has no device yet."""
    return (
        translate("Doctor", "No device is connected to this program yet."),
        translate("Doctor", "Open the program, and choose Add a device on the Devices page."),
    )


def no_profile() -> str:
    """There is no profile here whose devices could be looked through."""
    return translate(
        "Doctor", "No patient's profile is on this computer, so there are no devices to look through."
    )


def not_opened() -> tuple[str, str]:
    """The profile stays closed."""
    return (
        translate("Doctor", "The profile was not opened, so its devices are not looked through."),
        translate("Doctor", "Run the command in a terminal, and type the PIN when it asks."),
    )


def heard_now() -> str:
    """A device is on the air."""
    return translate("Doctor", "on the air now")


def stranger(name: str) -> tuple[str, str]:
    """A readable device nearby that is not the person's."""
    return (
        translate("Doctor", "Near here: {name}, which the program can read.").format(name=name),
        translate("Doctor", "Is it yours? Add it on the Devices page."),
    )


def unreadable(name: str, maker: str) -> tuple[str, str]:
    """A device nearby whose format is closed."""
    return (
        translate(
            "Doctor",
            "Near here: {name}. Devices of {maker} use a closed format that the program cannot read.",
        ).format(name=name, maker=maker),
        translate("Doctor", "Ask the care centre for another device, or type the values by hand."),
    )


def closing(marks: Iterator[Mark]) -> str:
    """The last line."""
    mend = sum(mark is Mark.MEND for mark in marks)
    if mend == 0:
        return translate("Doctor", "Nothing needs mending.")
    return translate("Doctor", "To mend: {count}").format(count=mend)
