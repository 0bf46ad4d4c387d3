"""What a device is called, how it looks, how it is prepared, and what its trouble means and asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from hemmonitor.model.measurement import Kind
from ui.devicebridge import DeviceStage, DeviceView
from ui.patient.words import problem

translate = QCoreApplication.translate


class Sort(StrEnum):
    """A kind of device, as a person chooses one."""

    PRESSURE = "blood_pressure"
    OXIMETER = "oximeter"
    SCALE = "scale"
    SPIROMETER = "spirometer"
    THERMOMETER = "thermometer"
    GLUCOSE = "glucose_meter"
    OTHER = "other"


PICTURES = {
    Sort.PRESSURE: "cuff",
    Sort.OXIMETER: "oximeter",
    Sort.SCALE: "scale",
    Sort.SPIROMETER: "spirometer",
    Sort.THERMOMETER: "thermometer",
    Sort.GLUCOSE: "glucose_meter",
    Sort.OTHER: "device",
}
MEASURED = {
    Sort.PRESSURE: Kind.BLOOD_PRESSURE,
    Sort.OXIMETER: Kind.OXIMETRY,
    Sort.SCALE: Kind.WEIGHT,
    Sort.SPIROMETER: Kind.SPIROMETRY,
    Sort.THERMOMETER: Kind.TEMPERATURE,
    Sort.GLUCOSE: Kind.GLUCOSE,
}
_ALIKE = {"glucose_sensor": Sort.GLUCOSE}


def sort_of(kinds: Sequence[str]) -> Sort:
    """The sort of a device that has these profiles; the first that has a picture decides."""
    known = {sort.value: sort for sort in Sort} | _ALIKE
    return next((known[kind] for kind in kinds if kind in known), Sort.OTHER)


def sort_name(sort: Sort) -> str:
    """What the device is called."""
    return {
        Sort.PRESSURE: translate("Device", "Blood pressure monitor"),
        Sort.OXIMETER: translate("Device", "Oxygen meter"),
        Sort.SCALE: translate("Device", "Scale"),
        Sort.SPIROMETER: translate("Device", "Lung meter"),
        Sort.THERMOMETER: translate("Device", "Thermometer"),
        Sort.GLUCOSE: translate("Device", "Blood sugar meter"),
        Sort.OTHER: translate("Device", "Device"),
    }[sort]


def wake(sort: Sort) -> str:
    """How the device is brought to talk."""
    return {
        Sort.PRESSURE: translate("Device", "Press START on the monitor."),
        Sort.OXIMETER: translate("Device", "Put a finger in the meter."),
        Sort.SCALE: translate("Device", "Step on the scale with one foot."),
        Sort.SPIROMETER: translate("Device", "Switch the meter on."),
        Sort.THERMOMETER: translate("Device", "Switch the thermometer on."),
        Sort.GLUCOSE: translate("Device", "Switch the meter on."),
        Sort.OTHER: translate("Device", "Switch the device on."),
    }[sort]


def pairing_steps(sort: Sort) -> tuple[str, str, str]:
    """How a device is made ready to be connected for the first time, in three sentences."""
    near = translate("Device", "Put the device beside the computer, with fresh batteries in it.")
    hold = {
        Sort.PRESSURE: translate("Device", "Hold the START or Bluetooth button until the display blinks."),
        Sort.OXIMETER: translate("Device", "Put a finger in the meter. It searches by itself."),
        Sort.SCALE: translate("Device", "Press the button under the scale, or step on it."),
        Sort.SPIROMETER: translate("Device", "Switch the meter on. Hold the button with the Bluetooth sign."),
        Sort.THERMOMETER: translate("Device", "Switch it on and hold the button until the sign blinks."),
        Sort.GLUCOSE: translate("Device", "Switch it on and choose Bluetooth or Pair in its menu."),
        Sort.OTHER: translate("Device", "Hold its Bluetooth button until something blinks."),
    }[sort]
    return near, hold, translate("Device", "Choose the device in the list when it shows up.")


def stage_words(stage: DeviceStage | None) -> str:
    """Where the contact with a device stands, for the screen."""
    return {
        DeviceStage.SEARCHING: translate("Device", "Looking for it ..."),
        DeviceStage.CONNECTING: translate("Device", "Connecting ..."),
        DeviceStage.PAIRING: translate("Device", "Connecting for the first time ..."),
        DeviceStage.CONNECTED: translate("Device", "In contact now"),
        DeviceStage.MEASURING: translate("Device", "Measuring now"),
        DeviceStage.ENDED: "",
        None: "",
    }[stage]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, in bold, and what to do."""

    what: str
    todo: str


def trouble(device: DeviceView) -> Trouble | None:
    """What a person should know of a device and do about it; the most pressing first."""
    if device.fault:
        return fault_words(device.fault)
    if device.consent is not None:
        what = translate("Device", "The scale asks who you are.")
        if device.consent.refused:
            what = translate("Device", "The scale did not know that code.")
        return Trouble(what, translate("Device", "Give it your number and code, and it sends your weight."))
    asked = [slot for slot in device.slots if slot.mine is None]
    if asked:
        text = translate("Device", "Who uses place {number}?").format(number=asked[0].number)
        return Trouble(text, translate("Device", "Say so once. The values wait until then."))
    if device.battery_low:
        return Trouble(
            translate("Device", "The battery is almost empty."),
            translate("Device", "Change the batteries today, so that you miss no measurement."),
        )
    if device.clock_off:
        return Trouble(
            translate("Device", "The device's clock is wrong."),
            translate("Device", "Set its time and date. Your values get the right time anyway."),
        )
    return None


def fault_words(code: str) -> Trouble:
    """A fault's two sentences, for an error's code."""
    known = {
        "device.bond_stale": Trouble(
            translate("Device", "It has forgotten this computer."), translate("Device", "Connect it again.")
        ),
        "device.pairing_needed": Trouble(
            translate("Device", "It is not connected to this computer yet."),
            translate("Device", "Connect it again."),
        ),
        "device.pairing_refused": Trouble(
            translate("Device", "It did not want to connect."),
            translate("Device", "Hold its Bluetooth button and connect it again."),
        ),
        "device.not_found": Trouble(
            translate("Device", "It does not answer."),
            translate("Device", "Is it near and switched on? Change the batteries if they are old."),
        ),
        "device.timeout": Trouble(
            translate("Device", "It does not answer."),
            translate("Device", "Is it near and switched on? Change the batteries if they are old."),
        ),
        "device.unsupported": Trouble(
            translate("Device", "The program cannot read it."),
            translate("Device", "Type its values by hand, and ask your care centre for another one."),
        ),
        "device.link_lost": Trouble(
            translate("Device", "The contact was lost."),
            translate("Device", "What had arrived is saved. Measure once more, near the computer."),
        ),
    }
    if code in known:
        return known[code]
    return Trouble(translate("Device", "Something is wrong with it."), problem(code))
