"""The front door: the commands, and the one module that may reach up to ``devices`` and ``ui``.

Each command imports what it needs when it runs, so that ``decode`` starts without Qt and the relay
without anything that could read.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hemmonitor import clock
from hemmonitor.errors import HemmonitorError, InputError
from hemmonitor.moving.cli import Reach, add_to
from hemmonitor.relay import commands as relay_commands

if TYPE_CHECKING:
    from hemmonitor.moving.door import Tries
    from hemmonitor.moving.out import Drawn

app = typer.Typer(
    help="Remote monitoring at home. Not CE-marked: for development and research.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,  # a traceback with local values could show a patient's data
    add_completion=False,
)

app.add_typer(relay_commands.app, name="relay")

FAILED = 1
MISUSED = 2


_Data = Annotated[
    Path | None, typer.Option("--data", help="The folder for this machine's data, instead of the settings'")
]
_SettingsFile = Annotated[
    Path | None, typer.Option("--settings", help="A settings file, instead of the usual one")
]


@app.callback(invoke_without_command=True)
def desktop(context: typer.Context, data: _Data = None, settings: _SettingsFile = None) -> None:
    """Without a command: open the desktop program, and ask once which face this machine is."""
    if context.invoked_subcommand is None:
        _open_desktop(None, data, settings)
    elif data is not None or settings is not None:
        raise typer.BadParameter(f"--data and --settings stand after {context.invoked_subcommand}")


@app.command()
def patient(data: _Data = None, settings: _SettingsFile = None) -> None:
    """The patient's program. Its first start connects it to a care centre."""
    _open_desktop("patient", data, settings)


@app.command()
def nurse(data: _Data = None, settings: _SettingsFile = None) -> None:
    """The care centre's program. Its first start founds a centre on a relay."""
    _open_desktop("nurse", data, settings)


@app.command()
def room(
    data: _Data = None,
    settings: _SettingsFile = None,
    join: Annotated[bool, typer.Option(help="Join a care centre with an invitation, then end")] = False,
    window: Annotated[bool, typer.Option(help="In a plain window, to try it")] = False,
) -> None:
    """The measuring room's program, full screen. The computer joins its centre once, with --join."""
    from ui.app.roommain import join_centre, open_room

    if join:
        join_centre(data, settings, typer.echo)
    else:
        open_room(data, settings, kiosk=not window)


def _open_desktop(face: str | None, data: Path | None, settings: Path | None) -> None:
    gc.disable()  # reading the program makes nothing to collect; ``ui.garbage`` does it from then on
    from ui.app.start import run
    from ui.theme import Face

    raise typer.Exit(run(Face(face) if face else None, data, settings))


@app.command()
def decode(
    characteristic: Annotated[
        str, typer.Argument(help="Characteristic (2a35, or a full UUID) or device kind")
    ],
    frame: Annotated[str, typer.Argument(metavar="HEX", help="The frame's bytes as hexadecimal digits")],
    name: Annotated[str | None, typer.Option(help="The name the device advertises, for its quirks")] = None,
) -> None:
    """Print a captured frame as JSON. Exits 1 when the frame holds no usable measurement."""
    from devices.catalog import decode_to_json

    try:
        result = decode_to_json(characteristic, bytes.fromhex(frame.replace(":", "").replace("-", "")), name)
    except ValueError:
        reason = "not an even number of hexadecimal digits"
        result = {"outcome": "reject", "reason": reason, "failure": "malformed"}
    except HemmonitorError as error:
        raise typer.BadParameter(str(error), param_hint="CHARACTERISTIC") from error
    typer.echo(json.dumps(result, ensure_ascii=False))
    if result["outcome"] == "reject":
        raise typer.Exit(FAILED)


