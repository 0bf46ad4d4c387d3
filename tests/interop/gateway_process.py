"""A gateway in a process of its own, to be killed: ``python gateway_process.py DATABASE ADDRESS``."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

from hemmonitor.interop import gateway as module
from hemmonitor.interop.fhir_server import HttpServer
from hemmonitor.interop.gateway import Gateway, run
from hemmonitor.store.sqlite import open_journal

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def main() -> None:
    module.BATCH = 4
    module.FIRST_WAIT = 0.01
    journal = open_journal(Path(sys.argv[1]), bytes(range(32)), create=False)
    gateway = Gateway(journal, HttpServer(sys.argv[2]), "0.1")

    def wait(seconds: float) -> bool:
        if seconds == 60.0:  # a whole round went through
            sys.stdout.write("caught up\n")
            sys.stdout.flush()
            return False
        time.sleep(seconds)
        return True

    sys.stdout.write("started\n")
    sys.stdout.flush()
    run(gateway, lambda: NOW, wait, lambda _: None)


if __name__ == "__main__":
    main()
