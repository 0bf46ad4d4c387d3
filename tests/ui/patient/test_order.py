"""Tab goes through a task as one reads it: header, body from the top, foot."""

from __future__ import annotations

import pytest

from tests.ui.lookbook.checks import astray
from tests.ui.patient.scenes import SCENES

TASKS = ("first-choose", "pair-found", "pair-code", "measure-typing", "measure-done")


@pytest.mark.parametrize("name", TASKS)
def test_tab_follows_the_eye(name: str) -> None:
    stage = SCENES[name].open()
    try:
        assert astray(stage.window) == []
    finally:
        stage.close()
