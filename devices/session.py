"""One conversation with one device: connect, pair, subscribe, take what it sends, until it hangs up.

The order, and why:
1. Connect; pair explicitly, also a device that is bonded already: that costs nothing, and subscribing to
   a protected characteristic without a bond may hang, or seem to succeed.
2. Subscribe, measurements first: devices send at once and hang up soon.
3. Only then read what is optional: identity and clock first. Frames that came meanwhile wait for it, some
   seconds at most, because the identity goes into a measurement's id and the clock's error into its time.
4. Say what the device's dialogue has to say (`devices.talks`), set its clock, read what is only told.
5. The device hanging up after its data is the good end; a device whose memory has been fetched is hung up on.

What can be promised: bleak confirms an indication the moment it arrives, before this program sees it. So for
the standard profiles a device may believe that a record is delivered while it is not yet durable; the gap is
the wait of step 3 and the save. Frames received are saved even when the session is cancelled or the link is
lost. Where a protocol has an acknowledgement of its own, the saving is awaited before it is sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from devices import catalog, profile
from devices.device_clock import DeviceClock
from devices.dialogue import Setting, Write
from devices.events import (
    ClockSet,
    Connected,
    Connecting,
    Device,
    Ended,
    Event,
    Information,
    LiveCuff,
    LiveValues,
    Malformed,
    Paired,
    Pairing,
)
from devices.gatt import cgm, current_time, thermometer
from devices.gatt.device_information import decode_battery, decode_text
from devices.intake import Intake
from devices.link import Connection, Link, uuid
from devices.reading import Reader
from devices.talks import Talk, Talks
from devices.wire import DecodeError, DeviceTime
from hemmonitor import errors
from hemmonitor.model.measurement import Component, Quantity

V = TypeVar("V")
Emit = Callable[[Event], None]
Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Policy:
    """Seconds, where nothing else is said."""

    scan: float = 30.0  # a scan is begun anew so often, to find out that the radio was switched off
    rest: float = 2.0  # a device is left alone so long after a conversation
    rest_fetched: float = 30.0  # and one whose whole memory was fetched
    backoff: float = 0.5  # the first wait after a failure; doubled each time
    backoff_most: float = 30.0
    settle: float = 3.0  # frames wait so long for the device's identity and clock
    repeat: float = 5.0  # an equal frame without a time within this is the same one
    live: float = 30.0  # a measurement so soon after live values was taken now
    pairing: float = 120.0  # for a person who pairs a device, passkey included
    drain: float = 5.0  # at the end, for saving what has arrived
    retry: float = 5.0  # between attempts to save what could not be saved
    patience: float = 1.0  # factor on how long a dialogue waits for an answer
    set_clocks: bool = True  # of devices that are more than ten minutes off


class Session:
    """One conversation. ``device`` is what is known of the device, more at the end than at the start."""

    def __init__(
        self, link: Link, device: Device, *, intake: Intake, emit: Emit, clock: Clock, policy: Policy
    ) -> None:
        """Prepare the conversation; measurements go to ``intake``, ``clock`` gives the host's local time."""
        self._link = link
        self._intake = intake
        self._emit = emit
        self._clock = clock
        self._policy = policy
        self._reader = Reader(device, DeviceClock())
        self._connection: Connection | None = None
        self._turn = asyncio.Lock()
        self._profiles: tuple[profile.Profile, ...] = ()
        self._begun = False
        self._texts: dict[str, str] = {}
        self._listens = False  # something is subscribed
        self._owned = True  # nobody waits to hear that the device is ours
        self._live_at = float("-inf")
        self._talks = Talks(
            self._reader,
            intake,
            emit,
            clock,
            self._write,
            repeat=policy.repeat,
            patience=policy.patience,
        )

    @property
    def device(self) -> Device:
        """What is known of the device."""
        return self._reader.device

    @property
    def received(self) -> int:
        """How many measurements came."""
        return self._talks.received

    @property
    def rest(self) -> float:
        """Seconds for which the device may be left alone now."""
        return self._policy.rest_fetched if self._talks.finished else self._policy.rest

    @property
    def _kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.kind for each in self._profiles))

    def press(self) -> None:
        """A person asks on the screen for a measurement."""
        self._talks.press()

    async def run(self, *, pair: bool) -> None:
        """Hold the conversation to its end. Raises the `DeviceError` that kept it from being had.

        When measurements came before the link was lost, that is no error.
        """
        before, self._owned = self.device.address, not pair
        self._emit(Connecting(before))
        connection = await self._link.connect(before)
        worker = asyncio.create_task(self._talks.work())
        try:
            refusal = None
            if pair or self.device.bonded:
                refusal = await self._try_pair(connection, announce=pair)
            if refusal is not None:
                await connection.disconnect()
                connection = await self._reconnect(refusal)
            await self._open(connection, refusal)
            self._emit(Connected(self.device.address, self._kinds))
            await self._learn(connection)
            self._begin(connection)
            self._owned = self._owned and self.device.address == before
            self._tell_owned()
            await self._set_clock(connection)
            await self._inform(connection)
            await self._until_over(connection)
        except errors.DeviceError as error:
            gone = connection.closed.is_set() or isinstance(error, errors.LinkLost)
            told = self._talks.arrived or (pair and self._listens)
            if not (gone and told):
                raise
            self._begin(connection)
            self._tell_owned()
        finally:
            self._begin(connection)
            await connection.disconnect()
            await self._talks.drain(worker, self._policy.drain)
            self._emit(Ended(self.device.address, self.received))
        if self._talks.failure is not None:
            raise self._talks.failure
        if self._was_measuring:
            raise errors.LinkLost("during a measurement")

    def _tell_owned(self) -> None:
        """Say that the device is ours, once. A device with nothing to send may hang up before all is read."""
        if not self._owned and self._listens:
            self._owned = True
            self._emit(Paired(self.device, self._kinds))

    # --- opening -------------------------------------------------------------------------------

    async def _open(self, connection: Connection, refusal: errors.DeviceError | None) -> None:
        offered = connection.characteristics
        found = profile.profiles_with(offered, self.device.name)
        if not any(each.listen for each in found):
            raise refusal or errors.MissingCharacteristic("no measurement to subscribe to")
        self._profiles, self._connection = found, connection
        streams = {one for each in found for one in each.stream}
        also = [one for each in found for one in each.also if uuid(one) in offered]
        try:
            for source in dict.fromkeys([*(one for each in found for one in each.listen), *also]):
                await self._subscribe(connection, source, may_pair=refusal is None, stream=source in streams)
        except errors.DeviceError as error:
            raise refusal or error from None
        for source in [one for each in found for one in each.live]:
            if uuid(source) in offered:
                # Live values are for the screen; a cuff that has just hung up has none to give.
                with contextlib.suppress(errors.DeviceError):
                    await connection.subscribe(uuid(source), self._on_live(source))

    async def _try_pair(self, connection: Connection, *, announce: bool) -> errors.DeviceError | None:
        """Pair. A refusal is kept and not raised: some devices cannot pair, and need not.

        They are tried on a new connection: BlueZ drops this one, and says yes to everything meanwhile.
        """
        try:
            await self._pair(connection, announce=announce)
        except (errors.WrongPasskey, errors.PairingCancelled):
            raise
        except errors.PairingRefused as refusal:
            self._reader.device = replace(self.device, bonded=False)
            return refusal
        return None

    async def _reconnect(self, refusal: errors.DeviceError) -> Connection:
        try:
            return await self._link.connect(self.device.address)
        except errors.DeviceError:
            raise refusal from None

    async def _pair(self, connection: Connection, *, announce: bool) -> None:
        if announce:
            self._emit(Pairing(self.device.address))
        await connection.pair()
        self._reader.device = replace(self.device, address=connection.address, bonded=True)

    async def _subscribe(self, connection: Connection, source: str, *, may_pair: bool, stream: bool) -> None:
        on_value = self._on_frame(source, stream=stream)
        try:
            await connection.subscribe(uuid(source), on_value)
        except errors.PairingNeeded:
            if self.device.bonded or not may_pair:
                raise errors.BondStale(source) from None
            await self._pair(connection, announce=True)
            await connection.subscribe(uuid(source), on_value)
            self._owned = False
        self._listens = True

    def _on_frame(self, source: str, *, stream: bool) -> Callable[[bytes], None]:
        def on_value(data: bytes) -> None:
            live = self._was_measuring
            self._live_at = float("-inf")
            self._talks.take(source, data, live=live, stream=stream)

        return on_value

    def _on_live(self, source: str) -> Callable[[bytes], None]:
        decoder = catalog.find(source, self.device.name)
        assert decoder is not None, source

        def on_value(data: bytes) -> None:
            self._live_at = asyncio.get_running_loop().time()
            try:
                reading = decoder.decode(data)
            except DecodeError as error:
                self._emit(Malformed(self.device.address, source, error.reason, data))
            else:
                self._emit(_shown(self.device.address, reading))

        return on_value

    # --- what is optional ----------------------------------------------------------------------

    async def _learn(self, connection: Connection) -> None:
        """Read what frames wait for: the clock's error, the identity, the start of a sensor's session."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._policy.settle):
                moment = await self._read_clock(connection)
                if moment is not None:
                    self._reader.clock.offset = self._error_of(moment)
                if not self.device.id and not self._intake.notes.identity(self.device.address):
                    serial = await self._text(connection, profile.SERIAL)
                    model = await self._text(connection, profile.MODEL)
                    if serial is not None or uuid(profile.SERIAL) not in connection.characteristics:
                        self._identify(_identity(serial, self.device.address), model or "")
                started = await self._read(connection, profile.SESSION_START, cgm.decode_start)
                self._reader.started = started.time.naive() if started else None

    def _begin(self, connection: Connection) -> None:
        """Settle the identity, which by now is as known as it will be, and begin the dialogues."""
        if self._begun:
            return
        self._begun = True
        notes, address = self._intake.notes, self.device.address
        if not self.device.id:
            self._identify(notes.identity(address) or address)
        notes.keep_identity(address, self.device.id)  # another next time would make known records look new
        self._reader.clock.jump = notes.jump(self.device.id)
        self._talks.begin(
            Talk(each, each.dialogue(self._setting(each, connection.characteristics)))
            for each in self._profiles
        )

    def _setting(self, each: profile.Profile, offered: frozenset[str]) -> Setting:
        notes, device = self._intake.notes, self.device
        bookmark = notes.bookmark(device.id, each.listen[0]) if each.listen else None
        return Setting(device.name, offered, bookmark, notes.consent(device.id))

    async def _set_clock(self, connection: Connection) -> None:
        """Set a clock that is far off, and look whether it took it."""
        clock = self._reader.clock
        if not (clock.worth_setting and self._policy.set_clocks):
            return
        before = await self._read_clock(connection)
        now = self._clock()
        name, data = profile.DATE_TIME, DeviceTime.of(now).encode()
        if uuid(profile.CURRENT_TIME) in connection.characteristics:
            name, data = profile.CURRENT_TIME, current_time.encode(current_time.CurrentTime.of(now))
        try:
            async with self._turn:
                await connection.write(uuid(name), data)
        except errors.DeviceError:
            return  # many clocks can only be set on the device
        after, off = await self._read_clock(connection), clock.offset
        if before is None or after is None or off is None:
            return
        if clock.was_set(before, after, self._error_of(after)) and clock.jump is not None:
            self._intake.notes.keep_jump(self.device.id, clock.jump)
            self._emit(ClockSet(self.device.address, off))

    async def _read_clock(self, connection: Connection) -> dt.datetime | None:
        current = await self._read(connection, profile.CURRENT_TIME, current_time.decode)
        moment = current.naive() if current else None
        if moment is None:
            date_time = await self._read(connection, profile.DATE_TIME, current_time.decode_date_time)
            moment = date_time.naive() if date_time else None
        return moment.replace(microsecond=0) if moment else None

    def _error_of(self, moment: dt.datetime) -> dt.timedelta:
        return self._clock().replace(tzinfo=None, microsecond=0) - moment

    async def _inform(self, connection: Connection) -> None:
        """Read what is only told: as far as the device lets us before it hangs up."""
        self._emit(
            Information(
                address=self.device.address,
                serial=await self._text(connection, profile.SERIAL),
                model=await self._text(connection, profile.MODEL),
                manufacturer=await self._text(connection, profile.MANUFACTURER),
                firmware=await self._text(connection, profile.FIRMWARE),
                battery=await self._read(connection, profile.BATTERY, decode_battery),
                clock_offset=self._reader.clock.offset,
            )
        )

    def _identify(self, identity: str, model: str = "") -> None:
        self._reader.device = replace(self.device, id=identity, model=model)

    async def _text(self, connection: Connection, name: str) -> str | None:
        """What the device says of itself, asked for once."""
        if name not in self._texts:
            found = await self._read(connection, name, decode_text)
            if found is None:
                return None
            self._texts[name] = found
        return self._texts[name]

    async def _read(self, connection: Connection, name: str, decode: Callable[[bytes], V]) -> V | None:
        if uuid(name) not in connection.characteristics or connection.closed.is_set():
            return None
        with contextlib.suppress(errors.DeviceError):  # optional: a device without it is a good device
            async with self._turn:
                return decode(await connection.read(uuid(name)))
        return None

    # --- while it lasts ------------------------------------------------------------------------

    @property
    def _was_measuring(self) -> bool:
        return asyncio.get_running_loop().time() - self._live_at < self._policy.live

    async def _write(self, write: Write) -> None:
        connection = self._connection
        if connection is None or connection.closed.is_set():
            raise errors.LinkLost("nobody is there to hear it")
        async with self._turn:
            await connection.write(uuid(write.characteristic), write.data, response=write.response)

    async def _until_over(self, connection: Connection) -> None:
        ends = [asyncio.ensure_future(one.wait()) for one in (connection.closed, self._talks.over)]
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in ends:
                one.cancel()


def _shown(address: str, reading: object) -> Event:
    """Live values, as the screen shows them."""
    if isinstance(reading, thermometer.Temperature):
        value = Quantity(Component.BODY_TEMPERATURE, reading.value, thermometer.UNITS[reading.unit])
        return LiveValues(address, (value,))
    cuff = reading
    return LiveCuff(address, cuff.systolic, cuff.unit)  # type: ignore[attr-defined]  # a cuff's either way


def _identity(serial: str | None, address: str) -> str:
    """The serial number unless it is a placeholder that many devices share."""
    usable = serial is not None and len(serial) >= 4 and len(set(serial)) > 1
    return serial if usable and serial is not None else address
