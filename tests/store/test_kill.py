"""Kill -9 at any moment: nothing that was said to be saved is missing, nothing is double."""

from __future__ import annotations

import hashlib
import json
import os
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from hemmonitor.store.sqlite import SqliteJournal, open_journal
from tests.store.examples import AUTHOR, MAILBOX
from tests.store.kill_worker import KEY, PEER
from tests.store.killing import run_and_kill

WORKER = str(Path(__file__).with_name("kill_worker.py"))
LONGEST = 0.12  # seconds; opening takes about a tenth of it, the rest is some hundred writes

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")


class Witness:
    """What was said in any round so far, and what was found."""

    def __init__(self) -> None:
        self.said: dict[str, set[str]] = {"saved": set(), "sent": set(), "received": set()}
        self.digests: dict[str, str] = {}

    def hear(self, lines: list[str]) -> None:
        for line in lines:
            word, name, *rest = line.split()
            if word == "sealed":
                assert self.digests.setdefault(name, rest[0]) == rest[0]
            else:
                self.said[word].add(name)

    def check(self, journal: SqliteJournal) -> None:
        ids = [stored.event.id for stored in journal.events()]
        assert len(ids) == len(set(ids)), "an event is double"
        assert self.said["saved"] | self.said["received"] <= set(ids), "a saved event is missing"
        assert journal.unreadable() == ()

        envelopes = list(journal.sealed(MAILBOX))
        found = {item.envelope_id: hashlib.sha256(item.body).hexdigest() for item in envelopes}
        assert self.digests.items() <= found.items(), "an envelope is missing or has other bytes"
        self.digests = found
        assert [item.author_seq for item in envelopes] == list(range(1, len(envelopes) + 1))
        head = journal.head(MAILBOX, AUTHOR)
        assert (head.digest.hex() if head else None) == (found[envelopes[-1].envelope_id] if found else None)

        sealed = Counter(event_id for item in envelopes for event_id in json.loads(item.body)[0])
        waiting = Counter(stored.event.id for stored in journal.unsealed(MAILBOX, limit=100_000))
        own = Counter(event_id for event_id in ids if not event_id.startswith("in-"))
        assert sealed + waiting == own, "an event is sealed twice, or neither sealed nor waiting"

        unsent = {item.envelope_id for item in journal.unsent(limit=100_000)}
        assert not self.said["sent"] & unsent, "what was sent waits again"

        peer, cursor = journal.head(MAILBOX, PEER), journal.cursor(MAILBOX)
        batches = peer.seq if peer else 0
        assert (cursor.position if cursor else 0) == batches
        received = {f"in-{seq}-{n}" for seq in range(1, batches + 1) for n in range(2)}
        assert received == {event_id for event_id in ids if event_id.startswith("in-")}


def at_once(_lines: Sequence[str]) -> bool:
    """Any moment will do."""
    return True


def when_sealed(lines: Sequence[str]) -> bool:
    """An envelope was sealed."""
    return any(line.startswith("sealed ") for line in lines)


@pytest.mark.parametrize("database", range(5))
def test_killed_ten_times_at_random_moments(database: int, tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    chance = random.Random()
    witness = Witness()
    for number in range(10):
        enough = when_sealed if number == 5 else at_once  # one round is never too short
        lines = run_and_kill(
            [WORKER, str(path), str(number)], seconds=chance.uniform(0, LONGEST), enough=enough
        )
        witness.hear(lines)
        if number % 2 == 0:  # every other time the next process finds the files as they were left
            journal = open_journal(path, KEY)
            witness.check(journal)
            journal.close()
    journal = open_journal(path, KEY)
    witness.check(journal)
    assert journal._connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert journal._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    journal.close()
    assert witness.said["saved"]
    assert witness.digests
