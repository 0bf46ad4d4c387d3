"""The letter of an invitation: on one page, in a file whose title names nobody, with a square to read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter

from hemmonitor.crypto.invitation import Invitation
from hemmonitor.errors import StorageError
from tests.ui.render import application
from ui.centre.letter import PAGE, Letter, draw, save_pdf
from ui.i18n import Language, Translations
from ui.theme import Theme

INVITATION = Invitation("https://relay.exempelfors.se", bytes(range(32)), bytes(range(16)))


def letter(name: str = "Valfrid Provhed") -> Letter:
    return Letter(
        centre="Exempelfors vårdcentral",
        date="21 november 2026",
        person=name,
        given_name=name.partition(" ")[0],
        text=INVITATION.text,
        code=INVITATION.code,
        address=INVITATION.url,
        until="lördag 28 november",
        contact="Anna Lidström",
        phone="0980-319 220",
        hours="vardagar 8-16",
    )


@pytest.mark.parametrize("language", list(Language))
def test_the_longest_letter_stays_on_its_page(language: Language, translations: Translations) -> None:
    translations.use(language)
    theme, picture = Theme(), QImage(*PAGE, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    long = letter("Valfrid Maximilian " + "Lång-Efternamnsson " * 5)
    reached = draw(painter, long, theme.family, theme.mono_family)
    painter.end()
    assert reached < PAGE[1] - 200


def test_the_square_is_drawn_with_its_white_edge(qapp: object) -> None:
    picture = QImage(*PAGE, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    theme = Theme()
    draw(painter, letter(), theme.family, theme.mono_family)
    painter.end()
    black = [
        (x, y) for y in range(0, PAGE[1], 2) for x in range(200, 720, 2) if picture.pixel(x, y) == 0xFF000000
    ]
    left, top = min(x for x, _ in black), min(y for _, y in black)
    right, bottom = max(x for x, _ in black), max(y for _, y in black)
    side = (right - left) / 41  # modules of version 6, which the text needs
    assert abs((bottom - top) - (right - left)) < side, "it is square"
    assert left - 200 > 3.5 * side, "four modules of white belong to it"


def test_the_pdf_is_one_page_and_its_title_names_nobody(tmp_path: Path) -> None:
    application()
    path = tmp_path / "letter.pdf"
    save_pdf(path, letter(), Theme())
    written = path.read_bytes()
    assert written.startswith(b"%PDF-")
    assert re.findall(rb"/Count (\d+)", written) == [b"1"]
    assert "Valfrid".encode("utf-16-be") not in written
    assert b"Valfrid" not in written


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    application()
    with pytest.raises(StorageError):
        save_pdf(tmp_path / "nowhere" / "letter.pdf", letter(), Theme())
