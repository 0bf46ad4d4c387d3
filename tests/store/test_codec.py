from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import json
import traceback
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints
from zoneinfo import ZoneInfo

import cbor2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hemmonitor.errors import BadEvent
from hemmonitor.model import careplan
from hemmonitor.model import events as e
from hemmonitor.model import measurement as m
from hemmonitor.store import codec
from hemmonitor.store.codec import SHAPES, Shape, Unread, decode, encode, read
from tests.store import strategies
from tests.store.examples import AT, AUTHOR, BODIES, MAILBOX, PLAN, PRESSURE, event

NEEDLE = "hemligt-värde"
WRITTEN = json.loads(Path(__file__).with_name("written_events.json").read_text())


def frame(body: e.Body = BODIES[1]) -> dict[str, Any]:
    """An event as plain CBOR, to be changed."""
    plain: dict[str, Any] = cbor2.loads(encode(event(body=body)))
    return plain


def reason(changed: dict[str, Any]) -> str:
    """Why the changed frame cannot be read."""
    unread = read(cbor2.dumps(changed))
    assert isinstance(unread, Unread)
    return unread.reason


def steady(max_examples: int = 100) -> settings:
    """Other work on the machine must not fail a test."""
    return settings(max_examples=max_examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# --- round trips -------------------------------------------------------------------------------


@pytest.mark.parametrize("body", strategies.BODY_TYPES)
@given(data=st.data())
@steady(60)
def test_every_body_comes_back_as_it_was(body: type, data: st.DataObject) -> None:
    before = data.draw(strategies.events(body))
    written = encode(before)
    after = decode(written)
    assert after == before
    assert encode(after) == written


def test_every_body_has_a_shape_and_an_example() -> None:
    assert {shape.body for shape in SHAPES.values()} == set(strategies.BODY_TYPES)
    assert {type(body) for body in BODIES} == set(strategies.BODY_TYPES)


@given(strategies.decimals)
@steady()
def test_decimals_are_exact(value: Decimal) -> None:
    quantity = m.Quantity(m.Component.SCORE, value, m.Unit.SCORE)
    after = decode(
        encode(event(body=e.MeasurementRecorded(dataclasses.replace(PRESSURE, values=(quantity,)))))
    )
    assert isinstance(after.body, e.MeasurementRecorded)
    back = after.body.measurement.value(m.Component.SCORE)
    assert back is not None
    assert back.as_tuple() == value.as_tuple()


@given(strategies.aware)
@steady()
def test_times_keep_their_offset(at: dt.datetime) -> None:
    after = decode(encode(dataclasses.replace(event(), at=at)))
    assert after.at.isoformat() == at.isoformat()


def test_a_named_zone_becomes_its_offset() -> None:
    at = dt.datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert decode(encode(dataclasses.replace(event(), at=at))).at.isoformat() == "2026-10-25T02:30:00+01:00"


def test_what_has_its_default_is_left_out() -> None:
    body = frame(e.MessageWritten("", "", from_patient=True))["b"]
    assert set(body) == {"text", "sender", "from_patient"}
    bare = m.Measurement("id", m.Kind.WEIGHT, AT, (), m.Provenance(m.Origin.MANUAL, AT))
    written = frame(e.MeasurementRecorded(bare))["b"]["measurement"]
    assert set(written) == {"id", "kind", "taken_at", "values", "provenance"}
    assert set(written["provenance"]) == {"origin", "host_time"}


def test_a_measurement_written_by_hand() -> None:
    """The form, as another program would write it from the description alone."""
    by_hand = {
        "t": "measurement_recorded",
        "v": 1,
        "id": "ev-1",
        "mb": MAILBOX,
        "au": AUTHOR,
        "at": "2026-05-03T07:12:33.120000+02:00",
        "b": {
            "measurement": {
                "id": "0f" * 16,
                "kind": "blood_pressure",
                "taken_at": "2026-05-03T07:12:33.120000+02:00",
                "values": [
                    {"component": "systolic", "value": "183.40", "unit": "mm[Hg]"},
                    {"component": "diastolic", "value": "104", "unit": "mm[Hg]"},
                    {"component": "pulse_rate", "value": None, "unit": "/min", "absent": "nan"},
                ],
                "provenance": {
                    "origin": "device",
                    "host_time": "2026-05-03T07:12:33.120000+02:00",
                    "device_time": "2026-05-03T07:02:30",
                    "correction": "offset",
                    "clock_offset": 603_000_000,
                    "device_id": "AA:BB:CC:DD:EE:FF",
                    "device_model": "Virtual cuff",
                    "source": "2A35",
                    "raw": bytes(range(18)),
                    "decoder": "gatt.blood_pressure/1",
                    "user_slot": 1,
                    "sequence": 412,
                },
                "flags": ["body_movement", "irregular_pulse"],
                "session": "s-1",
                "note": "Efter promenaden, lite andfådd",
            }
        },
    }
    assert decode(cbor2.dumps(by_hand)) == event()


@pytest.mark.parametrize("body", BODIES, ids=codec.kind_of)
def test_events_written_by_the_first_version_stay_readable(body: e.Body) -> None:
    """A default or a form that changes without a new version fails here."""
    written = bytes.fromhex(WRITTEN[codec.kind_of(body)])
    assert decode(written) == event(body=body)
    assert encode(event(body=body)) == written


def _types_in(hint: Any, seen: set[Any]) -> Iterator[Any]:
    if hint in seen:
        return
    seen.add(hint)
    yield hint
    parts = list(get_args(hint))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        parts += get_type_hints(hint).values()
    for part in parts:
        yield from _types_in(part, seen)


def test_every_type_of_the_model_is_one_that_the_forms_know() -> None:
    """Another union or container would fall to cattrs' own, lax handling."""
    leaves = {str, bytes, bool, int, Decimal, dt.datetime, dt.date, dt.time, dt.timedelta, type(None), ...}
    for hint in _types_in(e.Body, set()):
        known = (
            hint in leaves
            or hint is e.Body
            or dataclasses.is_dataclass(hint)
            or (isinstance(hint, type) and issubclass(hint, enum.Enum))
            or (isinstance(hint, UnionType) and len(get_args(hint)) == 2 and type(None) in get_args(hint))
            or str(hint).startswith(("tuple[", "frozenset["))
        )
        assert known, hint


# --- strict reading ----------------------------------------------------------------------------

Change = Callable[[dict[str, Any]], object]

MEASUREMENT = "body.measurement"
WRONG_BODIES: list[tuple[Change, str, str]] = [
    (lambda b: b.update(extra=NEEDLE), "an unknown field", "body"),
    (lambda b: b["measurement"].update({NEEDLE: 1}), "an unknown field", MEASUREMENT),
    (lambda b: b["measurement"].pop("kind"), "no field kind", MEASUREMENT),
    (lambda b: b.update(measurement=[NEEDLE]), "not a map of fields", MEASUREMENT),
    (lambda b: b.update(measurement=None), "not a map of fields", MEASUREMENT),
    (lambda b: b["measurement"].update(kind=NEEDLE), "not a Kind", f"{MEASUREMENT}.kind"),
    (lambda b: b["measurement"].update(kind=["weight"]), "not a Kind", f"{MEASUREMENT}.kind"),
    (lambda b: b["measurement"].update(id=7), "not a text", f"{MEASUREMENT}.id"),
    (lambda b: b["measurement"].update(note="x" * 20_001), "more than 20000", f"{MEASUREMENT}.note"),
    (lambda b: b["measurement"].update(taken_at=NEEDLE), "not a date or time", f"{MEASUREMENT}.taken_at"),
    (lambda b: b["measurement"].update(taken_at=1777785153), "as text", f"{MEASUREMENT}.taken_at"),
    (
        lambda b: b["measurement"].update(taken_at="2026-05-03T07:12:33"),
        "not a time with a zone",
        f"{MEASUREMENT}.taken_at",
    ),
    (
        lambda b: b["measurement"].update(taken_at="20260503T071233+0200"),
        "another form",
        f"{MEASUREMENT}.taken_at",
    ),
    (
        lambda b: b["measurement"].update(taken_at="9999-12-31T23:59:59+00:00"),
        "a year outside",
        f"{MEASUREMENT}.taken_at",
    ),
    (lambda b: b["measurement"].update(values="abc"), "not a list", f"{MEASUREMENT}.values"),
    (lambda b: b["measurement"].update(values={}), "not a list", f"{MEASUREMENT}.values"),
    (lambda b: b["measurement"].update(flags=["x"] * 2001), "not a list", f"{MEASUREMENT}.flags"),
    (lambda b: b["measurement"]["values"].append(NEEDLE), "not a map", f"{MEASUREMENT}.values[3]"),
    (
        lambda b: b["measurement"]["values"].append(b["measurement"]["values"][0]),
        "a component occurs twice",
        MEASUREMENT,
    ),
    (lambda b: b["measurement"].update(flags=["body_movement"] * 2), "twice", f"{MEASUREMENT}.flags"),
    (
        lambda b: b["measurement"].update(flags=["irregular_pulse", "body_movement"]),
        "not sorted",
        f"{MEASUREMENT}.flags",
    ),
    (lambda b: b["measurement"].update(flags=[NEEDLE]), "not a Flag", f"{MEASUREMENT}.flags"),
    (lambda b: b["measurement"]["values"][1].update(value="1" * 51), "decimal", ".values[1].value"),
    (lambda b: b["measurement"]["values"][1].update(value=104), "decimal as text", ".values[1].value"),
    (lambda b: b["measurement"]["values"][1].update(value=104.5), "decimal as text", ".values[1].value"),
    (lambda b: b["measurement"]["values"][1].update(value="NaN"), "not a finite", ".values[1].value"),
    (lambda b: b["measurement"]["values"][1].update(value="sNaN"), "not a finite", ".values[1].value"),
    (lambda b: b["measurement"]["values"][1].update(value="-Infinity"), "not a finite", ".values[1].value"),
    (lambda b: b["measurement"]["values"][1].update(value="1E+400"), "out of range", ".values[1].value"),
    (lambda b: b["measurement"]["values"][1].update(value="0E-400"), "out of range", ".values[1].value"),
    (lambda b: b["measurement"]["values"][1].update(value="1_0"), "another form", ".values[1].value"),
    (lambda b: b["measurement"]["values"][1].update(value=" 10"), "another form", ".values[1].value"),
    (lambda b: b["measurement"]["values"][1].update(value="+10"), "another form", ".values[1].value"),
    (lambda b: b["measurement"]["values"][1].update(value=NEEDLE), "not a decimal", ".values[1].value"),
    (lambda b: b["measurement"]["values"][1].update(value=None), "needs its reason", ".values[1]"),
    (lambda b: b["measurement"]["provenance"].update(raw="00ff"), "not bytes", ".provenance.raw"),
    (lambda b: b["measurement"]["provenance"].update(user_slot=True), "whole number", ".user_slot"),
    (lambda b: b["measurement"]["provenance"].update(user_slot=1.0), "whole number", ".user_slot"),
    (lambda b: b["measurement"]["provenance"].update(sequence=2**63), "out of range", ".sequence"),
    (lambda b: b["measurement"]["provenance"].update(clock_offset="1"), "whole number", ".clock_offset"),
    (
        lambda b: b["measurement"]["provenance"].update(device_time="2026-05-03T07:02:30+02:00"),
        "not a time without a zone",
        ".device_time",
    ),
]


@pytest.mark.parametrize(("change", "what", "where"), WRONG_BODIES)
def test_a_wrong_body_is_refused_with_what_and_where(change: Change, what: str, where: str) -> None:
    changed = frame()
    change(changed["b"])
    text = reason(changed)
    assert text.startswith("measurement_recorded: ")
    assert what in text
    assert f"{where})" in text
    assert NEEDLE not in text


@pytest.mark.parametrize(
    ("body", "change", "what"),
    [
        (e.SeenByCare("a", "b", ("c",)), {"items": "abc"}, "not a list"),
        (e.MessageWritten("a", "b", from_patient=True), {"from_patient": 1}, "not true or false"),
        (BODIES[6], {"follow_up": "2026-05-10T00:00:00"}, "not a date or time"),
        (BODIES[6], {"follow_up": "20260510"}, "another form"),
        (BODIES[6], {"useful": "maybe"}, "not a Usefulness"),
        (e.PlanReceived(1), {"version": "1"}, "not a whole number"),
    ],
)
def test_wrong_parts_of_other_bodies(body: e.Body, change: dict[str, Any], what: str) -> None:
    changed = frame(body)
    changed["b"].update(change)
    assert what in reason(changed)


def test_a_slot_with_a_zone_is_refused() -> None:
    changed = frame(e.PlanIssued(PLAN))
    changed["b"]["plan"]["schedule"][0]["at"] = "06:30:00+02:00"
    assert "not a time of day without a zone (at body.plan.schedule[0].at)" in reason(changed)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda f: f.pop("au"), "not the frame"),
        (lambda f: f.update(x=1), "not the frame"),
        (lambda f: f.update(t=f.pop("t")), "not the frame"),  # another order
        (lambda f: f.update(t=5), "type and version"),
        (lambda f: f.update(v=0), "type and version"),
        (lambda f: f.update(v=True), "type and version"),
        (lambda f: f.update(id=""), "an id is not of 1 to 200"),
        (lambda f: f.update(mb="x" * 201), "an id is not of 1 to 200"),
        (lambda f: f.update(au=b"dev"), "not a text"),
        (lambda f: f.update(at="2026-05-03T07:12:33"), "not a time with a zone"),
        (lambda f: f.update(b=[]), "not a map of fields"),
    ],
)
def test_a_wrong_frame_is_refused(change: Change, what: str) -> None:
    changed = frame()
    change(changed)
    assert what in reason(changed)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not plain CBOR"),
        (encode(event()) + b"\x00", "bytes after the end"),
        (encode(event())[:-1], "not plain CBOR"),
        (b"\xbf\xff", "not plain CBOR"),  # indefinite length
        (b"\xa2\x61a\x01\x61a\x02", "not plain CBOR"),  # a key twice
        (b"\xa1\x01\x02", "not plain CBOR"),  # a key that is no text
        (b"\x81" * 1000 + b"\x00", "not plain CBOR"),  # deep
        (bytes.fromhex("c5821b7fffffffffffffff03"), "not plain CBOR"),  # a number of 2**63 bits
        (bytes.fromhex("d81c81d81d00"), "not plain CBOR"),  # a list that holds itself
        (bytes.fromhex("d823635b2e5d"), "not plain CBOR"),  # a pattern
        (bytes.fromhex("d9270f01"), "not plain CBOR"),  # a tag that cbor2 does not know
        (b"\x9b\x7f\xff\xff\xff\xff\xff\xff\xff", "not plain CBOR"),  # a list longer than memory
        (b"\x5b\x7f\xff\xff\xff\xff\xff\xff\xff", "not plain CBOR"),
        (b"\x61\xff", "not plain CBOR"),  # not UTF-8
        (b"\x00", "not the frame"),
        (b"\xf7", "not the frame"),
        (bytes(codec.LONGEST_EVENT + 1), "longer than"),
    ],
)
def test_bytes_that_are_no_event_are_refused(data: bytes, what: str) -> None:
    unread = read(data)
    assert isinstance(unread, Unread)
    assert what in unread.reason
    assert not unread.newer
    assert unread.raw == data
    with pytest.raises(BadEvent, match=what):
        decode(data)


