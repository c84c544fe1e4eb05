"""LibCST sees no more of a text than holds the changes, but enough to read it."""

from __future__ import annotations

import ast

import libcst as cst
import pytest
from httpstatus_codemod import rewrite as rewriting
from httpstatus_codemod.rewrite import rewrite

from tests.codemod.test_rewrite import IMPORT, found


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What LibCST is given to parse."""
    codes: list[str] = []
    parse_module = cst.parse_module

    def noting(code: str) -> cst.Module:
        codes.append(code)
        return parse_module(code)

    monkeypatch.setattr(rewriting.cst, "parse_module", noting)
    return codes


def check(source: str) -> None:
    tree = ast.parse(IMPORT + source)
    new = rewrite(IMPORT + source, found(tree), None, tree=tree)
    assert new == IMPORT + source.replace("200", "status.HTTP_200_OK")


@pytest.mark.parametrize(
    ("source", "slices"),
    [
        ("x = 1; y = 200  # z\nz = 2\n", ["x = 1; y = 200  # z"]),
        ("def f():\n    x = 1\n    return 200  # y\n", ["return 200  # y"]),
        ("def f():\n\tx = (\n  200)\n\ty\n", ["x = (\n  200)"]),
        (
            "@x(200)\ndef f():\n    # above\n    'doc'\n    return 200\n",
            ["@x(200)\ndef f():\n    # above\n    pass", "return 200"],
        ),
        (
            "class A:\n    x = 1\n\n    def f(x=200):\n        @x\n        def g(): return x\n",
            ["if 1:\n    def f(x=200):\n        pass"],
        ),
        ("match x:\n    case 200:\n        y\n", ["match x:\n    case 200:\n        pass"]),
        ("if x:\n    y\nelse:\n    with x: z = 200\n", ["if 1:\n    with x: z = 200"]),
        ("if x: y = 200\n", ["if x: y = 200"]),
        ("if x:\n    y\nelif z == 200:\n    z\n", ["if x:\n    y\nelif z == 200:\n    z"]),
        ("if x:\n    y; z = 200\n", ["if x:\n    y; z = 200"]),
    ],
)
def test_slices(source: str, slices: list[str], seen: list[str]) -> None:
    check(source)
    assert seen == slices


def test_wider_where_libcst_cannot_read_less(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    parse_module = cst.parse_module

    def only_whole(code: str) -> cst.Module:
        tried.append(code)
        if "def" not in code:
            raise cst.ParserSyntaxError("no", lines=[code], raw_line=1, raw_column=0)
        return parse_module(code)

    monkeypatch.setattr(rewriting.cst, "parse_module", only_whole)
    check("def f():\n    if x:\n        return 200\n")
    assert tried == [
        "return 200",
        "if 1:\n    if x:\n        return 200",
        "def f():\n    if x:\n        return 200",
    ]
