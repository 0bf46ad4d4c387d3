"""What the relay keeps and what goes over the wire tells nobody anything of a patient."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from hemmonitor import clock
from hemmonitor.crypto.keys import DeviceKeys, random_id
from hemmonitor.model.events import (
    Body,
    Event,
    MeasurementRecorded,
    MessageWritten,
    PatientRegistered,
    new_event_id,
)
from hemmonitor.relay.server import RelayServer
from hemmonitor.store import codec
from hemmonitor.store.memory import MemoryJournal
from hemmonitor.sync.client import RelayClient, SlotClient
from hemmonitor.sync.delivery import journal_sink
from hemmonitor.sync.engine import SyncEngine
from hemmonitor.sync.enrol import admit, ask, await_request, await_welcome, invite, join, patient_actions
from hemmonitor.sync.trust import Trust
from tests.crypto.people import NOW, Centre
from tests.store.examples import PRESSURE
from tests.sync.recorder import Recorder

NAME, NUMBER, TEXT = "Svea Testsson Öberg", "189001019802", "Yr efter promenaden, 183/104"


def needles() -> Iterator[bytes]:
    """The name, the number and the values, in every dress that plain text wears."""
    raw = PRESSURE.provenance.raw
    assert raw is not None
    plain = [NAME, NAME.split()[1], NUMBER, NUMBER[2:], TEXT, "183.4", "systolic", "mm[Hg]", "blood_pressure"]
    for encoded in [text.encode() for text in plain] + [
        raw,
        NAME.encode("utf-16-le"),
        NUMBER.encode("utf-16-le"),
    ]:
        yield encoded
        yield encoded.hex().encode()
        for shift in range(3):  # base64 looks different at each of three offsets
            whole = (len(encoded) - shift) // 3 * 3
            if whole >= 6:
                yield base64.b64encode(encoded[shift : shift + whole])


def facts(mailbox: str, author: str) -> list[Event]:
    values = tuple(
        dataclasses.replace(v, value=Decimal("183.4") if v.value else None) for v in PRESSURE.values
    )
    bodies: list[Body] = [
        MeasurementRecorded(dataclasses.replace(PRESSURE, values=values)),
        MessageWritten(TEXT, NAME, from_patient=True),
    ]
    return [Event(new_event_id(), mailbox, author, NOW, body) for body in bodies]


def engine(journal: MemoryJournal, trust: Trust, client: RelayClient) -> SyncEngine:
    return SyncEngine(journal, trust, client, journal_sink(journal, trust, lambda *_: None), clock.now)


async def test_neither_the_relay_s_database_nor_its_traffic_holds_plaintext(tmp_path: Path) -> None:
    centre, mailbox, patient = Centre(), random_id(), DeviceKeys.generate()
    mine, theirs = MemoryJournal(), MemoryJournal()
    async with Recorder() as recorder:
        with RelayServer(tmp_path / "relay.db", origins=[recorder.url]) as server:
            recorder.target = server.url
            root = RelayClient(recorder.url, centre.state.centre, centre.root, clock.now)
            nurse = RelayClient(recorder.url, centre.state.centre, centre.nurse, clock.now)
            slots = SlotClient(recorder.url, clock.now)
            await root.post_log(centre.entries)
            trust = Trust(theirs, centre.nurse, centre.root.fingerprint)
            trust.extend(centre.entries)
            invitation = await invite(nurse, recorder.url, centre.root.fingerprint)
            await ask(slots, invitation, patient)
            request = await await_request(nurse, invitation)
            assert request is not None
            actions = patient_actions(request, "patient 2", mailbox, centre.team)
            await admit(nurse, trust, centre.nurse, invitation, actions, NOW)
            welcome = await await_welcome(slots, invitation)
            assert welcome is not None
            own = RelayClient(recorder.url, welcome.centre, patient, clock.now)
            place = await join(own, invitation, welcome, patient)
            trusted = Trust(mine, patient, place.fingerprint)
            trusted.extend(place.entries)
            sent = facts(mailbox, patient.device_id)
            mine.append(sent)
            registered = Event(
                new_event_id(), mailbox, centre.nurse.device_id, NOW, PatientRegistered(NAME, NUMBER)
            )
            theirs.append([registered])
            for _ in range(2):
                await engine(mine, trusted, own).sync_once()
                await engine(theirs, trust, nurse).sync_once()
            for client in (root, nurse, slots, own):
                await client.aclose()
        heard = bytes(recorder.heard)
    assert [stored.event for stored in theirs.events(mailbox)] == [registered, *sent]
    assert [stored.event for stored in mine.events(mailbox)] == [*sent, registered]
    kept = files(tmp_path)
    assert len(heard) > 20_000
    assert len(kept) > 20_000
    plain = b"".join(codec.encode(event) for event in [*sent, registered])
    assert sum(needle in plain for needle in needles()) >= 8  # they would be found
    for needle in needles():
        assert needle not in kept
        assert needle not in heard
    for secret in (invitation.secret, invitation.secret.hex().encode(), invitation.text.encode()):
        assert secret not in kept
        assert secret not in heard


def files(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())
