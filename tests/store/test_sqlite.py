from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3

from hemmonitor.errors import (
    BadKey,
    DatabaseInUse,
    DiskFull,
    NewerSchema,
    NotEncrypted,
    StorageError,
    WrongKey,
)
from hemmonitor.model.events import MessageWritten
from hemmonitor.store import cipher, codec
from hemmonitor.store.journal import Cursor, Journal
from hemmonitor.store.schema import STEPS, backup_path, bring_up
from hemmonitor.store.sqlite import SqliteJournal, open_journal
from tests.store.contract import JournalContract, from_a_newer_program, head, ids, seal
from tests.store.examples import AT, BODIES, MAILBOX, event, message

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[SqliteJournal]:
    opened = open_journal(path, KEY)
    yield opened
    opened.close()


class TestSqliteJournal(JournalContract):
    @pytest.fixture
    def journal(self, path: Path) -> Iterator[Journal]:
        opened = open_journal(path, KEY)
        yield opened
        opened.close()


def test_what_is_written_together_is_all_there_or_not_at_all(journal: SqliteJournal) -> None:
    with journal.together():
        journal.append([message("a")])
        journal.put("one", b"1")

    def broken_off() -> None:
        with journal.together():
            journal.append([message("b")])
            journal.put("one", b"2")
            seal(journal, 1, "not there")

    with pytest.raises(StorageError):
        broken_off()
    assert ids(journal) == ["a"]
    assert journal.get("one") == b"1"
    assert list(journal.sealed(MAILBOX)) == []
    journal.append([message("c")])
    assert ids(journal) == ["a", "c"]


# --- opening -----------------------------------------------------------------------------------


def test_everything_is_there_after_reopening(journal: SqliteJournal, path: Path) -> None:
    journal.append(tuple(event(f"ev-{n}", body) for n, body in enumerate(BODIES)))
    sealed = seal(journal, 1, "ev-0", "ev-1")
    journal.mark_sent(sealed.envelope_id, AT)
    journal.receive(MAILBOX, "env-r", (message("r"),), head(2, "nurse"), Cursor("x", 5))
    journal.quarantine(MAILBOX, "env-q", b"bad", "crypto.bad_signature", Cursor("x", 6))
    journal.put("name", b"value")

    def everything(of: SqliteJournal) -> list[object]:
        return [
            list(of.events()),
            of.unsealed(MAILBOX),
            list(of.sealed(MAILBOX)),
            of.unsent(),
            of.sent_state(MAILBOX, [f"ev-{n}" for n in range(len(BODIES))]),
            of.heads(MAILBOX),
            of.cursor(MAILBOX),
            of.quarantined(),
            of.quarantined_body(MAILBOX, "env-q"),
            of.has_envelope("env-r"),
            of.get("name"),
        ]

    before = everything(journal)
    journal.close()
    again = open_journal(path, KEY)
    assert everything(again) == before
    again.close()


