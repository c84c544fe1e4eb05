"""A necessary condition: what it rules out holds no site."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import NOWHERE, settings_of
from hypothesis import given
from hypothesis import strategies as st

from flake8_httpstatus import finder
from flake8_httpstatus.findings import Finding
from flake8_httpstatus.prefilter import Prefilter

SETTINGS = settings_of("auto")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "x = 404",
        "import os\nprint(os.environ)",
        "def f(x):\n    return x == 404",
    ],
)
def test_files_ruled_out(source: str) -> None:
    assert not Prefilter(source, SETTINGS)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("r.status_code == 404", True),
        ("r.status_code == 0x194", True),
        ("r.status_code == 4_04", True),
        ("r.status_code == 4040", True),
        ("r.status_code == 40", True),
        ("r.status_code ==404", True),
        ("f(x,404)", True),
        ("x = [404]", True),
        ("status.HTTP_422_UNPROCESSABLE_ENTITY", True),
        ("assert r.status_code, HTTP_200_OK", True),
        ("r.status_code == x or HTTPStatus.OK", True),
        ("@f(404)\ndef g():\n    pass", True),
        ("if x:\n    pass\nelse:\n    r.status_code = 404", True),
        ("r.status_code == status.HTTP_200_OK", False),
        ("x = 5", False),
        ("x = y1404", False),
        ("x = 7.404", False),
        ("status = 0", False),
        ("r.status_code", False),
    ],
)
def test_statements(statement: str, expected: bool) -> None:
    source = f"from rest_framework import status\n{statement}\n"
    [_, node] = ast.parse(source).body
    prefilter = Prefilter(source, SETTINGS)
    assert bool(prefilter and prefilter.may_hold(node)) is expected


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_the_parser_does(newline: str) -> None:
    source = newline.join(
        ["import x", "'''", "\x0c\x0b\x1c\u2028\x85", "'''", "x = 1", "r.status_code == 404"]
    )
    prefilter = Prefilter(source, SETTINGS)
    assert [prefilter.may_hold(node) for node in ast.parse(source).body] == [False, False, False, True]


class Everything(Prefilter):
    """Rules nothing out."""

    def __bool__(self) -> bool:
        return True

    def may_hold(self, statement: ast.stmt) -> bool:
        return True


def places(found: list[Finding]) -> list[tuple[object, ...]]:
    return [(each.span, each.code, each.message, each.replacement) for each in found]


def check_same(source: str) -> None:
    tree = ast.parse(source)
    filtered = finder.find(tree, source, NOWHERE, SETTINGS)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(finder, "Prefilter", Everything)
        assert places(filtered) == places(finder.find(tree, source, NOWHERE, SETTINGS))


def own_tests() -> Iterator[str]:
    """The sources of the other tests' cases."""
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 12:
                try:
                    ast.parse(node.value)
                except (SyntaxError, ValueError):
                    continue
                yield node.value


def test_it_rules_no_site_out_in_our_own_cases() -> None:
    cases = list(own_tests())
    assert len(cases) > 500
    for source in cases:
        check_same(source)


OPERANDS = st.sampled_from(["r.status_code", "status_code", "x", "r['status_code']", "f()", "HTTP_200_OK"])
NUMBERS = st.sampled_from(
    ["404", "0x194", "4_04", "40", "4040", "1_0", "200.0", "-404", "'404'", "HTTP_200_OK"]
)
STATEMENTS = st.one_of(
    st.builds("{} == {}".format, OPERANDS, NUMBERS),
    st.builds("assert {}, {}".format, OPERANDS, NUMBERS),
    st.builds("assert {} == {} or {}".format, OPERANDS, NUMBERS, NUMBERS),
    st.builds(
        "if {}:\n    {} = {}".format, NUMBERS, st.sampled_from(["status_code", "r.status_code"]), NUMBERS
    ),
    st.builds("@f({})\ndef g(status_code={}): ...".format, NUMBERS, NUMBERS),
    st.builds("HttpResponse(x, y, {})".format, NUMBERS),
    st.builds("f(\n{},\nstatus_code=\\\n{})".format, OPERANDS, NUMBERS),
)


@given(st.lists(STATEMENTS, max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))
def test_it_rules_no_site_out(statements: list[str], newline: str) -> None:
    source = "\n".join(["from django.http import HttpResponse", *statements, ""])
    check_same(source.replace("\n", newline))
