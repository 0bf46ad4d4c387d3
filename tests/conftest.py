"""What every test stands on: no display is needed, and a busy machine fails nobody."""

from __future__ import annotations

import os
from collections.abc import Iterator

import hypothesis
import pytest

# before Qt is loaded; a run on a real display names its own platform
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

hypothesis.settings.register_profile("steady", deadline=None)
hypothesis.settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def _one_application() -> None:
    """Whatever a test needs of Qt comes first as windows do: a smaller application cannot become one."""
    from tests.ui.render import application

    application()


@pytest.fixture(autouse=True, scope="module")
def _no_window_stays() -> Iterator[None]:
    """Windows and parts that a module's tests leave go with it.

    Left alone they pile up: each is told of every change of style and language, and Python frees them at
    some later moment, perhaps while another window is painted.
    """
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    before = QApplication.topLevelWidgets()
    yield
    QCoreApplication.processEvents()  # what is on its way reaches whom it is for
    for left in QApplication.topLevelWidgets():
        if left not in before:
            left.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def _no_language_stays() -> Iterator[None]:
    """Whoever switches the language of the tests' process switches it back."""
    yield
    from PySide6.QtCore import QCoreApplication

    assert QCoreApplication.translate("TimerRing", "%n minute(s) left", "", 5) == "5 minute(s) left"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--ble-vectors", metavar="FILE", help="frames to decode instead of the project's own")
    parser.addoption(
        "--clinical-cases", metavar="FILE", help="clinical cases to run instead of the project's own"
    )
