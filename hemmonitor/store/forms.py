"""The forms of single values and classes in plain CBOR, both ways. The frame around them is ``codec``'s.

Strategy: one cattrs converter does the work without keeping track of where it is. Only when it refuses
is the value walked again, part by part, to find the place; so the good case pays nothing for it.

Rules:
- A value has one form. What is not in it is refused, in both directions.
- A ``FormFault`` says what and where, and no value. It is a ``NewerForm`` when what is unknown is a field
  or an enum's value: those the model may gain without a new version, so a newer program wrote it.
- A time has an offset and keeps it. Only ``Provenance.device_time`` has none, as the device gave it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from itertools import pairwise
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError, StructureHandlerNotFoundError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from hemmonitor.model import measurement
from hemmonitor.model.events import Body
from hemmonitor.model.finding import Finding

LONGEST_NAME = 200  # characters of an id
LONGEST_TEXT = 20_000  # characters
LONGEST_BYTES = 256 * 1024  # a raw spirometry curve is some ten kilobytes
MOST_ITEMS = 2_000  # of a list
WIDEST_INT = 2**63 - 1
LONGEST_DECIMAL = 50  # characters; a FLOAT-Type has at most 7 digits and an exponent of three
FARTHEST_EXPONENT = 300  # so that nothing later builds a number of a million digits
EARLIEST, LATEST = 2, 9998  # years; no change of zone can leave the calendar

_MICROSECOND = dt.timedelta(microseconds=1)
_Iso = TypeVar("_Iso", dt.datetime, dt.date, dt.time)
_Class = TypeVar("_Class")


class FormFault(ValueError):
    """A value is not in its form. The text says what, and where when that is known."""


class NewerForm(FormFault):
    """A field, or a value of an enum, that only a newer program knows."""


class _NaiveTime(dt.datetime):
    """Marks, to the converter, a time without a zone. Never made."""


# --- classes -----------------------------------------------------------------------------------


def to_plain(body: object) -> dict[str, Any]:
    """An instance of one of the model's classes as a map. Raises ``FormFault``."""
    try:
        plain: dict[str, Any] = _CONVERTER.unstructure(body)
    except _REFUSALS as fault:
        raise _located(fault, body, type(body), _CONVERTER.unstructure) from None
    return plain


def from_plain(plain: object, cls: type[_Class]) -> _Class:
    """The instance that a map stands for. Raises ``FormFault``."""
    try:
        return _CONVERTER.structure(plain, cls)
    except _REFUSALS as fault:
        raise _located(fault, plain, cls, _CONVERTER.structure) from None


_REFUSALS = (
    KeyError,  # a missing field
    TypeError,  # not a map where a class is due
    AttributeError,
    ValueError,  # FormFault, and the model's own refusals
    ForbiddenExtraKeysError,
    StructureHandlerNotFoundError,
)


def _located(
    fault: BaseException, value: object, hint: Any, convert: Callable[[Any, Any], object], path: str = "body"
) -> FormFault:
    """The fault with the path of the innermost part that is refused."""
    for step, part, part_hint in _parts(value, hint):
        try:
            convert(part, part_hint)
        except _REFUSALS as inner:
            return _located(inner, part, part_hint, convert, path + step)
    if isinstance(fault, ForbiddenExtraKeysError):
        return NewerForm(f"an unknown field (at {path})")
    if isinstance(fault, NewerForm):
        return NewerForm(f"{fault} (at {path})")
    if isinstance(fault, KeyError):
        return FormFault(f"no field {fault.args[0]} (at {path})")
    if isinstance(fault, ValueError):  # the model's own refusals say no values either
        return FormFault(f"{fault} (at {path})")
    return FormFault(f"not a map of fields (at {path})")


def _parts(value: object, hint: Any) -> Iterator[tuple[str, object, Any]]:
    """(path step, part, its type) of a class's fields or a list's items, in either direction."""
    if get_origin(hint) is UnionType:
        hint = next(option for option in get_args(hint) if option is not NoneType)
    if isinstance(hint, type) and is_dataclass(hint):
        for field, field_hint in _hints(hint).items():
            if isinstance(value, dict) and field in value:
                yield f".{field}", value[field], field_hint
            elif isinstance(value, hint):
                yield f".{field}", getattr(value, field), field_hint
    elif get_origin(hint) is tuple and isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield f"[{index}]", item, get_args(hint)[0]


@cache
def _hints(cls: Any) -> dict[str, Any]:
    hints = get_type_hints(cls)
    if cls is measurement.Provenance:
        hints["device_time"] = _NaiveTime | None
    return {field.name: hints[field.name] for field in fields(cls)}


# --- single values: each pair is what is written and what is read --------------------------------


