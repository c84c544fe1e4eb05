"""Broken settings files, and pipes in their place: flake8 and the codemod go on without them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_httpstatus.projects import settings_files
from flake8_httpstatus.projects.settings_files import Unreadable, load_toml, read_ini, read_text, read_toml

HOSTILE = {
    "lists": "a = " + "[" * 10_000,
    "tables": "a = " + "{a = " * 10_000,
    "closed": "a = " + "[" * 100_000 + "]" * 100_000,
    "number": "a = " + "9" * 5_000,
    "half": "[project]\nname = ",
    "twice": "a = 1\na = 2\n",
    "null": "a = 1\0",
    "ini": "[options]\ninstall_requires =\n    [" + "[" * 10_000,
    "no section": "a = 1\n b\nc",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_it_holds(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings"
    path.write_text(text)
    with pytest.raises(Unreadable, match="settings: ") as error:
        load_toml(path)
    assert "\n" not in str(error.value)
    assert read_toml(path) == {}
    assert read_ini(path).sections() in ([], ["options"], ["project"])


def test_bytes_in_no_encoding(tmp_path: Path) -> None:
    path = tmp_path / "settings"
    path.write_bytes(b"a = '\xff'\n")
    assert read_toml(path) == {}
    assert read_ini(path).sections() == []


def test_line_ends_and_mark(tmp_path: Path) -> None:
    path = tmp_path / "settings"
    path.write_bytes(b"\xef\xbb\xbf[a]\r\nb = 1\r\n")
    assert read_toml(path) == {"a": {"b": 1}}
    assert read_ini(path)["a"]["b"] == "1"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings"
    path.write_text("a = 1\n")
    monkeypatch.setattr(settings_files, "LARGEST", 6)
    assert read_toml(path) == {"a": 1}
    monkeypatch.setattr(settings_files, "LARGEST", 5)
    with pytest.raises(Unreadable, match="settings: too large"):
        read_text(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("kind", ["pipe", "folder", "missing", "device"])
def test_no_regular_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "settings"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    with pytest.raises(Unreadable, match="settings: "):
        read_text(path)
    assert read_toml(path) == {}
    assert read_ini(path).sections() == []


CODE = "from rest_framework.response import Response\n\nr = Response(status=404)\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("module", ["flake8", "httpstatus_codemod"])
@pytest.mark.parametrize("name", ["pyproject.toml", "setup.cfg"])
def test_the_commands_go_on(tmp_path: Path, module: str, name: str) -> None:
    """In projects below the current folder: flake8 has its own ways with files that it reads itself."""
    for project, text in {**HOSTILE, "pipe": None}.items():
        folder = tmp_path / project.replace(" ", "_")
        folder.mkdir()
        (folder / "a.py").write_text(CODE)
        if text is None:
            os.mkfifo(folder / name)
        else:
            (folder / name).write_text(text)
    number = len(HOSTILE) + 1
    done = subprocess.run(
        [sys.executable, "-m", module, "--isolated", "--select=HSC", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    if module == "flake8":
        assert done.stdout.count("a.py:3:21: HSC101") == len(done.stdout.splitlines()) == number, done
        assert (done.stderr, done.returncode) == ("", 1)
    else:
        assert done.stdout == ""
        assert done.stderr.splitlines()[number:] == [f"rewrote {number} literals in {number} files"]
        assert all("HTTP_404_NOT_FOUND" in path.read_text() for path in tmp_path.rglob("a.py"))
