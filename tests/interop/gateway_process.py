"""A gateway in a process of its own, to be killed: ``python gateway_process.py DATABASE ADDRESS``."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

from hemmonitor.interop import gateway as module
from hemmonitor.interop.fhir_server import HttpServer
from hemmonitor.interop.gateway import Feed, Gateway
from hemmonitor.store.sqlite import open_journal

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    module.BATCH = 4
    module.FIRST_WAIT = 0.01
    journal = open_journal(Path(sys.argv[1]), bytes(range(32)), create=False)
    gateway = Gateway(journal, HttpServer(sys.argv[2]), "0.1")
    feed = Feed(gateway, lambda _: None)
    say("started")
    pause = feed.round(NOW)
    while feed.away:
        time.sleep(pause)
        pause = feed.round(NOW)
    say("caught up")


if __name__ == "__main__":
    main()
