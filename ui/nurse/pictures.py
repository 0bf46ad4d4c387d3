"""A picture of a note, shown from memory over the page; any key or click closes it, and it is not saved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from hemmonitor.model.events import Attachment
from ui.widgets.base import Label, Themed

_EDGE = 80  # px around it


class PictureSheet(Themed, QFrame):
    """``PictureSheet.open_over(widget, attachment, title)``; it goes away when it is closed."""

    def __init__(self, host: QWidget, attachment: Attachment, title: str) -> None:
        super().__init__(host)
        self.setProperty("kind", "popup")
        self.setObjectName("picture_sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("own_focus", True)
        self._host = host
        shown, image = QLabel(), QImage.fromData(attachment.content)
        most = host.size() - QSize(_EDGE, _EDGE + 40)
        if image.isNull():
            shown = Label(self.tr("This picture cannot be shown."), "body")
        else:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            shown.setPixmap(QPixmap.fromImage(image.scaled(most, keep, smooth)))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 14)
        column.addWidget(Label(title, "strong", wrap=False))
        column.addWidget(shown)
        self.setAccessibleName(title)
        self.refresh()

    @classmethod
    def open_over(cls, widget: QWidget, attachment: Attachment, title: str) -> PictureSheet:
        """Show it in the middle of the window that holds ``widget``."""
        sheet = cls(widget.window(), attachment, title)
        size = sheet.sizeHint().boundedTo(sheet._host.size())
        left, top = (sheet._host.width() - size.width()) // 2, (sheet._host.height() - size.height()) // 2
        sheet.setGeometry(left, top, size.width(), size.height())
        sheet.show()
        sheet.raise_()
        sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        return sheet

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._leave()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:  # no key reaches the page below
            event.accept()
            return True
        return super().event(event)

    def _leave(self) -> None:
        self.hide()
        self.deleteLater()
