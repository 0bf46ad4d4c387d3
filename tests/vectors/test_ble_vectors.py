"""Frames of somebody else's device or specification, one test a vector.

``pytest tests/vectors --ble-vectors FILE`` runs any file of the form of ``ble_vectors.json``: a list of
``{kind, characteristic, hex, expected, source, notes}``. A key that the project spells otherwise stands in
``SPELLING``; a key that the decoder does not give is a failure, never a skip. Numbers compare within 0.5 %
or half of the last digit, texts exactly. A reject needs a reason; its own words are ours to choose. A model
that the vector names in brackets after its characteristic is the device's name, which picks the quirks.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from devices import catalog

if TYPE_CHECKING:
    from devices.values import Json

# Other spellings of a key -> the project's. Used only where the decoder does not give the key itself.
SPELLING: dict[str, str] = {
    "basal_metabolism_kJ": "bmr_kJ",
    "battery": "battery_pct",
    "battery_level_pct": "battery_pct",
    "battery_percent": "battery_pct",
    "battery_v": "battery_V",
    "battery_volts": "battery_V",
    "body_fat_pct": "fat_pct",
    "body_water_kg": "water_kg",
    "carbohydrate_id": "carbohydrate",
    "carbohydrate_type": "carbohydrate",
    "cgm_quality_pct": "quality_pct",
    "check_passed": "correct_check",
    "clock_not_set": "device_clock_not_set",
    "count": "number_of_records",
    "crc_valid": "crc_ok",
    "datetime": "timestamp",
    "device_time": "timestamp",
    "duration_s": "exercise_duration_s",
    "energy_expended": "energy_kJ",
    "energy_expended_kJ": "energy_kJ",
    "exercise_intensity": "exercise_intensity_pct",
    "exercise_s": "exercise_duration_s",
    "fast_pulse_bpm": "pulse_fast_bpm",
    "fast_spo2_pct": "spo2_fast_pct",
    "fat_free_mass_kg": "fat_free_kg",
    "fat_free_mass_lb": "fat_free_lb",
    "fat_percent": "fat_pct",
    "fev1_l": "fev1_L",
    "fev6_l": "fev6_L",
    "glucose_mmol_L": "mmol_per_L",
    "good_blow": "good_test",
    "hba1c": "hba1c_pct",
    "health_id": "health",
    "health_status": "health",
    "heart_rate_bpm": "hr_bpm",
    "improper_position": "bad_position",
    "intensity_pct": "exercise_intensity_pct",
    "location": "sample_location",
    "map": "map_mmHg",
    "meal_id": "meal",
    "mean_arterial_mmHg": "map_mmHg",
    "medication_id": "medication",
    "muscle_mass_kg": "muscle_kg",
    "muscle_mass_lb": "muscle_lb",
    "muscle_percent": "muscle_pct",
    "offset_min": "time_offset_min",
    "pef_l_min": "pef_L_min",
    "perfusion_index_pct": "pi_pct",
    "pi_pct": "pi_pct_inferred",
    "plethysmograph_variability_pct": "pvi_pct",
    "pulse_amplitude_index_pct": "pai_pct",
    "quality": "quality_pct",
    "quality_good": "good_test",
    "record_count": "number_of_records",
    "respiration_rate_per_min": "rr_per_min",
    "rr_intervals_1024": "rr_1024",
    "rr_intervals_ms": "rr_ms",
    "sensor_contact": "contact",
    "sensor_contact_detected": "contact",
    "sensor_status": "status",
    "sensor_status_annunciation": "status",
    "sequence_number": "sequence",
    "serial_number": "serial",
    "site": "type",
    "slow_pulse_bpm": "pulse_slow_bpm",
    "slow_spo2_pct": "spo2_slow_pct",
    "smart_point": "smartpoint",
    "soft_lean_mass_kg": "soft_lean_kg",
    "soft_lean_mass_lb": "soft_lean_lb",
    "status_annunciation": "status",
    "sync": "synced",
    "temperature_site": "type",
    "temperature_type": "type",
    "tester_id": "tester",
    "trend": "trend_mg_dL_min",
    "trend_mg_dL_per_min": "trend_mg_dL_min",
    "type_name": "sample_type_name",
    "user": "user_id",
    "user_index": "user_id",
    "user_slot": "user_id",
    "water_mass": "water_kg",
    "water_mass_kg": "water_kg",
    "water_mass_lb": "water_lb",
}
PROSE = {"outcome", "reason"}


def close(expected: float, got: float) -> bool:
    """Within 0.5 % or half of the last digit that is written in the vector."""
    exponent = Decimal(str(expected)).as_tuple().exponent
    assert isinstance(exponent, int)
    half_digit = Decimal(5).scaleb(min(exponent, 0) - 1)
    difference = abs(Decimal(str(expected)) - Decimal(str(got)))
    return difference <= max(half_digit, abs(Decimal(str(expected))) * Decimal("0.005"))


def spelled(key: str, got: dict[str, Json]) -> str:
    """The project's key for the vector's."""
    return key if key in got else SPELLING.get(key, key)


def same(expected: Json, got: Json) -> bool:
    """Compare by kind of value; of an object only the keys that the vector names."""
    if isinstance(expected, dict):
        return isinstance(got, dict) and all(
            spelled(key, got) in got and same(value, got[spelled(key, got)])
            for key, value in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(got, list)
            and len(expected) == len(got)
            and all(same(e, g) for e, g in zip(expected, got, strict=True))
        )
    if isinstance(expected, bool) or isinstance(got, bool):
        return expected is got
    if isinstance(expected, (int, float)) and isinstance(got, (int, float)):
        return close(expected, got)
    return expected == got


def device_name(vector: dict[str, Any]) -> str | None:
    """The model in brackets, such as ``vendor 14-byte LE (HEM-7142T2)``."""
    found = re.search(r"\(([A-Z]{2,}-[A-Z0-9-]+)\)", vector["characteristic"])
    return found[1] if found else None


def test_frame(vector: dict[str, Any]) -> None:
    if catalog.find(vector["kind"]) is None:
        pytest.skip(f"kind {vector['kind']} is not supported yet")
    expected = vector["expected"]
    got = catalog.decode_to_json(vector["kind"], bytes.fromhex(vector["hex"]), device_name(vector))
    assert got["outcome"] == expected["outcome"], got.get("reason")
    if expected["outcome"] == "reject":
        assert got["reason"]
        assert got["failure"] in {"malformed", "failed"}
    for key, value in expected.items():
        if key in PROSE:
            continue
        ours = spelled(key, got)
        assert ours in got, f"{key} is missing in {sorted(got)}"
        assert same(value, got[ours]), f"{key}: expected {value!r}, got {got[ours]!r}"


@pytest.mark.parametrize(
    ("expected", "got", "equal"),
    [
        (120, 120.0, True),
        (120, 121, False),
        (5.9, 5.94, True),
        (5.9, 5.96, False),
        (0, 0.4, True),
        (0, 1, False),
        (None, 0, False),
        (True, 1, False),
        ([1], [1, 2], False),
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": None}, {}, False),
    ],
)
def test_comparison_is_strict(expected: Json, got: Json, equal: bool) -> None:
    assert same(expected, got) is equal