@given(st.binary(max_size=200))
@steady()
def test_any_bytes_are_an_event_or_refused(data: bytes) -> None:
    assert isinstance(read(data), Event_or_Unread)


@given(strategies.events(), st.data())
@steady(200)
def test_damaged_bytes_are_an_event_or_refused(before: e.Event, data: st.DataObject) -> None:
    written = bytearray(encode(before))
    for _ in range(data.draw(st.integers(1, 3))):
        written[data.draw(st.integers(0, len(written) - 1))] = data.draw(st.integers(0, 255))
    after = read(bytes(written))
    assert isinstance(after, Event_or_Unread)
    if isinstance(after, e.Event):
        assert decode(encode(after)) == after


_plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10) | st.binary(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from(BODIES), st.data())
@steady(300)
def test_any_plain_part_in_any_place_is_an_event_or_refused(body: e.Body, data: st.DataObject) -> None:
    changed = frame(body)
    place: Any = changed
    key: Any = "b"
    while isinstance(place[key], (dict, list)) and place[key] and data.draw(st.booleans()):
        place = place[key]
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
    place[key] = data.draw(_plain)
    assert isinstance(read(cbor2.dumps(changed)), Event_or_Unread)


Event_or_Unread = (e.Event, Unread)


@given(st.sampled_from(BODIES), st.data())
@steady()
def test_no_refusal_says_a_value(body: e.Body, data: st.DataObject) -> None:
    changed = frame(body)
    place: Any = changed["b"]
    while True:
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], (dict, list)) or not place[key]:
            break
        place = place[key]
    place[key] = {NEEDLE: NEEDLE}
    with pytest.raises(BadEvent) as caught:
        decode(cbor2.dumps(changed))
    assert NEEDLE not in "".join(traceback.format_exception(caught.value))


