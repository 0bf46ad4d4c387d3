"""The cards of a blood pressure measurement until there is a value: how to sit, wait, and what is felt."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetricsF
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.clinical.guided import Step
from ui.patient.layout import Room, Stretchy
from ui.patient.pressure import PressurePlot
from ui.theme import Theme, fonts
from ui.widgets.base import Label
from ui.widgets.card import Card
from ui.widgets.figure import Figure
from ui.widgets.picture import NumberDot, Picture
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

    def say(self, step: Step, minutes: int) -> None:
        """What one waits for in this step (a rest of `minutes`), and what comes then."""
        if step is Step.REST:
            title = self.tr("Rest for %n minute(s)", "", minutes) if minutes else self.tr("Rest for a moment")
            text = self.tr("Breathe calmly. When you hear the signal: press START on the monitor.")
        elif step is Step.REST_AGAIN:
            title = self.tr("Rest, then measure again")
            text = self.tr(
                "Sit still and breathe calmly. When you hear the signal: press START on the monitor."
            )
        else:
            title = self.tr("Next reading")
            text = self.tr("Leave the cuff on. When you hear the signal: press START on the monitor.")
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

    def say(self, count: str, *, measuring: bool) -> None:
        """Which reading it is, and whether the monitor is at work already."""
        self._count.setText(count)
        self._title.setText(
            self.tr("Measuring. Sit still.") if measuring else self.tr("Press START on the monitor")
        )
        self._text.setText(self.tr("The value comes here by itself."))


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

    def say(self, count: str) -> None:
        """Which reading it is."""
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


class PainCard(HintCard):
    """What to do when the cuff hurts."""

    def __init__(self) -> None:
        super().__init__("hand-stop")
        self.retranslate()

    def retranslate(self) -> None:
        self.set_texts(
            self.tr("Does it hurt too much?"),
            self.tr("Press the big button on the monitor. The pressure goes at once."),
        )


class BeforeCard(HintCard):
    """What makes a value wrong before one has begun."""

    def __init__(self) -> None:
        super().__init__("info-circle")
        self.retranslate()

    def retranslate(self) -> None:
        self.set_texts(
            self.tr("Before you begin"),
            self.tr("No coffee, tobacco or hard work for half an hour. Empty your bladder first."),
        )


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
