"""The relay's commands. Each imports what it needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from hemmonitor.errors import InputError

app = typer.Typer(help="Run the post-box, or look after its database.", no_args_is_help=False)

_Database = Annotated[
    str | None, typer.Option("--database", help="sqlite:///PATH, or postgresql://USER@HOST/NAME")
]
_Db = Annotated[Path | None, typer.Option("--db", help="The same as --database, for a file of SQLite's")]
_Config = Annotated[Path | None, typer.Option("--config", help="A configuration file (docs/relay.md)")]


@app.callback(invoke_without_command=True)
def relay(
    context: typer.Context,
    database: _Database = None,
    db: _Db = None,
    config: _Config = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on [127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on [8080]")] = None,
    origin: Annotated[
        list[str] | None, typer.Option(help="A public address of this relay, such as https://relay.example")
    ] = None,
    metrics_port: Annotated[
        int | None, typer.Option(help="Where Prometheus may ask, on the loopback address [0: nowhere]")
    ] = None,
) -> None:
    """Run the post-box. It stores and forwards ciphertext, and cannot read it."""
    if context.invoked_subcommand is not None:
        context.obj = (database, db, config)
        return
    from hemmonitor.relay.meter import log_as_json
    from hemmonitor.relay.server import serve

    given = {"host": host, "port": port, "origins": origin or None, "metrics_port": metrics_port}
    chosen = _config(database, db, config, {key: value for key, value in given.items() if value is not None})
    log_as_json(chosen.log_level)
    serve(chosen, ready=lambda url: typer.echo(f"The relay listens on {url}"))


@app.command()
def backup(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="FILE", help="The new file")],
    database: _Database = None,
) -> None:
    """Copy a running relay's SQLite database to a file (PostgreSQL: use pg_dump)."""
    from hemmonitor.relay.databases import sqlite_path
    from hemmonitor.relay.sqlite_file import back_up

    back_up(sqlite_path(_own(context, database).database), target)


@app.command()
def restored(context: typer.Context, database: _Database = None) -> None:
    """Tell a relay's database that it was put back from a backup, before the relay is started on it."""
    import asyncio

    from hemmonitor.relay.databases import new_epoch

    epoch = asyncio.run(new_epoch(_own(context, database).database))
    typer.echo(f"The relay's epoch is now {epoch}. Devices will look again, and give it what it lacks.")


@app.command()
def compact(
    context: typer.Context,
    days: Annotated[int, typer.Option(min=30, help="Drop envelopes that are older than so many days")],
    database: _Database = None,
) -> None:
    """Drop old envelopes now. Not for SQLite while the relay runs: use retention_days."""
    import asyncio

    from hemmonitor import clock
    from hemmonitor.relay.databases import store_at
    from hemmonitor.relay.store import DAY, Compacted

    config = _own(context, database)

    async def run() -> Compacted:
        store = store_at(config.database, config.limits)
        try:
            await store.open()
            return await store.compact(int(clock.now().timestamp()) // DAY - days)
        finally:
            await store.close()

    gone = asyncio.run(run())
    typer.echo(f"{gone.envelopes} envelopes, {gone.size} bytes")


def _own(context: typer.Context, database: str | None) -> Any:
    named, db, config = context.obj
    return _config(database or named, db, config, {})


def _config(database: str | None, db: Path | None, config: Path | None, given: dict[str, Any]) -> Any:
    from hemmonitor.relay.config import RelayConfig, read, with_changes

    if database is not None and db is not None:
        raise InputError("--database and --db: one of them")
    named = str(db) if db is not None else database
    changes = given | ({"database": named} if named is not None else {})
    chosen = with_changes(read(config) if config is not None else RelayConfig(), changes)
    if not chosen.database:
        raise InputError("--database: say where the relay keeps its envelopes")
    return chosen