def name(value: object) -> str:
    """An id: text of 1 to ``LONGEST_NAME`` characters."""
    if not 0 < len(_read_text(value)) <= LONGEST_NAME:
        raise FormFault(f"an id is not of 1 to {LONGEST_NAME} characters")
    return str(value)


def write_time(value: object) -> str:
    """An aware time as ISO 8601 text with its offset."""
    if not isinstance(value, dt.datetime) or value.utcoffset() is None:
        raise FormFault("not a time with a zone")
    return _in_calendar(value).isoformat()


def read_time(value: object, _: object = None) -> dt.datetime:
    """The aware time in a text that ``write_time`` could have written."""
    found = _read_iso(value, dt.datetime.fromisoformat)
    if found.tzinfo is None:
        raise FormFault("not a time with a zone")
    return _in_calendar(found)


def _write_naive(value: object) -> str:
    if not isinstance(value, dt.datetime) or value.tzinfo is not None:
        raise FormFault("not a time without a zone")
    return _in_calendar(value).isoformat()


def _read_naive(value: object, _: object = None) -> dt.datetime:
    found = _read_iso(value, dt.datetime.fromisoformat)
    if found.tzinfo is not None:
        raise FormFault("not a time without a zone")
    return _in_calendar(found)


def _in_calendar(value: dt.datetime) -> dt.datetime:
    if not EARLIEST <= value.year <= LATEST:
        raise FormFault(f"a year outside {EARLIEST} to {LATEST}")
    return value


def _read_iso(value: object, parse: Callable[[str], _Iso]) -> _Iso:
    if type(value) is not str:
        raise FormFault("not a date or time as text")
    try:
        found = parse(value)
    except ValueError:
        raise FormFault("not a date or time") from None
    if found.isoformat() != value:
        raise FormFault("a date or time in another form")
    return found


def _write_date(value: object) -> str:
    if type(value) is not dt.date:
        raise FormFault("not a date")
    return value.isoformat()


def _read_date(value: object, _: object = None) -> dt.date:
    return _read_iso(value, dt.date.fromisoformat)


def _write_clock(value: object) -> str:
    if type(value) is not dt.time or value.tzinfo is not None:
        raise FormFault("not a time of day without a zone")
    return value.isoformat()


def _read_clock(value: object, _: object = None) -> dt.time:
    found = _read_iso(value, dt.time.fromisoformat)
    if found.tzinfo is not None:
        raise FormFault("not a time of day without a zone")
    return found


