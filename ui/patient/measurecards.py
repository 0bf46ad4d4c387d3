"""The cards of a blood pressure measurement: how to sit, what is left, what is felt, what it became."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetricsF
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.model.careplan import Plan
from hemmonitor.model.measurement import Component, Flag, Kind, Quantity
from ui.format import Formatter
from ui.patient import view
from ui.patient.layout import Room, Stretchy
from ui.patient.pressure import PressurePlot
from ui.patient.readings import ReadingLines
from ui.patient.words import component_name
from ui.theme import Theme, Zone, fonts
from ui.widgets.badge import ZoneBadge
from ui.widgets.base import Label
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.figure import Figure
from ui.widgets.picture import NumberDot, Picture
from ui.widgets.scale import ScaleBar
from ui.widgets.tile import IconView
from ui.widgets.timer import TimerRing

# Points in the picture "sitting" that its four sentences speak of, in the picture's own units.
_SIT_MARKS = ((40.0, 172.0), (217.0, 322.0), (318.0, 130.0), (213.0, 70.0))


class SitCard(Card):
    """How to sit: a picture with four numbered points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=26, parent=parent)
        self._title = Label("", "heading")
        self._picture = Picture("sitting", ground="sunken", least=150, marks=_SIT_MARKS)
        self._points = [Label("", "lead") for _ in range(4)]
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        for index, point in enumerate(self._points):
            row, column = index % 2, index // 2 * 2
            self._grid.addWidget(NumberDot(index + 1), row, column)
            self._grid.addWidget(point, row, column + 1)
        self._grid.setColumnStretch(1, 4)
        self._grid.setColumnStretch(3, 6)
        self.body.addWidget(self._title)
        self.body.addWidget(Stretchy(self._picture, 150), 1)
        self.body.addLayout(self._grid)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Sit like this"))
        self._picture.setAccessibleName(
            self.tr("A person sits at a table with the back against the chair and the arm on the table.")
        )
        texts = (
            self.tr("Back against the chair"),
            self.tr("Both feet on the floor"),
            self.tr("Arm on the table, at heart height"),
            self.tr("Do not talk"),
        )
        for point, text in zip(self._points, texts, strict=True):
            point.setText(text)


class RingCard(Card):
    """A title, what is left of a wait, and a sentence."""

    over = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=28, parent=parent)
        self._title = Label("", "heading")
        self.ring = TimerRing()
        self.ring.finished.connect(self.over)
        self.ring.announced.connect(self._announce)
        self._text = Label("", "lead", align=Qt.AlignmentFlag.AlignHCenter)
        self._words = QVBoxLayout()
        self._words.addWidget(self._text)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._ring_box = Stretchy(self.ring, 150)
        self._box.addWidget(self._ring_box, 1)
        self._box.addLayout(self._words)
        self.body.addWidget(self._title)
        self.body.addLayout(self._box, 1)
        self.refresh()

    def set_texts(self, title: str, text: str) -> None:
        """What one waits for, and what comes then."""
        self._title.setText(title)
        self._text.setText(text)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._ring_box.set_least(self.ring.minimumSizeHint().height())

    def set_room(self, room: Room) -> None:
        """The ring beside the sentence in one column, above it elsewhere."""
        beside = room is Room.ONE
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        self._box.setStretch(0, 0 if beside else 1)
        self._box.setStretch(1, 1 if beside else 0)
        side = Qt.AlignmentFlag.AlignLeft if beside else Qt.AlignmentFlag.AlignHCenter
        self._text.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._box.setSpacing(28 if beside else 8)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.ring, text))


