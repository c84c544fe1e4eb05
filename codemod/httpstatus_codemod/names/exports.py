"""The names in a module's `__all__`."""

from __future__ import annotations

import ast

from flake8_httpstatus.scopes import Scopes


def literal_all(scopes: Scopes) -> frozenset[str] | None:
    """The names in an `__all__` of literal strings; None if there is no such one.

    Only with one of these is a new name safe from being star-imported by others.
    """
    names: set[str] = set()
    for node in scopes.bindings(scopes.tree).get("__all__", ()):
        statement = scopes.parents[node]
        if scopes.parents[statement] is not scopes.tree:
            return None
        value = statement.value if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)) else None
        texts = _texts(value)
        if texts is None:
            return None
        names.update(texts)
    for read in scopes.reads.get("__all__", ()):
        if isinstance(method := scopes.parents[read], ast.Attribute):
            call = scopes.parents[method]
            texts = _texts(call.args[0]) if isinstance(call, ast.Call) and len(call.args) == 1 else None
            if texts is None:
                return None
            names.update(texts)
    is_bound = "__all__" in scopes.bindings(scopes.tree) and "__all__" not in scopes.redirected
    return frozenset(names) if is_bound else None


def _texts(value: ast.expr | None) -> list[str] | None:
    """The strings in a list, a tuple or a sum of these, or a single string; None for anything else."""
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
        left, right = _texts(value.left), _texts(value.right)
        return None if left is None or right is None else left + right
    elements = value.elts if isinstance(value, (ast.List, ast.Tuple)) else [value]
    texts = [
        each.value for each in elements if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    return texts if len(texts) == len(elements) else None
