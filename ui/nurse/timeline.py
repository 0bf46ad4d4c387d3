"""Everything that is known of a patient in one list, the newest first: measured, judged, said, done, seen.

The readings of a day and kind are one line, so that a year can be read. A value that was marked as wrong
stays in the list with its reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QStyleOptionViewItem,
    QWidget,
)

from hemmonitor.clinic import PatientView
from hemmonitor.model.measurement import Kind, Measurement
from hemmonitor.model.visits import VisitMade
from ui import measures, reasons
from ui.format import Formatter
from ui.nurse import round_words, rule_words, words
from ui.nurse.delegates import face
from ui.nurse.limits_model import changes
from ui.nurse.lines import Index, Line, Lines
from ui.nurse.versions import change_text
from ui.nurse.visits import words as visit_words
from ui.theme import fonts, icons

translate = QCoreApplication.translate
_NO_PARENT = QModelIndex()
_WHEN = 128  # px at 100 %
_MOST = 4000  # lines


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: when, what happened, more about it; ``measurement_id`` when it is about a value."""

    at: dt.datetime
    icon: str
    title: str
    detail: str = ""
    measurement_id: str = ""


def entries(view: PatientView, fmt: Formatter) -> list[Entry]:
    """Everything, the newest first."""
    found = [
        *_measured(view, fmt),
        *_judged(view, fmt),
        *_plans(view, fmt),
        *_said(view),
        *_done(view, fmt),
        *_seen(view),
    ]
    return sorted(found, key=lambda e: e.at, reverse=True)[:_MOST]


def _measured(view: PatientView, fmt: Formatter) -> Iterator[Entry]:
    days: dict[tuple[dt.date, Kind], list[Measurement]] = {}
    for measurement in view.measurements:
        day = measurement.taken_at.astimezone(fmt.zone).date()
        days.setdefault((day, measurement.kind), []).append(measurement)
    for (_, kind), many in days.items():
        shown = [" ".join(measures.reading(m, None, fmt)) for m in many[:6]]
        more = f" … ({len(many)})" if len(many) > len(shown) else ""
        icon = words.KIND_ICONS.get(kind, "activity")
        yield Entry(many[-1].taken_at, icon, measures.kind_name(kind), ", ".join(shown) + more, many[-1].id)
    for measurement_id, reason in view.retracted.items():
        at = view.stored_at.get(measurement_id)
        if at is not None:
            yield Entry(at, "ban", translate("Timeline", "A value was marked as wrong"), reason)


def _judged(view: PatientView, fmt: Formatter) -> Iterator[Entry]:
    known = {m.id: m for m in view.measurements}
    for finding in (*view.evaluation.open, *view.evaluation.acknowledged):
        reason = reasons.explain(finding, known, fmt, view.at)
        yield Entry(finding.since, "flag", translate("Timeline", "Signal: {text}").format(text=reason.title))


def _plans(view: PatientView, fmt: Formatter) -> Iterator[Entry]:
    for place, plan in enumerate(view.plans):
        before = view.plans[place - 1] if place else None
        parts = [plan.reason]
        if before is not None:
            parts += [change_text(c, fmt) for c in changes(before.thresholds, plan.thresholds)]
            parts += rule_words.rule_changes(before, plan, fmt)
        title = translate("Timeline", "Plan {version}, {author}").format(
            version=plan.version, author=plan.author
        )
        yield Entry(plan.valid_from, "file-pencil", title, ". ".join(parts))


def _said(view: PatientView) -> Iterator[Entry]:
    for message in view.messages:
        files = ", ".join(a.name for a in message.attachments)
        text = " ".join(message.text.split())
        yield Entry(message.at, "message", message.sender, " · ".join(part for part in (text, files) if part))
    for note in view.notes:
        title = translate("Timeline", "Note, {name}").format(name=note.body.by)
        shown = visit_words.Counted().pictures(len(note.body.attachments)) if note.body.attachments else ""
        yield Entry(note.at, "note", title, " · ".join(part for part in (note.body.text, shown) if part))


