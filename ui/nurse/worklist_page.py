"""The worklist: queues, search, saved views, the table, and the panel to acknowledge in.

Keys: j k Enter a t r G 1 2 3 / Esc Ctrl+Z ?. Single letters are shortcuts of the list's side of the page,
so they are silent while a text field has the focus.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from hemmonitor.clinic import Row
from hemmonitor.model.careplan import Level
from hemmonitor.model.finding import Queue
from ui.nurse import handover, saved_views, subject
from ui.nurse.acknowledge import AcknowledgePanel
from ui.nurse.arrivals import Arrivals
from ui.nurse.chips import ChipBar
from ui.nurse.desk import Desk
from ui.nurse.green_panel import GreenPanel
from ui.nurse.keys import bind
from ui.nurse.ledger import Draft, Ledger
from ui.nurse.listing import Done, View
from ui.nurse.page import Keys, Page, TopBar
from ui.nurse.saved_views import SavedView
from ui.nurse.search import SearchField
from ui.nurse.shedding import SheddingRow
from ui.nurse.tabs import QueueTabs
from ui.nurse.worklist_model import WorklistModel
from ui.nurse.worklist_view import WorklistView
from ui.theme import TextSize, Theme, Zone, making
from ui.widgets.badge import ZoneMark
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.frame import SidePanel
from ui.widgets.toast import SECONDS, Toast

_PANEL = 444
_LEAST_LIST = 560  # beside the panel, at 100 %; with less, the panel stands alone


class WorklistPage(Page):
    """``opened(mailbox)`` when a patient's page is wanted. ``everybody``: all patients, without queues."""

    opened = Signal(str)

    def __init__(
        self, desk: Desk, ledger: Ledger, *, everybody: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._ledger, self._everybody = desk, ledger, everybody
        self._panels: list[SidePanel] = []
        self._side: SidePanel | None = None  # the panel that is shown
        self._colleagues: tuple[str, ...] = ()
        self.setProperty("kind", "page")
        self.model = WorklistModel(desk.staff.name, desk.now(), lambda: desk.fmt, self)
        self.setObjectName("patients_page" if everybody else "worklist_page")
        if everybody:
            self.model.show_view(View.EVERYBODY)
        self.top = TopBar(desk)
        self.tabs = QueueTabs()
        self.search = SearchField()
        self.chips = ChipBar()
        self.save_view = Button("", "plain", icon="bookmark-plus")
        self.save_view.setObjectName("save_view")
        self.view = WorklistView(self.model)
        self._empty = Label("", "secondary", align=Qt.AlignmentFlag.AlignHCenter)
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._empty.setProperty("own_focus", True)
        self.arrivals = Arrivals()
        self._green_mark, self._green = ZoneMark(Zone.GREEN, 20), Label("", "body", wrap=False)
        self.all_green = Button("", icon="checks", keys=("G",))
        self.all_green.setObjectName("all_green")
        self._green_count = 0
        self._list = QWidget()
        self._head = QFrame()
        self._build()
        self.toast = Toast(self._card)
        self._connect()
        self._shortcuts()
        self.tabs.set_current(View.CLINICAL)
        self.refresh()
        self.retranslate()

    @property
    def keys(self) -> Keys:
        if isinstance(self._side, GreenPanel):
            return (
                (("Ctrl", "Enter"), self.tr("acknowledge")),
                (("Esc",), self.tr("close the panel")),
                (("?",), self.tr("all keys")),
            )
        if isinstance(self._side, AcknowledgePanel):
            return (
                (("1", "…", "6"), self.tr("choose action")),
                (("Tab",), self.tr("next field")),
                (("Ctrl", "Enter"), self.tr("acknowledge, next")),
                (("Esc",), self.tr("close the panel")),
                (("?",), self.tr("all keys")),
            )
        return (
            (("j", "k"), self.tr("next, previous")),
            (("Enter",), self.tr("open patient")),
            (("a",), self.tr("acknowledge")),
            (("t",), self.tr("take over")),
            (("h",), self.tr("hand over")),
            (("/",), self.tr("search")),
            (("1", "2", "3"), self.tr("queue")),
            (("G",), self.tr("all green")),
            (("Ctrl", "Z"), self.tr("undo")),
            (("?",), self.tr("all keys")),
        )

    @cached_property
    def panel(self) -> AcknowledgePanel:
        """What findings are acknowledged in; made when it is first asked for, as the other one."""
        with making(self.theme):
            panel = AcknowledgePanel(self._desk)
        panel.saved.connect(self._save)
        panel.kept.connect(self._keep)
        self._add_panel(panel)
        return panel

    @cached_property
    def greens(self) -> GreenPanel:
        """What all green patients are acknowledged in."""
        with making(self.theme):
            panel = GreenPanel(self._desk)
        panel.accepted.connect(self._accept_greens)
        self._add_panel(panel)
        return panel

    def _add_panel(self, panel: SidePanel) -> None:
        panel.closed.connect(lambda: self._show_panel(None))
        panel.hide()
        self._panel_place.addWidget(panel)
        self._panels.append(panel)

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Take in the whole list."""
        mailbox = self.view.mailbox
        self.model.set_rows(rows)
        self._settle_on(mailbox)

    @property
    def everybody(self) -> bool:
        """Whether it lists all patients, without queues."""
        return self._everybody

    def set_colleagues(self, names: tuple[str, ...]) -> None:
        """Whom a patient can be handed over to."""
        self._colleagues = names

    def set_teams(self, names: Mapping[str, str], of: Mapping[str, Sequence[str]]) -> None:
        """What the own teams are called, by id, and which of them a patient has, by mailbox."""
        self.chips.show_teams(names)
        self.model.listing.set_teams(of)
        self._show_counts()

    def add_rows(self, rows: tuple[Row, ...], *, last: bool) -> None:
        """More of a list that is being read."""
        mailbox = self.view.mailbox
        self.model.add_rows(rows, last=last)
        if last or not mailbox:
            self._settle_on(mailbox)

    def set_row(self, row: Row) -> None:
        """Take in one row, where it stands."""
        mailbox = self.view.mailbox
        self.model.set_row(row)
        if not mailbox:
            self._settle_on("")

    def show_queue(self, view: View) -> None:
        """Go to a queue."""
        self.tabs.set_current(view)
        self.search.clear()
        self.model.show_view(view)
        self._settle_on("")
        self.begin()

    def settle(self) -> None:
        """Order the list anew; the current patient stays current where it still is in the list."""
        mailbox = self.view.mailbox
        self.model.settle()
        self._settle_on(mailbox)

    def begin(self) -> None:
        """Put the keyboard on the list."""
        shown = self._stack.currentWidget() or self.view
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tick(self, now: dt.datetime) -> None:
        self.model.tick(now)
        self.top.set_now(now)

    def acknowledge(self) -> None:
        """Open the panel for the current row, if it has anything open."""
        mailbox = self.view.mailbox
        row = self.model.row(mailbox) if mailbox else None
        if row is None or mailbox in self.model.listing.done:
            return
        about = subject.of_row(row, self.model.listing.view)
        if not about.findings:
            return
        if self._acknowledging and self.panel.subject is not None:
            self._ledger.keep(self.panel.subject.mailbox, self.panel.draft())
        self.panel.show_subject(about, self._ledger.draft(mailbox))
        self._show_panel(self.panel)
        self.panel.begin()

    @property
    def _acknowledging(self) -> bool:
        return isinstance(self._side, AcknowledgePanel) and not self._side.isHidden()

    def show_greens(self) -> None:
        """Show who is green, ready to be acknowledged at once."""
        counts = self.model.listing.counts()
        if self._everybody or not counts.green:
            return
        rows = self.model.listing.rows
        self.greens.show_rows(tuple(rows[m] for m in counts.green), tuple(rows[m] for m in counts.written))
        self._show_panel(self.greens)
        self.greens.begin()

    def take(self) -> None:
        """Take the current patient over, or give it back when it is one's own."""
        row = self.model.row(self.view.mailbox)
        if row is not None:
            me = self._desk.staff.name
            self._desk.bridge.take(row.mailbox, "" if row.owner == me else me)

    def hand_over(self) -> None:
        """Ask to whom, and give the current patient to that colleague."""
        row = self.model.row(self.view.mailbox)
        if row is not None:
            menu = handover.menu(self, self._desk, self._colleagues, row)
            at = self.view.visualRect(self.view.currentIndex()).bottomLeft()
            menu.exec(self.view.viewport().mapToGlobal(at))

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Name, birth year, reason"))
        self.search.setAccessibleName(self.tr("Search"))
        self.top.title.setText(self.tr("Patients") if self._everybody else self.tr("Worklist"))
        self.view.setAccessibleName(self.top.title.text())
        self._empty.setText(self.tr("Nothing here"))
        self.save_view.setText(self.tr("Save view"))
        self.all_green.setText(self.tr("Acknowledge all green"))
        self.model.forget_texts()
        self._show_counts()
        self._show_waiting()

    def restyle(self, theme: Theme) -> None:
        self._head.setFixedHeight(theme.grown(53))
        self.search.setMinimumWidth(theme.grown(180))
        self.search.setMaximumWidth(theme.grown(300))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self._head.setProperty("kind", "header")
        head = QHBoxLayout(self._head)
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        head.addStretch(1)
        head.addWidget(self._green_mark)
        head.addWidget(self._green)
        head.addWidget(self.all_green)
        if self._everybody:
            self._head.hide()
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        filters = SheddingRow((16, 8, 16, 8), 12)
        filters.add(self.search, 0, stretch=2)
        filters.add(self.chips, 0, stretch=3)
        if not self._everybody:
            filters.add(self.save_view, 1)
            self.chips.show_saved(tuple(saved_views.load(self._desk)))
        card = self._card = QFrame()
        card.setProperty("kind", "card")
        self._stack = QStackedLayout(card)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        left = QVBoxLayout(self._list)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(filters)
        inset = QVBoxLayout()
        inset.setContentsMargins(16, 0, 16, 0)
        inset.setSpacing(8)
        inset.addWidget(card, 1)
        inset.addWidget(self.arrivals)  # below: coming and going it moves no row
        left.addLayout(inset, 1)
        panel = QVBoxLayout()
        panel.setContentsMargins(0, 12, 16, 0)
        self._panel_place = panel
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._list, 1)
        body.addLayout(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self._head)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_queue)
        self.chips.chosen.connect(self._choose_chip)
        self.search.textChanged.connect(self._search)
        self.search.left.connect(self.begin)
        self.view.opened.connect(self.opened)
        self.view.undo_asked.connect(self._ledger.undo)
        self.view.moved.connect(self._follow)
        self.arrivals.asked.connect(self._show_new)
        self.all_green.clicked.connect(self.show_greens)
        self.save_view.clicked.connect(self._save_view)
        self.model.counts_changed.connect(self._show_counts)
        self.model.waiting_changed.connect(self._show_waiting)
        self.model.modelReset.connect(self._show_empty)
        self.model.texts_ready.connect(lambda: self._search(self.search.text()))
        self._ledger.done.connect(self._done)
        self._ledger.greens_done.connect(self._greens_done)
        self._ledger.undone.connect(lambda mailbox, _name: self.model.set_done(mailbox, None))

    def _shortcuts(self) -> None:
        commands: dict[str, Callable[[], None]] = {
            "j": lambda: self.view.step(1),
            "k": lambda: self.view.step(-1),
            "a": self.acknowledge,
            "t": self.take,
            "h": self.hand_over,
            "r": self._show_new,
            "Shift+G": self.show_greens,
            "/": lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "Ctrl+Z": self._ledger.undo,
        }
        if not self._everybody:
            for number, view in enumerate(self.tabs.tabs, 1):
                commands[str(number)] = partial(self.show_queue, view)
        for key, command in commands.items():
            bind(self._list, key, command)

    def _arrange(self) -> None:
        theme = self.theme
        self._fit_head()
        wide = round(_PANEL * (1 if theme.text_size <= TextSize.S100 else 1.15))
        alone = self.width() - wide - 16 < theme.grown(_LEAST_LIST)
        shown = self._side is not None
        # first hide, then show: side by side for a moment, they would widen the window
        for panel in self._panels:
            panel.setFixedWidth(self.width() - 32 if alone else wide)
            panel.setVisible(panel is self._side and not alone)
        self._list.setVisible(not (shown and alone))
        if self._side is not None:
            self._side.show()
        edge = 16 if shown else 0
        self._panel_place.setContentsMargins(16 if alone else 0, 8, edge, 0)

    def _fit_head(self) -> None:
        """Tabs first; what is green in words, then as a button alone, where there is room."""
        room = self.width() - 32
        self.tabs.fit(room)
        left = room - self.tabs.sizeHint().width() - 24
        button, mark = self.all_green.sizeHint().width(), self._green_mark.sizeHint().width()
        shown = self._green_count > 0 and not self._everybody
        self.all_green.setVisible(shown and button <= left)
        words = shown and button + mark + self._green.sizeHint().width() + 24 <= left
        for part in (self._green_mark, self._green):
            part.setVisible(words)

    def _accept_greens(self) -> None:
        self._ledger.see_greens(self.greens.mailboxes)
        self._show_panel(None)

    def _greens_done(self, count: int) -> None:
        if self.isVisible():
            self.toast.show_done(
                self.tr("%n green acknowledged.", "", count), self.tr("They are told that you have looked.")
            )

    def _show_panel(self, panel: SidePanel | None) -> None:
        self._side = panel
        self._arrange()
        self.keys_changed.emit()
        if panel is None:
            self.begin()

    def _settle_on(self, mailbox: str) -> None:
        if self.model.rowCount():
            self.view.go_to(mailbox)

    def _choose_chip(self, chip: str) -> None:
        name = saved_views.name_of(chip)
        if name:
            saved = saved_views.load(self._desk).get(name)
            if saved is not None:
                self.tabs.set_current(saved.view)
                self.model.show_view(saved.view)
                self.search.setText(saved.search)
                self._choose_chip(saved.chip)
            return
        mailbox = self.view.mailbox
        self.model.set_chip(chip)
        self._show_counts()
        self._settle_on(mailbox)
        self.begin()

    def _search(self, text: str) -> None:
        mailbox = self.view.mailbox
        self.model.set_search(text)
        self._settle_on(mailbox)

    def _show_new(self) -> None:
        waiting = self.model.listing.waiting()
        if waiting:
            self.model.settle()
            self._settle_on(waiting[0].mailbox)
        self.begin()

    def _follow(self, mailbox: str) -> None:
        """With the panel beside the list, the next row's signals come into it."""
        if not self._acknowledging or self._list.isHidden() or not mailbox:
            return
        if self.panel.subject is not None and self.panel.subject.mailbox != mailbox:
            self.acknowledge()

    def _save(self, draft: Draft) -> None:
        about = self.panel.subject
        if about is None:
            return
        self._ledger.save(about.mailbox, about.name, about.keys, draft)
        self.model.set_done(about.mailbox, Done("", self._desk.now(), draft.actions, draft.note))
        self.view.step_open()
        if self.view.mailbox == about.mailbox or self._list.isHidden():
            self._show_panel(None)  # nothing left, or no room for list and panel: back to the list

    def _keep(self, draft: Draft) -> None:
        if self.panel.subject is not None:
            self._ledger.keep(self.panel.subject.mailbox, draft)

    def _done(self, mailbox: str, done: Done, name: str, held: bool) -> None:
        self.model.set_done(mailbox, done)
        if self.isVisible():
            rest = self.tr("The message is sent in {seconds} s.").format(seconds=SECONDS) if held else ""
            self.toast.show_done(self.tr("{name} acknowledged.").format(name=name), rest)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_counts()  # nobody saw what came while another page was shown
        self._show_waiting()

    def _save_view(self) -> None:
        """Keep what is shown now, under a name."""
        title, asked = self.tr("Save view"), self.tr("What is it called?")
        name, chosen = QInputDialog.getText(self, title, asked)
        if chosen and name.strip():
            self.keep_view(name.strip())

    def keep_view(self, name: str) -> None:
        """Keep queue, chip and search under a name."""
        listing = self.model.listing
        view = SavedView(listing.view, listing.chip, self.search.text().strip())
        saved_views.keep(self._desk, name, view)
        self.chips.show_saved(tuple(saved_views.load(self._desk)))

    def _show_counts(self) -> None:
        if not self.isVisible():
            return
        listing = self.model.listing
        counts = listing.counts()
        for view, tab in self.tabs.tabs.items():
            queue = Queue(view.value)
            tab.set_counts(counts.in_queue[queue], counts.red[queue], counts.yellow[queue])
        self.chips.show_counts(listing)
        self.top.set_progress(counts.dealt_with, counts.people)
        self._green.set_strong_lead(
            self.tr("%n green", "", len(counts.green)), self.tr("nothing open, nothing unread")
        )
        self._green_count = len(counts.green)
        self._fit_head()

    def _show_waiting(self) -> None:
        if not self.isVisible():
            return
        waiting = self.model.listing.waiting()
        red = sum(1 for row in waiting if row.level is Level.RED)
        wanted = bool(waiting) and not self._everybody
        self.arrivals.show_waiting(len(waiting), red, self.model.said(waiting[0].mailbox) if wanted else None)

    def _show_empty(self) -> None:
        self._stack.setCurrentWidget(self.view if self.model.rowCount() else self._empty)