def test_a_wrong_key_is_a_clear_error_and_changes_nothing(
    journal: SqliteJournal, path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    journal.append((message("a"),))
    journal.close()
    before = path.read_bytes()
    with pytest.raises(WrongKey) as caught:
        open_journal(path, OTHER_KEY)
    assert KEY.hex() not in str(caught.value) + OTHER_KEY.hex()
    assert path.read_bytes() == before
    assert capfd.readouterr().err == ""
    again = open_journal(path, KEY)
    assert ids(again) == ["a"]
    again.close()


def test_a_wrong_key_after_a_crash_does_not_harm_what_the_log_holds(
    journal: SqliteJournal, path: Path, tmp_path: Path
) -> None:
    journal.append(tuple(message(f"e{n}") for n in range(50)))
    crashed = tmp_path / "crashed"  # the files as a killed process leaves them
    crashed.mkdir()
    for file in path.parent.iterdir():
        (crashed / file.name).write_bytes(file.read_bytes())
    assert (crashed / "journal.db-wal").stat().st_size > 10_000
    for _ in range(2):
        with pytest.raises(WrongKey):
            open_journal(crashed / "journal.db", OTHER_KEY)
    again = open_journal(crashed / "journal.db", KEY)
    assert len(ids(again)) == 50
    again.close()


@pytest.mark.parametrize("size", [0, 31, 33, 64])
def test_a_key_of_another_size_is_refused(path: Path, size: int) -> None:
    with pytest.raises(BadKey):
        open_journal(path, bytes(size))
    assert not path.exists()


def test_a_database_that_was_there_and_is_missing_is_not_made_anew(path: Path) -> None:
    with pytest.raises(StorageError, match="missing"):
        open_journal(path, KEY, create=False)
    assert not path.parent.exists()
    path.parent.mkdir()
    path.write_bytes(b"")
    with pytest.raises(StorageError, match="missing"):
        open_journal(path, KEY, create=False)
    assert path.read_bytes() == b""
    open_journal(path, KEY).close()
    open_journal(path, KEY, create=False).close()


def test_a_file_that_is_no_database_is_refused_untouched(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\x00nonsense" * 1000)
    with pytest.raises(WrongKey):
        open_journal(path, KEY)
    assert path.read_bytes() == b"\x00nonsense" * 1000


def test_a_plain_database_is_refused_untouched(path: Path) -> None:
    path.parent.mkdir()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE event (id)")
    plain.close()
    before = path.read_bytes()
    with pytest.raises(NotEncrypted):
        open_journal(path, KEY)
    assert path.read_bytes() == before


class _ForgetsTheKey(sqlcipher3.Connection):  # type: ignore[misc]  # the library has no types
    """What a misspelt ``PRAGMA key`` does: nothing, without a word."""

    def set_key(self, key: str) -> None:
        """Leave the file plain."""


class _NoCipher(sqlite3.Connection):
    """The standard library's SQLite under the cipher's name."""

    def set_key(self, key: str) -> None:
        """Leave the file plain."""


def test_a_database_that_would_come_out_plain_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlcipher3.connect

    def forgetful(*args: Any, **options: Any) -> Any:
        return connect(*args, factory=_ForgetsTheKey, **options)

    monkeypatch.setattr(sqlcipher3, "connect", forgetful)
    with pytest.raises(NotEncrypted):
        open_journal(path, KEY)
    with pytest.raises(NotEncrypted):  # and the file that was left is refused from the start
        open_journal(path, KEY)


def test_a_sqlite_without_a_cipher_is_refused_before_anything_is_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plain(*args: Any, **options: Any) -> Any:
        return sqlite3.connect(*args, factory=_NoCipher, **options)

    monkeypatch.setattr(sqlcipher3, "connect", plain)
    with pytest.raises(NotEncrypted, match="no cipher"):
        open_journal(path, KEY)
    assert path.read_bytes() == b""


def test_a_second_program_is_refused(journal: SqliteJournal, path: Path) -> None:
    with pytest.raises(DatabaseInUse):
        open_journal(path, KEY)
    code = (
        "import sys, pathlib\n"
        "from hemmonitor.errors import DatabaseInUse\n"
        "from hemmonitor.store.sqlite import open_journal\n"
        "try:\n"
        "    open_journal(pathlib.Path(sys.argv[1]), bytes(range(32)))\n"
        "except DatabaseInUse:\n"
        "    print('in use')\n"
    )
    run = [sys.executable, "-c", code, str(path)]
    assert subprocess.run(run, cwd=ROOT, capture_output=True, check=True, text=True).stdout == "in use\n"
    journal.append((message("a"),))
    journal.close()
    again = open_journal(path, KEY)
    assert ids(again) == ["a"]
    again.close()


def test_a_failed_opening_releases_the_lock(journal: SqliteJournal, path: Path) -> None:
    journal.close()
    for _ in range(2):
        with pytest.raises(WrongKey):
            open_journal(path, OTHER_KEY)


def test_a_data_directory_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError):
        open_journal(tmp_path / "file" / "journal.db", KEY)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_only_the_owner_may_read(journal: SqliteJournal, path: Path) -> None:
    journal.append((message("a"),))
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == dict.fromkeys(
        ("journal.db", "journal.db-wal", "journal.db-shm", "journal.db.lock"), 0o600
    )
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    journal.close()
    path.chmod(0o644)
    open_journal(path, KEY).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


# --- at rest -----------------------------------------------------------------------------------


def test_the_files_hold_no_plaintext(journal: SqliteJournal, path: Path) -> None:
    journal.append(tuple(event(f"ev-{n}", body) for n, body in enumerate(BODIES)))
    journal.append((event("m", MessageWritten("Needle in a message", "x", from_patient=True)),))
    journal.put("wrapped", b"Needle in a setting")
    journal.quarantine("Needle mailbox", "env", b"Needle in quarantine", "code", Cursor("x", 1))
    needles = [
        *(b"Testsson", b"191500722390", b"183.40", b"070-000 00 00", b"Needle", b"systolic", b"AA:BB:CC"),
        *(b"measurement_recorded", b"CREATE TABLE", b"SQLite format 3", KEY, KEY.hex().encode()),
        *("Testsson".encode(encoding) for encoding in ("utf-16-le", "utf-16-be")),
    ]
    assert any(needle in codec.encode(event(body=BODIES[0])) for needle in needles)

    def search() -> set[str]:
        seen = set()
        for file in path.parent.iterdir():
            data = file.read_bytes()
            seen.add(file.name)
            for needle in needles:
                assert needle not in data, (file.name, needle)
        return seen

    assert search() >= {"journal.db", "journal.db-wal", "journal.db-shm"}
    assert (path.parent / "journal.db-wal").stat().st_size > 10_000
    journal._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    search()
    journal.close()
    assert search() == {"journal.db", "journal.db.lock"}
    assert path.stat().st_size > 10_000


# --- damage ------------------------------------------------------------------------------------


def test_a_corrupt_record_is_kept_and_reported_and_the_rest_goes_on(
    journal: SqliteJournal, path: Path
) -> None:
    journal.append(tuple(message(name) for name in "abcd"))
    connection = journal._connection
    connection.execute("UPDATE event SET body = x'a101' WHERE id = 'b'")
    assert ids(journal) == ids(journal, MAILBOX) == ["a", "c", "d"]
    (unread,) = journal.unreadable()
    assert unread.raw == b"\xa1\x01"
    assert not unread.newer
    assert [s.event.id for s in journal.unsealed(MAILBOX)] == ["a", "c", "d"]
    assert [s.event.id for s in journal.unsealed(MAILBOX, limit=2)] == ["a", "c"]
    seal(journal, 1, "a", "c", "d")
    assert journal.unsealed_mailboxes() == ()
    journal.append((message("e"),))
    journal.close()
    again = open_journal(path, KEY)
    assert [s.event.id for s in again.unsealed(MAILBOX, limit=1)] == ["e"]
    assert again.unreadable() == (unread,)
    rows = again._connection.execute("SELECT body FROM event WHERE id = 'b'").fetchall()
    assert rows == [(b"\xa1\x01",)]
    again.close()


def test_a_mailbox_where_nothing_that_waits_can_be_read(journal: SqliteJournal) -> None:
    journal.append((message("a"), message("b", mailbox="mb-2")))
    journal._connection.execute("UPDATE event SET body = x'00' WHERE id = 'a'")
    assert journal.unsealed(MAILBOX) == ()
    assert journal.unsealed_mailboxes() == ("mb-2",)


def test_a_newer_programs_event_is_there_after_reopening(journal: SqliteJournal, path: Path) -> None:
    newer = from_a_newer_program()
    journal.receive(MAILBOX, "env", (newer, message("a")), head(1, "nurse"), Cursor("x", 1))
    journal.close()
    again = open_journal(path, KEY)
    assert again.unreadable() == ()
    assert ids(again) == ["a"]
    assert again.unreadable() == (newer,)
    # once a program can read it, it is in its place
    again._connection.execute(
        "UPDATE event SET body = ? WHERE id = ?", (codec.encode(message(newer.id)), newer.id)
    )
    assert ids(again) == [newer.id, "a"]
    again.close()


def test_a_damaged_page_is_a_clear_error(
    journal: SqliteJournal, path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    journal.append(tuple(message(f"e{n}") for n in range(500)))
    journal.close()
    data = bytearray(path.read_bytes())
    for start in range(3 * 4096, len(data), 4096):
        data[start + 2000] ^= 1
    path.write_bytes(data)
    damaged = open_journal(path, KEY)
    with pytest.raises(StorageError, match="damaged"):
        ids(damaged)
    with pytest.raises(StorageError):
        damaged.append((message("x"),))
    damaged.close()
    assert path.read_bytes() == bytes(data)
    assert capfd.readouterr().err == ""


# --- a full disk -------------------------------------------------------------------------------


def test_a_full_disk_loses_nothing_that_was_stored(journal: SqliteJournal) -> None:
    journal.append((message("a"),))
    (pages,) = journal._connection.execute("PRAGMA page_count").fetchone()
    journal._connection.execute(f"PRAGMA max_page_count = {pages + 4}")
    big = tuple(message(f"big{n}") for n in range(2000))
    with pytest.raises(DiskFull):
        journal.append(big)
    with pytest.raises(DiskFull):
        journal.receive(MAILBOX, "env", big, head(1, "nurse"), Cursor("x", 1))
    assert ids(journal) == ["a"]
    assert journal.cursor(MAILBOX) is None
    journal._connection.execute("PRAGMA max_page_count = 100000")
    journal.append(big)
    assert len(ids(journal)) == 2001


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """In a file system of one megabyte of its own, in a process of its own."""
    script = Path(__file__).with_name("fill_disk.py")
    command = f"mount -t tmpfs -o size=1m none {tmp_path} && exec {sys.executable} {script} {tmp_path}"
    run = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        text=True,
    )
    if "unshare" in run.stderr or "mount" in run.stderr:
        pytest.skip("this machine gives no mount namespace")
    assert run.returncode == 0, run.stderr
    assert run.stdout == "full, kept, and writable again\n"


# --- schema ------------------------------------------------------------------------------------

NEXT_STEPS = (*STEPS, ("ALTER TABLE event ADD COLUMN extra TEXT", "CREATE TABLE later (id TEXT) STRICT"))


def test_a_newer_schema_is_refused_untouched(journal: SqliteJournal, path: Path) -> None:
    journal._connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    journal.close()
    before = path.read_bytes()
    with pytest.raises(NewerSchema):
        open_journal(path, KEY)
    assert path.read_bytes() == before


def test_an_older_schema_is_brought_up_after_a_backup(journal: SqliteJournal, path: Path) -> None:
    journal.append((message("a"), event("b", BODIES[0])))
    journal.close()
    connection = cipher.connect(path, KEY)
    bring_up(connection, path, NEXT_STEPS)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(NEXT_STEPS),)
    assert connection.execute("SELECT id, extra FROM event").fetchall() == [("a", None), ("b", None)]
    connection.close()
    copy = backup_path(path, len(STEPS))
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert b"Testsson" not in copy.read_bytes()
    assert not list(path.parent.glob("*.part"))
    with pytest.raises(NewerSchema):
        open_journal(path, KEY)
    restored = open_journal(copy, KEY)  # with the same key
    assert ids(restored) == ["a", "b"]
    restored.close()


