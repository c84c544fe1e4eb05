"""Whoever asks about a file, and from wherever, hears the same, though a way leads into other files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from blocks import block
from project_files import make
from running import codemod

pytestmark = pytest.mark.host

FILES = {
    "pyproject.toml": "[project]\nname = 'shop'\n",
    ".flake8": "[flake8]\nselect = HSC\nhttpstatus-library = http\n",
    "shop/__init__.py": "",
    "shop/errors.py": """
        from shop.base import Base

        def error(message, code=400):
            return JsonResponse({"message": message}, status=code)

        class ShopError(Base):
            told = 409

        def outcome(url):
            if url:
                return 404
            return requests.get(url).status_code
        """,
    "shop/base.py": """
        class Base(Exception):
            told = 500

            def answer(self):
                return JsonResponse({}, status=self.told)
        """,
    "shop/views.py": """
        from http import HTTPStatus

        from .errors import ShopError, error, outcome


        class NoOrder(ShopError):
            told = 404


        def view(request, failed: ShopError):
            failed.told = 410
            if outcome(request) == 503:
                return error("x", 502)
            return error(404, x)
        """,
    "tests/test_views.py": "from shop.errors import error\nerror('x', 404)\n",
}
VIEWS = block(FILES["shop/views.py"])
FOUND = [
    "7:12: HSC102 bare status code 404 (status of JsonResponse, shop/base.py:5): use HTTPStatus.NOT_FOUND",
    "11:19: HSC102 bare status code 410 (status of JsonResponse, shop/base.py:5): use HTTPStatus.GONE",
    "12:28: HSC103 bare status code 503 (status of requests.get(url).status_code, shop/errors.py:12): "
    "use HTTPStatus.SERVICE_UNAVAILABLE",
    "13:27: HSC101 bare status code 502 (status of JsonResponse, shop/errors.py:4): "
    "use HTTPStatus.BAD_GATEWAY",
]
DONE = (
    VIEWS.replace("told = 404", "told = HTTPStatus.NOT_FOUND")
    .replace("410", "HTTPStatus.GONE")
    .replace("503", "HTTPStatus.SERVICE_UNAVAILABLE")
    .replace("502", "HTTPStatus.BAD_GATEWAY")
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path / "project", FILES)


def run(*arguments: str | Path, folder: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a module of Python, as `python -m` does."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(os.path.isabs, sys.path))}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
    )


def reported(output: str) -> list[str]:
    """What flake8 reports of the views, whatever the path is written like."""
    lines = [line.partition("views.py:") for line in output.splitlines()]
    return [rest for path, _, rest in lines if rest and not path.endswith("test_")]


@pytest.mark.parametrize(
    ("folder", "arguments"),
    [
        (".", ["shop/views.py"]),
        (".", ["{project}/shop/../shop/views.py"]),
        (".", ["-j1", "."]),
        (".", ["-j2", "."]),
        (".", ["-j2", "shop/views.py", "shop/errors.py", "shop/base.py"]),
        (".", ["-j1", "shop/base.py", "shop/errors.py", "shop/views.py"]),
        ("shop", ["--config=../.flake8", "views.py"]),
        ("tests", ["--config=../.flake8", "../shop/views.py"]),
        ("..", ["--config=project/.flake8", "project"]),
        ("..", ["--isolated", "--select=HSC", "--httpstatus-library=http", "{project}/shop"]),
    ],
)
def test_flake8(project: Path, folder: str, arguments: list[str]) -> None:
    given = [argument.format(project=project) for argument in arguments]
    assert reported(run("flake8", *given, folder=project / folder).stdout) == FOUND


@pytest.mark.parametrize(
    ("folder", "name", "options"),
    [
        (".", "shop/views.py", []),
        (".", "{project}/shop/views.py", []),
        ("shop", "views.py", ["--config=../.flake8"]),
        ("..", "project/shop/views.py", ["--config=project/.flake8"]),
    ],
)
@pytest.mark.parametrize("on_disk", ["x = (\n", None])
def test_flake8_on_text_that_is_not_saved(
    project: Path, folder: str, name: str, options: list[str], on_disk: str | None
) -> None:
    if on_disk is None:
        (project / "shop/views.py").unlink()
    else:
        (project / "shop/views.py").write_text(on_disk)
    shown = f"--stdin-display-name={name.format(project=project)}"
    done = run("flake8", shown, *options, "-", folder=project / folder, stdin=VIEWS)
    assert reported(done.stdout) == FOUND


@pytest.mark.parametrize(
    "arguments", [["shop/views.py"], ["-j1", "."], ["-j2", "."], ["shop/errors.py", "shop/views.py"]]
)
def test_codemod(project: Path, arguments: list[str]) -> None:
    done = run("httpstatus_codemod", *arguments, folder=project)
    assert done.returncode == 0, done.stderr
    assert (project / "shop/views.py").read_text() == DONE


def test_codemod_file_by_file(project: Path) -> None:
    # each of them reads what those before it have rewritten
    for name in ("shop/base.py", "shop/errors.py", "shop/views.py", "tests/test_views.py"):
        assert codemod(name, folder=project).code == 0
        assert "HTTPStatus." in (project / name).read_text()
    assert (project / "shop/views.py").read_text() == DONE
    assert codemod("--check", ".", folder=project).code == 0


def test_codemod_says_beforehand_what_it_does(project: Path) -> None:
    code, out, _ = codemod("--check", "shop/views.py", folder=project)
    assert (code, out) == (1, "shop/views.py: 4 literals\n")
    diff = codemod("--diff", "shop/views.py", folder=project).out
    assert re.findall(r"^\+( .*)", diff, re.MULTILINE) == [
        line for line in DONE.splitlines() if line not in VIEWS.splitlines()
    ]


@pytest.mark.parametrize("on_disk", ["", VIEWS])
def test_codemod_on_text_that_is_not_saved(project: Path, on_disk: str) -> None:
    (project / "shop/views.py").write_text(on_disk)
    assert codemod("-", "--stdin-filename=shop/views.py", folder=project, stdin=VIEWS.encode()).out == DONE
    outer = "--stdin-filename=project/shop/views.py"
    options = "--config=project/.flake8", outer
    assert codemod("-", *options, folder=project.parent, stdin=VIEWS.encode()).out == DONE


@pytest.mark.parametrize("arguments", [["shop/views.py"], ["-j", "1", "."], ["-j", "2", "shop"]])
def test_libcst_tool(project: Path, arguments: list[str]) -> None:
    name = "httpstatus_codemod.UseStatusConstants"
    done = run("libcst.tool", "codemod", "--no-format", "-x", name, *arguments, folder=project)
    assert done.returncode == 0, done.stderr
    assert (project / "shop/views.py").read_text() == DONE


def test_a_helper_that_changes(project: Path) -> None:
    def now() -> list[str]:
        done = run("flake8", "shop/views.py", folder=project)
        return [line.split()[1] for line in reported(done.stdout)]

    assert now() == ["HSC102", "HSC102", "HSC103", "HSC101"]
    (project / "shop/base.py").unlink()  # `told` reaches no status now
    assert now() == ["HSC103", "HSC101"]
    shutil.rmtree(project / "shop")
    make(project, {"shop/views.py": VIEWS})
    assert now() == []
