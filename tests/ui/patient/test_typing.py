"""Typing a value by hand: comma and point, what cannot be true, what is unusual, and another time."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from hemmonitor.model.measurement import Component, Flag, Kind, Measurement, Origin
from tests.ui.patient.scenes import start
from tests.ui.patient.stage import Stage
from ui.patient.manual import number


def newest(stage: Stage) -> Measurement:
    return max(
        stage.home.history(Kind.BLOOD_PRESSURE), key=lambda m: stage.home.record_of_patient.received_at[m.id]
    )


def fill(stage: Stage, systolic: str, diastolic: str, pulse: str = "") -> None:
    for name, text in (("systolic", systolic), ("diastolic", diastolic), ("pulse_rate", pulse)):
        field = stage.find(f"typed_{name}")
        assert isinstance(field, QLineEdit)
        field.clear()
        stage.type(f"typed_{name}", text)


@pytest.fixture
def typing(stage: Stage) -> Stage:
    start(stage)
    stage.click("typeValue")
    return stage


NUMBERS = {"132": "132", " 78 ": "78", "17,6": "17.6", "17.6": "17.6"}
NO_NUMBERS = ["", "12x", "1e2", "-5", "1234", "nan", "1,2,3"]


@pytest.mark.parametrize(("text", "value"), [*NUMBERS.items(), *((text, None) for text in NO_NUMBERS)])
def test_numbers_with_comma_or_point(text: str, value: str | None) -> None:
    assert number(text) == (None if value is None else Decimal(value))


def test_a_typed_value_is_a_reading_of_the_sitting(typing: Stage) -> None:
    fill(typing, "132", "78", "70")
    typing.type("typedNote", "Lite stressad")
    typing.click("saveTyped")
    saved = newest(typing)
    assert [q.value for q in saved.values] == [132, 78, 70]
    assert saved.provenance.origin is Origin.MANUAL
    assert saved.note == "Lite stressad"
    assert saved.session
    assert Flag.SKIPPED_REST in saved.flags
    assert "Mätning 1 av 2" in typing.texts()


def test_enter_saves(typing: Stage) -> None:
    fill(typing, "132", "78")
    QTest.keyClick(typing.find("typed_diastolic"), Qt.Key.Key_Return)
    typing.settle()
    assert newest(typing).value(Component.SYSTOLIC) == 132


@pytest.mark.parametrize(
    ("systolic", "diastolic", "words"),
    [
        ("", "78", "Skriv både övre och nedre trycket."),
        ("hej", "78", "Skriv bara siffror"),
        ("78", "132", "Övre trycket ska vara det högre."),
        ("17,6", "10,4", "Det ser ut som kPa."),
        ("350", "80", "Övre trycket kan inte stämma."),
    ],
)
def test_what_cannot_be_true_is_refused_and_kept_in_the_fields(
    typing: Stage, systolic: str, diastolic: str, words: str
) -> None:
    before = len(typing.home.history(Kind.BLOOD_PRESSURE))
    fill(typing, systolic, diastolic)
    typing.click("saveTyped")
    assert words in typing.texts()
    typing.click("saveTyped")
    assert len(typing.home.history(Kind.BLOOD_PRESSURE)) == before
    field = typing.find("typed_systolic")
    assert isinstance(field, QLineEdit)
    assert field.text() == systolic


def test_what_is_unusual_is_asked_about_once(typing: Stage) -> None:
    fill(typing, "224", "110")
    typing.click("saveTyped")
    assert "Övre trycket är ovanligt." in typing.texts()
    assert "Spara ändå" in typing.texts()
    fill(typing, "225", "110")
    assert "Spara ändå" not in typing.texts()
    typing.click("saveTyped")
    typing.click("saveTyped")
    assert newest(typing).value(Component.SYSTOLIC) == 225


def test_a_value_of_yesterday_is_saved_for_then_and_ends_the_sitting(typing: Stage) -> None:
    fill(typing, "128", "80")
    typing.segment("typedDay", 1)
    field = typing.find("typedTime")
    assert isinstance(field, QLineEdit)
    field.clear()
    typing.type("typedTime", "19:05")
    typing.click("saveTyped")
    saved = newest(typing)
    assert saved.taken_at == typing.now.replace(hour=19, minute=5) - dt.timedelta(days=1)
    assert not saved.session
    assert saved.flags == frozenset()
    assert typing.shows("startMeasuring")
    assert "Värdet är sparat." in typing.texts()


def test_a_time_to_come_and_no_time_are_refused(typing: Stage) -> None:
    fill(typing, "128", "80")
    field = typing.find("typedTime")
    assert isinstance(field, QLineEdit)
    for text, words in (
        ("23.30", "Den tiden har inte varit än."),
        ("25.00", "Skriv klockslaget"),
        ("x", "Skriv klockslaget"),
    ):
        field.clear()
        typing.type("typedTime", text)
        typing.click("saveTyped")
        assert words in typing.texts()


def test_cancel_goes_back_to_measuring(typing: Stage) -> None:
    typing.click("cancelTyping")
    assert typing.shows("typeValue")


def test_a_reading_that_comes_meanwhile_is_shown(typing: Stage) -> None:
    typing.measured(131, 79)
    assert "131/79" in typing.texts()
