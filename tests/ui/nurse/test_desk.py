"""What a workstation keeps for itself: keys, the guide, views; and handing a patient over."""

from __future__ import annotations

from tests.ui.nurse import cohort
from tests.ui.nurse.stage import Stage
from ui.nurse import handover, key_map, saved_views
from ui.nurse.listing import Chip, View

NILS = cohort.mailbox_of(1)


def test_a_letter_is_changed_or_turned_off_and_the_guide_follows(stage: Stage) -> None:
    window = stage.window
    card = window.settings.keyboard
    window.show_settings()
    card.fields["j"].setText("l")
    card.fields["j"].textEdited.emit("l")
    card.fields["k"].setText("")
    card.fields["k"].textEdited.emit("")
    window.show_worklist()
    stage.settle()
    page = window.worklist
    first = page.view.mailbox
    stage.press("j")
    assert page.view.mailbox == first
    stage.press("l")
    second = page.view.mailbox
    assert second != first
    stage.press("k")
    assert page.view.mailbox == second
    assert key_map.shown(page.keys, window._wished)[0][0] == ("l",)
    assert stage.clinic.preference("keys") == '{"j": "l", "k": ""}'


def test_two_commands_with_one_key_are_refused(stage: Stage) -> None:
    card = stage.window.settings.keyboard
    card.fields["j"].setText("a")
    card.fields["j"].textEdited.emit("a")
    assert not card._fault.isHidden()
    assert key_map.load(stage.window._desk) == {}
    stage.bridge.preferences["keys"] = '{"j": 5, "zz": "q", "a": "b"}'
    assert key_map.load(stage.window._desk) == {"a": "b"}
    stage.bridge.preferences["keys"] = "{"
    assert key_map.load(stage.window._desk) == {}


def test_the_key_guide_can_be_hidden(stage: Stage) -> None:
    stage.window.settings.keyboard.guide.setChecked(False)
    assert stage.window._guide.isHidden()
    stage.window.settings.keyboard.guide.setChecked(True)
    assert not stage.window._guide.isHidden()


def test_a_view_is_kept_and_gone_back_to(stage: Stage) -> None:
    page = stage.window.worklist
    page._choose_chip(Chip.UNOWNED)
    page.search.setText("tore")
    shown = list(page.model.listing.shown)
    assert shown
    page.keep_view("Mina Tore")
    page.show_queue(View.MISSING)
    page._choose_chip(saved_views.chip_of("Mina Tore"))
    listing = page.model.listing
    assert (listing.view, listing.chip, page.search.text()) == (View.CLINICAL, Chip.UNOWNED, "tore")
    assert listing.shown == shown
    stage.bridge.preferences["views"] = '{"x": {"view": "no"}}'
    assert saved_views.load(stage.window._desk) == {}


def test_a_patient_is_handed_over_and_given_back(stage: Stage) -> None:
    page = stage.window.worklist
    assert cohort.COLLEAGUE in page._colleagues
    row = page.model.row(NILS)
    assert row is not None
    menu = handover.menu(page, stage.window._desk, page._colleagues, row)
    next(a for a in menu.actions() if a.text() == cohort.COLLEAGUE).trigger()
    stage.settle()
    assert stage.record(NILS).owner == cohort.COLLEAGUE
    row = page.model.row(NILS)
    assert row is not None
    menu = handover.menu(page, stage.window._desk, page._colleagues, row)
    stage.later(1)
    menu.actions()[-1].trigger()
    stage.settle()
    assert stage.record(NILS).owner == ""
