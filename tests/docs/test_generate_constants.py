"""The generator of the code table: which constants it finds in a library's module."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from textwrap import dedent

import pytest

from flake8_httpstatus.libraries.constants import CONSTANTS
from flake8_httpstatus.libraries.rows import HTTP, LIBRARIES

SCRIPT = Path(__file__).parents[2] / "docs" / "tools" / "generate_constants.py"

pytest.importorskip("packaging")
spec = importlib.util.spec_from_file_location("generate_constants", SCRIPT)
assert spec is not None and spec.loader is not None
generator = importlib.util.module_from_spec(spec)
spec.loader.exec_module(generator)


@pytest.mark.parametrize(
    "source",
    [
        """
        HTTP_200_OK = 200
        HTTP_404_NOT_FOUND = 404
        """,
        """
        from typing import Final, Literal

        HTTP_200_OK: Final = 200
        HTTP_404_NOT_FOUND: Literal[404] = 404
        """,
        """
        from enum import IntEnum

        class Status(IntEnum):
            HTTP_200_OK = 200
            HTTP_404_NOT_FOUND = 404
        """,
        # not the number in a function's variable, and not what is no status code
        """
        HTTP_200_OK = 200
        HTTP_404_NOT_FOUND = 404
        WS_1000_NORMAL_CLOSURE = 1000
        DEBUG = True
        HTTP_500_LATER: int

        def is_success(code):
            low = 200
            return low <= code <= 299
        """,
        # as in httpx
        """
        class codes(IntEnum):
            HTTP_200_OK = 200, "OK"
            HTTP_404_NOT_FOUND = 404, "Not Found"
        """,
        # nobody registered it
        """
        HTTP_200_OK = 200
        HTTP_404_NOT_FOUND = 404
        HTTP_444_CONNECTION_CLOSED_WITHOUT_RESPONSE = 444
        """,
    ],
    ids=["plain", "annotated", "members", "others", "phrases", "unregistered"],
)
def test_constants_of_a_module(source):
    found = generator.constants_in(dedent(source), "shop", "1.0")
    assert [(row.name, row.code, row.added, row.deprecated) for row in found.values()] == [
        ("HTTP_200_OK", 200, "1.0", None),
        ("HTTP_404_NOT_FOUND", 404, "1.0", None),
    ]


def test_deprecated_constants():
    source = """
        HTTP_413_CONTENT_TOO_LARGE = 413

        __deprecated__ = {"HTTP_413_REQUEST_ENTITY_TOO_LARGE": 413, "WS_1004_NO_STATUS_RCVD": 1004}
    """
    found = generator.constants_in(dedent(source), "starlette", "0.48.0")
    assert {row.name: row.deprecated for row in found.values()} == {
        "HTTP_413_CONTENT_TOO_LARGE": None,
        "HTTP_413_REQUEST_ENTITY_TOO_LARGE": "0.48.0",
    }


def test_names_in_requests():
    source = """
        _codes = {
            100: ("continue",),
            122: ("uri_too_long",),
            200: ("ok", "okay", "\\\\o/"),
            412: ("precondition_failed", "precondition"),
            428: ("precondition_required", "precondition"),
        }
    """
    found = generator.constants_in(dedent(source), "requests", "2.0.0")
    assert {row.name: row.code for row in found.values()} == {
        "CONTINUE": 100,  # `requests.codes.continue` is no Python
        "ok": 200,
        "okay": 200,
        "precondition_failed": 412,
        "precondition": 428,  # the last one counts
        "precondition_required": 428,
    }


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        ({"ok": "1.0", "okay": "1.0", "OK": "1.1"}, ["ok", "OK"]),
        ({"header_too_large": "1.0"}, []),
        ({"checkpoint": "1.0"}, []),
        ({"checkpoint": "1.0", "early_hints": "1.1"}, ["early_hints"]),
        (
            {"request_uri_too_large": "1.0", "too_large": "1.0", "uri_too_long": "1.1"},
            ["request_uri_too_large", "uri_too_long"],
        ),
    ],
)
def test_the_names_that_look_like_the_standards(names, chosen):
    code = {"ok": 200, "header_too_large": 431, "checkpoint": 103}.get(next(iter(names)), 414)
    rows = [generator.Constant(code, name, release) for name, release in names.items()]
    assert [row.name for row in generator.chosen(rows)] == chosen


@pytest.mark.parametrize("source", ["", "from ._codes import *", 'OK = "200"'])
def test_a_module_without_constants_is_an_error(source):
    with pytest.raises(ValueError, match=re.escape("no constants found in shop 1.0: check `defined_in`")):
        generator.constants_in(source, "shop", "1.0")


def test_every_library_has_its_table():
    assert list(CONSTANTS) == [each.table for each in LIBRARIES.values() if each.defined_in or each is HTTP]
