"""Which imports of a file lead to the constants, and whether a spot can count on them."""

from __future__ import annotations

import ast

import pytest
from httpstatus_codemod.names.planning import Plan, plan
from literals import check_rewritten, outcome, rewritten

from flake8_httpstatus.findings import Finding
from flake8_httpstatus.libraries.library import Library
from flake8_httpstatus.libraries.rows import FASTAPI, HTTP, PETRA, STARLETTE

EXISTING = {
    "module": ("from rest_framework import status\n", "status"),
    "module under an alias": ("from rest_framework import status as codes\n", "codes"),
    "dotted": ("import rest_framework.status\n", "rest_framework.status"),
    "dotted under an alias": ("import rest_framework.status as codes\n", "codes"),
    "dotted among others": (
        "import os, rest_framework.views, rest_framework.status\n",
        "rest_framework.status",
    ),
    "twice the same": ("from rest_framework import status\nfrom rest_framework import status\n", "status"),
    "the usual name first": (
        "import rest_framework.status as http_status\nfrom rest_framework import status\n",
        "status",
    ),
    "joined": ("import os; from rest_framework import status; import re\n", "status"),
    "also for type checking": (
        "from typing import TYPE_CHECKING\nfrom rest_framework import status\n"
        "if TYPE_CHECKING:\n    from rest_framework import status\n",
        "status",
    ),
}


@pytest.mark.parametrize(("imports", "name"), EXISTING.values(), ids=EXISTING)
def test_an_existing_import_is_used(imports: str, name: str) -> None:
    check_rewritten(
        f"{imports}\nx = f(status=404)\n", f"{imports}\nx = f(status={name}.HTTP_404_NOT_FOUND)\n"
    )


@pytest.mark.parametrize(
    ("library", "imports", "expected"),
    [
        (HTTP, "import http\n", "http.HTTPStatus.NOT_FOUND"),
        (HTTP, "import http as h\n", "h.HTTPStatus.NOT_FOUND"),
        (HTTP, "import http.client\n", "http.HTTPStatus.NOT_FOUND"),
        (HTTP, "from http import HTTPStatus as S\n", "S.NOT_FOUND"),
        (FASTAPI, "import fastapi\n", "fastapi.status.HTTP_404_NOT_FOUND"),
        (FASTAPI, "import fastapi.routing\n", "fastapi.status.HTTP_404_NOT_FOUND"),
        (FASTAPI, "from fastapi import status\n", "status.HTTP_404_NOT_FOUND"),
        (STARLETTE, "import starlette.status\n", "starlette.status.HTTP_404_NOT_FOUND"),
        (STARLETTE, "from starlette.status import *\n", "HTTP_404_NOT_FOUND"),
        (PETRA, "from django_petra import petra_core\n", "petra_core.status.HTTP_404_NOT_FOUND"),
        (PETRA, "import django_petra.petra_core\n", "django_petra.petra_core.status.HTTP_404_NOT_FOUND"),
    ],
)
def test_an_existing_import_of_each_library(library: Library, imports: str, expected: str) -> None:
    check_rewritten(f"{imports}\nx = 404\n", f"{imports}\nx = {expected}\n", library)


NOT_REACHED = {
    "the package alone": "import rest_framework\n",
    "the package under an alias": "import rest_framework as drf\n",
    "another module of it": "import rest_framework.views\n",
    "for type checking": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import rest_framework.status\n"
    ),
    "in a function": "def g():\n    import rest_framework.status as s\n    return s\n",
}


@pytest.mark.parametrize("imports", NOT_REACHED.values(), ids=NOT_REACHED)
def test_what_does_not_reach_it(imports: str) -> None:
    result = rewritten(f"{imports}\n\ndef f():\n    return 404\n")
    assert "from rest_framework import status\n" in result
    assert "return status.HTTP_404_NOT_FOUND" in result
    compile(result, "<after>", "exec")


