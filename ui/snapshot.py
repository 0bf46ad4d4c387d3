"""A picture for a message or a note: upright, small, and written anew without what a camera adds.

Rules:
- Place, time, device and thumbnails do not leave the computer: only the pixels are written again.
- It fits into an event: the size is lowered until it does.
- A file that is no picture, or a monstrous one, is refused in words; nothing of it is shown or sent.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from hemmonitor.model.events import Attachment

MOST_BYTES = 240 * 1024  # a field of an event holds 256 kB
MOST_FILE = 40 * 1024 * 1024  # bytes of the file that is read
_SIDES = (1600, 1200, 900, 640)  # px, the longer one
_QUALITY = 80
NAME = "bild.jpg"  # a camera's name can hold a date or a place


class NotAPicture(ValueError):
    """The file cannot be read as a picture, or is too large to try."""


def picture(path: Path) -> Attachment:
    """The picture in a file, ready to go with a message. Raises `NotAPicture`."""
    try:
        if path.stat().st_size > MOST_FILE:
            raise NotAPicture
    except OSError as error:
        raise NotAPicture from error
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    natural = reader.size()
    if natural.isValid():  # a decoder that can make it small while it reads needs less memory
        reader.setScaledSize(
            natural.scaled(_fitting(natural, 2 * _SIDES[0]), Qt.AspectRatioMode.KeepAspectRatio)
        )
    image = reader.read()
    if image.isNull():
        raise NotAPicture
    return _made(image)


def photograph(content: bytes) -> Attachment:
    """The picture that a camera has just given, from memory to memory. Raises `NotAPicture`."""
    if len(content) > MOST_FILE:
        raise NotAPicture
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        raise NotAPicture
    return _made(image)


def _made(image: QImage) -> Attachment:
    """As large as fits."""
    for side in _SIDES:
        content = _jpeg(image, side)
        if len(content) <= MOST_BYTES:
            return Attachment(NAME, "image/jpeg", content)
    raise NotAPicture


def _fitting(size: QSize, side: int) -> QSize:
    """`size`, or at most `side` on its longer side."""
    longest = max(size.width(), size.height())
    if longest <= side:
        return size
    return QSize(max(size.width() * side // longest, 1), max(size.height() * side // longest, 1))


def _jpeg(image: QImage, side: int) -> bytes:
    """The pixels alone, as JPEG."""
    small = image.scaled(
        _fitting(image.size(), side),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    flat = QImage(small.size(), QImage.Format.Format_RGB32)  # a new image: no text keys, no colour profile
    flat.fill(Qt.GlobalColor.white)
    plain = small.convertToFormat(QImage.Format.Format_ARGB32)
    _paint(flat, plain)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpeg")
    writer.setQuality(_QUALITY)
    if not writer.write(flat):
        raise NotAPicture
    return bytes(buffer.data().data())


def _paint(ground: QImage, over: QImage) -> None:
    painter = QPainter(ground)
    painter.drawImage(0, 0, over)
    painter.end()
