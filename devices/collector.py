"""Passive collection: measure, and the value is simply there.

Strategy: the radio listens all the time. A known device that advertises has something to say, so it is
connected at once, each device in a task of its own (`devices.session`). After a conversation a device is left
alone for a moment; after a failure the wait doubles. A new device is paired on a person's request (`pair`).

A device behind a serial port (`devices.serial_session`) is one of the person's too, without the radio.

Bond loss: a device that answers "not paired" has forgotten this computer. The computer's half of the bond is
removed once and the device paired again; if that fails too, the device is left alone until the person pairs
it. Never more than once without a good conversation between, or anybody who imitates the address could make
us pair at will.

`run` ends only by cancellation. It then hangs up, saves what has arrived, and tries once more to save what
was held. `emit` is called in the loop and must not block; one call at a time, in the order things happen.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices import catalog, profile
from devices.dialogue import Consent
from devices.events import Device, Found, Paired, Problem, Scanning, Unsupported
from devices.intake import Intake
from devices.keeper import Sink
from devices.link import MOST_DROPS, DroppedAtOnce
from devices.memory import Memory
from devices.serial_session import Open, SerialSession, is_serial
from devices.session import Clock, Emit, Policy, Session
from hemmonitor import errors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devices.events import Event
    from devices.link import Advertisement, Link
    from hemmonitor.model.measurement import Measurement


QUIET_FAILURES = 3
"""So many vain attempts are not worth a word: a device falls asleep while we call it."""
PASSING = (errors.DeviceNotFound, errors.LinkLost, errors.DeviceTimeout)
"""What the air does, and neither the device nor the person means."""


@dataclass
class _State:
    """What the collector remembers of one known device."""

    device: Device
    task: asyncio.Task[None] | None = None
    session: Session | None = None
    not_before: float = 0.0  # loop time
    failures: int = 0
    drops: int = 0
    pair_next: bool = False
    repaired: bool = False  # a stale bond was removed since the last good conversation
    barred: bool = False  # only a person can help: pair it again
    wish: asyncio.Future[Device] | None = None  # a person waits for it to be paired


class Collector:
    """Collects measurements from a person's devices over one radio."""

    def __init__(
        self,
        link: Link,
        *,
        sink: Sink,
        emit: Emit,
        clock: Clock,
        devices: Iterable[Device] = (),
        policy: Policy | None = None,
        memory: Memory | None = None,
        ask_slots: bool = False,
        open_port: Open | None = None,
    ) -> None:
        """``devices`` are those the person owns. ``clock`` gives the aware local time.

        ``open_port`` opens serial ports; without it devices behind one are left alone.

        ``memory`` outlives the program; it may raise a `StorageError` here. ``ask_slots``: whose user slot of
        a device it is, is asked once (`SlotUnknown`, `assign`); else every slot is the person's.
        """
        self._link = link
        self._emit = emit
        self._clock = clock
        self._policy = policy or Policy()
        self._intake = Intake(sink, emit, clock, memory=memory, ask_slots=ask_slots)
        self._open_port = open_port
        self._states = {device.address: _State(device) for device in devices}
        self._tasks: asyncio.TaskGroup | None = None
        self._scan: asyncio.Timeout | None = None
        self._listened = False
        self._shown: dict[str, str] = {}  # address -> name, of this scan
        self._names: dict[str, str] = {}
        self._refused: set[str] = set()  # unsupported devices, told of once

    @property
    def unsaved(self) -> tuple[Measurement, ...]:
        """Readings that could not be saved; they are tried again while `run` runs."""
        return self._intake.keeper.held

    def add(self, device: Device) -> None:
        """Collect from this device from now on."""
        state = self._states[device.address] = _State(device)
        if self._tasks is not None and is_serial(device):
            self._start(state)

    def remove(self, address: str) -> None:
        """Collect no more from the device; a conversation that is going on is ended."""
        state = self._states.pop(address, None)
        if state is not None and state.task is not None:
            state.task.cancel()

    async def forget(self, address: str) -> None:
        """The same, and remove this computer's half of the bond. Raises a `DeviceError` where it stays."""
        state = self._states.get(address)
        self.remove(address)
        if state is not None and state.task is not None:
            await asyncio.wait({state.task})
        if state is not None and state.device.bonded and not is_serial(state.device):
            await self._link.forget(address)

    def look_for(self, address: str) -> None:
        """Connect to the device as soon as it is heard, also one that rests or was given up."""
        state = self._states.get(address)
        if state is not None and state.task is None:
            state.not_before, state.barred = 0.0, False
            self._listen_anew()

    def slots(self, device_id: str) -> dict[int, tuple[bool | None, int]]:
        """The device's user slots: whether each is the patient's, if known, and how many values wait."""
        return self._intake.slots(device_id)

    async def run(self) -> None:
        """Collect until cancelled."""
        try:
            async with asyncio.TaskGroup() as self._tasks:
                self._tasks.create_task(self._retry_held())
                self._tasks.create_task(self._intake.run())
                for state in self._states.values():
                    if is_serial(state.device):
                        self._start(state)
                await self._listen()
        finally:
            self._tasks = None
            for state in self._states.values():
                if state.wish is not None and not state.wish.done():
                    state.wish.set_exception(errors.DeviceError("the collection has ended"))
            last = asyncio.ensure_future(self._intake.close())
            await asyncio.wait({last}, timeout=self._policy.drain)
            last.cancel()
            await asyncio.wait({last})

    async def assign(self, device_id: str, slot: int, *, mine: bool) -> int:
        """The person says whose user slot it is; values that waited are saved. How many they were.

        May raise a `StorageError`; then nothing has changed.
        """
        return await self._intake.assign(device_id, slot, mine=mine)

    def consent(self, device_id: str, user: int, code: int) -> None:
        """The person gives a scale's user and code (0..9999), for the next visit on.

        May raise a `StorageError`.
        """
        self._intake.notes.keep_consent(device_id, Consent(user, code))

    def press(self, address: str) -> None:
        """The person asks for a measurement, of a device that has no button and is connected."""
        state = self._states.get(address)
        if state is not None and state.session is not None:
            state.session.press()

    async def pair(self, address: str) -> Device:
        """Pair a device that is near (`Found`) and collect from it from now on, beginning at once.

        Needs `run` to run. A passkey that the device shows is asked for at the link's desk. Emits `Paired`
        and returns the device to store. Raises a `DeviceError`: `PairingRefused`, `WrongPasskey`, ...
        """
        if self._tasks is None:
            raise RuntimeError("pair() needs run()")
        before = self._states.get(address)
        self.remove(address)
        if before is not None and before.task is not None:
            await asyncio.wait({before.task})
        wish: asyncio.Future[Device] = asyncio.get_running_loop().create_future()
        device = before.device if before else Device(address, self._names.get(address, ""))
        state = _State(device, pair_next=True, wish=wish)
        self._states[address] = state
        self._start(state)
        try:
            async with asyncio.timeout(self._policy.pairing):
                return await wish
        except TimeoutError as error:
            raise errors.DeviceNotFound("not seen again for pairing") from error
        finally:
            state.wish = None
            if not wish.done() or wish.cancelled() or wish.exception() is not None:
                self.remove(state.device.address)
                if before is not None:
                    self.add(before.device)

    # --- listening -----------------------------------------------------------------------------

    async def _listen(self) -> None:
        told: type[errors.DeviceError] | None = None
        failures = 0
        while True:
            try:
                await self._listen_once(announce=told is not None or not self._listened)
                told, failures = None, 0
            except errors.DeviceError as error:
                failures += 1
                # An unnamed error is a passing one, such as BlueZ's "in progress"; it is told when it stays.
                named = type(error) is not errors.DeviceError
                if type(error) is not told and (named or failures > QUIET_FAILURES):
                    told = type(error)
                    self._emit(Problem(error))
                await asyncio.sleep(self._backoff(failures))

    async def _listen_once(self, *, announce: bool) -> None:
        """One scan of limited length: a radio that was switched off shows only when the next one begins."""
        self._shown.clear()
        try:
            async with asyncio.timeout(self._policy.scan) as self._scan, self._link.scan() as heard:
                self._listened = True
                if announce:
                    self._emit(Scanning())
                async for advertisement in heard:
                    self._on_heard(advertisement)
        except TimeoutError:
            return
        finally:
            self._scan = None

    def _listen_anew(self) -> None:
        """Begin the scan again now, unless that is under way."""
        if self._scan is not None and not self._scan.expired():
            self._scan.reschedule(asyncio.get_running_loop().time())

    def _on_heard(self, heard: Advertisement) -> None:
        state = self._states.get(heard.address)
        if state is not None:
            ready = state.task is None and not state.barred
            if ready and asyncio.get_running_loop().time() >= state.not_before:
                self._start(state)
            return
        kinds = tuple(each.kind for each in profile.profiles_of(heard.services, heard.name))
        shown = self._shown.get(heard.address)
        # Many devices send their name a moment after the rest.
        if kinds and (shown is None or (heard.name and heard.name != shown)):
            self._shown[heard.address] = self._names[heard.address] = heard.name
            self._emit(Found(heard.address, heard.name, kinds, heard.rssi))
        maker = None if kinds else catalog.unsupported(heard.name)
        if maker is not None and heard.address not in self._refused:
            self._refused.add(heard.address)
            self._emit(Unsupported(heard.address, heard.name, maker))

    # --- conversations -------------------------------------------------------------------------

    def _start(self, state: _State) -> None:
        assert self._tasks is not None
        if not is_serial(state.device):
            state.task = self._tasks.create_task(self._converse(state))
        elif self._open_port is not None:
            serial = SerialSession(
                self._open_port,
                state.device,
                intake=self._intake,
                emit=self._emit,
                clock=self._clock,
                policy=self._policy,
            )
            state.task = self._tasks.create_task(serial.run())

    async def _converse(self, state: _State) -> None:
        session = Session(
            self._link,
            state.device,
            intake=self._intake,
            emit=lambda event: self._on_event(state, event),
            clock=self._clock,
            policy=self._policy,
        )
        state.session = session
        pair, state.pair_next = state.pair_next, False
        wait = self._policy.rest
        try:
            await session.run(pair=pair)
            wait = session.rest
            state.failures, state.drops, state.repaired = 0, 0, False
        except errors.DeviceError as caught:
            error = self._judged(state, caught)
            state.failures += 1
            wait = self._backoff(state.failures)
            await self._on_failure(state, error)
        finally:
            state.task = state.session = None
            state.not_before = asyncio.get_running_loop().time() + wait
            if session.received == 0:
                self._listen_anew()

    @staticmethod
    def _judged(state: _State, error: errors.DeviceError) -> errors.DeviceError:
        """A bonded device that drops every connection has forgotten the bond; one that drops some is far."""
        if not isinstance(error, DroppedAtOnce):
            return error
        state.drops += error.times
        if state.device.bonded and state.drops >= MOST_DROPS:
            state.drops = 0
            return errors.BondStale(error.detail)
        return errors.DeviceNotFound(error.detail)

    async def _on_failure(self, state: _State, error: errors.DeviceError) -> None:
        stale = isinstance(error, errors.BondStale)
        if stale and not state.repaired:
            await self._repair(state)
        elif state.wish is not None and isinstance(error, PASSING) and state.failures < QUIET_FAILURES:
            state.pair_next = True  # a person stands beside it and waits: try again when it is heard
        elif state.wish is not None:
            if not state.wish.done():
                state.wish.set_exception(error)
        elif stale or isinstance(error, errors.PairingRefused):
            state.barred = True
            self._emit(Problem(error, state.device.address))
        elif not isinstance(error, errors.DeviceNotFound) or state.failures > QUIET_FAILURES:
            self._emit(Problem(error, state.device.address))

    async def _repair(self, state: _State) -> None:
        try:
            await self._link.forget(state.device.address)
        except errors.DeviceError as error:
            self._emit(Problem(error, state.device.address))
        else:
            state.repaired = state.pair_next = True
            self._listen_anew()  # the device has to be discovered again

    def _on_event(self, state: _State, event: Event) -> None:
        if isinstance(event, Paired):
            self._states.pop(state.device.address, None)
            self._states[event.device.address] = state
            state.device = event.device
            if state.wish is not None and not state.wish.done():
                state.wish.set_result(event.device)
        self._emit(event)

    def _backoff(self, failures: int) -> float:
        return min(self._policy.backoff * 2.0 ** (failures - 1), self._policy.backoff_most)

    async def _retry_held(self) -> None:
        while True:
            await asyncio.sleep(self._policy.retry)
            await self._intake.retry()
