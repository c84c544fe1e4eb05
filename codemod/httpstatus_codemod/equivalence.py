"""Whether one expression stands for the same as another, by the code table and the imports around it."""

from __future__ import annotations

import ast
import operator
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from flake8_httpstatus.constants import CONSTANTS
from flake8_httpstatus.libraries import LIBRARIES

Meaning = int | tuple[int, int]  # a constant's status code; the lowest and the highest that a helper accepts

_ORDER: Final[Mapping[type[ast.cmpop], Callable[[int, int], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def stands_for_same(old: ast.expr, new: ast.expr, table: str, names: Names) -> bool:
    """Whether `new`, a constant or a helper's call, stands for `old`: a literal, a constant or a test."""
    if isinstance(old, ast.Constant):
        digits = str(old.value)  # quoted or not
        return digits.isdecimal() and int(digits) in names.meanings(new, table)
    if isinstance(old, (ast.Attribute, ast.Name)):
        return not names.meanings(old, table).isdisjoint(names.meanings(new, table))
    call, negated = new, False
    if isinstance(new, ast.UnaryOp) and isinstance(new.op, ast.Not):
        call, negated = new.operand, True
    if not isinstance(call, ast.Call) or len(call.args) != 1 or call.keywords or not _dotted(call.args[0]):
        return False
    return any(
        isinstance(accepted, tuple) and _tests(old, call.args[0], *accepted, negated)
        for accepted in names.meanings(call.func, table)
    )


def _tests(test: ast.expr, operand: ast.expr, low: int, high: int, negated: bool) -> bool:
    """Whether a test accepts, or with `negated` rejects, the operand exactly from `low` to `high`."""
    numbers = {node.value for node in ast.walk(test) if isinstance(node, ast.Constant)}
    bounds = {low, high, *(number for number in numbers if isinstance(number, int))}
    try:
        # between its bounds a test made of order comparisons does not change its mind
        return all(
            _outcome(test, ast.dump(operand), code) is ((low <= code <= high) is not negated)
            for bound in bounds
            for code in (bound - 1, bound, bound + 1)
        )
    except KeyError:
        return False


def _outcome(test: ast.expr, operand: str, code: int) -> bool:
    """What a test makes of a status code. Raises `KeyError` if there is more to it than an order."""
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


class Names:
    """What the imports of a file let its names stand for."""

    def __init__(self, tree: ast.Module) -> None:
        """Look for the imports."""
        self._imported: dict[str, list[tuple[int, str]]] = defaultdict(list)  # line and full name
        self._stars: list[tuple[int, str]] = []
        for node in _statements(tree):
            if isinstance(node, ast.ImportFrom) and not node.level:
                for alias in node.names:
                    if alias.name == "*":
                        self._stars.append((node.lineno, f"{node.module}"))
                    else:
                        full = f"{node.module}.{alias.name}"
                        self._imported[alias.asname or alias.name].append((node.lineno, full))
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    full = alias.name if alias.asname else alias.name.partition(".")[0]
                    self._imported[alias.asname or full].append((node.lineno, full))

    def meanings(self, node: ast.expr, table: str) -> set[Meaning]:
        """What a dotted name can stand for, by the imports above it."""
        dotted = _dotted(node)
        first, dot, rest = dotted.partition(".")
        full = [(line, f"{full}{dot}{rest}") for line, full in self._imported[first]]
        full += [(line, f"{module}.{dotted}") for line, module in self._stars]
        meanings = _meanings(table)
        return {meanings[name] for line, name in full if line <= node.lineno and name in meanings}


def _statements(tree: ast.Module) -> Iterator[ast.AST]:
    """All statements, without a look at what they are made of."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        yield node
        for block in ("body", "handlers", "cases", "orelse", "finalbody"):
            pending += getattr(node, block, ())


@cache
def _meanings(table: str) -> Mapping[str, Meaning]:
    """What the full names of constants and helpers stand for."""
    meanings: dict[str, Meaning] = {}
    for library in LIBRARIES.values():
        if library.table == table:
            for holder in (library.dotted, library.by_name or library.dotted):
                meanings.update((f"{holder}.{row.name}", row.code) for row in CONSTANTS[table])
                meanings.update((f"{holder}.{name}", accepted) for name, accepted in library.helpers.items())
    return meanings


def _dotted(node: ast.expr) -> str:
    """A name or a chain of attributes as it is written; empty for all else."""
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(names)]) if isinstance(node, ast.Name) else ""
