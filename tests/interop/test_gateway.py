from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hemmonitor.errors import InputError
from hemmonitor.interop import gateway as module
from hemmonitor.interop.fhir.export import Options, resources_of
from hemmonitor.interop.fhir_server import HttpServer, ServerAway
from hemmonitor.interop.gateway import Feed, Gateway
from hemmonitor.model.events import (
    Event,
    MeasurementRecorded,
    MeasurementRetracted,
    MessageWritten,
    measurement_event_id,
)
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.store.sqlite import open_journal
from tests.interop.build import MAILBOX, NOW, PATIENT, full_events, full_record, pressure
from tests.interop.fhir_server import Resource, Store, serving

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    with serving(store) as found:
        yield found


@pytest.fixture
def journal() -> MemoryJournal:
    made = MemoryJournal()
    made.append(full_events())
    return made


def gateway(journal: MemoryJournal, address: str) -> Gateway:
    return Gateway(journal, HttpServer(address), "0.1")


def names(resources: list[Resource]) -> list[str]:
    """What tells resources of one type apart, as others find them."""
    found = []
    for r in resources:
        ids = r.get("identifier")
        if isinstance(ids, dict):
            found.append(ids["value"])
        elif ids:
            found.append(ids[0]["value"])
        elif "url" in r:
            found.append(r["url"])
        else:
            found.append(r["meta"]["tag"][0]["code"])
    return found


def expected() -> Counter[str]:
    return Counter(r["resourceType"] for r in resources_of(full_record(), NOW, Options("0.1")))


def test_everything_arrives_once(journal: MemoryJournal, store: Store, address: str) -> None:
    feed = gateway(journal, address)
    done = feed.round(NOW)
    assert (done.sent, done.dead, done.waiting) == (len(full_events()), 0, 0)
    assert Counter(k for k, _ in store.resources) == expected()
    for kind in expected():
        found = names(store.of_type(kind))
        assert len(found) == len(set(found)), kind


def test_a_second_round_sends_nothing_and_a_new_gateway_neither(
    journal: MemoryJournal, store: Store, address: str
) -> None:
    gateway(journal, address).round(NOW)
    bundles, versions = store.bundles, Counter(store.versions)
    again = gateway(journal, address)
    assert again.round(NOW).sent == 0
    assert (store.bundles, store.versions) == (bundles, versions)


def test_a_gateway_that_forgot_everything_makes_no_doubles(
    journal: MemoryJournal, store: Store, address: str
) -> None:
    gateway(journal, address).round(NOW)
    before = Counter(k for k, _ in store.resources)
    Gateway(journal, HttpServer(address), "0.1", name="another").round(NOW)
    assert Counter(k for k, _ in store.resources) == before


def test_the_hospitals_own_patient_is_found_and_left_alone(
    journal: MemoryJournal, store: Store, address: str
) -> None:
    theirs = {
        "resourceType": "Patient",
        "identifier": [
            {"system": "http://electronichealth.se/identifier/personnummer", "value": PATIENT.number}
        ],
        "name": [{"text": "As the hospital writes it"}],
    }
    store.resources["Patient", "42"] = theirs
    gateway(journal, address).round(NOW)
    assert store.of_type("Patient") == [theirs]
    subjects = {r["subject"]["reference"] for r in store.of_type("Observation")}
    assert subjects == {"Patient/42"}


def test_what_comes_later_is_sent_later(journal: MemoryJournal, store: Store, address: str) -> None:
    feed = gateway(journal, address)
    feed.round(NOW)
    new = pressure(NOW - dt.timedelta(minutes=1), 128, 80, "later")
    journal.append(
        [Event(measurement_event_id(MAILBOX, "later"), MAILBOX, "dev", NOW, MeasurementRecorded(new))]
    )
    assert feed.round(NOW).sent == 1
    journal.append([Event("r", MAILBOX, "dev", NOW, MeasurementRetracted("later", "not_me"))])
    assert feed.round(NOW).sent == 1
    (found,) = [r for r in store.of_type("Observation") if r["identifier"][0]["value"] == f"{MAILBOX}/later"]
    assert found["status"] == "entered-in-error"


def test_a_mailbox_without_a_patient_waits(store: Store, address: str) -> None:
    journal = MemoryJournal()
    journal.append([e for e in full_events() if e.body is not PATIENT])
    feed = gateway(journal, address)
    assert (feed.round(NOW).waiting, len(store.resources)) == (1, 0)
    journal.append([Event("who", MAILBOX, "dev", NOW, PATIENT)])
    assert feed.round(NOW).sent == len(full_events())
    assert Counter(k for k, _ in store.resources) == expected()


# --- a server that misbehaves ------------------------------------------------------------------


@pytest.mark.parametrize("status", [500, 503, 429, 408])
def test_a_server_that_is_away_loses_nothing(
    status: int, journal: MemoryJournal, store: Store, address: str
) -> None:
    feed = gateway(journal, address)
    store.status = [status]
    with pytest.raises(ServerAway):
        feed.round(NOW)
    assert not store.resources
    assert feed.round(NOW).sent == len(full_events())


def test_a_server_that_is_not_there(journal: MemoryJournal) -> None:
    with pytest.raises(ServerAway):
        gateway(journal, "http://127.0.0.1:9/fhir").round(NOW)


def test_an_answer_that_is_no_servers(journal: MemoryJournal, store: Store, address: str) -> None:
    feed = gateway(journal, address)
    store.status = [200]
    with pytest.raises(ServerAway):
        feed.round(NOW)
    assert feed.round(NOW).sent == len(full_events())


