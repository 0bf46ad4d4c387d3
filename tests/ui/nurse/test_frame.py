"""A frame in the value's path: its bytes by field, and what was read out of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from devices import anatomy
from hemmonitor.model.measurement import Component
from tests.ui.nurse import cohort
from tests.ui.nurse.stage import Stage
from tests.ui.render import application
from ui.format import NBSP, Formatter
from ui.i18n import Language
from ui.nurse import frame
from ui.nurse.frame import Frame, HexChip
from ui.widgets.base import Label

FMT = Formatter(Language.EN, cohort.ZONE, colon=True)
READING = cohort.pressure("patient-0001", cohort.NOW, 182, 110, 86, slow=154)


def test_every_field_has_its_bytes_its_name_and_its_meaning(stage: Stage) -> None:
    mailbox = cohort.mailbox_of(1)
    stage.window.open_patient(mailbox)
    stage.settle()
    stage.press("v")
    shown = stage.window.patient.path.findChild(Frame)
    assert isinstance(shown, Frame)
    chips = shown.findChildren(HexChip)
    figures = [chip.findChild(Label).text() for chip in chips if chip.property("figure")]  # type: ignore[union-attr]
    assert figures == ["B6 00", "6E 00", "86 00", "56 00"]
    texts = [label.text() for label in shown.findChildren(Label)]
    for said in ("Systoliskt", f"182{NBSP}mmHg", "Enhetens tid", "2026-11-16 10:17:26", "inget anmärkt"):
        assert said in texts, said


def test_what_a_field_means_is_what_the_measurement_carries() -> None:
    application()
    parts = anatomy.parts(READING.provenance)
    told = {part.name: frame.meaning(part, parts, READING, FMT) for part in parts}
    assert told["systolic"] == f"182{NBSP}mmHg"
    assert told["time"] == (cohort.NOW - dt.timedelta(seconds=154)).replace(tzinfo=None).isoformat(" ")
    assert told["user"] == "1"
    assert told["flags"] == "the device's time, user in the device, status follow"
    kept = tuple(q for q in READING.values if q.component is not Component.MEAN_ARTERIAL)
    without = replace(READING, values=kept)
    [mean] = [part for part in parts if part.name == "mean"]
    assert frame.meaning(mean, parts, without, FMT) == "not used"


def test_a_frame_of_an_unknown_layout_is_bytes_with_the_figures_below() -> None:
    application()
    shown = Frame(READING, (), FMT)
    assert len(shown.findChildren(HexChip)) == (len(READING.provenance.raw) + 1) // 2
    assert f"182{NBSP}mmHg" in [label.text() for label in shown.findChildren(Label)]
