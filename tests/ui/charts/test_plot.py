"""The chart on the screen: what is drawn where, what is said, what the mouse and the keyboard do."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui import render
from ui.charts.frame import ChartFrame, Heading, KeyEntry
from ui.charts.lane import Bars, Curve, Dots, Flag, Lane, Limit, MarkState
from ui.charts.limits import Grip
from ui.charts.plot import Chart, TimeLink
from ui.charts.pyramid import Pyramid
from ui.charts.series import DAY, Band, Gap, zone_ranks
from ui.charts.table import TIME_ROLE, ZONE_ROLE, ChartTable
from ui.format import Formatter
from ui.i18n import Language, Translations
from ui.theme import Face, Mode, TextSize, Theme, Zone
from ui.theme.contrast import mix, rgb

HOME = ZoneInfo("Europe/Stockholm")
START = dt.datetime(2025, 11, 1, tzinfo=HOME).timestamp()
END = START + 10 * DAY
FORM = Formatter(Language.EN, HOME)
KEPT: list[QWidget] = []

# Ten days, one bar at each noon, none on day 5; the last one is high.
TIMES = START + np.array([0, 1, 2, 3, 4, 6, 7, 8, 9]) * DAY + DAY / 2
HIGH = np.array([140.0, 140, 150, 140, 140, 140, 140, 140, 182])
LOW = HIGH - 60
HOLLOW = np.array([False, True] * 4 + [False])


def lane(**changes: object) -> Lane:
    made: dict[str, object] = {
        "title": "Blood pressure",
        "unit": "mmHg",
        "colour": "systolic",
        "data": Bars(TIMES, LOW, HIGH, hollow=HOLLOW),
        "low": 60.0,
        "high": 200.0,
        "say": lambda index: f"{HIGH[index]:.0f}/{LOW[index]:.0f}",
        "bands": (Band(160, 180, "yellow"), Band(180, 400, "red")),
        "limits": (Limit(180, "from 180", "red"), Limit(160, "from 160", "yellow"), Limit(135, "goal 135")),
        "gaps": (Gap(START + 5.0 * DAY, START + 6.0 * DAY),),
    }
    return Lane(**(made | changes))  # type: ignore[arg-type]


def pulse() -> Lane:
    return Lane(
        "Pulse",
        "beats/min",
        "pulse",
        Dots(TIMES, HIGH / 2, line=True),
        40,
        110,
        lambda i: f"{HIGH[i] / 2:.0f}",
    )


def show(
    qtbot: QtBot, *lanes: Lane, theme: Theme | None = None, link: TimeLink | None = None, titles: bool = False
) -> Chart:
    chart = Chart(FORM, link or TimeLink(START, END), titles=titles, today=END - DAY / 2)
    window = render.page(chart, theme=theme or Theme(), width=900, height=500)
    KEPT.append(window)
    qtbot.addWidget(window, before_close_func=KEPT.remove)
    chart.set_lanes(lanes or (lane(),))
    window.activateWindow()
    render.settle(window)
    return chart


def shot(chart: Chart) -> QImage:
    render.settle(chart.window())
    image = QImage(chart.size(), QImage.Format.Format_ARGB32)
    chart.render(image)
    return image


def name(image: QImage, x: float, y: float) -> str:
    """Colour of the pixel that holds the point."""
    return image.pixelColor(int(x), int(y)).name().upper()


def alike(one: str, other: str) -> bool:
    return max(abs(a - b) for a, b in zip(rgb(one), rgb(other), strict=True)) < 40


def test_bars_stand_where_their_values_are(qtbot: QtBot) -> None:
    chart = show(qtbot)
    image, box, colour = shot(chart), chart.boxes[0], Theme().chart.systolic
    for time, low, high, hollow in zip(TIMES[:-1], LOW, HIGH, HOLLOW, strict=False):
        x = box.x(time)
        inside = name(image, x, box.y((low + high) / 2 + 3))
        assert (inside == colour) is not hollow
        if hollow:
            assert name(image, x - 3.5, box.y((low + high) / 2 + 3)) == colour
        assert name(image, x, box.y(low) + 4) != colour
        assert name(image, x, box.y(high) - 4) != colour
        assert not alike(name(image, x, box.y(high) + 2), Theme().colours.surface)  # the edge, full or open
    assert name(image, (box.x(TIMES[0]) + box.x(TIMES[1])) / 2, box.y(107)) == Theme().colours.surface


def test_bands_lie_between_their_limits(qtbot: QtBot) -> None:
    chart = show(qtbot)
    image, box, theme = shot(chart), chart.boxes[0], Theme()
    x = box.x(START + 2.0 * DAY)
    alpha = theme.chart.band_alpha
    for value, zone in ((170, Zone.YELLOW), (190, Zone.RED)):
        expected = QColor(mix(theme.zone(zone).soft, theme.colours.surface, alpha))
        got = image.pixelColor(round(x), round(box.y(value)))
        assert abs(got.red() - expected.red()) <= 2
        assert abs(got.blue() - expected.blue()) <= 2
    assert name(image, x, box.y(147)) == theme.colours.surface


def test_a_dated_band_ends_when_its_plan_did(qtbot: QtBot) -> None:
    chart = show(qtbot, lane(bands=(Band(160, 180, "yellow", end=START + 4 * DAY),), limits=(), gaps=()))
    image, box = shot(chart), chart.boxes[0]
    assert name(image, box.x(START + 3 * DAY), box.y(170)) != Theme().colours.surface
    assert name(image, box.x(START + 7 * DAY), box.y(170)) == Theme().colours.surface


def test_a_gap_is_drawn_as_a_gap(qtbot: QtBot) -> None:
    chart = show(qtbot)
    image, box = shot(chart), chart.boxes[0]
    assert name(image, box.x(START + 5.3 * DAY), box.y(70)) == Theme().colours.surface_sunken


def test_a_mean_line_stops_at_a_gap(qtbot: QtBot) -> None:
    times = np.array([START + DAY, START + 4 * DAY, START + 5 * DAY, START + 6 * DAY, START + 9 * DAY])
    means = np.array([100.0, 100, np.nan, 100, 100])
    chart = show(qtbot, lane(curves=(Curve(times, means),), gaps=(), bands=(), limits=()))
    image, box, ink = shot(chart), chart.boxes[0], Theme().colours.text_secondary
    assert alike(name(image, box.x(START + 2.0 * DAY), box.y(100)), ink)
    assert not alike(name(image, box.x(START + 5.0 * DAY), box.y(100)), ink)
    assert alike(name(image, box.x(START + 7.0 * DAY), box.y(100)), ink)


def test_the_picture_follows_the_range(qtbot: QtBot) -> None:
    """After the range moves what comes into view is drawn, and what left it is not."""
    link = TimeLink(START, START + 3 * DAY)
    chart = show(qtbot, lane(gaps=()), link=link)
    shot(chart)
    link.set_range(START + 7 * DAY, END)
    image, box, colour = shot(chart), chart.boxes[0], Theme().chart.systolic
    assert name(image, box.x(TIMES[8]), box.y(150)) == colour
    link.set_range(START - 20 * DAY, START - 10 * DAY)
    image, area = shot(chart), chart.boxes[0].rect
    across = range(round(area.left()) + 2, round(area.right()) - 2)
    assert not any(name(image, x, area.center().y()) == colour for x in across)


def test_many_points_stay_a_curve_and_not_a_block(qtbot: QtBot) -> None:
    times = np.linspace(START, END, 400_000)
    figures = 100 + 20 * np.sin((times - START) / DAY) + np.random.default_rng(1).normal(0, 3, len(times))
    data = Pyramid(times, figures)
    dense = Lane("Heart rate", "beats/min", "pulse", data, 40, 160, lambda i: f"{figures[i]:.0f}")
    chart = show(qtbot, dense)
    image, box, ink = shot(chart), chart.boxes[0], Theme().chart.pulse
    column = [
        name(image, box.rect.center().x(), y) for y in range(round(box.rect.top()), round(box.rect.bottom()))
    ]
    assert 1 <= column.count(ink) <= 12
    assert column.count(Theme().colours.surface) > len(column) * 0.4
    soft = [colour for colour in column if colour not in {ink, Theme().colours.surface, Theme().chart.grid}]
    assert len(soft) > 10


@pytest.mark.parametrize("state", [MarkState.KEPT, MarkState.GONE])
def test_a_signal_that_goes_is_drawn_open(qtbot: QtBot, state: MarkState) -> None:
    states = np.full(len(TIMES), state, dtype=np.uint8)
    ranks = np.full(len(TIMES), 2, dtype=np.uint8)
    dots = Dots(TIMES, HIGH, ranks=ranks, states=states)
    chart = show(qtbot, lane(data=dots, bands=(), limits=(), gaps=()))
    image, box, theme = shot(chart), chart.boxes[0], Theme()
    inside = name(image, box.x(TIMES[0]), box.y(HIGH[0]) + 2)
    assert (inside == theme.zone(Zone.YELLOW).line) is (state is MarkState.KEPT)


def test_all_lanes_share_their_edges_also_between_charts(qtbot: QtBot) -> None:
    link = TimeLink(START, END)
    one, other = Chart(FORM, link), Chart(FORM, link)
    window = render.page(one, other, width=900, height=600)
    KEPT.append(window)
    qtbot.addWidget(window, before_close_func=KEPT.remove)
    one.set_lanes([lane()])
    other.set_lanes([pulse()])
    render.settle(window)
    assert one.boxes[0].rect.left() == other.boxes[0].rect.left()
    assert one.boxes[0].rect.right() == other.boxes[0].rect.right()
    other.set_lanes([lane(limits=(Limit(150, "a much longer text of a limit", "red"),))])
    render.settle(window)
    assert one.boxes[0].rect.right() == other.boxes[0].rect.right()


def test_the_keyboard_reads_value_by_value(qtbot: QtBot) -> None:
    chart = show(qtbot, lane(), pulse(), titles=True)
    heard: list[str] = []
    chart.readout.connect(heard.append)
    chart.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_End):
        QTest.keyClick(chart, key)
    assert [text.replace("\u00a0", " ") for text in heard] == [
        "Mon 10 Nov 12:00. Blood pressure 182/122. Pulse 91",
        "Sun 9 Nov 12:00. Blood pressure 140/80. Pulse 70",
        "Sat 1 Nov 12:00. Blood pressure 140/80. Pulse 70",
        "Sun 2 Nov 12:00. Blood pressure 140/80. Pulse 70",
        "Mon 10 Nov 12:00. Blood pressure 182/122. Pulse 91",
    ]
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.link.cursor is None


def test_a_lane_without_a_value_there_says_so(qtbot: QtBot) -> None:
    few = Lane("Weight", "kg", "weight", Dots(TIMES[:1], HIGH[:1]), 60, 200, lambda i: "81,2")
    chart = show(qtbot, lane(), few, titles=True)
    heard: list[str] = []
    chart.readout.connect(heard.append)
    chart.step(-1)
    assert heard[0].endswith("Weight No reading")


def test_the_mouse_puts_the_cursor_on_the_nearest_value(qtbot: QtBot) -> None:
    chart = show(qtbot)
    box = chart.boxes[0]
    chart.hovered(QPointF(box.x(TIMES[3]) + 8, box.y(100)))
    assert chart.link.cursor == TIMES[3]
    image = shot(chart)
    assert alike(name(image, box.x(TIMES[3]), box.y(195)), Theme().colours.text)


def test_charts_on_one_axis_share_the_cursor(qtbot: QtBot) -> None:
    link = TimeLink(START, END)
    one, other = show(qtbot, link=link), show(qtbot, pulse(), link=link)
    heard: list[str] = []
    other.readout.connect(heard.append)
    one.step(-1)
    assert heard == [heard[0]]
    assert "Pulse 91" in heard[0]


def test_pressing_a_flag_tells_which(qtbot: QtBot) -> None:
    chart = show(qtbot)
    chart.set_flags(
        [Flag(TIMES[2], "New dose", "accent", key="plan-6"), Flag(TIMES[7], "Signal", "red", key="s1")]
    )
    render.settle(chart.window())
    box = chart.boxes[0]
    with qtbot.waitSignal(chart.flag_clicked) as told:
        chart.pressed(QPointF(box.x(TIMES[7]) + 10, 12))
    assert told.args == ["s1"]
    with qtbot.waitSignal(chart.point_clicked) as point:
        chart.pressed(QPointF(box.x(TIMES[4]), box.y(100)))
    assert point.args == [0, 4]


def test_the_chart_is_named_for_a_screen_reader(qtbot: QtBot, translations: Translations) -> None:
    chart = show(qtbot, lane(), pulse())
    assert chart.accessibleName() == "Chart. Blood pressure: 182/122. Pulse: 91"
    translations.use(Language.SV)
    render.settle(chart.window())
    assert chart.accessibleName().startswith("Diagram.")
    assert chart.accessibleDescription() == "Piltangenterna läser ett värde i taget."


def test_no_value_at_all_is_no_error(qtbot: QtBot) -> None:
    nothing = np.empty(0)
    empty = lane(
        data=Bars(nothing, nothing, nothing), curves=(Curve(nothing, nothing),), gaps=(Gap(START, END),)
    )
    chart = show(
        qtbot, empty, lane(data=Dots(nothing, nothing, line=True)), lane(data=Pyramid(nothing, nothing))
    )
    chart.step(-1)
    shot(chart)
    assert chart.link.cursor is None
    assert "No reading" in chart.accessibleName()


def test_missing_figures_are_left_out(qtbot: QtBot) -> None:
    holes = HIGH.copy()
    holes[[0, 4, 8]] = np.nan
    chart = show(
        qtbot, lane(data=Bars(TIMES, LOW, holes, mean=holes - 30)), lane(data=Dots(TIMES, holes, line=True))
    )
    image, box = shot(chart), chart.boxes[0]
    assert name(image, box.x(TIMES[4]), box.y(107)) == Theme().colours.surface
    assert name(image, box.x(TIMES[2]), box.y(100)) == Theme().chart.systolic


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("face", list(Face))
def test_labels_stay_inside(qtbot: QtBot, face: Face, size: TextSize) -> None:
    chart = show(qtbot, lane(), pulse(), theme=Theme(face=face, text_size=size), titles=face is Face.NURSE)
    area = QRectF(chart.rect())
    for box in chart.boxes:
        assert area.contains(box.rect)
        assert box.rect.width() > 300
        assert box.rect.left() >= chart._overlay.left_width([f"{tick:.0f}" for tick in box.ticks])
    assert chart.boxes[0].rect.bottom() < chart.boxes[1].rect.top()
    needed = chart._overlay.right_width([lane()])
    assert area.right() - chart.boxes[0].rect.right() >= needed - 1


def test_the_theme_changes_the_picture(qtbot: QtBot) -> None:
    from ui.theme import dress

    chart = show(qtbot, lane(gaps=()))
    dress(chart.window(), Theme(Mode.DARK))
    image, box = shot(chart), chart.boxes[0]
    assert name(image, box.x(TIMES[0]), box.y(100)) == Theme(Mode.DARK).chart.systolic
    assert name(image, 2, 2) == Theme(Mode.DARK).colours.surface


def test_the_theme_changes_many_points_too(qtbot: QtBot) -> None:
    from ui.theme import dress

    times = np.linspace(START, END, 5000)
    dense = Lane("Pulse", "beats/min", "pulse", Pyramid(times, np.full(5000, 100.0)), 40, 160, str)
    chart = show(qtbot, dense)
    colours = []
    for theme in (Theme(), Theme(Mode.DARK)):
        dress(chart.window(), theme)
        image, box = shot(chart), chart.boxes[0]
        across = int(box.rect.center().x())
        column = {name(image, across, y) for y in range(int(box.rect.top()), int(box.rect.bottom()))}
        colours.append(theme.chart.pulse in column)
    assert colours == [True, True]


def test_a_chart_that_says_what_it_needs_is_placed_once(qtbot: QtBot) -> None:
    chart = show(qtbot, lane())
    placed: list[bool] = []
    chart.placed.connect(lambda: placed.append(True))
    chart.set_lanes([lane(ticks=(100.25, 150.25))])  # wider words beside the lane
    render.settle(chart.window())
    assert len(placed) == 1


# limits that move


def grip(chart: Chart) -> Grip:
    made = Grip(
        chart, 0, Zone.YELLOW, 160, step=1, least=140, most=190, text=lambda value: f"yellow {value:.0f}"
    )
    render.settle(chart.window())
    return made


def test_a_limit_is_moved_by_keys(qtbot: QtBot) -> None:
    handle = grip(show(qtbot))
    heard: list[float] = []
    handle.moved.connect(heard.append)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        QTest.keyClick(handle, key)
    assert heard == [161, 162, 161, 151]
    assert handle.accessibleName() == "yellow 151"


def test_a_limit_is_dragged(qtbot: QtBot) -> None:
    chart = show(qtbot)
    handle = grip(chart)
    heard: list[float] = []
    dropped: list[float] = []
    handle.moved.connect(heard.append)
    handle.dropped.connect(dropped.append)
    target = chart.boxes[0].y(150)
    assert handle.geometry().center().y() == pytest.approx(chart.boxes[0].y(160), abs=1)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    QTest.mouseMove(handle, handle.mapFrom(chart, QPoint(handle.x() + 20, round(target))))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    assert heard == [150]
    assert dropped == [150]
    assert handle.geometry().center().y() == pytest.approx(target, abs=1)


def test_the_floor_refuses_and_says_so(qtbot: QtBot) -> None:
    handle = grip(show(qtbot))
    handle.set_value(190)
    with qtbot.waitSignal(handle.refused) as told:
        QTest.keyClick(handle, Qt.Key.Key_Up)
    assert told.args == [191.0]
    assert handle.value == 190


def test_the_grip_has_room_beside_the_lane(qtbot: QtBot) -> None:
    chart = show(qtbot, lane(limits=()))
    handle = grip(chart)
    assert handle.x() >= round(chart.boxes[0].rect.right()) - 1
    assert handle.x() + handle.width() <= chart.width()


# the same as a table


def test_the_table_says_the_same(qtbot: QtBot) -> None:
    table = ChartTable(FORM, Face.NURSE)
    table.set_lanes([lane(), pulse()])
    assert (table.rowCount(), table.columnCount()) == (2 * len(TIMES), 4)
    first = [str(table.data(table.index(0, column))).replace("\u00a0", " ") for column in range(4)]
    assert first == ["Mon 10 Nov 12:00", "Blood pressure", "182/122 mmHg", "Red"]
    assert table.data(table.index(0, 0), ZONE_ROLE) is Zone.RED
    rows = range(table.rowCount())
    times = np.array([table.data(table.index(row, 0), TIME_ROLE) for row in rows], dtype=np.float64)
    assert (np.diff(times) <= 0).all()
    assert [table.headerData(column, Qt.Orientation.Horizontal) for column in range(4)] == [
        "When", "What", "Value", "Zone",
    ]  # fmt: skip


def test_zones_of_the_table_are_those_of_the_chart(qtbot: QtBot) -> None:
    table = ChartTable(FORM, Face.PATIENT)
    table.set_lanes([lane()])
    shown = [table.data(table.index(row, 0), ZONE_ROLE) for row in range(table.rowCount())]
    ranks = zone_ranks(TIMES, HIGH, lane().bands)[::-1]
    assert [zone is Zone.RED for zone in shown] == [rank == 3 for rank in ranks]


def test_the_card_shows_chart_table_and_nothing(qtbot: QtBot) -> None:
    chart = Chart(FORM, TimeLink(START, END))
    frame = ChartFrame(chart, ChartTable(FORM, Face.PATIENT))
    window = render.page(frame, width=900, height=500)
    KEPT.append(window)
    qtbot.addWidget(window, before_close_func=KEPT.remove)
    frame.set_heading(
        Heading("Blood pressure", "7-day mean", "138/79", Zone.YELLOW, "Latest", "161/93", "today")
    )
    frame.set_key([KeyEntry("bar", "Morning")], "systolic")
    frame.set_lanes([lane()])
    render.settle(window)
    assert chart.isVisible()
    frame.show_state("table")
    assert frame.table.isVisible()
    nothing = np.empty(0)
    frame.set_lanes([lane(data=Dots(nothing, nothing))])
    render.settle(window)
    assert not chart.isVisible()
    assert not frame.table.isVisible()


def test_a_dragged_view_takes_the_axis_with_it(qtbot: QtBot) -> None:
    link = TimeLink(START, END)
    chart = Chart(FORM, link, movable=True)
    window = render.page(chart, width=900, height=400)
    KEPT.append(window)
    qtbot.addWidget(window, before_close_func=KEPT.remove)
    chart.set_lanes([lane(gaps=())])
    render.settle(window)
    chart._views[0].box.translateBy(x=-2 * DAY)  # what pyqtgraph does while the mouse drags
    assert link.range == pytest.approx((START - 2 * DAY, END - 2 * DAY))
    image, box = shot(chart), chart.boxes[0]
    assert name(image, box.x(TIMES[0]), box.y(107)) == Theme().chart.systolic


def test_new_lanes_leave_nothing_of_the_old_behind(qtbot: QtBot) -> None:
    chart = show(qtbot, lane(), pulse())
    before = len(chart._view.scene().items())
    for _ in range(50):
        chart.set_lanes([lane(), pulse()])
    assert len(chart._view.scene().items()) == before
