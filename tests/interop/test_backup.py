from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hemmonitor.crypto.vault import Cost
from hemmonitor.errors import DiskFull, InputError, WrongPin
from hemmonitor.interop.backup import MAGIC, PIECE, PassphraseTooShort, back_up, look, moved, restore
from hemmonitor.interop.files import whole_binary
from hemmonitor.interop.source import BadFile
from hemmonitor.model.events import Event, MessageWritten
from hemmonitor.model.record import fold
from hemmonitor.store.journal import Delivery
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.store.sqlite import open_journal
from tests.interop.build import MAILBOX, NOW, full_events, full_record

PHRASE = "fyra ord på rad"
QUICK = Cost(memory=64, passes=1, lanes=1)


def filled() -> MemoryJournal:
    journal = MemoryJournal()
    journal.append(full_events())
    long = MessageWritten("x" * 19_000, "Test", from_patient=True)  # an item over several pieces
    journal.append([Event(f"long-{i}", "mb-2", "dev", NOW, long) for i in range(9)])
    return journal


def written(folder: Path) -> Path:
    path = folder / "backup"
    back_up(filled(), path, PHRASE, NOW, "0.1", cost=QUICK)
    return path


def stored(journal: object) -> list[Event]:
    return [s.event for s in journal.events()]  # type: ignore[attr-defined]  # any journal


def test_what_was_backed_up_is_restored(tmp_path: Path) -> None:
    path = written(tmp_path)
    contents = look(path, PHRASE)
    assert contents.mailboxes == (MAILBOX, "mb-2")
    assert (contents.heading.made, contents.heading.version, contents.unreadable) == (NOW, "0.1", 0)
    journal = open_journal(tmp_path / "journal.db", bytes(range(32)))
    assert restore(path, PHRASE, journal) == contents
    assert stored(journal) == stored(filled())
    restore(path, PHRASE, journal)
    assert len(stored(journal)) == contents.events
    ids = [e.id for e in stored(journal)]
    assert not any(journal.sent_state(box, ids) for box in journal.mailboxes())  # history is not sent
    journal.close()


def test_a_backup_is_for_its_owner_and_shows_nothing(tmp_path: Path) -> None:
    path = written(tmp_path)
    data = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Hjördis".encode() not in data
    assert b"xxxxxxxx" not in data
    assert len(data) > 3 * PIECE
    assert os.listdir(tmp_path) == ["backup"]  # noqa: PTH208 - names alone


def test_the_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    with pytest.raises(WrongPin):
        look(written(tmp_path), "fyra ord på rud")


def test_a_short_passphrase_is_refused_and_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(PassphraseTooShort):
        back_up(filled(), tmp_path / "backup", "kort", NOW, "0.1", cost=QUICK)
    assert not list(tmp_path.iterdir())


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return written(tmp_path_factory.mktemp("good")).read_bytes()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_changed_byte_and_no_missing_end_is_believed(
    data: st.DataObject, good: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "spoilt"
    at = data.draw(st.integers(0, len(good) - 1))
    if data.draw(st.booleans()):
        path.write_bytes(good[:at])
    else:
        path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
    journal = MemoryJournal()
    with pytest.raises((InputError, WrongPin)):
        restore(path, PHRASE, journal)
    assert not stored(journal)


def pieces(good: bytes) -> tuple[bytes, list[bytes]]:
    at = len(MAGIC)
    at += 4 + int.from_bytes(good[at : at + 4], "big") + 16
    head, found = good[:at], []
    while at < len(good):
        size = 4 + int.from_bytes(good[at : at + 4], "big")
        found.append(good[at : at + size])
        at += size
    return head, found


def test_pieces_cannot_be_moved_left_out_doubled_or_added(good: bytes, tmp_path: Path) -> None:
    head, found = pieces(good)
    assert len(found) >= 4
    orders = (
        [found[1], found[0], *found[2:]],
        [found[0], *found[2:]],
        [found[0], found[0], *found[1:]],
        found[:-1],
        [*found, found[-1]],
    )
    path = tmp_path / "spoilt"
    for order in orders:
        path.write_bytes(head + b"".join(order))
        with pytest.raises(BadFile):
            look(path, PHRASE)


def test_pieces_of_two_backups_do_not_mix(good: bytes, tmp_path: Path) -> None:
    other = written(tmp_path).read_bytes()
    path = tmp_path / "mixed"
    path.write_bytes(pieces(good)[0] + b"".join(pieces(other)[1]))
    with pytest.raises(BadFile):
        look(path, PHRASE)


def test_what_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"PK\x03\x04")
    with pytest.raises(BadFile, match="not a backup"):
        look(tmp_path / "x", PHRASE)
    with pytest.raises(BadFile, match="cannot be opened"):
        look(tmp_path / "none", PHRASE)


def test_a_new_computer_takes_its_measurements_over(tmp_path: Path) -> None:
    events = moved(written(tmp_path), PHRASE, MAILBOX, "mb-new", "dev-new", NOW)
    journal = MemoryJournal()
    assert journal.append(events) == events
    record = fold("mb-new", stored(journal))
    assert [m.id for m in record.measurements] == [m.id for m in full_record().measurements]
    assert record.measurements == full_record().measurements
    assert set(record.retracted) == set(full_record().retracted)
    states = journal.sent_state("mb-new", [e.id for e in events])
    assert {s.delivery for s in states.values()} == {Delivery.SAVED}  # they wait to be sent


def test_an_event_of_a_newer_version_is_carried_along(tmp_path: Path) -> None:
    from hemmonitor.store.codec import Unread
    from hemmonitor.store.journal import ChainHead, Cursor

    journal = filled()
    strange = Unread("strange", "mb-2", "dev", newer=True, reason="", raw=b"\xa1\x61t\x61x")
    journal.receive("mb-2", "e-1", [strange], ChainHead("a", 1, b"d"), Cursor("r", 1))
    path = tmp_path / "backup"
    count = back_up(journal, path, PHRASE, NOW, "0.1", cost=QUICK)
    contents = look(path, PHRASE)
    assert (contents.events + contents.unreadable, contents.unreadable) == (count, 1)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def fails() -> None:
        with whole_binary(path) as out:
            out.write(b"new")
            raise OSError(28, "No space left on device")

    with pytest.raises(DiskFull):
        fails()
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
