"""Texts for patients at about the reading level of a twelve-year-old, by LIX (Björnsson 1968).

LIX is words per sentence plus the share of words of more than six letters in percent: under 30 are books for
children, 30 to 40 easy texts, 40 to 50 newspapers. It is a measure of running text: a class of widgets with
only a few words, such as a row of names, is not judged by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

import resources
from tests.ui.i18n.test_translations import load_tool

tool = load_tool()
MOST, MOST_OF_ALL = 40, 30
FEW = 25  # words; fewer are names, not text
LONGEST = 22  # words in one sentence
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_END = re.compile(r"[.!?:…\n]+")


def sentences(texts: list[str]) -> list[list[str]]:
    """The words of each sentence; a text that ends without a mark is one too."""
    return [words for text in texts for part in _END.split(text) if (words := _WORD.findall(part))]


def lix(texts: list[str]) -> float:
    """The reading level of some texts together; 0 without words."""
    found = sentences(texts)
    words = [word for sentence in found for word in sentence]
    if not words:
        return 0.0
    return len(words) / len(found) + 100 * sum(len(word) > 6 for word in words) / len(words)


def texts(area: str, language: str) -> dict[str, list[str]]:
    """The texts of each class of widgets, without what is filled in."""
    found: dict[str, list[str]] = defaultdict(list)
    for (context, source, _), forms in tool.messages(resources.path("i18n", f"{area}_sv.ts")).items():
        text = forms[-1] if language == "sv" and forms else source
        found[context].append(re.sub(r"\{\w*\}|%n", "7", text))
    return found


def test_the_measure_itself() -> None:
    assert lix(["Mät nu. Vila en stund."]) == pytest.approx(2.5)
    assert lix(["Blodtrycksmätaren."]) == pytest.approx(101)
    assert lix([]) == 0


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("area", ["patient", "start", "room"])
def test_patients_texts_are_easy(area: str, language: str) -> None:
    by_class = texts(area, language)
    judged = {c: t for c, t in by_class.items() if sum(map(len, sentences(t))) >= FEW}
    assert judged
    hard = {context: round(level) for context, t in judged.items() if (level := lix(t)) > MOST}
    assert hard == {}
    assert lix([text for t in by_class.values() for text in t]) <= MOST_OF_ALL


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("area", ["patient", "room"])
def test_no_sentence_is_long(area: str, language: str) -> None:
    every = sentences([text for t in texts(area, language).values() for text in t])
    assert [" ".join(words) for words in every if len(words) > LONGEST] == []
