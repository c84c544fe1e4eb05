"""What the names and attributes of a file are bound to."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from .assigned import Scope
from .expressions import dotted
from .file import File


def home(node: ast.expr, file: File) -> Scope | None:
    """The scope whose binding a name reads; None for a comprehension's, and for anything but a name."""
    found = file.resolver.home(node, node.id) if isinstance(node, ast.Name) else None
    return found if isinstance(found, Scope) else None


def values(node: ast.expr, file: File) -> Sequence[ast.expr]:
    """What a name, or an attribute, is bound to by assignments and `with`."""
    scope = home(node, file)
    if scope is not None and isinstance(node, ast.Name):
        bound = file.assigned(scope)
        entered = (ast.Await(value) for value in bound.entered.get(node.id, ()))
        return [*bound.values.get(node.id, ()), *entered]
    return file.attribute_values.get(dotted(node) or "", ()) if isinstance(node, ast.Attribute) else ()


def iterated(node: ast.expr, file: File) -> Iterator[ast.expr]:
    """What the loops around a name take it from."""
    name = dotted(node)
    for above in file.above(node):
        for loop in getattr(above, "generators", (above,)):
            if isinstance(loop, (ast.For, ast.AsyncFor, ast.comprehension)) and dotted(loop.target) == name:
                yield loop.iter


def caught(node: ast.expr, file: File) -> Sequence[ast.expr]:
    """The classes that `except … as` binds it to an instance of."""
    scope = home(node, file)
    return file.assigned(scope).caught.get(node.id, ()) if scope and isinstance(node, ast.Name) else ()


def annotated_as(node: ast.expr, file: File) -> Sequence[ast.expr]:
    """How it is annotated."""
    scope = home(node, file)
    return file.assigned(scope).annotations.get(node.id, ()) if scope and isinstance(node, ast.Name) else ()
