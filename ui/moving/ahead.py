"""Reads the modules that move data before somebody asks for them, so that the window need not wait."""

from __future__ import annotations

import importlib
import threading


def read_ahead() -> None:
    """Begin to read them, beside the window. Again is fine."""
    threading.Thread(target=importlib.import_module, args=("ui.moving.flows",), daemon=True).start()
