"""Every screen of the nurse's face as pictures: ``python -m tests.ui.nurse.screens OUTDIR [WORD ...]``.

Light and dark, Swedish and English, text sizes and window sizes as listed in ``LOOKS``. With words, only the
pictures whose name holds one of them are made.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QDoubleSpinBox

from hemmonitor.model.careplan import Level, RelativeLimit
from hemmonitor.model.events import Action, FindingsAcknowledged, MeasurementRecorded
from hemmonitor.model.measurement import Component, Kind
from tests.ui.nurse import cohort
from tests.ui.nurse.stage import Stage
from tests.ui.nurse.visit_screens import SCREENS as VISITS
from tests.ui.render import picture
from ui.i18n import Language
from ui.nurse.plan_draft import Part
from ui.theme import Choice, TextSize

RED, SPO2, QUIET = cohort.mailbox_of(1), cohort.mailbox_of(0), cohort.mailbox_of(14)


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is taken."""

    choice: Choice = Choice.LIGHT
    language: Language = Language.SV
    text: TextSize = TextSize.S100
    size: tuple[int, int] = (1440, 900)

    @property
    def name(self) -> str:
        return f"{self.choice.value}-{self.language.value}-{int(self.text)}-{self.size[0]}"


SMALL = (1280, 720)
LOOKS = (
    Look(),
    Look(Choice.DARK),
    Look(language=Language.EN),
    Look(text=TextSize.S125),
    Look(text=TextSize.S150),
    Look(size=SMALL),
    Look(text=TextSize.S150, size=SMALL),
    Look(language=Language.EN, text=TextSize.S150, size=SMALL),
    Look(Choice.CONTRAST, text=TextSize.S200),
    Look(Choice.DARK, language=Language.EN, size=SMALL),
    Look(size=(2560, 1440)),
)


def worklist(stage: Stage) -> None:
    stage.press("j")


def arrived(stage: Stage) -> None:
    quiet = cohort.pressure(QUIET, stage.now, 185, 111)
    stage.receive(QUIET, MeasurementRecorded(quiet))


def acknowledging(stage: Stage) -> None:
    page = stage.window.worklist
    page.view.go_to(RED)
    stage.press("a")
    stage.press("1")
    page.panel.note.setPlainText("Ringt. Mår bra, ingen huvudvärk. Dr Skenberg ser över medicinen i dag.")
    page.panel.message.setPlainText("Hej! Mät igen i kväll.\nHälsningar Anna")
    stage.press("Ctrl+Return")
    stage.press("1")
    stage.press("5")
    page.panel.note.setPlainText("Pratat med dottern. Ny mätning klockan 13.")
    page.panel.message.setPlainText("Hej! Mät gärna en gång till klockan 13, efter fem minuters vila.")
    page.panel.note.setFocus()
    stage.settle()


def missing(stage: Stage) -> None:
    stage.press("2")


def devices(stage: Stage) -> None:
    stage.press("3")


def greens(stage: Stage) -> None:
    stage.press("Shift+G")


def nothing(stage: Stage) -> None:
    stage.press("/")
    stage.type("zzz")


def everybody(stage: Stage) -> None:
    stage.window.show_patients()
    stage.settle()


def patient(stage: Stage) -> None:
    stage.window.worklist.view.go_to(SPO2)
    stage.press("Return")


def cursor(stage: Stage) -> None:
    stage.window.worklist.view.go_to(RED)
    stage.press("Return")
    for _ in range(9):
        stage.press(",")


def value_path(stage: Stage) -> None:
    stage.window.worklist.view.go_to(RED)
    stage.press("Return")
    stage.press("v")


def table(stage: Stage) -> None:
    patient(stage)
    stage.press("d")


def way(stage: Stage, name: str) -> None:
    for mailbox, text in ((RED, "Bor ensam, dottern ringer på kvällen"),):
        stage.bridge.note(mailbox, text)
        stage.bridge.set_task(mailbox, "Ring om vikten", stage.now.date() + dt.timedelta(days=3))
    stage.settle()
    stage.window.worklist.view.go_to(RED)
    stage.press("Return")
    page = stage.window.patient
    page.ways.set_current(name)
    page.ways.chosen.emit(name)
    stage.settle()