# --- strict writing ----------------------------------------------------------------------------


def with_value(value: Any) -> e.Body:
    quantity = m.Quantity(m.Component.FVC, value, m.Unit.LITRE)
    return e.MeasurementRecorded(dataclasses.replace(PRESSURE, values=(quantity,)))


def with_provenance(**changes: Any) -> e.Body:
    provenance = dataclasses.replace(PRESSURE.provenance, **changes)
    return e.MeasurementRecorded(dataclasses.replace(PRESSURE, provenance=provenance))


NAIVE = dt.datetime(2026, 5, 3, 7, 0)


@pytest.mark.parametrize(
    ("body", "what", "where"),
    [
        (with_value(Decimal("1E+999")), "out of range", "body.measurement.values[0].value"),
        (with_value(Decimal("1." + "0" * 60)), "out of range", "body.measurement.values[0].value"),
        (e.MessageWritten(NEEDLE * 2000, "", from_patient=True), "more than", "body.text"),
        (e.MessageWritten("\ud83d" + NEEDLE, "", from_patient=True), "half a character", "body.text"),
        (e.MessageWritten(7, "", from_patient=True), "not a text", "body.text"),  # type: ignore[arg-type]
        (e.MessageWritten("", "", from_patient=1), "true or false", "from_patient"),  # type: ignore[arg-type]
        (e.PlanReceived(True), "not a whole number", "body.version"),
        (e.PlanReceived(2**64), "out of range", "body.version"),
        (e.SeenByCare("", "", ["a"]), "not a list", "body.items"),  # type: ignore[arg-type]
        (e.SeenByCare("", "", ("a",) * 2001), "fitting length", "body.items"),
        (e.MeasurementFailed("", "", "", bytearray(3)), "not bytes", "body.raw"),  # type: ignore[arg-type]
        (e.MeasurementFailed("", "", "", bytes(300_000)), "more than", "body.raw"),
        (e.FindingsAcknowledged((), "", (NEEDLE,)), "not a Action", "actions[0]"),  # type: ignore[arg-type]
        (e.FindingsAcknowledged((), "", (), follow_up=NAIVE), "not a date", "body.follow_up"),
        (e.MeasurementRecorded(NEEDLE), "not a map", "body.measurement"),  # type: ignore[arg-type]
        (with_provenance(device_time=AT), "without a zone", "body.measurement.provenance.device_time"),
        (with_provenance(clock_offset=603), "not a time span", "provenance.clock_offset"),
        (
            e.PlanIssued(dataclasses.replace(PLAN, sign_off=careplan.SignOff("", "", NAIVE))),
            "not a time with a zone",
            "body.plan.sign_off.at",
        ),
        (
            e.PlanIssued(dataclasses.replace(PLAN, valid_from=AT.replace(year=9999))),
            "a year outside",
            "body.plan.valid_from",
        ),
        (
            e.PlanIssued(
                dataclasses.replace(
                    PLAN, schedule=(careplan.Slot("", m.Kind.WEIGHT, dt.time(6, tzinfo=dt.UTC), dt.time(7)),)
                )
            ),
            "not a time of day",
            "body.plan.schedule[0].at",
        ),
    ],
)
def test_what_could_not_be_read_is_not_written(body: e.Body, what: str, where: str) -> None:
    with pytest.raises(BadEvent) as caught:
        encode(event(body=body))
    assert what in caught.value.detail
    assert where in caught.value.detail
    assert NEEDLE not in "".join(traceback.format_exception(caught.value))


