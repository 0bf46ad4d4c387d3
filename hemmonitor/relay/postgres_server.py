"""The connections to PostgreSQL, and what holds for every statement: tried again, or one of our errors.

Rules:
- A transaction that lost against another (40001, 40P01) is tried again, and so is one whose connection
  broke: every write of the relay may be repeated.
- The address may hold a password: it stands in no error.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from typing import TYPE_CHECKING, Final, TypeVar

import asyncpg

from hemmonitor.errors import DiskFull, NewerSchema, StorageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Connection = asyncpg.pool.PoolConnectionProxy[asyncpg.Record]

T = TypeVar("T")

POOL: Final = 10
"""Connections of one worker."""
_PATIENCE: Final = 10.0
"""Seconds after which a statement that loses again and again is given up."""
_LONGEST: Final = 0.2
_SCHEMA_VERSION: Final = 1
_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS meta (name text PRIMARY KEY, value bytea NOT NULL)",
    """CREATE TABLE IF NOT EXISTS log (
        centre bytea NOT NULL, place bigint NOT NULL, entry bytea NOT NULL, PRIMARY KEY (centre, place))""",
    """CREATE TABLE IF NOT EXISTS box (
        mailbox bytea NOT NULL, centre bytea NOT NULL, cursor bigint NOT NULL, running bytea NOT NULL,
        size bigint NOT NULL, floor bigint NOT NULL, PRIMARY KEY (mailbox, centre))""",
    "CREATE INDEX IF NOT EXISTS box_centre ON box (centre)",
    """CREATE TABLE IF NOT EXISTS envelope (
        mailbox bytea NOT NULL, centre bytea NOT NULL, cursor bigint NOT NULL, envelope_id bytea NOT NULL,
        digest bytea NOT NULL, running bytea NOT NULL, body bytea NOT NULL, day bigint NOT NULL,
        PRIMARY KEY (mailbox, centre, cursor), UNIQUE (mailbox, centre, envelope_id))""",
    """CREATE TABLE IF NOT EXISTS slot (
        slot bytea PRIMARY KEY, centre bytea NOT NULL, expires bigint NOT NULL, ask bytea, answer bytea)""",
    """CREATE TABLE IF NOT EXISTS nonce (
        device bytea NOT NULL, nonce bytea NOT NULL, expires bigint NOT NULL, PRIMARY KEY (device, nonce))""",
)
_LOST: Final = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.InterfaceError,  # a connection that ended between two uses
    asyncpg.InternalClientError,  # or while it was being put back
    ConnectionError,
)


class Server:
    """A pool of connections to one database, with these settings of their own."""

    def __init__(self, address: str, size: int, **settings: str) -> None:
        self._address, self._size, self._settings = address, size, settings
        self._pool: asyncpg.Pool[asyncpg.Record] | None = None

    async def open(self) -> None:
        """Connect; raises ``StorageError``."""
        self._pool = await _pool(self._address, self._size, self._settings)

    async def close(self) -> None:
        """Close the connections once they are free."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.close()

    async def tried(self, work: Callable[[Connection], Awaitable[T]]) -> T:
        """Do it, again when it lost against another transaction; in the end ``StorageError``."""
        pool = self._pool
        if pool is None:
            raise StorageError("the relay's database is closed")
        time = asyncio.get_running_loop().time
        end, pause = time() + _PATIENCE, 0.002
        while True:
            try:
                async with pool.acquire() as connection:
                    return await work(connection)
            except _LOST as error:
                if time() > end:
                    raise _mapped(error) from error
                await asyncio.sleep(pause * random.random())  # noqa: S311 - no secret
                pause = min(pause * 2, _LONGEST)
            except (asyncpg.PostgresError, OSError, TimeoutError) as error:
                raise _mapped(error) from error


async def _pool(address: str, size: int, settings: dict[str, str]) -> asyncpg.Pool[asyncpg.Record]:
    try:
        return await asyncpg.create_pool(
            address, min_size=1, max_size=size, command_timeout=30, server_settings=settings
        )
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, ValueError, TimeoutError) as error:
        raise _mapped(error) from None  # the chain would show the address


async def prepare(connection: Connection) -> str:
    """Make the tables where there are none; returns the epoch id."""
    for statement in _SCHEMA:
        try:
            await connection.execute(statement)
        except (asyncpg.UniqueViolationError, asyncpg.DuplicateTableError):  # another worker is making it
            await asyncio.sleep(0.05)
            await connection.execute(statement)
    start = "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING"
    await connection.execute(start, "schema", bytes([_SCHEMA_VERSION]))
    await connection.execute(start, "epoch", secrets.token_bytes(16))
    values = {row["name"]: row["value"] for row in await connection.fetch("SELECT name, value FROM meta")}
    if values["schema"] > bytes([_SCHEMA_VERSION]):
        raise NewerSchema(f"relay database: schema {values['schema'][0]}")
    epoch: bytes = values["epoch"]
    return epoch.hex()


async def new_epoch(address: str) -> str:
    """See ``databases.new_epoch``."""
    pool = await _pool(address, 1, {})
    epoch = secrets.token_bytes(16)
    try:
        done = await pool.execute("UPDATE meta SET value = $1 WHERE name = 'epoch'", epoch)
    except (asyncpg.PostgresError, OSError) as error:
        raise _mapped(error) from error
    finally:
        await pool.close()
    if done != "UPDATE 1":
        raise StorageError("relay database: not a relay's")
    return epoch.hex()


def _mapped(error: BaseException) -> StorageError:
    if isinstance(error, asyncpg.DiskFullError):
        return DiskFull("relay database")
    return StorageError(f"relay database: {type(error).__name__}")
