"""What is remembered of the devices comes back, and a memory that fails costs no value."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.device_clock import Jump
from devices.dialogue import Bookmark, Consent
from devices.memory import TOPICS, Forgetful, Notes, Parked
from hemmonitor.errors import DiskFull, StorageError
from hemmonitor.store.memory import MemoryJournal

NOW = dt.datetime(2026, 5, 3, 7, 15, 0, 250_000, tzinfo=dt.timezone(dt.timedelta(hours=2)))
HERE = NOW.replace(tzinfo=None)
PARKED = Parked(
    "C4:64:E3:00:00:01",
    "00A0",
    "BM85",
    "BM85",
    "2A35",
    "",
    b"\x00\xff",
    b"",
    NOW,
    dt.timedelta(seconds=-90),
    2,
)


class Failing(Forgetful):
    full = False

    def put(self, name: str, value: bytes) -> None:
        if self.full:
            raise DiskFull
        super().put(name, value)


@pytest.mark.parametrize("memory", [Forgetful(), MemoryJournal()])
def test_everything_comes_back_after_a_restart(memory: Forgetful | MemoryJournal) -> None:
    notes = Notes(memory)
    assert (notes.identity("a"), notes.bookmark("d", "2A18"), notes.consent("d")) == ("", None, None)
    assert (notes.jump("d"), notes.slot("d", 1), notes.parked(), notes.drafts()) == (None, None, [], {})
    jump = Jump(HERE.replace(microsecond=0), HERE, dt.timedelta(hours=-1))
    notes.keep_identity("a", "00A0")
    notes.keep_bookmark("d", "2A18", Bookmark(65535, b"\x00\x01"))
    notes.keep_consent("d", Consent(1, 3752))
    notes.keep_jump("d", jump)
    notes.keep_slot("d", 1, mine=True)
    notes.keep_slot("d", 2, mine=False)
    notes.keep_parked([PARKED])
    notes.keep_drafts({"d 2A5F": b"{}"})
    again = Notes(memory)
    assert again.identity("a") == "00A0"
    assert again.bookmark("d", "2A18") == Bookmark(65535, b"\x00\x01")
    assert again.bookmark("d", "2AA7") is None
    assert again.consent("d") == Consent(1, 3752)
    assert again.jump("d") == jump
    assert [again.slot("d", slot) for slot in (1, 2, 3)] == [True, False, None]
    assert again.parked() == [PARKED]
    assert again.drafts() == {"d 2A5F": b"{}"}


def test_what_only_helps_may_fail_and_what_a_person_said_may_not() -> None:
    memory = Failing()
    notes = Notes(memory)
    memory.full = True
    notes.keep_identity("a", "00A0")
    notes.keep_bookmark("d", "2A18", Bookmark(1, b""))
    notes.keep_jump("d", Jump(HERE, HERE, dt.timedelta()))
    assert notes.bookmark("d", "2A18") is None
    for call in (
        lambda: notes.keep_slot("d", 1, mine=True),
        lambda: notes.keep_consent("d", Consent(1, 1)),
        lambda: notes.keep_parked([PARKED]),
        lambda: notes.keep_drafts({}),
    ):
        with pytest.raises(StorageError):
            call()  # type: ignore[no-untyped-call]  # a lambda has no types
    assert notes.slot("d", 1) is None


def test_the_topics_are_asked_for_once_at_the_start() -> None:
    memory = Forgetful()
    notes = Notes(memory)
    memory.values[f"devices.{TOPICS[0]}"] = b"not json"
    assert notes.identity("a") == ""
