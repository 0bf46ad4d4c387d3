"""Memory after a scripted day: the same day is played again and again in one window, and must cost no more.

What is compared is the resident memory after the last day with that after the second; the first day fills
caches (pictures, fonts, pages). Budget: at most 1.05.
"""

from __future__ import annotations

import gc
from pathlib import Path

from tests.ui.patient import world
from tests.ui.patient.stage import Stage

DAYS = 8
_PAGE_KIB = 4


def resident() -> float:
    """MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * _PAGE_KIB / 1024


def day(stage: Stage) -> None:
    for place in ("trends", "plan", "messages", "devices", "settings", "questions", "home"):
        stage.click(f"go_{place}")
    stage.click("startMeasuring")
    stage.click("cancelMeasuring")
    stage.click("go_trends")
    for period in (0, 2, 3, 1):
        stage.segment("period", period)
    for looks in (1, 0):
        stage.segment("chartOrTable", looks)
    stage.click("go_messages")
    stage.write("Allt är bra.")
    stage.click("go_home")
    for _ in range(20):
        stage.later(0.3)


def main() -> None:
    stage = Stage(person=world.ASTA, days=60)
    taken = []
    for _ in range(DAYS):
        day(stage)
        gc.collect()
        taken.append(resident())
    stage.close()
    print("MiB after each day: " + " ".join(f"{one:.0f}" for one in taken))
    print(f"last / second day: {taken[-1] / taken[1]:.3f} (budget 1.05)")


if __name__ == "__main__":
    main()
