"""From an empty computer to the first reading at the nurse: both programs as they are started from the menu.

A real relay on a port, real folders, the letter's square before a camera (a film that OpenCV plays), a cuff
on a virtual protocol stack under bleak. Everything is done with the mouse and the keyboard.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hemmonitor import clock
from hemmonitor.relay.server import RelayServer
from tests.ui import film
from tests.ui.journeys.stage import QUICK, Air
from tests.ui.start.stage import Machine
from tests.ui.start.test_first_start import digits, invite, let_in
from ui.app.patient import PatientProgram
from ui.i18n import Language, Translations
from ui.theme import Face

pytestmark = pytest.mark.xdist_group("journeys")

SECONDS = 120.0  # a wait may take so long on a slow machine


class Homes:
    """The patient's computer with its cuff, and the nurse's."""

    def __init__(self, folder: Path, relay: RelayServer) -> None:
        self.relay, self.folder = relay, folder
        self.air = Air(clock.now)
        self.nurse = Machine(folder / "nurse", Face.NURSE).start()
        self.patient = Machine(folder / "patient", link=self.air.link)

    def do(self, work: Coroutine[Any, Any, Any]) -> None:
        """Something at the cuff or the radio, which live in the patient program's loop."""
        self.program.worker.spawn(work).result(90)

    @property
    def program(self) -> PatientProgram:
        assert self.patient.desktop is not None
        program = self.patient.desktop.program
        assert isinstance(program, PatientProgram)
        return program

    def until(self, holds: Callable[[], bool]) -> None:
        self.patient.until(holds, SECONDS)

    def close(self) -> None:
        self.patient.end()
        self.nurse.end()


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Homes]:
    monkeypatch.setattr("ui.centre.bridge.LOOK_SECONDS", 0.3)
    monkeypatch.setattr("ui.patient.window.Durations", lambda: QUICK)  # a minute's rest is not tested here
    with RelayServer(tmp_path / "relay.db") as relay:
        made = Homes(tmp_path, relay)
        try:
            yield made
        finally:
            made.close()
            texts = Translations()
            texts.use(Language.EN)
            texts.remove()


def test_from_the_very_first_start_to_the_first_value_at_the_nurse(homes: Homes) -> None:
    nurse, patient, until = homes.nurse, homes.patient, homes.until
    nurse.found(homes.relay.url)
    invited = invite(nurse)

    patient.start()  # an empty computer: face, language
    patient.click("face_patient")
    until(lambda: patient.shows("language_sv"))
    patient.click("language_sv")
    patient.click("forward")

    letter = film.held(film.letter_paper(invited.text), at=(0.22, 0.42), wide=1200, turned=7, noise=6)
    seen = film.film(homes.folder / "camera.avi", [(film.table(film.SIZE), 5), (letter, 40)])
    patient.shelf.cameras = (seen,)
    patient.click("cameraOn")
    until(lambda: patient.shows("pinAgain"))
    patient.choose_pin()
    let_in(nurse, digits(patient))
    until(lambda: "Du är ansluten" in patient.texts())
    patient.click("forward")

    until(lambda: patient.shows("sort_blood_pressure"))  # the first device, by its picture
    until(lambda: homes.air.cuff is not None)  # the radio comes when the window is there
    homes.do(homes.air.switch_on())
    QTest.keyClick(patient.find("sort_blood_pressure"), Qt.Key.Key_Return)
    until(lambda: patient.shows("nearby_1"))
    patient.click("nearby_1")
    until(lambda: patient.shows("passkey") or patient.shows("measureWithIt"))
    if patient.shows("passkey"):  # where the two agree on a passkey
        patient.type("passkey", "314159")
        patient.click("givePasskey")
    until(lambda: patient.shows("measureWithIt"))
    patient.click("measureWithIt")

    until(lambda: patient.shows("prepared"))  # the first measurement
    patient.click("prepared")
    patient.click("alreadyRested")
    cuff, guide = homes.air.cuff, homes.program.window.guide
    assert cuff is not None
    for number, (systolic, diastolic) in enumerate(((134, 82), (132, 80)), start=1):
        until(lambda: guide.state is not None and guide.state.step == "measure")
        homes.program.worker.spawn(cuff.press(systolic, diastolic, 66))
        until(lambda n=number: len(guide.read) >= n or patient.shows("itWasMe"))  # type: ignore[misc]  # bound
        if patient.shows("itWasMe"):  # asked once, of the cuff's first place
            patient.click("itWasMe")
        until(lambda n=number: len(guide.read) >= n)  # type: ignore[misc]  # bound
    until(lambda: patient.shows("measureDone"))
    patient.click("measureDone")

    until(lambda: patient.shows("go_home"))
    until(lambda: "132/80" in patient.texts() or "133/81" in patient.texts())
    until(lambda: "Skickat" in patient.texts())
    nurse.click("rail_patients")
    nurse.until(lambda: any("Valfrid Provhed" in row for row in nurse.rows()), SECONDS)
    nurse.find("worklist").setFocus()
    QTest.keyClick(nurse.find("worklist"), Qt.Key.Key_Home)
    QTest.keyClick(nurse.find("worklist"), Qt.Key.Key_Return)
    nurse.until(lambda: "132/80" in nurse.texts() or "133/81" in nurse.texts(), SECONDS)

    patient.end()
    patient.start()
    patient.unlock()
    until(lambda: patient.shows("go_home"))  # nothing is left of the first start
