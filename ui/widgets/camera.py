"""A camera on a page: a picture of what to do, the live picture, a sentence, and what can be pressed.

For a square code (first start, the measuring room)::

    view = CameraView("letter", codes=True)
    view.code.connect(...)            # str: what a QR code says; ``view.refuse(sentence)`` when it is no good

For a photograph (a wound, at the mobile team)::

    view = CameraView(photos=True, mirror=False)
    view.photo.connect(...)           # bytes: a JPEG in memory, with nothing but the picture in it

The photograph stays on the view, with "Take another", until it is hidden or ``clear`` is called; the page has
its own button to keep it. ``find`` can be given for tests: one camera may be a video file (tests/ui/film.py).

Rules:
- The camera is off until a person turns it on, and off again once the view is hidden, its work is done
  (``stop``), or nobody has done anything for two minutes. Pictures are never on disk (see `ui.camera`).
- No camera, a forbidden or a busy one is a plain sentence here; the page's other ways stay.
- A code is told once, until another one is seen or the camera is turned on anew.

Names of widgets that stay the same: cameraOn, cameraOff, cameraChoice, takePhoto, cameraSays.
"""

from __future__ import annotations

from PySide6.QtCore import QCameraPermission, QCoreApplication, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import camera
from ui.camera import Camera, Find, Trouble
from ui.theme import TextSize, Theme, Zone, icons, pictures
from ui.widgets.announce import announce
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.fields import Select
from ui.widgets.flow import FlowLayout
from ui.widgets.tile import IconView

translate = QCoreApplication.translate

_BEHIND = "#20282A"  # dark in every theme, as around any film
_CUT = 1.5
_LOOK_MS = 40
_LONGEST_MS = 120_000
_CODE_SIZE, _PHOTO_SIZE = (1280, 720), (1920, 1080)


