"""The literals that an expression at a site may give."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final


def ends(node: ast.expr) -> Iterator[ast.expr]:
    """What an expression may give, through `if`/`else`, `or` and collections: literals, names, calls …"""
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.IfExp):
            pending += node.body, node.orelse
        elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            pending += node.values
        elif isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            pending += node.elts
        elif isinstance(node, ast.NamedExpr):
            pending.append(node.value)
        else:
            yield node


def conditional(value: ast.expr) -> Iterator[ast.expr]:
    """Both values of a condition, with collections as they are."""
    pending = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.IfExp):
            pending += node.body, node.orelse
        else:
            yield node


def leaves(node: ast.expr) -> Iterator[ast.Constant]:
    """The literals among these."""
    return (end for end in ends(node) if isinstance(end, ast.Constant))


_WITH_LEAVES: Final = frozenset(
    {ast.Constant, ast.IfExp, ast.BoolOp, ast.Tuple, ast.List, ast.Set, ast.NamedExpr}
)


def gives_number(node: ast.expr) -> bool:
    """Whether an expression may give a number that is written in it: a quick question before slow ones."""
    return type(node) in _WITH_LEAVES and any(
        value_of(leaf, quoted=True) is not None for leaf in leaves(node)
    )


def value_of(leaf: ast.Constant, *, quoted: bool) -> int | None:
    """The number that a literal is; `quoted`: three digits in quotes are one as well."""
    if type(leaf.value) is int:  # not `True`
        return leaf.value
    if quoted and isinstance(leaf.value, str) and len(leaf.value) == 3 and leaf.value.isdecimal():
        return int(leaf.value) if leaf.value.isascii() else None
    return None
