"""HSC103 in the rows of `@pytest.mark.parametrize`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from ..checking import check
from ..evidence.held import NAMED
from ..evidence.names import may_be_passed
from ..file import File
from ..findings import Finding
from ..reporting import bare_codes
from ..rules import COMPARED_STATUS


@check(COMPARED_STATUS, nodes=[ast.Call], clues=[NAMED])
def parametrized(node: ast.Call, file: File) -> Iterator[Finding]:
    """The columns whose name says that they have a status."""
    if not (isinstance(node.func, ast.Attribute) and node.func.attr == "parametrize"):
        return
    given = dict(zip(("argnames", "argvalues"), node.args, strict=False))
    given.update((each.arg, each.value) for each in node.keywords if each.arg)
    names = _names(given["argnames"]) if "argnames" in given else []
    wanted = [index for index, name in enumerate(names) if may_be_passed(name, file.settings)]
    if not wanted:
        return
    rows = given.get("argvalues")
    if not isinstance(rows, (ast.List, ast.Tuple, ast.Set)):
        return
    for row in rows.elts:
        values = _values(row, len(names), file)
        for index in wanted:
            if values is not None and index < len(values):
                yield from bare_codes(COMPARED_STATUS, values[index], file, doubtful=True, kept=True)


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
