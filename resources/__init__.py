"""Files the program shows: typeface, icons, pictures, design tokens, translations.

They are read from disk where they lie (`path`), never copied into code, so that a designer can change
one without touching Python. Their licences are in `licences/`.
"""

from pathlib import Path

_HERE = Path(__file__).parent


def path(*parts: str) -> Path:
    """The file or folder `parts` under resources, e.g. ``path("icons", "home.svg")``."""
    return _HERE.joinpath(*parts)
