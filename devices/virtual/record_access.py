"""The device's side of the Record Access Control Point 2A52: a memory that is asked.

What a real one does wrong can be ordered: ``busy`` so often at first, no filters (``filters`` false), newest
first (``backwards``), a transfer that stops after so many records (``stops_after``).
Source: Glucose Service 1.0.1 section 3.4; Record Access Control Point of the GATT Specification Supplement.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from devices import racp
from devices.virtual.peripheral import Property, VirtualPeripheral
from devices.wire import DecodeError

CONTROL = 0x2A52
Frames = list[tuple[Any, bytes]]
OPERATOR_NOT_SUPPORTED, BUSY, OP_CODE_NOT_SUPPORTED = 4, 10, 2


@dataclass
class RecordAccess:
    """One control point. ``records``: number and the frames that make it, oldest first."""

    owner: VirtualPeripheral
    records: list[tuple[int, Frames]] = field(default_factory=list)
    busy: int = 0
    filters: bool = True
    backwards: bool = False
    stops_after: int | None = None
    requests: list[str] = field(default_factory=list)
    _control: Any = None
    _sending: asyncio.Task[None] | None = None

    def characteristic(self) -> Any:
        """The control point, for the owner's service."""
        self._control = self.owner.sending(CONTROL, Property.INDICATE, self._on_request)
        return self._control

    def stop(self) -> None:
        """The connection is gone, and the transfer with it."""
        if self._sending is not None:
            self._sending.cancel()
            self._sending = None

    def _on_request(self, data: bytes) -> None:
        try:
            request = racp.decode_request(data)
        except DecodeError:
            return
        self.requests.append(racp.meaning(request))
        if request.op == racp.ABORT:
            self.stop()
            self._answer(request.op, racp.SUCCESS)
        elif self.busy:
            self.busy -= 1
            self._answer(request.op, BUSY)
        elif request.op not in {racp.REPORT, racp.COUNT}:
            self._answer(request.op, OP_CODE_NOT_SUPPORTED)
        elif request.operator != racp.ALL and not self.filters:
            self._answer(request.op, OPERATOR_NOT_SUPPORTED)
        else:
            self._sending = self.owner.start_job(self._report(request))

    def _answer(self, op: int, code: int) -> None:
        self.owner.start_job(self._indicate(racp.encode(racp.Response(op, code))))

    async def _indicate(self, data: bytes) -> None:
        await self.owner.send(self._control, data)

    def _asked(self, request: racp.Request) -> list[Frames]:
        low = request.low if request.low is not None else 0
        high = request.high if request.high is not None else 0xFFFF
        found = [frames for number, frames in self.records if low <= number <= high]
        if request.operator == racp.FIRST:
            found = found[:1]
        elif request.operator == racp.LAST:
            found = found[-1:]
        return found[::-1] if self.backwards else found

    async def _report(self, request: racp.Request) -> None:
        found = self._asked(request)
        if request.op == racp.COUNT:
            await self._indicate(racp.encode(racp.Count(len(found))))
            return
        for number, frames in enumerate(found):
            if number == self.stops_after:
                return
            for characteristic, data in frames:
                await self.owner.send(characteristic, data)
        code = racp.SUCCESS if found else racp.NO_RECORDS
        await self._indicate(racp.encode(racp.Response(request.op, code)))
