"""The text of expressions, and whether two are the same; works on trees too deep for `ast`'s functions."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import Final


def dotted(node: ast.expr) -> str | None:
    """A name or an attribute chain as it is written, `self.r.status_code`; None for anything else."""
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join((node.id, *reversed(names)))


def spelled(node: ast.expr) -> str:
    """The text of an expression for a message."""
    try:
        return ast.unparse(node)
    except (
        RecursionError,
        ValueError,
    ):  # too deep, or an integer with more digits than Python prints
        return "..."


def same(one: ast.AST, other: ast.AST) -> bool:
    """Whether two expressions are the same but for blanks, parentheses and quotes."""
    pairs: list[tuple[object, object]] = [(one, other)]
    while pairs:
        left, right = pairs.pop()
        if type(left) is not type(right):
            return False
        if isinstance(left, ast.AST):
            pairs.extend((getattr(left, name, None), getattr(right, name, None)) for name in left._fields)
        elif isinstance(left, list) and isinstance(right, list):
            if len(left) != len(right):
                return False
            pairs.extend(zip(left, right, strict=True))
        elif left != right:
            return False
    return True


def last_name(node: ast.expr) -> str:
    """The last part of a name or an attribute chain as it is written; nothing for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a name in lower case: `mock`, `http` and `resp` of `mockHTTPResp_2`."""
    return frozenset(word.lower() for word in _WORD.findall(name))
