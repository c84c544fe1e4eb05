"""Which imports of a file reach the constants, and at which places they can be used."""

from __future__ import annotations

import ast

import pytest
from blocks import block
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
        """
        from typing import TYPE_CHECKING
        from rest_framework import status
        if TYPE_CHECKING:
            from rest_framework import status
        """,
        "status",
    ),
}


@pytest.mark.parametrize(("imports", "name"), EXISTING.values(), ids=EXISTING)
def test_an_existing_import_is_used(imports: str, name: str) -> None:
    imports = block(imports)
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
    "for type checking": """
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            import rest_framework.status
        """,
    "in a function": """
        def g():
            import rest_framework.status as s
            return s
        """,
}


@pytest.mark.parametrize("imports", NOT_REACHED.values(), ids=NOT_REACHED)
def test_what_does_not_reach_it(imports: str) -> None:
    result = rewritten(f"{block(imports)}\n\ndef f():\n    return 404\n")
    assert "from rest_framework import status\n" in result
    assert "return status.HTTP_404_NOT_FOUND" in result
    compile(result, "<after>", "exec")


def test_constants_imported_with_a_star() -> None:
    check_rewritten(
        """
        from rest_framework.status import *

        x = 404
        """,
        """
        from rest_framework.status import *

        x = HTTP_404_NOT_FOUND
        """,
    )


def test_a_constant_that_is_hidden_is_reached_through_the_module() -> None:
    check_rewritten(
        """
        from rest_framework.status import HTTP_200_OK


        def f(HTTP_200_OK):
            return 200


        def g():
            return 200
        """,
        """
        from rest_framework import status
        from rest_framework.status import HTTP_200_OK


        def f(HTTP_200_OK):
            return status.HTTP_200_OK


        def g():
            return HTTP_200_OK
        """,
    )


def test_in_a_pattern_only_a_dotted_name() -> None:
    check_rewritten(
        """
        from rest_framework.status import HTTP_200_OK

        x = 200
        match x:
            case 200 | 404:
                y = 404
        """,
        """
        from rest_framework import status
        from rest_framework.status import HTTP_200_OK, HTTP_404_NOT_FOUND

        x = HTTP_200_OK
        match x:
            case status.HTTP_200_OK | status.HTTP_404_NOT_FOUND:
                y = HTTP_404_NOT_FOUND
        """,
    )


def test_a_deprecated_constant_keeps_its_way() -> None:
    source = block("""
        try:
            from starlette import status as s
        except ImportError:
            pass
        x = s.HTTP_422_X
        """)
    tree = ast.parse(source)
    node = tree.body[1].value  # type: ignore[attr-defined]
    finding = Finding("HSC203", node, "", STARLETTE, name="HTTP_422_UNPROCESSABLE_CONTENT")
    assert plan(tree, source, None, [finding]) == Plan({finding: "s.HTTP_422_UNPROCESSABLE_CONTENT"}, (), ())


def test_a_star_import_in_front_of_it_hides_nothing() -> None:
    check_rewritten(
        """
        from os.path import *
        from rest_framework import status

        x = 404
        """,
        """
        from os.path import *
        from rest_framework import status

        x = status.HTTP_404_NOT_FOUND
        """,
    )


def test_a_star_import_behind_it_does_not_matter_where_the_file_uses_the_name() -> None:
    check_rewritten(
        """
        from rest_framework import status
        from os.path import *

        x = status.HTTP_200_OK, 404
        """,
        """
        from rest_framework import status
        from os.path import *

        x = status.HTTP_200_OK, status.HTTP_404_NOT_FOUND
        """,
    )


def test_the_last_star_import_counts() -> None:
    before = block("""
        from rest_framework import status
        from os.path import *
        x = status.HTTP_200_OK
        from os import *
        out = 404
        """)
    assert "out = _http_status.HTTP_404_NOT_FOUND\n" in rewritten(before)


def test_an_import_below_the_spot_does_not_help() -> None:
    before = block("""
        x = 404
        from rest_framework import status
        out = x, 404
        """)
    after = rewritten(before)
    assert after == block("""
        from rest_framework import status as http_status

        x = http_status.HTTP_404_NOT_FOUND
        from rest_framework import status
        out = x, status.HTTP_404_NOT_FOUND
        """)
    assert outcome(after) == outcome(before)


def test_a_function_that_imports_for_itself() -> None:
    check_rewritten(
        """
        from rest_framework import generics


        def f():
            x = 404
            from rest_framework import status
            return x, 404, [lambda: 404]
        """,
        """
        from rest_framework import generics
        from rest_framework import status as http_status


        def f():
            x = http_status.HTTP_404_NOT_FOUND
            from rest_framework import status
            return x, status.HTTP_404_NOT_FOUND, [lambda: status.HTTP_404_NOT_FOUND]
        """,
    )
