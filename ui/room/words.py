"""What the room can measure: name, picture, how long it takes. In the order of the pictures on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from hemmonitor.model.measurement import Kind

translate = QCoreApplication.translate

KINDS = (
    Kind.BLOOD_PRESSURE,
    Kind.OXIMETRY,
    Kind.WEIGHT,
    Kind.SPIROMETRY,
    Kind.TEMPERATURE,
    Kind.GLUCOSE,
)
PICTURES = {
    Kind.BLOOD_PRESSURE: "cuff",
    Kind.OXIMETRY: "oximeter",
    Kind.WEIGHT: "scale",
    Kind.SPIROMETRY: "spirometer",
    Kind.TEMPERATURE: "thermometer",
    Kind.GLUCOSE: "glucose_meter",
}
MINUTES = {
    Kind.BLOOD_PRESSURE: 8,
    Kind.OXIMETRY: 2,
    Kind.WEIGHT: 1,
    Kind.SPIROMETRY: 6,
    Kind.TEMPERATURE: 1,
    Kind.GLUCOSE: 3,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that the room can measure. ``planned``: it is in this person's plan."""

    kind: Kind
    planned: bool = False


def kind_name(kind: Kind) -> str:
    """The measure, as on a sign."""
    return {
        Kind.BLOOD_PRESSURE: translate("RoomWords", "Blood pressure"),
        Kind.OXIMETRY: translate("RoomWords", "Oxygen level"),
        Kind.WEIGHT: translate("RoomWords", "Weight"),
        Kind.SPIROMETRY: translate("RoomWords", "Lung function"),
        Kind.TEMPERATURE: translate("RoomWords", "Temperature"),
        Kind.GLUCOSE: translate("RoomWords", "Blood sugar"),
    }.get(kind, "")


def picture_said(kind: Kind) -> str:
    """The picture in words."""
    return {
        Kind.BLOOD_PRESSURE: translate("RoomWords", "A blood pressure meter with its cuff"),
        Kind.OXIMETRY: translate("RoomWords", "A meter on a finger"),
        Kind.WEIGHT: translate("RoomWords", "Bathroom scales"),
        Kind.SPIROMETRY: translate("RoomWords", "A meter to blow into"),
        Kind.TEMPERATURE: translate("RoomWords", "A thermometer"),
        Kind.GLUCOSE: translate("RoomWords", "A blood sugar meter with a drop of blood"),
    }.get(kind, "")
