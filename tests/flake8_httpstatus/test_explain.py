"""`python -m flake8_httpstatus explain FILE:LINE`, on a small project."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from blocks import block
from project_files import make
from running import forget

from flake8_httpstatus.explain import explained
from flake8_httpstatus.finder import find
from flake8_httpstatus.options import Settings

FILES = {
    "pyproject.toml": '[project]\nname = "shop"\nrequires-python = ">=3.11"\n',
    "shop/__init__.py": "",
    "shop/errors.py": """
        from django.http import JsonResponse

        class ShopError(Exception):
            def __init__(self, number):
                self.number = number

            def answer(self):
                return JsonResponse({}, status=self.number)

        PROBLEMS = {"closed": 409, "gone": 410}

        def parts(kind):
            return "no", 400

        def error(message, code=400):
            return JsonResponse({"message": message}, status=code)
    """,
    "shop/views.py": """
        from .errors import PROBLEMS, ShopError, error

        RETRY = (502, 503)

        def order(request):
            if request.missing:
                raise ShopError(404)
            return error("x", code=201 if request.new else 200)

        def total(url):
            number = get(url).status_code
            return number == 200 and request.status_code in RETRY

        class Answer:
            def __init__(self, response):
                self.code = response.status_code

            @property
            def outcome(self):
                return self.code

        def check(answer: Answer):
            assert answer.outcome == 200
            assert response.status_code == 200

        def page():
            answer = "", 404
            return answer
    """,
}


def explain(place: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command, in a process of its own: what flake8 loads may change it for other tests."""
    command = [sys.executable, "-m", "flake8_httpstatus", "explain", place]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("shop"), FILES)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            7,
            """
            shop/views.py:7:25: HSC101 bare status code 404 (status of JsonResponse, shop/errors.py:8) …
              404 goes to the parameter number of ShopError() (shop/errors.py:4)
                shop/errors.py:5: self.number = number
              number goes to ShopError.number (shop/errors.py:3)
                shop/errors.py:8: return JsonResponse({}, status=self.number)
              self.number is the status of JsonResponse
            """,
        ),
        (
            8,
            """
            shop/views.py:8:28: HSC101 bare status code 201 (status of JsonResponse, shop/errors.py:16) …
            shop/views.py:8:52: HSC101 bare status code 200 (status of JsonResponse, shop/errors.py:16) …
              201, 200 go to the parameter code of error() (shop/errors.py:15)
                shop/errors.py:16: return JsonResponse({"message": message}, status=code)
              code is the status of JsonResponse
            """,
        ),
        (
            12,
            """
            shop/views.py:12:22: HSC103 bare status code 200 (status of get(url).status_code, line 11) …
              200 is compared with number of total() (shop/views.py:10)
                shop/views.py:11: number = get(url).status_code
              get(url).status_code is a status
            """,
        ),
        (
            3,
            """
            shop/views.py:3:10: HSC102 bare status code 502 (status of request.status_code, line 12) …
            shop/views.py:3:15: HSC102 bare status code 503 (status of request.status_code, line 12) …
              502, 503 go to RETRY (shop/views.py)
                shop/views.py:12: return number == 200 and request.status_code in RETRY
              RETRY is the status of request.status_code
            """,
        ),
        (
            23,
            """
            shop/views.py:23:30: HSC103 bare status code 200 (status of response.status_code, line 16) …
              200 is compared with what outcome() returns (shop/views.py:19)
                shop/views.py:20: return self.code
              what outcome() returns comes from Answer.code (shop/views.py:14)
                shop/views.py:16: self.code = response.status_code
              response.status_code is a status
            """,
        ),
        (
            24,
            """
            shop/views.py:24:36: HSC103 bare status code 200 …
              stands at a status itself: Status compared with a bare status code
            """,
        ),
    ],
)
def test_what_it_says(shop: Path, monkeypatch: pytest.MonkeyPatch, line: int, expected: str) -> None:
    monkeypatch.chdir(shop)
    forget()
    name = "shop/views.py"
    source = Path(name).read_text()
    found = [each for each in find(ast.parse(source), source, name, Settings()) if each.span.line == line]
    printed = "".join(f"{text}\n" for text in explained(found, name))
    assert re.sub(r":? use HTTPStatus.*", " …", printed) == block(expected)
    assert explain(f"{name}:{line}", shop).stdout == printed


def test_a_place_as_linters_print_it(shop: Path) -> None:
    assert explain("shop/views.py:24:36:", shop).stdout == explain("shop/views.py:24", shop).stdout


def test_the_configuration_counts(tmp_path: Path) -> None:
    project = make(tmp_path, FILES | {"setup.cfg": "[flake8]\nhttpstatus-library = starlette>=0.48\n"})
    assert "use status.HTTP_404_NOT_FOUND" in explain("shop/views.py:7", project).stdout


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("shop/views.py:1", "nothing is reported at shop/views.py:1"),
        ("shop/views.py:999", "nothing is reported at shop/views.py:999"),
    ],
)
def test_nothing_there(shop: Path, place: str, message: str) -> None:
    result = explain(place, shop)
    assert (result.stdout, result.stderr, result.returncode) == ("", f"{message}\n", 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No such file or directory"),
        (b"def", "invalid syntax"),
        (b"\xff = 404", "invalid or missing"),
        (b"# coding: rot13\n", "'rot13'"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes | None, reason: str) -> None:
    if content is not None:
        (tmp_path / "orders.py").write_bytes(content)
    result = explain("orders.py:1", tmp_path)
    assert (result.stdout, result.returncode) == ("", 2)
    assert result.stderr.startswith(f"orders.py: {reason}")
    assert result.stderr.count("\n") == 1


def test_usage_errors(shop: Path) -> None:
    result = explain("shop/views.py", shop)
    assert (result.stdout, result.returncode) == ("", 2)
    assert result.stderr.endswith("error: a line is missing: FILE:LINE\n")
