"""Every family has a page with its bytes, every kind stands on one, and the overview is complete."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from devices import catalog
from tests.devices.test_supported import PORTS, TWINS

PAGES = Path(__file__).parents[1] / "docs" / "devices"


@pytest.fixture(scope="module")
def update() -> ModuleType:
    spec = importlib.util.spec_from_file_location("device_docs", PAGES / "update.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text_of(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


def test_every_page_is_up_to_date(update: ModuleType) -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == {*update.PAGES, "README", "captures"}
    for name in update.PAGES:
        assert update.updated(text_of(name), name) == text_of(name), "run python docs/devices/update.py"
    assert update.listed(text_of("README")) == text_of("README"), "run python docs/devices/update.py"


def test_every_kind_and_every_decoder_stands_on_a_page(update: ModuleType) -> None:
    kinds = [kind for _, kinds in update.PAGES.values() for kind in kinds]
    assert sorted(kinds) == sorted(catalog.KINDS)
    modules = {module for modules, _ in update.PAGES.values() for module in modules}
    folder = Path(catalog.__file__).parent
    files = {
        f"{part}.{file.stem}" for part in ("gatt", "vendor") for file in (folder / part).glob("[a-z]*.py")
    }
    assert files <= modules


def test_the_overview_links_every_page_and_every_page_names_its_twins(update: ModuleType) -> None:
    overview = text_of("README")
    for name in update.PAGES:
        assert f"({name}.md)" in overview
    pages = "\n".join(text_of(name) for name in update.PAGES)
    for twin in TWINS.values():
        assert f"`{twin.kind.__name__}`" in pages
    assert "`SerialLungMonitor`" in pages
    assert "`SerialNonin`" in pages
    assert len(PORTS) == 2
    for _, maker in catalog.UNSUPPORTED:
        assert f"| {maker} |" in overview


def test_the_example_of_a_capture_decodes_as_it_says() -> None:
    text = text_of("captures")
    found = re.search(r"```json\n(.*?)\n```", text, re.DOTALL)
    assert found is not None
    (vector,) = json.loads(found[1])
    got = catalog.decode_to_json(vector["kind"], bytes.fromhex(vector["hex"]))
    assert {key: got[key] for key in vector["expected"]} == vector["expected"]
    assert f"hemmonitor decode 2A35 {vector['hex']}" in text
