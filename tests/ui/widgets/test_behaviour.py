"""What the shared widgets do: by mouse, by keyboard, by the clock, and what they tell a screen reader."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import render
from ui.i18n import Translations
from ui.theme import Theme, Zone
from ui.widgets.alert import Panel112
from ui.widgets.base import Label, strong_lead
from ui.widgets.buttons import Button
from ui.widgets.card import CardButton
from ui.widgets.chain import Sent, SentChain, Stage
from ui.widgets.choice import Chip, ChipRow, Segmented
from ui.widgets.fields import CheckBox, NumberField
from ui.widgets.focus import FocusRing
from ui.widgets.scale import ScaleBar, Segment
from ui.widgets.steps import Steps
from ui.widgets.tile import Reading, ValueTile
from ui.widgets.timer import TimerRing
from ui.widgets.toast import Toast


class Clock:
    """Seconds that go when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


KEPT: list[QWidget] = []


def shown(qtbot: QtBot, *widgets: QWidget, width: int = 0, height: int = 0) -> QWidget:
    """A page with the widgets, on the screen and active until the test ends."""
    window = render.page(*widgets, width=width, height=height)
    KEPT.append(window)
    qtbot.addWidget(window, before_close_func=KEPT.remove)
    window.show()
    window.activateWindow()
    render.settle(window)
    return window


def test_the_ring_counts_down_on_its_clock(qtbot: QtBot) -> None:
    clock = Clock()
    ring = TimerRing(clock=clock)
    qtbot.addWidget(ring)
    heard: list[str] = []
    ring.announced.connect(heard.append)
    ring.start(300)
    assert ring.figures() == ("5:00", "left")
    clock.now += 105
    ring.tick()
    assert ring.figures()[0] == "3:15"
    clock.now += 45
    ring.tick()
    clock.now += 140
    ring.tick()
    assert heard == ["5 minute(s) left", "3 minute(s) left", "10 second(s) left"]
    with qtbot.waitSignal(ring.finished):
        clock.now += 10
        ring.tick()
    assert not ring.running


def test_the_ring_is_right_after_the_machine_slept(qtbot: QtBot) -> None:
    clock = Clock()
    ring = TimerRing(clock=clock)
    qtbot.addWidget(ring)
    ring.start(300)
    clock.now += 3600
    with qtbot.waitSignal(ring.finished):
        ring.tick()
    assert ring.remaining() == 0


def test_the_ring_shrinks_clockwise(qapp: QApplication) -> None:
    clock = Clock()
    ring = TimerRing(clock=clock)
    window = render.page(ring)
    ring.start(100)
    clock.now += 75  # a quarter left: from twelve to three o'clock
    accent, track = QColor(Theme().colours.accent), QColor(Theme().colours.accent_soft)
    image = render.picture(window)
    centre = ring.mapTo(window, ring.rect().center())
    reach = round((min(ring.width(), ring.height()) - 4) / 2 - 10)
    diagonal = round(reach * 0.7071)
    assert image.pixelColor(centre + QPoint(diagonal, -diagonal)) == accent
    assert image.pixelColor(centre + QPoint(-diagonal, -diagonal)) == track
    assert image.pixelColor(centre + QPoint(-diagonal, diagonal)) == track
    window.close()


def test_reduced_motion_shows_the_number_only(qapp: QApplication) -> None:
    ring = TimerRing(clock=Clock())
    window = render.page(ring, theme=Theme(reduced_motion=True))
    ring.start(100)
    image = render.picture(window)
    accent = QColor(Theme().colours.accent)
    assert not any(
        image.pixelColor(x, y) == accent for x in range(image.width()) for y in range(0, image.height(), 3)
    )
    window.close()


def test_steps_say_where_one_is(qtbot: QtBot, swedish: Translations) -> None:
    steps = Steps(["Förbered", "Vila", "Mät", "Mät igen", "Klart"], 1)
    qtbot.addWidget(steps)
    steps.resize(900, 60)
    assert steps.accessibleName() == "Steg 2 av 5: Vila"
    assert steps.shows_dots()
    steps.resize(300, 60)
    assert not steps.shows_dots()
    steps.set_steps([str(number) for number in range(6)], 5)
    steps.resize(2000, 60)
    assert not steps.shows_dots()


@pytest.mark.parametrize(
    ("value", "zone"),
    [(50, Zone.RED), (90, Zone.YELLOW), (99.9, Zone.YELLOW), (100, Zone.GREEN), (160, Zone.YELLOW),
     (500, Zone.RED)],
)  # fmt: skip
def test_a_value_on_a_joint_is_in_the_upper_zone(qtbot: QtBot, value: float, zone: Zone) -> None:
    segments = [
        Segment(80, 90, Zone.RED), Segment(90, 100, Zone.YELLOW, "90"), Segment(100, 160, Zone.GREEN, "100"),
        Segment(160, 180, Zone.YELLOW, "160"), Segment(180, 200, Zone.RED, "180"),
    ]  # fmt: skip
    bar = ScaleBar("Upper pressure", segments, value, str(value))
    qtbot.addWidget(bar)
    assert bar.zone_of_value() is zone
    assert bar.accessibleName().startswith(f"Upper pressure, {value}, ")


