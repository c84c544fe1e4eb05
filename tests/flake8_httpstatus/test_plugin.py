"""The plugin in real flake8, in a process of its own."""

from __future__ import annotations

import ast
import codecs
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flake8.main.cli import main as flake8_main

from flake8_httpstatus import __version__
from flake8_httpstatus.plugin import Plugin

if TYPE_CHECKING:
    from conftest import Flake8

SOURCE = """\
from rest_framework import status
from rest_framework.response import Response


def view(r):
    if r.status_code == 200:
        return Response({}, 404)
    return Response({}, status=201)
"""
FOUND = [
    "./a.py:6:25: HSC103 bare status code 200: use status.HTTP_200_OK",
    "./a.py:7:29: HSC101 bare status code 404: use status.HTTP_404_NOT_FOUND",
    "./a.py:8:32: HSC101 bare status code 201: use status.HTTP_201_CREATED",
]


def test_report(tmp_path: Path, flake8: Flake8) -> None:
    (tmp_path / "a.py").write_text(SOURCE)
    done = flake8("--isolated", "--select", "HSC")
    assert done.stdout.splitlines() == FOUND
    assert (done.stderr, done.returncode) == ("", 1)


def test_in_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """For interpreters that cannot start another: see tests/tools/python314."""
    (tmp_path / "a.py").write_text(SOURCE)
    monkeypatch.chdir(tmp_path)
    assert flake8_main(["--isolated", "--select=HSC", "--jobs=1"]) == 1
    assert capsys.readouterr().out.splitlines() == FOUND


@pytest.mark.skipif(sys.version_info < (3, 14), reason="syntax of Python 3.14")
def test_syntax_of_python_3_14(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.py").write_text(
        "try:\n    text = t'{r.status_code == 200}'\n"
        "except ValueError, TypeError:\n    assert r.status_code == 404\n"
    )
    monkeypatch.chdir(tmp_path)
    assert flake8_main(["--isolated", "--select=HSC,E9", "--jobs=1"]) == 1
    assert [line.split(" ")[:2] for line in capsys.readouterr().out.splitlines()] == [
        ["./a.py:4:29:", "HSC103"]
    ]


def test_it_is_selected_by_default(tmp_path: Path, flake8: Flake8) -> None:
    (tmp_path / "a.py").write_text(SOURCE)
    assert [line for line in flake8("--isolated").stdout.splitlines() if "HSC" in line] == FOUND


def test_version(flake8: Flake8) -> None:
    assert f"flake8-httpstatus: {__version__}" in flake8("--version").stdout.replace("\n", " ")


def test_in_processes(tmp_path: Path, flake8: Flake8) -> None:
    for number in range(12):
        (tmp_path / f"m{number}.py").write_text(SOURCE)
    (tmp_path / ".flake8").write_text("[flake8]\nhttpstatus-library = http\nselect = HSC\n")
    alone = flake8("-j", "1")
    assert len(alone.stdout.splitlines()) == 36
    assert alone.stdout.count("use HTTPStatus.") == 36
    assert flake8("-j", "2").stdout == alone.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_stdin(flake8: Flake8, encoding: str) -> None:
    done = flake8("--isolated", "--select", "HSC", "-", stdin=SOURCE.encode(encoding))
    assert done.stdout.splitlines() == [line.replace("./a.py", "stdin") for line in FOUND]
    named = flake8("--isolated", "--select=HSC", "--stdin-display-name=x.py", "-", stdin=SOURCE.encode())
    assert named.stdout.splitlines() == [line.replace("./a.py", "x.py") for line in FOUND]


def test_stdin_with_a_display_name_is_of_that_project(tmp_path: Path, flake8: Flake8) -> None:
    (tmp_path / "requirements.txt").write_text("starlette>=0.48\n")
    done = flake8(
        "--select=HSC", "--stdin-display-name=x/y.py", "-", stdin=b"import starlette\nr.status_code == 422\n"
    )
    assert "use status.HTTP_422_UNPROCESSABLE_CONTENT" in done.stdout


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("", 1),
        ("# noqa", 0),
        ("# noqa: HSC101", 0),
        ("# noqa: HSC", 0),
        ("# NOQA:E501,HSC101", 0),
        ("# noqa: HSC103", 1),
        ("# noqa: E501", 1),
        ("# no qa", 1),
    ],
)
def test_noqa(tmp_path: Path, flake8: Flake8, comment: str, found: int) -> None:
    (tmp_path / "a.py").write_text(f"f(status_code=404)  {comment}".rstrip() + "\n")
    assert len(flake8("--isolated", "--select=HSC").stdout.splitlines()) == found
    assert len(flake8("--isolated", "--select=HSC", "--disable-noqa").stdout.splitlines()) == 1


