"""Words for zones, in both faces. The patient reads what to do, the nurse reads a colour's name."""

from PySide6.QtCore import QCoreApplication

from ui.theme import Face, Zone


def zone_word(zone: Zone, face: Face) -> str:
    """The word that stands beside the zone's shape, in the language in force."""
    if face is Face.PATIENT:
        return {
            Zone.GREEN: QCoreApplication.translate("Zone", "As it should be"),
            Zone.YELLOW: QCoreApplication.translate("Zone", "Keep an eye"),
            Zone.RED: QCoreApplication.translate("Zone", "Contact care"),
            Zone.GREY: QCoreApplication.translate("Zone", "No reading"),
        }[zone]
    return {
        Zone.GREEN: QCoreApplication.translate("Zone", "Green"),
        Zone.YELLOW: QCoreApplication.translate("Zone", "Yellow"),
        Zone.RED: QCoreApplication.translate("Zone", "Red"),
        Zone.GREY: QCoreApplication.translate("Zone", "No reading"),
    }[zone]
