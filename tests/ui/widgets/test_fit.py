"""Every shared widget at every text size, in both faces and languages: nothing is cut, nothing overlaps.

And the helper that says so is itself tried on windows with planted faults.
"""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tests.ui import render
from tests.ui.clip import clipped, overlapping
from ui.i18n import Language, Translations
from ui.theme import Face, TextSize, Theme, Zone
from ui.widgets.alert import AlertPanel, Panel112
from ui.widgets.badge import CountPill, ZoneBadge, ZoneMark
from ui.widgets.base import Label
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card, CardButton, ZoneLine
from ui.widgets.chain import Sent, SentChain, SentSummary, Stage
from ui.widgets.choice import ChipRow, Segmented
from ui.widgets.fields import CheckBox, NumberField, Select
from ui.widgets.figure import Figure
from ui.widgets.frame import SidePanel, StatusBar
from ui.widgets.keycap import KeyGuide
from ui.widgets.picture import NumberDot, Picture
from ui.widgets.scale import ScaleBar, Segment
from ui.widgets.steps import StepHeader
from ui.widgets.tile import Reading, ValueTile
from ui.widgets.timer import TimerRing

STEPS = ["Förbered", "Vila", "Mät", "Mät igen", "Klart"]
SEGMENTS = [
    Segment(80, 90, Zone.RED),
    Segment(90, 100, Zone.YELLOW, "90"),
    Segment(100, 160, Zone.GREEN, "100"),
    Segment(160, 180, Zone.YELLOW, "160"),
    Segment(180, 200, Zone.RED, "180"),
]


def tile() -> QWidget:
    made = ValueTile("heartbeat", "Blodtryck")
    made.set_reading(Reading("132/78", Zone.GREEN, "i går 19.05", below="mmHg · puls 72"))
    return made


def alert() -> QWidget:
    made = AlertPanel(Zone.RED)
    made.set_action("Kontakta vården", "Ring din vårdcentral i dag", "0980-319 220", "Öppet till kl 16.")
    made.add_primary(Button("Jag har ringt", "primary", icon="check"))
    return made


def panel_112() -> QWidget:
    made = Panel112()
    made.set_texts(
        "Ring 112 nu", "om du har", ["svår andnöd", "plötslig svår huvudvärk"], "Vänta inte på svar."
    )
    return made


def card() -> QWidget:
    made = Card()
    made.body.addWidget(Label("Hårt från början och hela vägen ut, sedan vila en stund."))
    return made


def summary() -> QWidget:
    made = SentSummary()
    made.set_state(Stage.READ, "Skickat. Läst av Anna, distriktssköterska, kl 09.12", "Allt är sparat.")
    return made


def side_panel() -> QWidget:
    made = SidePanel("Kvittera: Evert Exempelsson")
    made.body.addWidget(Label("Vad gjorde du? Flera går bra."))
    made.foot.addWidget(Button("Spara utkast"))
    made.setMinimumHeight(420)
    return made


def select() -> QWidget:
    made = Select()
    made.addItems(["Utgå från: centralens mall KOL 3"])
    return made


def status() -> QWidget:
    made = StatusBar()
    made.set_link("Ansluten. Inga luckor.", fine=True)
    made.set_notes("Bemannat 8–16", "Ej CE-märkt")
    return made


MADE: dict[str, Callable[[], QWidget]] = {
    "primary": lambda: Button("Börja mäta", "primary", icon="player-play"),
    "long button": lambda: Button(
        "Jag har redan vilat i fem minuter och vill mäta nu", "secondary", icon="check"
    ),
    "keys": lambda: Button("Kvittera och nästa", "primary", keys=("Ctrl", "Enter")),
    "icon button": lambda: IconButton("x", "Stäng"),
    "badge": lambda: ZoneBadge(Zone.RED),
    "large badge": lambda: ZoneBadge(Zone.YELLOW, large=True),
    "mark": lambda: ZoneMark(Zone.GREEN),
    "pill": lambda: CountPill(240),
    "card": card,
    "card button": lambda: CardButton("Välj"),
    "zone line": lambda: ZoneLine(Zone.RED, "Ring 112 nu", "om du har svår andnöd eller bröstsmärta."),
    "steps": lambda: StepHeader("Mät blodtryck", STEPS, Button("Avbryt", icon="x")),
    "timer": lambda: TimerRing(clock=lambda: 0.0),
    "scale": lambda: ScaleBar("Övre trycket", SEGMENTS, 162, "162"),
    "chain": lambda: SentChain(Sent(Stage.SENT, "kl 09.31", "kl 09.31", "vardagar 8–16")),
    "offline": lambda: SentChain(Sent(Stage.OFFLINE, "kl 09.31")),
    "summary": summary,
    "tile": tile,
    "empty tile": lambda: ValueTile("scale-outline", "Vikt"),
    "figure": lambda: Figure("148", "mmHg i manschetten", base=110),
    "alert": alert,
    "112": panel_112,
    "segmented": lambda: Segmented([("w", "Vecka"), ("m", "Månad"), ("y", "År"), ("a", "Allt")], "m"),
    "chips": lambda: ChipRow([(n, n) for n in ("Blodtryck", "Puls", "Syremättnad", "Vikt")], {"Puls"}),
    "select": select,
    "number": lambda: NumberField("%"),
    "check": lambda: CheckBox("Skicka med kvitteringen, så ser Evert att du har läst"),
    "guide": lambda: KeyGuide([(("j", "k"), "nästa, förra"), (("?",), "alla")]),
    "status": status,
    "side panel": side_panel,
    "picture": lambda: Picture("sitting", "Sitt så här"),
    "dot": lambda: NumberDot(4),
}

