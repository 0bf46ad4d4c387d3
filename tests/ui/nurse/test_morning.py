"""Two hundred patients before lunch, by keyboard alone: the most urgent first, and nobody is passed over."""

from __future__ import annotations

import datetime as dt

from hemmonitor.model.careplan import Level
from hemmonitor.model.events import Action, MeasurementRecorded
from hemmonitor.model.finding import Queue
from tests.ui.nurse import cohort
from tests.ui.nurse.conftest import Staging

PEOPLE = 200


def test_a_morning_of_two_hundred_by_keyboard(staging: Staging) -> None:
    stage = staging(cohort.events(cohort.many(PEOPLE), days=6))
    page = stage.window.worklist
    rows = page.model.listing.rows
    assert len(rows) == PEOPLE
    clinical = [m for m, row in rows.items() if row.in_queue(Queue.CLINICAL)]
    greens = list(page.model.listing.counts().green)
    assert len(clinical) > 60
    assert len(greens) > 30
    handled: list[str] = []
    late = cohort.mailbox_of(2)
    assert late not in clinical

    stage.press("a")
    for number in range(len(clinical)):
        about = page.panel.subject
        assert about is not None
        handled.append(about.mailbox)
        stage.later(1)
        if number == 10:  # somebody turns red in the middle of it: no row moves under the hand
            before = list(page.model.listing.shown)
            for minutes in (8, 1):
                red = cohort.pressure(late, stage.now - dt.timedelta(minutes=minutes), 190, 115)
                stage.receive(late, MeasurementRecorded(red))
            assert page.model.listing.shown == before
            assert page.panel.subject == about
        stage.press("1" if number % 3 else "6")
        stage.press("Ctrl+Return")

    assert handled == list(dict.fromkeys(handled)), "nobody twice"
    assert set(handled) == set(clinical), "and nobody passed over"
    levels = [rows[m].level for m in handled]
    assert levels == sorted(levels, key=lambda level: level is not Level.RED), "red before yellow"
    stage.press("Esc")
    stage.press("r")  # what arrived meanwhile
    assert page.model.listing.shown == [late]
    stage.press("a")
    stage.press("1")
    stage.press("Ctrl+Return")
    stage.press("Shift+G")
    assert set(page.greens.mailboxes) == set(greens) - {late}
    stage.press("Ctrl+Return")
    page.toast.expired.emit()
    stage.settle()

    left = {m: stage.clinic.row(m, stage.now) for m in rows}
    assert not [m for m, row in left.items() if row.in_queue(Queue.CLINICAL)]
    assert all(left[m].unseen == 0 for m in greens if m != late)
    done = [a.body for m in clinical for a in stage.record(m).acknowledgements]
    assert len(done) == len(clinical)
    assert {body.actions for body in done} == {(Action.CALLED,), (Action.EXPECTED,)}
    assert page.top._figures[0] >= len(clinical) + len(greens) - 1
