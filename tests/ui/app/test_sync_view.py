"""What sync notices comes to the screens: each kind in words of each face, the gravest first."""

from __future__ import annotations

import pytest

from hemmonitor.sync.state import SyncWarning, WarningKind
from hemmonitor.sync.status import Problem, SyncStatus
from ui.app.parts import sync_view
from ui.nurse.words import problem as nurse_problem
from ui.patient.words import problem as patient_problem


@pytest.mark.parametrize("kind", list(WarningKind))
def test_every_kind_has_words_of_its_own_in_both_faces(kind: WarningKind) -> None:
    view = sync_view(SyncStatus(warnings=(SyncWarning(kind, "a" * 32),)))
    assert view.problem == f"protocol.{kind}"
    assert view.about == ("a" * 32,)
    for words in (nurse_problem, patient_problem):
        assert words(view.problem) not in {words("protocol.unheard_of"), words("unheard_of")}


def test_the_gravest_is_told_and_of_whom() -> None:
    gap, fork = SyncWarning(WarningKind.GAP, "a" * 32), SyncWarning(WarningKind.FORK, "b" * 32)
    view = sync_view(SyncStatus(warnings=(gap, fork, SyncWarning(WarningKind.FORK, "c" * 32))))
    assert (view.problem, view.about) == ("protocol.fork", ("b" * 32, "c" * 32))


def test_what_stops_sync_goes_before_what_it_noticed() -> None:
    status = SyncStatus(problem=Problem.MEMBERSHIP, warnings=(SyncWarning(WarningKind.GAP, "a" * 32),))
    assert sync_view(status).problem == "crypto.bad_membership"


def test_nothing_noticed_is_nothing_told() -> None:
    assert sync_view(SyncStatus()).problem == ""
