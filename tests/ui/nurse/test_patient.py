"""The patient's page: charts, reasons, a value's path, messages, the way through the list."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QGuiApplication

from hemmonitor.model.events import Action, MeasurementRecorded
from tests.ui.nurse import cohort
from tests.ui.nurse.stage import Stage
from ui.charts.lane import Bars
from ui.i18n import Language
from ui.nurse.patient_page import PatientPage
from ui.theme import Zone

NILS, ASTA, QUIET, GUN = (cohort.mailbox_of(n) for n in (1, 0, 14, 4))


def page(stage: Stage, mailbox: str) -> PatientPage:
    stage.window.worklist.view.go_to(mailbox)
    stage.press("Return")
    return stage.window.patient


def test_opening_shows_who_how_bad_and_where(stage: Stage) -> None:
    shown = page(stage, NILS)
    assert shown.isVisible()
    assert shown.header.name.text() == "Nils-Olov Testmark"
    assert shown.header.badge.zone is Zone.RED
    assert shown.header._count.text() == "2 av 14"
    assert "73 år · 19530807-2395" in shown.header._person.text()


def test_opening_marks_as_seen_and_the_patient_can_be_told(stage: Stage) -> None:
    assert stage.record(NILS).unseen()
    page(stage, NILS)
    assert not stage.record(NILS).unseen()
    assert {seen.by for _, seen in stage.record(NILS).seen} >= {cohort.NURSE}


def test_lanes_share_one_time_axis_and_know_what_stands_behind(stage: Stage) -> None:
    shown = page(stage, ASTA)
    titles = [track.lane.title for track in shown._tracks]
    assert titles == ["Blodtryck", "Puls", "SpO2"]
    for track in shown._tracks:
        assert len(track.ids) == len(track.lane.times)
        assert np.all(np.diff(track.lane.times) >= 0)
    spo2 = shown._tracks[2]
    assert spo2.lane.say(len(spo2.ids) - 1) == "86"
    assert shown.view is not None
    newest = next(m for m in shown.view.measurements if m.id == spo2.ids[-1])
    assert newest.taken_at.timestamp() == spo2.lane.times[-1]


def test_blood_pressure_is_a_bar_a_session_with_limits_of_the_plan(stage: Stage) -> None:
    lane = page(stage, NILS)._tracks[0].lane
    assert isinstance(lane.data, Bars)
    assert lane.data.high[-1] == 183
    assert lane.data.low[-1] == 111
    assert lane.say(len(lane.times) - 1) == "183/111, MAP 135"
    assert [limit.text for limit in lane.limits] == ["från 180", "från 160", "mål 135"]
    assert [(b.low, b.zone) for b in lane.bands] == [(180.0, "red"), (160.0, "yellow")]


def test_ranges_by_digit_and_cursor_by_comma(stage: Stage) -> None:
    shown = page(stage, NILS)
    start, end = shown.link.range
    stage.press("1")
    assert shown.link.range[0] > start
    assert shown.link.range[1] < end
    stage.press("5")
    assert shown.link.range[0] <= shown._tracks[0].lane.times[0]
    stage.press(",")
    first = shown.link.cursor
    assert first == shown._tracks[0].lane.times[-1]
    stage.press(",")
    assert shown.link.cursor is not None
    assert shown.link.cursor < first
    stage.press(".")
    assert shown.link.cursor == first
    stage.press("Esc")
    assert shown.link.cursor is None
    assert shown.isVisible()
    stage.press("Esc")
    assert stage.window.worklist.isVisible()


def test_why_names_rule_facts_plan_and_source(stage: Stage) -> None:
    shown = page(stage, NILS)
    card = shown.side.cards[0]
    assert card.opened
    assert card._rule() == "Röd om systoliskt från 180\u00a0mmHg (threshold, version 1)"
    assert card._confirmed() == "Ja, ommätt"
    assert card._plan().endswith("av Sara Skenberg")
    stage.press("y")
    assert not card.opened


def test_a_fact_moves_the_cursor(stage: Stage) -> None:
    shown = page(stage, NILS)
    fact = shown.side.cards[0].finding.facts[0]
    shown.side.fact_chosen.emit(fact.measurement_id)
    assert shown.link.cursor == fact.at.timestamp()


def test_the_path_of_the_value_that_decided(stage: Stage) -> None:
    shown = page(stage, NILS)
    stage.press("v")
    assert shown.path.isVisible()
    text = shown.path.as_text()
    assert text.startswith("182/110 mmHg")
    measurement = shown.view.measurements[-1]
    assert measurement.provenance.raw.hex(" ").upper() in text
    for part in (
        "Enhet: UA-651BLE",
        "Enhetens klocka gick 2 min 38 s efter",
        "Avkodare gatt.blood_pressure/1",
        "Sparad hos Nils-Olov",
        "Enligt gränserna i plan 1: Röd",
    ):
        assert part in text
    shown.path._copy_text()
    assert QGuiApplication.clipboard().text() == text
    stage.press("Esc")
    assert not shown.path.isVisible()
    assert shown.isVisible()


def test_a_value_without_a_frame_says_so(stage: Stage) -> None:
    shown = page(stage, NILS)
    stage.press("5")
    for _ in range(5):
        stage.press(",")
    stage.press("v")
    assert "Ingen enhet: importerat" in shown.path.as_text()
    assert "Inget avkodades" in shown.path.as_text()


def test_a_wrong_value_is_marked_with_a_reason(stage: Stage) -> None:
    shown = page(stage, NILS)
    stage.press("v")
    wrong = shown.view.measurements[-1].id
    stage.click(shown.path._wrong)
    stage.click(shown.path._wrong)
    assert stage.record(NILS).retracted == {}  # no reason, nothing happens
    stage.type("dottern mätte sig")
    stage.press("Return")
    assert stage.record(NILS).retracted[wrong].reason == "dottern mätte sig"
    assert wrong not in {m.id for m in shown.view.measurements}


def test_next_and_previous_patient_follow_the_list(stage: Stage) -> None:
    order = list(stage.window.worklist.model.listing.shown)
    shown = page(stage, order[0])
    stage.press("j")
    assert shown.mailbox == order[1]
    stage.press("k")
    assert shown.mailbox == order[0]
    assert shown.header._count.text() == "1 av 14"


def test_acknowledging_goes_on_to_the_next(stage: Stage) -> None:
    order = list(stage.window.worklist.model.listing.shown)
    shown = page(stage, order[0])
    stage.press("a")
    assert shown.panel.isVisible()
    stage.press("1")
    stage.press("Ctrl+Return")
    assert [a.body.actions for a in stage.record(order[0]).acknowledgements] == [(Action.CALLED,)]
    assert shown.mailbox == order[1]
    assert not shown.panel.isVisible()
    assert shown.toast.isVisible()
    stage.click(shown.toast.undo)
    assert stage.record(order[0]).acknowledgements == ()


def test_what_arrives_comes_into_the_open_page(stage: Stage) -> None:
    shown = page(stage, NILS)
    before = len(shown.view.measurements)
    stage.receive(NILS, MeasurementRecorded(cohort.pressure(NILS, stage.now, 150, 90)))
    assert len(shown.view.measurements) == before + 1
    assert shown._tracks[0].lane.latest == "150/90"


def test_a_message_is_written_and_shown(stage: Stage) -> None:
    shown = page(stage, ASTA)
    stage.press("m")
    stage.type("Jag ringer kl 10")
    stage.press("Ctrl+Return")
    assert [m.text for m in stage.record(ASTA).messages][-1] == "Jag ringer kl 10"
    assert shown.toast.isVisible()
    stage.press("Esc")
    assert shown.isVisible()
    assert not shown.side.writing


def test_the_same_as_a_table(stage: Stage) -> None:
    shown = page(stage, ASTA)
    stage.press("d")
    assert shown.table.isVisible()
    model = shown.table.model()
    assert model.rowCount() == sum(len(t.ids) for t in shown._tracks)
    assert "86" in str(model.data(model.index(0, 2)))


def test_a_patient_with_nothing_open_can_be_opened(stage: Stage) -> None:
    stage.window.show_patients()
    stage.settle()
    stage.window.patients.view.go_to(QUIET)
    stage.press("Return")
    shown = stage.window.patient
    assert shown.mailbox == QUIET
    assert shown.header.badge.zone is Zone.GREEN
    assert not shown.header._acknowledge.isEnabled()
    stage.press("Esc")
    assert stage.window.patients.isVisible()


def test_language_changes_on_the_page(stage: Stage) -> None:
    shown = page(stage, NILS)
    stage.translations.use(Language.EN)
    stage.settle()
    assert shown._tracks[0].lane.title == "Blood pressure"
    assert shown.side.cards[0]._confirmed() == "Yes, measured again"
    assert "73 years" in shown.header._person.text()
