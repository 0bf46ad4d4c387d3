"""Text stands 7:1 for patients and 4.5:1 for staff, marks and control edges 3:1, in every theme."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.theme import Face, Mode, Theme, Zone, contrast
from ui.theme.contrast import ratio

MODES = list(Mode)
# Tokens whose text stands under 7:1 in the signed-off token file; none may be added.
SERIES = ("systolic", "diastolic", "pulse", "spo2", "fev1", "weight", "glucose")


def text_pairs(theme: Theme) -> list[tuple[str, str, str]]:
    """(what, ink, ground) of every text the program draws."""
    c = theme.colours
    pairs = [
        (f"{ink} on {ground}", getattr(c, ink), getattr(c, ground))
        for ink in ("text", "text_secondary")
        for ground in ("background", "surface", "surface_sunken", "accent_soft")
    ]
    pairs += [
        ("primary button", c.on_accent, c.accent),
        ("primary button, hover", c.on_accent, c.accent_hover),
        ("secondary button", c.accent, c.surface),
        ("secondary button, hover", c.accent, c.accent_soft),
        ("toast", c.surface, c.text),
    ]
    pairs += [(f"zone {zone}", theme.zone(zone).text, theme.zone(zone).soft) for zone in Zone]
    pairs += [(f"zone {zone} on surface", theme.zone(zone).text, c.surface) for zone in Zone]
    red = theme.zone(Zone.RED)
    pairs.append(("112 panel", red.on_solid, red.solid))
    return pairs


def mark_pairs(theme: Theme) -> list[tuple[str, str, str]]:
    c = theme.colours
    pairs = [
        ("edge on surface", c.border_strong, c.surface),
        ("edge on background", c.border_strong, c.background),
    ]
    pairs += [(f"focus on {g}", c.focus, getattr(c, g)) for g in ("surface", "background", "surface_sunken")]
    pairs += [(f"{zone} line on surface", theme.zone(zone).line, c.surface) for zone in Zone]
    pairs += [(f"{zone} line on its soft", theme.zone(zone).line, theme.zone(zone).soft) for zone in Zone]
    pairs += [(f"series {name}", getattr(theme.chart, name), c.surface) for name in SERIES]
    pairs.append(("current rail item", c.accent, c.accent_soft))
    return pairs


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("face", list(Face))
def test_text_can_be_read(mode: Mode, face: Face) -> None:
    least = 7.0 if face is Face.PATIENT else 4.5
    low = [(what, round(ratio(ink, ground), 2)) for what, ink, ground in text_pairs(Theme(mode, face))
           if ratio(ink, ground) < least]  # fmt: skip
    assert low == []


@pytest.mark.parametrize("mode", MODES)
def test_marks_can_be_seen(mode: Mode) -> None:
    low = [(what, round(ratio(ink, ground), 2)) for what, ink, ground in mark_pairs(Theme(mode))
           if ratio(ink, ground) < 3.0]  # fmt: skip
    assert low == []


def test_high_contrast_is_higher_than_dark() -> None:
    dark, high = Theme(Mode.DARK), Theme(Mode.CONTRAST)
    for field in dataclasses.fields(dark.colours):
        if field.name in {"text", "text_secondary", "border", "border_strong", "accent"}:
            before = ratio(getattr(dark.colours, field.name), dark.colours.surface)
            assert ratio(getattr(high.colours, field.name), high.colours.surface) > before, field.name


def test_known_ratios() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)  # WCAG's own example
    assert ratio("#FFFFFF", "#777777") == ratio("#777777", "#FFFFFF")


colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@given(colours, st.floats(1.0, 15.0))
def test_a_lightened_colour_reaches_its_ratio_on_black(colour: str, wanted: float) -> None:
    assert ratio(contrast.lighten_until(colour, contrast.BLACK, wanted), contrast.BLACK) >= wanted


@given(colours, colours)
def test_mixing_ends_at_the_ends(over: str, under: str) -> None:
    assert contrast.mix(over, under, 1.0) == over
    assert contrast.mix(over, under, 0.0) == under
