"""At least one good frame of every kind of the catalogue: somebody else's where there is one, else by hand.

A frame by hand follows the layout in the head of its decoder; it is here to be cut, lengthened and spoilt,
and proves nothing about the layout itself.
"""

from __future__ import annotations

from collections import defaultdict

from tests.devices.frames import good

BY_HAND = {
    "intermediate_cuff_enhanced": ["005000", "6c5000005ed02d4800010000405ed02d"],
    "thermometer_intermediate": ["00710100ff", "02710100ffe807060f080000"],
    "body_composition_alone": ["0000f500"],
    "body_sensor_location": ["01"],
    "device_information": [b"UA-651BLE".hex()],
    "system_id": ["4567abfffe123456"],
    "pnp_id": ["01570101000001"],
    "spirometer_contec": [],  # these five are made below
    "taidoc_blood_pressure": [],
    "taidoc_oximetry": [],
    "taidoc_glucose": [],
    "taidoc_temperature": [],
    "yuwell": ["fe202700750055005f00e407091810093a690001"],
}


def _taidoc(*value: int) -> str:
    def packet(command: int, data: bytes) -> bytes:
        out = bytes([0x51, command]) + data + b"\xa5"
        return out + bytes([sum(out) & 0xFF])

    day = (26 << 9 | 3 << 5 | 1).to_bytes(2, "little")
    return (packet(0x25, day + bytes([15, 8])) + packet(0x26, bytes(value))).hex()


def _contec() -> str:
    out = bytearray(44)
    out[0:13] = [0xE1, 0, 1, 1, 0, 26, 3, 1, 8, 15, 0, 1, 60]
    out[13:15] = [170 & 0x7F, 170 >> 7]
    for place, hundredths in enumerate((410, 250, 312, 76, 390, 400, 520, 410, 300, 150, 290)):
        out[17 + 2 * place : 19 + 2 * place] = [hundredths & 0x7F, hundredths >> 7]
    out[43] = sum(out) & 0x7F
    return out.hex()


BY_HAND["spirometer_contec"].append(_contec())
BY_HAND["taidoc_blood_pressure"].append(_taidoc(134, 0, 84, 72))
BY_HAND["taidoc_oximetry"].append(_taidoc(97, 0, 0, 66))
BY_HAND["taidoc_glucose"].append(_taidoc(110, 0, 0, 0))
BY_HAND["taidoc_temperature"].append(_taidoc(0x72, 0x01, 0, 0))


def _all() -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = defaultdict(list)
    for kind, data in good():
        found[kind].append(data)
    for kind, texts in BY_HAND.items():
        found[kind].extend(bytes.fromhex(text) for text in texts)
    return dict(found)


EXAMPLES = _all()
