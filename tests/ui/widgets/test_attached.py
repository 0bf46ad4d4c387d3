"""A file from the other side: what may be drawn, what is saved, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from hemmonitor.model.events import Attachment
from ui.widgets import attached
from ui.widgets.attached import Attached, decoded, safe_name, size


def encoded(form: str, wide: int = 400, high: int = 300) -> bytes:
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(0x884422)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form)  # type: ignore[call-overload]  # PySide takes a str
    return bytes(buffer.data().data())


@pytest.mark.parametrize("form", ["PNG", "JPG"])
def test_png_and_jpeg_are_drawn_by_what_they_are(form: str) -> None:
    assert not decoded(Attachment("a.bin", "image/png", encoded(form))).isNull()


def test_other_kinds_and_monstrous_ones_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert decoded(Attachment("a.png", "image/png", encoded("BMP"))).isNull()
    assert decoded(Attachment("a.png", "image/png", b"<svg/>")).isNull()
    assert decoded(Attachment("a.pdf", "application/pdf", encoded("PNG"))).isNull()
    monkeypatch.setattr(attached, "MOST_PIXELS", 400 * 300 - 1)
    assert decoded(Attachment("a.png", "image/png", encoded("PNG"))).isNull()


def test_a_picture_opens_large_by_keyboard_and_is_saved_where_one_says(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = encoded("JPG", 1200, 900)
    widget = Attached(Attachment("bild.jpg", "image/jpeg", content))
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    widget.show()
    small = widget.findChild(QAbstractButton, "openPicture")
    assert small is not None
    assert small.width() <= 320
    QTest.keyClick(small, Qt.Key.Key_Space)
    large = widget.findChild(QDialog, "largePicture")
    assert large is not None
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "ny.jpg"), ""))
    button = large.findChild(QAbstractButton, "savePicture")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (tmp_path / "ny.jpg").read_bytes() == content
    QTest.keyClick(large, Qt.Key.Key_Escape)
    assert not large.isVisible()


def test_a_file_that_cannot_be_saved_is_told(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    widget = Attached(Attachment("plan.pdf", "application/pdf", b"%PDF-1.7"))
    qtbot.addWidget(widget)
    widget.show()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "plan.pdf"), ""))
    button = widget.findChild(QAbstractButton, "saveFile")
    assert button is not None
    assert button.text() == "plan.pdf, 1 kB"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert widget._fault.isVisible()
    assert widget._fault.text()


def test_a_name_from_the_other_side_has_no_folder() -> None:
    assert safe_name("../../etc/passwd") == "passwd"
    assert safe_name("C:\\secrets\\a.pdf") == "a.pdf"
    assert safe_name("..") == "file"
    assert size(12_345) == "12 kB"
