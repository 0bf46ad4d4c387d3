"""Every resource is checked before it leaves, and before it is read.

Strategy: HL7's JSON schema of R4 is asked about each one: it knows every element, every code and the form
of every value, and takes some ten microseconds. What it cannot say (one value of several, what must be
there beside an extension) depends on which elements a resource has and not on what stands in them; that is
asked of the models of ``fhir.resources`` (R4B, which R4 resources of these types satisfy), once for each
set of elements that turns up. Together they say what both would say of every resource.

The libraries are heavy, so they are loaded when the first resource is checked.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import Any

import resources
from hemmonitor.errors import InputError
from hemmonitor.interop.fhir.systems import Resource

_MOST_SHAPES = 20_000  # that are remembered; a file made to have more is only slower
_TEXT = "^[ \\r\\n\\t\\S]+$"  # takes a no-break space for nothing, in some dialects
_shapes: set[object] = set()


class InvalidResource(InputError):
    """A FHIR resource is not what the standard asks for; the text says where."""

    code = "input.fhir"


def check(resource: Resource) -> Resource:
    """The resource itself. Raises ``InvalidResource`` with type and path of the first fault, and no value."""
    kind = resource.get("resourceType")
    if not isinstance(kind, str) or kind not in _known():
        raise InvalidResource("not a type of resource that this program knows")
    try:
        _check_schema(kind, resource)
        shape = (kind, _shape(resource))
        if shape not in _shapes:
            _check_model(kind, resource)
            if len(_shapes) < _MOST_SHAPES:
                _shapes.add(shape)
    except RecursionError:
        raise InvalidResource(f"{kind}: nested too deep") from None
    return resource


def _check_schema(kind: str, resource: Resource) -> None:
    validator = _validator(kind)
    try:
        if validator.is_valid(resource):
            return
        fault = next(iter(validator.iter_errors(resource)))
    except ValueError:  # not a value of JSON, or nested deeper than the library goes
        raise InvalidResource(f"{kind}: not JSON, or nested too deep") from None
    path = ".".join(map(str, fault.instance_path)) or "the resource"
    rule = fault.schema_path[-1] if fault.schema_path else "schema"
    raise InvalidResource(f"{kind}: {path} ({rule})")


def _check_model(kind: str, resource: Resource) -> None:
    from pydantic import ValidationError

    try:
        _model(kind).model_validate(resource)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        path = ".".join(map(str, first["loc"])) or "the resource"
        raise InvalidResource(f"{kind}: {path} ({first['type']})") from None


_NESTED = frozenset({dict, list})


def _shape(value: Any) -> object:
    """Which elements there are, without what stands in them: equal for resources of one make."""
    if type(value) is dict:
        return tuple([(k, _shape(v) if type(v) in _NESTED else type(v)) for k, v in value.items()])
    return frozenset([_shape(v) if type(v) in _NESTED else type(v) for v in value])


@cache
def _schema() -> dict[str, Any]:
    text = gzip.decompress(resources.path("fhir", "r4.schema.json.gz").read_bytes()).decode()
    found: dict[str, Any] = json.loads(text.replace(json.dumps(_TEXT), json.dumps("[\\s\\S]")))
    return found


@cache
def _known() -> frozenset[str]:
    choices = _schema()["definitions"]["ResourceList"]["oneOf"]
    return frozenset(choice["$ref"].rpartition("/")[2] for choice in choices)


@cache
def _validator(kind: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for({**_schema(), "$ref": f"#/definitions/{kind}"})


@cache
def _model(kind: str) -> Any:
    from fhir.resources.R4B import get_fhir_model_class

    return get_fhir_model_class(kind)