class StartCard(Card):
    """The monitor waits for its START button, or measures without telling the pressure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=28, parent=parent)
        self._title, self._count = Label("", "heading"), Label("", "secondary", wrap=False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        self._text = Label("", "lead")
        self._picture = Picture("cuff", ground="accent_soft", least=140)
        self.body.addLayout(head)
        self.body.addWidget(self._text)
        self.body.addWidget(Stretchy(self._picture, 130), 1)
        self.refresh()

    def set_texts(self, title: str, count: str, text: str) -> None:
        self._title.setText(title)
        self._count.setText(count)
        self._text.setText(text)


class LiveCard(Card):
    """The pressure in the cuff now, in big figures and as a curve."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=28, parent=parent)
        self._beside = False
        self._title, self._count = Label("", "heading"), Label("", "secondary", wrap=False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        self.figure = Figure("", "", base=118, unit_base=22)
        self.figure.setObjectName("cuffPressure")
        self.plot = PressurePlot()
        self._note = Label("", "secondary")
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._box.addWidget(self.figure)
        self._box.addWidget(Stretchy(self.plot, 110), 1)
        self.body.addLayout(head)
        self.body.addLayout(self._box, 1)
        self.body.addWidget(self._note)
        self.retranslate()
        self.refresh()

    def set_texts(self, count: str) -> None:
        self._count.setText(count)

    def set_room(self, room: Room, *, snug: bool) -> None:
        """The curve beside the figure where the window is low."""
        self._beside = room is Room.ONE or snug
        self._fit()

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._fit()

    def _fit(self) -> None:
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if self._beside else QBoxLayout.Direction.TopToBottom
        )
        widest = QFontMetricsF(fonts.font(self.theme, 118, fonts.BOLD)).horizontalAdvance("000")
        unit = QFontMetricsF(fonts.font(self.theme, 22)).horizontalAdvance(self.tr("mmHg in the cuff"))
        self.figure.setMaximumWidth(round(max(widest, unit)) + 6 if self._beside else 16_777_215)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Measuring. Sit still."))
        self.figure.set_value(self.figure.value, self.tr("mmHg in the cuff"))
        self._note.setText(self.tr("This is the pressure in the cuff, not your blood pressure."))