def test_read_is_said_only_when_it_is_read(qtbot: QtBot) -> None:
    chain = SentChain(Sent(Stage.SENT, "09:31", "09:31", "weekdays 8–16"))
    qtbot.addWidget(chain)
    assert [part[0] for part in chain.parts()] == ["circle-check", "circle-check", "circle-dashed"]
    chain.set_sent(Sent(Stage.READ, "09:31", "09:31", "Anna 09:40"))
    assert chain.parts()[2] == ("checks", "Read", "Anna 09:40")
    chain.set_sent(Sent(Stage.OFFLINE, "09:31"))
    assert [part[0] for part in chain.parts()] == ["cloud-off"]
    assert chain.accessibleName() == "Saved on your computer 09:31"


def test_a_tile_without_a_value_says_so_and_shows_no_figure(qtbot: QtBot) -> None:
    tile = ValueTile("scale-outline", "Weight")
    qtbot.addWidget(tile)
    assert tile.accessibleName() == "Weight, No reading"
    tile.set_reading(Reading("71,4", Zone.YELLOW, "today 08.32", unit="kg", below="0,2 kg more"))
    assert tile.accessibleName() == "Weight, 71,4 kg, 0,2 kg more, Keep an eye, today 08.32"
    tile.set_reading(None)
    assert not any(figure in tile.accessibleName() for figure in "0123456789")


def test_one_of_a_few_by_keyboard(qtbot: QtBot) -> None:
    choice = Segmented([("w", "Week"), ("m", "Month"), ("y", "Year")], "m")
    shown(qtbot, choice)
    heard: list[str] = []
    choice.chosen.connect(heard.append)
    QTest.keyClick(choice, Qt.Key.Key_Right)
    QTest.keyClick(choice, Qt.Key.Key_Right)
    QTest.keyClick(choice, Qt.Key.Key_Left)
    assert heard == ["y", "w", "y"]
    assert choice.current == "y"
    choice.set_current("w")
    assert heard == ["y", "w", "y"]


def test_one_of_a_few_by_mouse(qtbot: QtBot) -> None:
    choice = Segmented([("w", "Week"), ("m", "Month")])
    shown(qtbot, choice)
    with qtbot.waitSignal(choice.chosen) as told:
        month = next(part for part in choice.findChildren(QToolButton) if part.text() == "Month")
        QTest.mouseClick(month, Qt.MouseButton.LeftButton)
    assert told.args == ["m"]


def test_several_of_a_few(qtbot: QtBot) -> None:
    row = ChipRow([("bp", "Blood pressure"), ("p", "Pulse")], {"bp"})
    shown(qtbot, row)
    with qtbot.waitSignal(row.changed) as told:
        QTest.mouseClick(row.chip("p"), Qt.MouseButton.LeftButton)
    assert told.args == [{"bp", "p"}]
    QTest.keyClick(row.chip("bp"), Qt.Key.Key_Space)
    assert row.chosen == {"p"}
    assert isinstance(row.chip("p"), Chip)


def test_a_card_is_pressed_by_mouse_and_keyboard(qtbot: QtBot) -> None:
    card = CardButton("Choose Gunnel")
    shown(qtbot, card, width=300, height=200)
    heard: list[None] = []
    card.clicked.connect(lambda: heard.append(None))
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    QTest.keyClick(card, Qt.Key.Key_Return)
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert len(heard) == 3


def test_the_number_field_steps_and_shows_its_unit(qtbot: QtBot) -> None:
    field = NumberField("%", step=2)
    shown(qtbot, field)
    field.setValue(88)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 90
    assert field.text().endswith("%")
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(field.width() - 12, field.height() - 8))
    assert field.value() == 88


def test_the_check_box_answers_on_its_whole_row(qtbot: QtBot) -> None:
    box = CheckBox("Send with it")
    shown(qtbot, box)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 3, 5))
    assert box.isChecked()


def test_the_ring_follows_keyboard_focus_only(qtbot: QtBot) -> None:
    one, two, field = Button("One"), Button("Two"), QLineEdit()
    window = shown(qtbot, one, two, field)
    two.setFocus(Qt.FocusReason.TabFocusReason)
    ring = FocusRing(window)

    def around() -> QWidget | None:
        return None if ring.isHidden() else ring.target

    one.setFocus(Qt.FocusReason.TabFocusReason)
    assert around() is one
    assert ring.geometry().contains(one.geometry())
    QTest.keyClick(one, Qt.Key.Key_Tab)
    assert around() is two
    field.setFocus(Qt.FocusReason.TabFocusReason)
    assert around() is field
    two.setProperty("own_focus", True)
    two.setFocus(Qt.FocusReason.TabFocusReason)
    assert around() is None


