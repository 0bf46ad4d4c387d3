"""A workstation's place in the centre's own mailbox, which carries the access log and the settings.

Everything here runs on the thread that owns the journal.
"""

from __future__ import annotations

from hemmonitor.access import Access
from hemmonitor.bootstrap import Profile, centre_box
from hemmonitor.crypto.members import MembershipState


def own_teams(state: MembershipState, device: str, first: str) -> frozenset[str]:
    """The teams of whoever sits at a device: the one it was set up for, or all it is in when it left that."""
    mine = frozenset(name for name, team in state.teams.items() if device in team.members)
    return frozenset({first}) if first in mine else mine


def access_of(profile: Profile) -> Access:
    """The access log as this workstation writes it. Reads what is kept of it."""
    place, trust, device = profile.placed(), profile.trust(), profile.keys.device_id
    kept: list[tuple[int, frozenset[str]]] = []

    def own() -> frozenset[str]:
        state = trust.state
        if not kept or kept[0][0] != state.length:  # asked for every line of the worklist
            kept[:] = [(state.length, own_teams(state, device, place.team))]
        return kept[0][1]

    def teams_of(mailbox: str) -> frozenset[str]:
        box = trust.state.mailboxes.get(mailbox)
        return box.teams if box is not None else frozenset()

    return Access(
        profile.journal,
        device,
        centre_box(place.centre),
        place.staff_name,
        place.staff_role,
        own_teams=own,
        teams_of=teams_of,
        unit=lambda: trust.state.label,
    )
