"""The centre's keys on paper: three sheets written, two typed again, the keys off the computer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter

from hemmonitor.crypto.keys import SigningKey
from hemmonitor.crypto.shares import split
from hemmonitor.recovery import PaperKeys
from tests.ui.centre.stage import Centre
from ui.centre import keysheet
from ui.centre.drill_page import DrillPage
from ui.centre.keys_card import KeysCard
from ui.centre.keysheet import KeySheet
from ui.centre.paper import PAGE
from ui.i18n import Language, Translations
from ui.theme import Theme


def card_of(centre: Centre) -> KeysCard:
    centre.go("drill")
    page = centre.pages.page("drill")
    assert isinstance(page, DrillPage)
    centre.until(lambda: page.keys._report is not None)
    return page.keys


def fill(card: KeysCard, root: tuple[str, ...], archive: tuple[str, ...]) -> None:
    for fields, words in ((card.root, root), (card.archive, archive)):
        for field, sheet in zip(fields, words, strict=True):
            field.setPlainText(sheet)


def test_sheets_are_made_checked_and_the_keys_taken_off(centre: Centre, tmp_path: Path) -> None:
    card = card_of(centre)
    assert card._here.isVisible()
    assert not card.off.isEnabled(), "no sheet has been typed"
    seen: list[PaperKeys] = []
    centre.office.paper.connect(seen.append)
    card.ask = lambda _parent: tmp_path
    card.holders[0].setText("Karin Provsjö")
    centre.click(card.make)
    centre.until(card._made.isVisible)
    assert sorted(file.name for file in tmp_path.iterdir()) == [f"nyckelblad-{n}.pdf" for n in (1, 2, 3)]
    assert all(file.read_bytes().startswith(b"%PDF-") for file in tmp_path.iterdir())
    [paper] = seen
    fill(card, (paper.root[0], paper.root[0]), paper.archive[:2])  # one sheet twice
    centre.click(card.off)
    centre.until(card._fault.isVisible)
    assert "ger inte" in card._fault.text()
    assert centre.do(centre.profile.root_key) is not None
    fill(card, paper.root[1:], paper.archive[1:])
    centre.click(card.off)
    centre.until(card._gone.isVisible)
    assert centre.do(centre.profile.root_key) is None
    assert not card.make.isVisible()
    assert not card.root[0].toPlainText(), "what was typed is not kept"
    fill(card, paper.root[:2], paper.archive[:2])
    centre.click(card.check)
    centre.until(card._said.isVisible)
    assert "båda nycklarna" in card._said.text()
    fill(card, split(SigningKey.generate())[:2], paper.archive[:2])
    centre.click(card.check)
    centre.until(card._fault.isVisible)
    done = [entry.body.what for entry in centre.log().entries][-3:]
    assert done == ["key_sheets", "keys_off", "key_check"]


@pytest.mark.parametrize("language", list(Language))
def test_a_sheet_stays_on_its_page_with_every_word(language: Language, translations: Translations) -> None:
    translations.use(language)
    theme, picture = Theme(), QImage(*PAGE, QImage.Format.Format_RGB32)
    words = " ".join(["academic"] * 33)
    sheet = KeySheet(
        "Exempelfors vårdcentral", "22 november 2026", 2, "Karin Provsjö", "ab" * 32,
        "https://relay.exempelfors.se", words, words,
    )  # fmt: skip
    painter = QPainter(picture)
    reached = keysheet.draw(painter, sheet, theme.family, theme.mono_family)
    painter.end()
    assert reached < PAGE[1] - 150
    assert words not in repr(sheet)
