"""A camera in a thread of its own: the newest picture, what its square codes say, a still photograph.

Strategy: the thread opens the camera, reads, decodes, and lays what there is into ``News``; whoever shows it
asks for the newest when it has time (``take_news``), so pictures never queue. `ui.widgets.camera` does that.

Rules:
- Pictures are in memory only. Nothing is written, and nothing that was seen is logged.
- The camera is let go, and its light goes out, when ``stop`` is called or the reader is garbage.
- OpenCV is loaded in the thread, when a camera is first asked for: it takes a third of a second.
- A code is read in the picture as the camera gives it; only the preview is mirrored.
"""

from __future__ import annotations

import enum
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

PREVIEW_WIDTH = 720
"""Pixels: a preview is no wider; photographs and codes keep what the camera gives."""
_FRAME_SECONDS = 1 / 30  # a file, or a camera that gives more, is not read faster
_READ_EVERY = 3  # pictures: a hand moves little in a tenth of a second
_QUALITY = 92  # JPEG: no artefacts at twice the size
_EMPTY_READS = 25  # a camera that has just been opened may give none for a moment
_EMPTY_PAUSE = 0.04


class Trouble(enum.Enum):
    """Why there is no picture. `ui.widgets.camera` has the words."""

    NONE_FOUND = "none_found"
    DENIED = "denied"  # this user, or this program, may not use it
    BUSY = "busy"  # it cannot be opened: most often another program has it
    LOST = "lost"  # it stopped giving pictures: unplugged, asleep
    NO_PARTS = "no_parts"  # the program's parts for cameras cannot be loaded on this computer


@dataclass(frozen=True, slots=True)
class Camera:
    """One that can be opened: the system's index, or a path. ``backend`` is one of OpenCV's, 0 for any."""

    source: int | str
    name: str
    backend: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """What has come since the last time. ``preview`` is BGR, height x width x 3, contiguous."""

    cameras: tuple[Camera, ...] = ()
    at_work: Camera | None = None
    preview: Pixels | None = None
    codes: tuple[str, ...] = ()
    photo: bytes = b""
    trouble: Trouble | None = None


def find() -> tuple[Camera, ...]:
    """The cameras of this computer. Loads OpenCV, so it is called in the thread. Raises ``ImportError``."""
    import cv2_enumerate_cameras as enumerate_cameras

    # of several ways to the same camera, the system's own: V4L2, Media Foundation, AVFoundation
    backend = enumerate_cameras.supported_backends[{"linux": 1}.get(sys.platform, 0)]
    found = enumerate_cameras.enumerate_cameras(backend)
    return tuple(Camera(c.index, c.name or "", backend) for c in sorted(found, key=lambda c: c.index))


Find = Callable[[], Sequence[Camera]]
"""What tells which cameras there are; run in the camera's thread."""


def may_have_one() -> bool:
    """Whether looking for a camera makes sense; asked of the system alone, at once."""
    return sys.platform != "linux" or any(Path("/dev").glob("video*"))


class Reader:
    """``Reader(...)`` opens at once; ``take_news`` from the other side; ``stop`` lets go."""

    def __init__(
        self,
        wanted: Camera | None = None,
        *,
        codes: bool = False,
        size: tuple[int, int] = (1280, 720),
        find: Find = find,
    ) -> None:
        """``wanted``: one of an earlier ``News.cameras``; the first otherwise. ``codes``: read square codes.

        ``size``: width and height in pixels that are asked for; the camera gives what it has nearest.
        """
        self._shared = _Shared()
        run = _Run(self._shared, wanted, find, codes, size)
        threading.Thread(target=run.run, name="hemmonitor-camera", daemon=True).start()

    def take_news(self) -> News:
        """What has come since this was last called; each picture and code is given once."""
        return self._shared.take()

    def ask_photo(self) -> None:
        """Have the next whole picture in ``News.photo``, as a JPEG without any data beside the picture."""
        self._shared.photo_wanted.set()

    def stop(self) -> None:
        """Let the camera go. Returns at once; a picture that is being waited for ends it a little later."""
        self._shared.stopped.set()

    def __del__(self) -> None:
        self.stop()


