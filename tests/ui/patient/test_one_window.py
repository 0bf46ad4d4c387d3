"""There is one window: no part of a page ever shows up as a window of its own, not even for a moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.patient.scenes import SCENES
from ui.i18n import Language
from ui.patient.window import PatientWindow
from ui.theme import TextSize


class Watch(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.strangers: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, PatientWindow):
            self.strangers.append(type(watched).__name__)
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    made = Watch()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.mark.parametrize(
    "name",
    ["home-copd", "alert-red", "trends", "plan-unsigned", "messages", "settings", "question", "measure-live"],
)
def test_nothing_else_is_shown_as_a_window(name: str, watch: Watch) -> None:
    stage = SCENES[name].open(size=(1280, 720))
    for size in (TextSize.S200, TextSize.S125, TextSize.S100):
        stage.looks(size, Language.EN)
    assert stage.window.isActiveWindow()
    stage.close()
    assert watch.strangers == []
