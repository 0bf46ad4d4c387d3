# ruff: noqa: INP001 - a script beside the pages it writes
"""Write bytes, quirks and example frames into the pages of the device families, between their marks.

    python docs/devices/update.py

A page says in words for whom it is and what to mind. The layouts stand in the heads of the decoders, the
quirks in ``devices.catalog``, the frames in ``tests``: this copies them, so that no page is out of date.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from devices import catalog

HERE = Path(__file__).parent
TESTS = HERE.parents[1] / "tests"
BEGIN, END = "<!-- bytes -->\n", "<!-- end -->\n"

# page -> modules whose heads tell the bytes, kinds of the catalogue whose frames are shown
PAGES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "blood-pressure": (
        ("gatt.blood_pressure", "gatt.enhanced_blood_pressure"),
        (
            "blood_pressure", "blood_pressure_quirk_beurer", "intermediate_cuff", "blood_pressure_feature",
            "blood_pressure_enhanced", "intermediate_cuff_enhanced",
        ),
    ),
    "thermometer": (("gatt.thermometer",), ("thermometer", "thermometer_intermediate", "thermometer_type")),
    "oximeter": (("gatt.pulse_oximeter",), ("plx_spot", "plx_continuous", "plx_features")),
    "scale": (
        ("gatt.weight", "gatt.body_composition", "gatt.user_control_point"),
        (
            "weight", "weight_feature", "body_composition", "body_composition_alone",
            "body_composition_feature", "user_control_point",
        ),
    ),
    "glucose": (("gatt.glucose", "gatt.glucose_context"), ("glucose", "glucose_context", "glucose_feature")),
    "glucose-sensor": (("gatt.cgm",), ("cgm", "cgm_status", "cgm_feature", "cgm_session_start")),
    "heart-rate": (("gatt.heart_rate",), ("heart_rate", "body_sensor_location")),
    "shared": (
        ("gatt.current_time", "gatt.device_information", "racp", "wire"),
        (
            "date_time", "current_time", "battery_level", "device_information", "system_id", "pnp_id", "racp",
            "racp_request", "sfloat", "float32",
        ),
    ),
    "vitalograph": (
        ("vendor.vitalograph",),
        ("spirometer_vitalograph", "spirometer_vitalograph_ble", "spirometer_vitalograph_command"),
    ),
    "contec": (
        ("vendor.contec_oximeter", "vendor.contec_spirometer"),
        ("contec_cms50d_bt", "contec_po60", "spirometer_contec"),
    ),
    "and": (
        ("vendor.and_medical", "vendor.health_device_profile"),
        ("and_custom_command", "hdp_11073_blood_pressure"),
    ),
    "omron": (("vendor.omron",), ("omron_eeprom_packet", "omron_eeprom_record", "omron_eeprom_time")),
    "nonin": (("vendor.nonin",), ("nonin_ble", "nonin_spp")),
    "masimo": (("vendor.masimo",), ("masimo_mightysat",)),
    "jumper": (
        ("vendor.jumper", "vendor.yonker"),
        ("jumper_jpd500f", "jumper_jpd_ha120", "yonker"),
    ),
    "microlife": (("vendor.microlife",), ("microlife",)),
    "taidoc": (
        ("vendor.taidoc",),
        (
            "taidoc_command", "taidoc_blood_pressure", "taidoc_oximetry", "taidoc_glucose",
            "taidoc_temperature",
        ),
    ),
    "qardio": (("vendor.qardio",), ()),
    "yuwell": (("vendor.yuwell",), ("yuwell",)),
}  # fmt: skip


def main() -> None:
    """Bring every page up to date."""
    for name in PAGES:
        page = HERE / f"{name}.md"
        page.write_text(updated(page.read_text(encoding="utf-8"), name), encoding="utf-8")
    overview = HERE / "README.md"
    overview.write_text(listed(overview.read_text(encoding="utf-8")), encoding="utf-8")


def updated(text: str, name: str) -> str:
    """The page with its bytes, frames and quirks as they should be. ``ValueError`` when it has no marks."""
    return _between(text, "\n".join(_parts(name)))


def listed(text: str) -> str:
    """The overview with the names that are not supported."""
    rows = ["| maker | recognised by the name |", "|---|---|"]
    rows += [f"| {maker} | `{pattern.replace('|', ', ')}` |" for pattern, maker in catalog.UNSUPPORTED]
    return _between(text, "\n".join(rows) + "\n")


def _between(text: str, middle: str) -> str:
    before, after = text.index(BEGIN) + len(BEGIN), text.index(END)
    return text[:before] + middle + text[after:]


def _parts(name: str) -> Iterator[str]:
    modules, kinds = PAGES[name]
    yield "## Bytes"
    for module in modules:
        yield f"From `devices/{module.replace('.', '/')}.py`:"
        yield f"```text\n{(importlib.import_module(f'devices.{module}').__doc__ or '').strip()}\n```"
    quirks = [quirk for quirk in catalog.QUIRKS if quirk.kind in kinds]
    if quirks:
        yield "## Quirks\n| name holds | of | arguments | why |\n|---|---|---|---|"
        for quirk in quirks:
            pattern = quirk.pattern.replace("|", ", ")
            yield f"| `{pattern}` | {quirk.kind} | `{dict(quirk.arguments)}` | {quirk.note} |"
        yield ""
    yield "## Frames"
    shown = [kind for kind in kinds if _frame(kind) is not None]
    for kind in shown:
        frame = _frame(kind)
        assert frame is not None
        result = json.dumps(catalog.decode_to_json(kind, bytes.fromhex(frame["hex"])), ensure_ascii=False)
        yield f"`hemmonitor decode {kind} {frame['hex']}`, from {frame['source']}:"
        yield f"```json\n{result}\n```"
    if len(shown) < len(kinds):
        without = ", ".join(kind for kind in kinds if kind not in shown)
        yield f"No published frame is known of: {without}."
    if not kinds:
        yield "Its readings are frames of the standard profile."
    yield ""


def _vectors() -> list[dict[str, Any]]:
    paths = (TESTS / "vectors" / "ble_vectors.json", TESTS / "captures" / "published_frames.json")
    return [vector for path in paths for vector in json.loads(path.read_text(encoding="utf-8"))]


def _frame(kind: str) -> dict[str, Any] | None:
    """The first published frame of the kind that holds a value."""
    if kind == "yuwell":  # it stands among the frames that 2A35 refuses
        return next(v for v in _vectors() if "vendor_reading" in v["expected"])
    return next((v for v in _vectors() if v["kind"] == kind and v["expected"]["outcome"] == "ok"), None)


if __name__ == "__main__":
    main()