def test_noqa_for_the_file(tmp_path: Path, flake8: Flake8) -> None:
    (tmp_path / "a.py").write_text("# flake8: noqa\nf(status_code=404)\n")
    assert flake8("--isolated", "--select=HSC").stdout == ""
    assert flake8("--isolated", "--select=HSC", "--disable-noqa").stdout.startswith("./a.py:2:15: HSC101")


def test_noqa_counts_for_the_whole_statement_where_flake8_says_so(tmp_path: Path, flake8: Flake8) -> None:
    (tmp_path / "a.py").write_text('f("""\n""", status_code=404)  # noqa\n')
    assert flake8("--isolated", "--select=HSC").stdout == ""


@pytest.mark.parametrize(
    ("configuration", "codes"),
    [
        ("select = HSC", "HSC101 HSC102 HSC103"),
        ("select = HSC103", "HSC103"),
        ("select = HSC10", "HSC101 HSC102 HSC103"),
        ("select = E", ""),
        ("select = HSC\nignore = HSC103", "HSC101 HSC102"),
        ("ignore = E,W,F,HSC103", "HSC101 HSC102"),
        ("extend-ignore = HSC101,HSC102,E,W", "HSC103"),
        ("select = HSC\nper-file-ignores =\n    a.py: HSC101", "HSC102 HSC103"),
        ("select = HSC\nper-file-ignores = b.py: HSC", "HSC101 HSC102 HSC103"),
        ("select = HSC\nexclude = a.py", ""),
    ],
)
def test_selection(tmp_path: Path, flake8: Flake8, configuration: str, codes: str) -> None:
    (tmp_path / "a.py").write_text("f(status_code=404)\nr.status_code = 404\nr.status_code == 404\n")
    (tmp_path / ".flake8").write_text(f"[flake8]\n{configuration}\n")
    assert re.findall(r"HSC\d+", flake8().stdout) == codes.split()


OPTIONS = {
    "httpstatus-library": "http",
    "httpstatus-attributes": "code,http_code",
    "httpstatus-callables": ".reply::0, app.send:code:",
    "httpstatus-keys": "http-code, result",
}
OPTIONS_SOURCE = """\
from app import send
r.code == 404
r.status_code == 404
r.http_code == 404
x.reply(404)
send(code=404)
x["http-code"] == 404
x = {"result": 404, "status": 404}
"""


def check_options(stdout: str) -> None:
    assert [line.split(":")[1] for line in stdout.splitlines()] == ["2", "4", "5", "6", "7", "8"]
    assert stdout.count("use HTTPStatus.NOT_FOUND") == 6


@pytest.mark.parametrize("name", [".flake8", "setup.cfg", "tox.ini"])
def test_options_in_files(tmp_path: Path, flake8: Flake8, name: str) -> None:
    (tmp_path / "a.py").write_text(OPTIONS_SOURCE)
    lines = [f"{option} = {value}" for option, value in OPTIONS.items()]
    (tmp_path / name).write_text("\n".join(["[flake8]", "select = HSC", *lines, ""]))
    check_options(flake8().stdout)


def test_options_on_the_command_line_win(tmp_path: Path, flake8: Flake8) -> None:
    (tmp_path / "a.py").write_text(OPTIONS_SOURCE)
    (tmp_path / ".flake8").write_text("[flake8]\nselect = HSC\nhttpstatus-library = starlette\n")
    check_options(flake8(*(f"--{option}={value}" for option, value in OPTIONS.items())).stdout)


