"""The table of mutations is sound, and a few of them run here; ``make attacks`` runs all."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.mutations.table import TABLE

ROOT = Path(__file__).parents[2]


def test_every_mutation_names_a_test_of_its_own_name() -> None:
    assert len({mutation.name for mutation in TABLE}) == len(TABLE)
    for mutation in TABLE:
        file, name = mutation.test.split("::")
        source = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert re.search(rf"^(async )?def {name}\(", source, re.MULTILINE), mutation.test


def test_the_page_names_every_test_of_the_table() -> None:
    page = (ROOT / "docs" / "attacks.md").read_text(encoding="utf-8")
    assert {mutation.test for mutation in TABLE if f"`{mutation.test}`" not in page} == set()


def test_a_mitigation_that_is_taken_out_is_noticed() -> None:
    command = [sys.executable, "-m", "tests.mutations", "--suite"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.count("noticed") == sum(mutation.suite for mutation in TABLE)
