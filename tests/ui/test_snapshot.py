"""A picture for a message or a note: small, upright, without what a camera adds; refused where it is none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from hemmonitor.home import MOST_ATTACHED
from hemmonitor.model.events import Event, NoteWritten
from hemmonitor.store import codec
from ui.snapshot import MOST_BYTES, NotAPicture, photograph, picture


def noisy(width: int, height: int) -> QImage:
    """A picture that hardly compresses."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    for y in range(0, height, 3):
        for x in range(0, width, 3):
            image.setPixelColor(x, y, QColor((x * 7919 + y * 104729) % 256, (x * y) % 256, (x ^ y) % 256))
    return image


def test_a_large_picture_becomes_small_enough(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "IMG_20251121_sovrum.png"
    assert noisy(900, 2400).save(str(path))
    made = picture(path)
    assert len(made.content) <= MOST_BYTES < MOST_ATTACHED
    assert made.name == "bild.jpg"
    assert made.media_type == "image/jpeg"
    shown = QImage.fromData(made.content)
    assert max(shown.width(), shown.height()) <= 1600
    assert shown.height() > shown.width()


def test_what_a_camera_adds_does_not_go_along(qapp: QApplication, tmp_path: Path) -> None:
    image = noisy(200, 100)
    image.setText("Comment", "hemma hos Gunnel 59.3293 18.0686")
    path = tmp_path / "a.png"
    assert image.save(str(path))
    assert b"Gunnel" in path.read_bytes()
    made = picture(path)
    assert b"Gunnel" not in made.content
    assert b"Exif" not in made.content
    assert QImage.fromData(made.content).textKeys() == []


def test_a_photograph_loses_what_the_camera_adds_without_touching_a_disk(qapp: QApplication) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image = noisy(1200, 800)
    image.setText("Comment", "hemma hos Gunnel 59.3293 18.0686")
    assert image.save(buffer, "png")
    content = bytes(buffer.data().data())
    assert b"Gunnel" in content
    made = photograph(content)
    assert b"Gunnel" not in made.content
    assert b"Exif" not in made.content
    assert len(made.content) <= MOST_BYTES
    with pytest.raises(NotAPicture):
        photograph(b"nothing")


def test_a_picture_fits_into_an_event(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    assert noisy(1500, 1500).save(str(path))
    note = NoteWritten("Sår på hälen", "Test", (picture(path),))
    now = dt.datetime(2026, 11, 17, 9, 0, tzinfo=dt.UTC)
    event = Event("n-1", "mb-1", "dev-1", now, note)
    assert codec.decode(codec.encode(event)) == event


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\xff\xd8\xff\xe0" + b"\0" * 40])
def test_a_file_that_is_no_picture_is_refused(qapp: QApplication, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.jpg"
    path.write_bytes(content)
    with pytest.raises(NotAPicture):
        picture(path)
    with pytest.raises(NotAPicture):
        picture(tmp_path / "gone.png")
