"""`auto`: the four steps, and the floor."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from cases import NOWHERE, find, settings_of

from flake8_httpstatus.file import File
from flake8_httpstatus.imports import may_skip
from flake8_httpstatus.libraries.constants import CONSTANTS
from flake8_httpstatus.libraries.releases import release
from flake8_httpstatus.libraries.rows import LIBRARIES


def selected(source: str, filename: str = NOWHERE, library: str = "auto") -> tuple[str, tuple[int, ...], int]:
    """Key of the library, floor, step."""
    selection = File(ast.parse(source), source, filename, settings_of(library)).selection
    return selection.names.library.key, selection.names.floor, selection.step


def project(folder: Path, *requirements: str, python: str = "") -> str:
    """A file of a project that declares these."""
    lines = "".join(f"    {requirement!r},\n" for requirement in requirements)
    (folder / "pyproject.toml").write_text(
        f"[project]\nname = 'x'\nrequires-python = '{python}'\ndependencies = [\n{lines}]\n"
    )
    return str(folder / "module.py")


@pytest.mark.parametrize(
    ("source", "library"),
    [
        # 1. constants already imported
        ("from rest_framework import status", "djangorestframework"),
        ("from rest_framework.status import HTTP_200_OK", "djangorestframework"),
        ("from rest_framework.status import *", "djangorestframework"),
        ("import rest_framework.status", "djangorestframework"),
        ("import rest_framework.status as s", "djangorestframework"),
        ("from django_petra.petra_core import Response, status", "django-petra"),
        ("from starlette import status as s", "starlette"),
        ("from starlette.status import HTTP_200_OK", "starlette"),
        ("from fastapi import FastAPI, status", "fastapi"),
        ("from litestar.status_codes import HTTP_200_OK", "litestar"),
        ("from flask_api import status", "flask-api"),
        ("from flask_api.status import HTTP_200_OK", "flask-api"),
        ("from http import HTTPStatus", "http"),
        ("from fastapi import FastAPI\nfrom http import HTTPStatus", "http"),
        ("from fastapi import FastAPI\nfrom starlette import status", "starlette"),
        ("from http import HTTPStatus\nfrom rest_framework import status", "http"),
        ("from rest_framework import status\nfrom http import HTTPStatus", "djangorestframework"),
        # 2. the framework
        ("from rest_framework.views import APIView", "djangorestframework"),
        ("import rest_framework", "djangorestframework"),
        ("import django\nimport rest_framework", "djangorestframework"),
        ("from django_petra.petra_core import ViewSet", "django-petra"),
        ("from fastapi import FastAPI", "fastapi"),
        ("from starlette.responses import Response", "starlette"),
        ("import fastapi\nimport starlette", "fastapi"),
        ("import starlette\nimport fastapi", "starlette"),
        ("from litestar import get", "litestar"),
        ("from flask_api import FlaskAPI", "flask-api"),
        ("import httpx\nfrom fastapi.testclient import TestClient", "fastapi"),
        # 4. nothing that is sure to be there
        ("", "http"),
        ("import django.http", "http"),
        ("from flask import Flask", "http"),
        ("import requests as r", "http"),
        # values of the option alone
        ("from httpx import codes", "http"),
        ("import httpx.codes", "http"),
        ("from requests import codes\ncodes.ok", "http"),
        ("try:\n    from fastapi import FastAPI\nexcept ImportError: ...", "http"),
        ("def f():\n    from starlette import status", "http"),
        ("if TYPE_CHECKING:\n    from rest_framework import status", "http"),
        ("with suppress(ImportError):\n    from rest_framework import status", "http"),
        ("import pytest\npytest.importorskip('fastapi')\nfrom fastapi import status", "http"),
        ("import pytest\nfastapi = pytest.importorskip('fastapi.testclient')\nimport fastapi", "http"),
        ("import pytest\nif x:\n    pytest.skip('no', allow_module_level=True)\nimport fastapi", "http"),
        ("import unittest\nif x:\n    raise unittest.SkipTest('no')\nimport fastapi", "http"),
        # but one that may be missing is out for itself alone
        ("import fastapi\ntry:\n    import rest_framework\nexcept ImportError: ...", "fastapi"),
        ("import fastapi\ndef f():\n    import fastapi", "fastapi"),
        ("def f():\n    pytest.skip('no', allow_module_level=True)\nimport fastapi", "fastapi"),
        ("from . import status", "http"),
        ("from .rest_framework import status", "http"),
        ("from .flask import x", "http"),
    ],
)
def test_by_the_file(source: str, library: str) -> None:
    assert selected(source)[0] == library


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_option_decides(library: str) -> None:
    assert selected("from rest_framework import status\nimport flask", library=library)[::2] == (library, 0)


@pytest.mark.parametrize(
    ("requirement", "source", "floor"),
    [
        ("djangorestframework>=3.2", "from rest_framework import status", "3.2"),
        ("djangorestframework==3.15.*", "from rest_framework import status", "3.15"),
        ("djangorestframework", "from rest_framework import status", "3.14"),
        ("django", "from rest_framework import status", "3.14"),
        ("starlette>=0.48", "from starlette import status", "0.48"),
        ("fastapi>=0.118", "from starlette import status", "0.40"),  # needs starlette>=0.40
        ("starlette>=0.48", "from rest_framework import status", "3.14"),
    ],
)
def test_declared_floor(tmp_path: Path, requirement: str, source: str, floor: str) -> None:
    assert selected(source, project(tmp_path, requirement))[1] == release(floor)


@pytest.mark.parametrize(
    ("requirement", "library", "floor"),
    [
        ("httpx>=0.24", "httpx.codes", "0.24"),
        ("httpx", "httpx.codes", "0.23"),
        ("requests>=2.32.2", "requests.codes", "2.32.2"),
        ("flask-api>=2", "flask-api", "2"),
    ],
)
def test_declared_floor_of_the_options_library(
    tmp_path: Path, requirement: str, library: str, floor: str
) -> None:
    assert selected("", project(tmp_path, requirement), library)[1] == release(floor)


@pytest.mark.parametrize(
    ("source", "counts"),
    [
        ("import httpx\nr.status_code == httpx.codes.OK", False),
        ("from httpx import codes\nr.status_code == codes.OK", False),
        ("import httpx\nhttpx.get('/')", True),
        ("import httpx as h\nr.status_code == h.codes.OK", True),
        ("from httpx import codes, get", True),
        ("import httpx.codes", True),
    ],
)
def test_an_import_for_the_constants_alone_is_no_evidence(source: str, counts: bool) -> None:
    """Else the codemod's own import would be evidence for more sites in the next run."""
    for library, expected in (("httpx.codes", counts), ("http", True)):
        file = File(ast.parse(source), source, NOWHERE, settings_of(library))
        assert ("httpx" in file.packages) is expected


