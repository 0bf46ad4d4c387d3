"""``hemmonitor doctor``: looks through this computer, and says what it found and what needs mending.

A part of the program that can be checked is a section: a function that takes ``Asked`` and gives ``Line``s.
Another one (the database, the way to the relay) is written beside these and added to ``SECTIONS``.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from devices import doctor, serial_link
from devices.bleak_link import BleakLink
from devices.doctor import DeviceState, Findings, Verdict
from devices.link import Link, PasskeyDesk
from devices.memory import Memory
from devices.shelf import Entry, Shelf
from hemmonitor import bootstrap, checkup, clock, settings
from hemmonitor.bootstrap import Profile
from hemmonitor.errors import HemmonitorError, InputError
from hemmonitor.moving import door
from hemmonitor.moving.terminal import Terminal
from ui import doctorwords as words
from ui import storewords
from ui.app.parts import system_zone
from ui.app.tries import Tries
from ui.doctorwords import Line, Mark
from ui.format import Formatter
from ui.i18n import Language, Translations, system_language

SECONDS = 8.0  # most devices advertise every second or two
_MARKS = {Verdict.GOOD: Mark.GOOD, Verdict.NOTE: Mark.NOTE, Verdict.MEND: Mark.MEND}


@dataclass(frozen=True)
class Kept:
    """A profile on this computer: open, or the error that says why not."""

    face: str
    folder: Path
    profile: Profile | None = None
    closed: HemmonitorError | None = None


@dataclass(frozen=True)
class Asked:
    """What the sections may look at. ``memory`` is the patient's journal, where it could be opened.

    ``closed`` says why it could not: an error, or ``None`` where there is none on this computer. ``kept`` are
    all profiles on this computer.
    """

    form: Formatter
    clock: Callable[[], dt.datetime]
    memory: Memory | None = None
    closed: HemmonitorError | None = None
    kept: tuple[Kept, ...] = ()
    seconds: float = SECONDS
    link: Callable[[], Link] = lambda: BleakLink(PasskeyDesk())
    ports: Callable[[], tuple[serial_link.Port, ...]] = serial_link.ports


def run(
    data: Path | None,
    settings_file: Path | None,
    language: str,
    seconds: float,
    say: Callable[[str], None],
    terminal: Terminal | None = None,
) -> bool:
    """The command: open the profiles there are, look through everything, say it.

    ``language`` is "sv", "en", or "system" for what the settings say. Raises ``InputError`` for another one.
    """
    chosen = settings.read(settings_file)
    wanted = language if language != "system" else chosen.language
    if wanted not in {"system", *Language}:
        raise InputError("--language is sv or en")
    app = QCoreApplication.instance() or QCoreApplication(["hemmonitor"])
    texts = Translations(app)
    texts.use(system_language() if wanted == "system" else Language(wanted))
    try:
        form = Formatter(texts.language, system_zone(), colon=True)
        asked = Asked(form, clock.now, seconds=seconds)
        base = data.absolute() if data else chosen.data_dir
        with contextlib.ExitStack() as stack:
            kept = tuple(
                _opened(door.Where(data, settings_file, face), base / face, terminal or Terminal(), stack)
                for face in door.FACES
                if bootstrap.exists(base / face)
            )
            patient = next((one for one in kept if one.face == "patient"), Kept("patient", base))
            memory = patient.profile.journal if patient.profile is not None else None
            return check(replace(asked, memory=memory, closed=patient.closed, kept=kept), say)
    finally:
        texts.remove()


def _opened(where: door.Where, folder: Path, terminal: Terminal, stack: contextlib.ExitStack) -> Kept:
    """A profile for as long as the command runs, or why it stays closed."""
    try:
        opened = door.opened(where, terminal, lambda found: Tries(found, clock.now))
        return Kept(where.face, folder, stack.enter_context(opened))
    except HemmonitorError as error:
        return Kept(where.face, folder, closed=error)


Section = Callable[[Asked], Iterator[Line]]


def check(asked: Asked, say: Callable[[str], None]) -> bool:
    """Go through all sections, a line each. True when nothing needs mending."""
    marks: list[Mark] = []
    width = max(len(words.mark_word(mark)) for mark in Mark)
    for section in SECTIONS:
        for line in section(asked):
            marks.append(line.mark)
            say(f"{words.mark_word(line.mark):<{width}}  {line.text}")
            if line.todo:
                say(f"{'':<{width}}  > {line.todo}")
    say("")
    say(words.closing(iter(marks)))
    return Mark.MEND not in marks


def devices(asked: Asked) -> Iterator[Line]:
    """Bluetooth, pairing, serial ports, and the person's devices."""
    entries = None if asked.memory is None else Shelf(asked.memory, asked.clock).entries
    found = asyncio.run(
        doctor.look(asked.link(), entries, now=asked.clock(), seconds=asked.seconds, ports=asked.ports())
    )
    yield from _computer(found)
    if found.devices is None:
        yield _not_known(asked.closed)
    elif not found.devices:
        yield Line(Mark.NOTE, *words.no_devices())
    for state in found.devices or ():
        yield from _device(state, asked)
    for one in found.nearby:
        if one.maker:
            yield Line(Mark.NOTE, *words.unreadable(one.name, one.maker))
        else:
            yield Line(Mark.NOTE, *words.stranger(one.name or ", ".join(one.kinds)))


