"""Which alerts a patient has to act on."""

from __future__ import annotations

from hemmonitor.home import HomeState
from hemmonitor.model.finding import Confirmation, Finding
from ui.patient import view


def open_alerts(home: HomeState) -> tuple[Finding, ...]:
    """Red alerts that the rules stand by, what leads to 112 first.

    A candidate that waits for its second reading is none.
    """
    standing = [a for a in home.alerts if a.confirmation is not Confirmation.WAITING]
    if len(standing) < 2:
        return tuple(standing)
    from ui.patient import alertwords  # the words of an alert, which most days have none of

    return tuple(sorted(standing, key=lambda a: not alertwords.emergency(a)))


def alert_id(alert: Finding) -> str:
    """What an answer is given to: the finding with its newest decisive reading.

    A finding keeps its key while it stays open; a new red reading in it is a new alert all the same.
    """
    ids = view.decisive_ids(alert)
    return f"{alert.key}/{ids[-1]}" if ids else alert.key


def unanswered(home: HomeState) -> tuple[Finding, ...]:
    """Those that the patient has not acted on."""
    return tuple(a for a in open_alerts(home) if alert_id(a) not in home.answered)
