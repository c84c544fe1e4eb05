"""Which two expressions are compared: by an operator, a unittest assertion or a pattern."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

EQUALITY: Final = frozenset(
    {
        "assertEqual",
        "assertEquals",
        "assertNotEqual",
        "assertNotEquals",
        "failUnlessEqual",
        "failIfEqual",
    }
)
MEMBERSHIP: Final = frozenset({"assertIn", "assertNotIn"})
ORDER: Final = frozenset({"assertGreater", "assertGreaterEqual", "assertLess", "assertLessEqual"})

_PARAMETERS: Final = {
    **dict.fromkeys(EQUALITY, ("first", "second")),
    **dict.fromkeys(MEMBERSHIP, ("member", "container")),
    **dict.fromkeys(ORDER, ("a", "b")),
}


def compared(node: ast.Compare) -> Iterator[tuple[ast.cmpop, ast.expr, ast.expr]]:
    """Each pair of a chain, with its operator."""
    for operator, (left, right) in zip(node.ops, pairwise((node.left, *node.comparators)), strict=True):
        yield operator, left, right


def asserted(node: ast.Call) -> tuple[str, ast.expr, ast.expr] | None:
    """The method and both values of a unittest assertion that compares; None for any other call."""
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    names = _PARAMETERS.get(method)
    given = list(node.args[:2])
    if names is None or any(isinstance(argument, ast.Starred) for argument in given):
        return None
    by_name = {keyword.arg: keyword.value for keyword in node.keywords}
    given += [by_name[name] for name in names[len(given) :] if name in by_name]
    return (method, given[0], given[1]) if len(given) == 2 else None


def constants(pattern: ast.pattern) -> Iterator[ast.Constant]:
    """The literals in a pattern: 404 and 410 in `case 404 | 410 as code`."""
    if isinstance(pattern, ast.MatchOr):
        for each in pattern.patterns:
            yield from constants(each)
    elif isinstance(pattern, ast.MatchAs) and pattern.pattern is not None:
        yield from constants(pattern.pattern)
    elif isinstance(pattern, ast.MatchValue) and isinstance(pattern.value, ast.Constant):
        yield pattern.value