def test_an_object_that_is_no_body_is_not_written() -> None:
    with pytest.raises(BadEvent, match="not a kind of event"):
        encode(event(body="text"))  # type: ignore[arg-type]


def test_an_event_that_is_too_long_as_a_whole_is_not_written() -> None:
    body = e.FindingsAcknowledged(("x" * 20_000,) * 40, "", ())
    with pytest.raises(BadEvent, match="longer than"):
        encode(event(body=body))


def test_an_id_that_is_too_long_is_not_written() -> None:
    with pytest.raises(BadEvent, match="an id is not"):
        encode(event("x" * 201))


def test_an_enum_may_stand_where_the_model_asks_for_text() -> None:
    body = e.MeasurementFailed(m.Kind.WEIGHT, "r", "d", b"")
    assert decode(encode(event(body=body))).body == body


# --- versions ----------------------------------------------------------------------------------


def _split_name(body: dict[str, Any]) -> dict[str, Any]:
    """From a made-up first version, where the name stood in two fields."""
    return {"name": f"{body['first']} {body['last']}", "number": body["number"]}


def _add_phone(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "phone": "unknown"}


LATER_SHAPES = {**SHAPES, "patient_registered": Shape(e.PatientRegistered, (_split_name, _add_phone))}


def old(version: int, body: dict[str, Any]) -> bytes:
    return cbor2.dumps({**frame(BODIES[0]), "v": version, "b": body})