def test_the_ring_is_not_shown_for_the_mouse(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offscreen no mouse button is ever down, so the question Qt is asked is answered here."""
    one, two, field = Button("One"), Button("Two"), QLineEdit()
    window = shown(qtbot, one, two, field)
    two.setFocus(Qt.FocusReason.TabFocusReason)
    ring = FocusRing(window)
    monkeypatch.setattr("ui.widgets.focus.QApplication.mouseButtons", lambda: Qt.MouseButton.LeftButton)
    one.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.isHidden()
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.target is field


def test_the_ring_does_not_touch_what_it_is_around(qtbot: QtBot) -> None:
    button, other = Button("One", "primary"), Button("Two")
    window = shown(qtbot, button, other)
    other.setFocus(Qt.FocusReason.TabFocusReason)
    FocusRing(window)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    image = render.picture(window)
    left = button.mapTo(window, QPoint(0, button.height() // 2))
    across = [image.pixelColor(left + QPoint(step, 0)).name().upper() for step in range(-7, 4)]
    colours = Theme().colours
    assert across[1:4] == [colours.focus] * 3
    assert across[4:7] == [colours.surface] * 3
    assert across[9] == colours.accent


def test_the_ring_stays_inside_a_scroll_area_and_follows_it(qtbot: QtBot) -> None:
    inner, area = QWidget(), QScrollArea()
    column = QVBoxLayout(inner)
    buttons = [Button(str(number)) for number in range(12)]
    for button in buttons:
        column.addWidget(button)
    area.setWidget(inner)
    window = shown(qtbot, area, width=300, height=240)
    ring = FocusRing(window)
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    before = ring.geometry()
    area.verticalScrollBar().setValue(20)
    assert ring.geometry() == before.translated(0, -20)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert ring.isHidden()


def test_a_focused_widget_may_be_destroyed(qtbot: QtBot) -> None:
    one, two = Button("One"), Button("Two")
    window = shown(qtbot, one, two)
    ring = FocusRing(window)
    one.setFocus(Qt.FocusReason.TabFocusReason)
    one.deleteLater()
    render.settle(window)
    two.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.target is two


def toast_host(qtbot: QtBot) -> QWidget:
    """A view for toasts, with the mouse elsewhere: a toast under the mouse waits."""
    QCursor.setPos(0, 0)
    host = QWidget()
    host.setGeometry(200, 200, 700, 300)
    QVBoxLayout(host).addWidget(Button("What one was doing"))
    KEPT.append(host)
    qtbot.addWidget(host, before_close_func=KEPT.remove)
    host.show()
    return host


def test_a_toast_expires_and_can_be_undone(qtbot: QtBot) -> None:
    host = toast_host(qtbot)
    toast = Toast(host, seconds=0.05)
    with qtbot.waitSignal(toast.expired, timeout=1000):
        toast.show_done("Asta acknowledged.", "The message is sent in 12 s.")
    assert toast.isHidden()
    toast = Toast(host, seconds=60)
    expired: list[None] = []
    toast.expired.connect(lambda: expired.append(None))
    toast.show_done("Asta acknowledged.")
    with qtbot.waitSignal(toast.undone):
        QTest.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    assert expired == []
    assert toast.isHidden()


def test_a_second_toast_lets_the_first_happen(qtbot: QtBot) -> None:
    host = toast_host(qtbot)
    toast = Toast(host, seconds=60)
    toast.show_done("First.")
    with qtbot.waitSignal(toast.expired):
        toast.show_done("Second.")
    assert toast.isVisible()


def test_a_toast_waits_while_the_keyboard_is_in_it(qtbot: QtBot) -> None:
    host = toast_host(qtbot)
    host.activateWindow()
    toast = Toast(host, seconds=0.05)
    toast.show_done("First.")
    toast.undo.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.assertNotEmitted(toast.expired, wait=150):
        pass
    with qtbot.waitSignal(toast.expired, timeout=1000):
        toast.undo.clearFocus()


def test_peoples_words_are_never_markup(qtbot: QtBot) -> None:
    label = Label("<b>Anna</b> & Co")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert strong_lead("<i>", "a & b") == "<b>&lt;i&gt;</b> a &amp; b"


def test_the_112_panel_reads_its_symptoms(qtbot: QtBot) -> None:
    panel = Panel112()
    qtbot.addWidget(panel)
    panel.set_texts("Call 112 now", "if you have", ["chest pain", "trouble speaking"], "Do not wait.")
    assert panel.accessibleName() == "Call 112 now if you have: chest pain, trouble speaking. Do not wait."
    panel.set_texts("Call 112 now", "if you have", ["fainting"], "")
    render.settle(panel)
    assert [label.text() for label in panel.findChildren(Label) if label.text() == "chest pain"] == []
