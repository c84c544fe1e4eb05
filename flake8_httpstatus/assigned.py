"""What one scope binds its names to, and how it annotates them."""

from __future__ import annotations

import ast
from typing import NamedTuple

from .expressions import dotted
from .statements import Function

Scope = ast.Module | ast.ClassDef | Function | ast.Lambda


class Assigned(NamedTuple):
    """What is bound and annotated, by name."""

    values: dict[str, list[ast.expr]]  # an empty list for a parameter
    entered: dict[str, list[ast.expr]]  # by `with … as`
    caught: dict[str, list[ast.expr]]  # by `except … as`: the classes
    annotations: dict[str, list[ast.expr]]  # those of `self.name` under `.name`


def assigned(scope: Scope) -> Assigned:
    """The values and annotations in a scope, without the scopes inside it."""
    found = Assigned({}, {}, {}, {})
    if isinstance(scope, Function | ast.Lambda):
        for parameter in named_parameters(scope.args):
            found.values[parameter.arg] = []
            if parameter.annotation is not None:
                found.annotations[parameter.arg] = [parameter.annotation]
    pending: list[ast.AST] = [scope.body] if isinstance(scope, ast.Lambda) else [*scope.body]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Assign):
            for target in node.targets:
                _bind(target, node.value, found)
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
            if node.value is not None:
                _bind(node.target, node.value, found)
            if isinstance(node, ast.AnnAssign):
                own = dotted(node.target) or ""
                found.annotations.setdefault(own.removeprefix("self"), []).append(node.annotation)
        elif isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name):
            found.entered.setdefault(node.optional_vars.id, []).append(node.context_expr)
        elif isinstance(node, ast.ExceptHandler) and node.name is not None and node.type is not None:
            found.caught.setdefault(node.name, []).append(node.type)
        if not isinstance(node, Scope):
            pending.extend(ast.iter_child_nodes(node))
    return found


def _bind(target: ast.expr, value: ast.expr, found: Assigned) -> None:
    pairs = [(target, value)]
    while pairs:
        target, value = pairs.pop()
        if isinstance(target, ast.Name):
            found.values.setdefault(target.id, []).append(value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            values = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
            if len(values) != len(target.elts):
                values = [value] * len(target.elts)
            pairs.extend(zip(target.elts, values, strict=True))
        elif isinstance(target, ast.Starred):
            pairs.append((target.value, value))


def named_parameters(arguments: ast.arguments) -> list[ast.arg]:
    """All parameters but `*args` and `**kwargs`."""
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
