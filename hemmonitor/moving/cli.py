"""The commands as the shell sees them. What they do stands in ``out``, ``into`` and ``feed``.

The heavy parts are imported when a command runs, so that the others start without them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hemmonitor.interop.forms import Format, Output
from hemmonitor.moving.terminal import Terminal, stoppable

if TYPE_CHECKING:
    from hemmonitor.moving.door import Tries, Where
    from hemmonitor.moving.out import Drawn


@dataclass(frozen=True, slots=True)
class Reach:
    """What the desktop's part of the program lends: the count of wrong PINs, a report's pages in a language,
    and this computer's time zone with its rules.
    """

    tries: Callable[[Path], Tries]
    drawn: Callable[[str], Drawn]
    zone: Callable[[], dt.tzinfo]


_Data = Annotated[
    Path | None, typer.Option("--data", help="The folder for this machine's data, instead of the settings'")
]
_Settings = Annotated[
    Path | None, typer.Option("--settings", help="A settings file, instead of the usual one")
]
_Face = Annotated[str, typer.Option("--face", help="patient or nurse, where this machine has both")]
_Patient = Annotated[
    str, typer.Option("--patient", help="Mailbox or personal number; better left out: it is then asked for")
]


def _where(data: Path | None, settings: Path | None, face: str) -> Where:
    from hemmonitor.moving.door import Where

    return Where(data, settings, face)


def add_to(app: typer.Typer, reach: Reach) -> None:
    """Give ``app`` the commands."""
    _add_export(app, reach)
    _add_import(app, reach)
    _add_backup(app, reach)
    _add_gateway(app, reach)


def _add_export(app: typer.Typer, reach: Reach) -> None:
    @app.command()
    def export(
        output: Annotated[Output, typer.Argument(help="The form")],
        path: Annotated[Path, typer.Argument(help="A file, or a folder for a file with a safe name")],
        patient: _Patient = "",
        team: Annotated[bool, typer.Option("--team", help="Everybody who is read here, in one file")] = False,
        language: Annotated[str, typer.Option(help="sv or en, for what has words")] = "sv",
        days: Annotated[int, typer.Option(min=1, max=3660, help="The report's days")] = 30,
        replace: Annotated[bool, typer.Option("--replace", help="A file that is there gives way")] = False,
        data: _Data = None,
        settings: _Settings = None,
        face: _Face = "",
    ) -> None:
        """Write a patient's or a team's data to a file. What leaves is no longer encrypted."""
        from hemmonitor.moving import out

        terminal = Terminal()
        wish = out.Wish(output, path, patient, team, language, days, replace)
        with stoppable(terminal):
            out.export(_where(data, settings, face), wish, terminal, reach.tries, reach.drawn)


def _add_import(app: typer.Typer, reach: Reach) -> None:
    @app.command("import")
    def import_(
        file: Annotated[Path | None, typer.Argument(help="The file; what it is, its content says")] = None,
        patient: _Patient = "",
        undo: Annotated[bool, typer.Option("--undo", help="Take the newest import back instead")] = False,
        yes: Annotated[bool, typer.Option("--yes", help="Store it without asking")] = False,
        form: Annotated[
            Format | None, typer.Option("--as", help="Read the file as this, such as recorder24")
        ] = None,
        zone: Annotated[str, typer.Option(help="Zone of times without one, such as Europe/Stockholm")] = "",
        day_first: Annotated[
            bool | None, typer.Option("--day-first/--month-first", help="What 03/04/2026 means")
        ] = None,
        encoding: Annotated[str, typer.Option(help="utf-8, utf-16 or cp1252")] = "",
        kind: Annotated[list[str] | None, typer.Option(help="Only this kind; may be said again")] = None,
        user: Annotated[str, typer.Option(help="Which of the file's users")] = "",
        column: Annotated[
            list[str] | None,
            typer.Option(help="What a column holds: 1=moment, 2=time, 3=systolic, 4=body_weight:kg ..."),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="The preview as JSON")] = False,
        data: _Data = None,
        settings: _Settings = None,
        face: _Face = "",
    ) -> None:
        """Look at a file of measurements, then take them in. Nothing is stored before you say so."""
        from hemmonitor.moving import into

        terminal = Terminal()
        wish = into.Wish(
            file, patient, undo, yes, form, zone, day_first, encoding, tuple(kind or ()), user,
            tuple(column or ()), as_json,
        )  # fmt: skip
        with stoppable(terminal):
            into.take(_where(data, settings, face), wish, terminal, reach.tries, reach.zone)


def _add_backup(app: typer.Typer, reach: Reach) -> None:
    @app.command()
    def backup(
        path: Annotated[Path, typer.Argument(help="A file, or a folder for a file with a safe name")],
        replace: Annotated[bool, typer.Option("--replace", help="A file that is there gives way")] = False,
        data: _Data = None,
        settings: _Settings = None,
        face: _Face = "",
    ) -> None:
        """Write everything of this computer to one file, encrypted under a passphrase that is asked for."""
        from hemmonitor.moving import out

        terminal = Terminal()
        with stoppable(terminal):
            out.back_up(_where(data, settings, face), path, terminal, reach.tries, replace=replace)

    @app.command()
    def restore(
        path: Annotated[Path, typer.Argument(help="The backup")],
        yes: Annotated[bool, typer.Option("--yes", help="Put it back without asking")] = False,
        data: _Data = None,
        settings: _Settings = None,
        face: _Face = "",
    ) -> None:
        """Check a backup, then put back what is not here. Nothing that is here goes away."""
        from hemmonitor.moving import into

        terminal = Terminal()
        with stoppable(terminal):
            into.restore(_where(data, settings, face), path, terminal, reach.tries, yes=yes)


def _add_gateway(app: typer.Typer, reach: Reach) -> None:
    @app.command()
    def gateway(
        url: Annotated[str, typer.Argument(help="The FHIR server's base address")],
        token_file: Annotated[
            Path | None, typer.Option(help="A file that holds the server's bearer token")
        ] = None,
        every: Annotated[float, typer.Option(min=0.1, help="Seconds between two rounds")] = 60.0,
        once: Annotated[bool, typer.Option("--once", help="One round, then end")] = False,
        name: Annotated[str, typer.Option(help="Tells feeds to several servers apart")] = "default",
        list_dead: Annotated[bool, typer.Option("--list-dead", help="What was refused, and end")] = False,
        retry: Annotated[bool, typer.Option("--retry", help="Send what was refused again first")] = False,
        data: _Data = None,
        settings: _Settings = None,
        face: _Face = "",
    ) -> None:
        """Push what this computer of the centre can read to a FHIR server, until it is stopped."""
        from hemmonitor.moving import feed

        terminal = Terminal()
        wish = feed.Wish(url, token_file, every, once, name, list_dead, retry)
        feed.serve(_where(data, settings, face), wish, terminal, reach.tries)
