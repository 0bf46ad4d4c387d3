"""The table as CSV: UTF-8 with its mark (so that spreadsheet programs read å, ä, ö), comma, CRLF (RFC 4180).

Lines are written as they come, so memory does not grow with the history.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import IO

from hemmonitor.interop.table import COLUMNS, Line, cells

ENCODING = "utf-8-sig"


def write_csv(lines: Iterable[Line], out: IO[str]) -> int:
    """Write the heading and the lines; returns how many lines. Open ``out`` with ``newline=""``."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for line in lines:
        writer.writerow(cells(line))
        count += 1
    return count
