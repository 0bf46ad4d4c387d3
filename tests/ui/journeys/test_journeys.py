"""Whole ways through the patient's program as a person goes them: mouse, keys, and a cuff on a real stack."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ui.journeys.stage import House

pytestmark = pytest.mark.xdist_group("journeys")


def test_from_pairing_to_the_nurse_with_a_failure_and_a_wrong_person(house: House) -> None:
    """The first device, a loose cuff and a retry, a yellow value, somebody else's value taken away."""
    house.start_patient()
    house.pair()
    patient = house.patient
    patient.click("measureWithIt")
    patient.click("prepared")
    patient.click("alreadyRested")
    house.fail()
    patient.until(lambda: patient.shows("measureAgain"), "for the failure", 60)
    assert "sitter löst" in patient.texts() or "lös" in patient.texts()
    patient.click("measureAgain")
    house.read(165, 95)
    house.read(163, 93)
    patient.until(lambda: patient.shows("measureDone"))
    assert "Håll koll" in patient.find("resultZone").accessibleName()
    assert patient.find("resultFigure").accessibleName().startswith("164/94")
    patient.click("measureDone")
    patient.go("home")
    patient.sees("Skickat")
    house.start_nurse()
    house.at_the_nurse("163/93")

    house.start_pressed(128, 76)  # a neighbour tries the cuff
    patient.until(lambda: patient.shows("notMe"), "for the value", 60)
    patient.click("notMe")
    patient.sees("Värdet är borttaget")
    house._patient.window._toast._timer.setInterval(1)  # twelve seconds are over
    patient.until(lambda: not house._patient.window._toast.isVisible())
    patient.until(lambda: "164/94" in patient.texts() or "163/93" in patient.texts(), "for the old value")


def test_red_comes_after_the_confirming_reading_and_stays_until_answered(house: House) -> None:
    house.start_patient()
    house.pair()
    house.patient.click("measureWithIt")
    house.measure((188, 114), (184, 110))
    patient = house.patient
    assert not patient.shows("haveCalled")
    house.read(186, 112)
    patient.until(lambda: patient.shows("haveCalled"), "for the alert")
    assert "112" in patient.texts()
    patient.go("trends")
    patient.go("home")
    assert patient.shows("haveCalled")
    patient.go("settings")
    patient.segment("language", 1)  # English, while the alert is open
    patient.go("home")
    patient.sees("Call 112 now")
    patient.click("haveCalled")
    patient.until(lambda: patient.shows("alertToHome"))
    house.start_nurse()
    house.at_the_nurse("186/112")


def test_a_week_off_line_and_back(house: House) -> None:
    house.start_patient()
    house.pair()
    patient = house.patient
    patient.click("pairingDone")
    patient.go("home")
    house.relay.stop()
    for day in range(3):
        house.later = dt.timedelta(days=2 * day + 1)
        house.start_pressed(130 + day, 80)
        if day == 0:
            patient.click("itWasMe")
        patient.until(lambda day=day: f"{130 + day}/80" in patient.texts(), "for the value", 60)
        patient.click("measureDone")
    patient.go("home")
    patient.sees("Sparat på din dator")
    house.later = dt.timedelta(days=7)
    house.relay.start()
    house._patient.worker.call(house._patient.wake).result()
    patient.sees("Skickat", seconds=90)
    house.start_nurse()
    house.at_the_nurse("132/80")
