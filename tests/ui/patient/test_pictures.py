"""A picture with a message: chosen, seen in the talk, or refused in words."""

from __future__ import annotations

from pathlib import Path

from tests.ui.patient.stage import Stage
from tests.ui.test_snapshot import noisy
from ui.patient.rail import Place


def test_a_picture_goes_with_a_message_and_is_seen_in_the_talk(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    assert noisy(120, 80).save(str(path))
    stage.go(Place.MESSAGES)
    stage.window._messages.attach(path)  # the file dialog is the system's
    assert "En bild följer med" in stage.texts()
    stage.click("sendMessage")
    sent = stage.home.record_of_patient.messages[-1]
    assert [a.media_type for a in sent.attachments] == ["image/jpeg"]
    assert "En bild" in stage.texts()
    assert "Inte läst än" in stage.texts()


def test_a_broken_file_is_said_and_nothing_is_attached(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG no")
    stage.go(Place.MESSAGES)
    stage.window._messages.attach(path)
    assert "inte en bild" in stage.texts()
    assert not stage.find("sendMessage").isEnabled()
