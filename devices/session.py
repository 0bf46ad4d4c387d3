"""One conversation with one device: connect, pair, subscribe, take what it sends, until it hangs up.

The order, and why:
1. Connect; pair explicitly, also a device that is bonded already: that costs nothing, and subscribing to
   a protected characteristic without a bond may hang, or seem to succeed.
2. Subscribe, measurements first: devices send at once and hang up soon.
3. Only then read what is optional: identity, clock, battery. Frames that came meanwhile wait for it, some
   seconds at most, because the identity goes into a measurement's id and the clock's error into its time.
4. The device hanging up after its data is the good end.

What can be promised: bleak confirms an indication the moment it arrives, before this program sees it. So for
the standard profiles a device may believe that a record is delivered while it is not yet durable; the gap is
the wait of step 3 and the save. Frames received are saved even when the session is cancelled or the link is
lost. Where a protocol has an acknowledgement of its own, the saving is awaited before it is sent.

A frame that cannot be told from an equal one (no device time, no sequence number) counts once when it is
repeated within some seconds of one connection: cheap devices send their last frame several times.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from devices import catalog, profile
from devices.events import (
    Connected,
    Connecting,
    Device,
    Ended,
    Event,
    Information,
    LiveCuff,
    Malformed,
    MeasurementFailed,
    Paired,
    Pairing,
)
from devices.gatt import current_time
from devices.gatt.device_information import decode_battery, decode_text
from devices.link import uuid
from devices.values import Context
from devices.wire import DecodeError, DeviceTime, Failure
from hemmonitor import errors

if TYPE_CHECKING:
    from devices.keeper import Keeper
    from devices.link import Connection, Link
    from hemmonitor.model.measurement import Measurement

V = TypeVar("V")
Emit = Callable[[Event], None]
Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Policy:
    """Seconds, all of them."""

    scan: float = 30.0  # a scan is begun anew so often, to find out that the radio was switched off
    rest: float = 2.0  # a device is left alone so long after a conversation
    backoff: float = 0.5  # the first wait after a failure; doubled each time
    backoff_most: float = 30.0
    settle: float = 3.0  # frames wait so long for the device's identity and clock
    repeat: float = 5.0  # an equal frame without a time within this is the same one
    live: float = 30.0  # a measurement so soon after live values was taken now
    pairing: float = 120.0  # for a person who pairs a device, passkey included
    drain: float = 5.0  # at the end, for saving what has arrived
    retry: float = 5.0  # between attempts to save what could not be saved


@dataclass(frozen=True, slots=True)
class _Frame:
    source: str
    data: bytes
    host_time: dt.datetime
    live: bool


class Session:
    """One conversation. ``device`` is what is known of the device, more at the end than at the start."""

    def __init__(
        self, link: Link, device: Device, *, keeper: Keeper, emit: Emit, clock: Clock, policy: Policy
    ) -> None:
        """Prepare the conversation; measurements go to ``keeper``, ``clock`` gives the host's local time."""
        self.device = device
        self.received = 0
        self._known = asyncio.Event()
        self._arrived = 0
        self._link = link
        self._keeper = keeper
        self._emit = emit
        self._clock = clock
        self._policy = policy
        self._frames: asyncio.Queue[_Frame | None] = asyncio.Queue()
        self._offset: dt.timedelta | None = None
        self._live_at = float("-inf")
        self._repeats: dict[tuple[str, bytes], tuple[float, dt.datetime]] = {}

    async def run(self, *, pair: bool) -> None:
        """Hold the conversation to its end. Raises the `DeviceError` that kept it from being had.

        When measurements came before the link was lost, that is no error.
        """
        before = self.device.address
        self._emit(Connecting(before))
        connection = await self._link.connect(self.device.address)
        worker = asyncio.create_task(self._work())
        try:
            refusal = None
            if pair or self.device.bonded:
                refusal = await self._try_pair(connection, announce=pair)
            if refusal is not None:
                await connection.disconnect()
                connection = await self._reconnect(refusal)
            await self._open(connection, refusal)
            self._emit(Connected(self.device.address))
            await self._learn(connection)
            if pair or self.device.address != before:
                self._emit(Paired(self.device))
            await self._inform(connection)
            await connection.closed.wait()
        except errors.DeviceError as error:
            gone = connection.closed.is_set() or isinstance(error, errors.LinkLost)
            if not (gone and self._arrived):
                raise
        finally:
            self._identify(self.device.address)
            await connection.disconnect()
            await self._drain(worker)
            self._emit(Ended(self.device.address, self.received))
        if self._was_measuring:
            raise errors.LinkLost("during a measurement")

    # --- opening -------------------------------------------------------------------------------

    async def _open(self, connection: Connection, refusal: errors.DeviceError | None) -> None:
        found = profile.profiles_with(connection.characteristics)
        if not found:
            raise refusal or errors.MissingCharacteristic("no measurement to subscribe to")
        try:
            for source in [one for each in found for one in each.measurements]:
                await self._subscribe(connection, source, may_pair=refusal is None)
        except errors.DeviceError as error:
            raise refusal or error from None
        for source in [one for each in found for one in each.live]:
            if uuid(source) in connection.characteristics:
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
            self.device = replace(self.device, bonded=False)
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
        self.device = replace(self.device, address=connection.address, bonded=True)

    async def _subscribe(self, connection: Connection, source: str, *, may_pair: bool) -> None:
        try:
            await connection.subscribe(uuid(source), self._on_frame(source))
        except errors.PairingNeeded:
            if self.device.bonded or not may_pair:
                raise errors.BondStale(source) from None
            await self._pair(connection, announce=True)
            await connection.subscribe(uuid(source), self._on_frame(source))
            self._emit(Paired(self.device))

    def _on_frame(self, source: str) -> Callable[[bytes], None]:
        def on_value(data: bytes) -> None:
            now, moment = asyncio.get_running_loop().time(), self._clock()
            first, host_time = self._repeats.get((source, data), (now, moment))
            if now - first > self._policy.repeat:
                first, host_time = now, moment
            self._arrived += 1
            self._repeats[source, data] = (first, host_time)
            live = now - self._live_at < self._policy.live
            self._live_at = float("-inf")
            self._frames.put_nowait(_Frame(source, data, host_time, live))

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
                self._emit(LiveCuff(self.device.address, reading.systolic, reading.unit))

        return on_value

    # --- what is optional ----------------------------------------------------------------------

    async def _learn(self, connection: Connection) -> None:
        """Read what frames wait for: the clock's error and the identity."""
        current = await self._read(connection, profile.CURRENT_TIME, current_time.decode)
        moment = current.naive() if current else None
        if moment is None:
            date_time = await self._read(connection, profile.DATE_TIME, current_time.decode_date_time)
            moment = date_time.naive() if date_time else None
        if moment is not None:
            self._offset = self._clock().replace(tzinfo=None, microsecond=0) - moment.replace(microsecond=0)
        if not self.device.id:
            serial = await self._read(connection, profile.SERIAL, decode_text)
            model = await self._read(connection, profile.MODEL, decode_text)
            self._identify(_identity(serial, self.device.address), model or "")
        self._known.set()

    async def _inform(self, connection: Connection) -> None:
        """Read what is only told: as far as the device lets us before it hangs up."""
        self._emit(
            Information(
                address=self.device.address,
                serial=await self._read(connection, profile.SERIAL, decode_text),
                model=await self._read(connection, profile.MODEL, decode_text),
                manufacturer=await self._read(connection, profile.MANUFACTURER, decode_text),
                firmware=await self._read(connection, profile.FIRMWARE, decode_text),
                battery=await self._read(connection, profile.BATTERY, decode_battery),
                clock_offset=self._offset,
            )
        )

    def _identify(self, identity: str, model: str = "") -> None:
        """Settle the device's id, once: a later one would make known records look new."""
        if not self.device.id:
            self.device = replace(self.device, id=identity, model=model)
        self._known.set()

    async def _read(self, connection: Connection, name: str, decode: Callable[[bytes], V]) -> V | None:
        if uuid(name) not in connection.characteristics or connection.closed.is_set():
            return None
        with contextlib.suppress(errors.DeviceError):  # optional: a device without it is a good device
            return decode(await connection.read(uuid(name)))
        return None

    # --- measurements --------------------------------------------------------------------------

    @property
    def _was_measuring(self) -> bool:
        return self._live_at > asyncio.get_running_loop().time() - self._policy.live

    async def _work(self) -> None:
        """Take frames in their order until the end of the conversation."""
        while (frame := await self._frames.get()) is not None:
            try:
                async with asyncio.timeout(self._policy.settle):
                    await self._known.wait()
            except TimeoutError:
                self._identify(self.device.address)
            measurement = self._read_frame(frame)
            if measurement is not None:
                self.received += 1
                await self._keeper.save(self.device.address, measurement)

    def _read_frame(self, frame: _Frame) -> Measurement | None:
        decoder = catalog.find(frame.source, self.device.name)
        assert decoder is not None, frame.source
        assert decoder.to_measurement is not None, frame.source
        try:
            reading = decoder.decode(frame.data)
        except DecodeError as error:
            told = MeasurementFailed if error.failure is Failure.FAILED else Malformed
            self._emit(told(self.device.address, frame.source, error.reason, frame.data))
            return None
        context = Context(
            host_time=frame.host_time,
            raw=frame.data,
            source=frame.source,
            device_id=self.device.id,
            device_model=self.device.model,
            clock_offset=self._offset_of(frame, getattr(reading, "time", None)),
        )
        try:
            return decoder.to_measurement(reading, context)
        except (ValueError, ArithmeticError) as error:
            # A clock at the end of time overflows. One such frame must not end the collection of all others.
            self._emit(Malformed(self.device.address, frame.source, type(error).__name__, frame.data))
            return None

    def _offset_of(self, frame: _Frame, device_time: DeviceTime | None) -> dt.timedelta | None:
        """The device clock's error: read from it, else seen on a measurement that was taken just now."""
        if self._offset is None and frame.live and device_time is not None:
            stamped = device_time.naive()
            if stamped is not None:
                return frame.host_time.replace(tzinfo=None, microsecond=0) - stamped
        return self._offset

    async def _drain(self, worker: asyncio.Task[None]) -> None:
        """Save what has arrived; what cannot be saved in time is held."""
        self._frames.put_nowait(None)
        await asyncio.wait({worker}, timeout=self._policy.drain)
        worker.cancel()
        await asyncio.wait({worker})
        if not worker.cancelled():
            worker.result()
        while not self._frames.empty():
            frame = self._frames.get_nowait()
            measurement = self._read_frame(frame) if frame is not None else None
            if measurement is not None:
                self._keeper.hold(self.device.address, measurement, errors.DeviceTimeout.code)


def _identity(serial: str | None, address: str) -> str:
    """The serial number unless it is a placeholder that many devices share."""
    usable = serial is not None and len(serial) >= 4 and len(set(serial)) > 1
    return serial if usable and serial is not None else address
