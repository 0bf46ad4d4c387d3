import pytest

from ui.theme import Face, TextSize, Theme

# Patient face, pixels by role and text size (mock-up guide, section 4).
TABLE = {
    TextSize.S100: (18, 28, 34, 64, 48),
    TextSize.S125: (23, 35, 42, 72, 56),
    TextSize.S150: (27, 40, 46, 80, 64),
    TextSize.S200: (36, 48, 52, 96, 76),
}


@pytest.mark.parametrize("size", list(TextSize))
def test_patient_sizes_follow_the_table(size: TextSize) -> None:
    theme = Theme(text_size=size)
    roles = tuple(theme.size(role) for role in ("body", "heading", "title", "value"))
    assert (*roles, theme.target) == TABLE[size]
    assert theme.size("label") == theme.body


@pytest.mark.parametrize("face", list(Face))
@pytest.mark.parametrize("size", list(TextSize))
def test_a_larger_text_never_becomes_smaller(face: Face, size: TextSize) -> None:
    grown = [Theme(face=face, text_size=size).font_px(base) for base in range(12, 121)]
    assert grown == sorted(grown)
    assert all(grown[index] >= base for index, base in enumerate(range(12, 121)))


def test_nurse_sizes_are_those_of_the_tokens() -> None:
    theme = Theme(face=Face.NURSE)
    assert [theme.size(role) for role in ("body", "label", "heading", "title", "value")] == [
        14,
        13,
        18,
        22,
        28,
    ]
    assert theme.target == 32
    assert Theme(face=Face.NURSE, text_size=TextSize.S150).body == 21


def test_a_theme_is_a_value() -> None:
    assert Theme() == Theme()
    assert Theme() != Theme(text_size=TextSize.S125)
    assert len({Theme(), Theme(), Theme(face=Face.NURSE)}) == 2
