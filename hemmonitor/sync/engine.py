"""Keeping a journal and a relay in step, for as long as the program runs.

Strategy: two loops. ``push`` seals what waits, hands it in and notes what was acknowledged; ``trigger`` wakes
it. ``pull`` long-polls for all mailboxes at once and reads the ones that moved. Each waits longer after every
failure, with jitter, and starts anew after a success. How things stand is one frozen ``SyncStatus``.

Rules:
- The relay is never trusted: what it shows is checked (``inbox``), what it forgets is given to it again.
- An envelope that the relay does not take holds up its own mailbox only.
- All of it runs in one event loop, the journal's; a cancelled run leaves nothing half done.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from hemmonitor.crypto.members import BadMembership, TeamKeyStale, handover_box
from hemmonitor.crypto.verify import digest
from hemmonitor.errors import CryptoError, RelayMisbehaves, RelayOffline, StorageError
from hemmonitor.sync.client import TOGETHER, Refusal, RelayClient
from hemmonitor.sync.inbox import Inbox, Sink
from hemmonitor.sync.outbox import seal_waiting, waits_urgently
from hemmonitor.sync.packing import in_loads
from hemmonitor.sync.protocol import Mark, Standing, agrees
from hemmonitor.sync.state import SyncWarning, WarningKind, cursor_of, mark_of
from hemmonitor.sync.status import Problem, SyncStatus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence

    from hemmonitor.store.journal import Cursor, Journal, OutboxItem
    from hemmonitor.sync.client import BoxPage
    from hemmonitor.sync.trust import Trust

WAIT: Final = 50
"""Seconds of one long-poll."""
_SHORTEST, _LONGEST = 0.5, 60.0
_AGAIN: Final = b"1"
_DONE: Final = b""
_BUSY: Final = 429
_FIRST: Final = 20
_STUCK: Final = frozenset({"conflict", "too_large", "quota", "forbidden"})
"""Refusals that concern one mailbox; any other concerns this device."""
_NOT_TOGETHER: Final = _STUCK | {"not_found", "method"}
"""Refusals of a group that say nothing of each, such as by a relay that takes one at a time."""
_LOAD: Final = 64 << 10
"""Bytes of envelopes that are handed in together: eight seconds of a line of 64 kbit/s."""


class SyncEngine:
    """See the module. ``mailboxes`` says which to read; by default all that the log lets this device read."""

    def __init__(
        self,
        journal: Journal,
        trust: Trust,
        client: RelayClient,
        sink: Sink,
        clock: Callable[[], dt.datetime],
        *,
        mailboxes: Callable[[], Iterable[str]] | None = None,
        on_status: Callable[[SyncStatus], None] | None = None,
        wait: int = WAIT,
        random_source: random.Random | None = None,
    ) -> None:
        self._journal = journal
        self._trust = trust
        self._client = client
        self._sink = sink
        self._clock = clock
        self._mailboxes = mailboxes or self.readable
        self._on_status = on_status or (lambda _status: None)
        self._wait = wait
        self._random = random_source or random.Random()  # noqa: S311 - spreads retries, no secret
        self._inboxes: dict[str, Inbox] = {}
        self._push_woken, self._retry_woken = asyncio.Event(), asyncio.Event()
        self._problems: dict[str, Problem | None] = {}
        self._shown: dict[str, tuple[SyncWarning, ...]] = {}
        self.status = SyncStatus()
        for mailbox in self.readable():
            self._show(mailbox)

    def trigger(self) -> None:
        """There is something to send, or good reason to try again now. From the engine's own loop."""
        self._push_woken.set()
        self._retry_woken.set()

    async def run(self) -> None:
        """Sync until cancelled. Cancel it at any time; run it again later if you like."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._loop("push", self.push_once, self._push_woken))
            group.create_task(self._loop("pull", self.pull_once, None))

    async def sync_once(self) -> None:
        """One round of everything, without waiting: for tests, tools and the moment before closing.

        Raises what the relay did wrong: ``RelayOffline``, ``RelayMisbehaves``, ``Refusal``.
        """
        await self.pull_once(wait=0)
        await self.push_once()

    # --- the two loops --------------------------------------------------------------------------

    async def _loop(
        self, name: str, step: Callable[[], Awaitable[None]], woken: asyncio.Event | None
    ) -> None:
        delay = _SHORTEST
        while True:
            try:
                await step()
            except _EXPECTED as error:
                self._note(name, _problem(error))
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(delay * (0.5 + self._random.random())):
                        await _taken(woken or self._retry_woken)
                delay = min(delay * 2, _LONGEST)
            else:
                self._note(name, None)
                delay = _SHORTEST
                await (_taken(woken) if woken else asyncio.sleep(0))

    def _note(self, name: str, problem: Problem | None) -> None:
        self._problems[name] = problem
        found = [one for one in self._problems.values() if one]
        # who is shut out cannot seal either, but what counts is why
        self._set(problem=Problem.REVOKED if Problem.REVOKED in found else next(iter(found), None))

    # --- sending --------------------------------------------------------------------------------

    async def push_once(self) -> None:
        """Hand in what is sealed, oldest first in every mailbox; seal what waits, an envelope at a time.

        So on a thin line what has just been written, and is urgent, waits for one envelope and not for all.
        """
        self._count_waiting()
        for mailbox in sorted(self._trust.state.mailboxes):
            if self._journal.get(_reoffer(mailbox)) == _AGAIN:
                await self._offer_again(mailbox)
        held: TeamKeyStale | BadMembership | None = None
        closed = await self._hand_in()
        while waiting := set(self._journal.unsealed_mailboxes()) - closed:
            for mailbox in sorted(waiting, key=lambda box: (not waits_urgently(self._journal, box), box)):
                try:
                    if seal_waiting(self._journal, self._trust, mailbox) is None:
                        closed.add(mailbox)
                except (TeamKeyStale, BadMembership) as error:
                    held = error
                    closed.add(mailbox)
                await asyncio.sleep(0)  # let the rest of the program run
            closed |= await self._hand_in()
        self._count_waiting()
        if held is not None:
            raise held

    async def _hand_in(self) -> set[str]:
        """Hand in what is sealed; the mailboxes whose envelopes the relay does not take."""
        stuck: set[str] = set()
        limit = _FIRST
        while items := self._journal.unsent(limit):
            sendable = [item for item in items if item.mailbox not in stuck]
            if not sendable and len(items) < limit:
                break
            limit = limit if sendable else limit * 2
            for group in _groups(sendable):
                stuck |= await self._hand_in_group([item for item in group if item.mailbox not in stuck])
        return stuck

    async def _hand_in_group(self, group: Sequence[OutboxItem]) -> set[str]:
        """Hand these in together, or else one by one; the mailboxes of which the relay takes none."""
        if len(group) > 1:
            try:
                handed = [(item.mailbox, item.envelope_id, item.body) for item in group]
                return self._note_receipts(group, await self._client.put_envelopes(handed))
            except Refusal as refusal:
                if refusal.reason not in _NOT_TOGETHER:
                    raise
        stuck: set[str] = set()
        for item in group:
            if item.mailbox in stuck:
                continue
            try:
                taken = await self._client.put_envelope(item.mailbox, item.envelope_id, item.body)
                self._note_receipts([item], [taken.cursor])
            except Refusal as refusal:
                if refusal.reason not in _STUCK:
                    raise
                stuck |= self._note_receipts([item], [refusal.reason])
        return stuck

    def _note_receipts(self, group: Sequence[OutboxItem], receipts: Sequence[int | str]) -> set[str]:
        """Note what the relay has now; a person is told what it does not take."""
        both = list(zip(group, receipts, strict=True))
        sent = [item for item, receipt in both if isinstance(receipt, int)]
        now = self._clock()
        with self._journal.together():
            for item in sent:
                self._journal.mark_sent(item.envelope_id, now)
        if sent:
            waiting = max(0, self.status.waiting - len(sent))
            self._set(sent=self.status.sent + len(sent), waiting=waiting, last_contact=now)
        stuck: set[str] = set()
        own = self._trust.keys.device_id
        for item, receipt in both:
            if isinstance(receipt, int) or item.mailbox in stuck:
                continue
            if receipt not in _STUCK:
                raise RelayMisbehaves("a receipt for another reason than there is")
            stuck.add(item.mailbox)
            warning = SyncWarning(WarningKind.UNSENT, item.mailbox, own, item.author_seq, item.author_seq)
            self._inbox(item.mailbox).warn(warning)
            self._show(item.mailbox)
        return stuck

    async def _offer_again(self, mailbox: str) -> None:
        """Give a relay that has forgotten something all of our own envelopes of a mailbox again."""
        for group in _groups(self._journal.sealed(mailbox)):
            if await self._hand_in_group(group):
                return
        self._journal.put(_reoffer(mailbox), _DONE)

    def _count_waiting(self) -> None:
        waiting = len(self._journal.unsent()) + len(self._journal.unsealed_mailboxes())
        self._set(waiting=waiting)

    # --- receiving ------------------------------------------------------------------------------

    async def pull_once(self, wait: int | None = None) -> None:
        """Wait for news, then read what moved: the log first, for it says who may be believed.

        Raises ``RelayMisbehaves`` for news that turn out to be none.
        """
        seconds = self._wait if wait is None else wait
        mailboxes = list(self._mailboxes())
        before = len(self._trust), self._cursors(mailboxes)
        started = asyncio.get_running_loop().time()
        try:
            news = await self._client.poll(*before, wait=seconds)
        except Refusal as refusal:
            # the log may say that a mailbox is no longer ours to read; and only it says that we are revoked
            if refusal.reason == "revoked":
                await self._read_log()
                raise
            if refusal.reason != "forbidden" or not await self._read_log():
                raise
            return
        self._note("pull", None)
        self._set(last_contact=self._clock(), clock_offset=self._client.clock_offset)
        fresh = self._other_epoch(mailboxes, news.epoch)
        if not news.moved and not fresh and news.log_length == len(self._trust):
            # a relay that does not wait is not asked again at once
            rest = _SHORTEST - (asyncio.get_running_loop().time() - started)
            await asyncio.sleep(max(0.0, rest) if seconds else 0)
            return
        marks = self._marks(mailboxes)
        if news.log_length != len(self._trust):
            await self._read_log()
            fresh |= set(self._mailboxes()) - set(mailboxes)
        for mailbox in sorted(fresh | {mailbox for mailbox, _ in news.moved}):
            await self._read_box(mailbox)
        if not fresh and (len(self._trust), self._marks(mailboxes)) == (before[0], marks):
            raise RelayMisbehaves("the relay announced news and had none")

    def _marks(self, mailboxes: Iterable[str]) -> list[Cursor | None]:
        return [self._journal.cursor(mailbox) for mailbox in mailboxes]

    def _cursors(self, mailboxes: Iterable[str]) -> dict[str, int]:
        return {mailbox: self._position(mailbox) for mailbox in mailboxes}

    def _other_epoch(self, mailboxes: Iterable[str], epoch: str) -> set[str]:
        """Mailboxes that were read from a relay of another epoch."""
        read = ((mailbox, self._journal.cursor(mailbox)) for mailbox in mailboxes)
        return {mailbox for mailbox, cursor in read if cursor and mark_of(cursor, epoch).epoch != epoch}

    def _position(self, mailbox: str) -> int:
        cursor = self._journal.cursor(mailbox)
        return 0 if cursor is None else cursor.position

    async def _read_log(self) -> bool:
        """Take over what is new in the log; whether there was anything."""
        before = len(self._trust)
        while True:
            length, entries = await self._client.get_log(len(self._trust))
            if length < len(self._trust):
                raise BadMembership(f"the relay shows {length} entries of {len(self._trust)}")
            if not self._trust.extend(entries):
                break
        if len(self._trust) == before:
            return False
        for mailbox in sorted({kept.mailbox for kept in self._journal.quarantined()}):
            await self._inbox(mailbox).try_again()
            self._show(mailbox)
        self._push_woken.set()
        # sending may have been refused before: that this device is shut out is believed of the log alone
        self._on_status(self.status)
        return True

    async def _read_box(self, mailbox: str) -> None:
        inbox = self._inbox(mailbox)
        started_over = False
        while True:
            cursor = self._journal.cursor(mailbox)
            page = await self._client.get_box(mailbox, 0 if cursor is None else cursor.position)
            mark = mark_of(cursor, page.epoch)
            standing = agrees(mark, page.epoch, page.head, page.running)
            if standing is not Standing.SAME:
                if started_over:
                    raise RelayMisbehaves("the relay's digest does not fit what it shows")
                self._start_over(mailbox, page, standing)
                started_over = True
                continue
            if (
                page.floor is not None
            ):  # what came before is no longer kept; authors' chains show what is missing
                mark = Mark(page.epoch, *page.floor)
                self._journal.set_cursor(mailbox, cursor_of(mark))
            for item in page.items:
                body_digest = digest(item.body)
                mark = mark.advanced(item.envelope_id, body_digest)
                if await inbox.take(item, body_digest, mark):
                    self._set(received=self.status.received + 1)
            self._show(mailbox)
            self._set(last_contact=self._clock())
            if not page.items or mark.position >= page.head:
                return

    def _start_over(self, mailbox: str, page: BoxPage, standing: Standing) -> None:
        """The relay is not the one it was: read it from the start, and give it again what is ours."""
        self._journal.put(_reoffer(mailbox), _AGAIN)
        if standing is not Standing.NEW_EPOCH:
            position = self._position(mailbox)
            kind = WarningKind.ROLLED_BACK
            self._inbox(mailbox).warn(SyncWarning(kind, mailbox, "", page.head, position))
        self._journal.set_cursor(mailbox, cursor_of(Mark(page.epoch)))
        self._push_woken.set()

    def reload(self) -> None:
        """What is remembered of the mailboxes has been changed by somebody else: read it again."""
        self._inboxes.clear()

    # --- what both share ------------------------------------------------------------------------

    def readable(self) -> list[str]:
        """Mailboxes that the log lets this device read, but for those of others' hand-overs."""
        state, own = self._trust.state, self._trust.keys.device_id
        mine = handover_box(own)
        return [
            mailbox
            for mailbox in sorted(state.mailboxes)
            if state.may_read(own, mailbox) and (mailbox == mine or not state.is_handover(mailbox))
        ]

    def _inbox(self, mailbox: str) -> Inbox:
        if mailbox not in self._inboxes:
            self._inboxes[mailbox] = Inbox(self._journal, self._trust, self._sink, mailbox, self._read_log)
        return self._inboxes[mailbox]

    def _show(self, mailbox: str) -> None:
        """Put a mailbox's warnings, as they are now, into the status."""
        shown = self._inbox(mailbox).box.shown(mailbox)
        if shown != self._shown.get(mailbox, ()):
            self._shown[mailbox] = shown
            every = (warning for box in sorted(self._shown) for warning in self._shown[box])
            self._set(warnings=tuple(every))

    def _set(self, **changes: Any) -> None:
        status = replace(self.status, **changes)
        if status != self.status:
            self.status = status
            self._on_status(status)


_EXPECTED = (RelayOffline, RelayMisbehaves, Refusal, StorageError, CryptoError)


def _groups(items: Iterable[OutboxItem]) -> Iterator[list[OutboxItem]]:
    """Envelopes that are handed in together, in their order; a large one goes alone."""
    return in_loads(items, lambda item: len(item.body), room=_LOAD, most=TOGETHER)


def _problem(error: Exception) -> Problem:
    if isinstance(error, Refusal):
        by_status = Problem.BUSY if error.status == _BUSY else Problem.REFUSED
        return Problem.REVOKED if error.reason == "revoked" else by_status
    kinds = (
        (RelayOffline, Problem.OFFLINE),
        (RelayMisbehaves, Problem.MISBEHAVES),
        (StorageError, Problem.STORAGE),
        (TeamKeyStale, Problem.TEAM_KEY),
    )
    return next((problem for kind, problem in kinds if isinstance(error, kind)), Problem.MEMBERSHIP)


def _reoffer(mailbox: str) -> str:
    return f"sync.reoffer.{mailbox}"


async def _taken(woken: asyncio.Event) -> None:
    await woken.wait()
    woken.clear()
