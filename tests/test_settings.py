from __future__ import annotations

import dataclasses
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from hemmonitor import settings
from hemmonitor.errors import InputError, StorageError
from hemmonitor.settings import Settings, make_private_directory, parse, read


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def test_without_a_file_everything_has_a_default(home: Path) -> None:
    found = read()
    assert found == Settings()
    assert found.data_dir.is_absolute()
    assert home in found.data_dir.parents


def test_the_default_file_is_read(home: Path) -> None:
    path = settings.default_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('language = "en"\n')
    assert read().language == "en"


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        f'data_dir = "{(tmp_path / "data").as_posix()}"\nface = "nurse"\nlanguage = "sv"\n'
        'theme = "contrast"\ntext_size = 150\nauto_lock_minutes = 0\nlog_level = "debug"\n'
    )
    expected = Settings(tmp_path / "data", "nurse", "sv", "contrast", 150, 0, "debug")
    assert read(path) == expected
    assert all(getattr(expected, f.name) != getattr(Settings(), f.name) for f in dataclasses.fields(Settings))


def test_a_home_directory_is_filled_in(home: Path) -> None:
    assert parse('data_dir = "~/data"', "x").data_dir == home / "data"


def test_settings_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().language = "en"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\nlanguage = "fi"', "file, line 2, language: must be one of system, sv, en"),
        ("language = 1", "line 1, language: must be one of"),
        ("language = []", "line 1, language: must be one of"),
        ("theme = true", "line 1, theme: must be one of"),
        (
            '# text_size\n\n  text_size = "150"',
            "line 3, text_size: must be a whole number: 100, 125, 150, 200",
        ),
        ("text_size = 110", "must be a whole number"),
        ("text_size = 100.0", "must be a whole number"),
        ("auto_lock_minutes = -1", "line 1, auto_lock_minutes: must be a whole number: 0 to 1440"),
        ("auto_lock_minutes = true", "must be a whole number"),
        ('data_dir = "relative"', "line 1, data_dir: must be an absolute path"),
        ('data_dir = ""', "must be a path"),
        ("data_dir = 5", "must be a path"),
        ('language = "sv"\nlangauge = "sv"', "line 2, langauge: no such setting"),
        ('[language]\nx = "sv"', "line 1, language: must be one of"),
        ('"language" = "fi"', "line 1, language: must be one of"),
        ('language.x = "fi"', "line 1, language: must be one of"),
        ('language = "sv', "file: "),
        ('a = 1\nlanguage = "sv"\nlanguage = "en"', "file: Cannot overwrite a value"),
        ('data_dir = "/a\\u0000b"', "must be a path"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, "file")
    assert said in str(caught.value)


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "missing.toml")
    with pytest.raises(InputError, match=r"irectory|ermission"):
        read(tmp_path)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'language = "\xff"')
    with pytest.raises(InputError, match="not UTF-8 text, from byte 12"):
        read(path)


@given(st.text(max_size=60) | st.from_regex(r'(language|text_size|data_dir)\s*=\s*("[^"\\]*"|[0-9.]+|\[\])'))
@hypothesis_settings(deadline=None)
def test_any_text_is_settings_or_a_mistake(text: str) -> None:
    try:
        found = parse(text, "file")
    except InputError as fault:
        refusal = str(fault)
        assert refusal.startswith("file")
    else:
        assert isinstance(found, Settings)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_the_data_directory_is_private(tmp_path: Path) -> None:
    path = tmp_path / "one" / "two"
    make_private_directory(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o700
    path.chmod(0o755)
    make_private_directory(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o755  # somebody's choice


def test_a_data_directory_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError):
        make_private_directory(tmp_path / "file" / "data")
