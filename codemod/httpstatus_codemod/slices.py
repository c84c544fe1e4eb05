"""How the top level of a module divides: the statement groups, which are LibCST's top-level statements."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from flake8_httpstatus.file import begin_line, physical_lines


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
    if getattr(group[0], "decorator_list", ()):
        while not lines[line - 1].lstrip().startswith("@"):  # `@(` and the expression below
            line -= 1
    return line


def last_line(group: Sequence[ast.stmt]) -> int:
    """The line that a group ends on, 1-based."""
    last = group[-1]
    return last.lineno if last.end_lineno is None else last.end_lineno


def _joined(before: ast.stmt, after: ast.stmt, lines: Sequence[str]) -> bool:
    """Whether no line end that counts stands between two statements: `a; b`, or `a; \\` and `b` below."""
    end, begin = last_line([before]), first_line([after], lines)
    if end == begin:
        return True
    tail = lines[end - 1].encode()[before.end_col_offset :].decode()
    return all(line.endswith("\\") and "#" not in line for line in (tail, *lines[end : begin - 1]))
