"""Every rule has a page: formula, source, default and who must sign; every shipped limit stands on one."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from hemmonitor.clinical.device import DeviceRule
from hemmonitor.clinical.families import Rule
from hemmonitor.templates import limits, load, shipped

DOCS = Path(__file__).parents[1] / "docs"
PAGES = DOCS / "clinical"
RULES = (*Rule, *DeviceRule)


@pytest.fixture(scope="module")
def update() -> ModuleType:
    spec = importlib.util.spec_from_file_location("clinical_docs", PAGES / "update.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_is_a_page_a_rule_and_no_other() -> None:
    assert {p.stem for p in PAGES.glob("*.md")} == {str(rule) for rule in RULES}


@pytest.mark.parametrize("rule", RULES)
def test_a_page_says_what_a_nurse_may_ask(rule: Rule | DeviceRule) -> None:
    text = (PAGES / f"{rule}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# `{rule}`: ")
    for part in ("**Says:**", "**Sources:**", "**Code:**", "## Sign-off"):
        assert part in text
    if isinstance(rule, Rule):
        assert "**Formula:**" in text
    overview = (DOCS / "clinical.md").read_text(encoding="utf-8")
    assert f"(clinical/{rule}.md)" in overview


def test_the_tables_are_those_of_the_templates(update: ModuleType) -> None:
    assert set(update.ROWS) == set(Rule)
    for rule in update.ROWS:
        text = (PAGES / f"{rule}.md").read_text(encoding="utf-8")
        assert update.updated(text, rule) == text, "run python docs/clinical/update.py"


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_limit_is_on_a_page_with_its_source(name: str) -> None:
    lines = [line for page in PAGES.glob("*.md") for line in page.read_text(encoding="utf-8").splitlines()]
    for rule_id, source in limits(load(name)):
        assert any(f"| `{rule_id}` |" in line and source in line and name in line for line in lines)
    assert all(any(f"| `{flag}` |" in line for line in lines) for flag in load(name).red_flags)
