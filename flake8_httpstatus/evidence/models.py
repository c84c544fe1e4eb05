"""The fields of a model: its own words win over a bare `.status` or `.code`."""

from __future__ import annotations

import ast
import re
from typing import Final

from ..expressions import last_name
from ..file import File
from .orm import is_orm_call

# Django's and WTForms's, marshmallow's, SQLAlchemy's, those of dataclasses and of enums
_FIELDS: Final = re.compile(r"(?:Field|Column|ForeignKey|Enum|^(?:auto|column|mapped_column|relationship))$")


def is_field(name: str, file: File) -> bool:
    """Whether a class of the file has a field of that name."""
    return any(
        _is_field(value, file)
        for node in file.statements
        if isinstance(node, ast.ClassDef)
        for value in file.assigned(node).values.get(name, ())
    )


def _is_field(value: ast.expr, file: File) -> bool:
    return isinstance(value, ast.Call) and _FIELDS.search(last_name(value.func)) is not None


def is_from_model(node: ast.expr, file: File) -> bool:
    """Whether a value comes from a model's manager: `Reply.objects.get(…)`."""
    return isinstance(node, ast.Call) and is_orm_call(node)
