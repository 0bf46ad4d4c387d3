"""Every resource is checked against the models of ``fhir.resources`` (R4B, which R4 resources of these
types satisfy) before it leaves, and before it is read.

The library is heavy, so it is loaded when the first resource is checked.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from hemmonitor.errors import InputError
from hemmonitor.interop.fhir.systems import Resource


class InvalidResource(InputError):
    """A FHIR resource is not what the standard asks for; the text says where."""

    code = "input.fhir"


def check(resource: Resource) -> Resource:
    """The resource itself. Raises ``InvalidResource`` with type and path of the first fault, and no value."""
    from pydantic import ValidationError

    kind = resource.get("resourceType")
    if not isinstance(kind, str):
        raise InvalidResource("resourceType is missing")
    try:
        _model(kind).model_validate(resource)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        path = ".".join(map(str, first["loc"])) or "the resource"
        raise InvalidResource(f"{kind}: {path} ({first['type']})") from None
    except RecursionError:
        raise InvalidResource(f"{kind}: nested too deep") from None
    return resource


@cache
def _model(kind: str) -> Any:
    from fhir.resources.R4B import get_fhir_model_class

    if not (kind.isascii() and kind.isalpha()):
        raise InvalidResource("resourceType is not a name")
    try:
        return get_fhir_model_class(kind)
    except (LookupError, ImportError, AttributeError, ValueError):
        raise InvalidResource("a resource type that R4 does not have") from None