class StillCard(Card):
    """Keep still: a picture and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=24, parent=parent)
        self._picture = Picture("sitting", least=120)
        self._text = Label("", "label", align=Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(Stretchy(self._picture, 100), 1)
        self.body.addWidget(self._text)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self._text.setText(self.tr("Keep your arm still and do not talk"))


class HintCard(Card):
    """An icon, a bold line and a sentence."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(padding=22, parent=parent)
        self._strong, self._text = Label("", "label"), Label("", "body")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._strong)
        words.addWidget(self._text)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(IconView(icon, 36), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.refresh()

    def set_texts(self, strong: str, text: str) -> None:
        self._strong.setText(strong)
        self._text.setText(text)


class CuffCard(Card):
    """How the cuff should sit: a picture and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=24, parent=parent)
        self._title, self._text = Label("", "heading"), Label("", "body")
        self._picture = Picture("cuff_right", ground="accent_soft", least=110)
        self.body.addWidget(self._title)
        self.body.addWidget(Stretchy(self._picture, 100), 1)
        self.body.addWidget(self._text)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self._title.setText(self.tr("The cuff on your bare arm"))
        text = self.tr("A few centimetres above the elbow. Two fingers should fit under it.")
        self._text.setText(text)
        self._picture.setAccessibleName(text)


class AfterCard(Card):
    """After the last reading: each reading, when it is time again, and "that was not me"."""

    not_me = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=28, parent=parent)
        self._title, self._lines = Label("", "heading"), ReadingLines()
        self._next, self._when = Label("", "label"), Label("", "body")
        self._not_me = Button("", "neutral", icon="user")
        self._not_me.setObjectName("notMe")
        self._not_me.clicked.connect(self.not_me)
        self.body.addWidget(self._title)
        self.body.addWidget(self._lines)
        self.body.addSpacing(12)
        self.body.addWidget(self._next)
        self.body.addWidget(self._when)
        self.body.addStretch(1)
        self.body.addWidget(self._not_me, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()
        self.refresh()

    def set_readings(self, lines: Sequence[tuple[str, str]]) -> None:
        """(time, figures) of each reading."""
        self._lines.set_lines([(left, right, True) for left, right in lines])

    def set_next(self, strong: str, text: str) -> None:
        """When it is time again."""
        self._next.setText(strong)
        self._when.setText(text)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Your readings"))
        self._not_me.setText(self.tr("It was not me who measured"))


class ResultCard(Card):
    """A reading, or the mean of several: figures, zone, what to do, and where it lies among the limits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=28, parent=parent)
        self._title, self._time = Label("", "heading"), Label("", "secondary", wrap=False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        self.figure = Figure("", "", base=96)
        self.figure.setObjectName("resultFigure")
        self.badge = ZoneBadge(large=True)
        self.badge.setObjectName("resultZone")
        self._line = Label("", "secondary")
        beside = QVBoxLayout()
        beside.addStretch(1)
        beside.addWidget(self.badge)
        beside.addWidget(self._line)
        beside.addStretch(1)
        figures = QHBoxLayout()
        figures.setSpacing(24)
        figures.addWidget(self.figure)
        figures.addLayout(beside, 1)
        self._text = Label("", "lead")
        self._left = Label("", "label")
        self._left.hide()
        self.body.addLayout(head)
        self.body.addLayout(figures)
        self.body.addWidget(self._text)
        self.body.addWidget(self._left)
        self._scales = QVBoxLayout()
        self._scales.setSpacing(16)
        self.body.addLayout(self._scales)
        self.body.addStretch(1)
        self.refresh()

    def set_result(
        self, title: str, time: str, values: Sequence[Quantity], zone: Zone, word: str, form: Formatter
    ) -> None:
        """The figures and their zone."""
        self._title.setText(title)
        self._time.setText(time)
        self.figure.set_value(view.pressures(values, form))
        self.badge.set_zone(zone, word)
        self._line.setText(view.pulse_line(values, form))

    def set_action(self, strong: str, text: str) -> None:
        """What to do now."""
        self._text.set_strong_lead(strong, text)

    def set_left(self, text: str) -> None:
        """How long until the next reading, where the ring is on another page."""
        self._left.setText(text)
        self._left.setVisible(bool(text))

    def hold(self, scales: QWidget) -> None:
        """Take the scale bars in."""
        self._scales.addWidget(scales)


class Scales(QWidget):
    """One scale bar for the upper and one for the lower pressure, as far as the plan has limits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = {c: ScaleBar() for c in (Component.SYSTOLIC, Component.DIASTOLIC)}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for bar in self._bars.values():
            column.addWidget(bar)
        column.addStretch(1)

    def set_values(self, values: Sequence[Quantity], plan: Plan | None, form: Formatter) -> None:
        """Where these figures lie."""
        for component, bar in self._bars.items():
            position = view.float_of(values, component)
            parts = view.segments(plan, Kind.BLOOD_PRESSURE, component, position, form)
            bar.setVisible(bool(parts))
            if parts:
                text = "" if position is None else form.number(position)
                bar.set_scale(component_name(component), parts, position, text)


class FailedCards:
    """What was wrong, and how it should be: two cards."""

    def __init__(self) -> None:
        self.wrong, self.right = (
            PictureCard("x", "red", "sunken"),
            PictureCard("check", "green", "accent_soft"),
        )
        self.right.set_kind("chosen")
        self.cause: Flag | None = None

    def tr(self, text: str) -> str:
        """Translate in this class's name."""
        return QCoreApplication.translate("FailedCards", text)

    def set_cause(self, cause: Flag | None) -> None:
        """The cause from the device's status bits; ``None`` when it names none."""
        self.cause = cause
        if cause is Flag.CUFF_LOOSE:
            self.wrong.set_content(
                "cuff_loose", self.tr("Too loose"), "", self.tr("There is air between the cuff and the arm.")
            )
            self.right.set_content(
                "cuff_right",
                self.tr("Just right"),
                self.tr("Tighten it. Two fingers should fit."),
                self.tr(
                    "The cuff sits on the bare arm, a few centimetres above the elbow. Keep the arm still."
                ),
            )
        else:
            picture = "sitting" if cause is not None else "cuff_right"
            strong, text = {
                Flag.BODY_MOVEMENT: (
                    self.tr("Keep your arm quite still."),
                    self.tr("Do not talk, and do not move your fingers, until the figures are there."),
                ),
                Flag.IMPROPER_POSITION: (
                    self.tr("Rest your arm on the table."),
                    self.tr("The cuff should be as high as your heart."),
                ),
            }.get(
                cause,  # type: ignore[arg-type]  # None is the default
                (
                    self.tr("Check the cuff and sit still."),
                    self.tr("The cuff sits tight on the bare arm, with the hose towards your hand."),
                ),
            )
            self.right.set_content(picture, self.tr("Like this"), strong, text)


class PictureCard(Card):
    """One half of a picture pair."""

    def __init__(self, icon: str, role: str, ground: str) -> None:
        super().__init__(padding=24)
        self._title, self._text = Label("", "heading"), Label("", "body")
        self._picture, self._icon = Picture("cuff_loose", ground=ground, least=90), IconView(icon, 32, role)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        self.body.addLayout(head)
        self.body.addWidget(Stretchy(self._picture, 90), 1)
        self.body.addWidget(self._text)
        self.refresh()

    def set_headed(self, on: bool) -> None:
        """With or without its title line."""
        self._title.setVisible(on)
        self._icon.setVisible(on)

    def set_content(self, picture: str, title: str, strong: str, text: str) -> None:
        self._title.setText(title)
        self._picture.set_picture(picture, title)
        if strong:
            self._text.set_strong_lead(strong, text)
        else:
            self._text.setText(text)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.body.setSpacing(14)