@app.command()
def doctor(
    data: _Data = None,
    settings: _SettingsFile = None,
    language: Annotated[str, typer.Option(help="sv or en, instead of the settings'")] = "system",
    seconds: Annotated[float, typer.Option(min=1, max=120, help="So long is listened for devices")] = 8,
) -> None:
    """Look through Bluetooth, devices and serial ports. Exits 1 when something needs mending."""
    from ui.app.doctor import run

    if not run(data, settings, language, seconds, typer.echo):
        raise typer.Exit(FAILED)


@app.command()
def recover(
    drill: Annotated[
        bool, typer.Option("--drill", help="Play a loss and a recovery with made-up keys, and touch nothing")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="See whether two shares still make the root key, and keep nothing")
    ] = False,
    split: Annotated[
        bool, typer.Option("--split", help="Put this founding computer's keys on paper, and off the computer")
    ] = False,
    fingerprint: Annotated[str, typer.Option(help="The root's fingerprint, as on the sheets")] = "",
    url: Annotated[str, typer.Option(help="The relay's address")] = "",
    name: Annotated[str, typer.Option(help="Who will sit at this computer")] = "",
    title: Annotated[str, typer.Option(help="That person's role in words")] = "",
    data: _Data = None,
) -> None:
    """Make this new computer the centre's, from two of three sheets of the root's and archive's words."""
    from hemmonitor.recovery_command import run_check, run_drill, run_recovery, run_split
    from hemmonitor.settings import Settings

    folder = (data or Settings().data_dir) / "nurse"
    if drill:
        run_drill(typer.echo)
    elif check:
        run_check(fingerprint, typer.prompt, typer.echo)
    elif split:
        run_split(folder, typer.prompt, typer.echo)
    else:
        run_recovery(folder, url, fingerprint, name, title, typer.prompt, typer.echo)


@app.command()
def demo(
    output: Annotated[Path, typer.Option(help="Where the pictures go when there is no display")] = Path(
        "demo-output"
    ),
    offscreen: Annotated[bool, typer.Option(help="Play the story by itself, also with a display")] = False,
    language: Annotated[str, typer.Option(help="sv or en")] = "sv",
    devices: Annotated[
        bool, typer.Option("--devices", help="The virtual devices at a prompt instead; say help there")
    ] = False,
    script: Annotated[
        Path | None, typer.Option(help="With --devices: read the acts from a file, one a line")
    ] = None,
) -> None:
    """A relay, a virtual cuff, a patient and a nurse on this machine, with made-up patients."""
    if devices or script is not None:
        _devices_demo(script)
        return
    from hemmonitor.settings import Settings
    from ui.app.demo.run import run

    settings = Settings(language=language, theme="light")
    run(output, settings, offscreen=offscreen, say=lambda line: print(line, flush=True))


def _devices_demo(script: Path | None) -> None:
    from ui.app.demo.devices import run

    try:
        lines = None if script is None else script.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{script}: it cannot be read as text") from error
    run(lines, lambda line: print(line, flush=True))


@app.command()
def evaluate(
    scenario: Annotated[Path, typer.Argument(metavar="FILE", help="Plans and history as a JSON scenario")],
) -> None:
    """Print the findings of a scenario as JSON. A bug report about a rule is such a file."""
    from hemmonitor.clinical.scenario import read, report, run

    try:
        found = report(run(read(json.loads(scenario.read_text(encoding="utf-8")))))
    except OSError as error:
        raise InputError(f"{scenario}: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f"{scenario}: {error}") from error
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _tries(folder: Path) -> Tries:
    from ui.app.tries import Tries as Counted

    return Counted(folder, clock.now)


def _drawn(language: str) -> Drawn:
    from ui.report.command import Words

    return Words(language)


def _zone() -> dt.tzinfo:
    from ui.app.parts import system_zone

    return system_zone()


add_to(app, Reach(_tries, _drawn, _zone))


def main() -> None:
    """Run a command; an error of our own is one line, without a traceback."""
    try:
        app()
    except HemmonitorError as error:
        typer.echo(f"hemmonitor: {type(error).__doc__}\n({error.code}: {error.detail})", err=True)
        raise SystemExit(FAILED) from error


if __name__ == "__main__":
    main()
