"""Three patients, two teams, four staff devices and a hostile relay, driven through random schedules.

The relay shows each reader of each mailbox whatever it likes, as consistently as it can: it counts, chains
and digests its lies like the truth (``View``). It cannot sign or open. A stolen computer goes on writing with
its help. What must hold, whatever the schedule:

- Once everybody is shown everything, every honest device has the same, complete state.
- Whoever was shown something that was never the mailbox's beginning has been warned by then.
- Whoever was not lied to has not been warned, but of what a revoked device went on writing.
- Nothing that was refused is in anybody's journal.

``HEMMONITOR_SCHEDULES`` sets how many schedules are tried (``make attacks``: 300).
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from hemmonitor.crypto.actions import Assign, Cut, Enrol, Link, Revoke, Role
from hemmonitor.crypto.epochs import new_epoch
from hemmonitor.crypto.keys import DeviceKeys, random_id
from hemmonitor.crypto.verify import digest
from hemmonitor.errors import CryptoError, ProtocolError
from hemmonitor.relay.mailbox import Handed
from hemmonitor.sync.client import BoxPage, Item, Poll
from hemmonitor.sync.outbox import seal_waiting
from hemmonitor.sync.protocol import Mark
from hemmonitor.sync.state import WarningKind
from tests.crypto.people import Centre
from tests.relay.office import Office
from tests.sync.world import Person

SCHEDULES = int(os.environ.get("HEMMONITOR_SCHEDULES", "8"))
PATIENTS, NURSES = range(3), range(4)
TEAM_OF = (0, 0, 1, 1)  # of each nurse
TEAMS_ON = ((0,), (1,), (0, 1))  # on each patient's mailbox: the third has two teams


@dataclass
class View:
    """What the relay shows one reader of one mailbox; None: the truth."""

    shown: list[tuple[str, bytes]] | None = None
    told: bool = False  # a lie of it has been read

    def page(self, true: list[tuple[str, bytes]], epoch: str, after: int) -> BoxPage:
        listed = true if self.shown is None else self.shown
        if listed != true[: len(listed)]:
            self.told = True
        mark = Mark(epoch)
        for ident, body in listed[:after]:
            mark = mark.advanced(ident, digest(body))
        items = tuple(Item(n, *one) for n, one in enumerate(listed[after:], after + 1))
        return BoxPage(epoch, len(listed), mark.running if after <= len(listed) else None, items)


@dataclass
class Somebody:
    """A device, what the relay shows it, and everything it was ever warned of."""

    person: Person
    boxes: list[str]
    views: dict[str, View]
    warned: set[WarningKind] = field(default_factory=set)
    alarmed: bool = False  # an error that a person sees
    thief: bool = False


class Schedules(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.office = Office(Path(self.folder.name) / "relay.db")
        self.written: dict[str, set[str]] = {}
        self.forged: set[str] = set()
        self.count = 0

    def do(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    # --- the world -----------------------------------------------------------------------------------

    @initialize()
    def found(self) -> None:
        self.do(self.office.__aenter__())
        self.centre = centre = Centre()
        self.registrar = centre.nurse
        teams = [centre.team, random_id()]
        nurses, patients = [centre.nurse], [centre.patient]
        self.mailboxes = [centre.mailbox, random_id(), random_id()]
        for number in (1, 2, 3):
            keys = centre.enrol(Role.STAFF, f"staff {number}")
            centre.add(Assign(Link.DEVICE_TEAM, keys.device_id, teams[TEAM_OF[number]]))
            nurses.append(keys)
        for team in teams:
            centre.rotate(team)
        for number in (1, 2):
            keys = DeviceKeys.generate()
            centre.add(Enrol(keys.identity, Role.PATIENT, f"patient {number}"))
            centre.add(Assign(Link.DEVICE_MAILBOX, keys.device_id, self.mailboxes[number]))
            for team in TEAMS_ON[number]:
                centre.add(Assign(Link.TEAM_MAILBOX, teams[team], self.mailboxes[number]))
            patients.append(keys)
        self.teams = teams
        self.do(self.office.found(centre))
        self.people = [self._somebody(keys, [self.mailboxes[n]]) for n, keys in enumerate(patients)]
        for number, keys in enumerate(nurses):
            mine = [box for box, on in zip(self.mailboxes, TEAMS_ON, strict=True) if TEAM_OF[number] in on]
            self.people.append(self._somebody(keys, mine))
        self.written = {box: set() for box in self.mailboxes}

    def _somebody(self, keys: DeviceKeys, boxes: list[str]) -> Somebody:
        made = Somebody(Person(self.centre, keys, self.office), boxes, {box: View() for box in boxes})
        self._lens(made)
        return made

    def _lens(self, who: Somebody) -> None:
        """Put the hostile relay between a device and the truth."""
        client = who.person.client

        async def get_box(mailbox: str, after: int, **_: Any) -> BoxPage:
            return who.views[mailbox].page(await self._true(mailbox), self.office.store.epoch, after)

        async def poll(log_length: int, cursors: dict[str, int], *, wait: int) -> Poll:
            del wait
            moved = []
            for box, known in cursors.items():
                true, view = await self._true(box), who.views[box]
                head = len(true if view.shown is None else view.shown)
                if head != known or view.shown is not None or who.views[box].told:
                    moved.append((box, head))
            return Poll(self.office.store.epoch, len(self.centre.log), tuple(moved))

        client.get_box = get_box  # type: ignore[method-assign]
        client.poll = poll  # type: ignore[method-assign, assignment]

    async def _true(self, mailbox: str) -> list[tuple[str, bytes]]:
        raw = bytes.fromhex(self.centre.state.centre), bytes.fromhex(mailbox)
        return [(row.envelope_id, row.body) for row in (await self.office.store.page(*raw, 0, 5000)).rows]

    def true(self, mailbox: str) -> list[tuple[str, bytes]]:
        return list(self.do(self._true(mailbox)))

    # --- what people do ------------------------------------------------------------------------------

    @rule(who=st.integers(0, 6), box=st.integers(0, 2))
    def write(self, who: int, box: int) -> None:
        somebody = self.people[who]
        mailbox = somebody.boxes[box % len(somebody.boxes)]
        self.count += 1
        text = f"{self.count}"
        somebody.person.write(text, mailbox)
        if somebody.thief:
            self.forged.add(text)
        else:
            self.written[mailbox].add(text)

    @rule(who=st.integers(0, 6))
    def sync(self, who: int) -> None:
        self._sync(self.people[who])

    def _sync(self, somebody: Somebody) -> None:
        try:
            self.do(somebody.person.sync())
        except (ProtocolError, CryptoError):
            somebody.alarmed = True
        somebody.warned |= somebody.person.warnings()

    @rule(who=st.integers(0, 6))
    def restart(self, who: int) -> None:
        somebody = self.people[who]
        if not somebody.thief:
            person = Person(self.centre, somebody.person.keys, self.office, somebody.person.journal)
            somebody.person = person
            self._lens(somebody)

    @rule(team=st.integers(0, 1))
    def rotate(self, team: int) -> None:
        self._publish([new_epoch(self.centre.state, self.teams[team])[0]])

    def _publish(self, actions: list[Any]) -> None:
        entries = [self.centre.add(action) for action in actions]
        answer = self.do(self.office.post_log(self.centre, entries, by=self.registrar))
        assert answer.status_code == 200

    @precondition(lambda self: not any(one.thief for one in self.people))
    @rule(nurse=st.sampled_from((1, 3)))
    def lose(self, nurse: int) -> None:
        """A computer is stolen; the registrar has read what it wrote, and shuts it out from there on."""
        stolen, registrar = self.people[3 + nurse], self.people[3]
        self._sync(stolen)
        cuts = []
        for box in stolen.boxes:
            head = registrar.person.journal.head(box, stolen.person.keys.device_id)
            own = stolen.person.journal.head(box, stolen.person.keys.device_id)
            seq = own.seq if own else 0
            if box in registrar.boxes and (head.seq if head else 0) != seq:
                return  # not all of it is known yet: it is not a fair loss
            cuts.append(Cut(stolen.person.keys.device_id, box, seq))
        if stolen.person.journal.unsealed_mailboxes() or stolen.person.journal.unsent():
            return
        stolen.thief = True
        team = self.teams[TEAM_OF[nurse]]
        self._publish([Revoke(stolen.person.keys.device_id, tuple(sorted(cuts)))])
        self._publish([new_epoch(self.centre.state, team)[0]])

    @precondition(lambda self: any(one.thief for one in self.people))
    @rule()
    def smuggle(self) -> None:
        """The relay takes in what the stolen computer goes on writing."""
        thief = next(one for one in self.people if one.thief)
        person = thief.person
        for mailbox in person.journal.unsealed_mailboxes():
            seal_waiting(person.journal, person.trust, mailbox)
        for item in person.journal.unsent():
            raw = bytes.fromhex(self.centre.state.centre), bytes.fromhex(item.mailbox)
            self.do(self.office.store.put(*raw, [Handed.of(item.envelope_id, item.body)], 0))
            person.journal.mark_sent(item.envelope_id, self.office.now)

    # --- what the relay does -------------------------------------------------------------------------

    @rule(
        who=st.integers(0, 6),
        box=st.integers(0, 2),
        lie=st.sampled_from(("drop", "swap", "again", "elsewhere", "tamper", "back")),
        at=st.integers(0, 30),
    )
    def lie(self, who: int, box: int, lie: str, at: int) -> None:
        somebody = self.people[who]
        mailbox = somebody.boxes[box % len(somebody.boxes)]
        view, true = somebody.views[mailbox], self.true(mailbox)
        listed = list(true if view.shown is None else view.shown)
        if not listed:
            return
        at %= len(listed)
        ident, body = listed[at]
        if lie == "drop":
            del listed[at]
        elif lie == "swap":
            listed[at], listed[0] = listed[0], listed[at]
        elif lie == "again":
            listed.append((random_id(), body))
        elif lie == "elsewhere":
            other = [one for name in self.mailboxes if name != mailbox for one in self.true(name)]
            listed.append(other[at % len(other)] if other else (random_id(), body))
        elif lie == "tamper":
            listed[at] = ident, body[:-1] + bytes([body[-1] ^ 1])
        else:
            del listed[at:]
        view.shown = listed

    @rule(who=st.integers(0, 6), box=st.integers(0, 2))
    def own_up(self, who: int, box: int) -> None:
        somebody = self.people[who]
        somebody.views[somebody.boxes[box % len(somebody.boxes)]].shown = None

    # --- what must hold ------------------------------------------------------------------------------

    def teardown(self) -> None:
        try:
            if hasattr(self, "people"):
                self._judge()
        finally:
            self.do(self.office.__aexit__(None, None, None))
            self.loop.close()
            self.folder.cleanup()

    def _judge(self) -> None:
        honest = [somebody for somebody in self.people if not somebody.thief]
        for somebody in self.people:
            for view in somebody.views.values():
                view.shown = None
        for _ in range(4):
            for somebody in honest:
                self._sync(somebody)
        for somebody in honest:
            for mailbox in somebody.boxes:
                texts = set(somebody.person.texts(mailbox))
                assert not texts & self.forged, "what a stolen computer wrote is used"
                assert texts == self.written[mailbox], "not the same, complete state"
                assert len(somebody.person.texts(mailbox)) == len(texts), "something is double"
            lied_to = any(view.told for view in somebody.views.values())
            unfounded = somebody.warned - ({WarningKind.REFUSED} if self.forged else set())
            assert not lied_to or somebody.warned or somebody.alarmed, "lied to, and not told"
            assert lied_to or not unfounded, f"warned of {unfounded} without a lie"


TestSchedules = Schedules.TestCase
TestSchedules.settings = settings(
    max_examples=SCHEDULES,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