NURSE_ONLY = {"guide", "status", "side panel"}
CASES = [
    (name, face) for name in sorted(MADE) for face in Face if face is Face.NURSE or name not in NURSE_ONLY
]


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize(("name", "face"), CASES)
def test_nothing_is_cut(
    qapp: QApplication, swedish: Translations, name: str, face: Face, size: TextSize
) -> None:
    window = render.page(MADE[name](), theme=Theme(face=face, text_size=size), width=900)
    render.settle(window)
    assert clipped(window) == []
    assert overlapping(window) == []
    window.close()


def test_it_holds_in_english_too(qapp: QApplication, translations: Translations) -> None:
    translations.use(Language.EN)
    window = render.page(*(MADE[name]() for name in ("badge", "chain", "timer", "empty tile")), width=900)
    render.settle(window)
    assert clipped(window) == []
    window.close()


def test_a_button_wraps_and_grows_in_a_narrow_column(qapp: QApplication) -> None:
    button = Button("Jag har redan vilat i fem minuter", "secondary", icon="check")
    window = render.page(button, theme=Theme(text_size=TextSize.S200), width=340)
    render.settle(window)
    assert button.width() <= 292
    assert button.height() > 2 * button.fontMetrics().height()
    assert clipped(window) == []
    window.close()


# the helper itself


def planted(widget: QWidget, width: int, height: int) -> QWidget:
    window = QWidget()
    widget.setParent(window)
    widget.setGeometry(10, 10, width, height)
    window.resize(400, 300)
    render.settle(window)
    return window


def test_it_finds_a_label_cut_across(qapp: QApplication) -> None:
    window = planted(QLabel("A long sentence that does not fit"), 60, 30)
    assert "across" in clipped(window)[0]


def test_it_finds_a_label_cut_down(qapp: QApplication) -> None:
    label = QLabel("A long sentence that needs more than one line here")
    label.setWordWrap(True)
    assert "down" in clipped(planted(label, 120, 20))[0]


def test_it_finds_a_button_cut(qapp: QApplication) -> None:
    assert clipped(planted(QPushButton("A long text on a button"), 40, 30))
    assert clipped(planted(Button("A long text on a button", "primary"), 80, 64))


def test_it_finds_a_painted_widget_cut(qapp: QApplication) -> None:
    assert "needs" in clipped(planted(ZoneBadge(Zone.RED), 40, 40))[0]


def test_it_finds_what_reaches_out(qapp: QApplication) -> None:
    window = planted(QLabel("Out"), 60, 30)
    label = window.findChild(QLabel)
    assert label is not None
    label.move(380, 10)
    assert "reaches out" in clipped(window)[0]


def test_it_finds_texts_on_each_other(qapp: QApplication) -> None:
    window = planted(QLabel("One"), 60, 30)
    other = QLabel("Other", window)
    other.setGeometry(20, 15, 60, 30)
    render.settle(window)
    other.show()
    assert len(overlapping(window)) == 1


def test_it_is_silent_when_all_is_well(qapp: QApplication) -> None:
    window = QWidget()
    column, row = QVBoxLayout(window), QHBoxLayout()
    row.addWidget(QLabel("One"))
    row.addWidget(QLabel("Two"))
    column.addLayout(row)
    column.addWidget(QPushButton("Go"))
    render.settle(window)
    assert clipped(window) == []
    assert overlapping(window) == []
