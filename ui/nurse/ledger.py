"""What was acknowledged at this workstation: drafts, what can be undone, messages that still wait.

Rules:
- An acknowledgement is stored at once; its message is held by the core until the toast has ended.
- Undo takes back the newest acknowledgement of this session that still stands, then the one before.
- A draft is kept per patient until it is saved.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from hemmonitor.clinic import Overtaken
from hemmonitor.model.events import Action, Usefulness
from ui.nurse.desk import Desk
from ui.nurse.listing import Done


@dataclass(frozen=True, slots=True)
class Draft:
    """An acknowledgement as it is being written."""

    actions: tuple[Action, ...] = ()
    note: str = ""
    message: str = ""
    send: bool = True
    follow_up: dt.date | None = None
    useful: Usefulness | None = None


@dataclass(frozen=True, slots=True)
class _Saved:
    name: str
    draft: Draft


class Ledger(QObject):
    """``done(mailbox, Done, name, held)`` when it is stored, ``undone(mailbox, name)`` when taken back.

    ``greens_done(count)`` and ``greens_undone`` for all green ones at once.
    """

    done = Signal(str, object, str, bool)
    undone = Signal(str, str)
    greens_done = Signal(int)
    greens_undone = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts: dict[str, Draft] = {}
        self._saving: dict[str, list[_Saved]] = {}  # by mailbox, oldest first
        self._standing: list[tuple[str, str, str]] = []  # mailbox, event id, name
        self._held: list[tuple[str, str]] = []  # mailbox, event id
        self._greens: tuple[str, ...] = ()  # looked at, and not yet told
        desk.bridge.acknowledged.connect(self._stored)
        desk.bridge.overtaken.connect(self._refused)

    def draft(self, mailbox: str) -> Draft:
        """The draft of a patient; an empty one when there is none."""
        return self._drafts.get(mailbox, Draft())

    def keep(self, mailbox: str, draft: Draft) -> None:
        """Keep a draft; an empty one is forgotten."""
        if draft == Draft():
            self._drafts.pop(mailbox, None)
        else:
            self._drafts[mailbox] = draft

    def save(self, mailbox: str, name: str, keys: tuple[str, ...], draft: Draft) -> None:
        """Acknowledge. ``done`` follows when it is stored."""
        self._drafts.pop(mailbox, None)
        message = draft.message.strip() if draft.send else ""
        self._saving.setdefault(mailbox, []).append(_Saved(name, draft))
        self._desk.bridge.acknowledge(
            mailbox,
            keys,
            draft.actions,
            note=draft.note.strip(),
            message=message,
            useful=draft.useful,
            follow_up=draft.follow_up,
            hold=True,
        )

    def undo(self, mailbox: str = "") -> None:
        """Take back the newest acknowledgement, of a patient when named."""
        if self._greens and not mailbox:
            self._greens = ()
            self.greens_undone.emit()
            return
        for saved in reversed(self._standing):
            if mailbox in {"", saved[0]}:
                self._standing.remove(saved)
                self._held = [h for h in self._held if h[1] != saved[1]]
                self._desk.bridge.undo(saved[0], saved[1])
                self.undone.emit(saved[0], saved[2])
                return

    def release(self) -> None:
        """The time to undo is over: send the messages that wait."""
        for mailbox, event_id in self._held:
            self._desk.bridge.release(mailbox, event_id)
        self._held = []
        if self._greens:
            self._desk.bridge.see(self._greens)
            self._greens = ()

    def see_greens(self, mailboxes: tuple[str, ...]) -> None:
        """All these are fine and looked at. They are told so when the time to undo is over."""
        self.release()
        self.greens_done.emit(len(mailboxes))
        self._greens = mailboxes

    def _refused(self, first: Overtaken) -> None:
        """A colleague had dealt with it: nothing was stored, and what was written is a draft again."""
        waiting = self._saving.get(first.mailbox)
        if not first.own and waiting:
            saved = waiting.pop(0)
            self.keep(first.mailbox, saved.draft)
            self.undone.emit(first.mailbox, saved.name)

    def _stored(self, mailbox: str, event_id: str) -> None:
        waiting = self._saving.get(mailbox)
        if not waiting:  # somebody else's call of the bridge, such as a script
            return
        saved = waiting.pop(0)
        draft = saved.draft
        held = bool(draft.send and draft.message.strip())
        self._standing.append((mailbox, event_id, saved.name))
        done = Done(event_id, self._desk.now(), draft.actions, draft.note)
        self.release()  # the toast of what was done before gives way to this one
        self.done.emit(mailbox, done, saved.name, held)
        if held:
            self._held.append((mailbox, event_id))
