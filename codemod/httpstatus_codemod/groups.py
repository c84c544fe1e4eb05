"""The statement groups of a module: its top-level statements as LibCST divides them."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from flake8_httpstatus.source import characters, physical_lines
from flake8_httpstatus.statements import begin, begin_line, last_line


def groups(tree: ast.Module, source: str) -> list[list[ast.stmt]]:
    """The top-level statements, those that `;` joins on one logical line together.

    Group and entry of `cst.Module.body` correspond one to one.
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
    """The line that a group begins on, 1-based: that of its first decorator's `@`, if it has one."""
    line = begin_line(group[0])
    if begin(group[0]) is not group[0]:
        while not lines[line - 1].lstrip().startswith("@"):  # `@(` and the expression below
            line -= 1
    return line


def _joined(before: ast.stmt, after: ast.stmt, lines: Sequence[str]) -> bool:
    """Whether no line end that counts stands between two statements: `a; b`, or `a; \\` and `b` below."""
    last, first = last_line(before), first_line([after], lines)
    if last == first:
        return True
    tail = lines[last - 1][characters(lines[last - 1], before.end_col_offset or 0) :]
    return all(line.endswith("\\") and "#" not in line for line in (tail, *lines[last : first - 1]))
