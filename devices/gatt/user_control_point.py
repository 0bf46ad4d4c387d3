"""User Control Point 2A9F of the User Data Service 1.1: which of the device's users is this?

Requests: 01 register (code u16), 02 consent (user, code u16), 03 delete own data, 04 list users, 05 delete a
user. Response: 20, request, result, parameters. Codes are at most four digits (0..9999).

We send 01 and 02 and never 03 or 05. A user is a slot in the device, not a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.wire import Cursor, DecodeError, need

if TYPE_CHECKING:
    from devices.values import Json

REGISTER, CONSENT, DELETE_DATA, LIST, DELETE_USER, RESPONSE = 1, 2, 3, 4, 5, 0x20
OPS = {
    REGISTER: "register_new_user",
    CONSENT: "consent",
    DELETE_DATA: "delete_user_data",
    LIST: "list_all_users",
    DELETE_USER: "delete_users",
}
RESULTS = {
    1: "success",
    2: "op_code_not_supported",
    3: "invalid_parameter",
    4: "operation_failed",
    5: "user_not_authorized",
}
HIGHEST_CODE = 9999


@dataclass(frozen=True, slots=True)
class Request:
    """What a host writes. ``user`` and ``code`` where the operation has them."""

    op: int
    user: int | None = None
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """What the device indicates. ``user``: the new slot after a successful registration."""

    request: int
    result: int
    user: int | None = None


def register(code: int) -> bytes:
    """The request for a new user slot with this consent code."""
    return bytes([REGISTER]) + _code(code)


def consent(user: int, code: int) -> bytes:
    """The request to act for ``user`` with the consent code."""
    return bytes([CONSENT, user]) + _code(code)


def _code(code: int) -> bytes:
    if not 0 <= code <= HIGHEST_CODE:
        raise ValueError("a consent code has at most four digits")
    return code.to_bytes(2, "little")


def decode(data: bytes) -> Request | Response:
    """Either direction. Raises ``DecodeError``."""
    cursor = Cursor(data)
    op = cursor.u8()
    if op == RESPONSE:
        need(data, 3, "a response")
        request, result = cursor.u8(), cursor.u8()
        if result not in RESULTS:
            raise DecodeError("unknown result code")
        registered = request == REGISTER and result == 1 and cursor.remaining
        return Response(request, result, cursor.u8() if registered else None)
    if op not in OPS:
        raise DecodeError("unknown operation")
    if op == CONSENT:
        return Request(op, cursor.u8(), cursor.u16())
    if op == REGISTER:
        return Request(op, code=cursor.u16())
    if op == DELETE_USER:
        return Request(op, cursor.u8())
    return Request(op)


def fields(value: Request | Response) -> dict[str, Json]:
    """As the front door prints it."""
    if isinstance(value, Response):
        return {
            "response_to": value.request,
            "result": RESULTS[value.result],
            "user_index": value.user,
        }
    return {"op": OPS[value.op], "user_index": value.user, "consent_code": value.code}