def _computer(found: Findings) -> Iterator[Line]:
    if found.bluetooth.code:
        yield Line(_MARKS[found.bluetooth.verdict], *words.fault(found.bluetooth.code))
    else:
        yield Line(Mark.GOOD, words.bluetooth_good())
    if found.agent is not None and found.agent.code:
        yield Line(Mark.MEND, words.agent_bad(), words.fault(found.agent.code)[1])
    elif found.agent is not None:
        yield Line(Mark.GOOD, words.agent_good())
    if not found.ports:
        yield Line(Mark.GOOD, words.no_ports())
    for one in found.ports:
        if one.allowed:
            yield Line(Mark.GOOD, words.port_good(one.port.path, one.port.name))
        else:
            yield Line(_MARKS[one.verdict], *words.port_closed(one.port.path))


def _not_known(closed: HemmonitorError | None) -> Line:
    if closed is None:
        return Line(Mark.NOTE, words.no_profile())
    if closed.code == "input":
        return Line(Mark.NOTE, *words.not_opened())
    return Line(Mark.NOTE, *words.fault(closed.code))


def _device(state: DeviceState, asked: Asked) -> Iterator[Line]:
    entry: Entry = state.entry
    name = entry.device.model or entry.device.name or entry.device.address
    told = words.contact(entry.last_contact, entry.battery, asked.clock(), asked.form)
    now = words.heard_now() if state.heard else ""
    text = ": ".join(part for part in (name, ", ".join(filter(None, (told, now)))) if part)
    if not state.troubles:
        yield Line(Mark.GOOD, text)
        return
    first, *others = (words.trouble(one, entry.fault, entry.battery) for one in state.troubles)
    yield Line(_MARKS[state.verdict], f"{text}. {first[0]}", first[1])
    for what, todo in others:
        yield Line(_MARKS[state.verdict], f"{name}. {what}", todo)


def stored(asked: Asked) -> Iterator[Line]:
    """Whether what each profile keeps is whole, and fits together."""
    for kept in asked.kept:
        if kept.profile is None:
            code = kept.closed.code if kept.closed is not None else ""
            mark = Mark.MEND if code in storewords.BROKEN else Mark.NOTE
            yield Line(mark, *storewords.closed(kept.face, code, str(kept.folder)))
            continue
        report = checkup.look(kept.profile)
        if report.whole:
            yield Line(Mark.GOOD, storewords.whole(kept.face, report.events))
        said = ""
        for part, places in report.faults.items():
            mark = Mark.NOTE if part is checkup.Part.DERIVED else Mark.MEND
            text, todo = storewords.fault(kept.face, part, len(places), str(kept.folder))
            yield Line(mark, text, todo if todo != said else "")  # one thing to do is said once
            said = todo


SECTIONS: tuple[Section, ...] = (devices, stored)  # another part's section stands here too
