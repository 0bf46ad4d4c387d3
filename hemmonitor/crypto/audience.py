"""Who may read a mailbox, as its owner may see it: counted from the membership log that this device checked.

Nobody can be added without an entry in that log, so nobody reads who is not told of here. The log names no
person; what staff have called themselves in the mailbox is joined in ``home``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemmonitor.crypto.actions import Role
from hemmonitor.crypto.members import READERS, Mailbox

if TYPE_CHECKING:
    from hemmonitor.crypto.members import MembershipState


@dataclass(frozen=True, slots=True)
class Audience:
    """``staff``: the computers of staff that may read, in the order of the log; the rest are counts.

    ``own``: computers of the mailbox's owner. ``removed``: staff computers that could read and may not any
    more. ``stations``: measuring rooms, which may hand in and read nothing. ``archive``: whether the centre
    keeps a key that can read everything, for recovery.
    """

    centre: str
    own: int
    teams: int
    staff: tuple[str, ...]
    removed: int
    stations: int
    archive: bool


def audience(state: MembershipState, mailbox: str) -> Audience:
    """The audience of a mailbox now."""
    box = state.mailboxes.get(mailbox, Mailbox())
    once = {device for team in box.ever_teams for device in state.teams[team].ever}
    known = [(ident, state.devices[ident]) for ident in once]
    staff = [(device.since, ident) for ident, device in known if device.role in READERS]
    reading = {ident for _, ident in staff if state.may_read(ident, mailbox)}
    return Audience(
        centre=state.label,
        own=sum(not state.devices[ident].revoked for ident in box.devices),
        teams=len(box.teams),
        staff=tuple(ident for _, ident in sorted(staff) if ident in reading),
        removed=len(staff) - len(reading),
        stations=sum(d.role is Role.STATION and not d.revoked for d in state.devices.values()),
        archive=state.archive is not None,
    )
