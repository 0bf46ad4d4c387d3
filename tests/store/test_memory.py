from __future__ import annotations

import pytest

from hemmonitor.store.journal import Journal
from hemmonitor.store.memory import MemoryJournal
from tests.store.contract import JournalContract


class TestMemoryJournal(JournalContract):
    @pytest.fixture
    def journal(self) -> Journal:
        return MemoryJournal()