def _done(view: PatientView, fmt: Formatter) -> Iterator[Entry]:
    for one in view.acknowledgements:
        done = ", ".join(words.action_done(a) for a in one.body.actions)
        title = translate("Timeline", "Acknowledged, {name}: {actions}").format(
            name=one.body.by, actions=done
        )
        yield Entry(one.at, "check", title, one.body.note)
    for held in view.rounds:
        decided = ", ".join(round_words.decision(d) for d in held.body.decisions)
        title = translate("Timeline", "Round, {name}: {decisions}").format(
            name=held.body.by, decisions=decided
        )
        yield Entry(held.at, "stethoscope", title, " ".join(held.body.note.split()))
    for visit in view.visits:
        told = visit.body
        if isinstance(told, VisitMade):
            title = translate("Timeline", "Visit, {name}: {outcome}").format(
                name=told.by, outcome=visit_words.outcome(told.outcome)
            )
            yield Entry(visit.at, "car", title, " · ".join(told.summary.split("\n")))
            continue
        called = translate("Timeline", "Visit called off, {name}")
        title = called if told.off else translate("Timeline", "Visit planned, {name}")
        detail = f"{fmt.when(told.at, view.at)}, {told.reason}"
        yield Entry(visit.at, "car", title.format(name=told.by), detail)
    for task in view.tasks:
        what = task.title or translate("Timeline", "Follow up")
        due = translate("Timeline", "by {day}").format(day=fmt.day(task.due, short=True))
        yield Entry(
            task.at, "calendar", translate("Timeline", "Task, {name}").format(name=task.by), f"{what}, {due}"
        )
        if task.done_at is not None:
            title = translate("Timeline", "Task done, {name}").format(name=task.done_by)
            yield Entry(task.done_at, "checks", title, what)


def _seen(view: PatientView) -> Iterator[Entry]:
    for at, seen in view.seen:
        title = translate("Timeline", "Seen by {name}").format(name=seen.by)
        yield Entry(at, "eye", title, Counted().items(len(seen.items)))


class Counted(QObject):
    """Texts with a number: lupdate sees their plural forms only in ``tr``."""

    def items(self, count: int) -> str:
        """How many readings and messages."""
        return self.tr("%n reading(s) and messages", "", count)


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self.stamps: list[str] = []

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(p for p in (self.stamps[index.row()], entry.title, entry.detail) if p)
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.detail or None
        return None


class Timeline(Lines):
    """``show_view(view, fmt)``. Lines are made when it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._lines = _Lines()
        super().__init__(self._lines, _Line, "timeline", parent)
        self.refresh()

    @property
    def entries(self) -> list[Entry]:
        """What is shown."""
        return self._lines.entries

    def show_view(self, view: PatientView, fmt: Formatter) -> None:
        """Show a patient's."""
        self._lines.beginResetModel()
        self._lines.entries = entries(view, fmt)
        self._lines.stamps = [fmt.when(e.at, view.at) for e in self._lines.entries]
        self._lines.endResetModel()


class _Line(Line):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, theme = index.model(), self.theme
        assert isinstance(model, _Lines)
        entry, colours = model.entries[index.row()], theme.colours
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.fillRect(rect, QColor(colours.accent_soft))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), QColor(colours.border))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        small, thin = face(theme, 13)
        painter.setFont(small)
        painter.setPen(QColor(colours.text_secondary))
        when = QRect(rect.x() + 8, rect.y(), theme.grown(_WHEN), rect.height())
        painter.drawText(when, flags, model.stamps[index.row()])
        side = theme.grown(16)
        x = when.right() + 8
        mark = QRectF(x, rect.y() + (rect.height() - side) / 2, side, side)
        icons.paint(painter, mark, entry.icon, colours.accent)
        x += side + 10
        bold, metrics = face(theme, 14, fonts.SEMIBOLD)
        wide = rect.right() - x - 8
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, wide)
        painter.setFont(bold)
        painter.setPen(QColor(colours.text))
        painter.drawText(QRect(x, rect.y(), wide, rect.height()), flags, title)
        x += metrics.horizontalAdvance(title) + 10
        wide = rect.right() - x - 8
        if entry.detail and wide > theme.grown(60):
            painter.setFont(small)
            painter.setPen(QColor(colours.text_secondary))
            detail = thin.elidedText(" ".join(entry.detail.split()), Qt.TextElideMode.ElideRight, wide)
            painter.drawText(QRect(x, rect.y(), wide, rect.height()), flags, detail)
        painter.restore()