def test_an_older_version_is_lifted_step_by_step() -> None:
    first = old(1, {"first": "Test", "last": "Testsson", "number": "191500722390"})
    second = old(2, {"name": "Test Testsson", "number": "191500722390"})
    third = old(3, {"name": "Test Testsson", "number": "191500722390", "phone": "unknown"})
    lifted = e.PatientRegistered("Test Testsson", "191500722390", phone="unknown")
    for written in (first, second, third):
        assert decode(written, LATER_SHAPES).body == lifted


def test_an_older_version_that_was_wrong_is_refused() -> None:
    for body in ({"first": NEEDLE}, NEEDLE, None, {"first": "a", "last": "b", "number": NEEDLE, "x": 1}):
        unread = read(old(1, body), LATER_SHAPES)  # type: ignore[arg-type]
        if isinstance(unread, Unread):
            assert NEEDLE not in unread.reason
            assert not unread.newer
        else:
            assert unread.body == e.PatientRegistered("a b", NEEDLE, phone="unknown")


def test_a_newer_version_is_kept_until_the_program_knows_it() -> None:
    written = old(3, {"name": "Test Testsson", "number": "191500722390", "phone": "unknown"})
    unread = read(written)
    assert isinstance(unread, Unread)
    assert unread.newer
    assert (unread.id, unread.mailbox, unread.author) == ("ev-1", MAILBOX, AUTHOR)
    assert encode(unread) == unread.raw == written
    assert isinstance(read(unread.raw, LATER_SHAPES), e.Event)


