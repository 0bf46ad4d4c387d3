"""What follows a picture waits until it is painted, and is not lost when the program ends before."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from hemmonitor.home import Home
from hemmonitor.model.events import measurement_event_id
from hemmonitor.store.memory import MemoryJournal
from tests.clinical.build import at, pressure
from tests.test_clinic import BOXES, arrive, clinic_of
from ui.bridge import NurseBridge, PatientBridge
from ui.worker import Worker

LONG = 3600.0  # seconds


def test_a_page_is_marked_as_seen_after_it_has_come(qtbot: QtBot) -> None:
    clinic, worker = clinic_of(BOXES[:1]), Worker()
    arrive(clinic, BOXES[0], pressure(at(0), 130, id="one"))
    bridge = NurseBridge(worker, lambda: clinic, lambda: at(0), head_start=LONG)
    with qtbot.waitSignal(bridge.patient):
        bridge.open(BOXES[0])
    assert worker.call(lambda: clinic.record_of(BOXES[0]).unseen()).result()
    worker.stop()
    assert not clinic.record_of(BOXES[0]).unseen(), "it was opened"


def test_a_reading_comes_before_what_follows_it(qtbot: QtBot) -> None:
    journal, worker = MemoryJournal(), Worker()
    home = Home(journal, BOXES[0], "desk")
    sent: list[int] = []
    bridge = PatientBridge(worker, lambda: home, lambda: at(0), lambda: sent.append(1), settling=LONG)
    told: list[object] = []
    bridge.state.connect(told.append)
    with qtbot.waitSignal(bridge.recorded):
        bridge.record(pressure(at(0), 130, id="one"))
    worker.call(lambda: None).result()
    assert (told, sent) == ([], [])
    worker.stop()
    (kept,) = (stored.event for stored in journal.events(BOXES[0]))
    assert kept.id == measurement_event_id(BOXES[0], "one"), "durable before it was told"


def test_what_follows_a_reading_comes(qtbot: QtBot) -> None:
    worker = Worker()
    home = Home(MemoryJournal(), BOXES[0], "desk")
    sent: list[int] = []
    bridge = PatientBridge(worker, lambda: home, lambda: at(0), lambda: sent.append(1), settling=0.0)
    with qtbot.waitSignals([bridge.recorded, bridge.state, bridge.history], order="strict"):
        bridge.record(pressure(at(0), 130, id="one"))
    worker.call(lambda: None).result()
    assert sent == [1]
    worker.stop()
