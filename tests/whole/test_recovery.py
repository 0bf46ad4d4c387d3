"""The recovery drill, and the ways in which a real recovery goes astray."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hemmonitor import clock
from hemmonitor.__main__ import app
from hemmonitor.bootstrap import Place, Profile, Sync
from hemmonitor.crypto.keys import SealingKey, SigningKey
from hemmonitor.crypto.membership import found_centre
from hemmonitor.crypto.shares import WrongShares, split
from hemmonitor.errors import InputError, RelayOffline
from hemmonitor.model.events import MessageWritten
from hemmonitor.recovery import PaperKeys, recover, shares_of, take_off_line
from hemmonitor.relay.server import RelayServer
from hemmonitor.sync.client import RelayClient
from tests.whole.keystore import FileStore
from tests.whole.world import PIN, STAFF, clinic_of, found_with_patient, once


def test_the_drill_passes() -> None:
    done = CliRunner().invoke(app, ["recover", "--drill"])
    assert done.exit_code == 0, done.output
    assert done.output.endswith("The drill has passed.\n")


@dataclass
class Lost:
    """A centre whose only computer is gone; ``paper`` is what its founders hold."""

    folder: Path
    url: str
    paper: PaperKeys
    device: str
    mailbox: str

    def profile(self) -> Profile:
        return Profile.create(self.folder / "again", store=FileStore(self.folder / "again-store"))

    async def recover(self, profile: Profile, *, root: tuple[str, ...] | None = None) -> None:
        shares = self.paper.root[:2] if root is None else root
        archive = self.paper.archive[1:]
        await recover(profile, self.url, self.paper.fingerprint, shares, archive, STAFF, clock.now)


def texts(profile: Profile, mailbox: str) -> list[str]:
    bodies = (stored.event.body for stored in profile.journal.events(mailbox))
    return [body.text for body in bodies if isinstance(body, MessageWritten)]


@pytest.fixture
async def lost(tmp_path: Path) -> AsyncIterator[Lost]:
    with RelayServer(tmp_path / "relay.db") as relay:
        await found_with_patient(tmp_path, relay.url)
        nurse = Profile.open(tmp_path / "nurse", pin=PIN)
        (mailbox,) = clinic_of(nurse).mailboxes
        clinic_of(nurse).write(mailbox, "before", clock.now())
        await once(nurse)
        paper, device = shares_of(nurse), nurse.keys.device_id
        nurse.close()
        yield Lost(tmp_path, relay.url, paper, device, mailbox)


async def test_cut_off_at_any_request_it_is_done_again(lost: Lost, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = lost.profile()
    real, left = RelayClient.post_log, 1

    async def broken(self: RelayClient, entries: list[bytes]) -> int:
        nonlocal left
        length = await real(self, entries)
        if left:
            left -= 1
            raise RelayOffline("the answer is lost")
        return length

    monkeypatch.setattr(RelayClient, "post_log", broken)
    with pytest.raises(RelayOffline):
        await lost.recover(profile)
    await lost.recover(profile)
    assert texts(profile, lost.mailbox) == ["before"]
    state = profile.trust().state
    assert state.devices[lost.device].revoked
    assert len([d for d in state.devices.values() if d.role == "registrar"]) == 2
    assert profile.placed().team in state.teams
    profile.close()


async def test_what_the_lost_computer_wrote_stays_and_a_thief_of_it_is_refused(lost: Lost) -> None:
    profile = lost.profile()
    await lost.recover(profile)
    assert profile.trust().state.last_valid(lost.device, lost.mailbox) > 0
    thief = Profile.open(lost.folder / "nurse", pin=PIN)
    clinic_of(thief).write(lost.mailbox, "by a thief", clock.now())
    sync = Sync(thief, clock.now, lambda _events: None, lambda _status: None)
    with pytest.raises(Exception, match="revoked"):
        await sync.once()
    await sync.aclose()
    await once(profile)
    assert texts(profile, lost.mailbox) == ["before"]
    thief.close()
    profile.close()


async def test_wrong_words_change_nothing(lost: Lost) -> None:
    profile = lost.profile()
    with pytest.raises(WrongShares):
        await lost.recover(profile, root=lost.paper.archive[:2])
    assert profile.place is None
    profile.close()


async def test_the_words_must_be_typed_again_before_the_keys_are_destroyed(lost: Lost) -> None:
    nurse = Profile.open(lost.folder / "nurse", pin=PIN)
    paper = shares_of(nurse)
    for root in (paper.root[:1], paper.root[:1] * 2, paper.archive[:2]):
        with pytest.raises(WrongShares):
            take_off_line(nurse, root, paper.archive[:2])
    with pytest.raises(WrongShares):
        take_off_line(nurse, paper.root[:2], paper.root[:2])
    assert nurse.root_key() is not None
    take_off_line(nurse, paper.root[:2], paper.archive[1:])
    assert nurse.root_key() is None
    assert nurse.archive_key() is None
    with pytest.raises(InputError):
        shares_of(nurse)
    nurse.close()


def test_the_command_asks_for_words_and_says_what_was_done(lost: Lost) -> None:
    arguments = ["recover", "--url", lost.url, "--fingerprint", lost.paper.fingerprint.hex()]
    typed = "\n".join(["secret-pin-1", *lost.paper.root[:2], *lost.paper.archive[:2]])
    here = [*arguments, "--name", "Anna Berg", "--data", str(lost.folder / "new")]
    done = CliRunner().invoke(app, here, input=typed)
    assert done.exit_code == 0, done.output
    assert "Recovered: 2 mailboxes" in done.output
    assert not any(word in done.output for word in lost.paper.root[0].split()[5:8])
    check = ["recover", "--check", "--fingerprint", lost.paper.fingerprint.hex()]
    assert CliRunner().invoke(app, check, input="\n".join(lost.paper.root[1:])).exit_code == 0
    wrong = CliRunner().invoke(app, check, input="\n".join(lost.paper.archive[1:]))
    assert isinstance(wrong.exception, WrongShares)


def test_the_command_puts_the_keys_on_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = Profile.create(tmp_path / "nurse", pin=PIN)
    root, archive = SigningKey.generate(), SealingKey.generate()
    entry = found_centre(root, root.public, "centre", archive.public, clock.now())
    place = Place("http://127.0.0.1:9", root.device_id, root.fingerprint.hex(), "registrar")
    profile.settle(place, [entry])
    profile.keep_centre_keys(root, archive)
    profile.close()
    paper = PaperKeys(root.fingerprint, split(root), split(archive))
    monkeypatch.setattr("hemmonitor.recovery_command.shares_of", lambda _profile: paper)
    typed = [PIN, *paper.root[1:], *paper.archive[:2]]
    command = ["recover", "--split", "--data", str(tmp_path)]
    done = CliRunner().invoke(app, command, input="\n".join(typed))
    assert done.exit_code == 0, done.output
    assert all(words in done.output for words in (*paper.root, *paper.archive))
    again = Profile.open(tmp_path / "nurse", pin=PIN)
    assert again.root_key() is None
    assert again.archive_key() is None
    again.close()