class _Shared:
    """What both threads touch."""

    def __init__(self) -> None:
        self.stopped, self.photo_wanted = threading.Event(), threading.Event()
        self._lock, self._news = threading.Lock(), News()

    def take(self) -> News:
        with self._lock:
            news = self._news
            self._news = replace(news, preview=None, codes=(), photo=b"")
        return news

    def add(self, **what: Any) -> None:
        with self._lock:
            if "codes" in what:
                what["codes"] = (*self._news.codes, *what["codes"])
            self._news = replace(self._news, **what)


class _Run:
    """The thread's side. It holds no reference to the ``Reader``, so that one can become garbage."""

    def __init__(
        self, shared: _Shared, wanted: Camera | None, find: Find, codes: bool, size: tuple[int, int]
    ) -> None:
        self._shared, self._wanted, self._find = shared, wanted, find
        self._codes, self._size = codes, size

    def run(self) -> None:
        try:
            cameras = tuple(self._find())
            trouble = self._work(cameras)
        except ImportError:
            trouble = Trouble.NO_PARTS
        if trouble is not None and not self._shared.stopped.is_set():
            self._shared.add(trouble=trouble)

    def _work(self, cameras: tuple[Camera, ...]) -> Trouble | None:
        self._shared.add(cameras=cameras)
        if not cameras:
            return Trouble.NONE_FOUND
        camera = self._wanted if self._wanted in cameras else cameras[0]
        self._shared.add(at_work=camera)
        import cv2

        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # what fails is told below
        capture = cv2.VideoCapture(camera.source, camera.backend)
        try:
            if not capture.isOpened():
                return _why_not(camera)
            capture.set(cv2.CAP_PROP_FRAME_WIDTH, self._size[0])
            capture.set(cv2.CAP_PROP_FRAME_HEIGHT, self._size[1])
            return self._look(capture)
        finally:
            capture.release()

    def _look(self, capture: Any) -> Trouble | None:
        """Read until told to stop, or until nothing comes any more."""
        number, empty = 0, 0
        while not self._shared.stopped.is_set():
            begun = time.monotonic()
            there, picture = capture.read()
            if not there:
                empty += 1
                if empty > _EMPTY_READS:
                    return Trouble.LOST if number else Trouble.BUSY
                self._shared.stopped.wait(_EMPTY_PAUSE)
                continue
            empty = 0
            self._tell(picture, read=self._codes and number % _READ_EVERY == 0)
            number += 1
            self._shared.stopped.wait(max(0.0, _FRAME_SECONDS - (time.monotonic() - begun)))
        return None

    def _tell(self, picture: Pixels, *, read: bool) -> None:
        import cv2

        wide, high = picture.shape[1], picture.shape[0]
        shown = picture
        if wide > PREVIEW_WIDTH:
            height = max(1, round(high * PREVIEW_WIDTH / wide))
            shown = cv2.resize(picture, (PREVIEW_WIDTH, height), interpolation=cv2.INTER_AREA)  # type: ignore[assignment]  # its stubs know no 8 bits
        self._shared.add(preview=shown)
        if read and (codes := read_codes(picture)):
            self._shared.add(codes=codes)
        if self._shared.photo_wanted.is_set():
            self._shared.photo_wanted.clear()
            self._shared.add(photo=jpeg(picture))


def read_codes(picture: Pixels) -> tuple[str, ...]:
    """The texts of the QR codes in a picture (BGR, or grey). Raises ``ImportError``."""
    import zxingcpp

    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return tuple(code.text for code in found if code.valid and code.text)


def jpeg(picture: Pixels) -> bytes:
    """A picture (BGR) as a JPEG in memory."""
    import cv2

    done, encoded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    assert done, "a picture of a camera can always be encoded"
    return encoded.tobytes()


def _why_not(camera: Camera) -> Trouble:
    """A camera that does not open: forbidden, where the system says so, else taken."""
    if sys.platform == "linux":
        path = camera.source if isinstance(camera.source, str) else f"/dev/video{camera.source}"
        if Path(path).exists() and not os.access(path, os.R_OK | os.W_OK):
            return Trouble.DENIED
    return Trouble.BUSY