def test_options_in_pyproject(tmp_path: Path, flake8: Flake8) -> None:
    pytest.importorskip("flake8p")
    (tmp_path / "a.py").write_text(OPTIONS_SOURCE)
    (tmp_path / "pyproject.toml").write_text(
        "[tool.flake8]\nselect = ['HSC']\nhttpstatus-library = 'http'\n"
        "httpstatus-attributes = ['code', 'http_code']\n"
        "httpstatus-callables = ['.reply::0', 'app.send:code:']\n"
        "httpstatus-keys = ['http-code', 'result']\n"
    )
    check_options(flake8().stdout)


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--httpstatus-library=flask", "unknown library 'flask'"),
        ("--httpstatus-library=starlette>=x", "cannot read 'starlette>=x'"),
        ("--httpstatus-library=auto>=1", "auto takes no release"),
        ("--httpstatus-attributes=a.b", "'a.b' is not a name"),
        ("--httpstatus-callables=f", "cannot read 'f'"),
    ],
)
def test_bad_options_are_usage_errors(tmp_path: Path, flake8: Flake8, option: str, message: str) -> None:
    (tmp_path / "a.py").write_text(SOURCE)
    name, value = option.lstrip("-").split("=", 1)
    for configuration, arguments in (("", [option]), (f"{name} = {value}\n", [])):
        (tmp_path / ".flake8").write_text(f"[flake8]\n{configuration}")
        done = flake8(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        usage, error = done.stderr.splitlines()
        assert usage.startswith("usage: ")
        assert f"error: option --{name}: " in error
        assert message in error


@pytest.mark.parametrize(
    ("raw", "places"),
    [
        (b"if x:\n\tr.status_code == 404\n", ["2:19"]),
        ("é = 'ü'; r.status_code == 404\n".encode(), ["1:27"]),
        ("x = '\N{GRINNING FACE}'; r.status_code == 404\n".encode(), ["1:27"]),
        ("# coding: latin-1\né = 'ü'; r.status_code == 404\n".encode("latin-1"), ["2:27"]),
        (b"x = 1\r\nr.status_code == 404\r\nr.status_code == 410\r\n", ["2:18", "3:18"]),
        (b"x = 1\rr.status_code == 404\r", ["2:18"]),
        (codecs.BOM_UTF8 + b"r.status_code == 404\n", ["1:18"]),
        (b"x = 1\n\x0cr.status_code == 404\n\x0c\nr.status_code == 410\n", ["2:19", "4:18"]),
        (b"x = 1\n\x0c\ndef f():\n    return r.status_code == 404", ["4:29"]),
        (b"r.status_code == \\\n  404\n", ["2:3"]),
        (b"f(\n    status_code=404,\n)\n", ["2:17"]),
        (b"@f(status_code=404)\ndef g(): ...\n", ["1:16"]),
        ("x = 'a\u2028b\x85c'; r.status_code == 404\n".encode(), ["1:31"]),
    ],
)
def test_places(tmp_path: Path, flake8: Flake8, raw: bytes, places: list[str]) -> None:
    (tmp_path / "a.py").write_bytes(raw)
    done = flake8("--isolated", "--select=HSC")
    assert [":".join(line.split(":")[1:3]) for line in done.stdout.splitlines()] == places
    if b"\xe9" not in raw and b"\x0c" not in raw:  # stdin is read as flake8 reads it
        done = flake8("--isolated", "--select=HSC", "-", stdin=raw)
        assert [":".join(line.split(":")[1:3]) for line in done.stdout.splitlines()] == places


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"def\n", b"r.status_code == 404 +\n", b"\xff\xfe", b"x = '\xe9 404'\n"]
)
def test_what_cannot_be_parsed_is_flake8s_to_report(tmp_path: Path, flake8: Flake8, raw: bytes) -> None:
    (tmp_path / "a.py").write_bytes(raw)
    done = flake8("--isolated", "--select=HSC")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_messages_of_all_kinds(tmp_path: Path, flake8: Flake8) -> None:
    (tmp_path / "a.py").write_text(
        "from rest_framework.response import Response\nResponse(status=404)\n"
        "assert 200 <= r.status_code < 300\nassert r.status_code, 200\n"
    )
    assert [line.partition(" ")[2] for line in flake8("--isolated", "--select=HSC").stdout.splitlines()] == [
        "HSC101 bare status code 404: use status.HTTP_404_NOT_FOUND",
        "HSC104 bare status codes for all of 2xx: use status.is_success(r.status_code)",
        "HSC202 this test cannot fail, it never compares r.status_code with 200: "
        "use assertEqual(r.status_code, 200) or assert r.status_code == 200",
    ]


def test_columns_are_in_characters() -> None:
    source = "é = 'ü'; r.status_code == 404\n"
    plugin = Plugin(ast.parse(source), "/nowhere/a.py", [source])
    assert list(plugin.run()) == [(1, 26, "HSC103 bare status code 404: use HTTPStatus.NOT_FOUND", Plugin)]
