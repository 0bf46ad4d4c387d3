"""What invitations of patients and of staff share: kept, looked after, confirmed by a person, answered.

Strategy: each invitation stands in the journal, so that a letter may take its days and the program be closed
meanwhile. ``look`` asks the relay about those that are open. A person compares the digits; ``confirm`` then
signs the device in and answers it.

Rules:
- What is going to happen is kept before it happens; a program that is ended in the middle goes on with it.
- Nobody is let in without ``confirm``. ``refuse`` tells the other side, whether or not it has asked yet.
- Everything here runs on the thread that owns the journal.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import StrEnum
from typing import Final, Generic, Protocol, TypeVar

from hemmonitor.bootstrap import Clock, Profile
from hemmonitor.crypto.invitation import Invitation, Welcome
from hemmonitor.errors import InputError, InvitationInvalid
from hemmonitor.sync.client import Refusal, RelayClient
from hemmonitor.sync.enrol import Request, await_request, refuse
from hemmonitor.sync.trust import Trust


class State(StrEnum):
    """Where an invitation stands."""

    WAITING = "waiting"  # nobody has used it yet
    ASKED = "asked"  # a computer shows the digits; a person compares them
    ADMITTING = "admitting"  # confirmed; being signed in
    ADMITTED = "admitted"
    REFUSED = "refused"  # the digits differed, or it was taken back
    VOID = "void"  # it ran out, or somebody without the secret used it


OPEN: Final = frozenset({State.WAITING, State.ASKED, State.ADMITTING})


class Asked(Protocol):
    """An invitation that is out. ``digits`` are those to compare, once somebody asks."""

    @property
    def state(self) -> State:
        """Where it stands."""

    @property
    def digits(self) -> str:
        """The six digits."""

    @property
    def made_at(self) -> dt.datetime:
        """When it was made."""

    @property
    def invitation(self) -> Invitation:
        """What is handed over."""

    @property
    def slot(self) -> str:
        """Its name: the meeting point on the relay."""


T = TypeVar("T", bound=Asked)


class Book(ABC, Generic[T]):
    """See the module. ``changed`` is called after each change."""

    def __init__(
        self, profile: Profile, trust: Trust, clock: Clock, changed: Callable[[], None], kept: str
    ) -> None:
        """``kept`` is the name under which the journal has them."""
        self._profile, self._trust, self._clock = profile, trust, clock
        self._changed, self._name = changed, kept
        raw = profile.journal.get(kept)
        self._all = {one.slot: one for one in (self._loads(raw) if raw else [])}

    @property
    def all(self) -> tuple[T, ...]:
        """Every invitation, the newest first."""
        return tuple(sorted(self._all.values(), key=lambda one: one.made_at, reverse=True))

    async def look(self) -> None:
        """Ask about every open invitation, and go on with what was begun. Raises ``RelayOffline``."""
        client = self._profile.client(self._clock)
        try:
            for one in self.all:
                if one.state is State.WAITING:
                    await self._look_at(client, one)
                elif one.state is State.ADMITTING:
                    await self._admit(client, one)
        finally:
            await client.aclose()

    async def _confirm(self, slot: str) -> T:
        one = self._all[slot]
        if one.state is not State.ASKED:
            raise InputError("there is nobody to let in")
        one = self._keep(self._begun(one))
        client = self._profile.client(self._clock)
        try:
            await self._admit(client, one)
        finally:
            await client.aclose()
        return one

    async def refuse(self, slot: str) -> None:
        """The digits differ, or the invitation is taken back. Raises ``RelayOffline``; then try again."""
        one = self._all[slot]
        if one.state not in {State.WAITING, State.ASKED}:
            raise InputError("there is nobody to refuse")
        client = self._profile.client(self._clock)
        try:
            await refuse(client, one.invitation)
        except Refusal as refusal:
            if refusal.reason != "not_found":  # it has run out, which is as good
                raise
        finally:
            await client.aclose()
        self._keep(self._at(one, State.REFUSED, ""))

    async def _look_at(self, client: RelayClient, one: T) -> None:
        try:
            request = await await_request(client, one.invitation)
        except InvitationInvalid:
            self._keep(self._at(one, State.VOID, one.digits))
        except Refusal as refusal:
            if refusal.reason != "not_found":
                raise
            self._keep(self._at(one, State.VOID, one.digits))
        else:
            if request is not None:
                self._keep(self._at(one, State.ASKED, request.confirmation))

    async def _admit(self, client: RelayClient, one: T) -> None:
        """Sign the device in, do what belongs to it, answer; each step only if it was not done before."""
        invitation = one.invitation
        request = await await_request(client, invitation)
        if request is None or request.confirmation != one.digits:
            self._keep(self._at(one, State.VOID, one.digits))
            raise InvitationInvalid("the slot holds another request than was confirmed")
        await self._sign_in(client, one, request)
        name, title = self._settle(one, request)
        state = self._trust.state
        answer = invitation.answer(Welcome(state.centre, len(self._trust), state.head, name, title))
        try:
            await client.put_answer(invitation.slot, answer)
        except Refusal as refusal:
            if refusal.reason != "used":  # an earlier round's answer is there, with a shorter log
                raise
        self._keep(self._at(self._all[one.slot], State.ADMITTED, ""))

    def _keep(self, one: T) -> T:
        self._all[one.slot] = one
        self._profile.journal.put(self._name, self._dumps(list(self._all.values())))
        self._changed()
        return one

    @abstractmethod
    def _begun(self, one: T) -> T:
        """It is confirmed: with what must be kept before it is signed in."""

    @abstractmethod
    def _at(self, one: T, state: State, digits: str) -> T:
        """The same in another state."""

    @abstractmethod
    async def _sign_in(self, client: RelayClient, one: T, request: Request) -> None:
        """Put the device into the log, unless it is there."""

    @abstractmethod
    def _settle(self, one: T, request: Request) -> tuple[str, str]:
        """State what belongs to it; returns the name and title that the answer tells the device."""

    @abstractmethod
    def _loads(self, raw: bytes) -> list[T]:
        """What ``_dumps`` wrote."""

    @abstractmethod
    def _dumps(self, every: list[T]) -> bytes:
        """All of them, for the journal."""
