"""The command under LibCST's own tool does what `httpstatus-codemod` does."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import httpstatus_codemod
import libcst as cst
import pytest
from blocks import block
from libcst.codemod import CodemodContext, CodemodTest, SkipFile
from running import codemod

NAME = "httpstatus_codemod.UseStatusConstants"
VIEW = block("""
    from rest_framework.response import Response


    def view(request):
        return Response(status=404)
    """)
DONE = "from rest_framework import status\n" + VIEW.replace("404", "status.HTTP_404_NOT_FOUND")
FILES = {
    "view.py": VIEW.encode(),
    "carriage.py": VIEW.replace("\n", "\r\n").encode(),
    "mixed.py": VIEW.replace("\n\n", "\r\n\n").encode(),
    "mark.py": b"\xef\xbb\xbf" + VIEW.encode(),
    "cookie.py": b"# -*- coding: latin-1 -*-\n# \xe9\n" + VIEW.encode(),
    "unfinished.py": VIEW.rstrip("\n").encode(),
    "tabs.py": VIEW.replace("    ", "\t").encode(),
    "nothing.py": b"x = 404\n",
    "empty.py": b"",
}


ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}


def tool(folder: Path, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "libcst.tool", "codemod", "--no-format", "-x", NAME, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        input=stdin,
        capture_output=True,
        text=True,
    )


def test_the_package_is_imported_without_libcst() -> None:
    code = "import sys, httpstatus_codemod; sys.exit('libcst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT).returncode == 0
    with pytest.raises(AttributeError, match="UseConstants"):
        httpstatus_codemod.UseConstants  # noqa: B018


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_same_bytes(tmp_path: Path, jobs: str) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
        for name, content in FILES.items():
            (folder / name).write_bytes(content)
    assert codemod(".", folder=ours).code == 0
    expected = {name: (ours / name).read_bytes() for name in FILES}
    done = tool(theirs, "-j", jobs, ".")
    assert done.returncode == 0, done.stderr
    assert {name: (theirs / name).read_bytes() for name in FILES} == expected
    assert expected["view.py"] == DONE.encode()
    changed = [name for name in FILES if expected[name] != FILES[name]]
    assert len(changed) == 7


def test_files_left_alone(tmp_path: Path) -> None:
    form_feed = VIEW.replace("\ndef", "\n\x0cdef").encode()
    (tmp_path / "feed.py").write_bytes(form_feed)
    (tmp_path / "feed_alone.py").write_bytes(b"x = 1\n\x0cy = 2\n")
    done = tool(tmp_path, "-j", "1", ".")
    assert (tmp_path / "feed.py").read_bytes() == form_feed
    assert (tmp_path / "feed_alone.py").read_bytes() == b"x = 1\n\x0cy = 2\n"
    assert done.stderr.count("LibCST does not reproduce this file byte for byte") == 2, done.stderr


def test_what_is_no_python(tmp_path: Path) -> None:
    data = '{"status_code": 404}\n'
    (tmp_path / "data.json").write_text(data)
    (tmp_path / "script").write_text("#!/usr/bin/env python3\n" + data)
    done = tool(tmp_path, "-j", "1", "data.json", "script")
    assert "data.json: is not a Python file, neither by its name nor by its first line" in done.stderr
    assert (tmp_path / "data.json").read_text() == data
    assert "404}" not in (tmp_path / "script").read_text()


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="knows template strings")
def test_newer_than_the_running_python() -> None:
    transform = httpstatus_codemod.UseStatusConstants(CodemodContext())
    module = cst.parse_module(VIEW + "name = t'{request}'\n")
    running = f"3.{sys.version_info.minor}"
    with pytest.raises(
        SkipFile, match=rf"^line \d+: Python {running} cannot parse this file: invalid syntax"
    ):
        transform.transform_module(module)


def test_options(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_text("[flake8]\nhttpstatus-library = starlette\n")
    (tmp_path / "client.py").write_text("assert reply.code == 404, reply.status_code == 404\n")
    done = tool(tmp_path, "--httpstatus-attributes=code", "client.py")
    assert (tmp_path / "client.py").read_text() == block("""
        from starlette import status

        assert reply.code == status.HTTP_404_NOT_FOUND, reply.status_code == 404
        """), done.stderr
    assert tool(tmp_path, "--httpstatus-library=aiohttp", "client.py").stderr.count("unknown library") == 1


def test_the_tool_lists_it(tmp_path: Path) -> None:
    """The tool imports every module of the package for that."""
    (tmp_path / ".libcst.codemod.yaml").write_text("modules: ['httpstatus_codemod']\n")
    (tmp_path / "view.py").write_text(VIEW)
    done = subprocess.run(
        [sys.executable, "-m", "libcst.tool", "list"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    description = httpstatus_codemod.UseStatusConstants.DESCRIPTION
    assert done.stdout == f"command.UseStatusConstants - {description}\n"
    assert (tmp_path / "view.py").read_text() == VIEW


def test_noqa_and_selection(tmp_path: Path) -> None:
    (tmp_path / ".flake8").write_text("[flake8]\nper-file-ignores = test_*: HSC\n")
    (tmp_path / "test_view.py").write_text(VIEW)
    (tmp_path / "view.py").write_text(VIEW.replace("404)", "404)  # noqa: HSC101"))
    assert tool(tmp_path, ".").returncode == 0
    assert (tmp_path / "test_view.py").read_text() == VIEW
    assert "404)  # noqa" in (tmp_path / "view.py").read_text()


def test_what_flake8_excludes(tmp_path: Path) -> None:
    (tmp_path / ".flake8").write_text("[flake8]\nexclude = bin\n")
    (tmp_path / "bin").mkdir()
    for name in ("view.py", "bin/view.py"):
        (tmp_path / name).write_text(VIEW)
    assert tool(tmp_path, "-j1", ".").returncode == 0
    assert (tmp_path / "view.py").read_text() == DONE
    assert (tmp_path / "bin" / "view.py").read_text() == VIEW


def test_standard_input(tmp_path: Path) -> None:
    assert tool(tmp_path, "-", stdin=VIEW).stdout == DONE + "\n"


class TestInProcess(CodemodTest):
    TRANSFORM = httpstatus_codemod.UseStatusConstants

    def test_rewrites(self) -> None:
        self.assertCodemod(VIEW, DONE)

    def test_leaves_alone(self) -> None:
        self.assertCodemod("x = 404\n", "x = 404\n")
        self.assertCodemod(DONE, DONE)

    def test_travels_between_processes(self) -> None:
        transform = httpstatus_codemod.UseStatusConstants
        assert pickle.loads(pickle.dumps(transform)) is transform
