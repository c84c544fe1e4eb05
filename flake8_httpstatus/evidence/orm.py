"""Calls of Django's managers, whose keywords are a model's fields."""

from __future__ import annotations

import ast
from typing import Final

_ORM_METHODS: Final = frozenset(
    {"filter", "exclude", "get", "create", "get_or_create", "update_or_create", "update"}
)


def is_orm_call(node: ast.AST | None) -> bool:
    """Whether it queries a Django manager: `Job.objects.filter(…)`, `Job.objects.all().update(…)`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    return node.func.attr in _ORM_METHODS and is_of_manager(node.func.value)


def is_of_manager(receiver: ast.expr) -> bool:
    """Whether an expression is a Django manager, or what is asked of one: `Job.objects.all().first()`."""
    while not isinstance(receiver, ast.Name):
        if isinstance(receiver, ast.Attribute) and receiver.attr == "objects":
            return True
        if isinstance(receiver, (ast.Attribute, ast.Await, ast.Subscript)):
            receiver = receiver.value
        elif isinstance(receiver, ast.Call):
            receiver = receiver.func
        else:
            return False
    return receiver.id == "objects"