def hours(stage: Stage) -> None:
    way(stage, "day")


def compare(stage: Stage) -> None:
    way(stage, "compare")


def nights(stage: Stage) -> None:
    for ago in (1, 2, 4):
        made = cohort.night(stage.now - dt.timedelta(days=ago - 1, hours=2))
        stage.receive(SPO2, MeasurementRecorded(replace(made, id=f"night-{ago}")))
    patient(stage)
    page = stage.window.patient
    page.ways.set_current("night")
    page.ways.chosen.emit("night")
    stage.settle()


def timeline(stage: Stage) -> None:
    way(stage, "timeline")
    stage.press("n")


def patient_panel(stage: Stage) -> None:
    patient(stage)
    stage.press("a")


def limits(stage: Stage) -> None:
    stage.window.worklist.view.go_to(RED)
    stage.press("Return")
    stage.press("g")
    field = stage.window.findChild(QDoubleSpinBox, "limit_bp.systolic.yellow.high")
    assert isinstance(field, QDoubleSpinBox)
    field.setValue(135)
    page = stage.window.thresholds
    page.reason.setPlainText("Hög risk, tätare uppföljning överenskommen.")
    stage.until(lambda: page.what_if.found is not None and bool(page.what_if.found.new))
    stage.settle()


def own_level(stage: Stage) -> None:
    stage.window.worklist.view.go_to(SPO2)
    stage.press("Return")
    stage.press("g")
    page = stage.window.thresholds
    page.measures.set_current((Kind.OXIMETRY, Component.SPO2))
    page.measures.chosen.emit((Kind.OXIMETRY, Component.SPO2))
    page.rules.level.setValue(95)
    page.rules.freeze.click()
    page.rules.add_rule(RelativeLimit, rise=False)
    page.reason.setPlainText("Egen nivå låst efter tre lugna veckor.")
    stage.until(lambda: page.what_if.found is not None)
    stage.settle()
    page._left_area.verticalScrollBar().setValue(10_000)
    stage.settle()


def plan(stage: Stage) -> None:
    stage.window.worklist.view.go_to(SPO2)
    stage.press("Return")
    stage.press("p")
    page = stage.window.plan
    stage.click(page.grid.cells[Kind.BLOOD_PRESSURE, Part.EVENING, 3])
    page.advice.fields[Level.YELLOW].setPlainText("Vila, ta din inhalation och mät igen om en timme.")
    page.reason.setPlainText("Färre kvällsmätningar, tydligare råd.")
    stage.settle()


def round_start(stage: Stage) -> None:
    stage.window.show_round()
    stage.settle()


def round_mode(stage: Stage) -> None:
    page = stage.window.round
    stage.window.show_round()
    page.begin_round(list(stage.window.worklist.model.listing.shown))
    stage.settle()
    for _ in range(3):
        stage.press("1")
        stage.press("Ctrl+Return")
    stage.later(14)
    page.toast.hide()
    stage.press("4")
    stage.press("5")
    page.panel.note.setPlainText("Mer slem sedan lördag. Ingen andnöd i vila.")
    page.tick(stage.now)
    page.panel.note.setFocus()
    stage.settle()


def round_letter(stage: Stage) -> None:
    round_mode(stage)
    page = stage.window.round
    page.panel.next_day.setCurrentIndex(4)
    page.panel.send.setChecked(True)
    page.panel.task.setText("Ring om inhalationen")
    page.panel.add_task.click()
    stage.settle()


def messages(stage: Stage) -> None:
    stage.window.show_messages()
    stage.settle()
    stage.press("m")
    stage.window.messages.field.setPlainText("Hej Asta! Ta en extra spray och mät igen om en timme.")
    stage.until(lambda: not stage.window.messages._down.isActive())


