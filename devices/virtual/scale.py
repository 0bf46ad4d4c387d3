"""A virtual scale with body composition and users (services 181D, 181B, 181C), for the demo and the tests.

`step_on` stores a weight and, of a known user, a body composition. With ``code`` it is a scale of the Beurer
kind: it sends to a computer only what belongs to the user whose code the computer has given, and with
``stub`` it adds a body composition of zeros. Sources: Weight Scale Service 1.0, Body Composition Service 1.0,
User Data Service 1.1; the bytes of the consent as in the captures of tests/vectors.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from devices.gatt import body_composition, user_control_point, weight
from devices.virtual.peripheral import Identity, Property
from devices.virtual.radio import Radio
from devices.virtual.reporter import Habits, Reporter
from devices.wire import DecodeError

WEIGHT_SERVICE, COMPOSITION_SERVICE, USER_SERVICE, TIME_SERVICE = 0x181D, 0x181B, 0x181C, 0x1805
WEIGHT, WEIGHT_FEATURE, COMPOSITION, COMPOSITION_FEATURE, CONTROL = 0x2A9D, 0x2A9E, 0x2A9C, 0x2A9B, 0x2A9F
SUCCESS, NOT_AUTHORISED = 1, 5


class VirtualScale(Reporter):
    """A scale with a memory."""

    def __init__(
        self,
        radio: Radio,
        address: str,
        name: str = "Hemmonitor W",
        *,
        clock: Callable[[], dt.datetime],
        identity: Identity | None = None,
        user: int | None = 1,
        code: int | None = None,
        composition: bool = True,
        stub: bool = False,
        **habits: Any,
    ) -> None:
        """``user`` is the slot of whoever steps on it; ``code`` is that user's; ``habits`` as in `Habits`."""
        self.user = user
        self._code = code
        self._stub = stub
        self._composition = composition
        self._beside: dict[bytes, bytes] = {}
        self._consented = False
        super().__init__(
            radio,
            address,
            name,
            (WEIGHT_SERVICE,),
            clock=clock,
            habits=Habits(**habits),
            identity=identity or Identity(model="Virtual W"),
        )

    async def step_on(self, kg: str, fat: str | None = None) -> bytes:
        """Weigh, and measure the fat in percent. The stored 2A9D frame is returned."""
        return await self.store(self.frame(kg, fat))

    def frame(self, kg: str, fat: str | None = None) -> bytes:
        """A 2A9D frame as this scale would send it now; the 2A9C frame that goes with it is kept for it."""
        found = weight.encode(weight.Weight("kg", Decimal(kg), self.now(), self.user))
        if fat is not None:
            self._beside[found] = body_composition.encode(
                body_composition.BodyComposition("kg", Decimal(fat), self.now(), self.user)
            )
        elif self._stub:
            self._beside[found] = bytes(4)
        return found

    def _hears(self) -> bool:
        ready = self._code is None or self._consented
        second = not self._composition or self._subscribed(self._body)
        return ready and second and super()._hears()

    def _frames(self, record: bytes) -> list[tuple[Any, bytes]]:
        beside = self._beside.get(record)
        return [*super()._frames(record), *([(self._body, beside)] if beside and self._composition else [])]

    def _services(self) -> list[Any]:
        self._measurement = self.sending(WEIGHT, Property.INDICATE)
        self._body = self.sending(COMPOSITION, Property.INDICATE)
        self._control = self.sending(CONTROL, Property.INDICATE, self._on_control)
        feature = weight.encode_feature(weight.Feature(True, self.user is not None, False, 7, 0))
        services = [
            self._service(
                WEIGHT_SERVICE, [self._measurement, self._readable(WEIGHT_FEATURE, lambda: feature)]
            ),
            self._service(TIME_SERVICE, [self._current_time()]),
        ]
        if self._composition:
            more = body_composition.encode_feature(
                body_composition.Feature(frozenset({"timestamp", "multiple_users"}))
            )
            body = [self._body, self._readable(COMPOSITION_FEATURE, lambda: more)]
            services.append(self._service(COMPOSITION_SERVICE, body))
        if self._code is not None:
            services.append(self._service(USER_SERVICE, [self._control]))
        return services

    def _on_control(self, data: bytes) -> None:
        try:
            request = user_control_point.decode(data)
        except DecodeError:
            return
        if isinstance(request, user_control_point.Request) and request.op == user_control_point.CONSENT:
            self._consented = (request.user, request.code) == (self.user, self._code)
            result = SUCCESS if self._consented else NOT_AUTHORISED
            self.start_job(self._answer(bytes([user_control_point.RESPONSE, request.op, result])))

    async def _answer(self, data: bytes) -> None:
        await self.send(self._control, data)
        if self._hears():
            self._flush_job()

    def _on_disconnection(self, reason: int) -> None:
        self._consented = False
        super()._on_disconnection(reason)


class VirtualBodyScale(Reporter):
    """A scale with the body composition service alone (181B): the weight stands in the same frame."""

    def __init__(
        self,
        radio: Radio,
        address: str,
        name: str = "Hemmonitor B",
        *,
        clock: Callable[[], dt.datetime],
        identity: Identity | None = None,
        **habits: Any,
    ) -> None:
        """``habits`` as in `Habits`."""
        super().__init__(
            radio,
            address,
            name,
            (COMPOSITION_SERVICE,),
            clock=clock,
            habits=Habits(**habits),
            identity=identity or Identity(model="Virtual B"),
        )

    async def step_on(self, kg: str, fat: str) -> bytes:
        """Weigh, and measure the fat in percent. The stored 2A9C frame is returned."""
        found = body_composition.BodyComposition("kg", Decimal(fat), self.now(), weight=Decimal(kg))
        return await self.store(body_composition.encode(found))

    def _services(self) -> list[Any]:
        self._measurement = self.sending(COMPOSITION, Property.INDICATE)
        return [
            self._service(COMPOSITION_SERVICE, [self._measurement]),
            self._service(TIME_SERVICE, [self._current_time()]),
        ]
