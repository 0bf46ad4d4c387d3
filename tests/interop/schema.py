"""HL7's own JSON schema of R4, as it stands in ``resources/fhir``: nothing in it is made easier here."""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import Any

import jsonschema_rs

import resources
from hemmonitor.interop.fhir.text import dumps


@cache
def _schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        gzip.decompress(resources.path("fhir", "r4.schema.json.gz").read_bytes())
    )
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
