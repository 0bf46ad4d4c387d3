"""The window before the program: header, one page at a time, foot. Both faces begin, unlock and fail in it.

Rules:
- One question a page. The way back is bottom left, the way on bottom right, and both are always seen.
- A page that is higher than the window scrolls, and its foot says so with "Show more".
- Text size and language can be changed on every page, also by somebody who cannot read this one.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.i18n import Language, Translations
from ui.theme import Appearance, TextSize, Theme
from ui.widgets.announce import announce
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button, IconButton
from ui.widgets.focus import FocusRing
from ui.widgets.steps import StepHeader

LANGUAGES = ((Language.SV, "Svenska"), (Language.EN, "English"))  # each in its own language
_NARROW = 760  # a staff page is no wider; a patient's takes the whole window


class _Inside(QWidget):
    """What the page scrolls. Its least height is for the width it has, not for the narrowest one."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class StartPage(Themed, QWidget):
    """One question. Content goes into ``body``; ``step`` is its place in the header, -1 for none.

    ``set_words`` gives title, lead and hint; the buttons are ``back`` and ``forward``, hidden at first.
    """

    step = -1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.lead = Label("", "title"), Label("", "lead")
        self.body = QVBoxLayout()
        self.back = Button("", "neutral", icon="arrow-left")
        self.more = Button("", "neutral", icon_after="chevron-down")
        self.forward = Button("", "primary", icon_after="arrow-right")
        self.hint, self._note = Label("", "secondary"), Label("", "secondary", wrap=False)
        for button, name in ((self.back, "back"), (self.more, "showMore"), (self.forward, "forward")):
            button.setObjectName(name)
            button.hide()
        self._build()
        bar = self._area.verticalScrollBar()
        bar.rangeChanged.connect(self._scrolled)
        bar.valueChanged.connect(self._scrolled)
        self.more.clicked.connect(lambda: bar.setValue(bar.value() + bar.pageStep() - self.theme.body * 2))

    def _build(self) -> None:
        self._inside = _Inside()
        self._inside.setProperty("kind", "scrolled")
        self._middle, self._holder = QVBoxLayout(), QWidget()
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.addWidget(self.title)
        self._middle.addWidget(self.lead)
        self._middle.addLayout(self.body, 1)
        self._holder.setLayout(self._middle)
        self._sides = QHBoxLayout(self._inside)
        self._sides.addStretch(1)
        self._sides.addWidget(self._holder, 1000)
        self._sides.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside)
        self._foot_frame = QFrame()
        self._foot_frame.setProperty("kind", "foot")
        self._foot = QHBoxLayout(self._foot_frame)
        self._foot.addWidget(self.back)
        self._foot.addWidget(self.hint, 1000)
        self._foot.addStretch(1)  # where the hint is hidden
        self._foot.addWidget(self._note)
        self._foot.addWidget(self.more)
        self._foot.addWidget(self.forward)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(self._foot_frame)

    def begin(self) -> None:
        """The page has come to the front: put the keyboard where the work is."""

    def set_words(self, title: str, lead: str = "", hint: str = "") -> None:
        """The page's own words."""
        self.title.setText(title)
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))
        self.hint.setText(hint)

    def add_to_foot(self, button: Button) -> None:
        """A button of the page's own, at the right end."""
        self._foot.addWidget(button)

    def retranslate(self) -> None:
        self.back.setText(self.tr("Back"))
        self.more.setText(self.tr("Show more"))
        self.forward.setText(self.tr("Continue"))
        self._note.setText(self.tr("Not CE marked. For development and research only."))

    def restyle(self, theme: Theme) -> None:
        patient = theme.is_patient
        side, top = (32, 28 if theme.text_size <= TextSize.S125 else 16) if patient else (24, 28)
        self._sides.setContentsMargins(side, top, side, top)
        self._holder.setMaximumWidth(16_777_215 if patient else theme.grown(_NARROW))
        self._middle.setSpacing(6)
        self.body.setSpacing(16 if patient else 12)
        self.body.setContentsMargins(0, 14, 0, 0)
        self._foot.setContentsMargins(side, 11, side, 11)
        self._foot.setSpacing(16)
        small = theme.text_size <= TextSize.S125
        self.hint.setVisible(small)
        self._note.setVisible(small)

    def _scrolled(self) -> None:
        bar = self._area.verticalScrollBar()
        self.more.setVisible(bar.value() < bar.maximum())


class StartWindow(Themed, QWidget):
    """``StartWindow(appearance, translations)``; ``show_page`` brings a page to the front."""

    closed = Signal()

    def __init__(self, appearance: Appearance, translations: Translations) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.setWindowTitle("Hemmonitor")
        self.setMinimumSize(800, 560)
        self._appearance, self._translations = appearance, translations
        self._looks = IconButton("text-size", "", "icon_edge")
        self._looks.setObjectName("looks")
        self._looks.clicked.connect(self._ask_looks)
        self.header = StepHeader("Hemmonitor", (), self._looks)
        self._steps: Sequence[str] = ()
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._pages, 1)
        FocusRing(self)
        appearance.attach(self)
        self.retranslate()

    @property
    def page(self) -> StartPage | None:
        """The page at the front."""
        page = self._pages.currentWidget()
        return page if isinstance(page, StartPage) else None

    def set_steps(self, names: Sequence[str]) -> None:
        """The names of the steps, in the language in force."""
        self._steps = tuple(names)
        self._show_step()

    def show_page(self, page: StartPage) -> None:
        """Bring a page to the front."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._show_step()
        page.begin()
        announce(self, page.title.text())

    def retranslate(self) -> None:
        words = self.tr("Text size and language")
        self._looks.setAccessibleName(words)
        self._looks.setToolTip(words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.page is not None:
            self.page.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _show_step(self) -> None:
        step = self.page.step if self.page is not None else -1
        self.header.steps.set_steps(self._steps if step >= 0 else (), max(step, 0))

    def _ask_looks(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("looksMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for language, name in LANGUAGES:
            self._choice(menu, name, language is self._translations.language).triggered.connect(
                lambda _on=False, chosen=language: self._translations.use(chosen)
            )
        menu.addSeparator()
        for size in TextSize:
            chosen = size == self._appearance.theme.text_size
            self._choice(menu, f"{size.value} %", chosen).triggered.connect(
                lambda _on=False, chosen=size: self._appearance.set_text_size(chosen)
            )
        corner = self._looks.mapToGlobal(QPoint(self._looks.width(), self._looks.height() + 4))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    @staticmethod
    def _choice(menu: QMenu, text: str, chosen: bool) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(chosen)
        return action


class _Quiet(QObject):
    """Lets a widget have the keyboard without a ring until it loses it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            watched.setProperty("own_focus", None)
            watched.removeEventFilter(self)
            self.deleteLater()
        return False


def quiet_focus(widget: QWidget) -> None:
    """Give the keyboard to a widget without a ring: nothing is ringed before somebody uses the keyboard."""
    if widget.hasFocus() or widget.property("own_focus"):
        return
    widget.setProperty("own_focus", True)
    widget.installEventFilter(_Quiet(widget))
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
