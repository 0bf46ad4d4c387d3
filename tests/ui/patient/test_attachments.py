"""A picture goes with a message and is seen in the talk; files of the care centre can be seen and saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog

from hemmonitor.model.events import Attachment, MessageWritten, SeenByCare
from tests.ui.patient.stage import Stage
from ui.patient.rail import Place

MakeStage = Callable[..., Stage]


def chosen(path: Path) -> Callable[..., tuple[str, str]]:
    """A file dialog in which the person chooses this file."""
    return lambda *_args, **_kw: (str(path), "")


def test_a_picture_is_chosen_sent_seen_and_read(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    image = QImage(2600, 1900, QImage.Format.Format_RGB32)
    image.fill(0x225577)
    assert image.save(str(tmp_path / "IMG_20251121.jpg"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen(tmp_path / "IMG_20251121.jpg"))
    stage.go(Place.MESSAGES)
    stage.click("attachPicture")
    assert "En bild följer med meddelandet." in stage.texts()
    stage.click("removePicture")
    assert "En bild följer med" not in stage.texts()
    stage.click("attachPicture")
    stage.click("sendMessage")
    [message] = stage.home.record_of_patient.messages
    [sent] = message.attachments
    assert sent.name == "bild.jpg"  # the camera's name holds the date
    assert "Inte läst än" in stage.texts()
    assert stage.shows("openPicture")
    stage.receive(SeenByCare("Anna Lidström", "distriktssköterska", (message.id,)))
    assert "Läst av Anna" in stage.texts()


def test_what_the_care_centre_sends_is_seen_large_and_saved(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    image = QImage(900, 700, QImage.Format.Format_RGB32)
    image.fill(0x775522)
    assert image.save(str(tmp_path / "a.jpg"))
    files = (
        Attachment("a.jpg", "image/jpeg", (tmp_path / "a.jpg").read_bytes()),
        Attachment("../råd.pdf", "application/pdf", b"%PDF-1.7"),
    )
    stage.go(Place.MESSAGES)
    stage.receive(MessageWritten("Här är bilden.", "Anna Lidström", False, files))
    stage.click("openPicture")
    large = stage.window.findChild(QDialog, "largePicture")
    assert large is not None
    assert large.isVisible()
    close = large.findChild(QAbstractButton, "closePicture")
    assert close is not None
    QTest.keyClick(close, Qt.Key.Key_Space)
    stage.settle()
    assert not stage.shows("largePicture")
    assert "råd.pdf, 1 kB" in stage.texts()
    [button] = [w for w in stage.window.findChildren(QAbstractButton, "saveFile") if w.isVisible()]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen(tmp_path / "råd.pdf"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (tmp_path / "råd.pdf").read_bytes() == b"%PDF-1.7"


def test_a_file_that_is_no_picture_is_refused_in_words(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "x.jpg").write_bytes(b"not a picture")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen(tmp_path / "x.jpg"))
    stage.go(Place.MESSAGES)
    stage.click("attachPicture")
    assert "Filen är inte en bild som vi kan läsa." in stage.texts()
    assert not stage.find("sendMessage").isEnabled()