def _write_span(value: object) -> int:
    if not isinstance(value, dt.timedelta):
        raise FormFault("not a time span")
    return _read_int(value // _MICROSECOND)


def _read_span(value: object, _: object = None) -> dt.timedelta:
    try:
        return dt.timedelta(microseconds=_read_int(value))
    except OverflowError:
        raise FormFault("a time span out of range") from None


def _write_decimal(value: object) -> str:
    if not isinstance(value, Decimal):
        raise FormFault("not a decimal")
    text = str(value)
    _read_decimal(text)
    return text


def _read_decimal(value: object, _: object = None) -> Decimal:
    if type(value) is not str:
        raise FormFault("not a decimal as text")
    if len(value) > LONGEST_DECIMAL:
        raise FormFault("a decimal out of range")
    try:
        found = Decimal(value)
    except InvalidOperation:
        raise FormFault("not a decimal") from None
    if str(found) != value:
        raise FormFault("a decimal in another form")
    if not found.is_finite():
        raise FormFault("not a finite number")
    if abs(found.adjusted()) > FARTHEST_EXPONENT:
        raise FormFault("a decimal out of range")
    return found


def _write_text(value: object) -> str:
    # a StrEnum may stand where the model asks for text, such as a measure's kind
    return _read_text(str(value) if isinstance(value, StrEnum) else value)


def _read_text(value: object, _: object = None) -> str:
    if type(value) is not str:
        raise FormFault("not a text")
    if len(value) > LONGEST_TEXT:
        raise FormFault(f"a text of more than {LONGEST_TEXT} characters")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise FormFault("a text with half a character") from None
    return value


def _read_bytes(value: object, _: object = None) -> bytes:
    if type(value) is not bytes:
        raise FormFault("not bytes")
    if len(value) > LONGEST_BYTES:
        raise FormFault(f"more than {LONGEST_BYTES} bytes")
    return value


def _read_int(value: object, _: object = None) -> int:
    if type(value) is not int:
        raise FormFault("not a whole number")
    if abs(value) > WIDEST_INT:
        raise FormFault("a whole number out of range")
    return value


def _read_bool(value: object, _: object = None) -> bool:
    if type(value) is not bool:
        raise FormFault("not true or false")
    return value


def _enum_pair(cls: type[StrEnum]) -> tuple[Callable[[object], str], Callable[[object, object], StrEnum]]:
    members = {member.value: member for member in cls}
    what = f"not a {cls.__name__} that this version knows"

    def write(value: object) -> str:
        if type(value) is not cls:
            raise FormFault(what)
        return value.value

    def read(value: object, _: object = None) -> StrEnum:
        if type(value) is not str:
            raise FormFault(what)
        try:
            return members[value]
        except KeyError:
            raise NewerForm(what) from None

    return write, read


# --- the converter -----------------------------------------------------------------------------


def _write_items(hint: Any, converter: Converter) -> Callable[[object], list[object]]:
    write = converter.get_unstructure_hook(get_args(hint)[0])
    kind = get_origin(hint)

    def items(value: object) -> list[object]:
        if type(value) is not kind or len(value) > MOST_ITEMS:  # type: ignore[arg-type]  # kind is sized
            raise FormFault("not a list of a fitting length")
        written = [write(item) for item in value]  # type: ignore[attr-defined]  # and iterable
        return written if kind is tuple else sorted(written)

    return items


def _read_items(hint: Any, converter: Converter) -> Callable[[object, object], object]:
    item_hint = get_args(hint)[0]
    read = converter.get_structure_hook(item_hint)
    kind = get_origin(hint)

    def items(value: object, _: object) -> object:
        if type(value) is not list or len(value) > MOST_ITEMS:
            raise FormFault("not a list of a fitting length")
        found = [read(item, item_hint) for item in value]
        if kind is frozenset and not all(a < b for a, b in pairwise(value)):
            raise FormFault("a set that is not sorted, or has one twice")
        return kind(found)

    return items


def _write_optional(hint: Any, converter: Converter) -> Callable[[object], object]:
    write = converter.get_unstructure_hook(_wanted(hint))
    return lambda value: None if value is None else write(value)


def _read_optional(hint: Any, converter: Converter) -> Callable[[object, object], object]:
    wanted = _wanted(hint)
    read = converter.get_structure_hook(wanted)
    return lambda value, _: None if value is None else read(value, wanted)


def _enums_in(hint: Any, seen: set[Any]) -> Iterator[type[StrEnum]]:
    """The enums a type is made of, each once."""
    if hint in seen:
        return
    seen.add(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        yield hint
    parts = _hints(hint).values() if isinstance(hint, type) and is_dataclass(hint) else get_args(hint)
    for part in parts:
        yield from _enums_in(part, seen)


def _wanted(hint: Any) -> Any:
    (wanted,) = (option for option in get_args(hint) if option is not NoneType)
    return wanted


def _is_items(hint: Any) -> bool:
    return get_origin(hint) in {tuple, frozenset}


def _is_optional(hint: Any) -> bool:
    return get_origin(hint) is UnionType


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, omit_if_default=True, detailed_validation=False)
    pairs: list[tuple[type, Callable[..., object], Callable[..., object]]] = [
        (bytes, _read_bytes, _read_bytes),
        (int, _read_int, _read_int),
        (bool, _read_bool, _read_bool),
        (Decimal, _write_decimal, _read_decimal),
        (dt.datetime, write_time, read_time),
        (_NaiveTime, _write_naive, _read_naive),
        (dt.date, _write_date, _read_date),
        (dt.time, _write_clock, _read_clock),
        (dt.timedelta, _write_span, _read_span),
        (str, _write_text, _read_text),
        *((cls, *_enum_pair(cls)) for cls in _enums_in(Body | Finding, set())),
    ]
    for cls, write, read in pairs:
        converter.register_unstructure_hook(cls, write)
        converter.register_structure_hook(cls, read)
    converter.register_unstructure_hook_factory(_is_items, _write_items)
    converter.register_structure_hook_factory(_is_items, _read_items)
    converter.register_unstructure_hook_factory(_is_optional, _write_optional)
    converter.register_structure_hook_factory(_is_optional, _read_optional)
    naive: Any = _NaiveTime | None
    converter.register_unstructure_hook(
        measurement.Provenance,
        make_dict_unstructure_fn(
            measurement.Provenance,
            converter,
            _cattrs_omit_if_default=True,
            device_time=override(unstruct_hook=_write_optional(naive, converter)),
        ),
    )
    converter.register_structure_hook(
        measurement.Provenance,
        make_dict_structure_fn(
            measurement.Provenance,
            converter,
            _cattrs_forbid_extra_keys=True,
            _cattrs_detailed_validation=False,
            device_time=override(struct_hook=_read_optional(naive, converter)),
        ),
    )
    return converter


_CONVERTER = _converter()
