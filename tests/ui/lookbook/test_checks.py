"""The look-book's checks find planted faults and are silent otherwise; the frame says what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tests.ui.lookbook import checks
from tests.ui.lookbook.book import Look, View, take, write_index
from tests.ui.render import picture
from ui.i18n import Language


def window_with(*widgets: QWidget) -> QWidget:
    window = QWidget()
    window.setStyleSheet("QWidget { background: #ffffff; color: #111111; font-size: 18px }")
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    window.resize(500, 300)
    return window


def shot(window: QWidget) -> QImage:
    return picture(window)


def test_grey_on_white_is_faint(qapp: QApplication) -> None:
    pale, dark = QLabel("Knappt att läsa"), QLabel("Lätt att läsa")
    pale.setStyleSheet("color: #999999")
    window = window_with(pale, dark)
    found = checks.faint(window, shot(window), 7.0)
    assert len(found) == 1
    assert "Knappt" in found[0]
    assert checks.faint(window, shot(window), 2.5) == []


def test_what_is_scrolled_out_in_part_is_not_measured(qapp: QApplication) -> None:
    pale = QLabel("Knappt att läsa")
    pale.setStyleSheet("color: #999999; padding: 40px")
    area = QScrollArea()
    area.setWidget(window_with(QLabel("Lätt att läsa"), pale))
    area.resize(400, 400)
    assert len(checks.faint(area, shot(area), 7.0)) == 1
    area.resize(400, 180)
    assert checks.faint(area, shot(area), 7.0) == []


def test_contrast_is_the_known_ratio(qapp: QApplication) -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB888)
    image.fill(0xFFFFFF)
    for x in range(3):
        image.setPixelColor(x, 0, Qt.GlobalColor.black)
    assert round(checks.contrast_in(checks._pixels(image)), 2) == 21.0


def test_english_in_a_swedish_window_is_found(qapp: QApplication) -> None:
    window = window_with(QLabel("Start measuring"), QLabel("Resting 5 litres"), QLabel("Börja mäta"))
    shot(window)
    assert checks.untranslated(window, Language.SV) == ["not in Swedish: 'Start measuring'"]
    assert checks.untranslated(window, Language.EN) == []


def test_an_english_sentence_with_a_number_is_found(qapp: QApplication) -> None:
    window = window_with(QLabel("Reading 2 of 3"))
    shot(window)
    assert checks.untranslated(window, Language.SV)


def test_what_is_the_same_in_both_languages_is_found() -> None:
    one, other = ["Hemma", "Forgotten text", "120/80", "Anna"], ["Home", "Forgotten text", "120/80", "Anna"]
    found = checks.same(one, other, lambda text: text == "Anna")
    assert found == ["the same in both languages: 'Forgotten text'"]


def test_a_button_without_a_name_or_out_of_reach_is_found(qapp: QApplication) -> None:
    nameless, unreachable, fine = QToolButton(), QPushButton("Gå"), QPushButton("Hit")
    unreachable.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    nameless.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window = window_with(nameless, unreachable, fine)
    shot(window)
    found = checks.unnamed(window)
    assert len(found) == 2
    assert "no name" in found[0]
    assert "keyboard" in found[1]


class OneScreen:
    """A book of one screen with a fault in it."""

    face = "made-up"
    contrast = 7.0

    def screens(self) -> Sequence[str]:
        return ("page",)

    def own(self, _text: str) -> bool:
        return False

    def views(self, _screen: str) -> Iterator[View]:
        for language in Language:
            window = window_with(QLabel("Start measuring"), QPushButton("Ja"))
            yield View(Look(language, size=(500, 300)), window)
            window.close()


def test_the_frame_takes_pictures_and_says_what_is_wrong(qapp: QApplication, tmp_path: Path) -> None:
    result = take(OneScreen(), "page", tmp_path)
    assert [look.language for look, _ in result.pictures] == list(Language)
    assert all((tmp_path / file).stat().st_size for _, file in result.pictures)
    assert any("not in Swedish" in fault for fault in result.faults)
    assert any("the same in both" in fault for fault in result.faults)
    page = write_index([result], tmp_path).read_text("utf-8")
    assert "1 with faults" in page
    assert page.count("<img") == 2
