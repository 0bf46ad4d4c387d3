"""A theme: one frozen value that answers every question of colour and size.

`Theme(mode, face, scale)` is cheap to make and compares by value. Body text and labels follow the text
size fully; what is large already grows less, so that 200 % fits on 1280x720 (mock-up guide, section 4).
Sizes between the table's rows are interpolated, so a screen may ask for any size in 100 % pixels.
"""

import dataclasses
import enum
import functools
from bisect import bisect_left

from ui.theme import contrast, tokens
from ui.theme.tokens import ChartColours, Face, IllustrationColours, Palette, Surfaces, Zone, ZoneColours


class Mode(enum.StrEnum):
    """What the window is coloured like now."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class TextSize(enum.IntEnum):
    """Text size in percent."""

    S100 = 100
    S125 = 125
    S150 = 150
    S200 = 200


# Patient face, per text size: pixels for a text that is 18, 28, 34 and 64 px at 100 %.
_KNOTS = (18, 28, 34, 64)
_GROWN = {
    TextSize.S100: (18, 28, 34, 64),
    TextSize.S125: (23, 35, 42, 72),
    TextSize.S150: (27, 40, 46, 80),
    TextSize.S200: (36, 48, 52, 96),
}
_TARGET = {TextSize.S100: 48, TextSize.S125: 56, TextSize.S150: 64, TextSize.S200: 76}


@functools.cache
def _palette(mode: Mode) -> Palette:
    read = tokens.load()
    if mode is Mode.CONTRAST:
        return contrast.high_contrast(read.dark)
    return read.dark if mode is Mode.DARK else read.light


@dataclasses.dataclass(frozen=True, slots=True)
class Theme:
    """Colours and sizes for one window. Colours are ``#RRGGBB``; sizes are pixels.

    `reduced_motion`: nothing moves by itself; widgets that explain by motion show text instead.
    """

    mode: Mode = Mode.LIGHT
    face: Face = Face.PATIENT
    text_size: TextSize = TextSize.S100
    reduced_motion: bool = False

    @property
    def palette(self) -> Palette:
        return _palette(self.mode)

    @property
    def colours(self) -> Surfaces:
        return self.palette.surfaces

    @property
    def chart(self) -> ChartColours:
        return self.palette.chart

    @property
    def illustration(self) -> IllustrationColours:
        return self.palette.illustration

    def zone(self, zone: Zone) -> ZoneColours:
        return self.palette.zones[zone]

    @property
    def is_patient(self) -> bool:
        return self.face is Face.PATIENT

    @property
    def family(self) -> str:
        return tokens.load().family

    @property
    def mono_family(self) -> str:
        """For hexadecimal and codes."""
        return "Atkinson Hyperlegible Mono"

    def pick(self, patient: int, nurse: int) -> int:
        """The base size of this face, in pixels at 100 %."""
        return patient if self.is_patient else nurse

    def font_px(self, base: int) -> int:
        """Pixels for a text that is `base` px at 100 %."""
        if not self.is_patient:
            return round(base * self.text_size / 100)
        grown = _GROWN[self.text_size]
        if base <= _KNOTS[0]:
            return round(base * grown[0] / _KNOTS[0])
        if base >= _KNOTS[-1]:
            return round(base * grown[-1] / _KNOTS[-1])
        right = bisect_left(_KNOTS, base)
        low, high = _KNOTS[right - 1], _KNOTS[right]
        return round(grown[right - 1] + (grown[right] - grown[right - 1]) * (base - low) / (high - low))

    def size(self, role: str) -> int:
        """Pixels of a token size: body, label, heading, title or value."""
        return self.font_px(getattr(tokens.load().sizes[self.face], role))

    @property
    def body(self) -> int:
        return self.size("body")

    @property
    def target(self) -> int:
        """Least height and width of what can be pressed."""
        if self.is_patient:
            return _TARGET[self.text_size]
        return round(tokens.load().target[self.face] * self.text_size / 100)

    @property
    def radius(self) -> int:
        return tokens.load().radius[self.face]

    def grown(self, base: int) -> int:
        """A height or icon size that grows as targets do: `base` px at 100 %."""
        return round(base * self.target / tokens.load().target[self.face])
