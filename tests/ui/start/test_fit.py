"""Nothing is cut or covered, and Tab follows the eye: every page, text size and language, at 1280x720."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QScrollArea

from tests.ui.clip import clipped, overlapping
from tests.ui.lookbook.checks import astray
from tests.ui.render import settle
from tests.ui.start.scenes import PEOPLE, SCENES, Shown, invite_page
from ui.i18n import Language, Translations
from ui.start.frame import StartPage
from ui.theme import Appearance, Choice, Face, TextSize


@pytest.mark.parametrize("name", SCENES)
def test_every_page_fits(name: str, translations: Translations) -> None:
    found = []
    appearance = Appearance(SCENES[name][0], choice=Choice.LIGHT)
    shown = Shown(name, appearance, translations)
    shown.window.resize(1280, 720)
    for language in Language:
        translations.use(language)
        shown.prepare()
        for size in TextSize:
            appearance.set_text_size(size)
            settle(shown.window)
            where = f"{language} {size.value} %"
            assert (shown.window.width(), shown.window.height()) == (1280, 720), where
            found += [f"{where}: {fault}" for fault in clipped(shown.window) + overlapping(shown.window)]
            found += [f"{where}: {fault}" for fault in hidden_below(shown.page)]
            if size is TextSize.S100:
                found += [f"{where}: {fault}" for fault in astray(shown.window)]
    shown.window.close()
    shown.window.deleteLater()
    assert not found, "\n".join(found)


def hidden_below(page: StartPage) -> list[str]:
    """What a page hides below its edge without saying so; "Show more" leads to its end."""
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    if not bar.maximum():
        return ["there is nothing more to show"] if page.more.isVisible() else []
    more = page.findChild(QPushButton, "showMore")
    assert more is not None
    for _ in range(10):
        if not more.isVisible():
            break
        more.click()
    at_end = bar.value() == bar.maximum()
    bar.setValue(0)
    return [] if at_end else ["the end cannot be reached"]


@pytest.mark.parametrize("chosen", range(-1, len(PEOPLE)))
@pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)
def test_the_invitations_fit(chosen: int, language: Language, translations: Translations) -> None:
    translations.use(language)
    found = []
    for size in (TextSize.S100, TextSize.S150):
        page, bridge = invite_page(translations, chosen)
        appearance = Appearance(Face.NURSE, choice=Choice.LIGHT, text_size=size)
        appearance.attach(page)
        page.resize(1216, 600)  # what the nurse's window leaves at 1280x720
        settle(page)
        assert page.width() == 1216, f"{size.value} %: {page.width()}"
        found += [f"{size.value} %: {fault}" for fault in clipped(page) + overlapping(page)]
        page.close()
        page.deleteLater()
        bridge.deleteLater()
    assert not found, "\n".join(found)
