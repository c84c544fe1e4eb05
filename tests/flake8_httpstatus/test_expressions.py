"""Expressions spelled and compared at any depth."""

from __future__ import annotations

import ast

import pytest

from flake8_httpstatus.expressions import dotted, same, spelled


def parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


@pytest.mark.parametrize(
    ("text", "expected"), [("a", "a"), ("a . b.c", "a.b.c"), ("a().b", None), ("a[0]", None), ("1", None)]
)
def test_dotted(text: str, expected: str | None) -> None:
    assert dotted(parsed(text)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("a", "(a)", True),
        ("a", "b", False),
        ("a.b", "a . b", True),
        ("a.b", "a.c", False),
        ("'x'", '"x"', True),
        ("1", "True", False),
        ("1", "1.0", False),
        ("f(a, b)", "f(a)", False),
        ("f(a, k=1)", "f(a, k=1)", True),
        ("f(a, k=1)", "f(a, j=1)", False),
        ("a < b", "a > b", False),
        ("a", "1", False),
    ],
)
def test_same(one: str, other: str, expected: bool) -> None:
    assert same(parsed(one), parsed(other)) is expected
    assert same(parsed(other), parsed(one)) is expected


def test_depth() -> None:
    deep = parsed("x" + ".a()" * 900)
    assert same(deep, parsed("x" + ".a()" * 900))
    assert not same(deep, parsed("y" + ".a()" * 900))
    assert spelled(deep) == "..."
    assert spelled(parsed("0x" + "f" * 5000)) == "..."
    assert spelled(parsed("a . b")) == "a.b"
