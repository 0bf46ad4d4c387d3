"""Windows are tested offscreen, with the bundled typeface; each test starts in the source language."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui import render
from ui.i18n import Language, Translations


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return render.application()


@pytest.fixture
def translations(qapp: QApplication) -> Iterator[Translations]:
    """Languages can be switched; English is in force again afterwards."""
    made = Translations()
    yield made
    made.use(Language.EN)
    made.remove()


@pytest.fixture
def swedish(translations: Translations) -> Translations:
    translations.use(Language.SV)
    return translations
