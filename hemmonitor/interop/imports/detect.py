"""Tells what kind of file somebody has chosen, by its content; its name is not trusted."""

from __future__ import annotations

from hemmonitor.interop.forms import Format
from hemmonitor.interop.imports.apple import read_apple
from hemmonitor.interop.imports.fhir_file import read_fhir
from hemmonitor.interop.imports.found import Choices, Reader
from hemmonitor.interop.imports.obpm import MAGIC, read_obpm
from hemmonitor.interop.imports.own_csv import read_own
from hemmonitor.interop.imports.recorder import read_recording
from hemmonitor.interop.imports.tables import Layout, layout, read_table
from hemmonitor.interop.source import BadFile, Source
from hemmonitor.interop.table import COLUMNS


def reader(form: Format) -> Reader:
    """What reads files of a format."""
    match form:
        case Format.APPLE:
            return read_apple
        case Format.OBPM:
            return read_obpm
        case Format.FHIR:
            return read_fhir
        case Format.OWN_CSV:
            return read_own
        case Format.RECORDER:
            return read_recording
        case _:
            return lambda source, choices, now: read_table(source, choices, now, form)


def detect(source: Source, choices: Choices) -> Format:
    """The format of a file. Raises ``BadFile`` for one that is none of ours."""
    head = source.head()
    if not head:
        raise BadFile("the file is empty")
    if head.startswith(MAGIC):
        return Format.OBPM
    if head.startswith(b"PK\x03\x04"):
        return Format.APPLE
    text = head.decode(
        "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", "replace"
    ).lstrip()
    if text.startswith("<"):
        return Format.APPLE
    if text.startswith("{"):
        return Format.FHIR
    return _table(layout(source, choices))


def _table(found: Layout) -> Format:
    heading = tuple(text.strip().casefold() for text in found.heading)
    if heading[: len(COLUMNS)] == COLUMNS:
        return Format.OWN_CSV
    if "truread" in heading or any(h.startswith("sys(mmhg") for h in heading):
        return Format.OMRON
    withings = ({"date", "heart rate", "systolic"}, {"date", "weight (kg)", "fat mass (kg)"})
    if any(names <= set(heading) for names in withings):
        return Format.WITHINGS
    return Format.CSV
