"""Keys in turn: teams' keys are replaced monthly, staff's own too, and the old private ones are destroyed.

Strategy: a registrar replaces the key of a team that has had it for ``ROTATE_AFTER``. A device of staff
replaces its own sealing key as often, since the log holds every team key sealed to it: what was sealed to the
old one is safe only when that is gone. A private key is destroyed when nothing more can come that needs it.

Rules:
- What a patient's program saved is never made unreadable. A patient may be off line for months with
  envelopes sealed to an old key, so a key stays until every patient's program it concerns has been heard of
  with a newer membership log, and without a gap. Staff and stations are off line for ``LEASE`` at most, after
  which their own store does not open; ``KEEP_FOR`` is longer than that.
- The next key is kept before the log names it, and the old one until the log has.
- Patients' programs keep their sealing key: an entry a month for each of ten thousand would swell the log
  that all of them read, and what it protects lies open on the same computer.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from hemmonitor.crypto.actions import Action, Renew, Role
from hemmonitor.crypto.epochs import new_epoch
from hemmonitor.crypto.members import READERS, Mailbox
from hemmonitor.sync.enrol import publish
from hemmonitor.sync.state import load_box

if TYPE_CHECKING:
    from hemmonitor.crypto.membership import Mark, MembershipLog
    from hemmonitor.store.journal import Journal
    from hemmonitor.sync.client import RelayClient
    from hemmonitor.sync.trust import Trust

ROTATE_AFTER: Final = dt.timedelta(days=30)
"""A team's key, and a staff device's own, is not used for longer."""
LEASE: Final = dt.timedelta(days=14)
"""For so long a device of staff opens its store without contact."""
KEEP_FOR: Final = dt.timedelta(days=60)
"""For so long at least an old private key is kept."""


async def rotate_due(client: RelayClient, trust: Trust, now: dt.datetime) -> int:
    """Replace the keys of teams that are due, as a registrar; returns how many. Raises ``RelayOffline``..."""
    log, edge = trust.log, now - ROTATE_AFTER
    due = [
        team
        for team, known in sorted(trust.state.teams.items())
        if known.public is not None and _began(log.epochs[team, known.epoch]) <= edge
    ]
    for team in due:
        before = trust.state.teams[team].epoch

        def actions(log: MembershipLog, team: str = team, before: int = before) -> Iterator[Action]:
            for stale in sorted(name for name, known in log.state.teams.items() if known.stale):
                yield new_epoch(log.state, stale)[0]
            if log.state.teams[team].epoch == before:  # or another registrar was quicker
                yield new_epoch(log.state, team)[0]

        await publish(client, trust, trust.keys, actions, now)
    return len(due)


class Upkeep:
    """What one device does about its keys; see the module. ``save`` keeps the device's own keys durably."""

    def __init__(
        self,
        journal: Journal,
        trust: Trust,
        client: RelayClient,
        clock: Callable[[], dt.datetime],
        save: Callable[[], None],
    ) -> None:
        self._journal, self._trust, self._client = journal, trust, client
        self._clock, self._save = clock, save

    async def once(self) -> None:
        """Do what is due. Raises ``RelayOffline`` and its like; then it is done another time."""
        self.take_over()
        self.destroy()
        own = self._trust.state.devices.get(self._trust.keys.device_id)
        if own is None or own.revoked or own.role not in READERS:
            return
        if own.role is Role.REGISTRAR:
            await rotate_due(self._client, self._trust, self._clock())
        if not any(team.stale for team in self._trust.state.teams.values()):
            await self._renew()

    async def _renew(self) -> None:
        keys, now = self._trust.keys, self._clock()
        *_, (_, mark) = self._trust.log.renewals[keys.device_id]
        if now - _began(mark) < ROTATE_AFTER:
            return
        identity = keys.prepare()
        self._save()
        await publish(self._client, self._trust, keys, [Renew(identity)], now)
        self.take_over()

    def take_over(self) -> None:
        """Use the next sealing key if the log names it; also after a program that ended in between."""
        keys = self._trust.keys
        known = self._trust.state.devices.get(keys.device_id)
        if known is not None and keys.upcoming is not None:
            _ = self._trust.ring  # what was sealed to the old key is opened and kept first
            if keys.take_over(known.identity.sealing_id):
                self._save()

    def destroy(self) -> int:
        """Destroy the private keys that nothing more can need; returns how many."""
        trust, now = self._trust, self._clock()
        epochs = [
            (team, number)
            for team in trust.state.teams
            for number in trust.epoch_keys(team)
            if self._spent(trust.log.epochs.get((team, number + 1)), self._boxes_of(team), now)
        ]
        gone = trust.destroy_epochs(epochs)
        own = trust.keys.device_id
        turn = trust.log.renewals.get(own, ())
        boxes = [name for name, box in trust.state.mailboxes.items() if own in box.ever_devices]
        keys = {
            before for (before, _), (_, mark) in itertools.pairwise(turn) if self._spent(mark, boxes, now)
        }
        forgotten = trust.keys.forget(keys)
        if forgotten:
            self._save()
        return gone + forgotten

    def _boxes_of(self, team: str) -> list[str]:
        return [name for name, box in self._trust.state.mailboxes.items() if team in box.ever_teams]

    def _spent(self, successor: Mark | None, boxes: Iterable[str], now: dt.datetime) -> bool:
        """Whether a key that this one followed can be needed no more."""
        if successor is None or now - _began(successor) < KEEP_FOR:
            return False
        return all(self._heard(box, successor.length) for box in boxes)

    def _heard(self, mailbox: str, length: int) -> bool:
        """Whether every patient's program of a mailbox has written by a log of this length, without gaps."""
        state, own = self._trust.state, self._trust.keys.device_id
        for device in state.mailboxes.get(mailbox, Mailbox()).ever_devices - {own}:
            known = state.devices[device]
            if known.role is not Role.PATIENT or known.revoked or known.since > length:
                continue
            head = self._journal.head(mailbox, device)
            if head is None or head.log_length < length or load_box(self._journal, mailbox).gaps.get(device):
                return False
        return True


def _began(mark: Mark) -> dt.datetime:
    return dt.datetime.fromtimestamp(mark.created, dt.UTC)
