"""Literals inside f-strings: some show in the printed text, of others the position is wrong."""

from __future__ import annotations

import ast
import itertools
import sys
from typing import Final

from .expressions import same
from .file import File

# Before 3.12, positions inside f-strings were made up from the string's own and are often wrong
_POSITIONS_ARE_RIGHT: Final = sys.version_info >= (3, 12)


def shows_its_text(node: ast.expr, file: File) -> bool:
    """Whether a node may be in `f"{x=}"`, which prints the text of its expression."""
    return any(_may_print_expression(value, file.parents) for value in _formatted(node, file))


def is_at_its_position(node: ast.expr, file: File) -> bool:
    """Whether the position that `ast` gives for a node is right."""
    return _POSITIONS_ARE_RIGHT or not _formatted(node, file) or _has_its_text(node, file)


def _formatted(node: ast.AST, file: File) -> list[ast.FormattedValue]:
    """The `{…}` of f-strings around a node."""
    around = itertools.takewhile(lambda above: not isinstance(above, ast.stmt), file.above(node))
    return [above for above in around if isinstance(above, ast.FormattedValue)]


def _has_its_text(node: ast.expr, file: File) -> bool:
    """Whether the node's text stands at its position, and no other node claims the same."""
    string = next(above for above in reversed(list(file.above(node))) if isinstance(above, ast.JoinedStr))
    places = [
        (each.lineno, each.col_offset)
        for each in ast.walk(string)
        if isinstance(each, ast.expr) and same(each, node)
    ]
    text = ast.get_source_segment(file.source, node) or ""
    try:
        parsed = ast.parse(text, mode="eval").body
    except SyntaxError:
        return False
    return len(places) == len(set(places)) and same(parsed, node)


def _may_print_expression(value: ast.FormattedValue, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether this may be `f"{expression=}"`. The parser then puts the expression's text before the value.

    It also sets the conversion `!r`, unless there is another conversion or a format.
    """
    string = parents.get(value)
    if not isinstance(string, ast.JoinedStr) or (value.conversion == -1 and value.format_spec is None):
        return False
    index = string.values.index(value)
    before = string.values[index - 1] if index else None
    return (
        isinstance(before, ast.Constant)
        and isinstance(before.value, str)
        and before.value.rstrip().endswith("=")
    )
