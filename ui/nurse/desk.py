"""What every screen of the nurse's face needs: the bridge, the language, the looks, the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hemmonitor.clinic import Staff
from hemmonitor.model.frame import FramePart, TakeApart
from hemmonitor.model.measurement import Provenance
from ui.bridge import NurseBridge
from ui.format import Formatter
from ui.i18n import Translations
from ui.staffed import staffed
from ui.theme import Appearance


def no_parts(_provenance: Provenance) -> Sequence[FramePart]:
    """Where nobody knows a layout."""
    return ()


@dataclass(frozen=True, slots=True)
class Desk:
    """A workstation. ``clock`` gives an aware time; ``zone`` is the zone that times are shown in.

    ``take_apart`` says which bytes of a device's frame hold which field.
    """

    bridge: NurseBridge
    appearance: Appearance
    translations: Translations
    clock: Callable[[], dt.datetime]
    zone: dt.tzinfo
    take_apart: TakeApart = no_parts

    @property
    def fmt(self) -> Formatter:
        """The formatter of the language in force; staff write times with a colon."""
        return Formatter(self.translations.language, self.zone, colon=True)

    @property
    def hours(self) -> str:
        """When the centre is staffed, such as "Mon-Fri 8-16"; empty when nobody has said."""
        return staffed(self.bridge.centre.hours, self.fmt)

    @property
    def staff(self) -> Staff:
        """Who sits here."""
        return self.bridge.staff

    def now(self) -> dt.datetime:
        """Present time, aware, in the zone."""
        return self.clock().astimezone(self.zone)
