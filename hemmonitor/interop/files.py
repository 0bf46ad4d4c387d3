"""Writes a file whole or not at all, for its owner's eyes alone.

An export holds a patient's data: it is made with mode 0600, and a name that says nothing of the patient is
the caller's choice. A file that was there is replaced only when the new one is complete and on the disk.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from hemmonitor.errors import DiskFull, StorageError

_NO_ROOM = {28, 122}  # ENOSPC, EDQUOT


@contextmanager
def whole(path: Path, *, encoding: str = "") -> Iterator[IO[bytes] | IO[str]]:
    """A file to write, binary or text with ``encoding``. Raises ``StorageError``; nothing is left behind."""
    part = path.with_name(path.name + ".part")
    try:
        # what an export that was killed left behind goes; a link or a file of somebody else is not written to
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            mode, newline = ("w", "") if encoding else ("wb", None)
            with os.fdopen(descriptor, mode, encoding=encoding or None, newline=newline) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        _settle(path.parent)
    except OSError as error:
        problem = DiskFull if error.errno in _NO_ROOM else StorageError
        raise problem(f"the file could not be written ({error.strerror})") from error


@contextmanager
def whole_text(path: Path, encoding: str = "utf-8") -> Iterator[IO[str]]:
    """As ``whole``, for text. Line ends are written as given."""
    with whole(path, encoding=encoding) as file:
        yield file  # type: ignore[misc]  # text, as an encoding was given


@contextmanager
def whole_binary(path: Path) -> Iterator[IO[bytes]]:
    """As ``whole``, for bytes."""
    with whole(path) as file:
        yield file  # type: ignore[misc]  # bytes, as no encoding was given


def _settle(folder: Path) -> None:
    """Put the new name on the disk too, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
