"""``hemmonitor recover``: the questions of a recovery, a check of the sheets, and the drill.

Words are asked for without showing them, and nothing of them is kept or printed.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from hemmonitor import clock
from hemmonitor.bootstrap import Profile, exists
from hemmonitor.clinic import Staff
from hemmonitor.crypto.invitation import relay_address
from hemmonitor.crypto.shares import NEEDED, join_root
from hemmonitor.drill import rehearse
from hemmonitor.errors import InputError
from hemmonitor.recovery import recover, shares_of, take_off_line

Say = Callable[[str], None]
SHORTEST = 8  # characters of staff's PIN, as at the first start


def run_drill(say: Say) -> None:
    """The whole drill in a temporary folder. Raises ``DrillFailed`` or what went wrong."""
    with tempfile.TemporaryDirectory(prefix="hemmonitor-drill-") as folder:
        asyncio.run(rehearse(Path(folder), lambda line: say(f"- {line}")))
    say("The drill has passed.")


def run_split(folder: Path, ask: Callable[..., str], say: Say) -> None:
    """Show the founding computer's keys in words; destroy them there when two sheets were typed again."""
    profile = Profile.open(folder, pin=ask("The PIN of this computer", hide_input=True))
    try:
        paper = shares_of(profile)
        for which, sheets in (("root", paper.root), ("archive", paper.archive)):
            for number, words in enumerate(sheets, 1):
                say(f"{which} key, sheet {number}. Fingerprint {paper.fingerprint.hex()}\n{words}\n")
        say("Write each sheet by hand, one holder each, and then type two of each again.")
        take_off_line(profile, _shares("root", ask), _shares("archive", ask))
    finally:
        profile.close()
    say("Both keys are off this computer.")


def run_check(fingerprint: str, ask: Callable[..., str], say: Say) -> None:
    """Whether two sheets still make the root key of this fingerprint. Raises ``WrongShares``."""
    join_root(_shares("root", ask), _fingerprint(fingerprint))
    say("These two sheets make the root key.")


def run_recovery(
    folder: Path, url: str, fingerprint: str, name: str, title: str, ask: Callable[..., str], say: Say
) -> None:
    """Ask for what is needed and recover the centre into ``folder``; again after it was cut off."""
    if not name.strip():
        raise InputError("say with --name who will sit at this computer")
    root, address = _fingerprint(fingerprint), relay_address(url)
    pin = ask("A PIN for this computer, letters and digits", hide_input=True)
    if len(pin) < SHORTEST:
        raise InputError(f"the PIN has fewer than {SHORTEST} characters")
    root_words, archive_words = _shares("root", ask), _shares("archive", ask)
    profile = Profile.open(folder, pin=pin) if exists(folder) else Profile.create(folder, pin=pin)
    try:
        staff = Staff(name.strip(), title.strip())
        done = asyncio.run(recover(profile, address, root, root_words, archive_words, staff, clock.now))
    finally:
        profile.close()
    say(f"Recovered: {done.mailboxes} mailboxes, {done.envelopes} envelopes read.")
    say(f"Shut out: {len(done.shut_out)} registrars' computers. Look at the list in the nurse's program.")


def _shares(which: str, ask: Callable[..., str]) -> tuple[str, ...]:
    return tuple(
        ask(f"The {which} key's words, sheet {number} of {NEEDED}", hide_input=True)
        for number in range(1, NEEDED + 1)
    )


def _fingerprint(text: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise InputError("the fingerprint is 64 hexadecimal digits; it stands on the sheets")
    return found