def test_constants_imported_with_a_star() -> None:
    check_rewritten(
        "from rest_framework.status import *\n\nx = 404\n",
        "from rest_framework.status import *\n\nx = HTTP_404_NOT_FOUND\n",
    )


def test_a_constant_that_is_hidden_is_reached_through_the_module() -> None:
    check_rewritten(
        "from rest_framework.status import HTTP_200_OK\n\n\n"
        "def f(HTTP_200_OK):\n    return 200\n\n\ndef g():\n    return 200\n",
        "from rest_framework import status\nfrom rest_framework.status import HTTP_200_OK\n\n\n"
        "def f(HTTP_200_OK):\n    return status.HTTP_200_OK\n\n\ndef g():\n    return HTTP_200_OK\n",
    )


def test_in_a_pattern_only_a_dotted_name() -> None:
    check_rewritten(
        "from rest_framework.status import HTTP_200_OK\n\nx = 200\n"
        "match x:\n    case 200 | 404:\n        y = 404\n",
        "from rest_framework import status\n"
        "from rest_framework.status import HTTP_200_OK, HTTP_404_NOT_FOUND\n\n"
        "x = HTTP_200_OK\nmatch x:\n"
        "    case status.HTTP_200_OK | status.HTTP_404_NOT_FOUND:\n        y = HTTP_404_NOT_FOUND\n",
    )


def test_a_deprecated_constant_keeps_its_way() -> None:
    source = "try:\n    from starlette import status as s\nexcept ImportError:\n    pass\nx = s.HTTP_422_X\n"
    tree = ast.parse(source)
    node = tree.body[1].value  # type: ignore[attr-defined]
    finding = Finding("HSC203", node, "", STARLETTE, name="HTTP_422_UNPROCESSABLE_CONTENT")
    assert plan(tree, source, None, [finding]) == Plan({finding: "s.HTTP_422_UNPROCESSABLE_CONTENT"}, (), ())


def test_a_star_import_in_front_of_it_hides_nothing() -> None:
    check_rewritten(
        "from os.path import *\nfrom rest_framework import status\n\nx = 404\n",
        "from os.path import *\nfrom rest_framework import status\n\nx = status.HTTP_404_NOT_FOUND\n",
    )


def test_a_star_import_behind_it_does_not_matter_where_the_file_uses_the_name() -> None:
    check_rewritten(
        "from rest_framework import status\nfrom os.path import *\n\nx = status.HTTP_200_OK, 404\n",
        "from rest_framework import status\nfrom os.path import *\n\n"
        "x = status.HTTP_200_OK, status.HTTP_404_NOT_FOUND\n",
    )


def test_the_last_star_import_counts() -> None:
    before = (
        "from rest_framework import status\nfrom os.path import *\nx = status.HTTP_200_OK\n"
        "from os import *\nout = 404\n"
    )
    assert "out = _http_status.HTTP_404_NOT_FOUND\n" in rewritten(before)


def test_an_import_below_the_spot_does_not_help() -> None:
    before = "x = 404\nfrom rest_framework import status\nout = x, 404\n"
    after = rewritten(before)
    assert after == (
        "from rest_framework import status as http_status\n\n"
        "x = http_status.HTTP_404_NOT_FOUND\nfrom rest_framework import status\n"
        "out = x, status.HTTP_404_NOT_FOUND\n"
    )
    assert outcome(after) == outcome(before)


def test_a_function_that_imports_for_itself() -> None:
    check_rewritten(
        "from rest_framework import generics\n\n\ndef f():\n    x = 404\n"
        "    from rest_framework import status\n    return x, 404, [lambda: 404]\n",
        "from rest_framework import generics\nfrom rest_framework import status as http_status\n\n\n"
        "def f():\n    x = http_status.HTTP_404_NOT_FOUND\n    from rest_framework import status\n"
        "    return x, status.HTTP_404_NOT_FOUND, [lambda: status.HTTP_404_NOT_FOUND]\n",
    )
