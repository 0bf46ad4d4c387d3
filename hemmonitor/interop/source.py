"""Opens a file that somebody else made: bounded, decoded, never unpacked to disk.

Rules:
- Every fault is a ``BadFile`` with line and column where there are any, and no value from the file.
- A zip is read as a stream. Only its own named member is opened, so names with paths in them do nothing;
  a member that unpacks to far more than it takes (a zip bomb) is refused while it is read.
- Text is UTF-8 (with or without mark), UTF-16 with its mark, or else Windows-1252, which Swedish
  spreadsheet programs write. Which one it was is told, so that a person can choose another.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from hemmonitor.errors import InputError
from hemmonitor.interop.watch import Cancelled, Progress, never, nothing

LARGEST: Final = 8 * 1024**3  # bytes, unpacked; ten years of a watch's Apple Health export are about 3 GB
LARGEST_RATIO: Final = 200  # of unpacked to packed; XML of an export packs to about a twentieth
RATIO_FREE: Final = 16 * 1024**2  # bytes that may be unpacked whatever the ratio
ENCODINGS: Final = ("utf-8", "utf-16", "cp1252")
LONGEST_LINE: Final = 1 << 20  # characters
_CHUNK: Final = 1 << 16


class BadFile(InputError):
    """The file cannot be read; the text says where. Nothing has been changed."""

    code = "input.file"

    def __init__(self, what: str, line: int = 0, column: int = 0) -> None:
        self.what = what
        self.line = line
        self.column = column
        place = ", ".join(f"{name} {at}" for name, at in (("line", line), ("column", column)) if at)
        super().__init__(f"{place}: {what}" if place else what)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. ``cancelled`` is asked and ``progress`` told (0..1) while it is read."""

    path: Path
    progress: Progress = nothing
    cancelled: Callable[[], bool] = never

    def digest(self) -> str:
        """SHA-256 of the file's bytes, as hexadecimal digits."""
        found = hashlib.sha256()
        with self.raw() as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
        return found.hexdigest()

    def head(self, size: int = 4096) -> bytes:
        """The first bytes."""
        with self.raw() as file:
            return file.read(size)

    @contextmanager
    def raw(self) -> Iterator[IO[bytes]]:
        """The file's own bytes."""
        try:
            if not self.path.is_file() and self.path.exists():
                raise BadFile("not a file")  # a folder, or a pipe that would be waited for
            with self.path.open("rb") as file:
                yield file
        except OSError as error:
            raise BadFile(f"the file cannot be opened ({error.strerror})") from error

    @contextmanager
    def binary(self, member: str = "") -> Iterator[IO[bytes]]:
        """The bytes, or those of a zip's member whose name ends in ``member``; bounded, with progress."""
        with self.raw() as file:
            packed = self.path.stat().st_size
            if member and file.read(4) == b"PK\x03\x04":
                with _member(file, member) as (inner, size, inner_packed):
                    yield self._bounded(inner, size, inner_packed)
                return
            file.seek(0)
            yield self._bounded(file, packed, packed)

    def _bounded(self, inner: IO[bytes], size: int, packed: int) -> IO[bytes]:
        return io.BufferedReader(_Bounded(inner, size, packed, self.progress, self.cancelled), _CHUNK)

    def encoding(self, member: str = "") -> str:
        """Which of ``ENCODINGS`` the text is in. Raises ``BadFile`` for what is no text."""
        quiet = Source(self.path, cancelled=self.cancelled)
        with quiet.binary(member) as file:
            head = file.read(4)
            if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return "utf-16"
            decoder = codecs.getincrementaldecoder("utf-8")()
            chunk, valid, line = head, True, 1
            while chunk:
                if b"\x00" in chunk:
                    raise BadFile("not a text file", line + chunk[: chunk.index(b"\x00")].count(b"\n"))
                line += chunk.count(b"\n")
                if valid:
                    try:
                        decoder.decode(chunk)
                    except UnicodeDecodeError:
                        valid = False
                chunk = file.read(_CHUNK)
            if valid:
                try:
                    decoder.decode(b"", final=True)
                except UnicodeDecodeError:
                    valid = False
        return "utf-8" if valid else "cp1252"

    @contextmanager
    def text(self, encoding: str = "", member: str = "") -> Iterator[io.TextIOBase]:
        """The text, in ``encoding`` or the one that it seems to be in. Decoding is strict."""
        wanted = encoding or self.encoding(member)
        if wanted not in ENCODINGS:
            raise BadFile(f"this encoding is not one of {', '.join(ENCODINGS)}")
        name = "utf-8-sig" if wanted == "utf-8" else wanted
        with self.binary(member) as file:
            yield _Counting(io.TextIOWrapper(file, encoding=name, newline=""))


class _Counting(io.TextIOBase):
    """A text whose decoding faults are ``BadFile`` with the line they are on."""

    def __init__(self, inner: io.TextIOWrapper) -> None:
        self._inner = inner
        self._line = 1

    def read(self, size: int | None = -1, /) -> str:
        return self._counted(lambda: self._inner.read(size))

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # text, as the base says in prose
        found = self._counted(lambda: self._inner.readline(LONGEST_LINE if size < 0 else size))
        if len(found) == LONGEST_LINE and not found.endswith("\n"):
            raise BadFile("a line is far too long", self._line)
        return found

    def _counted(self, read: Callable[[], str]) -> str:
        try:
            found = read()
        except UnicodeError:
            raise BadFile("the text is not in this encoding", self._line) from None
        self._line += found.count("\n")
        return found

    def readable(self) -> bool:
        return True


class _Bounded(io.RawIOBase):
    """Bytes with a limit, progress and cancelling; the faults of a broken zip become ``BadFile``."""

    def __init__(
        self, inner: IO[bytes], size: int, packed: int, progress: Progress, cancelled: Callable[[], bool]
    ) -> None:
        self._inner = inner
        self._size = max(size, 1)
        self._packed = packed
        self._progress = progress
        self._cancelled = cancelled
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]  # of bytes alone
        if self._cancelled():
            raise Cancelled
        try:
            chunk = self._inner.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise BadFile("the zip file is broken") from None
        except OSError as error:
            raise BadFile(f"the file cannot be read ({error.strerror})") from error
        self._read += len(chunk)
        allowed = max(RATIO_FREE, LARGEST_RATIO * self._packed) if self._packed < self._size else LARGEST
        if self._read > min(allowed, LARGEST):
            raise BadFile("the file unpacks to far more than it may")
        buffer[: len(chunk)] = chunk
        self._progress(min(1.0, self._read / self._size))
        return len(chunk)


@contextmanager
def _member(file: IO[bytes], wanted: str) -> Iterator[tuple[IO[bytes], int, int]]:
    """A zip's member by the end of its name, with its stated sizes, unpacked and packed."""
    broken = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
    try:
        archive = zipfile.ZipFile(file)
        found = [info for info in archive.infolist() if f"/{info.filename}".endswith(f"/{wanted}")]
        if not found:
            raise BadFile(f"the zip file has no {wanted}")
        chosen = min(found, key=lambda info: len(info.filename))
        inner = archive.open(chosen)
    except broken:
        raise BadFile("the zip file is broken") from None
    with archive, inner:
        on_disk = file.seek(0, io.SEEK_END) if file.seekable() else 0
        yield inner, chosen.file_size, min(chosen.compress_size, on_disk)