def test_the_events_of_an_older_file_keep_their_places(path: Path) -> None:
    path.parent.mkdir()
    older = cipher.connect(path, KEY)
    cipher.make_durable(older)
    bring_up(older, path, STEPS[:3])
    sealed = "INSERT INTO envelope (id, mailbox, author_seq, body) VALUES ('env', ?, 1, x'00')"
    older.execute(sealed, (MAILBOX,))
    rows = [(1, message("a"), 1, 1), (3, message("b"), 1, None), (4, message("c", mailbox="mb-2"), 0, None)]
    for position, stored, outgoing, envelope in (*rows, (9, message("gone"), 0, None)):
        at = int(stored.at.timestamp() * 1_000_000)
        kind = codec.kind_of(stored.body)
        values = (position, stored.id, stored.mailbox, kind, at, outgoing, envelope, codec.encode(stored))
        older.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    older.execute("DELETE FROM event WHERE id = 'gone'")
    older.close()
    journal = open_journal(path, KEY)
    assert [(s.position, s.event) for s in journal.events()] == [row[:2] for row in rows]
    assert journal.sealed_places(MAILBOX) == {"env": (1,)}
    assert [s.event.id for s in journal.unsealed(MAILBOX)] == ["b"]
    assert list(journal.faults()) == []
    again = message("c")  # an id that was another mailbox's
    assert journal.append((message("b"), again)) == (again,)
    assert journal.last_position() > 9
    assert journal._connection.execute("PRAGMA secure_delete").fetchone() == (1,)
    journal.close()


def test_a_step_that_fails_leaves_the_file_as_it_was(journal: SqliteJournal, path: Path) -> None:
    journal.append((message("a"),))
    journal.close()
    connection = cipher.connect(path, KEY)
    with pytest.raises(StorageError):
        bring_up(connection, path, (*NEXT_STEPS, ("CREATE TABLE event (id TEXT)",)))
    connection.close()
    again = open_journal(path, KEY)
    assert ids(again) == ["a"]
    assert again._connection.execute("SELECT name FROM sqlite_master WHERE name = 'later'").fetchall() == []
    again.close()


def test_without_a_backup_nothing_is_changed(journal: SqliteJournal, path: Path) -> None:
    journal.append((message("a"),))
    journal.close()
    backup_path(path, len(STEPS)).mkdir()  # in the way of the finished copy
    connection = cipher.connect(path, KEY)
    with pytest.raises(StorageError):
        bring_up(connection, path, NEXT_STEPS)
    connection.close()
    again = open_journal(path, KEY)
    assert ids(again) == ["a"]
    again.close()
