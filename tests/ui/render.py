"""Render a widget to a picture, the way a window would show it: themed, polished, laid out."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.theme import Theme, dress, fonts


def application() -> QApplication:
    """The one QApplication, with Fusion and the bundled typeface."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    if app.property("hm_fonts") is None:
        app.setProperty("hm_fonts", True)
        fonts.install(app, Theme())
    return app


def page(*widgets: QWidget, theme: Theme | None = None, width: int = 0, height: int = 0) -> QWidget:
    """A themed window with the widgets under each other."""
    window = QWidget()
    window.setProperty("kind", "page")
    layout = QVBoxLayout(window)
    layout.setContentsMargins(24, 24, 24, 24)
    for widget in widgets:
        layout.addWidget(widget)
    dress(window, theme or Theme())
    if width:
        for child in window.findChildren(QWidget):
            child.ensurePolished()
        layout.activate()
        least = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        window.resize(width, height or max(least, window.sizeHint().height()))
    return window


def settle(window: QWidget) -> None:
    """Show the window and let every pending layout and deletion happen."""
    window.show()
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def picture(window: QWidget) -> QImage:
    """The window as an image at device pixel ratio 1."""
    settle(window)
    image = QImage(window.size(), QImage.Format.Format_ARGB32)
    image.fill(0xFFFF00FF)
    window.render(image)
    return image


def save(window: QWidget, path: Path) -> Path:
    """Render `window` to the PNG file `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    assert picture(window).save(str(path))
    return path


def end(window: QWidget) -> None:
    """Delete a window and all in it. Its worker has ended: what that still told might find nobody there."""
    QCoreApplication.processEvents()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
