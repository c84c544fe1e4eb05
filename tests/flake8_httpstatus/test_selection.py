"""`auto`: the five steps, and the floor."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from cases import NOWHERE, find, settings_of

from flake8_httpstatus.file import File
from flake8_httpstatus.libraries import release


def selected(
    source: str, filename: str = NOWHERE, library: str = "auto"
) -> tuple[str, tuple[int, ...], bool]:
    """Key of the library, floor, whether it is only assumed."""
    selection = File(ast.parse(source), source, filename, settings_of(library)).selection
    return selection.names.library.key, selection.names.floor, selection.assumed


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
        ("from http import HTTPStatus", "http"),
        ("from fastapi import FastAPI\nfrom http import HTTPStatus", "http"),
        ("from fastapi import FastAPI\nfrom starlette import status", "starlette"),
        ("from http import HTTPStatus\nfrom rest_framework import status", "http"),
        ("from rest_framework import status\nfrom http import HTTPStatus", "djangorestframework"),
        ("with x:\n    from starlette import status", "starlette"),
        # 2. the framework
        ("from rest_framework.views import APIView", "djangorestframework"),
        ("import rest_framework", "djangorestframework"),
        ("import django\nimport rest_framework", "djangorestframework"),
        ("from django_petra.petra_core import ViewSet", "django-petra"),
        ("from fastapi import FastAPI", "fastapi"),
        ("from starlette.responses import Response", "starlette"),
        ("import fastapi\nimport starlette", "fastapi"),
        ("import starlette\nimport fastapi", "starlette"),
        ("import httpx\nfrom fastapi.testclient import TestClient", "fastapi"),
        # 4. another framework or client
        ("import django.http", "http"),
        ("from flask import Flask", "http"),
        ("import werkzeug", "http"),
        ("import aiohttp", "http"),
        ("import ninja", "http"),
        ("import httpx", "http"),
        ("import requests as r", "http"),
        ("def f():\n    import requests", "http"),
        # one that cannot be relied on, but shows that the file is not Django REST framework's
        ("try:\n    from fastapi import FastAPI\nexcept ImportError: ...", "http"),
        ("def f():\n    from starlette import status", "http"),
    ],
)
def test_by_the_file(source: str, library: str) -> None:
    assert selected(source)[::2] == (library, False)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "import os",
        "from . import status",
        "from .rest_framework import status",
        "from .status import HTTP_200_OK",
        "from .flask import x",
        "if TYPE_CHECKING:\n    from rest_framework import status",
    ],
)
def test_5_assumed(source: str) -> None:
    assert selected(source)[::2] == ("djangorestframework", True)


@pytest.mark.parametrize(
    ("requirements", "library"),
    [
        (["djangorestframework"], "djangorestframework"),
        (["Django", "DjangoRestFramework>=3"], "djangorestframework"),
        (["django-petra"], "django-petra"),
        (["fastapi"], "fastapi"),
        (["fastapi", "starlette"], "fastapi"),
        (["starlette"], "starlette"),
        (["djangorestframework", "fastapi"], "http"),  # which of the two?
        (["django"], "http"),
        (["flask"], "http"),
        (["aiohttp"], "http"),
        (["httpx"], "http"),
        (["django-ninja"], "http"),
    ],
)
def test_3_and_4_by_the_project(tmp_path: Path, requirements: list[str], library: str) -> None:
    filename = project(tmp_path, *requirements)
    assert selected("", filename)[::2] == (library, False)
    assert selected("import requests", filename)[0] == library
    assert selected("from http import HTTPStatus", filename)[0] == "http"


def test_3_what_says_nothing(tmp_path: Path) -> None:
    assert selected("", project(tmp_path, "attrs"))[::2] == ("djangorestframework", True)


@pytest.mark.parametrize("library", ["djangorestframework", "django-petra", "starlette", "fastapi", "http"])
def test_the_option_decides(library: str) -> None:
    assert selected("from rest_framework import status\nimport flask", library=library)[::2] == (
        library,
        False,
    )


@pytest.mark.parametrize(
    ("requirement", "source", "floor"),
    [
        ("djangorestframework>=3.2", "from rest_framework import status", "3.2"),
        ("djangorestframework==3.15.*", "from rest_framework import status", "3.15"),
        ("djangorestframework", "from rest_framework import status", "3.14"),
        ("django", "from rest_framework import status", "3.14"),
        ("starlette>=0.48", "from starlette import status", "0.48"),
        ("fastapi>=0.118", "from starlette import status", "0.27"),  # declares no Starlette
        ("starlette>=0.48", "from rest_framework import status", "3.14"),
    ],
)
def test_declared_floor(tmp_path: Path, requirement: str, source: str, floor: str) -> None:
    assert selected(source, project(tmp_path, requirement))[1] == release(floor)


def test_the_options_floor_is_stronger(tmp_path: Path) -> None:
    filename = project(tmp_path, "starlette>=0.48", python=">=3.12")
    assert selected("", filename, "starlette>=0.40")[1] == (0, 40)
    assert selected("", filename, "starlette")[1] == (0, 48)
    assert selected("", filename, "http>=3.10")[1] == (3, 10)
    assert selected("", filename, "http")[1] == (3, 12)


@pytest.mark.parametrize(
    ("python", "floor"),
    [(">=3.8", (3, 8)), (">=3.11,<4", (3, 11)), ("~=3.12", (3, 12)), ("", (3, 10)), ("<4", (3, 10))],
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
        ("starlette", 422, "status.HTTP_422_UNPROCESSABLE_ENTITY"),
        ("starlette>=0.40", 422, "status.HTTP_422_UNPROCESSABLE_ENTITY"),
        ("starlette>=0.47.3", 413, "status.HTTP_413_REQUEST_ENTITY_TOO_LARGE"),
        ("starlette>=0.48", 422, "status.HTTP_422_UNPROCESSABLE_CONTENT"),
        ("starlette>=0.48.0", 413, "status.HTTP_413_CONTENT_TOO_LARGE"),
        ("starlette>=1", 416, "status.HTTP_416_RANGE_NOT_SATISFIABLE"),
        ("starlette", 509, None),
        ("fastapi", 422, "status.HTTP_422_UNPROCESSABLE_ENTITY"),
        ("fastapi>=0.110", 422, "status.HTTP_422_UNPROCESSABLE_ENTITY"),
        ("http", 422, "HTTPStatus.UNPROCESSABLE_ENTITY"),
        ("http>=3.13", 422, "HTTPStatus.UNPROCESSABLE_ENTITY"),  # the old names stay right
        ("http>=3.8", 418, None),
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
    assert selected("", filename) == ("starlette", (0, 48), False)


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
        ("['fastapi>=0.110']", "HTTP_422_UNPROCESSABLE_ENTITY"),
        ("['fastapi>=0.110', 'starlette>=0.48']", "HTTP_422_UNPROCESSABLE_CONTENT"),
        ("['fastapi>=0.165', 'starlette>=0.40']", "HTTP_422_UNPROCESSABLE_CONTENT"),
    ],
)
def test_fastapi_reexports_the_starlette_that_is_declared(
    tmp_path: Path, dependencies: str, name: str
) -> None:
    pyproject = f"[project]\nname = 'x'\ndependencies = {dependencies}"
    assert names_in(tmp_path, pyproject, "import fastapi\nf(status_code=422)") == {422: name}
