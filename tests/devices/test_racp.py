"""Stored-record transfer: the state table, and that nothing is ever deleted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices import racp
from devices.racp import Request, State, Transfer
from devices.wire import DecodeError

ALL = racp.report_all()


def test_count_then_report() -> None:
    transfer = Transfer()
    assert transfer.start(racp.count_all()) == b"\x04\x01"
    assert transfer.receive(bytes.fromhex("05000200"))
    assert (transfer.state, transfer.expected) == (State.DONE, 2)
    assert transfer.start(racp.report_from(7)) == bytes.fromhex("0103010700")
    transfer.record()
    transfer.record()
    assert transfer.receive(bytes.fromhex("06000101"))
    assert (transfer.state, transfer.records) == (State.DONE, 2)


def test_no_records_is_a_normal_end() -> None:
    transfer = Transfer()
    transfer.start(ALL)
    assert transfer.receive(bytes.fromhex("06000106"))
    assert transfer.state is State.DONE


def test_no_records_to_count_counts_none() -> None:
    transfer = Transfer()
    transfer.start(racp.count_all())
    assert transfer.receive(bytes.fromhex("06000406"))
    assert (transfer.state, transfer.expected) == (State.DONE, 0)


@pytest.mark.parametrize(
    ("code", "name"), [(8, "procedure_not_completed"), (10, "server_busy"), (77, "reserved_77")]
)
def test_a_refusal_is_named_and_another_request_may_follow(code: int, name: str) -> None:
    transfer = Transfer()
    transfer.start(ALL)
    assert transfer.receive(bytes([6, 0, 1, code]))
    assert (transfer.state, transfer.failure) == (State.FAILED, name)
    assert transfer.start(racp.report_last()) == b"\x01\x06"
    assert transfer.failure == ""


def test_abort_waits_for_its_own_answer() -> None:
    transfer = Transfer()
    transfer.start(ALL)
    assert transfer.abort() == b"\x03\x00"
    assert not transfer.receive(bytes.fromhex("06000101"))  # the report ended meanwhile
    states = [transfer.state]
    assert transfer.receive(bytes.fromhex("06000301"))
    states.append(transfer.state)
    assert states == [State.ABORTING, State.DONE]


@pytest.mark.parametrize("stray", ["06000401", "05000100", "06000301"])
def test_a_stray_indication_changes_nothing(stray: str) -> None:
    transfer = Transfer()
    transfer.start(ALL)
    assert not transfer.receive(bytes.fromhex(stray))
    assert transfer.state is State.REPORTING


def test_one_request_at_a_time() -> None:
    transfer = Transfer()
    with pytest.raises(ValueError, match="nothing"):
        transfer.abort()
    transfer.start(ALL)
    with pytest.raises(ValueError, match="one request"):
        transfer.start(ALL)


@pytest.mark.parametrize("operator", range(7))
def test_a_deletion_is_read_and_never_written(operator: int) -> None:
    request = Request(racp.DELETE, operator)
    with pytest.raises(ValueError, match="never"):
        request.encode()
    with pytest.raises(ValueError, match="only"):
        Transfer().start(request)
    assert racp.meaning(racp.decode_request(b"\x02\x01")) == "delete all records"


@pytest.mark.parametrize(
    ("data", "meaning"),
    [
        ("0101", "report all records"),
        ("0105", "report first record"),
        ("0401", "count all records"),
        ("0102010a00", "report seq <= 10 (filter type 1)"),
        ("0103010a00", "report seq >= 10 (filter type 1)"),
        ("01040101000500", "report seq 1..5 (filter type 1)"),
        ("010302e8030000", "report time >= 1000 (filter type 2)"),
        ("0300", "abort"),
    ],
)
def test_requests_in_words(data: str, meaning: str) -> None:
    request = racp.decode_request(bytes.fromhex(data))
    assert racp.meaning(request) == meaning
    assert request.encode().hex() == data


@pytest.mark.parametrize(
    "data",
    ["", "01", "0100", "0301", "0107", "0103", "01030100", "0104010500", "01040105000100"],
)
def test_broken_requests(data: str) -> None:
    with pytest.raises(DecodeError):
        racp.decode_request(bytes.fromhex(data))


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["all", "count", "abort", "record"]),
            st.binary(max_size=6),
            st.builds(lambda op, code: bytes([6, 0, op, code]), st.integers(1, 4), st.integers(1, 10)),
            st.builds(lambda count: bytes([5, 0, count]), st.integers(0, 9)),
        ),
        max_size=30,
    )
)
def test_no_conversation_breaks_the_machine(steps: list[str | bytes]) -> None:
    transfer = Transfer()
    busy = {State.COUNTING, State.REPORTING, State.ABORTING}
    for step in steps:
        before = transfer.state
        try:
            if isinstance(step, bytes):
                accepted = transfer.receive(step)
                assert accepted is (transfer.state is not before)
            elif step == "record":
                transfer.record()
            elif step == "abort":
                assert transfer.abort() == b"\x03\x00"
            else:
                written = transfer.start(ALL if step == "all" else racp.count_all())
                assert before not in busy
                assert written[0] in {racp.REPORT, racp.COUNT}
        except DecodeError:
            assert isinstance(step, bytes)
            assert transfer.state is before
        except ValueError:
            assert (before in busy) == (step != "abort") or before is State.ABORTING
    assert (transfer.state is State.FAILED) == bool(transfer.failure)
