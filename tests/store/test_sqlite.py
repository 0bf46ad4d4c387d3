from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hemmonitor.store.journal import Journal
from hemmonitor.store.sqlite import open_journal
from tests.store.contract import JournalContract

KEY = bytes(range(32))


class TestSqliteJournal(JournalContract):
    @pytest.fixture
    def journal(self, tmp_path: Path) -> Iterator[Journal]:
        journal = open_journal(tmp_path / "journal.db", KEY)
        yield journal
        journal.close()
