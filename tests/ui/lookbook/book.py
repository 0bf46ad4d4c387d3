"""The look-book: every screen and state of every face as a picture, checked while it is taken.

A face joins by a module with a `Book` (see `tests.ui.patient.lookbook`) that `__main__` names. A book opens
one screen at a time and gives a view for each look; the frame takes the picture, runs the checks and writes
the index page.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from tests.ui.lookbook import checks
from tests.ui.render import picture
from ui.i18n import Language
from ui.theme import Choice, TextSize


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is taken."""

    language: Language = Language.SV
    choice: Choice = Choice.LIGHT
    text: TextSize = TextSize.S100
    size: tuple[int, int] = (1280, 800)

    @property
    def name(self) -> str:
        """For a file: light-sv-100-1280."""
        return f"{self.choice.value}-{self.language.value}-{int(self.text)}-{self.size[0]}"


@dataclass(frozen=True, slots=True)
class View:
    """One screen as it stands now. ``part`` numbers the pages of a screen that turns; only 1 is drawn."""

    look: Look
    window: QWidget
    part: int = 1
    over: bool = False  # a sheet or a toast lies over the page on purpose


class Book(Protocol):
    """The screens of one face."""

    face: str
    contrast: float  # the least ratio of any text

    def screens(self) -> Sequence[str]:
        """The names of all screens and states."""

    def views(self, screen: str) -> Iterator[View]:
        """Open the screen and show it in every look in turn; closes it at the end."""

    def own(self, text: str) -> bool:
        """Whether a text that is the same in all languages may be: people's names and words."""


@dataclass
class Result:
    """What came out for one screen."""

    face: str
    screen: str
    pictures: list[tuple[Look, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def take(book: Book, screen: str, folder: Path) -> Result:
    """All pictures of one screen, and all that is wrong with it."""
    result = Result(book.face, screen)
    said: dict[Language, set[str]] = {}
    for view in book.views(screen):
        look = view.look
        image = picture(view.window)
        where = f"{look.name}, page {view.part}"
        found = checks.faults(view.window, image, look.language, contrast=book.contrast, over=view.over)
        if (view.window.width(), view.window.height()) != look.size and view.window.isWindow():
            found.append(f"does not fit {look.size[0]}x{look.size[1]}")
        result.faults += [f"{where}: {fault}" for fault in found]
        said.setdefault(look.language, set()).update(checks.texts(view.window))
        if view.part == 1:
            file = folder / book.face / f"{screen}-{look.name}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            if not image.save(str(file)):
                raise OSError(f"{file} was not written")
            result.pictures.append((look, f"{book.face}/{file.name}"))
    if len(said) > 1:
        result.faults += checks.same(said[Language.SV], said[Language.EN], book.own)
    return result


def write_index(results: Sequence[Result], folder: Path) -> Path:
    """The page that shows all pictures, faults first."""
    count = sum(len(r.pictures) for r in results)
    bad = [r for r in results if r.faults]
    parts = [
        "<!doctype html><meta charset=utf-8><title>Hemmonitor: look-book</title><style>",
        "body{font:16px sans-serif;margin:24px;background:#fff;color:#111}",
        "img{width:400px;border:1px solid #999}figure{display:inline-block;margin:8px}",
        ".bad{color:#8f1d1d}summary{font-size:20px;margin:8px 0}</style>",
        f"<h1>Look-book</h1><p>{len(results)} screens, {count} pictures, {len(bad)} with faults.</p>",
    ]
    for result in (*bad, *(r for r in results if not r.faults)):
        mark = " class=bad" if result.faults else ""
        parts.append(f"<details{' open' if result.faults else ''}>")
        parts.append(f"<summary{mark}>{html.escape(result.face)}: {html.escape(result.screen)}</summary>")
        if result.faults:
            parts.append("<ul>" + "".join(f"<li>{html.escape(f)}" for f in result.faults) + "</ul>")
        for look, file in result.pictures:
            name = html.escape(look.name)
            parts.append(
                f'<figure><a href="{html.escape(file)}"><img loading=lazy src="{html.escape(file)}"'
                f' alt="{name}"></a><figcaption>{name}</figcaption></figure>'
            )
        parts.append("</details>")
    page = folder / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("\n".join(parts), encoding="utf-8")
    return page
