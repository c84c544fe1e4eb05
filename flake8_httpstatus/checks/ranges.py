"""HSC104: a whole class tested, where the library has a helper. HSC107: one-sided threshold."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final, NamedTuple

from ..checking import check
from ..codes import gives_number
from ..evidence.held import HELD, Held, held
from ..evidence.replies import unless_reply
from ..expressions import dotted, same
from ..file import File
from ..findings import Finding
from ..reporting import bare_codes, finding
from ..rules import THRESHOLD, WHOLE_CLASS
from ..source import Span
from ..spelling import spelled_at

Order = ast.Lt | ast.LtE | ast.Gt | ast.GtE
_FLIPPED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
}


class Limit(NamedTuple):
    """One side of a range: `operand >= value` where `lower`, else `operand <= value`."""

    operand: ast.expr
    lower: bool
    value: int

    def outside(self) -> Limit:
        """The same limit, seen from the other side: `x < 200` stays outside of `x >= 200`."""
        return Limit(self.operand, not self.lower, self.value + (-1 if self.lower else 1))


@check(THRESHOLD, WHOLE_CLASS, nodes=[ast.Compare], clues=HELD)
def compared(node: ast.Compare, file: File) -> Iterator[Finding]:
    """`200 <= r.status_code < 300`; `r.status_code >= 400`; `in range(200, 300)`; `// 100 == 2`."""
    if len(node.ops) == 2:
        left, middle, right = node.left, *node.comparators
        bounds = _bound(left, node.ops[0], middle), _bound(middle, node.ops[1], right)
        yield from _range(node, bounds, file)
    elif len(node.ops) == 1:
        operator, other = node.ops[0], node.comparators[0]
        bound = _bound(node.left, operator, other)
        if bound is not None and not _is_half(node, bound, file):
            yield from threshold(node.left, other, file)
        yield from _whole_class(node, file)


def threshold(left: ast.expr, right: ast.expr, file: File) -> Iterator[Finding]:
    """The code in an order comparison with a status, whichever side it is on."""
    for operand, other in ((left, right), (right, left)):
        how = held(operand, file) if isinstance(other, ast.Constant) and gives_number(other) else None
        if how is not None:
            found = bare_codes(THRESHOLD, other, file, doubtful=how is Held.PERHAPS)
            yield from unless_reply(found, operand, file)


def _bound(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> Limit | None:
    """The limit in an order comparison with an integer; None if it is none."""
    if not isinstance(operator, Order):
        return None
    kind: type[ast.cmpop] = type(operator)
    if isinstance(left, ast.Constant):
        left, right, kind = right, left, _FLIPPED[kind]
    if not isinstance(right, ast.Constant) or type(right.value) is not int:
        return None
    value = right.value + {ast.Gt: 1, ast.Lt: -1}.get(kind, 0)
    return Limit(left, kind in {ast.Gt, ast.GtE}, value)


def _is_half(node: ast.Compare, limit: Limit, file: File) -> bool:
    """Whether the comparison is half of a range written with `and` or `or`."""
    above, lower = file.parents.get(node), limit.lower
    if isinstance(above, ast.UnaryOp) and isinstance(above.op, ast.Not):
        above, lower = file.parents.get(above), not lower
    return isinstance(above, ast.BoolOp) and any(
        _limits(value, limit.operand, lower=not lower) for value in above.values
    )


def _limits(node: ast.expr, operand: ast.expr, *, lower: bool) -> bool:
    """Whether a test limits the operand from below (`lower`), or from above."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node, lower = node.operand, not lower
    if not (isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], Order)):
        return False
    greater, less = node.left, node.comparators[0]
    if isinstance(node.ops[0], (ast.Lt, ast.LtE)):
        greater, less = less, greater
    return same(greater if lower else less, operand)


def _bounds(node: ast.BoolOp) -> list[Limit | None]:
    return [
        _bound(value.left, value.ops[0], value.comparators[0])
        if isinstance(value, ast.Compare) and len(value.ops) == 1
        else None
        for value in node.values
    ]


@check(WHOLE_CLASS, nodes=[ast.BoolOp], clues=HELD)
def joined(node: ast.BoolOp, file: File) -> Iterator[Finding]:
    """`r.status_code >= 200 and r.status_code <= 299`; `r.status_code < 200 or r.status_code >= 300`."""
    if len(node.values) != 2:
        return
    first, second = _bounds(node)
    if first is None or second is None:
        return
    if isinstance(node.op, ast.Or):
        yield from _range(node, (first.outside(), second.outside()), file, negated=True)
    else:
        yield from _range(node, (first, second), file)


def _range(
    node: ast.expr, bounds: tuple[Limit | None, Limit | None], file: File, *, negated: bool = False
) -> Iterator[Finding]:
    one, other = bounds
    if one is None or other is None or one.lower is other.lower or not same(one.operand, other.operand):
        return
    low, high = (one.value, other.value) if one.lower else (other.value, one.value)
    yield from _helper(node, one.operand, (low, high), file, negated=negated)


def _helper(
    node: ast.expr,
    operand: ast.expr,
    limits: tuple[int, int],
    file: File,
    *,
    negated: bool = False,
    why_not: str = "",
) -> Iterator[Finding]:
    """Report a test of a whole class, if the library has a helper with just these limits."""
    how = held(operand, file)
    chain = dotted(operand)
    if how is None or chain is None or (how is Held.PERHAPS and limits[0] < 200):
        return
    helper = next((name for name, its in file.names.helpers.items() if its == limits), None)
    if helper is None:
        return
    spelling = spelled_at(node, helper, file)
    call = f"{'not ' if negated else ''}{spelling}({chain})"
    message = WHOLE_CLASS.message.format(hundreds=limits[0] // 100, call=call)
    if not why_not and "#" in file.text.at(Span.of(node)):  # a comment: there is no string in it
        why_not = "a comment stands inside"
    found = finding(
        WHOLE_CLASS,
        node,
        message,
        file,
        name=helper,
        spelling=spelling,
        why_not=why_not,
        operand=operand,
        negated=negated,
    )
    yield from unless_reply(found, operand, file)


_NONE_IS_FALSE: Final = "the helper treats None, arrays and SQL expressions differently"


def _whole_class(node: ast.Compare, file: File) -> Iterator[Finding]:
    """`r.status_code in range(200, 300)` and `r.status_code // 100 == 2`: report only."""
    operator, left, right = node.ops[0], node.left, node.comparators[0]
    if isinstance(operator, (ast.In, ast.NotIn)):
        limits = _range_limits(right)
        if limits is not None:
            negated = isinstance(operator, ast.NotIn)
            yield from _helper(node, left, limits, file, negated=negated, why_not=_NONE_IS_FALSE)
    elif isinstance(operator, (ast.Eq, ast.NotEq)):
        for divided, digit in ((left, right), (right, left)):
            if (
                isinstance(divided, ast.BinOp)
                and isinstance(divided.op, ast.FloorDiv)
                and _integer(divided.right) == 100
                and (number := _integer(digit)) is not None
            ):
                limits = (number * 100, number * 100 + 99)
                negated = isinstance(operator, ast.NotEq)
                yield from _helper(node, divided.left, limits, file, negated=negated, why_not=_NONE_IS_FALSE)


def _range_limits(node: ast.expr) -> tuple[int, int] | None:
    """The first and last number of a constant `range(…)`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range"):
        return None
    numbers = [_integer(argument) for argument in node.args]
    if len(numbers) != 2 or node.keywords or numbers[0] is None or numbers[1] is None:
        return None
    return numbers[0], numbers[1] - 1


def _integer(node: ast.expr) -> int | None:
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None
