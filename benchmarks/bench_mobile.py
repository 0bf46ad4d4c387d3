"""A mobile team's laptop comes back after five days: 30 visits, 60 values, three pictures of 120 kB.

The time of its first exchange with a real relay on loopback, beside that of an exchange with nothing to send.
The budget is a minute.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from time import perf_counter

from hemmonitor.relay.server import RelayServer
from tests.whole.test_mobile_team import Car, make_visits, tour
from tests.whole.world import once

BUDGET = 60.0  # seconds


async def run(folder: Path) -> None:
    """Print both times."""
    with RelayServer(folder / "relay.db") as relay:
        made = await tour(folder, relay.url)
        try:
            make_visits(Car(made.laptop), made.start)
            times = []
            for _ in range(2):
                began = perf_counter()
                await once(made.laptop)
                times.append(perf_counter() - began)
            journal = made.laptop.journal
            assert (journal.unsent(), journal.unsealed_mailboxes()) == ((), ())
            first, nothing = times
            print(
                f"30 visits sent and acknowledged in {first:.2f} s, an exchange of nothing {nothing:.2f} s;"
                f" {first / BUDGET:.3f} of the budget"
            )
        finally:
            made.close()


def main() -> None:
    """Run it in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder)))


if __name__ == "__main__":
    main()