def test_an_unknown_type_is_kept_as_a_newer_programs() -> None:
    written = cbor2.dumps({**frame(), "t": NEEDLE, "b": {"anything": [1, None, b"x"]}})
    unread = read(written)
    assert isinstance(unread, Unread)
    assert unread.newer
    assert NEEDLE not in unread.reason
    assert encode(unread) == written


@pytest.mark.parametrize(
    ("change", "newer"),
    [
        ({"useful": "somewhat"}, True),
        ({"shift": "night"}, True),
        ({"useful": 5}, False),
        ({"useful": ["yes"]}, False),
        ({"by": 5}, False),
    ],
)
def test_a_field_or_a_value_that_is_new_tells_a_newer_program(change: dict[str, Any], newer: bool) -> None:
    changed = frame(BODIES[6])
    changed["b"].update(change)
    unread = read(cbor2.dumps(changed))
    assert isinstance(unread, Unread)
    assert unread.newer is newer


def test_bytes_without_a_frame_get_an_id_of_their_own() -> None:
    one, other = read(b"one"), read(b"other")
    assert isinstance(one, Unread)
    assert isinstance(other, Unread)
    assert one.id != other.id
    assert one.id == getattr(read(b"one"), "id", None)
    assert (one.mailbox, one.author) == ("", "")