def test_the_options_floor_is_stronger(tmp_path: Path) -> None:
    filename = project(tmp_path, "starlette>=0.48", python=">=3.12")
    assert selected("", filename, "starlette>=0.40")[1] == (0, 40)
    assert selected("", filename, "starlette")[1] == (0, 48)
    assert selected("", filename, "http>=3.9")[1] == (3, 9)
    assert selected("", filename, "http")[1] == (3, 12)


@pytest.mark.parametrize(
    ("python", "floor"),
    [(">=3.8", (3, 8)), (">=3.11,<4", (3, 11)), ("~=3.12", (3, 12)), ("", (3, 11)), ("<4", (3, 11))],
)
def test_floor_of_http_is_the_projects_python(tmp_path: Path, python: str, floor: tuple[int, ...]) -> None:
    assert selected("import requests", project(tmp_path, python=python))[1] == floor


@pytest.mark.parametrize(
    ("library", "code", "name"),
    [
        ("djangorestframework>=3.2", 451, None),
        ("djangorestframework>=3.3.3", 451, "status.HTTP_451_UNAVAILABLE_FOR_LEGAL_REASONS"),
        ("djangorestframework>=3.10", 418, None),
        ("djangorestframework>=3.13", 421, None),
        ("djangorestframework", 421, "status.HTTP_421_MISDIRECTED_REQUEST"),
        ("django-petra", 418, None),
        ("django-petra", 404, "status.HTTP_404_NOT_FOUND"),
        ("starlette>=0.40,<0.48", 422, "status.HTTP_422_UNPROCESSABLE_ENTITY"),
        ("starlette~=0.47.3", 413, "status.HTTP_413_REQUEST_ENTITY_TOO_LARGE"),
        ("starlette==0.47.*", 413, "status.HTTP_413_REQUEST_ENTITY_TOO_LARGE"),
        ("starlette==0.47.1", 413, "status.HTTP_413_REQUEST_ENTITY_TOO_LARGE"),
        ("starlette>=0.40,<=0.47.3", 413, "status.HTTP_413_REQUEST_ENTITY_TOO_LARGE"),
        ("starlette>=0.48", 422, "status.HTTP_422_UNPROCESSABLE_CONTENT"),
        ("starlette>=0.48.0", 413, "status.HTTP_413_CONTENT_TOO_LARGE"),
        ("starlette>=1", 416, "status.HTTP_416_RANGE_NOT_SATISFIABLE"),
        ("starlette", 509, None),
        ("http", 422, "HTTPStatus.UNPROCESSABLE_ENTITY"),
        ("http>=3.13", 422, "HTTPStatus.UNPROCESSABLE_ENTITY"),  # the old names stay right
        ("http>=3.8", 418, None),
        ("flask-api", 418, None),
        ("flask-api>=2", 418, "status.HTTP_418_IM_A_TEAPOT"),
        ("flask-api", 422, None),
        ("httpx.codes", 425, "httpx.codes.TOO_EARLY"),
        ("httpx.codes>=0.13", 425, None),
        ("requests.codes", 200, "requests.codes.ok"),
        ("requests.codes", 203, "requests.codes.non_authoritative_information"),
        ("requests.codes", 414, "requests.codes.request_uri_too_large"),
        ("requests.codes>=2.33", 414, "requests.codes.request_uri_too_large"),  # both are right
        ("requests.codes>=2.32", 425, None),  # the older `unordered_collection` means another thing
        ("requests.codes>=2.32.2", 425, "requests.codes.too_early"),
        ("requests.codes", 306, None),
        ("http", 418, "HTTPStatus.IM_A_TEAPOT"),
        ("http", 509, None),
    ],
)
def test_names_at_a_floor(library: str, code: int, name: str | None) -> None:
    found = find(f"r.status_code == {code}", library=library)
    assert [each.replacement for each in found] == ([name] if name else [])


