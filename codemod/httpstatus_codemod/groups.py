"""The top-level statements of a module, grouped as LibCST groups them."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from flake8_httpstatus.source import characters, physical_lines
from flake8_httpstatus.statements import begin, begin_line, last_line


def groups(tree: ast.Module, source: str) -> list[list[ast.stmt]]:
    """The top-level statements; those that `;` joins on one logical line are one group.

    Each group is one entry of `cst.Module.body`.
    """
    found: list[list[ast.stmt]] = []
    lines = physical_lines(source)
    for statement in tree.body:
        if found and _joined(found[-1][-1], statement, lines):
            found[-1].append(statement)
        else:
            found.append([statement])
    return found


def first_line(group: Sequence[ast.stmt], lines: Sequence[str]) -> int:
    """The line that a group begins on, 1-based; with decorators, that of the first `@`."""
    line = begin_line(group[0])
    if begin(group[0]) is not group[0]:
        while not lines[line - 1].lstrip().startswith("@"):  # the expression can be lines below its `@(`
            line -= 1
    return line


def _joined(before: ast.stmt, after: ast.stmt, lines: Sequence[str]) -> bool:
    """Whether two statements are on one logical line: `a; b`, or `a; \\` with `b` on the next line."""
    last, first = last_line(before), first_line([after], lines)
    if last == first:
        return True
    tail = lines[last - 1][characters(lines[last - 1], before.end_col_offset or 0) :]
    return all(line.endswith("\\") and "#" not in line for line in (tail, *lines[last : first - 1]))
