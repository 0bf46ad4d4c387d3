"""The way to a FHIR server: a transaction at a time, and what its answers mean.

Searches stand inside the Bundle, so that nothing of a patient is part of an address that proxies log.
"""

from __future__ import annotations

import ssl
from typing import Protocol
from urllib.parse import urlsplit

import httpx

from hemmonitor.errors import InputError, ProtocolError

_LATER = {408, 425, 429, 500, 502, 503, 504}
_FORM = "application/fhir+json"


class ServerAway(ProtocolError):
    """The FHIR server does not answer. Everything is kept and is sent later."""

    code = "protocol.fhir_away"


class ServerRefused(ProtocolError):
    """The FHIR server did not take a record. It is on the list of dead letters."""

    code = "protocol.fhir_refused"

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


class Server(Protocol):
    """Where Bundles go."""

    def send(self, bundle: str) -> None:
        """Hand a transaction over. Raises ``ServerAway`` or ``ServerRefused``."""


class HttpServer:
    """A FHIR server by its base address; ``token`` is a bearer token."""

    def __init__(self, base: str, *, token: str = "", verify: ssl.SSLContext | bool = True) -> None:
        """Plain HTTP is refused but on this machine. Raises ``InputError``."""
        parts = urlsplit(base)
        here = parts.hostname in {"127.0.0.1", "::1", "localhost"}
        if not (parts.scheme == "https" or (parts.scheme == "http" and here)):
            raise InputError("the FHIR server's address does not begin with https://")
        headers = {"Content-Type": _FORM, "Accept": _FORM}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._base = base
        self._client = httpx.Client(headers=headers, verify=verify, timeout=60, trust_env=False)

    def send(self, bundle: str) -> None:
        """See ``Server``."""
        try:
            answer = self._client.post(self._base, content=bundle.encode())
        except httpx.HTTPError as error:
            raise ServerAway(type(error).__name__) from error
        if answer.status_code in _LATER:
            raise ServerAway(f"status {answer.status_code}")
        if not answer.is_success:
            raise ServerRefused(answer.status_code)
        try:
            kind = answer.json().get("type")
        except (ValueError, AttributeError):
            kind = None
        if kind != "transaction-response":
            raise ServerAway("the answer is not that of a FHIR server")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()