class CameraView(Themed, QWidget):
    """``code(str)``, ``photo(bytes)``; ``stop`` when what was wanted has come."""

    code = Signal(str)
    photo = Signal(bytes)
    touched = Signal()  # somebody is at the camera
    switched = Signal(bool)  # on or off

    def __init__(
        self,
        picture: str = "",
        *,
        codes: bool = False,
        photos: bool = False,
        mirror: bool = True,
        find: Find = camera.find,
        parent: QWidget | None = None,
    ) -> None:
        """``picture``: the illustration that is seen while the camera is off; none: the sign of one."""
        super().__init__(parent)
        self._codes, self._photos, self._find = codes, photos, find
        self._reader: camera.Reader | None = None
        self._cameras: tuple[Camera, ...] = ()
        self._wanted: Camera | None = None
        self._trouble: Trouble | None = None
        self._refused, self._last_code, self._timed_out, self._offered = "", "", False, True
        self._said = ""
        self._make(picture, mirror)
        self._timer, self._longest = QTimer(self), QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._longest.setSingleShot(True)
        self._longest.setInterval(_LONGEST_MS)
        self._longest.timeout.connect(self._time_out)
        self.retranslate()
        self.refresh()

    def _make(self, picture: str, mirror: bool) -> None:
        self.pane = _Pane(picture, mirror=mirror, corners=self._codes)
        self._icon, self._mark, self._says = IconView("camera", 26), ZoneMark(Zone.YELLOW, 26), Label()
        self._says.setObjectName("cameraSays")
        self.on, self.off = Button(icon="camera", kind="secondary"), Button(icon="x", kind="neutral")
        self.take = Button(icon="camera", kind="primary", low=True)
        self.on.setObjectName("cameraOn")
        self.off.setObjectName("cameraOff")
        self.take.setObjectName("takePhoto")
        self.choice = Select()
        self.choice.setObjectName("cameraChoice")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._says, 1)
        self._buttons = FlowLayout(gap=12)
        for part in (self.on, self.take, self.off, self.choice):
            self._buttons.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.pane, 1)
        column.addLayout(line)
        column.addLayout(self._buttons)
        self.on.clicked.connect(self.start)
        self.off.clicked.connect(self._turn_off)
        self.take.clicked.connect(self._take)
        self.choice.activated.connect(self._chosen)

    # --- on and off ----------------------------------------------------------------------------

    @property
    def is_on(self) -> bool:
        """Whether a camera is at work for this view."""
        return self._reader is not None

    def start(self) -> None:
        """Turn the camera on; asks the system's permission where it wants to be asked (macOS)."""
        app, permission = QApplication.instance(), QCameraPermission()
        assert app is not None
        told = app.checkPermission(permission)
        if told is Qt.PermissionStatus.Undetermined:
            app.requestPermission(permission, self, self._permitted)
        else:
            self._permitted_as(told)

    def _permitted(self) -> None:
        app = QApplication.instance()
        assert app is not None
        self._permitted_as(app.checkPermission(QCameraPermission()))

    def _permitted_as(self, told: Qt.PermissionStatus) -> None:
        if told is not Qt.PermissionStatus.Granted:
            self._give_up(Trouble.DENIED)
            return
        self.stop()
        size = _PHOTO_SIZE if self._photos else _CODE_SIZE
        self._reader = camera.Reader(self._wanted, codes=self._codes, size=size, find=self._find)
        self._trouble, self._refused, self._last_code, self._timed_out = None, "", "", False
        self.pane.clear()
        self._timer.start()
        self._longest.start()
        self.touched.emit()
        self.switched.emit(True)
        self._show_state()
        (self.take if self._photos else self.off).setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Let the camera go; its light goes out. A photograph that was taken stays to be seen."""
        was_on = self._reader is not None
        if self._reader is not None:
            self._reader.stop()
            self._reader = None
        self._timer.stop()
        self._longest.stop()
        if not self.pane.is_still:
            self.pane.clear()
        if was_on:
            self.switched.emit(False)
        self._show_state()

    def set_said(self, said: str) -> None:
        """What a screen reader says of the illustration; empty: it only decorates."""
        self._said = said
        self._show_state()

    def offer(self, offered: bool) -> None:
        """Whether it can be turned on; otherwise only the illustration is seen."""
        self._offered = offered
        if not offered:
            self.stop()
        self._show_state()

    def clear(self) -> None:
        """Forget the photograph that was taken."""
        self.pane.clear()
        self.stop()

    def refuse(self, sentence: str) -> None:
        """What was read is no good: say why, and go on looking."""
        self._refused = sentence
        self._longest.start()
        self._show_state()

    def _turn_off(self) -> None:
        self.stop()
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _time_out(self) -> None:
        self._timed_out = True
        self.stop()

    def _give_up(self, trouble: Trouble) -> None:
        had_focus = self.off.hasFocus() or self.take.hasFocus()
        self._trouble = trouble
        self.stop()
        if had_focus:
            self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, index: int) -> None:
        """Another of several cameras."""
        self._wanted = self._cameras[index]
        self.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self.pane.clear()
        self._trouble, self._refused, self._timed_out = None, "", False
        self.stop()
        super().hideEvent(event)

    # --- what comes ----------------------------------------------------------------------------

    def _look(self) -> None:
        """The newest there is."""
        reader = self._reader
        if reader is None:
            return
        news = reader.take_news()
        self._show_cameras(news.cameras, news.at_work)
        if news.preview is not None:
            begun = self.pane.is_live
            high, wide = news.preview.shape[:2]
            image = QImage(news.preview.data, wide, high, wide * 3, QImage.Format.Format_BGR888)
            self.pane.show_live(image.copy())
            if not begun:
                self._show_state()
        if news.photo:
            self._took(news.photo)
            return
        for text in news.codes:
            if text != self._last_code and self._reader is reader:
                self._last_code = text
                self.touched.emit()
                self.code.emit(text)
        if news.trouble is not None and self._reader is reader:
            self._give_up(news.trouble)

    def _take(self) -> None:
        if self._reader is not None:
            self._reader.ask_photo()

    def _took(self, photo: bytes) -> None:
        """The photograph stays on the screen; the camera is let go."""
        self.pane.keep_still()
        self.stop()
        announce(self, self.tr("The photograph is taken."))
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)
        self.photo.emit(photo)

    def _show_cameras(self, cameras: tuple[Camera, ...], at_work: Camera | None) -> None:
        if cameras and cameras != self._cameras:
            self._cameras = cameras
            self.choice.clear()
            for number, one in enumerate(cameras, start=1):
                self.choice.addItem(one.name or self.tr("Camera {number}").format(number=number))
            self._show_state()
        if at_work is not None and at_work in self._cameras:
            self.choice.setCurrentIndex(self._cameras.index(at_work))

    # --- what is seen --------------------------------------------------------------------------

    def _show_state(self) -> None:
        on = self.is_on
        self.on.setVisible(not on and self._offered)
        self.off.setVisible(on)
        self.take.setVisible(on and self._photos)
        self.take.setEnabled(self.pane.is_live)
        self.choice.setVisible(len(self._cameras) > 1 and self._offered)
        seen = self.pane.is_live or self.pane.is_still
        self.pane.setAccessibleName(self.tr("Picture from the camera") if seen else self._said)
        sentence = self._sentence()
        wrong = self._trouble is not None or bool(self._refused)
        self._mark.setVisible(wrong)
        self._icon.setVisible(not wrong and bool(sentence))
        self._says.setVisible(bool(sentence))
        if sentence != self._says.text():
            self._says.setText(sentence)
            if self.isVisible() and sentence:
                announce(self, sentence)
        anew = self.pane.is_still or self._trouble is not None
        first = self.tr("Use the camera")
        again = self.tr("Take another") if self.pane.is_still else self.tr("Try the camera again")
        self.on.setText(again if anew else first)

    def _sentence(self) -> str:
        if self._trouble is not None:
            return words(self._trouble)
        if self._refused:
            return self._refused
        if self._timed_out:
            return self.tr("The camera was turned off, since nobody used it.")
        if not self.is_on:
            return ""
        return self._what_to_do() if self.pane.is_live else self.tr("The camera is starting.")

    def _what_to_do(self) -> str:
        if self._codes:
            return self.tr("Hold it still, about 20 cm away.")
        return self.tr("The camera is on. Hold it still.")

    def retranslate(self) -> None:
        self.off.setText(self.tr("Turn off the camera"))
        self.take.setText(self.tr("Take the photograph"))
        self.choice.setAccessibleName(self.tr("Which camera"))
        self._refused = ""  # it was in the other language
        self._show_state()

    def restyle(self, theme: Theme) -> None:
        self.pane.updateGeometry()


def words(trouble: Trouble) -> str:
    """What has happened and what to do, for a person."""
    return {
        Trouble.NONE_FOUND: translate("CameraView", "No camera was found on this computer. Use another way."),
        Trouble.DENIED: translate(
            "CameraView", "The program may not use the camera. Allow it in the computer's settings."
        ),
        Trouble.BUSY: translate(
            "CameraView", "The camera cannot be opened. Close other programs that use it, then try again."
        ),
        Trouble.LOST: translate("CameraView", "The camera gives no picture any more. Is its cable in?"),
        Trouble.NO_PARTS: translate(
            "CameraView", "The camera cannot be used on this computer. Use another way."
        ),
    }[trouble]


class _Pane(Themed, QWidget):
    """The live picture, the photograph, or the illustration; proportions kept, corners round."""

    def __init__(self, picture: str, *, mirror: bool, corners: bool) -> None:
        super().__init__()
        self._picture, self._mirror, self._corners = picture, mirror, corners
        self._image: QImage | None = None
        self.is_still = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.refresh()

    @property
    def is_live(self) -> bool:
        """Whether the camera's picture is seen."""
        return self._image is not None and not self.is_still

    def show_live(self, image: QImage) -> None:
        """Show the newest picture."""
        self._image, self.is_still = image, False
        self.update()

    def keep_still(self) -> None:
        """What is seen is the photograph."""
        self.is_still = self._image is not None

    def clear(self) -> None:
        """Show the illustration."""
        self._image, self.is_still = None, False
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(440, 180 if self.theme.text_size <= TextSize.S125 else 260)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 110)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        edge = QPainterPath()
        edge.addRoundedRect(box, 12, 12)
        painter.setClipPath(edge)
        theme = self.theme
        if self._image is None:
            painter.fillRect(box, QColor(theme.colours.surface_sunken))
            if self._picture:
                pictures.paint(painter, box.adjusted(16, 16, -16, -16), self._picture, theme)
            else:
                side = min(box.width(), box.height()) / 3
                sign = QRectF(0, 0, side, side)
                sign.moveCenter(box.center())
                icons.paint(painter, sign, "camera", theme.colours.text_secondary)
            return
        painter.fillRect(box, QColor(_BEHIND))
        shown = self._fit(box)
        painter.save()
        if self._mirror:  # about the middle of where it is drawn
            painter.translate(shown.left() + shown.right(), 0)
            painter.scale(-1, 1)
        painter.drawImage(shown, self._image)
        painter.restore()
        if self._corners:
            self._paint_corners(painter, shown)

    def _fit(self, box: QRectF) -> QRectF:
        assert self._image is not None
        across, down = box.width() / self._image.width(), box.height() / self._image.height()
        whole, filled = min(across, down), max(across, down)
        # of what is only looked at for a code, the edges may be cut; of a photograph nothing
        scale = min(filled, whole * _CUT) if self._corners else whole
        wide, high = self._image.width(), self._image.height()
        shown = QRectF(0, 0, wide * scale, high * scale)
        shown.moveCenter(box.center())
        return shown

    def _paint_corners(self, painter: QPainter, shown: QRectF) -> None:
        """Where the square should be: four corners, light on dark so that any picture shows them."""
        seen = shown.intersected(QRectF(self.rect()))
        side = min(seen.width(), seen.height()) * 0.72
        box = QRectF(0, 0, side, side)
        box.moveCenter(seen.center())
        arm = side / 6
        path = QPainterPath()
        for x, to_x in ((box.left(), arm), (box.right(), -arm)):
            for y, to_y in ((box.top(), arm), (box.bottom(), -arm)):
                path.moveTo(x + to_x, y)
                path.lineTo(x, y)
                path.lineTo(x, y + to_y)
        for colour, width in (("#000000", 9.0), ("#ffffff", 5.0)):
            painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