def test_fastapi_floor_is_that_of_the_starlette_it_admits() -> None:
    # FastAPI's own metadata: 0.110 needs starlette>=0.36.3, 0.60.1 needs starlette==0.13.6
    assert selected("", library="fastapi>=0.110")[1] == (0, 36, 3)
    assert selected("", library="fastapi>=0.60.1")[1] == (0, 13, 6)
    assert selected("", library="fastapi")[1] == (0, 27)


@pytest.mark.parametrize("filename", ["stdin", "-"])
def test_without_a_path_the_current_folder_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filename: str
) -> None:
    project(tmp_path, "starlette>=0.48")
    monkeypatch.chdir(tmp_path)
    assert selected("import starlette", filename) == ("starlette", (0, 48), 2)


@pytest.mark.parametrize("library", ["starlette", "starlette>=0.40", "starlette>=0.40,<1", "fastapi>=0.110"])
@pytest.mark.parametrize("code", [413, 414, 416, 422])
def test_neither_name_where_one_of_them_warns_or_is_missing(library: str, code: int) -> None:
    [finding] = find(f"r.status_code == {code}", library=library)
    assert finding.replacement is None
    names = [row.name for row in CONSTANTS["starlette"] if row.code == code]
    assert len(names) == 2
    assert all(f"status.{name}" in finding.message for name in names)
    assert "starlette>=0.48" in finding.message


def names_in(folder: Path, pyproject: str, source: str) -> dict[int, str]:
    """Code → constant that is written in a file of a project."""
    (folder / "pyproject.toml").write_text(pyproject)
    found = find(source, filename=str(folder / "module.py"), library="auto")
    return {finding.value or 0: finding.name or "" for finding in found}


