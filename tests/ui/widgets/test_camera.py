"""The camera on a page, with OpenCV's own reading of video files in the camera's place."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.room.people import Room
from tests.ui import film, render
from tests.ui.centre.test_letter import INVITATION
from ui import camera
from ui.camera import Camera, Trouble, read_codes
from ui.widgets.camera import CameraView, words

WAIT = 30_000
SQUARE = (0.22, 0.42)  # where it is in the letter


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("still", {"wide": 1200}),
        ("far", {"wide": 700, "turned": 18}),
        ("askew", {"wide": 1200, "turned": 100, "tilted": 0.15}),
        ("dim", {"wide": 900, "turned": 45, "tilted": 0.15, "noise": 18, "dim": 0.35}),
        ("unsharp", {"wide": 1200, "turned": 18, "tilted": 0.15, "noise": 18, "blur": 5, "dim": 0.6}),
    ],
)
def test_a_letter_is_read_as_people_hold_it(qapp: object, name: str, held: dict[str, Any]) -> None:
    seen = film.held(film.letter_paper(), at=SQUARE, **held)
    assert read_codes(seen) == (INVITATION.text,), name


def test_a_card_is_read_and_an_empty_table_is_not(qapp: object) -> None:
    text = Room().card().text
    seen = film.held(film.card_paper(text), wide=1000, turned=8, tilted=0.08, noise=10, dim=0.7)
    assert read_codes(seen) == (text,)
    assert read_codes(film.table()) == ()


class Stage:
    """A view on the screen, and what came out of it."""

    def __init__(self, qtbot: QtBot, find: camera.Find, **how: Any) -> None:
        self.qtbot = qtbot
        self.view = CameraView("card", find=find, **how)  # type: ignore[arg-type]  # a tuple at run time
        self.window = render.page(self.view, width=700, height=620)
        self.window.show()
        self.window.activateWindow()
        self.codes: list[str] = []
        self.photos: list[bytes] = []
        self.view.code.connect(self.codes.append)
        self.view.photo.connect(self.photos.append)

    def find(self, name: str) -> QWidget:
        found = self.window.findChild(QWidget, name)
        assert isinstance(found, QWidget)
        return found

    def click(self, name: str) -> None:
        self.until(lambda: self.find(name).isVisible() and self.find(name).isEnabled())
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def said(self) -> str:
        found = self.find("cameraSays")
        return str(found.property("text")) if found.isVisible() else ""

    def until(self, holds: Any) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=WAIT)


@pytest.fixture
def stage(qtbot: QtBot) -> Any:
    made: list[Stage] = []

    def make(*cameras: Camera, **how: Any) -> Stage:
        made.append(Stage(qtbot, film.Shelf(*cameras), **how))
        return made[-1]

    yield make
    for one in made:
        one.window.close()
        one.window.deleteLater()
    one_ends = [t for t in threading.enumerate() if t.name == "hemmonitor-camera"]
    for thread in one_ends:
        thread.join(10)
        assert not thread.is_alive(), "the camera was not let go"


def test_a_code_is_told_once_and_the_light_goes_out(qapp: object, tmp_path: Path, stage: Any) -> None:
    letter = film.held(film.letter_paper(), at=SQUARE, wide=1200, turned=5)
    one = stage(film.film(tmp_path / "c.avi", [(film.table(film.SIZE), 4), (letter, 40)]), codes=True)
    assert not one.view.is_on
    one.click("cameraOn")
    one.until(lambda: one.codes)
    assert one.view.is_on
    one.until(lambda: one.view.pane.is_live)
    assert "20 cm" in one.said()
    one.view.refuse("Another square.")
    assert one.said() == "Another square."
    QTest.qWait(200)
    assert one.codes == [INVITATION.text]
    one.click("cameraOff")
    assert not one.view.is_on
    assert not one.view.pane.is_live
    assert one.find("cameraOn").hasFocus()


def test_no_camera_is_a_sentence(stage: Any) -> None:
    one = stage(codes=True)
    one.click("cameraOn")
    one.until(lambda: one.said() == words(Trouble.NONE_FOUND))
    assert not one.view.is_on
    assert one.find("cameraOn").isEnabled()


def test_one_that_does_not_open_is_a_sentence(tmp_path: Path, stage: Any) -> None:
    one = stage(Camera(str(tmp_path / "none.avi"), "Broken"), codes=True)
    one.click("cameraOn")
    one.until(lambda: one.said() == words(Trouble.BUSY))


def test_one_that_is_pulled_out_is_a_sentence(qapp: object, tmp_path: Path, stage: Any) -> None:
    one = stage(film.film(tmp_path / "short.avi", [(film.table(), 5)]), codes=True)
    one.click("cameraOn")
    one.until(lambda: one.said() == words(Trouble.LOST))
    assert not one.view.pane.is_live


def test_the_parts_for_cameras_cannot_be_loaded(qtbot: QtBot, stage: Any) -> None:
    one = stage(codes=True)

    def broken() -> tuple[Camera, ...]:
        raise ImportError("libGL")

    one.view._find = broken
    one.click("cameraOn")
    one.until(lambda: one.said() == words(Trouble.NO_PARTS))


def test_one_that_is_forbidden_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stage: Any) -> None:
    closed = tmp_path / "video0"
    closed.write_bytes(b"")
    monkeypatch.setattr("ui.camera.sys.platform", "linux")
    monkeypatch.setattr("ui.camera.os.access", lambda *_: False)  # the tests may run as root, who may all
    one = stage(Camera(str(closed), "Closed"), codes=True)
    one.click("cameraOn")
    one.until(lambda: one.said() == words(Trouble.DENIED))


def test_another_of_two_is_chosen(qapp: object, tmp_path: Path, stage: Any) -> None:
    letter = film.held(film.letter_paper(), at=SQUARE, wide=1200)
    blind = film.film(tmp_path / "Inner.avi", [(film.table(), 300)])
    seeing = film.film(tmp_path / "Outer.avi", [(letter, 20)])
    one = stage(blind, seeing, codes=True)
    one.click("cameraOn")
    one.until(lambda: one.view.pane.is_live)
    choice = one.find("cameraChoice")
    assert isinstance(choice, QComboBox)
    assert [choice.itemText(n) for n in range(choice.count())] == ["Inner", "Outer"]
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    one.until(lambda: one.codes == [INVITATION.text])
    assert choice.currentText() == "Outer"


def test_hidden_is_off(qapp: object, tmp_path: Path, stage: Any) -> None:
    one = stage(film.film(tmp_path / "c.avi", [(film.table(), 300)]), codes=True)
    one.click("cameraOn")
    one.until(lambda: one.view.pane.is_live)
    one.view.hide()
    assert not one.view.is_on
    one.view.show()
    assert not one.view.is_on
    assert not one.view.pane.is_live


def test_nobody_there_is_off(qapp: object, tmp_path: Path, stage: Any) -> None:
    one = stage(film.film(tmp_path / "c.avi", [(film.table(), 300)]), codes=True)
    one.view._longest.setInterval(300)
    one.click("cameraOn")
    one.until(lambda: not one.view.is_on)
    assert "nobody used it" in one.said()


def test_the_preview_is_a_mirror_and_a_photograph_is_not(qapp: object, tmp_path: Path, stage: Any) -> None:
    half = film.table()
    half[:, :240] = (250, 250, 250)
    one = stage(film.film(tmp_path / "c.avi", [(half, 300)]), photos=True)
    one.click("cameraOn")
    one.until(lambda: one.view.pane.is_live)
    pane = one.view.pane
    seen = pane.grab().toImage()
    middle = seen.height() // 2
    assert seen.pixelColor(seen.width() * 9 // 10, middle).lightness() > 200
    assert seen.pixelColor(seen.width() // 10, middle).lightness() < 100
    one.click("takePhoto")
    one.until(lambda: one.photos)
    photo = cv2.imdecode(np.frombuffer(one.photos[0], np.uint8), cv2.IMREAD_COLOR)
    assert photo is not None
    assert photo.shape == (270, 480, 3)
    assert photo[130, 40].mean() > 200
    assert photo[130, 440].mean() < 100
    assert not one.view.is_on
    assert pane.is_still
    assert b"Exif" not in one.photos[0]
    one.view.clear()
    assert not pane.is_still


def test_nothing_is_written(
    qapp: object, tmp_path: Path, stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = film.film(tmp_path / "c.avi", [(film.held(film.letter_paper(), at=SQUARE, wide=1200), 40)])
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    one = stage(made, photos=True, codes=True)
    one.click("cameraOn")
    one.until(lambda: one.codes)
    one.click("takePhoto")
    one.until(lambda: one.photos)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["c.avi", "here"]
