"""Looks change while the program runs, per window, and follow the system when asked to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.ui import render
from ui.theme import Appearance, Choice, Face, Mode, TextSize, Theme, dress, making, of
from ui.theme.appearance import SystemLooks
from ui.widgets.badge import ZoneBadge
from ui.widgets.base import Label, Themed
from ui.widgets.buttons import Button


def window_with(*widgets: QWidget) -> QWidget:
    return render.page(*widgets)


def test_a_change_reaches_widgets_in_the_window(qapp: QApplication) -> None:
    button, badge, label = Button("Start", "primary"), ZoneBadge(), Label("Text")
    window = window_with(button, badge, label)
    looks = Appearance(Face.PATIENT, choice=Choice.LIGHT)
    looks.attach(window)
    render.settle(window)
    before = (button.sizeHint().height(), badge.sizeHint().height(), label.font().pixelSize())
    looks.set_text_size(TextSize.S200)
    render.settle(window)
    after = (button.sizeHint().height(), badge.sizeHint().height(), label.font().pixelSize())
    assert all(new > old for new, old in zip(after, before, strict=True))
    assert of(button).text_size is TextSize.S200
    window.close()


def test_colours_change_on_the_screen(qapp: QApplication) -> None:
    window = window_with(Label("Text"))
    looks = Appearance(Face.PATIENT, choice=Choice.LIGHT)
    looks.attach(window)
    assert render.picture(window).pixelColor(3, 3) == QColor(Theme(Mode.LIGHT).colours.background)
    looks.set_choice(Choice.DARK)
    assert render.picture(window).pixelColor(3, 3) == QColor(Theme(Mode.DARK).colours.background)
    window.close()


def test_two_faces_side_by_side(qapp: QApplication) -> None:
    here, there = ZoneBadge(), ZoneBadge()
    patient, nurse = window_with(here), window_with(there)
    Appearance(Face.PATIENT, choice=Choice.LIGHT, parent=patient).attach(patient)
    Appearance(Face.NURSE, choice=Choice.DARK, parent=nurse).attach(nurse)
    assert of(here) == Theme(Mode.LIGHT, Face.PATIENT)
    assert of(there) == Theme(Mode.DARK, Face.NURSE)
    assert here.sizeHint().height() > there.sizeHint().height()


def test_a_widget_moved_to_another_window_takes_its_theme(qapp: QApplication) -> None:
    badge = ZoneBadge()
    first = window_with(badge)
    assert of(badge).face is Face.PATIENT
    other = render.page(theme=Theme(face=Face.NURSE))
    layout = other.layout()
    assert layout is not None
    layout.addWidget(badge)
    assert of(badge).face is Face.NURSE
    assert first.findChild(ZoneBadge) is None


class System(SystemLooks):
    """A system that can be told what to ask for."""

    wanted = Mode.LIGHT

    def mode(self) -> Mode:
        return self.wanted

    def ask(self, mode: Mode) -> None:
        self.wanted = mode
        self.changed.emit()


class Styled(Themed, QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Theme] = []
        self.refresh()

    def restyle(self, theme: Theme) -> None:
        self.seen.append(theme)


def test_what_is_made_for_a_theme_is_styled_once(qapp: QApplication) -> None:
    theme = Theme(Mode.DARK, Face.NURSE, TextSize.S150)
    before = Styled()
    with making(theme):
        made = Styled()
        assert of(made) == theme
    assert of(made) == Theme(), "only meanwhile"
    window = QWidget()
    column = QVBoxLayout(window)
    dress(window, theme)
    column.addWidget(before)
    column.addWidget(made)
    render.settle(window)
    assert before.seen == [Theme(), theme]
    assert made.seen == [theme]


def test_it_follows_the_system_until_one_chooses(qapp: QApplication) -> None:
    system, label = System(), Label("Text")
    window = window_with(label)
    looks = Appearance(Face.PATIENT, system=system)
    looks.attach(window)
    for mode in (Mode.DARK, Mode.CONTRAST, Mode.LIGHT):
        system.ask(mode)
        assert of(label).mode is mode
    looks.set_choice(Choice.CONTRAST)
    system.ask(Mode.DARK)
    assert of(label).mode is Mode.CONTRAST
    looks.set_choice(Choice.SYSTEM)
    assert of(label).mode is Mode.DARK


def test_the_real_system_is_asked(qapp: QApplication) -> None:
    assert SystemLooks().mode() in set(Mode)


def test_a_closed_window_is_forgotten(qapp: QApplication) -> None:
    window = window_with(Label("Text"))
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    looks = Appearance(Face.PATIENT, choice=Choice.LIGHT)
    looks.attach(window)
    render.settle(window)
    window.close()
    del window
    render.settle(QWidget())
    looks.set_choice(Choice.DARK)  # would touch a destroyed window if it were kept


def test_the_style_sheet_has_no_error(qapp: QApplication, capfd: pytest.CaptureFixture[str]) -> None:
    for mode in Mode:
        for face in Face:
            window = render.page(Label("Text"), Button("Go", "primary"), theme=Theme(mode, face))
            render.settle(window)
            window.close()
    assert "Could not parse" not in capfd.readouterr().err
