"""HSC103 and HSC107 in unittest's assertions; HSC202: a test that cannot fail."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

from ..checking import check
from ..clues import NUMBER, Trace, pattern
from ..evidence.held import HELD, HELD_HERE, held
from ..evidence.pairs import EQUALITY, MEMBERSHIP, asserted
from ..expressions import spelled
from ..file import File
from ..findings import Finding
from ..reporting import finding
from ..rules import COMPARED_STATUS, THRESHOLD
from ..rules import TEST_THAT_CANNOT_FAIL as CANNOT_FAIL
from .comparisons import equality, membership
from .ranges import threshold

# HSC202 also takes a constant for the code: then no number is on any line
_CODE_OR_CONSTANT: Final = (
    (NUMBER,),
    (Trace(pattern(r"HTTP(?:_[1-5][0-9][0-9]_|Status)")), HELD_HERE, Trace(pattern(r"assert|or\b"))),
)


@check(COMPARED_STATUS, THRESHOLD, CANNOT_FAIL, nodes=[ast.Call], clues=HELD, traces=_CODE_OR_CONSTANT)
def unittest_assertion(node: ast.Call, file: File) -> Iterator[Finding]:
    """`self.assertEqual(r.status_code, 200)` and the like; `self.assertTrue(r.status_code, 200)`."""
    if isinstance(node.func, ast.Attribute) and node.func.attr == "assertTrue":
        if len(node.args) > 1 and _names_a_code(node.args[1], file) and held(node.args[0], file):
            yield from _cannot_fail(node.args[0], node.args[1], file)
        return
    assertion = asserted(node)
    if assertion is None:
        return
    method, left, right = assertion
    if method in EQUALITY:
        yield from equality(left, right, file)
    elif method in MEMBERSHIP:
        yield from membership(left, right, file)
    else:
        yield from threshold(left, right, file)


@check(CANNOT_FAIL, nodes=[ast.Assert], clues=HELD, traces=_CODE_OR_CONSTANT)
def assert_statement(node: ast.Assert, file: File) -> Iterator[Finding]:
    """`assert r.status_code, 200` and `assert (r.status_code, 200)`."""
    if node.msg is not None and _names_a_code(node.msg, file) and held(node.test, file):
        yield from _cannot_fail(node.test, node.msg, file)
    elif isinstance(node.test, ast.Tuple) and len(node.test.elts) == 2:
        first, second = node.test.elts
        if _names_a_code(second, file) and held(first, file):
            yield from _cannot_fail(first, second, file)


@check(CANNOT_FAIL, nodes=[ast.BoolOp], clues=HELD, traces=_CODE_OR_CONSTANT)
def alternative(node: ast.BoolOp, file: File) -> Iterator[Finding]:
    """`assert r.status_code == 200 or 201`."""
    if not isinstance(node.op, ast.Or) or not any(_names_a_code(value, file) for value in node.values):
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
    """Whether an expression is a status code: an integer, or a library's constant."""
    if isinstance(node, ast.Constant):
        return type(node.value) is int and 100 <= node.value <= 599
    member = isinstance(node, ast.Attribute) and node.attr.isupper()
    if member and (file.resolve(node) or "").startswith("http.HTTPStatus."):
        return True
    name = getattr(node, "attr", None) or getattr(node, "id", None)
    return isinstance(name, str) and _CONSTANT_NAME.fullmatch(name) is not None


def _cannot_fail(operand: ast.expr, code: ast.expr, file: File) -> Iterator[Finding]:
    """Report a code that a status is never compared with, though it looks so."""
    value = code.value if isinstance(code, ast.Constant) and isinstance(code.value, int) else None
    status, expected = spelled(operand), spelled(code)
    message = CANNOT_FAIL.message.format(status=status, code=expected)
    yield from finding(CANNOT_FAIL, code, message, file, value=value)
