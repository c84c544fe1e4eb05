"""The columns of `@pytest.mark.parametrize`, `@ddt.data` and `@parameterized.expand`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Final

from .assigned import named_parameters
from .bindings import values
from .expressions import last_name
from .file import File
from .statements import Function


def columns(node: ast.Call, file: File) -> Iterator[tuple[str, ast.expr]]:
    """The values of each column with its name, row by row; none for any other call."""
    method = last_name(node.func)
    if method in _BY_POSITION and not file.packages.isdisjoint(_BY_POSITION[method]):
        yield from _by_position(node, method, file)
    if not (isinstance(node.func, ast.Attribute) and method == "parametrize"):
        return
    given = dict(zip(("argnames", "argvalues"), node.args, strict=False))
    given.update((each.arg, each.value) for each in node.keywords if each.arg)
    names = _names(given["argnames"]) if "argnames" in given else []
    rows = table(given.get("argvalues"), file)
    for row in rows.elts if isinstance(rows, (ast.List, ast.Tuple, ast.Set)) else ():
        yield from zip(names, _values(row, len(names), file) or (), strict=False)


def table(node: ast.expr | None, file: File) -> ast.expr | None:
    """A table that is written out, or the only one that a name stands for."""
    bound = values(node, file) if isinstance(node, ast.Name) else ()
    return bound[0] if len(bound) == 1 else node


def named_rows(node: ast.Call, function: Function, file: File) -> Iterator[tuple[str, ast.expr]]:
    """The values of rows that are dicts, each key a parameter of the decorated function, with that.

    Whatever the decorator is called: `@data({"code": 404})`, `@dataset({"missing": {"code": 404}})`.
    """
    parameters = {each.arg for each in named_parameters(function.args)}
    for argument in node.args:
        given = table(argument, file)
        rows: Sequence[ast.expr] = []
        if isinstance(given, ast.Dict):
            rows = given.values if all(isinstance(each, ast.Dict) for each in given.values) else [given]
        elif isinstance(given, (ast.List, ast.Tuple)):
            rows = given.elts
        for row in rows:
            if isinstance(row, ast.Dict) and parameters.issuperset(names := _keys(row)):
                yield from zip(names, row.values, strict=True)


def _keys(row: ast.Dict) -> list[str]:
    return [str(key.value) if isinstance(key, ast.Constant) else "" for key in row.keys]


# The decorators that give a test its arguments in order, and the packages that they come from
_BY_POSITION: Final = {"data": frozenset({"ddt"}), "expand": frozenset({"parameterized"})}


def _by_position(node: ast.Call, method: str, file: File) -> Iterator[tuple[str, ast.expr]]:
    """Rows of `@data((1, 2), …)` with `@unpack`, of `@data(1, 2)`, and of `@parameterized.expand([…])`."""
    function = file.parents.get(node)
    if not isinstance(function, Function):
        return
    names = [each.arg for each in function.args.args[1:]]  # without `self`
    rows: Sequence[ast.expr] = node.args
    unpacked = any(last_name(each) == "unpack" for each in function.decorator_list)
    if method == "expand":
        unpacked = True
        given = table(rows[0], file) if rows else None
        rows = given.elts if isinstance(given, (ast.List, ast.Tuple)) else ()
    for row in rows:
        values = row.elts if unpacked and isinstance(row, (ast.Tuple, ast.List)) else [row]
        if not any(isinstance(value, ast.Starred) for value in values):
            yield from zip(names, values, strict=False)


def _names(node: ast.expr) -> list[str]:
    """The argument names, written as one string with commas or as a collection of strings."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [name.strip() for name in node.value.split(",") if name.strip()]
    if isinstance(node, (ast.Tuple, ast.List)):
        return [str(each.value) if isinstance(each, ast.Constant) else "" for each in node.elts]
    return []


def _values(row: ast.expr, names: int, file: File) -> Sequence[ast.expr] | None:
    """The values of one row, in order; None if the order is not known."""
    if isinstance(row, ast.Call) and file.callee(row.func) == "param":
        values: Sequence[ast.expr] = row.args
    elif names == 1:
        values = [row]
    elif isinstance(row, (ast.Tuple, ast.List)):
        values = row.elts
    else:
        return None
    return None if any(isinstance(value, ast.Starred) for value in values) else values