# --- the frame alone -----------------------------------------------------------------------------------


@pytest.mark.parametrize("body", BODIES, ids=codec.kind_of)
def test_the_frame_read_by_hand_is_the_frame(body: e.Body) -> None:
    data = encode(event(body=body))
    found = codec.frame(data)
    assert found == codec.Frame("ev-1", MAILBOX, codec.kind_of(body), AT)
    assert codec._usual_frame(data) == found


@given(st.lists(st.tuples(st.sampled_from(BODIES), st.sampled_from(("a", "ab", "å", "x" * 32, "y" * 200)))))
def test_frames_one_after_another(events: list[tuple[e.Body, str]]) -> None:
    """Where the texts of the one before lay is only a guess."""
    for body, ident in events:
        found = codec.frame(encode(event(ident, body=body)))
        assert found == codec.Frame(ident, MAILBOX, codec.kind_of(body), AT)


def test_a_frame_that_is_cut_off_before_the_body_is_none() -> None:
    data = encode(event())
    assert codec.frame(data).kind == "measurement_recorded"
    body = len(cbor2.dumps(cbor2.loads(data)["b"]))
    for end in range(len(data) - body + 1):
        assert codec.frame(data[:end]).kind == "", end


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=30))
def test_the_frame_of_any_names(ident: str, mailbox: str) -> None:
    try:
        data = encode(event(ident, mailbox=mailbox))
    except BadEvent:
        return
    assert codec.frame(data) == codec.Frame(ident, mailbox, "measurement_recorded", AT)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=3), st.integers(0, 3))
def test_damaged_bytes_have_a_frame_or_a_name_of_their_own(at: int, put: bytes, cut: int) -> None:
    data = encode(event())
    at %= len(data)
    damaged = data[:at] + put + data[at + cut :]
    found, whole = codec.frame(damaged), read(damaged)
    if not isinstance(whole, Unread):
        assert (found.id, found.mailbox, found.at) == (whole.id, whole.mailbox, whole.at)
    elif whole.mailbox:
        assert (found.id, found.mailbox) == (whole.id, whole.mailbox)
