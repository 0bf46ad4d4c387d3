"""A planted violation of each import contract is seen to fail, on a copy of the tree."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("hemmonitor", "devices", "ui")

# contract id -> (file that is given one more line, the line)
PLANTED = {
    "storeys": ("devices/wire.py", "import ui.theme"),
    "core-floors": ("hemmonitor/model/measurement.py", "import hemmonitor.store.journal"),
    "app-wires-devices": ("ui/patient/__init__.py", "import devices.session"),
    "devices-see-model": ("devices/wire.py", "import hemmonitor.store.journal"),
    "blind-relay": ("hemmonitor/relay/mailbox.py", "import hemmonitor.crypto.keys"),
    "faces-apart": ("ui/patient/__init__.py", "import ui.nurse"),
    "decoders-apart": ("devices/gatt/blood_pressure.py", "import devices.gatt.thermometer"),
    "one-bleak": ("devices/session.py", "import bleak"),
    "no-qt-below": ("hemmonitor/home.py", "import PySide6"),
    "one-socket": ("hemmonitor/home.py", "import httpx"),
    "pure": ("devices/wire.py", "import time"),
    "no-circles": (
        "hemmonitor/model/measurement.py",
        "def _lazy() -> None:\n    import hemmonitor.model.events",
    ),
}


def contracts() -> dict[str, str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        config = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return {c["id"]: c["name"] for c in config}


def lint(folder: Path) -> str:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]
    done = subprocess.run(
        [*command, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "", "PYTHONPATH": str(folder), "COLUMNS": "200", "PYTHONUTF8": "1"},
    )
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_every_contract_has_a_planted_violation() -> None:
    assert set(PLANTED) == set(contracts())


def test_the_tree_keeps_every_contract(tree: Path) -> None:
    out = lint(tree)
    assert f"{len(contracts())} kept, 0 broken" in out, out


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_violation_fails(tree: Path, contract: str) -> None:
    name, line = PLANTED[contract]
    file = tree / name
    before = file.read_text()
    try:
        file.write_text(f"{before}\n{line}\n")
        out = lint(tree)
    finally:
        file.write_text(before)
    assert f"{contracts()[contract]} BROKEN" in out, out
