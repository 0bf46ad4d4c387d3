"""A Bundle's or an NDJSON file's resources, one by one, with the line and column of a fault.

Strategy: the standard library's scanner parses one value at a time from a buffer that is refilled as
needed, so memory holds one resource, not the file. Numbers become ``Decimal`` where they have a point or
an exponent, so nothing of their precision is lost.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

from hemmonitor.interop.source import BadFile

LONGEST = 8 * 1024 * 1024  # characters of one resource
_CHUNK = 256 * 1024
_SPACE = " \t\r\n"
_HEAD = 200  # characters within which a Bundle says that it is one
_BUNDLE = re.compile(r'\{\s*"resourceType"\s*:\s*"Bundle"')


def _constant(_: str) -> NoReturn:
    raise ValueError("not a number of JSON")


_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_constant)


def entries(text: io.TextIOBase) -> Iterator[tuple[dict[str, Any], str, int]]:
    """(resource, its ``fullUrl`` or empty, line) of a Bundle or of NDJSON. Raises ``BadFile``."""
    scanner = _Scanner(text)
    scanner.space()
    while scanner.peek():
        line = scanner.line
        if scanner.is_bundle():
            yield from _bundle(scanner)
        else:
            yield from _whole(scanner.value(), "", line)
        scanner.space()


def _bundle(scanner: _Scanner) -> Iterator[tuple[dict[str, Any], str, int]]:
    scanner.take("{")
    while True:
        scanner.space()
        key = scanner.value()
        scanner.space()
        scanner.take(":")
        scanner.space()
        if key == "entry":
            yield from _entry_list(scanner)
        else:
            scanner.value()
        scanner.space()
        if scanner.peek() != ",":
            break
        scanner.take(",")
    scanner.take("}")


def _entry_list(scanner: _Scanner) -> Iterator[tuple[dict[str, Any], str, int]]:
    scanner.take("[")
    scanner.space()
    if scanner.peek() == "]":
        scanner.take("]")
        return
    while True:
        scanner.space()
        line = scanner.line
        found = scanner.value()
        if not isinstance(found, dict):
            raise BadFile("an entry is not an object", line)
        if "resource" in found:
            yield from _whole(found["resource"], str(found.get("fullUrl", "")), line)
        scanner.space()
        if scanner.peek() != ",":
            break
        scanner.take(",")
    scanner.take("]")


def _whole(found: Any, full_url: str, line: int) -> Iterator[tuple[dict[str, Any], str, int]]:
    """A resource, or those of a Bundle that was parsed whole because its type does not stand first."""
    if not isinstance(found, dict):
        raise BadFile("a resource is not an object", line)
    if found.get("resourceType") != "Bundle":
        yield found, full_url, line
        return
    inner = found.get("entry", [])
    if not isinstance(inner, list) or not all(isinstance(e, dict) for e in inner):
        raise BadFile("the entries are not a list of objects", line)
    for one in inner:
        if "resource" in one:
            yield from _whole(one["resource"], str(one.get("fullUrl", "")), line)


class _Scanner:
    """A cursor over the text that knows its line and column."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self._buffer = ""
        self._at = 0
        self._ended = False
        self.line = 1
        self._column = 1

    def is_bundle(self) -> bool:
        """Whether a Bundle that says so first begins here; looks, and takes nothing."""
        self._fill(_HEAD)
        return _BUNDLE.match(self._buffer, self._at) is not None

    def peek(self) -> str:
        """The next character, empty at the end."""
        self._fill(1)
        return self._buffer[self._at : self._at + 1]

    def space(self) -> None:
        """Past white space."""
        while (char := self.peek()) and char in _SPACE:
            end = self._at
            while end < len(self._buffer) and self._buffer[end] in _SPACE:
                end += 1
            self._advance(end)

    def take(self, wanted: str) -> None:
        """Past one character that has to be here."""
        if self.peek() != wanted:
            self._fail(f"{wanted} is missing")
        self._advance(self._at + 1)

    def value(self) -> Any:
        """The JSON value here."""
        size = _CHUNK
        while True:
            self._fill(size)
            try:
                found, end = _DECODER.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                if self._ended:
                    self._advance(error.pos)
                    self._fail("not JSON, or not all of it")
            except RecursionError:
                self._fail("nested too deep")
            except ValueError:
                self._fail("a number that no measurement has")
            else:
                # a number at the end of the buffer may go on in the next piece
                if self._ended or end < len(self._buffer):
                    self._advance(end)
                    return found
            if size > LONGEST:
                self._fail("a single value is too large")
            size *= 2

    def _fill(self, wanted: int) -> None:
        while not self._ended and len(self._buffer) - self._at < wanted:
            more = self._text.read(_CHUNK)
            self._ended = not more
            self._buffer = self._buffer[self._at :] + more
            self._at = 0

    def _advance(self, end: int) -> None:
        passed = self._buffer[self._at : end]
        lines = passed.count("\n")
        self.line += lines
        self._column = len(passed) - passed.rfind("\n") if lines else self._column + len(passed)
        self._at = end

    def _fail(self, what: str) -> NoReturn:
        raise BadFile(what, self.line, self._column)
