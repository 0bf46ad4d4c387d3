"""What every face needs: the Qt application, the looks, the zone, and tasks that are kept running."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import Qt, QTimeZone
from PySide6.QtWidgets import QApplication, QWidget

from hemmonitor.settings import Settings
from hemmonitor.sync.status import Problem, SyncStatus
from ui.bridge import SyncView
from ui.crossing import noted
from ui.garbage import Garbage
from ui.i18n import Language, Translations, system_language
from ui.theme import Appearance, Choice, Face, TextSize, Theme, fonts

if TYPE_CHECKING:
    from hemmonitor.sync.state import SyncWarning, WarningKind

log = logging.getLogger(__name__)

RESTART_SECONDS = 5.0
DEFAULT_ZONE = "Europe/Stockholm"

# what the screens say of a problem; being off line is a calm state and has no code
_CODES = {
    Problem.MISBEHAVES: "protocol.relay_misbehaves",
    Problem.REFUSED: "protocol.refused",
    Problem.REVOKED: "protocol.refused",
    Problem.MEMBERSHIP: "crypto.bad_membership",
    Problem.STORAGE: "storage",
}


@dataclass(frozen=True, slots=True)
class Looks:
    """A window's looks: the appearance it is attached to, the texts, and the zone it shows times in."""

    appearance: Appearance
    translations: Translations
    zone: ZoneInfo


def has_display() -> bool:
    """Whether windows can be shown to a person."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform not in {"offscreen", "minimal"}
    shown = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return shown or not sys.platform.startswith("linux")


def application() -> QApplication:
    """The one Qt application."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(["hemmonitor"])
    app.setApplicationName("Hemmonitor")
    app.setDesktopFileName("hemmonitor")
    Garbage(app)
    return app


def looks(
    app: QApplication, settings: Settings, face: Face, translations: Translations | None = None
) -> Looks:
    """Typeface, texts and theme as the settings say."""
    texts = translations or Translations(app)
    if translations is None:
        texts.use(system_language() if settings.language == "system" else Language(settings.language))
    choice, size = Choice(settings.theme), TextSize(settings.text_size)
    fonts.install(app, Theme(face=face, text_size=size))
    return Looks(Appearance(face, choice=choice, text_size=size), texts, system_zone())


def system_zone() -> ZoneInfo:
    """This computer's time zone, with its daylight-saving rules."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(DEFAULT_ZONE)


def _gravest(warnings: Sequence[SyncWarning]) -> WarningKind | None:
    """What a person is told of first; every kind has words in each face (``protocol.KIND``)."""
    if not warnings:
        return None
    from hemmonitor.sync.state import WarningKind  # rarely needed, and never for the first window

    order = (
        WarningKind.LOG_FORK,
        WarningKind.FORK,
        WarningKind.ROLLED_BACK,
        WarningKind.BROKEN,
        WarningKind.REFUSED,
        WarningKind.WITHHELD,
        WarningKind.GAP,
        WarningKind.UNSENT,
    )
    return next((kind for kind in order if any(w.kind is kind for w in warnings)), None)


def sync_view(status: SyncStatus) -> SyncView:
    """Sync as the screens know it. What a person must look at has a code, being off line has none."""
    offline = status.problem is Problem.OFFLINE
    online = None if status.last_contact is None and not offline else not offline
    problem = _CODES.get(status.problem, "") if status.problem else ""
    worst = _gravest(status.warnings)
    about = tuple(sorted({w.mailbox for w in status.warnings if w.kind is worst}))
    if worst is not None and not problem:
        problem = f"protocol.{worst}"
    return SyncView(online, status.last_contact, status.waiting, problem, about)


def stand_in(one: QWidget, other: QWidget) -> None:
    """Put one window where another is."""
    one.setWindowState(other.windowState())
    if not other.isMaximized() and not other.isFullScreen():
        one.setGeometry(other.geometry())


async def keep_running(run: Callable[[], Awaitable[None]], tell: Callable[[str], None]) -> None:
    """Run until cancelled; what fails unforeseen is told, noted without its text, and begun again."""
    while True:
        try:
            await run()
        except Exception as error:  # noqa: BLE001 - one part that fails must not take the others with it
            tell(noted(error, "stopped"))
        await asyncio.sleep(RESTART_SECONDS)
