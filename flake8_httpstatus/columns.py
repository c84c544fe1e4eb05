"""The columns of `@pytest.mark.parametrize`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from .file import File


def columns(node: ast.Call, file: File) -> Iterator[tuple[str, ast.expr]]:
    """The values of each column with its name, row by row; none for any other call."""
    if not (isinstance(node.func, ast.Attribute) and node.func.attr == "parametrize"):
        return
    given = dict(zip(("argnames", "argvalues"), node.args, strict=False))
    given.update((each.arg, each.value) for each in node.keywords if each.arg)
    names = _names(given["argnames"]) if "argnames" in given else []
    rows = given.get("argvalues")
    for row in rows.elts if isinstance(rows, (ast.List, ast.Tuple, ast.Set)) else ():
        yield from zip(names, _values(row, len(names), file) or (), strict=False)


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
