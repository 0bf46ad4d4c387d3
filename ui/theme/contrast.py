"""Contrast arithmetic (WCAG 2.2, relative luminance) and the derived high-contrast palette.

The high-contrast theme is not drawn by hand: it is the dark palette put on pure black, where each colour
is lightened just until it reaches the ratio its role needs. A new token therefore has a high-contrast
colour from its first day. Dark is the base because glare is what most people who ask for contrast want
to be rid of, and because the light theme already stands at 7:1 and more.
"""

import dataclasses

from ui.theme.tokens import ChartColours, Palette, Surfaces, Zone, ZoneColours

TEXT_RATIO = 10.0
MARK_RATIO = 7.0
BLACK = "#000000"
WHITE = "#FFFFFF"


def rgb(colour: str) -> tuple[int, int, int]:
    """``#RRGGBB`` as three numbers 0..255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance 0..1."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Contrast ratio 1..21 of two opaque colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(over: str, under: str, alpha: float) -> str:
    """The opaque colour seen when `over` lies with `alpha` (0..1) on `under`."""
    parts = [round(a * alpha + b * (1 - alpha)) for a, b in zip(rgb(over), rgb(under), strict=True)]
    return f"#{parts[0]:02X}{parts[1]:02X}{parts[2]:02X}"


def lighten_until(colour: str, against: str, wanted: float) -> str:
    """`colour` mixed with white in steps of 1 % until it stands `wanted`:1 against `against`."""
    for percent in range(101):
        candidate = mix(WHITE, colour, percent / 100)
        if ratio(candidate, against) >= wanted:
            return candidate
    return WHITE


def _zone(colours: ZoneColours, zone: Zone) -> ZoneColours:
    solid = lighten_until(colours.solid, BLACK, TEXT_RATIO) if zone is Zone.RED else ""
    return dataclasses.replace(
        colours,
        text=lighten_until(colours.text, BLACK, TEXT_RATIO),
        soft=BLACK,
        line=lighten_until(colours.line, BLACK, MARK_RATIO),
        solid=solid,
        on_solid=BLACK if solid else "",
    )


def _chart(colours: ChartColours) -> ChartColours:
    def lift(colour: str) -> str:
        return lighten_until(colour, BLACK, MARK_RATIO)

    return ChartColours(
        systolic=lift(colours.systolic),
        diastolic=lift(colours.diastolic),
        pulse=lift(colours.pulse),
        spo2=lift(colours.spo2),
        fev1=lift(colours.fev1),
        weight=lift(colours.weight),
        glucose=lift(colours.glucose),
        grid=lighten_until(colours.grid, BLACK, 3.0),
        band_alpha=colours.band_alpha,
    )


def high_contrast(dark: Palette) -> Palette:
    """The high-contrast palette derived from the dark one."""
    base = dark.surfaces
    surfaces = Surfaces(
        background=BLACK,
        surface=BLACK,
        surface_sunken="#141414",
        border=lighten_until(base.border, BLACK, MARK_RATIO),
        border_strong=WHITE,
        text=WHITE,
        text_secondary=lighten_until(base.text_secondary, BLACK, 14.0),
        accent=lighten_until(base.accent, BLACK, 12.0),
        accent_hover=WHITE,
        accent_soft="#0B2A31",
        on_accent=BLACK,
        focus=lighten_until(base.focus, BLACK, 12.0),
    )
    zones = {zone: _zone(colours, zone) for zone, colours in dark.zones.items()}
    return Palette(surfaces, zones, _chart(dark.chart), dark.illustration)
