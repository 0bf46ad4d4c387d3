"""``python -m tests.mutations [NAME ...]``: take each mitigation out and see its test fail.

Exits 1 when a test passes without the mitigation that it is named for.
"""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

import pytest

from tests.mutations.table import TABLE, Mutation

TESTS = Path(__file__).parents[1]


def notices(mutation: Mutation) -> bool:
    """Whether the named test fails with the mitigation taken out."""
    quiet = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(quiet):
        mutation.patch(patch)
        file, name = mutation.test.split("::")
        options = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore"]
        code = pytest.main([*options, f"{TESTS / file}::{name}"])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
        raise SystemExit(f"{mutation.name}: the test could not be run\n{quiet.getvalue()}")
    return code is pytest.ExitCode.TESTS_FAILED


def main() -> None:
    wanted = set(sys.argv[1:])
    blind = []
    for mutation in TABLE:
        if wanted and mutation.name not in wanted and not (wanted == {"--suite"} and mutation.suite):
            continue
        found = notices(mutation)
        sys.stdout.write(f"{'noticed' if found else 'NOT NOTICED':12} {mutation.name}: {mutation.threat}\n")
        sys.stdout.flush()
        if not found:
            blind.append(mutation.name)
    if blind:
        raise SystemExit(f"not noticed: {', '.join(blind)}")


if __name__ == "__main__":
    main()