def test_lost_answers_make_no_doubles(
    journal: MemoryJournal, store: Store, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 3)
    store.lost = 0.4
    feed, away = gateway(journal, address), 0
    for _ in range(200):
        try:
            feed.round(NOW)
            break
        except ServerAway:
            away += 1
    assert away > 3
    assert Counter(k for k, _ in store.resources) == expected()
    created = [store.versions[key] for key in store.resources if key[0] == "Provenance"]
    assert set(created) == {1}


def test_what_is_refused_for_good_is_listed_and_the_rest_goes_on(
    journal: MemoryJournal, store: Store, address: str
) -> None:
    store.refuse = {"Jag mår bra"}
    feed = gateway(journal, address)
    done = feed.round(NOW)
    assert (done.sent, done.dead) == (len(full_events()) - 1, 1)
    (letter,) = feed.dead_letters
    assert letter.status == 422
    assert letter.event_id == next(e.id for e in full_events() if "Jag mår bra" in repr(e.body))
    assert len(store.of_type("Communication")) == 2
    assert feed.round(NOW).dead == 0  # it is not tried again by itself
    store.refuse = set()
    again = gateway(journal, address)
    assert [*again.dead_letters] == [letter]
    assert again.retry(NOW) == 1
    assert not again.dead_letters
    assert Counter(k for k, _ in store.resources) == expected()


def test_what_rests_on_a_refused_reading_waits_with_it(
    journal: MemoryJournal, store: Store, address: str
) -> None:
    store.refuse = {"Efter promenaden"}
    feed = gateway(journal, address)
    feed.round(NOW)
    assert [letter.event_id for letter in feed.dead_letters][-1] == "derived"
    store.refuse = set()
    assert feed.retry(NOW) == len(feed.dead_letters) + 2
    assert Counter(k for k, _ in store.resources) == expected()


def test_a_letter_that_is_refused_again_stays(journal: MemoryJournal, store: Store, address: str) -> None:
    store.refuse = {"Jag mår bra"}
    feed = gateway(journal, address)
    feed.round(NOW)
    assert feed.retry(NOW) == 0
    assert len(feed.dead_letters) == 1


def test_the_feed_waits_longer_each_time_until_the_server_answers(
    journal: MemoryJournal, store: Store, address: str
) -> None:
    lines: list[str] = []
    feed = Feed(gateway(journal, address), lines.append)
    store.status = [503] * 9
    assert [feed.round(NOW) for _ in range(9)] == [5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert feed.away
    assert feed.round(NOW) == 60
    assert not feed.away
    store.status = [503]
    assert feed.round(NOW) == 60  # there is nothing to send, so nothing is asked
    assert not any(PATIENT.name in line or PATIENT.number in line for line in lines)


@pytest.mark.parametrize("base", ["http://fhir.example/r4", "ftp://x", "fhir.example", ""])
def test_plain_http_is_refused_but_on_this_machine(base: str) -> None:
    with pytest.raises(InputError):
        HttpServer(base)


# --- killed ------------------------------------------------------------------------------------


@pytest.mark.slow
def test_killed_at_random_moments_it_sends_each_resource_once_and_catches_up(
    tmp_path: Path, store: Store, address: str
) -> None:
    path = tmp_path / "journal.db"
    journal = open_journal(path, bytes(range(32)))
    journal.append(full_events())
    many = [
        Event(f"long-{i}", MAILBOX, "dev", NOW, MessageWritten(f"rad {i}", "Test", from_patient=True))
        for i in range(120)
    ]
    journal.append(many)
    journal.close()
    noise = random.Random(7)
    store.lost = 0.05
    kills = 0
    for _ in range(40):
        command = [sys.executable, "-m", "tests.interop.gateway_process", str(path), address]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        if kills < 6:
            time.sleep(noise.uniform(0.02, 0.25))
            process.kill()
        line = process.stdout.readline()
        process.wait()
        process.stdout.close()
        if line == "caught up\n":
            break
        kills += 1
    assert kills >= 4
    wanted = expected()
    wanted["Communication"] += 120
    assert Counter(k for k, _ in store.resources) == wanted
    for kind in wanted:
        found = names(store.of_type(kind))
        assert len(found) == len(set(found)), kind
    once = {"Provenance", "AuditEvent", "Patient", "Device", "QuestionnaireResponse"}
    assert {store.versions[key] for key in store.resources if key[0] in once} == {1}


def test_every_sent_reference_points_to_something(journal: MemoryJournal, store: Store, address: str) -> None:
    gateway(journal, address).round(NOW)
    known = {f"{kind}/{ident}" for kind, ident in store.resources}

    def look(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            if isinstance(value.get("reference"), str) and not value["reference"].startswith("#"):
                yield value["reference"]
            for item in value.values():
                yield from look(item)
        elif isinstance(value, list):
            for item in value:
                yield from look(item)

    for resource in store.resources.values():
        assert set(look(resource)) <= known


def test_two_patients_are_kept_apart(store: Store, address: str) -> None:
    journal = MemoryJournal()
    journal.append(full_events())
    other = replace(PATIENT, number="196109732393", name="Alva Testsson")
    journal.append(
        [replace(e, id=f"o-{e.id}", mailbox="mb-other") for e in full_events() if e.body is not PATIENT]
    )
    journal.append([Event("o-who", "mb-other", "dev", NOW, other)])
    gateway(journal, address).round(NOW)
    assert len(store.of_type("Patient")) == 2
    subjects = Counter(r["subject"]["reference"] for r in store.of_type("Observation"))
    assert len(set(subjects.values())) == 1
