"""What a camera sees, as a video file that OpenCV reads as it reads a camera: papers with square codes.

A film is Motion JPEG at 30 pictures a second; the reader plays it no faster than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from tests.ui.centre.test_letter import INVITATION, letter
from ui.camera import Camera, News
from ui.centre.cardpaper import CARD, CardText, draw_card
from ui.centre.letter import PAGE, draw
from ui.theme import Theme
from ui.widgets.camera import CameraView

Picture = NDArray[np.uint8]
SIZE = (1280, 720)
_TABLE = (62, 74, 78)


def letter_paper(text: str = INVITATION.text) -> Picture:
    """The letter as it is printed, 1 mm to 1 pixel and a half, with this text in its square."""
    image = QImage(*PAGE, QImage.Format.Format_RGB888)
    image.fill(0xFFFFFFFF)
    painter, theme = QPainter(image), Theme()
    draw(painter, replace(letter(), text=text), theme.family, theme.mono_family)
    painter.end()
    return _picture(image)


def card_paper(text: str) -> Picture:
    """The card for the measuring room."""
    image = QImage(*CARD, QImage.Format.Format_RGB888)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    said = CardText("Gunnel P.", "Exempelfors vårdcentral", "0980-319 220", "31 december 2026", text)
    draw_card(painter, said, Theme().family)
    painter.end()
    return _picture(image)


def _picture(image: QImage) -> Picture:
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3)[..., ::-1].copy()


def held(
    paper: Picture,
    *,
    at: tuple[float, float] = (0.5, 0.5),
    wide: float = 900,
    turned: float = 0.0,
    tilted: float = 0.0,
    noise: float = 0.0,
    dim: float = 1.0,
    blur: int = 0,
) -> Picture:
    """A paper before the camera. ``at``: the part of the paper in the middle of the picture, in shares of it.

    ``wide``: the paper's width in pixels. ``turned``: degrees. ``tilted``: how much shorter its upper edge is
    than its lower one, in shares. ``noise``: standard deviation in grey levels of 255.
    """
    high = paper.shape[0] * wide / paper.shape[1]
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float64) - at
    placed = corners * (wide, high)
    placed[:2, 0] *= 1 - tilted
    angle = np.deg2rad(turned)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    placed = placed @ turn.T + (SIZE[0] / 2, SIZE[1] / 2)
    edge = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * (paper.shape[1], paper.shape[0])
    way = cv2.getPerspectiveTransform(edge.astype(np.float32), placed.astype(np.float32))
    seen = cv2.warpPerspective(paper, way, SIZE, flags=cv2.INTER_AREA, borderValue=_TABLE)
    if blur:
        seen = cv2.GaussianBlur(seen, (blur, blur), 0)
    shown = seen.astype(np.float64) * dim
    if noise:
        shown += np.random.default_rng(7).normal(0, noise, shown.shape)
    return np.clip(shown, 0, 255).astype(np.uint8)


def table(size: tuple[int, int] = (480, 270)) -> Picture:
    """Nothing is held before the camera, which is a small one: long films of it cost little."""
    return np.full((size[1], size[0], 3), _TABLE, np.uint8)


def film(path: Path, scenes: Iterable[tuple[Picture, int]]) -> Camera:
    """Write each picture (all of one size) so many times; the film as a camera that can be opened."""
    scenes = list(scenes)
    high, wide = scenes[0][0].shape[:2]
    code = cv2.VideoWriter.fourcc(*"MJPG")
    writer = cv2.VideoWriter(str(path), cv2.CAP_OPENCV_MJPEG, code, 30, (wide, high))
    assert writer.isOpened()
    for picture, times in scenes:
        for _ in range(times):
            writer.write(picture)
    writer.release()
    return Camera(str(path), path.stem)


class Shelf:
    """``find`` for tests: the cameras that are in the computer now."""

    def __init__(self, *cameras: Camera) -> None:
        self.cameras: Sequence[Camera] = cameras

    def __call__(self) -> tuple[Camera, ...]:
        return tuple(self.cameras)


class Standing:
    """A camera's reader in a picture of a page: always the same news."""

    def __init__(self, picture: Picture) -> None:
        self._news = News((Camera(0, "Inbyggd kamera"), Camera(1, "HD Webcam C270")), Camera(0, ""), picture)

    def take_news(self) -> News:
        return self._news

    def stop(self) -> None:
        """It holds nothing."""


def stand(view: CameraView, picture: Picture) -> None:
    """Show a view as it is while a camera sees this."""
    view._reader = Standing(picture)  # type: ignore[assignment]  # what the view asks of a reader
    view.switched.emit(True)
    view._look()
    view._show_state()