def test_a_library_s_own_sources_run_with_its_newest_release(tmp_path: Path) -> None:
    written = names_in(tmp_path, "[project]\nname = 'Starlette'", "import starlette\nf(status_code=422)")
    assert written == {422: "HTTP_422_UNPROCESSABLE_CONTENT"}


@pytest.mark.parametrize(
    ("dependencies", "name"),
    [
        ("['fastapi>=0.110']", ""),  # from 0.36.3 on, in which the new name is missing
        ("['fastapi>=0.110,<0.115', 'starlette<0.48']", "HTTP_422_UNPROCESSABLE_ENTITY"),
        ("['fastapi>=0.110', 'starlette>=0.48']", "HTTP_422_UNPROCESSABLE_CONTENT"),
        ("['fastapi>=0.165', 'starlette>=0.40']", "HTTP_422_UNPROCESSABLE_CONTENT"),
    ],
)
def test_fastapi_reexports_the_starlette_that_is_declared(
    tmp_path: Path, dependencies: str, name: str
) -> None:
    pyproject = f"[project]\nname = 'x'\ndependencies = {dependencies}"
    assert names_in(tmp_path, pyproject, "import fastapi\nf(status_code=422)") == {422: name}


# Step 1: constants that a module of the project re-exports


def write(folder: Path, files: dict[str, str]) -> Path:
    """The files of a project, which declares that it needs Starlette."""
    for name, text in {
        "pyproject.toml": "[project]\nname = 'x'\ndependencies = ['starlette']",
        **files,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def spelled(folder: Path, name: str) -> list[str | None]:
    """What would be written in a file of the folder."""
    path = folder / name
    return [each.replacement for each in find(path.read_text(), filename=str(path), library="auto")]


STATUS = "from starlette import status\n"


def reexporting(folder: Path, source: str, compat: str) -> Path:
    """A package in which `inner` imports Starlette's module, and `__init__` takes it from there."""
    files = {
        "shop/__init__.py": "from .inner import status",
        "shop/inner.py": STATUS,
        "shop/compat.py": compat,
        "shop/views.py": f"{source}\nf(status_code=404)",
    }
    return write(folder, files)


@pytest.mark.parametrize(
    ("source", "compat", "written"),
    [
        ("from shop.compat import status", STATUS, "status.HTTP_404_NOT_FOUND"),
        ("from shop.compat import status as s", STATUS, "s.HTTP_404_NOT_FOUND"),
        ("from .compat import status", STATUS, "status.HTTP_404_NOT_FOUND"),
        (
            "from .compat import http_codes",
            "import starlette.status as http_codes",
            "http_codes.HTTP_404_NOT_FOUND",
        ),
        ("from .compat import HTTPStatus", "from http import HTTPStatus", "HTTPStatus.NOT_FOUND"),
        ("from . import status", "", "status.HTTP_404_NOT_FOUND"),  # by way of shop/__init__.py
        ("from shop import status", "", "status.HTTP_404_NOT_FOUND"),
        (
            "from .compat import codes\ncodes.HTTP_200_OK",
            "from starlette import status as codes",
            "codes.HTTP_404_NOT_FOUND",
        ),
        (
            "from .compat import HTTP_200_OK",
            "from starlette.status import HTTP_200_OK",
            "status.HTTP_404_NOT_FOUND",
        ),
    ],
)
def test_1_a_module_of_the_project_reexports(tmp_path: Path, source: str, compat: str, written: str) -> None:
    assert spelled(reexporting(tmp_path, source, compat), "shop/views.py") == [written]


@pytest.mark.parametrize(
    ("source", "compat"),
    [
        ("from .compat import status", f"try:\n    {STATUS}except ImportError: ..."),
        ("from .compat import status", f"{STATUS}status = object()"),
        ("from .compat import status", f"def f():\n    {STATUS}"),
        ("from .compat import status", "status = 1"),
        ("from .compat import status", "from .compat import status"),
        ("from .compat import status", "print 'Python 2'"),
        ("from .missing import status", STATUS),
        ("from ....compat import status", STATUS),
        ("try:\n    from .compat import status\nexcept ImportError: ...", STATUS),
    ],
)
def test_1_a_module_that_may_bind_it_otherwise(tmp_path: Path, source: str, compat: str) -> None:
    folder = reexporting(tmp_path, source, compat)
    assert selected(source, str(folder / "shop" / "views.py"))[2] in {3, 4}


@pytest.mark.parametrize(
    "source",
    [
        "from ninja_extra.status import HTTP_200_OK",
        "from ninja_extra import status\nstatus.HTTP_200_OK",
        "import ninja_extra.status as c\nc.HTTP_200_OK",
        "import ninja_extra.status\nninja_extra.status.HTTP_200_OK",
        "from .missing import status\nstatus.HTTP_200_OK",
        "import fastapi\nfrom .codes import HTTP_200_OK",
    ],
)
def test_constants_of_elsewhere_get_no_second_spelling(source: str) -> None:
    [finding] = find(f"{source}\nf(status_code=404)", library="auto")
    assert finding.replacement is None
    assert "use the constant of " in finding.message


# Step 3: what most files of the project import

DRF = "from rest_framework import status\n"


def neighbours(folder: Path, requirement: str, **counts: int) -> Path:
    """A project with so many files of each kind."""
    kinds = {
        "drf": DRF,
        "http": "from http import HTTPStatus\n",
        "starlette": STATUS,
        "views": "import rest_framework\n",
    }
    files = {
        f"shop/{kind}_{number}.py": kinds[kind] for kind, count in counts.items() for number in range(count)
    }
    return write(
        folder, {"shop/__init__.py": "", "requirements.txt": requirement, "pyproject.toml": "", **files}
    )


@pytest.mark.parametrize(
    ("counts", "requirement", "step", "library"),
    [
        ({"drf": 2}, "djangorestframework", 3, "djangorestframework"),
        ({"drf": 3, "http": 2}, "djangorestframework", 3, "djangorestframework"),
        ({"drf": 2, "http": 3}, "djangorestframework", 3, "http"),
        ({"drf": 2, "http": 2}, "djangorestframework", 4, "http"),
        ({"views": 2}, "djangorestframework", 3, "djangorestframework"),
        # as it is once the views are rewritten: otherwise a second run would find another library
        ({"views": 3, "http": 1}, "djangorestframework", 3, "djangorestframework"),
        ({"views": 1, "http": 3}, "djangorestframework", 3, "http"),
        (
            {"drf": 2, "starlette": 3},
            "djangorestframework",
            3,
            "djangorestframework",
        ),  # Starlette is not declared
        ({"starlette": 1}, "fastapi", 3, "starlette"),  # which FastAPI brings
        ({"drf": 2}, "django", 4, "http"),
        ({"drf": 2}, "djangorestframework; sys_platform == 'win32'", 4, "http"),
        ({"drf": 2}, "djangorestframework; python_version >= '3.8'", 3, "djangorestframework"),
        ({}, "djangorestframework", 4, "http"),
    ],
)
def test_3_the_neighbours(
    tmp_path: Path, counts: dict[str, int], requirement: str, step: int, library: str
) -> None:
    folder = neighbours(tmp_path, requirement, **counts)
    assert selected("from . import x", str(folder / "shop" / "new.py"))[::2] == (library, step)


def test_3_flask_api_for_files_that_import_flask(tmp_path: Path) -> None:
    views = {f"shop/views_{number}.py": "from flask_api import status\n" for number in range(2)}
    write(tmp_path, {"requirements.txt": "flask-api\n", "shop/__init__.py": "", **views})
    assert selected("import flask", str(tmp_path / "shop" / "app.py"))[::2] == ("flask-api", 3)


def test_3_where_nothing_can_be_read_the_vote_counts(tmp_path: Path) -> None:
    folder = neighbours(tmp_path, "", drf=2)
    (folder / "requirements.txt").unlink()
    (folder / "setup.py").write_text("setup(install_requires=open('x').read())")
    assert selected("from . import x", str(folder / "shop" / "new.py"))[::2] == ("djangorestframework", 3)


@pytest.mark.parametrize(
    ("name", "source", "step"),
    [
        ("shop/new.py", "", 4),
        ("shop/new.py", "import os", 4),
        ("shop/new.py", "import shop", 3),
        ("shop/new.py", "from shop.drf_0 import status as s\ns = 1", 1),
        ("shop/new.py", "from shop import drf_0", 3),
        ("shop/new.py", "import shop.missing", 4),
        ("shop/new.py", "try:\n    import shop\nexcept ImportError: ...", 4),
        ("shop/new.py", "import django", 3),
        ("shop/new.py", "def f():\n    import django", 4),
        ("shop/test_new.py", "", 3),
        ("shop/new_test.py", "", 3),
        ("shop/tests.py", "", 3),
        ("conftest.py", "", 3),
        ("tests/new.py", "", 3),
        ("setup.py", "import shop", 4),
        ("noxfile.py", "import shop", 4),
        (".github/new.py", "import shop", 4),
        (".github/tests/test_new.py", "", 4),
        ("new.py", "# /// script\n# dependencies = []\n# ///\nimport shop", 4),
        ("shop/new.py", "import shop\ntry:\n    import rest_framework\nexcept ImportError: ...", 4),
        ("tests/new.py", "import pytest\npytest.importorskip('rest_framework')", 4),
    ],
)
def test_3_holds_for_files_that_cannot_run_without_the_project(
    tmp_path: Path, name: str, source: str, step: int
) -> None:
    folder = neighbours(tmp_path, "djangorestframework", drf=2)
    assert selected(source, str(folder / name))[2] == step


def test_3_the_whole_project_votes_at_once_without_nested_ones(tmp_path: Path) -> None:
    folder = neighbours(tmp_path, "djangorestframework", drf=3)
    for part in ("a", "b"):
        for number in range(2):
            write(folder, {f"{part}/http_{number}.py": "from http import HTTPStatus\n"})
    (folder / "b" / "requirements.txt").write_text("attrs")
    for hidden in (".venv", "node_modules", "venv"):
        write(folder, {f"{hidden}/x{number}.py": STATUS for number in range(5)})
    (folder / "venv" / "pyvenv.cfg").write_text("")
    assert selected("import shop", str(folder / "a" / "new.py"))[::2] == ("djangorestframework", 3)
    assert selected("import b.x", str(folder / "b" / "tests.py"))[::2] == ("http", 4)


@pytest.mark.parametrize("lock", ["uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock"])
def test_the_floor_of_a_lock_file(tmp_path: Path, lock: str) -> None:
    write(tmp_path, {})
    text = 'version = 1\n\n[[package]]\nname = "starlette"\nversion = "0.49.1"\n'
    if lock == "Pipfile.lock":
        text = '{"default": {"starlette": {"version": "==0.49.1"}, "x": {}}}'
    (tmp_path / lock).write_text(text)
    assert selected("import starlette", str(tmp_path / "a.py"))[1] == (0, 49, 1)


@pytest.mark.parametrize(
    "text", ["", "{", '{"default": []}', '{"default": {"starlette": 5}}', "\0", "[" * 100_000]
)
def test_a_broken_lock_file_says_nothing(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"Pipfile.lock": text, "uv.lock": 'name = "starlette"\nversion = "banana"\n' + text})
    assert selected("import starlette", str(tmp_path / "a.py"))[1] == (0, 27)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import sys\nsys.exit()\n", True),
        ("exit (1)\n", True),
        ("(exit)(1)\n", True),
        ("pytest.importorskip \\\n('x')\n", True),
        ("raise SkipTest # why\n('x')\n", True),
        ("pytest.skip('x', allow_module_level=True)\n", True),
        ("async def __aexit__(self): ...\n", False),
        ("# the exit code\nfrom contextlib import AsyncExitStack\n", False),
        ("import fastapi\n", False),
    ],
)
def test_what_may_skip_the_rest_of_a_module(text: str, expected: bool) -> None:
    assert may_skip(text) is expected
