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
    ],
    ids=["plain", "annotated", "members", "others"],
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


@pytest.mark.parametrize("source", ["", "from ._codes import *", 'OK = "200"'])
def test_a_module_without_constants_is_an_error(source):
    with pytest.raises(ValueError, match=re.escape("no constants found in shop 1.0: check `defined_in`")):
        generator.constants_in(source, "shop", "1.0")


def test_every_library_has_its_table():
    assert list(CONSTANTS) == [each.table for each in LIBRARIES.values() if each.defined_in or each is HTTP]
