"""Statements with an effect that the imports below them may need."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_httpstatus.statements import Definition, Function


def has_effect(statement: ast.stmt) -> bool:
    """Whether a statement calls something or changes an object, such as `sys.path` or `os.environ`.

    `x = setup()` counts as well: it does no harm to put an import below it.
    """
    return any(map(_acts, _running(statement)))


def _acts(node: ast.AST) -> bool:
    if isinstance(node, Definition):
        return bool(node.decorator_list)  # decorators are called
    if isinstance(node, (ast.Attribute, ast.Subscript)):
        return not isinstance(node.ctx, ast.Load)
    # `path += […]` changes the list
    return isinstance(node, (ast.Call, ast.AugAssign))


def _running(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes that are evaluated at once, so no function's body."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Function | ast.Lambda):
            waiting += (*node.args.defaults, *filter(None, node.args.kw_defaults))
        else:
            waiting += ast.iter_child_nodes(node)
