"""Collections of nothing but status codes, under a name that says so: `RETRY_STATUS_CODES = {429, 502}`."""

from __future__ import annotations

import ast
from typing import Final

from ..expressions import dotted, last_name
from ..libraries.in_use import is_another_protocols
from .names import means_statuses

_BUILT: Final = frozenset({"frozenset", "list", "set", "tuple"})


def is_collection(name: str, value: ast.expr) -> bool:
    """Whether a name says that it has statuses, and its value has nothing else."""
    collection = codes_in(value)
    return (
        means_statuses(name)
        and isinstance(collection, (ast.Tuple, ast.List, ast.Set))
        and all(map(_may_be_code, collection.elts))
    )


def codes_in(value: ast.expr) -> ast.expr:
    """What stands in `frozenset({…})` and its like; any other value as it is."""
    if isinstance(value, ast.Call) and last_name(value.func) in _BUILT and len(value.args) == 1:
        return value.args[0]
    return value


def _may_be_code(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        code = node.value
        return type(code) is int and 100 <= code <= 599 and not is_another_protocols(code)
    return dotted(node) is not None
