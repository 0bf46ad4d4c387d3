"""A home visit as a nurse makes it: mouse, keys, the bag's cuff on a real protocol stack, a relay."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt

from hemmonitor import clock
from hemmonitor.bootstrap import Profile
from hemmonitor.model.visits import Outcome, VisitMade
from tests.ui.journeys.stage import POLICY, QUICK, SETTINGS, Air, House
from tests.ui.render import application
from tests.whole.world import PERSON, PIN, FileStore, home_of, once
from ui.app.nurse import NurseProgram
from ui.app.parts import looks
from ui.i18n import Language
from ui.theme import Face

pytestmark = pytest.mark.xdist_group("journeys")


def on_the_road(house: House) -> NurseProgram:
    """The nurse's program with a bag, and the cuff switched on."""
    air = house.air = Air(clock.now)
    house.texts.use(Language.SV)
    dress = looks(application(), SETTINGS, Face.NURSE, house.texts)
    care = house.care = NurseProgram(
        lambda: Profile.open(house._folder / "nurse", pin=PIN),
        clock.now,
        dress,
        link=air.link,
        durations=QUICK,
        policy=POLICY,
    )
    air.worker = care.worker
    care.window.resize(1440, 900)
    care.start()
    house.nurse.click("rail_mobile")
    house.nurse.until(lambda: air.cuff is not None)
    house.do(air.switch_on())
    return care


def test_a_visit_from_the_plan_to_the_patients_own_screen(house: House) -> None:
    care, nurse = on_the_road(house), house.nurse
    assert care.mobile is not None
    nurse.sees("Ingen är vald", "Inga besök den här dagen")

    nurse.click("visits_plan")
    page = care.mobile.page
    assert page is not None
    nurse.until(lambda: page.plan.person.count() == 1, "for the patients")
    nurse.type("plan_visit_address", "Forsstigen 2")
    nurse.type("plan_visit_reason", "Blodtryck och samtal")
    nurse.click("plan_visit_save")
    nurse.sees("Forsstigen 2", "Börja besöket")

    nurse.click("visits_bag")
    nurse.click("addDevice")
    nurse.click("sort_blood_pressure")
    nurse.click("nearby_1")
    nurse.until(lambda: nurse.shows("passkey") or nurse.shows("pairingDone"), "for the code")
    if nurse.shows("passkey"):
        nurse.type("passkey", "314159")
        nurse.click("givePasskey")
    nurse.until(lambda: nurse.shows("pairingDone"), "for the pairing", 60)
    nurse.click("pairingDone")
    nurse.click("place_close")

    house.start_pressed(151, 91)  # somebody tries the cuff while nobody is chosen
    nurse.sees("151/91 mmHg är ingens", seconds=60)

    nurse.click("visit_begin")
    nurse.type("visit_born", PERSON.patient.number[:8])
    nurse.click("visit_confirm_go")
    nurse.sees(PERSON.patient.name.upper())
    nurse.click("stray_aside")
    nurse.until(lambda: not nurse.shows("stray"))

    nurse.click("visit_measure_blood_pressure")
    nurse.click("prepared")
    nurse.click("alreadyRested")
    sittings = care.mobile.sittings
    assert sittings is not None
    for systolic in (134, 132):
        nurse.until(lambda: sittings.guide.state is not None and sittings.guide.state.step == "measure")
        before = len(sittings.guide.read)
        house.start_pressed(systolic, 80)
        nurse.until(lambda before=before: len(sittings.guide.read) > before, f"for {systolic}", 60)
        assert PERSON.patient.name.upper() in nurse.texts()
    nurse.click("measureDone")
    nurse.sees("132/80")

    nurse.click("visit_end")
    nurse.click("visit_end_save")
    nurse.sees("Ingen är vald", "överlämnat")
    nurse.until(lambda: not care.worker.call(care.profile.journal.unsent).result(), "to be sent")
    nurse.until(
        lambda: not care.worker.call(care.profile.journal.unsealed_mailboxes).result(), "to be sealed"
    )

    patient = Profile.open(house._folder / "patient", store=FileStore(house._folder / "patient" / "keystore"))
    try:
        asyncio.run(once(patient))
        record = home_of(patient).record_of_patient
        assert [int(m.values[0].value or 0) for m in record.measurements[-2:]] == [134, 132]
        assert not any(m.values[0].value == 151 for m in record.measurements)
        made = [told.body for told in record.visits if isinstance(told.body, VisitMade)]
        assert [one.outcome for one in made] == [Outcome.DONE]
        assert made[0].measurements == tuple(m.id for m in record.measurements[-2:])
    finally:
        patient.close()
    nurse.key(Qt.Key.Key_Escape)
