"""HSC203: a constant that the library has deprecated at the floor."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..checking import visits
from ..file import File
from ..findings import Finding


@visits(ast.Attribute, ast.Name)
def deprecated_constant(node: ast.expr, file: File) -> Iterator[Finding]:
    """`status.HTTP_422_UNPROCESSABLE_ENTITY` with Starlette from 0.48 on."""
    assert isinstance(node, ast.Attribute | ast.Name)
    name = node.attr if isinstance(node, ast.Attribute) else node.id
    if not name.startswith("HTTP_") or not isinstance(node.ctx, ast.Load):
        return
    resolved = file.resolve(node)
    library = file.names.library
    if resolved not in {f"{library.dotted}.{name}", f"{library.by_name}.{name}"}:
        return
    current = file.names.deprecated.get(name)
    if current is None or not file.resolver.is_sure(node):
        return
    if isinstance(node, ast.Name):  # the import would keep the old name, and warn
        message = f"{name} is deprecated: import {current} (not rewritten: rename it in the import too)"
        found = file.finding("HSC203", node, message)
    else:
        message = f"{name} is deprecated: use {library.spell(current)}"
        in_pattern = isinstance(file.parents.get(node), ast.MatchValue)
        found = file.finding("HSC203", node, message, name=current, in_pattern=in_pattern)
    if found is not None:
        yield found
