"""A picture for a message: small, upright, without what a camera adds; refused where it is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from hemmonitor.home import MOST_ATTACHED
from tests.ui.patient.stage import Stage
from ui.patient.rail import Place
from ui.patient.snapshot import MOST_BYTES, NotAPicture, picture


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


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\xff\xd8\xff\xe0" + b"\0" * 40])
def test_a_file_that_is_no_picture_is_refused(qapp: QApplication, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.jpg"
    path.write_bytes(content)
    with pytest.raises(NotAPicture):
        picture(path)
    with pytest.raises(NotAPicture):
        picture(tmp_path / "gone.png")


def test_a_picture_goes_with_a_message_and_is_seen_in_the_talk(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    assert noisy(120, 80).save(str(path))
    stage.go(Place.MESSAGES)
    stage.window._messages.attach(path)  # the file dialog is the system's
    assert "En bild följer med" in stage.texts()
    stage.click("sendMessage")
    sent = stage.home.record_of_patient.messages[-1]
    assert [a.media_type for a in sent.attachments] == ["image/jpeg"]
    assert "En bild" in stage.texts()
    assert "Inte läst än" in stage.texts()


def test_a_broken_file_is_said_and_nothing_is_attached(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG no")
    stage.go(Place.MESSAGES)
    stage.window._messages.attach(path)
    assert "inte en bild" in stage.texts()
    assert not stage.find("sendMessage").isEnabled()
