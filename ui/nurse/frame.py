"""A device's frame: its bytes as they came, coloured by field, and what was read out of each.

A frame whose layout is not known is shown as bytes, with the measurement's figures below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hemmonitor.model.frame import FramePart
from hemmonitor.model.measurement import Measurement, Quantity
from ui import measures, reasons
from ui.format import Formatter
from ui.nurse import words
from ui.widgets.base import Label, Themed
from ui.widgets.flow import FlowLayout

translate = QCoreApplication.translate

_CHIP = 2  # bytes in a chip of a frame whose fields are not known
_TIMES = {"time", "base_time"}
_FLAGS = "flags"


def name(part: FramePart) -> str:
    """What a field is called."""
    names = {
        _FLAGS: translate("Frame", "flags"),
        "time": translate("Frame", "the device's time"),
        "base_time": translate("Frame", "the device's time"),
        "offset": translate("Frame", "time offset"),
        "user": translate("Frame", "user in the device"),
        "status": translate("Frame", "status"),
        "sensor": translate("Frame", "sensor status"),
        "sequence": translate("Frame", "record number"),
        "sample": translate("Frame", "sample and place"),
        "site": translate("Frame", "place on the body"),
        "energy": translate("Frame", "energy"),
        "spo2_fast": translate("Frame", "SpO2, fast"),
        "pulse_fast": translate("Frame", "pulse, fast"),
        "spo2_slow": translate("Frame", "SpO2, slow"),
        "pulse_slow": translate("Frame", "pulse, slow"),
        "rest": translate("Frame", "rest"),
    }
    return names.get(part.name) or (measures.component_name(part.component) if part.component else part.name)


def meaning(part: FramePart, parts: Sequence[FramePart], measurement: Measurement, fmt: Formatter) -> str:
    """What was read out of it, in words; empty where the program makes nothing of it."""
    provenance = measurement.provenance
    if part.component is not None:
        return _figure(measurement.quantity(part.component), fmt)
    if part.name in _TIMES:
        return provenance.device_time.isoformat(" ") if provenance.device_time else ""
    told = {
        "user": provenance.user_slot,
        "sequence": provenance.sequence,
        "status": ", ".join(reasons.flag(flag) for flag in sorted(measurement.flags))
        or translate("Frame", "nothing remarked"),
        _FLAGS: _announced(parts),
    }.get(part.name)
    return "" if told is None else str(told)


def _announced(parts: Sequence[FramePart]) -> str:
    """What the flags say is there beside the figures."""
    after = [name(p) for p in parts if p.component is None and p.name not in {_FLAGS, "rest"}]
    return translate("Frame", "{fields} follow").format(fields=", ".join(after)) if after else ""


def _figure(quantity: Quantity | None, fmt: Formatter) -> str:
    if quantity is None:
        return translate("Frame", "not used")
    if quantity.value is None:
        return "–"
    return measures.with_unit(quantity.value, quantity.unit, fmt)


class Frame(Themed, QWidget):
    """The bytes as they came, and the figures read out of them."""

    def __init__(
        self,
        measurement: Measurement,
        parts: Sequence[FramePart],
        fmt: Formatter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        provenance = measurement.provenance
        raw = provenance.raw
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        wire = bool(raw) and bool(provenance.decoder)
        head = QHBoxLayout()
        title = self.tr("Raw frame, %n byte(s)", "", len(raw)) if wire else self.tr("No frame: {how}")
        head.addWidget(Label(title.format(how=words.origin(provenance.origin)), "strong", wrap=False))
        head.addStretch(1)
        self._column.addLayout(head)
        if wire:
            said = self.tr("characteristic {source}").format(source=provenance.source)
            head.addWidget(Label(said, "small", wrap=False))
            self._add_bytes(raw, parts)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(2)
        if wire and parts:
            for row, part in enumerate(parts):
                grid.addWidget(Label(_hex(raw, part), "mono", wrap=False), row, 0)
                called = name(part)
                grid.addWidget(Label(called[:1].upper() + called[1:], "secondary", wrap=False), row, 1)
                grid.addWidget(Label(meaning(part, parts, measurement, fmt), "strong"), row, 2)
            grid.setColumnStretch(2, 1)
        else:
            for row, quantity in enumerate(measurement.values):
                said = measures.component_name(quantity.component)
                grid.addWidget(Label(said, "secondary", wrap=False), row, 0)
                grid.addWidget(Label(_figure(quantity, fmt), "strong", wrap=False), row, 1)
            grid.setColumnStretch(2, 1)
        self._column.addLayout(grid)
        self.refresh()

    def _add_bytes(self, raw: bytes, parts: Sequence[FramePart]) -> None:
        chips = QWidget()
        flow = FlowLayout(chips, gap=4)
        if parts:
            for part in parts:
                chip = HexChip(_hex(raw, part), figure=part.component is not None)
                chip.setToolTip(name(part))
                flow.addWidget(chip)
        else:
            for start in range(0, len(raw), _CHIP):
                flow.addWidget(HexChip(raw[start : start + _CHIP].hex(" ").upper()))
        self._column.addWidget(chips)


class HexChip(Themed, QFrame):
    """A few bytes in hexadecimal; those of a figure stand out."""

    def __init__(self, text: str, *, figure: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bytes")
        self.setProperty("figure", figure)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 6, 2)
        label = Label(text, "mono", wrap=False)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # the chip has the tooltip
        row.addWidget(label)
        self.refresh()


def _hex(raw: bytes, part: FramePart) -> str:
    return raw[part.start : part.end].hex(" ").upper()
