"""A file that came with a message: a picture shows itself small and opens large; any other has its name.

Rules:
- The file comes from the other side. Only PNG and JPEG are drawn, by what the bytes are and not by the name,
  and no picture of more than ``MOST_PIXELS`` is taken apart.
- Nothing is written to the disk before the person says where. What is saved lies there unlocked, and the
  button says "save".
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.model.events import Attachment
from ui.theme import Theme
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button

translate = QCoreApplication.translate

MOST_PIXELS = 40_000_000
_FORMATS = {b"png", b"jpeg"}
_SMALL = {True: QSize(320, 220), False: QSize(220, 150)}  # px at most; for the patient, for staff


def decoded(attachment: Attachment) -> QImage:
    """The picture in a file; a null image where there is none that may be drawn."""
    if not attachment.media_type.startswith("image/"):
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(attachment.content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if reader.format().data() not in _FORMATS or not size.isValid():
        return QImage()
    return reader.read() if size.width() * size.height() <= MOST_PIXELS else QImage()


def size(count: int) -> str:
    """12 kB."""
    return f"{max(1, round(count / 1024))} kB"


def safe_name(name: str) -> str:
    """The name without any folder: it comes from the other side."""
    return Path(name.replace("\\", "/")).name.strip(". ") or translate("Attached", "file")


def save(parent: QWidget, attachment: Attachment) -> str:
    """Ask where to, and write the file there; what went wrong in words, or empty."""
    heading = translate("Attached", "Save the file")
    target, _ = QFileDialog.getSaveFileName(parent, heading, safe_name(attachment.name))
    if target:
        try:
            Path(target).write_bytes(attachment.content)
        except OSError:
            return translate("Attached", "The file could not be saved there. Choose another folder.")
    return ""


class Attached(Themed, QWidget):
    """``Attached(attachment)``. Object names: openPicture, saveFile."""

    def __init__(self, attachment: Attachment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attachment, self._image = attachment, decoded(attachment)
        self._small = _Small(self._image)
        self._save = Button("", "neutral", icon="download")
        self._save.setObjectName("saveFile")
        self._fault = Label("", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(6)
        for part in (self._small, self._save):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._fault)
        self._small.setVisible(not self._image.isNull())
        self._save.setVisible(self._image.isNull())
        self._fault.hide()
        self._small.clicked.connect(self._open)
        self._save.clicked.connect(self._keep)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        name = f"{safe_name(self._attachment.name)}, {size(len(self._attachment.content))}"
        self._small.setAccessibleName(translate("Attached", "A picture. Open it large."))
        self._small.setToolTip(translate("Attached", "Open it large"))
        self._save.setText(name)
        self._save.setAccessibleName(translate("Attached", "Save {name}").format(name=name))
        self._save.setToolTip(self._save.accessibleName())

    def restyle(self, theme: Theme) -> None:
        self._small.set_most(_SMALL[theme.is_patient])

    def _open(self) -> None:
        Large(self._attachment, self._image, self.window()).open()

    def _keep(self) -> None:
        fault = save(self, self._attachment)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))


class _Small(QAbstractButton):
    """The picture, small; pressing it opens it."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self.setObjectName("openPicture")
        self._image, self._pixmap = image, QPixmap()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_most(self, most: QSize) -> None:
        """As large as fits into `most`; never larger than it is."""
        if not self._image.isNull():
            fitting = self._image.size().scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
            self._pixmap = QPixmap.fromImage(_fitted(self._image, fitting))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._pixmap.size().expandedTo(QSize(48, 48))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pixmap)


class Large(Themed, QDialog):
    """One picture as large as the window lets it be; Escape closes.

    Object names: largePicture, savePicture, closePicture.
    """

    def __init__(self, attachment: Attachment, image: QImage, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("largePicture")
        self.setProperty("kind", "page")
        self._attachment, self._image = attachment, image
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._fault = Label("", "body")
        self._save, self._close = Button("", "neutral", icon="download"), Button("", "primary", low=True)
        self._save.setObjectName("savePicture")
        self._close.setObjectName("closePicture")
        self._save.clicked.connect(lambda: self._fault.setText(save(self, attachment)))
        self._close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self._save)
        foot.addWidget(self._fault, 1)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.addWidget(self._picture, 1)
        column.addLayout(foot)
        self.resize(parent.size() * 0.9)
        self.retranslate()
        self.refresh()
        self._close.setFocus()

    def retranslate(self) -> None:
        self.setWindowTitle(translate("Attached", "A picture"))
        self._picture.setAccessibleName(translate("Attached", "A picture"))
        self._save.setText(translate("Attached", "Save the picture"))
        self._close.setText(translate("Attached", "Close"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture.setPixmap(QPixmap.fromImage(_fitted(self._image, self._picture.size())))


def _fitted(image: QImage, most: QSize) -> QImage:
    """The image inside `most`, no larger than it is."""
    fitting = image.size().scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
    if fitting.width() >= image.width():
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(fitting, keep, smooth)
