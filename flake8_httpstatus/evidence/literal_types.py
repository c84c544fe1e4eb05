"""`Literal[…]` annotations: type checkers accept nothing but the literal where they stand."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..expressions import dotted
from ..file import File
from ..statements import Function


def is_literal_type(annotation: ast.expr | None, file: File) -> bool:
    """Whether an annotation is `Literal[…]`, or has one in it."""
    if annotation is None or not file.mentions("Literal"):
        return False
    return any(
        file.callee(node) == "Literal"
        or (isinstance(node, ast.Name) and node.id in file.literal_types)
        or (isinstance(node, ast.Constant) and isinstance(node.value, str) and "Literal[" in node.value)
        for node in ast.walk(annotation)
        if isinstance(node, ast.expr)
    )


def annotated_literal(target: ast.expr, file: File) -> bool:
    """Whether a name, or an attribute of `self`, is annotated `Literal[…]` elsewhere in its scope."""
    if not file.mentions("Literal"):
        return False
    if isinstance(target, ast.Name):
        scope, name = file.binding_scope(target), target.id
        if not isinstance(scope, ast.ClassDef):
            return _any_literal(file.assigned(scope).annotations.get(name, ()), file)
    elif isinstance(target, ast.Attribute) and dotted(target) == f"self.{target.attr}":
        enclosing, name = file.enclosing_class(target), target.attr
        if enclosing is None:
            return False
        scope = enclosing
    else:
        return False
    return any(
        _any_literal(file.assigned(each).annotations.get(key, ()), file)
        for definition in (scope, *file.ancestors(scope))
        for each, key in (
            (definition, name),
            *((method, f".{name}") for method in definition.body if isinstance(method, Function)),
        )
    )


def _any_literal(annotations: Iterable[ast.expr], file: File) -> bool:
    return any(is_literal_type(annotation, file) for annotation in annotations)
