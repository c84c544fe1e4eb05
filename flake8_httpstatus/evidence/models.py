"""The fields of a model: its own words win over a bare `.status` or `.code`."""

from __future__ import annotations

import ast
import re
from typing import Final

from ..expressions import last_name
from ..file import File
from ..projects.project import ImportedName, imported_name
from .orm import is_of_manager

# Django's and WTForms's, pydantic's, marshmallow's, SQLAlchemy's, and those of enums
_FIELDS: Final = re.compile(r"(?:Field|Column|ForeignKey|Enum|^(?:auto|column|mapped_column|relationship))$")


def is_enum(definition: ast.ClassDef, file: File) -> bool:
    """Whether a class is an enum, Django's choices among them: its members are named constants."""
    return any(
        last_name(base).endswith(("Choices", "Enum", "Flag"))
        for each in (definition, *file.ancestors(definition))
        for base in each.bases
    )


def is_field(name: str, file: File) -> bool:
    """Whether a class of the file has a field of that name."""
    if name not in file.model_fields:
        file.model_fields[name] = any(
            _is_field(value, file)
            for node in file.statements
            if isinstance(node, ast.ClassDef)
            for value in file.assigned(node).values.get(name, ())
        )
    return file.model_fields[name]


def _is_field(value: ast.expr, file: File) -> bool:
    return isinstance(value, ast.Call) and _FIELDS.search(last_name(value.func)) is not None


# https://docs.djangoproject.com/en/stable/topics/http/shortcuts/#get-object-or-404, and others' like it
_GETTERS: Final = re.compile(r"^a?get_object_or_")
_MODELS: Final = "models"


def is_from_model(node: ast.expr, file: File) -> bool:
    """Whether a value comes from a model: `Reply.objects.get(…)`, `get_object_or_404(Reply, pk=pk)`.

    Or `Reply(…)` and `Reply.query.first()` of a class that comes from a module called `models`.
    """
    if is_of_manager(node):
        return True
    while isinstance(node, (ast.Attribute, ast.Await, ast.Call, ast.Subscript)):
        if isinstance(node, ast.Call) and _GETTERS.match(last_name(node.func)):
            return True
        node = node.func if isinstance(node, ast.Call) else node.value
    imported = file.resolver.imported(node)
    return imported is not None and _MODELS in _parts(imported_name(*imported))


def _parts(imported: ImportedName) -> tuple[str | None, ...]:
    """The last part of the module, and the name that is taken from it."""
    return imported.module.rpartition(".")[2], imported.name
