"""Writes to a journal until it is killed, and says what it has done only after it was done.

Run by ``test_kill``: ``kill_worker.py DATABASE ROUND``. Lines: ``saved ID``, ``sealed ENVELOPE DIGEST``,
``sent ENVELOPE``, ``received ID``.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from pathlib import Path

from hemmonitor.model.events import Event
from hemmonitor.store.journal import ChainHead, Cursor, Journal, OutboxItem
from hemmonitor.store.sqlite import open_journal
from tests.store.examples import AT, AUTHOR, MAILBOX, event, message
from tests.store.killing import BEGIN

KEY = bytes(range(32))
PEER = "nurse"


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


class Worker:
    def __init__(self, journal: Journal, round_number: int) -> None:
        self.journal = journal
        self.prefix = f"r{round_number}"
        self.chance = random.Random(round_number)
        self.count = 0

    def fresh(self) -> Event:
        self.count += 1
        return event(f"{self.prefix}-{self.count}")

    def append(self) -> None:
        events = [self.fresh() for _ in range(self.chance.randint(1, 4))]
        if self.count > 5 and self.chance.random() < 0.3:  # a device sends a stored record again
            events.append(message(f"{self.prefix}-{self.chance.randint(1, 5)}"))
        for new in self.journal.append(events):
            say("saved", new.id)

    def seal(self) -> None:
        waiting = self.journal.unsealed(MAILBOX, limit=self.chance.randint(1, 10))
        if not waiting:
            return
        ids = [stored.event.id for stored in waiting]
        body = json.dumps([ids, self.chance.random()]).encode()
        digest = hashlib.sha256(body).digest()
        head = self.journal.head(MAILBOX, AUTHOR)
        seq = head.seq + 1 if head else 1
        envelope_id = f"{self.prefix}-env-{seq}"
        item = OutboxItem(envelope_id, MAILBOX, body, seq)
        self.journal.seal(item, ids, ChainHead(AUTHOR, seq, digest))
        say("sealed", envelope_id, digest.hex())

    def send(self) -> None:
        for item in self.journal.unsent(limit=2):
            self.journal.mark_sent(item.envelope_id, AT)
            say("sent", item.envelope_id)

    def receive(self) -> None:
        head = self.journal.head(MAILBOX, PEER)
        seq = head.seq + 1 if head else 1
        batch = [event(f"in-{seq}-{n}") for n in range(2)]
        self.journal.receive(
            MAILBOX, f"in-{seq}", batch, ChainHead(PEER, seq, bytes(32)), Cursor("epoch", seq)
        )
        for new in batch:
            say("received", new.id)

    def run(self) -> None:
        steps = (self.append, self.append, self.seal, self.send, self.receive)
        while True:
            self.chance.choice(steps)()


if __name__ == "__main__":
    say(BEGIN)
    Worker(open_journal(Path(sys.argv[1]), KEY), int(sys.argv[2])).run()