def tasks(stage: Stage) -> None:
    today = stage.now.date()
    for mailbox, title, ahead, whose in (
        (RED, "Ring om vikten", -1, ""),
        (SPO2, "Beställ ny oximeter", 0, cohort.NURSE),
        (QUIET, "Boka årskontroll hos Dr Skenberg", 9, cohort.COLLEAGUE),
        (SPO2, "Fråga om inhalationen", 1, ""),
    ):
        stage.bridge.set_task(mailbox, title, today + dt.timedelta(days=ahead), whose)
    stage.settle()
    stage.window.show_tasks()
    stage.settle()


def overtaken(stage: Stage) -> None:
    page = stage.window.worklist
    page.view.go_to(RED)
    keys = tuple(f.key for f in stage.clinic.row(RED, stage.now).findings)
    stage.press("a")
    stage.press("1")
    stage.later(-1)
    body = FindingsAcknowledged(keys, cohort.COLLEAGUE, (Action.CALLED,), levels=(Level.RED,) * len(keys))
    stage.receive(RED, body, author="desk-2")
    stage.later(1)
    stage.press("Ctrl+Return")


def moving(stage: Stage) -> None:
    stage.window.open_patient(SPO2)
    stage.settle()
    stage.press("x")


def moving_everybody(stage: Stage) -> None:
    stage.window.show_settings()
    stage.settle()
    stage.window.settings.data.asked.emit("export")
    stage.settle()


def settings(stage: Stage) -> None:
    stage.window.show_settings()
    stage.settle()


def protections(stage: Stage) -> None:
    stage.window.open_patient(SPO2)
    stage.settle()
    stage.window.show_protections()
    stage.window.protections.reason.setPlainText("Patienten vill att andra team inte ser journalen.")
    stage.settle()


def protected(stage: Stage) -> None:
    protections(stage)
    stage.click(stage.window.protections.do)
    stage.settle()


def keys(stage: Stage) -> None:
    stage.press("?")


SCREENS: dict[str, Callable[[Stage], None]] = {
    "worklist": worklist,
    "arrived": arrived,
    "acknowledge": acknowledging,
    "empty": nothing,
    "missing": missing,
    "greens": greens,
    "devices": devices,
    "everybody": everybody,
    "patient": patient,
    "cursor": cursor,
    "path": value_path,
    "table": table,
    "hours": hours,
    "compare": compare,
    "timeline": timeline,
    "nights": nights,
    "patient-panel": patient_panel,
    "limits": limits,
    "own-level": own_level,
    "plan": plan,
    "round-start": round_start,
    "round": round_mode,
    "round-letter": round_letter,
    "messages": messages,
    "tasks": tasks,
    "overtaken": overtaken,
    "settings": settings,
    "moving": moving,
    "moving-everybody": moving_everybody,
    "protections": protections,
    "protected": protected,
    "keys": keys,
    **VISITS,
}


# near kin of another screen: the suite looks at them in the smallest window only, `make screens` everywhere
KIN = {
    "nights",
    "hours",
    "compare",
    "timeline",
    "round-start",
    "round-letter",
    "own-level",
    "overtaken",
    "arrived",
    "protected",
}
KIN |= {
    "visits-wrong-person",
    "visits-here",
    "visits-stray",
    "visits-nobodys",
    "visits-planning",
    "visits-bag",
}
KIN |= {"visits-confirming", "visits-noting", "visits-differences"}
OVER = {
    "path",
    "keys",
    "protections",
    "acknowledge",
    "overtaken",
}  # with a sheet or a toast that lies over the page on purpose


def main(folder: Path, words: list[str]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        for name, prepare in SCREENS.items():
            full = f"{name}-{look.name}"
            if words and not all(word in full for word in words):
                continue
            stage = Stage(language=look.language, text_size=look.text, choice=look.choice, size=look.size)
            prepare(stage)
            assert picture(stage.window).save(str(folder / f"{full}.png"))
            stage.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
