"""HSC103 and HSC107 in unittest's assertions; HSC202: a test that cannot fail."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

from ..expressions import spelled
from ..file import File
from ..findings import Finding
from .comparisons import equality, membership
from .operands import held
from .ranges import threshold
from .register import visits

_EQUALITY: Final = frozenset(
    {
        "assertEqual",
        "assertEquals",
        "assertNotEqual",
        "assertNotEquals",
        "failUnlessEqual",
        "failIfEqual",
    }
)
_MEMBERSHIP: Final = frozenset({"assertIn", "assertNotIn"})
_ORDER: Final = frozenset({"assertGreater", "assertGreaterEqual", "assertLess", "assertLessEqual"})


@visits(ast.Call)
def unittest_assertion(node: ast.Call, file: File) -> Iterator[Finding]:
    """`self.assertEqual(r.status_code, 200)` and the like; `self.assertTrue(r.status_code, 200)`."""
    if not isinstance(node.func, ast.Attribute):
        return
    method = node.func.attr
    if method == "assertTrue":
        if len(node.args) > 1 and held(node.args[0], file) and _names_a_code(node.args[1], file):
            yield from _cannot_fail(node.args[0], node.args[1], file)
        return
    operands = _operands(node, ("member", "container") if method in _MEMBERSHIP else _FIRST_SECOND)
    if operands is None:
        return
    if method in _EQUALITY:
        yield from equality(*operands, file)
    elif method in _MEMBERSHIP:
        yield from membership(*operands, file)
    elif method in _ORDER:
        yield from threshold(*operands, file)


_FIRST_SECOND: Final = ("first", "second")


def _operands(node: ast.Call, names: tuple[str, str]) -> tuple[ast.expr, ast.expr] | None:
    """The two values that an assertion compares, by position or keyword."""
    given = list(node.args[:2])
    if any(isinstance(argument, ast.Starred) for argument in given):
        return None
    if names == _FIRST_SECOND and isinstance(node.func, ast.Attribute) and node.func.attr in _ORDER:
        names = ("a", "b")
    by_name = {keyword.arg: keyword.value for keyword in node.keywords}
    given += [by_name[name] for name in names[len(given) :] if name in by_name]
    return (given[0], given[1]) if len(given) == 2 else None


@visits(ast.Assert)
def asserted(node: ast.Assert, file: File) -> Iterator[Finding]:
    """`assert r.status_code, 200` and `assert (r.status_code, 200)`."""
    if node.msg is not None and held(node.test, file) and _names_a_code(node.msg, file):
        yield from _cannot_fail(node.test, node.msg, file)
    elif isinstance(node.test, ast.Tuple) and len(node.test.elts) == 2:
        first, second = node.test.elts
        if held(first, file) and _names_a_code(second, file):
            yield from _cannot_fail(first, second, file)


@visits(ast.BoolOp)
def alternative(node: ast.BoolOp, file: File) -> Iterator[Finding]:
    """`assert r.status_code == 200 or 201`."""
    if not isinstance(node.op, ast.Or):
        return
    compared: ast.expr | None = None
    for value in node.values:
        if compared is not None and _names_a_code(value, file):
            yield from _cannot_fail(compared, value, file)
        elif isinstance(value, ast.Compare) and isinstance(value.ops[0], (ast.Eq, ast.NotEq)):
            operands = (value.left, *value.comparators)
            compared = next((operand for operand in operands if held(operand, file)), compared)


_CONSTANT_NAME: Final = re.compile(r"HTTP_[1-5]\d\d_[A-Z_]+")


def _names_a_code(node: ast.expr, file: File) -> bool:
    """Whether an expression is a status code, as an integer or as a library's constant."""
    if isinstance(node, ast.Constant):
        return type(node.value) is int and 100 <= node.value <= 599
    if isinstance(node, ast.Attribute) and (file.resolve(node) or "").startswith("http.HTTPStatus."):
        return True
    name = getattr(node, "attr", None) or getattr(node, "id", None)
    return isinstance(name, str) and _CONSTANT_NAME.fullmatch(name) is not None


def _cannot_fail(operand: ast.expr, code: ast.expr, file: File) -> Iterator[Finding]:
    """The finding for a code that the operand should be compared with, and is not."""
    value = code.value if isinstance(code, ast.Constant) and isinstance(code.value, int) else None
    status, expected = spelled(operand), spelled(code)
    message = (
        f"this test cannot fail, it never compares {status} with {expected}: "
        f"use assertEqual({status}, {expected}) or assert {status} == {expected}"
    )
    found = file.finding("HSC202", code, message, value=value)
    if found is not None:
        yield found
