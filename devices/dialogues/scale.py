"""Scales with several users: consent, then listen (User Data Service 1.1, Weight Scale, Body Composition).

A scale tells its values only to a user whose code the host knows. Without a code nothing is written, and the
values of users without one still come. Several Beurer scales send a body composition of zeros with every
weight: that is no failed measurement, and nothing is told of it.
"""

from __future__ import annotations

from devices.dialogue import ConsentWanted, Dialogue, Frame, Setting, Steps, Write
from devices.gatt import user_control_point as ucp
from devices.link import uuid
from devices.wire import DecodeError

WEIGHT, COMPOSITION, CONTROL = "2A9D", "2A9C", "2A9F"
SUCCESS = 1


class Scale(Dialogue):
    """One visit of a scale."""

    def __init__(self, setting: Setting) -> None:
        self._consent = setting.consent
        self._asks = uuid(CONTROL) in setting.offered
        self._alone = uuid(WEIGHT) not in setting.offered

    def begin(self) -> Steps:
        """Give the code, or say that one is wanted."""
        if not self._asks:
            return []
        if self._consent is None:
            return [ConsentWanted(refused=False)]
        return [Write(CONTROL, ucp.consent(self._consent.user, self._consent.code))]

    def heard(self, source: str, data: bytes) -> Steps:
        """A weight, a body composition, or the answer to the code."""
        if source == CONTROL:
            return self._answered(data)
        if source == COMPOSITION:
            if data[2:4] == b"\0\0":
                return []
            return [Frame(source, data, kind="body_composition_alone" if self._alone else "")]
        return [Frame(source, data)]

    def _answered(self, data: bytes) -> Steps:
        try:
            answer = ucp.decode(data)
        except DecodeError:
            return [Frame(CONTROL, data)]
        if isinstance(answer, ucp.Response) and answer.request == ucp.CONSENT and answer.result != SUCCESS:
            return [ConsentWanted(refused=True)]
        return []
