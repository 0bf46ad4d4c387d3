import pytest

import resources
from ui.theme import Face, Zone, tokens


def text() -> str:
    return resources.path("tokens.toml").read_text(encoding="utf-8")


def test_the_program_reads_its_tokens() -> None:
    read = tokens.load()
    assert read.family == "Atkinson Hyperlegible Next"
    assert read.sizes[Face.PATIENT].body == 18
    assert len({zone.line for zone in read.light.zones.values()}) == 4
    assert read.light.zones[Zone.RED].solid
    assert not read.light.zones[Zone.GREEN].solid


def test_a_missing_token_is_named() -> None:
    with pytest.raises(tokens.TokenError, match="accent"):
        tokens.parse(text().replace('accent = "#0A5162"\n', "", 1))


def test_an_unknown_token_is_named() -> None:
    with pytest.raises(tokens.TokenError, match="glow"):
        tokens.parse(text().replace("[light]\n", '[light]\nglow = "#FFFFFF"\n', 1))


def test_a_missing_table_is_named() -> None:
    with pytest.raises(tokens.TokenError, match="zone"):
        tokens.parse(
            text().replace("[zone.dark]", "[other.dark]", 1).replace("[zone.light]", "[other.light]", 1)
        )
