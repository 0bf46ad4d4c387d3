from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hemmonitor.errors import InputError
from hemmonitor.relay.config import RelayConfig, read, with_changes
from hemmonitor.relay.mailbox import Limits

WHOLE = """
database = "postgresql://relay@db.example/relay"
host = "::"
port = 443
origins = ["https://relay.example/", "https://relay2.example:8443"]
centres = ["0123456789abcdef0123456789abcdef"]
metrics_port = 9100
log_level = "warning"
retention_days = 800

[limits]
mailbox = 2_000_000_000
waits = 4
"""


def test_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "relay.toml"
    path.write_text(WHOLE, encoding="utf-8")
    config = read(path)
    assert config.origins == ("https://relay.example", "https://relay2.example:8443")
    assert config.centres == frozenset({"0123456789abcdef0123456789abcdef"})
    assert (config.port, config.metrics_port, config.retention_days) == (443, 9100, 800)
    assert config.limits == Limits(mailbox=2_000_000_000, waits=4)
    assert with_changes(config, {"port": 1}).port == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("prot = 1", "prot: no such setting; there are database, host"),
        ("port = 70000", "port: must be 0 to 65535"),
        ("port = true", "port: must be"),
        ("port = '80'", "port: must be"),
        ("origins = 'https://x'", "origins: must be a list"),
        ("origins = ['relay.example']", "origins: must be a list"),
        ("origins = ['https://relay.example/path']", "origins: must be"),
        ("origins = ['https://user@relay.example']", "origins: must be"),
        ("centres = ['XYZ']", "centres: must be a list of centre ids"),
        ("retention_days = 3", "retention_days: must be 0 (for ever) or 30"),
        ("log_level = 'loud'", "log_level: must be debug or info"),
        ("certificate = '/nowhere/x.pem'", "certificate: must be a PEM file that is there"),
        ("limits = 3", "limits: must be a table"),
        ("[limits]\nmailboxes = 3", "limits.mailboxes: no such limit"),
        ("[limits]\nmailbox = 0", "limits.mailbox: must be a whole number"),
        ("port = ", "Invalid value"),
    ],
)
def test_a_mistake_is_told_with_file_and_key(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "relay.toml"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(path) in caught.value.detail
    assert said in caught.value.detail


def test_a_certificate_stands_with_its_key(tmp_path: Path) -> None:
    pem = tmp_path / "x.pem"
    pem.write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="together"):
        with_changes(RelayConfig(), {"certificate": pem})


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_is_not_there_or_not_text(tmp_path: Path, content: Any) -> None:
    path = tmp_path / "relay.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"relay\.toml"):
        read(path)
