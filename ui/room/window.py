"""The room's window: a bar with the place, one page, and a foot that always says 112 and Help.

Rules:
- Full screen, without a frame; it cannot be closed from the screen, and no key leads out of it.
- It shows what it is told and tells what is pressed. What a person was shown is forgotten by ``forget``, and
  for good when the process ends.
- Touching anything counts as being here: ``touched``.

Names of widgets that stay the same (``objectName``): key_0 .. key_9, key_ok, key_erase, otherCard,
measure_<kind>, moreTime, measureMore, signOff, haveRead, receipt, help, back, staff, leave, language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.camera import Find, find
from ui.format import Formatter
from ui.i18n import Language, Translations
from ui.room.choose import ChoosePage
from ui.room.identify import IdentifyPage
from ui.room.operator import OperatorPage, Overview
from ui.room.pages import HelpPage, ReceiptPage, TroublePage
from ui.room.result import ResultPage, Results
from ui.room.stack import Stack
from ui.room.staff import StaffPage
from ui.room.words import Offer
from ui.theme import Appearance, TextSize, Theme, Zone
from ui.widgets.announce import announce
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button
from ui.widgets.choice import Segmented
from ui.widgets.focus import FocusRing
from ui.widgets.picture import Picture
from ui.widgets.tile import IconView

_TOUCHES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress, QEvent.Type.TouchBegin})


class RoomWindow(Themed, QWidget):
    """``RoomWindow(appearance, translations, zone)``, then ``show_identify`` and ``showFullScreen``."""

    touched = Signal()
    left = Signal()  # the person presses Finish in the bar
    receipt_wanted = Signal()
    resized = Signal()
    staff_entered = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        translations: Translations,
        zone: dt.tzinfo,
        *,
        kiosk: bool = True,
        cameras: Find = find,
    ) -> None:
        """``kiosk`` False: a plain window, for pictures and tests."""
        super().__init__()
        self.setProperty("kind", "page")
        self.setWindowTitle("Hemmonitor")
        if kiosk:
            self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self._kiosk, self.may_close = kiosk, not kiosk
        self._appearance, self._translations, self._zone = appearance, translations, zone
        self._before_help: QWidget | None = None
        self._make_pages(cameras)
        self._make_frame()
        self._connect()
        self.focus_ring = FocusRing(self)
        appearance.attach(self)
        self.retranslate()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def _make_pages(self, cameras: Find) -> None:
        self.identify = IdentifyPage(cameras=cameras)
        self.choose, self.result = ChoosePage(), ResultPage()
        self.help, self.receipt, self.trouble = HelpPage(), ReceiptPage(), TroublePage()
        self.staff, self.operator = StaffPage(), OperatorPage()
        self._pages = Stack()
        for page in (
            self.identify,
            self.choose,
            self.result,
            self.help,
            self.receipt,
            self.trouble,
            self.staff,
            self.operator,
        ):
            self._pages.addWidget(page)

    def _make_frame(self) -> None:
        logo = Picture("logo", "", least=38)
        logo.setFixedSize(40, 40)
        self._place = Label("", "strong")
        self._person_icon, self._person = IconView("user", 28), Label("", "body", wrap=False)
        self._leave = Button("", "neutral", icon="logout")
        self._leave.setObjectName("leave")
        self._language = Segmented([(Language.SV, "Svenska"), (Language.EN, "English")], Language.SV)
        self._language.setObjectName("language")
        self._bar, self._foot = QFrame(), QFrame()
        self._bar.setProperty("kind", "header")
        self._foot.setProperty("kind", "foot")
        bar = QHBoxLayout(self._bar)
        bar.addWidget(logo)
        bar.addWidget(self._place, 1)
        for widget in (self._person_icon, self._person, self._leave, self._language):
            bar.addWidget(widget)
        self._mark, self._emergency = ZoneMark(Zone.RED, 34), Label("", "body")
        self._help = Button("", "neutral", icon="help-circle")
        self._help.setObjectName("help")
        foot = QHBoxLayout(self._foot)
        foot.addWidget(self._mark)
        foot.addWidget(self._emergency, 1)
        foot.addWidget(self._help)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self._leave.clicked.connect(self.left)
        self.result.receipt.connect(self.receipt_wanted)
        self._help.clicked.connect(self.show_help)
        self._language.chosen.connect(self._translations.use)
        self._translations.changed.connect(self._language_changed)
        self.help.back.connect(self._leave_help)
        self.help.staff.clicked.connect(self._ask_staff)
        self.receipt.back.connect(lambda: self._show(self.result))
        self.staff.closed.connect(self._leave_help)
        self.staff.entered.connect(self.staff_entered)

    # --- pages -----------------------------------------------------------------------------------------

    @property
    def form(self) -> Formatter:
        """Dates and figures in the language in force."""
        return Formatter(self._translations.language, self._zone)

    @property
    def task_theme(self) -> Theme:
        """What a task is dressed in: the room's own theme."""
        return self.theme

    @property
    def room(self) -> tuple[int, int]:
        """Width and height that a task has, in pixels."""
        return self.width(), self.height()

    def by_keyboard(self) -> bool:
        """Whether somebody goes by keys."""
        return self.focus_ring.target is not None

    def set_place(self, place: str, phone: str) -> None:
        """Where the room is, and whom to call."""
        self._place.setText(place)
        self.help.set_phone(phone)
        self.trouble.set_phone(phone)

    def show_identify(self) -> None:
        """Nobody is here."""
        self._set_person("")
        self.identify.ask_anew()
        self._show(self.identify)

    def show_choose(self, person: str, offers: Sequence[Offer]) -> None:
        """Somebody is here, and chooses."""
        self._set_person(person)
        self.result.hold()
        self.choose.offer(offers)
        self._show(self.choose)

    def hold_task(self, task: QWidget) -> None:
        """Take in a page for measuring; it has its own bar and foot."""
        self._pages.addWidget(task)

    def show_task(self, task: QWidget) -> None:
        """Measuring goes on."""
        self.result.hold()
        self._show(task)

    def show_results(self, results: Results) -> None:
        """This visit's values."""
        self.result.show_results(results, self.form)
        self._show(self.result)

    def show_receipt(self, text: str) -> None:
        """The values as a code."""
        self.receipt.set_receipt(text)
        self.result.hold()
        self._show(self.receipt)

    def show_trouble(self) -> None:
        """The room cannot be used."""
        self._set_person("")
        self._show(self.trouble)

    def show_help(self) -> None:
        """Whom to call; back leads to where one was."""
        current = self._pages.currentWidget()
        if current not in {self.help, self.staff}:
            self._before_help = current
        self.help.staff.setVisible(self._before_help is self.identify)
        self._show(self.help)

    def show_operator(self, overview: Overview) -> None:
        """The room for staff."""
        self.operator.show_overview(overview, self.form)
        self._show(self.operator)

    def forget(self) -> None:
        """Show nothing of anybody."""
        self._set_person("")
        self.result.forget()
        self.receipt.set_receipt("")

    @property
    def page(self) -> QWidget:
        """The page at the front."""
        return self._pages.currentWidget() or self.identify

    def _leave_help(self) -> None:
        before, self._before_help = self._before_help, None
        self._show(before or self.identify)

    def _ask_staff(self) -> None:
        self._show(self.staff)
        self.staff.begin()

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        own_frame = page not in self._own()
        self._bar.setHidden(own_frame)
        self._foot.setHidden(own_frame or page is self.operator)
        self._language.setVisible(page in {self.identify, self.help})
        self._help.setVisible(page not in {self.help, self.staff, self.operator})
        busy = bool(self._person.text())
        self._leave.setVisible(busy and page in {self.choose, self.receipt})
        if page is self.identify:
            page.setFocus()
        announce(self, page.accessibleName() or self._place.text())

    def _own(self) -> tuple[QWidget, ...]:
        return (
            self.identify, self.choose, self.result, self.help, self.receipt, self.trouble, self.staff,
            self.operator,
        )  # fmt: skip

    def _set_person(self, person: str) -> None:
        self._person.setText(person)
        self._person.setVisible(bool(person))
        self._person_icon.setVisible(bool(person))

    # --- the kiosk --------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touched.emit()
        if self._kiosk and event.type() in {QEvent.Type.ContextMenu, QEvent.Type.Drop, QEvent.Type.DragEnter}:
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no page has taken end here: no shortcut leads out of the room."""
        if self._pages.currentWidget() is self.identify and event.key() != Qt.Key.Key_Escape:
            self.identify.keyPressEvent(event)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close:
            super().closeEvent(event)
        else:
            event.ignore()

    # --- texts and looks ----------------------------------------------------------------------------------

    def _language_changed(self) -> None:
        self._language.set_current(self._translations.language)

    def retranslate(self) -> None:
        self._leave.setText(self.tr("Finish"))
        self._help.setText(self.tr("Help"))
        self._emergency.set_strong_lead(
            self.tr("Emergency: call 112."),
            self.tr("Advice: call 1177. The values are not read around the clock."),
        )

    def restyle(self, theme: Theme) -> None:
        small = theme.text_size <= TextSize.S125
        for frame in (self._bar, self._foot):
            layout = frame.layout()
            if layout is not None:
                layout.setContentsMargins(32, 14 if small else 6, 32, 14 if small else 6)
                layout.setSpacing(14)
        self._bar.setMinimumHeight(theme.grown(96) if small else 0)
