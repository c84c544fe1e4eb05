"""Whether a constant or helper stands for what was written before, by the code table."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from flake8_httpstatus.expressions import dotted
from flake8_httpstatus.findings import Finding
from flake8_httpstatus.libraries.library import Library

_ORDER: Final[Mapping[type[ast.cmpop], Callable[[int, int], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def dotted_name(finding: Finding, new: Any) -> ast.expr | None:
    """The dotted name in what was written for a finding; None if it cannot stand for the old node.

    The new node means the same as the old one provided that this name is the library's `finding.name`.
    """
    old, name, library = finding.node, finding.name or "", finding.library
    code = codes(library).get(name)
    if isinstance(old, ast.Constant):
        digits = str(old.value)  # quoted or not
        same = digits.isdecimal() and int(digits) == code
    elif isinstance(old, ast.Attribute):
        same = (
            code is not None
            and codes(library).get(old.attr) == code
            and isinstance(new, ast.Attribute)
            and dotted(new) == f"{dotted(old.value)}.{name}"
        )
    else:
        negated = isinstance(new, ast.UnaryOp) and isinstance(new.op, ast.Not)
        call = new.operand if negated else new
        if not isinstance(call, ast.Call) or len(call.args) != 1 or call.keywords:
            return None
        new, operand = call.func, call.args[0]
        accepted = library.helpers.get(name)
        same = (
            accepted is not None and dotted(operand) is not None and _tests(old, operand, *accepted, negated)
        )
    return new if same and dotted(new) is not None else None


@cache
def codes(library: Library) -> Mapping[str, int]:
    """The status code of each name that a library has ever had."""
    return {row.name: row.code for row in library.constants}


def _tests(test: ast.expr, operand: ast.expr, low: int, high: int, negated: bool) -> bool:
    """Whether a test is true of the operand exactly from `low` to `high`; `negated`: exactly outside."""
    numbers = {node.value for node in ast.walk(test) if isinstance(node, ast.Constant)}
    bounds = {low, high, *(number for number in numbers if isinstance(number, int))}
    try:
        # between its limits the outcome of order comparisons does not change
        return all(
            _outcome(test, ast.dump(operand), code) is ((low <= code <= high) is not negated)
            for bound in bounds
            for code in (bound - 1, bound, bound + 1)
        )
    except KeyError:
        return False


def _outcome(test: ast.expr, operand: str, code: int) -> bool:
    """The outcome of a test for a status code. Raises `KeyError` for anything but order comparisons."""
    if isinstance(test, ast.BoolOp):
        outcomes = [_outcome(value, operand, code) for value in test.values]
        return all(outcomes) if isinstance(test.op, ast.And) else any(outcomes)
    if not isinstance(test, ast.Compare):
        raise KeyError(test)
    values = [_value(side, operand, code) for side in (test.left, *test.comparators)]
    return all(
        _ORDER[type(order)](*sides) for order, *sides in zip(test.ops, values, values[1:], strict=False)
    )


def _value(side: ast.expr, operand: str, code: int) -> int:
    if isinstance(side, ast.Constant) and isinstance(side.value, int):
        return side.value
    return {operand: code}[ast.dump(side)]
