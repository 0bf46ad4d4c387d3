"""The mobile team's screens for the pictures: on the way, at the door, measuring, handing over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from hemmonitor.model.events import PlanIssued
from hemmonitor.model.measurement import Kind
from tests.ui.nurse import cohort
from tests.ui.nurse.road import ASTA, Road
from tests.ui.nurse.stage import Stage
from ui.bridge import SyncView

_MINUTE = dt.timedelta(minutes=1)


def _offline(stage: Stage) -> None:
    stage.bridge.sync.emit(SyncView(online=False, last_contact=stage.now - 62 * _MINUTE, waiting=7))
    stage.settle()


def _here(stage: Stage) -> Road:
    road = Road(stage)
    road.done(13, "SpO2 91 % (Gul)\nSåret torrt, ny omläggning på fredag.")
    stage.later(86)
    road.begin(0)
    _offline(stage)
    return road


def _measured(stage: Stage) -> Road:
    road = _here(stage)
    for minutes, value in ((2, 87), (4, 86)):
        stage.later(minutes)
        road.bridge.measuring(Kind.OXIMETRY)
        stage.settle()
        road.sends(cohort.oxygen(stage.now, value, 92))
    stage.later(3)
    road.sends(cohort.pressure(ASTA, stage.now, 134, 78))
    return road


def route(stage: Stage) -> None:
    road = Road(stage)
    road.done(13, "Såret torrt.")
    _offline(stage)
    road.page.look_at("v0")


def confirming(stage: Stage) -> None:
    road = Road(stage)
    road.page.look_at("v0")
    stage.settle()
    road.click("visit_begin")


def wrong_person(stage: Stage) -> None:
    Road(stage).begin(0, "19441212")


def here(stage: Stage) -> None:
    _here(stage)


def measured(stage: Stage) -> None:
    _measured(stage)


def measuring(stage: Stage) -> None:
    road = _here(stage)
    road.click("visit_measure_blood_pressure")


def stray(stage: Stage) -> None:
    road = _measured(stage)
    road.sends(cohort.pressure(ASTA, stage.now - 95 * _MINUTE, 151, 88))


def nobodys(stage: Stage) -> None:
    road = Road(stage)
    road.sends(cohort.pressure(ASTA, stage.now, 151, 88))


def picture() -> bytes:
    """A made-up picture as a camera gives it."""
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("#d9b49a"))
    painter = QPainter(image)
    painter.setBrush(QColor("#8c3b34"))
    painter.drawEllipse(250, 180, 140, 110)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "png")
    return bytes(buffer.data().data())


def noting(stage: Stage) -> None:
    road = _here(stage)
    road.click("visit_note")
    road.page.note.field.setPlainText("Hälen: sår 2 × 3 cm, ren botten, lite vätska.")
    road.page.note.take(picture())
    stage.settle()


def ending(stage: Stage) -> None:
    road = _measured(stage)
    road.click("visit_end")
    road.page.end.wanted.setChecked(True)
    road.page.end.task.setText("Läkare bedömer syremättnaden")
    stage.settle()


def planning(stage: Stage) -> None:
    road = Road(stage)
    road.click("visits_plan")
    road.page.plan.reason.setText("Sår på hälen, ny mätning")
    road.page.plan.address.setText("Forsstigen 2, Exempelfors")
    road.page.plan.chips[Kind.OXIMETRY].setChecked(True)
    stage.settle()


def differences(stage: Stage) -> None:
    road = _measured(stage)
    road.bridge.leave()
    road.begin(0)
    stage.later(5)
    record = stage.record(ASTA)
    plan = record.newest_plan
    assert plan is not None
    anew = replace(plan, version=2, valid_from=stage.now - 30 * _MINUTE, author=cohort.COLLEAGUE)
    stage.receive(
        ASTA, PlanIssued(anew), PlanIssued(replace(anew, valid_from=stage.now, author=cohort.NURSE))
    )
    road.click("visit_end")
    road.click("visit_end_save")
    road.click("visits_clashes")


def bag(stage: Stage) -> None:
    Road(stage).click("visits_bag")
    stage.settle()


SCREENS = {
    "visits-route": route,
    "visits-confirming": confirming,
    "visits-wrong-person": wrong_person,
    "visits-here": here,
    "visits-measured": measured,
    "visits-measuring": measuring,
    "visits-stray": stray,
    "visits-nobodys": nobodys,
    "visits-noting": noting,
    "visits-ending": ending,
    "visits-planning": planning,
    "visits-differences": differences,
    "visits-bag": bag,
}
