"""Options of the test run that name files of samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--ble-vectors", metavar="FILE", help="frames to decode instead of the project's own")
    parser.addoption(
        "--clinical-cases", metavar="FILE", help="clinical cases to run instead of the project's own"
    )
